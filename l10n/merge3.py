"""Three-way merge of catalogs, entry by entry: what git's lines cannot do.

Both sides' work is kept. An entry edited on one side is taken from there; one edited on both
is joined field by field. Only two different texts of two people for one entry are a conflict:
ours stays, fuzzy, with theirs in a translator comment, so the file can be read by every
program, and a person decides.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeVar

from l10n.merge import by_machine, successors
from l10n.model import Catalog, Entry, Key, State

CONFLICT = "l10n: conflict, the other side says: "
_NEWER = ("PO-Revision-Date", "POT-Creation-Date")
T = TypeVar("T")


class Merged(NamedTuple):
    """A merged catalog, and the entries in which two people wrote different texts."""

    catalog: Catalog
    conflicts: tuple[Key, ...]


def merge3(base: Catalog, ours: Catalog, theirs: Catalog) -> Merged:
    """`ours` with what `theirs` changed since `base`, in our order.

    A sentence that was edited in the source on one side and translated on the other becomes
    stale with the translation; one that was removed on one side and translated on the other
    turns obsolete.
    """
    was, mine, other = (_by_key(catalog) for catalog in (base, ours, theirs))
    merged: dict[Key, Entry] = {}
    conflicts: list[Key] = []
    for key in _order(list(mine), list(other)):
        entry, clash = _entry(was.get(key), mine.get(key), other.get(key))
        if entry is not None:
            merged[key] = entry
        if clash:
            conflicts.append(key)
    for mover, writer in ((mine, other), (other, mine)):
        _move_on(merged, was, mover, writer)
    catalog = replace(
        ours,
        entries=tuple(merged.values()),
        header=_header(base.header, ours.header, theirs.header),
        comment=_pick(base.comment, ours.comment, theirs.comment),
    )
    return Merged(catalog, tuple(conflicts))


def _by_key(catalog: Catalog) -> dict[Key, Entry]:
    return {entry.key: entry for entry in catalog.entries}


def _pick(was: T, mine: T, other: T) -> T:
    """Theirs where only they changed it, else ours."""
    return other if mine == was else mine


def _order(mine: Sequence[Key], other: Sequence[Key]) -> list[Key]:
    """All keys: ours in our order, theirs behind the key that they follow there."""
    followers: dict[Key | None, list[Key]] = {}
    known = set(mine)
    anchor: Key | None = None
    for key in other:
        if key in known:
            anchor = key
        else:
            followers.setdefault(anchor, []).append(key)
    order = followers.get(None, [])
    for key in mine:
        order += [key, *followers.get(key, [])]
    return order


def _entry(was: Entry | None, mine: Entry | None, other: Entry | None) -> tuple[Entry | None, bool]:
    """The merged entry, None where it was deleted; True for a conflict."""
    if mine == other or other == was:
        return mine, False
    if mine == was:
        return other, False
    if mine is None or other is None:
        kept = mine or other
        assert kept is not None
        return (_buried(kept) if _is_work(kept) else None), False
    return _joined(was or Entry(mine.key), mine, other)


def _joined(was: Entry, mine: Entry, other: Entry) -> tuple[Entry, bool]:
    text, clash = _text(was, mine, other)
    comments = tuple(
        dict.fromkeys(
            line
            for line in (*mine.comments, *other.comments)
            if line not in was.comments or (line in mine.comments and line in other.comments)
        )
    )
    if clash:
        words = " ".join(other.msgstr.split("\n"))
        comments = (*comments, f"{CONFLICT}{words}")
        text = replace(text, state=State.STALE, draft=None)
    return (
        replace(
            text,
            references=_pick(was.references, mine.references, other.references),
            note=_pick(was.note, mine.note, other.note),
            flags=_pick(was.flags, mine.flags, other.flags),
            sticky=_pick(was.sticky, mine.sticky, other.sticky),
            obsolete=_pick(was.obsolete, mine.obsolete, other.obsolete),
            comments=comments,
        ),
        clash,
    )


def _text(was: Entry, mine: Entry, other: Entry) -> tuple[Entry, bool]:
    """The side whose text stands (with its state, draft and previous msgid); True if neither."""
    said, ours, theirs = (_said(entry) for entry in (was, mine, other))
    if ours == theirs or theirs == said:
        return mine, False
    if ours == said:
        return other, False
    if ours[0] == theirs[0]:  # the same words: the state that is further on
        return (other if other.state is State.APPROVED else mine), False
    if not any(theirs[0]) or by_machine(other):
        return mine, False
    if not any(ours[0]) or by_machine(mine):
        return other, False
    if other.state is not State.APPROVED and other.msgstr == was.msgstr:
        return mine, False  # they only marked it: its source moved on their side
    if mine.state is not State.APPROVED and mine.msgstr == was.msgstr:
        return other, False
    return mine, True


def _said(entry: Entry) -> tuple[tuple[str, ...], State, Key | None]:
    return (entry.msgstr, *entry.msgstr_plural), entry.state, entry.previous


def _move_on(
    merged: dict[Key, Entry],
    was: Mapping[Key, Entry],
    mover: Mapping[Key, Entry],
    writer: Mapping[Key, Entry],
) -> None:
    """What the writer translated after the mover's source had changed goes to the new sentence."""
    written = {
        key: entry
        for key, entry in writer.items()
        if key in was and _is_work(entry) and _said(entry) != _said(was[key])
        if (key not in mover or mover[key].obsolete) and key in merged
    }
    fresh = Catalog("", "", tuple(e for k, e in mover.items() if k not in was and not e.obsolete))
    heirs = {entry.previous: key for key, entry in mover.items() if entry.previous in written}
    left = {key: entry for key, entry in written.items() if key not in heirs}
    old = Catalog("", "", tuple(replace(entry, obsolete=False) for entry in left.values()))
    heirs |= {gone: new for new, gone in successors(fresh, old).items()}
    for gone, new in heirs.items():
        heir = merged.get(new)
        if gone is None or heir is None or _is_theirs(heir, was[gone]):
            continue
        text = written[gone]
        merged[new] = replace(
            heir,
            msgstr=text.msgstr,
            state=State.STALE,
            draft=None,
            previous=gone,
            comments=tuple(dict.fromkeys((*heir.comments, *text.comments))),
        )
        del merged[gone]


def _is_theirs(heir: Entry, was: Entry) -> bool:
    """True when the mover's person translated the new sentence, or its old text, themselves."""
    return _is_work(heir) and heir.msgstr not in ("", was.msgstr)


def _is_work(entry: Entry) -> bool:
    return bool(entry.comments) or (bool(entry.msgstr) and not by_machine(entry))


def _buried(entry: Entry) -> Entry:
    return replace(entry, obsolete=True, references=(), note="")


def _header(
    was: Sequence[tuple[str, str]],
    mine: Sequence[tuple[str, str]],
    other: Sequence[tuple[str, str]],
) -> tuple[tuple[str, str], ...]:
    """Field by field, and never a conflict: the later date, else theirs only if we kept ours."""
    old, ours, theirs = dict(was), dict(mine), dict(other)
    fields = {}
    for name in dict.fromkeys((*ours, *theirs)):
        values = ours.get(name, ""), theirs.get(name, "")
        value = max(values) if name in _NEWER else _pick(old.get(name, ""), *values)
        if name in ours or value:
            fields[name] = value
    return tuple(fields.items())
