"""TOML front matter (`+++`, as Hugo and Zola have it): strings are replaced in place.

tomllib judges the syntax; a scan of the tokens then says where the strings stand, which no
library for TOML tells.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from l10n.errors import SourceError
from l10n.lang.ja.sentences.clause import is_wrapped
from l10n.lang.spacing import after, before, is_cjk
from l10n.lazy import lazy
from l10n.model import Part, Segment

_FENCE = lazy(r"\ufeff?\+\+\+[ \t]*(\r\n|\r|\n)")
_CLOSE = lazy(r"(?<![^\r\n])\+\+\+[ \t]*(?:\r\n|\r|\n|\Z)")
_KEY = lazy(r"(?:[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n))*[ \t]*(?:[\w.\"' -]+=|\[{1,2}[\w.\"' -]+\])")
_TOKEN = lazy(
    r"(?P<space>[ \t\r\n,]+|#[^\r\n]*)"
    r'|(?P<string>"""(?:\\.|[^\\])*?"{3,5}(?!")|\'\'\'.*?\'{3,5}(?!\')'
    r"|\"(?:\\.|[^\"\\\r\n])*\"|'[^'\r\n]*')"
    r"|(?P<bare>[^\s,=\[\]{}#\"']+)|(?P<sign>[=\[\]{}])",
    re.DOTALL,
)
_PLACE = lazy(r"\(at line (\d+), column (\d+)\)")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\t": "\\t", "\b": "\\b", "\f": "\\f"}


class _String(NamedTuple):
    path: str
    start: int
    end: int


def length(text: str, name: str) -> int:
    """How many characters TOML front matter takes, fences included; 0 without one."""
    fence = _FENCE.match(text)
    if not fence or not _KEY.match(text, fence.end()):
        return 0
    close = _CLOSE.search(text, fence.end())
    if close:
        return close.end()
    from l10n.formats._frontmatter import not_closed

    raise not_closed("+++", name)


def spans(head: str, name: str, keys: Sequence[str]) -> Iterator[tuple[int, tuple[Part, ...]]]:
    """(offset, segments) of each string below `keys`; SourceError with line and column."""
    fence = _FENCE.match(head)
    if not fence:
        return
    offset = fence.end()
    body = head[offset : list(_CLOSE.finditer(head, offset))[-1].start()]
    _validate(body, name)
    for string in _strings(body):
        raw = body[string.start : string.end]
        value = tomllib.loads(f"x = {raw}")["x"]
        if string.path in keys and value.strip():
            syntax = "toml-literal" if raw.startswith("'") else "toml-basic"
            role = f"front matter {string.path}"
            made = Segment(raw, role, syntax, msgid=one_line(value))
            yield offset + string.start, (made,)


def one_line(value: str) -> str:
    """A value of several lines on one: a space parts them, but none stands in mid-sentence, or
    behind 。 between Japanese characters.

    >>> one_line("京都を\\n歩いた。\\n春の\\n旅"), one_line("東京\\n大阪")
    ('京都を歩いた。春の旅', '東京 大阪')
    """
    joined, *rest = (line.strip() for line in value.strip().split("\n"))
    for line in filter(None, rest):
        both = is_cjk(before(joined, len(joined)) or " ") and is_cjk(after(line, 0) or " ")
        at = len(joined)
        tight = both and (
            joined[-1] in "。．！？、" or is_wrapped(f"{joined}\n{line}", 0, at, at + 1)
        )
        joined += line if tight else f" {line}"
    return joined


def _validate(body: str, name: str) -> None:
    try:
        tomllib.loads(body)
    except tomllib.TOMLDecodeError as error:
        at = _PLACE.search(str(error))
        line, column = (int(at[1]) + 1, int(at[2])) if at else (body.count("\n") + 1, 1)
        raise SourceError(
            "front matter is not valid TOML",
            place=f"{name}:{line}:{column}",
            cause=_PLACE.sub("", str(error)).strip(),
            fix='write each key as  key = "value"',
        ) from error
    except RecursionError as error:
        raise SourceError(
            "front matter is nested too deeply", place=f"{name}:2:1", fix="take it apart"
        ) from error


def _strings(body: str) -> Iterator[_String]:
    """Every string value of valid TOML with the path of its key."""
    table: list[str] = []
    key: list[str] = []
    depth: list[tuple[str, list[str]]] = []  # what is open, and the path outside of it
    state = "key"
    for token in _TOKEN.finditer(body):
        word = token["bare"] or token["string"]
        sign = token["sign"]
        if word and state != "value":
            key = [*key, *_names(word)]
        elif word:
            if token["string"]:
                yield _String(".".join((*table, *key)), *token.span())
            state, key = _after_value(depth, key)
        elif sign == "[" and state != "value":
            state, key, table = "header", [], []
        elif sign == "]" and state == "header":
            table, key, state = key or table, [], "key"
        elif sign == "=":
            state = "value"
        elif sign in ("[", "{"):
            depth.append((sign, key))
            state = "value" if sign == "[" else "key"
        elif sign in ("]", "}") and depth:
            key = depth.pop()[1]
            state, key = _after_value(depth, key)


def _after_value(depth: list[tuple[str, list[str]]], key: list[str]) -> tuple[str, list[str]]:
    """Where a scan is behind a value: at the next value of a list, or at the next key."""
    if not depth:
        return "key", []
    sign, outside = depth[-1]
    return ("value", key) if sign == "[" else ("key", outside)


def _names(word: str) -> list[str]:
    return [word[1:-1]] if word[0] in "\"'" else [name for name in word.split(".") if name]


def write(segment: Segment, text: str) -> str:
    """`text` as a TOML string, literal where the source is and it can be.

    >>> write(Segment("'題'", "front matter title", "toml-literal"), "It's new")
    '"It\\'s new"'
    """
    if segment.syntax == "toml-literal" and "'" not in text and text.isprintable():
        return f"'{text}'"
    return quoted(text)


def quoted(text: str) -> str:
    """`text` between double quotes, escaped as YAML 1.2 and TOML 1.0 both read it."""
    out = (
        _ESCAPES.get(char) or (char if char.isprintable() or char == "\u3000" else _code(char))
        for char in text
    )
    return '"' + "".join(out) + '"'


def _code(char: str) -> str:
    return f"\\u{ord(char):04x}" if ord(char) < 0x10000 else f"\\U{ord(char):08x}"


def stamp(text: str, keys: Mapping[str, str]) -> str:
    """`text` with top-level `keys`, set where they are or put before the first table."""
    fence = _FENCE.match(text)
    assert fence is not None
    close = list(_CLOSE.finditer(text[: length(text, "")], fence.end()))[-1].start()
    body = text[fence.end() : close]
    table = re.search(r"^[ \t]*\[", body, re.MULTILINE)
    top, rest = (body[: table.start()], body[table.start() :]) if table else (body, "")
    for key, value in keys.items():
        line = f"{key} = {quoted(value)}"
        top, found = re.subn(rf"^{key}[ \t]*=[^\r\n]*", line, top, flags=re.MULTILINE)
        if not found:
            top += line + fence[1]
    return text[: fence.end()] + top + rest + text[close:]
