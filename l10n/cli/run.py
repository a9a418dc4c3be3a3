"""What the commands do: a pipeline run, its summary on stdout, its exit status."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from operator import itemgetter
from pathlib import Path
from typing import Any

import typer

from l10n import pipeline, plugins, reports
from l10n.budget import Limits
from l10n.cli.basic import begin, leave, print_json, report
from l10n.cli.progress import Progress, duration
from l10n.cli.table import table
from l10n.draft import Estimate, Tally
from l10n.errors import ConfigError, EngineError, L10nError, UsageError
from l10n.flow import Flow
from l10n.fresh import Fallback
from l10n.model import Coverage, Finding
from l10n.plugin import EngineSettings
from l10n.project import Config, Project, find
from l10n.stages import memory
from l10n.stages.build import build_stage
from l10n.stages.check import check_file, check_stage, fix_stage, ledger_stage, waive_stage
from l10n.stages.exchange import export_stage, import_stage
from l10n.stages.status import Standing, standings
from l10n.stages.terms import term_candidates
from l10n.stages.translate import estimates, translate_stage
from l10n.stages.update import merge_only, normalize_stage, update_stage


def stage(
    name: str,
    project: Path | None,
    articles: Sequence[Path] | None,
    locales: Sequence[str] | None,
    *,
    dry: bool,
    quiet: bool,
    form: str,
) -> None:
    """Runs one file-writing stage (update, normalize or build) and what it depends on in memory."""
    flow = begin(project, articles, locales, dry=dry, quiet=quiet)
    more: dict[str, Any] = {}
    if name == "update":
        update_stage(flow)
    elif name == "normalize":
        normalize_stage(flow)
    else:
        more = _build(flow, quiet=quiet or form == "json")
    report(flow.writer, quiet=quiet, form=form, **more)
    if dry and flow.writer.changed:
        leave(1)


def _build(flow: Flow, *, quiet: bool) -> dict[str, Any]:
    merge_only(flow)
    editions = build_stage(flow, check_stage(flow))
    fallbacks = [finding for edition in editions for finding in edition.fallbacks]
    if not quiet:
        _say_fallbacks(fallbacks)
    return {"editions": [_edition(e.path, e.translation, e.coverage) for e in editions]}


def _edition(path: str, translation: str, coverage: Coverage) -> dict[str, Any]:
    return {"path": path, "translation": translation, **_counts(coverage)}


def _counts(coverage: Coverage) -> dict[str, int]:
    return {
        "approved": coverage.approved,
        "draft": coverage.draft,
        "stale": coverage.stale,
        "untranslated": coverage.untranslated,
    }


def _say_fallbacks(fallbacks: Sequence[Finding | Fallback]) -> None:
    for finding in fallbacks:
        typer.echo(f"{finding.file}:{finding.line}: published in Japanese: {finding.message}")


def translate(
    project: Path | None,
    articles: Sequence[Path] | None,
    locales: Sequence[str] | None,
    *,
    retry: bool,
    limits: Limits,
    estimate: bool,
    quiet: bool,
    form: str,
) -> None:
    """Drafts; exit 3 when an engine failed, with what it answered kept."""
    flow = begin(project, articles, locales, dry=estimate, quiet=quiet)
    if estimate:
        merge_only(flow)
        _print_estimates(estimates(flow, retry=retry), form)
        return
    update_stage(flow)
    tally = translate_stage(flow, retry=retry, limits=limits)
    report(flow.writer, quiet=quiet, form=form, **_tally(tally))
    if form == "text" and not quiet:
        typer.echo(_tally_line(tally))
    _fail_if(tally)


def _print_estimates(found: Mapping[str, Estimate], form: str) -> None:
    """What each engine of the chain would be sent; nothing was sent or written."""
    if form == "json":
        rows = {
            name: {
                "segments": one.segments,
                "characters": one.characters,
                "cost": round(one.cost, 4),
                "seconds": round(one.seconds, 1),
            }
            for name, one in found.items()
        }
        print_json({"engines": rows})
        return
    lines = [
        (name, str(e.segments), f"{e.characters:,}", f"${e.cost:.2f}", duration(e.seconds))
        for name, e in found.items()
    ]
    typer.echo(table(("engine", "segments", "characters", "cost", "time"), lines))
    typer.echo("nothing was sent; at most, and for each engine as if it were alone")


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
    drafts, calls = _count(tally.drafted, "draft"), _count(tally.asked, "engine call")
    line = f"{drafts} ({tally.from_memory} from the TM, {calls})"
    line = f"{line}, {_count(tally.refused, 'answer')} refused" if tally.refused else line
    return f"{line}, {tally.left} left untranslated" if tally.left else line


def _fail_if(tally: Tally) -> None:
    for error in tally.skipped:
        typer.echo(f"note: {error}", err=True)
    for error in tally.failures:
        typer.echo(f"error: {error}", err=True)
    if tally.failures:
        left = f"{_count(tally.left, 'sentence')} left" if tally.left else "nothing is left"
        typer.echo(
            f"the result is partial, {left}; what was answered is kept, run again to go on",
            err=True,
        )
        leave(max(error.exit_status for error in tally.failures))


def sync(
    project: Path | None,
    articles: Sequence[Path] | None,
    locales: Sequence[str] | None,
    *,
    dry: bool,
    retry: bool,
    quiet: bool,
    form: str,
    limits: Limits | None = None,
) -> None:
    """The whole flow, and a summary of it."""
    progress = {} if quiet else {"progress": Progress(sys.stderr)}
    here = find(project)
    done = pipeline.sync(
        here,
        articles=articles or (),
        locales=locales or (),
        dry=dry,
        retry=retry,
        limits=limits,
        **progress,
    )
    findings = Counter[str]()
    for receipt in done.receipts:
        findings.update(dict(receipt.findings))
    if form == "json":
        editions = [edition for receipt in done.receipts for edition in receipt.editions]
        more = {"editions": editions, "findings": dict(findings), **_tally(done.tally)}
        report(done.writer, quiet=quiet, form=form, **more)
    elif not quiet:
        report(done.writer, quiet=quiet, form=form)
        _say_fallbacks([one for receipt in done.receipts for one in receipt.fallbacks])
        typer.echo(_summary(here, done, locales or here.config.targets, findings))
    _fail_if(done.tally)
    if dry and done.writer.changed:
        leave(1)


def _summary(
    project: Project, done: pipeline.Synced, locales: Sequence[str], findings: Mapping[str, int]
) -> str:
    if not done.receipts:
        return f"no articles in {project.display(project.source)}/ yet"
    words = f"{_count(len(done.receipts), 'article')} × {_count(len(locales), 'locale')}"
    errors, warnings = (_count(findings[kind], kind) for kind in ("error", "warning"))
    return f"{words}: {_tally_line(done.tally)}; {errors}, {warnings} in the catalogs"


def publish(
    project: Path | None, layouts: Sequence[str] | None, *, dry: bool, quiet: bool, form: str
) -> None:
    """The published files, and what is wrong with them; with `--check` exit 1 for either."""
    here = find(project)
    writer, done = pipeline.publish(here, layouts=layouts or (), dry=dry)
    pages = done.pages
    if form == "json":
        rows = [
            {"article": p.name, "locale": p.locale, "slug": p.slug, "translation": p.translation}
            | {"translated": round(p.translated, 4), "indexed": p.indexed}
            for p in pages
        ]
        findings = json.loads(reports.render("json", done.findings, {}))["findings"]
        report(writer, quiet=quiet, form=form, pages=rows, findings=findings)
    elif not quiet:
        report(writer, quiet=quiet, form=form)
        for finding in done.findings:
            typer.echo(_finding_line(finding))
        typer.echo(_publish_summary(layouts or here.config.layout, len(pages), done.findings))
    if dry and (writer.changed or any(f.severity == "error" for f in done.findings)):
        leave(1)


def publish_if_installed(project: Path) -> None:
    """Publishes, or says what is missing for it: the demo goes on without."""
    from l10n.publishers._needs import missing

    if name := missing():
        typer.echo(f"no site: {name} is not installed (pip install 'honyaku[publish]')")
        return
    publish(project, (), dry=False, quiet=False, form="text")


def _finding_line(finding: Finding) -> str:
    place = f"{finding.file}:{finding.line}" if finding.line else finding.file
    locale = f" [{finding.locale}]" if finding.locale else ""
    return f"{place}:{locale} {finding.severity} {finding.check}: {finding.message}"


def _publish_summary(layouts: Sequence[str], pages: int, findings: Sequence[Finding]) -> str:
    found = f"; {_count(len(findings), 'finding')}" if findings else ""
    return f"{_count(pages, 'page')} published ({', '.join(layouts)}){found}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}"


def check(
    project: Path | None,
    files: Sequence[Path] | None,
    locales: Sequence[str] | None,
    *,
    quiet: bool,
    form: str,
    fix: bool = False,
) -> None:
    """Findings of the project's catalogs, or of PO files by path; exit 1 if there are any."""
    chosen = files or ()
    if chosen and all(path.suffix in (".po", ".pot") for path in chosen):
        if fix:
            hint = "run `l10n check --fix` in the project, without PO files"
            raise UsageError("--fix needs a project: drafts are known by it", fix=hint)
        findings = [finding for path in chosen for finding in check_file(path)]
    else:
        flow = begin(project, chosen, locales, quiet=quiet)
        if fix:
            count = fix_stage(flow)
            if not quiet and form == "text":
                typer.echo(f"{count} draft{'s' * (count != 1)} repaired")
        found = check_stage(flow)
        findings = [finding for group in found.values() for finding in group]
    severities = Counter(finding.severity for finding in findings)
    summary = {name: severities[name] for name in ("error", "warning", "info")}
    if not quiet:
        typer.echo(reports.render(form, findings, summary), nl=False)
    if severities["error"] or severities["warning"]:
        leave(1)


