"""catalogs → findings, their fixes and their waivers; and the ledger of figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from l10n import atomic, fresh, git, msgfmt, plugins, po, waivers
from l10n.check import check, check_across, is_judged, judge, repair, runs
from l10n.database import writable
from l10n.errors import UsageError, did_you_mean
from l10n.flow import Flow, read_terms
from l10n.lang import tags
from l10n.model import Catalog, Entry, Finding, Term
from l10n.parallel import spread
from l10n.plugin import Dependent
from l10n.project import Project
from l10n.stages.update import save
from l10n.verdicts import Verdicts, keep, recall
from l10n.waivers import Waiver

if TYPE_CHECKING:
    from l10n.ledger import Row
    from l10n.stages.crowd import Crowd

_PARALLEL_FROM = 2000
"""Entries to check; below that (a second of work) starting processes costs more than it saves."""


Findings = dict[tuple[str, str], tuple[Finding, ...]]
"""By (domain, locale)."""


def check_stage(flow: Flow, *, remember: bool = False, crowd: Crowd | None = None) -> Findings:
    """catalogs → findings, what a person waived left out.

    Entries that the checks have seen as they are now are not checked again. With `remember` what
    they say of the others is kept for the next run. With a `crowd` its workers judge them.
    """
    findings: Findings = {}
    for locale in flow.locales:
        catalogs = [c for (_, to), c in flow.catalogs.items() if to == locale]
        own = check_each(flow, locale, catalogs, remember=remember, crowd=crowd)
        across = check_between(flow, locale, catalogs)
        for catalog, found, more in zip(catalogs, own, across, strict=True):
            both = sorted((*found, *more), key=lambda finding: finding.line)
            findings[catalog.domain, locale] = tuple(both)
    return findings


def check_each(
    flow: Flow,
    locale: str,
    catalogs: Sequence[Catalog],
    *,
    remember: bool = False,
    crowd: Crowd | None = None,
) -> Iterator[tuple[Finding, ...]]:
    """What is wrong in each catalog of a locale, whatever the others say."""
    terms, waived = read_terms(flow.project, locale), read_waivers(flow.project, locale)
    levels, rules = flow.project.config.levels(locale), plugins.checks()
    verdicts = _judged(flow, locale, catalogs, terms, remember=remember, crowd=crowd)
    files = _files(flow, locale, catalogs)
    for catalog, file, known in zip(catalogs, files, verdicts, strict=True):
        yield check(
            catalog, rules,
            terms=terms, file=file, levels=levels, waivers=waived, verdicts=known,
        )  # fmt: skip


def check_between(
    flow: Flow, locale: str, catalogs: Sequence[Catalog]
) -> list[tuple[Finding, ...]]:
    """What the catalogs of a locale contradict each other in, catalog by catalog."""
    return check_across(
        catalogs,
        plugins.catalog_checks(),
        terms=read_terms(flow.project, locale),
        files=_files(flow, locale, catalogs),
        levels=flow.project.config.levels(locale),
        waivers=read_waivers(flow.project, locale),
    )


def _files(flow: Flow, locale: str, catalogs: Sequence[Catalog]) -> list[str]:
    paths = [flow.project.catalog(catalog.domain, locale) for catalog in catalogs]
    return [flow.project.display(path) for path in paths]


def _judged(
    flow: Flow,
    locale: str,
    catalogs: Sequence[Catalog],
    terms: Sequence[Term],
    *,
    remember: bool,
    crowd: Crowd | None,
) -> list[Verdicts]:
    """What the checks say of the catalogs of a locale."""
    levels = flow.project.config.levels(locale)
    rules = plugins.checks()
    running = [rule.id for rule in rules if runs(rule.id, levels)]
    beside = [rule.depends_on(locale) for rule in rules if isinstance(rule, Dependent)]
    mark = atomic.fingerprint(repr((fresh.tool(), terms, running, beside)).encode())
    by_place = {(catalog.domain, locale): catalog for catalog in catalogs}
    known = recall(flow.project.state, mark, list(by_place))

    told = dict(known)
    away = [p for p, one in by_place.items() if crowd and not is_judged(one, known.get(p))]
    if crowd and away:
        found_away = crowd.judge(locale, [by_place[place] for place in away], terms, levels)
        for place, found in zip(away, found_away, strict=True):
            told[place] = {**known.get(place, {}), **found}

    def judged(place: tuple[str, str]) -> Verdicts:
        return judge(by_place[place], rules, terms=terms, levels=levels, known=told.get(place))

    new = [place for place in by_place if place not in told]
    pays = sum(len(by_place[place].entries) for place in new) >= _PARALLEL_FROM
    made = dict(zip(by_place, spread(judged, list(by_place), pays=pays), strict=True))
    if remember and not flow.writer.dry and writable(flow.project.state):
        keep(flow.project.state, mark, {p: v for p, v in made.items() if v != known.get(p)})
    return list(made.values())


def check_file(path: Path) -> tuple[Finding, ...]:
    """The findings of one PO file with no project around it; its header names the locale."""
    catalog = po.read_catalog(path, domain=path.stem, display=str(path))
    locale = tags.known_locale(catalog.locale, f"{path}: Language")
    catalog = replace(catalog, locale=locale)
    (more,) = check_across([catalog], plugins.catalog_checks(), files=[str(path)])
    found = check(catalog, plugins.checks(), file=str(path))
    judged = msgfmt.refused(path, str(path), locale)
    return tuple(sorted((*found, *more, *judged), key=lambda finding: finding.line))


def judge_files(flow: Flow) -> list[Finding]:
    """What GNU msgfmt refuses in the project's catalogs, unless `catalogue` is off.

    A process a catalog: `l10n check` asks for it, the other commands do not.
    """
    found: list[Finding] = []
    for domain, locale in flow.catalogs:
        path = flow.project.catalog(domain, locale)
        level = flow.project.config.levels(locale).get("catalogue", "error")
        if path.exists() and level != "off":
            judged = msgfmt.refused(path, flow.project.display(path), locale)
            found += [replace(finding, severity=level) for finding in judged]
    return found


def fix_stage(flow: Flow) -> int:
    """Certain fixes into drafts that no person touched; how many entries were repaired."""
    count = 0
    for (domain, locale), catalog in list(flow.catalogs.items()):
        fixed = repair(catalog, plugins.checks(), terms=read_terms(flow.project, locale))
        pairs = zip(catalog.entries, fixed.entries, strict=True)
        changed = sum(old is not new and old != new for old, new in pairs)
        if changed:
            count += changed
            flow.catalogs[domain, locale] = fixed
            save(flow, domain, locale)
    return count


def read_waivers(project: Project, locale: str) -> tuple[Waiver, ...]:
    """The findings that a person has accepted in a locale; () without a review.jsonl."""
    path = project.review(locale)
    if not path.exists():
        return ()
    return waivers.parse(path.read_text("utf-8"), project.display(path))


def waive_stage(flow: Flow, rule: str, file: Path, line: int, *, undo: bool = False) -> Entry:
    """Accepts (or no more) what a check says of the entry at a line of a catalog.

    Raises UsageError when there is no such check, catalog or entry.
    """
    known = [*plugins.names("checks"), *plugins.names("catalog_checks")]
    if rule not in known:
        raise UsageError(f'unknown check "{rule}"', fix=did_you_mean(rule, known))
    for (domain, locale), catalog in flow.catalogs.items():
        if flow.project.catalog(domain, locale).resolve() != file.resolve():
            continue
        entry = next((e for e in reversed(catalog.active) if e.line and e.line <= line), None)
        if entry is None:
            break
        path = flow.project.review(locale)
        text = path.read_text("utf-8") if path.exists() else ""
        record = tuple(_record(flow.project).items())
        made = Waiver(rule, waivers.fingerprint(entry), entry.key.msgid, record)
        text = waivers.write(text, remove=[made]) if undo else waivers.write(text, [made])
        flow.writer.write(path, text.encode("utf-8"))
        return entry
    fix = "copy the place from the report of `l10n check`: locales/en/LC_MESSAGES/a.po:29"
    raise UsageError("no entry there", place=f"{file}:{line}", fix=fix)


def _record(project: Project) -> dict[str, str]:
    """Who accepts a finding and when, as far as `[review] record` asks for it; {} by default."""
    wanted = project.config.record
    known = {
        "reviewer": lambda: git.line("config", "user.name", cwd=project.root),
        "time": lambda: datetime.now(UTC).isoformat(timespec="seconds"),
    }
    return {name: value for name in wanted if (value := known[name]())}


def ledger_stage(flow: Flow) -> list[Row]:
    """catalogs → every figure, date and name, with its rendering in each locale."""
    from l10n.ledger import ledger  # it loads all that is known of figures and names

    terms = {locale: read_terms(flow.project, locale) for locale in flow.locales}
    rows = []
    for article in flow.articles:
        of_article = [flow.catalogs[article.document.domain, locale] for locale in flow.locales]
        rows += ledger(of_article, terms)
    return rows
