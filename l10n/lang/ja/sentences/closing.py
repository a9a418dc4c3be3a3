"""What belongs to a finished sentence after its mark: brackets, emphasis, notes, emoji (G1, G5)."""

from __future__ import annotations

import re

from l10n.lang.ja.sentences import words as w
from l10n.lang.ja.sentences.clause import SPACES, after, is_abbreviated
from l10n.lang.ja.sentences.names import Names
from l10n.lang.ja.sentences.pairs import Pairs
from l10n.lang.ja.sentences.signs import (
    AFTER_SPACE,
    BULLETS,
    DECORATION,
    EMOJI,
    FEELING,
    LAUGH,
    SIGN_AS_WORD,
)
from l10n.lazy import lazy

_PLAIN = lazy(
    rf"(?:(?!{w.IMAGE})[{w.MARKS}\ufe0f])++"
    r"|\.(?![A-Za-z0-9.])"  # 以上です。.
    rf"|(?:[…‥]++|・{{3,}}+|\.{{2,}}+)(?=\s|\Z|[{re.escape(w.CLOSING)}{w.MARKS}])"
    r"|※[0-9０-９]{1,2}(?![\s0-9０-９.年月日はがをのもに])"
    r"|[†‡][0-9]?|\^[0-9]{1,2}(?![0-9.])|\*[0-9]{1,2}(?![0-9.])"
    rf"|{AFTER_SPACE}"
)
_TAG = lazy(r"</|<br\b|<!--|<sup\b", re.IGNORECASE)
_NOTE_IN_SQUARE = lazy(
    r"\^|[0-9０-９]+(?:[-–,、][0-9０-９]+)*\Z|[*※†]|(?:脚?注|訳注|原注|註|note) ?[0-9０-９]*\Z|要..?.?.?\Z|出典|誰|いつ|どこ|独自|sic|ママ"
)
_IS_A_WORD = lazy("[:はがをのも]")  # [1]を参照。
# （1） and （ア） number the next item, （株） begins the next name
_NO_NOTE = lazy(
    r"(?:[0-9０-９]{1,2}|[A-Za-zＡ-Ｚａ-ｚア-ンあ-んⅠ-ⅻ一二三四五六七八九十]|株|有|財|社|独|学|医|特|公財|一社|公社|仮称?)\Z"
)
_NOTE_AT_MOST = 30  # characters
_TRANSPARENT = frozenset(w.CLOSING + '"*~_ 　')


def closed(text: str, pairs: Pairs, names: Names, end: int) -> tuple[int, bool]:
    """Where a sentence whose mark ends at `end` ends, and if a quotation or markup closed there.

    >>> text = "**そうだ。**[^1]次だ。"
    >>> closed(text, Pairs(text), Names.of(()), 6)
    (12, True)
    """
    quoted = False
    while end < len(text):
        char = text[end]
        if char in w.CLOSING or (char == '"' and end not in pairs.at):
            step, quoted = 1, True
        elif end in pairs.closing_emphasis:
            step, quoted = pairs.closing_emphasis[end], True
        elif char == "<":
            step = _tag(text, pairs, end)
            quoted = quoted or text.startswith("</", end)
        else:
            step = _note(text, pairs, names, end) or after(_PLAIN, text, end) - end
        step = step or _adornment(text, end)
        if not step:
            break
        end += step
    return end, quoted


def ends_with_mark(text: str, names: Names, inner: int) -> bool:
    """True when the words before `inner`, where a bracket closes, end with a mark.

    >>> ends_with_mark("「**行け！**」", Names.of(()), 8), ends_with_mark("『けいおん!』", Names.of(()), 6)
    (True, False)
    """
    last = inner - 1
    while last > 0 and inner - last < 8 and text[last] in _TRANSPARENT:
        last -= 1
    if text[last] == ".":
        return text[last - 1 : last].isalnum() and not is_abbreviated(text, 0, last)
    return text[last] in w.MARKS and not names.end(text, last)


def _tag(text: str, pairs: Pairs, at: int) -> int:
    """The length of `</b>`, `<br>`, a comment or a note `<sup>1</sup>`; 0 for what opens."""
    pair = pairs.at.get(at)
    return pair.end - at if pair and _TAG.match(text, at) else 0


def _note(text: str, pairs: Pairs, names: Names, at: int) -> int:
    """The length of （共同） [1] [要出典] (注1); 0 for （1） and for a bracket with a sentence in it."""
    pair = pairs.at.get(at)
    if (
        not pair
        or text[at] not in "[［〔(（"
        or pair.inner != pair.end - 1
        or LAUGH.match(text, at)
    ):
        return 0
    inside = text[at + 1 : pair.inner]
    if text[at] in "[［〔":
        note = bool(_NOTE_IN_SQUARE.match(inside)) and not _IS_A_WORD.match(text, pair.end)
    else:
        note = (
            len(inside) <= _NOTE_AT_MOST
            and not _NO_NOTE.match(inside)
            and not ends_with_mark(text, names, pair.inner)
        )
    return pair.end - at if note else 0


def _adornment(text: str, at: int) -> int:
    """The length of emoji and the like after a mark; 0 when they open the next item."""
    adorned = DECORATION.match(text, at)
    if not adorned or SIGN_AS_WORD.match(text, at):
        return 0
    end = adorned.end()
    rest = after(SPACES, text, end)
    if rest == len(text) or text[rest] in w.LINE_ENDS or text[rest] in w.MARKS:
        return end - at
    if text[at] in BULLETS or (rest == end and w.GOES_ON.match(text, end)):
        return 0  # りんごを買う。|🍌はいらない。
    if rest > end and _PICTURE.match(text, at) and not FEELING.match(text, at):
        return 0
    return end - at


_PICTURE = lazy(f"[{EMOJI}★☆]")
