"""Front matter, YAML or TOML: values are replaced in place; keys, order, comments, quotes stay."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from l10n.errors import SourceError
from l10n.formats import _toml
from l10n.formats._toml import one_line
from l10n.lang.spacing import after, before, is_cjk
from l10n.lazy import lazy
from l10n.model import Part, Segment

if TYPE_CHECKING:
    from ruamel.yaml.nodes import Node, ScalarNode

    from l10n.plugin import Stamp

# Taxonomies are shown to readers and localized per language by every site generator.
TRANSLATED = (
    "title",
    "subtitle",
    "description",
    "summary",
    "excerpt",
    "lead",
    "linkTitle",
    "sidebar_label",
    "hero.title",
    "hero.text",
    "hero.tagline",
    "hero.actions.text",
    "features.title",
    "features.details",
    "tags",
    "keywords",
    "categories",
)
_FENCE = lazy(r"\ufeff?---[ \t]*(\r\n|\r|\n)")
_CLOSE = lazy(r"(?<![^\r\n])(?:---|\.\.\.)[ \t]*(?:\r\n|\r|\n|\Z)")
_KEY = lazy(r"(?:[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n))*\t*[\w-]+[ \t]*:")
_PLAIN = lazy(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`~=][^\n\r\t:#\[\]{},]*(?<![\s:])")
_RESERVED = lazy(r"(?i:true|false|yes|no|on|off|null|nan|inf)|[\d.+-][\d_.,:eE+-]*")


def length(text: str, name: str) -> int:
    """How many characters the front matter takes, fences included; 0 without one.

    Raises SourceError when it is not closed.
    """
    fence = _FENCE.match(text)
    if not fence:
        return _toml.length(text, name)
    key = _KEY.match(text, fence.end())
    if not key:
        return 0
    close = _CLOSE.search(text, fence.end())
    if close:
        return close.end()
    if "\t" in key[0]:  # a rule, and code indented by a tab
        return 0
    raise not_closed("---", name)


def spans(
    head: str, name: str, keys: Sequence[str] = TRANSLATED
) -> Iterator[tuple[int, tuple[Part, ...]]]:
    """(offset, segments) of each translated value; SourceError with its line for bad syntax.

    `keys` are paths: `seo.title` is the key `title` in the mapping `seo`; list items have the
    path of their list.
    """
    fence = _FENCE.match(head)
    if not fence:
        yield from _toml.spans(head, name, keys)
        return
    close = list(_CLOSE.finditer(head, fence.end()))[-1]
    offset = fence.end()
    for key, node in _values(head[offset : close.start()], name, keys):
        start, end = offset + node.start_mark.index, offset + node.end_mark.index
        raw = head[start:end]
        if node.style in ("|", ">"):
            raw = raw.rstrip()
        style = {"'": "yaml-single", '"': "yaml-double", None: "yaml-plain"}
        value = _value(node, raw)
        if raw and value:
            role = f"front matter {key}"
            yield start, (Segment(raw, role, style.get(node.style, "yaml-block"), msgid=value),)


def _value(node: ScalarNode, raw: str) -> str:
    """What a scalar says, on one line; a line end between Japanese characters that YAML makes a
    space of (spec 1.2.2, section 6.5) is nothing to a reader."""
    value = str(node.value)
    if node.style == ">":  # ruamel marks its folds with BEL for its own writer
        lines = value.replace("\a", "\n").replace(" \n", "\n").split("\n")
    elif node.style == "|":
        return one_line(value)
    else:
        lines = [line.strip() for line in raw.strip("\"'").splitlines()] if "\n" in raw else [value]
        if " ".join(lines) != value:  # escapes, paragraphs: as YAML has it
            return " ".join(value.split("\n")).strip()
    joined = lines[0].strip()
    for line in filter(None, (line.strip() for line in lines[1:])):
        tight = is_cjk(before(joined, len(joined)) or " ") and is_cjk(after(line, 0) or " ")
        joined += line if tight else f" {line}"
    return joined


def _values(body: str, name: str, keys: Sequence[str]) -> Iterator[tuple[str, ScalarNode]]:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    try:
        root = YAML(typ="rt", pure=True).compose(body)
    except YAMLError as error:
        mark = error.problem_mark if isinstance(error, MarkedYAMLError) else None
        raise SourceError(
            "front matter is not valid YAML",
            place=f"{name}:{mark.line + 2}:{mark.column + 1}" if mark else f"{name}:2:1",
            cause=str(getattr(error, "problem", None) or error),
            fix="quote the value if it holds a colon or begins with a special character",
        ) from error
    except RecursionError as error:
        raise SourceError(
            "front matter is nested too deeply", place=f"{name}:2:1", fix="take it apart"
        ) from error
    yield from _chosen(root, keys)


def _chosen(root: Node | None, keys: Sequence[str]) -> Iterator[tuple[str, ScalarNode]]:
    """The scalars below `keys`, each once: aliases may form a cycle."""
    from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

    todo: list[tuple[str, Node]] = [("", root)] if isinstance(root, MappingNode) else []
    seen: set[int] = set()
    while todo:
        path, node = todo.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, ScalarNode) and path in keys:
            yield path, node
        elif isinstance(node, SequenceNode):
            todo.extend((path, item) for item in reversed(node.value))
        elif isinstance(node, MappingNode):
            prefix = f"{path}." if path else ""
            below = [(prefix + str(key.value), value) for key, value in node.value]
            todo.extend((at, value) for at, value in reversed(below) if _leads(at, keys))


def _leads(path: str, keys: Sequence[str]) -> bool:
    return any(key == path or key.startswith(f"{path}.") for key in keys)


def not_closed(fence: str, name: str) -> SourceError:
    """The error for front matter without its second fence."""
    return SourceError(
        "front matter is not closed",
        place=f"{name}:1:1",
        cause=f"The file opens with {fence} and a key, but no second line of {fence} follows.",
        fix=f"add a line of {fence} after the last key",
    )


def write(segment: Segment, msgstr: str) -> str:
    """`msgstr` as a YAML or TOML scalar in the style of the source, quoted where it must be.

    >>> write(Segment("題", "front matter title", "yaml-plain"), "Chips: a race")
    '"Chips: a race"'
    """
    text = " ".join(msgstr.split()) if "\n" in msgstr or "\r" in msgstr else msgstr.strip()
    if segment.syntax.startswith("toml"):
        return _toml.write(segment, text)
    if segment.syntax == "yaml-single" and text.isprintable():
        return "'" + text.replace("'", "''") + "'"
    plain = segment.syntax == "yaml-plain" and _PLAIN.fullmatch(text) and text.isprintable()
    if plain and not _RESERVED.fullmatch(text):
        return text
    return _toml.quoted(text)


def stamp(text: str, mark: Stamp) -> str:
    """`text` with the marks of an edition as the last keys of its front matter."""
    keys = {"lang": mark.tag, "translation": mark.translation}
    if mark.direction == "rtl":
        keys["dir"] = "rtl"
    if _toml.length(text, ""):
        return _toml.stamp(text, keys)
    fence = _FENCE.match(text)
    head = length(text, "")
    if not fence or not head:
        bom = "\ufeff" if text.startswith("\ufeff") else ""
        newline = "\r\n" if "\r\n" in text else "\n"
        lines = ["---", *(f"{key}: {value}" for key, value in keys.items()), "---", "", ""]
        return bom + newline.join(lines) + text.removeprefix(bom)
    newline = fence[1]
    close = list(_CLOSE.finditer(text[:head], fence.end()))[-1].start()
    body = text[fence.end() : close]
    for key, value in keys.items():
        line = f"{key}: {value}"
        body, found = re.subn(rf"^{key}[ \t]*:[^\r\n]*", line, body, flags=re.MULTILINE)
        if not found:
            body += line + newline
    return text[: fence.end()] + body + text[close:]
