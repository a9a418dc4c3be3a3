"""The whole tool on one page: what happens to an article, stage by stage.

    source/x.md → extract → x.pot → update → x.po → translate → drafts → check → build → dist/

Stages are pure functions between the nouns of `model.py`; this page reads files, calls the
stages in order, and hands what they return to the `Writer`. A `Flow` is one run of the tool.
"""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, nullcontext
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

from l10n import atomic, doubt, fresh, plugins, po, waivers
from l10n.atomic import Overtaken
from l10n.budget import Account, Budget, Limits
from l10n.build import build, coverage, source_edition
from l10n.candidates import Candidate, candidates, sudachi
from l10n.check import FIGURES, check, check_across, repair
from l10n.draft import Brief, Doubt, Estimate, Tally, draft, estimate, is_open, todo
from l10n.errors import (
    BudgetSpent,
    EngineInterrupted,
    EngineMissing,
    LocaleUnsupported,
    UsageError,
    did_you_mean,
)
from l10n.flow import (
    Article,
    Flow,
    extract_stage,
    read_catalog,
    read_terms,
    silent,
    splitter,
    start,
)
from l10n.fresh import Fallback, Receipt
from l10n.lang import tags
from l10n.lazy import lazy
from l10n.ledger import Row, ledger
from l10n.merge import merge, redo, share
from l10n.model import (
    Catalog,
    Coverage,
    Document,
    Edition,
    Entry,
    Finding,
    Key,
    Segment,
    State,
    Term,
)
from l10n.normalize import normalize
from l10n.plugin import Bundle, Engine, EngineSettings, Facts, Output, Page, Publisher
from l10n.project import Project, Writer, read_file
from l10n.safety import unsafe
from l10n.segment import Mode, Splitter, segment
from l10n.tm import Match, Memory, Text
from l10n.waivers import Waiver

if TYPE_CHECKING:
    from datetime import date

    from l10n.exchange import Applied, Unit
    from l10n.publish import Manifest as ManifestType


_WORD = lazy(r"[A-Za-z0-9À-ɏ]+(?:[.,'’-][A-Za-z0-9À-ɏ]+)*|[^\W_]")


def update_stage(flow: Flow) -> None:
    """template → catalogs: merged, nothing lost."""
    merge_only(flow)
    if flow.project.config.share:
        _share(flow)
    for article, locale in flow.each():
        _save(flow, article.document.domain, locale)


def normalize_stage(flow: Flow) -> None:
    """Catalogs that were cut otherwise (older rules, blocks, another tool) to today's entries."""
    split = splitter(flow.project)
    for article, locale in flow.each():
        place = article.document.domain, locale
        cut = partial(_cut, article, split, flow.project.config.mode)
        recut = normalize(article.template, flow.catalogs[place], cut)
        flow.catalogs[place] = merge(article.template, recut)
        _save(flow, *place)


def _cut(article: Article, split: Splitter, mode: Mode, msgid: str) -> list[str]:
    """The msgids that a paragraph of the article's format has today."""
    folds = tuple(match.span() for match in re.finditer(r"[ \t]*\n[ \t]*", msgid))
    block = Segment(msgid, "paragraph", article.format.name, folds=folds)
    document = Document(article.document.name, article.format.name, (block,))
    return [part.msgid for part in segment(document, mode=mode, split=split).segments]


def _share(flow: Flow) -> None:
    """Gives each article what others have approved, unless they disagree."""
    for locale in flow.locales:
        texts: dict[str, set[str]] = {}
        for catalog in _all_of_locale(flow, locale):
            for msgid, msgstr in _approved(catalog).items():
                texts.setdefault(msgid, set()).add(msgstr)
        agreed = {msgid: only for msgid, (only, *others) in texts.items() if not others}
        for article in flow.articles:
            place = article.document.domain, locale
            flow.catalogs[place] = share(flow.catalogs[place], agreed)


def merge_only(flow: Flow) -> None:
    """The catalogs against the source as it is now, in memory: what build and status see."""
    for article, locale in flow.each():
        place = article.document.domain, locale
        flow.catalogs[place] = merge(article.template, flow.catalogs[place])


def _save(flow: Flow, domain: str, locale: str) -> None:
    """Writes a catalog; if somebody saved it meanwhile, theirs is read and ours redone on it.

    One that was written is read back, so that findings name its lines.
    """
    path = flow.project.catalog(domain, locale)
    while True:
        catalog = flow.catalogs[domain, locale]
        data = po.write_catalog(catalog, sticky=flow.project.config.workflow_flags)
        try:
            if flow.writer.swap(path, data, catalog.origin.fingerprint):
                again = po.parse_catalog(data, flow.project.display(path), domain=domain)
                flow.catalogs[domain, locale] = replace(again, locale=locale)
        except Overtaken:
            template = next(a.template for a in flow.articles if a.document.domain == domain)
            theirs = read_catalog(flow.project, domain, locale)
            flow.catalogs[domain, locale] = redo(template, catalog, theirs)
        else:
            return


