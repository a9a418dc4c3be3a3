"""What a reviewer should see at a glance in both texts of an entry: figures, dates, names, masks.

Everything is read by the same functions as the checks, so that the page shows what they saw.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from l10n.checks import _figures
from l10n.checks.date import Said
from l10n.checks.glossary import is_rendered
from l10n.lang.ja.dates import Date
from l10n.lazy import lazy
from l10n.ledger import plain
from l10n.mask import protected
from l10n.model import Entry, Finding, Quantity, Term
from l10n.plugin import Check
from l10n.terms import find

Kind = Literal["figure", "date", "term", "mask", "space", "finding"]
Verdict = Literal["ok", "wrong", "missing", "extra"]
_ODD_SPACE = lazy(
    r"[\u00a0\u2000-\u200b\u200e\u200f\u202a-\u202f\u2060\u2066-\u2069\u3000\ufeff]|  +|\n| (?=\n|$)|^ "
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A run of a text that means something: `text[start:end]`, in code points."""

    start: int
    end: int
    kind: Kind
    label: str = ""
    """What it says: a value, an approved rendering, the name of a space, a severity."""
    verdict: str = "ok"


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure, date or name of the source beside what the translation makes of it."""

    kind: Kind
    source: str
    source_value: str
    target: str
    target_value: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Evidence:
    """All of it, for one entry."""

    source: tuple[Mark, ...]
    target: tuple[Mark, ...]
    facts: tuple[Fact, ...]
    masks: tuple[str, ...]
    """What stands in the source and no translator types anew, in order: code, link targets, tags."""


def gather(
    entry: Entry, locale: str, terms: Sequence[Term], findings: Sequence[Finding] = ()
) -> Evidence:
    """The evidence for an entry as it stands.

    >>> from l10n.model import Key
    >>> entry = Entry(Key(None, "974億ドルです。"), "It is $97.4 million.")
    >>> [(f.source_value, f.target_value, f.verdict) for f in gather(entry, "en", ()).facts]
    [('97,400,000,000 USD', '97,400,000 USD', 'wrong')]
    """
    msgid, msgstr = entry.key.msgid, entry.msgstr
    facts = [*_figures_of(entry, locale), *_dates_of(entry, locale), *_terms_of(entry, terms)]
    facts.sort(key=lambda row: row[0].start if row[0] else len(msgid))
    source = [mark for mark, _, _ in facts if mark]
    target = [mark for _, mark, _ in facts if mark]
    for finding in findings:
        label = f"{finding.severity}: {finding.message}"
        source += [Mark(a, b, "finding", label, "wrong") for a, b in finding.source_spans]
        target += [Mark(a, b, "finding", label, "wrong") for a, b in finding.target_spans]
    return Evidence(
        tuple(sorted([*source, *_masks(msgid), *_spaces(msgid)], key=_place)),
        tuple(sorted([*target, *_masks(msgstr), *_spaces(msgstr)], key=_place)),
        tuple(fact for _, _, fact in facts if fact),
        tuple(msgid[a:b] for a, b in protected(msgid)),
    )


def _place(mark: Mark) -> tuple[int, int]:
    return mark.start, -mark.end


def certain_fix(
    finding: Finding, entry: Entry, rules: Sequence[Check], locale: str, terms: Sequence[Term]
) -> str:
    """The msgstr that puts a finding right, where its own check then has less to say; else "".

    A fix that silences nothing would be a click for nothing.
    """
    rule = next((one for one in rules if one.id == finding.check), None)
    if rule is None or not finding.fix or finding.fix == entry.msgstr:
        return ""
    before = len(list(rule.run(entry, locale, terms)))
    after = len(list(rule.run(replace(entry, msgstr=finding.fix), locale, terms)))
    return finding.fix if after < before else ""


# --- kinds -------------------------------------------------------------------------------------

_Row = tuple[Mark | None, Mark | None, Fact | None]


def _figures_of(entry: Entry, locale: str) -> Iterator[_Row]:
    both = _figures.read(entry.key.msgid, entry.msgstr, locale)
    shown = {(q.start, q.end) for q, _ in both.pairs}
    for wanted, made in both.pairs:
        same = not (wanted.unit and made.unit) or wanted.unit == made.unit
        verdict: Verdict = "ok" if same or _figures.same_span(wanted, made) else "wrong"
        yield _pair(entry, wanted, made, verdict)
    missing, invented = list(both.missing), list(both.invented)
    for wanted in missing:
        instead = invented.pop(0) if invented and entry.msgstr else None
        yield _pair(entry, wanted, instead, "wrong" if instead else "missing")
        shown.add((wanted.start, wanted.end))
    for made in invented:
        yield _pair(entry, None, made, "extra")
    for wanted in both.source:  # said in another way, "the couple": nothing to point at
        if (wanted.start, wanted.end) not in shown:
            yield Mark(wanted.start, wanted.end, "figure", plain(wanted)), None, None


def _pair(entry: Entry, wanted: Quantity | None, made: Quantity | None, verdict: Verdict) -> _Row:
    source, target = _cut(entry.key.msgid, wanted), _cut(entry.msgstr, made)
    values = plain(wanted) if wanted else "", plain(made) if made else ""
    if verdict == "missing" and not entry.msgstr:
        return (Mark(wanted.start, wanted.end, "figure", values[0]) if wanted else None), None, None
    return (
        Mark(wanted.start, wanted.end, "figure", values[0], verdict) if wanted else None,
        Mark(made.start, made.end, "figure", values[1], verdict) if made else None,
        Fact("figure", source, values[0], target, values[1], verdict),
    )


def _cut(text: str, quantity: Quantity | None) -> str:
    return text[quantity.start : quantity.end] if quantity else ""


def _dates_of(entry: Entry, locale: str) -> Iterator[_Row]:
    both = _figures.read(entry.key.msgid, entry.msgstr, locale)
    said = Said(both, locale) if entry.msgstr else None
    for date in both.source_dates:
        value = _iso(date)
        wrong = list(said.wrong(date)) if said else []
        near = next((d for d in both.target_dates if _shares(d, date)), None)
        verdict: Verdict = "ok" if not wrong else "wrong" if near else "missing"
        yield (
            Mark(date.start, date.end, "date", value, verdict),
            Mark(near.start, near.end, "date", _iso(near), verdict) if near else None,
            Fact(
                "date",
                entry.key.msgid[date.start : date.end],
                value,
                entry.msgstr[near.start : near.end] if near else "",
                _iso(near) if near else "",
                verdict,
            )
            if said
            else None,
        )


def _shares(one: Date, other: Date) -> bool:
    return any(
        a is not None and a == b
        for a, b in (
            (one.year, other.year), (one.month, other.month), (one.day, other.day),
            (one.hour, other.hour),
        )
    )  # fmt: skip


def _iso(date: Date) -> str:
    day = "-".join(f"{part:02}" for part in (date.year, date.month, date.day) if part is not None)
    hour = "" if date.hour is None else f"{date.hour:02}:{date.minute or 0:02}"
    return f"{day} {hour}".strip()


def _terms_of(entry: Entry, terms: Sequence[Term]) -> Iterator[_Row]:
    for hit in find(entry.key.msgid, terms):
        target = hit.term.target
        source = entry.key.msgid[hit.start : hit.end]
        seen = re.search(re.escape(target), entry.msgstr, re.IGNORECASE) if target else None
        right = bool(seen) or (bool(target) and is_rendered(target, entry.msgstr))
        verdict: Verdict = "ok" if right or not target or not entry.msgstr else "missing"
        fact = Fact("term", source, hit.term.source, target, "", verdict) if target else None
        made = Mark(*seen.span(), "term", hit.term.source) if seen else None
        yield Mark(hit.start, hit.end, "term", target, verdict), made, fact


def _masks(text: str) -> Iterator[Mark]:
    for start, end in protected(text):
        yield Mark(start, end, "mask")


_NAMES = {
    "\u00a0": "no-break space", "\u202f": "narrow no-break space", "\u3000": "ideographic space",
    "\u200b": "zero-width space", "\u200e": "left-to-right mark", "\u200f": "right-to-left mark", "\u2060": "word joiner",
    "\ufeff": "byte order mark", "\n": "line break",
}  # fmt: skip


def _spaces(text: str) -> Iterator[Mark]:
    for match in _ODD_SPACE.finditer(text):
        name = _NAMES.get(match[0], "space" if match[0].strip(" ") else "doubled or outer space")
        yield Mark(match.start(), match.end(), "space", name)
