"""What authors say to honyaku inside an article: skip this, a note, a context.

In Markdown and HTML they are comments: `<!-- l10n: skip -->`, `<!-- l10n: skip-start -->` …
`<!-- l10n: skip-end -->`, `<!-- l10n: note 見出しは短く -->`, `<!-- l10n: context menu -->`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal, NamedTuple

from l10n.errors import SourceError, did_you_mean
from l10n.formats._lines import place_of
from l10n.lazy import lazy

_COMMENT = lazy(r"<!--(?P<body>.*?)-->", re.DOTALL)
_MARK = lazy(
    r"\s*l10n:\s*(?P<kind>skip-start|skip-end|skip|note|context)(?![\w-])[ \t]*(?P<text>.*)",
    re.DOTALL,
)
_UNKNOWN = lazy(r"\s*l10n:\s*(?P<word>[^\s>]*)")
_TRANSLATOR_NOTE = lazy(r"\s*訳注\s*[:：]?\s*(?P<text>.+)", re.DOTALL)


class Mark(NamedTuple):
    """One mark: what to do, and the words of a note or a context; of an unknown one its name."""

    kind: Literal["skip", "skip-start", "skip-end", "note", "context", "unknown"]
    text: str = ""


def read(comment: str) -> Mark | None:
    """The mark in an HTML comment, or None when it is an ordinary comment.

    `<!-- 訳注: … -->` is a note as Japanese authors write it.

    >>> read("<!-- l10n: note 「氏」は訳さない -->")
    Mark(kind='note', text='「氏」は訳さない')
    >>> read("<!-- TODO -->") is None
    True
    """
    comment_match = _COMMENT.fullmatch(comment.strip())
    if not comment_match:
        return None
    body = comment_match["body"]
    mark = _MARK.match(body)
    if mark:
        return Mark(mark["kind"], " ".join(mark["text"].split()))  # type: ignore[arg-type]
    if unknown := _UNKNOWN.match(body):
        return Mark("unknown", unknown["word"])
    note = _TRANSLATOR_NOTE.match(body)
    return Mark("note", " ".join(note["text"].split())) if note else None


def refuse_strays(text: str, name: str, marks: Iterable[tuple[int, Mark]]) -> None:
    """Raises SourceError with line and column for marks that mean nothing where they stand.

    Of (offset, mark) pairs in file order: a mark with a name that is none, a range that begins
    in another, ends without a beginning, or does not end: the rest of an article would be
    skipped without a word.
    """
    opened: int | None = None
    for offset, mark in marks:
        if mark.kind == "unknown":
            raise _stray(text, name, offset, f'unknown mark "l10n: {mark.text}"', _known(mark))
        if mark.kind == "skip-start" and opened is not None:
            fix = f"line {place_of(text, opened)[0]} has begun one: end that first"
            raise _stray(text, name, offset, "skip-start inside a skipped range", fix)
        if mark.kind == "skip-end" and opened is None:
            fix = "take it away, or put <!-- l10n: skip-start --> before what is skipped"
            raise _stray(text, name, offset, "skip-end without a skip-start", fix)
        if mark.kind in ("skip-start", "skip-end"):
            opened = offset if mark.kind == "skip-start" else None
    if opened is not None:
        fix = "put <!-- l10n: skip-end --> where translation goes on"
        raise _stray(text, name, opened, "skip-start without a skip-end", fix)


def _known(mark: Mark) -> str:
    return did_you_mean(mark.text, ["skip", "skip-start", "skip-end", "note", "context"])


def _stray(text: str, name: str, offset: int, what: str, fix: str) -> SourceError:
    line, column = place_of(text, offset)
    return SourceError(what, place=f"{name}:{line}:{column}", fix=fix)
