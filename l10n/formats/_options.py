"""Options of a format: the `[formats.<name>]` table of the config."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, TypeVar

from l10n.errors import ConfigError, did_you_mean

T = TypeVar("T")


def read_options(kind: type[T], table: Mapping[str, Any], name: str) -> T:
    """An options dataclass filled from a table; its defaults say each option's type.

    Lists become tuples. ConfigError for an unknown option or a value of another type.
    """
    defaults = kind()
    place = f"[formats.{name}]"
    known = [field.name for field in fields(kind)]  # type: ignore[arg-type]
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key not in known:
            fix = did_you_mean(key, known)
            raise ConfigError(f'unknown option "{key}"', place=place, fix=fix)
        value = tuple(value) if isinstance(value, list) else value
        wanted = type(getattr(defaults, key))
        if not isinstance(value, wanted):
            raise ConfigError(f"{key} must be a {wanted.__name__}", place=place, fix=f"{key} = …")
        values[key] = value
    return kind(**values)
