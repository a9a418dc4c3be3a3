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
    identity,
    is_forbidden,
    parse,
    printable,
    serialize,
)
from l10n.exchange.units import Unit
from l10n.model import Key, State

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
        file = etree.SubElement(root, _name("file"), id=f"f{number}", original=domain)
        file.set(SPACE, "preserve")
        for unit in units:
            if unit.domain == domain:
                _write_unit(file, unit)
    return serialize(root)


def _write_unit(file: Any, unit: Unit) -> None:
    element = etree.SubElement(file, _name("unit"), id=f"u{identity(unit.key)}")
    notes = [("msgctxt", unit.key.msgctxt or "")] if unit.key.msgctxt is not None else []
    notes += [("place", printable(unit.note))] if unit.note else []
    if notes:
        group = etree.SubElement(element, _name("notes"))
        for category, text in notes:
            etree.SubElement(group, _name("note"), category=category).text = text
    state, detail = _STATES[unit.state]
    segment = etree.Element(_name("segment"), state=state)
    if detail:
        segment.set("subState", detail)
    codes = Codes(unit.key.msgid)
    _fill(etree.SubElement(segment, _name("source")), unit.key.msgid, codes)
    if unit.target:
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
        _read_unit(element, file.get("original", ""))
        for file in root.iter(_name("file"))
        for element in file.iter(_name("unit"))
    ]
    return units, root.get("trgLang", "")


def _read_unit(element: Any, domain: str) -> Unit:
    """A unit of one or more segments: tools may have cut or joined them."""
    data = {item.get("id"): item.text or "" for item in element.iter(_name("data"))}
    context = element.find(f".//{_name('note')}[@category='msgctxt']")
    parts = [e for e in element if e.tag in (_name("segment"), _name("ignorable"))]
    source = "".join(_text(part.find(_name("source")), data) for part in parts)
    segments = [part for part in parts if part.tag == _name("segment")]
    targets = [part.find(_name("target")) for part in parts]
    key = Key(None if context is None else context.text or "", source)
    if any(part.find(_name("target")) is None for part in segments):
        return Unit(domain, key)
    text = "".join(
        _text(part.find(_name("source")) if there is None else there, data)
        for part, there in zip(parts, targets, strict=True)
    )
    final = all(part.get("state") == "final" for part in segments)
    state = State.APPROVED if final else State.STALE
    return Unit(domain, key, text, state if text else State.UNTRANSLATED)


def _text(element: Any, data: dict[str | None, str]) -> str:
    if element.tag == _name("cp"):
        return chr(int(element.get("hex"), 16))
    if element.tag == _name("ph"):
        return data.get(element.get("dataRef"), "")
    start, end = data.get(element.get("dataRefStart"), ""), data.get(element.get("dataRefEnd"), "")
    inner = "".join(_text(child, data) + (child.tail or "") for child in element)
    return start + (element.text or "") + inner + end


def _name(local: str) -> str:
    return f"{{{_NAMESPACE}}}{local}"
