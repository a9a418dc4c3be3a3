"""What authors say to honyaku inside an article: skip this, a note, a context.

In Markdown and HTML they are comments: `<!-- l10n: skip -->`, `<!-- l10n: skip-start -->` …
`<!-- l10n: skip-end -->`, `<!-- l10n: note 見出しは短く -->`, `<!-- l10n: context menu -->`.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from l10n.lazy import lazy

_COMMENT = lazy(r"<!--(?P<body>.*?)-->", re.DOTALL)
_MARK = lazy(
    r"\s*l10n:\s*(?P<kind>skip-start|skip-end|skip|note|context)\b[ \t]*(?P<text>.*)", re.DOTALL
)
_TRANSLATOR_NOTE = lazy(r"\s*訳注\s*[:：]?\s*(?P<text>.+)", re.DOTALL)


class Mark(NamedTuple):
    """One mark: what to do, and the words of a note or a context."""

    kind: Literal["skip", "skip-start", "skip-end", "note", "context"]
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
    note = _TRANSLATOR_NOTE.match(body)
    return Mark("note", " ".join(note["text"].split())) if note else None
