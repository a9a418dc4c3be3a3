"""The articles of a publication: what all pages know of each, and each in all its languages.

A page lists its other languages, an index lists all pages, a link needs another article's address:
for that a `Card` an article is enough, which is kept in `.l10n/state.sqlite` while the article and
its catalogs are the same. Editions are built when somebody asks for them, some articles at a time.
"""

from __future__ import annotations

import json
import mmap
import pickle
import tempfile
import weakref
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, fields
from functools import cached_property, lru_cache
from pathlib import Path
from sqlite3 import Connection
from typing import TYPE_CHECKING, Any

from l10n import fresh, plugins, publish
from l10n.atomic import fingerprint
from l10n.build import source_edition
from l10n.database import changing, look_up, writable
from l10n.flow import Article, Flow, parsed, read_catalog
from l10n.model import Coverage, Edition
from l10n.plugin import Bundle, Page
from l10n.portions import Plan
from l10n.project import Project, Writer
from l10n.publish import Card, packed, unpacked
from l10n.stages.build import build_only
from l10n.stages.check import Findings, check_own, check_shelves, with_more
from l10n.stages.update import merge_only

if TYPE_CHECKING:
    from l10n.crowd import Crowd

_WHAT = "what is known of the published articles"
SCHEMA = """
CREATE TABLE IF NOT EXISTS cards (article TEXT PRIMARY KEY, mark TEXT, told TEXT);
CREATE TABLE IF NOT EXISTS notes (layout TEXT, article TEXT, key TEXT, told TEXT, PRIMARY KEY (layout, article));
CREATE TABLE IF NOT EXISTS published (layouts TEXT PRIMARY KEY, mark TEXT, told TEXT);
"""
_AT_HAND = 64  # articles; feeds and anchors ask for the same ones again