def waive(project: Path | None, rule: str, place: str, *, undo: bool) -> None:
    """Accepts a finding, or takes that back."""
    file, _, line = place.rpartition(":")
    if not file or not line.isdigit():
        hint = "copy the place from the report of `l10n check`: locales/en/LC_MESSAGES/a.po:29"
        raise UsageError(f'"{place}" is no catalog and line', fix=hint)
    flow = begin(project, None, None)
    path = Path(file) if Path(file).exists() else flow.project.root / file
    entry = waive_stage(flow, rule, path, int(line), undo=undo)
    verb = "accepted no more" if undo else "accepted"
    typer.echo(f"{rule}: {verb} for {entry.key.msgid}")


def ledger(
    project: Path | None,
    articles: Sequence[Path] | None,
    locales: Sequence[str] | None,
    *,
    form: str,
    wrong: bool,
) -> None:
    """The table of figures, dates and names."""
    from l10n import ledger as made

    flow = begin(project, articles, locales)
    merge_only(flow)
    rows, names = ledger_stage(flow), list(flow.locales)
    bad = [r for r in rows if any(c.verdict in ("wrong", "missing") for c in r.cells.values())]
    shown = bad if wrong else rows
    if form == "json":
        print_json({"rows": [asdict(row) for row in shown]})
    elif form == "csv":
        typer.echo(made.as_csv(shown, names), nl=False)
    elif form == "html":
        typer.echo(made.as_html(shown, names), nl=False)
    else:
        typer.echo(table((*made.HEADS, *names), made.lines(shown, names)))
        typer.echo(f"{len(rows)} figures, dates and names; {len(bad)} to look at")


