"""A paragraph of another tool's catalog, and its translation, by the rules of today.

po4a, mdpo and Sphinx have a paragraph an entry, and more of it than we: `> ` and `[^1]:` in front, `{#id}`
behind a heading, a table or a front matter whole. What an entry was in its article it does not say, so it
is read in several ways, and the one that finds most of today's msgids is right.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from l10n.align import Alignment, Block, align
from l10n.evidence import Evidence
from l10n.normalize import Reading, by_count, squash

Way = Callable[[str, bool], Sequence[Block]]
"""(text, whether it is the translation) → its blocks."""


def recut(
    msgid: str,
    msgstr: str,
    ways: Sequence[Way],
    known: Collection[str],
    evidence: Evidence,
    *,
    spaced: bool,
) -> Reading:
    """The msgids of today in an old one, and the texts in its msgstr; `known` has all msgids, squashed.

    Where both sides are built alike, blocks are paired in order. A sentence that is a block by itself
    is certain; other sentences are shared out in order, or, if their numbers differ, as `align` pairs them.
    """
    way, source = _best(msgid, ways, known)
    pieces = [one.text for block in source for one in block.sentences if one.key]
    if len(pieces) < 2:
        return by_count(pieces, msgid, msgstr, spaced=spaced)
    target = way(msgstr, True)
    if [len(block.sentences) for block in source] == [len(block.sentences) for block in target]:
        return _in_order(source, target)
    found = align(source, target, evidence, spaced=spaced)
    if found.added:  # nothing may be lost
        return Reading(tuple(pieces))
    return _as_aligned(pieces, found)


def _best(msgid: str, ways: Sequence[Way], known: Collection[str]) -> tuple[Way, Sequence[Block]]:
    """The way that leaves fewest sentences unknown, the first of several."""
    readings = [(way, way(msgid, False)) for way in ways]
    readings = [(way, blocks) for way, blocks in readings if blocks] or readings[:1]
    return min(readings, key=lambda reading: _strangers(reading[1], known))


def _strangers(blocks: Sequence[Block], known: Collection[str]) -> int:
    return sum(
        squash(one.text) not in known for block in blocks for one in block.sentences if one.key
    )


def _in_order(source: Sequence[Block], target: Sequence[Block]) -> Reading:
    rows = [
        (one.text, other.text, len(block.sentences) == 1)
        for block, there in zip(source, target, strict=True)
        for one, other in zip(block.sentences, there.sentences, strict=True)
        if one.key
    ]
    pieces, texts, certain = zip(*rows, strict=True)
    return Reading(pieces, texts, certain)


def _as_aligned(pieces: Sequence[str], found: Alignment) -> Reading:
    texts: dict[str, str] = {}
    for pair in found.pairs:
        for place, one in enumerate(pair.source):
            texts[one.text] = "" if place else pair.text
    return Reading(tuple(pieces), tuple(map(texts.get, pieces)), (False,) * len(pieces))
