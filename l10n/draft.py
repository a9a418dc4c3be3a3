"""Stage: MT drafts for untranslated entries. TM first, then an engine; never over a person.

An entry becomes a `Job`: its text masked, and, as the engine's capabilities ask for, figures,
dates and names already written in the target's form. The answer becomes a draft in the entry;
one that is refused is asked for in a simpler way, and at last the entry holds the reason why
there is no draft.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import field, replace
from functools import lru_cache
from typing import NamedTuple, Protocol

from l10n.budget import Budget
from l10n.entries import Chosen, active_worked_on
from l10n.errors import AnswerRejected, EngineError, EngineInterrupted, LocaleUnsupported
from l10n.lang import Date, read_target_quantities, write_date, write_quantity
from l10n.lang.ja import read_dates, read_quantities
from l10n.lazy import lazy
from l10n.mask import (
    Masked,
    asides,
    harmless,
    mask,
    pieces,
    unmask,
    with_asides,
    with_substitutions,
)
from l10n.model import Catalog, Draft, Entry, Key, Quantity, State, Term, digest
from l10n.noun import noun, record
from l10n.plugin import Answer, Capabilities, Engine, Request
from l10n.tally import Tally
from l10n.terms import find
from l10n.tm import Recorded, Store, answer_key

_TOKEN = lazy(r"XQ\d+X")
BY_TERMS = "terms"
"""In provenance: the termbase and the written figures left nothing for an engine to say."""
_CONTROL = lazy(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffd]")
_JAPANESE = lazy(r"[\u3041-\u3096\u30a1-\u30fa\uff66-\uff9d\u3400-\u9fff]")
_LETTER = lazy(r"[^\W\d_]")
_PORTION = 16
"""Texts that are reserved together when the budget is limited."""


class Way(NamedTuple):
    """How an entry is put to an engine; what it refuses is put in the next, simpler way."""

    emphasis: bool
    """The marks ** * ~~ are sent."""
    written: bool
    """Names are written in the target's form before sending."""
    split: bool = False
    """The text is cut at its masks, and the pieces are asked for one by one."""


def ways(capabilities: Capabilities) -> list[Way]:
    """The ways to ask an engine, the fullest first."""
    full = Way(capabilities.emphasis, not capabilities.glossary)
    return list(dict.fromkeys([full, Way(False, True), Way(False, True, split=True)]))


class Asked(NamedTuple):
    """One text for an engine, and what its answer is journaled under."""

    key: str
    request: Request


class Aside(NamedTuple):
    """What a picture in a sentence shows, or a title in it: a text of its own."""

    text: str
    masked: Masked
    part: Asked | str


@noun
class Job:
    """What is asked for one entry in one way."""

    entry: Entry
    source: str
    """Locale of the text: the article's, or the pivot's."""
    masked: Masked
    parts: tuple[Asked | str, ...]
    """One text, or what stands between the masks, and the masks, in order. A `str` is kept."""
    asides: tuple[Aside, ...] = ()

    @property
    def asked(self) -> tuple[Asked, ...]:
        """What an engine has to answer."""
        parts = (*self.parts, *(aside.part for aside in self.asides))
        return tuple(part for part in parts if isinstance(part, Asked))


@noun
class Brief:
    """What one catalog is drafted with."""

    catalog: Catalog
    source: str = "ja"
    terms: Sequence[Term] = ()
    pivot: Mapping[Key, str] = field(default_factory=dict)
    """Approved texts in the engine's pivot locale."""
    pivot_terms: Sequence[Term] = ()
    """The termbase from the pivot locale to the target."""


Doubt = Callable[[Sequence[tuple[str, str]]], Sequence[str]]
"""For the (source, draft) pairs of an article, in order: "" or why a draft is doubtful."""


class Progress(Protocol):
    """Called as answers come, with what is done and what there is to do."""

    def __call__(self, done: int, total: int, characters: int, /) -> None:
        """Texts answered, texts in all, characters answered."""


class Send(Protocol):
    """What puts texts to an engine: this process, or workers elsewhere."""

    def __call__(self, batch: Sequence[Asked], work: Work, source: str, target: str, /) -> None:
        """Journals an answer for each text in the TM; raises EngineError when the engine fails."""


@noun
class Work:
    """What drafting hands to an engine."""

    engine: Engine
    memory: Store
    tally: Tally
    progress: Progress
    budget: Budget | None = None
    retry: bool = False
    send: Send | None = None
    """None: `send`."""


