"""one entry → what an engine makes of it, for a person to take or leave; no catalog is changed."""

from __future__ import annotations

from dataclasses import replace

from l10n import plugins
from l10n.budget import Budget
from l10n.check import FIGURES, repair
from l10n.draft import draft
from l10n.errors import AnswerRejected
from l10n.flow import Flow, read_terms, silent
from l10n.model import Catalog, Entry, Key, State
from l10n.plugin import Engine
from l10n.stages.stores import open_memory
from l10n.stages.translate import briefs
from l10n.tally import Tally


def suggest(flow: Flow, engine: Engine, domain: str, key: Key, budget: Budget | None = None) -> str:
    """An engine's text for one entry of a catalog of `flow`, journaled like every paid answer.

    Raises AnswerRejected when the answer is unusable, and what the engine raises.
    """
    (locale,) = flow.locales
    catalog = flow.catalogs[domain, locale]
    blank = tuple(
        Entry(e.key, references=e.references, note=e.note) if e.key == key else e
        for e in catalog.active
        if e.key == key or e.answered  # of the untranslated ones, only this is asked
    )
    flow.catalogs[domain, locale] = replace(catalog, entries=blank)
    tally = Tally()
    with open_memory(flow.project) as memory:
        work = briefs(flow, locale, engine)
        (made,) = draft(
            work,
            engine,
            memory,
            tally,
            progress=lambda *_: silent(locale, 0, 0, 0),
            budget=budget,
            remember=False,
        )
    for failure in tally.failures:
        raise failure
    return _text_of(made, flow, locale, key)


def _text_of(made: Catalog, flow: Flow, locale: str, key: Key) -> str:
    terms = read_terms(flow.project, locale)
    mended = repair(made, plugins.checks(), terms=terms, only=FIGURES)
    entry = next(e for e in mended.active if e.key == key)
    if entry.state is not State.DRAFT or not entry.msgstr:
        why = dict(entry.draft.detail).get("problem", "no answer") if entry.draft else "no answer"
        raise AnswerRejected(why.replace("-", " "))
    return entry.msgstr
