"""What is never cut: brackets, quotations, inline code, tags, links, faces (G2, G12).

One pass over the characters that open or close something. Only outermost pairs are kept, an
unbalanced bracket pairs with nothing, and no pair reaches across a blank line.
"""

from __future__ import annotations

import re
from array import array
from typing import NamedTuple

from l10n.lang.ja.sentences.signs import FACE
from l10n.lang.ja.sentences.words import CLOSING, MARKS, OPENING
from l10n.lazy import lazy

_CLOSER_OF = dict(zip(OPENING, CLOSING, strict=True))
_DEPTH = 8  # a closing bracket looks this far for its opening one: linear on 16,000 wrong ones
_PAIRING = lazy(r"[\n`<\"*~_" + re.escape(OPENING + CLOSING) + "]")
_BLANK_LINE = lazy(r"\n[^\S\n]*(?=\n)")
_TICKS = lazy("`+")
_TAG = lazy(r"<(?P<close>/?)(?P<name>[A-Za-z][\w-]*+)[^<>]*>|<[!?][^<>]*>|<[\w.+-]++[:@][^<>\s]+>")
# The text of these is one with its tags: <a href="…">詳細。</a>
_WHOLE = frozenset(("a", "code", "kbd", "samp", "var", "ruby", "sup", "sub", "q", "cite"))
_EMPHASIS = lazy(r"\*++|~~++|_++")
_NO_EMPHASIS_BEFORE = frozenset(MARKS + "0123456789")  # 下がった。*1 is a note, 5*3 a product
_INCH = lazy(r'[0-9]"(?:[のがを]|\s|\Z)')  # 5.5"の画面
_EMOTICON_EYES = lazy(r"(?:^|.*\s)[:;=]-?\Z", re.DOTALL)
_LABEL = lazy(rf"(?:^|.*[\s{MARKS}])[0-9０-９A-Za-z]{{1,2}}\Z", re.DOTALL)


class Pair(NamedTuple):
    """One span that nothing cuts: `text[start:end]` for the start it is found under."""

    end: int
    inner: int
    """Where the words in it end (before `」`, `](url)` or `</a>`); 0 for code, tags and faces."""
    face: bool = False


