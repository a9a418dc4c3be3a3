"""Terms on their way between `terms.po` and a file of another tool."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from l10n.model import Catalog, Entry, Key, State
from l10n.terms import COMMA, TermNote


@dataclass(frozen=True, slots=True)
class TermUnit:
    """One term in one language."""

    source: str
    tag: str
    """The target's language tag."""
    target: str = ""
    state: State = State.UNTRANSLATED
    """APPROVED, STALE for a rendering that somebody has yet to look at, or UNTRANSLATED."""
    aliases: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    keep: bool = False
    note: str = ""


@dataclass(slots=True)
class AppliedTerms:
    """What an import of terms did."""

    changed: list[str] = field(default_factory=list)
    """Terms that are new or say something else now."""
    kept: list[str] = field(default_factory=list)
    """Approved terms that say something else: only `force` overwrites them."""
    unfit: list[str] = field(default_factory=list)
    """What `terms.po` cannot say, with the reason."""


def terms_of(catalog: Catalog, tag: str) -> Iterator[TermUnit]:
    """The terms of a `terms.po`."""
    for entry in catalog.active:
        if entry.msgid_plural is None:
            note = TermNote.read(entry.note)
            reviewed = entry.state in (State.APPROVED, State.UNTRANSLATED)
            yield TermUnit(
                entry.key.msgid,
                tag,
                entry.msgstr,
                entry.state if reviewed else State.STALE,
                note.aliases,
                note.forbidden,
                note.keep,
                note.rest,
            )


def apply_terms(
    catalog: Catalog, units: Iterable[TermUnit], done: AppliedTerms, *, force: bool
) -> Catalog:
    """`catalog` with the terms of `units`, new ones behind the others; `done` is filled in.

    A rendering that somebody has approved stays as it is unless `force`; aliases and forbidden
    renderings are added to those that are there.
    """
    entries = {entry.key: entry for entry in catalog.entries}
    seen: dict[str, TermUnit] = {}
    for unit in units:
        if unit.source in seen:
            done.unfit.append(f"{unit.source}: it stands there twice, and the first was taken")
            continue
        seen[unit.source] = unit
        key = Key(None, unit.source)
        here = entries.get(key)
        new = _with(here or Entry(key), unit, done, force=force)
        if here is None or new != here:
            entries[key] = new
            done.changed.append(unit.source)
    return replace(catalog, entries=tuple(entries.values()))


def template_of(catalog: Catalog, units: Iterable[TermUnit]) -> Catalog:
    """`terms.pot` with the terms that it has not: what later languages begin with."""
    entries = {entry.key: entry for entry in catalog.entries}
    for unit in units:
        key = Key(None, unit.source)
        note = TermNote(_held(unit.aliases), (), unit.keep, "")
        entries.setdefault(key, Entry(key, note=note.text()))
    return replace(catalog, entries=tuple(entries.values()))


def _with(entry: Entry, unit: TermUnit, done: AppliedTerms, *, force: bool) -> Entry:
    entry = replace(entry, note=_noted(entry.note, unit, done), obsolete=False)
    agrees = entry.msgstr == unit.target
    approves = agrees and unit.state is State.APPROVED and entry.state is not State.APPROVED
    if not unit.target or (agrees and not approves):
        return entry
    if entry.state is State.APPROVED and entry.msgstr and not force:
        done.kept.append(unit.source)
        return entry
    return replace(entry, msgstr=unit.target, state=unit.state, draft=None, previous=None)


def _noted(text: str, unit: TermUnit, done: AppliedTerms) -> str:
    """The `#.` lines with what the unit adds; the same text when it adds nothing."""
    here = TermNote.read(text)
    for name in (*unit.aliases, *unit.forbidden):
        if COMMA.search(name):
            done.unfit.append(f"{unit.source}: “{name}” has a comma, which separates names in #.")
    rest = [line for line in unit.note.split("\n") if line and line not in here.rest.split("\n")]
    there = TermNote(
        tuple(dict.fromkeys((*here.aliases, *_held(unit.aliases)))),
        tuple(dict.fromkeys((*here.forbidden, *_held(unit.forbidden)))),
        here.keep or unit.keep,
        "\n".join(filter(None, (here.rest, *rest))),
    )
    return text if there == here else there.text()


def _held(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(name for name in names if not COMMA.search(name))
