"""All knowledge of Japanese: sentences, figures, dates; each is loaded when it is asked for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from l10n.lang.ja.dates import read_dates
    from l10n.lang.ja.numbers import read_quantities
    from l10n.lang.ja.sentences import split_sentences

__all__ = ["read_dates", "read_quantities", "split_sentences"]


_HOMES = {"read_dates": "dates", "read_quantities": "numbers", "split_sentences": "sentences"}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
