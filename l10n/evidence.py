"""How much speaks for one text being the translation of another, in natural logarithms.

What is counted is a likelihood ratio: how often true pairs look so, against how often two texts look so
that were put together by chance. Length is judged as Gale and Church do (A Program for Aligning
Sentences in Bilingual Corpora, 1993), by characters, with the spread of short texts wider. What stays the
same in translation weighs by its rarity: figures and dates as our readers of both languages read them,
names in Latin letters, words in katakana that sound alike, everyday words, terms, URLs, code. With an encoder of sentences its likeness is added.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from l10n.lang import read_target_dates, read_target_quantities, tags, words
from l10n.lang.ja import loanwords, read_dates, read_quantities
from l10n.lazy import lazy
from l10n.model import Term
from l10n.terms import find

Encode = Callable[[Sequence[str]], Sequence[Sequence[float]]]

_FIXED = lazy(
    r"https?://[^\s<>\"'）」、。]+|\]\(\s*<?(?P<link>[^\s()<>]+)|(?P<code>`[^`]+`)"
    r"|(?:href|src)=[\"'](?P<attribute>[^\"']*)|(?P<note>\[\^[^\]]+\])|(?P<tag>\{\{[^{}]*\}\})"
)
_HIDDEN = lazy(r"<rt>.*?</rt>|<rp>.*?</rp>|<[^<>]*>|\]\([^()]*\)|`[^`]*`|https?://\S+|\*\*|~~")
_LATIN = lazy(r"[A-Za-z][A-Za-z0-9]*(?:[-+.&'][A-Za-z0-9]+)*\+*")
_HAN = lazy(r"[一-鿿]")
_ASKS = lazy(r"[?？؟][\"'”’»」』）)\]*_]*\s*$")

# Measured on the 400 development sentences of PUD, human translations into en, de, zh_Hant, ko and ar
# (benchmarks/bench_align.py builds its articles of the same). Names and kanji vary most.
_RATE = {
    "figure": 0.86,
    "name": 0.6,
    "fixed": 0.95,
    "term": 0.8,
    "han": 0.4,
    "sound": 0.57,
    "word": 0.58,
}
"""How often what the source has stands in its translation, too."""
_WEIGHT = {
    "figure": 1.0,
    "name": 1.0,
    "fixed": 1.0,
    "term": 1.0,
    "han": 0.4,
    "sound": 1.0,
    "word": 0.7,
}
"""Kanji of one sentence come together, and count for less than each would alone; of everyday words some
mean something else."""
_UNSEEN = (
    20  # sentences that are thought of beside those of a text: a short one shows little of chance
)
_INVENTED = -1.5  # for a figure or a URL that the source does not have: a sixth of all
_STRANGE = -2.2
_SAME = 12.0
_MOST = 9.0  # what anchors may say together: those of one sentence are no independent witnesses
_LENGTHS = {"zh": -0.3, "ko": 0.1, "ja": 0.0}
_LENGTH = 0.85
"""The usual logarithm of target to source length, in characters: en 0.78, de 0.89, ar 0.63."""
_SPREAD, _SHORT = 0.02, 1.2
"""The variance of that in long texts, and what short ones add; a third more than measured, since
the sentences there were translated one by one."""
_CHANCE = 0.6  # its standard deviation over texts put together by chance
_LIKE, _UNLIKE = (0.58, 0.12), (0.07, 0.09)
"""Mean and standard deviation of the encoder's likeness, of true pairs and of chance pairs."""


@dataclass(frozen=True, slots=True)
class Side:
    """What one text, or several in a row, have to show."""

    length: int
    anchors: Mapping[tuple[str, str], int]
    """(kind, what) and how often."""
    asks: bool = False
    vector: Any = None
    """What an encoder makes of it, as numpy has it; None without one."""
    text: str = ""
    """The text itself, of a single sentence."""

    def __add__(self, other: Side) -> Side:
        anchors = Counter(self.anchors)
        anchors.update(other.anchors)
        vector = None if self.vector is None else self.vector + other.vector
        return Side(self.length + 1 + other.length, anchors, other.asks, vector)


