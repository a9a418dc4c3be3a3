"""A project on disk: its config, its paths, its reads and its atomic writes."""

from __future__ import annotations

import codecs
import os
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Literal, cast

from l10n import atomic
from l10n.errors import ConfigError, SourceError, UsageError, did_you_mean
from l10n.lang import tags
from l10n.model import PublishSettings

_CONFIGS = ("l10n.toml", "pyproject.toml")
_CHOICES = {
    "mode": ("sentence", "block"),
    "include": ("drafts", "approved"),
}
# The keys of tables whose keys are fields of Config themselves.
_TABLES = {
    "build": ("include",),
    "catalog": ("neighbours", "share", "workflow_flags"),
    "segmentation": ("mode", "break", "keep"),
    "translate": ("doubt",),
}
_FIELDS = {"break": "breaks", "keep": "keeps"}  # where the field has another name
_LEVELS = ("error", "warning", "info", "off")
RESERVED = "terms"
# Files in the source folder that articles show; every other file is an article.
_ASSETS = frozenset(
    [
        ".png",
        ".jpg",
        ".jpeg",
        ".gif",
        ".svg",
        ".webp",
        ".avif",
        ".ico",
        ".mp4",
        ".webm",
        ".mp3",
        ".ogg",
        ".vtt",
        ".pdf",
        ".zip",
        ".csv",
        ".css",
    ]
)


@dataclass(frozen=True, slots=True)
class Config:
    """`[tool.l10n]` of pyproject.toml, or l10n.toml; every key has a default."""

    source: str = "source"
    locales: str = "locales"
    output: str = "dist"
    targets: tuple[str, ...] = ()
    source_locale: str = "ja"
    mode: Literal["sentence", "block"] = "sentence"
    """`segmentation = "…"`, or `mode` in the table `[segmentation]`."""
    breaks: tuple[str, ...] = ()
    keeps: tuple[str, ...] = ()
    """`[segmentation] break`, `keep`: regular expressions where a sentence ends, or does not."""
    engine: tuple[str, ...] = ("offline",)
    layout: tuple[str, ...] = ("site",)
    """What `l10n publish` makes: publishers, by name."""
    publish: PublishSettings = PublishSettings()
    include: Literal["drafts", "approved"] = "drafts"
    neighbours: bool = False
    """`[catalog]`: the sentences before and after each entry stand in its `#.`."""
    doubt: bool = False
    """`[translate]`: drafts that seem to be of another text are marked (the extra `qe`)."""
    share: bool = False
    """`[catalog]`: an approved sentence is approved in every article."""
    workflow_flags: bool = False
    """`[catalog]`: write `#=` lines, which GNU gettext reads from 2027 on."""
    formats: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    engines: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    checks: Mapping[str, Any] = field(default_factory=dict)

    def levels(self, locale: str) -> dict[str, Any]:
        """Severity of each check for a locale: `[checks.<locale>]` over `[checks]`."""
        common = {k: v for k, v in self.checks.items() if isinstance(v, str)}
        return common | dict(self.checks.get(locale, {}))