def status(
    project: Path | None,
    articles: Sequence[Path] | None,
    locales: Sequence[str] | None,
    *,
    form: str,
) -> None:
    """The table of article × locale."""
    found = standings(begin(project, articles, locales))
    if form == "json":
        rows = [
            {"article": s.article, "locale": s.locale, **_counts(s.coverage)}
            | {"errors": s.errors, "warnings": s.warnings}
            | {"characters_left": s.characters_left, "words_left": s.words_left}
            | {"oldest_stale": _oldest(s)}
            for s in found
        ]
        print_json({"articles": rows})
        return
    counts = ("approved", "draft", "stale", "untranslated")
    heads = ("article", "locale", *counts, "characters left", "oldest stale", "findings")
    total = [_total(found)] if len(found) > 1 else []
    typer.echo(table(heads, [_status_row(s) for s in (*found, *total)]))


def _total(standings: Sequence[Standing]) -> Standing:
    def every(count: Callable[[Standing], int]) -> int:
        return sum(count(s) for s in standings)

    covered = Coverage(
        every(lambda s: s.coverage.approved),
        every(lambda s: s.coverage.draft),
        every(lambda s: s.coverage.stale),
        every(lambda s: s.coverage.untranslated),
    )
    return Standing(
        "all",
        "",
        covered,
        every(lambda s: s.errors),
        every(lambda s: s.warnings),
        every(lambda s: s.characters_left),
        every(lambda s: s.words_left),
        min((s.oldest_stale for s in standings if s.oldest_stale), key=itemgetter(0), default=None),
    )


def _oldest(standing: Standing) -> dict[str, str | None] | None:
    if standing.oldest_stale is None:
        return None
    day, key = standing.oldest_stale
    return {"since": day.isoformat(), "msgid": key.msgid, "msgctxt": key.msgctxt}


