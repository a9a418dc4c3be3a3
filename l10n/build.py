"""Stage: a Document and a catalog into an Edition. Never fails because one entry is bad."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Literal

from l10n.lang import tags
from l10n.model import Catalog, Coverage, Document, Edition, Entry, Finding, Key, Segment, State
from l10n.plugin import Format, Stamp

Include = Literal["drafts", "approved"]
_SHOWN = {"drafts": (State.APPROVED, State.DRAFT), "approved": (State.APPROVED,)}


def build(
    document: Document,
    catalog: Catalog,
    fmt: Format,
    *,
    include: Include = "drafts",
    findings: Sequence[Finding] = (),
) -> Edition:
    """The edition of an article in the catalog's locale.

    A segment falls back to its source text when its entry is untranslated or stale (the text
    belongs to another source: its figures may be wrong), or a draft with an error among
    `findings`. With nothing translated the text is the source, byte for byte.
    """
    entries = {entry.key: entry for entry in catalog.active}
    wrong = {f.key: f for f in findings if f.severity == "error"}
    shown = {
        key: entry
        for key, entry in entries.items()
        if entry.state in _SHOWN[include] and not (entry.state is State.DRAFT and key in wrong)
    }
    space = tags.joiner(catalog.locale)
    text = _assemble(document, shown, fmt, space)
    broken = _breaking(document, shown, fmt, space, text)
    if broken:
        shown = {key: entry for key, entry in shown.items() if key not in broken}
        text = _assemble(document, shown, fmt, space)
    translation = _translation(document, shown)
    tag = tags.language_tag(catalog.locale)
    if translation:
        text = fmt.stamp(text, Stamp(tag, tags.direction(catalog.locale), translation))
    return Edition(
        path=f"{tag}/{document.name}",
        locale=catalog.locale,
        text=text,
        coverage=coverage(document, entries),
        translation=translation,
        fallbacks=(
            *(
                f
                for key, f in wrong.items()
                if key in entries and entries[key].state is State.DRAFT
            ),
            *(_breaks(entry, catalog.locale) for entry in broken.values()),
        ),
    )


def _breaking(
    document: Document, shown: Mapping[Key, Entry], fmt: Format, space: str, text: str
) -> dict[Key, Entry]:
    """The entries whose msgstr makes another structure of the article: a list of a paragraph,
    a tag that swallows the rest.

    A format escapes what it sees at one place; what two places make together only the finished
    text shows. The first entry that breaks it is found by halving, taken out, and so on.
    """
    wanted = fmt.outline("".join(part.text for part in document.parts))
    broken: dict[Key, Entry] = {}
    left = list(dict.fromkeys(s.key for s in document.segments if s.key in shown))
    while fmt.outline(text) != wanted and left:
        whole, count = 0, len(left)  # left[:whole] is whole, left[:count] is broken
        while count - whole > 1:
            middle = (whole + count) // 2
            some = {key: shown[key] for key in left[:middle]}
            if fmt.outline(_assemble(document, some, fmt, space)) == wanted:
                whole = middle
            else:
                count = middle
        key = left.pop(count - 1)
        broken[key] = shown[key]
        text = _assemble(document, {key: shown[key] for key in left}, fmt, space)
    return broken


def _breaks(entry: Entry, locale: str) -> Finding:
    message = "it would change the structure of the article"
    return Finding("structure", "error", message, entry.key, locale, line=entry.line)


def coverage(document: Document, entries: Mapping[Key, Entry]) -> Coverage:
    """How many segments of the article stand in each state."""
    counts = Counter(
        entries[s.key].state if s.key in entries else State.UNTRANSLATED for s in document.segments
    )
    return Coverage(**{state.value: counts[state] for state in State})


def _translation(
    document: Document, shown: Mapping[Key, Entry]
) -> Literal["", "machine", "partly-reviewed", "reviewed"]:
    states = [shown[s.key].state if s.key in shown else None for s in document.segments]
    changed = any(s.key in shown and shown[s.key].msgstr != s.msgid for s in document.segments)
    if not changed:
        return ""
    if State.APPROVED not in states:
        return "machine"
    reviewed = all(state is State.APPROVED for state in states)
    return "reviewed" if reviewed else "partly-reviewed"


def _assemble(document: Document, shown: Mapping[Key, Entry], fmt: Format, space: str) -> str:
    out: list[str] = []
    translated = False  # the last segment stands in the target language
    for index, part in enumerate(document.parts):
        if isinstance(part, Segment):
            entry = shown.get(part.key)
            translated = entry is not None and entry.msgstr != part.msgid
            out.append(fmt.write(part, entry.msgstr) if entry and translated else part.text)
        elif part.joint:
            after = _translated_after(document, index, shown)
            out.append(space if translated or after else part.text)
        else:
            out.append(part.text)
    return "".join(out)


def _translated_after(document: Document, index: int, shown: Mapping[Key, Entry]) -> bool:
    """True when the segment that follows a joint is translated."""
    for part in document.parts[index + 1 :]:
        if isinstance(part, Segment):
            entry = shown.get(part.key)
            return entry is not None and entry.msgstr != part.msgid
    return False
