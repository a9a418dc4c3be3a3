"""XLIFF 2.0 (OASIS, 2014; ISO 21720)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lxml import etree

from l10n.errors import UsageError
from l10n.exchange._xml import (
    SPACE,
    Codes,
    append_text,
    child,
    codepoint,
    freed,
    held,
    identity,
    is_forbidden,
    parse,
    serialize,
)
from l10n.exchange.units import Unit
from l10n.model import Key, State, is_joined

_NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
_STATES = {
    State.UNTRANSLATED: ("initial", ""),
    State.DRAFT: ("translated", "l10n:draft"),
    State.STALE: ("translated", "l10n:stale"),
    State.APPROVED: ("final", ""),
}


def write(units: Sequence[Unit], source: str, target: str) -> bytes:
    """One `file` for each article; an inline code is a `ph` whose text is in `originalData`."""
    root = etree.Element(
        _name("xliff"), nsmap={None: _NAMESPACE}, version="2.0", srcLang=source, trgLang=target
    )
    for number, domain in enumerate(dict.fromkeys(unit.domain for unit in units), 1):
        file = etree.SubElement(root, _name("file"), id=f"f{number}", original=held(domain))
        file.set(SPACE, "preserve")
        for unit in units:
            if unit.domain == domain:
                _write_unit(file, unit)
    return serialize(root)


def _write_unit(file: Any, unit: Unit) -> None:
    element = etree.SubElement(file, _name("unit"), id=f"u{identity(unit.key)}")
    if unit.joined:
        element.set("translate", "no")
    notes = [("msgctxt", unit.key.msgctxt or "")] if unit.key.msgctxt is not None else []
    told = (
        ("place", unit.note),
        ("translator", "\n".join(unit.comments)),
        ("previous", unit.previous),
    )
    notes += [(category, text) for category, text in told if text]
    if notes:
        group = etree.SubElement(element, _name("notes"))
        for category, text in notes:
            etree.SubElement(group, _name("note"), category=category).text = held(text)
    state, detail = _STATES[State.UNTRANSLATED if unit.filled else unit.state]
    segment = etree.Element(_name("segment"), state=state)
    if detail:
        segment.set("subState", detail)
    codes = Codes(unit.key.msgid)
    _fill(etree.SubElement(segment, _name("source")), unit.key.msgid, codes)
    if unit.target or unit.joined:
        _fill(etree.SubElement(segment, _name("target")), unit.target, codes)
    written = [(n, code) for n, code in enumerate(codes.all, 1) if not is_forbidden(code)]
    if written:
        group = etree.SubElement(element, _name("originalData"))
        for number, code in written:
            etree.SubElement(group, _name("data"), id=f"d{number}").text = code
    element.append(segment)


def _fill(element: Any, text: str, codes: Codes) -> None:
    for piece, number in codes.of(text):
        if not number:
            append_text(element, piece)
        elif is_forbidden(piece):
            etree.SubElement(element, _name("cp"), hex=f"{ord(piece):04X}")
        else:
            etree.SubElement(element, _name("ph"), id=str(number), dataRef=f"d{number}")


def read(data: bytes, place: str) -> tuple[list[Unit], str]:
    """The units, and the target's language tag; `state="final"` is approved."""
    root = parse(data, place)
    if root.tag != _name("xliff"):
        raise UsageError("not XLIFF 2.0", place=place, cause=str(root.tag), fix="give --as")
    units = [
        _read_unit(element, freed(file.get("original")), place)
        for file in root.iter(_name("file"))
        for element in file.iter(_name("unit"))
    ]
    return units, root.get("trgLang", "")


def _read_unit(element: Any, domain: str, place: str) -> Unit:
    """A unit of one or more segments: tools may have cut or joined them."""
    data = {item.get("id"): item.text or "" for item in element.iter(_name("data"))}
    notes = [(note.get("category"), freed(note.text)) for note in element.iter(_name("note"))]
    context = next((text for category, text in notes if category == "msgctxt"), None)
    ours = ("msgctxt", "place", "previous")
    told = [text for category, text in notes if category not in ours]
    comments = tuple(line for text in told for line in text.split("\n"))
    joined = element.get("translate") == "no" and is_joined(comments)
    parts = [e for e in element if e.tag in (_name("segment"), _name("ignorable"))]
    sources = [_text(child(part, _name("source"), place), data, place) for part in parts]
    key = Key(context, "".join(sources))
    if joined:
        return Unit(domain, key, "", State.APPROVED, comments=comments, joined=True)
    segments = [part for part in parts if part.tag == _name("segment")]
    targets = [part.find(_name("target")) for part in parts]
    if any(part.find(_name("target")) is None for part in segments):
        return Unit(domain, key, comments=comments)
    text = "".join(
        source if there is None else _text(there, data, place)
        for source, there in zip(sources, targets, strict=True)
    )
    if text == key.msgid and all(part.get("state", "initial") == "initial" for part in segments):
        return Unit(domain, key, comments=comments)  # a copy of the source, to write into
    final = all(part.get("state") == "final" for part in segments)
    state = State.APPROVED if final else State.STALE
    return Unit(domain, key, text, state if text else State.UNTRANSLATED, comments=comments)


def _text(element: Any, data: dict[str | None, str], place: str) -> str:
    if element.tag == _name("cp"):
        return codepoint(element.get("hex"), f"{place}:{element.sourceline}")
    if element.tag == _name("ph"):
        return data.get(element.get("dataRef"), "")
    start, end = data.get(element.get("dataRefStart"), ""), data.get(element.get("dataRefEnd"), "")
    inner = "".join(_text(one, data, place) + (one.tail or "") for one in element)
    return start + (element.text or "") + inner + end


def _name(local: str) -> str:
    return f"{{{_NAMESPACE}}}{local}"
