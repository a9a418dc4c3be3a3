"""Inline Markdown cut into what has a meaning and what is text, for msgid and msgstr alike.

It is a scanner, not a renderer: it says where code spans, tags, brackets with their link
targets, footnote marks, formulas, template tags and emphasis runs stand, in one pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from l10n.formats._html_write import tag_key
from l10n.formats._md_rules import braces_end
from l10n.lazy import lazy
from l10n.noun import noun

Kind = Literal[
    "text", "escape", "code", "tag", "autolink", "link", "image", "label", "plain", "note",
    "footnote", "math", "template", "emphasis", "open", "close",
]  # fmt: skip

_ESCAPE = lazy(r"\\[!-/:-@\[-`{-~]")
_CODE = lazy(r"`+")
_AUTOLINK = lazy(
    r"<(?:[A-Za-z][A-Za-z0-9+.\-]{1,31}:[^\s<>]*"
    r"|[A-Za-z0-9.!#$%&'*+/=?^_`{|}~\-]+@[A-Za-z0-9](?:[A-Za-z0-9.\-]*[A-Za-z0-9])?)>"
)
_ATTRIBUTE = r"(?:\s+[A-Za-z_:@#][\w.:-]*(?:\s*=\s*(?:[^\s\"'=<>`]+|'[^']*'|\"[^\"]*\"))?)"
# CommonMark section 6.6
_TAG = lazy(
    rf"<!--(?:(?!-->).){{0,2000}}-->|<[A-Za-z][A-Za-z0-9-]*{_ATTRIBUTE}*\s*/?>"
    r"|</[A-Za-z][A-Za-z0-9-]*\s*>|<[!?][A-Za-z\[][^<>]*>",
    re.DOTALL,
)
_JSX = lazy(r"</?(?:[A-Z][\w.]*)?(?:\"[^\"]*\"|'[^']*'|\{[^{}]*\}|[^<>\"'{}])*>")
_FOOTNOTE = lazy(r"\[\^[^\]\s\[]+\]")
_TITLE = (  # bounded, as the comments and tags are: an opening without end costs no more
    r"(?:\"(?:\\.|[^\"\\]){0,2000}+\"|'(?:\\.|[^'\\]){0,2000}+'|\((?:\\.|[^()\\]){0,2000}+\))"
)
_URL = r"[^\x00-\x20()\\]|\\."
_URL = rf"(?!<)(?:{_URL}|\((?:{_URL}|\((?:{_URL}|\((?:{_URL})*+\))*+\))*+\))*+"
_TARGET = lazy(
    rf"\]\([ \t]*(?P<url><(?:\\.|[^<>\\\n])*+>|{_URL})(?:[ \t]+{_TITLE})?[ \t]*\)"
    r"|\]\[(?P<label>(?:\\.|[^\[\]\\])*+)\]"
)
_MATH = lazy(r"\$\$[^$]+\$\$|\$(?![\s$])(?:\\.|[^$\\])*+(?<!\s)\$(?!\d)")
_TEMPLATE = lazy(r"\{\{(?:(?!\}\}).){0,2000}\}\}|\{%(?:(?!%\}).){0,2000}%\}")
_RUN = lazy(r"\*+|_+|~+")
_SPECIAL = lazy(r"[\\`<\[\]!^$*_~{]")


@noun
class Item:
    """A piece of inline Markdown; the `text` of all items joins to the whole.

    `link`, `image`, `label` (`[…][…]`), `plain` (brackets without a target) and `note` (`^[…]`) are pairs: the
    opening item has `mate`, the index of the closing one, and the other way round.
    """

    kind: Kind
    text: str
    mate: int = -1
    name: str = ""
    """What it is compared by: the URL of a link, the label of brackets, a tag without the words in
    it, else the text."""


def scan(text: str, *, mdx: bool = False, known: Sequence[str] = ()) -> list[Item]:
    """The items of `text` in order; a code span that would swallow one of `known` is none."""
    items: list[Item] = []
    opened: list[int] = []
    for item in _pieces(text, mdx, known):
        if item.kind == "close":
            _close(items, opened, item)
            continue
        if item.kind == "open":
            opened.append(len(items))
        items.append(item)
    return items


def spans(text: str) -> list[tuple[int, int]]:
    """Where code spans, tags and the brackets of links and images stand: outermost, in order."""
    found: list[tuple[int, int]] = []
    starts: list[int] = []
    position = 0
    for n, item in enumerate(items := scan(text)):
        starts.append(position)
        position += len(item.text)
        begin = -1
        if item.kind in ("code", "tag", "autolink"):
            begin = starts[n]
        elif item.kind in ("link", "image", "label") and items[n].mate < n:
            begin = starts[item.mate]
        while begin >= 0 and found and found[-1][0] >= begin:
            found.pop()
        if begin >= 0:
            found.append((begin, position))
    return found


def _close(items: list[Item], opened: list[int], item: Item) -> None:
    """Pairs a closing bracket with the innermost open one."""
    at = len(items)
    items.append(item)
    if not opened:
        return
    start = opened.pop()
    sign = items[start].text
    label = "".join(inner.text for inner in items[start + 1 : min(at, start + 65)])
    kind: Kind = "plain"
    if sign == "^[":
        kind = "note"
    elif item.name:
        kind = "image" if sign == "![" else "link"
        kind = "label" if item.name.startswith("[") else kind
    name = item.name if item.name else " ".join(label.casefold().split())
    if kind in ("plain", "label") and sign == "![":
        name = f"!{name}"
    items[start] = replace(items[start], kind=kind, mate=at, name=name)
    items[at] = replace(item, kind=kind, mate=start, name=name)


def _pieces(text: str, mdx: bool, known: Sequence[str]) -> Iterator[Item]:
    position = at = 0
    unclosed: set[int] = set()  # lengths of backtick runs that have no second one
    while match := _SPECIAL.search(text, at):
        at = match.start()
        item = _item(text, at, unclosed, mdx, known)
        if item is None:
            at += 1
            continue
        if position < at:
            yield Item("text", text[position:at])
        yield item
        position = at = at + len(item.text)
    if position < len(text):
        yield Item("text", text[position:])


def _item(text: str, at: int, unclosed: set[int], mdx: bool, known: Sequence[str]) -> Item | None:
    char = text[at]
    if char == "`":
        return _code(text, at, unclosed, known)
    if char == "]":
        target = _TARGET.match(text, at)
        if not target:
            return Item("close", "]")
        name = target["url"] if target["url"] is not None else f"[{target['label']}]"
        return Item("close", target[0], name=name or "()")
    if char in "!^" and not text.startswith("[", at + 1):
        return None
    if char in "!^":
        return Item("open", text[at : at + 2])
    for pattern, kind in _BY_CHAR[char]:
        if match := pattern.match(text, at):
            name = tag_key(match[0]) if kind == "tag" else match[0]
            return Item(kind, match[0], name=name)
    if char == "[":
        return Item("open", "[")
    if char == "<" and mdx and (jsx := _JSX.match(text, at)):
        return Item("tag", jsx[0], name=tag_key(jsx[0]))
    if char == "{" and mdx:
        end = braces_end(text, at, len(text))
        return Item("template", text[at : max(end, at + 1)], name=text[at : max(end, at + 1)])
    return None


_BY_CHAR: dict[str, tuple[tuple[re.Pattern[str], Kind], ...]] = {
    "\\": ((_ESCAPE, "escape"),),
    "<": ((_AUTOLINK, "autolink"), (_TAG, "tag")),
    "[": ((_FOOTNOTE, "footnote"),),
    "$": ((_MATH, "math"),),
    "{": ((_TEMPLATE, "template"),),
    "*": ((_RUN, "emphasis"),),
    "_": ((_RUN, "emphasis"),),
    "~": ((_RUN, "emphasis"),),
}


def _code(text: str, at: int, unclosed: set[int], known: Sequence[str]) -> Item:
    """A code span (CommonMark section 6.1), or a run of backticks that opens none."""
    run = _CODE.match(text, at)
    assert run is not None
    size = len(run[0])
    if size not in unclosed:
        for closing in _CODE.finditer(text, run.end()):
            if len(closing[0]) == size:
                whole = text[at : closing.end()]
                starts = (text.find(code, at + 1, closing.end() + len(code)) for code in known)
                if whole not in known and any(0 < start < closing.end() for start in starts):
                    return Item("text", run[0], name="`")
                return Item("code", whole, name=whole)
        unclosed.add(size)
    return Item("text", run[0], name="`")
