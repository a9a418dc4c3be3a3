"""editions → what publishers need: a site, trees for site generators, books."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from sqlite3 import Connection
from typing import TYPE_CHECKING

from l10n import fresh, plugins
from l10n.atomic import fingerprint
from l10n.database import changing, look_up, writable
from l10n.errors import UsageError
from l10n.lang.tags import language_tag
from l10n.model import Finding
from l10n.plugin import Facts, Finisher, Output, Page, Publisher, Section, Sectioned
from l10n.project import Project
from l10n.stages.stock import SCHEMA, Stock, page_row, read_page

if TYPE_CHECKING:
    from l10n.publish import Card
    from l10n.publish import Manifest as ManifestType


_WHAT = "what was published"
_FINISH = "*"
"""The name, in a manifest, of what is made of all pages: no article is called so."""
_PART = "*/"
"""Before the name of what lists articles, there as well."""


@dataclass(frozen=True, slots=True)
class Published:
    """What `publish` did, for its summary."""

    pages: tuple[Page, ...]
    findings: tuple[Finding, ...]
    rendered: int
    """Articles whose files were made anew; the others had not changed."""


class Record:
    """What the last run published, and of what: kept in `.l10n/state.sqlite`."""

    def __init__(self, project: Project, layouts: tuple[str, ...]) -> None:
        self.project, self.layouts = project, layouts
        self.seen = fresh.look(project, editions=False)
        self.mark = self._mark(self.seen)

    def _mark(self, seen: fresh.Look) -> str:
        from l10n.publishers._press import code

        own = sorted(own_templates(self.project).items())
        named = (seen.mark_of_sources(self.project.slugs), code(), self.layouts, own)
        return fingerprint(repr(named).encode())

    def read(self) -> Published | None:
        """The last run, if its inputs and its files are still the same; else None."""

        def ask(base: Connection) -> Published | None:
            row = base.execute(
                "SELECT told FROM published WHERE layouts = ? AND mark = ?",
                (repr(self.layouts), self.mark),
            ).fetchone()
            table = json.loads(row[0]) if row else None
            if not table or table["files"] != self._files():
                return None
            pages = tuple(map(read_page, table["pages"]))
            return Published(pages, tuple(_unpacked(table["findings"])), 0)

        return look_up(self.project.state, ask, None)

    def write(self, done: Published) -> None:
        """Remembers a run, unless somebody has saved a file meanwhile."""
        from l10n.publish import packed

        files, slugs, path = self._files(), self.project.slugs, self.project.state
        if files is None or any(finding.check == "output" for finding in done.findings):
            return  # a file that stood in our way may have gone by the next run
        after = fresh.look(self.project, editions=False)
        settled = self.seen.is_all_settled(slugs) and self._mark(after) == self.mark
        if not settled or not writable(path):
            return
        pages = [page_row(page) for page in done.pages]
        table = {"files": files, "pages": pages, "findings": packed(done.findings)}
        row = (repr(self.layouts), self.mark, json.dumps(table, ensure_ascii=False))
        with changing(path, _WHAT, SCHEMA) as base:
            base.execute("INSERT OR REPLACE INTO published VALUES (?, ?, ?)", row)

    def _files(self) -> dict[str, str] | None:
        """Digests of the slugs and of each layout's manifest; None when a file of ours is gone."""
        from l10n.publish import MANIFEST, read_manifest

        found = {"slugs": _digest_or_none(self.project.slugs)}
        for layout in self.layouts:
            root = output_of(self.project, layout)
            data = (root / MANIFEST).read_bytes() if (root / MANIFEST).is_file() else b""
            if not data or not all(map(files_below(root), read_manifest(data).files)):
                return None
            found[layout] = _digest(data)
        return found


