"""What commands are given; Typer spells it in `options.py`, and `quick.py` without Typer."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from l10n.noun import noun


@noun
class Scope:
    """What a command works on, and how it reports: what `shares` puts together."""

    articles: list[Path] | None = None
    locale: list[str] | None = None
    since: str = ""
    dry: bool = False
    project: Path | None = None
    quiet: bool = False
    form: Literal["text", "json"] = "text"
