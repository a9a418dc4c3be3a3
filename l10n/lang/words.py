"""Everyday words of Japanese and what they are called elsewhere: a hint, and no dictionary.

`align` asks whether two sentences may speak of the same things. A row of `words.txt` is one
such thing; what its words mean besides does not matter, because of each text only what is rare in it
counts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from l10n.lazy import lazy

_WORD = lazy(r"[^\W\d_]+")
_LANGUAGES = ("de", "en", "es", "fr", "it", "pt", "ko")


class _Known(NamedTuple):
    """The rows of one language, by their words."""

    words: Mapping[str, frozenset[int]]
    begun: Mapping[str, frozenset[int]]
    """By how their words begin."""
    phrases: Mapping[str, frozenset[int]]


def are_known(language: str) -> bool:
    """True for a language that the table has."""
    return language in _LANGUAGES


def in_japanese(text: str) -> set[int]:
    """The numbers of the rows that a Japanese text speaks of.

    >>> in_japanese("夏は暑い。") == in_language("Summer is hot.", "en")
    True
    """
    return {number for number, pattern in enumerate(_patterns()) if pattern.search(text)}


def in_language(text: str, language: str) -> set[int]:
    """The same of a text in another language; none where the table does not have that."""
    if not are_known(language):
        return set()
    known, small = _known(language), text.casefold()
    found: set[int] = set()
    for word in set(_WORD.findall(small)):
        found |= known.words.get(word, frozenset())
        for end in range(1, len(word) + 1):
            found |= known.begun.get(word[:end], frozenset())
    for phrase, rows in known.phrases.items():
        if phrase in small:
            found |= rows
    return found


@cache
def _rows() -> list[list[str]]:
    text = files("l10n.lang").joinpath("words.txt").read_text("utf-8")
    return [line.split(" | ") for line in text.splitlines() if not line.startswith("#")]


@cache
def _patterns() -> list[re.Pattern[str]]:
    return [re.compile(row[0].strip()) for row in _rows()]


@cache
def _known(language: str) -> _Known:
    column = 1 + _LANGUAGES.index(language)
    found: tuple[dict[str, set[int]], ...] = ({}, {}, {})
    for number, row in enumerate(_rows()):
        for word in row[column].split():
            kind = 1 if word.endswith("*") else 2 if "_" in word else 0
            found[kind].setdefault(word.strip("*").replace("_", " "), set()).add(number)
    words, begun, phrases = (
        {word: frozenset(numbers) for word, numbers in one.items()} for one in found
    )
    return _Known(words, begun, phrases)
