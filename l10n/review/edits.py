"""What a reviewer does to an entry, as functions from Entry to Entry; Catalogs around them.

Nothing here reads or writes a file, and no function loses what it replaces: an `Edit` holds the
entry before and after, so that its inverse is an edit too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from l10n.lazy import lazy
from l10n.model import JOINED, Catalog, Draft, Entry, Key, State, digest, is_joined

REJECTED = "l10n: rejected: "
"""Begins the translator comment that keeps why a reviewer refused a text; approval ends it."""
_OURS = lazy(r"l10n: (?:joined$|rejected: |mt=)")
_CONTROL = lazy(r"[\x00-\x08\x0b-\x1f\x7f\u2028\u2029\ud800-\udfff]")


class Refused(Exception):
    """An edit that no catalog can hold; the message says why, for the person who made it."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One entry before and after."""

    before: Entry
    after: Entry

    @property
    def key(self) -> Key:
        """Which entry it is of."""
        return self.before.key

    @property
    def inverse(self) -> Edit:
        """The edit that takes this one back."""
        return Edit(self.after, self.before)


@lru_cache(maxsize=1 << 17)
def identity(key: Key) -> str:
    """12 hex digits that name an entry in addresses: a key is too long for one, and any text.

    >>> identity(Key(None, "東京")) == identity(Key("地名", "東京"))
    False
    """
    ctxt = "" if key.msgctxt is None else f"{key.msgctxt}\x04"  # gettext's own separator
    return digest(ctxt + key.msgid) + digest(f"{ctxt}{key.msgid}\x04")[:4]


def version(entry: Entry) -> str:
    """8 hex digits of all that a person can change in an entry: whether it is still what they saw.

    >>> entry = Entry(Key(None, "水"), "water", State.APPROVED)
    >>> version(entry) == version(set_text(entry, "Water"))
    False
    """
    seen = (entry.msgstr, entry.msgstr_plural, entry.state, entry.comments, entry.previous)
    return digest(repr((*seen, entry.draft, entry.obsolete)))


# --- one entry ---------------------------------------------------------------------------------


def set_text(entry: Entry, text: str) -> Entry:
    """`entry` with a text that somebody typed and nobody has approved.

    A draft stays one (its digest tells that a person touched it), anything else needs work: fuzzy.
    Raises Refused for characters that a PO file cannot hold.

    >>> set_text(Entry(Key(None, "水"), "water", State.APPROVED), "waters").state
    <State.STALE: 'stale'>
    """
    if entry.msgid_plural is not None:
        raise Refused("an entry with plural forms is for a PO editor")
    text = fitted(text, entry.key.msgid)
    if text == entry.msgstr and not (text == "" and entry.joined):
        return entry
    comments = _without(entry.comments, JOINED)
    if not text:
        draft = None if entry.draft and entry.draft.digest else entry.draft
        return replace(
            entry, msgstr="", state=State.UNTRANSLATED, draft=draft, previous=None,
            comments=comments,
        )  # fmt: skip
    is_draft = entry.state is State.DRAFT and entry.draft is not None
    state = State.DRAFT if is_draft else State.STALE
    draft = entry.draft if is_draft else None
    return replace(entry, msgstr=text, state=state, draft=draft, comments=comments)


def fitted(text: str, msgid: str) -> str:
    """`text` as it can stand beside `msgid`: line ends as `\\n`, and at its edges those of the msgid.

    `msgfmt -c` asks for the same line feeds at both edges. Only blanks are no text.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    wrong = _CONTROL.search(text)
    if wrong:
        raise Refused(f"a character that no catalog can hold: U+{ord(wrong[0]):04X}")
    if not text.strip():
        return ""
    lead, tail = ("\n" if edge == "\n" else "" for edge in (msgid[:1], msgid[-1:]))
    return lead + text.strip("\n") + tail


def approve(entry: Entry) -> Entry:
    """`entry` as a person has accepted it: not fuzzy, no provenance, no `#|`, no reason.

    Raises Refused without a text.
    """
    if not entry.answered:
        raise Refused("there is no text to approve")
    return replace(
        entry,
        state=State.APPROVED,
        draft=None,
        previous=None,
        previous_plural=None,
        comments=_without(entry.comments, REJECTED),
    )


def reject(entry: Entry, reason: str) -> Entry:
    """`entry` with the reason why its text will not do.

    A machine's draft goes, and `problem=rejected` keeps its engine from being asked again; a
    person's text stays and needs work.

    >>> entry = Entry(Key(None, "水"), "fire", State.DRAFT, draft=Draft("pseudo", digest("fire")))
    >>> reject(entry, "no fire here").draft
    Draft(engine='pseudo', digest='', detail=(('problem', 'rejected'),))
    """
    reason = " ".join(_CONTROL.sub(" ", reason).split())
    kept = _without(entry.comments, REJECTED)
    comments = (*kept, f"{REJECTED}{reason}") if reason else kept
    draft = entry.draft
    if draft and entry.state is State.DRAFT and draft.digest == digest(entry.msgstr):
        refused = Draft(draft.engine, "", (("problem", "rejected"),))
        return replace(entry, msgstr="", state=State.UNTRANSLATED, draft=refused, comments=comments)
    if not entry.answered:
        return replace(entry, comments=comments)
    if entry.joined:
        return replace(entry, state=State.UNTRANSLATED, comments=_without(comments, JOINED))
    state = State.DRAFT if entry.state is State.DRAFT else State.STALE
    return replace(entry, state=state, comments=comments)


def fold(entry: Entry) -> Entry:
    """`entry` translated in the one before it: empty, with the comment `l10n: joined`."""
    if entry.msgid_plural is not None:
        raise Refused("an entry with plural forms is for a PO editor")
    comments = (*_without(_without(entry.comments, JOINED), REJECTED), JOINED)
    return replace(
        entry, msgstr="", state=State.APPROVED, draft=None, previous=None, comments=comments
    )


def comment(entry: Entry, text: str) -> Entry:
    """`entry` with `text` for its translator comments; ours among them stay.

    >>> comment(fold(Entry(Key(None, "はい。"))), "前の文に入れた。").comments
    ('前の文に入れた。', 'l10n: joined')
    """
    if _CONTROL.search(text.replace("\r", "")):
        raise Refused("a character that no catalog can hold")
    lines = tuple(line.rstrip() for line in text.replace("\r", "").split("\n"))
    while lines and not lines[-1]:
        lines = lines[:-1]
    if any(_OURS.match(line.strip()) for line in lines):
        raise Refused("a comment that begins with `l10n:` is honyaku's own")
    ours = tuple(line for line in entry.comments if _OURS.match(line.strip()))
    return replace(entry, comments=(*lines, *ours))


def own_comments(entry: Entry) -> tuple[str, ...]:
    """The comment lines that are the translator's to edit."""
    return tuple(line for line in entry.comments if not _OURS.match(line.strip()))


