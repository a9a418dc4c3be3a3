"""The whole tool on one page: what happens to an article, stage by stage.

    source/x.md → extract → x.pot → update → x.po → translate → drafts → check → build → dist/

Each stage is a pure function between the nouns of `model.py` (`segment.py`, `merge.py`, `draft.py`,
`check.py`, `build.py`, …), and a file of the same name in `stages/` that does it for a `Flow`, one
run of the tool: reads what it needs, and hands what comes out to the `Writer`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from l10n import fresh
from l10n.budget import Limits
from l10n.draft import is_open
from l10n.flow import Article, Flow, extract_stage, refuse_strangers, silent
from l10n.fresh import Fallback, Receipt, Synced
from l10n.lang.tags import language_tag
from l10n.model import Edition, Finding
from l10n.portions import Plan, plan
from l10n.project import Project, Writer
from l10n.stages.build import build_stage
from l10n.stages.check import Findings, check_own, check_shelves, check_stage, with_more
from l10n.stages.gate import gate_stage
from l10n.stages.memory import learn_chosen, teach_others
from l10n.stages.status import Seen, remember
from l10n.stages.status import seen as seen_in
from l10n.stages.stores import open_memory
from l10n.stages.translate import foresee_stage, is_quick, ledger_now, translate_stage
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
    run.whole, run.crowd = run.whole and not held, crowd
    ask = Ask(retry, limits)
    settled = {project.domain(path) for path in held}
    done = _in_portions(run, ask, settled) if _is_large(run) else _at_once(run, ask, settled, today)
    if not dry:
        remember(project, done.seen)
    if seen and not (done.tally.failures or done.tally.skipped):
        fresh.record(seen, run.writer, done.receipts)
    done.tally.left += left
    receipts = sorted((*held.values(), *done.receipts), key=lambda receipt: receipt.article)
    return Synced(run.writer, done.tally, tuple(receipts), tuple(done.barred))


@dataclass(frozen=True, slots=True)
class Ask:
    """How engines are asked."""

    retry: bool = False
    limits: Limits | None = None


@dataclass(slots=True)
class Done:
    """What `sync` made of some articles."""

    tally: Tally
    receipts: list[Receipt]
    seen: list[Seen]
    barred: list[Finding] = field(default_factory=list)


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
    done = _built(flow, tally, findings)
    if run.dry and today:
        done.barred = gate_stage(flow, findings, today)
    return done


def _is_large(run: Plan) -> bool:
    """True when the articles go through the stages a portion at a time. Not where one needs all
    others: approved texts that are shared, a gate."""
    return not (run.is_one or run.dry or run.project.config.share)


def _in_portions(run: Plan, ask: Ask, settled: Collection[str]) -> Done:
    """The same, some articles at a time.

    Every catalog is updated, and known to the TM, before the first is drafted, so that no draft
    depends on the order. What the catalogs contradict each other in is looked for when all are
    drafted; an article is built once more only if that is an error.
    """
    _get_ready(run, _extracted, settled)

    def finish(flow: Flow) -> Done:
        update_stage(flow)  # an editor may have saved one since
        tally = translate_stage(flow, retry=ask.retry, limits=ask.limits)
        return _built(flow, tally, check_own(flow, remember=True))

    done = Done(Tally(), [], [])
    for one in run.each(finish, run.portions, pays=_is_quick(run, ask)):
        done.tally.add(one.tally)
        done.receipts += one.receipts
        done.seen += one.seen
    return _compared(run, done)


def _get_ready(run: Plan, work: Callable[[Flow], None], settled: Collection[str]) -> None:
    """Every catalog updated by `work`, and known to the TM."""

    def prepare(flow: Flow) -> None:
        work(flow)
        with open_memory(flow.project) as memory:
            learn_chosen(flow, memory)

    for _ in run.each(prepare, run.portions):
        pass
    own = {run.project.domain(path) for path in run.paths}
    with open_memory(run.project) as memory:
        for locale in run.locales:
            teach_others(run.project, locale, memory, own, settled)
    run.learned = True
    run.booked = ledger_now(run.project)


def _extracted(flow: Flow) -> None:
    extract_stage(flow)
    update_stage(flow)


def _is_quick(run: Plan, ask: Ask) -> bool:
    """True when several of our processes may ask the engines at the same time."""
    return run.crowd is None and is_quick(run.project) and not ask.limits


def _built(flow: Flow, tally: Tally, findings: Findings) -> Done:
    editions = build_stage(flow, findings)
    receipts = [_receipt(flow, article, findings, editions) for article in flow.articles]
    return Done(tally, receipts, [] if flow.writer.dry else seen_in(flow, findings))


def _compared(run: Plan, done: Done) -> Done:
    """With what the catalogs contradict each other in."""
    domains = {run.project.domain(path): path for path in run.paths}
    across = _contradictions(run)
    wrong = {domain for (domain, _), some in across.items() if _has_error(some)}

    def again(flow: Flow) -> Done:
        merge_only(flow)
        return _built(flow, Tally(), with_more(check_own(flow), across))

    portions = [
        [path for path in some if run.project.domain(path) in wrong] for some in run.portions
    ]
    rebuilt = [
        one for some in run.each(again, list(filter(None, portions))) for one in some.receipts
    ]
    anew = {receipt.article: receipt for receipt in rebuilt}
    counts: dict[str, Counter[str]] = {}
    for (domain, _), some in across.items():
        name = run.project.name(domains[domain])
        counts.setdefault(name, Counter()).update(finding.severity for finding in some)
    done.receipts = [
        anew.get(one.article) or _with_counts(one, counts.get(one.article)) for one in done.receipts
    ]
    return done


def _contradictions(run: Plan) -> Findings:
    """What the catalogs on the disk contradict each other in."""
    project, touched = run.project, run.touched
    places = {
        to: [project.domain(p) for p in run.paths if touched is None or to in touched[p]]
        for to in run.locales
    }
    return check_shelves(project, places)


def _has_error(findings: Iterable[Finding]) -> bool:
    return any(finding.severity == "error" for finding in findings)


def _with_counts(receipt: Receipt, more: Counter[str] | None) -> Receipt:
    if not more:
        return receipt
    return replace(receipt, findings=tuple((Counter(dict(receipt.findings)) + more).items()))


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
        return translate_stage(flow, retry=retry, limits=limits)

    if not _is_large(run):
        return drafted(run.together())
    _get_ready(run, update_stage, ())
    total = Tally()
    for one in run.each(drafted, run.portions, pays=_is_quick(run, ask)):
        total.add(one)
    return total


def check(run: Plan) -> list[tuple[Finding, ...]]:
    """check: the findings of the project's catalogs, locale by locale."""
    across = _contradictions(run)
    found: Findings = {}

    def checked(flow: Flow) -> Findings:
        return with_more(check_own(flow, remember=True), across)

    for some in run.each(checked, run.portions, pays=run.crowd is None):
        found.update(some)
    return [found[place] for place in sorted(found, key=lambda at: run.locales.index(at[1]))]


def build(run: Plan) -> list[Edition]:
    """check, build: what `l10n build` runs; the editions without their text."""

    def built(flow: Flow) -> list[Edition]:
        merge_only(flow)
        if run.is_one:
            findings = check_stage(flow, remember=True)
        else:
            findings = with_more(check_own(flow, remember=True), across)
        return [replace(one, text="", pieces=()) for one in build_stage(flow, findings)]

    across = {} if run.is_one else _contradictions(run)
    found = [one for some in run.each(built, run.portions) for one in some]
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