class Pairs:
    """The outermost pairs of a text by their start, and the emphasis marks that close.

    >>> Pairs("彼は「行け。（早く！）」と言った。").at
    {2: Pair(end=12, inner=11, face=False)}
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.at: dict[int, Pair] = {}
        self.closing_emphasis: dict[int, int] = {}
        """Where `**` and its like close what an equal run before opened, and their length."""
        self._starts: list[int] = []
        self._open: list[str] = []
        """What closes each thing that is open, and where it opened."""
        self._opened = array("q")
        self._emphasis: set[str] = set()
        self._code = _code_spans(text) if "`" in text else {}
        position = 0
        while hit := _PAIRING.search(text, position):
            position = self._see(hit.group(), hit.start())

    def _see(self, char: str, at: int) -> int:
        """Take note of the opening or closing character at `at`; where to look on."""
        if char in _CLOSER_OF:
            return self._opening(char, at)
        if char in CLOSING:
            return self._closing(char, at)
        if char == '"':
            return self._quote(at)
        if char == "<":
            return self._tag(at)
        if char == "`":
            return self._ticks(at)
        if char == "\n":
            return self._line_end(at)
        return self._asterisks(at)

    def _opening(self, char: str, at: int) -> int:
        if char in "(（":
            face = FACE.match(self.text, at)
            if face:
                self._pair(at, Pair(face.end(), 0, face=True))
                return face.end()
            if self._before(at, _EMOTICON_EYES):
                return at + 1
        self._opens(_CLOSER_OF[char], at)
        return at + 1

    def _closing(self, char: str, at: int) -> int:
        if char in ")）" and (self._before(at, _LABEL) or self._before(at, _EMOTICON_EYES)):
            return at + 1  # 1) 開ける。2) 閉める。 :-)
        start = self._last_open(char)
        if start is not None:
            self._bracket_pair(start, at)
        return at + 1

    def _bracket_pair(self, start: int, at: int) -> None:
        self._forget_inside(start)  # the "title" in [text](url "title")
        before = self._starts[-1] if self._starts else -1
        if (
            before >= 0
            and self.at[before].end == start
            and self.text[start - 1 : start + 1] == "]("
        ):
            self._pair(before, Pair(at + 1, start - 1))  # [text](url) is one pair
        else:
            self._pair(start, Pair(at + 1, at))

    def _quote(self, at: int) -> int:
        opened = self._last_open('"')
        if opened is not None:
            self._pair(opened, Pair(at + 1, at))
        elif not _INCH.match(self.text, max(0, at - 1)):
            self._opens('"', at)
        return at + 1

    def _tag(self, at: int) -> int:
        tag = _TAG.match(self.text, at)
        if not tag:
            return at + 1
        name = (tag["name"] or "").lower()
        self._pair(at, Pair(tag.end(), 0))
        if name in _WHOLE and not tag["close"]:
            self._opens(f"</{name}>", at)
        elif name in _WHOLE:
            opened = self._last_open(f"</{name}>")
            if opened is not None:
                self._pair(opened, Pair(tag.end(), at))
        return tag.end()

    def _ticks(self, at: int) -> int:
        end = self._code.get(at, 0)
        if not end or self.text.find("\n\n", at, end) >= 0:
            run = _TICKS.match(self.text, at)
            return run.end() if run else at + 1
        self._pair(at, Pair(end, 0))
        return end

    def _line_end(self, at: int) -> int:
        blank = _BLANK_LINE.match(self.text, at)
        if not blank:
            return at + 1
        self._open.clear()
        del self._opened[:]
        self._emphasis.clear()
        return blank.end()

    def _asterisks(self, at: int) -> int:
        run = _EMPHASIS.match(self.text, at)
        if not run:
            return at + 1
        mark, end = run.group(), run.end()
        if mark[: len(mark) // 2] in self._emphasis and mark not in self._emphasis:
            mark, end = mark[: len(mark) // 2], at + len(mark) // 2  # **問い****答え**
        before, after = self.text[at - 1 : at], self.text[end : end + 1]
        if mark in self._emphasis:
            if before.strip():
                self._emphasis.remove(mark)
                self.closing_emphasis[at] = len(mark)
        elif self._may_open(mark, before, after):
            self._emphasis.add(mark)
        return end

    def _may_open(self, mark: str, before: str, after: str) -> bool:
        if not after.strip() or (after.isdigit() and before in _NO_EMPHASIS_BEFORE):
            return False
        return mark[0] != "_" or not (before.isalnum() and before.isascii())  # snake_case

    def _before(self, at: int, pattern: re.Pattern[str]) -> bool:
        return pattern.match(self.text, max(0, at - 3), at) is not None

    def _opens(self, closer: str, at: int) -> None:
        self._open.append(closer)
        self._opened.append(at)

    def _last_open(self, closer: str) -> int | None:
        """Where the last thing opened that `closer` closes; what opened since is unbalanced."""
        stack = self._open
        for depth in range(len(stack) - 1, max(-1, len(stack) - 1 - _DEPTH), -1):
            if stack[depth] == closer:
                start = self._opened[depth]
                del stack[depth:], self._opened[depth:]
                return start
        return None

    def _pair(self, start: int, pair: Pair) -> None:
        """Keep the pair; those inside it are none of their own any more."""
        self._forget_inside(start)
        self._starts.append(start)
        self.at[start] = pair

    def _forget_inside(self, start: int) -> None:
        while self._starts and self._starts[-1] >= start:
            del self.at[self._starts.pop()]


def _code_spans(text: str) -> dict[int, int]:
    """Start → end of inline code: from a run of backticks to the next as long (CommonMark 6.1).

    >>> _code_spans("``a`b`` と `c`")
    {10: 13, 3: 11, 0: 7}
    """
    closing: dict[int, int] = {}
    spans: dict[int, int] = {}
    for run in reversed(list(_TICKS.finditer(text))):
        start, end = run.span()
        if end - start in closing:
            spans[start] = closing[end - start]
        closing[end - start] = end
    return spans
