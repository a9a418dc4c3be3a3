"""`l10n sync`: a run with nothing to do is over before the pipeline is loaded."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from l10n import fresh
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
    today,
)
from l10n.cli.progress import Progress
from l10n.cli.scope import Scope
from l10n.fresh import Synced
from l10n.project import Project, Writer
from l10n.reports.json import row
from l10n.tally import Tally

if TYPE_CHECKING:
    from l10n.budget import Limits


def sync(
    scope: Scope,
    *,
    retry: bool = False,
    limits: Limits | None = None,
    distributed: bool = False,
) -> None:
    """The whole flow, and a summary of it."""
    project = opened(scope)
    done = _unchanged(scope, project, retry=retry) or _run(
        scope, project, retry, limits, distributed
    )
    findings = Counter[str]()
    for receipt in done.receipts:
        findings.update(dict(receipt.findings))
    editions = [edition for receipt in done.receipts for edition in receipt.editions]
    fallbacks = fallback_lines([one for receipt in done.receipts for one in receipt.fallbacks])
    summary = _summary(scope, project, done, findings)
    more = {"editions": editions, "findings": dict(findings), **tally_fields(done.tally)}
    more["gate"] = [*map(row, done.gate)]
    report(scope, done.writer, *fallbacks, *map(finding_line, done.gate), summary, **more)
    fail_if(done.tally)
    if scope.dry and (done.writer.changed or done.gate):
        leave(1)


def _unchanged(scope: Scope, project: Project, *, retry: bool) -> Synced | None:
    """What a run over the whole project comes to when no file has changed, else None."""
    if scope.articles or scope.locale or scope.since or scope.dry or retry:
        return None
    receipts = fresh.unchanged(project, editions=scope.form == "json")
    if not receipts:
        return None
    left = sum(receipt.left for receipt in receipts)
    return Synced(Writer(project, scope.dry), Tally(left=left), receipts)


def _run(
    scope: Scope, project: Project, retry: bool, limits: Limits | None, distributed: bool
) -> Synced:
    from l10n import pipeline  # it loads every stage: 0.1 s
    from l10n.cli.basic import crowd, touched_by
    from l10n.flow import silent

    return pipeline.sync(
        project,
        articles=scope.articles or (),
        locales=scope.locale or (),
        touched=touched_by(scope, project),
        dry=scope.dry,
        retry=retry,
        limits=limits,
        today=today() if scope.dry else None,
        progress=silent if scope.quiet else Progress(sys.stderr),
        crowd=crowd(scope, project, wanted=distributed),
    )


def _summary(scope: Scope, project: Project, done: Synced, findings: Mapping[str, int]) -> str:
    if not done.receipts and scope.since:
        return f"no article or catalog has changed since {scope.since}"
    if not done.receipts:
        return f"no articles in {project.display(project.source)}/ yet"
    locales = scope.locale or project.config.targets
    words = f"{count(len(done.receipts), 'article')} × {count(len(locales), 'locale')}"
    errors, warnings = (count(findings[kind], kind) for kind in ("error", "warning"))
    barred = f"; {count(len(done.gate), 'finding')} of the gate" if done.gate else ""
    return f"{words}: {tally_line(done.tally)}; {errors}, {warnings} in the catalogs{barred}"
