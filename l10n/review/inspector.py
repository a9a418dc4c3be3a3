"""What the checks say of a locale's entries: found in the background, kept by what was looked at."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from threading import Lock

from l10n import plugins
from l10n.check import check, check_across
from l10n.flow import read_catalog, read_terms
from l10n.model import Catalog, Entry, Finding, Key, State, Term
from l10n.project import Project
from l10n.stages.check import read_waivers
from l10n.waivers import Waiver
from l10n.waivers import fingerprint as _fingerprint

Stamp = tuple[int, int, int]
_AT_ONCE = 0.12  # seconds that opening an article may spend on checks; the rest follows
_GIVE_WAY = 0.5  # seconds at most between two entries: a long preview must not hold up the checks
_MOST = 200_000  # results kept; each is of one text


@lru_cache(maxsize=1 << 17)
def _mark(key: Key, msgstr: str) -> str:
    return _fingerprint(Entry(key, msgstr))


def fingerprint(entry: Entry) -> str:
    """`waivers.fingerprint`, remembered: a queue of 5,000 entries asks for it again and again."""
    return _mark(entry.key, entry.msgstr)


def stamp(path: Path) -> Stamp:
    """What changes when a file is written: cheap to ask for, and zeros for no file."""
    try:
        found = path.stat()
    except OSError:
        return (0, 0, 0)
    return found.st_mtime_ns, found.st_size, found.st_ino


@dataclass(slots=True)
class _Locale:
    """What is known of one locale."""

    terms: tuple[Term, ...] = ()
    terms_stamp: Stamp = (-1, 0, 0)
    waived: frozenset[tuple[str, str]] = frozenset()
    waived_stamp: Stamp = (-1, 0, 0)
    found: dict[str, tuple[Finding, ...]] = field(default_factory=dict)
    """By fingerprint of the entry, what is waived included."""
    across: dict[tuple[str, str], tuple[Finding, ...]] = field(default_factory=dict)
    """By domain and fingerprint: what only all catalogs together show."""
    catalogs: dict[str, tuple[Stamp, Catalog]] = field(default_factory=dict)


class Inspector:
    """Runs the checks of a project; safe to ask from several threads."""

    def __init__(self, project: Project, domains: Callable[[], Iterable[str]]) -> None:
        self.project, self.domains = project, domains
        self._locales: dict[str, _Locale] = defaultdict(_Locale)
        self._lock = Lock()
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="checks")
        self._busy: set[tuple[str, str]] = set()
        self._closed = False
        self._waiting = 0

    def warm(self, locales: Iterable[str]) -> None:
        """Loads the checks in the background: their tables take a second, once."""
        entry = Entry(Key(None, "4年で5000億円を投じました。"), "x", State.APPROVED)
        for locale in locales:
            if fingerprint(entry) not in self._locales[locale].found:
                self._pool.submit(self.of_entry, entry, locale)

    def close(self) -> None:
        """Ends the background work."""
        self._closed = True
        self._pool.shutdown(wait=True, cancel_futures=True)

    # --- asking -------------------------------------------------------------------------------

    def terms(self, locale: str) -> tuple[Term, ...]:
        """The termbase as it is on disk now."""
        known, path = self._locales[locale], self.project.catalog("terms", locale)
        now = stamp(path)
        if now != known.terms_stamp:
            known.terms = read_terms(self.project, locale)
            known.terms_stamp = now
            known.found.clear()
        return known.terms

    def of_entry(self, entry: Entry, locale: str) -> tuple[Finding, ...]:
        """The findings of one entry as it stands, what is waived left out."""
        if not is_judged(entry):
            return ()
        mark = fingerprint(entry)
        found = self._locales[locale].found.get(mark)
        if found is None:
            found = self._check(entry, locale, mark)
        return self._visible(found, mark, locale, entry)

    def known_of(self, entry: Entry, domain: str, locale: str) -> tuple[Finding, ...]:
        """What is known so far of an entry, what other catalogs show included."""
        if not is_judged(entry):
            return ()
        known, mark = self._locales[locale], fingerprint(entry)
        found = (*known.found.get(mark, ()), *known.across.get((domain, mark), ()))
        return self._visible(found, mark, locale, entry) if found else ()

    def of_catalog(self, catalog: Catalog) -> dict[Key, tuple[Finding, ...]]:
        """What is known so far of the entries of a catalog; `pending` says whether that is all."""
        self.terms(catalog.locale)
        known = (
            (entry.key, self.known_of(entry, catalog.domain, catalog.locale))
            for entry in catalog.active
        )
        return {key: findings for key, findings in known if findings}

    def pending(self, catalog: Catalog) -> int:
        """How many entries nobody has looked at yet."""
        known = self._locales[catalog.locale].found
        return sum(is_judged(e) and fingerprint(e) not in known for e in catalog.active)

    def is_busy(self, catalog: Catalog) -> bool:
        """True while background work on a catalog goes on."""
        return (catalog.domain, catalog.locale) in self._busy

    def look(self, catalog: Catalog) -> None:
        """Checks as many entries as the time for opening allows, the others in the background."""
        self.terms(catalog.locale)
        started = time.monotonic()
        left = [e for e in catalog.active if is_judged(e)]
        left.sort(key=lambda entry: entry.state is State.APPROVED)
        known = self._locales[catalog.locale].found
        while left and time.monotonic() - started < _AT_ONCE:
            entry = left.pop(0)
            if fingerprint(entry) not in known:
                self._check(entry, catalog.locale, fingerprint(entry))
        self._later(catalog, left)

    def _later(self, catalog: Catalog, left: Sequence[Entry]) -> None:
        place = (catalog.domain, catalog.locale)
        with self._lock:
            if place in self._busy or self._closed:
                return
            self._busy.add(place)
        self._pool.submit(self._work, place, tuple(left))

    def _work(self, place: tuple[str, str], left: Sequence[Entry]) -> None:
        locale = place[1]
        try:
            for entry in left:
                if self._closed:
                    return
                mark = fingerprint(entry)
                if mark not in self._locales[locale].found:
                    self._check(entry, locale, mark)
                    self._give_way()
            self._look_across(locale)
        finally:
            with self._lock:
                self._busy.discard(place)

    @contextmanager
    def resting(self) -> Iterator[None]:
        """While inside, the background work gives way: a person waits for an answer."""
        with self._lock:
            self._waiting += 1
        try:
            yield
        finally:
            with self._lock:
                self._waiting -= 1

    def _give_way(self) -> None:
        time.sleep(0.0005)
        until = time.monotonic() + _GIVE_WAY
        while self._waiting and time.monotonic() < until and not self._closed:
            time.sleep(0.005)

    # --- checking -----------------------------------------------------------------------------

    def _check(self, entry: Entry, locale: str, mark: str) -> tuple[Finding, ...]:
        catalog = Catalog("", locale, (replace(entry, obsolete=False),))
        levels = self.project.config.levels(locale)
        found = check(catalog, plugins.checks(), terms=self.terms(locale), levels=levels)
        known = self._locales[locale].found
        if len(known) > _MOST:
            known.clear()
        known[mark] = found
        return found

    def _look_across(self, locale: str) -> None:
        """The checks that need all catalogs of a locale; one that cannot be read is passed over,
        since whoever opens it is told."""
        known = self._locales[locale]
        for domain in self.domains():
            path = self.project.catalog(domain, locale)
            now = stamp(path)
            if domain not in known.catalogs or known.catalogs[domain][0] != now:
                known.catalogs[domain] = now, _readable(self.project, domain, locale)
        catalogs = [catalog for _, catalog in known.catalogs.values()]
        found = check_across(
            catalogs,
            plugins.catalog_checks(),
            terms=self.terms(locale),
            levels=self.project.config.levels(locale),
        )
        made: dict[tuple[str, str], tuple[Finding, ...]] = {}
        for catalog, findings in zip(catalogs, found, strict=True):
            entries = {entry.key: entry for entry in catalog.active}
            for one in findings:
                if one.key in entries:
                    place = catalog.domain, fingerprint(entries[one.key])
                    made[place] = (*made.get(place, ()), one)
        known.across = made

    def _visible(
        self, found: Sequence[Finding], mark: str, locale: str, entry: Entry
    ) -> tuple[Finding, ...]:
        waived = self._waived(locale)
        return tuple(
            replace(one, key=entry.key, line=entry.line)
            for one in found
            if (one.check, mark) not in waived
        )

    def _waived(self, locale: str) -> frozenset[tuple[str, str]]:
        known, path = self._locales[locale], self.project.review(locale)
        now = stamp(path)
        if now != known.waived_stamp:
            waivers: Iterable[Waiver] = read_waivers(self.project, locale)
            known.waived = frozenset((one.check, one.entry) for one in waivers)
            known.waived_stamp = now
        return known.waived


def is_judged(entry: Entry) -> bool:
    """True for what checks look at: a text that belongs to its source."""
    return bool(entry.msgstr) and entry.state is not State.STALE and not entry.obsolete


def _readable(project: Project, domain: str, locale: str) -> Catalog:
    from l10n.errors import CatalogError

    try:
        return read_catalog(project, domain, locale)
    except CatalogError:
        return Catalog(domain, locale)


def severities(findings: Mapping[Key, Sequence[Finding]]) -> tuple[int, int]:
    """(errors, warnings) among findings."""
    every = [one.severity for group in findings.values() for one in group]
    return every.count("error"), every.count("warning")