def translate_stage(flow: Flow, *, retry: bool = False, limits: Limits | None = None) -> Tally:
    """untranslated → drafts: TM first, then the engines in turn, each answer journaled.

    When an engine fails, what it answered is kept and the next one in the chain goes on; one
    that is not there is passed over if another can take its place.
    """
    tally = Tally()
    names = flow.project.config.engine
    for name in names:
        work = _untranslated(flow, name, retry=retry)
        if not work:
            continue
        try:
            _translate_with(flow, name, work, tally, retry=retry, limits=limits)
        except EngineMissing as error:
            if name == names[-1] and len(tally.skipped) + 1 == len(names):
                raise
            tally.skipped.append(error)
        if tally.failures and isinstance(tally.failures[-1], (EngineInterrupted, BudgetSpent)):
            break
    tally.left = sum(is_open(entry) for c in flow.catalogs.values() for entry in c.active)
    if not tally.left:  # another engine of the chain knew the pair
        tally.failures = [e for e in tally.failures if not isinstance(e, LocaleUnsupported)]
    return tally


def _translate_with(
    flow: Flow,
    name: str,
    locales: Sequence[str],
    tally: Tally,
    *,
    retry: bool,
    limits: Limits | None,
) -> None:
    """Drafts with one engine; one that has failed is asked no more, the TM still answers."""

    path = flow.project.memory
    with (
        Memory(path) as memory,
        Budget(path, limits) as budget,
        closing(load_engine(flow.project, name, budget)) as engine,
    ):
        _learn(flow, memory)
        works = True
        for locale in locales:
            before = len(tally.failures)
            briefs = _briefs(flow, locale, engine)
            progress = partial(flow.progress, locale)
            for catalog in draft(
                    briefs, engine, memory, tally,
                    retry=retry, progress=progress, budget=budget, ask=works,
                    doubt=_doubt(flow.project, locale),
                ):  # fmt: skip
                terms = read_terms(flow.project, locale)
                flow.catalogs[catalog.domain, locale] = repair(
                    catalog, plugins.checks(), terms=terms, only=FIGURES
                )
                _save(flow, catalog.domain, locale)
            new = tally.failures[before:]
            works = works and all(isinstance(e, LocaleUnsupported) for e in new)
        _learn(flow, memory)  # as the next run would: it has fewer catalogs to read


def _doubt(project: Project, locale: str) -> Doubt | None:
    """What finds doubtful drafts, if the config asks for it and the encoder knows the language."""
    if not project.config.doubt or locale.split("_")[0] not in doubt.LOCALES:
        return None
    encode = doubt.encoder()
    if encode is None:
        raise EngineMissing(
            "doubtful drafts cannot be found",
            cause="[translate] doubt = true needs an encoder.",
            fix=doubt.INSTALL,
        )
    return partial(doubt.doubts, encode=encode)


def estimates(flow: Flow, *, retry: bool = False) -> dict[str, Estimate]:
    """What each engine of the chain would be sent, at most; nothing is sent or written."""
    found = {}
    for name in flow.project.config.engine:
        engine = new_engine(flow.project, name)
        total = Estimate()
        known = flow.project.memory.exists()
        with Memory(flow.project.memory) if known else nullcontext() as memory, closing(engine):
            for locale in flow.locales:
                total += estimate(_briefs(flow, locale, engine), engine, memory, retry=retry)
        found[name] = total
    return found


def _untranslated(flow: Flow, engine: str, *, retry: bool) -> list[str]:
    """The locales in which `engine` has something to do."""
    return [
        locale
        for locale in flow.locales
        if any(True for c in _of_locale(flow, locale) for _ in todo(c, engine, retry=retry))
    ]


def _of_locale(flow: Flow, locale: str) -> list[Catalog]:
    return [flow.catalogs[article.document.domain, locale] for article in flow.articles]


def _learn(flow: Flow, memory: Memory) -> None:
    """Makes the texts of all catalogs, chosen or not, known to the TM; read are those that changed."""
    domains = [flow.project.name(path).rsplit(".", 1)[0] for path in flow.project.articles()]
    for locale, domain in product(flow.locales, domains):
        catalog = flow.catalogs.get((domain, locale))
        if catalog is None:
            path = flow.project.catalog(domain, locale)
            mark = atomic.fingerprint(path.read_bytes()) if path.exists() else ""
            if memory.knows(domain, locale, mark):
                continue
            catalog = read_catalog(flow.project, domain, locale)
        memory.learn(domain, locale, _texts(catalog), catalog.origin.fingerprint)


