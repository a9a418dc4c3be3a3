"""Stage: blocks into segments, the sentences that translators see.

A block's text is folded (soft line breaks vanish between Japanese characters), cut into
sentences, and each sentence is peeled: emoji bullets, list numbers, bare URLs and edge
whitespace become skeleton, so that no msgid starts or ends with them.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import Literal

from l10n.lang import bullets, spacing
from l10n.lang.ja.sentences import split_sentences
from l10n.lazy import lazy
from l10n.mask import SHORTCODE
from l10n.model import Document, Part, Segment, Skeleton, compact, skeleton
from l10n.noun import noun, record

Mode = Literal["sentence", "block"]
Splitter = Callable[[str], list[str]]

_DECORATION = lazy(rf"(?:{bullets.SYMBOL}|\s)++$")
_URL_END = lazy(r"[!#-'*-;=?-Z_a-z~()]+\s*$")
_HTTP = lazy(r"(?<![(<\"'=\[`])https?://")
_LEAD_URL = lazy(r"https?://[!#-'*-;=?-Z_a-z~()]+(?=\s)")
_LINK = lazy(r"\[(?P<core>[^\[\]`!]+)\]\((?:[^()\s]|\([^()\s]*\))*\)")
_IMAGE = lazy(r"!\[(?P<core>[^\[\]]+)\]\((?:[^()\s]|\([^()\s]*\))*\)")
_STRONG = lazy(r"(?P<mark>\*\*|\*|~~)(?P<core>[^*~`]+)(?P=mark)")
_NOT_PROSE = lazy(
    r"`+[^`]*`+|https?://[!#-;=?-Z_a-z~]+|<[^<>]*>|&#?\w{1,32};"
    r"|(?<![\w.+-])[A-Za-z0-9_.+-]++@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
    rf"|\{{\{{[^{{}}]*\}}\}}|\{{%[^{{}}]*%\}}|{SHORTCODE}|\[(?:toc|TOC)\]"
)
_MARKS = "。．！？!?…」』）)"  # what sentences end with, nearly always
_SURE_MARKS = _MARKS.replace(")", "")  # no URL ends with these
_LETTER = lazy(r"[^\W\d_]")
_SPACE = lazy(r"\s*")
_NOT_IN_PO = {0: "\ufffd", 4: "\ufffd"}
"""NUL, and EOT, which gettext puts behind a msgctxt: readers see U+FFFD for a NUL (CommonMark
section 2.3, HTML section 13.2.5), and so do translators."""
_NOT_IN_PO_CHARS = lazy("[\0\x04]")
_PROSE_ROLES = (
    "paragraph",
    "line",
    "list item",
    "quotation",
    "footnote",
    "note",
    "definition",
    "caption",
)


def segment(
    document: Document, *, mode: Mode = "sentence", split: Splitter = split_sentences
) -> Document:
    """The document with each block cut into segments; its parts still join to the file.

    With `mode="block"` a block stays one segment (as po4a and mdpo have it). `split` gives the
    sentences of a text, which join to it: a project's rules and names are in there.
    """
    habit = _Habit(lambda: document.parts)
    parts: list[Part] = []
    for part in document.parts:
        if isinstance(part, Segment):
            _append(part, mode, habit, split, parts)
        else:
            parts.append(part)
    return replace(document, parts=tuple(parts))


def segmented(
    parts: Iterable[Part], again: Callable[[], Iterable[Part]], *, mode: Mode, split: Splitter
) -> Iterator[Part]:
    """The parts of `segment` one by one; `again` gives all blocks once more, where a soft line
    break is to be what the rest of the article shows."""
    habit = _Habit(again)
    for part in parts:
        if isinstance(part, Segment):
            found: list[Part] = []
            _append(part, mode, habit, split, found)
            yield from found
        else:
            yield part


def _append(block: Segment, mode: Mode, habit: _Habit, split: Splitter, parts: list[Part]) -> None:
    """Appends a block's segments and what stands between them."""
    if block.msgid:  # the format decoded it (a front matter value): whole, and never cut
        held = block.msgid.translate(_NOT_IN_PO) == block.msgid
        offered = held and _translatable(block.msgid)
        parts.append(block if offered else Skeleton(block.text))
        return
    cut = mode == "sentence" and block.role.startswith(_PROSE_ROLES)
    if not block.folds and not _NOT_IN_PO_CHARS.search(block.text):
        _cut_line(block, split(block.text) if cut else (block.text,), parts)
        return
    folded = fold(block, habit)
    ends = accumulate(map(len, split(folded.text))) if cut else (len(folded.text),)
    _cut(block, folded, ends, parts)


