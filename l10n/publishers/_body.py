"""An edition into the body of a page: rendered, cleaned, and marked with where each text is from."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import unquote

from l10n.lang import bullets, tags
from l10n.lazy import lazy
from l10n.model import Edition, Finding, Piece, Segment, State
from l10n.publishers import _prose
from l10n.publishers._safe import clean
from l10n.publishers._strings import strings

_FIRST = 0xF0000
_LIMIT = 30_000  # segments of one article: two marks each in plane 15
_MARKS = lazy("[\U000f0000-\U000ffffd]")
_TOKEN = lazy(
    r"<(?P<close>/?)(?P<tag>[a-zA-Z][a-zA-Z0-9-]*)(?P<attrs>(?:\s+[^\s=>\"]+(?:=\"[^\"]*\")?)*)\s*/?>"
    r"|(?P<mark>[\U000f0000-\U000ffffd])|(?P<text>[^<\U000f0000-\U000ffffd]+|<)"
)
_ATTRIBUTE = lazy(r"\s+([^\s=>\"]+)(?:=\"([^\"]*)\")?")
_VOID = frozenset(["br", "col", "hr", "img", "source", "track", "wbr"])
_LEAF = frozenset(
    [
        "p",
        "li",
        "dt",
        "dd",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "td",
        "th",
        "caption",
        "figcaption",
        "summary",
        "blockquote",
        "div",
        "aside",
        "address",
    ]
)
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_CELLS = frozenset(["li", "td", "th", "dt", "dd"])
_CODE = frozenset(["code", "pre", "kbd", "samp"])
_HEADING_ID = lazy(r"\s*\{#(?P<id>[^}\s]+)\}\s*$")
_TASK = lazy(r"\[(?P<done>[ xX])\]\s+")
_EMOJI = lazy(rf"{bullets.SYMBOL}(?:\s|$)")
_CJK_END = lazy(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60\U00020000-\U0003fffd]$")
_CJK_START = lazy(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60\U00020000-\U0003fffd]")
_NOT_IN_ID = lazy(r"[^\w\s-]")


class Heading(NamedTuple):
    """A heading of the page: its level, its id, its inner HTML without links."""

    level: int
    id: str
    text: str
    marks: Mapping[str, str] = {}
    """`lang` and `dir` of a heading that is not translated."""


@dataclass(frozen=True, slots=True)
class Body:
    """The content of a page."""

    html: str
    title: str
    """Inner HTML of the first `<h1>`, which is not in `html`; "" without one."""
    title_attrs: Mapping[str, str]
    headings: tuple[Heading, ...]
    ids: frozenset[str]
    """All ids: what a fragment may name."""
    findings: tuple[Finding, ...] = ()


class Link(NamedTuple):
    """Where an address of the article leads on the page."""

    href: str
    lang: str = ""
    """Language tag of what it leads to, when it is not the page's own."""
    dead: str = ""
    """Why it leads nowhere; then `href` is ""."""


Resolve = Callable[[str], Link]
"""Address in the article → where it leads; absolute addresses come as they are."""

Tag = Callable[[Segment], Mapping[str, str]]
"""Attributes for each run of a segment: how the review page finds a sentence on the page."""
LEAF = "data-l10n-leaf"
"""With a `Tag`, on blocks of running text: the `data-l10n-at` of the first segment in them."""


@dataclass(slots=True)
class _Element:
    tag: str
    at: int
    """Index of its start tag in the output."""
    attrs: dict[str, str]
    segments: list[int] = field(default_factory=list)
    inner_blocks: bool = False


