"""The order in which a reviewer looks at the entries of a catalog: what may be worst comes first."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from l10n.model import Catalog, Entry, Finding, Key, State, digest

SHORT = 40
"""Characters of a sentence that can be judged at a glance, in a list."""
_UNSURE = -0.6  # mean log-probability of a token; the offline engine's good drafts are above
_LONGEST = 200  # characters of a pattern


class Risk(IntEnum):
    """How much an entry needs a person; sorts as the queue does."""

    ERROR = 0
    """A check says that it is wrong, whoever wrote it."""
    DOUBTFUL = 1
    """A check warns, or its engine was unsure of it."""
    STALE = 2
    """Its source has changed, or somebody said that it needs work."""
    UNTRANSLATED = 3
    DRAFT = 4
    CLEAN = 5
    """A short draft that nothing speaks against: many can be approved together."""
    APPROVED = 6


@dataclass(frozen=True, slots=True)
class Item:
    """An entry in the queue."""

    entry: Entry
    place: int
    """Its position among the active entries: the article's order."""
    risk: Risk
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Filter:
    """What to show; an empty field asks for nothing."""

    states: Collection[str] = ()
    """Values of `State`."""
    risks: Collection[str] = ()
    """Names of `Risk`, in lower case."""
    checks: Collection[str] = ()
    pattern: str = ""
    """A regular expression on source, target, and comments of both kinds; small letters alone match
    capitals too."""


def items(catalog: Catalog, findings: Mapping[Key, Sequence[Finding]]) -> list[Item]:
    """The active entries, the riskiest first, those of equal risk in the article's order."""
    found = [
        Item(entry, place, risk(entry, findings.get(entry.key, ())), tuple(findings.get(entry.key, ())))
        for place, entry in enumerate(catalog.active)
    ]  # fmt: skip
    return sorted(found, key=lambda item: (item.risk, item.place))


def risk(entry: Entry, findings: Sequence[Finding] = ()) -> Risk:
    """The class of an entry, given what checks say of it.

    >>> risk(Entry(Key(None, "水"), "water", State.APPROVED)).name
    'APPROVED'
    """
    severities = {finding.severity for finding in findings}
    if "error" in severities:
        return Risk.ERROR
    if "warning" in severities or (entry.state is State.DRAFT and is_unsure(entry)):
        return Risk.DOUBTFUL
    if entry.state is State.DRAFT:
        clean = not findings and len(entry.key.msgid) <= SHORT and _is_whole(entry)
        return Risk.CLEAN if clean else Risk.DRAFT
    return {
        State.STALE: Risk.STALE,
        State.UNTRANSLATED: Risk.UNTRANSLATED,
        State.APPROVED: Risk.APPROVED,
    }[entry.state]


def is_unsure(entry: Entry) -> bool:
    """True for a draft whose engine gave it a low probability, or that was found doubtful."""
    detail = dict(entry.draft.detail) if entry.draft else {}
    try:
        low = float(detail.get("logprob", "0")) < _UNSURE
    except ValueError:
        low = False
    return low or "doubt" in detail


def _is_whole(entry: Entry) -> bool:
    """True when the text is the machine's own, in one form: what a person began is not clean."""
    own = entry.draft is not None and entry.draft.digest == digest(entry.msgstr)
    return own and entry.msgid_plural is None


def chosen(queue: Iterable[Item], wanted: Filter) -> list[Item]:
    """The items that a filter lets through, in their order; ValueError for a pattern that is none.

    >>> water = Item(Entry(Key(None, "水"), "Water", State.APPROVED), 0, Risk.APPROVED)
    >>> len(chosen([water], Filter(pattern="wat.r"))), len(chosen([water], Filter(states=["draft"])))
    (1, 0)
    """
    pattern = _compiled(wanted.pattern) if wanted.pattern else None
    return [
        item
        for item in queue
        if (not wanted.states or item.entry.state.value in wanted.states)
        and (not wanted.risks or item.risk.name.lower() in wanted.risks)
        and (not wanted.checks or any(one.check in wanted.checks for one in item.findings))
        and (pattern is None or _matches(pattern, item.entry))
    ]


def _compiled(pattern: str) -> re.Pattern[str]:
    if len(pattern) > _LONGEST:
        raise ValueError(f"a pattern has {_LONGEST} characters at most")
    flags = re.IGNORECASE if pattern == pattern.lower() else re.NOFLAG
    try:
        return re.compile(pattern, flags)
    except (re.error, RecursionError, OverflowError) as error:
        raise ValueError(f"not a regular expression: {error}") from error


def _matches(pattern: re.Pattern[str], entry: Entry) -> bool:
    texts = (entry.key.msgid, entry.msgstr, *entry.msgstr_plural, *entry.comments, entry.note)
    return any(pattern.search(text) for text in texts)


def counts(queue: Iterable[Item]) -> dict[str, int]:
    """How many entries there are by risk, and by check."""
    made: dict[str, int] = {one.name.lower(): 0 for one in Risk}
    for item in queue:
        made[item.risk.name.lower()] += 1
        for check in {finding.check for finding in item.findings}:
            made[f"check:{check}"] = made.get(f"check:{check}", 0) + 1
    return made
