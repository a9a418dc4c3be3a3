"""Words that a dictionary does not know, by Hunspell, where its extra and a dictionary are installed.

The extra `spelling` brings chunspell, a wheel of Hunspell itself; dictionaries are the system's own
(`apt install hunspell-de-de`), or those of a folder named in DICPATH, as for Hunspell's command.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

_FOLDERS = (
    "/usr/share/hunspell",
    "/usr/share/myspell/dicts",
    "/usr/local/share/hunspell",
    "/opt/homebrew/share/hunspell",
    "~/Library/Spelling",
    "/Library/Spelling",
)
_FIRST = {"en": "en_US", "pt": "pt_BR", "de": "de_DE", "fr": "fr_FR", "es": "es_ES"}


class Speller(Protocol):
    """Hunspell with one dictionary."""

    def spell(self, word: str) -> bool:
        """True for a word that the dictionary knows."""

    def suggest(self, word: str) -> tuple[str, ...]:
        """Words like it, the likeliest first."""


@cache
def speller(locale: str) -> tuple[str, Speller] | None:
    """(name of the dictionary, Hunspell with it) for a locale; None where either is missing."""
    if find_spec("hunspell") is None:
        return None
    found = dictionary(locale)
    if found is None:
        return None
    from hunspell import Hunspell

    return found.stem, Hunspell(found.stem, hunspell_data_dir=str(found.parent))


def dictionary(locale: str) -> Path | None:
    """The `.dic` file of the dictionary for a locale; None without one."""
    return next((path for folder in _folders() for path in _dictionaries(folder, locale)), None)


def _folders() -> list[Path]:
    own = [part for part in os.environ.get("DICPATH", "").split(os.pathsep) if part]
    return [Path(name).expanduser() for name in (*own, *_FOLDERS)]


def _dictionaries(folder: Path, locale: str) -> Iterator[Path]:
    """The dictionaries of a locale in a folder: its own, its language's usual one, any other."""
    language = locale.split("_")[0]
    names = [locale, _FIRST.get(language, language), language]
    paths = [folder / f"{name}.dic" for name in names]
    paths += sorted(folder.glob(f"{language}_*.dic")) if folder.is_dir() else []
    return (path for path in paths if path.exists() and path.with_suffix(".aff").exists())
