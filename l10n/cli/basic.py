"""What commands have in common, and those that load no more of the tool than this."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

import typer

from l10n import flow
from l10n.cli.progress import Progress
from l10n.flow import Flow, start
from l10n.project import Writer, find
from l10n.segment import Mode


def begin(
    project: Path | None,
    articles: Sequence[Path] | None,
    locales: Sequence[str] | None,
    *,
    dry: bool = False,
    quiet: bool = False,
) -> Flow:
    """A run of the tool over the chosen articles, with its progress on stderr."""
    run = start(find(project), articles=articles or (), locales=locales or (), dry=dry)
    if not quiet:
        run.progress = Progress(sys.stderr)
    return run


def leave(status: int) -> NoReturn:
    """Ends the command with an exit status."""
    raise typer.Exit(status)


def print_json(data: object) -> None:
    """`data` on stdout."""
    import json

    typer.echo(json.dumps(data, ensure_ascii=False, indent=2))


def report(writer: Writer, *, quiet: bool, form: str, **more: Any) -> None:
    """The files that a run wrote or would write, as text or JSON with `more` in it."""
    if form == "json":
        print_json({"changed": list(writer.changed), **more})
        return
    if quiet:
        return
    for path in writer.rescued:
        typer.echo(f"{path}: holds an edit again that a killed run had in hand")
    verb = "would change" if writer.dry else "wrote"
    for path in writer.changed:
        typer.echo(f"{verb} {path}")
    if not writer.changed:
        typer.echo("nothing to write: everything is up to date")


def extract(
    project: Path | None, articles: Sequence[Path] | None, *, dry: bool, quiet: bool, form: str
) -> None:
    """Templates; with `dry` exit 1 if one would change."""
    run = begin(project, articles, [], dry=dry, quiet=quiet)
    flow.extract_stage(run)
    report(run.writer, quiet=quiet, form=form)
    if dry and run.writer.changed:
        leave(1)


def segments(file: Path, mode: Mode | None, *, form: str) -> None:
    """The segments of one file, with the line each begins on; by the rules of the project
    around it, if there is one."""
    rows = flow.segments(file, mode)
    if form == "json":
        print_json(
            [
                {
                    "line": number,
                    "text": part.msgid,
                    "role": part.role,
                    "section": part.section,
                    "note": part.note,
                    "msgctxt": part.msgctxt,
                }
                for number, part in rows
            ]
        )
        return
    for number, part in rows:
        typer.echo(f"{number:5}  {part.role:<16}  {part.msgid}")