# --- folding --------------------------------------------------------------------------------


@record
class _Habit:
    """How a document writes Latin words in Japanese, `OpenAI は` or `OpenAIは`: asked for when
    a soft line break stands there, answered by the majority of the places where none does."""

    parts: Callable[[], Iterable[Part]]
    _spaced: dict[str, bool] | None = None

    def space(self, kind: str) -> str:
        """A space or nothing, for `mixed` (a word beside Japanese) or `mark` (`です! Go`)."""
        if self._spaced is None:
            texts = [part.text for part in self.parts() if isinstance(part, Segment)]
            self._spaced = {name: _majority(rule, texts) for name, rule in _HABITS.items()}
        return " " if self._spaced[kind] else ""


_KANA_KANJI = "[぀-ヿ㐀-鿿]"
_HABITS = {
    "mixed": lazy(rf"{_KANA_KANJI}( ?)(?=[A-Za-z0-9])|[A-Za-z0-9]( ?)(?={_KANA_KANJI})"),
    "mark": lazy(rf"{_KANA_KANJI}[!?.,:;)]+( ?)(?=[A-Za-z0-9])"),
}


def _majority(rule: re.Pattern[str], texts: Sequence[str]) -> bool:
    found = [bool(hit[hit.lastindex or 0]) for text in texts for hit in rule.finditer(text)]
    return 2 * sum(found) > len(found)


_FEW = 10_000


@noun
class Folded:
    """A block's text without soft line breaks, and where its characters stand in the block."""

    text: str
    starts: Sequence[int] = (0,)
    """Where runs of unbroken characters begin in `text`."""
    shifts: Sequence[int] = (0,)
    """How much further right each run stands in the block."""

    def at(self, offset: int) -> int:
        """The offset in the block of a character of `text`."""
        if len(self.starts) == 1:
            return offset
        return offset + self.shifts[bisect_right(self.starts, offset) - 1]


def fold(block: Segment, habit: _Habit | None = None) -> Folded:
    """The block's text with each soft line break as a space or nothing.

    A break between two CJK characters vanishes and one between two words is a space, as CSS
    Text 3 section 4.1.3 has it; one between a CJK character and a word is what the rest of the
    document writes there.

    >>> fold(Segment("途中で\\n折り返す", "paragraph", "text", folds=((3, 4),))).text
    '途中で折り返す'
    """
    raw = block.text
    if not block.folds:
        return Folded(raw)
    pieces: list[str] = []
    joined: list[str] = []
    starts, shifts = array("q", [0]), array("q", [0])
    position = length = 0
    habit = habit or _Habit(lambda: (block,))
    for start, end in block.folds:
        while start > position and raw[start - 1] in " \t":
            start -= 1
        while end < len(raw) and raw[end] in " \t":
            end += 1
        piece = raw[position:start] + (_soft_break(raw, start, end, habit) if start else "")
        pieces.append(piece)
        if len(pieces) > _FEW:  # the letters of one-letter lines take 80 bytes each
            joined.append("".join(pieces))
            pieces.clear()
        length += len(piece)
        position = end
        starts.append(length)
        shifts.append(end - length)
    pieces.append(raw[position:])
    return Folded("".join([*joined, *pieces]), starts, shifts)


def _soft_break(raw: str, start: int, end: int, habit: _Habit) -> str:
    left, right = spacing.before(raw, start), spacing.after(raw, end)
    if not left or not right:
        return ""
    cjk = spacing.is_cjk(left), spacing.is_cjk(right)
    if any(cjk):
        return "" if all(cjk) or not (left + right).isalnum() else habit.space("mixed")
    if left in "!?.,:;)":
        words = raw[max(0, start - 8) : start].rstrip("!?.,:;)")
        if words and spacing.is_cjk(words[-1]):
            return habit.space("mark")
    return " "