def _texts(catalog: Catalog) -> list[Text]:
    """What a catalog has to offer: approved texts and drafts, not what is stale or has a context."""
    return [
        Text(e.key.msgid, e.msgstr, e.draft.engine if e.draft else "")
        for e in catalog.active
        if e.msgstr and e.state in (State.APPROVED, State.DRAFT) and not e.key.msgctxt
    ]


def rebuild_memory(flow: Flow) -> dict[str, int]:
    """Makes the TM anew from the catalogs; how many texts it has, by locale."""
    with Memory(flow.project.memory) as memory:
        memory.forget()
        _learn(flow, memory)
    return {
        locale: sum(len(_texts(catalog)) for catalog in _all_of_locale(flow, locale))
        for locale in flow.locales
    }


def look_up(project: Project, locale: str, text: str) -> list[Match]:
    """What the TM offers for a Japanese text, best first."""
    with Memory(project.memory) as memory:
        exact = memory.exact(locale, text)
        rest = [match for match in memory.matches(locale, text) if match != exact]
    return [exact, *rest] if exact else rest


def _all_of_locale(flow: Flow, locale: str) -> Iterator[Catalog]:
    """The catalogs of all articles, chosen or not."""
    for path in flow.project.articles():
        domain = flow.project.name(path).rsplit(".", 1)[0]
        yield flow.catalogs.get((domain, locale)) or read_catalog(flow.project, domain, locale)


def _approved(catalog: Catalog) -> dict[str, str]:
    approved = [e for e in catalog.active if e.state is State.APPROVED and not e.key.msgctxt]
    return {entry.key.msgid: entry.msgstr for entry in approved if entry.msgstr}


def _briefs(flow: Flow, locale: str, engine: Engine) -> list[Brief]:
    """What the catalogs of a locale are drafted with."""
    terms = read_terms(flow.project, locale)
    pivot = engine.capabilities.pivot
    bridge = pivot if pivot != locale else ""
    pivot_terms = _bridged(read_terms(flow.project, bridge), terms) if bridge else []
    return [
        Brief(
            catalog,
            flow.project.config.source_locale,
            terms,
            _pivot(flow, catalog.domain, bridge),
            pivot_terms,
        )
        for catalog in _of_locale(flow, locale)
    ]


def _pivot(flow: Flow, domain: str, bridge: str) -> dict[Key, str]:
    """The approved texts of an article in the pivot locale, by key."""
    if not bridge:
        return {}
    known = flow.catalogs.get((domain, bridge))
    catalog = known or read_catalog(flow.project, domain, bridge)
    return {e.key: e.msgstr for e in catalog.active if e.state is State.APPROVED}


def _bridged(pivot: Sequence[Term], terms: Sequence[Term]) -> list[Term]:
    """The termbase from the pivot locale to the target: both render the same source term."""
    targets = {term.source: term for term in terms}
    return [
        replace(targets[term.source], source=term.target, aliases=())
        for term in pivot
        if term.source in targets and term.target
    ]


def new_engine(project: Project, name: str, budget: Budget | None = None) -> Engine:
    """The engine, ready or not."""
    options = project.config.engines.get(name, {})
    settings = EngineSettings(options, project.root, os.environ)
    if budget:
        settings = replace(settings, ledger=Account(budget, name))
    return plugins.engine(name, settings, place="engine")


def load_engine(project: Project, name: str, budget: Budget | None = None) -> Engine:
    """The engine, ready to be used; EngineMissing says what it needs."""
    engine = new_engine(project, name, budget)
    missing = engine.ready()
    if missing:
        raise EngineMissing(f'engine "{name}" is not ready', cause=missing)
    return engine


def term_candidates(flow: Flow, *, least: int = 2) -> list[Candidate]:
    """Words of the articles that may be terms and are in no termbase yet."""
    texts = [segment.msgid for article in flow.articles for segment in article.document.segments]
    known = [
        name
        for locale in flow.locales
        for term in read_terms(flow.project, locale)
        for name in (term.source, *term.aliases)
    ]
    return candidates(texts, known, least=least, tokenize=sudachi())


