"""The stages over a project that memory does not hold: some articles at a time.

An article hangs on the others in two ways, and each has a turn of its own. A draft may come from
any approved text of the project, so all catalogs are updated, and known to the TM, before the
first is drafted. What catalogs contradict each other in is looked for when all are drafted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace

from l10n.budget import Limits
from l10n.flow import Flow, extract_stage
from l10n.fresh import Receipt
from l10n.model import Finding
from l10n.noun import noun
from l10n.outcome import Done, built
from l10n.portions import Plan
from l10n.stages.check import Findings, check_own, check_shelves, with_more
from l10n.stages.memory import learn_chosen, teach_others
from l10n.stages.stores import open_memory
from l10n.stages.translate import is_quick, ledger_now, translate_stage
from l10n.stages.update import merge_only, update_stage
from l10n.tally import Tally


@noun
class Ask:
    """How engines are asked."""

    retry: bool = False
    limits: Limits | None = None


def is_large(run: Plan) -> bool:
    """True when the articles go through the stages a portion at a time. Not where one needs all
    others: approved texts that are shared, a gate."""
    return not (run.is_one or run.dry or run.project.config.share)


def sync_in_portions(run: Plan, ask: Ask, settled: Collection[str]) -> Done:
    """extract, update, translate, check, build: what came of all articles, in order.

    An article is built once more only if what it contradicts others in is an error.
    """
    get_ready(run, _extracted, settled)

    def finish(flow: Flow) -> Done:
        update_stage(flow)  # an editor may have saved one since
        tally = translate_stage(flow, retry=ask.retry, limits=ask.limits)
        return built(flow, tally, check_own(flow, remember=True))

    done = Done(Tally(), [], [])
    for one in run.each(finish, run.portions, pays=asks_in_parallel(run, ask)):
        done.tally.add(one.tally)
        done.receipts += one.receipts
        done.seen += one.seen
    return _compared(run, done)


def get_ready(run: Plan, work: Callable[[Flow], None], settled: Collection[str]) -> None:
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


def asks_in_parallel(run: Plan, ask: Ask) -> bool:
    """True when several of our processes may ask the engines at the same time."""
    return run.crowd is None and is_quick(run.project) and not ask.limits


def _compared(run: Plan, done: Done) -> Done:
    """With what the catalogs contradict each other in."""
    domains = {run.project.domain(path): path for path in run.paths}
    across = contradictions(run)
    wrong = {domain for (domain, _), some in across.items() if _has_error(some)}

    def again(flow: Flow) -> Done:
        merge_only(flow)
        return built(flow, Tally(), with_more(check_own(flow), across))

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


def contradictions(run: Plan) -> Findings:
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