# --- cutting --------------------------------------------------------------------------------


_JOINT = Skeleton("", joint=True)


def _cut(block: Segment, folded: Folded, ends: Iterable[int], parts: list[Part]) -> None:
    """Appends sentences as segments, what surrounds them as skeleton, and a joint between two."""
    text, raw = folded.text, block.text
    fold_starts = array("q", (start for start, _ in block.folds))
    position = start = 0  # in raw; in text
    last: tuple[int, int] | None = None  # in text: where the last core and its sentence end
    for end in ends:
        core = _peel(text, start, end, block.syntax)
        start = end
        if core is None:
            continue
        begin, stop = core
        if fold_starts:
            begin, stop = folded.at(begin), folded.at(stop - 1) + 1
        if last == (core[0], core[0]) and begin == position:
            parts.append(_JOINT)  # two sentences with nothing between them
        elif last is not None:
            parts.extend(_between(raw, folded, position, begin, last))
        elif begin > position:
            parts.append(skeleton(raw[position:begin]))
        parts.append(_piece(block, begin, stop, text[core[0] : core[1]], fold_starts))
        position, last = stop, (core[1], end)
    if position < len(raw):
        parts.extend(_tail(raw, position, len(raw)))


def _cut_line(block: Segment, sentences: Sequence[str], parts: list[Part]) -> None:
    """What `_cut` does, for a block without soft line breaks: most are, and most of their sentences
    have nothing to take off."""
    raw, add = block.text, parts.append
    role, syntax, section, msgctxt = block.role, block.syntax, block.section, block.msgctxt
    note = block.note
    position = start = 0
    last = -1  # where the sentence ends whose core ends at `position`; -1 before the first core
    for sentence in sentences:
        end = start + len(sentence)
        if _is_bare(sentence):
            begin, stop, told = start, end, role
        else:
            core = _peel(raw, start, end, syntax)
            if core is None:
                start = end
                continue
            begin, stop = core
            pictured = begin > 1 and raw.startswith("![", begin - 2)
            told = "image text" if pictured else role
        if last == begin == position:
            add(_JOINT)  # two sentences with nothing between them
        elif last >= 0:
            parts.extend(_between(raw, Folded(raw), position, begin, (position, last)))
        elif begin > position:
            add(skeleton(raw[position:begin]))
        text = sentence if stop - begin == len(sentence) else raw[begin:stop]
        add(Segment(text, told, syntax, section, text, msgctxt, note))
        position, last, start = stop, end, end
    if position < len(raw):
        parts.extend(_tail(raw, position, len(raw)))


def _is_bare(sentence: str) -> bool:
    """True when there is nothing to take off a sentence, as with most: kana or kanji before, no bullet
    or number begins so; a mark or a word behind."""
    first, last = sentence[:1], sentence[-1:]
    if not ("一" <= first <= "鿿" or "ぁ" <= first <= "ゖ" or "ァ" <= first <= "ヺ"):
        return False
    return last in _SURE_MARKS or (last.isalpha() and "://" not in sentence)


def _between(
    raw: str, folded: Folded, position: int, begin: int, last: tuple[int, int]
) -> Iterator[Part]:
    """What stands between two cores: the tail of the first sentence, the joint, bullets."""
    core_end, end = last
    text = folded.text
    while end > core_end and text[end - 1].isspace():
        end -= 1
    space = _SPACE.match(text, end)
    assert space is not None
    joint = folded.at(end - 1) + 1
    after = min(folded.at(space.end()), begin)
    if joint > position:
        yield from _tail(raw, position, joint)
    yield skeleton(raw[joint:after], joint=True)
    if begin > after:
        yield skeleton(raw[after:begin])


def _tail(raw: str, position: int, stop: int) -> Iterator[Part]:
    """What follows a core; a URL that touches it gets a joint, for languages with spaces."""
    if position and raw.startswith("http", position):
        yield _JOINT
    yield skeleton(raw[position:stop])


