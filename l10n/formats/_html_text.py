"""Characters of HTML: entities, spaces, soft line breaks, and text written into a page."""

from __future__ import annotations

import html
import html.entities
import re
import unicodedata
from collections.abc import Iterator

from l10n.lazy import lazy

_SPACE = r"[\s\ufeff]|&(?:nbsp|ensp|emsp|thinsp|#160|#8195|#12288|#[xX](?:[aA]0|2003|3000));"
LEADING = lazy(rf"(?:{_SPACE})*")
LETTER = lazy(r"[^\W\d_]")
_TRAILING = lazy(rf"(?:{_SPACE})\Z")
_BREAK = lazy(r"[\r\n][ \t\f\r\n　]*")
_REFERENCE = lazy(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);?")
_BARE_AMPERSAND = lazy(r"&(?!(?:#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);)")
_UNPRINTABLE = lazy(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_LINE_END = lazy(r"[\r\n]+")


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """(start, end) without the spaces at both edges, `&nbsp;` and its like included."""
    if start < end and (text[start].isspace() or text[start] in "&\ufeff"):
        match = LEADING.match(text, start, end)
        start = match.end() if match else start
    while end > start:
        if text[end - 1].isspace():
            end -= 1
        elif text[end - 1] == ";" and (found := _TRAILING.search(text, max(start, end - 8), end)):
            end = found.start()
        else:
            break
    return start, end


def folds(text: str, tags: Iterator[tuple[int, int]] | None = None) -> Iterator[tuple[int, int]]:
    """The soft line breaks of `text` with the spaces around them; `tags` are where its tags are.

    A break inside a tag is one only between ASCII characters: it becomes a space there.
    """
    inside = next(tags, None) if tags else None
    for match in _BREAK.finditer(text):
        start, end = match.span()
        while start and text[start - 1] in " \t　":
            start -= 1
        while inside and tags and inside[1] <= start:
            inside = next(tags, None)
        if inside and inside[0] < start:
            if not (text[start - 1] + text[end : end + 1]).isascii():
                continue
            start = match.start()  # spaces before it stay: they may be an attribute's
        yield start, end


def folded(text: str) -> str:
    """`text` without its line breaks: nothing is left of one beside a CJK character.

    >>> folded("半導体の\\n  工場, two\\nplants")
    '半導体の工場, two plants'
    """
    out, position = [], 0
    for start, end in folds(text):
        out.append(text[position:start])
        before, after = text[start - 1 : start], text[end : end + 1]
        if before and after and not (_is_cjk(before) or _is_cjk(after)):
            out.append(" ")
        position = end
    return "".join([*out, text[position:]])


def _is_cjk(char: str) -> bool:
    """True for what Japanese and Chinese set without spaces (CSS Text 3 section 4.1.3)."""
    wide = unicodedata.east_asian_width(char) in ("W", "F")
    return wide and not "\uac00" <= char <= "\ud7a3"


def decoded(raw: str, *, attribute: bool = False) -> str | None:
    """`raw` with its character references resolved (section 13.2.5.72), on one line.

    A line break stays one only where a reference wrote it. None when a character comes out that
    no catalog can hold.

    >>> decoded("R&amp;D&#10;&copy 2024", attribute=True)
    'R&D\\n© 2024'
    """
    text = folded(raw)
    if "&" in text:
        text = _REFERENCE.sub(_attribute_reference, text) if attribute else html.unescape(text)
    return None if _UNPRINTABLE.search(text) else text.strip()


def _attribute_reference(match: re.Match[str]) -> str:
    """In an attribute `&copy=` and `&copyright` without `;` are plain text: URLs have them."""
    text = match[0]
    if text.endswith(";") or text[1] == "#":
        return html.unescape(text)
    known = text[1:] in html.entities.html5 and not match.string.startswith("=", match.end())
    return html.unescape(text) if known else text


def one_line(msgstr: str) -> str:
    """A msgstr without line breaks and edge spaces."""
    return " ".join(line.strip(" \t") for line in _LINE_END.split(msgstr)).strip()


def plain(msgstr: str) -> str:
    """Plain text as it stands in a page, in `<title>` and in attributes alike.

    >>> plain("R&D <b>")
    'R&amp;D &lt;b>'
    """
    return msgstr.replace("&", "&amp;").replace("<", "&lt;")


def escaped(text: str, kept: frozenset[str] = frozenset()) -> str:
    """Text between tags: `<` and a bare `&` are escaped, entities (and `kept` ones) stay.

    >>> escaped("A & B &amp; 1 < 2")
    'A &amp; B &amp; 1 &lt; 2'
    """
    if "&" in text:
        text = _BARE_AMPERSAND.sub(lambda m: _kept_or_escaped(m, kept), text)
    return text.replace("<", "&lt;")


def _kept_or_escaped(match: re.Match[str], kept: frozenset[str]) -> str:
    reference = _REFERENCE.match(match.string, match.start())
    return "&" if reference and reference[0] in kept else "&amp;"


def legacy_references(source: str) -> frozenset[str]:
    """References without `;` that a source has and browsers still read: `&copy 2024`."""
    if "&" not in source:
        return frozenset()
    found = (m[0] for m in _REFERENCE.finditer(source) if not m[0].endswith(";"))
    return frozenset(one for one in found if one[1] == "#" or one[1:] in html.entities.html5)
