"""Where each article stands in each locale.

What was found is kept in `.l10n/state.sqlite`, by article and locale, and holds until the article,
the catalog or what both depend on has changed: to look at 200 articles in twelve locales again takes
a minute, to read what is known of them a part of a second.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from sqlite3 import Connection
from typing import Any

from l10n import fresh, plugins
from l10n.atomic import fingerprint, fingerprint_of
from l10n.build import coverage
from l10n.database import changing, look_up, writable
from l10n.entries import Chosen, active_worked_on
from l10n.errors import UsageError
from l10n.flow import Article, Flow, read_catalog, start
from l10n.git import line
from l10n.history import since
from l10n.lazy import lazy
from l10n.model import Catalog, Coverage, Finding, Key, State
from l10n.noun import noun
from l10n.project import Project
from l10n.stages.check import Findings, check_between, check_own
from l10n.stages.update import all_of_locale, merge_only

_WORD = lazy(r"[A-Za-z0-9À-ɏ]+(?:[.,'’-][A-Za-z0-9À-ɏ]+)*|[^\W_]")
_WHAT = "what is known of the articles"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS standings (
    article TEXT, locale TEXT, mark TEXT, told TEXT, PRIMARY KEY (article, locale)
);
CREATE TABLE IF NOT EXISTS contradictions (locale TEXT PRIMARY KEY, mark TEXT, told TEXT);
"""


@noun
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


Counts = Mapping[str, int]
"""Findings by severity."""


def standings(
    project: Project, *, articles: Sequence[Path] = (), locales: Sequence[str] = ()
) -> list[Standing]:
    """Article × locale, against the source as it is now; no file of the project is written."""
    book = _Book(project)
    paths, chosen = project.articles(articles), list(locales or project.config.targets)
    touched = {path: book.doubtful(path, chosen) for path in paths}
    touched = {path: some for path, some in touched.items() if some}
    flow = start(project, articles=articles, locales=locales, touched=touched)
    merge_only(flow)
    found = check_own(flow, remember=True) if flow.catalogs else {}  # else no check is loaded
    for article, locale in flow.each():
        place = article.document.domain, locale
        book.enter(article, flow.catalogs[place], found[place])
    for locale in chosen:
        if locale not in book.between:
            book.between[locale] = _between(flow, locale)
    wanted = [(project.name(path), locale) for locale in chosen for path in paths]
    book.date(wanted)
    book.save()
    return [book.standing(*place) for place in wanted]


def remembered(project: Project) -> dict[tuple[str, str], Standing]:
    """What was found by earlier runs and still holds, by article and locale; nothing is looked at."""
    if not project.state.exists():
        return {}
    book = _Book(project)
    places = [(name, to) for name, to in book.known if to in book.between]
    return {place: book.standing(*place) for place in places}


@noun
class Seen:
    """Where an article stood in a locale when a run was over."""

    article: str
    locale: str
    source: str
    """The fingerprint of the article's file, and of the catalog's."""
    catalog: str
    known: dict[str, Any]


def seen(flow: Flow, findings: Findings) -> list[Seen]:
    """What a run has found, to be kept."""
    between = plugins.names("catalog_checks")
    sources: dict[str, str] = {}
    found = []
    for article, locale in flow.each():
        name, place = article.document.name, (article.document.domain, locale)
        if name not in sources:
            text = "".join(part.text for part in article.document.parts)
            sources[name] = fingerprint(text.encode())
        own = [one for one in findings[place] if one.check not in between]
        catalog = flow.catalogs[place]
        told = _told(article, catalog, own)
        found.append(Seen(name, locale, sources[name], catalog.origin.fingerprint, told))
    return found


def remember(project: Project, found: Iterable[Seen]) -> None:
    """Keeps what a run has found of the articles whose files are still as it left them."""
    book = _Book(project)
    sources: dict[str, str] = {}
    for one in found:
        path = project.catalog(one.article.rsplit(".", 1)[0], one.locale)
        if one.article not in sources:
            sources[one.article] = fingerprint_of(project.source / one.article)
        if sources[one.article] == one.source and fingerprint_of(path) == one.catalog:
            book.put(one.article, one.locale, one.known)
    book.save()


