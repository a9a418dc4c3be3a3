"""The commands that write: pipeline runs, their summaries on stdout, their exit statuses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import typer

from l10n import pipeline
from l10n.budget import Limits
from l10n.cli.basic import begin, crowd, planned
from l10n.cli.output import (
    count,
    fail_if,
    fallback_lines,
    finding_line,
    leave,
    opened,
    report,
    tally_fields,
    tally_line,
    tell,
)
from l10n.cli.progress import duration
from l10n.cli.scope import Scope
from l10n.cli.table import table
from l10n.draft import Estimate
from l10n.model import Coverage, Edition, Finding
from l10n.reports.json import row
from l10n.stages.build import compile_stage
from l10n.stages.translate import estimates
from l10n.stages.update import merge_only


def stage(name: str, scope: Scope) -> None:
    """Runs one file-writing stage (update, normalize or build) and what it depends on in memory."""
    lines: list[str] = []
    more: dict[str, Any] = {}
    if name == "normalize":
        from l10n.stages.normalize import normalize_stage

        flow = begin(scope)
        normalize_stage(flow)
        writer = flow.writer
    else:
        run = planned(scope)
        writer = run.writer
        if name == "update":
            pipeline.update(run)
        else:
            lines, more = _said(pipeline.build(run))
    report(scope, writer, *lines, **more)
    if scope.dry and writer.changed:
        leave(1)


def _said(editions: Sequence[Edition]) -> tuple[list[str], dict[str, Any]]:
    """What is said of the editions, in lines and as data."""
    fallbacks = [finding for edition in editions for finding in edition.fallbacks]
    data = [_edition(e.path, e.translation, e.coverage) for e in editions]
    return fallback_lines(fallbacks), {"editions": data}


def _edition(path: str, translation: str, coverage: Coverage) -> dict[str, Any]:
    return {"path": path, "translation": translation, **counts(coverage)}


def counts(coverage: Coverage) -> dict[str, int]:
    """Segments by state."""
    return {
        "approved": coverage.approved,
        "draft": coverage.draft,
        "stale": coverage.stale,
        "untranslated": coverage.untranslated,
    }


def translate(
    scope: Scope, *, retry: bool, limits: Limits, estimate: bool, distributed: bool
) -> None:
    """Drafts; exit 3 when an engine failed, with what it answered kept."""
    if estimate:
        flow = begin(replace(scope, dry=True))
        merge_only(flow)
        _tell_estimates(scope, estimates(flow, retry=retry))
        return
    run = planned(scope, distributed=distributed)
    tally = pipeline.translate(run, retry=retry, limits=limits)
    report(scope, run.writer, tally_line(tally), **tally_fields(tally))
    fail_if(tally)


def _tell_estimates(scope: Scope, found: Mapping[str, Estimate]) -> None:
    """What each engine of the chain would be sent; nothing was sent or written."""
    rows = {
        name: {
            "segments": one.segments,
            "characters": one.characters,
            "cost": round(one.cost, 4),
            "seconds": round(one.seconds, 1),
        }
        for name, one in found.items()
    }
    lines = [
        (name, str(e.segments), f"{e.characters:,}", f"${e.cost:.2f}", duration(e.seconds))
        for name, e in found.items()
    ]
    shown = table(("engine", "segments", "characters", "cost", "time"), lines)
    note = "nothing was sent; at most, and for each engine as if it were alone"
    tell(scope, {"engines": rows}, shown, note)


def compile_catalogs(scope: Scope, *, drafts: bool) -> None:
    """MO files beside the catalogs; with `--check` exit 1 if one would change."""
    flow = begin(scope)
    merge_only(flow)
    compile_stage(flow, drafts=drafts)
    report(scope, flow.writer)
    if scope.dry and flow.writer.changed:
        leave(1)


def publish(scope: Scope, layouts: Sequence[str] | None, *, distributed: bool = False) -> None:
    """The published files, and what is wrong with them; with `--check` exit 1 for either."""
    project = opened(scope)
    writer, done = pipeline.publish(
        project,
        articles=scope.articles or (),
        locales=scope.locale or (),
        layouts=layouts or (),
        dry=scope.dry,
        crowd=crowd(scope, project, wanted=distributed),
    )
    rows = [
        {"article": p.name, "locale": p.locale, "slug": p.slug, "translation": p.translation}
        | {"translated": round(p.translated, 4), "indexed": p.indexed}
        for p in done.pages
    ]
    findings = [*map(row, done.findings)]
    summary = _publish_summary(layouts or project.config.layout, len(done.pages), done.findings)
    lines = map(finding_line, done.findings)
    report(scope, writer, *lines, summary, pages=rows, findings=findings)
    if scope.dry and (writer.changed or any(f.severity == "error" for f in done.findings)):
        leave(1)


def _publish_summary(layouts: Sequence[str], pages: int, findings: Sequence[Finding]) -> str:
    found = f"; {count(len(findings), 'finding')}" if findings else ""
    return f"{count(pages, 'page')} published ({', '.join(layouts)}){found}"


def demo(scope: Scope, folder: Path, *, show: bool) -> None:
    """The whole flow on the bundled article, and its edition, opened."""
    from l10n.cli import scaffold
    from l10n.cli.sync import sync
    from l10n.publishers._needs import missing

    here = replace(scope, project=folder, form="text", quiet=scope.quiet or scope.form == "json")
    note = scaffold.demo(folder)
    tell(here, {}, *filter(None, [note]))
    sync(here)
    if name := missing():
        tell(here, {}, f"no site: {name} is not installed (pip install 'honyaku[publish]')")
    else:
        publish(here, ())
    edition = scaffold.edition_of_demo(folder)
    tell(
        scope,
        {"project": str(folder), "edition": str(edition)},
        f"\nthe edition: {edition}",
        f"review the drafts in {folder / 'locales'}, then run:",
        f"  l10n sync --project {folder} && l10n publish --project {folder}",
    )
    if show:
        typer.launch(str(edition))
