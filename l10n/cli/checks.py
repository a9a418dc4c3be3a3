"""Findings, waivers, and the ledger of figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

import typer

from l10n import pipeline, reports
from l10n.cli.basic import begin, planned
from l10n.cli.output import count, leave, tell, today
from l10n.cli.scope import Scope
from l10n.cli.table import table
from l10n.errors import UsageError
from l10n.flow import Flow
from l10n.model import Finding
from l10n.portions import Plan
from l10n.project import from_repository
from l10n.stages.check import (
    check_file,
    check_stage,
    fix_stage,
    judge_files,
    ledger_stage,
    waive_stage,
)
from l10n.stages.gate import gate_stage
from l10n.stages.update import merge_only


def check(scope: Scope, *, fix: bool, distributed: bool = False) -> None:
    """Findings of the project's catalogs, or of PO files by path; exit 1 if there are any."""
    chosen = scope.articles or ()
    if chosen and all(path.suffix in (".po", ".pot") for path in chosen):
        if fix:
            hint = "run `l10n check --fix` in the project, without PO files"
            raise UsageError("--fix needs a project: drafts are known by it", fix=hint)
        tell_findings(scope, [one for path in chosen for one in check_file(path)], Path())
    else:
        run = planned(scope, distributed=distributed)
        if fix or run.is_one or run.project.config.gate:
            found = _of_project(run.together(), scope, fix=fix)
        else:
            found = _of_large_project(run)
        tell_findings(scope, found, run.project.root)


def _of_project(flow: Flow, scope: Scope, *, fix: bool) -> list[Finding]:
    if fix:
        repaired = f"{count(fix_stage(flow), 'draft')} repaired"
        if not scope.quiet:
            typer.echo(repaired, err=scope.form != "text")
    found = check_stage(flow)
    barred = gate_stage(flow, found, today())
    return [
        *(finding for group in found.values() for finding in group),
        *barred,
        *judge_files(flow),
    ]


def _of_large_project(run: Plan) -> list[Finding]:
    return [finding for group in pipeline.check(run) for finding in group]


def tell_findings(scope: Scope, found: Sequence[Finding], folder: Path) -> None:
    """The report of findings in files below `folder`; exit 1 when one is an error or a warning."""
    if scope.form in reports.FOR_SERVICES:
        found = [replace(one, file=from_repository(folder, one.file)) for one in found]
    severities = Counter(finding.severity for finding in found)
    summary = {name: severities[name] for name in ("error", "warning", "info")}
    if not scope.quiet:
        typer.echo(reports.render(scope.form, found, summary), nl=False)
    if severities["error"] or severities["warning"]:
        leave(1)


def waive(scope: Scope, rule: str, place: str, *, undo: bool) -> None:
    """Accepts a finding, or takes that back."""
    file, _, line = place.rpartition(":")
    if not file or not line.isdigit():
        hint = "copy the place from the report of `l10n check`: locales/en/LC_MESSAGES/a.po:29"
        raise UsageError(f'"{place}" is no catalog and line', fix=hint)
    flow = begin(scope)
    path = Path(file) if Path(file).exists() else flow.project.root / file
    entry = waive_stage(flow, rule, path, int(line), undo=undo)
    verb = "accepted no more" if undo else "accepted"
    data = {"check": rule, "waived": not undo, **entry.key._asdict()}
    tell(
        scope,
        data | {"changed": list(flow.writer.changed)},
        f"{rule}: {verb} for {entry.key.msgid}",
    )


def ledger(scope: Scope, *, wrong: bool) -> None:
    """The table of figures, dates and names."""
    from l10n import ledger as made
    from l10n.ledger_page import as_html

    flow = begin(scope)
    merge_only(flow)
    rows, names = ledger_stage(flow), list(flow.locales)
    bad = [r for r in rows if any(c.verdict in ("wrong", "missing") for c in r.cells.values())]
    shown = bad if wrong else rows
    if scope.form in ("csv", "html"):
        write = made.as_csv if scope.form == "csv" else as_html
        if not scope.quiet:
            typer.echo(write(shown, names), nl=False)
        return
    counted = f"{len(rows)} figures, dates and names; {len(bad)} to look at"
    lines = table((*made.HEADS, *names), made.lines(shown, names))
    tell(scope, {"rows": [asdict(row) for row in shown]}, lines, counted)