def check_stage(flow: Flow) -> dict[tuple[str, str], tuple[Finding, ...]]:
    """catalogs → findings, by (domain, locale), what a person waived left out."""
    findings = {}
    for locale in flow.locales:
        places = [place for place in flow.catalogs if place[1] == locale]
        catalogs = [flow.catalogs[place] for place in places]
        files = [flow.project.display(flow.project.catalog(*place)) for place in places]
        terms, waived = read_terms(flow.project, locale), read_waivers(flow.project, locale)
        levels = flow.project.config.levels(locale)
        across = check_across(
            catalogs, plugins.catalog_checks(),
            terms=terms, files=files, levels=levels, waivers=waived,
        )  # fmt: skip
        for place, catalog, file, more in zip(places, catalogs, files, across, strict=True):
            found = check(
                catalog, plugins.checks(), terms=terms, file=file, levels=levels, waivers=waived
            )
            findings[place] = tuple(sorted((*found, *more), key=lambda finding: finding.line))
    return findings


def check_file(path: Path) -> tuple[Finding, ...]:
    """The findings of one PO file with no project around it; its header names the locale."""
    catalog = po.read_catalog(path, domain=path.stem, display=str(path))
    locale = tags.known_locale(catalog.locale, f"{path}: Language")
    catalog = replace(catalog, locale=locale)
    (more,) = check_across([catalog], plugins.catalog_checks(), files=[str(path)])
    found = check(catalog, plugins.checks(), file=str(path))
    return tuple(sorted((*found, *more), key=lambda finding: finding.line))


def fix_stage(flow: Flow) -> int:
    """Certain fixes into drafts that no person touched; how many entries were repaired."""
    count = 0
    for (domain, locale), catalog in list(flow.catalogs.items()):
        fixed = repair(catalog, plugins.checks(), terms=read_terms(flow.project, locale))
        pairs = zip(catalog.entries, fixed.entries, strict=True)
        changed = sum(old is not new and old != new for old, new in pairs)
        if changed:
            count += changed
            flow.catalogs[domain, locale] = fixed
            _save(flow, domain, locale)
    return count


def read_waivers(project: Project, locale: str) -> tuple[Waiver, ...]:
    """The findings that a person has accepted in a locale; () without a review.jsonl."""
    path = project.review(locale)
    if not path.exists():
        return ()
    return waivers.parse(path.read_text("utf-8"), project.display(path))


def waive(flow: Flow, rule: str, file: Path, line: int, *, undo: bool = False) -> Entry:
    """Accepts (or no more) what a check says of the entry at a line of a catalog.

    Raises UsageError when there is no such check, catalog or entry.
    """
    known = [*plugins.names("checks"), *plugins.names("catalog_checks")]
    if rule not in known:
        raise UsageError(f'unknown check "{rule}"', fix=did_you_mean(rule, known))
    for (domain, locale), catalog in flow.catalogs.items():
        if flow.project.catalog(domain, locale).resolve() != file.resolve():
            continue
        entry = next((e for e in reversed(catalog.active) if e.line and e.line <= line), None)
        if entry is None:
            break
        path = flow.project.review(locale)
        text = path.read_text("utf-8") if path.exists() else ""
        made = Waiver(rule, waivers.fingerprint(entry), entry.key.msgid)
        text = waivers.write(text, remove=[made]) if undo else waivers.write(text, [made])
        flow.writer.write(path, text.encode("utf-8"))
        return entry
    fix = "copy the place from the report of `l10n check`: locales/en/LC_MESSAGES/a.po:29"
    raise UsageError("no entry there", place=f"{file}:{line}", fix=fix)


def ledger_stage(flow: Flow) -> list[Row]:
    """catalogs → every figure, date and name, with its rendering in each locale."""
    terms = {locale: read_terms(flow.project, locale) for locale in flow.locales}
    rows = []
    for article in flow.articles:
        of_article = [flow.catalogs[article.document.domain, locale] for locale in flow.locales]
        rows += ledger(of_article, terms)
    return rows


def build_stage(flow: Flow, findings: Mapping[tuple[str, str], Sequence[Finding]]) -> list[Edition]:
    """catalogs → `dist/<language-tag>/…`, the editions as written."""
    editions = build_only(flow, findings)
    for edition in editions:
        flow.writer.write(flow.project.output / edition.path, edition.text.encode("utf-8"))
    return editions


def build_only(flow: Flow, findings: Mapping[tuple[str, str], Sequence[Finding]]) -> list[Edition]:
    """catalogs → editions, in memory."""
    config = flow.project.config
    editions = []
    for article, locale in flow.each():
        place = article.document.domain, locale
        edition = build(
            article.document,
            flow.catalogs[place],
            article.format,
            include=config.include,
            findings=findings.get(place, ()),
            unsafe=unsafe(article.document, flow.catalogs[place], config.publish.hosts),
        )
        fallbacks = _placed(flow, place, edition.fallbacks)
        editions.append(replace(edition, fallbacks=fallbacks))
    return editions


