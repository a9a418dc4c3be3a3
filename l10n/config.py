"""The config: what its keys are, and how a table, the environment and defaults become a `Config`.

`Config` is the one definition: its fields say the keys, their types, defaults and meanings; reading,
`l10n config show`, the JSON schema and the reference come from it.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, fields, is_dataclass
from functools import cache, lru_cache
from typing import Any, Literal, NamedTuple, get_args, get_origin, get_type_hints

from l10n.errors import ConfigError, L10nError, did_you_mean
from l10n.lang import tags
from l10n.lazy import lazy
from l10n.model import PublishSettings
from l10n.noun import noun, record

Table = Mapping[str, Any]
LEVELS = ("error", "warning", "info", "off")
"""What a check can be set to."""
_PREFIX = "L10N_"
_HEAD = lazy(r"\s*\[([^\[\]]+)\]")
_KEY = lazy(r"\s*([\w.\s\"-]+?)\s*=")


def _at(key: str, default: Any) -> Any:
    """A field whose key has another name than the field, or stands in a table."""
    return field(default=default, metadata={"key": key})


@noun
class Gate:
    """`[gate]`: what `l10n check` and `l10n sync --check` let pass, for each locale as a whole."""

    min_reviewed: float | None = None
    """Least share of segments that a person has approved, from 0 to 1."""
    max_stale_days: int | None = None
    """Most days that a stale entry may wait, by git's history of its catalog."""
    max_findings: int | None = None
    """Most errors and warnings of the checks."""


@noun
class Config:
    """`[tool.l10n]` of pyproject.toml, or l10n.toml; every key has a default."""

    source: str = "source"
    """Folder of the articles; only read."""
    locales: str = "locales"
    """Folder of the catalogs."""
    output: str = "dist"
    """Folder of the editions."""
    targets: tuple[str, ...] = ()
    """Locales to translate into: `["en", "zh_Hans"]`."""
    source_locale: str = "ja"
    """Locale of the articles."""
    mode: Literal["sentence", "block"] = _at("segmentation.mode", "sentence")
    """An entry a sentence, or a paragraph; also written `segmentation = "block"`."""
    breaks: tuple[str, ...] = _at("segmentation.break", ())
    """Regular expressions: a sentence ends where a match ends."""
    keeps: tuple[str, ...] = _at("segmentation.keep", ())
    """Regular expressions: no sentence ends inside a match."""
    engine: tuple[str, ...] = ("offline",)
    """Engine, or a list in order of preference."""
    layout: tuple[str, ...] = ("site",)
    """What `l10n publish` makes; a list is fine."""
    publish: PublishSettings = PublishSettings()
    include: Literal["drafts", "approved"] = _at("build.include", "drafts")
    """`approved`: machine drafts stay in Japanese in the editions."""
    neighbours: bool = _at("catalog.neighbours", False)
    """The sentences before and after each entry stand in its `#.` comment."""
    share: bool = _at("catalog.share", False)
    """A sentence approved in one article is approved in all."""
    workflow_flags: bool = _at("catalog.workflow_flags", False)
    """Write `#=` lines, which GNU gettext reads from 2027 on."""
    doubt: bool = _at("translate.doubt", False)
    """Drafts that seem to be of another text are marked (the extra `qe`)."""
    record: tuple[str, ...] = _at("review.record", ())
    """What a waiver keeps besides the finding: `reviewer` (git's user.name), `time` (UTC)."""
    gate: Table = field(default_factory=dict)
    """`[gate]`, `[gate.<locale>]`: what `check` and `sync --check` let pass."""
    database: str = _at("scale.database", "")
    """PostgreSQL that all machines share (`postgresql://…`): the TM, the queue, rate and budget."""
    schema: str = _at("scale.schema", "l10n")
    """The schema of this project's tables: projects that share a database have one each."""
    batch: int = _at("scale.batch", 50)
    """Most texts of a batch: what one worker has in hand."""
    heartbeat: float = _at("scale.heartbeat", 10.0)
    """Seconds between two signs of life of a worker; its batch is another's after three without."""
    formats: Mapping[str, Table] = field(default_factory=dict)
    """`[formats.<name>]`: options of a format."""
    engines: Mapping[str, Table] = field(default_factory=dict)
    """`[engines.<name>]`: options of an engine; keys and tokens come from the environment."""
    checks: Table = field(default_factory=dict)
    """`[checks]`, `[checks.<locale>]`: severity of a check: error, warning, info, off."""

    def levels(self, locale: str) -> dict[str, Any]:
        """Severity of each check for a locale: `[checks.<locale>]` over `[checks]`."""
        common = {k: v for k, v in self.checks.items() if isinstance(v, str)}
        return common | dict(self.checks.get(locale, {}))

    def gate_of(self, locale: str) -> Gate:
        """The gate of a locale: `[gate.<locale>]` over `[gate]`."""
        common = {k: v for k, v in self.gate.items() if not isinstance(v, Mapping)}
        return Gate(**(common | dict(self.gate.get(locale, {}))))


