"""Stage: an article and a translation that was made of it elsewhere, into pairs of texts.

First the blocks are paired, in order, by what they are (heading, list item, table cell …) and what
`evidence.py` says of them; those left over may have been moved, and are paired out of order where much
speaks for it. Then the sentences inside each pair of blocks. Both are the same search: the likeliest way
through a grid whose steps take some texts of either side, and, summed over all ways, how sure each step is.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, reduce
from itertools import accumulate, chain
from operator import add
from typing import NamedTuple

from l10n.evidence import Evidence, Side
from l10n.lang import spacing
from l10n.lazy import lazy
from l10n.merge import by_machine
from l10n.model import JOINED, Catalog, Document, Entry, Key, Segment, State
from l10n.segment import Mode, Splitter, segment

_ESCAPED = lazy(r"^(\d{1,9})\\(?=[.)])")  # 21\. Januar: a number that Markdown must not count
_KANA = lazy(r"[ぁ-ヿ]")
_JAPANESE = lazy(r"[ぁ-ヿ一-鿿]")
ALIGNED = "l10n: aligned="
"""The translator comment that says how sure it is that a text belongs to its entry."""
SURE = 0.9  # from here on a pair is taken for right
_UNSURE = 0.89


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of either text."""

    text: str
    line: int
    key: Key | None
    """None for what nobody translates: a bare figure, code."""
    lead: str = ""
    """What of its block stands in front of it: a bullet, a number, the space behind a sentence."""
    tail: str = ""
    """What of its block stands behind it, if it is the last."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, cell … of either text."""

    role: str
    sentences: tuple[Sentence, ...]
    whole: Sentence | None = None
    """The text as one segment: without the emphasis or link that holds all of it."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Source sentences, one or several in a row, and what stands for them."""

    source: tuple[Sentence, ...]
    text: str
    confidence: float
    """From 0 to 1: how much likelier this is than all other ways of pairing, dropping or adding."""
    lines: tuple[int, ...] = ()
    """Where the target sentences begin."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """What is a translation of what, and what is left."""

    pairs: tuple[Pair, ...] = ()
    dropped: tuple[Sentence, ...] = ()
    """Source sentences without a translation."""
    added: tuple[Sentence, ...] = ()
    """Target sentences that translate nothing."""


@dataclass(slots=True)
class Adopted:
    """What a catalog took over."""

    approved: list[Key] = field(default_factory=list)
    stale: list[Key] = field(default_factory=list)
    """Taken as fuzzy: too unsure, or told in different ways in different places."""
    kept: list[Key] = field(default_factory=list)
    """Texts of people that say something else: only `force` overwrites them."""


def adopt(
    catalog: Catalog, pairs: Sequence[Pair], *, force: bool = False
) -> tuple[Catalog, Adopted]:
    """`catalog` with the texts of `pairs`; each says how sure it is in a comment.

    Of several source sentences told in one, the first has the text and the others are joined to
    it. What a person has approved or begun stays as it is unless `force`.
    """
    found, done = _by_key(pairs), Adopted()
    entries = tuple(
        e if e.obsolete or e.key not in found else _adopted(e, *found[e.key], done, force=force)
        for e in catalog.entries
    )
    return replace(catalog, entries=entries), done


def _by_key(pairs: Sequence[Pair]) -> dict[Key, tuple[str, float]]:
    """The text of each entry, "" when it is joined, and how sure that is; of several, the surest."""
    texts: dict[Key, dict[str, list[float]]] = {}
    for pair in pairs:
        for place, one in enumerate(pair.source):
            if one.key is not None:
                told = texts.setdefault(one.key, {})
                told.setdefault("" if place else pair.text, []).append(pair.confidence)
    return {key: _surest(told) for key, told in texts.items()}


def _surest(told: dict[str, list[float]]) -> tuple[str, float]:
    """Of the ways in which a repeated sentence is told, the usual one; joined only where always."""
    ways = {text: sure for text, sure in told.items() if text} or told
    text, sure = max(ways.items(), key=lambda way: (sum(way[1]), way[0]))
    return text, max(sure) * sum(sure) / sum(map(sum, ways.values()))


def _adopted(entry: Entry, text: str, sure: float, done: Adopted, *, force: bool) -> Entry:
    joined = not text
    if entry.msgid_plural is not None or (entry.answered and _agrees(entry, text)):
        return entry
    if entry.answered and not force and not by_machine(entry):
        done.kept.append(entry.key)
        return entry
    state = State.APPROVED if sure >= SURE else State.STALE
    (done.approved if sure >= SURE else done.stale).append(entry.key)
    kept = (c for c in entry.comments if c.strip() != JOINED and not c.startswith(ALIGNED))
    comments = (*kept, *([JOINED] if joined else []), f"{ALIGNED}{sure:.2f}")
    return replace(entry, msgstr=text, state=state, draft=None, previous=None, comments=comments)


def _agrees(entry: Entry, text: str) -> bool:
    return entry.msgstr == text and entry.joined == (not text)


def blocks(parsed: Document, split: Splitter, mode: Mode = "sentence") -> list[Block]:
    """The blocks of a text, as its format has parsed it, each cut into sentences by `split`."""
    cut, whole = segment(parsed, mode=mode, split=split), segment(parsed, mode="block", split=split)
    text = "".join(part.text for part in parsed.parts)
    sentences, wholes = list(_spans(cut))[::-1], list(_spans(whole))[::-1]
    found = []
    for start, block in _spans(parsed):
        stop = start + len(block.text)
        inside = list(_taken(sentences, stop))
        alone = list(_taken(wholes, stop))
        if inside:
            placed = tuple(_placed(text, start, stop, inside))
            one = next(_placed(text, start, stop, alone)) if len(alone) == 1 else None
            found.append(Block(block.role, placed, one))
        elif block.text.strip():
            bare = Sentence(block.text.strip(), _line(text, start), None)
            found.append(Block(block.role, (bare,)))
    return found


def _spans(document: Document) -> Iterator[tuple[int, Segment]]:
    """The segments with their offsets in the file."""
    starts = accumulate((len(part.text) for part in document.parts), initial=0)
    for start, part in zip(starts, document.parts, strict=False):
        if isinstance(part, Segment):
            yield start, part


def _taken(waiting: list[tuple[int, Segment]], stop: int) -> Iterator[tuple[int, Segment]]:
    """Takes from the end of `waiting` what begins before `stop`."""
    while waiting and waiting[-1][0] < stop:
        yield waiting.pop()


def _placed(
    text: str, start: int, stop: int, inside: Sequence[tuple[int, Segment]]
) -> Iterator[Sentence]:
    """The sentences of the block that is `text[start:stop]`."""
    for at, one in inside:
        end = at + len(one.text)
        tail = text[end:stop] if one is inside[-1][1] else ""
        yield Sentence(one.msgid, _line(text, at), one.key, text[start:at], tail)
        start = end


def _line(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1


def align(
    source: Sequence[Block], target: Sequence[Block], evidence: Evidence, *, spaced: bool
) -> Alignment:
    """The pairs of two texts; `spaced` is True when the target's language puts a space between
    sentences."""
    work = _Work(source, target, evidence, spaced)
    work.learn()
    return work.run()


# --- the grid ---------------------------------------------------------------------------------


class Step(NamedTuple):
    """So many texts of the source stand for so many of the target, which begin here."""

    i: int
    j: int
    m: int
    n: int
    confidence: float


Score = Callable[[int, int, int, int], float]
"""What speaks for the texts from i on, m of them, standing for those from j on, n of them."""
Run = Callable[[int, int], Side]
_NONE = -math.inf


Shapes = dict[tuple[int, int], float]


def search(rows: int, columns: int, shapes: Shapes, score: Score, width: int = 0) -> list[Step]:
    """The likeliest way through the grid.

    `shapes` says which (m, n) steps there are, and the logarithm of how often each is taken. With a
    `width`, only places so near to the diagonal are looked at. A step's confidence is its share of all
    ways (the forward-backward algorithm).
    """
    grid = _Grid(rows, columns, shapes, score, width)
    return grid.best()


class _Grid:
    """Places are (i, j): so many texts of either side are behind us."""

    def __init__(
        self,
        rows: int,
        columns: int,
        shapes: Shapes,
        score: Score,
        width: int,
    ) -> None:
        self.rows, self.columns, self.width = rows, columns, width
        self.shapes, self.score = list(shapes.items()), score
        self.steps: dict[tuple[int, int], list[tuple[int, int, float]]] = {}
        """To each place: the (m, n) that lead there, with their weights."""
        for i in range(rows + 1):
            for j in self._near(i):
                self.steps[i, j] = list(self._into(i, j))

    def _near(self, i: int) -> range:
        if not self.width:
            return range(self.columns + 1)
        middle = i * self.columns // max(1, self.rows)
        return range(max(0, middle - self.width), min(self.columns, middle + self.width) + 1)

    def _into(self, i: int, j: int) -> Iterator[tuple[int, int, float]]:
        for (m, n), prior in self.shapes:
            if i >= m and j >= n and ((i - m, j - n) in self.steps):
                weight = prior + self.score(i - m, j - n, m, n)
                if weight > _NONE:
                    yield m, n, weight

    def best(self) -> list[Step]:
        """The likeliest way, with the confidence of its steps."""
        if (self.rows, self.columns) not in self.steps:
            return []
        best: dict[tuple[int, int], tuple[float, int, int, float]] = {(0, 0): (0.0, 0, 0, 0.0)}
        for (i, j), steps in self.steps.items():
            ways = [
                (best[i - m, j - n][0] + w, m, n, w) for m, n, w in steps if (i - m, j - n) in best
            ]
            if ways:
                best[i, j] = max(ways)
        before, behind = self._before(), self._behind()
        total = before.get((self.rows, self.columns), _NONE)
        found, place = [], (self.rows, self.columns)
        while place != (0, 0) and place in best:
            _, m, n, weight = best[place]
            start = place[0] - m, place[1] - n
            sure = math.exp(min(0.0, before[start] + weight + behind[place] - total))
            found.append(Step(*start, m, n, sure))
            place = start
        return found[::-1]

    def _before(self) -> dict[tuple[int, int], float]:
        """The logarithm of the weight of all ways to each place."""
        sums = {(0, 0): 0.0}
        for (i, j), steps in self.steps.items():
            ways = [sums[i - m, j - n] + w for m, n, w in steps if (i - m, j - n) in sums]
            if ways:
                sums[i, j] = _sum(ways)
        return sums

    def _behind(self) -> dict[tuple[int, int], float]:
        """The same from each place to the end."""
        ways: dict[tuple[int, int], list[float]] = {(self.rows, self.columns): [0.0]}
        sums: dict[tuple[int, int], float] = {}
        for (i, j), steps in reversed(self.steps.items()):
            if (i, j) not in ways:
                continue
            sums[i, j] = here = _sum(ways[i, j])
            for m, n, weight in steps:
                ways.setdefault((i - m, j - n), []).append(here + weight)
        return sums


def _sum(logarithms: Sequence[float]) -> float:
    most = max(logarithms)
    return most + math.log(sum(math.exp(one - most) for one in logarithms))


# --- blocks, then sentences -------------------------------------------------------------------

_PROSE = frozenset(
    ["paragraph", "line", "list item", "quotation", "footnote", "note", "definition"]
)
_BLOCKS = {(1, 1): 0.92, (1, 0): 0.03, (0, 1): 0.03, (2, 1): 0.01, (1, 2): 0.01}
_SENTENCES = {
    (1, 1): 0.89, (1, 0): 0.015, (0, 1): 0.015, (2, 1): 0.03, (1, 2): 0.03, (3, 1): 0.004,
    (1, 3): 0.004, (2, 2): 0.004, (1, 4): 0.001, (4, 1): 0.001,
}  # fmt: skip
"""How often a translator takes so many texts for so many: Gale and Church's figures, about."""
_BEFOREHAND = 12  # how many steps of a text are worth as much as these
_SHARE = 0.5  # of what two sides have in common besides length; less is chance
_MOVED = 1.5  # what must speak for two blocks that stand in different places: more than length can
_BAND = 40  # blocks that a translation may be ahead or behind


