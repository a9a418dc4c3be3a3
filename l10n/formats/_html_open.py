"""The open elements above a place in a page, and what they say about translation.

End tags that the author left out (`<p>`, `<li>`, `<td>` …) are supplied as the HTML standard
has it, as far as it matters to what is translated. Every step is constant or pays for itself:
the place of the innermost element of each name is known, so nothing is searched for.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from l10n.formats._html_rules import (
    CLOSES_P,
    ENDS,
    HEADINGS,
    HEARD,
    INTEGRATION,
    LISTS,
    ROLES,
    SCOPE,
    SILENT,
    TABLE_PARTS,
)

_TELLING = ROLES.keys() | SILENT | HEARD
_IMPLYING = CLOSES_P | ENDS.keys()
_BOUNDING = SCOPE | LISTS


class Say(NamedTuple):
    """What the open elements say of the text at a place."""

    role: str = "paragraph"
    off: bool = False
    """True when the author says that it is not to be translated: attributes neither."""
    silent: bool = False
    """True when text is not translated: `off`, or in an element like `<pre>`."""
    note: str = ""
    context: str | None = None


_Open = tuple[str, int, Say, int, int, int]
"""An open element: its name, and what to go back to when it closes (the outer element of its
name, what was said, scope, table, items)."""


class Elements:
    """The stack of open elements; the page itself is below it."""

    def __init__(self) -> None:
        self.say = Say()
        self._stack: list[_Open] = []
        self._last: dict[str, int] = {}  # the innermost of each name: its depth, from 1
        # depths of the innermost element that no ordinary end tag reaches out of, of the
        # innermost table and of the innermost list
        self._scope = self._table = self._items = 0
        # inline elements that are open in the run, and how many of their name inside each
        self._inline: list[tuple[int, str, int]] = []

    def is_open(self, name: str) -> bool:
        """True when an element of this name is open."""
        return bool(self._last.get(name))

    @property
    def in_inline(self) -> bool:
        """True inside an inline element that was opened with `start_inline`."""
        return bool(self._inline)

    def told(self, name: str, told: Mapping[str, str]) -> Say:
        """What holds in an element that stands here, `told` being what its tag says."""
        say = self.say
        if name not in _TELLING and not told:
            return say
        off = say.off
        silent = off if name in HEARD else say.silent or name in SILENT
        if translate := told.get("translate"):
            off = silent = translate == "no"
        note, context = told.get("note", say.note), told.get("context", say.context)
        return Say(ROLES.get(name, say.role), off, silent, note, context)

    def start(self, name: str, told: Mapping[str, str]) -> Say:
        """Opens an element, after closing those that its start tag ends."""
        if name in _IMPLYING:
            self.imply(name)
        return self._push(name, told)

    def start_inline(self, name: str, told: Mapping[str, str]) -> Say:
        """Opens an inline element that changes what is translated."""
        say = self._push(name, told)
        self._inline.append((len(self._stack), name, 0))
        return say

    def nest_inline(self, name: str, step: int) -> bool:
        """Counts another inline tag of the open inline element's name; True when that closed it."""
        depth, own, count = self._inline[-1]
        if own != name:
            return False
        if count + step < 0:
            self._close(depth)
            return True
        self._inline[-1] = (depth, own, count + step)
        return False

    def _push(self, name: str, told: Mapping[str, str]) -> Say:
        last = self._last
        before = (last.get(name, 0), self.say, self._scope, self._table, self._items)
        self._stack.append((name, *before))
        last[name] = depth = len(self._stack)
        if name in _BOUNDING:
            self._items = depth
            if name in SCOPE:
                self._scope = depth
            if name in ("table", "template"):
                self._table = depth
        if told or name in _TELLING:
            self.say = self.told(name, told)
        return self.say

    def imply(self, name: str) -> None:
        """Closes what a start tag of this name ends (WHATWG HTML section 13.1.2.4)."""
        last = self._last
        if name in ENDS:
            for other in ENDS[name]:
                barrier = self._table if name in TABLE_PARTS else self._items
                if last.get(other, 0) > barrier:
                    self._close(last[other])
        if name in CLOSES_P and last.get("p", 0) > self._scope:
            self._close(last["p"])
        if name in HEADINGS and self._stack and self._stack[-1][0] in HEADINGS:
            self._close(len(self._stack))

    def end(self, name: str) -> None:
        """Closes the innermost element of this name, with what is open in it, if it is in reach."""
        stack = self._stack
        if name in HEADINGS and stack and stack[-1][0] in HEADINGS:
            self._close(len(stack))
            return
        depth = self._last.get(name, 0)
        barrier = self._table if name in TABLE_PARTS else self._scope
        if depth and depth >= barrier:
            self._close(depth)

    def _close(self, depth: int) -> None:
        """Closes the element at `depth` and all that is open in it."""
        stack, last = self._stack, self._last
        while len(stack) >= depth:
            name, last[name], self.say, self._scope, self._table, self._items = stack.pop()
        while self._inline and self._inline[-1][0] >= depth:
            self._inline.pop()

    def leave_foreign(self) -> None:
        """Closes SVG and MathML up to the HTML around them."""
        stack = self._stack
        while stack and (stack[-1][0] in ("svg", "math") or ":" in stack[-1][0]):
            if stack[-1][0] in INTEGRATION:
                return
            self._close(len(stack))
