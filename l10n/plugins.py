"""Formats, engines, checks and publishers by name, through entry points, loaded only when asked for."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from importlib.machinery import PathFinder
from operator import attrgetter
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from l10n.errors import SourceError, UsageError, did_you_mean

if TYPE_CHECKING:
    from l10n.plugin import CatalogCheck, Check, Engine, EngineSettings, Format, Publisher

# The suffixes of the built-ins, so that reading a text article loads none of the others.
_BUILT_IN = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".txt": "text",
}


class EntryPoint(NamedTuple):
    """An object that an installed package offers: `deepl = l10n.engines.deepl:DeepL`."""

    group: str
    name: str
    value: str

    @property
    def module(self) -> str:
        """The module to import."""
        return self.value.partition("[")[0].partition(":")[0].strip()

    def load(self) -> Any:
        """The object; its module is imported."""
        loaded, names = import_module(self.module), self.value.partition("[")[0].partition(":")[2]
        return attrgetter(names.strip())(loaded) if names else loaded


def names(family: str) -> dict[str, EntryPoint]:
    """The plugins of a family (`formats`, `engines`, `checks`, `publishers`), by name."""
    return _families().get(family, {})


@cache
def _families() -> dict[str, dict[str, EntryPoint]]:
    """All plugins by family; of one that is there twice, Python imports the first."""
    found: dict[str, dict[str, EntryPoint]] = {}
    for point in _entry_points():
        if point.group.startswith("l10n."):
            family = found.setdefault(point.group.removeprefix("l10n."), {})
            family.setdefault(point.name, point)
    return found


def _entry_points() -> Iterator[EntryPoint]:
    """The entry points of all packages, as importlib.metadata finds them.

    That takes 50 ms for its imports alone, and a run needs the text files of one name in folders of one
    kind (packaging's "Entry points specification"). Packages in archives, and finders of somebody's own, are left to it.
    """
    strange = [f for f in sys.meta_path if hasattr(f, "find_distributions") and f is not PathFinder]
    if strange or any(Path(folder).is_file() for folder in sys.path):
        from importlib.metadata import distributions

        for package in distributions():
            yield from (EntryPoint(p.group, p.name, p.value) for p in package.entry_points)
        return
    for folder in dict.fromkeys(sys.path):
        for info in _packages(folder or "."):
            try:
                text = Path(info, "entry_points.txt").read_text("utf-8")
            except OSError:  # most packages have none
                continue
            yield from _read(text)


def _packages(folder: str) -> list[str]:
    """The folders with the metadata of packages in one of `sys.path`."""
    try:
        with os.scandir(folder) as found:
            return [
                one.path
                for one in found
                if one.name.lower().endswith((".dist-info", ".egg-info")) or one.name == "EGG-INFO"
            ]
    except OSError:
        return []


def _read(text: str) -> Iterator[EntryPoint]:
    """The entry points of a file.

    >>> [*_read("[l10n.engines]\\ndeepl = l10n.engines.deepl:DeepL\\n")]
    [EntryPoint(group='l10n.engines', name='deepl', value='l10n.engines.deepl:DeepL')]
    """
    group = ""
    for line in map(str.strip, text.splitlines()):
        if line.startswith("["):
            group = line.strip("[]")
        elif line and not line.startswith("#"):
            name, _, value = line.partition("=")
            yield EntryPoint(group, name.strip(), value.strip())


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
