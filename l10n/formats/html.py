"""HTML: spans of text and attributes are found and replaced; nothing is serialized anew.

A tokenizer cuts the file into tags, comments and text (its pieces join to the file for any
input). Runs of text and inline tags are blocks; what is around them is skeleton.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from l10n.formats._options import read_options
from l10n.model import Document, Part, Segment, Skeleton
from l10n.plugin import Stamp

_TOKEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<[!?][^>]*>?"
    r"|<(?P<close>/?)(?P<tag>[A-Za-z][^\s/>]*)(?P<attrs>(?:\"[^\"]*\"|'[^']*'|[^<>\"'])*)>"
    r"|[^<]+|<",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(
    r"(?P<name>[^\s=/\"'>]+)\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s\"'>]+))"
)
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "q",
        "rb",
        "rp",
        "rt",
        "rtc",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "font",
    ]
)
_OPAQUE = frozenset(
    ["script", "style", "pre", "textarea", "template", "svg", "math", "noscript", "iframe"]
)
_VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
    ]
)
_ROLES = {
    "title": "page title", "p": "paragraph", "li": "list item", "td": "table cell",
    "th": "table heading", "caption": "table caption", "figcaption": "caption",
    "summary": "summary", "dt": "definition term", "dd": "definition", "blockquote": "quotation",
    "button": "button", "option": "option", "legend": "legend", "aside": "paragraph",
} | {f"h{n}": f"heading {n}" for n in range(1, 7)}  # fmt: skip
_ATTRIBUTES = {
    "alt": "image text", "title": "tooltip", "placeholder": "placeholder",
    "aria-label": "label", "summary": "table summary",
}  # fmt: skip
_META = re.compile(
    r"(?:description|keywords|og:(?:title|description|site_name)|twitter:(?:title|description))$"
)
_FOLD = re.compile(r"[ \t　]*(?:\r\n|\r|\n)\s*")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<!--.*?-->", re.DOTALL)
_WRAP = re.compile(r"<(?P<tag>[a-z]+)(?:\s[^<>]*)?>(?P<core>[^<>]+)</(?P=tag)>", re.DOTALL)
_ENTITY = re.compile(r"&(?!#?\w+;)")


@dataclass(slots=True)
class _State:
    """Where the walk is: open elements, headings above, text collected so far."""

    parts: list[Part] = field(default_factory=list)
    stack: list[tuple[str, bool]] = field(default_factory=list)
    """(element, whether its content is not to be translated)."""
    run: list[tuple[str, bool]] = field(default_factory=list)
    """Pieces of the block that is being read; True for inline tags."""
    headings: list[tuple[int, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Options:
    """`[formats.html]`."""


class Html:
    """The `html` format."""

    name = "html"
    suffixes: tuple[str, ...] = (".html", ".htm")

    def __init__(self, options: Mapping[str, Any] = MappingProxyType({})) -> None:
        self.options = read_options(Options, options, self.name)

    def outline(self, text: str) -> tuple[str, ...]:
        """The names of all block tags in order: `p`, `/p` …

        Inline ones are a translator's: an English sentence drops its ruby, and turns its links.
        """
        tags = (match for match in _TOKEN.finditer(text) if match["tag"])
        names = ((match["close"], match["tag"].lower()) for match in tags)
        return tuple(close + name for close, name in names if name not in _INLINE)

    def parse(self, name: str, text: str) -> Document:
        """Text blocks and readable attributes as segments."""
        return Document(name, self.name, fragment_parts(text, ""))

    def write(self, segment: Segment, msgstr: str) -> str:
        """`msgstr` as inner HTML or as an attribute value; no tag that the source has not."""
        text = " ".join(msgstr.split("\n")).strip()
        if segment.syntax.startswith("html-attr"):
            text = _ENTITY.sub("&amp;", text).replace("<", "&lt;")
            return (
                text.replace("'", "&#39;")
                if "single" in segment.syntax
                else text.replace('"', "&quot;")
            )
        return _safe(text, segment.text)

    def stamp(self, text: str, stamp: Stamp) -> str:
        """The page with `lang` and `dir` on its root and `<meta name="translation">`."""
        root = re.search(r"<html\b[^>]*>", text, re.IGNORECASE)
        if not root:
            return f"<!-- lang={stamp.tag} translation={stamp.translation} -->\n{text}"
        tag = re.sub(r"\s(?:lang|dir|xml:lang)\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>]+)", "", root[0])
        tag = f'{tag[:5]} lang="{stamp.tag}" dir="{stamp.direction}"{tag[5:]}'
        text = text[: root.start()] + tag + text[root.end() :]
        meta = f'<meta name="translation" content="{stamp.translation}">\n'
        head = re.search(r"</head\s*>", text, re.IGNORECASE)
        place = head.start() if head else root.start() + len(tag)
        return text[:place] + meta + text[place:]


def fragment_parts(raw: str, section: str) -> tuple[Part, ...]:
    """The parts of an HTML file or fragment; they join to `raw` for any input."""
    state = _State()
    if section:
        state.headings.append((0, section))
    for match in _TOKEN.finditer(raw):
        _step(state, match)
    _flush(state)
    return tuple(part for part in state.parts if part.text)


def _step(state: _State, match: re.Match[str]) -> None:
    tag = (match["tag"] or "").lower()
    silent = bool(state.stack) and state.stack[-1][1]
    if not tag:
        if match[0].startswith("<!") or silent:
            _flush(state)
            state.parts.append(Skeleton(match[0]))
        else:
            state.run.append((match[0], False))
        return
    # an unknown or silenced tag inside opaque content only matters when it closes it
    if tag in _INLINE and not silent and not _silences(tag, match["attrs"] or ""):
        state.run.append((match[0], True))
        return
    _flush(state)
    state.parts.extend(_tag_parts(match[0], tag, match, silent=silent))
    _nest(state, tag, match)


def _nest(state: _State, tag: str, match: re.Match[str]) -> None:
    if match["close"]:
        # at most the 64 innermost: closing tags that match nothing stay linear
        for back in range(1, min(len(state.stack), 64) + 1):
            if state.stack[-back][0] == tag:
                del state.stack[-back:]
                return
    elif tag not in _VOID and not (match["attrs"] or "").rstrip().endswith("/"):
        silent = bool(state.stack) and state.stack[-1][1]
        silent = silent or tag in _OPAQUE or _silences(tag, match["attrs"] or "")
        state.stack.append((tag, silent))


def _silences(tag: str, attrs: str) -> bool:
    """True when the author says that an element is not to be translated."""
    if tag in _OPAQUE:
        return True
    if "translate" not in attrs:
        return False
    found = {
        m["name"].lower(): m["double"] or m["single"] or m["bare"] or ""
        for m in _ATTRIBUTE.finditer(attrs)
    }
    return (
        found.get("translate", "").lower() == "no"
        or "notranslate" in found.get("class", "").split()
    )


def _tag_parts(raw: str, tag: str, match: re.Match[str], *, silent: bool) -> Iterator[Part]:
    """A tag as skeleton, with its readable attribute values as segments."""
    attrs = match["attrs"] or ""
    offset = match.start("attrs") - match.start()
    position = 0
    for found in () if silent or match["close"] else _ATTRIBUTE.finditer(attrs):
        role = _attribute_role(tag, found["name"].lower(), attrs)
        quote = next(kind for kind in ("double", "single", "bare") if found[kind] is not None)
        if not role or not found[quote].strip() or quote == "bare":
            continue
        start, end = (offset + place for place in found.span(quote))
        yield Skeleton(raw[position:start])
        yield Segment(
            raw[start:end], role, f"html-attr-{quote}", msgid=_FOLD.sub(" ", raw[start:end])
        )
        position = end
    yield Skeleton(raw[position:])


def _attribute_role(tag: str, name: str, attrs: str) -> str:
    if tag == "meta" and name == "content":
        names = [
            m["double"] or m["single"] or ""
            for m in _ATTRIBUTE.finditer(attrs)
            if m["name"].lower() in ("name", "property")
        ]
        return next((f"meta {n}" for n in names if _META.match(n)), "")
    if tag == "input" and name == "value":
        return "button" if re.search(r"type\s*=\s*[\"']?(?:button|submit|reset)", attrs) else ""
    return _ATTRIBUTES.get(name, "")


def _flush(state: _State) -> None:
    """Ends the block that was being read: its edges become skeleton, its middle a segment."""
    pieces, state.run = state.run, []
    raw = "".join(text for text, _ in pieces)
    if not any(text.strip() for text, is_tag in pieces if not is_tag):
        state.parts.append(Skeleton(raw))
        return
    start = len(raw) - len(raw.lstrip())
    end = len(raw.rstrip())
    wrapped = _WRAP.fullmatch(raw, start, end)
    if wrapped and wrapped["tag"] not in ("ruby", "code", "kbd", "samp"):
        start, end = wrapped.span("core")
    role = next((_ROLES[tag] for tag, _ in reversed(state.stack) if tag in _ROLES), "paragraph")
    text = raw[start:end]
    if role.startswith("heading"):
        state.headings = [h for h in state.headings if h[0] < int(role[-1])]
    section = " › ".join(title for _, title in state.headings)
    folds = tuple(match.span() for match in _FOLD.finditer(text))
    state.parts.append(Skeleton(raw[:start]))
    state.parts.append(Segment(text, role, "html", section, folds=folds))
    state.parts.append(Skeleton(raw[end:]))
    if role.startswith("heading"):
        state.headings.append((int(role[-1]), _FOLD.sub("", _TAG.sub("", text))))


def _safe(text: str, source: str) -> str:
    """`text` without tags that `source` does not have, and with its tags balanced."""
    known = set(_TAG.findall(source))
    out: list[str] = []
    open_tags: list[str] = []
    position = 0
    for match in _TAG.finditer(text):
        out.append(_escaped(text[position : match.start()]))
        position = match.end()
        name = re.sub(r"[</>\s].*", "", match[0].lstrip("</"), flags=re.DOTALL).lower()
        closes = match[0].startswith("</")
        fits = match[0] in known and (not closes or (bool(open_tags) and open_tags[-1] == name))
        if fits and closes:
            open_tags.pop()
        elif fits and name not in _VOID:
            open_tags.append(name)
        out.append(match[0] if fits else match[0].replace("<", "&lt;"))
    out.append(_escaped(text[position:]))
    return "".join(out) + "".join(f"</{name}>" for name in reversed(open_tags))


def _escaped(text: str) -> str:
    return _ENTITY.sub("&amp;", text).replace("<", "&lt;")
