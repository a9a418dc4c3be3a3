"""XLIFF 1.2 (OASIS, 2008), which OmegaT, Virtaal, memoQ, Trados and Weblate read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lxml import etree

from l10n.errors import UsageError
from l10n.exchange._xml import (
    LANG,
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

_NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
_STATES = {
    State.APPROVED: "final",
    State.DRAFT: "needs-review-translation",
    State.STALE: "needs-adaptation",
}


def write(units: Sequence[Unit], source: str, target: str) -> bytes:
    """One `file` for each article; drafts are `needs-review-translation`, stale texts `needs-adaptation`."""
    root = etree.Element(_name("xliff"), nsmap={None: _NAMESPACE}, version="1.2")
    for domain in dict.fromkeys(unit.domain for unit in units):
        file = etree.SubElement(root, _name("file"), original=domain, datatype="plaintext")
        file.set("source-language", source)
        file.set("target-language", target)
        body = etree.SubElement(file, _name("body"))
        for unit in units:
            if unit.domain == domain:
                _write_unit(body, unit, source, target)
    return serialize(root)


def _write_unit(body: Any, unit: Unit, source: str, target: str) -> None:
    approved = "yes" if unit.state is State.APPROVED else "no"
    element = etree.SubElement(body, _name("trans-unit"), id=identity(unit.key), approved=approved)
    element.set(SPACE, "preserve")
    codes = Codes(unit.key.msgid)
    _fill(etree.SubElement(element, _name("source"), {LANG: source}), unit.key.msgid, codes)
    if unit.target:
        there = etree.SubElement(
            element, _name("target"), {LANG: target}, state=_STATES[unit.state]
        )
        _fill(there, unit.target, codes)
    if unit.key.msgctxt is not None:
        group = etree.SubElement(element, _name("context-group"), purpose="information")
        kind = {"context-type": "x-msgctxt"}
        etree.SubElement(group, _name("context"), kind).text = unit.key.msgctxt
    if unit.note:
        note = etree.SubElement(element, _name("note"))
        note.set("from", "developer")
        note.text = printable(unit.note)


def _fill(element: Any, text: str, codes: Codes) -> None:
    for piece, number in codes.of(text):
        if not number:
            append_text(element, piece)
            continue
        code = etree.SubElement(element, _name("ph"), id=str(number))
        if is_forbidden(piece):  # XML has no way to hold it
            code.set("ctype", "x-codepoint")
            code.text = f"{ord(piece):04X}"
        else:
            code.text = piece


def read(data: bytes, place: str) -> tuple[list[Unit], str]:
    """The units, and the target's language tag; `approved="yes"` or a final state is approved."""
    root = parse(data, place)
    if root.tag != _name("xliff"):
        raise UsageError("not XLIFF 1.2", place=place, cause=str(root.tag), fix="give --as")
    units: list[Unit] = []
    tag = ""
    for file in root.iter(_name("file")):
        tag = tag or file.get("target-language", "")
        for element in file.iter(_name("trans-unit")):
            units.append(_read_unit(element, file.get("original", "")))
    return units, tag


def _read_unit(element: Any, domain: str) -> Unit:
    source, target = element.find(_name("source")), element.find(_name("target"))
    context = element.find(f".//{_name('context')}[@context-type='x-msgctxt']")
    key = Key(None if context is None else context.text or "", _text(source))
    text = "" if target is None else _text(target)
    if not text:
        return Unit(domain, key)
    final = element.get("approved") == "yes" or target.get("state") in ("final", "signed-off")
    return Unit(domain, key, text, State.APPROVED if final else State.STALE)


def _text(element: Any) -> str:
    if element.tag == _name("ph") and element.get("ctype") == "x-codepoint":
        return chr(int(element.text, 16))
    inner = "".join(_text(child) + (child.tail or "") for child in element)
    return (element.text or "") + inner


def _name(local: str) -> str:
    return f"{{{_NAMESPACE}}}{local}"
