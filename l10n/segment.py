"""Stage: blocks into segments, the sentences that translators see.

A block's text is folded (soft line breaks vanish between Japanese characters), cut into
sentences, and each sentence is peeled: emoji bullets, list numbers, bare URLs and edge
whitespace become skeleton, so that no msgid starts or ends with them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from l10n.lang.ja import split_sentences
from l10n.model import Document, Part, Segment, Skeleton

Mode = Literal["sentence", "block"]

_BULLETS = (
    r"(?:[\u2190-\u21ff\u2300-\u27bf\u2900-\u297f\u2b00-\u2bff\U0001f000-\U0001faff]"
    r"[\ufe0e\ufe0f\u200d\U0001f3fb-\U0001f3ff]*|[・●○■□◆◇▶►★☆※◎])"
)
_NUMBER = r"(?:[(（]?\d{1,3}[.)．）](?=[\s　]|[^\d\s])[\s　]*(?!\d)|[①-⑳㉑-㉟][\s　]*)"
_LEAD = re.compile(rf"[\s　]*(?:{_BULLETS}+[\s　]*)*(?:{_NUMBER})?")
_TAIL_URL = re.compile(r"(?<![(<\"'=\[`])https?://[^\s<>\"'`]+\s*$")
_LINK = re.compile(r"\[(?P<core>[^\[\]`!]+)\]\((?:[^()\s]|\([^()\s]*\))*\)")
_IMAGE = re.compile(r"!\[(?P<core>[^\[\]]+)\]\((?:[^()\s]|\([^()\s]*\))*\)")
_STRONG = re.compile(r"(?P<mark>\*\*|\*|~~)(?P<core>[^*~`]+)(?P=mark)")
_NOT_PROSE = re.compile(r"`+[^`]*`+|https?://\S+|<[^>]*>|&#?\w+;")
_PROSE_ROLES = ("paragraph", "line", "list item", "quotation", "footnote", "definition", "caption")


def segment(document: Document, *, mode: Mode = "sentence") -> Document:
    """The document with each block cut into segments; its parts still join to the file.

    With `mode="block"` a block stays one segment (as po4a and mdpo have it).
    """
    parts: list[Part] = []
    for part in document.parts:
        if isinstance(part, Segment):
            parts.extend(_block(part, mode))
        else:
            parts.append(part)
    return replace(document, parts=tuple(parts))


def _block(block: Segment, mode: Mode) -> Iterator[Part]:
    if block.msgid:  # the format decoded it (a front matter value): whole, and never cut
        yield block if _translatable(block.msgid) else Skeleton(block.text)
        return
    folded, origin = fold(block)
    whole = mode == "block" or not block.role.startswith(_PROSE_ROLES)
    ends, position = [], 0
    for sentence in [folded] if whole else split_sentences(folded):
        position += len(sentence)
        ends.append(position)
    yield from _pieces(block, folded, origin, ends)


def fold(block: Segment) -> tuple[str, list[int]]:
    """The block's text without soft line breaks, and each character's offset in `text`.

    A break next to a CJK character vanishes, as CSS Text 3 section 4.1.3 has it; between
    Latin words it is a space. The offsets have one more item: the end.
    """
    folded: list[str] = []
    origin: list[int] = []
    position = 0
    for start, end in (*block.folds, (len(block.text), len(block.text))):
        folded.extend(block.text[position:start])
        origin.extend(range(position, start))
        before, after = block.text[start - 1 : start], block.text[end : end + 1]
        if end > start and before and after and not (_is_cjk(before) or _is_cjk(after)):
            folded.append(" ")
            origin.append(start)
        position = end
    return "".join(folded), [*origin, len(block.text)]


def _is_cjk(char: str) -> bool:
    """True for characters that Japanese and Chinese set without spaces (Hangul is spaced)."""
    wide = unicodedata.east_asian_width(char) in ("W", "F")
    return wide and not "\uac00" <= char <= "\ud7a3"


def _pieces(block: Segment, folded: str, origin: list[int], ends: list[int]) -> Iterator[Part]:
    """Sentences as segments, what surrounds them as skeleton, a joint between two of them."""
    raw = block.text
    position = start = 0  # in raw; in folded
    after_sentence = False
    for end in ends:
        core = _peel(folded, start, end, block)
        start = end
        if core is None:
            continue
        begin, stop = origin[core[0]], origin[core[1] - 1] + 1
        yield from _between(raw[position:begin], joint=after_sentence)
        yield _piece(block, begin, stop, folded[core[0] : core[1]])
        position, after_sentence = stop, True
    if position < len(raw):
        yield Skeleton(raw[position:])


def _between(text: str, *, joint: bool) -> Iterator[Part]:
    if joint:
        space = len(text) - len(text.lstrip())
        blank = not text.strip(" \t\r\n　>")  # `> ` is a quotation's next line
        yield Skeleton(text if blank else text[:space], joint=True)
        text = "" if blank else text[space:]
    if text:
        yield Skeleton(text)


def _piece(block: Segment, begin: int, stop: int, msgid: str) -> Segment:
    folds = tuple((a - begin, b - begin) for a, b in block.folds if begin < a and b < stop)
    role = block.role
    if block.text[max(0, begin - 2) : begin] == "![":
        role = "image text"
    return replace(block, text=block.text[begin:stop], msgid=msgid, folds=folds, role=role)


def _peel(folded: str, start: int, end: int, block: Segment) -> tuple[int, int] | None:
    """(start, end) of what a translator gets of a sentence; None when nothing is left."""
    lead = _LEAD.match(folded, start, end)
    if lead and not block.syntax.startswith(("yaml", "html-attr")):
        start = lead.end()
    url = _TAIL_URL.search(folded, start, end)
    if url:
        end = url.start()
    while start < end and folded[start].isspace():
        start += 1
    while end > start and folded[end - 1].isspace():
        end -= 1
    if block.syntax.startswith("markdown"):
        for pattern in (_IMAGE, _LINK, _STRONG):
            wrapped = pattern.fullmatch(folded, start, end)
            if wrapped:
                start, end = wrapped.span("core")
    return (start, end) if _translatable(folded[start:end]) else None


def _translatable(text: str) -> bool:
    """False for what needs no translator: URLs, code, tags, bare numbers, punctuation."""
    return any(char.isalpha() for char in _NOT_PROSE.sub("", text))
