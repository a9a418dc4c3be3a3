"""The strict scan of a PO file's text into blocks, one an entry; what is misread elsewhere is refused.

Grammar and escapes are GNU gettext's (manual, "The Format of PO Files"), tried on msgcat 0.21. Most
entries are plain (strings of one line without escapes) and are taken many at a time; nearly all
others match one regular expression as a whole; any other shape goes line by line through `_Lines`,
which accepts what PO editors write and names line, cause and fix of everything else. All three see
the same text and give the same keys and the same `Block`.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import field
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import NamedTuple, NoReturn

from l10n.errors import CatalogError
from l10n.lazy import lazy
from l10n.model import Key
from l10n.noun import record

_LITERAL = r'"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"'
_PLAIN = r'"[^"\\\n]*+(?:\\[abfnrtv\\"][^"\\\n]*+)*+"'  # no octal and hexadecimal escapes
_MANY = 64  # plain entries at a time; one quotation mark in a comment, and they go one by one
_ABOVE = (r"(?:#(?: .*)?+\n)*+", r"(?:#\..*\n)*+", r"(?:#:.*\n)*+", r"(?:#,.*\n)?+")
_COMMENTS = "".join(f"({lines})" for lines in _ABOVE)
_END = r"(?=\n|\Z)(\n*+)(?![ \t\v\f]*(?:#~[ \t]*)?(?:\"|msgstr|msgid_plural))"
_FIELDS = r"(?:{mark}msgctxt {text}\n)?+{mark}msgid {text}\n{mark}msgstr {text}\n"


def _shape(mark: str, old: str) -> re.Pattern[str]:
    """One entry by its lines alone: `".*"` takes a fifth of the time of a grammar for strings, and
    a look at each text tells whether it needs that grammar (`_is_plain`)."""
    text = rf'"(.*(?:"\n{mark}".*)*)"'
    olds = rf'((?:{old} (?:msgctxt|msgid) ".*"\n(?:{old} ".*"\n)*+)*+)'
    return lazy(_COMMENTS + olds + _FIELDS.format(mark=mark, text=text) + _END)


_USUAL = _shape("", r"#\|")
_GONE = _shape("#~ ", r"#~\|")  # the same groups
_ENTRY = rf'{"".join(_ABOVE)}msgid ".*"\nmsgstr ".*"\n(?:\n(?=[#m])|\Z)'
_RUN = lazy(rf"(?:{_ENTRY}){{1,{_MANY}}}+(?!(?:#~[ \t]*)?(?:\"|msgstr|msgid_plural))")
"""Plain entries, `_USUAL` each: what may stand between their quotation marks is told by counting
those. Taken together they cost a third of what they cost one by one."""
_MSGIDS = lazy(r'\nmsgid "(.*)"')
_GAP = lazy(r"\n\n")
_EMPTY = lazy(r'\nmsgstr ""\n(?=\n|\Z)')
_STRINGS = lazy(rf"{_PLAIN}(?:\n(?:#~ )?{_PLAIN})*+")
_OLDS = lazy(rf"(?:#~?\| (?:msgctxt|msgid) {_PLAIN}\n(?:#~?\| {_PLAIN}\n)*+)*+")
_ESCAPE = lazy(r"\\(?:([abfnrtv\\\"])|([0-7]{1,3})|x([0-9A-Fa-f]+)|(.?))", re.DOTALL)
_BYTES = lazy(r"(?:\\(?:[0-7]{1,3}|x[0-9A-Fa-f]+))+")
_CONTROLS = dict(zip("abfnrtv", "\a\b\f\n\r\t\v", strict=True)) | {"\\": "\\", '"': '"'}
_STATEMENT = lazy(r"(msgctxt|msgid_plural|msgid|msgstr|domain)(?:\[(\d+)\])?[ \t]*(?=\")")
_VALUE = lazy(rf"{_LITERAL}(?:[ \t]*{_LITERAL})*")
_CONFLICT = lazy(r"(?:<{7}|={7}|>{7}|\|{7})(?: |$)")
_BLANK = " \t\v\f"
_PROVENANCE = "# l10n: mt="
_PAGE = 1024  # characters whose lines are counted at a time


_NOTHING: Mapping[str, str] = MappingProxyType({})


class Block(NamedTuple):
    """What the lines of one entry say."""

    comments: tuple[str, ...] = ()
    """Without `# `."""
    note: str = ""
    """The `#.` lines, joined."""
    references: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    sticky: tuple[str, ...] = ()
    """The flags of `#=` lines."""
    previous: Mapping[str, str] = _NOTHING
    """msgctxt, msgid and msgid_plural of `#|` lines."""
    msgid_plural: str | None = None
    msgstrs: tuple[str, ...] = ()
    """msgstr, or msgstr[0], msgstr[1] …; none in loose lines: a `domain` line, or comments
    behind the last entry."""
    obsolete: bool = False
    span: tuple[int, int, int] = (0, 0, 0)
    """Where in the text its lines start and end, and where the blank lines behind them do."""
    at: int = 0
    """Where its msgid line starts."""


class BadEscape(ValueError):
    """A backslash with a character that gettext does not know behind it."""


class Index:
    """Where the entries of `text` stand, and under which keys; what they say, when asked for.

    Raises CatalogError with `place:line` for what gettext refuses, and for a key that stands twice.
    Line ends are `\\n`. `usual=False` takes every entry line by line: slower, and the same.

    >>> found = Index('msgid ""\\nmsgstr ""\\n\\n# 確認\\nmsgid "青"\\nmsgstr "blue"\\n', "a.po")
    >>> found.keys[1].msgid, found.block(1).comments, found.block(1).msgstrs
    ('青', ('確認',), ('blue',))
    """

    def __init__(
        self, text: str, place: str = "", charset: str = "utf-8", *, usual: bool = True
    ) -> None:
        self.text = text
        self.keys: list[Key] = []
        self.unusual: dict[int, Block] = {}
        """Entries that were read line by line."""
        self.gone: set[int] = set()
        """Those behind `#~`."""
        self.loose: dict[Key | None, str] = {}
        """`domain` lines by the entry they precede; comments behind the last entry by None."""
        self._spots, self._runs = array("q"), array("q")
        """Where entries start, and the end of a run of plain ones, 0 for an entry by itself."""
        self._escape = -1
        self._counted = array("q", [1])
        """The line that each `_PAGE` characters begin in, as far as somebody has asked."""
        self._stops: dict[int, int] = {}
        """Where the blank lines end behind entries that loose lines follow."""
        self._scan(place, charset, usual=usual)
        if len(set(self.keys)) < len(self.keys):
            self._refuse_twice(place)

    def _scan(self, place: str, charset: str, *, usual: bool) -> None:
        position, length = 0, len(self.text)
        counted, line, one_by_one = 0, 1, 1
        while position < length:
            start, first = position, len(self.keys)
            if usual:
                position = self._take_plain(position)
                one_by_one = 1 if position > start else min(2 * one_by_one, _MANY)
                position = self._take_usual(_USUAL, position, one_by_one)
            if usual and position == start:
                position = self._take_usual(_GONE, position, length)
            if position == start:
                line += self.text.count("\n", counted, position)
                counted = position
                key, block = _Lines(self.text, place, charset, position, line).read()
                self._take(key, block)
                position = block.span[2]
            if None in self.loose and len(self.keys) > first:
                self.loose[self.keys[first]] = self.loose.pop(None)

    def _take_plain(self, position: int) -> int:
        """Takes the plain entries that follow each other; where the first other one begins."""
        text, find, msgids_in = self.text, _RUN.match, _MSGIDS.findall
        count, spot, run, add = text.count, self._spots.append, self._runs.append, self.keys.extend
        new = tuple.__new__  # the class's own constructor takes three times as long
        escape = self._next_escape(position)
        while position and (lines := find(text, position, escape)):
            end = lines.end()
            msgids = msgids_in(text, position - 1, end)
            if count('"', position, end) != 4 * len(msgids):
                break
            add([new(Key, (None, msgid)) for msgid in msgids])
            spot(position)
            run(end)
            position = end
        return position

    def _take_usual(self, shape: re.Pattern[str], position: int, most: int) -> int:
        """Takes entries of a shape that follow each other; where the first other one begins."""
        text, match, keys = self.text, shape.match, self.keys
        spot, run, add, count = self._spots.append, self._runs.append, keys.append, text.count
        first = len(keys)
        new = tuple.__new__
        escape = self._next_escape(position)
        while most and (lines := match(text, position)):
            above, stop, end = lines.end(4), lines.end(8) + 1, lines.end()
            if escape < position:
                escape = self._next_escape(position)
            if escape < end:
                if not _is_plain(lines):
                    break
            elif count('"', above, stop) != 2 * count("\n", above, stop) + 2:
                break  # one is not in the place where a string begins or ends
            context, msgid = lines[6] and _value(lines[6]), _value(lines[7])
            add(new(Key, (context, msgid)))
            spot(position)
            run(0)
            position = end
            most -= 1
        if shape is _GONE:
            self.gone.update(range(first, len(keys)))
        return position

    def _next_escape(self, position: int) -> int:
        """Where the next backslash is, behind the text's end when there is none: they are rare."""
        if self._escape < position:
            at = self.text.find("\\", position)
            self._escape = len(self.text) if at < 0 else at
        return self._escape

    def _take(self, key: Key | None, block: Block) -> None:
        start, _, stop = block.span
        number = len(self.keys)
        if key is None:
            self._stops.setdefault(number - 1, start)
            self.loose[None] = self.loose.get(None, "") + self.text[start:stop]
            return
        self.keys.append(key)
        self.unusual[number] = block
        self._spots.append(start)
        self._runs.append(0)
        if block.obsolete:
            self.gone.add(number)

    def number(self, key: Key) -> int | None:
        """The number of a key, None where it is not; the first's, which is the header's, at once."""
        if self.keys and key == self.keys[0]:
            return 0
        return self._places.get(key)

    @cached_property
    def _places(self) -> dict[Key, int]:
        """The number of a key; made when a catalog is written: of 100,000 entries it takes 10 MB."""
        return dict(zip(self.keys, range(len(self.keys)), strict=True))

    @cached_property
    def _starts(self) -> array[int]:
        """Where each entry starts, looked up when the first is asked for."""
        starts = array("q")
        for spot, end in zip(self._spots, self._runs, strict=True):
            starts.append(spot)
            if end:
                starts.extend([gap.end() for gap in _GAP.finditer(self.text, spot, end - 1)])
        return starts

    def _start(self, number: int) -> int:
        """Where an entry starts; the first, which everybody asks for, without the others."""
        return self._starts[number] if number else self._spots[0]

    def _at(self, number: int) -> int:
        """Where the msgid line of an entry starts."""
        if number in self.unusual:
            return self.unusual[number].at
        head, start = '#~ msgid "' if number in self.gone else 'msgid "', self._start(number)
        if self.text.startswith(head, start):
            return start
        return self.text.index(f"\n{head}", start) + 1

    @cached_property
    def drafted(self) -> set[int]:
        """The numbers of those with a `# l10n: mt=…` comment."""
        found = {
            number
            for number, block in self.unusual.items()
            if any(_PROVENANCE in f"# {comment}" for comment in block.comments)
        }
        at = self.text.find(_PROVENANCE)
        while at >= 0:
            number = bisect_right(self._starts, at) - 1
            if number >= 0 and at < self._at(number):
                found.add(number)
            at = self.text.find(_PROVENANCE, at + 1)
        return found

    @cached_property
    def empty(self) -> frozenset[int]:
        """The numbers of those that nobody has written anything in, neither text nor comment; not
        of those behind `#~`, or that were read line by line."""
        starts, text = self._starts, self.text
        found = {bisect_right(starts, end.start()) - 1 for end in _EMPTY.finditer(text)}
        found -= self.unusual.keys()
        return frozenset([at for at in found if not text.startswith(("# ", "#\n"), starts[at])])

    def _refuse_twice(self, place: str) -> NoReturn:
        seen: dict[Key, int] = {}
        second = next(i for i, key in enumerate(self.keys) if seen.setdefault(key, i) != i)
        key = self.keys[second]
        raise CatalogError(
            "the same msgid appears twice",
            place=f"{place}:{self.line(second)}",
            cause=f"It stands first at line {self.line(seen[key])}: {key.msgid[:40]}",
            fix="keep one of the two",
        )

    def block(self, number: int) -> Block:
        """What the lines of an entry say."""
        if number in self.unusual:
            return self.unusual[number]
        shape = _GONE if number in self.gone else _USUAL
        lines = shape.match(self.text, self._start(number))
        assert lines is not None
        return _taken_apart(lines, obsolete=shape is _GONE)

    def above(self, number: int) -> tuple[tuple[str, ...], str]:
        """The references and the note of an entry; no more of its lines are read."""
        if number in self.unusual:
            return self.unusual[number].references, self.unusual[number].note
        return _above(self.lines_above(number))

    def lines_above(self, number: int) -> str:
        """The lines above an entry's msgid line; "" for one that was read line by line."""
        return "" if number in self.unusual else self.text[self._starts[number] : self._at(number)]

    def above_text(self, number: int) -> str | None:
        """The lines above the msgid of an entry that has a text; None where only its block tells.

        Ten times as fast as the block: a board counts 144,000 entries with it.
        """
        if number in self.unusual:
            return None
        starts, text, at = self._starts, self.text, self._at(number)
        stop = starts[number + 1] if number + 1 < len(starts) else len(text)
        empty = text.find('msgstr ""', at, stop) >= 0  # or it goes on in the next line
        return None if empty else text[starts[number] : at]

    def line(self, number: int) -> int:
        """The line of an entry's msgid."""
        at = self._at(number)
        known, mark = self._counted, at // _PAGE
        while len(known) <= mark:
            end = len(known) * _PAGE
            known.append(known[-1] + self.text.count("\n", end - _PAGE, end))
        return known[mark] + self.text.count("\n", mark * _PAGE, at)

    def span(self, number: int) -> tuple[int, int, int]:
        """Where an entry's lines start and end, and where the blank lines behind them do."""
        if number in self.unusual:
            return self.unusual[number].span
        start = self._starts[number]
        if number in self._stops:
            stop = self._stops[number]
        else:
            stop = (*self._starts[number + 1 : number + 2], len(self.text))[0]
        end = stop
        while self.text.startswith("\n\n", end - 2):
            end -= 1
        return start, end, stop


