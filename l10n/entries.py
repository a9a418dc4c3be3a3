"""Entries that are made when somebody looks at them: of 100,000, an update changes few.

A file's entries are `Stored`: known by key and place, an `Entry` only when asked for. A `Chosen`
is what a catalog has of them, in its order, with new entries in between.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple, overload

from l10n.model import Entry, Key


class Above(NamedTuple):
    """What programs write above an entry."""

    references: tuple[str, ...]
    note: str


class Stored(Sequence[Entry]):
    """The entries of one file, the header among them."""

    keys: Sequence[Key]

    def __iter__(self) -> Iterator[Entry]:
        return map(self.__getitem__, range(len(self.keys)))

    @abstractmethod
    def is_obsolete(self, index: int) -> bool:
        """True for what stands behind `#~`; nothing is made to know it."""

    @property
    @abstractmethod
    def empty(self) -> Collection[int]:
        """The numbers of those that the article has and nobody has written anything in, neither a
        text nor a comment: they are untranslated. Not of those where only the entry itself tells."""

    @abstractmethod
    def above(self, index: int) -> Above:
        """An entry's references and note; the entry is not made for it."""

    @abstractmethod
    def lines_above(self, index: int) -> str:
        """The lines above an entry's msgid as they stand in the file; equal ones say the same.
        "" where none stand there, or where that is not looked up as fast as `above`."""


Item = int | Entry
"""An entry, or the number of one that is stored."""


class Chosen(Sequence[Entry]):
    """Stored entries, by number, and others."""

    def __init__(self, items: Sequence[Item], stored: Stored | None = None) -> None:
        self.items, self.stored = items, stored

    @classmethod
    def of(cls, entries: Sequence[Entry]) -> Chosen:
        """The same entries; none is made for it."""
        return entries if isinstance(entries, cls) else cls(entries)

    def instead(self, items: Sequence[Item]) -> Chosen:
        """Other entries; numbers are those of `self`."""
        return Chosen(items, self.stored)

    def entry(self, item: Item) -> Entry:
        """The entry that an item stands for."""
        return self._stored[item] if isinstance(item, int) else item

    @cached_property
    def keys(self) -> list[Key]:
        """The keys, in order."""
        known = self.stored.keys if self.stored else ()
        return [known[item] if isinstance(item, int) else item.key for item in self.items]

    def worked_on(self) -> Iterator[Entry]:
        """Those that somebody may have written something in: of an untranslated catalog none is made."""
        empty = self._empty
        return self._made(one for one in self.items if not (isinstance(one, int) and one in empty))

    def count_empty(self) -> int:
        """How many are not among those."""
        empty = self._empty
        return sum(isinstance(item, int) and item in empty for item in self.items)

    def is_empty(self, item: Item) -> bool:
        """True for one that nobody has written anything in; False where only the entry tells."""
        return isinstance(item, int) and item in self._empty

    @property
    def _empty(self) -> Collection[int]:
        return self.stored.empty if self.stored else ()

    def is_obsolete(self, item: Item) -> bool:
        """True when the article no longer has it."""
        return self._stored.is_obsolete(item) if isinstance(item, int) else item.obsolete

    def above(self, item: Item) -> Above:
        """What programs wrote above it."""
        if isinstance(item, int):
            return self._stored.above(item)
        return Above(item.references, item.note)

    def lines_above(self, item: Item) -> str:
        """The lines that say that, if the item is a stored one; "" where that is not known."""
        return self._stored.lines_above(item) if isinstance(item, int) else ""

    @property
    def _stored(self) -> Stored:
        assert self.stored is not None, "a number without a file"
        return self.stored

    def __len__(self) -> int:
        return len(self.items)

    @overload
    def __getitem__(self, index: int) -> Entry: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Entry, ...]: ...
    def __getitem__(self, index: int | slice) -> Entry | tuple[Entry, ...]:
        if isinstance(index, slice):
            return tuple(self._made(self.items[index]))
        return self.entry(self.items[index])

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._all)

    @cached_property
    def _all(self) -> list[Entry]:
        """All entries, once somebody has asked for them; whoever does asks a dozen times."""
        return [*self._made(self.items)]

    def _made(self, items: Iterable[Item]) -> Iterator[Entry]:
        return map(self.entry, items)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return repr(tuple(self))


def worked_on(entries: Sequence[Entry]) -> Iterator[Entry]:
    """Entries without those of the article that nobody has written anything in, neither a text nor a
    comment. Those are untranslated, and are not made: a catalog without a text costs next to nothing.
    """
    return Chosen.of(entries).worked_on()


def active_worked_on(entries: Sequence[Entry]) -> Iterator[Entry]:
    """The same of the entries that the article still has."""
    return (entry for entry in worked_on(entries) if not entry.obsolete)
