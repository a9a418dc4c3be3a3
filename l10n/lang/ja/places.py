"""Countries, languages and cities in katakana, and what CLDR calls them in another language.

A small model reads カメルーン as Kenya; with the name written for it, it keeps it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from babel import Locale

from l10n.lang.scripts import is_latin, is_word
from l10n.lazy import lazy

_NAME = lazy(r"[ァ-ヺー][ァ-ヺー・一-鿿]*[ァ-ヺー一-鿿]|[一-鿿]{1,2}[ァ-ヺー]{2,}[一-鿿]*")
_KATAKANA = lazy(r"[ァ-ヺー]{3,}")
# フランス人 and フランス製 are French, not France; an English name would stand in the way.
_OF_A_PLACE = "人系製式風領流産料"
# イギリス is British as often as the United Kingdom; ジャージー is a cloth, チワワ a dog.
_MORE_THAN_PLACES = frozenset(
    ("イギリス", "ジャージー", "ノーム", "フェニックス", "チワワ", "パース", "オラル")
)


class Place(NamedTuple):
    """`text[start:end]` is a country, a language or a city; `name` is the target's word for it."""

    start: int
    end: int
    name: str


def places(text: str, locale: str) -> list[Place]:
    """The places in a Japanese text that CLDR names in `locale`, left to right.

    >>> places("旧フランス領のカメルーンとロンドン", "en")
    [Place(start=7, end=12, name='Cameroon'), Place(start=13, end=17, name='London')]
    >>> [place.name for place in places("フランス人はフランス語を話す。", "de")]
    ['Französisch']
    """
    return list(_found(text, _names(locale))) if _KATAKANA.search(text) else []


def _found(text: str, names: dict[str, str]) -> Iterator[Place]:
    """Longest names first, none inside a longer word in katakana: 南スーダン is not スーダン."""
    for run in _NAME.finditer(text):
        start = run.start()
        while start < run.end():
            end = next((e for e in range(run.end(), start + 2, -1) if text[start:e] in names), 0)
            if end and _is_named(text, start, end):
                yield Place(start, end, names[text[start:end]])
            start = max(end, start + 1)


def _is_named(text: str, start: int, end: int) -> bool:
    """False inside a longer word, and for what is of a place."""
    return is_word(text, start, end) and text[end : end + 1] not in (*_OF_A_PLACE, "語")


@lru_cache
def _names(locale: str) -> dict[str, str]:
    """From Japanese names to the locale's; () around a part of a name, and CLDR's doubles such as
    "Hongkong, SVR", are left out."""
    here, there = Locale.parse("ja"), Locale.parse(locale)
    pairs = [(name, there.territories.get(code, "")) for code, name in here.territories.items()]
    pairs += [(name, there.languages.get(code, "")) for code, name in here.languages.items()]
    pairs += _cities(here, there)
    return {
        ours: theirs
        for ours, theirs in pairs
        if _KATAKANA.search(ours) and _NAME.fullmatch(ours) and ours not in _MORE_THAN_PLACES
        if theirs and not re.search("[(（,ァ-ヺ]", theirs)
    }


def _cities(here: Locale, there: Locale) -> Iterator[tuple[str, str]]:
    """CLDR's exemplar cities of time zones; a city that a locale in Latin letters does not name
    is called as in the zone's id (UTS #35, part 4)."""
    latin = is_latin(str(there))
    for zone, ours in here.time_zones.items():
        if "city" in ours and "/" in zone and not zone.startswith("Etc/"):
            known = there.time_zones.get(zone, {}).get("city", "")
            yield (
                ours["city"],
                known or (zone.rpartition("/")[2].replace("_", " ") if latin else ""),
            )
