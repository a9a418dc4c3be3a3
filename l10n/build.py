"""Stage: a Document and a catalog into an Edition. Never fails because one entry is bad."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field, replace
from functools import lru_cache, partial
from typing import Literal

from l10n.entries import active_worked_on
from l10n.lang import spacing, tags
from l10n.lazy import lazy
from l10n.model import (
    Catalog,
    Coverage,
    Document,
    Edition,
    Entry,
    Finding,
    Key,
    Part,
    Piece,
    Segment,
    Skeleton,
    State,
)
from l10n.noun import noun, record
from l10n.plugin import Format, Stamp

Include = Literal["drafts", "approved"]
_CONTEXT = 300  # characters to the left that decide about a space: the end of a link may be long
_OPENER = lazy(r"(?:\*\*|\*|~~|!?\[)$")
_LINK_END = lazy(r"\]\((?:[^()\s]|\([^()\s]*\))*\)")
BLANK_LINE = lazy(r"(?:\r\n|\n|\r(?!\n))[ \t>]*(?:\r\n|\n|\r)")
"""Between two blocks of Markdown, also in a quotation."""
_TRIES = 4  # places where a stretch is tried to be halved: beside a long table or list, in vain
_SHOWN = {"drafts": (State.APPROVED, State.DRAFT), "approved": (State.APPROVED,)}


def build(
    document: Document,
    catalog: Catalog,
    fmt: Format,
    *,
    include: Include = "drafts",
    findings: Sequence[Finding] = (),
    unsafe: Sequence[Finding] = (),
    outline: Callable[[], Sequence[str]] | None = None,
) -> Edition:
    """The edition of an article in the catalog's locale.

    A segment falls back to its source text when its entry is untranslated or stale (the text
    belongs to another source: its figures may be wrong), a draft with an error among
    `findings`, any text that is `unsafe`, joined to a sentence that falls back itself, or would change the structure.
    With nothing translated the text is the source, byte for byte. `outline` gives the source's, where
    somebody knows it.
    """
    entries = {entry.key: entry for entry in active_worked_on(catalog.entries)}
    if not entries:
        tag = tags.language_tag(catalog.locale)
        return replace(_bare(document), path=f"{tag}/{document.name}", locale=catalog.locale)
    wrong = {f.key: f for f in findings if f.severity == "error"}
    shown = {
        key: entry
        for key, entry in entries.items()
        if entry.state in _SHOWN[include] and not (entry.state is State.DRAFT and key in wrong)
    }
    refused = [finding for finding in unsafe if finding.key in shown]
    shown = {key: entry for key, entry in shown.items() if not any(f.key == key for f in refused)}
    space = tags.joiner(catalog.locale)
    source = "".join(part.text for part in document.parts)
    grown, stranded, broken = _unbroken(
        _Stretch(document.parts, shown, fmt, space), outline or partial(fmt.outline, source)
    )
    shown = {key: entry for key, entry in shown.items() if key not in broken}
    text = "".join(grown.pieces)
    changed = text != source
    translation = _translation(document, shown) if changed else ""
    tag = tags.language_tag(catalog.locale)
    if translation:
        text = fmt.stamp(text, Stamp(tag, tags.direction(catalog.locale), translation))
    return Edition(
        path=f"{tag}/{document.name}",
        locale=catalog.locale,
        text=text,
        coverage=coverage(document, entries),
        translation=translation,
        fallbacks=(
            *(
                f
                for key, f in wrong.items()
                if key in entries and entries[key].state is State.DRAFT
            ),
            *refused,
            *(_breaks(entry, catalog.locale) for entry in broken.values()),
            *(_stranded(entries[key], catalog.locale) for key in stranded),
        ),
        pieces=_provenance(grown, entries, shown),
    )


@lru_cache(maxsize=16)  # the articles at hand: what nobody has begun is the same in all locales
def _bare(document: Document) -> Edition:
    """The edition in which nothing is translated, of no locale yet."""
    parts, _ = _unfolded(document.parts, {})
    text = _assemble(parts, {}, None, "")
    return Edition(
        path="",
        locale="",
        text="".join(text.pieces),
        coverage=coverage(document, {}),
        translation="",
        pieces=_provenance(text, {}, {}),
    )


def source_edition(document: Document, locale: str) -> Edition:
    """The article itself as the edition in its own locale."""
    return Edition(
        path=f"{tags.language_tag(locale)}/{document.name}",
        locale=locale,
        text="".join(part.text for part in document.parts),
        coverage=Coverage(),
        translation="",
        pieces=tuple(
            Piece(part.text, part, None, part.msgid)
            if isinstance(part, Segment)
            else Piece(part.text)
            for part in document.parts
        ),
    )


def _provenance(
    text: _Text, entries: Mapping[Key, Entry], shown: Mapping[Key, Entry]
) -> tuple[Piece, ...]:
    """Each run of the text with the state of its entry."""
    pieces = []
    for run, segment in zip(text.pieces, text.segments, strict=True):
        if segment is None:
            pieces.append(Piece(run))
            continue
        entry, known = shown.get(segment.key), entries.get(segment.key)
        translated = entry is not None and not entry.joined
        words = entry.msgstr if entry is not None and translated else segment.msgid
        state = known.state if known else State.UNTRANSLATED
        pieces.append(Piece(run, segment, state, words, translated))
    return tuple(pieces)


@noun
class _Stretch:
    """Parts of an article that follow each other, with the entries that are to be shown in them."""

    parts: tuple[Part, ...]
    shown: Mapping[Key, Entry]
    fmt: Format
    space: str

    @property
    def keys(self) -> list[Key]:
        """The keys of the entries that stand here, in the article's order."""
        segments = (part for part in self.parts if isinstance(part, Segment))
        return list(dict.fromkeys(s.key for s in segments if s.key in self.shown))

    def only(self, keys: Sequence[Key]) -> _Stretch:
        """The same parts with fewer entries."""
        return replace(self, shown={key: self.shown[key] for key in keys})

    def render(self) -> tuple[_Text, list[Key]]:
        """Its text in runs, and the keys of folded sentences that stay in it, in Japanese."""
        parts, stranded = _unfolded(self.parts, self.shown)
        return _assemble(parts, self.shown, self.fmt, self.space), stranded

    def outline(self) -> tuple[str, ...]:
        return self.fmt.outline("".join(self.render()[0].pieces))

    def source_outline(self) -> tuple[str, ...]:
        return self.fmt.outline("".join(part.text for part in self.parts))


