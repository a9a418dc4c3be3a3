"""TMX 1.4b (LISA OSCAR, 2005): translation memories. Only approved texts go out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lxml import etree

from l10n.errors import UsageError
from l10n.exchange._xml import (
    LANG,
    Codes,
    append_text,
    child,
    codepoint,
    freed,
    held,
    is_forbidden,
    parse,
    serialize,
)
from l10n.exchange.units import Unit
from l10n.model import Key, State

_DOCTYPE = '<!DOCTYPE tmx SYSTEM "tmx14.dtd">'


def write(units: Sequence[Unit], source: str, target: str) -> bytes:
    """A translation unit for each approved text; `x-domain` names its article."""
    root = etree.Element("tmx", version="1.4")
    header = etree.SubElement(root, "header", creationtool="honyaku", creationtoolversion="1")
    for name, value in (
        ("segtype", "sentence"),
        ("o-tmf", "PO"),
        ("adminlang", "en"),
        ("srclang", source),
        ("datatype", "plaintext"),
    ):
        header.set(name, value)
    body = etree.SubElement(root, "body")
    for unit in taken(units):
        _write_unit(body, unit, source, target)
    return serialize(root, _DOCTYPE)


def taken(units: Sequence[Unit]) -> list[Unit]:
    """Those that a memory holds."""
    return [unit for unit in units if unit.state is State.APPROVED and unit.target]


def _write_unit(body: Any, unit: Unit, source: str, target: str) -> None:
    element = etree.SubElement(body, "tu")
    etree.SubElement(element, "prop", type="x-domain").text = held(unit.domain)
    if unit.key.msgctxt is not None:
        etree.SubElement(element, "prop", type="x-msgctxt").text = held(unit.key.msgctxt)
    codes = Codes(unit.key.msgid)
    for tag, text in ((source, unit.key.msgid), (target, unit.target)):
        variant = etree.SubElement(element, "tuv", {LANG: tag})
        segment = etree.SubElement(variant, "seg")
        for piece, number in codes.of(text):
            if not number:
                append_text(segment, piece)
                continue
            code = etree.SubElement(segment, "ph", x=str(number))
            bad = is_forbidden(piece)
            code.text = f"{ord(piece):04X}" if bad else piece
            if bad:
                code.set("type", "x-codepoint")


def read(data: bytes, place: str) -> tuple[list[Unit], str]:
    """The units, fuzzy: a memory does not say for which place a text was approved."""
    root = parse(data, place)
    if root.tag != "tmx":
        raise UsageError("not TMX", place=place, cause=str(root.tag), fix="give --as")
    source = child(root, "header", place).get("srclang", "ja")
    units, tags = [], []
    for element in root.iter("tu"):
        texts = {
            v.get(LANG, v.get("lang", "")): _text(child(v, "seg", place), place)
            for v in element.iter("tuv")
        }
        tag = next((tag for tag in texts if tag.lower() != source.lower()), "")
        here = next((tag for tag in texts if tag.lower() == source.lower()), "")
        if not tag or not here:
            continue
        props = {prop.get("type"): freed(prop.text) for prop in element.iter("prop")}
        key = Key(props.get("x-msgctxt"), texts[here])
        units.append(Unit(props.get("x-domain", ""), key, texts[tag], State.STALE))
        tags.append(tag)
    if len(set(tags)) > 1:
        raise UsageError(
            "several target languages in one file",
            place=place,
            cause=", ".join(sorted(set(tags))),
            fix="export one language at a time",
        )
    return units, tags[0] if tags else ""


def _text(element: Any, place: str) -> str:
    if element.tag == "ph" and element.get("type") == "x-codepoint":
        return codepoint(element.text, f"{place}:{element.sourceline}")
    inner = "".join(_text(one, place) + (one.tail or "") for one in element)
    return (element.text or "") + inner
