"""Stage: a segmented Document into its template."""

from __future__ import annotations

from l10n.model import Catalog, Document, Entry, Key, Segment


def extract(document: Document) -> Catalog:
    """The article's template: one entry for each distinct key, in article order.

    `#:` names the article without line numbers and `#.` says what the string is and where, so
    that a paragraph inserted above changes no line of the others.
    """
    notes: dict[Key, list[str]] = {}
    for segment in document.segments:
        note = notes.setdefault(segment.key, [])
        if (text := _note(segment)) not in note:
            note.append(text)
    entries = tuple(
        Entry(key, references=(document.name,), note="\n".join(note)) for key, note in notes.items()
    )
    return Catalog(document.domain, "", entries)


def _note(segment: Segment) -> str:
    place = f"{segment.role} — {segment.section}" if segment.section else segment.role
    return f"{place}\n{segment.note}" if segment.note else place
