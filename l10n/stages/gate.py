"""catalogs → findings of the gate: what a project has set as its least, for each locale as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta

from l10n.build import coverage
from l10n.config import line_of
from l10n.errors import UsageError
from l10n.flow import Article, Flow, read_catalog
from l10n.git import DEEPEN
from l10n.history import hidden, since
from l10n.merge import merge
from l10n.model import Catalog, Coverage, Entry, Finding, State

Findings = Mapping[tuple[str, str], Sequence[Finding]]


def gate_stage(flow: Flow, findings: Findings, today: date) -> list[Finding]:
    """What `[gate]` does not let pass, an error each; () where it says nothing.

    A flow over a part of the project is not judged: its share of the whole says nothing. What is
    found names days, and never `today`: the same catalogs give the same report until one is due.
    """
    if not flow.whole:
        return []
    found: list[Finding] = []
    for locale in flow.locales:
        gate = flow.project.config.gate_of(locale)
        found += _too_few_reviewed(flow, locale, gate.min_reviewed)
        found += _too_many_findings(flow, locale, gate.max_findings, findings)
        found += _too_long_stale(flow, locale, gate.max_stale_days, today)
    return found


def _too_few_reviewed(flow: Flow, locale: str, least: float | None) -> Iterator[Finding]:
    if least is None:
        return
    counts = [_coverage(flow, article, locale) for article in flow.articles]
    approved, total = sum(c.approved for c in counts), sum(c.total for c in counts)
    if approved < least * total:
        share, wanted = f"{100 * approved // total} %", f"{100 * least:g} %"
        what = (
            f"{approved} of {total} segments are reviewed ({share}); at least {wanted} have to be"
        )
        yield _finding(flow, locale, "min_reviewed", what, expected=wanted, found=share)


def _coverage(flow: Flow, article: Article, locale: str) -> Coverage:
    """Against the article as it is now, whether the catalog is behind or not."""
    catalog = merge(article.template, flow.catalogs[article.document.domain, locale])
    return coverage(article.document, {entry.key: entry for entry in catalog.active})


def _too_many_findings(
    flow: Flow, locale: str, most: int | None, findings: Findings
) -> Iterator[Finding]:
    own = [one for place, some in findings.items() if place[1] == locale for one in some]
    number = sum(one.severity != "info" for one in own)
    if most is not None and number > most:
        what = f"{number} errors and warnings; at most {most} may be"
        yield _finding(flow, locale, "max_findings", what, expected=str(most), found=str(number))


def _too_long_stale(flow: Flow, locale: str, most: int | None, today: date) -> Iterator[Finding]:
    if most is None:
        return
    for domain in (article.document.domain for article in flow.articles):
        waiting = _stale_since(flow, domain, locale)
        late = sorted(
            (day, entry.line, entry) for day, entry in waiting if (today - day).days > most
        )
        if late:
            first, line, entry = late[0]
            due = first + timedelta(days=most)
            entries = "1 entry is" if len(late) == 1 else f"{len(late)} entries are"
            what = f"{entries} stale for too long, this one since {first}; it was due on {due}"
            file = flow.project.display(flow.project.catalog(domain, locale))
            place = (entry.key, locale, file, line)
            yield Finding("gate", "error", what, *place, expected=str(due), found=str(first))


def _stale_since(flow: Flow, domain: str, locale: str) -> list[tuple[date, Entry]]:
    """Each entry that is stale on the disk, with the day since when it stands as it does.

    By git's history of the catalog; where there is none, by the catalog's PO-Revision-Date.
    """
    path, catalog = flow.project.catalog(domain, locale), read_catalog(flow.project, domain, locale)
    stale = {e.line: e for e in catalog.active if e.state is State.STALE and e.line}
    if not stale:
        return []
    if hidden(path, stale):
        raise UsageError(
            "since when an entry is stale cannot be told",
            place=flow.project.display(path),
            cause="[gate] max_stale_days asks git, and this clone is shallow.",
            fix=DEEPEN,
        )
    days = since(path, stale)
    if not days and (revised := _revised(catalog)):
        days = dict.fromkeys(stale, revised)
    return [(day, stale[line]) for line, day in days.items()]


def _revised(catalog: Catalog) -> date | None:
    text = dict(catalog.header).get("PO-Revision-Date", "")[:10]
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError:  # YEAR-MO-DA, or nothing: nobody has revised it
        return None


def _finding(flow: Flow, locale: str, key: str, what: str, *, expected: str, found: str) -> Finding:
    """A finding at the line of the config that asks for it."""
    project = flow.project
    own = (
        isinstance(project.config.gate.get(locale), Mapping) and key in project.config.gate[locale]
    )
    name = f"gate.{locale}.{key}" if own else f"gate.{key}"
    path = project.root / project.file
    text = path.read_text("utf-8") if path.exists() else ""
    line = line_of(text, name, "tool.l10n" if project.file == "pyproject.toml" else "")
    return Finding(
        "gate", "error", f"{locale}: {what}", locale=locale, file=project.file, line=line,
        expected=expected, found=found,
    )  # fmt: skip