def draft(
    briefs: Sequence[Brief],
    engine: Engine,
    memory: Store,
    tally: Tally,
    *,
    retry: bool = False,
    progress: Progress,
    budget: Budget | None = None,
    ask: bool = True,
    doubt: Doubt | None = None,
    remember: bool = True,
    by: Send | None = None,
) -> list[Catalog]:
    """The catalogs with drafts for their untranslated entries; `tally` is counted up.

    The approved texts of other articles come first, then journaled answers, then the engine,
    which gets all catalogs of a locale together (unless `ask` is false: it has failed before).
    When it fails, its error goes into `tally.failures` and what it answered before is in the
    result. Without `remember` an engine is asked even where the TM has what a person approved. `doubt` judges the drafts of an article together; what it finds is in the provenance.
    """
    work = Work(engine, memory, tally, progress, budget, retry, by)
    filled: list[dict[Key, Entry]] = [
        _remembered(brief, memory, tally) if remember else {} for brief in briefs
    ]
    tried: set[str] = set()
    for number, way in enumerate(ways(engine.capabilities)):
        jobs = [
            (place, job)
            for place, brief in enumerate(briefs)
            for job in _jobs(
                brief, filled[place], engine, way, memory, retry=retry, first=not number
            )
            if not tried.issuperset(asked.key for asked in job.asked) or not job.asked
        ]
        tried.update(asked.key for _, job in jobs for asked in job.asked)
        whole = _ask([job for _, job in jobs], work, briefs[0].catalog.locale) if ask else False
        answers = memory.answers([asked.key for _, job in jobs for asked in job.asked])
        for place, job in jobs:
            done = _finish(job, engine.name, answers)
            if done and (done.msgstr or job.entry.key not in filled[place]):
                filled[place][job.entry.key] = done
        if not whole:
            break
    if doubt:
        filled = [
            _doubted(brief, entries, doubt) for brief, entries in zip(briefs, filled, strict=True)
        ]
    for entries in filled:
        tally.drafted += sum(bool(e.msgstr) for e in entries.values())
        tally.refused += sum(not e.msgstr for e in entries.values())
    return [_with(brief.catalog, done) for brief, done in zip(briefs, filled, strict=True)]


def _doubted(brief: Brief, done: dict[Key, Entry], doubt: Doubt) -> dict[Key, Entry]:
    """The entries with `doubt=…` in the provenance of drafts that seem to be of another text."""
    made = [done[e.key] for e in brief.catalog.active if e.key in done and done[e.key].msgstr]
    found = doubt([(entry.key.msgid, entry.msgstr) for entry in made])
    marked = dict(done)
    for entry, reason in zip(made, found, strict=True):
        if reason and entry.draft:
            detail = (*entry.draft.detail, ("doubt", reason))
            marked[entry.key] = replace(entry, draft=replace(entry.draft, detail=detail))
    return marked


@noun
class Estimate:
    """What a run would send to an engine, at most: the TM is looked into, nothing is sent."""

    segments: int = 0
    characters: int = 0
    cost: float = 0.0
    """US dollars, by the engine's price."""
    seconds: float = 0.0

    def __add__(self, other: Estimate) -> Estimate:
        return Estimate(
            self.segments + other.segments,
            self.characters + other.characters,
            self.cost + other.cost,
            self.seconds + other.seconds,
        )


def estimate(
    briefs: Sequence[Brief], engine: Engine, memory: Store | None, *, retry: bool = False
) -> Estimate:
    """What drafting `briefs` would send to `engine` in the first and fullest way."""
    way = ways(engine.capabilities)[0]
    wanted: dict[str, int] = {}
    for brief in briefs:
        filled = _remembered(brief, memory, Tally()) if memory else {}
        for job in _jobs(brief, filled, engine, way, memory, retry=retry, first=True):
            for asked in job.asked:
                if not memory or _is_wanted(memory.answer(asked.key), retry=retry):
                    wanted[asked.key] = len(asked.request.text)
    characters = sum(wanted.values())
    cost = characters * engine.capabilities.price / 1e6
    return Estimate(len(wanted), characters, cost, len(wanted) / engine.capabilities.pace)


