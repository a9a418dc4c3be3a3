"""Places that are written for a small model in the target's words, and whether it kept them.

Unlike the names of the termbase they need not come back as they are: Iceland may become Icelandic.
"""

from __future__ import annotations

from dataclasses import replace

from l10n.lang.ja.places import places
from l10n.lazy import lazy
from l10n.plugin import Request

_WORD = lazy(r"[^\W\d_]+")
# Names are declined, and the model does not decline what is put before it.
_DECLINED = ("ru",)


def written(request: Request, source: str, target: str) -> tuple[Request, tuple[str, ...]]:
    """`request` with the countries, languages and cities of a Japanese text in the target's words,
    and these words.

    >>> written(Request("カメルーンは独立した。"), "ja", "en")[0].text
    'Cameroonは独立した。'
    """
    if source != "ja" or target.split("_")[0] in _DECLINED:
        return request, ()
    text, names, position = "", [], 0
    for start, end, name in places(request.text, target):
        text += request.text[position:start] + name
        names.append(name)
        position = end
    return replace(request, text=text + request.text[position:]), tuple(names)


def stands(name: str, answer: str) -> bool:
    """True when a name, or a word that may be made of it, is in `answer`: Danish of Denmark.

    >>> stands("Denmark", "He speaks Danish."), stands("Cameroon", "Kenya became a republic.")
    (True, False)
    """
    words = _WORD.findall(answer)
    if any(word[:3].lower() == name[:3].lower() for word in words):
        return True
    capital = name[0].isupper()  # elsewhere words have no beginning to go by
    return any(word[0] == name[0] for word in words) if capital else name[:2] in answer
