"""Stage: an old catalog, cut otherwise, to the cuts of today, with its translations.

The splitter changed, a rule was added, blocks became sentences, or the catalog comes from po4a,
mdpo or Sphinx, whose msgids are paragraphs. Nothing is dropped: what finds no new place stays
in the catalog, for `merge` to make obsolete.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from l10n.lang import spacing, tags
from l10n.lazy import lazy
from l10n.mask import protected
from l10n.model import JOINED, Catalog, Draft, Entry, Key, State, digest


@dataclass(frozen=True, slots=True)
class Reading:
    """A paragraph of an old catalog by the rules of today."""

    pieces: tuple[str, ...]
    """Its msgids."""
    texts: tuple[str | None, ...] | None = None
    """What stands for each: "" where it is told in the one before, None where nothing does; None
    altogether where the translation cannot be shared out."""
    certain: tuple[bool, ...] = ()
    """True for a piece that the translation has by itself: it needs no second look."""


Read = Callable[[str, str], Reading]
"""(msgid, msgstr) → what is in them."""


def by_count(pieces: Sequence[str], msgid: str, msgstr: str, *, spaced: bool) -> Reading:
    """The reading of a paragraph whose msgids are known: shared out where there are as many
    sentences on both sides.

    >>> by_count(["工場。", "駅。"], "工場。駅。", "A plant. A station.", spaced=True).texts
    ('A plant.', 'A station.')
    """
    text, certain = _without_edges(msgid, msgstr, pieces)
    texts = [unwrapped(text, spaced=spaced)]
    if len(pieces) != 1:
        texts, certain = target_sentences(texts[0]), False
    if len(texts) != len(pieces):
        return Reading(tuple(pieces))
    return Reading(tuple(pieces), tuple(texts), (certain,) * len(texts))


_END = lazy(
    r"(?:[.!?…؟۔।]+(?:[\"'”’»)\]]|[ \u00a0\u202f]»)*\s+(?=[^\sa-z]|[a-z]+[A-Z])"  # xAI begins one, too
    r"|(?<=[^\x00-ɏ])[.!?…]+[\"'”’»)\]]*\s+(?=\S)|[。！？｡]+[」』）”’\"]*\s*)"
    # what stands in brackets and is no sentence, a source or a date, is said of the one before it;
    # (2) and (b) number the next one
    r"(?:\((?!(?:\d{1,3}|[a-z]|[ivx]{2,4})\))[^().!?]{1,40}\)(?:\s+|$)|（(?!\d{1,3}）)[^（）。！？]{1,40}）\s*)?"
)
_ABBREVIATION = lazy(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|No|Nr|vs|Inc|Ltd|Co|Corp|Jr|Sr|Sra|Dra|Mme|MM|EE|CC|FF|RR|JJ|Gen|Sen|Gov|Lt|Col|ca|bzw|vgl|art|av|env|pág|núm|J\.-C|e\.g|i\.e|z\.B)|\b\w"
    r"|\b\d{2})\.\s*$"
)
_URL = lazy(r"https?://[!-;=?-~]+|\]\([^()\s]*\)")  # or where a link or picture points
_WHITE = lazy(r"\s+")


def normalize(template: Catalog, old: Catalog, read: Read) -> Catalog:
    """`old` with the entries of `template` that its translations can be carried to.

    Sentences that are one entry now have their translations joined; approved ones stay
    approved when all of them were and together they are that entry exactly. Of an entry that
    is several now, each gets its part, as stale, if `read` can tell them apart; else the whole
    text goes, as stale, to the longest. An entry that has a text of a person keeps it. A second run
    changes nothing.
    """
    work = _Work(template, old)
    for entry in template.entries:
        work.join(entry)
    for entry in old.entries:
        work.part(entry, read)
    return work.catalog()


@dataclass(slots=True)
class _Work:
    """A catalog on its way from old cuts to new ones."""

    template: Catalog
    old: Catalog
    entries: dict[Key, Entry] = field(init=False)
    sources: _Sources = field(init=False)
    today: _Sources = field(init=False)
    """The template's texts alone."""
    wanted: dict[str, Key] = field(init=False)
    """The template's keys by squashed msgid."""
    known: set[Key] = field(init=False)
    """All keys of the template."""
    before: set[Key | None] = field(init=False)
    """What stale entries came from, before this run."""
    carried: set[Key] = field(default_factory=set)
    """Old entries whose whole text stands in others now."""

    def __post_init__(self) -> None:
        self.entries = {entry.key: entry for entry in self.old.entries}
        self.known = {entry.key for entry in self.template.entries}
        self.before = {e.previous for e in self.old.entries if e.state is State.STALE}
        # the template's too: whether an update ran before makes no difference
        self.sources = _Sources((*self.old.entries, *self.template.entries))
        self.today = _Sources(self.template.entries)
        self.wanted = {}
        for entry in self.template.entries:
            self.wanted.setdefault(squash(entry.key.msgid), entry.key)

    @property
    def spaced(self) -> bool:
        """True when the catalog's language puts a space between sentences."""
        return bool(tags.joiner(self.old.locale))

    def catalog(self) -> Catalog:
        """The old catalog without what was carried, with what it became."""
        gone = self.carried - self.known
        kept = (entry for key, entry in self.entries.items() if key not in gone)
        return replace(self.old, entries=tuple(kept))

    # --- several into one ---

    def join(self, entry: Entry) -> None:
        """Fills a template's entry with the joined texts of the old entries it is made of."""
        here = self.entries.get(entry.key)
        done = here is not None and here.answered and here.state is not State.STALE
        if here is not None and done and not here.machine_made:
            return
        found = self.sources.cover(squash(entry.key.msgid), entry.key)
        if found is None or not any(source.entry.msgstr for source in found.parts):
            return
        parts = [source.entry for source in found.parts]
        if here is not None and here.answered and not self._is_better(here, parts):
            return
        self.entries[entry.key] = self._joined(entry, here, parts, exact=found.exact)
        self.carried |= {source.owner for source in found.parts if source.entry.answered}

    @staticmethod
    def _is_better(here: Entry, parts: Sequence[Entry]) -> bool:
        """A machine's draft gives way to what people approved, a stale text to more of it."""
        if here.machine_made:
            return all(part.state is State.APPROVED for part in parts)
        return len(parts) > 1 and any(part.msgstr == here.msgstr for part in parts)

    def _joined(
        self, entry: Entry, here: Entry | None, parts: Sequence[Entry], *, exact: bool
    ) -> Entry:
        text = ""
        for part in filter(lambda part: part.msgstr, parts):
            line = unwrapped(part.msgstr, spaced=self.spaced)
            text += spacing.joins(text, line, spaced=self.spaced) + line
        source = ""
        for part in filter(lambda part: part.answered, parts):
            source += spacing.joins(source, part.key.msgid, spaced=False) + part.key.msgid
        states = {part.state for part in parts}
        state = states.pop() if len(states) == 1 and exact else State.STALE
        comments = [c for part in (*((here,) if here else ()), *parts) for c in part.comments]
        machine = state is State.DRAFT and all(part.machine_made for part in parts)
        first = parts[0].draft
        return replace(
            entry,
            msgstr=text,
            state=state if state is not State.DRAFT or machine else State.STALE,
            comments=tuple(dict.fromkeys(c for c in comments if c.strip() != JOINED)),
            flags=tuple(dict.fromkeys(flag for part in parts for flag in part.flags)),
            draft=Draft(first.engine, digest(text), first.detail) if machine and first else None,
            previous=None if state is State.APPROVED or machine else Key(entry.key.msgctxt, source),
        )

    # --- one into several ---

    def part(self, entry: Entry, read: Read) -> None:
        """Gives the parts of an old entry's text to the template's entries it is now."""
        source = _belongs_to(entry)
        if not self._can_be_parted(entry, source):
            return
        reading = read(source.msgid, entry.msgstr)
        keys = [self.wanted.get(squash(piece)) for piece in reading.pieces]
        if source != entry.key and (len(keys) < 2 or entry.key not in keys):
            return
        if not any(keys):
            # lines that were one text, and whose line ends the msgid has not: ・りんご・みかん
            found = self.today.cover(squash(source.msgid), source)
            self._give_whole(entry, source, [one.owner for one in found.parts] if found else ())
            return
        if reading.texts is not None:
            given = [
                self._give(entry, source, key, text, certain=certain)
                for key, text, certain in zip(keys, reading.texts, reading.certain, strict=True)
                if key is not None and text is not None
            ]
            if len(given) == len(keys) and all(given):
                self.carried.add(entry.key)
        elif source == entry.key:
            self._give_whole(entry, source, keys)

    def _can_be_parted(self, entry: Entry, source: Key) -> bool:
        """True for a text that has no place of its own, or stands, stale, in one of several."""
        if not entry.msgstr or entry.msgid_plural is not None:
            return False
        if entry.key in self.carried or self.entries.get(entry.key) is not entry:
            return False
        return source != entry.key or not (entry.key in self.known or entry.key in self.before)

    def _give(self, old: Entry, source: Key, key: Key, text: str, *, certain: bool = False) -> bool:
        """Puts a part of an old text into an entry, unless that has one; True when done."""
        here = self.entries.get(key)
        if here is not None and here.answered and here is not old:
            return False
        base = here or Entry(key)
        kept = certain and old.state is not State.STALE
        joined = () if text else (JOINED,)
        draft = replace(old.draft, digest=digest(text)) if old.draft and old.machine_made else None
        self.entries[key] = replace(
            base,
            msgstr=text,
            state=old.state if kept else State.STALE,
            previous=None if kept else source,
            draft=draft if kept else None,
            comments=tuple(dict.fromkeys((*base.comments, *old.comments, *joined))),
        )
        return True

    def _give_whole(self, entry: Entry, source: Key, keys: Iterable[Key | None]) -> None:
        free = [key for key in keys if key is not None and not self._is_answered(key)]
        if free:
            best = max(free, key=lambda key: len(squash(key.msgid)))
            text = unwrapped(entry.msgstr, spaced=self.spaced)
            if self._give(entry, source, best, text):
                self.carried.add(entry.key)

    def _is_answered(self, key: Key) -> bool:
        return key in self.entries and self.entries[key].answered


