"""Stage: MT drafts for untranslated entries. TM first, then an engine; never over a person.

An entry becomes a `Job`: its text masked, and, for engines that need it, figures, dates and
names already written in the target's form. The answer becomes a draft in the entry, or the
reason why there is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from l10n.errors import AnswerRejected, EngineError
from l10n.lang import read_target_quantities, write_date, write_quantity
from l10n.lang.ja import read_dates, read_quantities
from l10n.mask import Masked, mask, unmask, with_substitutions
from l10n.model import Catalog, Draft, Entry, Key, Quantity, State, Term, digest
from l10n.plugin import Engine, Request
from l10n.terms import find
from l10n.tm import Recorded, Store, answer_key

_EMPHASIS = re.compile(r"\*|~~")
_TOKEN = re.compile(r"XQ\d+X")
BY_TERMS = "terms"
"""In provenance: the termbase and the written figures left nothing for an engine to say."""
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffd]")


@dataclass(frozen=True, slots=True)
class Job:
    """One text to ask an engine for."""

    entry: Entry
    key: str
    """What the answer is journaled under."""
    request: Request
    source: str
    """Locale of the request's text: the article's, or the pivot's."""
    masked: Masked


@dataclass(frozen=True, slots=True)
class Brief:
    """What one catalog is drafted with."""

    catalog: Catalog
    source: str = "ja"
    terms: Sequence[Term] = ()
    pivot: Mapping[Key, str] = field(default_factory=dict)
    """Approved texts in the engine's pivot locale."""
    pivot_terms: Sequence[Term] = ()
    """The termbase from the pivot locale to the target."""


@dataclass(slots=True)
class Tally:
    """What drafting did."""

    drafted: int = 0
    from_memory: int = 0
    asked: int = 0
    """Texts sent to an engine; journaled answers cost nothing."""
    refused: int = 0
    """Entries left untranslated because the answer was unusable."""
    failures: list[EngineError] = field(default_factory=list)
    """Engines that failed; what they answered before is kept."""


Progress = Callable[[int, int], None]


def draft(
    briefs: Sequence[Brief],
    engine: Engine,
    memory: Store,
    tally: Tally,
    *,
    retry: bool = False,
    progress: Progress,
) -> list[Catalog]:
    """The catalogs with drafts for their untranslated entries; `tally` is counted up.

    The approved texts of other articles come first, then journaled answers, then the engine,
    which gets all catalogs of a locale together. When it fails, its error goes into
    `tally.failures` and what it answered before is in the result.
    """
    filled: list[dict[Key, Entry]] = [_remembered(brief, memory, tally) for brief in briefs]
    for emphasis in (True, False) if engine.emphasis else (False,):
        again = engine.emphasis and not emphasis
        jobs = [
            (place, _job(entry, brief, engine, emphasis=emphasis))
            for place, brief in enumerate(briefs)
            for entry in _left(brief, filled[place], engine.name, retry=retry, again=again)
        ]
        asked = [job for _, job in jobs if not _is_said(job)]
        _ask(asked, engine, briefs[0].catalog.locale, memory, tally, progress)
        for place, job in jobs:
            answer = Recorded(job.request.text, "", ()) if _is_said(job) else memory.answer(job.key)
            if answer is not None:
                made_by = BY_TERMS if _is_said(job) else engine.name
                filled[place][job.entry.key] = _finish(job, made_by, answer)
    for done in filled:
        tally.drafted += sum(bool(e.msgstr) for e in done.values())
        tally.refused += sum(not e.msgstr for e in done.values())
    return [_with(brief.catalog, done) for brief, done in zip(briefs, filled, strict=True)]


def todo(catalog: Catalog, engine: str, *, retry: bool = False) -> Iterator[Entry]:
    """The entries that `engine` may fill: active, without a msgstr, not refused by it before."""
    for entry in catalog.active:
        if not _is_open(entry):
            continue
        if retry or entry.draft is None or engine not in entry.draft.engine.split("+"):
            yield entry


def _is_open(entry: Entry) -> bool:
    """True without any text; plural entries are another program's and for a person."""
    return entry.state is State.UNTRANSLATED and not entry.msgstr and entry.msgid_plural is None


def _left(
    brief: Brief, filled: Mapping[Key, Entry], engine: str, *, retry: bool, again: bool
) -> Iterator[Entry]:
    """What is still to ask; in the second round, refused texts with emphasis, without it."""
    for entry in todo(brief.catalog, engine, retry=retry):
        done = filled.get(entry.key)
        lost = done is not None and not done.msgstr
        if (again and lost and _EMPHASIS.search(entry.key.msgid)) or (not again and not done):
            yield entry


def _remembered(brief: Brief, memory: Store, tally: Tally) -> dict[Key, Entry]:
    found = {}
    for entry in brief.catalog.active:
        if not _is_open(entry):
            continue
        hit = memory.exact(brief.catalog.locale, entry.key.msgid)
        if hit:
            swapped = [("adapted", "figures")] if hit.adapted else []
            origin = (("from", hit.domain.replace(" ", "_")), *swapped)
            found[entry.key] = _drafted(entry, "tm", hit.text.msgstr, origin)
    tally.from_memory += len(found)
    return found


