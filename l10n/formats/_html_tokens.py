"""HTML's tokenizer (WHATWG HTML, section 13.2.5), with offsets: what is a tag and what is not.

One regular expression finds tags, comments and declarations; what lies between two tokens is
text. The expression never has to give back what it took (a tag runs to its `>` or to the end
of the file, whatever stands in it), so time is linear in size for any input.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterator
from enum import Enum

from l10n.formats._html_rules import BREAKOUT, FOREIGN, INTEGRATION, RAW_TEXT

_WS = r"\t\n\f\r "
_ATTRS = (
    rf"(?:[{_WS}/]++"
    rf"|[^{_WS}/>][^{_WS}/>=]*+"
    rf"(?:[{_WS}]*+=[{_WS}]*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z)|[^{_WS}>\"'][^{_WS}>]*+|(?=>|\Z)))?+)*+"
)
TOKEN = re.compile(
    rf"<(?:(?P<close>/?)(?P<tag>[A-Za-z][^{_WS}/>]*+)(?P<attrs>{_ATTRS})(?P<end>>|\Z)"
    r"|!--(?:-?>|.*?(?:--!?>|\Z))"
    r"|[!?/][^>]*+(?:>|\Z))",
    re.DOTALL,
)
ATTRIBUTE = re.compile(
    rf"(?P<name>[^{_WS}/>][^{_WS}/>=]*+)"
    rf"(?:[{_WS}]*+=[{_WS}]*+(?:\"(?P<double>[^\"]*+)\"|'(?P<single>[^']*+)'"
    rf"|(?P<bare>[^{_WS}>\"'][^{_WS}>]*+))?)?"
)
_SCRIPT_PART = re.compile(rf"<!--|-->|<(?P<close>/?)script(?=[{_WS}/>])", re.IGNORECASE)
_RAW_END = {
    name: re.compile(rf"</{name}(?=[{_WS}/>])", re.IGNORECASE) for name in RAW_TEXT - {"script"}
}


class Kind(Enum):
    """What a token is."""

    START = "start tag"
    EMPTY = "self-closing tag in SVG or MathML"
    END = "end tag"
    COMMENT = "comment"
    OTHER = "doctype, bogus comment, CDATA, unfinished tag"
    RAW = "content of script, style, title, textarea …"
    LEAVE = "HTML again after an SVG or MathML that was never closed"


Token = tuple[Kind, str, int, int, str]
"""(kind, name, start, end, attributes): offsets in the text; a tag's attributes end just before
its last character. Names are lower-case; those inside SVG and MathML read `svg:text`."""

# a member of an Enum costs a look-up in its class each time
_START, _EMPTY, _END = Kind.START, Kind.EMPTY, Kind.END
_COMMENT, _OTHER, _RAW, _LEAVE = Kind.COMMENT, Kind.OTHER, Kind.RAW, Kind.LEAVE


def tokens(text: str, is_open: Callable[[str], bool] = lambda _: False) -> Iterator[Token]:
    """All tokens but text, in order; what lies between two of them is text.

    `is_open` says whether an HTML element is open: then its end tag ends an unclosed SVG, too.

    >>> [(kind.name, name) for kind, name, *_ in tokens("<p>a<b x='>'>c</B><!-- d -->")]
    [('START', 'p'), ('START', 'b'), ('END', 'b'), ('COMMENT', '')]
    """
    foreign = _Foreign(is_open)
    position = 0
    while position >= 0:
        position = yield from _tokens_from(text, position, foreign)


def _tokens_from(text: str, position: int, foreign: _Foreign) -> Generator[Token, None, int]:
    """Tokens up to where plain tokenizing stops; returns where it goes on, or -1 at the end."""
    for match in TOKEN.finditer(text, position):
        close, name, attrs, finished = match.groups()
        start, end = match.span()
        if not name:
            if text.startswith("<!--", start):
                yield _COMMENT, "", start, end, ""
                continue
            if foreign.inside and text.startswith("<![CDATA[", start):
                end = text.find("]]>", start)
                end = end + 3 if end >= 0 else len(text)
                yield _OTHER, "", start, end, ""
                return end
            yield _OTHER, "", start, end, ""
        elif not finished:
            yield _OTHER, "", start, end, ""
        elif close:
            name = name.lower()
            if foreign.stack:
                if foreign.is_broken_by_end(name):
                    foreign.break_out()
                    yield _LEAVE, "", start, start, ""
                else:
                    name = foreign.leave(name)
            yield _END, name, start, end, attrs
        else:
            name = name.lower()
            if foreign.stack or name in FOREIGN:
                if name in BREAKOUT and foreign.inside:
                    foreign.break_out()
                    yield _LEAVE, "", start, start, ""
                name, empty = foreign.enter(name, attrs)
                yield _EMPTY if empty else _START, name, start, end, attrs
            else:
                yield _START, name, start, end, attrs
            if name in RAW_TEXT:
                stop = _raw_end(text, end, name)
                yield _RAW, name, end, stop, ""
                return stop
    return -1


class _Foreign:
    """Where the tokenizer is in SVG and MathML (section 13.2.6.5): the rules differ there."""

    def __init__(self, is_open: Callable[[str], bool]) -> None:
        self.is_open = is_open
        self.stack: list[str] = []
        self.open = dict.fromkeys(FOREIGN, 0)

    @property
    def inside(self) -> str:
        """`svg` or `math` where names are theirs; "" in HTML, also HTML inside `<desc>`."""
        return self.stack[-1] if self.stack and self.stack[-1] in FOREIGN else ""

    def enter(self, name: str, attrs: str) -> tuple[str, bool]:
        """(full name, whether it is empty) of a start tag."""
        outer = self.inside
        if not outer and name not in FOREIGN:
            return name, False
        full = f"{outer}:{name}" if outer else name
        empty = attrs.endswith("/")
        if not empty and (name in FOREIGN or full in INTEGRATION):
            self.stack.append(name if name in FOREIGN else full)
            if name in FOREIGN:
                self.open[name] += 1
        return full, empty

    def leave(self, name: str) -> str:
        """The full name of an end tag."""
        if self.open.get(name):
            while self._pop() != name:
                pass
            return f"{self.inside}:{name}" if self.inside else name
        if self.inside:
            return f"{self.inside}:{name}"
        full = self.stack[-1]
        if full.partition(":")[2] == name:
            self._pop()
            return full
        return name

    def is_broken_by_end(self, name: str) -> bool:
        """True for an end tag that no SVG holds but the HTML around it does."""
        if not self.inside or name in FOREIGN:
            return False
        return name in ("p", "br") or self.is_open(name)

    def break_out(self) -> None:
        """Back to HTML."""
        while self.inside:
            self._pop()

    def _pop(self) -> str:
        name = self.stack.pop()
        if name in FOREIGN:
            self.open[name] -= 1
        return name


def _raw_end(text: str, start: int, name: str) -> int:
    """Where the content of a raw text element ends: at its end tag, or with the file."""
    if name == "plaintext":
        return len(text)
    if name == "script":
        return _script_end(text, start)
    found = _RAW_END[name].search(text, start)
    return found.start() if found else len(text)


def _script_end(text: str, start: int) -> int:
    """A script may hold `<!-- <script> … </script> -->` (section 13.2.5.15 and following)."""
    escaped = doubly = False
    for found in _SCRIPT_PART.finditer(text, start):
        if found[0] == "<!--":
            escaped = True
            # `<!-->` and `<!--->` end at once
            if text.startswith((">", "->"), found.end()):
                escaped = False
        elif found[0] == "-->":
            escaped = doubly = False
        elif not found["close"]:
            doubly = escaped
        elif doubly:
            doubly = False
        else:
            return found.start()
    return len(text)
