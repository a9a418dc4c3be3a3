"""One pass over an HTML file or fragment: blocks and readable attributes become segments.

Only what becomes a segment is cut out; all between is skeleton, so the parts join to the
text whatever stands in it.
"""

from __future__ import annotations

import html
import re

from l10n.formats import _html_json, _marks
from l10n.formats._html_block import Core, core, covered
from l10n.formats._html_open import Elements, Say
from l10n.formats._html_rules import (
    INLINE,
    PAGE,
    ROLES,
    VOID,
    Options,
    attribute_role,
    notable,
)
from l10n.formats._html_text import LETTER, decoded, folded, folds, trimmed
from l10n.formats._html_tokens import ATTRIBUTE, TOKEN, Kind, tokens
from l10n.lang.ja.sentences.clause import is_wrapped
from l10n.lazy import lazy
from l10n.model import Part, Segment, Skeleton

_START, _EMPTY, _END = Kind.START, Kind.EMPTY, Kind.END
_RAW, _COMMENT, _LEAVE = Kind.RAW, Kind.COMMENT, Kind.LEAVE
_NOTHING: dict[str, str] = {}
_TELLING = lazy("translate|data-l10n", re.IGNORECASE)
_SECTION_LIMIT = 200  # a heading without an end tag would stand in every note below it
_HEADING = {f"heading {n}": n for n in range(1, 7)}


