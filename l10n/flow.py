"""A run of the tool: its articles, parsed and segmented, with their templates and catalogs.

`stages/` and `pipeline.py` take it from here; `l10n extract` and `l10n segment` need no more than this page, and
are quick because it loads no engine, check or publisher.
"""

from __future__ import annotations

import gc
import io
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import field, replace
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING

from l10n import plugins, po
from l10n.config import Config
from l10n.errors import SourceError, UsageError, did_you_mean
from l10n.extract import collected, extract
from l10n.lang.ja.sentences import Rules, split_sentences
from l10n.lazy import lazy
from l10n.model import Catalog, Document, Segment, Term
from l10n.noun import noun, record
from l10n.parallel import spread
from l10n.plugin import InParts
from l10n.project import Project, Writer, nearest, read_article
from l10n.segment import Mode, Splitter, segment, segmented

if TYPE_CHECKING:
    from l10n.crowd import Crowd
    from l10n.plugin import Format

_PARALLEL_FROM = 2_000_000
"""Bytes of articles to extract; below that, two processes do not repay what they cost."""
_LINE_END = lazy(r"\r\n|\r|\n")
_MARK = lazy(r"[。．｡！？!?.…、☆★♪]")


@noun
class Article:
    """An article on its way through the stages."""

    path: Path
    format: Format
    document: Document
    template: Catalog


def silent(locale: str, done: int, total: int, characters: int) -> None:
    """No progress."""


@record
class Flow:
    """One run over some articles and locales of a project."""

    project: Project
    locales: Sequence[str]
    articles: list[Article]
    writer: Writer
    catalogs: dict[tuple[str, str], Catalog] = field(default_factory=dict)
    """By (domain, locale), as they are after the stages that have run."""
    progress: Callable[[str, int, int, int], None] = silent
    learned: bool = False
    """The TM knows the catalogs of all articles, of those too that this run is not over."""
    failed: set[str] = field(default_factory=set)
    """Engines that are asked no more."""
    booked: int | None = None
    """Where the ledger of engines stood when the run began; None: it begins now."""
    crowd: Crowd | None = None
    """Workers on other machines that ask engines and run checks; None: this process does."""
    settled: Collection[str] = ()
    """Domains of articles left out, whose catalogs are as the last whole run wrote them: if the TM
    knows one of them, it knows all."""
    touched: Mapping[Path, frozenset[str]] | None = None
    """The locales of each article that a run is limited to by `--since`; None: all."""

    whole: bool = False
    """True for a run over all articles."""

    def each(self) -> Iterator[tuple[Article, str]]:
        """Every article in every locale that the run is for, locale by locale."""
        for locale in self.locales:
            for article in self.articles:
                if self.touched is None or locale in self.touched[article.path]:
                    yield article, locale


def start(
    project: Project,
    *,
    articles: Sequence[Path] = (),
    locales: Sequence[str] = (),
    touched: Mapping[Path, frozenset[str]] | None = None,
    dry: bool = False,
) -> Flow:
    """A run over the chosen articles and locales (default: all), parsed and segmented.

    With `touched` (see `since.py`), over what is in it alone. Raises UsageError before anything is
    written when an article, a name or a catalog is bad.
    """
    paths = chosen(project, articles, locales, touched)
    writer = Writer(project, dry)
    sweep(writer, paths, locales or project.config.targets)
    flow = over(project, paths, locales, touched, splitter(project), dry=dry)
    flow.whole, flow.writer = not articles and touched is None, writer
    return flow


def over(
    project: Project,
    paths: Sequence[Path],
    locales: Sequence[str],
    touched: Mapping[Path, frozenset[str]] | None,
    split: Splitter,
    *,
    dry: bool = False,
) -> Flow:
    """A run over these articles, which are known to be the project's own."""
    found = [parsed(project, path, split) for path in paths]
    targets = list(locales or project.config.targets)
    flow = Flow(project, targets, found, Writer(project, dry), touched=touched)
    for article, locale in flow.each():
        domain = article.document.domain
        flow.catalogs[domain, locale] = read_catalog(project, domain, locale)
    return flow


def sweep(writer: Writer, paths: Iterable[Path], locales: Iterable[str]) -> None:
    """Clears away what a killed run left beside catalogs, once in a run: a folder holds thousands."""
    project = writer.project
    one_each = {path.parent: project.domain(path) for path in paths}.values()
    writer.sweep({project.catalog(domain, to).parent for domain in one_each for to in locales})


def chosen(
    project: Project,
    articles: Sequence[Path],
    locales: Sequence[str],
    touched: Mapping[Path, frozenset[str]] | None,
) -> list[Path]:
    """The articles that a run is over; UsageError for one, or a locale, that is not there."""
    paths = project.articles(articles)
    refuse_strangers(project, articles, paths, locales)
    return [path for path in paths if touched is None or path in touched]


def parsed(project: Project, path: Path, split: Splitter) -> Article:
    """An article, parsed and segmented, with its template; SourceError with its path."""
    fmt, text = _opened(project, path)
    with _unwatched(), _placed(project, path):
        document = fmt.parse(project.name(path), text)
        document = segment(document, mode=project.config.mode, split=split)
        template = extract(document, neighbours=project.config.neighbours)
    return Article(path, fmt, document, template)


