"""A translation on its way between a catalog and a file of another tool."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from l10n.model import JOINED, Catalog, Entry, Key, State


@dataclass(frozen=True, slots=True)
class Unit:
    """One entry as other tools know it."""

    domain: str
    key: Key
    target: str = ""
    state: State = State.UNTRANSLATED
    note: str = ""
    """What the extracted comment says; not read back."""
    comments: tuple[str, ...] = ()
    """Translator comments, a line each."""
    previous: str = ""
    """The source that a stale text belongs to; not read back."""
    joined: bool = False
    """Told in the sentence before: there is nothing to translate."""
    filled: bool = False
    """The target is a copy of the source: not read back."""


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
            yield Unit(
                catalog.domain,
                entry.key,
                entry.msgstr,
                entry.state,
                entry.note,
                entry.comments,
                entry.previous.msgid if entry.previous else "",
                entry.joined,
            )


def filled(unit: Unit) -> Unit:
    """The unit with its source as target, for tools that write into targets only (OmegaT)."""
    if unit.joined:
        return unit
    return replace(unit, target=unit.key.msgid, state=State.UNTRANSLATED, previous="", filled=True)


def apply(catalog: Catalog, units: Iterable[Unit], done: Applied, *, force: bool) -> Catalog:
    """`catalog` with the translations of `units`; `done` is filled in.

    What the file calls final is approved, other texts become fuzzy. Approved entries stay as
    they are unless `force`. Comments that translators made in their tool are added.
    """
    known = {entry.key: entry for entry in catalog.active}
    changed: dict[Key, Entry] = {}
    for unit in units:
        if not unit.target and not unit.joined:
            continue
        entry = known.get(unit.key)
        if entry is None or entry.msgid_plural is not None:
            done.unknown.append(unit.key)
        elif _says_so(entry, unit):
            continue
        elif entry.state is State.APPROVED and not force and not _agrees(entry, unit):
            done.kept.append(unit.key)
        else:
            changed[unit.key] = _with(entry, unit)
    done.changed += changed
    entries = tuple(e if e.obsolete else changed.get(e.key, e) for e in catalog.entries)
    return replace(catalog, entries=entries)


def _says_so(entry: Entry, unit: Unit) -> bool:
    """True when there is nothing to learn: the same text, not further on than here."""
    if not set(_comments(unit)) <= set(entry.comments):
        return False
    return _agrees(entry, unit) and (
        unit.state is not State.APPROVED or entry.state is State.APPROVED
    )


def _agrees(entry: Entry, unit: Unit) -> bool:
    """True when the texts are the same: comments may be added to it, approved or not."""
    return entry.msgstr == unit.target and entry.joined == unit.joined


def _with(entry: Entry, unit: Unit) -> Entry:
    kept = [line for line in entry.comments if line.strip() != JOINED]
    comments = tuple(dict.fromkeys((*kept, *_comments(unit))))
    entry = replace(entry, comments=comments)
    if unit.joined or unit.state is State.APPROVED:
        return replace(entry, msgstr=unit.target, state=State.APPROVED, draft=None, previous=None)
    if entry.msgstr == unit.target:
        return entry  # a comment came: whose text it is has not changed
    return replace(entry, msgstr=unit.target, state=State.STALE, draft=None)


def _comments(unit: Unit) -> list[str]:
    """The comments that a file may bring: no provenance of ours, which it cannot know."""
    lines = [line for line in unit.comments if line.strip() and not line.startswith("l10n:")]
    return [*lines, *([JOINED] if unit.joined else [])]