def render(
    edition: Edition,
    format_name: str,
    *,
    source_locale: str,
    resolve: Resolve,
    heading_ids: Sequence[str] = (),
    ruby: str = "keep",
    ui: Mapping[str, str] | None = None,
    tag: Tag | None = None,
) -> Body:
    """The body of an edition's page.

    `heading_ids` are those of the original: a fragment works in every language. `ui` holds the
    page's own words (`_strings.strings`), ours in the edition's language if it is not given.
    With `tag`, which gives `data-l10n-at` among others, every segment has an element of its own.
    """
    pieces = [piece for piece in edition.pieces if piece.text]
    marked = _Marked(pieces)
    left_out: list[str] = []
    words = strings(edition.locale) if ui is None else ui
    raw = clean(_prose.to_html(marked.pieces(), format_name, words, left_out))
    walk = _Walk(marked, edition, source_locale, resolve, list(heading_ids), ruby, tag)
    if edition.locale == source_locale:  # said once: the others' words differ, not the fault
        walk.findings += [_not_shown(_MARKS.sub("", text), source_locale) for text in left_out]
    return walk.body(raw)


def _not_shown(text: str, locale: str) -> Finding:
    shown = " ".join(text.split())
    shown = shown if len(shown) < 60 else shown[:60] + "…"
    return Finding(
        "not-shown", "warning", f"{shown} is left out: only its site generator can show it",
        locale=locale, fix="write it as HTML or Markdown, or publish to that generator's layout",
    )  # fmt: skip