@lru_cache(maxsize=1024)  # the same in all languages, and above all sentences of a section
def _above(text: str) -> tuple[tuple[str, ...], str]:
    """The references and the note in the lines above a msgid."""
    lines = text.split("\n")
    names = " ".join([line[2:] for line in lines if line.startswith("#:")])
    notes = [_behind(line, 2) for line in lines if line.startswith("#.")]
    return references(names), "\n".join(notes)


def _is_plain(lines: re.Match[str]) -> bool:
    """True when the strings have no errors and no escapes but the usual ones."""
    old, *texts = lines.group(5, 6, 7, 8)
    return all(text is None or _STRINGS.fullmatch(f'"{text}"') for text in texts) and (
        not old or _OLDS.fullmatch(old) is not None
    )


def _taken_apart(lines: re.Match[str], *, obsolete: bool) -> Block:
    comments, extracted, named, flagged, old, _, _, msgstr, _ = lines.groups()
    return Block(
        tuple([line[2:] for line in comments[:-1].split("\n")]) if comments else (),
        "\n".join([_behind(line, 2) for line in extracted[:-1].split("\n")]) if extracted else "",
        references(named[2:-1].replace("\n#:", " ")) if named else (),
        flags(flagged[2:-1]) if flagged else (),
        (),
        _previous(old) if old else _NOTHING,
        None,
        (_value(msgstr),),
        obsolete,
    )


