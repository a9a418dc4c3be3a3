"""What readers see of a Markdown article besides its words, as a list of names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

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
    return tuple(_names(full_parser().parse(text)))


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