@dataclass(slots=True)
class _Work:
    """Two texts on their way."""

    source: Sequence[Block]
    target: Sequence[Block]
    evidence: Evidence
    spaced: bool
    sides: tuple[list[list[Side]], list[list[Side]]] = field(init=False)
    """Of each block's sentences."""
    sums: tuple[list[Side], list[Side]] = field(init=False)
    """Of each block."""
    runs: tuple[Run, Run] = field(init=False)
    roles: tuple[Counter[str], Counter[str]] = field(init=False)
    block_shapes: Shapes = field(default_factory=lambda: _logarithms(_BLOCKS))
    sentence_shapes: Shapes = field(default_factory=lambda: _logarithms(_SENTENCES))

    def __post_init__(self) -> None:
        texts = [[s.text for b in side for s in b.sentences] for side in (self.source, self.target)]
        read = self.evidence.read(*texts)
        self.sides = (_split(read[0], self.source), _split(read[1], self.target))
        self.sums = ([_sum_of(b) for b in self.sides[0]], [_sum_of(b) for b in self.sides[1]])
        self.runs = _runs(self.sums[0]), _runs(self.sums[1])
        self.roles = Counter(b.role for b in self.source), Counter(b.role for b in self.target)

    def learn(self) -> None:
        """Takes from a first pass how this translator works: how long the texts are, and how often
        something was dropped, added, joined or cut in two."""
        steps = self._search()
        sure = [s for s in steps if (s.m, s.n) == (1, 1) and s.confidence >= SURE]
        self.evidence.learn([(self.sums[0][s.i], self.sums[1][s.j]) for s in sure])
        self.block_shapes = _learned(_BLOCKS, steps)
        inner = [one for step in steps if step.m and step.n for one in self._grid(step).steps()]
        self.sentence_shapes = _learned(_SENTENCES, inner)

    def run(self) -> Alignment:
        """All pairs, in the order of the source."""
        steps = self._search()
        left = [s.i for s in steps if not s.n], [s.j for s in steps if not s.m]
        moved = self._moved(*left)
        again = {step.i for step in moved}, {step.j for step in moved}
        kept = [s for s in steps if (s.n or s.i not in again[0]) and (s.m or s.j not in again[1])]
        found = [one for step in sorted([*kept, *moved]) for one in self._inside(step)]
        han = self.evidence.han
        met = [one for one in found if isinstance(one, Pair)]
        pairs = [pair for pair in met if not _is_nothing(pair, han=han)]
        same = [pair.source for pair in met if _is_same(pair, han=han)]
        left_over = [one for one in found if not isinstance(one, Pair) and one[1].key]
        dropped = [*(one for is_source, one in left_over if is_source), *chain.from_iterable(same)]
        added = [one for is_source, one in left_over if not is_source]
        return Alignment(
            tuple(pairs),
            tuple(sorted(dropped, key=lambda one: one.line)),
            tuple(sorted(added, key=lambda one: one.line)),
        )

    def _search(self) -> list[Step]:
        rows, columns = len(self.source), len(self.target)
        width = _BAND + abs(rows - columns)
        return search(
            rows, columns, self.block_shapes, self._blocks, width if width < columns else 0
        )

    def _blocks(self, i: int, j: int, m: int, n: int) -> float:
        if not m or not n:
            return 0.0
        if m + n > 2 and not self._are_prose(i, j, m, n):
            return _NONE
        fits = self._kinds(self.source[i].role, self.target[j].role)
        return fits + self.evidence.of(self.runs[0](i, m), self.runs[1](j, n))

    def _are_prose(self, i: int, j: int, m: int, n: int) -> bool:
        here = {block.role for block in (*self.source[i : i + m], *self.target[j : j + n])}
        return len(here) == 1 and here <= _PROSE

    def _kinds(self, one: str, other: str) -> float:
        """What the kinds of two blocks say: much where both are rare, all where both are unique."""
        if one == other:
            share = self.roles[1][other] / max(1, len(self.target))
            return min(5.0, -math.log(share))
        family = one.partition(" ")[0]
        if family in ("heading", "table") and family == other.partition(" ")[0]:
            return -1.5  # headings of another level, cell and heading of a table
        kinds = {one in _PROSE, other in _PROSE}
        if kinds == {True}:
            return -3.0
        return -7.0 if True in kinds and "heading" in (family, other.partition(" ")[0]) else _NONE

    def _moved(self, rows: Sequence[int], columns: Sequence[int]) -> list[Step]:
        """Pairs of blocks that were left over; more must speak for one the more there are."""
        enough = _MOVED + math.log(max(1, len(rows) * len(columns)))
        scores = {
            (i, j): self._blocks(i, j, 1, 1)
            + _unique(self.roles, self.source[i].role, self.target[j].role)
            for i in rows
            for j in columns
        }
        found: list[Step] = []
        used: tuple[set[int], set[int]] = set(), set()
        for (i, j), score in sorted(scores.items(), key=lambda item: (-item[1], item[0])):
            if score < enough or i in used[0] or j in used[1]:
                continue
            rivals = [s for (a, b), s in scores.items() if (a == i) != (b == j)]
            found.append(Step(i, j, 1, 1, _share(score, [*rivals, enough - 1.0])))
            used[0].add(i)
            used[1].add(j)
        return found

    def _inside(self, step: Step) -> Iterator[Pair | tuple[bool, Sentence]]:
        """The pairs of sentences inside a pair of blocks; else (True, dropped) or (False, added)."""
        here = self.source[step.i : step.i + step.m]
        there = self.target[step.j : step.j + step.n]
        sources = [s for block in here for s in block.sentences]
        targets = [s for block in there for s in block.sentences]
        if not sources or not targets:
            yield from ((True, one) for one in sources)
            yield from ((False, one) for one in targets)
            return
        for inner in self._grid(step).judged():
            pair = sources[inner.i : inner.i + inner.m], targets[inner.j : inner.j + inner.n]
            if not inner.n:
                yield from ((True, one) for one in pair[0])
            elif not inner.m:
                yield from ((False, one) for one in pair[1])
            else:
                all_of_it = len(pair[0]) == len(sources) == 1 and len(pair[1]) == len(targets)
                whole = there[0].whole if all_of_it and len(there) == 1 else None
                text = _joined([whole] if whole else pair[1], pair[0], spaced=self.spaced)
                sure = step.confidence * inner.confidence
                lines = tuple(one.line for one in pair[1])
                yield Pair(tuple(pair[0]), text, round(sure, 2), lines)

    def _grid(self, step: Step) -> _Inside:
        sides = self.sides[0][step.i : step.i + step.m], self.sides[1][step.j : step.j + step.n]
        ends = list(accumulate(map(len, sides[0])))
        source, target = ([side for block in blocks for side in block] for blocks in sides)
        return _Inside(
            (len(source), len(target)), _runs(source), _runs(target),
            ends, self.evidence, self.sentence_shapes,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Inside:
    """The sentences of a pair of blocks."""

    counts: tuple[int, int]
    source: Run
    target: Run
    ends: Sequence[int]
    """Where the source's blocks end: no sentence is told in another paragraph's."""
    evidence: Evidence
    shapes: Shapes

    def steps(self) -> list[Step]:
        """The likeliest way; where a target cannot be cut, the whole of it is one step."""
        rows, columns = self.counts
        apart = max(1, min(rows, columns) - 1)  # ways of cutting both that were given up
        shapes = {(rows, columns): apart * math.log(0.0005)} | self.shapes
        return search(rows, columns, shapes, self._score)

    def judged(self) -> list[Step]:
        """The steps; none is surer than `_UNSURE` that is not credible."""
        steps = self.steps()
        plain = all(step.m == step.n == 1 for step in steps)
        return [
            step
            if self._is_credible(step, plain=plain)
            else step._replace(confidence=min(step.confidence, _UNSURE))
            for step in steps
        ]

    def _is_credible(self, step: Step, *, plain: bool) -> bool:
        """False for a step that length alone speaks for, where that shows little: sentences were
        dropped, added, joined or cut here (`plain` where none were), or nothing else fits.

        Of sentences told in one, or one told in several, each has to have a share in what the sides
        have in common.
        """
        i, j, m, n, _ = step
        if not m or not n:
            return True
        if m > 1 and n > 1:
            return False  # a person has to say which half is whose
        here, there = self.source(i, m), self.target(j, n)
        if plain or (m == n == 1 and not self.evidence.reads):
            return not self.evidence.is_strange(here, there)
        rests = [(self._without(self.source, i, m, k), there) for k in range(m) if m > 1]
        rests += [(here, self._without(self.target, j, n, k)) for k in range(n) if n > 1]
        common = self.evidence.shared(here, there)
        whole = self.evidence.share(here, there)
        shares = (whole - self.evidence.share(*rest) for rest in rests)
        return min((common, *shares)) > _SHARE

    def _without(self, run: Run, start: int, count: int, gone: int) -> Side:
        return reduce(add, [run(start + k, 1) for k in range(count) if k != gone])

    def _score(self, i: int, j: int, m: int, n: int) -> float:
        if not m or not n:
            return 0.0
        if m > 1 and any(i < end < i + m for end in self.ends):
            return _NONE
        return self.evidence.of(self.source(i, m), self.target(j, n))


def _learned(usual: Shapes, steps: Sequence[Step]) -> Shapes:
    """The logarithms of `usual`, moved towards what the steps of this text show."""
    seen = Counter((step.m, step.n) for step in steps)
    total = _BEFOREHAND + len(steps)
    known = {shape: (_BEFOREHAND * share + seen[shape]) / total for shape, share in usual.items()}
    return _logarithms(known)


def _logarithms(shares: Shapes) -> Shapes:
    return {shape: math.log(share) for shape, share in shares.items()}


def _is_same(pair: Pair, *, han: bool) -> bool:
    """True for a sentence that was left in Japanese: names, and words of kanji in Chinese, are the
    same in translation."""
    (first, *more), text = pair.source, pair.text
    same = first.key is not None and not more and text == first.text
    return same and bool((_KANA if han else _JAPANESE).search(text))


def _is_nothing(pair: Pair, *, han: bool) -> bool:
    """True when there is nothing to learn: a figure, or a sentence that was left as it is."""
    return pair.source[0].key is None or _is_same(pair, han=han)


def _split(sides: Sequence[Side], blocks: Sequence[Block]) -> list[list[Side]]:
    found, start = [], 0
    for block in blocks:
        found.append(list(sides[start : start + len(block.sentences)]))
        start += len(block.sentences)
    return found


def _runs(sides: Sequence[Side]) -> Run:
    """The sum of some sides in a row, added up once."""
    return cache(lambda start, count: reduce(add, sides[start : start + count]))


def _sum_of(sides: Sequence[Side]) -> Side:
    return reduce(add, sides)


def _unique(roles: tuple[Counter[str], Counter[str]], one: str, other: str) -> float:
    """What it says that each text has one block of a kind: a title, a description."""
    return 6.0 if one == other and roles[0][one] == roles[1][one] == 1 else 0.0


def _share(score: float, rivals: Sequence[float]) -> float:
    return 1 / (1 + sum(math.exp(min(50.0, rival - score)) for rival in rivals))


def _joined(sentences: Sequence[Sentence], source: Sequence[Sentence], *, spaced: bool) -> str:
    """Sentences of a block as one text, with the bullets or URLs that stand between them.

    What looks like a bullet, a list number or a closing mark at its ends is a part of it where the
    source has none: 21. Januar.
    """
    text = sentences[0].text
    for one in sentences[1:]:
        for piece in filter(None, (one.lead.strip(), one.text)):
            text += spacing.joins(text, piece, spaced=spaced) + piece
    lead, tail = sentences[0].lead, sentences[-1].tail
    if lead.strip() and not source[0].lead.strip():
        text = lead.lstrip() + text
    if tail.strip() and not source[-1].tail.strip():
        text += tail.rstrip()
    return _ESCAPED.sub(r"\1", text)  # the format escapes it again where it has to