def fillable(brief: Brief, engine: Engine, memory: Store) -> int:
    """How many entries a run would fill: from the TM, or by asking `engine`; nothing is asked."""
    filled = _remembered(brief, memory, Tally())
    if not engine.capabilities.answers:
        return len(filled)
    way = ways(engine.capabilities)[0]
    jobs = _jobs(brief, filled, engine, way, memory, retry=False, first=True)
    return len(filled) + sum(1 for _ in jobs)


def todo(catalog: Catalog, engine: str, *, retry: bool = False) -> Iterator[Entry]:
    """The entries that `engine` may fill: active, without a msgstr, not refused by it before."""
    for entry in catalog.active:
        if not is_open(entry):
            continue
        if retry or entry.draft is None or engine not in entry.draft.engine.split("+"):
            yield entry


def count_open(catalog: Catalog) -> int:
    """How many entries of a catalog are open."""
    written = active_worked_on(catalog.entries)
    return Chosen.of(catalog.entries).count_empty() + sum(map(is_open, written))


def is_open(entry: Entry) -> bool:
    """True without any text; plural entries are another program's and for a person."""
    return entry.state is State.UNTRANSLATED and not entry.msgstr and entry.msgid_plural is None


def _remembered(brief: Brief, memory: Store, tally: Tally) -> dict[Key, Entry]:
    found = {}
    opened = [entry for entry in brief.catalog.active if is_open(entry)]
    hits = memory.exacts(brief.catalog.locale, {entry.key.msgid for entry in opened})
    for entry in opened if hits else ():
        if hit := hits.get(entry.key.msgid):
            how = ("adapted", "figures") if hit.adapted else ("like", f"{hit.score:.0f}")
            origin = [("from", hit.domain.replace(" ", "_")), *([how] if hit.score < 100 else [])]
            found[entry.key] = _drafted(entry, "tm", hit.text.msgstr, tuple(origin))
    tally.from_memory += len(found)
    return found


def _jobs(
    brief: Brief,
    filled: Mapping[Key, Entry],
    engine: Engine,
    way: Way,
    memory: Store | None,
    *,
    retry: bool,
    first: bool,
) -> Iterator[Job]:
    """What is to ask in one way: at first all that is open, later what was refused before."""
    near = _Neighbours(brief.catalog) if engine.capabilities.context else None
    for entry in todo(brief.catalog, engine.name, retry=retry):
        done = filled.get(entry.key)
        if done is None if first else done is not None and not done.msgstr:
            job = _job(entry, brief, engine, way, near, memory)
            if job is not None:
                yield job


def _ask(jobs: Sequence[Job], work: Work, target: str) -> bool:
    """Journals an answer for each text that has none; equal texts are asked once.

    False when the engine failed: its error is in the tally.
    """
    wanted: dict[tuple[str, str], Asked] = {}
    known = work.memory.answers([asked.key for job in jobs for asked in job.asked])
    for job in jobs:
        for asked in job.asked:
            if _is_wanted(known.get(asked.key), retry=work.retry):
                wanted.setdefault((job.source, asked.key), asked)
    whole = True
    try:
        for source in dict.fromkeys(source for source, _ in wanted):
            batch = [asked for (origin, _), asked in wanted.items() if origin == source]
            try:
                work.engine.check_locales(source, target)
            except LocaleUnsupported as error:  # from Japanese; from approved English it may go
                work.tally.failures.append(error)
                whole = False
                continue
            (work.send or send)(batch, work, source, target)
    except EngineError as error:
        if work.engine.name not in error.what:  # in a chain, people must know which of them it is
            error.place = error.place or f"engine {work.engine.name}"
        work.tally.failures.append(error)
        return False
    except KeyboardInterrupt:
        work.tally.failures.append(
            EngineInterrupted("interrupted", fix="run again to go on; no answer is asked for twice")
        )
        return False
    return whole


def _is_wanted(known: Recorded | None, *, retry: bool) -> bool:
    return known is None or (retry and bool(known.problem))


def send(batch: Sequence[Asked], work: Work, source: str, target: str) -> None:
    """Sends texts, as far as the budget goes, and journals the answers as they come."""
    capabilities, journal = work.engine.capabilities, _Journal(work, len(batch))
    limited = work.budget is not None and work.budget.limited
    size = max(_PORTION, capabilities.items) if limited else max(1, len(batch))
    for start in range(0, len(batch), size):
        portion = batch[start : start + size]
        admitted = list(portion)
        if work.budget:
            sizes = [len(asked.request.text) for asked in portion]
            number = work.budget.admit(work.engine.name, sizes, capabilities.price)
            admitted = list(portion[:number])
        requests = [asked.request for asked in admitted]
        answers = work.engine.translate(requests, source=source, target=target)
        try:
            for answer in answers:
                journal.keep(answer, admitted)
        except KeyboardInterrupt:
            journal.silent = True  # telling may be what was interrupted, and these are paid for
            for answer in _under_way(answers):
                journal.take(answer, admitted)
            raise
        finally:
            journal.write()
        if work.budget and len(admitted) < len(portion):
            raise work.budget.spent(work.engine.name)