def reason(entry: Entry) -> str:
    """Why a reviewer refused the text, or ""."""
    found = (line for line in entry.comments if line.startswith(REJECTED))
    return next((line.removeprefix(REJECTED) for line in found), "")


def _without(comments: Sequence[str], mark: str) -> tuple[str, ...]:
    if mark == JOINED:
        return tuple(line for line in comments if not is_joined((line,)))
    return tuple(line for line in comments if not line.startswith(mark))


# --- catalogs ----------------------------------------------------------------------------------


def apply(catalog: Catalog, edits: Iterable[Edit]) -> Catalog:
    """`catalog` with each edit's entry after it; entries that no edit names stay the very objects.

    Raises Refused when an entry is no longer what an edit says it was.
    """
    wanted: dict[Key, list[Edit]] = {}
    for edit in edits:
        wanted.setdefault(edit.key, []).append(edit)
    known = {entry.key for entry in catalog.entries}
    if not known.issuperset(wanted):
        raise Refused("an entry is gone from the catalog")
    entries = tuple(
        _edited(entry, wanted[entry.key]) if entry.key in wanted else entry
        for entry in catalog.entries
    )
    return replace(catalog, entries=entries)


def _edited(entry: Entry, edits: Sequence[Edit]) -> Entry:
    for edit in edits:
        if version(entry) != version(edit.before):
            raise Refused("the entry has changed meanwhile")
        after = edit.after
        entry = replace(
            entry,
            msgstr=after.msgstr,
            state=after.state,
            draft=after.draft,
            comments=after.comments,
            previous=after.previous,
            previous_plural=after.previous_plural,
        )
    return entry


def rename(entries: Iterable[Entry], old: str, new: str) -> list[Edit]:
    """The edits that write `new` for a rendering `old`, as a whole word, wherever it stands.

    States stay: a reviewer who renames a term has not read the sentence for anything else.

    >>> entry = Entry(Key(None, "東証"), "TSE and TSEs", State.APPROVED)
    >>> rename([entry], "TSE", "the TSE")[0].after.msgstr
    'the TSE and TSEs'
    """
    if not old or old == new:
        return []
    pattern = word(old)
    found = []
    for entry in entries:
        text = pattern.sub(lambda _: new, entry.msgstr)
        if text != entry.msgstr and entry.msgid_plural is None:
            found.append(Edit(entry, replace(entry, msgstr=text)))
    return found


def word(text: str) -> re.Pattern[str]:
    """What finds `text` where no letter goes on beside it; scripts without spaces have no edge."""
    lead = r"(?<![^\W_])" if _is_spaced(text[:1]) else ""
    tail = r"(?![^\W_])" if _is_spaced(text[-1:]) else ""
    return re.compile(lead + re.escape(text) + tail)


def _is_spaced(char: str) -> bool:
    return char.isalnum() and not "\u0e00" <= char <= "\u0e7f" and char < "\u2e80"


def changed(old: Catalog, new: Catalog) -> dict[Key, Entry | None]:
    """What somebody else made of a catalog: key → its entry now, or None where it is gone."""
    before: Mapping[Key, Entry] = {entry.key: entry for entry in old.active}
    after: Mapping[Key, Entry] = {entry.key: entry for entry in new.active}
    found: dict[Key, Entry | None] = {
        key: entry
        for key, entry in after.items()
        if key not in before or version(before[key]) != version(entry)
    }
    return found | {key: None for key in before if key not in after}
