"""What has to be made again, and making it on all cores."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path

from l10n.parallel import spread
from l10n.plugin import Bundle, Facts, Output, Publisher
from l10n.publish import edition_key, key_of
from l10n.publishers._links import by_name, linked, linked_assets, localized_asset

COLLECTION = ""
_PARALLEL_FROM = 96  # pages; below that starting processes costs more than it saves


@cache
def _code() -> str:
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


def inputs(root: Path, paths: Sequence[Path], settings: Sequence[str]) -> str:
    """A digest of all that a run depends on: `settings`, `paths` (files and folders), our code.

    Hashing is a small part of parsing, checking and building: a run in which nothing has changed
    ends here.
    """
    digest = hashlib.sha256(repr(tuple(settings)).encode())
    digest.update(_digest_of(Path(str(files("l10n")))).encode())
    found = {path for one in paths for path in (one.rglob("*") if one.is_dir() else (one,))}
    for path in sorted(found):
        if path.is_file() and path.suffix != ".pot" and path.name != "slugs.json":
            digest.update(f"\0{path.relative_to(root)}\0".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def keys(facts: Facts, bundles: Mapping[str, Bundle], publisher: str) -> dict[str, str]:
    """For each article, and for the collection, a digest of everything that its files depend on."""
    common = key_of(
        (
            publisher,
            _code(),
            facts.settings,
            facts.locales,
            sorted(facts.assets),
            sorted(facts.templates.items()),
        )
    )
    domains = by_name(facts)
    texts = {d: {k: edition_key(e) for k, e in b.editions.items()} for d, b in bundles.items()}
    found = {}
    for domain, bundle in bundles.items():
        original = bundle.editions[facts.source_locale].text
        others = linked(original, bundle.document.name, facts, domains)
        near = [(_addresses(facts, one), texts[one][facts.source_locale]) for one in others]
        shown = _assets(original, bundle, facts, domains)
        found[domain] = key_of((common, facts.pages[domain], texts[domain], near, shown))
    found[COLLECTION] = key_of((common, sorted(found.items())))
    return found


def _assets(
    text: str, bundle: Bundle, facts: Facts, domains: Mapping[str, str]
) -> list[tuple[str, str]]:
    """(name, digest) of each image that an article shows, in every language."""
    pages = facts.pages[bundle.document.domain].values()
    names = {
        localized_asset(asset, page, facts)
        for asset in linked_assets(text, bundle.document.name, facts, domains)
        for page in pages
    }
    return [(name, hashlib.sha256(facts.asset(name)).hexdigest()) for name in sorted(names)]


def _addresses(facts: Facts, domain: str) -> list[tuple[str, str]]:
    return [(locale, page.slug) for locale, page in facts.pages[domain].items()]


def outputs(
    publisher: Publisher, facts: Facts, bundles: Mapping[str, Bundle], wanted: Sequence[str]
) -> Iterator[tuple[str, Output]]:
    """(domain, output) of each wanted article, then of the collection; always in this order."""
    articles = [name for name in wanted if name != COLLECTION]
    pages = sum(len(bundles[name].editions) for name in articles)
    made = spread(
        lambda name: publisher.article(bundles[name], facts), articles, pays=pages >= _PARALLEL_FROM
    )
    yield from zip(articles, made, strict=True)
    if COLLECTION in wanted:
        yield COLLECTION, publisher.collection(facts)
