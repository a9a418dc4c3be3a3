"""XML for the exchange formats: safe parsing, and text with inline codes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from lxml import etree

from l10n.errors import UsageError
from l10n.lazy import lazy
from l10n.mask import protected
from l10n.model import Key

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_TEXTS = {"source", "target", "seg"}
_ESCAPED = lazy(r"_x([0-9A-Fa-f]{4})_")
_FORBIDDEN = lazy(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def parse(data: bytes, place: str) -> Any:
    """The root element; UsageError with the line.

    No entity or DTD is resolved or fetched: a text with an entity of the file's own is refused,
    since nobody can know what it says.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UsageError(
            "not well-formed XML",
            place=f"{place}:{error.lineno}",
            cause=str(error.msg),
            fix="export it again from the tool it comes from",
        ) from error
    for entity in root.iter(etree.Entity):
        raise UsageError(
            f"the entity &{entity.name}; is the file's own",
            place=f"{place}:{entity.sourceline}",
            cause="Entities may name other files, so that none is read.",
            fix="write the text itself there",
        )
    return root


def serialize(root: Any, doctype: str = "") -> bytes:
    """The document, indented outside of text."""
    _indent(root, "\n")
    done: bytes = etree.tostring(
        root, encoding="UTF-8", xml_declaration=True, doctype=doctype or None
    )
    return done + b"\n"


def _indent(element: Any, line: str) -> None:
    """lxml's own would put spaces between inline codes."""
    if not len(element) or etree.QName(element).localname in _TEXTS:
        return
    element.text = line + " "
    for child in element:
        _indent(child, line + " ")
        child.tail = line + " "
    element[-1].tail = line


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """`text` in pieces; True for an inline code: what no translator types, or XML cannot hold."""
    bad = [match.span() for match in _FORBIDDEN.finditer(text)]
    spans = [span for span in protected(text) if not any(span[0] <= at < span[1] for at, _ in bad)]
    end = 0
    for start, stop in sorted(spans + bad):
        if text[end:start]:
            yield text[end:start], False
        yield text[start:stop], True
        end = stop
    if text[end:]:
        yield text[end:], False


def is_forbidden(text: str) -> bool:
    """True for a character that XML 1.0 cannot hold."""
    return _FORBIDDEN.fullmatch(text) is not None


class Codes:
    """Numbers for inline codes: the same code of source and target has the same number."""

    def __init__(self, source: str) -> None:
        self.all = [text for text, is_code in pieces(source) if is_code]

    def of(self, text: str) -> Iterator[tuple[str, int]]:
        """The pieces of `text` with the number of their code, 0 for plain text."""
        left = list(enumerate(self.all, 1))
        for piece, is_code in pieces(text):
            if not is_code:
                yield piece, 0
                continue
            here = next((one for one in left if one[1] == piece), None)
            if here is None:
                self.all.append(piece)
                here = (len(self.all), piece)
            else:
                left.remove(here)
            yield piece, here[0]


def identity(key: Key) -> str:
    """A name for a key that survives every tool: 16 hexadecimal digits."""
    text = key.msgid if key.msgctxt is None else f"{key.msgctxt}\x04{key.msgid}"
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def held(text: str) -> str:
    """Text outside of segments with what XML cannot hold as `_x0007_`, which is OOXML's escape.

    >>> held("\a_x0007_")
    '_x0007__x005F_x0007_'
    """
    text = _ESCAPED.sub(r"_x005F_x\1_", text)
    return _FORBIDDEN.sub(lambda bad: f"_x{ord(bad[0]):04X}_", text)


def freed(text: str | None) -> str:
    """What was `held`.

    >>> freed("_x0041__x005F_x0007_")
    'A_x0007_'
    """
    return _ESCAPED.sub(lambda code: chr(int(code[1], 16)), text or "")


def codepoint(digits: str | None, place: str) -> str:
    """The character of a code that stands for one; UsageError when it is none."""
    try:
        return chr(int(digits or "", 16))
    except (ValueError, OverflowError) as error:
        raise UsageError(
            f'"{digits}" is no code point', place=place, fix="export it again, and import that"
        ) from error


def child(element: Any, name: str, place: str) -> Any:
    """The child called `name`; UsageError with the line when there is none."""
    found = element.find(name)
    if found is None:
        raise UsageError(
            f"<{etree.QName(element).localname}> without <{etree.QName(name).localname}>",
            place=f"{place}:{element.sourceline}",
            fix="export it again from the tool it comes from",
        )
    return found


def append_text(element: Any, text: str) -> None:
    """Puts `text` behind what `element` holds already."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text
