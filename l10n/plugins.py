"""Formats, engines, checks and publishers by name, through entry points, loaded only when asked for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, cast

from l10n.errors import SourceError, UsageError, did_you_mean

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

    from l10n.plugin import CatalogCheck, Check, Engine, EngineSettings, Format, Publisher

# The suffixes of the built-ins, so that reading a text article loads neither the others nor
# the entry points of all that is installed (20 ms).
_BUILT_IN = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".txt": "text",
}


def names(family: str) -> dict[str, EntryPoint]:
    """The plugins of a family (`formats`, `engines`, `checks`, `publishers`), by name."""
    return _families().get(family, {})


@cache
def _families() -> dict[str, dict[str, EntryPoint]]:
    """All plugins by family: one look at everything that is installed takes 20 ms."""
    from importlib.metadata import distributions

    found: dict[str, dict[str, EntryPoint]] = {}
    for package in distributions():  # of one that is there twice, Python imports the first
        for point in package.entry_points:
            if point.group.startswith("l10n."):
                family = found.setdefault(point.group.removeprefix("l10n."), {})
                family.setdefault(point.name, point)
    return found


def format_for(path: PurePath, options: Mapping[str, Mapping[str, Any]] | None = None) -> Format:
    """The format of an article, by suffix; SourceError names the known suffixes.

    `options` holds the `[formats.<name>]` tables.
    """
    tables = options or {}

    def load(name: str) -> Format:
        return cast("Format", names("formats")[name].load()(tables.get(name, {})))

    suffix = path.suffix.lower()
    if name := _BUILT_IN.get(suffix):
        made = getattr(import_module(f"l10n.formats.{name}"), name.capitalize())
        return cast("Format", made(tables.get(name, {})))
    known = dict.fromkeys(_BUILT_IN)
    for name in names("formats"):
        stranger = load(name)
        if suffix in stranger.suffixes:
            return stranger
        known |= dict.fromkeys(stranger.suffixes)
    raise SourceError(
        f'no format for the suffix "{path.suffix}"',
        place=str(path),
        fix="rename the article, or move it out of the source folder; known: " + " ".join(known),
    )


def engine(name: str, settings: EngineSettings, *, place: str = "") -> Engine:
    """A new engine; UsageError with a suggestion for an unknown name."""
    if name not in names("engines"):
        hint = did_you_mean(name, list(names("engines")))
        raise UsageError(f'unknown engine "{name}"', place=place, fix=hint)
    return cast("Engine", names("engines")[name].load()(settings))


@cache
def publisher(name: str) -> Publisher:
    """A publisher; UsageError with a suggestion for an unknown name."""
    if name not in names("publishers"):
        hint = did_you_mean(name, list(names("publishers")))
        raise UsageError(f'unknown layout "{name}"', place="layout", fix=hint)
    return cast("Publisher", names("publishers")[name].load()())


@cache
def checks() -> tuple[Check, ...]:
    """All checks, by name."""
    return tuple(cast("Check", point.load()()) for _, point in sorted(names("checks").items()))


@cache
def catalog_checks() -> tuple[CatalogCheck, ...]:
    """The checks that look at all catalogs of a locale, by name."""
    points = sorted(names("catalog_checks").items())
    return tuple(cast("CatalogCheck", point.load()()) for _, point in points)