@record
class _Journal:
    """Answers on their way into the TM: as many as one call of the engine has go in together, so
    that a process that is killed loses no more than that."""

    work: Work
    total: int
    done: int = 0
    characters: int = 0
    waiting: dict[str, Recorded] = field(default_factory=dict)
    silent: bool = False

    def keep(self, answer: Answer, asked: Sequence[Asked]) -> None:
        """Takes an answer to one of the texts that were asked, and writes when a call's are there."""
        self.take(answer, asked)
        if len(self.waiting) >= self.work.engine.capabilities.items:
            self.write()

    def take(self, answer: Answer, asked: Sequence[Asked]) -> None:
        """Takes an answer; whoever asked for it writes."""
        key, request = asked[answer.index]
        self.waiting[key] = Recorded(answer.text, answer.problem, answer.detail)
        self.done += 1
        self.characters += len(request.text)
        self.work.tally.asked += 1
        self.work.tally.characters += len(request.text)

    def write(self) -> None:
        """Makes what waits durable, and tells of it."""
        if not self.waiting:
            return
        self.work.memory.record_all(self.waiting)
        self.waiting = {}
        if not self.silent:
            self.work.progress(self.done, self.total, self.characters)


def _under_way(answers: Iterator[Answer]) -> Iterator[Answer]:
    """What an engine still yields when it is told of an interrupt: answers that are paid for."""
    if isinstance(answers, Generator):
        try:
            answer = answers.throw(KeyboardInterrupt())
            while True:
                yield answer
                answer = next(answers)
        except (KeyboardInterrupt, StopIteration, EngineError):
            return


def _with(catalog: Catalog, done: Mapping[Key, Entry]) -> Catalog:
    entries = tuple(
        entry if entry.obsolete else done.get(entry.key, entry) for entry in catalog.entries
    )
    return replace(catalog, entries=entries)


class _Neighbours:
    """Where an entry stands in its article: the title, the headings, the sentences around."""

    def __init__(self, catalog: Catalog) -> None:
        texts = [entry.key.msgid for entry in catalog.active]
        self._near = {
            key: (before, after)
            for key, before, after in zip(
                (entry.key for entry in catalog.active),
                ["", *texts[:-1]],
                [*texts[1:], ""],
                strict=True,
            )
        }
        titles = [e.key.msgid for e in catalog.active if _TITLE.match(e.note)]
        self._title = titles[0] if titles else catalog.domain

    def of(self, entry: Entry) -> tuple[str, str, str]:
        """(title and headings, text before, text after)."""
        section = entry.note.partition("\n")[0].partition(" — ")[2]
        title = f"{self._title} › {section}" if section else self._title
        return (title, *self._near[entry.key])


_TITLE = lazy(r"front matter title|title|heading 1")


def _job(
    entry: Entry,
    brief: Brief,
    engine: Engine,
    way: Way,
    near: _Neighbours | None,
    memory: Store | None,
) -> Job | None:
    """What to ask for an entry in this way; None when the way is none for it."""
    text = brief.pivot.get(entry.key, "")
    capabilities = engine.capabilities
    source = capabilities.pivot if text else brief.source
    target = brief.catalog.locale
    terms = brief.pivot_terms if text else brief.terms
    masked = mask(text or entry.key.msgid, emphasis=way.emphasis)
    if way.written or capabilities.figures:
        shown = terms if way.written else ()
        found = substitutions(masked.text, source, target, shown, figures=capabilities.figures)
        masked = with_substitutions(masked, found)
    if way.split and not masked.tokens:
        return None
    title, before, after = near.of(entry) if near else ("", "", "")
    learns = memory if capabilities.examples and not text else None
    alike = learns.matches(target, entry.key.msgid) if learns else []
    approved = [match.text for match in alike if not match.text.origin and not match.adapted]
    examples = tuple((pair.msgid, pair.msgstr) for pair in approved[:1])
    whole = Request(
        masked.text,
        masked.spans,
        masked.tokens,
        () if way.written else tuple(dict.fromkeys(hit.term for hit in find(masked.text, terms))),
        title,
        before,
        after,
        examples,
    )
    texts = pieces(masked) if way.split else [masked.text]
    parts = tuple(_part(text, whole, engine, source, target) for text in texts)
    return Job(entry, source, masked, parts, tuple(_asides(masked, whole, engine, source, brief)))


