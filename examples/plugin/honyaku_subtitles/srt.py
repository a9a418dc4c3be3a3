"""Format `srt`: SubRip subtitles. The text of each cue is translated; numbers and times stay."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from l10n.errors import ConfigError, SourceError
from l10n.model import Document, Part, Segment, Skeleton
from l10n.plugin import Stamp

_CUE = re.compile(
    r"(?P<head>\d+[ \t]*\r?\n(?P<time>[\d:,]+ --> [\d:,]+)[^\r\n]*\r?\n)"
    r"(?P<text>[^\r\n]+(?:\r?\n[^\r\n]+)*)?"
)
_BREAK = re.compile(r"\s*[\r\n]+\s*")


class Srt:
    """SubRip files."""

    name = "srt"
    suffixes = (".srt",)

    def __init__(self, options: Mapping[str, Any] | None = None) -> None:
        for key in options or {}:
            raise ConfigError(f'unknown option "{key}"', place="[formats.srt]", fix="it has none")

    def parse(self, name: str, text: str) -> Document:
        """Cue texts as segments; joined, the parts are `text`. SourceError for a file without cues.

        >>> Srt().parse("a.srt", "1\\n00:00:01,000 --> 00:00:02,500\\n始めます。\\n").segments[0].text
        '始めます。'
        """
        if text.strip() and not _CUE.search(text):
            raise SourceError(
                "no subtitle in it",
                place=f"{name}:1",
                cause="A cue is a number, a line with --> between two times, and its text.",
                fix="mend it, or give it another suffix",
            )
        return Document(name, self.name, tuple(_parts(text)))

    def write(self, segment: Segment, msgstr: str) -> str:
        """`msgstr` on one line: an empty line would end the cue, and `-->` would begin another."""
        return _BREAK.sub(" ", msgstr).strip().replace("-->", "→")

    def stamp(self, text: str, stamp: Stamp) -> str:
        """The text as it is: a SubRip file has no place for what it says of itself."""
        return text

    def outline(self, text: str) -> tuple[str, ...]:
        """The times of the cues: a translation has those of its source."""
        return tuple(cue["time"] for cue in _CUE.finditer(text))


def _parts(text: str) -> Iterator[Part]:
    done = 0
    for cue in _CUE.finditer(text):
        if cue["text"] is None:
            continue
        yield Skeleton(text[done : cue.start("text")])
        yield Segment(cue["text"], "subtitle", "srt", folds=tuple(_folds(cue["text"])))
        done = cue.end("text")
    yield Skeleton(text[done:])


def _folds(text: str) -> Iterator[tuple[int, int]]:
    """Where a cue's lines are broken: translators see one text, `l10n` folds it."""
    for found in _BREAK.finditer(text):
        yield found.span()
