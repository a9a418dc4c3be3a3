"""Stage: a new template into an old catalog, losing nothing that a person wrote."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain, islice, product

from l10n.entries import Above, Chosen, Item
from l10n.likeness import likeness, likest, part
from l10n.model import Catalog, Entry, Key, State, digest

LIKE = 60.0  # per cent; below it, GNU msgmerge's own threshold, an old text is no help
_REWRITTEN = 40.0  # enough where one sentence stands in the place of one
_SAME_PLACE = 12.0  # what the same neighbours are worth
_CROWD = 2500  # pairs in one place, a chapter rewritten, above which place tells nothing
_CONTAINED = 85.0  # a part of a sentence that was split, or joined with its neighbour
_SHORT = 5  # characters; so few stand in any long sentence


def merge(template: Catalog, old: Catalog) -> Catalog:
    """The catalog that belongs to `template`, in its order, obsolete entries at the end.

    An entry is found by its key (an obsolete one revives as it was), else by likeness among
    the entries that vanished, else by place between the same neighbours: it becomes stale,
    with its text and `#|`. A sentence that stood in several places and was edited in one takes a
    copy of its text along. What finds no place turns obsolete, except pure machine text and
    untranslated entries: nobody wrote them.
    """
    new, was = Chosen.of(template.entries), Chosen.of(old.entries)
    known = dict(zip(was.keys, was.items, strict=True))
    wanted = set(new.keys)
    vanished = {
        key: entry
        for key, item in known.items()
        if key not in wanted and _is_work(entry := was.entry(item))
    }
    taken = _successors(new, was, wanted, known, vanished)
    moved = _noted_anew(new, was, known)
    copies = _copies(new, was, known, taken, moved)
    items: list[Item] = []
    for item, key in zip(new.items, new.keys, strict=True):
        here = known.get(key)
        if key in taken or key in copies:
            text = vanished.pop(taken[key]) if key in taken else copies[key]
            items.append(_stale(new.entry(item), text, None if here is None else was.entry(here)))
        else:
            items.append(new.entry(item) if here is None else _current(was, here, moved.get(key)))
    rest = [e if e.obsolete else _buried(e) for e in vanished.values()]
    return replace(old, domain=template.domain, entries=was.instead((*items, *rest)))


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


def successors(template: Catalog, old: Catalog) -> dict[Key, Key]:
    """new key → old key, for the sentences of `template` that took over from one of `old`."""
    vanished = {entry.key: entry for entry in old.entries}
    new, was = Chosen.of(template.entries), Chosen.of(old.entries)
    return _successors(new, was, set(new.keys), {}, vanished)


def by_machine(entry: Entry) -> bool:
    """True when the msgstr stands as a machine wrote it: no work of a person is in it."""
    return (
        entry.state is State.DRAFT
        and entry.draft is not None
        and entry.draft.digest == digest(entry.msgstr)
    )


def _is_new(was: Chosen, here: Item | None) -> bool:
    """True when the catalog did not have it. One that it had untranslated is no successor:
    of 10,000 entries with 7 % untranslated, those took a sixth of the old texts."""
    return here is None or (was.is_obsolete(here) and not was.entry(here).answered)


def _is_work(entry: Entry) -> bool:
    texts = (entry.msgstr, *entry.msgstr_plural)
    return bool(entry.comments) or (any(texts) and not by_machine(entry))


def _noted_anew(new: Chosen, was: Chosen, known: Mapping[Key, Item]) -> dict[Key, Above]:
    """What stands above the entries that it stood otherwise above, or that were obsolete."""
    found = {}
    for item, key in zip(new.items, new.keys, strict=True):
        here = known.get(key)
        if here is not None:
            lines = new.lines_above(item)
            if lines and lines == was.lines_above(here) and not was.is_obsolete(here):
                continue
            above = new.above(item)
            if above != was.above(here) or was.is_obsolete(here):
                found[key] = above
    return found


def _current(was: Chosen, here: Item, above: Above | None) -> Item:
    """The entry as it stands in the old catalog; what is the same there keeps its bytes."""
    if above is None:
        return here
    entry = was.entry(here)
    return replace(entry, references=above.references, note=above.note, obsolete=False)


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
    template: Chosen,
    old: Chosen,
    wanted: set[Key],
    known: Mapping[Key, Item],
    vanished: Mapping[Key, Entry],
) -> dict[Key, Key]:
    """The new key that takes over from a vanished one: new key → vanished key, each used once.

    Only entries that vanished just now are searched: against all entries, msgmerge hangs
    rubbish on every second new Japanese sentence. Of two that are nearly as like, the one that
    stood between the same neighbours is the right one.
    """
    new = [key for key in template.keys if _is_new(old, known.get(key))]
    gone = [e.key for e in vanished.values() if not e.obsolete and e.msgid_plural is None]
    if not new or not gone:
        return {}
    nearby = _in_place(template, old, wanted, set(new), set(gone))
    scores = {(new[i], gone[j]): score for score, i, j in _alike(new, gone)}
    for pair, score in nearby.items():
        scores[pair] = score + _SAME_PLACE
    rank = {key: i for i, key in enumerate(gone)} | {key: i for i, key in enumerate(new)}
    pairs = ((-score, abs(rank[n] - rank[o]), rank[n], n, o) for (n, o), score in scores.items())
    found: dict[Key, Key] = {}
    used: set[Key] = set()
    for _, _, _, key, vanishing in sorted(pairs, key=lambda pair: pair[:3]):
        if key not in found and vanishing not in used:
            found[key] = vanishing
            used.add(vanishing)
    return found


def _copies(
    new: Chosen,
    was: Chosen,
    known: Mapping[Key, Item],
    taken: Mapping[Key, Key],
    moved: Mapping[Key, Above],
) -> dict[Key, Entry]:
    """Of new keys that nothing vanished for: the entry that still stands elsewhere, and of which
    this was another place until it was edited, without its comments."""
    added = [key for key in new.keys if key not in known and key not in taken]
    if not added:
        return {}
    fewer = list(_fewer(was, known, moved))
    behind = _behind(new, was, set(added))
    found: dict[Key, Entry] = {}
    for key in added:
        texts = [behind[key]] if key in behind else []
        texts += fewer if len(fewer) * len(added) <= _CROWD else []
        best = max(texts, key=lambda text: likeness(key.msgid, text.msgid), default=None)
        if best is not None and likeness(key.msgid, best.msgid) >= LIKE:
            entry = was.entry(known[best])
            if any((entry.msgstr, *entry.msgstr_plural)) and not by_machine(entry):
                found[key] = replace(entry, comments=())
    return found


def _fewer(was: Chosen, known: Mapping[Key, Item], moved: Mapping[Key, Above]) -> Iterable[Key]:
    """The keys whose note lost a line and gained none: one of their places is gone."""
    for key, above in moved.items():
        before = set(was.above(known[key]).note.split("\n"))
        if not was.is_obsolete(known[key]) and before > set(above.note.split("\n")):
            yield key


def _behind(new: Chosen, was: Chosen, added: set[Key]) -> dict[Key, Key]:
    """Added keys, each alone behind a known one, and what stood behind that and now stands
    elsewhere: of a sentence that is repeated, the catalog has its first place."""
    spots = {a: (b, c) for a, b, c in _threes(new.keys) if b in added and c not in added}
    found: dict[Key, Key] = {}
    stood = zip(chain([None], was.keys), was.keys, was.items, strict=False)
    for before, key, item in stood:
        if before in spots and not was.is_obsolete(item):
            place, following = spots[before]
            if key != following:
                found[place] = key
    wanted = set(found.values())
    still = wanted.intersection(new.keys)
    return {place: key for place, key in found.items() if key in still}


def _threes(keys: Sequence[Key]) -> Iterable[tuple[Key | None, Key, Key | None]]:
    return zip(chain([None], keys), keys, chain(islice(keys, 1, None), [None]), strict=False)


def _alike(new: Sequence[Key], gone: Sequence[Key]) -> Iterable[tuple[float, int, int]]:
    return likest([key.msgid for key in new], [key.msgid for key in gone], LIKE)


def _in_place(
    template: Chosen, old: Chosen, wanted: set[Key], new: set[Key], gone: set[Key]
) -> dict[tuple[Key, Key], float]:
    """Pairs that stand between the same neighbours, with the likeness that place allows: a
    sentence rewritten, or cut from a longer one, or joined into it."""
    stood = zip(old.keys, old.items, strict=True)
    still = (k for k, i in stood if (k in gone or k in wanted) and not old.is_obsolete(i))
    before = _gaps(still, gone)
    after = _gaps(template.keys, new)
    pairs: dict[tuple[Key, Key], float] = {}
    for neighbours, here in after.items():
        there = before.get(neighbours, [])
        if len(here) * len(there) > _CROWD:
            continue
        alone = len(here) == len(there) == 1
        for pair in product(here, there):
            if score := _fit(*pair, alone=alone):
                pairs[pair] = score
    return pairs


def _gaps(keys: Iterable[Key], inside: set[Key]) -> dict[tuple[Key | None, Key | None], list[Key]]:
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


def _fit(new: Key, old: Key, *, alone: bool) -> float:
    """How well an old text serves a new source in the same place; 0.0 when not."""
    score = likeness(new.msgid, old.msgid)
    if score >= (_REWRITTEN if alone else LIKE):
        return score
    is_part = min(len(new.msgid), len(old.msgid)) > _SHORT
    return score if is_part and part(new.msgid, old.msgid) >= _CONTAINED else 0.0