class Key(NamedTuple):
    """One key of the config."""

    name: str
    """With the table it stands in: `build.include`."""
    kind: Any
    """Its type hint; a Mapping is a table whose keys are not ours to name."""
    default: Any
    owner: type
    """The dataclass that it fills, and `field` in it."""
    field: str


@cache
def keys() -> dict[str, Key]:
    """Every key by its name, in the order of the definition.

    >>> keys()["segmentation.break"].default
    ()
    """
    found = (*_keys_of(Config, ""), *_keys_of(PublishSettings, "publish."))
    return {key.name: key for key in found}


def _keys_of(owner: type, table: str) -> Iterator[Key]:
    hints, defaults = get_type_hints(owner), owner()
    for one in fields(owner):
        if not is_dataclass(hints[one.name]):
            name = table + one.metadata.get("key", one.name)
            yield Key(name, hints[one.name], getattr(defaults, one.name), owner, one.name)


def tables() -> dict[str, list[str]]:
    """The keys of each table: "" for the top, whose keys the other tables are too.

    >>> tables()["segmentation"]
    ['mode', 'break', 'keep']
    """
    found: dict[str, list[str]] = {"": []}
    for name in keys():
        table, _, key = name.rpartition(".")
        if table and table not in found:
            found[""].append(table)
        found.setdefault(table, []).append(key)
    return found


class Moved(NamedTuple):
    """What became of a key of an earlier version."""

    since: str
    """The version that moved it."""
    to: str = ""
    """The key that has its value now; "" when nothing has."""
    advice: str = ""
    """What to do, where another name is not all."""


MOVED: Mapping[str, Moved] = {}
"""Keys that earlier versions had, by name. One that moved is read, with a note; one that went is an
error with its advice. 0.1 is the first version: nothing has moved yet."""


@record
class Loaded:
    """A config as it was found."""

    config: Config = field(default_factory=Config)
    origins: dict[str, str] = field(default_factory=dict)
    """Where each key that was set was set: file and line, or a variable of the environment."""
    notes: list[str] = field(default_factory=list)
    """What works and should be changed all the same."""
    problems: list[L10nError] = field(default_factory=list)
    """With any, `config` is the default."""


def load(
    table: Mapping[str, Any],
    file: str,
    text: str = "",
    *,
    environ: Mapping[str, str] = os.environ,
    moved: Mapping[str, Moved] = MOVED,
) -> Loaded:
    """The config that `table` holds, which stands in `file`, with what the environment sets over it.

    `text` is the file's: errors and notes name lines. Problems are collected, not raised.
    """
    loaded = Loaded()
    flat = _flat(table)

    def place(name: str) -> str:
        line = line_of(text, name, "tool.l10n" if file == "pyproject.toml" else "")
        return f"{file}:{line}" if line else file

    for name in flat:
        loaded.origins[name] = place(name)
    _move(flat, moved, loaded)
    for name, variable, value in _overrides(environ, flat, loaded):
        loaded.origins[name] = variable
        flat[name] = value
    values: dict[type, dict[str, Any]] = {Config: {}, PublishSettings: {}}
    for name, value in flat.items():
        try:
            key = _known(name)
            values[key.owner][key.field] = _read(key, value)
        except L10nError as error:
            set_there = loaded.origins[name].startswith(file)
            error.place = place(error.place or name) if set_there else loaded.origins[name]
            loaded.problems.append(error)
    if not loaded.problems:
        publish = PublishSettings(**values[PublishSettings])
        loaded.config = Config(**values[Config], publish=publish)
    return loaded


