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

_NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
_STATES = {
    State.APPROVED: "final",
    State.DRAFT: "needs-review-translation",
    State.STALE: "needs-adaptation",
}
_UNDONE = "needs-translation"


def write(units: Sequence[Unit], source: str, target: str) -> bytes:
    """One `file` for each article; drafts are `needs-review-translation`, stale texts `needs-adaptation`."""
    root = etree.Element(_name("xliff"), nsmap={None: _NAMESPACE}, version="1.2")
    for domain in dict.fromkeys(unit.domain for unit in units):
        file = etree.SubElement(root, _name("file"), original=held(domain), datatype="plaintext")
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
    if unit.joined:
        element.set("translate", "no")
    codes = Codes(unit.key.msgid)
    _fill(etree.SubElement(element, _name("source"), {LANG: source}), unit.key.msgid, codes)
    if unit.target:
        state = _UNDONE if unit.filled else _STATES[unit.state]
        there = etree.SubElement(element, _name("target"), {LANG: target}, state=state)
        _fill(there, unit.target, codes)
    if unit.key.msgctxt is not None:
        group = etree.SubElement(element, _name("context-group"), purpose="information")
        kind = {"context-type": "x-msgctxt"}
        etree.SubElement(group, _name("context"), kind).text = held(unit.key.msgctxt)
    for origin, text in (("developer", unit.note), ("translator", "\n".join(unit.comments))):
        if text:
            note = etree.SubElement(element, _name("note"), {"from": origin})
            note.text = held(text)
    if unit.previous and unit.target:
        _write_previous(element, unit, source, target)


def _write_previous(element: Any, unit: Unit, source: str, target: str) -> None:
    """What a stale text was the translation of, where tools look for it."""
    kind = {"alttranstype": "previous-version"}
    there = etree.SubElement(element, _name("alt-trans"), kind)
    codes = Codes(unit.previous)
    _fill(etree.SubElement(there, _name("source"), {LANG: source}), unit.previous, codes)
    _fill(etree.SubElement(there, _name("target"), {LANG: target}), unit.target, codes)


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
        domain = freed(file.get("original"))
        units += [_read_unit(one, domain, place) for one in file.iter(_name("trans-unit"))]
    return units, tag


def _read_unit(element: Any, domain: str, place: str) -> Unit:
    target = element.find(_name("target"))
    context = element.find(f".//{_name('context')}[@context-type='x-msgctxt']")
    msgctxt = None if context is None else freed(context.text)
    key = Key(msgctxt, _text(child(element, _name("source"), place), place))
    notes = [note for note in element.findall(_name("note")) if note.get("from") != "developer"]
    comments = tuple(line for note in notes for line in freed(note.text).split("\n"))
    joined = element.get("translate") == "no" and is_joined(comments)
    text = "" if target is None else _text(target, place)
    if text == key.msgid and target.get("state") in (_UNDONE, "new"):
        text = ""  # a copy of the source, for tools that need a target to write into
    if joined or not text:
        state = State.APPROVED if joined else State.UNTRANSLATED
        return Unit(domain, key, "", state, comments=comments, joined=joined)
    final = element.get("approved") == "yes" or target.get("state") in ("final", "signed-off")
    return Unit(domain, key, text, State.APPROVED if final else State.STALE, comments=comments)


def _text(element: Any, place: str) -> str:
    if element.tag == _name("ph") and element.get("ctype") == "x-codepoint":
        return codepoint(element.text, f"{place}:{element.sourceline}")
    inner = "".join(_text(one, place) + (one.tail or "") for one in element)
    return (element.text or "") + inner


def _name(local: str) -> str:
    return f"{{{_NAMESPACE}}}{local}"
