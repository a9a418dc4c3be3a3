"""JSON schemas of the types in l10n/cli/outputs.py: TypedDicts and dataclasses, docstrings and all."""

import ast
import inspect
from collections.abc import Mapping, Sequence
from dataclasses import is_dataclass
from functools import cache
from itertools import pairwise
from types import ModuleType, NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints, is_typeddict

Schema = dict[str, Any]
_SIMPLE = {str: "string", bool: "boolean", int: "integer", float: "number", NoneType: "null"}


def schema_of(kind: Any) -> Schema:
    """The schema of what a type holds; every field is there, and no other.

    >>> schema_of(list[int] | None)
    {'anyOf': [{'type': 'array', 'items': {'type': 'integer'}}, {'type': 'null'}]}
    """
    origin, inner = get_origin(kind), get_args(kind)
    if kind is Any:
        return {}
    if origin is Literal:
        return {"enum": list(inner)}
    if origin in (Union, UnionType):
        return {"anyOf": [schema_of(one) for one in inner]}
    if origin in (list, tuple, Sequence):
        return {"type": "array", "items": schema_of(inner[0])}
    if origin in (dict, Mapping):
        return {"type": "object", "additionalProperties": schema_of(inner[1])}
    if is_typeddict(kind) or is_dataclass(kind):
        return _object(kind)
    return {"type": _SIMPLE[kind]}


def _object(kind: Any) -> Schema:
    hints, told = get_type_hints(kind), _docstrings(kind)
    properties = {
        name: schema_of(hint) | ({"description": told[name]} if name in told else {})
        for name, hint in hints.items()
    }
    return {
        "type": "object",
        "description": _plain(kind.__doc__),
        "properties": properties,
        "required": list(hints),
        "additionalProperties": False,
    }


def _docstrings(kind: Any) -> dict[str, str]:
    """What stands below each field, in the class and in those it is made of."""
    module = inspect.getmodule(kind)
    assert module is not None
    return _of_class(kind.__name__, _classes(module))


def _of_class(name: str, classes: Mapping[str, ast.ClassDef]) -> dict[str, str]:
    if name not in classes:  # made by a call: TypedDict("Name", …)
        return {}
    made = classes[name]
    found: dict[str, str] = {}
    for base in made.bases:
        found |= _of_class(ast.unparse(base), classes)
    for one, below in pairwise(made.body):
        text = below.value if isinstance(below, ast.Expr) else None
        if isinstance(one, ast.AnnAssign) and isinstance(text, ast.Constant):
            found[ast.unparse(one.target)] = _plain(str(text.value))
    return found


@cache
def _classes(module: ModuleType) -> dict[str, ast.ClassDef]:
    tree = ast.parse(inspect.getsource(module))
    return {one.name: one for one in tree.body if isinstance(one, ast.ClassDef)}


def _plain(text: str | None) -> str:
    return " ".join((text or "").split())
