"""Where scripts put spaces: what a soft line break or the end of a sentence stands for.

Japanese and Chinese run on without spaces; Latin, Hangul, Arabic, Thai sentences are spaced.
Which of the two a place is, its neighbours say, seen through quotation marks, emoji and inline
markup: between `**大事**` and `な点` stands no space, however many asterisks do.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from l10n.lazy import lazy

_SEEN = 2000  # characters of markup that are looked through, at most: a URL is shorter
_MARKUP_BEFORE = lazy(r"(?:[*_~`]+|</?[A-Za-z][^<>]*>|\]\([^()\s]*\)|\]\[[^\[\]]*\])$")
_MARKUP_AFTER = lazy(r"[*_~`]+|</?[A-Za-z][^<>]*>|!?\[(?!\^)")
# Not quotation marks: „…“, »…« and ”…” open and close the other way round in half of Europe.
_MARKS_BEFORE = lazy(r"(?:\*+|~~)$")
_MARKS_AFTER = lazy(r"\*+|~~")
_OPENS = "([{¿¡"
_CLOSES = lazy(r"[)\]},;:?؟،؛]|!(?!\[)|\.(?!\w)")


@lru_cache(maxsize=8192)
def _kind(char: str) -> str:
    """`cjk`, `spaced`, `space`, or "" for what is looked through: emoji, marks, quotes."""
    if char.isspace():
        return "cjk" if char == "\u3000" else "space"
    if char.isascii():
        return "spaced"
    category = unicodedata.category(char)
    if category in ("So", "Sk", "Cf", "Mn", "Me", "No"):
        return ""
    width = unicodedata.east_asian_width(char)
    hangul = "\u1100" <= char <= "\u11ff" or "\u3130" <= char <= "\u318f" or "가" <= char <= "힣"
    if (width in "WF" and not hangul) or "\uff61" <= char <= "\uff9f":
        return "cjk"
    return "spaced" if category[0] in "LN" else ""


def is_cjk(char: str) -> bool:
    """True for a character that Japanese and Chinese set without spaces; Hangul is spaced.

    >>> [is_cjk(char) for char in "漢、ｱA가"]
    [True, True, True, False, False]
    """
    return _kind(char) == "cjk"


def before(text: str, end: int) -> str:
    """The character that decides the spacing after `text[:end]`; "" when there is none.

    >>> before("**大事**", 6)
    '事'
    """
    limit = max(0, end - _SEEN)
    while end > limit:
        char = text[end - 1]
        if char in "*_~`>])":
            markup = _MARKUP_BEFORE.search(text, max(limit, end - 300), end)
            if markup:
                end = markup.start()
                continue
        if _kind(char):
            return char
        end -= 1
    return ""


def after(text: str, start: int) -> str:
    """The character that decides the spacing before `text[start:]`; "" when there is none.

    >>> after("[リンク](a.html)", 0)
    'リ'
    """
    limit = min(len(text), start + _SEEN)
    while start < limit:
        char = text[start]
        if char in "*_~`<[!":
            markup = _MARKUP_AFTER.match(text, start, limit)
            if markup:
                start = markup.end()
                continue
        if _kind(char):
            return char
        start += 1
    return ""


def joins(left: str, right: str, *, spaced: bool) -> str:
    """What stands between two sentences, `left` and `right`: a space or nothing.

    `spaced` says whether the edition's language puts a space there. A sentence that was left
    in Japanese follows another one without a space, in any language; two Latin sentences have
    one, even in Chinese. Nothing stands before a closing mark, or where there is space already.

    >>> joins("It is here.", "次の文。", spaced=True), joins("前の文。", "次の文。", spaced=True)
    (' ', '')
    >>> joins("句子。", "OpenAI 说。", spaced=False), joins("By Intel.", "By AMD.", spaced=False)
    ('', ' ')

    A space stays where emphasis would not be rendered without it.

    >>> joins("**句子。**", "下一句。", spaced=False)
    ' '
    """
    if not left or not right or left[-1].isspace() or right[0].isspace():
        return ""
    if left[-1] in _OPENS or _CLOSES.match(right):
        return ""
    one, other = before(left, len(left)), after(right, 0)
    cjk = [_kind(char) == "cjk" for char in (one, other) if char]
    tight = len(cjk) == 2 and all(cjk) if spaced else not cjk or any(cjk)
    return "" if tight and not _breaks_emphasis(left, right) else " "


def flanks(inner: str, outer: str) -> bool:
    """True when a mark between the two opens or closes emphasis (CommonMark section 6.2).

    >>> flanks("。", "次"), flanks("点", "次"), flanks("。", "")
    (False, True, True)
    """
    edge = not outer or outer.isspace() or _is_punctuation(outer)
    return not inner.isspace() and (edge or not _is_punctuation(inner))


def _is_punctuation(char: str) -> bool:
    return unicodedata.category(char)[0] in "PS"


def _breaks_emphasis(left: str, right: str) -> bool:
    """True when `**…。**` or `**「…` is emphasis only with a space on its other side."""
    closing, opening = _MARKS_BEFORE.search(left), _MARKS_AFTER.match(right)
    if bool(closing) == bool(opening):
        return False
    if closing:
        return closing.start() > 0 and not flanks(left[closing.start() - 1], right[0])
    assert opening is not None
    return opening.end() < len(right) and not flanks(right[opening.end()], left[-1])
