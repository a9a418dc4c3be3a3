"""What changed between two states of a catalog, entry by entry, as reviewers want to see it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from l10n.model import Catalog, Entry, State

Kind = Literal["added", "removed", "source", "text", "state", "comment"]


class Change(NamedTuple):
    """One entry before and after; None where it was not, or is no longer, in the article."""

    kind: Kind
    """`source`: the sentence was edited; `text`: its translation; `state`: only approved, stale…"""
    old: Entry | None
    new: Entry | None


def changes(old: Catalog, new: Catalog) -> Iterator[Change]:
    """The changes that a reviewer looks at, in the order of `new`, removed entries last.

    Notes, references and order are left out: programs made them.

    >>> from l10n.model import Key
    >>> entry = Entry(Key(None, "青"), "blue", State.APPROVED)
    >>> [c.kind for c in changes(Catalog("a", "en"), Catalog("a", "en", (entry,)))]
    ['added']
    """
    before = {entry.key: entry for entry in old.active}
    gone = dict(before)
    later: list[Change] = []
    for entry in new.active:
        gone.pop(entry.key, None)
    for entry in new.active:
        was = before.get(entry.key)
        if was is None and entry.previous in gone:
            later.append(Change("source", gone.pop(entry.previous), entry))
        elif was is None:
            later.append(Change("added", None, entry))
        elif kind := _kind(was, entry):
            later.append(Change(kind, was, entry))
    yield from later
    yield from (Change("removed", entry, None) for entry in gone.values())


def _kind(was: Entry, now: Entry) -> Kind | None:
    if (was.msgstr, was.msgstr_plural) != (now.msgstr, now.msgstr_plural):
        return "text"
    if was.state is not now.state:
        return "state"
    return "comment" if was.comments != now.comments else None


def standing(entry: Entry | None) -> str:
    """The entry's state in one word, "" for none."""
    return entry.state.value if entry and entry.state is not State.UNTRANSLATED else ""