def _placed(flow: Flow, place: tuple[str, str], findings: Sequence[Finding]) -> tuple[Finding, ...]:
    file = flow.project.display(flow.project.catalog(*place))
    return tuple(replace(finding, file=file) for finding in findings)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one article stands in one locale."""

    article: str
    locale: str
    coverage: Coverage
    errors: int
    warnings: int
    characters_left: int = 0
    """Of the source sentences that nobody has approved yet, spaces not counted."""
    words_left: int = 0
    """The same in words, as word processors count Japanese: each character is one, and each
    run of Latin letters and digits."""
    oldest_stale: tuple[date, Key] | None = None
    """The stale entry that has waited longest, by git's history of the catalog."""


def status(flow: Flow) -> list[Standing]:
    """Article × locale, against the source as it is now; writes nothing."""
    merge_only(flow)
    findings = check_stage(flow)
    standings = []
    for article, locale in flow.each():
        place = article.document.domain, locale
        oldest = _oldest_stale(flow.project.catalog(*place), flow.catalogs[place])
        standing = _standing(article, locale, flow.catalogs[place], findings[place])
        standings.append(replace(standing, oldest_stale=oldest))
    return standings


def _standing(
    article: Article, locale: str, catalog: Catalog, findings: Sequence[Finding]
) -> Standing:
    entries = {entry.key: entry for entry in catalog.active}
    left = [e.key.msgid for e in catalog.active if e.state is not State.APPROVED]
    return Standing(
        article.document.name,
        locale,
        coverage(article.document, entries),
        sum(f.severity == "error" for f in findings),
        sum(f.severity == "warning" for f in findings),
        sum(len("".join(msgid.split())) for msgid in left),
        sum(len(_WORD.findall(msgid)) for msgid in left),
    )


def _oldest_stale(path: Path, catalog: Catalog) -> tuple[date, Key] | None:
    from l10n.history import since

    stale = {e.line: e.key for e in catalog.active if e.state is State.STALE and e.line}
    days = since(path, stale)
    first = min(days, key=lambda line: (days[line], line), default=None)
    return None if first is None else (days[first], stale[first])


@dataclass(frozen=True, slots=True)
class Synced:
    """What `sync` did, for its summary."""

    writer: Writer
    tally: Tally
    receipts: tuple[Receipt, ...]
    """Of all articles, those included that nothing had to be done for."""


def sync(
    project: Project,
    *,
    articles: Sequence[Path] = (),
    locales: Sequence[str] = (),
    dry: bool = False,
    retry: bool = False,
    limits: Limits | None = None,
    progress: Callable[[str, int, int, int], None] = silent,
) -> Synced:
    """extract, update, translate, check, build: what CI and `make` run.

    A run over the whole project leaves out the articles of which no file has changed.
    """
    whole = not (articles or locales or retry)
    seen = fresh.look(project) if whole else None
    held = fresh.held(seen) if seen else {}
    stale = [path for path in seen.articles if path not in held] if seen else list(articles)
    left = sum(receipt.left for receipt in held.values())
    if held and not stale:
        return Synced(Writer(project, dry), Tally(left=left), tuple(held.values()))
    flow = start(project, articles=stale, locales=locales, dry=dry)
    flow.progress = progress
    tally, done = _sync(flow, translate=not dry, retry=retry, limits=limits)
    if seen and not dry and not (tally.failures or tally.skipped):
        fresh.record(seen, flow.writer, done)
    tally.left += left
    receipts = sorted((*held.values(), *done), key=lambda receipt: receipt.article)
    return Synced(flow.writer, tally, tuple(receipts))


def _sync(
    flow: Flow, *, translate: bool, retry: bool, limits: Limits | None
) -> tuple[Tally, list[Receipt]]:
    extract_stage(flow)
    update_stage(flow)
    tally = translate_stage(flow, retry=retry, limits=limits) if translate else Tally()
    findings = check_stage(flow)
    editions = build_stage(flow, findings)
    return tally, [_receipt(flow, article, findings, editions) for article in flow.articles]


