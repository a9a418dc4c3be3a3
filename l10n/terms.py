"""The termbase: where the source's names and terms stand in a text, and their renderings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from l10n.lang.scripts import is_word
from l10n.lazy import lazy
from l10n.model import Term
from l10n.noun import noun

COMMA = lazy(r"[,、]\s*")
"""Between two names on a line."""


@noun
class TermNote:
    """What the `#.` lines of a term say; a line that says nothing of these is for people.

    >>> TermNote.read("alias: オープンAI\\nalias: OpenAI社\\nkeep").aliases
    ('オープンAI', 'OpenAI社')
    """

    aliases: tuple[str, ...]
    forbidden: tuple[str, ...]
    keep: bool
    rest: str

    @classmethod
    def read(cls, text: str) -> TermNote:
        """The note in the `#.` lines, joined, of an entry."""
        names: dict[str, tuple[str, ...]] = {}
        keep, rest = False, []
        for line in text.split("\n"):
            key, colon, value = line.partition(":")
            if colon and key.strip() in ("alias", "forbidden"):
                found = tuple(filter(None, COMMA.split(value.strip())))
                names[key.strip()] = (*names.get(key.strip(), ()), *found)
            elif key.strip() == "keep":
                keep = True
                rest += [line] if value.strip() else []
            elif line.strip():
                rest.append(line)
        return cls(names.get("alias", ()), names.get("forbidden", ()), keep, "\n".join(rest))

    def text(self) -> str:
        """The lines."""
        lines = ["keep"] if self.keep else []
        lines += [f"alias: {', '.join(self.aliases)}"] if self.aliases else []
        lines += [f"forbidden: {', '.join(self.forbidden)}"] if self.forbidden else []
        return "\n".join([*lines, *filter(None, [self.rest])])


class Hit(NamedTuple):
    """A term in a text: `text[start:end]` is the term or one of its aliases."""

    start: int
    end: int
    term: Term


def find(text: str, terms: Sequence[Term]) -> list[Hit]:
    """The terms in `text`, left to right, longest first where two begin or overlap.

    A term inside a longer word is none: アップル stands not in アップルパイ's katakana run, nor
    AI in OpenAI.

    >>> ai = Term("AI", "AI", keep=True)
    >>> [hit.start for hit in find("OpenAIとAI", [ai])]
    [7]
    """
    names = [(name, term) for term in terms for name in (term.source, *term.aliases) if name]
    names = [(name, term) for name, term in names if name in text]
    hits: list[Hit] = []
    position = 0
    for start in range(len(text) if names else 0):
        if start < position:
            continue
        here = [
            (n, t)
            for n, t in names
            if text.startswith(n, start) and is_word(text, start, start + len(n))
        ]
        if here:
            name, term = max(here, key=lambda pair: len(pair[0]))
            position = start + len(name)
            hits.append(Hit(start, position, term))
    return hits