# --- what old entries a new one is made of ----------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Source:
    """A text with its translation, and the entry that holds it."""

    entry: Entry
    owner: Key


@dataclass(frozen=True, slots=True)
class _Cover:
    parts: tuple[_Source, ...]
    exact: bool
    """Nothing but whitespace stands between the parts."""


_Step = tuple[int, int, int, str]
"""Gaps, texts without translation, texts from here to the end, and the first of them."""
_HEAD = 3  # characters that sources are looked up by


class _Sources:
    """The translated texts of an old catalog; a stale one belongs to its `#|`."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.by_text: dict[str, _Source] = {}
        self.by_head: dict[str, list[str]] = {}
        for entry in entries:
            source = replace(entry, key=_belongs_to(entry))
            text = squash(source.key.msgid)
            if text and entry.msgid_plural is None:
                self._add(text, _Source(source, entry.key))

    def _add(self, text: str, source: _Source) -> None:
        known = self.by_text.get(text)
        if known is None:
            self.by_head.setdefault(text[:_HEAD], []).append(text)
        if known is None or _rank(source.entry) > _rank(known.entry):
            self.by_text[text] = source

    def cover(self, text: str, own: Key) -> _Cover | None:
        """The old texts that make up a squashed `text`, in order; None when none do.

        Between them may stand what is no word: URLs, marks, figures. The fewest such gaps
        win, then the fewest without translation, then the fewest texts. The entry `own` itself,
        whole, is no answer.
        """
        steps: list[_Step | None] = [None] * len(text) + [(0, 0, 0, "")]
        for at in range(len(text) - 1, -1, -1):
            steps[at] = min(self._steps(text, at, steps, own), default=None)
        if not text or steps[0] is None:
            return None
        parts, at, exact = [], 0, True
        while at < len(text):
            step = steps[at]
            assert step is not None
            if step[3] in self.by_text:
                parts.append(self.by_text[step[3]])
            else:
                exact = False
            at += len(step[3])
        return _Cover(tuple(parts), exact) if parts else None

    def _steps(
        self, text: str, at: int, steps: Sequence[_Step | None], own: Key
    ) -> Iterator[_Step]:
        """The ways to go on from `at`: with a known text, or over what is no word."""
        for head in {text[at : at + size] for size in range(1, _HEAD + 1)}:
            for known in self.by_head.get(head, ()):
                rest = steps[at + len(known)] if text.startswith(known, at) else None
                source = self.by_text[known]
                if rest is not None and not (len(known) == len(text) and source.owner == own):
                    bare = not source.entry.answered
                    yield rest[0], rest[1] + bare, rest[2] + 1, known
        url = _URL.match(text, at)
        gap = url[0] if url else "" if text[at].isalpha() else text[at]
        after = steps[at + len(gap)] if gap else None
        if after is not None:
            yield after[0] + 1, after[1], after[2], gap


def _belongs_to(entry: Entry) -> Key:
    """The source of an entry's text: its `#|` when it is stale."""
    return entry.previous if entry.state is State.STALE and entry.previous else entry.key


