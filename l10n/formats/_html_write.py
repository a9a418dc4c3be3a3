"""A msgstr as inner HTML: the tags of its source, well nested, and nothing else.

Whatever a msgstr holds, the page around it stays as it is: a tag that the source has not is
shown as text, what is opened is closed, and where a sentence begins or ends inside an element
(`<b>一つ目。` + `二つ目。</b>`) it still does.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from typing import NamedTuple

from l10n.formats._html_rules import VOID, Options, attribute_role
from l10n.formats._html_text import escaped, legacy_references, one_line
from l10n.formats._html_tokens import ATTRIBUTE, TOKEN
from l10n.lazy import lazy

_YES = lazy(r"translate\s*=\s*[\"']?yes", re.IGNORECASE)
_SPACES = lazy(r"[\t\n\f\r ]+")
_LONE = frozenset(["a", "nobr"])  # elements that a parser never nests in themselves
_SLACK = 4000  # how much longer than the source's longest tag a tag with a translated title may be


_NO_OPTIONS = Options(attributes=("label", "caption", "summary", "text"))  # of components, too


class _Tag(NamedTuple):
    raw: str
    name: str
    closes: bool
    key: str
    """What makes it the same tag as one of the source: all of it but its readable attributes."""

    @property
    def opens(self) -> bool:
        return not self.closes and self.name not in VOID


def inner_html(msgstr: str, source: str, options: Options) -> str:
    """`msgstr` for the place of `source`.

    >>> inner_html("The <b>plant</b> <i>x</i>", "<b>工場</b>", Options())
    'The <b>plant</b> &lt;i>x&lt;/i>'
    """
    text = one_line(msgstr)
    if "<" not in text and "<" not in source:
        return escaped(text, legacy_references(source))
    return _Writer(source, options).write(text)


class _Writer:
    def __init__(self, source: str, options: Options) -> None:
        self.options = options
        self.references = legacy_references(source)
        pieces = _pieces(source, options, len(source))
        tags = [piece for piece in pieces if isinstance(piece, _Tag)]
        self.keys = [tag.key for tag in tags]
        self.known = set(self.keys)
        self.same = False  # the msgstr has the same tags in the same order, well nested or not
        self.left = Counter(tag.key for tag in tags if not tag.closes)
        self.names = {tag.name for tag in tags}
        self.closing, self.opening = _loose(tags)
        self.protected = _protected(pieces)
        self.reach = max((len(tag.raw) for tag in tags), default=0) + _SLACK
        self.out: list[str] = []
        self.open: list[_Tag] = []
        self.counts: Counter[str] = Counter()  # names in `open`

    def write(self, text: str) -> str:
        pieces = _pieces(text, self.options, self.reach)
        made = [piece.key for piece in pieces if isinstance(piece, _Tag)]
        self.same = self.keys == [key for key in made if key in self.known]
        ends = _ends(pieces) if self.protected else {}
        after = 0
        for index, piece in enumerate(pieces):
            if index < after:
                continue  # a protected element holds what it holds in the source
            if isinstance(piece, str):
                self.out.append(escaped(piece, self.references))
            elif piece.closes:
                self._close(piece)
            elif self.left[piece.key] <= 0:
                self.out.append(escaped(piece.raw, self.references))
            else:
                self.left[piece.key] -= 1
                if self._start(piece):
                    after = ends.get(index, 0)
        return self._ended()

    def _start(self, tag: _Tag) -> bool:
        """Writes a start tag; True when the whole element was written, as the source has it."""
        if tag.name in _LONE and not self.same and self.counts[tag.name]:
            while self._end_last() != tag.name:
                pass
        self.out.append(tag.raw)
        kept = self.protected.get(tag.key)
        if kept:
            self.out.append(kept.pop(0))
            return True
        if tag.opens:
            self.open.append(tag)
            self.counts[tag.name] += 1
        return False

    def _close(self, tag: _Tag) -> None:
        if self.same and tag.key in self.known:
            self.out.append(tag.raw)
        elif not self.same and self.counts[tag.name]:
            while self._end_last() != tag.name:
                pass
        elif not self.same and not self.open and self.closing and self.closing[0].name == tag.name:
            self.out.append(self.closing.pop(0).raw)
        elif tag.name not in self.names:
            self.out.append(escaped(tag.raw, self.references))

    def _end_last(self) -> str:
        name = self.open.pop().name
        self.counts[name] -= 1
        self.out.append(f"</{name}>")
        return name

    def _ended(self) -> str:
        """The text with what the source leaves open left open, and all else closed."""
        if self.same:
            return "".join(self.out)
        if not self.closing and [tag.key for tag in self.open] == [t.key for t in self.opening]:
            return "".join(self.out)
        while self.open:
            self._end_last()
        before = "" if self.closing else "".join(tag.raw for tag in self.opening)
        after = "".join(tag.raw for tag in self.closing)
        after += "".join(tag.raw for tag in self.opening) if self.closing else ""
        return before + "".join(self.out) + after


def _pieces(text: str, options: Options, reach: int) -> list[str | _Tag]:
    """Text and tags, in order; no tag is longer than `reach`, so time is linear."""
    pieces: list[str | _Tag] = []
    position = 0
    at = text.find("<")
    while at >= 0:
        match = TOKEN.match(text, at, min(len(text), at + reach))
        if match and match["tag"] and match["end"]:
            if at > position:
                pieces.append(text[position:at])
            pieces.append(_tag(match, options))
            position = match.end()
        at = text.find("<", max(at + 1, position))
    if position < len(text):
        pieces.append(text[position:])
    return pieces


def _tag(match: re.Match[str], options: Options) -> _Tag:
    raw = match[0]
    name = match["tag"].lower()
    if match["close"]:
        return _Tag(raw, name, closes=True, key=f"</{name}>")
    attrs = match["attrs"]
    pieces, position = [], 0
    if "=" in attrs:
        found = {m["name"].lower(): m[m.lastgroup or 0] for m in ATTRIBUTE.finditer(attrs)}
        for one in ATTRIBUTE.finditer(attrs):
            quote = one.lastgroup or ""
            if quote in ("double", "single") and attribute_role(
                options, name, one["name"].lower(), found
            ):
                pieces.append(attrs[position : one.start(quote)])
                position = one.end(quote)
    rest = "".join([*pieces, attrs[position:]])
    return _Tag(raw, name, closes=False, key=_SPACES.sub(" ", f"<{name}{rest}>"))


def tag_key(raw: str) -> str:
    """What makes `raw` the same tag as one of the source: all but the words readers see of it.

    >>> tag_key('<img src="a.png" alt="歯車">') == tag_key('<img src="a.png" alt="gear">')
    True
    """
    match = TOKEN.match(raw) if "=" in raw else None
    if not match or not match["tag"] or match.end() != len(raw):
        return raw
    return _tag(match, _NO_OPTIONS).key


def _loose(tags: list[_Tag]) -> tuple[list[_Tag], list[_Tag]]:
    """(end tags without a start, start tags without an end) of a sentence."""
    closing: list[_Tag] = []
    opening: list[_Tag] = []
    counts: Counter[str] = Counter()
    for tag in tags:
        if tag.opens:
            opening.append(tag)
            counts[tag.name] += 1
        elif tag.closes and not counts[tag.name]:
            closing.append(tag)
        elif tag.closes:
            while (last := opening.pop().name) != tag.name:
                counts[last] -= 1
            counts[tag.name] -= 1
    return closing, opening


def _protected(pieces: list[str | _Tag]) -> dict[str, list[str]]:
    """What stands in each inline element that is not to be translated, by its start tag's key."""
    found: dict[str, list[str]] = {}
    after = 0
    for index, end in sorted(_ends(pieces).items()):
        tag = pieces[index]
        if index < after or isinstance(tag, str) or not is_protected(tag.raw, tag.name):
            continue
        after = end
        inside = pieces[index + 1 : end]
        content = "".join(one if isinstance(one, str) else one.raw for one in inside)
        if not _YES.search(content):
            found.setdefault(tag.key, []).append(content)
    return found


def is_protected(raw: str, name: str) -> bool:
    """True for the start tag of an element whose content is not to be translated."""
    if name == "math":
        return True
    lower = raw.lower()
    if "translate" not in lower and "data-l10n-skip" not in lower:
        return False
    found = {
        m["name"].lower(): m[m.lastgroup or 0] for m in ATTRIBUTE.finditer(raw[len(name) + 1 : -1])
    }
    return (
        found.get("translate", "").lower() == "no"
        or "notranslate" in html.unescape(found.get("class", "")).split()
        or found.get("data-l10n-skip", "false").lower() != "false"
    )


def _ends(pieces: list[str | _Tag]) -> dict[int, int]:
    """By the index of each start tag that has an end tag: the index after that."""
    ends: dict[int, int] = {}
    opened: dict[str, list[int]] = {}
    for index, piece in enumerate(pieces):
        if isinstance(piece, str):
            continue
        if piece.opens:
            opened.setdefault(piece.name, []).append(index)
        elif piece.closes and (places := opened.get(piece.name)):
            ends[places.pop()] = index + 1
    return ends
