"""What has to be made again, and making it on all cores."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path
from typing import Protocol

from l10n.parallel import spread
from l10n.plugin import Bundle, Facts, Output, Publisher, Section
from l10n.publish import Card, key_of
from l10n.publishers._links import by_name, localized_asset, target


class Stock(Protocol):
    """Where the articles with their editions come from."""

    def portions(self, domains: Sequence[str]) -> list[list[str]]:
        """Articles that are made together, few enough to be held together."""

    def bundles(self, domains: Sequence[str]) -> list[Bundle]:
        """Articles in all their languages."""


_PARALLEL_FROM = 96  # pages; below that starting processes costs more than it saves


@cache
def code() -> str:
    """A digest of what makes pages: our code, templates, and the libraries' versions."""
    return _digest_of(Path(str(files("l10n.publishers"))))


@cache
def _digest_of(folder: Path) -> str:
    digest = hashlib.sha256()
    for one in sorted(folder.rglob("*")):
        if one.is_file() and "__pycache__" not in one.parts:
            digest.update(one.read_bytes())
    for name in ("markdown-it-py", "mdit-py-plugins", "nh3", "jinja2", "babel", "budoux"):
        try:
            digest.update(f"{name}={version(name)}".encode())
        except PackageNotFoundError:
            digest.update(f"{name}=none".encode())
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class Keys:
    """Digests of all that files depend on: what has another key is made again."""

    articles: Mapping[str, str]
    """By domain."""
    sections: Mapping[str, str]
    """By the name of what lists articles."""


def keys(
    facts: Facts, cards: Mapping[str, Card], publisher: str, sections: Mapping[str, Section]
) -> Keys:
    """For each article, and for each section of the collection, a digest of all its files depend on."""
    assets = sorted(facts.assets)
    own = sorted(facts.templates.items())
    common = key_of((publisher, code(), facts.settings, facts.locales, assets, own))
    near = {domain: _near(card, facts, cards) for domain, card in cards.items()}
    found = {
        domain: key_of((common, facts.pages[domain], card.texts, near[domain]))
        for domain, card in cards.items()
    }
    listed = {}
    for name, section in sections.items():
        bodies = [
            (facts.pages[d][to], cards[d].texts[to], cards[d].texts[facts.source_locale], near[d])
            for d, to in section.texts
        ]
        listed[name] = key_of((common, section.shows, bodies))
    return Keys(found, listed)


def whole(cards: Mapping[str, Card], facts: Facts, publisher: Publisher) -> Section:
    """The collection of a publisher that has no sections: it depends on every page."""
    texts = [(domain, card.texts, facts.pages[domain]) for domain, card in cards.items()]
    return Section(lambda: publisher.collection(facts), texts)


def _near(card: Card, facts: Facts, cards: Mapping[str, Card]) -> object:
    """What an article's pages show of others: where they are, their anchors, its images."""
    domains = by_name(facts)
    hits = [target(one, card.name, facts, domains) for one in card.addresses]
    others = sorted({hit.domain for hit in hits if hit.kind == "article"})
    source = facts.source_locale
    linked = [(_addresses(facts, one), cards[one].texts[source]) for one in others]
    shown = {hit.asset for hit in hits if hit.kind == "asset"}
    pages = facts.pages[card.domain].values()
    names = {localized_asset(asset, page, facts) for asset in shown for page in pages}
    return linked, [(name, _asset_digest(name, facts)) for name in sorted(names)]


def _asset_digest(name: str, facts: Facts) -> str:
    known: str = facts.memo.get((_asset_digest, name), "")
    if not known:
        known = hashlib.sha256(facts.asset(name)).hexdigest()
        facts.memo[_asset_digest, name] = known
    return known


def _addresses(facts: Facts, domain: str) -> list[tuple[str, str]]:
    return [(locale, page.slug) for locale, page in facts.pages[domain].items()]


def outputs(
    publisher: Publisher, facts: Facts, stock: Stock, wanted: Sequence[str]
) -> Iterator[tuple[str, Output]]:
    """(domain, output) of each wanted article, in this order; some articles at a time."""
    portions = stock.portions(wanted)
    pages = sum(len(facts.pages[name]) for name in wanted)

    def made(domains: Sequence[str]) -> list[Output]:
        return [publisher.article(bundle, facts) for bundle in stock.bundles(domains)]

    found = spread(made, portions, pays=pages >= _PARALLEL_FROM)
    for domains, some in zip(portions, found, strict=True):
        yield from zip(domains, some, strict=True)


def listings(
    sections: Mapping[str, Section], known: Mapping[tuple[str, str], str]
) -> Iterator[tuple[str, Output]]:
    """(name, output) of each section; `known` are the texts that need not be made for them."""
    bodies = sum(text not in known for section in sections.values() for text in section.texts)
    made = spread(lambda name: sections[name].make(), [*sections], pays=bodies >= _PARALLEL_FROM)
    yield from zip(sections, made, strict=True)
