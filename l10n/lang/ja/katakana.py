"""How a name in katakana sounds, as far as its rendering in Latin letters can be told by it."""

from __future__ import annotations

import unicodedata

from l10n.lazy import lazy

_ROWS = {
    "k": "カキクケコ", "g": "ガギグゲゴ", "s": "サシスセソザジズゼゾ", "t": "タチツテトダヂヅデド",
    "n": "ナニヌネノン", "h": "ハヒフヘホ", "b": "バビブベボヴ", "p": "パピプペポ", "m": "マミムメモ",
    "r": "ラリルレロ", "w": "ワヲ", "y": "ヤユヨャュョ",
}  # fmt: skip
_SOUND = {sign: sound for sound, signs in _ROWS.items() for sign in signs}
# Letters and groups that katakana does not tell apart.
_ALIKE = (
    ("ph", "h"), ("th", "s"), ("ch", "t"), ("sh", "s"), ("ck", "k"), ("qu", "k"), ("x", "ks"),
    ("l", "r"), ("v", "b"), ("c", "k"), ("q", "k"), ("f", "h"), ("j", "s"), ("z", "s"), ("d", "t"),
)  # fmt: skip
# Consonants of other alphabets: Cyrillic letters, and Hangul decomposed (Unicode, chapter 3.12).
_INITIALS = (*"kknttrmbbss", "", *"sstktph")
_FINALS = {0x11A8: "k", 0x11AB: "n", 0x11AE: "t", 0x11AF: "r", 0x11B7: "m", 0x11B8: "b", 0x11BA: "s", 0x11BC: "n"}  # fmt: skip
_OTHERS = (
    dict.fromkeys([*map(ord, "аеёийоуыэюяьъ"), *range(0x1161, 0x1176), *range(0x11A8, 0x11C3)], "")
    | dict(zip(map(ord, "бвгджзклмнпрстфхцчшщ"), "bbgdzzklmnprsthhttss", strict=True))
    | dict(zip(range(0x1100, 0x1113), _INITIALS, strict=True))
    | _FINALS
)
_MUTE = lazy(r"[aeiouyæœøı\W\d_]")
_TWICE = lazy(r"(.)\1")
LIKE = 60
"""How alike two sound that are the same name, where a capital letter tells that it is one."""


def sounds_like(katakana: str, word: str) -> bool:
    """True when a word in Latin letters may be the name: by its consonants, in order.

    >>> sounds_like("アルトマン", "Altman"), sounds_like("アルトマン", "Monday")
    (True, False)
    """
    return likeness(katakana, word) >= LIKE


def likeness(katakana: str, word: str) -> float:
    """How alike a name in katakana and a word in Latin, Cyrillic or Hangul letters sound, 0 to 100.

    >>> likeness("アルトマン", "Альтман"), likeness("アルトマン", "알트만이")
    (100.0, 100.0)
    """
    from rapidfuzz import fuzz  # 27 ms, and most texts have no name to compare

    own, other = _of_katakana(katakana), _of_word(word)
    return fuzz.ratio(own, other) if own and other else 0.0


def _of_katakana(text: str) -> str:
    sounds = "".join(_SOUND.get(sign, "") for sign in text if sign not in "ャュョ")
    return _TWICE.sub(r"\1", sounds)


def _of_word(word: str) -> str:
    plain = unicodedata.normalize("NFD", word.lower())
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    if not plain.isascii():
        plain = plain.translate(_OTHERS)
    for group, sound in _ALIKE:
        plain = plain.replace(group, sound)
    return _TWICE.sub(r"\1", _MUTE.sub("", plain))