def _unbroken(
    article: _Stretch, outline: Callable[[], Sequence[str]]
) -> tuple[_Text, list[Key], dict[Key, Entry]]:
    """What `render` makes, without the entries whose msgstr gives the article another outline
    than the source has: a list of a paragraph, a tag that swallows the rest. Those come last.

    A format escapes what it sees at one place; what two places make together only the finished
    text shows.
    """
    text, stranded = article.render()
    if not article.shown:
        return text, stranded, {}
    wanted = tuple(outline())
    if article.fmt.outline("".join(text.pieces)) == wanted:
        return text, stranded, {}
    guilty = set(_culprits(article, wanted))
    # what stands far apart (a footnote's mark and its text) only the whole article shows
    left = article.only([key for key in article.keys if key not in guilty])
    guilty.update(_one_by_one(left, wanted))
    text, stranded = article.only([key for key in article.keys if key not in guilty]).render()
    return text, stranded, {key: article.shown[key] for key in article.keys if key in guilty}


def _culprits(stretch: _Stretch, wanted: tuple[str, ...]) -> list[Key]:
    """The entries that break a stretch, each looked for in the blocks around it alone.

    To read the whole article again for every broken entry took a minute for 500 drafts of an
    engine that drops code and emphasis.
    """
    if not stretch.keys or stretch.outline() == wanted:
        return []
    halves = _halves(stretch, wanted) if len(stretch.keys) > 1 else None
    if halves is None:
        return _one_by_one(stretch, wanted)
    return [key for half in halves for key in _culprits(*half)]