@dataclass(frozen=True, slots=True)
class Project:
    """Where things are. All paths it gives are absolute; `display` shortens them for people."""

    root: Path
    config: Config

    @property
    def source(self) -> Path:
        """The folder of articles."""
        return self.root / self.config.source

    @property
    def output(self) -> Path:
        """The folder of editions."""
        return self.root / self.config.output

    @property
    def memory(self) -> Path:
        """The TM."""
        return self.root / ".l10n" / "tm.sqlite"

    @property
    def lock(self) -> Path:
        """Held while one of our processes writes a catalog."""
        return self.root / ".l10n" / "lock"

    def template(self, domain: str) -> Path:
        """`locales/<domain>.pot`."""
        return self.root / self.config.locales / f"{domain}.pot"

    def catalog(self, domain: str, locale: str) -> Path:
        """`locales/<locale>/LC_MESSAGES/<domain>.po`."""
        return self.root / self.config.locales / locale / "LC_MESSAGES" / f"{domain}.po"

    def review(self, locale: str) -> Path:
        """`locales/<locale>/review.jsonl`: what people accepted."""
        return self.root / self.config.locales / locale / "review.jsonl"

    def display(self, path: Path) -> str:
        """`path` as people write it: from the project's folder, with forward slashes."""
        return path.relative_to(self.root).as_posix() if self.root in path.parents else str(path)

    def articles(self, chosen: Sequence[Path] = ()) -> list[Path]:
        """The articles (or those chosen, files or folders), sorted; UsageError for clashes."""
        if not self.source.is_dir():
            raise UsageError(
                "there is no source folder",
                place=self.display(self.source),
                fix="create it and put an article in, or set `source` in the config",
            )
        names = [name for name in _below(self.source) if not _is_asset(name)]
        names = sorted((n for n in names if "/." not in f"/{n}"), key=lambda n: n.split("/"))
        self._refuse_clashes(names)
        paths = [self.source / name for name in names]
        return [path for path in paths if not chosen or _is_chosen(path, chosen)]

    def assets(self) -> list[str]:
        """Images and other files that articles may show: paths below the source folder."""
        return sorted(name for name in _below(self.source) if _is_asset(name))

    @property
    def slugs(self) -> Path:
        """The record of the slugs that pages have and had."""
        return self.root / self.config.locales / "slugs.json"

    def name(self, article: Path) -> str:
        """An article's path below the source folder, with forward slashes."""
        return article.relative_to(self.source).as_posix()

    def domain(self, article: Path) -> str:
        """An article's name without its suffix."""
        return self.name(article).rsplit(".", 1)[0]

    def _refuse_clashes(self, names: Sequence[str]) -> None:
        seen: dict[str, str] = {}
        for name in names:
            domain = name.rsplit(".", 1)[0]
            if domain == RESERVED:
                raise UsageError(
                    'the domain "terms" is reserved for the termbase',
                    place=self.display(self.source / name),
                    fix="rename the article",
                )
            if domain in seen:
                raise UsageError(
                    f'two articles have the domain "{domain}"',
                    place=self.display(self.source / name),
                    cause=f"{self.display(self.source / seen[domain])} would share its catalogs.",
                    fix="rename one of the two",
                )
            seen[domain] = name


def _below(folder: str | Path, prefix: str = "") -> Iterator[str]:
    """The paths of all files below a folder, from there, with forward slashes."""
    with os.scandir(folder) as found:
        for entry in found:
            if entry.is_dir(follow_symlinks=False):
                yield from _below(entry.path, f"{prefix}{entry.name}/")
            elif entry.is_file():
                yield prefix + entry.name


def _is_asset(name: str) -> bool:
    return os.path.splitext(name)[1].lower() in _ASSETS  # noqa: PTH122 - of thousands of names


def _is_chosen(path: Path, chosen: Sequence[Path]) -> bool:
    return any(path == one or one in path.parents for one in (p.resolve() for p in chosen))


def nearest(start: Path) -> Project | None:
    """The project of a folder or of one above it, None without any; ConfigError if it is wrong."""
    here = start.resolve()
    return next(filter(None, map(_project, (here, *here.parents))), None)


def _project(folder: Path) -> Project | None:
    for name in _CONFIGS:
        table = _table(folder / name)
        if table is not None:
            return Project(folder, _config(table, folder / name))
    return None


def find(start: Path | None = None) -> Project:
    """The project of `start` (default: here), the nearest folder upward with a config.

    Raises ConfigError when there is none, or when it is wrong.
    """
    here = (start or Path.cwd()).resolve()
    found = nearest(here) if start is None else _project(here)
    if found:
        return found
    raise ConfigError(
        "no project here",
        place=str(here),
        cause="Neither l10n.toml nor a pyproject.toml with [tool.l10n] was found.",
        fix="run `l10n init`, or give the folder with --project",
    )


def _table(path: Path) -> dict[str, Any] | None:
    if not path.is_file():
        return None
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(
            "not valid TOML", place=str(path), cause=str(error), fix="mend that line"
        ) from error
    return (
        data
        if path.name == "l10n.toml"
        else cast("dict[str, Any] | None", data.get("tool", {}).get("l10n"))
    )


