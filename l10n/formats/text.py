"""Plain text as Japanese articles are typed.

A line is a unit, unless a paragraph is hard-wrapped: then its lines are one text again. Blank
lines, rules, indents, quotation marks of mail and tabs are skeleton. What a line is (a heading
underlined or in 【】, a list item, a note ※) is told to translators.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from types import MappingProxyType
from typing import Any

from l10n.errors import ConfigError, did_you_mean
from l10n.formats._lines import every_line
from l10n.formats._options import read_options
from l10n.lang import bullets
from l10n.model import Document, Part, Segment, Skeleton
from l10n.plugin import Stamp

_ENDS = re.compile(r"[。．！？!?.…」』）)】〉》”\"｡]\s*$")
_BREAKS = re.compile(r" *[\x00-\x1f\x7f\x85\u2028\u2029]+ *")
_FIELD = re.compile(r"[^\x00-\x08\t\x0e-\x1f\x7f]+")
_BOXED_FIELD = re.compile(r"[^│┃|｜]+")
_BOXED = re.compile(r"[│┃|｜].*[│┃|｜]$")
_QUOTE = re.compile(r" ?(?:[>＞] ?)+")
_RULE = re.compile(r"[\Wー_]+$")
_UNDERLINE = re.compile(r"(?P<sign>[=＝\-−‐ー―─━~〜～_*＊￣^])(?P=sign){2,}$")
_BRACKETED = re.compile(r"【(?P<title>[^【】]+)】$")
_HEADING_MARK = re.compile(r"[■□◆◇▼▽▲△§◎]")
_ITEM = re.compile(rf"(?:{bullets.SYMBOL}|{bullets.NUMBER}|{bullets.DASH})\s*")
_COMMENT = re.compile(r"\s*(?:#|//|%|;)+\s*(?:訳注|訳者注|l10n:\s*note)\s*[:：]?\s*(?P<text>.+)")

# --- what tells a hard-wrapped paragraph from lines that are units ---
_NARROW = re.compile(r"[\x00-\u10ff\uff61-\uffdc]")
_FIRST_WORD = re.compile(
    r"[「『（(【〈《“\[]*(?:[!-~\u00a1-\u10ff]+|.)[、。，．・！？!?」』）)】〉》”\]ーぁぃぅぇぉっゃゅょ…]*"
)
_SLACK = 4  # columns that a hanging 。 or a word kept whole may leave at the margin
_NARROWEST = 24  # columns; nobody wraps Japanese at less than twelve characters
_WIDE = 50  # columns; lines that long, all equally long, are no list
_GOES_ON = re.compile(r"(?:[、，,はがのとでもっ]|から|まで|ので|[a-z])$")
_STARTS_NONE = re.compile(
    r"[、。，．！？」』）】ぁぃぅぇぉっゃゅょーんをァィゥェォッャュョ々]|[a-z]"
)
_HIRAGANA_BOTH = re.compile(r"[ぁ-ん]\n[ぁ-ん]")


@dataclass(frozen=True, slots=True)
class Options:
    """`[formats.text]`."""

    lines: str = "auto"
    """`units`: each line is one; `wrapped`: lines between blank lines are one paragraph;
    `auto`: each paragraph for itself, by its margin."""
    skip: tuple[Any, ...] = ()
    """Regular expressions; a line with a match is not translated. A pair of them skips from one
    line to another, both included."""
    notes: Mapping[str, Any] = field(default_factory=dict)
    """Regular expression → note for translators, for lines with a match."""
    contexts: Mapping[str, Any] = field(default_factory=dict)
    """Regular expression → msgctxt, for lines with a match."""


@dataclass(frozen=True, slots=True)
class _Rules:
    """The regular expressions of the options, compiled."""

    lines: str
    skip: tuple[re.Pattern[str], ...]
    ranges: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]
    notes: tuple[tuple[re.Pattern[str], str], ...]
    contexts: tuple[tuple[re.Pattern[str], str], ...]


@dataclass(slots=True)
class _Row:
    """A line that holds text, without what leads and ends it."""

    start: int
    end: int
    text: str
    indent: str = ""
    quotes: int = 0
    role: str = ""
    """"" when the whole run decides: paragraph or line."""
    level: int = 0
    note: str = ""
    context: str | None = None


class Text:
    """The `text` format."""

    name = "text"
    suffixes: tuple[str, ...] = (".txt",)

    def __init__(self, options: Mapping[str, Any] = MappingProxyType({})) -> None:
        self.options = read_options(Options, options, self.name)
        self._rules = _compiled(self.options)

    def parse(self, name: str, text: str) -> Document:
        """The lines (or hard-wrapped paragraphs) of `text` as segments."""
        parts: list[Part] = []
        position = 0
        for block in _Reader(text, self._rules).blocks():
            start, segment = block
            if start > position:
                parts.append(Skeleton(text[position:start]))
            parts.append(segment)
            position = start + len(segment.text)
        if position < len(text):
            parts.append(Skeleton(text[position:]))
        return Document(name, self.name, tuple(parts))

    def write(self, segment: Segment, msgstr: str) -> str:  # noqa: ARG002 - one syntax only
        """`msgstr` on one line, without tabs, and no bullet or list number at its beginning.

        >>> Text().write(Segment("概要", "line", "text"), "■ Overview\\n")
        'Overview'
        """
        return bullets.disarmed(_BREAKS.sub(" ", msgstr).strip())

    def outline(self, text: str) -> tuple[str, ...]:  # noqa: ARG002 - lines cannot be broken
        """(): a msgstr is written on one line, so no text can break another."""
        return ()

    def stamp(self, text: str, stamp: Stamp) -> str:
        """The text with a last line that says what kind of translation it is.

        Plain text has no front matter, and a machine draft is never published unmarked.
        """
        newline = "\r\n" if "\r\n" in text else "\r" if "\r" in text and "\n" not in text else "\n"
        return (
            f"{text.rstrip()}{newline * 2}[{stamp.tag}] translation: {stamp.translation}{newline}"
        )


# --- options ----------------------------------------------------------------------------------


def _compiled(options: Options) -> _Rules:
    choices = ("auto", "units", "wrapped")
    if options.lines not in choices:
        fix = did_you_mean(options.lines, choices)
        raise ConfigError(f'lines = "{options.lines}" is not known', place=_PLACE, fix=fix)
    single = tuple(_pattern(one, "skip") for one in options.skip if isinstance(one, str))
    pairs = []
    for one in options.skip:
        if isinstance(one, str):
            continue
        if not isinstance(one, list) or len(one) != 2:
            fix = 'skip = ["^広告", ["^--- ここから", "^--- ここまで"]]'
            raise ConfigError(
                "skip holds regular expressions and pairs of them", place=_PLACE, fix=fix
            )
        pairs.append((_pattern(one[0], "skip"), _pattern(one[1], "skip")))
    return _Rules(
        options.lines,
        single,
        tuple(pairs),
        _texts(options.notes, "notes"),
        _texts(options.contexts, "contexts"),
    )


_PLACE = "[formats.text]"


def _pattern(value: object, option: str) -> re.Pattern[str]:
    try:
        return re.compile(str(value))
    except re.error as error:
        raise ConfigError(
            f"{option}: not a regular expression: {value}",
            place=_PLACE,
            cause=str(error),
            fix="mend it; TOML's 'single quotes' keep backslashes",
        ) from error


def _texts(table: Mapping[str, Any], option: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((_pattern(rule, option), str(text)) for rule, text in table.items())


def _first(rules: tuple[tuple[re.Pattern[str], str], ...], line: str) -> str | None:
    return next((text for rule, text in rules if rule.search(line)), None)


# --- reading ----------------------------------------------------------------------------------


class _Reader:
    """One pass over the lines: rows are gathered into groups, groups cut into blocks."""

    def __init__(self, text: str, rules: _Rules) -> None:
        self.text = text
        self.rules = rules
        self.headings: list[tuple[int, str]] = []
        self.group: list[_Row] = []
        self.note = ""  # of a comment line, for the block that follows
        self.until: re.Pattern[str] | None = None  # the line that ends a skipped range

    def blocks(self) -> Iterator[tuple[int, Segment]]:
        """(offset, segment) of each block, in order."""
        for line in every_line(self.text):
            start = line.start + (line.start == 0 and line.text.startswith("\ufeff"))
            content = line.text if start == line.start else line.text[1:]
            yield from self._line(start, content)
        yield from self._flush()

    def _line(self, start: int, line: str) -> Iterator[tuple[int, Segment]]:
        if not line or line.isspace() or self._is_skipped(line):
            yield from self._flush()
            return
        comment = _COMMENT.match(line)
        if comment:
            yield from self._flush()
            self.note = "\n".join(filter(None, (self.note, comment["text"].strip())))
            return
        quote = _QUOTE.match(line)
        lead = quote.end() if quote else 0
        text = line[lead:].strip()
        indent = line[lead : len(line) - len(line[lead:].lstrip())]
        row = _Row(start + lead + len(indent), start + lead + len(indent) + len(text), text, indent)
        row.quotes = line.count(">", 0, lead) + line.count("＞", 0, lead)
        row.note = _first(self.rules.notes, line) or ""
        row.context = _first(self.rules.contexts, line)
        yield from self._row(row)

    def _is_skipped(self, line: str) -> bool:
        if self.until is not None:
            self.until = None if self.until.search(line) else self.until
            return True
        for first, last in self.rules.ranges:
            if first.search(line):
                self.until = last
                return True
        return any(rule.search(line) for rule in self.rules.skip)

    def _row(self, row: _Row) -> Iterator[tuple[int, Segment]]:
        if not row.text or _RULE.match(row.text):
            if len(self.group) == 1 and _UNDERLINE.match(row.text):
                title = self.group[0]
                if not title.role and not title.text.endswith("。"):
                    title.role, title.level = "heading 1", 1
            yield from self._flush()
            return
        boxed = bool(_BOXED.match(row.text))
        if boxed or not row.text.isprintable():
            fields = list((_BOXED_FIELD if boxed else _FIELD).finditer(row.text))
            if boxed or len(fields) > 1 or len(fields[0][0]) < len(row.text):
                yield from self._flush()
                yield from self._fields(row, fields, boxed=boxed)
                return
        _classify(row)
        if self.group and self.group[-1].quotes != row.quotes:
            yield from self._flush()
        self.group.append(row)

    def _fields(
        self, row: _Row, fields: list[re.Match[str]], *, boxed: bool
    ) -> Iterator[tuple[int, Segment]]:
        """The fields of a line with tabs, control characters or drawn lines in it."""
        for found in fields:
            text = found[0].strip()
            if text:
                start = row.start + found.start() + len(found[0]) - len(found[0].lstrip())
                part = _Row(start, start + len(text), text, note=row.note, context=row.context)
                part.role = "table cell" if boxed or "\t" in row.text else ""
                yield from self._block([part])

    def _flush(self) -> Iterator[tuple[int, Segment]]:
        group, self.group = self.group, []
        for run in _runs(group, self.rules.lines):
            yield from self._block(run)

    def _block(self, run: list[_Row]) -> Iterator[tuple[int, Segment]]:
        first, last = run[0], run[-1]
        if first.level:
            self.headings = [h for h in self.headings if h[0] < first.level]
        role = first.role or ("quotation" if first.quotes else "")
        role = role or ("paragraph" if len(run) > 1 or _ENDS.search(last.text) else "line")
        notes = dict.fromkeys(filter(None, (self.note, *(row.note for row in run))))
        folds = tuple((a.end - first.start, b.start - first.start) for a, b in pairwise(run))
        yield (
            first.start,
            Segment(
                self.text[first.start : last.end],
                role,
                "text",
                " › ".join(title for _, title in self.headings),
                "",
                next((row.context for row in run if row.context), None),
                "\n".join(notes),
                folds,
            ),
        )
        self.note = ""
        if first.level:
            title = first.text[bullets.end_of(first.text, 0, len(first.text), plain=True) :]
            self.headings.append((first.level, title))


def _classify(row: _Row) -> None:
    """Fills in what a row says of itself: heading, list item, note."""
    text = row.text
    bracketed = _BRACKETED.match(text)
    if bracketed:
        row.role, row.level, row.text = "heading 2", 2, bracketed["title"]
        row.start, row.end = row.start + 1, row.end - 1
    elif text[0] == "※":
        row.role = "note"
    elif _ITEM.match(text):
        heading = _HEADING_MARK.match(text) and not _ENDS.search(text)
        row.role, row.level = ("heading 3", 3) if heading else ("list item", 0)


# --- lines or paragraphs ----------------------------------------------------------------------


def _runs(group: list[_Row], mode: str) -> Iterator[list[_Row]]:
    """The rows of a group as blocks: each for itself, or joined where they were wrapped."""
    if len(group) < 2 or mode == "units":
        yield from ([row] for row in _titled(group))
        return
    widest = max(_width(row) for row in group) if mode == "auto" else 0
    uniform = len({row.indent for row in group}) == 1
    for item in _items(_titled(group), uniform=uniform):
        if mode == "wrapped":
            yield item
        else:
            yield from _unwrapped(item, widest)


def _titled(group: list[_Row]) -> list[_Row]:
    """The rows; of a link card, whose title stands twice, both lines are titles."""
    for one, other in pairwise(group):
        if one.text == other.text and not one.level and one.role in ("", "link title"):
            one.role = other.role = "link title"
    return group


def _items(group: list[_Row], *, uniform: bool) -> Iterator[list[_Row]]:
    """The rows of a group, cut where a list item, a heading or an indented paragraph begins."""
    item: list[_Row] = []
    for row in group:
        if item and _begins(row, item, uniform=uniform):
            yield item
            item = []
        item.append(row)
    if item:
        yield item


def _begins(row: _Row, item: list[_Row], *, uniform: bool) -> bool:
    first, last = item[0], item[-1]
    if row.role or first.level or first.role == "link title":
        return True
    if first.role or not row.indent:  # the hanging lines of a list item
        return False
    if uniform:
        return bool(_ENDS.search(last.text)) and "\u3000" in row.indent
    return len(row.indent) > len(last.indent) or "\u3000" in row.indent


def _unwrapped(item: list[_Row], widest: int) -> Iterator[list[_Row]]:
    """The blocks of one item: rows that reach the margin are joined to the next one, if
    anything shows that the margin is one."""
    full = [_is_full(one, other, widest) for one, other in pairwise(item)]
    if not any(full) or not _is_wrapped(item, full, widest):
        yield from ([row] for row in item)
        return
    run = [item[0]]
    for row, joined in zip(item[1:], full, strict=True):
        if not joined:
            yield run
            run = []
        run.append(row)
    yield run


def _is_wrapped(item: list[_Row], full: list[bool], widest: int) -> bool:
    """True when the rows are one hard-wrapped paragraph.

    A row that fills the line must stop in mid-sentence, seen from a particle, an open bracket
    or what the next row begins with; failing that, several full rows, or long ones, and a full
    stop at the end.
    """
    pairs = [
        (one.text, other.text)
        for (one, other), reaches in zip(pairwise(item), full, strict=True)
        if reaches and not _ENDS.search(one.text)
    ]
    if not pairs or widest < _NARROWEST:
        return False
    if any(_goes_on(one, other, widest) for one, other in pairs):
        return True
    closed = bool(_ENDS.search(item[-1].text))
    return closed and (widest >= _WIDE or len(pairs) > 1)


def _goes_on(one: str, other: str, widest: int) -> bool:
    if _GOES_ON.search(one) and not (one[-1].isascii() and not other[0].isascii()):
        return one[-1] != "," or other[0].islower() or not other[0].isascii()
    if _STARTS_NONE.match(other) and (not other[0].isascii() or one[-1].isascii()):
        return True
    opened = sum(one.count(sign) for sign in "「『（(") > sum(one.count(sign) for sign in "」』）)")
    return opened or (widest >= 40 and bool(_HIRAGANA_BOTH.match(f"{one[-1]}\n{other[0]}")))


def _is_full(one: _Row, other: _Row, widest: int) -> bool:
    """True when the first word of the next row would not have fitted into this one."""
    if one.text == other.text:
        return False
    word = _FIRST_WORD.match(other.text)
    room = widest - _width(one)
    return word is not None and _columns(word[0]) > room - _SLACK


def _width(row: _Row) -> int:
    return _columns(row.indent) + _columns(row.text)


def _columns(text: str) -> int:
    """Columns on a terminal or in print: Latin and half-width katakana take one, the rest two.

    >>> _columns("日本ABC")
    7
    """
    return 2 * len(text) - len(_NARROW.findall(text))
