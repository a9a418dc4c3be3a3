"""Articles to HTML by format, and running text to HTML: addresses, dates, Latin names."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping

from l10n import lang
from l10n.formats import _frontmatter
from l10n.lang import tags
from l10n.lang.ja.dates import Date, read_dates
from l10n.lazy import lazy
from l10n.model import Piece

Pieces = Iterable[tuple[Piece, str]]
"""Each piece of an edition with its text as it is rendered."""

_BODY = lazy(r"<body\b[^>]*>(?P<body>.*?)(?:</body\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_MAIN = lazy(r"<(?P<tag>main|article)\b[^>]*>(?P<body>.*)</(?P=tag)\s*>", re.DOTALL | re.IGNORECASE)
_HEAD = lazy(
    r"<head\b.*?(?:</head\s*>|\Z)|<!DOCTYPE[^>]*>|</?html\b[^>]*>", re.DOTALL | re.IGNORECASE
)
_RIGHT = lazy(r'(<t[hd]) style="text-align:(left|right|center)"')
_URL = lazy(r"https?://[^\s<>\"'`|\\^{}、。，．「」『』（）【】\u3000-\u303f\uff00-\uffef]+")
_DIGIT = lazy(r"\d")
_URL_TAIL = lazy(r"[.,:;!?'\"*_~)\]]+$")
_LATIN = lazy(
    r"[A-Za-z\u00c0-\u024f][A-Za-z0-9\u00c0-\u024f.+#'’&/_-]*(?: [A-Za-z0-9\u00c0-\u024f][A-Za-z0-9\u00c0-\u024f.+#'’&/_-]*)*"
)


def to_html(
    pieces: Pieces, format_name: str, ui: Mapping[str, str], left_out: list[str] | None = None
) -> str:
    """The article as HTML, not yet clean. A format that is not ours is shown as text.

    `ui` holds the page's own words; what only a site generator can show goes to `left_out`.
    """
    if format_name == "markdown":
        return _markdown("".join(text for _, text in pieces), ui, left_out)
    if format_name == "html":
        return _html("".join(text for _, text in pieces))
    return "".join(_Plain(pieces).blocks())


def _markdown(text: str, ui: Mapping[str, str], left_out: list[str] | None) -> str:
    from l10n.publishers._markup import renderer

    text = text.removeprefix("\ufeff")
    env = {"ui": ui, "left_out": left_out if left_out is not None else []}
    made: str = renderer().render(text[_frontmatter.length(text, "") :], env)
    return _RIGHT.sub(r'\1 class="l10n-\2"', made)


def _html(text: str) -> str:
    body = _BODY.search(text)
    inner = body["body"] if body else _HEAD.sub("", text)
    mains = _MAIN.findall(inner)
    if len(mains) == 1 and "<h1" in mains[0][1].lower():
        inner = mains[0][1]
    return inner


# --- plain text -------------------------------------------------------------------------------

_HEADING_AT_MOST = 45  # characters of a line that stands alone and ends like a title
_ENDS = lazy(r"[。．.」』)）…]\s*$")
_ITEM_MARK = lazy(r"\s*(?P<mark>[^\w\s「『（(【〈《“\"‘'<]️?|[-*+](?=\s)|[(（]?\d{1,3}[.)．）])")


class _Line:
    """A line of plain text: its HTML, its role, what its source says."""

    def __init__(self) -> None:
        self.html = ""
        self.role = ""
        self.source = ""
        self.text = ""

    def add(self, piece: Piece, text: str) -> None:
        if piece.segment is not None:
            self.role = self.role or piece.segment.role
            self.source += piece.segment.msgid
            text = text.replace(piece.text, piece.words, 1) if piece.words else text
            text = " ".join(text.split("\n"))
        else:
            self.source += text
        self.text += text
        self.html += html.escape(text, quote=False)


class _Plain:
    """Plain text to HTML: paragraphs, headings, lists, as its lines look."""

    def __init__(self, pieces: Pieces) -> None:
        self.groups: list[list[_Line]] = [[]]
        line = _Line()
        for piece, text in pieces:
            if piece.segment is not None:
                line.add(piece, text)
                continue
            first, *rest = re.split(r"\r\n|\r|\n", text)
            line.add(piece, first)
            for part in rest:
                self._end(line)
                line = _Line()
                line.add(piece, part)
        self._end(line)
        self.groups = [group for group in self.groups if group]
        self.depth = 2

    def _end(self, line: _Line) -> None:
        if line.text.strip(" \t\u3000\ufeff"):
            self.groups[-1].append(line)
        elif self.groups[-1]:
            self.groups.append([])

    def blocks(self) -> Iterator[str]:
        """HTML blocks in order."""
        after_heading = False
        for number, group in enumerate(self.groups):
            level = self._level(number, group, after_heading=after_heading)
            after_heading = level > 0
            if level:
                yield f"<h{level}>{group[0].html.strip()}</h{level}>\n"
            else:
                yield from self._group(number, group)

    def _level(self, number: int, group: list[_Line], *, after_heading: bool) -> int:
        if len(group) != 1:
            return 0
        line = group[0]
        if number == 0 and "://" not in line.source:
            return 1
        if line.role.startswith("heading"):
            return max(2, int(line.role[-1]))
        alone = line.role == "line" or (line.role == "list item" and self._stands_out(number))
        short = len(line.source.strip()) <= _HEADING_AT_MOST and "://" not in line.source
        if alone and short and not _ENDS.search(line.source) and number + 1 < len(self.groups):
            return 3 if after_heading and number > 1 else 2
        return 0

    def _stands_out(self, number: int) -> bool:
        """True for `🚩 結論!`: marked, with another mark than its neighbours have."""
        mark = self._mark(number)
        return mark not in (self._mark(number - 1), self._mark(number + 1))

    def _mark(self, number: int) -> str:
        if not 0 <= number < len(self.groups):
            return ""
        found = _ITEM_MARK.match(self.groups[number][0].source)
        return found["mark"] if found else ""

    def _group(self, number: int, group: list[_Line]) -> Iterator[str]:
        titles = [line.text for line in group if line.role == "link title"]
        if titles:
            yield f'<p class="l10n-card">{group[0].html.strip()}</p>\n'
            group = [line for line in group if line.role != "link title"]
        items = [line for line in group if line.role == "list item"]
        if items and len(items) == len(group):
            first = self._is_list(number - 1)
            last = self._is_list(number + 1)
            yield "" if first else '<ul class="l10n-marks">\n'
            yield from (f"<li>{line.html.strip()}</li>\n" for line in group)
            yield "" if last else "</ul>\n"
            return
        for line in group:
            tag = "blockquote" if line.role == "quotation" else "p"
            inner = line.html.strip().lstrip(">＞ ") if tag == "blockquote" else line.html.strip()
            inner = inner.replace("&gt;", "", 1).strip() if tag == "blockquote" else inner
            yield f"<{tag}>{inner}</{tag}>\n"

    def _is_list(self, number: int) -> bool:
        if not 0 <= number < len(self.groups):
            return False
        group = self.groups[number]
        whole = all(line.role == "list item" for line in group)
        return whole and not (len(group) == 1 and self._level(number, group, after_heading=False))


# --- running text -----------------------------------------------------------------------------


def enriched(text: str, locale: str, *, plain: bool = False) -> str:
    """Running text as HTML: bare addresses are links, full dates `<time>`, and Latin names in
    right-to-left text `<bdi>`. With `plain` (inside a link) only the last is done.

    >>> enriched("2025年2月11日、OpenAIは", "ja")
    '<time datetime="2025-02-11">2025年2月11日</time>、OpenAIは'
    """
    between = _isolated if plain else _dated
    if "://" not in text:
        return between(text, locale)
    out, position = [], 0
    for match in _URL.finditer(text):
        address = _trimmed(match[0])
        out.append(between(text[position : match.start()], locale))
        shown = html.escape(address, quote=False)
        shown = f"<bdi>{shown}</bdi>" if tags.direction(locale) == "rtl" else shown
        link = f'<a class="l10n-url" href="{html.escape(address)}">{shown}</a>'
        out.append(shown if plain else link)
        position = match.start() + len(address)
    out.append(between(text[position:], locale))
    return "".join(out)


def _trimmed(address: str) -> str:
    """An address without the punctuation that ends its sentence; `)` stays where it has its `(`."""
    tail = _URL_TAIL.search(address)
    while tail and address:
        if address[-1] == ")" and address.count("(") >= address.count(")"):
            break
        address = address[:-1]
        tail = _URL_TAIL.search(address)
    return address


def _dated(text: str, locale: str) -> str:
    if not _DIGIT.search(text):
        return _isolated(text, locale)
    out, position = [], 0
    for date in _dates(text, locale):
        if date.year and date.month and date.day and date.start >= position and _is_real(date):
            out.append(_isolated(text[position : date.start], locale))
            stamp = f"{date.year:04}-{date.month:02}-{date.day:02}"
            shown = html.escape(text[date.start : date.end], quote=False)
            out.append(f'<time datetime="{stamp}">{shown}</time>')
            position = date.end
    out.append(_isolated(text[position:], locale))
    return "".join(out)


def _dates(text: str, locale: str) -> list[Date]:
    if tags.language(locale) == "ja":
        return read_dates(text)
    return lang.read_target_dates(text, locale)


def _is_real(date: Date) -> bool:
    from datetime import date as calendar

    try:
        calendar(date.year or 0, date.month or 0, date.day or 0)
    except ValueError:
        return False
    return True


def _isolated(text: str, locale: str) -> str:
    """HTML-escaped text; Latin runs isolated where the text runs from right to left.

    Without `<bdi>`, `عرض (xAI) 97.4 OpenAI: 2025` shows its end in the wrong order.
    """
    if tags.direction(locale) != "rtl":
        return html.escape(text, quote=False)
    out, position = [], 0
    for match in _LATIN.finditer(text):
        out.append(html.escape(text[position : match.start()], quote=False))
        name = html.escape(match[0], quote=False)
        out.append(f'<bdi lang="und-Latn">{name}</bdi>')
        position = match.end()
    out.append(html.escape(text[position:], quote=False))
    return "".join(out)
