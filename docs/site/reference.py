"""docs/reference/ from the code: commands, configuration, engines, JSON, exit status (`make goldens`)."""

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer.main
from schemas import schema_of

from l10n import errors, plugins
from l10n.cli.app import app
from l10n.cli.outputs import OUTPUTS
from l10n.engines import _service
from l10n.plugin import Capabilities, EngineSettings
from l10n.schema import schema as config_schema

ROOT = Path(__file__).parents[2]
HERE = ROOT / "docs" / "reference"
NOTE = "<!-- made by `make goldens` from the code: edit the code -->\n"


def pages() -> dict[str, str]:
    """The files of docs/reference/, by name."""
    made = {
        "commands.md": commands(),
        "configuration.md": configuration(),
        "engines.md": engines(),
        "exit-status.md": exit_status(),
        "json.md": outputs(),
    }
    return made | {f"schemas/{name}": text for name, text in schemas().items()}


# --- commands


def every_command() -> dict[str, Any]:
    """Each command that does something, by its name behind `l10n`."""
    return dict(_commands(typer.main.get_command(app), ""))


def _commands(command: Any, name: str) -> Iterator[tuple[str, Any]]:
    inner = getattr(command, "commands", None)
    if inner is None:
        yield name, command
        return
    for child, one in inner.items():
        if not one.hidden:
            yield from _commands(one, f"{name} {child}".strip())


def commands() -> str:
    """Every command with its arguments and options, in the order of `l10n --help`."""
    root = typer.main.get_command(app)
    parts = [
        NOTE,
        "# Commands\n",
        "`l10n --help` lists them in the order of the flow, `l10n COMMAND --help` explains one. "
        "[Exit status](exit-status.md) and [JSON output](json.md) have pages of their own.\n",
        _table(_OPTIONS, _options(root.params)),
    ]
    for name, command in every_command().items():
        parts += [
            f"## l10n {name}\n",
            f"{_text(command.help)}\n",
            f"`{_usage(name, command)}`\n",
        ]
        arguments = [p for p in command.params if p.param_type_name == "argument"]
        rows = [(f"`{_shown(p)}`", _text(p.help or _ARGUMENTS.get(p.name, ""))) for p in arguments]
        rows += _options([p for p in command.params if p.param_type_name == "option"])
        parts.append(_table(_OPTIONS, rows))
    return "\n".join(parts)


_OPTIONS = ("option", "means")
_ARGUMENTS = {
    "base": "git's `%O`: the common ancestor.",
    "ours": "git's `%A`: our version, and where the result goes.",
    "theirs": "git's `%B`: their version.",
    "name": "git's `%P`: the path, for messages.",
}


def _usage(name: str, command: Any) -> str:
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    shown = [_shown(p) if p.required else f"[{_shown(p)}]" for p in arguments]
    return " ".join([f"l10n {name}", "[OPTIONS]", *shown])


def _shown(argument: Any) -> str:
    name = argument.metavar or argument.name.upper()
    return f"{name}…" if argument.nargs == -1 else name


def _options(options: list[Any]) -> list[tuple[str, str]]:
    return [(_flags(one), _explained(one)) for one in options]


def _flags(option: Any) -> str:
    names = [*option.opts, *option.secondary_opts]
    value = (
        ""
        if option.is_flag or _choices(option)
        else f" {option.metavar or option.type.name.upper()}"
    )
    return " ".join(f"`{name}{value}`" for name in names)


def _choices(option: Any) -> list[str]:
    return list(getattr(option.type, "choices", ()))


def _explained(option: Any) -> str:
    """The help text; what can be chosen; the default where it says something."""
    text, default = _text(option.help), option.default
    if choices := _choices(option):
        text = f"{text} One of {', '.join(f'`{one}`' for one in choices)}."
    if option.is_flag or default in (None, "", ()) or callable(default):
        return text
    return f"{text} Default: `{default}`."


def _table(heads: tuple[str, str], rows: list[tuple[str, str]]) -> str:
    if not rows:
        return ""
    lines = [f"| {left} | {right} |" for left, right in (heads, *rows)]
    return "\n".join([lines[0], "|---|---|", *lines[1:]]) + "\n"


def _text(plain: str) -> str:
    """Plain text as Markdown: outside of code `<domain>` is no tag, and a bar ends no cell."""
    pieces = re.split(r"(`[^`]*`)", plain.strip())
    pieces[::2] = [one.replace("<", "&lt;").replace("|", "\\|") for one in pieces[::2]]
    return "".join(pieces)


# --- configuration