def template_of(project: Project, path: Path, split: Splitter) -> Catalog:
    """An article's template alone. Where the format can, no part of it is held for longer than the
    template needs it: a document of one-letter paragraphs takes 60 times its size as a whole."""
    fmt, text = _opened(project, path)
    if not isinstance(fmt, InParts):
        return parsed(project, path, split).template
    name, config = project.name(path), project.config
    with _unwatched(), _placed(project, path):
        again = partial(fmt.parts, name, text)
        found = segmented(again(), again, mode=config.mode, split=split)
        return collected(name, found, neighbours=config.neighbours)


def _opened(project: Project, path: Path) -> tuple[Format, str]:
    fmt = plugins.format_for(path.relative_to(project.root), project.config.formats)
    return fmt, read_article(path, project.display(path))


@contextmanager
def _placed(project: Project, path: Path) -> Iterator[None]:
    """A SourceError with the path: a format knows the name below source/ alone."""
    try:
        yield
    except SourceError as error:
        error.place = project.display(path) + error.place.removeprefix(project.name(path))
        raise


@contextmanager
def _unwatched() -> Iterator[None]:
    """Without looks for circular garbage: what is made of an article has none, and all of it stays."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def splitter(project: Project) -> Splitter:
    """What cuts sentences in a project: with its rules, and the terms that contain a mark."""
    terms = [term for locale in project.config.targets for term in read_terms(project, locale)]
    found = {name for term in terms for name in (term.source, *term.aliases)}
    names = tuple(sorted(name for name in found if _MARK.search(name)))
    rules = Rules.compile(break_=project.config.breaks, keep=project.config.keeps)
    return partial(split_sentences, names=names, rules=rules)


def segments(
    path: Path, mode: Mode | None = None, project: Project | None = None
) -> list[tuple[int, Segment]]:
    """(line, segment) of one file, a project around it or not; lines end at CR LF, LF or CR."""
    project = project or nearest(path.parent) or Project(path.parent.resolve(), Config())
    text = read_article(path, str(path))
    document = plugins.format_for(path, project.config.formats).parse(str(path), text)
    document = segment(document, mode=mode or project.config.mode, split=splitter(project))
    starts = [0, *(match.end() for match in _LINE_END.finditer(text))]
    rows, offset = [], 0
    for part in document.parts:
        if isinstance(part, Segment):
            rows.append((bisect_right(starts, offset), part))
        offset += len(part.text)
    return rows


def refuse_strangers(
    project: Project, wanted: Sequence[Path], found: list[Path], locales: Sequence[str]
) -> None:
    """UsageError for an article or a locale that the project does not have."""
    for path in wanted:
        if not any(path.resolve() in (one, *one.parents) for one in found):
            raise UsageError(
                "no such article",
                place=str(path),
                fix=f"give a file or folder below {project.display(project.source)}/",
            )
    for locale in locales:
        if locale not in project.config.targets:
            fix = did_you_mean(locale, project.config.targets)
            raise UsageError(f'"{locale}" is not a target of this project', fix=fix)


def read_catalog(project: Project, domain: str, locale: str) -> Catalog:
    """An article's catalog as it is on disk; an empty one when there is none yet."""
    path = project.catalog(domain, locale)
    if not path.exists():
        return Catalog(domain, locale)
    catalog = po.read_catalog(path, domain=domain, display=project.display(path))
    return replace(catalog, locale=locale)


def read_terms(project: Project, locale: str) -> tuple[Term, ...]:
    """The termbase of a locale; () without one."""
    path = project.catalog("terms", locale)
    return po.parse_terms(path) if path.exists() else ()


def extract_stage(flow: Flow) -> None:
    """source → template: `locales/<domain>.pot`."""
    for article in flow.articles:
        path = flow.project.template(article.document.domain)
        flow.writer.write(path, po.write_catalog(article.template), durable=False)


def extract_only(
    project: Project,
    *,
    articles: Sequence[Path] = (),
    touched: Mapping[Path, frozenset[str]] | None = None,
    dry: bool = False,
) -> Writer:
    """source → template, of articles that nothing else is wanted of: on all cores, each forgotten
    when its template is made, and without a look at the catalogs.

    Raises as `start` does, before anything is written.
    """
    paths = chosen(project, articles, (), touched)
    split = splitter(project)

    def template(path: Path) -> bytes:
        """The template's bytes; none if it stands on the disk as it has to be."""
        with _unwatched():
            data = po.write_catalog(template_of(project, path, split))
        there = project.template(project.domain(path))
        return b"" if there.is_file() and there.read_bytes() == data else data

    writer, size = Writer(project, dry), sum(path.stat().st_size for path in paths)
    pays = size >= _PARALLEL_FROM
    with _room(large=pays) as waiting:  # until all are made
        lengths = [waiting.write(data) for data in spread(template, paths, pays=pays)]
        waiting.seek(0)
        for path, length in zip(paths, lengths, strict=True):
            if length:
                there = project.template(project.domain(path))
                writer.write(there, waiting.read(length), durable=False)
    return writer


def _room(*, large: bool) -> IO[bytes]:
    """Room for bytes that are read again soon: those of 5,000 templates, 180 MB, in a file."""
    if not large:
        return io.BytesIO()
    from tempfile import TemporaryFile  # 8 ms

    return TemporaryFile()
