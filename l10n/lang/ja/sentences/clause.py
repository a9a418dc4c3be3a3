"""What stands before and after a place: if a clause goes on there, or wants more, or is a label.

Pure functions of a text and offsets. `start` is where the sentence begins that is being read;
each looks at a bounded stretch of text, so that a text is read in linear time.
"""

from __future__ import annotations

import re

from l10n.lang.ja.sentences import words as w
from l10n.lang.ja.sentences.signs import BULLETS
from l10n.lazy import lazy

GAP = lazy(r"\s*+")
SPACES = lazy(rf"[^\S{w.LINE_ENDS}]*+")
NOUN = lazy(w.NOUN)
_LABEL = lazy(
    r"[\s「『（(・*-]*(?:[0-9０-９]{1,3}|[A-Za-zＡ-Ｚａ-ｚ][0-9０-９]{0,2}|[ア-ンあ-んⅠ-ⅻ]|[ivx]{1,4}|[一二三四五六七八九十]"
    rf"|(?:Step|Part|Phase|Lesson|Chapter|Day) ?[0-9]{{1,2}}|{w.NOUN}{{1,5}}[0-9０-９]{{1,2}})\Z"
)
_NUMBER_IN_LIST = lazy(r"(?:.*[^\sA-Za-z.,]\s+|.*[(（])[0-9]{1,2}\Z", re.DOTALL)
_ITEM = lazy(
    rf"[・※●○■□◆◇▶►▼▲★☆◎①-⑳㉑-㉟❶-❿【#>|＊→⇒{BULLETS}]|[-*+]\s|[（(]?[0-9０-９A-Za-z]{{1,2}}[)）.．、]"
)
_STOP_IN_LINE = lazy(rf"[^。{w.LINE_ENDS}]{{0,200}}+。")
_NO_END = lazy(rf"{w.NOUN}|[くしりちきみびぎえけせべめれげ]")
_PARTICLE_IN_LINE = lazy("[はがを、]")
_WHITE = frozenset(
    " 　\t\x1f\xa0\u1680\u202f\u205f" + w.LINE_ENDS + "".join(map(chr, range(0x2000, 0x200B)))
)


def after(pattern: re.Pattern[str], text: str, at: int) -> int:
    """Where the match of `pattern` at `at` ends; `at` when there is none."""
    match = pattern.match(text, at)
    return match.end() if match else at


def back(text: str, start: int, at: int, chars: frozenset[str] = _WHITE) -> int:
    """`at` without the `chars`, white space if not told, right before it."""
    while at > start and text[at - 1] in chars:
        at -= 1
    return at


def line_breaks(gap: str) -> int:
    r"""How many line ends there are in white space; CR LF is one.

    >>> line_breaks(" \r\n　\n")
    2
    """
    return len(f"{gap}|".splitlines()) - 1


def goes_on(text: str, end: int, *, wide: bool) -> bool:
    """True when the text from `end` carries the same clause on (G3, G4).

    >>> goes_on("なぜ？と思う", 3, wide=True), goes_on("なぜ？とても変だ", 3, wide=True)
    (True, False)
    """
    rest = after(GAP, text, end)
    if rest == len(text):
        return False
    if rest == end:
        return bool((w.GOES_ON if wide else w.QUOTATIVE).match(text, end))
    if line_breaks(text[end:rest]) > 1:
        return False
    latin = text[end - 1].isascii() and text[end - 2 : end - 1].isascii()
    if text[rest].islower() and text[rest].isascii():
        return latin  # "Why?" he asked
    return bool((w.GOES_ON if latin else w.QUOTATIVE).match(text, rest))


def wants_more(text: str, start: int, stop: int) -> bool:
    """True when the clause before `stop` breaks off, at a particle say.

    >>> wants_more("来年の春に", 0, 5), wants_more("はじめに", 0, 4)
    (True, False)
    """
    return bool(w.WANTS_MORE.search(text, max(start, stop - 8), stop))


def is_label(text: str, start: int, at: int) -> bool:
    """True when what comes before `at` numbers the sentence (G11): 1. a. Q1. ア．手順2."""
    return at - start < 16 and bool(_LABEL.match(text, start, at))


def is_abbreviated(text: str, start: int, at: int) -> bool:
    """True when the `.` at `at` ends no sentence (G7): vs. No. 7 Google Inc. in Tokyo."""
    window = max(start, at - 14)
    rest = after(GAP, text, at + 1)
    following = text[rest : rest + 1]
    if w.MAY_END.search(text, window, at + 1):
        return bool(following) and (following.isascii() or bool(w.GOES_ON.match(text, rest)))
    if w.ABBREVIATION.search(text, window, at + 1):
        return True
    if following.isdigit() and w.COUNTED.search(text, window, at + 1):
        return True
    if _NUMBER_IN_LIST.match(text, window, at):
        return True
    return following.isascii() and following.islower()


def is_wrapped(text: str, start: int, at: int, end: int) -> bool:
    """True for a hard wrap (G8): the line before `at` stops mid-clause, the one from `end` carries on."""
    if _ITEM.match(text, end):
        return False
    stop = back(text, start, at)
    if w.LINE_CARRIES_ON.match(text, end):
        return True
    if text.endswith(w.TRAILS_OFF_AT_LINE_END, start, stop) and not _is_prose(text, end):
        return False
    if wants_more(text, start, stop):
        return True
    last, first = text[stop - 1 : stop], text[end]
    if last in "てで":
        return bool(w.AUXILIARY.match(text, end)) or _is_prose(text, end)
    if last.isascii() and (last.isalpha() or last == ","):
        return first.isascii() and first.islower()
    # 恩師の一…言がきっかけだった。 部屋の中は暗く…何も見えなかった。
    broken = _NO_END.match(last) and _PARTICLE_IN_LINE.search(text, max(start, stop - 60), stop)
    return bool(broken) and _is_prose(text, end)


def _is_prose(text: str, start: int) -> bool:
    """True when the line from `start` has a full stop; posts go without."""
    return bool(_STOP_IN_LINE.match(text, start))
