"""One pass over an HTML file or fragment: blocks and readable attributes become segments.

Only what becomes a segment is cut out; all between is skeleton, so the parts join to the
text whatever stands in it.
"""

from __future__ import annotations

import html

from l10n.formats import _html_json, _marks
from l10n.formats._html_block import Core, core
from l10n.formats._html_open import Element, Elements
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
from l10n.model import Part, Segment, Skeleton

_SECTION_LIMIT = 200  # a heading without an end tag would stand in every note below it
_HEADING = {f"heading {n}": n for n in range(1, 7)}


class Walk:
    """The state of the pass: open elements, the run being read, marks that wait for a block."""

    def __init__(self, text: str, options: Options, section: str = "") -> None:
        self.text = text
        self.options = options
        self.parts: list[Part] = []
        self.done = 0  # parts join to text[:done]
        self.elements = Elements()
        self.inline = INLINE | set(options.inline)
        self.notable = notable(options)
        self.headings: list[tuple[int, str]] = [(0, section)] if section else []
        self.section = section
        # the run of text and inline tags that is being read begins at `run`
        self.run = 0
        self.tagged = False
        self.quiet: list[tuple[int, int]] = []
        self.quiet_from = -1
        # marks of the author
        self.skipping = False
        self.pending: dict[str, str] = {}
        self.json_ld = False  # the script that is open holds JSON-LD

    def document_parts(self) -> tuple[Part, ...]:
        """All parts of the text."""
        inline = self.inline
        for kind, name, start, end, attrs in tokens(self.text):
            if kind is Kind.START or kind is Kind.EMPTY:
                if name in inline or name.startswith("math:"):
                    self.tagged = True
                    if attrs or name == "math" or self.elements.top.inline:
                        self._inline_start(kind, name, start, end, attrs)
                    continue
                self._flush(start)
                self._block_start(kind, name, end, attrs)
                self.run = end
            elif kind is Kind.END:
                if name in inline or name.startswith("math:"):
                    self.tagged = True
                    if self.elements.top.inline:
                        self._inline_end(name, end)
                    continue
                self._flush(start)
                if name not in PAGE:
                    self.elements.end(name)
                self.pending.clear()
                self.run = end
            elif kind is Kind.COMMENT:
                if not self._comment(start, end):
                    continue
            else:
                self._flush(start)
                if kind is Kind.RAW:
                    self._raw(name, start, end)
                self.run = end
            self.quiet_from = self.run if self._silent else -1
        self._flush(len(self.text))
        self._skeleton(len(self.text))
        return tuple(self.parts)

    @property
    def _silent(self) -> bool:
        return self.skipping or self.elements.top.silent

    # Tags

    def _block_start(self, kind: Kind, name: str, end: int, attrs: str) -> None:
        told = self._told(attrs) if attrs else {}
        if self.pending and name not in ("br", "hr"):
            told = {**self.pending, **told}
            self.pending = {}
        if name == "script":
            self.json_ld = "application/ld+json" in attrs.lower()
        if kind is Kind.EMPTY or name in VOID:
            self.elements.imply(name)
            element = self.elements.preview(name, told)
        else:
            element = self.elements.start(name, told)
        if attrs:
            self._attributes(name, end, attrs, element)

    def _inline_start(self, kind: Kind, name: str, start: int, end: int, attrs: str) -> None:
        """Only an inline element that changes what is translated, or stands in one, is kept."""
        top = self.elements.top
        told = self._told(attrs) if attrs else {}
        for key in ("note", "context"):
            if key in told:
                self.pending[key] = told.pop(key)
        if kind is Kind.EMPTY or name in VOID:
            return
        if told or name == "math":
            element = self.elements.start(name, told, inline=True)
            self._turn(start if element.silent else end)
        elif top.inline and top.name == name:
            top.depth += 1

    def _inline_end(self, name: str, end: int) -> None:
        top = self.elements.top
        if top.name != name:
            return
        if top.depth:
            top.depth -= 1
            return
        self.elements.pop()
        self._turn(end)

    def _turn(self, place: int) -> None:
        """Opens or closes a quiet range of the run, as the innermost element has it."""
        if self._silent and self.quiet_from < 0:
            self.quiet_from = place
        elif not self._silent and self.quiet_from >= 0:
            self.quiet.append((self.quiet_from, place))
            self.quiet_from = -1

    def _told(self, attrs: str) -> dict[str, str]:
        """What a tag says about translation: `translate` yes or no, `note`, `context`."""
        if not self.notable.search(attrs) and "notranslate" not in attrs:
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

    def _comment(self, start: int, end: int) -> bool:
        """True when the comment cuts the run: an author's mark or a WordPress block."""
        raw = self.text[start:end]
        mark = _marks.read(raw) if "l10n:" in raw or "訳注" in raw else None
        if mark is None and not raw[4:].lstrip().startswith(("wp:", "/wp:", "more", "nextpage")):
            self.tagged = True
            return False
        self._flush(start)
        self.run = end
        if mark is None:
            return True
        if mark.kind == "skip":
            self.pending["translate"] = "no"
        elif mark.kind in ("note", "context"):
            self.pending[mark.kind] = mark.text
        else:
            self.skipping = mark.kind == "skip-start"
        return True

    # Segments

    def _flush(self, stop: int) -> None:
        """Ends the run: its edges become skeleton, its middle a segment."""
        start, self.run = self.run, stop
        if start < stop and self.quiet_from != start:
            if self.tagged:
                self._flush_tagged(start, stop)
            else:
                a, b = trimmed(self.text, start, stop)
                if LETTER.search(self.text, a, b) and not self._skipped():
                    self._block(Core(a, b))
        self.tagged = False
        self.quiet = []

    def _flush_tagged(self, start: int, stop: int) -> None:
        if self.quiet_from >= 0:
            self.quiet.append((self.quiet_from, stop))
        found = core(self.text, start, stop, self.quiet)
        told = self.pending and self.notable.search(self.text, start, stop)
        if (found or told) and self._skipped():
            return
        self._edges(start, found.start if found else stop)
        if found:
            self._block(found)
            self._edges(found.end, stop)
        if told:
            self.pending.clear()

    def _skipped(self) -> bool:
        """True when the author's `skip` stands before this run; it is used up then."""
        if self.pending.get("translate") != "no":
            return False
        self.pending.clear()
        return True

    def _edges(self, start: int, stop: int) -> None:
        """The readable attributes of inline tags that no msgid holds: an image's alt text."""
        if "=" not in self.text[start:stop]:
            return
        for match in TOKEN.finditer(self.text, start, stop):
            if match["tag"] and match["attrs"] and not match["close"]:
                if any(a <= match.start() and match.end() <= b for a, b in self.quiet):
                    continue
                element = self.elements.preview(match["tag"].lower(), self.pending)
                self._attributes(match["tag"].lower(), match.end(), match["attrs"], element)

    def _block(self, found: Core) -> None:
        text = self.text[found.start : found.end]
        top = self.elements.top
        level = _HEADING.get(top.role)
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
                top.role,
                "html",
                self.section,
                msgctxt=self.pending.pop("context", top.context),
                note=self.pending.pop("note", top.note),
                folds=breaks,
            ),
        )
        if level:
            self.headings.append((level, readable(text)))
            self._title()

    def _title(self) -> None:
        self.section = " › ".join(title for _, title in self.headings)

    def _attributes(self, tag: str, end: int, attrs: str, element: Element) -> None:
        """The readable attributes of the tag that ends at `end`."""
        if element.off or self.skipping or not self.notable.search(attrs):
            return
        start = end - 1 - len(attrs)
        found = attributes(attrs)
        seen = set()
        for match in ATTRIBUTE.finditer(attrs):
            name = match["name"].lower()
            quote = match.lastgroup or ""
            if name in seen or quote == "name":
                continue
            seen.add(name)
            role = attribute_role(self.options, tag, name, found)
            if role:
                a, b = (start + place for place in match.span(quote))
                self._value(a, b, role, f"html-attr-{quote}", element)

    def _value(self, start: int, end: int, role: str, syntax: str, element: Element) -> None:
        start, end = trimmed(self.text, start, end)
        raw = self.text[start:end]
        if not LETTER.search(raw):
            return
        msgid = decoded(raw, attribute=True)
        if not msgid:
            return
        section = "" if role.startswith("meta") else self.section
        made = Segment(raw, role, syntax, section, msgid, element.context, element.note)
        self._segment(Core(start, end), made)

    def _raw(self, name: str, start: int, end: int) -> None:
        """The text of `<title>`, and the strings of a JSON-LD script."""
        if name == "title" and not self._silent:
            start, end = trimmed(self.text, start, end)
            raw = self.text[start:end]
            top = self.elements.top
            msgid = decoded(raw) if "&" in raw else ""
            if not LETTER.search(raw) or msgid is None:
                return
            breaks = () if msgid else tuple(folds(raw))
            made = Segment(
                raw, ROLES["title"], "html-text", "", msgid, top.context, top.note, breaks
            )
            self._segment(Core(start, end), made)
        elif self.json_ld and name == "script" and not self.elements.top.off and not self.skipping:
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