def configuration() -> str:
    """Every key, from the schema of the config."""
    top = config_schema()["properties"]
    tables = {name: one for name, one in top.items() if _table_of(one)}
    parts = [
        NOTE,
        "# Configuration\n",
        "`[tool.l10n]` in `pyproject.toml`, or the same keys in `l10n.toml`. An unknown key is an error with its line "
        "and a suggestion; `l10n config check` names all problems at once, `l10n config show` what is in force and where "
        "it was set. The environment goes before the file: `L10N_ENGINE=pseudo,tm`, `L10N_PUBLISH__BASE_URL=…` (`__` is "
        "the dot). For editors there is a JSON schema: `l10n config schema`, or "
        "[config.schema.json](../config.schema.json).\n",
        _keys({name: one for name, one in top.items() if name not in tables}),
    ]
    for name, one in tables.items():
        parts += _section(name, one)
    return "\n".join(filter(None, parts))


def _section(name: str, schema: dict[str, Any]) -> Iterator[str]:
    table = _table_of(schema)
    assert table is not None
    yield f"## [{name}]\n"
    if text := _MORE.get(name) or schema.get("description"):
        yield f"{text}\n"
    inner = {key: one for key, one in table["properties"].items() if _table_of(one)}
    yield _keys({key: one for key, one in table["properties"].items() if key not in inner})
    for key, one in inner.items():
        if _table_of(one):
            yield from _section(f"{name}.{key}", one)


_MORE = {
    "checks": "The severity of a check: `error`, `warning`, `info` or `off`; `[checks.<locale>]` for one locale. "
    "What each says, with an example: [checks](../checks.md).",
    "engines": "Options of one engine each; keys come from the environment. What each takes: "
    "[engine properties](engines.md), [engines](../engines.md).",
    "formats": "What is translated in articles of a format: [formats](../formats.md).",
    "gate": "What `l10n check` and `l10n sync --check` let pass ([CI](../ci.md)); `[gate.<locale>]` for one locale.",
    "publish": "What pages say and show: [layouts](../layouts.md).",
}


def _table_of(schema: dict[str, Any]) -> dict[str, Any] | None:
    """The table that a key can be; None for a plain value. One of free keys has none to list."""
    return next((one for one in schema.get("anyOf", [schema]) if one.get("properties")), None)


def _keys(keys: dict[str, Any]) -> str:
    if keys and not any("description" in one for one in keys.values()):
        return (
            ", ".join(f"`{name}`" for name in keys) + "\n"
        )  # checks, engines: pages say more of each
    return _table(("key", "means"), [(f"`{name}`", _meaning(one)) for name, one in keys.items()])


def _meaning(schema: dict[str, Any]) -> str:
    kind = f"{_kind(schema)[0].upper()}{_kind(schema)[1:]}" if _kind(schema) else ""
    parts = [f"{kind}.", _text(schema.get("description", ""))]
    if "default" in schema:
        parts.append(f"Default: `{json.dumps(schema['default'], ensure_ascii=False)}`.")
    return " ".join(filter(None, parts))


# --- engines


def engines() -> str:
    """What each engine can carry, needs and takes, as its class says."""
    parts = [
        NOTE,
        "# Engine properties\n",
        "How to choose one, and what happens when one fails: [engines](../engines.md). Options stand in "
        "`[engines.<name>]`; keys come from the environment.\n",
    ]
    for name, point in sorted(plugins.names("engines").items()):
        if not point.value.startswith("l10n."):
            continue
        made = point.load()
        engine = made(EngineSettings({}, Path(), {}))
        parts += [
            f"## {name}\n",
            _first_line(made) + "\n",
            _table(("engine", name), _engine_rows(engine, point.module)),
        ]
    return "\n".join(parts)


def engine_options(engine: Any, module: str) -> tuple[str, ...]:
    """The keys that `[engines.<name>]` takes."""
    from importlib import import_module

    if isinstance(engine, _service.Service):
        return (*_service._OPTIONS, *engine.options)
    return getattr(import_module(module), "_OPTIONS", ())


def _engine_rows(engine: Any, module: str) -> list[tuple[str, str]]:
    can: Capabilities = engine.capabilities
    variables = getattr(engine, "key_variables", ())
    options = engine_options(engine, module)
    rows = [
        ("options", " ".join(f"`{one}`" for one in options) or "none"),
        ("environment", " ".join(f"`{one}`" for one in variables) or "nothing"),
        (
            "figures and dates",
            "written in the target's form before sending" if can.figures else "as in the source",
        ),
        ("terms", "applied by the engine" if can.glossary else "written in before sending"),
        ("markup", {"tokens": "tokens (`XQ1X`)"}.get(can.markup, can.markup.upper())),
        ("emphasis", "kept" if can.emphasis else "left out"),
        ("context", "title and neighbours" if can.context else "none"),
        ("examples", "approved pairs that are like the text" if can.examples else "none"),
        ("a call", f"up to {can.items:,} texts, {can.characters:,} characters"),
        ("price", f"{can.price:g} US dollars a million characters" if can.price else "none"),
    ]
    if can.pivot:
        rows.insert(2, ("translates from", f"approved `{can.pivot}`"))
    return rows


def _first_line(thing: Any) -> str:
    return str(thing.__doc__ or "").strip().split("\n")[0]


# --- exit status


