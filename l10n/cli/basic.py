"""What commands have in common, and those that load no more of the tool than this."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from l10n import flow
from l10n.cli.output import leave, opened, report, tell
from l10n.cli.progress import Progress
from l10n.cli.scope import Scope
from l10n.flow import Flow
from l10n.project import Project
from l10n.segment import Mode
from l10n.since import Touched, touched

if TYPE_CHECKING:
    from l10n.crowd import Crowd
    from l10n.portions import Plan


def begin(scope: Scope) -> Flow:
    """A run of the tool over what was chosen, with its progress on stderr."""
    return planned(scope).together()


def planned(scope: Scope, *, distributed: bool = False) -> Plan:
    """The same for a project of any size: some articles at a time; with workers if they are wanted."""
    from l10n.portions import plan

    project = opened(scope)
    run = plan(
        project,
        articles=scope.articles or (),
        locales=scope.locale or (),
        touched=touched_by(scope, project),
        dry=scope.dry,
    )
    if not scope.quiet:
        run.progress = Progress(sys.stderr)
    run.crowd = crowd(scope, project, wanted=distributed)
    return run


def crowd(scope: Scope, project: Project, *, wanted: bool) -> Crowd | None:
    """The workers of a project for `--distributed`; None without it, and nothing is loaded."""
    if not wanted:
        return None
    from l10n.cli import scale

    return scale.crowd(scope, project)


def touched_by(scope: Scope, project: Project) -> Touched | None:
    """What `--since` limits a run to; None without it."""
    return touched(project, scope.since) if scope.since else None


def extract(scope: Scope) -> None:
    """Templates; with `--check` exit 1 if one would change."""
    project = opened(scope)
    writer = flow.extract_only(
        project,
        articles=scope.articles or (),
        touched=touched_by(scope, project),
        dry=scope.dry,
    )
    report(scope, writer)
    if scope.dry and writer.changed:
        leave(1)


def segments(scope: Scope, file: Path, mode: Mode | None) -> None:
    """The segments of one file, with the line each begins on; by the rules of the project
    around it, if there is one."""
    rows = flow.segments(file, mode, opened(scope) if scope.project else None)
    data = [
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
    tell(scope, data, *(f"{number:5}  {part.role:<16}  {part.msgid}" for number, part in rows))
