"""The config: what is in force and where from, whether it is right, and its JSON schema."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from typing import Any

from l10n.cli.output import leave, print_json, tell
from l10n.cli.scope import Scope
from l10n.config import Config, Loaded, keys
from l10n.errors import ConfigError, L10nError, did_you_mean
from l10n.project import Project, find, find_config


def show(scope: Scope, name: str) -> None:
    """Each key with its value and where it was set; one key, or the keys of one table."""
    _, loaded = find_config(scope.project)
    if loaded.problems:
        raise loaded.problems[0]
    rows = {one: _value(loaded.config, one) for one in _wanted(name)}
    data = {one: {"value": value, "from": _origin(loaded, one)} for one, value in rows.items()}
    lines = (f"{one} = {_toml(value)}  # {_origin(loaded, one)}" for one, value in rows.items())
    tell(scope, data, *lines)


def _wanted(name: str) -> list[str]:
    found = [one for one in keys() if not name or one == name or one.startswith(f"{name}.")]
    if not found:
        raise ConfigError(f'there is no key "{name}"', fix=did_you_mean(name, list(keys())))
    return found


def _value(config: Config, name: str) -> Any:
    key = keys()[name]
    value = getattr(config if key.owner is Config else config.publish, key.field)
    if name == "scale.database":
        from l10n.postgres import shown  # whoever shows a config has not asked to see the password

        return shown(value)
    return value


def _origin(loaded: Loaded, name: str) -> str:
    return loaded.origins.get(name, "default")


def _toml(value: Any) -> str:
    """
    >>> _toml({"en": {"number": "off"}, "zh_Hans": ["a", 1.5, True]})
    '{ en = { number = "off" }, zh_Hans = ["a", 1.5, true] }'
    """
    if isinstance(value, Mapping):
        inner = ", ".join(f"{_name(key)} = {_toml(one)}" for key, one in value.items())
        return f"{{ {inner} }}" if inner else "{}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_toml, value))}]"
    return json.dumps(value, ensure_ascii=False)


def _name(key: str) -> str:
    return key if key.replace("_", "").replace("-", "").isalnum() and key.isascii() else _toml(key)


def check(scope: Scope) -> None:
    """Every problem, with its place and fix, and what should be changed; exit 2 with a problem."""
    path, loaded = find_config(scope.project)
    problems = list(loaded.problems) or list(_of_plugins(find(scope.project)))
    data = {
        "file": path.name,
        "problems": [
            {"place": e.place, "what": e.what, "cause": e.cause, "fix": e.fix} for e in problems
        ],
        "notes": loaded.notes,
    }
    fine = [] if problems else [f"{path.name}: no problems"]
    tell(scope, data, *map(str, problems), *loaded.notes, *fine)
    if problems:
        leave(2)


def _of_plugins(project: Project) -> Iterator[L10nError]:
    """What the formats and engines of the project say of their options; none is asked anything."""
    from l10n import plugins
    from l10n.plugin import EngineSettings

    config = project.config
    for name in config.formats:
        try:
            plugins.names("formats")[name].load()(config.formats[name])
        except L10nError as error:
            yield error
    for name in dict.fromkeys((*config.engine, *config.engines)):
        try:
            options = config.engines.get(name, {})
            plugins.engine(name, EngineSettings(options, project.root, os.environ)).close()
        except L10nError as error:
            yield error


def schema(scope: Scope) -> None:
    """The JSON schema; it is one whatever the format."""
    from l10n.schema import schema as made

    if not scope.quiet:
        print_json(made())