def _asides(
    masked: Masked, whole: Request, engine: Engine, source: str, brief: Brief
) -> Iterator[Aside]:
    """The texts of pictures and the titles in an entry, each as a request of its own."""
    target = brief.catalog.locale
    terms = brief.terms if source == brief.source else brief.pivot_terms
    held = [masked.edges[0], *(meaning for _, meaning in masked.tokens), masked.edges[1]]
    found = [held_text[a:b] for held_text in held for a, b in asides(held_text)]
    for text in dict.fromkeys(found):
        if not (_JAPANESE if source == "ja" else _LETTER).search(text):
            continue
        own = mask(text, emphasis=False)
        shown = substitutions(own.text, source, target, terms, figures=engine.capabilities.figures)
        own = with_substitutions(own, shown)
        request = replace(whole, text=own.text, spans=own.spans, masks=own.tokens, terms=())
        yield Aside(text, own, _part(own.text, request, engine, source, target))


def _part(text: str, whole: Request, engine: Engine, source: str, target: str) -> Asked | str:
    """`text` as a request of its own; as it is when nothing is left to translate in it: a cell
    5000億ドル is 5000억 달러, and an engine could only spoil it.
    """
    spans = tuple(span for span in whole.spans if span in text)
    bare = text
    for span in sorted(spans, key=len, reverse=True):
        bare = bare.replace(span, "")
    if not any(char.isalnum() for char in bare):
        return text
    masks = tuple(one for one in whole.masks if one[0] in text)
    same = (text, spans, masks) == (whole.text, whole.spans, whole.masks)
    request = whole if same else replace(whole, text=text, spans=spans, masks=masks)
    filed = text
    if request.terms or request.title or request.examples:  # what else the answer depends on
        terms = [(t.source, t.target, t.forbidden) for t in request.terms]
        near = [request.title, request.before, request.after]
        filed = json.dumps([text, terms, *near, request.examples])
    return Asked(answer_key(engine.fingerprint(target), source, target, filed), request)


def substitutions(
    text: str, source: str, target: str, terms: Sequence[Term], *, figures: bool = True
) -> list[tuple[int, int, str]]:
    """(start, end, target form) of the figures, dates and names in `text`, left to right.

    Without `figures` only the names: a service reads 974億ドル by itself.
    A small model gets 20 of 43 figures right by itself, and all of them when they are written
    for it (docs/benchmarks.md).
    """
    text = _TOKEN.sub(lambda match: "。" * len(match[0]), text)  # XQ1X5000億ドル is no model name
    found = [(hit.start, hit.end, hit.term.target) for hit in find(text, terms) if hit.term.target]
    if not figures:
        return _disjoint(found)
    if source == "ja":
        dates, quantities = _read_japanese(text)
        found += [form for date in dates if (form := _date_form(text, date, target))]
    else:
        quantities = tuple(read_target_quantities(text, source))
    for quantity in quantities:
        if _is_worth_it(text, quantity):
            start = quantity.start + (text[quantity.start] in "約およそ")
            plain = replace(quantity, approximate=False, bound="")
            figure = text[start : quantity.end]
            year = source != "ja" and _YEAR.fullmatch(figure)
            found.append((start, quantity.end, figure if year else write_quantity(plain, target)))
    return _disjoint(found)


@lru_cache(maxsize=4096)  # a source is read once for all languages
def _read_japanese(text: str) -> tuple[tuple[Date, ...], tuple[Quantity, ...]]:
    return tuple(read_dates(text)), tuple(read_quantities(text))


def _date_form(text: str, date: Date, target: str) -> tuple[int, int, str] | None:
    """A date with a month in the target's form; of a year alone the figure, which must come back.

    日曜, 去年 and 午後6時 are words: 1916に始まった is worse to read than 1916年に.
    """
    if date.month and (date.year or date.day):
        return date.start, date.end, write_date(date, target)
    figure = re.match(r"\d{3,4}(?=年)", text[date.start : date.end])
    if not figure or not figure[0].isascii():
        return None
    return date.start, date.start + figure.end(), figure[0]


