"""Stage: catalogs through the checks. `check` finds and never edits; `repair` edits drafts alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from l10n.entries import active_worked_on
from l10n.model import Catalog, Entry, Finding, Severity, State, Term, digest
from l10n.plugin import CatalogCheck, Check
from l10n.verdicts import Verdicts, mark_of
from l10n.waivers import Waiver, is_waived

Level = Severity | Literal["off"]


ASKED = frozenset({"spelling", "unrelated"})
"""Checks that run only where the config names them: what they find hangs on what is installed."""


def runs(rule: str, levels: Mapping[str, Level] | None) -> bool:
    """True when a check is to be run at these severities."""
    return (levels or {}).get(rule, "off" if rule in ASKED else "") != "off"


def check(
    catalog: Catalog,
    checks: Sequence[Check],
    *,
    terms: Sequence[Term] = (),
    file: str = "",
    levels: Mapping[str, Level] | None = None,
    waivers: Collection[Waiver] = (),
    verdicts: Verdicts | None = None,
) -> tuple[Finding, ...]:
    """The findings of all entries that have a msgstr, in catalog order.

    `levels` overrides a check's severity, or turns it off; what a person waived is left out. Stale
    entries are, too: their text belongs to another source, and `status` counts them. `verdicts`
    are what `judge` made of the catalog, if that was done already.
    """
    if verdicts is None:
        rules = [rule for rule in checks if runs(rule.id, levels)]
        found = (
            (entry, finding)
            for entry in _judged(catalog)
            for rule in rules
            for finding in rule.run(entry, catalog.locale, terms)
        )
    else:
        said = any(verdicts.values())
        judged = _judged(catalog) if said else ()
        found = ((entry, f) for entry in judged for f in verdicts[mark_of(entry)])
    return tuple(_placed(found, catalog.locale, file, levels or {}, waivers))


def judge(
    catalog: Catalog,
    checks: Sequence[Check],
    *,
    terms: Sequence[Term] = (),
    levels: Mapping[str, Level] | None = None,
    known: Verdicts | None = None,
) -> dict[bytes, tuple[Finding, ...]]:
    """What the checks that are on say of each entry; of one that is `known`, they said it before."""
    rules = [rule for rule in checks if runs(rule.id, levels)]
    verdicts: dict[bytes, tuple[Finding, ...]] = {}
    for entry in _judged(catalog):
        mark = mark_of(entry)
        said = known.get(mark) if known else None
        if said is None:
            said = tuple(f for rule in rules for f in rule.run(entry, catalog.locale, terms))
        verdicts[mark] = said
    return verdicts


def is_judged(catalog: Catalog, known: Verdicts | None) -> bool:
    """True when `known` has what the checks say of every entry; so it has of a catalog without a text."""
    said = known or {}
    return all(mark_of(entry) in said for entry in _judged(catalog))


def check_across(
    catalogs: Sequence[Catalog],
    checks: Sequence[CatalogCheck],
    *,
    terms: Sequence[Term] = (),
    files: Sequence[str] = (),
    levels: Mapping[str, Level] | None = None,
    waivers: Collection[Waiver] = (),
) -> list[tuple[Finding, ...]]:
    """The findings of checks that look at all catalogs of a locale, catalog by catalog.

    `catalogs` may be read from the disk as often as a check goes over them.
    """
    found: list[list[tuple[Entry, Finding]]] = [[] for _ in catalogs]
    for rule in checks:
        if runs(rule.id, levels):
            for place, entry, finding in rule.run_all(catalogs, terms):
                found[place].append((entry, finding))
    names = list(files) or [""] * len(catalogs)
    locale = catalogs[0].locale if catalogs else ""
    return [
        tuple(_placed(group, locale, file, levels or {}, waivers))
        for group, file in zip(found, names, strict=True)
    ]


def _judged(catalog: Catalog) -> Iterator[Entry]:
    for entry in active_worked_on(catalog.entries):
        if entry.state not in (State.STALE, State.UNTRANSLATED) and not entry.joined:
            yield entry


def untranslated(catalog: Catalog, file: str) -> tuple[Finding, ...]:
    """An info for each entry without a msgstr, for a file that no project counts the entries of."""
    empty = Finding("empty", "info", "not translated yet")
    found = ((entry, empty) for entry in catalog.active if entry.state is State.UNTRANSLATED)
    return tuple(_placed(found, catalog.locale, file, {}, ()))


def _placed(
    found: Iterable[tuple[Entry, Finding]],
    locale: str,
    file: str,
    levels: Mapping[str, Level],
    waivers: Collection[Waiver],
) -> Iterator[Finding]:
    for entry, finding in found:
        if waivers and is_waived(finding.check, entry, waivers):
            continue
        level = levels.get(finding.check, finding.severity)
        severity = finding.severity if level == "off" else level
        yield replace(
            finding,
            key=entry.key,
            locale=locale,
            file=file,
            line=entry.line,
            severity=severity,
        )


FIGURES = frozenset({"number", "number_format", "currency", "date"})
"""The checks whose certain fixes drafting applies by itself."""


def repair(
    catalog: Catalog,
    checks: Sequence[Check],
    *,
    terms: Sequence[Term] = (),
    only: Collection[str] = (),
    before: Catalog | None = None,
) -> Catalog:
    """The catalog with the certain fixes of its findings in drafts that no person touched.

    `only` names the checks to apply; default: all. Entries that `before` has, too, are left as
    they are. A repaired draft says so in its provenance: `repaired=number`.
    """
    rules = [rule for rule in checks if not only or rule.id in only]
    old = {id(entry) for entry in before.entries} if before else set()
    entries = tuple(
        _repaired(entry, catalog.locale, rules, terms)
        if id(entry) not in old and entry.machine_made and not entry.obsolete
        else entry
        for entry in catalog.entries
    )
    return catalog if entries == tuple(catalog.entries) else replace(catalog, entries=entries)


def _repaired(entry: Entry, locale: str, rules: Sequence[Check], terms: Sequence[Term]) -> Entry:
    """The entry after every fix that leaves its check with less to say than before."""
    names = []
    for rule in rules:
        for _ in range(8):  # a text has several wrong figures at most
            findings = list(rule.run(entry, locale, terms))
            fix = next((f.fix for f in findings if f.fix and f.fix != entry.msgstr), "")
            if not fix:
                break
            better = replace(entry, msgstr=fix)
            if len(list(rule.run(better, locale, terms))) >= len(findings):
                break
            entry = better
            names.append(rule.id)
    if not names or entry.draft is None:
        return entry
    known = dict(entry.draft.detail)
    before = known.get("repaired", "").split(",") if "repaired" in known else []
    known["repaired"] = ",".join(dict.fromkeys([*before, *names]))
    made = replace(entry.draft, digest=digest(entry.msgstr), detail=tuple(known.items()))
    return replace(entry, draft=made)
