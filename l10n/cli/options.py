"""The options that commands share: each is spelled and explained here, once."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import fields
from functools import wraps
from inspect import Parameter
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from l10n.cli import complete
from l10n.cli.scope import Scope

Articles = Annotated[
    list[Path] | None, typer.Argument(help="Articles or folders; default: all of them.")
]
Locales = Annotated[
    list[str] | None,
    typer.Option(
        "--locale", "-l", help="Only this target; repeatable.", autocompletion=complete.locales
    ),
]
Locale = Annotated[
    str, typer.Option("--locale", "-l", help="The target.", autocompletion=complete.locales)
]
Since = Annotated[
    str,
    typer.Option(
        "--since", metavar="REV", help="Only what has changed since this git revision's branch."
    ),
]
ProjectDir = Annotated[
    Path | None,
    typer.Option("--project", help="Project folder; default: the nearest upward with a config."),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")]
Dry = Annotated[
    bool, typer.Option("--check", help="Write nothing; exit 1 if something would change.")
]
AsFormat = Annotated[Literal["text", "json"], typer.Option("--format", help="Output format.")]
ReportFormat = Annotated[
    Literal["text", "json", "sarif", "junit", "github", "gitlab"],
    typer.Option("--format", help="Report format."),
]
LedgerFormat = Annotated[
    Literal["text", "json", "csv", "html"], typer.Option("--format", help="Output format.")
]
DiffFormat = Annotated[
    Literal["text", "markdown", "json"], typer.Option("--format", help="Output format.")
]
Codec = Annotated[
    str,
    typer.Option("--as", help="The file's kind, if its suffix does not say: xliff-2.0 …"),
]
Layouts = Annotated[
    list[str] | None,
    typer.Option(
        "--layout",
        help="What to make: site, hugo, mkdocs …; default: the config's.",
        autocompletion=complete.layouts,
    ),
]
MaxChars = Annotated[
    int | None,
    typer.Option("--max-chars", min=0, help="Stop before more characters are sent to engines."),
]
MaxCost = Annotated[
    float | None,
    typer.Option("--max-cost", min=0, help="Stop before more US dollars are spent on engines."),
]
Distributed = Annotated[
    bool,
    typer.Option(
        "--distributed", help="Let the workers of [scale] database do it (`l10n worker`)."
    ),
]
Retry = Annotated[bool, typer.Option("--retry", help="Ask again for what an engine refused.")]


_HINTS: dict[str, Any] = {
    "articles": Articles,
    "locale": Locales,
    "since": Since,
    "dry": Dry,
    "project": ProjectDir,
    "quiet": Quiet,
    "form": AsFormat,
}
_DEFAULTS = {one.name: one.default for one in fields(Scope)}


def shares(*names: str, **instead: Any) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """A command that is given a Scope, and on the command line has the options of these names.

    Options of its own stand between them and `project`, `quiet` and `form`, which every command
    has. `instead` explains an option otherwise: `form=ReportFormat`.
    """
    hints, always = _HINTS | instead, ("project", "quiet", "form")

    def shared(*wanted: str) -> list[Parameter]:
        return [_parameter(name, hints[name], _DEFAULTS[name]) for name in wanted]

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        _, *own = inspect.signature(command, eval_str=True).parameters.values()
        mine = [_parameter(one.name, one.annotation, one.default) for one in own]
        parameters = [*shared(*names), *mine, *shared(*always)]

        @wraps(command)
        def run(**values: Any) -> None:
            scope = Scope(**{name: values.pop(name) for name in (*names, *always)})
            command(scope, **values)

        run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
        run.__annotations__ = {one.name: one.annotation for one in parameters}
        return run

    return decorate


def _parameter(name: str, annotation: Any, default: Any) -> Parameter:
    return Parameter(name, Parameter.KEYWORD_ONLY, default=default, annotation=annotation)