_YEAR = lazy(r"1[0-9]{3}|20[0-9]{2}")  # in 1992: not 1.992, and it must come back
_TIMES = ("year", "month", "week", "day", "hour", "minute", "second")


def _is_worth_it(text: str, quantity: Quantity) -> bool:
    """Money, per cent, measures, and figures with a scale word; 3つ and 2年間 may become words."""
    figure = text[quantity.start : quantity.end]
    exact = quantity.unit not in ("", *_TIMES)
    return exact or any(sign in figure for sign in "万億兆") or quantity.value >= 1000


def _disjoint(found: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    kept: list[tuple[int, int, str]] = []
    for item in sorted(found, key=lambda item: (item[0], -item[1])):
        if not kept or item[0] >= kept[-1][1]:
            kept.append(item)
    return kept


def _finish(job: Job, engine: str, answers: Mapping[str, Recorded]) -> Entry | None:
    """The entry with its draft, or untranslated with the reason in its provenance; None when
    there is no answer yet."""
    texts, detail = [], list[tuple[str, str]]()
    for part in job.parts:
        if isinstance(part, str):
            texts.append(part)
            continue
        answer = answers.get(part.key)
        if answer is None:
            return None
        if answer.problem:
            return _refused(job.entry, engine, answer.problem)
        texts.append(answer.text)
        detail = detail or list(answer.detail)
    said = {aside.text: _said(aside, answers) for aside in job.asides}
    if None in said.values():
        return None
    masked = with_asides(job.masked, {text: words for text, words in said.items() if words})
    try:
        msgstr = accept(unmask(masked, _joined(texts, masked)))
    except AnswerRejected as error:
        return _refused(job.entry, engine, error.what)
    if not job.asked:
        return _drafted(job.entry, BY_TERMS, msgstr, ())
    if len(job.parts) > 1:
        asked = sum(isinstance(part, Asked) for part in job.parts)
        detail.append(("pieces", str(asked)))
    if job.source != "ja":
        detail.insert(0, ("via", job.source))
    if before := _tried(job.entry, engine):
        detail.insert(0, ("after", "+".join(before)))
    return _drafted(job.entry, engine, msgstr, tuple(detail))


def _said(aside: Aside, answers: Mapping[str, Recorded]) -> str | None:
    """The translation of a picture's text or a title, "" when it was refused: then it stays
    Japanese, and the check `source_script` tells of it; None when there is no answer yet."""
    words = aside.part if isinstance(aside.part, str) else ""
    if isinstance(aside.part, Asked):
        answer = answers.get(aside.part.key)
        if answer is None:
            return None
        words = "" if answer.problem else harmless(answer.text)
    try:
        return accept(unmask(aside.masked, words)) if words else ""
    except AnswerRejected:
        return ""


def _joined(texts: Sequence[str], masked: Masked) -> str:
    """Pieces and tokens as one text, with a space where words meet, none inside of a tag."""
    meaning = dict(masked.tokens)
    joined, left = texts[0], texts[0]
    for right in texts[1:]:
        opens, closes = meaning.get(left, ""), meaning.get(right, "")
        inside = closes.startswith(("](", "</")) or (opens[:1] == "<" and opens[:2] != "</")
        apart = not inside and _is_word(joined[-1:]) and _is_word(right[:1])
        joined, left = f"{joined} {right}" if apart else joined + right, right
    return joined


def _is_word(char: str) -> bool:
    """True for letters and digits of scripts that put spaces between words."""
    return char.isalnum() and not "\u3000" <= char <= "\u9fff"


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
    names = "+".join([*_tried(entry, engine), engine])
    detail = (("problem", "-".join(problem.split())),)
    return replace(entry, draft=Draft(names, "", detail))


def _tried(entry: Entry, engine: str) -> list[str]:
    """The other engines of the chain that were asked before, and refused."""
    return [name for name in entry.draft.engine.split("+") if name != engine] if entry.draft else []


def _drafted(entry: Entry, engine: str, msgstr: str, detail: tuple[tuple[str, str], ...]) -> Entry:
    made = Draft(engine, digest(msgstr), detail)
    return replace(entry, msgstr=msgstr, state=State.DRAFT, draft=made, previous=None)
