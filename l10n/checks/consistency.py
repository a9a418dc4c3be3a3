"""Check `consistency`: One source, and one name, has one translation in all catalogs."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from l10n.entries import Chosen
from l10n.lang.ja.katakana import sounds_like
from l10n.lang.scripts import is_latin
from l10n.lazy import lazy
from l10n.likeness import likeness
from l10n.model import Catalog, Entry, Finding, Key, Severity, State, Term

_EDGES = lazy(r"^[\s\W_]+|[\s\W_]+$")


class Consistency:
    """One source, and one name, has one translation in all catalogs."""

    id = "consistency"
    severity: Severity = "warning"
    summary = "One source, and one name, has one translation in all catalogs."

    def run_all(
        self,
        catalogs: Sequence[Catalog],
        terms: Sequence[Term],  # noqa: ARG002 - part of the protocol
    ) -> Iterator[tuple[int, Entry, Finding]]:
        """See `CatalogCheck` in plugin.py: the renderings that are not the most frequent one.

        The catalogs are gone over twice, those without a text once, and of most entries nothing is kept: 600,000 sentences of
        5,000 articles would take a gigabyte.
        """
        found = _Repeated(catalogs)
        known: dict[tuple[str | None, str], list[_Found]] = defaultdict(list)
        named: list[_Found] = []
        for place in found.written:
            chosen = Chosen.of(catalogs[place].entries)
            for key, item in zip(chosen.keys, chosen.items, strict=True):
                core, has_name = _source(key), found.has_name(key)
                if not (has_name or hash(core) in found.twice) or not _judged(
                    entry := chosen.entry(item)
                ):
                    continue
                if hash(core) in found.twice:
                    known[core].append((place, entry))
                if has_name:
                    named.append((place, entry))
        for group in known.values():
            yield from self._group(group)
        for name, uses in _names(named, found.persons).items():
            yield from self._name(name, uses)

    def _name(self, name: str, uses: Sequence[_Use]) -> Iterator[tuple[int, Entry, Finding]]:
        """The entries that write a name in katakana otherwise than most of the others do."""
        usual = Counter(word for use in uses for word in use.words).most_common(1)[0][0]
        for use in uses:
            other = next((word for word in use.words if _is_misspelt(word, usual)), "")
            if other and (use.twice or not any(_is_form(word, usual) for word in use.words)):
                message = f'{name} is "{usual}" elsewhere'
                found = Finding(self.id, self.severity, message, expected=usual, found=other)
                yield use.place, use.entry, found

    def _group(self, group: Sequence[_Found]) -> Iterator[tuple[int, Entry, Finding]]:
        counts = Counter(_core(entry.msgstr) for _, entry in group)
        if len(counts) < 2:
            return
        approved = [e for _, e in group if e.state is State.APPROVED]
        best = _core(approved[0].msgstr) if approved else counts.most_common(1)[0][0]
        usual = next(entry.msgstr for _, entry in group if _core(entry.msgstr) == best)
        for place, entry in group:
            if _core(entry.msgstr) != best:
                message = f'the same source is "{usual}" elsewhere'
                yield (
                    place,
                    entry,
                    Finding(self.id, self.severity, message, expected=usual, found=entry.msgstr),
                )


_Found = tuple[int, Entry]
"""An entry, and the place of its catalog."""


def _judged(entry: Entry) -> bool:
    return bool(entry.msgstr) and entry.state is not State.STALE and not entry.obsolete


def _source(key: Key) -> tuple[str | None, str]:
    return key.msgctxt, _core(key.msgid)


class _Repeated:
    """What stands more than once in the catalogs of a locale, by its hash; and, where names are
    written in Latin letters, the persons in them."""

    def __init__(self, catalogs: Sequence[Catalog]) -> None:
        self.twice: set[int] = set()
        self.persons: set[str] = set()
        latin = bool(catalogs) and is_latin(catalogs[0].locale)
        self.written: list[int] = []
        """The places of the catalogs that have a text."""
        once: set[int] = set()
        for place, catalog in enumerate(catalogs):
            chosen = Chosen.of(catalog.entries)
            if any(map(_judged, chosen.worked_on())):
                self.written.append(place)
                self._count(chosen, once)
            for key in chosen.keys if latin else ():
                found = _PERSON.finditer(key.msgid)
                self.persons.update(name for match in found for name in match.groups() if name)

    def _count(self, chosen: Chosen, once: set[int]) -> None:
        """Adds to `twice` what stands in the catalog for the second time, to `once` what is new."""
        empty = chosen.is_empty
        keys = (k for k, item in zip(chosen.keys, chosen.items, strict=True) if not empty(item))
        for mark in (hash(_source(key)) for key in keys):
            (self.twice if mark in once else once).add(mark)

    def has_name(self, key: Key) -> bool:
        """True when one of the persons may stand in the source."""
        if not self.persons:
            return False
        return not self.persons.isdisjoint(_KATAKANA.findall(key.msgid))


class _Use(NamedTuple):
    """An entry with a name, and the words of its msgstr that may render it."""

    place: int
    entry: Entry
    words: tuple[str, ...]
    twice: bool
    """The name stands in the msgid more than once."""


_KATAKANA = lazy(r"[ァ-ヺ][ァ-ヺー]{2,}")
# Names of persons: countries and things have adjectives, plurals and names of their own.
_PERSON = lazy(
    r"([ァ-ヺ][ァ-ヺー]{2,})(?=氏|さん|様|君|ちゃん|・[ァ-ヺ])|(?<=[ァ-ヺー]・)([ァ-ヺ][ァ-ヺー]{2,})"
)
_NAME = lazy(r"(?<![^\W_])[^\W\d_a-zà-ÿ][^\W\d_]{2,}")


def _names(entries: Iterable[_Found], persons: Collection[str]) -> dict[str, list[_Use]]:
    """Names in katakana → their uses, for names that two entries or one entry twice have."""
    found: dict[str, list[_Use]] = defaultdict(list)
    for place, entry in entries:
        names = Counter(n for n in _KATAKANA.findall(entry.key.msgid) if n in persons)
        words = dict.fromkeys(_NAME.findall(entry.msgstr)) if names else {}
        own = [word for word in words if word not in entry.key.msgid]
        for name, count in names.items():
            alike = tuple(word for word in own if sounds_like(name, word))
            if alike:
                found[name].append(_Use(place, entry, alike, count > 1))
    return {name: uses for name, uses in found.items() if len(uses) > 1 or uses[0].twice}


def _is_misspelt(word: str, usual: str) -> bool:
    """True for another spelling: Haber for Harber, but not for Trump or Harbers.

    >>> _is_misspelt("Haber", "Harber"), _is_misspelt("Trump", "Harber")
    (True, False)
    """
    return likeness(word.casefold(), usual.casefold()) >= _NEAR and not _is_form(word, usual)


_NEAR = 65


def _is_form(word: str, usual: str) -> bool:
    """True for the same name, inflected or not: Müllers is Müller.

    >>> _is_form("Müllers", "Müller"), _is_form("Miller", "Müller")
    (True, False)
    """
    one, other = sorted((word.casefold(), usual.casefold()), key=len)
    return other.startswith(one[:-1] if len(one) > 4 else one) and len(other) - len(one) < 4


@lru_cache(maxsize=4096)  # each source is looked at twice, in every locale
def _core(text: str) -> str:
    """The text without case, width and what stands at its edges."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return _EDGES.sub("", plain) or plain
