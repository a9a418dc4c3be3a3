"""Words in katakana, and words in Latin letters that may be the same: プロジェクト, project, Projekt.

Both are reduced to the consonants that a Japanese ear hears: v is b, l is r, vowels come and go.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from l10n.lazy import lazy

_ROWS = {
    "k": "カキクケコヵヶ", "g": "ガギグゲゴジヂ", "s": "サシスセソザズゼゾヅ", "t": "タチツテト", "d": "ダデド",
    "n": "ナニヌネノン", "h": "ハヒヘホ", "f": "フ", "b": "バビブベボヴ", "p": "パピプペポ", "m": "マミムメモ",
    "y": "ヤユヨ", "r": "ラリルレロ", "w": "ワヲ",
}  # fmt: skip
_KANA = {kana: sound for sound, row in _ROWS.items() for kana in row}
_WORD = lazy(r"[ァ-ヺー]{3,}")
_LATIN = lazy(r"[A-Za-z]{2,}")
_DOUBLE = lazy(r"(.)\1+")
_SPELLED = (
    ("ph", "f"), ("sch", "s"), ("sh", "s"), ("tch", "t"), ("ch", "t"), ("th", "t"), ("ck", "k"),
    ("qu", "k"), ("x", "ks"), ("tion", "sn"), ("sion", "sn"),
)  # fmt: skip
_SOFT = lazy(r"c(?=[eiy])")
_VOWELS = lazy(r"[aeiou]")
_HEARD = str.maketrans("cqlvzj", "kkrbsg")
_LEAST = 3  # consonants: with fewer, words are alike by chance
_ALIKE = 85.0  # per cent; at 80, four times as many are alike by chance


def sounds(text: str) -> Iterator[str]:
    """The consonants of the words in katakana that have at least three.

    >>> list(sounds("プロジェクトをデータで示す"))
    ['prgkt']
    """
    for word in _WORD.findall(text):
        sound = _heard("".join(_KANA.get(kana, "") for kana in word))
        if len(sound) >= _LEAST:
            yield sound


def latin_sounds(text: str) -> set[str]:
    """The same of words in Latin letters, and of two in a row: データセンター is a data centre.

    >>> sorted(latin_sounds("Le projet"))
    ['prgt', 'r', 'rprgt']
    >>> sorted(latin_sounds("a data center"))
    ['dt', 'dtsntr', 'sntr']
    """
    plain = unicodedata.normalize("NFKD", text)
    words = [_of_latin(word) for word in _LATIN.findall(_without_accents(plain))]
    pairs = (_heard(one + other) for one, other in pairwise(words))
    return {sound for sound in (*words, *pairs) if sound}


def _without_accents(text: str) -> str:
    return "".join(char for char in text if not unicodedata.combining(char))


def _of_latin(word: str) -> str:
    word = word.lower()
    for spelled, heard in _SPELLED:
        word = word.replace(spelled, heard)
    word = _SOFT.sub("s", word).translate(_HEARD)
    word = word[:1] + re.sub("[hy]", "", word[1:])
    return _heard(_VOWELS.sub("", word))


def _heard(sounds_: str) -> str:
    """Without doubled consonants, and with ン before p and b."""
    return _DOUBLE.sub(r"\1", sounds_.replace("mp", "np").replace("mb", "nb"))


def alike(one: str, other: str) -> bool:
    """True for sounds that may be one word's.

    >>> alike("prgkt", "prgt"), alike("prgkt", "prkt")
    (True, True)
    """
    from rapidfuzz import fuzz

    return one[:1] == other[:1] and fuzz.ratio(one, other) >= _ALIKE
