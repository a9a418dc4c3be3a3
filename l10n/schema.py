"""The JSON schema of the config, for editors: made from the definition, docstrings and all."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, Literal, get_args, get_origin, get_type_hints

from l10n.config import LEVELS, LISTS, Config, Gate, Key, keys, tables
from l10n.model import PublishSettings
from l10n.plugins import EntryPoint, names

_SIMPLE = {str: "string", bool: "boolean", int: "integer", float: "number"}
Schema = dict[str, Any]


def schema() -> Schema:
    """The JSON schema (draft 7, which TOML editors know) of l10n.toml and of [tool.l10n].

    Of plugins it names our own: others may be installed elsewhere, and are no mistake.
    """
    properties: Schema = {}
    for name in tables()[""]:
        if key := keys().get(name):
            properties[name] = _of_key(key)
        else:
            properties[name] = _table({k: _of_key(keys()[f"{name}.{k}"]) for k in tables()[name]})
    mode = properties["segmentation"]["properties"]["mode"]
    properties["segmentation"] = {"anyOf": [mode, properties["segmentation"]]}
    properties["publish"]["description"] = _plain(inspect.getdoc(PublishSettings))
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "honyaku",
        "description": _plain(inspect.getdoc(Config)),
        **_table(properties),
    }


def _of_key(key: Key) -> Schema:
    if special := _SPECIAL.get(key.name):
        found: Schema = special()
    else:
        found = of_hint(key.kind)
        if key.name in LISTS:
            found = {"anyOf": [{"type": "string"}, found]}
        if key.default or key.default == 0:
            found["default"] = _plain_value(key.default)
    return {"description": describe(key.owner, key.field), **found}


def of_hint(kind: Any) -> Schema:
    """The schema of a type hint.

    >>> of_hint(tuple[str, ...])
    {'type': 'array', 'items': {'type': 'string'}}
    """
    if get_origin(kind) is Literal:
        return {"enum": list(get_args(kind))}
    if get_origin(kind) is tuple:
        return {"type": "array", "items": of_hint(get_args(kind)[0])}
    if get_origin(kind) is Mapping:
        inner = get_args(kind)[1]
        return {"type": "object", "additionalProperties": True if inner is Any else of_hint(inner)}
    if type(None) in get_args(kind):
        return of_hint(next(one for one in get_args(kind) if one is not type(None)))
    return {"type": _SIMPLE[kind]} if kind in _SIMPLE else {}


def _table(properties: Schema, rest: bool | Schema = False) -> Schema:
    return {"type": "object", "properties": properties, "additionalProperties": rest}


def _checks() -> Schema:
    level = {"enum": list(LEVELS)}
    known = {name: level for family in ("checks", "catalog_checks") for name in _ours(family)}
    return _table(known, {"anyOf": [level, {"type": "object", "additionalProperties": level}]})


def _gate() -> Schema:
    hints = get_type_hints(Gate)
    own = {
        one.name: {
            "description": describe(Gate, one.name),
            **of_hint(hints[one.name]),
            "minimum": 0,
        }
        for one in fields(Gate)
    }
    own["min_reviewed"]["maximum"] = 1
    return _table(own, _table(own))


def _formats() -> Schema:
    """The options of our formats: each has a dataclass `Options`."""
    found = {}
    for name, point in _ours("formats").items():
        options = getattr(inspect.getmodule(point.load()), "Options")  # noqa: B009 - a module's
        hints = get_type_hints(options)
        found[name] = _table(
            {
                one.name: {"description": describe(options, one.name), **of_hint(hints[one.name])}
                for one in fields(options)
            }
        )
    return _table(found, {"type": "object"})


def _engines() -> Schema:
    return _table({name: {"type": "object"} for name in _ours("engines")}, {"type": "object"})


_SPECIAL = {"checks": _checks, "gate": _gate, "formats": _formats, "engines": _engines}


def _ours(family: str) -> dict[str, EntryPoint]:
    """The plugins of a family that honyaku brings along, by name."""
    points = names(family)
    return {name: points[name] for name in sorted(points) if points[name].value.startswith("l10n.")}


def describe(owner: type, name: str) -> str:
    """What the docstring below a field says of it, in one line.

    >>> describe(Gate, "max_findings")
    'Most errors and warnings of the checks.'
    """
    return _docstrings(owner).get(name, "")


@cache
def _docstrings(owner: type) -> dict[str, str]:
    (made,) = ast.parse(inspect.getsource(owner).lstrip()).body
    assert isinstance(made, ast.ClassDef)
    assert is_dataclass(owner)
    found = {}
    for one, below in zip(made.body, made.body[1:], strict=False):
        if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name):
            value = below.value if isinstance(below, ast.Expr) else None
            if isinstance(value, ast.Constant) and isinstance(value.value, str):
                found[one.target.id] = _plain(value.value)
    return found


def _plain(text: str | None) -> str:
    return " ".join((text or "").split())


def _plain_value(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