def _piece(
    block: Segment, begin: int, stop: int, msgid: str, fold_starts: Sequence[int]
) -> Segment:
    folds: Sequence[tuple[int, int]] = ()
    text = msgid
    if fold_starts:
        text = block.text[begin:stop]
        first, behind = bisect_right(fold_starts, begin), bisect_right(fold_starts, stop)
        inside = block.folds[first:behind]
        within = ((start - begin, end - begin) for start, end in inside if end < stop)
        folds = compact(within, len(inside))
    role = "image text" if begin > 1 and block.text.startswith("![", begin - 2) else block.role
    if "\0" in msgid or "\x04" in msgid:
        msgid = msgid.translate(_NOT_IN_PO)
    return Segment(
        text,
        role,
        block.syntax,
        block.section,
        msgid,
        block.msgctxt,
        block.note,
        folds,
    )


# --- peeling --------------------------------------------------------------------------------


def _peel(text: str, start: int, end: int, syntax: str) -> tuple[int, int] | None:
    """(start, end) of what a translator gets of a sentence; None when nothing is left."""
    if _is_bare(text[start:end]):
        return start, end
    start, end = _bare(text, start, end, syntax)
    if syntax.startswith("markdown"):
        while inner := _unwrapped(text, start, end):
            start, end = _bare(text, *inner, syntax)
    return (start, end) if _translatable(text[start:end]) else None


def _bare(text: str, start: int, end: int, syntax: str) -> tuple[int, int]:
    """The sentence without bullets, list numbers, bare URLs and whitespace at its edges."""
    if not syntax.startswith(("yaml", "html-attr")):
        lead = bullets.end_of(text, start, end, plain=syntax == "text")
        bullet = lead > start and not text[start:lead].isspace()
        start = lead
        end = _before_decoration(text, start, end, symmetrical=bullet)
    end = _before_url(text, start, end)
    if text.startswith("http", start):
        url = _LEAD_URL.match(text, start, end)
        start = url.end() if url else start
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _before_decoration(text: str, start: int, end: int, *, symmetrical: bool) -> int:
    """The end without `★` where the sentence began with one, or ` 👇` after a space.

    An emoji that ends a sentence without a space (やった🎉) is a part of it.
    """
    if end == start or text[end - 1] in _MARKS or text[end - 1].isalnum():
        return end
    stop = end
    while stop > start and not text[stop - 1].isalnum() and end - stop < 16:
        stop -= 1
    ornament = _DECORATION.search(text, stop, end)
    if not ornament or not ornament[0].strip():
        return end
    return ornament.start() if symmetrical or ornament[0][0].isspace() else end


def _before_url(text: str, start: int, end: int) -> int:
    """The end of the sentence without a URL that ends it; `(https://…)` and `…/.` stay."""
    if text.rfind("://", start, end) < 0:
        return end
    stop = end
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    if stop == start or text[stop - 1] in ".,;:!?":
        return end
    begin = stop
    while begin > start and text[begin - 1].isascii() and text[begin - 1] not in ' \t\n"<>`':
        begin -= 1
    url = _HTTP.search(text, begin, stop)
    if not url or text.count("(", url.start(), stop) != text.count(")", url.start(), stop):
        return end
    return url.start()


def _unwrapped(text: str, start: int, end: int) -> tuple[int, int] | None:
    """What stands inside a link, an image or an emphasis that holds the whole sentence."""
    for pattern in (_IMAGE, _LINK):
        if wrapped := pattern.fullmatch(text, start, end):
            return wrapped.span("core")
    strong = _STRONG.fullmatch(text, start, end)
    if not strong:
        return None
    begin, stop = strong.span("core")
    renders = spacing.flanks(text[begin], text[max(0, start - 1) : start]) and spacing.flanks(
        text[stop - 1], text[end : end + 1]
    )
    return (begin, stop) if renders else None


def _translatable(text: str) -> bool:
    """False for what needs no translator: URLs, code, tags, bare numbers, punctuation."""
    if (
        "<" in text
        or "`" in text
        or "&" in text
        or "@" in text
        or "://" in text
        or "{" in text
        or "[" in text
    ):
        text = _NOT_PROSE.sub(" ", text)
    first = _LETTER.search(text)
    if first and first[0].isalpha() and first[0] != "ー":
        return True
    return any(hit[0].isalpha() and hit[0] != "ー" for hit in _LETTER.finditer(text))
