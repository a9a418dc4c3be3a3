"""Markdown to HTML, with emphasis that works beside Japanese, Chinese and Korean letters.

CommonMark does not see `**` as the end of emphasis in `**974億ドル(約14.8兆円)**の`, because a
bracket stands before it and a letter behind (sections 6.2, flanking rules; commonmark-spec issue
650). The amended rule counts a CJK neighbour as if it were punctuation.
"""

from __future__ import annotations

from functools import cache

from markdown_it import MarkdownIt
from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline.state_inline import Scanned, StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType

from l10n.formats._md_rules import page_parser
from l10n.lazy import lazy
from l10n.publishers import _containers as containers

_CJK = lazy(
    r"[\u1100-\u11ff\u2e80-\u303f\u3040-\u33ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
    r"\ufe30-\ufe4f\uff00-\uffee\U0001b000-\U0001b16f\U00020000-\U0003fffd]"
)
MARK_FIRST, MARK_LAST = "\U000f0000", "\U000ffffd"
"""Private-use characters of plane 15 that mark where segments begin and end; no rule sees them."""


@cache
def renderer() -> MarkdownIt:
    """What extraction reads (`formats/_md_rules.py`), shown, with CJK-friendly emphasis."""
    parser = page_parser()
    inline = _Inline()
    inline.ruler, inline.ruler2 = parser.inline.ruler, parser.inline.ruler2
    parser.inline = inline
    containers.show(parser)
    return parser


class _State(StateInline):
    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:  # noqa: N802, N803 - theirs
        marker = self.src[start]
        stop = start
        while stop < self.posMax and self.src[stop] == marker:
            stop += 1
        before, after = self._left(start), self._right(stop)
        space_before, space_after = isWhiteSpace(ord(before)), isWhiteSpace(ord(after))
        punct_before, punct_after = _is_punctuation(before), _is_punctuation(after)
        loose_before = space_before or punct_before or bool(_CJK.match(before))
        loose_after = space_after or punct_after or bool(_CJK.match(after))
        left = not space_after and (not punct_after or loose_before)
        right = not space_before and (not punct_before or loose_after)
        can_open = left and (canSplitWord or not right or punct_before)
        can_close = right and (canSplitWord or not left or punct_after)
        return Scanned(can_open, can_close, stop - start)

    def _left(self, position: int) -> str:
        while position > 0 and MARK_FIRST <= self.src[position - 1] <= MARK_LAST:
            position -= 1
        return self.src[position - 1] if position > 0 else " "

    def _right(self, position: int) -> str:
        while position < self.posMax and MARK_FIRST <= self.src[position] <= MARK_LAST:
            position += 1
        return self.src[position] if position < self.posMax else " "


def _is_punctuation(char: str) -> bool:
    return isMdAsciiPunct(ord(char)) or isPunctChar(char)


class _Inline(ParserInline):
    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        state = _State(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens
