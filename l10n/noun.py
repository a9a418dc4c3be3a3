"""Dataclasses that cost a start nothing: their methods are made when the first object is.

`dataclass(frozen=True, slots=True)` compiles eight functions, 1.5 ms a class; a `sync` loads 60 of them and makes
objects of half. `dataclasses.fields`, `replace`, `asdict` and `field` work with these as with others.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from operator import attrgetter
from typing import Any, TypeVar, cast, dataclass_transform, overload

_T = TypeVar("_T")
_Shared = dict[str, object]


@overload
def noun(cls: type[_T]) -> type[_T]: ...
@overload
def noun(*, eq: bool = True) -> Callable[[type[_T]], type[_T]]: ...
@dataclass_transform(frozen_default=True, field_specifiers=(dataclasses.field,))
def noun(cls: type[Any] | None = None, *, eq: bool = True) -> Any:
    """A dataclass that nothing assigns to once it is made: type checkers refuse it.

    Python itself does not (`frozen=True`), because that makes each object five times as slow to make,
    and an article of 1 MB is 60,000 of them. Without `eq` an object equals itself alone.

    >>> @noun
    ... class Figure:
    ...     value: int
    ...     unit: str = ""
    >>> Figure(3, "km"), Figure(3) == Figure(3), len({Figure(3), Figure(3)})
    (Figure(value=3, unit='km'), True, 1)
    """
    if cls is None:
        return lambda of: _made(of, _compared if eq else None)
    return _made(cls, _compared if eq else None)


@dataclass_transform(field_specifiers=(dataclasses.field,))
def record(cls: type[_T]) -> type[_T]:
    """A dataclass that is filled in as work goes on; it equals another with the same fields, and has no hash."""
    return cast("type[_T]", _made(cls, lambda names: {**_compared(names), "__hash__": None}))


def _made(cls: type, methods: Callable[[list[str]], _Shared] | None) -> Any:
    """The class again, with slots for its fields; as `dataclass(slots=True)` does it."""
    body = dict(cls.__dict__)
    names = [name for name, of in cls.__annotations__.items() if not of.startswith("ClassVar")]
    values = {name: body.pop(name) for name in names if name in body}
    for name in ("__dict__", "__weakref__"):
        body.pop(name, None)
    hidden = {n for n, v in values.items() if isinstance(v, dataclasses.Field) and not v.compare}
    made = methods([name for name in names if name not in hidden]) if methods else {}
    body |= {name: method for name, method in made.items() if name not in body}
    body |= {"__slots__": tuple(names), "__match_args__": tuple(names), "__repr__": _shown}
    body["__init__"] = _first_time(names, values)
    body["__dataclass_fields__"] = _Fields(cls.__name__, cls.__annotations__, values)
    again = type(cls)(cls.__name__, cls.__bases__, body)
    again.__qualname__ = cls.__qualname__
    return again


def _compared(names: list[str]) -> _Shared:
    compared = attrgetter(*names, "__class__")

    def equal(self: object, other: object) -> bool:
        return (
            compared(self) == compared(other)
            if self.__class__ is other.__class__
            else NotImplemented
        )

    def hashed(self: object) -> int:
        return hash(compared(self))

    return {"__eq__": equal, "__hash__": hashed}


def _shown(noun: Any) -> str:
    shown = (f"{f.name}={getattr(noun, f.name)!r}" for f in dataclasses.fields(noun) if f.repr)
    return f"{type(noun).__qualname__}({', '.join(shown)})"


def _first_time(names: list[str], values: _Shared) -> Callable[..., None]:
    """Stands for `__init__` until the first object is made."""

    def first(self: Any, *given: Any, **named: Any) -> None:
        type(self).__init__ = _init(type(self), names, values)
        self.__init__(*given, **named)

    return first


def _init(cls: type, names: list[str], values: _Shared) -> Any:
    shared: _Shared = {"_absent": object()}
    parameters, body = ["self"], [" pass"]
    for name in names:
        value = name
        given = values.get(name, dataclasses.MISSING)
        if isinstance(given, dataclasses.Field) and not given.init:
            continue  # `__post_init__` fills it in
        default: object = given
        make: object = dataclasses.MISSING
        if isinstance(given, dataclasses.Field):
            default, make = given.default, given.default_factory
        if make is not dataclasses.MISSING:
            shared[f"_make_{name}"] = make
            value = f"_make_{name}() if {name} is _absent else {name}"
            parameters.append(f"{name}=_absent")
        elif default is not dataclasses.MISSING:
            shared[f"_{name}"] = default
            parameters.append(f"{name}=_{name}")
        else:
            parameters.append(name)
        body.append(f" self.{name} = {value}")
    if hasattr(cls, "__post_init__"):
        body.append(" self.__post_init__()")
    exec(f"def __init__({', '.join(parameters)}):\n" + "\n".join(body), shared)
    return shared["__init__"]


class _Fields:
    """`__dataclass_fields__`, as `dataclass` makes it, when somebody asks."""

    def __init__(self, name: str, annotations: _Shared, values: _Shared) -> None:
        self._name, self._annotations, self._values = name, annotations, values

    def __get__(self, _: object, cls: type) -> dict[str, dataclasses.Field[Any]]:
        body = {"__annotations__": self._annotations, "__doc__": self._name, **self._values}
        plain: Any = type(self._name, (), body)
        plain = dataclasses.dataclass(init=False, repr=False, eq=False)(plain)
        fields: dict[str, dataclasses.Field[Any]] = plain.__dataclass_fields__
        cls.__dataclass_fields__ = fields  # type: ignore[attr-defined]
        return fields