class Walk:
    """The state of the pass: open elements, the run being read, marks that wait for a block."""

    def __init__(
        self,
        text: str,
        options: Options,
        section: str = "",
        *,
        elements: Elements | None = None,
        skipping: bool = False,
    ) -> None:
        self.text = text
        self.options = options
        self.parts: list[Part] = []
        self.done = 0  # parts join to text[:done]
        self.elements = elements or Elements()
        self.inline = INLINE | set(options.inline)
        self.notable = notable(options)
        self.headings: list[tuple[int, str]] = [(0, section)] if section else []
        self.section = section
        # the run of text and inline tags that is being read begins at `run`
        self.run = 0
        self.tagged = False
        self.noted = False  # one of its tags has attributes that matter
        self.quiet: list[tuple[int, int]] = []
        self.quiet_from = 0 if skipping or self.elements.say.silent else -1
        # marks of the author
        self.skipping = skipping
        self.ranges: list[tuple[int, _marks.Mark]] = []  # where skipped ranges begin and end
        self.pending: dict[str, str] = {}
        self.json_ld = False  # the script that is open holds JSON-LD

    def document_parts(self) -> tuple[Part, ...]:
        """All parts of the text."""
        text, inline, notable = self.text, self.inline, self.notable.search
        for kind, name, start, end, attrs in tokens(text, self.elements.is_open):
            if attrs and not notable(attrs.lower()):
                attrs = ""  # nothing in them is ours
            if name in inline or (name[:5] == "math:" and kind is not _RAW):
                self.tagged = True
                self.noted = self.noted or bool(attrs)
                if attrs or name == "math" or self.elements.in_inline:
                    self._inline(kind, name, start, end, attrs)
                continue
            if name == "br" and self._carries_on(start, end):
                self.tagged = True
                continue
            if self.tagged or (self.run < start and not text[self.run : start].isspace()):
                self._flush(start)
            self.run = end
            if kind is _START or kind is _EMPTY:
                self._block_start(kind, name, end, attrs)
            elif kind is _END:
                self._block_end(name)
            elif kind is _RAW:
                self._raw(name, start, end)
            elif kind is _COMMENT:
                self._comment(start, end)
            elif kind is _LEAVE:
                self.elements.leave_foreign()
            self.quiet_from = end if self.skipping or self.elements.say.silent else -1
        self._flush(len(text))
        self._skeleton(len(text))
        return tuple(self.parts)

    def _carries_on(self, start: int, end: int) -> bool:
        """True for a `<br>` in mid-sentence, which only lays the text out: 価格は、<br>三億円です。"""
        text = self.text
        if self.run >= start or self.quiet_from >= 0 or text[start - 1] == ">":
            return False
        while end < len(text) and text[end].isspace():
            end += 1
        if end == len(text) or text[end] == "<" or not LETTER.search(text, self.run, start):
            return False
        return is_wrapped(text, max(self.run, start - 200), start, end)

    @property
    def _silent(self) -> bool:
        return self.skipping or self.elements.say.silent

    # Tags

    def _block_start(self, kind: Kind, name: str, end: int, attrs: str) -> None:
        told = self._told(attrs) if attrs else _NOTHING
        if self.pending and name not in ("br", "hr"):
            told = {**self.pending, **told}
            self.pending = {}
        if name == "script":
            self.json_ld = "application/ld+json" in attrs.lower()
        if kind is _EMPTY or name in VOID:
            self.elements.imply(name)
            say = self.elements.told(name, told)
        else:
            say = self.elements.start(name, told)
        if attrs:
            self._attributes(name, end, attrs, say)

    def _block_end(self, name: str) -> None:
        if name not in PAGE:
            self.elements.end(name)
        if self.pending:
            self.pending.clear()

    def _inline(self, kind: Kind, name: str, start: int, end: int, attrs: str) -> None:
        """Only an inline element that changes what is translated, or stands in one, is kept."""
        if kind is _END:
            if self.elements.in_inline and self.elements.nest_inline(name, -1):
                self._turn(end)
            return
        told = self._told(attrs) if attrs else {}
        for key in ("note", "context"):
            if key in told:
                self.pending[key] = told.pop(key)
        if kind is _EMPTY or name in VOID:
            return
        if told or name == "math":
            say = self.elements.start_inline(name, told)
            self._turn(start if say.silent else end)
        elif self.elements.in_inline:
            self.elements.nest_inline(name, 1)

    def _turn(self, place: int) -> None:
        """Opens or closes a quiet range of the run, as the innermost element has it.

        In a block that is silent as a whole, what is not is a run of its own.
        """
        silent = self._silent
        if silent == (self.quiet_from >= 0):
            return
        if silent and self.elements.in_inline:
            self.quiet_from = place
        elif silent or self.quiet_from == self.run:
            self._flush(place)
            self.tagged = self.noted = not silent
            self.quiet_from = place if silent else -1
        else:
            self.quiet.append((self.quiet_from, place))
            self.quiet_from = -1

    def _told(self, attrs: str) -> dict[str, str]:
        """What a tag says about translation: `translate` yes or no, `note`, `context`."""
        if not _TELLING.search(attrs):
            return {}
        found = attributes(attrs)
        told = {}
        if found.get("translate", "-").lower() in ("", "yes"):
            told["translate"] = "yes"
        if (
            found.get("translate", "").lower() == "no"
            or "notranslate" in found.get("class", "").split()
            or found.get("data-l10n-skip", "false").lower() != "false"
        ):
            told["translate"] = "no"
        for key in ("note", "context"):
            if value := found.get(f"data-l10n-{key}", "").strip():
                told[key] = " ".join(value.split())
        return told

    def _comment(self, start: int, end: int) -> None:
        mark = _marks.read(self.text[start:end])
        if mark is None:
            return
        if mark.kind == "skip":
            self.pending["translate"] = "no"
        elif mark.kind in ("note", "context"):
            self.pending[mark.kind] = mark.text
        else:
            self.ranges.append((start, mark))
            if mark.kind != "unknown":
                self.skipping = mark.kind == "skip-start"

    # Segments

    def _flush(self, stop: int) -> None:
        """Ends the run: its edges become skeleton, its middle a segment."""
        start, self.run = self.run, stop
        if self.quiet_from != start:
            if self.tagged:
                self._flush_tagged(start, stop)
            elif start < stop:
                self._flush_plain(start, stop)
        self.tagged = self.noted = False
        if self.quiet:
            self.quiet = []

    def _flush_plain(self, start: int, stop: int) -> None:
        start, stop = trimmed(self.text, start, stop)
        if LETTER.search(self.text, start, stop) and not self._skipped():
            self._block(Core(start, stop))

    def _flush_tagged(self, start: int, stop: int) -> None:
        if self.quiet_from >= 0:
            self.quiet.append((self.quiet_from, stop))
        found = core(self.text, start, stop, self.quiet)
        if (found or self.noted) and self._skipped():
            return
        if self.noted:
            self._edges(start, found.start if found else stop)
        if found:
            self._block(found)
        if self.noted:
            if found:
                self._edges(found.end, stop)
            self.pending.clear()

    def _skipped(self) -> bool:
        """True when the author's `skip` stands before this run; it is used up then."""
        if self.pending.get("translate") != "no":
            return False
        self.pending.clear()
        return True

    def _edges(self, start: int, stop: int) -> None:
        """The readable attributes of inline tags that no msgid holds: an image's alt text."""
        for match in TOKEN.finditer(self.text, start, stop):
            if not match["attrs"] or match["close"]:
                continue
            if not covered(match.start(), match.end(), self.quiet):
                name = match["tag"].lower()
                told = {**self.pending, **self._told(match["attrs"])}
                say = self.elements.told(name, told)
                self._attributes(name, match.end(), match["attrs"], say)

    def _block(self, found: Core) -> None:
        text = self.text[found.start : found.end]
        say = self.elements.say
        level = _HEADING.get(say.role)
        if level:
            self.headings = [one for one in self.headings if one[0] < level]
            self._title()
        breaks: tuple[tuple[int, int], ...] = ()
        if "\n" in text or "\r" in text:
            tags = (m.span() for m in TOKEN.finditer(text)) if self.tagged else None
            breaks = tuple(folds(text, tags))
        self._segment(
            found,
            Segment(
                text,
                say.role,
                "html",
                self.section,
                msgctxt=self.pending.pop("context", say.context),
                note=self.pending.pop("note", say.note),
                folds=breaks,
            ),
        )
        if level:
            self.headings.append((level, readable(text)))
            self._title()

    def _title(self) -> None:
        self.section = " › ".join(title for _, title in self.headings)

    def _attributes(self, tag: str, end: int, attrs: str, say: Say) -> None:
        """The readable attributes of the tag that ends at `end`."""
        if say.off or self.skipping:
            return
        start = end - 1 - len(attrs)
        found = attributes(attrs)
        seen = set()
        for match in ATTRIBUTE.finditer(attrs):
            name = match["name"].lower()
            quote = match.lastgroup or ""
            role = attribute_role(self.options, tag, name, found)
            if role and quote != "name" and name not in seen:
                seen.add(name)
                a, b = (start + place for place in match.span(quote))
                self._value(a, b, role, f"html-attr-{quote}", say)

    def _value(self, start: int, end: int, role: str, syntax: str, say: Say) -> None:
        start, end = trimmed(self.text, start, end)
        raw = self.text[start:end]
        if not LETTER.search(raw):
            return
        msgid = decoded(raw, attribute=True)
        if not msgid:
            return
        section = "" if role.startswith("meta") else self.section
        made = Segment(raw, role, syntax, section, msgid, say.context, say.note)
        self._segment(Core(start, end), made)

    def _raw(self, name: str, start: int, end: int) -> None:
        """The text of `<title>`, and the strings of a JSON-LD script."""
        if name == "title" and not self._silent:
            start, end = trimmed(self.text, start, end)
            raw = self.text[start:end]
            say = self.elements.say
            msgid = decoded(raw) if "&" in raw else ""
            if not LETTER.search(raw) or msgid is None:
                return
            breaks = () if msgid else tuple(folds(raw))
            made = Segment(
                raw, ROLES["title"], "html-text", "", msgid, say.context, say.note, breaks
            )
            self._segment(Core(start, end), made)
        elif self.json_ld and name == "script" and not self.elements.say.off and not self.skipping:
            self._strings(start, end)

    def _strings(self, start: int, end: int) -> None:
        for a, b, key, value in _html_json.strings(self.text, start, end, self.options.json_ld):
            made = Segment(self.text[a:b], f"JSON-LD {key}", "html-json", "", value)
            self._segment(Core(a, b), made)

    def _segment(self, place: Core, made: Segment) -> None:
        self._skeleton(place.start)
        self.parts.append(made)
        self.done = place.end

    def _skeleton(self, stop: int) -> None:
        if stop > self.done:
            self.parts.append(Skeleton(self.text[self.done : stop]))
            self.done = stop


def attributes(attrs: str) -> dict[str, str]:
    """A tag's attributes by lower-case name; the first of two counts (section 13.2.5.33)."""
    found: dict[str, str] = {}
    for match in ATTRIBUTE.finditer(attrs):
        value = match["double"] or match["single"] or match["bare"] or ""
        found.setdefault(match["name"].lower(), html.unescape(value) if "&" in value else value)
    return found


def readable(block: str) -> str:
    """A heading's words for the notes of what stands below it: no tags, no ruby readings."""
    out, position, hidden = [], 0, ""
    for match in TOKEN.finditer(block[: 10 * _SECTION_LIMIT]):
        if not hidden:
            out.append(block[position : match.start()])
        position = match.end()
        name = (match["tag"] or "").lower()
        if name in ("rt", "rp"):
            hidden = "" if match["close"] else name
        elif name in ("rb", "ruby"):
            hidden = ""
    words = html.unescape(folded("".join(out) + block[position:]))
    return words if len(words) <= _SECTION_LIMIT else words[: _SECTION_LIMIT - 1] + "…"
