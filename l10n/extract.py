"""Stage: a segmented Document into its template."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from l10n.model import Catalog, Document, Entry, Key, Segment

_NEIGHBOUR = 120  # characters of a neighbouring sentence that are shown


def extract(document: Document, *, neighbours: bool = False) -> Catalog:
    """The article's template: one entry for each distinct key, in article order.

    `#:` names the article without line numbers and `#.` says what the string is and where, so
    that a paragraph inserted above changes no line of the others. With `neighbours`, `#.` has
    the sentences before and after, too, of the place where the entry stands first.
    """
    notes: dict[Key, list[str]] = {}
    segments = document.segments
    for index, segment in enumerate(segments):
        key, text = segment.key, _note(segment)
        note = notes.get(key)
        if note is None:
            notes[key] = [text, *(_neighbours(segments, index) if neighbours else ())]
        elif text not in note:
            note.append(text)
    references = (document.name,)
    entries = tuple(
        Entry(key, references=references, note="\n".join(note)) for key, note in notes.items()
    )
    return Catalog(document.domain, "", entries)


def _neighbours(segments: Sequence[Segment], index: int) -> Iterator[str]:
    for name, place in (("before", index - 1), ("after", index + 1)):
        if 0 <= place < len(segments):
            text = segments[place].msgid.replace("\n", " ")
            yield f"{name}: {text[:_NEIGHBOUR]}{'…' if len(text) > _NEIGHBOUR else ''}"


def _note(segment: Segment) -> str:
    place = f"{segment.role} — {segment.section}" if segment.section else segment.role
    return f"{place}\n{segment.note}" if segment.note else place