def _rank(entry: Entry) -> tuple[bool, bool, bool]:
    return entry.answered, entry.state is State.APPROVED, not entry.obsolete


# --- texts ------------------------------------------------------------------------------------


def squash(text: str) -> str:
    """`text` without whitespace: a catalog that keeps soft line breaks has the same.

    >>> squash("途中で\\n 折り返す")
    '途中で折り返す'
    """
    return _WHITE.sub("", text)


def unwrapped(text: str, *, spaced: bool) -> str:
    """A msgstr without soft line breaks, for a language with or without spaces.

    >>> unwrapped("a wrapped\\nline", spaced=True), unwrapped("折行的\\n句子", spaced=False)
    ('a wrapped line', '折行的句子')
    """
    lines = [line.strip() for line in text.split("\n")]
    out = ""
    for line in filter(None, lines):
        out += spacing.joins(out, line, spaced=spaced) + line
    return out


def _without_edges(msgid: str, msgstr: str, pieces: Sequence[str]) -> tuple[str, bool]:
    """A msgstr without the bullets, marks and URLs that the msgid of today does not have, and
    whether it had exactly those."""
    text, whole = msgstr.strip(), squash(msgid)
    if not pieces:
        return text, False
    first, last = whole.find(squash(pieces[0])), whole.rfind(squash(pieces[-1]))
    if first < 0 or last < 0:
        return text, False
    head = _leads(whole[:first]).match(text)
    text = text[head.end() :] if head else text
    tail = _ends(whole[last + len(squash(pieces[-1])) :]).search(text)
    return (text[: tail.start()] if tail else text).strip(), bool(head and tail)


