"""Inline Markdown cut into what has a meaning and what is text, for msgid and msgstr alike.

It is a scanner, not a renderer: it says where code spans, tags, brackets with their link
targets, footnote marks, formulas, template tags and emphasis runs stand, in one pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from l10n.formats._md_rules import braces_end

Kind = Literal[
    "text", "escape", "code", "tag", "autolink", "link", "image", "plain", "note",
    "footnote", "math", "template", "emphasis", "open", "close",
]  # fmt: skip

_ESCAPE = re.compile(r"\\[!-/:-@\[-`{-~]")
_CODE = re.compile(r"`+")
_AUTOLINK = re.compile(r"<(?:[A-Za-z][A-Za-z0-9+.\-]{1,31}:[^\s<>]*|[^\s@<>]+@[^\s@<>]+)>")
_TAG = re.compile(
    r"<!--(?:(?!-->).)*-->|</?[A-Za-z][\w.:-]*(?:\"[^\"]*\"|'[^']*'|[^<>\"'])*>|<[!?][^<>]*>",
    re.DOTALL,
)
_FOOTNOTE = re.compile(r"\[\^[^\]\s\[]+\]")
_TITLE = r"(?:\"(?:\\.|[^\"\\])*+\"|'(?:\\.|[^'\\])*+'|\((?:\\.|[^()\\])*+\))"
_TARGET = re.compile(
    rf"\]\([ \t]*(?P<url><[^<>\n]*>|(?:[^\s()<\\]|\\.|\([^\s()]*\))*+)(?:[ \t]+{_TITLE})?[ \t]*\)"
    r"|\]\[(?P<label>(?:\\.|[^\[\]\\])*+)\]"
)
_MATH = re.compile(r"\$\$[^$]+\$\$|\$(?![\s$])(?:\\.|[^$\\])*+(?<!\s)\$(?!\d)")
_TEMPLATE = re.compile(r"\{\{(?:(?!\}\}).)*\}\}|\{%(?:(?!%\}).)*%\}")
_RUN = re.compile(r"\*+|_+|~+")
_SPECIAL = re.compile(r"[\\`<\[\]!^$*_~{]")


@dataclass(frozen=True, slots=True)
class Item:
    """A piece of inline Markdown; the `text` of all items joins to the whole.

    `link`, `image`, `plain` (brackets without a target) and `note` (`^[…]`) are pairs: the
    opening item has `mate`, the index of the closing one, and the other way round.
    """

    kind: Kind
    text: str
    mate: int = -1
    name: str = ""
    """What it is compared by: the URL of a link, the label of brackets, else the text."""


def scan(text: str, *, mdx: bool = False) -> list[Item]:
    """The items of `text` in order."""
    items: list[Item] = []
    opened: list[int] = []
    for item in _pieces(text, mdx):
        if item.kind == "close":
            _close(items, opened, item)
            continue
        if item.kind == "open":
            opened.append(len(items))
        items.append(item)
    return items


def spans(text: str) -> list[tuple[int, int]]:
    """Where code spans, tags and the brackets of links and images stand."""
    found = []
    starts = []
    position = 0
    for n, item in enumerate(items := scan(text)):
        starts.append(position)
        position += len(item.text)
        if item.kind in ("code", "tag", "autolink"):
            found.append((starts[n], position))
        elif item.kind in ("link", "image") and items[n].mate < n:
            found.append((starts[item.mate], position))
    return found


def _close(items: list[Item], opened: list[int], item: Item) -> None:
    """Pairs a closing bracket with the innermost open one."""
    at = len(items)
    items.append(item)
    if not opened:
        return
    start = opened.pop()
    sign = items[start].text
    label = "".join(inner.text for inner in items[start + 1 : at])
    kind: Kind = "plain"
    if sign == "^[":
        kind = "note"
    elif item.name:
        kind = "image" if sign == "![" else "link"
    name = item.name if kind in ("image", "link") else " ".join(label.casefold().split())
    if kind == "plain" and sign == "![":
        name = f"!{name}"
    items[start] = replace(items[start], kind=kind, mate=at, name=name)
    items[at] = replace(item, kind=kind, mate=start, name=name)


def _pieces(text: str, mdx: bool) -> Iterator[Item]:
    position = at = 0
    unclosed: set[int] = set()  # lengths of backtick runs that have no second one
    while match := _SPECIAL.search(text, at):
        at = match.start()
        item = _item(text, at, unclosed, mdx)
        if item is None:
            at += 1
            continue
        if position < at:
            yield Item("text", text[position:at])
        yield item
        position = at = at + len(item.text)
    if position < len(text):
        yield Item("text", text[position:])


def _item(text: str, at: int, unclosed: set[int], mdx: bool) -> Item | None:
    char = text[at]
    if char == "`":
        return _code(text, at, unclosed)
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
            return Item(kind, match[0], name=match[0])
    if char == "[":
        return Item("open", "[")
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


def _code(text: str, at: int, unclosed: set[int]) -> Item:
    """A code span (CommonMark section 6.1), or a run of backticks that opens none."""
    run = _CODE.match(text, at)
    assert run is not None
    size = len(run[0])
    if size not in unclosed:
        for closing in _CODE.finditer(text, run.end()):
            if len(closing[0]) == size:
                whole = text[at : closing.end()]
                return Item("code", whole, name=whole)
        unclosed.add(size)
    return Item("text", run[0], name="`")