class Evidence:
    """Judges pairs out of two texts."""

    def __init__(
        self, locale: str, terms: Sequence[Term] = (), encode: Encode | None = None
    ) -> None:
        self.locale, self.terms, self.encode = locale, terms, encode
        self.language = tags.language(locale)
        self.ratio = _LENGTHS.get(self.language, _LENGTH)
        self.han = self.language in ("zh", "yue")
        self.reads = words.are_known(self.language)
        """True when everyday words are evidence."""
        self.latin = False
        self._says: dict[tuple[str, str], tuple[float, float]] = {}
        """What it says that an anchor of the source is met, and that it is not."""

    def read(self, source: Sequence[str], target: Sequence[str]) -> tuple[list[Side], list[Side]]:
        """The sides of all sentences of both texts; what is rare in the target weighs more."""
        same = set(source) & set(target)
        self.latin = _is_latin(target)
        sources = [self._side(t, Counter(self._of_source(t, same))) for t in source]
        wanted = {anchor for side in sources for anchor in side.anchors}
        heard = [loanwords.latin_sounds(t) if self.latin else set() for t in target]
        known = _known_sounds({sound for some in heard for sound in some}, wanted)
        targets = [
            self._side(t, self._of_target(t, wanted) + Counter(_met(some, known)))
            for t, some in zip(target, heard, strict=True)
        ]
        found = Counter(anchor for side in targets for anchor in side.anchors)
        chances = {one: _chance(one[0], found[one], len(targets)) for one in wanted}
        self._says = {one: _says(one[0], chance) for one, chance in chances.items()}
        if self.encode is None:
            return sources, targets
        return _with_vectors(sources, self.encode(source)), _with_vectors(
            targets, self.encode(target)
        )

    def _side(self, text: str, anchors: Counter[tuple[str, str]]) -> Side:
        shown = _HIDDEN.sub("", text)
        return Side(len(shown), anchors, bool(_ASKS.search(text)), text=text)

    def _of_source(self, text: str, same: set[str]) -> Iterator[tuple[str, str]]:
        yield from _fixed(text)
        if text in same:
            yield "fixed", text
        bare = _FIXED.sub(" ", text)
        for quantity in read_quantities(bare):
            if quantity.value != 1 or self.han:  # 一つ is "a", and "a" no figure
                yield "figure", _value(quantity.value)
        for date in read_dates(bare):
            yield from (("figure", str(n)) for n in (date.year, date.month, date.day) if n)
        for word in _LATIN.findall(bare):
            yield "name", word.casefold()
        for hit in find(bare, self.terms):
            if hit.term.target and hit.term.target.casefold() != hit.term.source.casefold():
                yield "term", hit.term.source
        if self.reads:
            yield from (("word", str(row)) for row in words.in_japanese(bare))
        if self.latin:
            yield from (("sound", sound) for sound in set(loanwords.sounds(bare)))
        if self.han:
            yield from (("han", char) for char in set(_HAN.findall(bare)))

    def _of_target(self, text: str, wanted: set[tuple[str, str]]) -> Counter[tuple[str, str]]:
        found = Counter(_fixed(text))
        if ("fixed", text) in wanted:
            found["fixed", text] += 1
        bare = _FIXED.sub(" ", text)
        for quantity in read_target_quantities(bare, self.locale):
            found["figure", _value(quantity.value)] += 1
        for date in read_target_dates(bare, self.locale):
            found.update(("figure", str(n)) for n in (date.year, date.month, date.day) if n)
        names = (("name", word.casefold()) for word in _LATIN.findall(bare))
        found.update(name for name in names if name in wanted)
        small = bare.casefold()
        for term in self.terms:
            if ("term", term.source) in wanted and term.target.casefold() in small:
                found["term", term.source] += 1
        said = (("word", str(row)) for row in words.in_language(bare, self.language))
        found.update(word for word in said if word in wanted)
        found.update(("han", char) for char in set(_HAN.findall(bare)) if ("han", char) in wanted)
        return found

    def of(self, source: Side, target: Side) -> float:
        """What speaks for the two being a pair; below 0 what speaks against it."""
        if source.text and source.text == target.text:
            return _SAME  # a sentence that was left as it is
        return (
            self._length(source.length, target.length)
            + self._anchors(source, target)
            + (0.0 if source.asks == target.asks else -1.0)
            + _likeness(source.vector, target.vector)
        )

    def shared(self, source: Side, target: Side) -> float:
        """What speaks for the two besides their lengths."""
        return self._met(source, target) + _likeness(source.vector, target.vector)

    def is_strange(self, source: Side, target: Side) -> bool:
        """True when the source shows several things, and the target none of them."""
        missing = sum(self._says[one][1] for one in source.anchors)
        return missing < _STRANGE and not self.shared(source, target) > 0.0

    def share(self, source: Side, target: Side) -> float:
        """The same of a part of either: an encoder's likeness hardly changes by one sentence, so it
        counts only where nothing else is known."""
        return self._met(source, target) if self.reads else self.shared(source, target)

    def _met(self, source: Side, target: Side) -> float:
        return sum(self._says[one][0] for one in source.anchors if target.anchors.get(one))

    def _length(self, source: int, target: int) -> float:
        off = math.log((target + 4) / (source + 4)) - self.ratio
        spread = _SPREAD + _SHORT / (source + 8)
        true = -off * off / (2 * spread) - 0.5 * math.log(spread)
        chance = -off * off / (2 * _CHANCE**2) - math.log(_CHANCE)
        return max(true - chance, -12.0)

    def _anchors(self, source: Side, target: Side) -> float:
        total = 0.0
        theirs = target.anchors
        for anchor, count in source.anchors.items():
            met, missing = self._says[anchor]
            here = theirs.get(anchor, 0)
            if here:
                total += met
            if here < count:
                total += missing
        for anchor in theirs:
            if anchor[0] in ("figure", "fixed") and anchor not in source.anchors:
                total += _INVENTED
        return max(-_MOST, min(_MOST, total))

    def learn(self, pairs: Sequence[tuple[Side, Side]]) -> None:
        """Takes the usual length of this translator's texts from pairs that are sure."""
        offs = sorted(math.log((t.length + 4) / (s.length + 4)) for s, t in pairs if s.length > 8)
        if len(offs) >= 5:
            self.ratio = offs[len(offs) // 2]


def _is_latin(texts: Sequence[str]) -> bool:
    """True for a language in Latin letters."""
    letters = [char for text in texts for char in text if char.isalpha()]
    return sum(char < "\u0250" for char in letters) * 2 > len(letters)


def _known_sounds(
    heard: set[str], wanted: set[tuple[str, str]]
) -> dict[str, list[tuple[str, str]]]:
    """The words in katakana that each sound of the target may be."""
    by_first: dict[str, list[tuple[str, str]]] = {}
    for anchor in wanted:
        if anchor[0] == "sound":
            by_first.setdefault(anchor[1][0], []).append(anchor)
    found = {}
    for sound in heard:
        same = [one for one in by_first.get(sound[0], ()) if loanwords.alike(one[1], sound)]
        if same:
            found[sound] = same
    return found


def _met(heard: set[str], known: Mapping[str, Sequence[tuple[str, str]]]) -> set[tuple[str, str]]:
    return {anchor for sound in heard for anchor in known.get(sound, ())}


def _chance(kind: str, found: int, among: int) -> float:
    """How often a target has an anchor that its source has not: "nicht" stands in every third sentence
    of any text, and a name in none but this one."""
    chance = (found + 0.5) / (among + _UNSEEN)
    elsewhere = (found - 1) / max(1, among)
    return min(0.9, max(chance, elsewhere) if kind == "word" else chance)


def _says(kind: str, chance: float) -> tuple[float, float]:
    rate, weight = _RATE[kind], _WEIGHT[kind]
    missing = min(0.0, math.log((1 - rate) / (1 - chance)))
    return weight * max(0.0, math.log(rate / chance)), weight * missing


def _fixed(text: str) -> Iterator[tuple[str, str]]:
    for match in _FIXED.finditer(text):
        yield "fixed", next(filter(None, match.groups()), match[0])


def _value(value: object) -> str:
    return f"{value:f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:f}"


def _with_vectors(sides: Sequence[Side], vectors: Sequence[Sequence[float]]) -> list[Side]:
    from numpy import asarray  # the encoder needs it, too

    pairs = zip(sides, vectors, strict=True)
    return [replace(side, vector=asarray(vector)) for side, vector in pairs]


def _likeness(one: Any, other: Any) -> float:
    """The encoder's word for a pair; 0.0 without an encoder."""
    if one is None or other is None:
        return 0.0
    size = math.sqrt(float(one @ one) * float(other @ other)) or 1.0
    like = float(one @ other) / size
    return max(-8.0, min(8.0, _normal(like, *_LIKE) - _normal(like, *_UNLIKE)))


def _normal(value: float, mean: float, deviation: float) -> float:
    off = (value - mean) / deviation
    return -off * off / 2 - math.log(deviation)