def _flat(table: Mapping[str, Any]) -> dict[str, Any]:
    """The values by name: `{"build": {"include": …}}` is `{"build.include": …}`."""
    found: dict[str, Any] = {}
    for name, value in table.items():
        if name in tables() and isinstance(value, dict):
            found |= {f"{name}.{key}": inner for key, inner in value.items()}
        elif name == "segmentation":  # the short way to write its mode
            found["segmentation.mode"] = value
        else:
            found[name] = value
    return found


def _known(name: str) -> Key:
    if key := keys().get(name):
        return key
    table, _, short = name.rpartition(".")
    if name in tables():
        raise ConfigError(f"{name} must be a table", fix=f"[{name}]")
    where = f" in [{table}]" if table else ""
    raise ConfigError(f'unknown key "{short}"{where}', fix=did_you_mean(short, tables()[table]))


def _move(flat: dict[str, Any], moved: Mapping[str, Moved], loaded: Loaded) -> None:
    """Puts what an earlier version called otherwise where it belongs, and says so."""
    for name, what in moved.items():
        if name not in flat:
            continue
        value, place = flat.pop(name), loaded.origins.pop(name)
        if not what.to or what.to in flat:
            cause = f'"{name}" is "{what.to}" now, which is set too.' if what.to else ""
            fix = what.advice or "remove it"
            gone = f'the key "{name}" went with {what.since}'
            loaded.problems.append(ConfigError(gone, place=place, cause=cause, fix=fix))
        else:
            flat[what.to], loaded.origins[what.to] = value, place
            advice = f" {what.advice}" if what.advice else ""
            loaded.notes.append(f'{place}: "{name}" is "{what.to}" since {what.since}.{advice}')


# --- the environment --------------------------------------------------------------------------


def _meant(variable: str, names: Iterable[str]) -> str:
    """The variable that this one looks like a slip of; "" without any."""
    from difflib import get_close_matches  # 3 ms, and most runs have no such variable

    return next(iter(get_close_matches(variable, names, 1, cutoff=0.85)), "")


def _overrides(
    environ: Mapping[str, str], flat: Mapping[str, Any], loaded: Loaded
) -> Iterator[tuple[str, str, Any]]:
    """(key, variable, value) of each `L10N_…` that sets a key; `__` stands for a dot.

    Other programs may have variables of such names: one that is no key is a problem only where it
    looks like one that was misspelt.
    """
    names = {variable_of(name): key for name, key in keys().items()}
    free: dict[str, Any] = {}
    for variable in sorted(environ):
        if not variable.startswith(_PREFIX):
            continue
        top, _, rest = variable.removeprefix(_PREFIX).lower().partition("__")
        try:
            if key := names.get(variable):
                yield key.name, variable, _from_text(key, environ[variable])
            elif rest and _is_free(top):
                table = free.setdefault(top, _copied(flat.get(top, {})))
                _put(table, rest.split("__"), _literal(environ[variable]))
                yield top, variable, table
            elif meant := _meant(variable, names):
                fix = f'did you mean "{meant}"?'
                raise ConfigError("this variable sets no key of the config", fix=fix)
        except ConfigError as error:
            error.place = variable
            loaded.problems.append(error)


def variable_of(name: str) -> str:
    """The variable that sets a key.

    >>> variable_of("build.include")
    'L10N_BUILD__INCLUDE'
    """
    return _PREFIX + name.upper().replace(".", "__")


def _is_free(name: str) -> bool:
    return name in keys() and get_origin(keys()[name].kind) is Mapping


def _copied(table: Mapping[str, Any]) -> dict[str, Any]:
    return {k: _copied(v) if isinstance(v, Mapping) else v for k, v in table.items()}