def files_below(root: Path) -> Callable[[str], bool]:
    """Whether a path below `root` is a file; each folder is read once."""
    known: dict[str, frozenset[str]] = {}

    def is_file(path: str) -> bool:
        folder, _, name = path.rpartition("/")
        if folder not in known:
            try:
                with os.scandir(root / folder) as found:
                    known[folder] = frozenset(one.name for one in found if one.is_file())
            except OSError:
                known[folder] = frozenset()
        return name in known[folder]

    return is_file


def _digest_or_none(path: Path) -> str:
    return _digest(path.read_bytes()) if path.is_file() else ""


def _unpacked(rows: Sequence[Sequence[str]]) -> list[Finding]:
    from l10n.publish import unpacked

    return unpacked(rows)


def output_of(project: Project, layout: str) -> Path:
    """A layout's folder: `dist/site`; `plain` is at home where the editions are."""
    return project.output if layout == "plain" else project.output / layout


@dataclass(frozen=True, slots=True)
class Part:
    """What a run that is limited to some articles or locales writes; every file is as a whole run
    would write it, and nothing is taken away."""

    domains: frozenset[str]
    tags: frozenset[str] = frozenset()
    """Language tags; none: all."""

    def has(self, path: str, known: Collection[str]) -> bool:
        """True for a file of a wanted language: its tag stands in the path, between / or dots.

        >>> Part(frozenset(), frozenset({"en"})).has("content/a/index.ko.md", ["en", "ko"])
        False
        """
        steps = {step.lower() for part in path.split("/") for step in (part, *part.split("."))}
        own = {tag for tag in known if tag.lower() in steps}
        return not self.tags or bool(own & self.tags)


def publish_stage(
    stock: Stock, *, layouts: Sequence[str] = (), part: Part | None = None
) -> Published:
    """articles → `dist/<layout>/…`; only files that changed are written, strangers' never touched.

    All articles and locales of the project are known also for a `part`: a page lists its other
    languages.
    """
    from l10n.publishers._needs import require

    require()
    cards = stock.cards()
    facts = _facts(stock, cards)
    findings = [finding for card in cards.values() for finding in card.findings]
    rendered = 0
    for layout in layouts or stock.project.config.layout:
        press = Press(stock, facts, cards, plugins.publisher(layout), part)
        findings += press.run()
        rendered = max(rendered, press.rendered)
    pages = tuple(
        page
        for domain, locales in facts.pages.items()
        for page in locales.values()
        if part is None or (domain in part.domains and (not part.tags or page.tag in part.tags))
    )
    return Published(pages, tuple(findings), rendered)


def _facts(stock: Stock, cards: Mapping[str, Card]) -> Facts:
    """What publishers are told."""
    from l10n import publish

    project, config = stock.project, stock.project.config
    pages = {domain: card.pages for domain, card in cards.items()}
    slugged, record = publish.with_slugs(pages, config.publish, _read_slugs(project))
    stock.writer.write(project.slugs, publish.write_slugs(record))
    return Facts(
        config.publish,
        config.source_locale,
        (config.source_locale, *config.targets),
        slugged,
        frozenset(project.assets()),
        own_templates(project),
        stock.bundle,
        lambda asset: (project.source / asset).read_bytes(),
    )


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


def own_templates(project: Project) -> dict[str, str]:
    """The project's templates by file name; UsageError when their folder is not there."""
    folder = project.config.publish.templates
    if not folder:
        return {}
    path = project.root / folder
    if not path.is_dir():
        raise UsageError("no such folder", place=folder, fix="[publish] templates names a folder")
    return {one.name: one.read_text("utf-8") for one in sorted(path.iterdir()) if one.is_file()}