def _receipt(
    flow: Flow,
    article: Article,
    findings: Mapping[tuple[str, str], Sequence[Finding]],
    editions: Sequence[Edition],
) -> Receipt:
    """What the summary says of an article."""
    domain, name = article.document.domain, article.document.name
    made = [edition for edition in editions if edition.path.partition("/")[2] == name]
    counts = Counter(f.severity for locale in flow.locales for f in findings[domain, locale])
    return Receipt(
        name,
        tuple({"path": e.path, "translation": e.translation, **asdict(e.coverage)} for e in made),
        tuple(Fallback(f.file, f.line, f.message) for e in made for f in e.fallbacks),
        tuple(counts.items()),
        sum(is_open(e) for locale in flow.locales for e in flow.catalogs[domain, locale].active),
    )


# --- publish ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Published:
    """What `publish` did, for its summary."""

    pages: tuple[Page, ...]
    findings: tuple[Finding, ...]
    rendered: int
    """Articles whose files were made anew; the others had not changed."""


def publish(
    project: Project, *, layouts: Sequence[str] = (), dry: bool = False
) -> tuple[Writer, Published]:
    """check, build in memory, publish: what `l10n publish` runs.

    Where no article, catalog, setting or line of our code has changed since a run that is still
    on the disk, nothing is parsed at all.
    """
    record = Record(project, tuple(layouts or project.config.layout))
    known = record.read()
    if known is not None:
        return Writer(project, dry), known
    flow = start(project, dry=dry)
    merge_only(flow)
    done = publish_stage(flow, build_only(flow, check_stage(flow)), layouts=record.layouts)
    if not dry:
        record.write(done)
    return flow.writer, done


class Record:
    """What the last run published, and of what: `.l10n/published.json`, a cache."""

    def __init__(self, project: Project, layouts: tuple[str, ...]) -> None:
        from l10n.publishers._press import inputs

        self.project, self.layouts = project, layouts
        self.path = project.memory.with_name("published.json")
        config = project.config
        folders = [project.source, project.root / config.locales]
        if config.publish.templates:
            folders.append(project.root / config.publish.templates)
        settings = [project.root / name for name in ("l10n.toml", "pyproject.toml")]
        self.inputs = inputs(project.root, [*folders, *settings], layouts)

    def read(self) -> Published | None:
        """The last run, if its inputs and its files are still the same; else None."""
        try:
            table = json.loads(self.path.read_bytes())
            same = table["inputs"] == self.inputs and table["files"] == self._files()
            if not same:
                return None
            pages = tuple(self._page(page) for page in table["pages"])
            return Published(pages, tuple(_unpacked(table["findings"])), 0)
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def _page(self, values: dict[str, Any]) -> Page:
        coverage = Coverage(**values.pop("coverage"))
        listed: Any = {name: tuple(values.pop(name)) for name in ("keywords", "old_slugs")}
        return Page(**values, **listed, coverage=coverage)

    def write(self, done: Published) -> None:
        """Remembers a run."""
        from l10n.publish import packed

        files = self._files()
        if files is None or any(finding.check == "output" for finding in done.findings):
            return  # a file that stood in our way may have gone by the next run
        table = {
            "inputs": self.inputs,
            "files": files,
            "pages": [asdict(page) for page in done.pages],
            "findings": packed(done.findings),
        }
        self.path.parent.mkdir(parents=True, exist_ok=True)
        data = json.dumps(table, ensure_ascii=False).encode("utf-8")
        atomic.write(self.path, data, durable=False)

    def _files(self) -> dict[str, str] | None:
        """Digests of the slugs and of each layout's manifest; None when a file of ours is gone."""
        from l10n.publish import MANIFEST, read_manifest

        found = {"slugs": _digest_or_none(self.project.slugs)}
        for layout in self.layouts:
            root = output_of(self.project, layout)
            found[layout] = _digest_or_none(root / MANIFEST)
            if not found[layout]:
                return None
            if not all(
                (root / f).is_file() for f in read_manifest((root / MANIFEST).read_bytes()).files
            ):
                return None
        return found


def _digest_or_none(path: Path) -> str:
    return _digest(path.read_bytes()) if path.is_file() else ""


def _unpacked(rows: Sequence[Sequence[str]]) -> list[Finding]:
    from l10n.publish import unpacked

    return unpacked(tuple(row) for row in rows)


def output_of(project: Project, layout: str) -> Path:
    """A layout's folder: `dist/site`; `plain` is at home where the editions are."""
    return project.output if layout == "plain" else project.output / layout


def publish_stage(
    flow: Flow, editions: Sequence[Edition], *, layouts: Sequence[str] = ()
) -> Published:
    """editions → `dist/<layout>/…`; only files that changed are written, strangers' never touched.

    `flow` has all articles and locales of the project: a page lists its other languages.
    """
    from l10n.publishers._needs import require

    require()
    facts, bundles, findings = _facts(flow, editions)
    rendered = 0
    for layout in layouts or flow.project.config.layout:
        press = Press(flow, facts, bundles, plugins.publisher(layout))
        findings += press.run()
        rendered = max(rendered, press.rendered)
    pages = tuple(page for locales in facts.pages.values() for page in locales.values())
    return Published(pages, tuple(findings), rendered)


