"""Stage: a segmented Document into its template."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from l10n.model import Catalog, Document, Entry, Key, Segment

_NEIGHBOUR = 120  # characters of a neighbouring sentence that are shown


def extract(document: Document, *, neighbours: bool = False) -> Catalog:
    """The article's template: one entry for each distinct key, in article order.

    `#:` names the article without line numbers and `#.` says what the string is and where, so
    that a paragraph inserted above changes no line of the others. With `neighbours`, `#.` has
    the sentences before and after, too, of the place where the entry stands first.
    """
    first: dict[Key, str] = {}
    further: dict[Key, dict[str, None]] = {}  # few are seen twice, and some a thousand times
    near: dict[Key, Iterable[str]] = {}
    places: dict[tuple[str, str], str] = {}  # one text for all sentences of a section
    segments = document.segments
    for index, segment in enumerate(segments):
        key = Key(segment.msgctxt, segment.msgid)
        text = "" if segment.note else places.get((segment.role, segment.section), "")
        text = text or _note(segment, places)
        known = first.setdefault(key, text)
        if known != text:
            further.setdefault(key, {})[text] = None
        elif neighbours and key not in near:
            near[key] = tuple(_neighbours(segments, index))
    references = (document.name,)
    entries = tuple(
        Entry(
            key,
            references=references,
            note=(
                "\n".join((note, *near.get(key, ()), *further.get(key, ())))
                if key in near or key in further
                else note
            ),
        )
        for key, note in first.items()
    )
    return Catalog(document.domain, "", entries)


def _neighbours(segments: Sequence[Segment], index: int) -> Iterator[str]:
    for name, place in (("before", index - 1), ("after", index + 1)):
        if 0 <= place < len(segments):
            text = segments[place].msgid.replace("\n", " ")
            yield f"{name}: {text[:_NEIGHBOUR]}{'…' if len(text) > _NEIGHBOUR else ''}"


def _note(segment: Segment, places: dict[tuple[str, str], str]) -> str:
    role, section = segment.role, segment.section
    place = places.get((role, section))
    if place is None:
        place = places[role, section] = f"{role} — {section}" if section else role
    return f"{place}\n{segment.note}" if segment.note else place
