"""The open elements above a place in a page, and what each says about translation.

End tags that the author left out (`<p>`, `<li>`, `<td>` …) are supplied as the HTML standard
has it, as far as it matters to what is translated. Every step is constant or pays for itself:
the innermost element of each name is known, so nothing is searched for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from l10n.formats._html_rules import (
    CLOSES_P,
    ENDS,
    HEARD,
    LISTS,
    ROLES,
    SCOPE,
    SILENT,
    TABLE_PARTS,
)

_HEADINGS = frozenset(f"h{n}" for n in range(1, 7))


@dataclass(slots=True)
class Element:
    """An open element."""

    name: str = ""
    role: str = "paragraph"
    off: bool = False
    """True when the author says that it is not to be translated: its attributes neither."""
    silent: bool = False
    """True when its text is not translated: `off`, or an element like `<pre>`."""
    note: str = ""
    context: str | None = None
    inline: bool = False
    depth: int = 0
    """How many elements of its name are open inside an inline one (those are not kept)."""
    before: int = 0
    """Place of the next outer element of its name."""
    scope: int = 0
    """Place of the innermost element that no ordinary end tag reaches out of."""
    table: int = 0
    items: int = 0
    """Places of the innermost table and of the innermost list."""


class Elements:
    """The stack of open elements; its outermost is the page itself."""

    def __init__(self) -> None:
        self.top = Element()
        self._stack = [self.top]
        self._last: dict[str, int] = {}

    def preview(self, name: str, told: Mapping[str, str]) -> Element:
        """What an element says when it stands here, without opening it."""
        if name not in SILENT and name not in HEARD and not told:
            top = self.top
            return Element(
                name, ROLES.get(name, top.role), top.off, top.silent, top.note, top.context
            )
        return self._told(name, told)

    def _told(self, name: str, told: Mapping[str, str]) -> Element:
        top = self.top
        off, silent = top.off, top.silent or name in SILENT
        if name in HEARD:
            silent = off
        if translate := told.get("translate"):
            off = silent = translate == "no"
        note, context = told.get("note", top.note), told.get("context", top.context)
        return Element(name, ROLES.get(name, top.role), off, silent, note, context)

    def start(self, name: str, told: Mapping[str, str], *, inline: bool = False) -> Element:
        """Opens an element, and closes those that its start tag ends."""
        if not inline:
            self.imply(name)
        element = self.preview(name, told)
        place, top = len(self._stack), self.top
        element.inline = inline
        element.before = self._last.get(name, 0)
        element.scope = place if name in SCOPE else top.scope
        element.table = place if name in ("table", "template") else top.table
        element.items = place if name in LISTS or name in SCOPE else top.items
        self._last[name] = place
        self._stack.append(element)
        self.top = element
        return element

    def imply(self, name: str) -> None:
        """Closes what a start tag of this name ends (WHATWG HTML section 13.1.2.4)."""
        last = self._last
        if ":" not in name and self.top.silent and self.top.name in ("svg", "math"):
            self._leave_foreign()
        if name in ENDS:
            top = self.top
            barrier = top.table if name in TABLE_PARTS else top.items
            for other in ENDS[name]:
                if last.get(other, 0) > barrier:
                    self._close(last[other])
        if name in CLOSES_P and last.get("p", 0) > self.top.scope:
            self._close(last["p"])
        if name in _HEADINGS and self.top.name in _HEADINGS:
            self.pop()

    def end(self, name: str) -> None:
        """Closes the innermost element of this name, with what is open in it, if it is in reach."""
        if name in _HEADINGS and self.top.name in _HEADINGS:
            self.pop()
            return
        place = self._last.get(name, 0)
        barrier = self.top.table if name in TABLE_PARTS else self.top.scope
        if place and (place >= barrier or name == "table"):
            self._close(place)

    def pop(self) -> None:
        """Closes the innermost element."""
        element = self._stack.pop()
        self._last[element.name] = element.before
        self.top = self._stack[-1]

    def _close(self, place: int) -> None:
        while len(self._stack) > place:
            self.pop()

    def _leave_foreign(self) -> None:
        """HTML in the middle of an SVG that was never closed."""
        while self.top.name in ("svg", "math") or ":" in self.top.name:
            self.pop()