def _facts(
    flow: Flow, editions: Sequence[Edition]
) -> tuple[Facts, dict[str, Bundle], list[Finding]]:
    """What publishers are told, the articles with their editions, and what was made safe."""
    from l10n import publish

    config, settings = flow.project.config, flow.project.config.publish
    by_place = {(edition.path.partition("/")[2], edition.locale): edition for edition in editions}
    pages: dict[str, dict[str, Page]] = {}
    bundles: dict[str, Bundle] = {}
    findings = [f for e in editions for f in e.fallbacks if f.check in ("injection", "structure")]
    for article in flow.articles:
        document = article.document
        original = source_edition(document, config.source_locale)
        meta = publish.read_meta(document)
        found = {config.source_locale: original}
        told = {}
        for locale in (config.source_locale, *flow.locales):
            edition = found.get(locale) or by_place[document.name, locale]
            catalog = flow.catalogs.get((document.domain, locale))
            page = publish.describe(
                document,
                edition,
                settings,
                meta,
                source_locale=config.source_locale,
                catalog=catalog,
            )
            if page.source or page.translation:
                found[locale], told[locale] = edition, page
        bundles[document.domain] = Bundle(document, found)
        pages[document.domain] = told
    slugged, record = publish.with_slugs(pages, settings, _read_slugs(flow.project))
    flow.writer.write(flow.project.slugs, publish.write_slugs(record))
    facts = Facts(
        settings,
        config.source_locale,
        (config.source_locale, *flow.locales),
        slugged,
        frozenset(flow.project.assets()),
        _own_templates(flow.project),
        bundles.__getitem__,
        lambda asset: (flow.project.source / asset).read_bytes(),
    )
    return facts, bundles, findings


def _read_slugs(project: Project) -> Mapping[str, Mapping[str, Sequence[str]]]:
    if not project.slugs.is_file():
        return {}
    try:
        table = json.loads(project.slugs.read_text("utf-8"))
        return {
            str(domain): {str(k): [str(one) for one in v] for k, v in locales.items()}
            for domain, locales in table.items()
        }
    except (ValueError, AttributeError, TypeError) as error:
        raise UsageError(
            "not the record of slugs that honyaku writes",
            place=project.display(project.slugs),
            cause=str(error),
            fix="mend it, or take it back from version control",
        ) from error


def _own_templates(project: Project) -> dict[str, str]:
    folder = project.config.publish.templates
    if not folder:
        return {}
    path = project.root / folder
    if not path.is_dir():
        raise UsageError("no such folder", place=folder, fix="[publish] templates names a folder")
    return {one.name: one.read_text("utf-8") for one in sorted(path.iterdir()) if one.is_file()}


