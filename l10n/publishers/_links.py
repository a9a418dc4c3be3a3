"""Addresses in an article: to other articles, to images, to the web."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from l10n.lazy import lazy
from l10n.plugin import Facts, Page

_ADDRESS = lazy(
    r"\]\(\s*<?([^\s)>]+)|^ {0,3}\[(?!\^)[^\]\n]+\]:\s*<?([^\s>]+)|\b(?:href|src|poster)\s*=\s*[\"']([^\"']+)",
    re.MULTILINE,
)


class Target(NamedTuple):
    """Where an address of an article leads."""

    kind: str
    """`article`, `asset`, `fragment`, `outside`, or `dead`."""
    domain: str = ""
    asset: str = ""
    fragment: str = ""


def target(address: str, name: str, facts: Facts, domains: Mapping[str, str]) -> Target:
    """Where `address` in the article `name` leads.

    `domains` is `by_name(facts)`. An address with a scheme or host is outside; a path is read from the article's
    folder, or from `source/` when it begins with a slash.
    """
    address = address.strip()
    if address.startswith("#"):
        return Target("fragment", fragment=unquote(address[1:]))
    try:
        parts = urlsplit(address)
    except ValueError:
        return Target("dead")
    if parts.scheme or parts.netloc or address.startswith("//"):
        return Target("outside")
    path = unquote(parts.path)
    base = "" if path.startswith("/") else posixpath.dirname(name)
    full = posixpath.normpath(posixpath.join(base, path.lstrip("/")))
    fragment = unquote(parts.fragment)
    domain = domains.get(full) or domains.get(full.rstrip("/"))
    if domain:
        return Target("article", domain, fragment=fragment)
    if full in facts.assets:
        return Target("asset", asset=full)
    return Target("dead")


def by_name(facts: Facts) -> dict[str, str]:
    """File name below `source/`, with and without suffix → domain."""
    found: dict[str, str] = facts.memo.get(by_name, {})
    if not found:
        for domain, pages in facts.pages.items():
            page = next(iter(pages.values()), None)
            if page:
                found[page.name] = domain
                found[domain] = domain
        facts.memo[by_name] = found
    return found


def addresses(text: str) -> tuple[str, ...]:
    """The addresses in an article, once each, sorted.

    >>> addresses("[b](b.md) ![a](a.png) [b](b.md)")
    ('a.png', 'b.md')
    """
    found = (next(g for g in match.groups() if g) for match in _ADDRESS.finditer(text))
    return tuple(sorted(set(found)))


def localized_asset(asset: str, page: Page, facts: Facts) -> str:
    """The image for a page's language: `photo.en.png` beside `photo.png` where there is one.

    A text in Hong Kong Chinese takes `photo.zh-Hant-HK.png`, then `photo.zh-Hant.png`, `photo.zh.png`.
    """
    stem, dot, suffix = asset.rpartition(".")
    tag = page.tag
    while tag:
        for spelling in (tag, tag.replace("-", "_")):
            candidate = f"{stem}.{spelling}{dot}{suffix}"
            if candidate in facts.assets:
                return candidate
        tag = tag.rpartition("-")[0]
    return asset


def best_page(domain: str, locale: str, facts: Facts) -> Page | None:
    """The page of an article in `locale`, else the original; None when there is neither."""
    pages = facts.pages.get(domain, {})
    return pages.get(locale) or pages.get(facts.source_locale)
