"""Stage: a new template into an old catalog, losing nothing that a person wrote."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from rapidfuzz import fuzz, process

from l10n.model import Catalog, Entry, Key, State, digest

LIKE = 60.0  # per cent; below it, GNU msgmerge's own threshold, an old text is no help


def merge(template: Catalog, old: Catalog) -> Catalog:
    """The catalog that belongs to `template`, in its order, obsolete entries at the end.

    An entry is found by its key (an obsolete one revives as it was), else by likeness among
    the entries that vanished: it becomes stale, with its text and `#|`. What finds no place
    turns obsolete, except pure machine text and untranslated entries: nobody wrote them.
    """
    known = {entry.key: entry for entry in old.entries}
    wanted = {entry.key for entry in template.entries}
    vanished = {e.key: e for e in old.entries if e.key not in wanted and _is_work(e)}
    taken = _likenesses(
        [e.key for e in template.entries if not _has_text(known.get(e.key))],
        [e for e in vanished.values() if not e.obsolete],
    )
    entries = []
    for entry in template.entries:
        here = known.get(entry.key)
        if not _has_text(here) and entry.key in taken:
            entries.append(_stale(entry, vanished.pop(taken[entry.key]), here))
        else:
            entries.append(_current(entry, here))
    rest = [e if e.obsolete else _buried(e) for e in vanished.values()]
    return replace(old, domain=template.domain, entries=(*entries, *rest))


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
    return bool(entry.comments) or (bool(entry.msgstr) and not by_machine(entry))


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


def _likenesses(new: list[Key], vanished: list[Entry]) -> dict[Key, Key]:
    """The best pairs (new key → vanished key), each used once, likest first.

    Only vanished entries are searched: against all entries, msgmerge hangs rubbish on most
    new Japanese sentences: their bytes look alike.
    """
    if not new or not vanished:
        return {}
    old = [entry.key.msgid for entry in vanished]
    pairs = [
        (-score, abs(i - j), i, j)
        for i, key in enumerate(new)
        for _, score, j in process.extract(
            key.msgid, old, scorer=fuzz.ratio, score_cutoff=LIKE, limit=5
        )
    ]
    return _greedy(sorted(pairs), new, vanished)


def _greedy(
    pairs: Iterable[tuple[float, int, int, int]], new: list[Key], vanished: list[Entry]
) -> dict[Key, Key]:
    found: dict[Key, Key] = {}
    used: set[int] = set()
    for _, _, i, j in pairs:
        if new[i] not in found and j not in used:
            found[new[i]] = vanished[j].key
            used.add(j)
    return found
