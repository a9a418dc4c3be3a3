"""Plain text as Japanese articles are typed.

A line is a unit, unless a paragraph is hard-wrapped: then its lines are one text again. Blank
lines, rules, indents, quotation marks of mail and tabs are skeleton. What a line is (a heading
underlined or in 【】, a list item, a note ※) is told to translators. A comment line
`# 訳注: …` is a note for the unit that follows; it stays in every edition, untranslated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise
from types import MappingProxyType
from typing import Any

from l10n.errors import ConfigError, SourceError, did_you_mean
from l10n.formats._lines import every_line, place_of
from l10n.formats._options import read_options
from l10n.lang import bullets
from l10n.lang.ja.sentences.words import LINE_CARRIES_ON
from l10n.lazy import lazy
from l10n.model import Document, Part, Segment, Skeleton
from l10n.plugin import Stamp

_ENDS = lazy(r"[。．！？!?.…」』）)】〉》”\"｡]\s*$")
_BREAKS = lazy(r" *[\x00-\x1f\x7f\x85\u2028\u2029]+ *")
_CONTROL = lazy(r"[\x00-\x08\t\x0e-\x1f\x7f]")
_FIELD = lazy(r"[^\x00-\x08\t\x0e-\x1f\x7f]+")
_BOXED_FIELD = lazy(r"[^│┃|｜]+")
_BOXED = lazy(r"[│┃|｜].*[│┃|｜]$")
_QUOTE = lazy(r" ?(?:[>＞] ?)+")
_RULE = lazy(r"[\Wー_]+$")
_UNDERLINE = lazy(r"(?P<sign>[=＝\-−‐ー―─━~〜～_*＊￣^])(?P=sign){2,}$")
_BRACKETED = lazy(r"【(?P<title>[^【】]+)】$")
_HEADING_MARK = lazy(r"[■□◆◇▼▽▲△§◎]")
_ITEM = lazy(rf"(?:{bullets.SYMBOL}|{bullets.NUMBER}|{bullets.DASH})\s*")
_COMMENT = lazy(r"\s*(?:#|//|%|;)+\s*(?:訳注|訳者注|l10n:\s*note)\s*[:：]?\s*(?P<text>.+)")

# --- what tells a hard-wrapped paragraph from lines that are units ---
_NARROW = lazy(r"[\x00-\u10ff\uff61-\uffdc]")
_FIRST_WORD = lazy(
    r"[「『（(【〈《“\[]*(?:[!-~\u00a1-\u10ff]+|.)[、。，．・！？!?」』）)】〉》”\]ーぁぃぅぇぉっゃゅょ…]*"
)
_SLACK = 4  # columns that a hanging 。 or a word kept whole may leave at the margin
_NARROWEST = 24  # columns; nobody wraps Japanese at less than twelve characters
_LONG = 40  # columns
_WIDE = 50  # columns; lines that long, all equally long, are no list
_STOPS_SHORT = lazy(r"(?:[、，はがのとでもっ]|から|まで|ので)$")
_STOPS = lazy(r"[。．！？!?｡][」』）)”\"]?\s*$")
# 生成AIとは, はじめに and 地域とともに are titles
_BREAKS_OFF = lazy(r"(?:(?P<comma>[、，])|(?P<inner>[をのが])|(?<!と)は|[にとへでも]|から|まで)$")
_STARTS_NONE = lazy(r"[、。，．！？」』）】ぁぃぅぇぉっゃゅょーんをァィゥェォッャュョ々]")
# 電話: …, mail: …, [10:05] 田中: …
_LABEL = lazy(r"[^\W\d]{1,10}\s?[:：](?!//)|[\[【(（]?\d{1,2}[:：]\d{2}")
_LATIN_BOTH = lazy(r"[a-z,]\n[a-z]")
_HIRAGANA_BOTH = lazy(r"[ぁ-ん]\n[ぁ-ん]")


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
        """The lines (or hard-wrapped paragraphs) of `text` as segments.

        Raises SourceError with its line for a range of `skip` that does not end.
        """
        reader = _Reader(text, self._rules)
        parts = tuple(reader.parts())
        if reader.until is not None:
            line, column = place_of(text, reader.skipped_from)
            raise SourceError(
                "a skipped range does not end",
                place=f"{name}:{line}:{column}",
                cause=f"No line below matches {reader.until.pattern}",
                fix="end it, or mend the pair in [formats.text] skip",
            )
        return Document(name, self.name, parts)

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
        body = text.rstrip("\r\n")
        ended = text.startswith(newline, len(body)) + text.startswith(newline * 2, len(body))
        gap = newline * (2 - ended)
        return f"{text}{gap}[{stamp.tag}] translation: {stamp.translation}{newline}"


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
        self.layout = _Layout(text, rules.lines)
        self.has_rules = bool(rules.skip or rules.ranges or rules.notes or rules.contexts)
        self.headings: list[tuple[int, str]] = []
        self.section = ""
        self.group: list[_Row] = []
        self.note = ""  # of a comment line, for the block that follows
        self.until: re.Pattern[str] | None = None  # the line that ends a skipped range
        self.skipped_from = 0
        self.found: list[Part] = []
        self.position = 0  # up to where the text stands in `found`

    def parts(self) -> list[Part]:
        """Segments and what stands between them; joined, they are the text."""
        for line in every_line(self.text):
            if not line.text or line.text.isspace():
                self._flush()
            elif line.start == 0 and line.text[0] == "\ufeff":
                self._line(1, line.text[1:])
            else:
                self._line(line.start, line.text)
        self._flush()
        if self.position < len(self.text):
            self.found.append(Skeleton(self.text[self.position :]))
        return self.found

    def _line(self, start: int, line: str) -> None:
        if self.has_rules and self._is_skipped(start, line):
            self._flush()
            return
        content = line.strip()
        if not content:
            self._flush()
            return
        if content[0] in "#/%;" and (comment := _COMMENT.match(line)):
            self._flush()
            self.note = "\n".join(filter(None, (self.note, comment["text"].strip())))
            return
        quotes = lead = 0
        if content[0] in ">＞" and (quote := _QUOTE.match(line)):
            lead = quote.end()
            quotes = line.count(">", 0, lead) + line.count("＞", 0, lead)
            content = line[lead:].strip()
        at = line.index(content, lead)
        row = _Row(start + at, start + at + len(content), content, line[lead:at], quotes)
        if self.has_rules:
            row.note = _first(self.rules.notes, line) or ""
            row.context = _first(self.rules.contexts, line)
        self._row(row)

    def _is_skipped(self, start: int, line: str) -> bool:
        if self.until is not None:
            self.until = None if self.until.search(line) else self.until
            return True
        for first, last in self.rules.ranges:
            if first.search(line):
                self.until, self.skipped_from = last, start
                return True
        return any(rule.search(line) for rule in self.rules.skip)

    def _row(self, row: _Row) -> None:
        if not row.text or _RULE.match(row.text):
            self._underline(row.text)
            self._flush()
            return
        boxed = row.text[0] in "│┃|｜" and bool(_BOXED.match(row.text))
        if boxed or _CONTROL.search(row.text):
            self._flush()
            self._fields(row, boxed=boxed)
            return
        _classify(row)
        if self.group and self.group[-1].quotes != row.quotes:
            self._flush()
        self.group.append(row)

    def _underline(self, rule: str) -> None:
        """Makes a line that stands alone above a rule a heading."""
        if len(self.group) == 1 and _UNDERLINE.match(rule):
            title = self.group[0]
            if not title.role and not title.text.endswith("。"):
                title.role, title.level = "heading 1", 1

    def _fields(self, row: _Row, *, boxed: bool) -> None:
        """The fields of a line with tabs, control characters or drawn lines in it."""
        for found in (_BOXED_FIELD if boxed else _FIELD).finditer(row.text):
            text = found[0].strip()
            if text:
                start = row.start + found.start() + found[0].index(text)
                part = _Row(start, start + len(text), text, note=row.note, context=row.context)
                part.role = "table cell" if boxed or "\t" in row.text else ""
                self._block([part])

    def _flush(self) -> None:
        if self.group:
            group, self.group = self.group, []
            for run in self.layout.runs(group) if len(group) > 1 else (group,):
                self._block(run)

    def _block(self, run: list[_Row]) -> None:
        """Puts a segment behind what stands before it."""
        first, last = run[0], run[-1]
        if first.level:
            self._leave_sections(first.level)
        role = first.role or ("quotation" if first.quotes else "")
        role = role or ("paragraph" if len(run) > 1 or _ENDS.search(last.text) else "line")
        text = self.text[first.start : last.end]
        folds = tuple((a.end - first.start, b.start - first.start) for a, b in pairwise(run))
        if first.start > self.position:
            self.found.append(Skeleton(self.text[self.position : first.start]))
        segment = Segment(text, role, "text", self.section, "", first.context, first.note, folds)
        if len(run) > 1 or self.note:
            notes = dict.fromkeys(filter(None, (self.note, *(row.note for row in run))))
            context = next((row.context for row in run if row.context), None)
            segment = replace(segment, note="\n".join(notes), msgctxt=context)
            self.note = ""
        self.found.append(segment)
        self.position = last.end
        if first.level:
            title = first.text[bullets.end_of(first.text, 0, len(first.text), plain=True) :]
            self.headings.append((first.level, title))
            self.section = " › ".join(title for _, title in self.headings)

    def _leave_sections(self, level: int) -> None:
        self.headings = [heading for heading in self.headings if heading[0] < level]
        self.section = " › ".join(title for _, title in self.headings)


def _classify(row: _Row) -> None:
    """Fills in what a row says of itself: heading, list item, note."""
    text = row.text
    if text[0] == "【" and (bracketed := _BRACKETED.match(text)):
        row.role, row.level, row.text = "heading 2", 2, bracketed["title"]
        row.start, row.end = row.start + 1, row.end - 1
    elif text[0] == "※":
        row.role = "note"
    elif _ITEM.match(text):
        heading = _HEADING_MARK.match(text) and not _ENDS.search(text)
        row.role, row.level = ("heading 3", 3) if heading else ("list item", 0)


# --- lines or paragraphs ----------------------------------------------------------------------


class _Layout:
    """How a text is set: which of its lines are units, and which are parts of a paragraph."""

    def __init__(self, text: str, mode: str) -> None:
        self.text = text
        self.mode = mode

    @cached_property
    def margin(self) -> int:
        """The columns of the longest line; one with a URL may stand out."""
        lines = (line.text for line in every_line(self.text) if "://" not in line.text)
        return max(map(_columns, lines), default=0)

    def runs(self, group: list[_Row]) -> Iterator[list[_Row]]:
        """The rows of a group as blocks: each for itself, or joined where they were wrapped."""
        rows = _titled(group)
        if self.mode == "units" or all(row.role for row in rows):
            yield from ([row] for row in rows)
            return
        widest = max(_width(row) for row in group) if self.mode == "auto" else 0
        uniform = len({row.indent for row in group}) == 1
        for item in _items(rows, uniform=uniform):
            if self.mode == "wrapped":
                yield item
            else:
                yield from self._unwrapped(item, widest)

    def _unwrapped(self, item: list[_Row], widest: int) -> Iterator[list[_Row]]:
        """The blocks of one item: rows that reach the margin are joined to the next one, if
        anything shows that the margin is one."""
        full = [_is_full(one, other, widest) for one, other in pairwise(item)]
        if not any(full) or not self._is_wrapped(item, full, widest):
            full = [False] * len(full)
        run = [item[0]]
        for row, joined, carried in zip(item[1:], full, _carried(item), strict=True):
            if not joined and not carried:
                yield run
                run = []
            run.append(row)
        yield run

    def _is_wrapped(self, item: list[_Row], full: list[bool], widest: int) -> bool:
        """True when the rows are one hard-wrapped paragraph.

        A row that fills the line must stop in mid-sentence, seen from a particle, an open
        bracket or what the next row begins with. Failing that, several full rows with a full
        stop at the end; or one long row, or hiragana on both sides of the break, if no line of
        the text is much longer: else a title above a shorter line would be taken for one.
        """
        pairs = [
            (one.text, other.text)
            for (one, other), reaches in zip(pairwise(item), full, strict=True)
            if reaches and not _ENDS.search(one.text)
        ]
        if not pairs or widest < _NARROWEST:
            return False
        if any(_goes_on(one, other) for one, other in pairs):
            return True
        closed = bool(_ENDS.search(item[-1].text))
        if closed and len(pairs) > 1:
            return True
        soft = any(_HIRAGANA_BOTH.match(f"{one[-1]}\n{other[0]}") for one, other in pairs)
        likely = (closed and widest >= _WIDE) or (soft and widest >= _LONG)
        return likely and self.margin <= widest + _NARROWEST


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


def _goes_on(one: str, other: str) -> bool:
    """True when a sentence visibly runs from one row into the other."""
    if _STOPS_SHORT.search(one) or _STARTS_NONE.match(other):
        return True
    if one[-1].isascii():
        return bool(_LATIN_BOTH.search(f"{one[-1]}\n{other[0]}"))
    return sum(map(one.count, "「『（(")) > sum(map(one.count, "」』）)"))


def _carried(item: list[_Row]) -> list[bool]:
    """For each two rows, whether a sentence was broken off between them wherever its writer
    liked, and is whole some rows later: 価格は、/ 974億ドル / でした。"""
    carried: list[bool] = []
    ends = False
    for one, other in reversed(list(pairwise(item))):
        tail = max(0, len(other.text) - 4)
        ends = bool(_STOPS.search(other.text, tail)) or (ends and bool(carried[-1]))
        if not ends:
            carried.append(False)
            continue
        broken = _breaks_off(one.text) or bool(LINE_CARRIES_ON.match(other.text))
        plain = not other.role and not _LABEL.match(other.text) and one.text != other.text
        carried.append(broken and plain)
    return carried[::-1]


def _breaks_off(line: str) -> bool:
    """True for a line that no title is: it stops at 、, or, if it is long, at a particle."""
    found = _BREAKS_OFF.search(line, max(0, len(line) - 2))
    if not found:
        return False
    return _columns(line) >= (0 if found["comma"] else 16 if found["inner"] else 30)


def _is_full(one: _Row, other: _Row, widest: int) -> bool:
    """True when the first word of the next row would not have fitted into this one."""
    if one.text == other.text or _LABEL.match(other.text):
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
