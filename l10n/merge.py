"""Stage: a new template into an old catalog, losing nothing that a person wrote."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from l10n.likeness import likest, part
from l10n.model import Catalog, Entry, Key, State, digest

LIKE = 60.0  # per cent; below it, GNU msgmerge's own threshold, an old text is no help
_REWRITTEN = 40.0  # enough where one sentence stands in the place of one
_CONTAINED = 85.0  # a part of a sentence that was split, or joined with its neighbour
_SHORT = 5  # characters; so few stand in any long sentence


def merge(template: Catalog, old: Catalog) -> Catalog:
    """The catalog that belongs to `template`, in its order, obsolete entries at the end.

    An entry is found by its key (an obsolete one revives as it was), else by likeness among
    the entries that vanished, else by place between the same neighbours: it becomes stale,
    with its text and `#|`. What finds no place turns obsolete, except pure machine text and
    untranslated entries: nobody wrote them.
    """
    known = {entry.key: entry for entry in old.entries}
    wanted = {entry.key for entry in template.entries}
    vanished = {e.key: e for e in old.entries if e.key not in wanted and _is_work(e)}
    taken = _successors(template, old, known, vanished)
    entries = []
    for entry in template.entries:
        here = known.get(entry.key)
        if entry.key in taken:
            entries.append(_stale(entry, vanished.pop(taken[entry.key]), here))
        else:
            entries.append(_current(entry, here))
    rest = [e if e.obsolete else _buried(e) for e in vanished.values()]
    return replace(old, domain=template.domain, entries=(*entries, *rest))


def share(catalog: Catalog, approved: Mapping[str, str]) -> Catalog:
    """`catalog` with the texts that other articles have approved, where it has none."""
    entries = tuple(
        replace(entry, msgstr=approved[entry.key.msgid], state=State.APPROVED, draft=None)
        if not entry.obsolete
        and entry.state is State.UNTRANSLATED
        and entry.key.msgctxt is None
        and entry.msgid_plural is None
        and entry.key.msgid in approved
        else entry
        for entry in catalog.entries
    )
    return replace(catalog, entries=entries)


def redo(template: Catalog, ours: Catalog, theirs: Catalog) -> Catalog:
    """`theirs`, saved by somebody else meanwhile, updated, with our drafts where it has no text."""
    merged = merge(template, theirs)
    drafts = {e.key: e for e in ours.active if e.draft is not None}
    entries = tuple(
        replace(entry, msgstr=mine.msgstr, state=mine.state, draft=mine.draft)
        if not entry.obsolete
        and entry.state is State.UNTRANSLATED
        and entry.msgid_plural is None
        and (mine := drafts.get(entry.key))
        else entry
        for entry in merged.entries
    )
    return replace(merged, entries=entries)


def by_machine(entry: Entry) -> bool:
    """True when the msgstr stands as a machine wrote it: no work of a person is in it."""
    return (
        entry.state is State.DRAFT
        and entry.draft is not None
        and entry.draft.digest == digest(entry.msgstr)
    )


def _has_text(entry: Entry | None) -> bool:
    return entry is not None and entry.answered


def _is_work(entry: Entry) -> bool:
    texts = (entry.msgstr, *entry.msgstr_plural)
    return bool(entry.comments) or (any(texts) and not by_machine(entry))


def _current(entry: Entry, here: Entry | None) -> Entry:
    if here is None:
        return entry
    if (here.references, here.note, here.obsolete) == (entry.references, entry.note, False):
        return here  # the very object: what is the same keeps its bytes
    return replace(here, references=entry.references, note=entry.note, obsolete=False)


def _buried(entry: Entry) -> Entry:
    return replace(entry, obsolete=True, references=(), note="")


def _stale(entry: Entry, old: Entry, here: Entry | None) -> Entry:
    """`entry` with the old text; a text that was stale already keeps its first source."""
    previous = old.previous if old.state is State.STALE and old.previous else old.key
    state = State.STALE if old.answered else State.UNTRANSLATED
    return replace(
        entry,
        msgstr=old.msgstr,
        state=state,
        previous=previous if old.answered else None,
        comments=(*(here.comments if here else ()), *old.comments),
        flags=old.flags,
    )


def _successors(
    template: Catalog, old: Catalog, known: Mapping[Key, Entry], vanished: Mapping[Key, Entry]
) -> dict[Key, Key]:
    """The new key that takes over from a vanished one: new key → vanished key, each used once.

    Only entries that vanished just now are searched: against all entries, msgmerge hangs
    rubbish on every second new Japanese sentence.
    """
    new = [e.key for e in template.entries if not _has_text(known.get(e.key))]
    gone = [e.key for e in vanished.values() if not e.obsolete and e.msgid_plural is None]
    if not new or not gone:
        return {}
    alike = likest([key.msgid for key in new], [key.msgid for key in gone], LIKE)
    pairs = [(-score, abs(i - j), i, j) for score, i, j in alike]
    taken = _greedy(sorted(pairs), new, gone)
    left = set(new) - set(taken)
    still = set(gone) - set(taken.values())
    if left and still:
        taken |= _by_place(template, old, taken, left, still)
    return taken


def _greedy(
    pairs: Iterable[tuple[float, int, int, int]], new: Sequence[Key], gone: Sequence[Key]
) -> dict[Key, Key]:
    found: dict[Key, Key] = {}
    used: set[int] = set()
    for _, _, i, j in pairs:
        if new[i] not in found and j not in used:
            found[new[i]] = gone[j]
            used.add(j)
    return found


def _by_place(
    template: Catalog, old: Catalog, taken: Mapping[Key, Key], left: set[Key], gone: set[Key]
) -> dict[Key, Key]:
    """Pairs of what is left that stand between the same neighbours: a sentence rewritten, or
    cut from a longer one, or joined into it."""
    here_too = {entry.key for entry in template.entries} | gone | set(taken.values())
    before = _gaps([e.key for e in old.active if e.key in here_too], gone)
    after = _gaps([taken.get(entry.key, entry.key) for entry in template.entries], left)
    found: dict[Key, Key] = {}
    for neighbours, here in after.items():
        there = before.get(neighbours, [])
        alone = len(here) == len(there) == 1
        pairs = [
            (-score, abs(i - j), i, j)
            for i, new in enumerate(here)
            for j, key in enumerate(there)
            if (score := _fit(new.msgid, key.msgid, alone=alone))
        ]
        found |= _greedy(sorted(pairs), here, there)
    return found


def _gaps(keys: Sequence[Key], inside: set[Key]) -> dict[tuple[Key | None, Key | None], list[Key]]:
    """The keys of `inside`, in order, by the two other keys that they stand between."""
    gaps: dict[tuple[Key | None, Key | None], list[Key]] = {}
    before: Key | None = None
    run: list[Key] = []
    for key in (*keys, None):
        if key in inside and key is not None:
            run.append(key)
            continue
        if run:
            gaps[before, key] = run
        before, run = key, []
    return gaps


def _fit(new: str, old: str, *, alone: bool) -> float:
    """How well an old text serves a new source in the same place; 0.0 when not."""
    contained = part(new, old) if min(len(new), len(old)) > _SHORT else 0.0
    if contained >= _CONTAINED:
        return contained
    return next((score for score, _, _ in likest([new], [old], _REWRITTEN)), 0.0) if alone else 0.0