def exit_status() -> str:
    """Every exit status, and the errors behind them."""
    parts = [
        NOTE,
        "# Exit status\n",
        "| status | means |\n|---|---|",
        *(f"| {status} | {meaning} |" for status, meaning in errors.EXIT_STATUS.items()),
        "\nFindings in drafts are normal: `sync`, `translate` and `build` count them and exit 0. `l10n check` and the "
        "`--check` modes are the gates.\n",
        "## Errors\n",
        "An error names the place, what is wrong, the cause and a fix, on stderr. Programs that import `l10n` catch "
        "these classes of `l10n.errors`:\n",
        "| class | status | means |\n|---|---|---|",
        *_errors(errors.L10nError, 0),
    ]
    return "\n".join(parts) + "\n"


def _errors(kind: type[errors.L10nError], depth: int) -> Iterator[str]:
    indent = "&nbsp;&nbsp;" * depth
    yield f"| {indent}`{kind.__name__}` | {kind.exit_status} | {_first_line(kind)} |"
    for one in kind.__subclasses__():
        if one.__module__ == kind.__module__:
            yield from _errors(one, depth + 1)


# --- JSON


def schemas() -> dict[str, str]:
    """A JSON schema for each command, by file name."""
    return {
        f"{name.replace(' ', '-')}.json": json.dumps(
            {"$schema": _DRAFT, "title": f"l10n {name} --format json", **schema_of(kind)},
            ensure_ascii=False,
            indent=2,
        )
        + "\n"
        for name, kind in OUTPUTS.items()
    }


_DRAFT = "https://json-schema.org/draft/2020-12/schema"


def outputs() -> str:
    """The fields of each command's JSON."""
    parts = [
        NOTE,
        "# JSON output\n",
        "Every command takes `--format json` and then prints one JSON value on stdout; progress and errors go to "
        "stderr. The schemas are in [schemas/](schemas/). Fields stay, with their names and meanings; new ones may come.\n",
    ]
    for name, kind in OUTPUTS.items():
        file = f"schemas/{name.replace(' ', '-')}.json"
        parts.append(f"## l10n {name}\n")
        for schema in _alternatives(schema_of(kind)):
            parts += [
                f"{schema['description']} ([schema]({file}))\n",
                _table(("field", "holds"), list(_fields(schema, ""))),
            ]
    return "\n".join(parts)


def _alternatives(schema: dict[str, Any]) -> list[dict[str, Any]]:
    if schema.get("type") == "array":
        return [{**schema["items"], "description": f"A list. {schema['items']['description']}"}]
    if "properties" not in schema and "anyOf" not in schema:
        return [{"description": "By name.", "properties": {"*": schema["additionalProperties"]}}]
    return list(schema.get("anyOf", [schema]))


def _fields(schema: dict[str, Any], prefix: str) -> Iterator[tuple[str, str]]:
    """One row a field, those of objects inside after it: `findings[].line`."""
    for name, one in schema.get("properties", {}).items():
        path = f"{prefix}{name}"
        yield f"`{path}`", f"{_kind(one)}. {one.get('description', '')}".rstrip()
        for inner, mark in _inside(one):
            yield from _fields(inner, f"{path}{mark}.")


def _inside(schema: dict[str, Any]) -> Iterator[tuple[dict[str, Any], str]]:
    for one in schema.get("anyOf", [schema]):
        if "properties" in one:
            yield one, ""
        if "items" in one:
            yield one["items"], "[]"
        if isinstance(one.get("additionalProperties"), dict):
            yield one["additionalProperties"], ".*"


def _kind(schema: dict[str, Any]) -> str:
    if "enum" in schema:
        return " or ".join(f'`"{one}"`' for one in schema["enum"])
    if "anyOf" in schema:
        return " or ".join(map(_kind, schema["anyOf"]))
    if schema.get("type") == "array":
        return f"list of {_kind(schema['items']) or 'value'}s"
    return {"object": "table", "boolean": "true or false"}.get(
        schema.get("type", ""), schema.get("type", "")
    )


# --- architecture


def layers() -> str:
    """The layers of import-linter's contract, from the top down."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contract = settings["tool"]["importlinter"]["contracts"][0]
    return "\n".join(contract["layers"])


def architecture(page: str) -> str:
    """docs/architecture.md with the contract as it is."""
    block = f"<!-- layers -->\n```text\n{layers()}\n```\n<!-- end of layers -->"
    return re.sub(r"<!-- layers -->.*?<!-- end of layers -->", block, page, flags=re.DOTALL)


def main() -> None:
    """Writes the pages anew, and takes away those that are no longer made."""
    page = ROOT / "docs" / "architecture.md"
    page.write_text(architecture(page.read_text("utf-8")), "utf-8")
    made = pages()
    for path in HERE.rglob("*.*"):
        if path.relative_to(HERE).as_posix() not in made:
            path.unlink()
    for name, text in made.items():
        (HERE / name).parent.mkdir(parents=True, exist_ok=True)
        (HERE / name).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
