"""A translation on its way between a catalog and a file of another tool."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from l10n.model import Catalog, Entry, Key, State


@dataclass(frozen=True, slots=True)
class Unit:
    """One entry as other tools know it."""

    domain: str
    key: Key
    target: str = ""
    state: State = State.UNTRANSLATED
    note: str = ""


@dataclass(slots=True)
class Applied:
    """What an import did."""

    changed: list[Key] = field(default_factory=list)
    kept: list[Key] = field(default_factory=list)
    """Approved entries that say something else: only `--force` overwrites them."""
    unknown: list[Key] = field(default_factory=list)
    """Not in the catalog: its source has changed since the export."""
    doubtful: list[Key] = field(default_factory=list)
    """Imported as fuzzy although the file calls them final: a check found an error."""


def units_of(catalog: Catalog) -> Iterator[Unit]:
    """The active entries of a catalog; plural entries, which are another program's, are left out."""
    for entry in catalog.active:
        if entry.msgid_plural is None:
            note = "\n".join(filter(None, [entry.note, *entry.comments]))
            yield Unit(catalog.domain, entry.key, entry.msgstr, entry.state, note)


def apply(catalog: Catalog, units: Iterable[Unit], done: Applied, *, force: bool) -> Catalog:
    """`catalog` with the translations of `units`; `done` is filled in.

    What the file calls final is approved, other texts become fuzzy. Approved entries stay as
    they are unless `force`.
    """
    known = {entry.key: entry for entry in catalog.active}
    changed: dict[Key, Entry] = {}
    for unit in units:
        if not unit.target:
            continue
        entry = known.get(unit.key)
        if entry is None or entry.msgid_plural is not None:
            done.unknown.append(unit.key)
        elif _says_so(entry, unit):
            continue
        elif entry.state is State.APPROVED and not force:
            done.kept.append(unit.key)
        else:
            changed[unit.key] = _with(entry, unit)
    done.changed += changed
    entries = tuple(e if e.obsolete else changed.get(e.key, e) for e in catalog.entries)
    return replace(catalog, entries=entries)


def _says_so(entry: Entry, unit: Unit) -> bool:
    """True when there is nothing to learn: the same text, not further on than here."""
    same = entry.msgstr == unit.target
    return same and (unit.state is not State.APPROVED or entry.state is State.APPROVED)


def _with(entry: Entry, unit: Unit) -> Entry:
    if unit.state is State.APPROVED:
        return replace(entry, msgstr=unit.target, state=State.APPROVED, draft=None, previous=None)
    return replace(entry, msgstr=unit.target, state=State.STALE, draft=None)
