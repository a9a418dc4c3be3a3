"""What pages say besides the article, and how they write dates, in each language."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files

from l10n import lang
from l10n.lang import tags
from l10n.lang.ja.dates import Date
from l10n.plugin import Page

_OF_SCRIPT = {"Hans": "CN", "Hant": "TW"}


@cache
def _tables() -> Mapping[str, Mapping[str, str]]:
    text = files("l10n.publishers").joinpath("strings.toml").read_text("utf-8")
    return tomllib.loads(text)


def strings(locale: str, own: str = "") -> dict[str, str]:
    """The strings of a locale, with `locale` itself among them: the language that they are in.

    A locale without a table gets its language's (`es_419` → `es`), else English. `own` is the
    text of a project's strings.toml.

    >>> strings("es_419")["contents"]
    'Contenido'
    """
    return dict(_found(locale, own))


@cache
def _found(locale: str, own: str) -> Mapping[str, str]:
    tables = _tables()
    mine = tomllib.loads(own) if own else {}
    candidates = (locale, tags.language(locale), *_script(locale))
    known = next((name for name in candidates if name in tables), "en")
    found = dict(tables[known]) | {"locale": known}
    if known == "en" and tags.language(locale) != "en":
        found["name"] = own_name(locale)
    table = mine.get(locale, {})
    return found | dict(table) | ({"locale": locale} if table else {})


def _script(locale: str) -> tuple[str, ...]:
    """Chinese by script: `zh_TW` is written as `zh_Hant` is."""
    if tags.language(locale) != "zh":
        return ()
    return ("zh_Hant",) if {"Hant", "TW", "HK", "MO"} & set(locale.split("_")) else ("zh_Hans",)


@cache
def own_name(locale: str) -> str:
    """A language's name in itself.

    >>> own_name("sv")
    'Svenska'
    """
    from babel import Locale

    name = Locale.parse(locale).get_display_name() or locale
    return name[:1].upper() + name[1:]


@cache
def long_date(iso: str, locale: str) -> str:
    """An ISO 8601 date as the locale writes it in full; "" for "".

    >>> long_date("2025-02-11", "ja"), long_date("2025-02-11", "en")
    ('2025年2月11日', 'February 11, 2025')
    """
    if not iso:
        return ""
    day = date.fromisoformat(iso)
    if tags.language(locale) == "ja":
        return f"{day.year}年{day.month}月{day.day}日"
    if tags.language(strings(locale)["locale"]) == tags.language(locale):
        return lang.write_date(Date(day.year, day.month, day.day), locale)
    from babel.dates import format_date

    return format_date(day, "long", locale=locale)


@cache
def og_locale(locale: str) -> str:
    """`ll_CC`, as Open Graph wants it, by likely subtags.

    >>> og_locale("ja"), og_locale("zh_Hans"), og_locale("pt_BR")
    ('ja_JP', 'zh_CN', 'pt_BR')
    """
    parts = locale.split("_")
    region = next((part for part in parts[1:] if len(part) == 2), "")
    region = region or next((_OF_SCRIPT[part] for part in parts[1:] if part in _OF_SCRIPT), "")
    if not region:
        from babel.core import get_global

        likely = get_global("likely_subtags").get(locale, "")
        region = likely.rsplit("_", 1)[-1] if "_" in likely else ""
    return f"{parts[0]}_{region}" if region else parts[0]


def notices(page: Page, ui: Mapping[str, str]) -> list[str]:
    """What a page says of its translation, in its own language."""
    said = {"machine": [ui["machine"]], "partly-reviewed": [ui["partly"]]}.get(page.translation, [])
    if page.translation == "partly-reviewed" and not page.coverage.draft:
        said = []
    if not page.source and page.coverage.untranslated + page.coverage.stale:
        said = [*said, ui["incomplete"]]
    return said