@dataclass(frozen=True, slots=True)
class Notes:
    """The `Output.notes` of articles, kept in `.l10n/state.sqlite` with the keys of the articles."""

    path: Path
    layout: str

    def read(self, keys: Mapping[str, str]) -> dict[tuple[str, str], str]:
        """The notes of the articles that still have the given keys, by (domain, locale)."""

        def ask(base: Connection) -> dict[tuple[str, str], str]:
            rows = base.execute(
                "SELECT article, key, told FROM notes WHERE layout = ?", (self.layout,)
            )
            return {
                (domain, locale): text
                for domain, key, told in rows
                if keys.get(domain) == key
                for locale, text in json.loads(told).items()
            }

        return look_up(self.path, ask, {}) if keys else {}

    def keep(self, keys: Mapping[str, str], notes: Mapping[tuple[str, str], str]) -> None:
        """Makes notes what is known of the articles that have been made; those without any go."""
        told: dict[str, dict[str, str]] = {}
        for (domain, locale), text in notes.items():
            told.setdefault(domain, {})[locale] = text
        rows = [
            (self.layout, domain, key, json.dumps(told[domain], ensure_ascii=False))
            for domain, key in keys.items()
            if key and domain in told
        ]
        gone = [(self.layout, domain) for domain in keys]
        if not writable(self.path):
            return
        with changing(self.path, _WHAT, SCHEMA) as base:
            base.executemany("DELETE FROM notes WHERE layout = ? AND article = ?", gone)
            base.executemany("INSERT INTO notes VALUES (?, ?, ?, ?)", rows)