def _config(table: dict[str, Any], path: Path) -> Config:
    place = path.name
    nested = [_FIELDS.get(key, key) for keys in _TABLES.values() for key in keys]
    known = [f.name for f in fields(Config) if f.name not in nested]
    _refuse_unknown(table, [*known, *_TABLES], place)
    if isinstance(table.get("segmentation"), str):
        table["segmentation"] = {"mode": table["segmentation"]}
    for name, keys in _TABLES.items():
        inner: dict[str, Any] = table.pop(name, {})
        if not isinstance(inner, dict):
            raise ConfigError(f"{name} must be a table", place=place, fix=f"[{name}]")
        _refuse_unknown(inner, list(keys), f"{place} [{name}]")
        table |= {_FIELDS.get(key, key): value for key, value in inner.items()}
    for key in ("targets", "engine", "layout"):
        value = table.get(key, ())
        table[key] = (value,) if isinstance(value, str) else tuple(value) or getattr(Config(), key)
    for key, choices in _CHOICES.items():
        if key in table and table[key] not in choices:
            fix = did_you_mean(str(table[key]), choices)
            raise ConfigError(f'{key} = "{table[key]}" is not known', place=place, fix=fix)
    for key in ("source", "locales", "output", "source_locale"):
        if key in table and not isinstance(table[key], str):
            raise ConfigError(f"{key} must be a string", place=place, fix=f'{key} = "…"')
    for key in (*_TABLES["catalog"], *_TABLES["translate"]):
        if not isinstance(table.get(key, False), bool):
            raise ConfigError(f"{key} must be true or false", place=place, fix=f"{key} = true")
    for locale in table["targets"]:
        tags.known_locale(locale, f"{place} targets")
    _refuse_rules(table, place)
    _refuse_levels(table.get("checks", {}), place)
    _refuse_strange_plugins(table, place)
    if "publish" in table:
        table["publish"] = _publish(table["publish"], f"{place} [publish]")
    return Config(**table)


def _refuse_unknown(
    table: Mapping[str, Any], known: list[str], place: str, noun: str = "key"
) -> None:
    for key in table:
        if key not in known:
            hint = did_you_mean(key, known)
            raise ConfigError(f'unknown {noun} "{key}"', place=place, fix=hint)


def _refuse_rules(table: dict[str, Any], place: str) -> None:
    """`[segmentation] break` and `keep` are lists of regular expressions; they become tuples."""
    for key in ("break", "keep"):
        rules = table.get(_FIELDS[key], ())
        if not isinstance(rules, list | tuple) or not all(isinstance(r, str) for r in rules):
            raise ConfigError(
                f"{key} must be a list of regular expressions",
                place=f"{place} [segmentation]",
                fix=f"{key} = ['…']",
            )
        table[_FIELDS[key]] = tuple(rules)
    if table["breaks"] or table["keeps"]:
        from l10n.lang.ja.sentences import Rules  # 150 ms, and few projects have rules

        try:
            Rules.compile(break_=table["breaks"], keep=table["keeps"])
        except ValueError as error:
            raise ConfigError(
                "not a regular expression",
                place=f"{place} [segmentation]",
                cause=str(error),
                fix="mend it; TOML's 'single quotes' keep backslashes",
            ) from error


def _refuse_strange_plugins(table: Mapping[str, Any], place: str) -> None:
    """`[engines.…]` and `[formats.…]` name plugins that are installed."""
    if not {"engines", "formats"} & set(table) and all(
        table[key] == getattr(Config(), key) for key in ("engine", "layout")
    ):
        return  # our own are there: 20 ms for a look at all that is installed
    from l10n.plugins import names

    for name in table["engine"]:
        _refuse_unknown({name: None}, list(names("engines")), f"{place} engine", "engine")
    for name in table["layout"]:
        _refuse_unknown({name: None}, list(names("publishers")), f"{place} layout", "layout")
    for family in ("engines", "formats"):
        if family in table:
            _refuse_unknown(table[family], list(names(family)), f"{place} [{family}]")


def _publish(table: object, place: str) -> PublishSettings:
    """The `[publish]` table; ConfigError for an unknown key or a value of another type."""
    if not isinstance(table, dict):
        raise ConfigError("publish must be a table", place=place, fix="[publish]")
    defaults = PublishSettings()
    _refuse_unknown(table, [one.name for one in fields(PublishSettings)], place)
    values: dict[str, Any] = {}
    for key, value in table.items():
        wanted = type(getattr(defaults, key))
        if wanted is float and type(value) is int:
            value = float(value)
        if wanted is tuple and isinstance(value, list):
            value = tuple(value)
        if not isinstance(value, wanted) or (wanted is not bool and isinstance(value, bool)):
            raise ConfigError(f"{key} must be a {_TYPES[wanted]}", place=place, fix=f"{key} = …")
        values[key] = value
    for key, choices in (("slugs", ("source", "title")), ("ruby", ("keep", "parentheses"))):
        if values.get(key, choices[0]) not in choices:
            fix = did_you_mean(values[key], choices)
            raise ConfigError(f'{key} = "{values[key]}" is not known', place=place, fix=fix)
    url = values.get("base_url", "")
    if url and not url.startswith(("https://", "http://")):
        fix = 'base_url = "https://example.com/magazine"'
        raise ConfigError(f'base_url = "{url}" is no absolute address', place=place, fix=fix)
    return PublishSettings(**values)


_TYPES = {str: "string", bool: "true or false", float: "number", tuple: "list", dict: "table"}