class _Book:
    """What is known of articles, and what of it still holds."""

    def __init__(self, project: Project) -> None:
        self.project, self.seen = project, fresh.look(project)
        self.path = project.state
        marks = {to: self.seen.marks_in(to) for to in project.config.targets}
        self.marks = {(name, to): mark for to, some in marks.items() for name, mark in some.items()}
        """What is known of each article in each locale is valid for these."""
        self.wholes = {to: fingerprint(repr(some).encode()) for to, some in marks.items()}
        self.known: dict[tuple[str, str], dict[str, Any]] = {}
        self.between: dict[str, Mapping[str, Counts]] = {}
        """By locale and article: what the catalogs of a locale contradict each other in."""
        self.new: set[tuple[str, str]] = set()
        look_up(self.path, self._read, None)

    def _read(self, base: Connection) -> None:
        for name, to, mark, told in base.execute("SELECT * FROM standings"):
            if self.marks.get((name, to)) == mark:
                self.known[name, to] = json.loads(told)
        for to, mark, told in base.execute("SELECT * FROM contradictions"):
            if self.wholes.get(to) == mark:
                self.between[to] = json.loads(told)

    def doubtful(self, path: Path, locales: Iterable[str]) -> frozenset[str]:
        """The locales in which an article has to be looked at: it has changed, or its catalog is
        compared with others and is not on disk as an update would leave it."""
        name = self.project.name(path)
        return frozenset(
            to
            for to in locales
            if (known := self.known.get((name, to))) is None
            or not (known["settled"] or to in self.between)
        )

    def enter(self, article: Article, catalog: Catalog, findings: Sequence[Finding]) -> None:
        """Takes down where an article of a run stands in a locale."""
        self.put(article.document.name, catalog.locale, _told(article, catalog, findings))

    def put(self, name: str, locale: str, known: dict[str, Any]) -> None:
        """Takes down what was found of an article in a locale."""
        self.new.add((name, locale))
        self.known[name, locale] = known

    def date(self, places: Collection[tuple[str, str]]) -> None:
        """Asks git since when stale entries stand; what was not committed then, once more when HEAD
        has moved."""
        undated = [
            (place, known)
            for place, known in self.known.items()
            if place in places and known["coverage"]["stale"] and not known["oldest"]
        ]
        head = _head(self.project.root) if undated else ""
        for (name, to), known in undated:
            if known["asked"] != head:
                domain = name.rsplit(".", 1)[0]
                known["oldest"] = _oldest(self.project, domain, to)
                known["asked"] = head
                self.new.add((name, to))

    def save(self) -> None:
        """Keeps what was found out. What was saved as late as this look is looked at again."""
        if not writable(self.path):
            return
        fits = {place for place in self.new if place in self.marks and self._is_settled(*place)}
        rows = [(*one, self.marks[one], json.dumps(self.known[one])) for one in sorted(fits)]
        across = [(to, self.wholes[to], json.dumps(self.between[to])) for to in self.between]
        with changing(self.path, _WHAT, _SCHEMA) as base:
            base.executemany("INSERT OR REPLACE INTO standings VALUES (?, ?, ?, ?)", rows)
            base.executemany("INSERT OR REPLACE INTO contradictions VALUES (?, ?, ?)", across)

    def _is_settled(self, name: str, locale: str) -> bool:
        catalog = self.project.catalog(name.rsplit(".", 1)[0], locale)
        return all(map(self.seen.is_settled, (self.project.source / name, catalog)))

    def standing(self, name: str, locale: str) -> Standing:
        """Where an article stands in a locale."""
        known, across = self.known[name, locale], self.between[locale].get(name, {})
        errors, warnings = (
            known["findings"].get(one, 0) + across.get(one, 0) for one in ("error", "warning")
        )
        day, *key = known["oldest"] or ("",)
        return Standing(
            name,
            locale,
            Coverage(**known["coverage"]),
            errors,
            warnings,
            known["characters"],
            known["words"],
            (date.fromisoformat(day), Key(*key)) if day else None,
        )


def _told(article: Article, catalog: Catalog, findings: Sequence[Finding]) -> dict[str, Any]:
    entries = {entry.key: entry for entry in active_worked_on(catalog.entries)}
    chosen = Chosen.of(catalog.entries)
    active = dict.fromkeys(
        key
        for key, item in zip(chosen.keys, chosen.items, strict=True)
        if not chosen.is_obsolete(item)
    )
    approved = {key for key, entry in entries.items() if entry.state is State.APPROVED}
    left = [key.msgid for key in active if key not in approved]
    return {
        "coverage": asdict(coverage(article.document, entries)),
        "findings": _counts(findings),
        "characters": sum(len("".join(msgid.split())) for msgid in left),
        "words": sum(len(_WORD.findall(msgid)) for msgid in left),
        "settled": _is_as_read(catalog),
        "oldest": None,
        "asked": None,
    }


def _is_as_read(catalog: Catalog) -> bool:
    """True when an update would leave the file as it is."""
    chosen, stored = Chosen.of(catalog.entries), catalog.origin.entries
    return chosen.stored is stored and list(chosen.items) == list(range(1, len(stored)))


def _counts(findings: Iterable[Finding]) -> Counts:
    return Counter(finding.severity for finding in findings)


def _between(flow: Flow, locale: str) -> dict[str, Counts]:
    catalogs = list(all_of_locale(flow, locale))
    names = {flow.project.domain(path): flow.project.name(path) for path in flow.project.articles()}
    domains = [catalog.domain for catalog in catalogs]
    found = zip(domains, check_between(flow.project, locale, catalogs, domains), strict=True)
    return {names[domain]: _counts(some) for domain, some in found if some}


def _head(root: Path) -> str:
    """The commit that is checked out; "" where there is no git, and no history to ask."""
    try:
        return line("rev-parse", "HEAD", cwd=root)
    except UsageError:
        return ""


def _oldest(project: Project, domain: str, locale: str) -> tuple[str, str | None, str] | None:
    """The stale entry that has waited longest, of those that a commit has: its day and key."""
    catalog = read_catalog(project, domain, locale)
    stale = {e.line: e.key for e in catalog.active if e.state is State.STALE}
    days = since(project.catalog(domain, locale), stale)
    first = min(days, key=lambda at: (days[at], at), default=None)
    return None if first is None else (days[first].isoformat(), *stale[first])
