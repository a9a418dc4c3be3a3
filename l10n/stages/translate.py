"""untranslated → drafts: the TM first, then the engines of the chain in turn."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import closing, nullcontext
from dataclasses import replace
from functools import partial

from l10n import doubt, plugins
from l10n.budget import Account, Budget, Limits
from l10n.check import FIGURES, repair
from l10n.draft import Brief, Doubt, Estimate, count_open, draft, estimate, fillable, todo
from l10n.errors import BudgetSpent, EngineInterrupted, EngineMissing, LocaleUnsupported
from l10n.flow import Flow, read_catalog, read_terms
from l10n.model import Catalog, Key, State, Term
from l10n.noun import noun
from l10n.plugin import Engine, EngineSettings
from l10n.project import Project
from l10n.stages.memory import learn, learn_chosen
from l10n.stages.stores import open_budget, open_memory
from l10n.stages.update import of_locale, save
from l10n.tally import Tally
from l10n.tm import Memory, Store

_QUICK = 10_000  # texts a second, more than any service or model gives


def translate_stage(flow: Flow, *, retry: bool = False, limits: Limits | None = None) -> Tally:
    """untranslated → drafts: TM first, then the engines in turn, each answer journaled.

    When an engine fails, what it answered is kept and the next one in the chain goes on; so it does
    when one is not there. A flow with a crowd leaves it to their workers to ask engines.
    """
    tally = Tally()
    for name in flow.project.config.engine:
        work = _untranslated(flow, name, retry=retry)
        if not work:
            continue
        try:
            _translate_with(flow, name, work, tally, retry=retry, limits=limits)
        except EngineMissing as error:
            tally.skipped.append(error)
        if tally.failures and isinstance(tally.failures[-1], (EngineInterrupted, BudgetSpent)):
            flow.failed.update(flow.project.config.engine)
            break
    tally.left = sum(map(count_open, flow.catalogs.values()))
    if not tally.left:  # another engine of the chain knew the pair
        tally.failures = [e for e in tally.failures if not isinstance(e, LocaleUnsupported)]
    return tally


def foresee_stage(flow: Flow) -> Tally:
    """What `translate_stage` would do is noted in the writer; no engine is asked or even ready."""
    left = sum(map(count_open, flow.catalogs.values()))
    if left:
        with Memory(None) as memory:
            learn(flow, memory)
            for name in flow.project.config.engine:
                with closing(new_engine(flow.project, name)) as engine:
                    _foresee(flow, engine, memory)
    return Tally(left=left)


def _foresee(flow: Flow, engine: Engine, memory: Store) -> None:
    for locale in flow.locales:
        for brief in briefs(flow, locale, engine):
            if fillable(brief, engine, memory):
                flow.writer.note(flow.project.catalog(brief.catalog.domain, locale))


@noun
class _Drafted:
    """What came of one locale."""

    briefs: Sequence[Brief]
    catalogs: Sequence[Catalog]
    tally: Tally


def _translate_with(
    flow: Flow,
    name: str,
    locales: Sequence[str],
    tally: Tally,
    *,
    retry: bool,
    limits: Limits | None,
) -> None:
    """Drafts with one engine; one that has failed is asked no more, the TM still answers."""
    opened = new_engine if flow.crowd else load_engine  # a worker has the key, the model, the extra
    with (
        open_memory(flow.project) as memory,
        open_budget(flow.project, limits, since=flow.booked) as budget,
        closing(opened(flow.project, name, budget)) as engine,
    ):
        learn(flow, memory)
        works = name not in flow.failed
        crowd = flow.crowd if engine.capabilities.answers else None
        by = crowd.sender(flow.project, name, budget) if crowd else None

        def drafted(locale: str) -> _Drafted:
            with open_memory(flow.project) if crowd else nullcontext(memory) as own:
                found, told = briefs(flow, locale, engine), Tally()
                progress = partial(flow.progress, locale)
                made = draft(
                    found, engine, own, told,
                    retry=retry, progress=progress, budget=budget, ask=works,
                    doubt=_doubt(flow.project, locale), by=by,
                )  # fmt: skip
            return _Drafted(found, made, told)

        for done in crowd.spread(drafted, locales) if crowd else map(drafted, locales):
            _keep(flow, done)
            tally.add(done.tally)
            works = works and all(isinstance(e, LocaleUnsupported) for e in done.tally.failures)
        if not works:
            flow.failed.add(name)
        learn_chosen(flow, memory)  # as the next run would: it has fewer catalogs to read


def _keep(flow: Flow, done: _Drafted) -> None:
    """Writes the catalogs of a locale, certain faults in their drafts mended."""
    for brief, catalog in zip(done.briefs, done.catalogs, strict=True):
        flow.catalogs[catalog.domain, catalog.locale] = repair(
            catalog, plugins.checks(), terms=brief.terms, only=FIGURES, before=brief.catalog
        )
        save(flow, catalog.domain, catalog.locale)


def is_quick(project: Project) -> bool:
    """True when no engine of the chain has to be waited for: then as many processes as there are
    cores may ask at the same time."""
    for name in project.config.engine:
        with closing(new_engine(project, name)) as engine:
            if engine.capabilities.pace < _QUICK:
                return False
    return True


def ledger_now(project: Project) -> int:
    """Where the ledger of engines stands: `since` of a budget for all that is sent from now on."""
    with open_budget(project) as budget:
        return budget.start


def _doubt(project: Project, locale: str) -> Doubt | None:
    """What finds doubtful drafts, if the config asks for it and the encoder knows the language."""
    if not project.config.doubt or not doubt.install(locale):
        return None
    encoder = doubt.encoder(locale)
    if encoder is None:
        raise EngineMissing(
            "doubtful drafts cannot be found",
            cause="[translate] doubt = true needs an encoder.",
            fix=doubt.install(locale),
        )
    return partial(doubt.doubts, encoder=encoder)


def estimates(flow: Flow, *, retry: bool = False) -> dict[str, Estimate]:
    """What each engine of the chain would be sent, at most; nothing is sent or written."""
    found = {}
    for name in flow.project.config.engine:
        engine = new_engine(flow.project, name)
        total = Estimate()
        known = flow.project.config.database or flow.project.memory.exists()
        with open_memory(flow.project) if known else nullcontext() as memory, closing(engine):
            for locale in flow.locales:
                total += estimate(briefs(flow, locale, engine), engine, memory, retry=retry)
        found[name] = total
    return found


def _untranslated(flow: Flow, engine: str, *, retry: bool) -> list[str]:
    """The locales in which `engine` has something to do."""
    return [
        locale
        for locale in flow.locales
        if any(True for c in of_locale(flow, locale) for _ in todo(c, engine, retry=retry))
    ]


def briefs(flow: Flow, locale: str, engine: Engine) -> list[Brief]:
    """What the catalogs of a locale are drafted with."""
    terms = read_terms(flow.project, locale)
    pivot = engine.capabilities.pivot
    bridge = pivot if pivot != locale else ""
    pivot_terms = _bridged(read_terms(flow.project, bridge), terms) if bridge else []
    return [
        Brief(
            catalog,
            flow.project.config.source_locale,
            terms,
            _pivot(flow, catalog.domain, bridge),
            pivot_terms,
        )
        for catalog in of_locale(flow, locale)
    ]


def _pivot(flow: Flow, domain: str, bridge: str) -> dict[Key, str]:
    """The approved texts of an article in the pivot locale, by key."""
    if not bridge:
        return {}
    known = flow.catalogs.get((domain, bridge))
    catalog = known or read_catalog(flow.project, domain, bridge)
    return {e.key: e.msgstr for e in catalog.active if e.state is State.APPROVED}


def _bridged(pivot: Sequence[Term], terms: Sequence[Term]) -> list[Term]:
    """The termbase from the pivot locale to the target: both render the same source term."""
    targets = {term.source: term for term in terms}
    return [
        replace(targets[term.source], source=term.target, aliases=())
        for term in pivot
        if term.source in targets and term.target
    ]


def new_engine(project: Project, name: str, budget: Budget | None = None) -> Engine:
    """The engine, ready or not."""
    options = project.config.engines.get(name, {})
    settings = EngineSettings(options, project.root, os.environ)
    if budget:
        settings = replace(settings, ledger=Account(budget, name))
    return plugins.engine(name, settings, place="engine")


def load_engine(project: Project, name: str, budget: Budget | None = None) -> Engine:
    """The engine, ready to be used; EngineMissing says what it needs."""
    engine = new_engine(project, name, budget)
    missing = engine.ready()
    if missing:
        raise EngineMissing(f'engine "{name}" is not ready', cause=missing)
    return engine