def _one_by_one(stretch: _Stretch, wanted: tuple[str, ...]) -> list[Key]:
    """The entries that break a stretch: the first is found by halving, taken out, and so on."""
    left, broken = stretch.keys, []

    def holds(count: int) -> bool:
        return stretch.only(left[:count]).outline() == wanted

    while left and not holds(len(left)):
        whole, count = 0, len(left)  # left[:whole] holds, left[:count] does not
        while count - whole > 1:
            middle = (whole + count) // 2
            whole, count = (middle, count) if holds(middle) else (whole, middle)
        broken.append(left.pop(count - 1))
    return broken


def _halves(
    stretch: _Stretch, wanted: tuple[str, ...]
) -> list[tuple[_Stretch, tuple[str, ...]]] | None:
    """Two stretches that mean the same apart as together, with their outlines; None without any.

    Apart, nothing may be added: half a list would be two lists. What is missing are links and
    notes whose definitions stand in the other half.
    """
    for number, cut in _cuts(stretch.parts):
        text = stretch.parts[number].text
        before = (*stretch.parts[:number], Skeleton(text[:cut]))
        after = (Skeleton(text[cut:]), *stretch.parts[number + 1 :])
        halves = [replace(stretch, parts=before), replace(stretch, parts=after)]
        outlines = [half.source_outline() for half in halves]
        names = iter(wanted)
        if all(name in names for outline in outlines for name in outline):
            return list(zip(halves, outlines, strict=True))
    return None


