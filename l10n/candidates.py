"""Candidates for the termbase: names and compounds that articles use, with counts and variants."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from l10n.lazy import lazy

# With what is glued to it: オープンAI is a name, オープン beside it is none.
_KATAKANA = lazy(r"[ァ-ヺｦ-ﾟ][ァ-ヺーｦ-ﾟ]*(?:[・=＝][ァ-ヺ][ァ-ヺー]*)*(?:[A-Z][A-Za-z0-9]*)?")
_WORD = r"(?:[A-Z][A-Za-z0-9&]*(?:[-.'’][A-Za-z0-9]+)*|[a-z]+[A-Z][A-Za-z0-9]*)"
_LATIN = lazy(rf"(?<![A-Za-z0-9@/._-]){_WORD}(?: {_WORD}|[ -]\d+(?:\.\d+)?)*(?![A-Za-z0-9@/_])")
_COMPOUND = lazy(r"[㐀-鿿々]{3,}(?:[ァ-ヺー]{2,}[㐀-鿿々]*)?|[ァ-ヺー]{2,}[㐀-鿿々]{2,}")
# Markup, code and addresses hold no terms of the language.
_MARKUP = lazy(r"`[^`]*`|\]\([^)]*\)|<[^<>]+>|https?://\S+|\{\{?[^{}]*\}?\}")
# Kanji of numbers and dates: 二〇二五年, 数十億.
_FIGURE = lazy(r"[〇一二三四五六七八九十百千万億兆数第年月日時分秒]+")
Tokenizer = Callable[[str], Iterable[tuple[str, bool]]]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that may be a term."""

    text: str
    """The most frequent form."""
    kind: str
    """`katakana`, `latin` or `compound`."""
    count: int
    """Of all forms together."""
    variants: tuple[str, ...] = ()
    """The other forms: サーバ beside サーバー, イーロンマスク beside イーロン・マスク."""


def candidates(
    texts: Iterable[str],
    known: Iterable[str] = (),
    *,
    least: int = 2,
    tokenize: Tokenizer | None = None,
) -> list[Candidate]:
    """Words of `texts` that stand there at least `least` times (names in Latin letters once), the
    most frequent first; forms of the words in `known` are left out.

    `tokenize` cuts a text into (word, is a noun) and finds compounds of several nouns; without
    one, runs of three or more kanji are taken.

    >>> [c.text for c in candidates(["サーバーとサーバ、OpenAIのサーバー。"])]
    ['サーバー', 'OpenAI']
    """
    forms: dict[tuple[str, str], Counter[str]] = {}
    for text in texts:
        for kind, word in _words(_MARKUP.sub("\n", text), tokenize):
            forms.setdefault((kind, _folded(word)), Counter())[word] += 1
    taken = {_folded(name) for name in known}
    found = [
        _candidate(kind, counted)
        for (kind, key), counted in forms.items()
        if key not in taken and counted.total() >= (1 if kind == "latin" else least)
    ]
    return sorted(found, key=lambda one: (-one.count, one.text))


def _candidate(kind: str, counted: Counter[str]) -> Candidate:
    first, *others = sorted(counted, key=lambda form: (-counted[form], form))
    return Candidate(first, kind, counted.total(), tuple(others))


def _words(text: str, tokenize: Tokenizer | None) -> Iterator[tuple[str, str]]:
    """(kind, word) of each possible term, in order of kind."""
    for match in _KATAKANA.finditer(text):
        if len(match[0].strip("ー")) > 2:
            yield "katakana", match[0]
    for match in _LATIN.finditer(text):
        if len(match[0]) > 1:
            yield "latin", match[0]
    for word in _nouns(text, tokenize) if tokenize else (m[0] for m in _COMPOUND.finditer(text)):
        if not _FIGURE.fullmatch(word) and not _KATAKANA.fullmatch(word):
            yield "compound", word


def _nouns(text: str, tokenize: Tokenizer) -> Iterator[str]:
    """Runs of two nouns and more."""
    run: list[str] = []
    for word, is_noun in [*tokenize(text), ("", False)]:
        if is_noun and not _FIGURE.fullmatch(word) and not word.isascii():
            run.append(word)
            continue
        if len(run) > 1:
            yield "".join(run)
        run = []


def _folded(word: str) -> str:
    """What the forms of a word have in common: width, case, ・, and the ー at the end.

    >>> _folded("ｻｰﾊﾞｰ") == _folded("サーバ"), _folded("イーロン・マスク")
    (True, 'イーロンマスク')
    """
    plain = unicodedata.normalize("NFKC", word).casefold()
    return re.sub(r"[・=\s.-]", "", plain).rstrip("ー") or plain


def sudachi() -> Tokenizer | None:
    """Sudachi's tokenizer (the extra `terms`), or None when it is not installed."""
    try:
        from sudachipy import Dictionary, SplitMode
    except ImportError:
        return None
    tokenizer = Dictionary().tokenizer(mode=SplitMode.B)

    def cut(text: str) -> list[tuple[str, bool]]:
        return [(m.surface(), _is_noun(m.part_of_speech())) for m in tokenizer.tokenize(text)]

    return cut


def _is_noun(speech: Sequence[str]) -> bool:
    """Nouns and what is joined to them, without numerals and words such as こと."""
    if speech[0] == "接尾辞":
        return speech[1] == "名詞的" and speech[2] != "助数詞"
    return speech[0] in ("名詞", "接頭辞") and speech[1] not in ("数詞", "助動詞語幹")
