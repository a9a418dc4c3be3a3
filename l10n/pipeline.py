"""The whole tool on one page: what happens to an article, stage by stage.

    source/x.md → extract → x.pot → update → x.po → translate → drafts → check → build → dist/

Each stage is a pure function between the nouns of `model.py` (`segment.py`, `merge.py`, `draft.py`,
`check.py`, `build.py`, …), and a file of the same name in `stages/` that does it for a `Flow`, one
run of the tool: reads what it needs, and hands what comes out to the `Writer`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from l10n import fresh
from l10n.budget import Limits
from l10n.flow import Flow, extract_stage, refuse_strangers, silent
from l10n.fresh import Synced
from l10n.lang.tags import language_tag
from l10n.large import Ask, asks_in_parallel, contradictions, get_ready, is_large, sync_in_portions
from l10n.model import Edition, Finding
from l10n.outcome import Done, built
from l10n.portions import Plan, plan
from l10n.project import Project, Writer
from l10n.stages.build import build_stage
from l10n.stages.check import Findings, check_own, check_stage, judge_files, with_more
from l10n.stages.gate import gate_stage
from l10n.stages.status import remember
from l10n.stages.translate import foresee_stage, translate_stage
from l10n.stages.update import merge_only, update_stage
from l10n.tally import Tally

if TYPE_CHECKING:
    from l10n.crowd import Crowd
    from l10n.stages.publish import Published


def sync(
    project: Project,
    *,
    articles: Sequence[Path] = (),
    locales: Sequence[str] = (),
    touched: Mapping[Path, frozenset[str]] | None = None,
    dry: bool = False,
    retry: bool = False,
    limits: Limits | None = None,
    progress: Callable[[str, int, int, int], None] = silent,
    today: date | None = None,
    crowd: Crowd | None = None,
) -> Synced:
    """extract, update, translate, check, build: what CI and `make` run.

    A run over the whole project leaves out the articles of which no file has changed. A dry one
    looks at all of them: it trusts no receipt, and leaves none; with `today` it judges the gate.
    """
    whole = not (articles or locales or retry or dry) and touched is None
    seen = fresh.look(project) if whole else None
    held = fresh.held(seen) if seen else {}
    stale = [path for path in project.articles() if path not in held] if seen else list(articles)
    left = sum(receipt.left for receipt in held.values())
    if seen and held and not stale:
        fresh.confirm(seen)
        return Synced(Writer(project, dry), Tally(left=left), tuple(held.values()))
    run = plan(
        project, articles=stale, locales=locales, touched=touched, dry=dry, progress=progress
    )
    run.whole, run.crowd, run.receipts = run.whole and not held, crowd, bool(seen)
    ask = Ask(retry, limits)
    settled = {project.domain(path) for path in held}
    done = (
        sync_in_portions(run, ask, settled) if is_large(run) else _at_once(run, ask, settled, today)
    )
    if not dry:
        remember(project, done.seen)
    if seen and not (done.tally.failures or done.tally.skipped):
        fresh.record(seen, run.writer, done.receipts)
    done.tally.left += left
    receipts = sorted((*held.values(), *done.receipts), key=lambda receipt: receipt.article)
    return Synced(run.writer, done.tally, tuple(receipts), tuple(done.barred))


def _at_once(run: Plan, ask: Ask, settled: Collection[str], today: date | None) -> Done:
    """All stages over all articles, which are held in memory together."""
    flow = run.together()
    flow.settled = settled
    extract_stage(flow)
    update_stage(flow)
    if run.dry:
        tally = foresee_stage(flow)
    else:
        tally = translate_stage(flow, retry=ask.retry, limits=ask.limits)
    findings = check_stage(flow, remember=not run.dry)
    done = built(flow, tally, findings)
    if run.dry and today:
        done.barred = gate_stage(flow, findings, today)
    return done


def update(run: Plan) -> None:
    """update alone: what `l10n update` runs."""
    if run.project.config.share:
        update_stage(run.together())
        return
    for _ in run.each(update_stage, run.portions):
        pass


def translate(run: Plan, *, retry: bool = False, limits: Limits | None = None) -> Tally:
    """update, translate: what `l10n translate` runs."""
    ask = Ask(retry, limits)

    def drafted(flow: Flow) -> Tally:
        update_stage(flow)
        tally = translate_stage(flow, retry=retry, limits=limits)
        if is_large(run) and not run.crowd:
            check_own(flow, remember=True)  # while what was read of their figures is at hand
        return tally

    if not is_large(run):
        return drafted(run.together())
    get_ready(run, update_stage, ())
    total = Tally()
    for one in run.each(drafted, run.portions, pays=asks_in_parallel(run, ask)):
        total.add(one)
    return total


def check(run: Plan) -> list[tuple[Finding, ...]]:
    """check: the findings of the project's catalogs, locale by locale, and what msgfmt refuses."""
    across = contradictions(run)
    found: Findings = {}
    refused: list[Finding] = []

    def checked(flow: Flow) -> tuple[Findings, list[Finding]]:
        return with_more(check_own(flow, remember=True), across), judge_files(flow)

    for own, judged in run.each(checked, run.portions, pays=run.crowd is None):
        found.update(own)
        refused += judged
    by_locale = sorted(found, key=lambda at: run.locales.index(at[1]))
    return [*(found[place] for place in by_locale), tuple(refused)]


def build(run: Plan) -> list[Edition]:
    """check, build: what `l10n build` runs; the editions without their text."""

    def editions(flow: Flow) -> list[Edition]:
        merge_only(flow)
        if run.is_one:
            findings = check_stage(flow, remember=True)
        else:
            findings = with_more(check_own(flow, remember=True), across)
        return [replace(one, text="", pieces=()) for one in build_stage(flow, findings)]

    across = {} if run.is_one else contradictions(run)
    found = [one for some in run.each(editions, run.portions) for one in some]
    return sorted(found, key=lambda edition: run.locales.index(edition.locale))


def publish(
    project: Project,
    *,
    articles: Sequence[Path] = (),
    locales: Sequence[str] = (),
    layouts: Sequence[str] = (),
    dry: bool = False,
    crowd: Crowd | None = None,
) -> tuple[Writer, Published]:
    """check, build in memory, publish: what `l10n publish` runs.

    Limited to some articles or locales it writes their pages alone; index pages, feeds and what
    has to go are for a whole run.

    Where no article, catalog, setting or line of our code has changed since a run that is still
    on the disk, nothing is read at all; else what has changed is parsed and built alone.
    """
    from l10n.stages.publish import Part, Record, publish_stage  # 20 ms, which `sync` does without
    from l10n.stages.stock import Stock

    record = Record(project, tuple(layouts or project.config.layout))
    chosen = project.articles(articles)
    refuse_strangers(project, articles, chosen, locales)
    part = Part(frozenset(map(project.domain, chosen)), frozenset(map(language_tag, locales)))
    limited = part if articles or locales else None
    known = None if limited else record.read()
    if known is not None:
        return Writer(project, dry), known
    stock = Stock(project, dry=dry, crowd=crowd)
    done = publish_stage(stock, layouts=record.layouts, part=limited)
    if not (dry or limited):
        record.write(done)
    return stock.writer, done