class _Marked:
    """The pieces of an edition with each segment between two marks."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.all = pieces
        self.shown: list[Piece] = []
        # an article with such characters of its own is published without provenance
        self.usable = not any(_MARKS.search(piece.text) for piece in pieces)
        self.reviewed = any(p.translated and p.state is State.APPROVED for p in pieces)
        """A person has reviewed some of it: then each draft has to say that it is one."""

    def pieces(self) -> Iterator[tuple[Piece, str]]:
        """Each piece with its text as it is rendered: marked, and soft line breaks folded."""
        for piece in self.all:
            segment = piece.segment
            text = piece.text
            if segment is None or segment.syntax.startswith(
                ("yaml", "html-attr", "markdown-parameter")
            ):
                yield piece, text
                continue
            if not piece.translated and segment.folds:
                text = segment.msgid
            if not self.usable or piece.state is None or len(self.shown) >= _LIMIT:
                yield piece, text
                continue
            first = _FIRST + 2 * len(self.shown)
            self.shown.append(piece)
            yield piece, f"{chr(first)}{text}{chr(first + 1)}"

    def of(self, mark: str) -> tuple[int, bool]:
        """(index of the segment, True where it ends)."""
        index, end = divmod(ord(mark) - _FIRST, 2)
        return index, bool(end)


def state_name(piece: Piece) -> str:
    """`data-l10n-state`: what a reader sees. A refused draft shows its source: untranslated.

    >>> state_name(Piece("x", None, State.DRAFT, "x", translated=True))
    'draft'
    """
    if piece.translated and piece.state is not None:
        return piece.state.value
    return "stale" if piece.state is State.STALE else "untranslated"


def machine_tag(locale: str, source_locale: str) -> str:
    """The language tag of a machine's draft, as Chromium marks pages that it has translated.

    >>> machine_tag("pt_BR", "ja")
    'pt-BR-x-mtfrom-ja'
    """
    return f"{tags.language_tag(locale)}-x-mtfrom-{tags.language_tag(source_locale).lower()}"


class _Walk:
    """One pass over clean HTML: provenance, ids, links, isolation, dates."""

    def __init__(
        self,
        marked: _Marked,
        edition: Edition,
        source_locale: str,
        resolve: Resolve,
        heading_ids: list[str],
        ruby: str,
        tag: Tag | None,
    ) -> None:
        self.marked, self.edition, self.resolve, self.tag = marked, edition, resolve, tag
        self.locale, self.source_locale = edition.locale, source_locale
        self.wanted_ids = heading_ids
        self.ruby = ruby
        self.out: list[str] = []
        self.stack: list[_Element] = []
        self.headings: list[Heading] = []
        self.ids: set[str] = set()
        self.seen: dict[str, int] = {}
        self.findings: list[Finding] = []
        self.title = ""
        self.title_attrs: Mapping[str, str] = {}
        self.tokens: list[re.Match[str]] = []
        self.segment = -1
        """Index of the segment that is being read."""
        self.opened: dict[int, tuple[int, int]] = {}
        """Segment → (index in `out` where it begins, depth there)."""
        self.runs: dict[int, list[int]] = {}
        """Segment → indexes in `out` of its text runs, for one that crosses elements."""
        self.plain: dict[int, tuple[int, int]] = {}
        """Segment → (index where its span opens, index where it closes)."""
        self.last = ""

    def body(self, raw: str) -> Body:
        self.tokens = list(_TOKEN.finditer(raw))
        for index, token in enumerate(self.tokens):
            if token["tag"]:
                self._tag(token)
            elif token["mark"]:
                self._mark(token["mark"])
            else:
                self._text(token["text"], index)
        self._spans([*self.opened, *(self.plain if self.tag else ())])
        return Body(
            "".join(self.out).strip() + "\n",
            self.title,
            self.title_attrs,
            tuple(self.headings),
            frozenset(self.ids),
            tuple(self.findings),
        )

    # --- elements -----------------------------------------------------------------------------

    def _tag(self, token: re.Match[str]) -> None:
        tag = token["tag"].lower()
        if token["close"]:
            self._close(tag)
            return
        attrs = {
            m[1].lower(): html.unescape(m[2] or "") for m in _ATTRIBUTE.finditer(token["attrs"])
        }
        inside = _MARKS.search(attrs.get("alt", ""))
        attrs = {name: _MARKS.sub("", value) for name, value in attrs.items()}
        if inside:  # an image's text is a segment
            attrs |= self._tagged(self.marked.of(inside[0])[0])
        if tag in _LEAF:
            for element in self.stack:
                element.inner_blocks = True
            self.last = ""
        self._links(tag, attrs)
        if "id" in attrs:
            self.ids.add(attrs["id"])
        if tag == "table":
            self.out.append('<div class="l10n-scroll" tabindex="0">')
        if tag == "rt" and self.ruby == "keep":
            self.out.append("<rp>(</rp>")
        if tag not in _VOID:
            self.stack.append(_Element(tag, len(self.out), attrs))
        if tag == "rp" or (self.ruby == "parentheses" and tag in ("ruby", "rt", "rb")):
            self.out.append("(" if tag == "rt" else "")
            return
        if tag == "a" and "href" not in attrs and "id" not in attrs:
            self.out.append("")
            return
        if tag == "img" and "src" not in attrs:  # a missing image still says what it shows
            self.out.append(html.escape(attrs["alt"], quote=False))
            return
        self.out.append(_start(tag, attrs))

    def _close(self, tag: str) -> None:
        if not self.stack or self.stack[-1].tag != tag:
            return  # nh3 balances; a stray end tag of a void element is left out
        element = self.stack.pop()
        if tag in _HEADINGS:
            self._heading(element)
        dropped = self.out[element.at] in ("", "(")
        closing = "" if dropped else f"</{tag}>"
        if self.ruby == "parentheses" and tag == "rt":
            closing = ")"
        self.out.append(closing)
        if tag == "rt" and self.ruby == "keep":
            self.out.append("<rp>)</rp>")
        if tag == "table":
            self.out.append("</div>")
        if element.segments:
            self._provenance(element)
        if tag == "h1" and not self.title:
            self._take_title(element)

    def _heading(self, element: _Element) -> None:
        level = int(element.tag[1])
        inner = "".join(self.out[element.at + 1 :])
        number = len(self.headings)
        if element.attrs.get("id"):
            name = element.attrs["id"]
        elif number < len(self.wanted_ids):
            name = self.wanted_ids[number]
        else:
            name = self._slug(html.unescape(re.sub(r"<[^>]*>", "", inner)))
        element.attrs["id"] = name
        self.ids.add(name)
        self.out[element.at] = _start(element.tag, element.attrs)
        text = re.sub(r"</?(?:a|rp|rt|ruby|sup)\b[^>]*>", "", inner).strip()
        self.headings.append(Heading(level, name, text, self._language(element)))

    def _language(self, element: _Element) -> dict[str, str]:
        attrs = [self._attrs(index) for index in element.segments]
        if not attrs or len({one.get("lang") for one in attrs}) > 1:
            return {}
        return {name: value for name, value in attrs[0].items() if name in ("lang", "dir")}

    def _slug(self, text: str) -> str:
        """The id that GitHub gives a heading."""
        name = re.sub(r"\s", "-", _NOT_IN_ID.sub("", text.strip().lower())) or "section"
        count = self.seen.get(name, -1) + 1
        self.seen[name] = count
        return f"{name}-{count}" if count else name

    def _take_title(self, element: _Element) -> None:
        self.title = "".join(self.out[element.at + 1 : -1]) or "\u200b"
        self.title_attrs = element.attrs
        del self.out[element.at :]

    def _links(self, tag: str, attrs: dict[str, str]) -> None:
        for name in ("href", "src", "poster"):
            if name not in attrs:
                continue
            link = self.resolve(attrs[name])
            if link.dead:
                self._finding(link.dead)
            if not link.href:
                del attrs[name]
                continue
            attrs[name] = link.href
            if link.lang and tag == "a":
                attrs["hreflang"] = link.lang
        if tag == "img":
            attrs.setdefault("alt", "")
            attrs |= {"loading": "lazy", "decoding": "async"}

    def _finding(self, message: str) -> None:
        fix = "mend the address in the article; it is read from the article's own folder"
        self.findings.append(Finding("dead-link", "error", message, locale=self.locale, fix=fix))

    # --- provenance ---------------------------------------------------------------------------

    def _mark(self, mark: str) -> None:
        index, end = self.marked.of(mark)
        if index >= len(self.marked.shown):
            return
        if end:
            begin, depth = self.opened.pop(index, (-1, -1))
            self.segment = -1
            if begin >= 0 and depth == len(self.stack):
                self.plain[index] = (begin, len(self.out))
                self.out.append("")
            return
        self.segment = index
        self.opened[index] = (len(self.out), len(self.stack))
        self.runs[index] = []
        self.out.append("")
        block = next((e for e in reversed(self.stack) if e.tag in _LEAF), None)
        if block:
            block.segments.append(index)

    def _provenance(self, element: _Element) -> None:
        """The state on the block itself where all of it has one; else on a span a segment."""
        kinds = {self._kind(index) for index in element.segments}
        attrs = self._attrs(element.segments[0])
        if self.tag and not element.inner_blocks:
            first = self._tagged(element.segments[0])["data-l10n-at"]
            self._write(element, {LEAF: first})
        # a list item that turned around would have its bullet on the other side of the page
        stays = "dir" in attrs and element.tag in _CELLS
        if len(kinds) == 1 and not element.inner_blocks and not stays:
            self._write(element, attrs)
            if self.tag:
                self._spans(element.segments, state=False)
            for index in element.segments:
                self.opened.pop(index, None)
            return
        self._spans(element.segments)

    def _write(self, element: _Element, attrs: Mapping[str, str]) -> None:
        element.attrs |= attrs
        self.out[element.at] = _start(element.tag, element.attrs)

    def _tagged(self, index: int) -> Mapping[str, str]:
        segment = self.marked.shown[index].segment if index < len(self.marked.shown) else None
        return self.tag(segment) if self.tag and segment else {}

    def _spans(self, indexes: Sequence[int], *, state: bool = True) -> None:
        for index in indexes:
            attrs = {**self._tagged(index), **(self._attrs(index) if state else {})}
            start = _start("span", attrs)
            if index in self.plain:
                begin, end = self.plain.pop(index)
                self.out[begin] = start + self.out[begin]
                self.out[end] += "</span>"
                continue
            for run in self.runs.get(index, ()):  # it crosses elements: run by run
                self.out[run] = f"{start}{self.out[run]}</span>"
            self.opened.pop(index, None)

    def _kind(self, index: int) -> tuple[str, bool]:
        piece = self.marked.shown[index]
        return state_name(piece), piece.translated

    def _attrs(self, index: int) -> dict[str, str]:
        piece = self.marked.shown[index]
        attrs = {"data-l10n-state": state_name(piece)}
        if not piece.translated:
            attrs["lang"] = tags.language_tag(self.source_locale)
            if tags.direction(self.locale) != tags.direction(self.source_locale):
                attrs["dir"] = tags.direction(self.source_locale)
        elif piece.state is State.DRAFT and self.marked.reviewed and self.tag is None:
            # the review page shows a passage as it shows the page, and a passage knows no other
            attrs["lang"] = machine_tag(self.locale, self.source_locale)
        return attrs

    # --- text ---------------------------------------------------------------------------------

    def _text(self, raw: str, index: int) -> None:
        text = html.unescape(raw)
        inside = {element.tag for element in self.stack}
        if "rp" in inside:  # ours are written around every rt
            return
        if "\n" in text and "pre" not in inside and inside & _LEAF:
            text = self._unbroken(text, index)
        if text.strip():
            self.last = text
        piece = self.marked.shown[self.segment] if self.segment >= 0 else None
        source = self.locale == self.source_locale or (piece is not None and not piece.translated)
        locale = self.source_locale if source else self.locale
        text = self._without_id(text, index)
        begins = self._begins_item()
        task = _TASK.match(text) if begins else None
        if begins and _EMOJI.match(text):
            self._mark_item()
        lead = ""
        if task:
            lead = '<span class="l10n-task">' + ("☐" if task["done"] == " " else "☑") + "</span> "
            text = text[task.end() :]
        if inside & _CODE:
            done = html.escape(text, quote=False)
        else:
            done = _prose.enriched(text, locale, plain=bool(inside & {"a", "time", "bdi"}))
        if self.segment >= 0 and done.strip():
            self.runs[self.segment].append(len(self.out))
        self.out.append(lead + done)

    def _without_id(self, text: str, index: int) -> str:
        """A heading's last text without its `{#id}`, which becomes the element's."""
        heading = self.stack[-1] if self.stack else None
        if heading is None or heading.tag not in _HEADINGS:
            return text
        named = _HEADING_ID.search(text)
        if not named:
            return text
        following = next((t for t in self.tokens[index + 1 :] if not t["mark"]), None)
        if following is None or not following["close"]:
            return text
        heading.attrs["id"] = named["id"]
        return text[: named.start()]

    def _mark_item(self) -> None:
        """Says that a list item brings its own bullet."""
        item = next(element for element in reversed(self.stack) if element.tag == "li")
        item.attrs["class"] = f"{item.attrs.get('class', '')} l10n-marked".strip()
        self.out[item.at] = _start("li", item.attrs)

    def _begins_item(self) -> bool:
        tail = [part for part in self.out[-3:] if part]
        opened = bool(tail) and (tail[-1].startswith("<") or tail[-1].isspace())
        return opened and bool(re.search(r"<li\b[^>]*>\s*(?:<p\b[^>]*>)?$", "".join(tail)))

    def _unbroken(self, text: str, index: int) -> str:
        """`text` without the line breaks that stand beside a CJK character.

        A browser shows a line break as a space; Japanese has none (CSS Text 3, section 4.1.3).
        """
        after = ""
        for token in self.tokens[index + 1 : index + 8]:
            if token["text"]:
                after = token["text"]
                break
        parts = re.split(r"[ \t]*\n[ \t]*", text)
        joined = parts[0]
        for number, part in enumerate(parts[1:], 1):
            left = joined or self.last
            right = part or (after if number == len(parts) - 1 else "")
            tight = _CJK_END.search(left.rstrip("\n")) or _CJK_START.match(right.lstrip("\n"))
            joined += ("" if tight else "\n") + part
        return joined


def _start(tag: str, attrs: Mapping[str, str]) -> str:
    written = "".join(
        f" {name}"
        if value == "" and name in ("open", "reversed", "controls", "download")
        else f' {name}="{html.escape(value)}"'
        for name, value in attrs.items()
    )
    return f"<{tag}{written}>"


def decoded(fragment: str) -> str:
    """A fragment as an id is written in the page."""
    return unquote(fragment)
