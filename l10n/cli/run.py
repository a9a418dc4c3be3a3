"""The commands that write: pipeline runs, their summaries on stdout, their exit statuses."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import typer

from l10n import pipeline, reports
from l10n.budget import Limits
from l10n.cli.basic import begin, leave, opened, report, tell, touched_by
from l10n.cli.options import Scope
from l10n.cli.progress import Progress, duration
from l10n.cli.table import table
from l10n.draft import Estimate, Tally
from l10n.flow import Flow
from l10n.fresh import Fallback
from l10n.model import Coverage, Finding
from l10n.project import Project
from l10n.stages.build import build_stage
from l10n.stages.check import check_stage
from l10n.stages.translate import estimates, translate_stage
from l10n.stages.update import merge_only, normalize_stage, update_stage


def stage(name: str, scope: Scope) -> None:
    """Runs one file-writing stage (update, normalize or build) and what it depends on in memory."""
    flow = begin(scope)
    lines: list[str] = []
    more: dict[str, Any] = {}
    if name == "update":
        update_stage(flow)
    elif name == "normalize":
        normalize_stage(flow)
    else:
        lines, more = _build(flow)
    report(scope, flow.writer, *lines, **more)
    if scope.dry and flow.writer.changed:
        leave(1)


def _build(flow: Flow) -> tuple[list[str], dict[str, Any]]:
    """What is said of the editions, in lines and as data."""
    merge_only(flow)
    editions = build_stage(flow, check_stage(flow))
    fallbacks = [finding for edition in editions for finding in edition.fallbacks]
    data = [_edition(e.path, e.translation, e.coverage) for e in editions]
    return _fallback_lines(fallbacks), {"editions": data}


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


def _fallback_lines(fallbacks: Sequence[Finding | Fallback]) -> list[str]:
    return [f"{one.file}:{one.line}: published in Japanese: {one.message}" for one in fallbacks]


def translate(scope: Scope, *, retry: bool, limits: Limits, estimate: bool) -> None:
    """Drafts; exit 3 when an engine failed, with what it answered kept."""
    if estimate:
        flow = begin(replace(scope, dry=True))
        merge_only(flow)
        _tell_estimates(scope, estimates(flow, retry=retry))
        return
    flow = begin(scope)
    update_stage(flow)
    tally = translate_stage(flow, retry=retry, limits=limits)
    report(scope, flow.writer, _tally_line(tally), **_tally(tally))
    _fail_if(tally)


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


def _tally(tally: Tally) -> dict[str, Any]:
    return {
        "drafted": tally.drafted,
        "from_memory": tally.from_memory,
        "asked": tally.asked,
        "characters": tally.characters,
        "refused": tally.refused,
        "left": tally.left,
        "failures": [str(error) for error in tally.failures],
        "skipped": [str(error) for error in tally.skipped],
    }


def _tally_line(tally: Tally) -> str:
    drafts, calls = count(tally.drafted, "draft"), count(tally.asked, "engine call")
    line = f"{drafts} ({tally.from_memory} from the TM, {calls})"
    line = f"{line}, {count(tally.refused, 'answer')} refused" if tally.refused else line
    return f"{line}, {tally.left} left untranslated" if tally.left else line


def _fail_if(tally: Tally) -> None:
    for error in tally.skipped:
        typer.echo(f"note: {error}", err=True)
    for error in tally.failures:
        typer.echo(f"error: {error}", err=True)
    if tally.failures:
        left = f"{count(tally.left, 'sentence')} left" if tally.left else "nothing is left"
        typer.echo(
            f"the result is partial, {left}; what was answered is kept, run again to go on",
            err=True,
        )
        leave(max(error.exit_status for error in tally.failures))


def sync(scope: Scope, *, retry: bool = False, limits: Limits | None = None) -> None:
    """The whole flow, and a summary of it."""
    project = opened(scope)
    done = pipeline.sync(
        project,
        articles=scope.articles or (),
        locales=scope.locale or (),
        touched=touched_by(scope, project),
        dry=scope.dry,
        retry=retry,
        limits=limits,
        **({} if scope.quiet else {"progress": Progress(sys.stderr)}),
    )
    findings = Counter[str]()
    for receipt in done.receipts:
        findings.update(dict(receipt.findings))
    editions = [edition for receipt in done.receipts for edition in receipt.editions]
    fallbacks = _fallback_lines([one for receipt in done.receipts for one in receipt.fallbacks])
    summary = _summary(scope, project, done, findings)
    more = {"editions": editions, "findings": dict(findings), **_tally(done.tally)}
    report(scope, done.writer, *fallbacks, summary, **more)
    _fail_if(done.tally)
    if scope.dry and done.writer.changed:
        leave(1)


def _summary(
    scope: Scope, project: Project, done: pipeline.Synced, findings: Mapping[str, int]
) -> str:
    if not done.receipts and scope.since:
        return f"no article or catalog has changed since {scope.since}"
    if not done.receipts:
        return f"no articles in {project.display(project.source)}/ yet"
    locales = scope.locale or project.config.targets
    words = f"{count(len(done.receipts), 'article')} × {count(len(locales), 'locale')}"
    errors, warnings = (count(findings[kind], kind) for kind in ("error", "warning"))
    return f"{words}: {_tally_line(done.tally)}; {errors}, {warnings} in the catalogs"


def publish(scope: Scope, layouts: Sequence[str] | None) -> None:
    """The published files, and what is wrong with them; with `--check` exit 1 for either."""
    project = opened(scope)
    writer, done = pipeline.publish(project, layouts=layouts or (), dry=scope.dry)
    rows = [
        {"article": p.name, "locale": p.locale, "slug": p.slug, "translation": p.translation}
        | {"translated": round(p.translated, 4), "indexed": p.indexed}
        for p in done.pages
    ]
    findings = json.loads(reports.render("json", done.findings, {}))["findings"]
    summary = _publish_summary(layouts or project.config.layout, len(done.pages), done.findings)
    lines = map(_finding_line, done.findings)
    report(scope, writer, *lines, summary, pages=rows, findings=findings)
    if scope.dry and (writer.changed or any(f.severity == "error" for f in done.findings)):
        leave(1)


def _finding_line(finding: Finding) -> str:
    place = f"{finding.file}:{finding.line}" if finding.line else finding.file
    locale = f" [{finding.locale}]" if finding.locale else ""
    return f"{place}:{locale} {finding.severity} {finding.check}: {finding.message}"


def _publish_summary(layouts: Sequence[str], pages: int, findings: Sequence[Finding]) -> str:
    found = f"; {count(len(findings), 'finding')}" if findings else ""
    return f"{count(pages, 'page')} published ({', '.join(layouts)}){found}"


def demo(scope: Scope, folder: Path, *, show: bool) -> None:
    """The whole flow on the bundled article, and its edition, opened."""
    from l10n.cli import scaffold
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


def count(number: int, noun: str) -> str:
    """A number with its noun: `1 draft`, `2 drafts`."""
    return f"{number} {noun}{'s' * (number != 1)}"