def _value(text: str) -> str:
    """What the strings between the first quotation mark and the last one mean."""
    if "\n" in text:
        text = text.replace('"\n"', "").replace('"\n#~ "', "")
    return unescape(text) if "\\" in text else text


def _behind(line: str, start: int) -> str:
    """A comment's text: what follows the mark and one space."""
    return line[start + 1 :] if line[start : start + 1] == " " else line[start:]


def _previous(lines: str) -> dict[str, str]:
    inner = re.sub(r"(?m)^#~?\| ", "", lines)
    items = re.findall(rf"(msgctxt|msgid) ({_PLAIN}(?:\n{_PLAIN})*+)\n", inner)
    return {name: _value(literals[1:-1]) for name, literals in items}


def references(text: str) -> tuple[str, ...]:
    """The names in a `#:` line; one with spaces stands between U+2068 and U+2069.

    >>> references("a.md:3 \\u2068my notes.md\\u2069:7")
    ('a.md:3', 'my notes.md:7')
    """
    if "\u2068" not in text:
        return tuple(text.split())
    names = re.findall(r"(?:\u2068[^\u2069]*\u2069|\S)+", text)
    return tuple(name.replace("\u2068", "").replace("\u2069", "") for name in names)


def flags(text: str) -> tuple[str, ...]:
    """The flags in a `#,` or `#=` line.

    >>> flags(" fuzzy, range: 1..3")
    ('fuzzy', 'range: 1..3')
    """
    return tuple([flag.strip() for flag in text.split(",") if flag.strip()])