def _leads(edge: str) -> re.Pattern[str]:
    return re.compile(r"\s*".join(map(re.escape, edge)))


def _ends(edge: str) -> re.Pattern[str]:
    return re.compile(r"\s*".join(map(re.escape, edge)) + r"$")


def target_sentences(text: str) -> list[str]:
    """The sentences of a translation, by marks alone: enough to count them.

    >>> target_sentences("It cost $1.5 million. Dr. Lee paid. 好的。是。")
    ['It cost $1.5 million.', 'Dr. Lee paid.', '好的。', '是。']
    >>> target_sentences("« Oui. » Il part. En 800 av. J.-C. Rome naît. xAI aussi.")
    ['« Oui. »', 'Il part.', 'En 800 av. J.-C. Rome naît.', 'xAI aussi.']
    """
    return [sentence.strip() for sentence in target_cuts(text) if sentence.strip()]


def target_cuts(text: str) -> list[str]:
    """The same with the spaces between them: joined they are `text`. None ends inside of code, a
    link or a tag.

    >>> target_cuts("Use `a. B` here.  Done. (Reuters) Next.")
    ['Use `a. B` here.  ', 'Done. (Reuters) ', 'Next.']
    """
    held = protected(text)
    sentences, start = [], 0
    for end in _END.finditer(text):
        inside = any(first < end.end() < last for first, last in held)
        before = max(start, end.start() - 12)
        if not inside and not _ABBREVIATION.search(text, before, end.start() + 1):
            sentences.append(text[start : end.end()])
            start = end.end()
    return [*sentences, text[start:]] if start < len(text) else sentences