@dataclass(slots=True)
class Press:
    """One publisher at work on one output folder."""

    stock: Stock
    facts: Facts
    cards: Mapping[str, Card]
    publisher: Publisher
    part: Part | None = None
    findings: list[Finding] = field(default_factory=list)
    rendered: int = 0
    _inside: dict[str, bool] = field(default_factory=dict)

    @property
    def project(self) -> Project:
        """The project."""
        return self.stock.project

    @property
    def root(self) -> Path:
        """The output folder."""
        return output_of(self.project, self.publisher.name)

    def run(self) -> list[Finding]:
        """Makes what changed, writes it, takes away what is no longer made; its findings."""
        from l10n import publish
        from l10n.publishers import _press

        path = self.root / publish.MANIFEST
        old = publish.read_manifest(path.read_bytes() if path.is_file() else None)
        new = publish.Manifest()
        sections = self._sections() if self.part is None else {}
        keys = _press.keys(self.facts, self.cards, self.publisher.name, sections)
        wanted = [one for one in keys.articles if self.part is None or one in self.part.domains]
        articles = self._stale(old, {name: keys.articles[name] for name in wanted})
        listed = self._stale(old, keys.sections)
        self.rendered = len(articles)
        made = _press.outputs(self.publisher, self.facts, self.stock, articles)
        every = {**keys.articles, **keys.sections}
        listing = {name: sections[name] for name in listed}
        notes = Notes(self.project.state, self.publisher.name)
        self.facts.notes.clear()
        shown = {domain for one in listing.values() for domain, _ in one.texts}
        self.facts.notes.update(notes.read({d: every[d] for d in shown.difference(articles)}))
        lists = _press.listings(listing, self.facts.notes)
        for name, output in chain(made, lists):
            self.facts.notes.update({(name, to): text for to, text in output.notes.items()})
            files = list(self._write(output, old, new))
            some = self.part is not None and self.part.tags  # the rest is for a later run to make
            new.articles[name] = publish.Made(
                "" if some else every[name], tuple(sorted(files)), publish.packed(output.findings)
            )
        kept = set(every) if self.part is None else set(old.articles)
        for name in kept - set(new.articles):
            new.articles[name] = old.articles[name]
            new.files |= {file: old.files[file] for file in old.articles[name].files}
        if self.part is None:
            self._finish(old, new)
        for file in sorted(set(old.files) - set(new.files)):
            if self.part is None:
                self._take_away(file, old.files[file])
            else:
                new.files[file] = old.files[file]
        self.stock.writer.write(path, publish.write_manifest(new))
        if articles and not self.stock.writer.dry:
            notes.keep({d: new.articles[d].key for d in articles}, self.facts.notes)
        for name in (one for one in (*wanted, *keys.sections) if one in new.articles):
            self.findings += publish.unpacked(new.articles[name].findings)
        return self.findings

    def _sections(self) -> dict[str, Section]:
        """What lists articles, under names that no article has."""
        from l10n.publishers import _press

        if isinstance(self.publisher, Sectioned):
            parts = self.publisher.sections(self.facts)
            return {f"{_PART}{name}": section for name, section in parts.items()}
        return {_PART: _press.whole(self.cards, self.facts, self.publisher)}

    def _stale(self, old: ManifestType, keys: Mapping[str, str]) -> list[str]:
        """The names of what was made of something else, or is not there any more."""
        is_file = files_below(self.root)
        return [name for name, key in keys.items() if not _is_current(old, name, key, is_file)]

    def _finish(self, old: ManifestType, new: ManifestType) -> None:
        """What is made of the pages on the disk, again when any of them is another."""
        from l10n import publish

        if not isinstance(self.publisher, Finisher):
            return
        key = _digest(repr(sorted(new.files.items())).encode())
        if _is_current(old, _FINISH, key, files_below(self.root)):
            new.articles[_FINISH] = old.articles[_FINISH]
            new.files |= {file: old.files[file] for file in old.articles[_FINISH].files}
        elif not self.stock.writer.dry:
            output = self.publisher.finish(self.root, self.facts)
            files = list(self._write(output, old, new))
            new.articles[_FINISH] = publish.Made(key, tuple(sorted(files)), ())

    def _write(self, output: Output, old: ManifestType, new: ManifestType) -> Iterator[str]:
        """Writes an output's files; the paths that are ours afterwards."""
        for path, data in output.files.items():
            if self._is_left_out(path):
                if path in old.files:
                    new.files[path] = old.files[path]
                    yield path
            elif self._may_write(path, data, old):
                self.stock.writer.write(self.root / path, data, durable=False)
                new.files[path] = _digest(data)
                yield path
        for path, asset in output.copies.items():
            data = self.facts.asset(asset)
            if self._may_write(path, data, old):
                self.stock.writer.write(self.root / path, data, durable=False)
                new.files[path] = _digest(data)
                yield path

    def _is_left_out(self, path: str) -> bool:
        if self.part is None:
            return False
        tags = {language_tag(locale) for locale in self.facts.locales}
        return not self.part.has(path, tags)

    def _may_write(self, path: str, data: bytes, old: ManifestType) -> bool:
        from l10n.publish import safe_path

        file = self.root / path
        if not safe_path(path) or not self._is_inside(path):
            self._refuse(path, "it would be written outside the output folder")
            return False
        foreign = path not in old.files and file.exists()
        if foreign and (not file.is_file() or file.read_bytes() != data):
            self._refuse(
                path, "a file that honyaku did not write is in its place; it was left alone"
            )
            return False
        return True

    def _is_inside(self, path: str) -> bool:
        """False where a link of the file system leads out of the output folder."""
        folder, _, name = path.rpartition("/")
        if folder not in self._inside:
            home, place = self.root.resolve(), (self.root / folder).resolve()
            self._inside[folder] = place == home or home in place.parents
        file = self.root / folder / name
        if self._inside[folder] and file.is_symlink():
            return self.root.resolve() in file.resolve().parents
        return self._inside[folder]

    def _refuse(self, path: str, why: str) -> None:
        place = self.project.display(self.root / path)
        fix = "move that file away, or give the page another slug"
        self.findings.append(Finding("output", "error", why, file=place, fix=fix))

    def _take_away(self, path: str, digest: str) -> None:
        """Removes a file of an earlier run, unless somebody has changed it since."""
        file = self.root / path
        if file.is_file() and _digest(file.read_bytes()) == digest:
            self.stock.writer.remove(file)


def _digest(data: bytes) -> str:
    from l10n.publish import file_digest

    return file_digest(data)


def _is_current(old: ManifestType, name: str, key: str, is_file: Callable[[str], bool]) -> bool:
    made = old.articles.get(name)
    return (
        made is not None
        and made.key == key
        and all(file in old.files and is_file(file) for file in made.files)
    )
