"""Colours, where somebody looks: on a terminal, and not where NO_COLOR is set (no-color.org)."""

from __future__ import annotations

import os
import sys

from typer import style


def is_coloured() -> bool:
    """True when stdout is a terminal and its user has not asked for plain text."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def paint(
    text: str, *, fg: str = "", bold: bool = False, dim: bool = False, underline: bool = False
) -> str:
    """`text` in colour on a terminal, as it is elsewhere."""
    if not text or not is_coloured():
        return text
    return style(text, fg=fg or None, bold=bold, dim=dim, underline=underline)