class Stock:
    """All articles of a project."""

    def __init__(self, project: Project, *, dry: bool = False, crowd: Crowd | None = None) -> None:
        self.project, self.dry, self.crowd = project, dry, crowd
        self.paths = {project.domain(path): path for path in project.articles()}
        self.writer = Writer(project, dry)
        self._held: dict[str, Bundle] = {}
        self._spool = _Spool()
        self._plan = self._plan_of(self.paths)
        self.bundle = lru_cache(_AT_HAND)(self._lazy)

    def _plan_of(self, domains: Sequence[str] | Mapping[str, Path]) -> Plan:
        paths = [self.paths[domain] for domain in domains]
        plan = Plan(self.project, paths, self.project.config.targets, dry=self.dry)
        plan.crowd = self.crowd
        return plan

    # --- what all pages know ------------------------------------------------------------------

    def cards(self) -> dict[str, Card]:
        """The card of every article, in order; made anew for those that have changed."""
        seen = fresh.look(self.project, editions=False)
        marks = {domain: self._mark(seen, domain) for domain in self.paths}
        known = _recalled(self.project.state, marks)
        run = self._plan_of([domain for domain in self.paths if domain not in known])
        few = len(run.portions) == 1

        def made(flow: Flow) -> list[tuple[Card, bytes]]:
            bundles = self._built(flow)
            if few:  # small enough to be held until its pages are made
                self._held.update({bundle.document.domain: bundle for bundle in bundles})
            packed = [b"" if few else _packed(bundle) for bundle in bundles]
            return [(_card(flow, one), data) for one, data in zip(bundles, packed, strict=True)]

        new: dict[str, Card] = {}
        for some in run.each(made, run.portions, pays=self.crowd is None):
            for card, data in some:
                new[card.domain] = card
                if data:
                    self._spool.put(card.domain, data)
        self.writer.rescued += run.writer.rescued
        if not self.dry and writable(self.project.state):
            self._keep(seen, marks, new)
        return {domain: new.get(domain) or known[domain] for domain in self.paths}

    def _mark(self, seen: fresh.Look, domain: str) -> str:
        across = [some for (of, _), some in self._across.items() if of == domain]
        mark = seen.mark_of_inputs(self.paths[domain])
        return fingerprint(f"{mark}{across}".encode()) if across else mark

    @cached_property
    def _across(self) -> Findings:
        """What catalogs contradict each other in, where the config makes that an error: only
        errors decide what is published, and to find these all catalogs have to be read."""
        config, rules = self.project.config, [rule.id for rule in plugins.catalog_checks()]
        strict = [
            locale
            for locale in config.targets
            if any(config.levels(locale).get(rule) == "error" for rule in rules)
        ]
        return check_shelves(self.project, {to: [*self.paths] for to in strict})

    def _keep(self, seen: fresh.Look, marks: Mapping[str, str], new: Mapping[str, Card]) -> None:
        after = fresh.look(self.project, editions=False)
        same = [
            (name, marks[name], _written(card))
            for name, card in new.items()
            if seen.is_settled(self.paths[name]) and self._mark(after, name) == marks[name]
        ]
        path = self.project.state
        with changing(path, _WHAT, SCHEMA) as base:
            gone = [
                (one,) for (one,) in base.execute("SELECT article FROM cards") if one not in marks
            ]
            base.executemany("DELETE FROM cards WHERE article = ?", gone)
            base.executemany("INSERT OR REPLACE INTO cards VALUES (?, ?, ?)", same)

    # --- articles in all their languages ------------------------------------------------------

    def portions(self, domains: Sequence[str]) -> list[list[str]]:
        """Articles that are made together, few enough to be held together."""
        plan = self._plan_of(domains)
        return [[self.project.domain(path) for path in some] for some in plan.portions if some]

    def bundles(self, domains: Sequence[str]) -> list[Bundle]:
        """Articles in all their languages."""
        known = {domain: self._known(domain) for domain in domains}
        missing = [self.paths[domain] for domain in domains if known[domain] is None]
        made = {}
        if missing:
            made = {one.document.domain: one for one in self._built(self._plan.flow(missing))}
        return [known[domain] or made[domain] for domain in domains]

    def _known(self, domain: str) -> Bundle | None:
        """An article that was built for its card in this run."""
        data = self._spool.get(domain)
        return _unpacked(data) if data else self._held.get(domain)

    def _built(self, flow: Flow) -> list[Bundle]:
        """The articles of a run with their editions."""
        merge_only(flow)
        own = check_own(flow, remember=not self.dry)
        by_place = {
            (edition.path.partition("/")[2], edition.locale): edition
            for edition in build_only(flow, with_more(own, self._across))
        }
        source = self.project.config.source_locale
        return [
            Bundle(
                article.document,
                {source: source_edition(article.document, source)}
                | {to: by_place[article.document.name, to] for to in flow.locales},
            )
            for article in flow.articles
        ]

    def _lazy(self, domain: str) -> Bundle:
        """Any article; an edition of it is built when it is asked for."""
        known = self._known(domain)
        if known is not None:
            return known
        article = parsed(self.project, self.paths[domain], self._plan.split)
        return Bundle(article.document, _Editions(self, article))

    def edition(self, article: Article, locale: str) -> Edition:
        """One edition of an article."""
        if locale == self.project.config.source_locale:
            return source_edition(article.document, locale)
        flow = Flow(self.project, [locale], [article], Writer(self.project, dry=True))
        place = article.document.domain, locale
        flow.catalogs[place] = read_catalog(self.project, *place)
        (bundle,) = self._built(flow)
        return bundle.editions[locale]


class _Editions(Mapping[str, Edition]):
    """The editions of an article, each built when it is asked for."""

    def __init__(self, stock: Stock, article: Article) -> None:
        self._stock, self._article = stock, article
        self._made: dict[str, Edition] = {}

    def __getitem__(self, locale: str) -> Edition:
        if locale not in self:
            raise KeyError(locale)
        if locale not in self._made:
            self._made[locale] = self._stock.edition(self._article, locale)
        return self._made[locale]

    def __contains__(self, locale: object) -> bool:
        return any(one == locale for one in self)

    def __iter__(self) -> Iterator[str]:
        config = self._stock.project.config
        return iter((config.source_locale, *config.targets))

    def __len__(self) -> int:
        return 1 + len(self._stock.project.config.targets)


