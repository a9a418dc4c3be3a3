"""The examples of the CommonMark and GFM specifications (CC BY-SA: fetched, never copied)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / ".venv" / "specs"
_EXAMPLE = re.compile(r"^`{32} example.*?\n(.*?)^\.\n.*?^`{32}$", re.MULTILINE | re.DOTALL)


def examples(name: str) -> list[str]:
    """The Markdown of each example of `commonmark` (0.31.2) or `gfm`; skips without the files."""
    path = FOLDER / f"{name}.txt"
    if not path.exists():
        pytest.skip(f"{name}.txt is fetched by `make test`, which needs the network once")
    text = path.read_text(encoding="utf-8")
    return [match[1].replace("→", "\t") for match in _EXAMPLE.finditer(text)]