def _cuts(parts: Sequence[Part]) -> list[tuple[int, int]]:
    """A few places where blocks may end, nearest the middle first: (index of a part, offset)."""
    found = []
    inner = range(1, len(parts) - 1)
    for number in sorted(inner, key=lambda n: abs(n - len(parts) // 2)):
        part = parts[number]
        if isinstance(part, Skeleton) and not part.joint:
            blank = BLANK_LINE.search(part.text)
            found.append((number, blank.end() if blank else 0))
        if len(found) == _TRIES:
            break
    return found


def _breaks(entry: Entry, locale: str) -> Finding:
    message, fix = "it would change the structure of the article", ""
    if entry.joined:
        message = "it is joined, but nothing would be left of its block, or of its link"
        fix = "translate it where it stands"
    return Finding("structure", "error", message, entry.key, locale, line=entry.line, fix=fix)


def _stranded(entry: Entry, locale: str) -> Finding:
    return Finding(
        "joined",
        "warning",
        "it is joined to a sentence that is not published, or that a machine translated",
        entry.key,
        locale,
        line=entry.line,
        fix="translate the sentence before it, or this one",
    )


def coverage(document: Document, entries: Mapping[Key, Entry]) -> Coverage:
    """How many segments of the article stand in each state."""
    counts = Counter(
        entries[s.key].state if s.key in entries else State.UNTRANSLATED for s in document.segments
    )
    return Coverage(**{state.value: counts[state] for state in State})


def _translation(
    document: Document, shown: Mapping[Key, Entry]
) -> Literal["machine", "partly-reviewed", "reviewed"]:
    """What the edition is, given that it differs from its source."""
    states = [shown[s.key].state if s.key in shown else None for s in document.segments]
    if State.APPROVED not in states:
        return "machine"
    reviewed = all(state is State.APPROVED for state in states)
    return "reviewed" if reviewed else "partly-reviewed"


@record
class _Text:
    """An edition as it grows; a joint waits in it until both of its neighbours are known."""

    spaced: bool
    """The target language puts a space between sentences."""
    pieces: list[str] = field(default_factory=list)
    segments: list[Segment | None] = field(default_factory=list)
    """For each piece, the segment that it is."""
    joint: str | None = None
    """The source's spacing at the joint that waits."""
    changed: bool = False
    """The last segment stands in the target language."""

    def add(self, text: str, *, follows: bool, segment: Segment | None = None) -> None:
        """Puts `text` behind the joint; `follows` is True when the next segment is translated."""
        if self.joint is not None:
            space = self.joint
            if self.changed or follows:
                space = spacing.joins(self._left(), text, spaced=self.spaced)
            self._append(space, None)
            self.joint = None
        self._append(text, segment)

    def _append(self, text: str, segment: Segment | None) -> None:
        self.pieces.append(text)
        self.segments.append(segment)

    def _left(self) -> str:
        """The last piece, with what stands before it where that is markup or punctuation."""
        tail = ""
        for piece in reversed(self.pieces):
            tail = piece[-_CONTEXT:] + tail
            if len(tail) >= _CONTEXT or "\n" in piece:
                break
        return tail


def _assemble(
    parts: Sequence[Part], shown: Mapping[Key, Entry], fmt: Format | None, space: str
) -> _Text:
    follows = _translated_next(parts, shown)
    text = _Text(spaced=bool(space))
    for part, next_one in zip(parts, follows, strict=True):
        if isinstance(part, Segment):
            entry = shown.get(part.key)
            translated = _is_translated(entry, part)
            written = fmt.write(part, entry.msgstr) if fmt and entry and translated else part.text
            text.add(written, follows=translated, segment=part)
            text.changed = translated
        elif part.joint:
            text.joint = part.text if text.joint is None else text.joint + part.text
        elif part.text:
            text.add(part.text, follows=next_one)
    if text.joint is not None:
        text.add("", follows=False)
    return text


def _is_translated(entry: Entry | None, segment: Segment) -> bool:
    return entry is not None and entry.msgstr != segment.msgid and not entry.joined


def _translated_next(parts: Sequence[Part], shown: Mapping[Key, Entry]) -> list[bool]:
    """For each part, whether the next segment, itself or behind it, is translated."""
    translated, found = False, []
    for part in reversed(parts):
        if isinstance(part, Segment):
            translated = _is_translated(shown.get(part.key), part)
        found.append(translated)
    return found[::-1]


# --- sentences that a translator folded into the one before -----------------------------------


def _unfolded(parts: Sequence[Part], shown: Mapping[Key, Entry]) -> tuple[list[Part], list[Key]]:
    """The parts without the sentences that are translated in the one before them.

    Their joint goes too, and an emphasis or link that held nothing else. Where the sentence
    before is not published in a person's translation, the folded one is not lost: it stays, in
    Japanese, and its key is in the second list.
    """
    kept: list[Part] = []
    stranded: list[Key] = []
    carried = False  # the last segment that stays is published in a person's translation
    wrapper = ""  # markup that held a folded sentence and has not been closed
    for part in parts:
        if isinstance(part, Skeleton):
            kept.append(_without(part, wrapper))
            wrapper = ""
            continue
        entry = shown.get(part.key)
        if entry is not None and entry.joined:
            if carried:
                wrapper = _drop_joint(kept)
                continue
            stranded.append(part.key)
        # what a machine made of the sentence before says nothing of this one
        carried = entry is not None and not entry.joined and not entry.machine_made
        kept.append(part)
    return kept, stranded


def _drop_joint(kept: list[Part]) -> str:
    """Takes the joint before a folded sentence away, and the markup that opened it: given back."""
    lead = kept[-1] if kept else None
    opener = None
    if isinstance(lead, Skeleton) and not lead.joint:
        opener = _OPENER.search(lead.text)
        kept.pop()
        if kept and isinstance(kept[-1], Skeleton) and kept[-1].joint:
            kept.pop()
        kept.append(Skeleton(lead.text[: opener.start()] if opener else lead.text))
    elif isinstance(lead, Skeleton):
        kept.pop()
    return opener[0] if opener else ""


def _without(part: Skeleton, opener: str) -> Skeleton:
    """A skeleton without the closing half of `opener`."""
    if not opener:
        return part
    closer = _LINK_END.match(part.text) if opener.endswith("[") else None
    if closer:
        return replace(part, text=part.text[closer.end() :])
    return replace(part, text=part.text.removeprefix(opener))
