"""Several machines: the worker, and the crowd of them as a run sees it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from l10n.cli.output import opened, tell
from l10n.cli.progress import Progress
from l10n.cli.scope import Scope
from l10n.errors import UsageError
from l10n.flow import silent
from l10n.postgres import INSTALL, shown
from l10n.project import Project, nearest

if TYPE_CHECKING:
    from l10n.scale.crowd import Crowd

_FIX = 'set [scale] database = "postgresql://…", or the variable L10N_SCALE__DATABASE'


def crowd(scope: Scope, project: Project) -> Crowd:
    """The workers of a project for `--distributed`; UsageError where it has no database for them."""
    _refuse_alone(project, "--distributed")
    from l10n.scale.crowd import Crowd

    return Crowd(project, silent if scope.quiet else Progress(sys.stderr))


def worker(scope: Scope, engines: Sequence[str], *, drain: bool) -> None:
    """Works until it is stopped; says what it has done."""
    project = _project(scope)
    _refuse_alone(project, "l10n worker")
    from l10n.scale.worker import Worker, ready_engines

    def say(line: str) -> None:
        if not scope.quiet:
            typer.echo(line, err=True)

    made = Worker(project, ready_engines(project, engines), say)
    say(f"worker {made.name} on {shown(project.config.database)}: {', '.join(made.queues)}")
    done = made.run(drain=drain)
    data = {"batches": done.batches, "texts": done.texts, "catalogs": done.catalogs}
    tell(scope, data, "; ".join(f"{name}: {number}" for name, number in data.items()))


def _project(scope: Scope) -> Project:
    """The checkout that a worker was started in, or what the environment says."""
    from pathlib import Path

    if scope.project or nearest(Path.cwd()):
        return opened(scope)
    _needs_driver()
    from l10n.scale.worker import without_checkout

    return without_checkout()


def _refuse_alone(project: Project, what: str) -> None:
    if not project.config.database:
        raise UsageError(f"{what} needs a database that all machines share", fix=_FIX)
    _needs_driver()


def _needs_driver() -> None:
    from importlib.util import find_spec

    for name in ("psycopg", "procrastinate"):
        if not find_spec(name):
            raise UsageError("several machines need an extra", cause=f"no {name}", fix=INSTALL)
