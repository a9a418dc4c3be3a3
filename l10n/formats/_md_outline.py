"""What readers see of a Markdown article besides its words, as a list of names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from l10n.formats import _md_blocks
from l10n.formats._md_blocks import Heading, Paragraph, Simple, Table
from l10n.formats._md_rules import full_parser
from l10n.lazy import lazy

if TYPE_CHECKING:
    from markdown_it.token import Token

_TAG = lazy(r"<(/?[A-Za-z][\w-]*)")
# Emphasis and ruby come and go in translation; how they are written says nothing of structure.
_WORDING = frozenset(
    f"{slash}{name}"
    for slash in ("", "/")
    for name in [
        "b",
        "strong",
        "i",
        "em",
        "u",
        "s",
        "del",
        "ins",
        "mark",
        "small",
        "ruby",
        "rb",
        "rt",
        "rp",
        "rtc",
        "wbr",
        "br",
    ]
)
_NAMES = {
    "footnote_reference_open": "footnote",
    "admonition_open": "admonition",
    "code_block": "pre",
    "fence": "pre",
    "link_open": "a",
    "image": "img",
    "code_inline": "code",
    "footnote_ref": "footnote mark",
    "footnote_anchor": "footnote mark",
}
_SILENT = frozenset(["inline", "text", "softbreak", "hardbreak"])


def outline(text: str) -> tuple[str, ...]:
    """The names of blocks in order, each inline item of a block sorted behind its name.

    Word order differs between languages, so a block's links and images have no order.

    >>> outline("# 題\\n\\n`b`と[a](u)")
    ('h1', 'p', 'a', 'code')
    """
    found = _read(text)
    return tuple(_names(full_parser().parse(text)) if found is None else found)


# What the expressions of `_md_blocks` read needs no parser: a fifth of the time, and none to load it. They stop at
# what a reader may take in two ways, and then markdown-it-py reads the whole.


def _read(text: str) -> list[str] | None:
    """The outline of an article that plain expressions can read whole; None of any other."""
    blocks: list[Simple | list[Paragraph]] = []
    notes: set[str] = set()
    for _, read in _md_blocks.simple(text):
        if read is None:
            return None
        items = list(read) if isinstance(read, Iterator) else []
        if items and items[0].role == "footnote":
            starts = (_line_start(text, note.lines[0][0]) for note in items)
            notes.update(text[at + 2 : text.index("]", at)] for at in starts)
            blocks += items
        else:
            blocks.append(items or read)
    found: list[str] = []
    before = ""  # the marker of the list that may go on behind a blank line
    for block in blocks:
        marker = _marker(text, block) if isinstance(block, list) else ""
        names = None if marker is None else _of_block(text, block, notes)
        if names is None:
            return None
        if marker and marker != before:
            found.append("ol" if marker in ".)" else "ul")
        found += names
        before = marker or ""
    return found


def _marker(text: str, items: list[Paragraph]) -> str | None:
    """What a list's items begin with; None where they differ: another list, or no list at all."""
    starts = (_line_start(text, one.lines[0][0]) for one in items)
    found = {(m["sign"] or m["after"]) if (m := _MARKER.match(text, at)) else "" for at in starts}
    return found.pop() or None if len(found) == 1 else None


def _of_block(text: str, block: Simple | list[Paragraph], notes: set[str]) -> list[str] | None:
    if isinstance(block, Table):
        return _of_table(text, block, notes)
    if isinstance(block, list):
        found = []
        for one in block:
            names = _of_lines(text, one.lines, notes)
            if names is None:
                return None
            found += ["li", "p", *names]
        return found
    if isinstance(block, Heading):
        names = _of_lines(text, [(block.start, block.end)], notes)
        return None if names is None else [f"h{block.level}", *names]
    if isinstance(block, Paragraph):
        names = _of_lines(text, block.lines, notes)
        return None if names is None else [*_AROUND[block.role], "p", *names]
    return ["pre"]


_AROUND = {"paragraph": (), "quotation": ("blockquote",), "footnote": ("footnote",)}
_MARKER = lazy(r"(?P<sign>[-*+])|\d+(?P<after>[.)])")


def _line_start(text: str, at: int) -> int:
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def _of_table(text: str, table: Table, notes: set[str]) -> list[str] | None:
    rows = list(table.rows)
    head = rows[0]
    if len(head) * len(rows) > _MOST_CELLS:
        return None
    found = ["table", "thead", "tr"]
    for number, row in enumerate(rows):
        if number:
            found += ["tbody", "tr"] if number == 1 else ["tr"]
        for place in range(len(head)):
            names = _of_lines(text, row[place : place + 1], notes)
            if names is None:
                return None
            found += ["td" if number else "th", *names]
    return found


_MOST_CELLS = 50_000  # markdown-it-py ends a table when it has filled in 65,536


def _of_lines(text: str, lines: Iterable[tuple[int, int]], notes: set[str]) -> list[str] | None:
    """The sorted names of the inline items in a block's lines; None where they are not plain."""
    words = "\n".join(text[start:end] for start, end in lines)
    if not _ANY.search(words):
        return []
    found = []
    for item in _ITEM.finditer(words):
        kind = item.lastgroup
        if kind == "unclear":
            return None
        if kind == "note" and item["note"] in notes:
            found.append("footnote mark")
        elif kind in ("a", "img", "code"):
            found.append(kind)
    return sorted(found)


_ANY = lazy(r"[`<\[]")
_URL = r"\((?:https?://[^\s()<>\\`\[\]]*|[^\s()<>\\`\[\]:&]*)\)"
_LABEL = r"[^\[\]`<\\]*"
# Without reference definitions, which are no simple blocks, [text] alone is text.
_ITEM = lazy(
    rf"\\[!-/:-@\[-`{{-~]|(?<!`)(?P<code>`[^`]+`)(?!`)|(?P<img>!\[{_LABEL}\]{_URL})|(?<![!^])(?P<a>\[{_LABEL}\]{_URL})"
    rf"|(?<!\^)\[\^(?P<note>[^\[\]`<\\\s]+)\](?![(\[:])|(?<!\^)\[(?!\^){_LABEL}\](?![(\[:])|(?P<unclear>[`<\[])"
)


def _names(tokens: list[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "html_block":
            yield from (f"<{name.lower()}" for name in _TAG.findall(token.content))
        elif token.type == "inline":
            yield from sorted(_inline(token.children or []))
        elif token.nesting >= 0:
            yield _NAMES.get(token.type) or token.tag or token.type


def _inline(tokens: list[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "html_inline":
            names = (name.lower() for name in _TAG.findall(token.content))
            yield from (f"<{name}" for name in names if name not in _WORDING)
        elif token.type == "image":
            yield "img"
            yield from _inline(token.children or [])
        elif token.type in _NAMES:
            yield _NAMES[token.type]