def _put(table: dict[str, Any], path: Sequence[str], value: Any) -> None:
    """Sets a value in nested tables; a locale is spelt as it is, whatever a variable's case."""
    name = next((one for one in (*table, *tags.COMMON) if one.lower() == path[0]), path[0])
    if len(path) == 1:
        table[name] = value
    else:
        _put(table.setdefault(name, {}), path[1:], value)


def _literal(text: str) -> Any:
    """A value as TOML would read it; a string where it would not."""
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        return text


def _from_text(key: Key, text: str) -> Any:
    """A value of the key's type, for `_read` to judge: lists are separated by commas."""
    if key.kind == tuple[str, ...]:
        return [one.strip() for one in text.split(",") if one.strip()]
    return text if key.kind is str or get_origin(key.kind) is Literal else _literal(text.lower())


# --- values -----------------------------------------------------------------------------------


def _read(key: Key, value: Any) -> Any:
    """The value as the key's type; ConfigError for another, or for one that cannot be meant."""
    read = _typed(key.name, key.kind, value)
    if judge := _JUDGES.get(key.name):
        judge(key.name, read)
    return read


_NAMES = {str: "a string", bool: "true or false", int: "a whole number", float: "a number"}
LISTS = ("targets", "engine", "layout")
"""Keys whose value may be one string instead of a list."""


def _typed(name: str, kind: Any, value: Any) -> Any:
    """
    >>> _typed("targets", tuple[str, ...], "en")
    ('en',)
    >>> _typed("publish.threshold", float, 1)
    1.0
    """
    if type(None) in get_args(kind):
        (kind,) = (one for one in get_args(kind) if one is not type(None))
    if get_origin(kind) is Literal:
        if value not in get_args(kind):
            fix = did_you_mean(str(value), get_args(kind))
            raise ConfigError(f'{name} = "{value}" is not known', fix=fix)
        return value
    if kind == tuple[str, ...]:
        return _strings(name, value)
    if get_origin(kind) is Mapping:
        if not isinstance(value, Mapping):
            raise ConfigError(f"{name} must be a table", fix=f"[{name}]")
        return value
    if kind is float and type(value) is int:
        return float(value)
    if type(value) is not kind:
        raise ConfigError(f"{name} must be {_NAMES[kind]}", fix=f"{name.split('.')[-1]} = …")
    return value


def _strings(name: str, value: Any) -> tuple[str, ...]:
    if isinstance(value, str) and name in LISTS:
        return (value,)
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        fix = f'{name.split(".")[-1]} = ["…"]'
        raise ConfigError(f"{name} must be a list of strings", fix=fix)
    return tuple(value) or keys()[name].default


def _judge_locales(name: str, values: Sequence[str]) -> None:
    for locale in values:
        tags.known_locale(locale, name)


def _judge_rules(name: str, values: Sequence[str]) -> None:
    if not values:
        return
    from l10n.lang.ja.sentences import Rules  # 150 ms, and few projects have rules

    try:
        Rules.compile(break_=values, keep=values)
    except ValueError as error:
        raise ConfigError(
            f"{name} is not a regular expression",
            cause=str(error),
            fix="mend it; TOML's 'single quotes' keep backslashes",
        ) from error


def _judge_names(name: str, values: Sequence[str] | Mapping[str, Any]) -> None:
    """Names of plugins: they have to be installed."""
    if values == keys()[name].default:
        return  # our own are there: no look at all that is installed
    from l10n.plugins import names

    family = {"engine": "engines", "layout": "publishers"}.get(name, name)
    for one in values:
        if one not in names(family):
            noun = name.removesuffix("s")
            fix = did_you_mean(one, list(names(family)))
            place = f"{name}.{one}" if isinstance(values, Mapping) else name
            raise ConfigError(f'unknown {noun} "{one}"', place=place, fix=fix)


def _judge_levels(name: str, table: Mapping[str, Any]) -> None:
    from l10n.plugins import names

    known = [*names("checks"), *names("catalog_checks")]
    for check, level in table.items():
        if isinstance(level, Mapping):
            tags.known_locale(check, f"{name}.{check}")
            _judge_levels(f"{name}.{check}", level)
        elif check not in known:
            fix = did_you_mean(check, known)
            raise _at_key(name, check, f'unknown key "{check}" in [{name}]', fix)
        elif level not in LEVELS:
            fix = did_you_mean(str(level), LEVELS)
            raise _at_key(name, check, f'{check} = "{level}" is no severity', fix)


