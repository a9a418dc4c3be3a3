"""YAML front matter: values are replaced in place; keys, order, comments and quotes stay."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from l10n.errors import SourceError
from l10n.model import Part, Segment
from l10n.plugin import Stamp

if TYPE_CHECKING:
    from ruamel.yaml.nodes import ScalarNode

# Taxonomies are shown to readers and localized per language by every site generator.
TRANSLATED = (
    "title",
    "subtitle",
    "description",
    "summary",
    "lead",
    "tags",
    "keywords",
    "categories",
)
_FENCE = re.compile(r"\ufeff?---[ \t]*(\r\n|\r|\n)")
_CLOSE = re.compile(r"(?<![^\r\n])(?:---|\.\.\.)[ \t]*(?:\r\n|\r|\n|\Z)")
_KEY = re.compile(r"(?:[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n))*[\w-]+[ \t]*:")
_PLAIN = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`~=][^\n\r\t:#\[\]{},]*(?<![\s:])")
_RESERVED = re.compile(r"(?i:true|false|yes|no|on|off|null|nan|inf)|[\d.+-][\d_.,:eE+-]*")


def length(text: str, name: str) -> int:
    """How many characters the front matter takes, fences included; 0 without one.

    Raises SourceError when it is not closed, or is TOML.
    """
    if text.lstrip("\ufeff").startswith("+++"):
        raise SourceError(
            "TOML front matter (+++) is not supported",
            place=f"{name}:1",
            fix="write it as YAML between two lines of ---",
        )
    fence = _FENCE.match(text)
    if not fence or not _KEY.match(text, fence.end()):
        return 0
    close = _CLOSE.search(text, fence.end())
    if close:
        return close.end()
    raise SourceError(
        "front matter is not closed",
        place=f"{name}:1",
        cause="The file opens with --- and a key, but no second line of --- follows.",
        fix="add a line of --- after the last key",
    )


def spans(head: str, name: str) -> Iterator[tuple[int, tuple[Part, ...]]]:
    """(offset, segments) of each translated value; SourceError with the line for bad YAML."""
    fence = _FENCE.match(head)
    if not fence:
        return
    close = list(_CLOSE.finditer(head, fence.end()))[-1]
    offset = fence.end()
    for key, node in _values(head[offset : close.start()], name):
        start, end = offset + node.start_mark.index, offset + node.end_mark.index
        raw = head[start:end]
        if node.style in ("|", ">"):
            raw = raw.rstrip()
        style = {"'": "yaml-single", '"': "yaml-double", None: "yaml-plain"}
        value = " ".join(str(node.value).split("\n")).strip()
        if raw and value:
            role = f"front matter {key}"
            yield start, (Segment(raw, role, style.get(node.style, "yaml-block"), msgid=value),)


def _values(body: str, name: str) -> Iterator[tuple[str, ScalarNode]]:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError
    from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

    try:
        root = YAML(typ="rt", pure=True).compose(body)
    except YAMLError as error:
        mark = error.problem_mark if isinstance(error, MarkedYAMLError) else None
        place = f"{name}:{mark.line + 2}:{mark.column + 1}" if mark else f"{name}:2"
        raise SourceError(
            "front matter is not valid YAML",
            place=place,
            cause=str(getattr(error, "problem", None) or error),
            fix="quote the value if it holds a colon or begins with a special character",
        ) from error
    if not isinstance(root, MappingNode):
        return
    for key, value in root.value:
        if key.value not in TRANSLATED:
            continue
        items = value.value if isinstance(value, SequenceNode) else [value]
        for item in items:
            if isinstance(item, ScalarNode):
                yield key.value, item


def write(segment: Segment, msgstr: str) -> str:
    """`msgstr` as a YAML scalar in the style of the source, quoted where it must be.

    >>> write(Segment("題", "front matter title", "yaml-plain"), "Chips: a race")
    '"Chips: a race"'
    """
    text = " ".join(msgstr.split("\n")).strip()
    if segment.syntax == "yaml-single":
        return "'" + text.replace("'", "''") + "'"
    plain = segment.syntax == "yaml-plain" and _PLAIN.fullmatch(text)
    if plain and not _RESERVED.fullmatch(text):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t") + '"'


def stamp(text: str, mark: Stamp) -> str:
    """`text` with the marks of an edition as the last keys of its front matter."""
    keys = {"lang": mark.tag, "translation": mark.translation}
    if mark.direction == "rtl":
        keys["dir"] = "rtl"
    fence = _FENCE.match(text)
    head = length(text, "")
    if not fence or not head:
        lines = "".join(f"{key}: {value}\n" for key, value in keys.items())
        bom = "\ufeff" if text.startswith("\ufeff") else ""
        return f"{bom}---\n{lines}---\n\n{text.removeprefix(bom)}"
    newline = fence[1]
    close = list(_CLOSE.finditer(text[:head], fence.end()))[-1].start()
    body = text[fence.end() : close]
    for key, value in keys.items():
        line = f"{key}: {value}"
        body, found = re.subn(rf"^{key}[ \t]*:[^\r\n]*", line, body, flags=re.MULTILINE)
        if not found:
            body += line + newline
    return text[: fence.end()] + body + text[close:]