def _refuse_levels(table: Mapping[str, Any], place: str) -> None:
    from l10n.plugins import names

    for key, value in table.items():
        if isinstance(value, dict):
            tags.known_locale(key, f"{place} [checks.{key}]")
            _refuse_levels(value, place)
            continue
        _refuse_unknown({key: value}, list(names("checks")), f"{place} [checks]")
        if value not in _LEVELS:
            fix = did_you_mean(str(value), _LEVELS)
            raise ConfigError(
                f'{key} = "{value}" is no severity', place=f"{place} [checks]", fix=fix
            )


def read_file(path: Path, display: str) -> bytes:
    """The bytes of a file that a person named; UsageError when it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(
            "cannot be read", place=display, cause=str(error.strerror), fix="check the path"
        ) from error


def read_article(path: Path, display: str) -> str:
    """The article's text, exactly; SourceError with line and column when it is not UTF-8."""
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise SourceError("no such file", place=display, fix="check the path") from error
    except OSError as error:
        raise SourceError(
            "cannot be read", place=display, cause=str(error.strerror), fix="check its permissions"
        ) from error
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        guess = _guess(data)
        hint = f"It looks like {guess}." if guess else "Its encoding is not one we know."
        fix = f"convert it: iconv -f {guess} -t UTF-8" if guess else "save it as UTF-8"
        place = display
        if guess != "UTF-16":
            from l10n.formats._lines import place_of

            before = data[: error.start].decode("utf-8")
            line, column = place_of(before, len(before))
            place = f"{display}:{line}:{column}"
        raise SourceError(
            f"not UTF-8 at byte {error.start}", place=place, cause=hint, fix=fix
        ) from error


def _guess(data: bytes) -> str:
    """The Japanese encoding that `data` is most likely in, or ""."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "UTF-16"
    for name in ("ISO-2022-JP", "EUC-JP", "CP932"):
        try:
            data.decode(name)
        except UnicodeDecodeError:
            continue
        return name
    return ""


@dataclass(slots=True)
class Writer:
    """Writes files whole or not at all, only when their bytes change, and keeps the list."""

    project: Project
    dry: bool = False
    """With `dry` nothing is written; `changed` is what would have been."""
    changed: dict[str, None] = field(default_factory=dict)
    """Each path once, in order: a catalog that is updated and drafted is one file."""
    written: dict[Path, str] = field(default_factory=dict)
    """The fingerprint of what was written last to each path."""
    rescued: list[str] = field(default_factory=list)
    """Files that hold an edit which a killed run had in hand."""

    def write(self, path: Path, data: bytes, *, durable: bool = True) -> bool:
        """Makes `data` the content of `path`; True when a file was written.

        UsageError when the disk refuses.
        """
        if not self._differs(path, data):
            return False
        with self._explained(path):
            atomic.write(path, data, durable=durable)
        self.written[path] = atomic.fingerprint(data)
        return True

    def swap(self, path: Path, data: bytes, was: str) -> bool:
        """As `write`, if `path` still has the fingerprint `was` ("": is not there).

        Raises Overtaken when somebody else wrote it meanwhile.
        """
        if not self._differs(path, data):
            return False
        with self._explained(path), atomic.locked(self.project.lock):
            atomic.swap(path, data, was)
        self.written[path] = atomic.fingerprint(data)
        return True

    def sweep(self, folders: Iterable[Path]) -> None:
        """Clears away what a killed run left in `folders`; its rescued edits are noted."""
        left = [folder for folder in folders if atomic.has_leftovers(folder)]
        if left and not self.dry:
            with atomic.locked(self.project.lock):
                found = [path for folder in left for path in atomic.sweep(folder)]
            self.rescued += [self.project.display(path) for path in found]

    def _differs(self, path: Path, data: bytes) -> bool:
        """True when there is something to write; notes the path."""
        if path.is_file() and path.read_bytes() == data:
            return False
        self.changed[self.project.display(path)] = None
        return not self.dry

    @contextmanager
    def _explained(self, path: Path) -> Iterator[None]:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            yield
        except OSError as error:
            raise UsageError(
                "cannot be written",
                place=self.project.display(path),
                cause=f"{error.strerror}; the file is as it was.",
                fix="make the folder writable, or free some space",
            ) from error

    def remove(self, path: Path) -> None:
        """Takes away a file that we wrote earlier, and the folders that it leaves empty."""
        self.changed[self.project.display(path)] = None
        if self.dry:
            return
        path.unlink(missing_ok=True)
        for folder in path.parents:
            if folder == self.project.root or any(folder.iterdir()):
                return
            folder.rmdir()