def unescape(text: str, charset: str = "utf-8") -> str:
    r"""The string that a quoted literal means; BadEscape for what gettext does not know.

    Octal and hexadecimal escapes are bytes in the file's charset (msgcat reads them so).

    >>> unescape(r"a\tb\"c\343\201\202\x41")
    'a\tb"cあA'
    """
    if "\\" not in text:
        return text
    return _ESCAPE.sub(_character, _BYTES.sub(lambda m: _decoded(m, charset), text))


def _decoded(match: re.Match[str], charset: str) -> str:
    before = match.string[: match.start()]
    if (len(before) - len(before.rstrip("\\"))) % 2:
        return match[0]
    codes = [
        int(octal, 8) if octal else int(digits, 16)
        for _, octal, digits, _ in _ESCAPE.findall(match[0])
    ]
    try:
        text = bytes(code & 0xFF for code in codes).decode(charset)
    except UnicodeDecodeError as error:
        raise BadEscape(match[0]) from error
    return text.replace("\\", "\\\\")


def _character(match: re.Match[str]) -> str:
    if match[1] is None:
        raise BadEscape(match[0])
    return _CONTROLS[match[1]]


@record
class _Lines:
    """Reads one block line by line: the shapes that editors write, and all errors."""

    text: str
    place: str
    charset: str
    start: int
    first: int
    """Line number at `start`."""
    comments: list[str] = field(default_factory=list)
    extracted: list[str] = field(default_factory=list)
    named: list[str] = field(default_factory=list)
    flagged: list[str] = field(default_factory=list)
    sticky: list[str] = field(default_factory=list)
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    """By kind (`active`, `obsolete`, `previous`), then by field."""
    places: dict[str, int] = field(default_factory=dict)
    """The line of each field of the entry itself."""
    last: tuple[str, str] | None = None
    """The kind and field that a continued string belongs to."""
    loose: bool = False
    """True behind a `domain` line, which is a block of its own."""

    def read(self) -> tuple[Key | None, Block]:
        """The entry that begins at `start`."""
        position = end = self.start
        number = self.first
        while position < len(self.text):
            stop = self.text.find("\n", position) + 1 or len(self.text)
            line = self.text[position:stop].rstrip("\n").lstrip(_BLANK)
            if line:
                if self.loose or self._begins_next(line):
                    break
                self._take(line, number)
                end = stop
            position, number = stop, number + 1
        return self._finished(end, position, number)

    @property
    def entry(self) -> dict[str, str]:
        """The fields of the entry itself."""
        return self.values.get("obsolete") or self.values.get("active") or {}

    def _is_complete(self) -> bool:
        return any(name.startswith("msgstr") for name in self.entry)

    def _begins_next(self, line: str) -> bool:
        """True when `line` belongs to the entry that follows this one."""
        if not self._is_complete():
            return False
        body = line.removeprefix("#~").lstrip(_BLANK) if line.startswith("#~") else line
        return (
            not body
            or body.startswith(("#", "msgctxt", "domain"))
            or (body.startswith("|") or re.match(r"msgid(?!_plural)", body) is not None)
        )

    def _take(self, line: str, number: int) -> None:
        kind = "active"
        if line.startswith("#~"):
            kind, line = "obsolete", line[2:].lstrip(_BLANK)
            if line.startswith("|"):
                line = "#" + line
        if line.startswith("#") or not line:  # Emacs writes `#~ #, fuzzy`
            self._comment(line or "#", number)
        else:
            self._statement(line.rstrip(_BLANK), number, kind)

    def _comment(self, line: str, number: int) -> None:
        """A line that begins with `#`. The spaces at its end, U+3000 too, are the translator's."""
        if self.entry:
            self._fail(
                "msgstr is missing",
                self.places.get("msgid", number),
                f"A comment follows at line {number}.",
                'add msgstr "" below the msgid, or move the comment above it',
            )
        mark = line[1:2]
        if mark == "|":
            return self._statement(line[2:].strip(_BLANK), number, "previous")
        if mark == ".":
            self.extracted.append(_behind(line, 2))
        elif mark == ":":
            self.named.extend(references(line[2:]))
        elif mark == ",":
            self.flagged.extend(flags(line[2:]))
        elif mark == "=":
            self.sticky.extend(flags(line[2:]))
        else:
            self.comments.append(_behind(line, 1))
        return None

    def _statement(self, line: str, number: int, kind: str) -> None:
        head = _STATEMENT.match(line)
        if head is None and not line.startswith('"'):
            self._refuse(line, number)
        value = self._literal(line[head.end() :] if head else line, number)
        if head is None:
            self._continue(value, number, kind)
        elif head[1] == "domain":
            self.loose = True
        else:
            self._begin(head[1] + (f"[{int(head[2])}]" if head[2] else ""), value, number, kind)

    def _begin(self, name: str, value: str, number: int, kind: str) -> None:
        if kind != "previous":
            other = "active" if kind == "obsolete" else "obsolete"
            if other in self.values:
                self._fail(
                    "an entry is half obsolete",
                    number,
                    "Some of its lines begin with #~, others do not.",
                    "begin all of its lines with #~, or none",
                )
            self._in_order(name, number)
            self.places[name] = number
        fields = self.values.setdefault(kind, {})
        if name in fields:
            self._fail(f"{name} stands twice in one entry", number, "", "delete one of the two")
        fields[name], self.last = value, (kind, name)

    def _in_order(self, name: str, number: int) -> None:
        here = self.entry
        if name in ("msgctxt", "msgid") and "msgid" in here:
            self._fail("msgstr is missing", self.places["msgid"], "", 'add a line: msgstr ""')
        if name not in ("msgctxt", "msgid") and "msgid" not in here:
            self._fail("msgid is missing", number, "", "restore it, or delete the entry")
        if name.startswith("msgstr[") and "msgid_plural" not in here:
            self._fail(
                "msgstr[…] without msgid_plural", number, "", "write msgstr, or add msgid_plural"
            )
        if name == "msgstr" and "msgid_plural" in here:
            self._fail(
                "a plural entry with one msgstr", number, "", 'write msgstr[0] "…", msgstr[1] "…"'
            )

    def _continue(self, value: str, number: int, kind: str) -> None:
        if self.last is None or self.last[0] != kind:
            self._fail("a string without a keyword", number, "", "delete the line")
        self.values[kind][self.last[1]] += value

    def _literal(self, literals: str, number: int) -> str:
        if not _VALUE.fullmatch(literals):
            closed = re.match(_LITERAL, literals)
            if closed is None:
                self._fail("a string is not closed", number, literals[:60], 'close it with a "')
            self._fail(
                'a raw " inside a string, or text behind it', number, literals[:60], 'write \\"'
            )
        try:
            return "".join(
                unescape(part[1:-1], self.charset) for part in re.findall(_LITERAL, literals)
            )
        except BadEscape as error:
            self._fail(
                f"{error} is no escape that gettext knows",
                number,
                literals[:60],
                "write \\\\ for a backslash",
            )

    def _refuse(self, line: str, number: int) -> NoReturn:
        if _CONFLICT.match(line):
            self._fail(
                "a git conflict marker",
                number,
                "A merge of this catalog was not finished.",
                "keep the entries you want and delete the marker lines",
            )
        self._fail("not a line of a PO file", number, line[:60], "delete it, or quote it")

    def _finished(self, end: int, stop: int, number: int) -> tuple[Key | None, Block]:
        fields = self.entry
        if fields and not self._is_complete():
            name = "msgstr" if "msgid" in fields else "msgid"
            spot = self.places.get("msgid", self.places.get("msgctxt", number))
            self._fail(f"{name} is missing", spot, "", f'add a line: {name} ""')
        self._refuse_gaps(fields)
        block = Block(
            tuple(self.comments),
            "\n".join(self.extracted),
            tuple(self.named),
            tuple(dict.fromkeys(self.flagged)),
            tuple(dict.fromkeys(self.sticky)),
            self.values.get("previous", {}),
            fields.get("msgid_plural"),
            tuple(
                fields[name]
                for name in sorted(fields, key=lambda n: (len(n), n))
                if name.startswith("msgstr")
            ),
            "obsolete" in self.values,
            (self.start, end, stop),
            self._offset(self.places.get("msgid")),
        )
        key = Key(fields.get("msgctxt"), fields["msgid"]) if fields else None
        return key, block

    def _offset(self, number: int | None) -> int:
        """Where line `number` begins, the block's start for None."""
        position = self.start
        for _ in range(self.first, number or self.first):
            position = self.text.index("\n", position) + 1
        return position

    def _refuse_gaps(self, fields: Mapping[str, str]) -> None:
        count = sum(name.startswith("msgstr[") for name in fields)
        for index in range(count):
            if f"msgstr[{index}]" not in fields:
                fix = f'add a line: msgstr[{index}] ""'
                self._fail(f"msgstr[{index}] is missing", self.places["msgid"], "", fix)

    def _fail(self, what: str, number: int, cause: str, fix: str) -> NoReturn:
        raise CatalogError(what, place=f"{self.place}:{number}", cause=cause, fix=fix)