@dataclass(slots=True)
class Press:
    """One publisher at work on one output folder."""

    flow: Flow
    facts: Facts
    bundles: Mapping[str, Bundle]
    publisher: Publisher
    findings: list[Finding] = field(default_factory=list)
    rendered: int = 0

    @property
    def root(self) -> Path:
        """The output folder."""
        return output_of(self.flow.project, self.publisher.name)

    def run(self) -> list[Finding]:
        """Makes what changed, writes it, takes away what is no longer made; its findings."""
        from l10n import publish
        from l10n.publishers import _press

        path = self.root / publish.MANIFEST
        old = publish.read_manifest(path.read_bytes() if path.is_file() else None)
        new = publish.Manifest()
        keys = _press.keys(self.facts, self.bundles, self.publisher.name)
        stale = [name for name, key in keys.items() if not self._is_current(old, name, key)]
        self.rendered = len([name for name in stale if name])
        for name, output in _press.outputs(self.publisher, self.facts, self.bundles, stale):
            files = list(self._write(output, old, new))
            new.articles[name] = publish.Made(
                keys[name], tuple(sorted(files)), publish.packed(output.findings)
            )
        for name in set(keys) - set(new.articles):
            new.articles[name] = old.articles[name]
            new.files |= {file: old.files[file] for file in old.articles[name].files}
        for file in sorted(set(old.files) - set(new.files)):
            self._take_away(file, old.files[file])
        self.flow.writer.write(path, publish.write_manifest(new))
        for name in keys:
            self.findings += publish.unpacked(new.articles[name].findings)
        return self.findings

    def _is_current(self, old: ManifestType, name: str, key: str) -> bool:
        made = old.articles.get(name)
        return (
            made is not None
            and made.key == key
            and all(file in old.files and (self.root / file).is_file() for file in made.files)
        )

    def _write(self, output: Output, old: ManifestType, new: ManifestType) -> Iterator[str]:
        """Writes an output's files; the paths that are ours afterwards."""
        for path, data in output.files.items():
            if self._may_write(path, data, old):
                self.flow.writer.write(self.root / path, data, durable=False)
                new.files[path] = _digest(data)
                yield path
        for path, asset in output.copies.items():
            data = self.facts.asset(asset)
            if self._may_write(path, data, old):
                self.flow.writer.write(self.root / path, data, durable=False)
                new.files[path] = _digest(data)
                yield path

    def _may_write(self, path: str, data: bytes, old: ManifestType) -> bool:
        from l10n.publish import safe_path

        file = self.root / path
        home = self.root.resolve()
        if not safe_path(path) or home not in file.resolve().parents:
            self._refuse(path, "it would be written outside the output folder")
            return False
        foreign = path not in old.files and file.exists()
        if foreign and (not file.is_file() or file.read_bytes() != data):
            self._refuse(
                path, "a file that honyaku did not write is in its place; it was left alone"
            )
            return False
        return True

    def _refuse(self, path: str, why: str) -> None:
        place = self.flow.project.display(self.root / path)
        fix = "move that file away, or give the page another slug"
        self.findings.append(Finding("output", "error", why, file=place, fix=fix))

    def _take_away(self, path: str, digest: str) -> None:
        """Removes a file of an earlier run, unless somebody has changed it since."""
        file = self.root / path
        if file.is_file() and _digest(file.read_bytes()) == digest:
            self.flow.writer.remove(file)


def _digest(data: bytes) -> str:
    from l10n.publish import file_digest

    return file_digest(data)


def export_stage(flow: Flow, path: Path, name: str = "") -> int:
    """One locale's catalogs, as the source is now, in a file for another tool; how many entries."""
    from l10n import exchange

    (locale,) = flow.locales
    merge_only(flow)
    units = [unit for catalog in _of_locale(flow, locale) for unit in exchange.units_of(catalog)]
    source = tags.language_tag(flow.project.config.source_locale)
    data = exchange.codec(path, name).write(units, source, tags.language_tag(locale))
    flow.writer.write(path.absolute(), data)
    return len(units)


def import_stage(flow: Flow, path: Path, name: str = "", *, force: bool = False) -> Applied:
    """A file of another tool into the catalogs of its language.

    An entry that a check finds an error in is imported as fuzzy, whatever the file says.
    """
    from l10n import exchange

    data = read_file(path, str(path))
    units, tag = exchange.codec(path, name, data).read(data, str(path))
    locale = _locale_of(flow, tag, path)
    merge_only(flow)
    done = exchange.Applied()
    domains = [article.document.domain for article in flow.articles]
    for domain in domains:
        mine = [u for u in units if u.domain == domain or u.domain not in domains]
        _import_into(flow, domain, locale, mine, done, force=force)
    everywhere = {entry.key for catalog in _of_locale(flow, locale) for entry in catalog.active}
    done.unknown = [u.key for u in units if u.target and u.key not in everywhere]
    return done


def _import_into(
    flow: Flow, domain: str, locale: str, units: Sequence[Unit], done: Applied, *, force: bool
) -> None:
    from l10n import exchange

    before = len(done.changed)
    catalog = exchange.apply(flow.catalogs[domain, locale], units, done, force=force)
    changed = set(done.changed[before:])
    terms = read_terms(flow.project, locale)
    findings = check(catalog, plugins.checks(), terms=terms)
    wrong = {f.key for f in findings if f.severity == "error"} & changed
    entries = tuple(
        replace(e, state=State.STALE) if e.key in wrong and e.state is State.APPROVED else e
        for e in catalog.entries
    )
    done.doubtful += [e.key for e in catalog.active if e.key in wrong and e.state is State.APPROVED]
    flow.catalogs[domain, locale] = replace(catalog, entries=entries)
    _save(flow, domain, locale)


def _locale_of(flow: Flow, tag: str, path: Path) -> str:
    """The locale that a file is for: by its language tag, or the only one chosen."""
    for locale in flow.locales:
        if tags.language_tag(locale).lower() == tag.lower():
            return locale
    if not tag and len(flow.locales) == 1:
        return flow.locales[0]
    raise UsageError(
        f'"{tag}" is not a target of this project' if tag else "the file names no language",
        place=str(path),
        fix="give --locale" if not tag else did_you_mean(tag, list(flow.locales)),
    )