def _ask(
    jobs: Sequence[Job],
    engine: Engine,
    target: str,
    memory: Store,
    tally: Tally,
    progress: Progress,
) -> None:
    """Journals an answer for each job that has none; equal texts are asked once."""
    wanted: dict[tuple[str, str], Job] = {}
    for job in jobs:
        if memory.answer(job.key) is None:
            wanted.setdefault((job.source, job.key), job)
    total, done = len(wanted), 0
    for source in dict.fromkeys(source for source, _ in wanted):
        batch = [job for (origin, _), job in wanted.items() if origin == source]
        try:
            engine.check_locales(source, target)
            for answer in engine.translate(
                [job.request for job in batch], source=source, target=target
            ):
                record = Recorded(answer.text, answer.problem, answer.detail)
                memory.record(batch[answer.index].key, record)
                done += 1
                tally.asked += 1
                progress(done, total)
        except EngineError as error:
            tally.failures.append(error)
            return


def _with(catalog: Catalog, done: Mapping[Key, Entry]) -> Catalog:
    entries = tuple(
        entry if entry.obsolete else done.get(entry.key, entry) for entry in catalog.entries
    )
    return replace(catalog, entries=entries)


def _job(entry: Entry, brief: Brief, engine: Engine, *, emphasis: bool) -> Job:
    text = brief.pivot.get(entry.key, "")
    source = engine.pivot if text else brief.source
    target = brief.catalog.locale
    masked = mask(text or entry.key.msgid, emphasis=emphasis)
    if engine.substitutes:
        terms = brief.pivot_terms if text else brief.terms
        masked = with_substitutions(masked, substitutions(masked.text, source, target, terms))
    request = Request(masked.text, masked.spans)
    key = answer_key(engine.fingerprint(target), source, target, request.text)
    return Job(entry, key, request, source, masked)


def _is_said(job: Job) -> bool:
    """True when nothing is left to translate: a cell 5000億ドル is 5000억 달러, and
    an engine could only spoil it.
    """
    text = job.request.text
    for span in sorted(job.masked.spans, key=len, reverse=True):
        text = text.replace(span, "")
    return bool(job.masked.spans) and not any(char.isalnum() for char in text)


def substitutions(
    text: str, source: str, target: str, terms: Sequence[Term]
) -> list[tuple[int, int, str]]:
    """(start, end, target form) of the figures, dates and names in `text`, left to right.

    A small model gets 20 of 43 figures right by itself, and all of them when they are written
    for it (docs/benchmarks.md).
    """
    text = _TOKEN.sub(lambda match: "。" * len(match[0]), text)  # XQ1X5000億ドル is no model name
    found = [(hit.start, hit.end, hit.term.target) for hit in find(text, terms) if hit.term.target]
    if source == "ja":
        for date in read_dates(text):
            found.append((date.start, date.end, write_date(date, target)))
        quantities = read_quantities(text)
    else:
        quantities = read_target_quantities(text, source)
    for quantity in quantities:
        if _is_worth_it(text, quantity):
            start = quantity.start + (text[quantity.start] in "約およそ")
            plain = replace(quantity, approximate=False, bound="")
            found.append((start, quantity.end, write_quantity(plain, target)))
    return _disjoint(found)


def _is_worth_it(text: str, quantity: Quantity) -> bool:
    """Money, per cent, and figures with a scale word; `3つ` may become a word."""
    figure = text[quantity.start : quantity.end]
    return bool(quantity.unit) or any(sign in figure for sign in "万億兆") or quantity.value >= 1000


def _disjoint(found: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    kept: list[tuple[int, int, str]] = []
    for item in sorted(found, key=lambda item: (item[0], -item[1])):
        if not kept or item[0] >= kept[-1][1]:
            kept.append(item)
    return kept


def _finish(job: Job, engine: str, answer: Recorded) -> Entry:
    """The entry with its draft, or untranslated with the reason in its provenance."""
    if answer.problem:
        return _refused(job.entry, engine, answer.problem)
    try:
        msgstr = accept(unmask(job.masked, answer.text))
    except AnswerRejected as error:
        return _refused(job.entry, engine, error.what)
    via = (("via", job.source),) if job.source != "ja" else ()
    return _drafted(job.entry, engine, msgstr, (*via, *answer.detail))


def accept(text: str) -> str:
    """`text` stripped; AnswerRejected when it can't be a msgstr at all."""
    text = text.strip()
    if not text:
        raise AnswerRejected("empty answer")
    if _CONTROL.search(text):
        raise AnswerRejected("control characters in the answer")
    return text


def _refused(entry: Entry, engine: str, problem: str) -> Entry:
    """The entry untranslated, with the reason where a localizer and the next run see it."""
    tried = entry.draft.engine.split("+") if entry.draft else []
    names = "+".join(dict.fromkeys([*tried, engine]))
    detail = (("problem", "-".join(problem.split())),)
    return replace(entry, draft=Draft(names, "", detail))


def _drafted(entry: Entry, engine: str, msgstr: str, detail: tuple[tuple[str, str], ...]) -> Entry:
    made = Draft(engine, digest(msgstr), detail)
    return replace(entry, msgstr=msgstr, state=State.DRAFT, draft=made, previous=None)