class _Spool:
    """What is built for a card and wanted for pages later, out of memory meanwhile: a file without
    a name, which is gone with the process. Processes that are forked read it, too."""

    def __init__(self) -> None:
        self._places: dict[str, slice] = {}
        self._end = 0
        self._map: mmap.mmap | None = None

    @cached_property
    def _file(self) -> Any:
        file = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as the run
        weakref.finalize(self, file.close)
        return file

    def put(self, name: str, data: bytes) -> None:
        """Keeps `data` under a name."""
        self._file.write(data)
        self._places[name] = slice(self._end, self._end + len(data))
        self._end += len(data)
        self._map = None

    def get(self, name: str) -> bytes:
        """What was kept under a name; b"" for nothing."""
        if name not in self._places:
            return b""
        if self._map is None:
            self._file.flush()
            self._map = mmap.mmap(self._file.fileno(), 0, access=mmap.ACCESS_READ)
        return self._map[self._places[name]]


def _packed(bundle: Bundle) -> bytes:
    return zlib.compress(pickle.dumps(bundle, pickle.HIGHEST_PROTOCOL), 1)


def _unpacked(data: bytes) -> Bundle:
    bundle: Bundle = pickle.loads(zlib.decompress(data))
    return bundle


# --- cards --------------------------------------------------------------------------------------


def _card(flow: Flow, bundle: Bundle) -> Card:
    from l10n.publishers._links import addresses

    config, document = flow.project.config, bundle.document
    meta = publish.read_meta(document)
    pages: dict[str, Page] = {}
    for locale, edition in bundle.editions.items():
        page = publish.describe(
            document,
            edition,
            config.publish,
            meta,
            source_locale=config.source_locale,
            catalog=flow.catalogs.get((document.domain, locale)),
        )
        if page.source or page.translation:
            pages[locale] = page
    unsafe = [
        finding
        for edition in bundle.editions.values()
        for finding in edition.fallbacks
        if finding.check in ("injection", "structure")
    ]
    return Card(
        document.domain,
        document.name,
        pages,
        {locale: publish.edition_key(bundle.editions[locale]) for locale in pages},
        addresses(bundle.editions[config.source_locale].text),
        tuple(unsafe),
    )


def _recalled(path: Path, marks: Mapping[str, str]) -> dict[str, Card]:
    """The cards that still hold."""

    def ask(base: Connection) -> dict[str, Card]:
        rows = base.execute("SELECT article, mark, told FROM cards")
        told = [one for name, mark, one in rows if marks.get(name) == mark]
        return {card.domain: card for card in map(_read, json.loads(f"[{','.join(told)}]"))}

    return look_up(path, ask, {})


def _written(card: Card) -> str:
    pages = [page_row(page) for page in card.pages.values()]
    row = [card.domain, card.name, pages, card.texts, card.addresses, packed(card.findings)]
    return json.dumps(row, ensure_ascii=False)


def _read(row: Sequence[Any]) -> Card:
    domain, name, pages, texts, addresses, findings = row
    found = {page.locale: page for page in map(read_page, pages)}
    return Card(domain, name, found, texts, tuple(addresses), tuple(unpacked(findings)))


_PLAIN = [one.name for one in fields(Page) if one.name not in ("coverage", "keywords", "old_slugs")]


def page_row(page: Page) -> list[Any]:
    """A page as JSON holds it."""
    plain = [getattr(page, name) for name in _PLAIN]
    return [*plain, [*asdict(page.coverage).values()], page.keywords, page.old_slugs]


def read_page(row: Sequence[Any]) -> Page:
    """The page of a `page_row`."""
    *plain, coverage, keywords, old_slugs = row
    return Page(
        **dict(zip(_PLAIN, plain, strict=True)),
        coverage=Coverage(*coverage),
        keywords=tuple(keywords),
        old_slugs=tuple(old_slugs),
    )
