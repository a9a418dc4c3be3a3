"""A project open for review: its catalogs as they are on disk, saved edit by edit, with a way back.

No text lives here longer than a request: each edit is in its PO file, whole, before the answer
goes out, and an entry that another program changed since the reviewer saw it is never written over.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import RLock
from typing import NamedTuple

from l10n import po, waivers
from l10n.atomic import Overtaken, fingerprint
from l10n.errors import CatalogError, UsageError
from l10n.flow import Article, read_catalog, start
from l10n.model import Catalog, Entry, Finding, Key
from l10n.plugin import Facts
from l10n.project import Project, Writer
from l10n.review import edits
from l10n.review.edits import Edit, Refused, identity, version
from l10n.review.inspector import Inspector, Stamp, stamp
from l10n.review.preview import Preview
from l10n.review.queue import Item, items
from l10n.stages.publish import own_templates
from l10n.stages.update import update_stage
from l10n.waivers import Waiver

_OPEN = 12  # articles kept in memory
_PATIENCE = 10  # times that a catalog is read that was written within the last second
_STEPS = 500  # that can be undone


class Place(NamedTuple):
    """One article in one locale."""

    domain: str
    locale: str


class Conflict(Exception):
    """An entry is not what the reviewer saw: somebody else changed it. Nothing was written."""

    def __init__(self, theirs: Entry | None) -> None:
        super().__init__("the entry was changed by another program")
        self.theirs = theirs


@dataclass(frozen=True, slots=True)
class Step:
    """What one action did, to be shown and taken back."""

    title: str
    edits: tuple[tuple[Place, Edit], ...] = ()
    waived: tuple[tuple[str, Waiver], ...] = ()
    """(locale, waiver) that were added."""
    unwaived: tuple[tuple[str, Waiver], ...] = ()

    @property
    def inverse(self) -> Step:
        """The step that takes this one back."""
        back = tuple((place, edit.inverse) for place, edit in reversed(self.edits))
        return Step(self.title, back, self.unwaived, self.waived)


@dataclass(slots=True)
class Sheet:
    """An article in one locale, as it is on disk."""

    place: Place
    catalog: Catalog
    stamp: Stamp
    index: dict[str, int] = field(default_factory=dict)
    """identity → position among all entries."""

    def entry(self, name: str) -> Entry:
        """The entry of an identity; KeyError when there is none."""
        return self.catalog.entries[self.index[name]]


@dataclass(slots=True)
class Desk:
    """The project, what is open of it, and what was done. One lock: requests take turns."""

    project: Project
    locales: tuple[str, ...]
    articles: tuple[Path, ...] = ()
    """The chosen articles; () for all."""
    lock: RLock = field(default_factory=RLock)
    parsing: RLock = field(default_factory=RLock)
    done: list[Step] = field(default_factory=list)
    inspector: Inspector = field(init=False)
    _sheets: OrderedDict[Place, Sheet] = field(default_factory=OrderedDict)
    _previews: OrderedDict[Place, tuple[tuple[Stamp, ...], Preview]] = field(
        default_factory=OrderedDict
    )

    def __post_init__(self) -> None:
        self.inspector = Inspector(self.project, self.domains)

    # --- what there is ------------------------------------------------------------------------

    def names(self) -> dict[str, Path]:
        """The articles by domain, as they are on disk."""
        return {
            self.project.name(path).rsplit(".", 1)[0]: path
            for path in self.project.articles(self.articles)
        }

    def domains(self) -> list[str]:
        """The domains of the articles under review."""
        return list(self.names())

    def place(self, domain: str, locale: str) -> Place:
        """The place of that name; KeyError when the project has none: a path is never tried."""
        if locale not in self.locales or domain not in self.names():
            raise KeyError(f"{locale}/{domain}")
        return Place(domain, locale)

    def sheet(self, place: Place) -> Sheet:
        """The sheet as the file is now; CatalogError for one that is gone or cannot be read."""
        path = self.project.catalog(*place)
        with self.lock:
            now = stamp(path)
            known = self._sheets.get(place)
            if known and known.stamp == now and any(now):
                self._sheets.move_to_end(place)
                return known
            if not path.exists():
                self._sheets.pop(place, None)
                raise CatalogError(
                    "there is no catalog",
                    place=self.project.display(path),
                    fix="bring it up to date here, or restore the file",
                )
            return self._opened(place, self._read(place), now)

    def _read(self, place: Place) -> Catalog:
        """The catalog; one that an editor is just writing, not in one step as we do, is waited for."""
        path = self.project.catalog(*place)
        for _ in range(_PATIENCE):
            try:
                return read_catalog(self.project, *place)
            except CatalogError:
                if time.time() - path.stat().st_mtime > 1:
                    raise
                time.sleep(0.05)
        return read_catalog(self.project, *place)

    def opened(self, place: Place) -> Sheet | None:
        """The sheet of an article that is open and has not changed on disk; else None."""
        known = self._sheets.get(place)
        return known if known and known.stamp == stamp(self.project.catalog(*place)) else None

    def facts(self) -> Facts:
        """What the theme of published pages depends on."""
        config = self.project.config
        return Facts(
            config.publish, config.source_locale, (), {}, templates=own_templates(self.project)
        )

    def _opened(self, place: Place, catalog: Catalog, now: Stamp) -> Sheet:
        index = {identity(e.key): n for n, e in enumerate(catalog.entries) if not e.obsolete}
        sheet = self._sheets[place] = Sheet(place, catalog, now, index)
        self._sheets.move_to_end(place)
        while len(self._sheets) > _OPEN:
            self._sheets.popitem(last=False)
        return sheet

    def findings(self, sheet: Sheet) -> dict[Key, tuple[Finding, ...]]:
        """What the checks have found so far."""
        return self.inspector.of_catalog(sheet.catalog)

    def queue(self, sheet: Sheet) -> list[Item]:
        """The entries by risk, as far as the checks have come."""
        return items(sheet.catalog, self.findings(sheet))

    def article(self, place: Place) -> Article:
        """The article, parsed as it is now."""
        return self.preview(place).article

    def preview(self, place: Place) -> Preview:
        """What shows the article; parsed again only when its file has changed."""
        path = self.names()[place.domain]
        marks = (stamp(path), *(stamp(self.project.catalog("terms", to)) for to in self.locales))
        with self.parsing:  # two requests at once would parse it twice
            known = self._previews.get(place)
            if not known or known[0] != marks:
                known = marks, self._parsed(place, path)
                self._previews[place] = known
                while len(self._previews) > _OPEN:
                    self._previews.popitem(last=False)
            return known[1]

    def _parsed(self, place: Place, path: Path) -> Preview:
        config = self.project.config
        flow = start(self.project, articles=[path], locales=[place.locale], dry=True)
        return Preview(
            flow.articles[0],
            place.locale,
            config.publish,
            config.source_locale,
            frozenset(self.project.assets()),
            own_templates(self.project),
            config.include,
        )

    def is_behind(self, place: Place) -> bool:
        """True when the source has sentences that the catalog has not, or the other way round."""
        wanted = [segment.key for segment in self.preview(place).article.template.entries]
        return wanted != [entry.key for entry in self.sheet(place).catalog.active]

    # --- what is done -------------------------------------------------------------------------

    def edit(self, place: Place, name: str, seen: str, after: Entry, title: str) -> Step | None:
        """Saves one entry; None when nothing changes. `seen` is the version the reviewer saw.

        Raises Conflict, Refused, or CatalogError; then nothing is written.
        """
        with self.lock:
            before = self.seen(place, name, seen)
            if version(before) == version(after):
                return None
            return self.perform(Step(title, ((place, Edit(before, after)),)))

    def seen(self, place: Place, name: str, version_seen: str) -> Entry:
        """The entry, if it still is what the reviewer saw; else Conflict."""
        sheet = self.sheet(place)
        if name not in sheet.index:
            raise Conflict(None)
        entry = sheet.entry(name)
        if version(entry) != version_seen:
            raise Conflict(entry)
        return entry

    def perform(self, step: Step, *, remember: bool = True) -> Step:
        """Does all of a step, file by file; what it changed can be undone.

        Raises Conflict before anything is written when one of its entries has changed.
        """
        with self.lock:
            by_place: dict[Place, list[Edit]] = {}
            for place, edit in step.edits:
                by_place.setdefault(place, []).append(edit)
            for place, wanted in by_place.items():
                self._verify(place, wanted)
            for place, wanted in by_place.items():
                self._save(place, wanted)
            self._waive(step)
            if remember:
                self.done.append(step)
                del self.done[:-_STEPS]
            return step

    def _verify(self, place: Place, wanted: Sequence[Edit]) -> None:
        sheet = self.sheet(place)
        for edit in wanted:
            name = identity(edit.key)
            if name not in sheet.index:
                raise Conflict(None)
            if version(sheet.entry(name)) != version(edit.before):
                raise Conflict(sheet.entry(name))

    def _save(self, place: Place, wanted: Sequence[Edit]) -> None:
        path = self.project.catalog(*place)
        writer = Writer(self.project)
        while True:
            sheet = self.sheet(place)
            made = edits.apply(sheet.catalog, wanted)
            data = po.write_catalog(made, sticky=self.project.config.workflow_flags)
            try:
                writer.swap(path, data, sheet.catalog.origin.fingerprint)
            except Overtaken:
                self._sheets.pop(place, None)
                self._verify(place, wanted)
                continue
            self._sheets.pop(place, None)  # what comes next is read: another may write at once
            return

    def _waive(self, step: Step) -> None:
        for locale in {locale for locale, _ in (*step.waived, *step.unwaived)}:
            path = self.project.review(locale)
            add = [waiver for to, waiver in step.waived if to == locale]
            remove = [waiver for to, waiver in step.unwaived if to == locale]
            saved = False
            while not saved:
                old = path.read_bytes() if path.exists() else b""
                text = waivers.write(old.decode("utf-8"), add, remove)
                was = fingerprint(old) if path.exists() else ""
                with suppress(Overtaken):
                    Writer(self.project).swap(path, text.encode("utf-8"), was)
                    saved = True

    def undo(self) -> Step | None:
        """Takes the last step back; None when there is none. Conflict leaves it to be undone."""
        with self.lock:
            if not self.done:
                return None
            step = self.perform(self.done[-1].inverse, remember=False)
            self.done.pop()
            return step

    def approve_all(self, place: Place, wanted: Iterable[tuple[str, str]]) -> Step | None:
        """Approves entries together, (identity, version) each: all of them, or none."""
        with self.lock:
            found = [self.seen(place, name, mark) for name, mark in wanted]
            made = tuple((place, Edit(entry, edits.approve(entry))) for entry in found)
            noun = "entry" if len(made) == 1 else "entries"
            return self.perform(Step(f"approve {len(made)} {noun}", made)) if made else None

    def waive(self, place: Place, name: str, seen: str, check: str) -> Step:
        """Accepts what a check says of an entry as it stands."""
        with self.lock:
            entry = self.seen(place, name, seen)
            made = Waiver(check, waivers.fingerprint(entry), entry.key.msgid)
            return self.perform(Step(f"waive {check}", waived=((place.locale, made),)))

    # --- terms --------------------------------------------------------------------------------

    def occurrences(self, locale: str, term: str) -> list[tuple[Place, Entry]]:
        """The entries of all articles whose source has a term."""
        from l10n.terms import find

        wanted = [one for one in self.inspector.terms(locale) if one.source == term]
        found = []
        for domain in self.domains():
            place = Place(domain, locale)
            if wanted and self.project.catalog(*place).exists():
                for entry in self.sheet(place).catalog.active:
                    if find(entry.key.msgid, wanted):
                        found.append((place, entry))
        return found

    def rename(self, locale: str, term: str, new: str) -> Step:
        """Gives a term another rendering: in the termbase, and wherever the old one was used.

        Only entries whose source has the term are touched: the same word may render another.
        """
        terms, new = Place("terms", locale), new.strip()
        with self.lock:
            sheet = self.sheet(terms)
            entry = next((e for e in sheet.catalog.active if e.key.msgid == term), None)
            if entry is None or not new:
                raise Refused("there is no such term" if new else "a rendering is a text")
            old = next(t.target for t in self.inspector.terms(locale) if t.source == term)
            after = edits.approve(edits.set_text(entry, new))
            made = [] if version(entry) == version(after) else [(terms, Edit(entry, after))]
            by_place: dict[Place, list[Entry]] = {}
            for place, one in self.occurrences(locale, term):
                by_place.setdefault(place, []).append(one)
            for place, entries in by_place.items():
                made += [(place, edit) for edit in edits.rename(entries, old, new)]
            return self.perform(Step(f"rename {old} → {new}", tuple(made)))

    # --- the source ---------------------------------------------------------------------------

    def update(self, place: Place) -> None:
        """Brings a catalog up to date with its article, as `l10n update` does."""
        if place.domain not in self.names():
            raise UsageError("no such article", place=place.domain)
        with self.lock:
            path = self.names()[place.domain]
            update_stage(start(self.project, articles=[path], locales=[place.locale]))
            self._sheets.pop(place, None)

    def close(self) -> None:
        """Ends what runs in the background."""
        self.inspector.close()
