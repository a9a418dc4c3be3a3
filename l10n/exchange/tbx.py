"""TBX-Basic: terms, for other tools' glossaries.

Written is the 2008 form (ISO 30042:2008, `martif` with `termEntry`, `langSet`, `tig`), which OmegaT and
translate-toolkit read; read is that of 2019, too (`tbx` with `conceptEntry`, `langSec`, `termSec`), with
data categories as attributes (DCA) or as elements of their own (DCT).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

from l10n.errors import UsageError
from l10n.exchange._xml import LANG, freed, held, parse, serialize
from l10n.exchange.termbase import TermUnit
from l10n.model import State

_CONCEPTS = ("termEntry", "conceptEntry")
_LANGUAGES = ("langSet", "langSec")
_TERMS = ("tig", "ntig", "termSec")
_KEEP, _REVIEW = "keep", "needs review"
_PREFERRED, _ADMITTED = "preferredTerm-admn-sts", "admittedTerm-admn-sts"
_DEPRECATED = "deprecatedTerm-admn-sts"
_BAD = ("deprecated", "superseded")


# --- writing ----------------------------------------------------------------------------------


def write(units: Sequence[TermUnit], source: str) -> bytes:
    """A concept for each term: its aliases are admitted terms, forbidden renderings deprecated ones."""
    root = etree.Element("martif", {"type": "TBX-Basic", LANG: source})
    header = etree.SubElement(root, "martifHeader")
    file = etree.SubElement(header, "fileDesc")
    origin = etree.SubElement(file, "sourceDesc")
    etree.SubElement(origin, "p").text = "terms of a honyaku project"
    encoding = etree.SubElement(header, "encodingDesc")
    etree.SubElement(encoding, "p", type="XCSURI").text = "TBXBasicXCSV02.xcs"
    body = etree.SubElement(etree.SubElement(root, "text"), "body")
    for name in dict.fromkeys(unit.source for unit in units):
        _write_concept(body, [unit for unit in units if unit.source == name], source)
    return serialize(root)


def _write_concept(body: Any, units: Sequence[TermUnit], source: str) -> None:
    first = units[0]
    mark = hashlib.sha256(first.source.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    concept = etree.SubElement(body, "termEntry", id=f"c{mark}")
    for note in dict.fromkeys(unit.note for unit in units if unit.note):
        etree.SubElement(concept, "note").text = held(note)
    names = etree.SubElement(concept, "langSet", {LANG: source})
    _write_term(names, first.source, _PREFERRED)
    for alias in dict.fromkeys(alias for unit in units for alias in unit.aliases):
        _write_term(names, alias, _ADMITTED)
    for unit in units:
        if unit.target or unit.keep or unit.forbidden:
            _write_target(concept, unit)


def _write_target(concept: Any, unit: TermUnit) -> None:
    names = etree.SubElement(concept, "langSet", {LANG: unit.tag})
    if unit.keep:
        etree.SubElement(names, "note").text = _KEEP
    if unit.target:
        note = "" if unit.state is State.APPROVED else _REVIEW
        _write_term(names, unit.target, "" if note else _PREFERRED, note)
    elif unit.keep:
        _write_term(names, unit.source, _PREFERRED)
    for name in unit.forbidden:
        _write_term(names, name, _DEPRECATED)


def _write_term(names: Any, text: str, status: str, note: str = "") -> None:
    group = etree.SubElement(names, "tig")
    etree.SubElement(group, "term").text = held(text)
    if status:
        etree.SubElement(group, "termNote", type="administrativeStatus").text = status
    if note:
        etree.SubElement(group, "note").text = note


# --- reading ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Name:
    """A term as it stands in a file."""

    text: str
    status: str
    review: bool


def read(data: bytes, place: str, source: str) -> list[TermUnit]:
    """A unit for each concept that has a name in `source`, and each other language it has.

    A rendering without a status counts as approved: a termbase holds what was agreed on.
    """
    root = parse(data, place)
    if _local(root) not in ("martif", "tbx"):
        raise UsageError("not TBX", place=place, cause=str(root.tag), fix="give --as")
    units: list[TermUnit] = []
    for concept in _all(root, _CONCEPTS):
        units += _units(concept, source)
    return units


def _units(concept: Any, source: str) -> Iterator[TermUnit]:
    sets = {one.get(LANG, one.get("lang", "")): one for one in _all(concept, _LANGUAGES)}
    here = next((tag for tag in sets if _is(tag, source)), None)
    names = _names(sets[here]) if here is not None else []
    if not names:
        return
    ordered = sorted(names, key=_rank)
    note = "\n".join(_own_notes(concept))
    for tag, there in sets.items():
        if tag != here:
            yield _unit(ordered, there, tag, note)
    if len(sets) == 1:
        yield TermUnit(ordered[0].text, "", aliases=_texts(ordered[1:]), note=note)


def _unit(names: Sequence[_Name], there: Any, tag: str, note: str) -> TermUnit:
    found = _names(there)
    good = sorted((name for name in found if not name.status.startswith(_BAD)), key=_rank)
    best = good[0] if good else _Name("", "", review=False)
    keep = _KEEP in _own_notes(there)
    also = [f"also: {name.text}" for name in good[1:]]
    target = "" if keep and best.text == names[0].text else best.text
    state = State.STALE if best.review else State.APPROVED
    return TermUnit(
        names[0].text,
        tag,
        target,
        state if target else State.UNTRANSLATED,
        _texts(names[1:]),
        _texts([name for name in found if name.status.startswith(_BAD)]),
        keep,
        "\n".join(filter(None, [note, *also])),
    )


def _names(names: Any) -> list[_Name]:
    found = []
    for group in _all(names, _TERMS):
        term = next(_all(group, ("term",)), None)
        text = freed("".join(term.itertext())).strip() if term is not None else ""
        kinds = [e for e in group.iter() if _is_status(e)]
        status = (kinds[0].text or "").strip() if kinds else ""
        review = _REVIEW in [(note.text or "").strip() for note in _all(group, ("note",))]
        if text:
            found.append(_Name(text, status, review))
    return found


def _is_status(element: Any) -> bool:
    return str(element.get("type", _local(element))) == "administrativeStatus"


def _rank(name: _Name) -> int:
    """The preferred name first, then those without a status, then admitted, then bad ones."""
    order = ("preferred", "", "admitted", *_BAD)
    fits = (at for at, word in enumerate(order) if word and name.status.startswith(word))
    return next(fits, 1)


def _texts(names: Sequence[_Name]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.text for name in names))


def _own_notes(element: Any) -> list[str]:
    """The notes that stand in an element itself, not deeper."""
    notes = (one for one in element if _local(one) in ("note", "descrip"))
    return [freed("".join(note.itertext())).strip() for note in notes]


def _all(element: Any, names: Sequence[str]) -> Iterator[Any]:
    """The descendants with one of the names, whatever their namespace."""
    return (one for one in element.iter() if _local(one) in names)


def _local(element: Any) -> str:
    """The name without its namespace; "" for the reference of an entity."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _is(tag: str, wanted: str) -> bool:
    """True for `ja` and for `ja-JP`, where `ja` is wanted."""
    return tag.lower() == wanted.lower() or tag.lower().startswith(wanted.lower() + "-")
