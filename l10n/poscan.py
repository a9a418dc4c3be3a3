"""The strict scan of a PO file's text into blocks, one an entry; what is misread elsewhere is refused.

Grammar and escapes are GNU gettext's (manual, "The Format of PO Files"), tried on msgcat 0.21. Most
blocks match one regular expression as a whole and cost microseconds; any other shape goes
line by line through `_Lines`, which accepts what PO editors write and names line, cause and
fix of everything else. Both see the same text and give the same `Block`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple, NoReturn

from l10n.errors import CatalogError
from l10n.lazy import lazy
from l10n.model import Key

_LITERAL = r'"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"'
_PLAIN = r'"[^"\\\n]*+(?:\\[abfnrtv\\"][^"\\\n]*+)*+"'  # no octal and hexadecimal escapes
_STRING = rf"{_PLAIN}(?:\n{_PLAIN})*+"
_OLD = rf"#\| (?:msgctxt|msgid) {_PLAIN}\n(?:#\| {_PLAIN}\n)*+"
_COMMENTS = r"((?:#(?: [^\n]*+)?+\n)*+)((?:#\.[^\n]*+\n)*+)((?:#:[^\n]*+\n)*+)((?:#,[^\n]*+\n)?+)"
_END = r"(?=\n|\Z)(\n*+)(?![ \t\v\f]*(?:#~[ \t]*)?(?:\"|msgstr|msgid_plural))"
_USUAL = lazy(
    rf"{_COMMENTS}((?:{_OLD})*+)(?:msgctxt ({_STRING})\n)?+msgid ({_STRING})\nmsgstr ({_STRING})\n"
    rf"{_END}"
)
_GONE = lazy(  # the same groups
    (_COMMENTS + f"((?:{_OLD})*+)").replace(r"#\|", r"#~\|")
    + rf"(?:#~ msgctxt ({_STRING})\n)?+#~ msgid ({_STRING})\n#~ msgstr ({_STRING})\n".replace(
        rf"(?:\n{_PLAIN})", rf"(?:\n#~ {_PLAIN})"
    )
    + _END
)
_ESCAPE = lazy(r"\\(?:([abfnrtv\\\"])|([0-7]{1,3})|x([0-9A-Fa-f]+)|(.?))", re.DOTALL)
_BYTES = lazy(r"(?:\\(?:[0-7]{1,3}|x[0-9A-Fa-f]+))+")
_CONTROLS = dict(zip("abfnrtv", "\a\b\f\n\r\t\v", strict=True)) | {"\\": "\\", '"': '"'}
_STATEMENT = lazy(r"(msgctxt|msgid_plural|msgid|msgstr|domain)(?:\[(\d+)\])?[ \t]*(?=\")")
_VALUE = lazy(rf"{_LITERAL}(?:[ \t]*{_LITERAL})*")
_CONFLICT = lazy(r"(?:<{7}|={7}|>{7}|\|{7})(?: |$)")
_BLANK = " \t\v\f"


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


Lines = re.Match[str] | Block
"""The lines of an entry, matched as a whole or read one by one."""


def scan(
    text: str, place: str, charset: str = "utf-8", *, usual: bool = True
) -> Iterator[tuple[Key | None, Lines]]:
    """The entries of `text` (line ends are `\\n`) with their keys; they join to its whole.

    The key is None for loose lines. Raises CatalogError with `place:line` for what gettext
    refuses. `usual=False` takes every entry line by line: slower, and the same.

    >>> header, entry = scan('msgid ""\\nmsgstr ""\\n\\n# 確認\\nmsgid "青"\\nmsgstr "blue"\\n', "a.po")
    >>> entry[0].msgid, take_apart(entry[1]).comments, take_apart(entry[1]).msgstrs
    ('青', ('確認',), ('blue',))
    """
    position, length = 0, len(text)
    counted, line = 0, 1
    whole, gone = _USUAL.match, _GONE.match
    new = tuple.__new__  # the class's own constructor takes a tenth of the whole time
    while position < length:
        match = (whole(text, position) or gone(text, position)) if usual else None
        if match:
            context, msgid = match.group(6, 7)
            yield new(Key, (context and _value(context), _value(msgid))), match
            position = match.end()
        else:
            line += text.count("\n", counted, position)
            counted = position
            key, block = _Lines(text, place, charset, position, line).read()
            yield key, block
            position = block.span[2]


def span(lines: Lines) -> tuple[int, int, int]:
    """Where an entry's lines start and end, and where the blank lines behind them do."""
    if isinstance(lines, Block):
        return lines.span
    return lines.start(), lines.start(9), lines.end()


def msgid_at(lines: Lines) -> int:
    """Where an entry's msgid line starts."""
    if isinstance(lines, Block):
        return lines.at
    return lines.start(7) - len("#~ msgid " if lines.re.pattern == _GONE.pattern else "msgid ")


def take_apart(lines: Lines) -> Block:
    """What the lines of an entry say."""
    if isinstance(lines, Block):
        return lines
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
        lines.re.pattern == _GONE.pattern,
    )


class Glance(NamedTuple):
    """What the state of an active entry depends on."""

    fuzzy: bool
    text: bool
    """True when a msgstr is not empty."""
    comments: tuple[str, ...]
    """The translator comments that are ours: `l10n: …`."""


def glances(text: str, place: str, charset: str = "utf-8") -> Iterator[Glance]:
    """The active entries of `text` as `scan` sees them, the header excepted, for counts alone."""
    position, length = 0, len(text)
    whole, gone = _USUAL.match, _GONE.match
    while position < length:
        match = whole(text, position)
        if match:
            position = match.end()
            comments, flagged, context, msgid, msgstr = match.group(1, 4, 6, 7, 8)
            if context or msgid != '""':
                fuzzy = bool(flagged) and "fuzzy" in flagged and "fuzzy" in flags(flagged[2:-1])
                filled = msgstr != '""' and ("\n" not in msgstr or bool(_value(msgstr)))
                yield Glance(fuzzy, filled, _our_comments(comments))
        elif match := gone(text, position):
            position = match.end()
        else:
            line = text.count("\n", 0, position)
            key, block = _Lines(text, place, charset, position, line + 1).read()
            position = block.span[2]
            if key is not None and key != (None, "") and not block.obsolete:
                fuzzy = "fuzzy" in block.flags or "fuzzy" in block.sticky
                ours = tuple(line for line in block.comments if line.startswith("l10n: "))
                yield Glance(fuzzy, any(block.msgstrs), ours)


def _our_comments(lines: str) -> tuple[str, ...]:
    if "# l10n: " not in lines:
        return ()
    return tuple([line[2:] for line in lines.split("\n") if line.startswith("# l10n: ")])


def _value(literals: str) -> str:
    text = literals[1:-1]
    if "\n" in text:
        text = text.replace('"\n"', "").replace('"\n#~ "', "")
    return unescape(text) if "\\" in text else text


def _behind(line: str, start: int) -> str:
    """A comment's text: what follows the mark and one space."""
    return line[start + 1 :] if line[start : start + 1] == " " else line[start:]


def _previous(lines: str) -> dict[str, str]:
    inner = re.sub(r"(?m)^#~?\| ", "", lines)
    items = re.findall(rf"(msgctxt|msgid) ({_STRING})\n", inner)
    return {name: _value(literals) for name, literals in items}


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


@dataclass(slots=True)
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
        return body.startswith(("#", "msgctxt", "domain")) or (
            body.startswith("|") or re.match(r"msgid(?!_plural)", body) is not None
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