def _judge_gate(name: str, table: Mapping[str, Any]) -> None:
    hints = get_type_hints(Gate)
    for key, value in table.items():
        if isinstance(value, Mapping):
            tags.known_locale(key, f"{name}.{key}")
            _judge_gate(f"{name}.{key}", value)
        elif key not in hints:
            fix = did_you_mean(key, list(hints))
            raise _at_key(name, key, f'unknown key "{key}" in [{name}]', fix)
        elif _typed(f"{name}.{key}", hints[key], value) < 0 or (
            key == "min_reviewed" and value > 1
        ):
            fix = f"{key} = 0.8" if key == "min_reviewed" else f"{key} = 30"
            raise _at_key(name, key, f"{name}.{key} = {value} cannot be met", fix)


def _at_key(table: str, key: str, what: str, fix: str) -> ConfigError:
    return ConfigError(what, place=f"{table}.{key}", fix=fix)


def _judge_address(name: str, url: str) -> None:
    if url and not url.startswith(("https://", "http://")):
        fix = 'base_url = "https://example.com/magazine"'
        raise ConfigError(f'{name} = "{url}" is no absolute address', fix=fix)


def _judge_database(name: str, url: str) -> None:
    if url and not url.startswith(("postgresql://", "postgres://")):
        fix = 'database = "postgresql://user@host/magazine"'
        raise ConfigError(f"{name} is no address of a PostgreSQL database", fix=fix)


def _judge_positive(name: str, value: float) -> None:
    if value <= 0:
        raise ConfigError(f"{name} = {value:g} must be more than 0", fix=f"remove {name}")


RECORDS = ("reviewer", "time")
"""What `[review] record` can name."""


def _judge_record(name: str, values: Sequence[str]) -> None:
    table, _, key = name.partition(".")
    for value in values:
        if value not in RECORDS:
            fix = did_you_mean(value, RECORDS)
            raise _at_key(table, key, f'unknown record "{value}"', fix)


_JUDGES: Mapping[str, Callable[[str, Any], None]] = {
    "targets": _judge_locales,
    "segmentation.break": _judge_rules,
    "segmentation.keep": _judge_rules,
    "engine": _judge_names,
    "layout": _judge_names,
    "formats": _judge_names,
    "engines": _judge_names,
    "checks": _judge_levels,
    "gate": _judge_gate,
    "review.record": _judge_record,
    "publish.base_url": _judge_address,
    "scale.database": _judge_database,
    "scale.batch": _judge_positive,
    "scale.heartbeat": _judge_positive,
}


# --- places -----------------------------------------------------------------------------------


def line_of(text: str, name: str, within: str = "") -> int:
    r"""The line of a TOML file on which a key is set, or its table begins; 0 when it is not found.

    >>> line_of('engine = "tm"\n[build]\ninclude = "approved"\n', "build.include")
    3
    >>> line_of("segmentation = { mode = 'block' }", "segmentation.mode")
    1
    >>> line_of("[tool.l10n.gate.en]\nmax_findings = 3\n", "gate.en.max_findings", "tool.l10n")
    2
    """
    found = _lines(text)
    wanted = f"{within}.{name}" if within else name
    while wanted and wanted != within:
        if wanted in found:
            return found[wanted]
        wanted = wanted.rpartition(".")[0]
    return 0


@lru_cache(maxsize=2)
def _lines(text: str) -> dict[str, int]:
    """The first line of each table and key of a TOML file, by its whole name."""
    table = ""
    found: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if head := _HEAD.match(line):
            table = head[1].replace(" ", "").replace('"', "")
            for end in (*(dot.start() for dot in re.finditer(r"\.", table)), len(table)):
                found.setdefault(table[:end], number)
        elif key := _KEY.match(line):
            short = key[1].replace(" ", "").replace('"', "")
            found.setdefault(f"{table}.{short}" if table else short, number)
    return found
