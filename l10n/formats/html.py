"""HTML: spans of text and attributes are found and replaced; nothing is serialized anew.

`_html_tokens.py` says what is a tag, `_html_walk.py` goes over them once and cuts blocks out
(`_html_open.py` knows which elements are open, `_html_block.py` which part of a block is for a
translator), `_html_write.py` puts a msgstr in its place, `_html_stamp.py` marks an edition.

The msgid of a block is its inner HTML, entities and all. The msgid of what holds no tags (an
attribute, `<title>`, a JSON-LD string) is plain text: `R&D` where the file has `R&amp;D`.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from l10n.formats import _html_json, _html_stamp, _html_write, _marks
from l10n.formats._html_rules import INLINE, PAGE, Options
from l10n.formats._html_text import one_line, plain
from l10n.formats._html_tokens import Kind, tokens
from l10n.formats._html_walk import Walk
from l10n.formats._options import read_options
from l10n.model import Document, Segment
from l10n.plugin import Stamp

# A line break in mid-sentence may go: another language breaks lines elsewhere.
_UNSEEN = (INLINE - {"img"}) | PAGE | {"meta", "br"}


class Html:
    """The `html` format."""

    name = "html"
    suffixes: tuple[str, ...] = (".html", ".htm")

    def __init__(self, options: Mapping[str, Any] = MappingProxyType({})) -> None:
        self.options = read_options(Options, options, self.name)

    def outline(self, text: str) -> tuple[str, ...]:
        """The names of all tags but inline ones in order: `p`, `/p`, `img` …

        Inline tags may move with their words, or go with them; the check `markup` tells of it.
        """
        unseen = _UNSEEN | set(self.options.inline)
        return tuple(
            name if kind is not Kind.END else "/" + name
            for kind, name, *_ in tokens(text)
            if kind in (Kind.START, Kind.EMPTY, Kind.END)
            and name not in unseen
            and not name.startswith("math:")
        )

    def parse(self, name: str, text: str) -> Document:
        """Text blocks and readable attributes as segments.

        Raises SourceError with line and column for an author's mark that means nothing there.
        """
        walk = Walk(text, self.options)
        parts = walk.document_parts()
        _marks.refuse_strays(text, name, walk.ranges)
        return Document(name, self.name, parts)

    def write(self, segment: Segment, msgstr: str) -> str:
        """`msgstr` as inner HTML or as a value; no tag that the source has not.

        >>> Html().write(Segment("工場", "tooltip", "html-attr-double"), 'the "plant"')
        'the &quot;plant&quot;'
        """
        if msgstr == segment.msgid:
            return segment.text
        if segment.syntax == "html-json":
            return _html_json.write(msgstr)
        if segment.syntax == "html-text":
            return plain(one_line(msgstr))
        if segment.syntax.startswith("html-attr"):
            return _attribute(segment, msgstr)
        return _html_write.inner_html(msgstr, segment.text, self.options)

    def stamp(self, text: str, stamp: Stamp) -> str:
        """The page with `lang` and `dir` on its root and `<meta name="translation">`."""
        return _html_stamp.stamp(text, stamp)


def _attribute(segment: Segment, msgstr: str) -> str:
    """A line break is one only where the source has one, as `&#10;`."""
    if "\n" in segment.msgid:
        text = plain(msgstr.strip()).replace("\n", "&#10;")
    else:
        text = plain(one_line(msgstr))
    if segment.syntax == "html-attr-single":
        return text.replace("'", "&#39;")
    text = text.replace('"', "&quot;")
    return f'"{text}"' if segment.syntax == "html-attr-bare" else text
