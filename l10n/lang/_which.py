"""Which language a text in Latin letters is in, by its function words."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from l10n.lang._prose import Prose
from l10n.lazy import lazy

_LATIN = ("en", "de", "fr", "es", "pt_BR", "it", "id", "vi")
_WORD = lazy(r"[^\W\d_]+")
_ASCII = lazy(r"[A-Za-z]{2,}")


def foreign(text: str, source: str, locale: str, prose_of: Callable[[str], Prose]) -> str:
    """The language whose function words lead by three, or by two among three and more; "" when it is `locale`'s own.

    Words that `source` has in Latin letters too do not count.
    """
    own = "pt_BR" if locale.startswith("pt") else locale.split("_")[0]
    if own not in _LATIN:
        return ""
    known = {word.lower() for word in _ASCII.findall(source)}
    words = [w for w in _WORD.findall(text.lower()) if w not in known]
    counts = dict.fromkeys(_LATIN, 0)
    voters = _voters(prose_of)
    for word in words:
        for name in voters.get(word, ()):
            counts[name] += 1
    best = max(counts, key=lambda name: counts[name])
    lead = counts[best] - counts[own]
    few = counts[own] == 0 and counts[best] >= 2 and 3 <= len(words) <= 12
    return best if best != own and (lead >= 3 or (lead >= 2 and counts[best] >= 3) or few) else ""


@cache
def _voters(prose_of: Callable[[str], Prose]) -> dict[str, list[str]]:
    """Function word → the languages that it speaks for."""
    voters: dict[str, list[str]] = {}
    for name in _LATIN:
        for word in prose_of(name).frequent:
            if len(word) > 1:
                voters.setdefault(word, []).append(name)
    return voters
