"""Plain text as Japanese articles are typed: a line is a unit, unless lines are hard-wrapped."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from l10n.formats._lines import Line, lines_of
from l10n.formats._options import read_options
from l10n.model import Document, Part, Segment, Skeleton
from l10n.plugin import Stamp

_ENDS = re.compile(r"[。．！？!?.…」』）)】〉》”\"]\s*$")
_STARTS_ITEM = re.compile(r"[\s　]|[^\w\s「『（(【〈《“\"‘'<]|\d+[.)．）]")
_WRAP_AT_LEAST = 25  # characters; no Japanese typesetter wraps shorter than that


@dataclass(frozen=True, slots=True)
class Options:
    """`[formats.text]`."""


class Text:
    """The `text` format: blank lines and line ends are skeleton."""

    name = "text"
    suffixes: tuple[str, ...] = (".txt",)

    def __init__(self, options: Mapping[str, Any] = MappingProxyType({})) -> None:
        self.options = read_options(Options, options, self.name)

    def parse(self, name: str, text: str) -> Document:
        """The lines (or hard-wrapped paragraphs) of `text` as segments."""
        parts: list[Part] = []
        position = 0
        for run in _runs(lines_of(text)):
            start, end = run[0].start, run[-1].end
            if start > position:
                parts.append(Skeleton(text[position:start]))
            folds = tuple(
                (before.end - start, after.start - start)
                for before, after in itertools.pairwise(run)
            )
            raw = text[start:end]
            role = "paragraph" if _ENDS.search(raw) else "line"
            parts.append(Segment(raw, role, "text", folds=folds))
            position = end
        if position < len(text):
            parts.append(Skeleton(text[position:]))
        return Document(name, self.name, tuple(parts))

    def write(self, segment: Segment, msgstr: str) -> str:  # noqa: ARG002 - one syntax only
        """`msgstr` on one line: a newline would make two units of one."""
        return " ".join(msgstr.split("\n")).strip()

    def outline(self, text: str) -> tuple[str, ...]:  # noqa: ARG002 - lines cannot be broken
        """(): a msgstr is written on one line, so no text can break another."""
        return ()

    def stamp(self, text: str, stamp: Stamp) -> str:
        """The text with a last line that says what kind of translation it is.

        Plain text has no front matter, and a machine draft is never published unmarked.
        """
        newline = "\r\n" if "\r\n" in text else "\n"
        return (
            f"{text.rstrip()}{newline * 2}[{stamp.tag}] translation: {stamp.translation}{newline}"
        )


def _runs(lines: list[Line]) -> list[list[Line]]:
    """Non-blank lines, hard-wrapped neighbours together."""
    runs: list[list[Line]] = []
    for paragraph in _paragraphs(lines):
        widest = max(len(line.text) for line in paragraph)
        for line in paragraph:
            if runs and line is not paragraph[0] and _wraps(runs[-1][-1], line, widest):
                runs[-1].append(line)
            else:
                runs.append([line])
    return runs


def _paragraphs(lines: list[Line]) -> list[list[Line]]:
    paragraphs: list[list[Line]] = [[]]
    for line in lines:
        if line.text.strip():
            paragraphs[-1].append(line)
        elif paragraphs[-1]:
            paragraphs.append([])
    return [paragraph for paragraph in paragraphs if paragraph]


def _wraps(before: Line, after: Line, widest: int) -> bool:
    """True when `before` was cut at the right margin and `after` carries on.

    Two equal titles above each other (a link card) are two units, however long.
    """
    full = len(before.text) >= max(_WRAP_AT_LEAST, widest - 3)
    return (
        full
        and before.text != after.text
        and not _ENDS.search(before.text)
        and not _STARTS_ITEM.match(after.text)
    )
