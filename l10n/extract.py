"""Stage: a segmented Document into its template."""

from __future__ import annotations

from collections.abc import Iterable

from l10n.model import Catalog, Document, Entry, Key, Part, Segment

_NEIGHBOUR = 120  # characters of a neighbouring sentence that are shown


def extract(document: Document, *, neighbours: bool = False) -> Catalog:
    """The article's template: one entry for each distinct key, in article order.

    `#:` names the article without line numbers and `#.` says what the string is and where, so
    that a paragraph inserted above changes no line of the others. With `neighbours`, `#.` has
    the sentences before and after, too, of the place where the entry stands first.
    """
    return collected(document.name, document.parts, neighbours=neighbours)


def collected(name: str, parts: Iterable[Part], *, neighbours: bool = False) -> Catalog:
    """The same of the parts of a segmented article of this name, one by one."""
    first: dict[Key, str] = {}
    further: dict[Key, dict[str, None]] = {}  # few are seen twice, and some a thousand times
    near: dict[Key, list[str]] = {}
    places: dict[tuple[str, str], str] = {}  # one text for all sentences of a section
    before: Segment | None = None
    asked: Key | None = None  # whose next neighbour is awaited
    for segment in parts:
        if not isinstance(segment, Segment):
            continue
        key = Key(segment.msgctxt, segment.msgid)
        text = "" if segment.note else places.get((segment.role, segment.section), "")
        text = text or _note(segment, places)
        known = first.setdefault(key, text)
        if neighbours:
            if asked is not None:
                near[asked].append(_neighbour("after", segment))
            asked = key if key not in near else None
            if asked is not None:
                near[key] = [_neighbour("before", before)] if before else []
            before = segment
        if known != text:
            further.setdefault(key, {})[text] = None
    references = (name,)
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
    return Catalog(name.rsplit(".", 1)[0], "", entries)


def _neighbour(side: str, segment: Segment) -> str:
    text = segment.msgid.replace("\n", " ")
    return f"{side}: {text[:_NEIGHBOUR]}{'…' if len(text) > _NEIGHBOUR else ''}"


def _note(segment: Segment, places: dict[tuple[str, str], str]) -> str:
    role, section = segment.role, segment.section
    place = places.get((role, section))
    if place is None:
        place = places[role, section] = f"{role} — {section}" if section else role
    return f"{place}\n{segment.note}" if segment.note else place
