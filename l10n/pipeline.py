"""The whole tool on one page: what happens to an article, stage by stage.

    source/x.md → extract → x.pot → update → x.po → translate → drafts → check → build → dist/

Each stage is a pure function between the nouns of `model.py` (`segment.py`, `merge.py`, `draft.py`,
`check.py`, `build.py`, …), and a file of the same name in `stages/` that does it for a `Flow`, one
run of the tool: reads what it needs, and hands what comes out to the `Writer`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from l10n import fresh
from l10n.budget import Limits
from l10n.draft import is_open
from l10n.flow import Article, Flow, extract_stage, refuse_strangers, silent, start
from l10n.fresh import Fallback, Receipt, Synced
from l10n.lang.tags import language_tag
from l10n.model import Edition, Finding
from l10n.project import Project, Writer
from l10n.stages.build import build_only, build_stage
from l10n.stages.check import Findings, check_stage
from l10n.stages.gate import gate_stage
from l10n.stages.status import remember
from l10n.stages.translate import foresee_stage, translate_stage
from l10n.stages.update import merge_only, update_stage
from l10n.tally import Tally

if TYPE_CHECKING:
    from l10n.stages.crowd import Crowd
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
    flow = start(project, articles=stale, locales=locales, touched=touched, dry=dry)
    flow.progress = progress
    flow.settled = {project.domain(path) for path in held}
    tally, done, findings = _sync(flow, retry=retry, limits=limits, crowd=crowd)
    if not dry:
        remember(flow, findings)
    if seen and not (tally.failures or tally.skipped):
        fresh.record(seen, flow.writer, done)
    tally.left += left
    receipts = sorted((*held.values(), *done), key=lambda receipt: receipt.article)
    barred = gate_stage(flow, findings, today) if dry and today else []
    return Synced(flow.writer, tally, tuple(receipts), tuple(barred))


def _sync(
    flow: Flow, *, retry: bool, limits: Limits | None, crowd: Crowd | None
) -> tuple[Tally, list[Receipt], Findings]:
    extract_stage(flow)
    update_stage(flow)
    if flow.writer.dry:
        tally = foresee_stage(flow)
    else:
        tally = translate_stage(flow, retry=retry, limits=limits, crowd=crowd)
    findings = check_stage(flow, remember=not flow.writer.dry, crowd=crowd)
    editions = build_stage(flow, findings)
    receipts = [_receipt(flow, article, findings, editions) for article in flow.articles]
    return tally, receipts, findings


def _receipt(
    flow: Flow,
    article: Article,
    findings: Mapping[tuple[str, str], Sequence[Finding]],
    editions: Sequence[Edition],
) -> Receipt:
    """What the summary says of an article."""
    domain, name = article.document.domain, article.document.name
    made = [edition for edition in editions if edition.path.partition("/")[2] == name]
    places = [place for place in flow.catalogs if place[0] == domain]
    counts = Counter(f.severity for place in places for f in findings[place])
    return Receipt(
        name,
        tuple({"path": e.path, "translation": e.translation, **asdict(e.coverage)} for e in made),
        tuple(Fallback(f.file, f.line, f.message) for e in made for f in e.fallbacks),
        tuple(counts.items()),
        sum(is_open(entry) for place in places for entry in flow.catalogs[place].active),
    )


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
    on the disk, nothing is parsed at all.
    """
    from l10n.stages.publish import Part, Record, publish_stage  # 20 ms, which `sync` does without

    record = Record(project, tuple(layouts or project.config.layout))
    chosen = project.articles(articles)
    refuse_strangers(project, articles, chosen, locales)
    part = Part(frozenset(map(project.domain, chosen)), frozenset(map(language_tag, locales)))
    limited = part if articles or locales else None
    known = None if limited else record.read()
    if known is not None:
        return Writer(project, dry), known
    flow = start(project, dry=dry)
    merge_only(flow)
    done = publish_stage(
        flow, build_only(flow, check_stage(flow, remember=not dry, crowd=crowd)),
        layouts=record.layouts, part=limited,
    )  # fmt: skip
    if not (dry or limited):
        record.write(done)
    return flow.writer, done
