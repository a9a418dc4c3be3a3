"""How a name in katakana sounds, as far as its rendering in Latin letters can be told by it."""

from __future__ import annotations

import unicodedata

from rapidfuzz import fuzz

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
_MUTE = lazy(r"[aeiouyæœøı\W\d_]")
_TWICE = lazy(r"(.)\1")
_LIKE = 60


def sounds_like(katakana: str, word: str) -> bool:
    """True when a word in Latin letters may be the name: by its consonants, in order.

    >>> sounds_like("アルトマン", "Altman"), sounds_like("アルトマン", "Monday")
    (True, False)
    """
    own, other = _of_katakana(katakana), _of_word(word)
    return bool(own and other) and fuzz.ratio(own, other) >= _LIKE


def _of_katakana(text: str) -> str:
    sounds = "".join(_SOUND.get(sign, "") for sign in text if sign not in "ャュョ")
    return _TWICE.sub(r"\1", sounds)


def _of_word(word: str) -> str:
    plain = unicodedata.normalize("NFD", word.lower())
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    for group, sound in _ALIKE:
        plain = plain.replace(group, sound)
    return _TWICE.sub(r"\1", _MUTE.sub("", plain))