def _status_row(standing: Standing) -> tuple[str, ...]:
    c = standing.coverage
    share = f"{c.approved} ({100 * c.approved // max(1, c.total)} %)"
    counts = (str(n) if n else "·" for n in (c.draft, c.stale, c.untranslated))
    found = [
        f"{n} {word}{'s' * (n != 1)}"
        for n, word in ((standing.errors, "error"), (standing.warnings, "warning"))
        if n
    ]
    left = f"{standing.characters_left:,}" if standing.characters_left else "·"
    oldest = standing.oldest_stale[0].isoformat() if standing.oldest_stale else "·"
    findings = ", ".join(found) or "·"
    return (standing.article, standing.locale, share, *counts, left, oldest, findings)


def terms_extract(
    project: Path | None, articles: Sequence[Path] | None, *, least: int, form: str
) -> None:
    """Candidates for the termbase; nothing is written."""
    found = term_candidates(begin(project, articles, [], quiet=True), least=least)
    if form == "json":
        print_json({"candidates": [asdict(one) for one in found]})
        return
    rows = [(str(one.count), one.kind, one.text, " ".join(one.variants)) for one in found]
    typer.echo(table(("count", "kind", "term", "variants"), rows))


def engines(project: Path | None, *, form: str) -> None:
    """Which engines are ready; engines are constructed, never asked."""
    try:
        here = find(project)
    except ConfigError:
        if project:
            raise
        here = Project(Path.cwd(), Config())
    _engines(here, form)


def _engines(project: Project, form: str) -> None:
    from l10n.engines.online import DEAD

    rows = [(name, *_readiness(project, name)) for name in sorted(plugins.names("engines"))]
    if form == "json":
        data = [{"engine": n, "ready": not why, "needs": why} for n, why in rows]
        dead = [{"class": name, "reason": why} for name, why in DEAD.items()]
        print_json({"engines": data, "deep_translator": dead})
        return
    shown = [(name, "no" if why else "ready", why) for name, why in rows]
    typer.echo(table(("engine", "ready", "needs"), shown))
    typer.echo("\nof deep-translator, not usable for Japanese any more:")
    typer.echo("\n".join(f"  {name}: {why}" for name, why in DEAD.items()))


def _readiness(project: Project, name: str) -> tuple[str]:
    settings = EngineSettings(project.config.engines.get(name, {}), project.root, os.environ)
    try:
        return (plugins.engine(name, settings).ready(),)
    except (EngineError, L10nError) as error:
        return (str(error),)


def rebuild_memory(project: Path | None, *, quiet: bool, form: str) -> None:
    """The TM from the catalogs alone."""
    counts = memory.rebuild_memory(begin(project, [], [], quiet=quiet))
    if form == "json":
        print_json({"texts": counts})
    elif not quiet:
        for locale, count in counts.items():
            typer.echo(f"{locale}: {count} texts")


def look_up(project: Path | None, text: str, locale: str, *, form: str) -> None:
    """The TM's matches, best first."""
    found = memory.look_up(find(project), locale, text)
    if form == "json":
        rows = [
            {"score": m.score, **m.text._asdict(), "domain": m.domain, "adapted": m.adapted}
            for m in found
        ]
        print_json({"matches": rows})
        return
    shown = [
        (
            f"{m.score:.0f} %",
            m.text.origin or "approved",
            "figures swapped" if m.adapted else "",
            m.text.msgid,
            m.text.msgstr,
        )
        for m in found
    ]
    typer.echo(table(("score", "by", "", "msgid", "msgstr"), shown) if shown else "nothing alike")


def export(
    file: Path, locale: str, articles: Sequence[Path] | None, project: Path | None, form: str
) -> None:
    """Catalogs into a file for another tool."""
    count = export_stage(begin(project, articles, [locale]), file, form)
    typer.echo(f"wrote {file}: {count} entries")


def import_file(
    file: Path, locales: Sequence[str] | None, project: Path | None, form: str, *, force: bool
) -> None:
    """A file of another tool into catalogs; exit 1 when something was not taken as it is."""
    flow = begin(project, [], locales)
    done = import_stage(flow, file, form, force=force)
    report(flow.writer, quiet=False, form="text")
    typer.echo(f"{len(done.changed)} entries changed")
    for keys, why in (
        (done.kept, "approved text kept; --force overwrites it"),
        (done.doubtful, "imported as fuzzy: a check finds an error"),
        (done.unknown, "not in any catalog: its source has changed"),
    ):
        for key in keys:
            typer.echo(f"{why}: {key.msgid[:60]}")
    if done.kept or done.doubtful or done.unknown:
        leave(1)
