"""What `align` does: a translation made elsewhere into a catalog, and what could not be paired."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from l10n.cli.basic import begin
from l10n.cli.output import leave, report
from l10n.cli.scope import Scope
from l10n.stages.align import Aligned, align_stage

_SHOWN = 70


def align(scope: Scope, source: Path, translated: Path, locale: str, *, force: bool) -> None:
    """The catalog, and a report; exit 1 when something is left for a person to look at."""
    flow = begin(replace(scope, articles=[source], locale=[locale]))
    done = align_stage(flow, translated, force=force)
    adopted, alignment = done.adopted, done.alignment
    left = list(_left(done, source, translated))
    fuzzy = len(adopted.stale) + len(done.doubtful)
    said = f"texts taken over: {len(adopted.approved)} approved, {fuzzy} fuzzy"
    report(
        scope,
        flow.writer,
        said,
        *left,
        pairs=[
            {
                "msgid": [one.text for one in pair.source],
                "line": pair.source[0].line,
                "msgstr": pair.text,
                "lines": list(pair.lines),
                "confidence": pair.confidence,
            }
            for pair in alignment.pairs
        ],
        approved=[key._asdict() for key in adopted.approved],
        stale=[key._asdict() for key in adopted.stale],
        doubtful=[key._asdict() for key in done.doubtful],
        kept=[key._asdict() for key in adopted.kept],
        dropped=[{"line": one.line, "text": one.text} for one in alignment.dropped],
        added=[{"line": one.line, "text": one.text} for one in alignment.added],
    )
    if left or (flow.writer.dry and flow.writer.changed):
        leave(1)


def _left(done: Aligned, source: Path, translated: Path) -> Iterator[str]:
    """What a person should look at, a line each."""
    for one in done.alignment.dropped:
        yield f"{source}:{one.line}: has no translation: {one.text[:_SHOWN]}"
    for one in done.alignment.added:
        yield f"{translated}:{one.line}: translates nothing: {one.text[:_SHOWN]}"
    for keys, why in (
        (done.adopted.kept, "text kept; --force overwrites it"),
        (done.doubtful, "taken as fuzzy: a check finds an error"),
        (done.adopted.stale, "taken as fuzzy: not sure"),
    ):
        for key in keys:
            yield f"{why}: {key.msgid[:_SHOWN]}"
