"""catalogs → findings, their fixes and their waivers; and the ledger of figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from l10n import atomic, fresh, git, msgfmt, plugins, po, waivers
from l10n.check import check, check_across, is_judged, judge, repair, runs, untranslated
from l10n.database import writable
from l10n.errors import UsageError, did_you_mean
from l10n.flow import Flow, read_terms
from l10n.lang import tags
from l10n.model import Catalog, Entry, Finding, Term
from l10n.parallel import spread
from l10n.plugin import Dependent
from l10n.project import Project
from l10n.stages.update import Shelf, save
from l10n.verdicts import Verdicts, keep, keep_across, recall, recall_across
from l10n.waivers import Waiver

if TYPE_CHECKING:
    from l10n.ledger import Row

_PARALLEL_FROM = 2000
"""Entries to check; below that (a second of work) starting processes costs more than it saves."""
_SHELVES_FROM = 200  # catalogs to compare: half a second


Findings = dict[tuple[str, str], tuple[Finding, ...]]
"""By (domain, locale)."""


def check_stage(flow: Flow, *, remember: bool = False) -> Findings:
    """catalogs → findings, what a person waived left out.

    Entries that the checks have seen as they are now are not checked again. With `remember` what
    they say of the others is kept for the next run.
    """
    own = check_own(flow, remember=remember)
    across: Findings = {}
    for locale in flow.locales:
        catalogs = [c for (_, to), c in flow.catalogs.items() if to == locale]
        found = check_between(flow.project, locale, catalogs, [c.domain for c in catalogs])
        across.update({(c.domain, locale): f for c, f in zip(catalogs, found, strict=True)})
    return with_more(own, across)


def check_own(flow: Flow, *, remember: bool = False) -> Findings:
    """What is wrong in each catalog, whatever the others say."""
    findings: Findings = {}
    told = _told_by_crowd(flow)
    for locale in flow.locales:
        catalogs = _of_locale(flow, locale)
        own = check_each(flow, locale, catalogs, remember=remember, told=told)
        findings.update({(c.domain, locale): f for c, f in zip(catalogs, own, strict=True)})
    return findings


def with_more(own: Findings, across: Findings) -> Findings:
    """The findings of both, in catalog order."""
    return {
        place: tuple(sorted((*some, *across.get(place, ())), key=lambda finding: finding.line))
        for place, some in own.items()
    }


def check_shelves(project: Project, domains: Mapping[str, Sequence[str]]) -> Findings:
    """What the catalogs on the disk, `domains` by locale, contradict each other in: a locale at a
    time on each core, and only if one of them has changed since they were compared last."""

    def of(locale: str) -> list[tuple[Finding, ...]]:
        mark = _mark_across(project, locale, domains[locale])
        known = recall_across(project.state, mark, locale)
        if known is not None:
            return known
        shelf = Shelf(project, domains[locale], locale)
        found = check_between(project, locale, shelf, domains[locale])
        if writable(project.state):
            keep_across(project.state, mark, locale, found)
        return found

    pays = sum(map(len, domains.values())) >= _SHELVES_FROM
    found: Findings = {}
    for locale, some in zip(domains, spread(of, list(domains), pays=pays), strict=True):
        found.update({(d, locale): f for d, f in zip(domains[locale], some, strict=True) if f})
    return found


def check_each(
    flow: Flow,
    locale: str,
    catalogs: Sequence[Catalog],
    *,
    remember: bool = False,
    told: Mapping[tuple[str, str], Verdicts] | None = None,
) -> Iterator[tuple[Finding, ...]]:
    """What is wrong in each catalog of a locale, whatever the others say; `told` is what workers
    have found out of it."""
    terms, waived = read_terms(flow.project, locale), read_waivers(flow.project, locale)
    levels, rules = flow.project.config.levels(locale), plugins.checks()
    verdicts = _judged(flow, locale, catalogs, terms, remember=remember, told=told or {})
    files = _files(flow.project, locale, [catalog.domain for catalog in catalogs])
    for catalog, file, known in zip(catalogs, files, verdicts, strict=True):
        yield check(
            catalog, rules,
            terms=terms, file=file, levels=levels, waivers=waived, verdicts=known,
        )  # fmt: skip


def check_between(
    project: Project, locale: str, catalogs: Sequence[Catalog], domains: Sequence[str]
) -> list[tuple[Finding, ...]]:
    """What the catalogs of a locale contradict each other in, catalog by catalog."""
    return check_across(
        catalogs,
        plugins.catalog_checks(),
        terms=read_terms(project, locale),
        files=_files(project, locale, domains),
        levels=project.config.levels(locale),
        waivers=read_waivers(project, locale),
    )


def _files(project: Project, locale: str, domains: Sequence[str]) -> list[str]:
    return [project.display(project.catalog(domain, locale)) for domain in domains]


def _of_locale(flow: Flow, locale: str) -> list[Catalog]:
    return [catalog for (_, to), catalog in flow.catalogs.items() if to == locale]


def _mark(flow: Flow, locale: str, terms: Sequence[Term]) -> str:
    """What the checks of a locale hang on besides its entries."""
    levels = flow.project.config.levels(locale)
    rules = plugins.checks()
    running = [rule.id for rule in rules if runs(rule.id, levels)]
    beside = [rule.depends_on(locale) for rule in rules if isinstance(rule, Dependent)]
    return atomic.fingerprint(repr((fresh.tool(), terms, running, beside)).encode())


def _mark_across(project: Project, locale: str, domains: Sequence[str]) -> str:
    """What the contradictions of a locale hang on: a hash of a catalog takes a hundredth of reading
    it, which a comparison does three times."""
    levels, rules = project.config.levels(locale), [rule.id for rule in plugins.catalog_checks()]
    files = [(one, atomic.fingerprint_of(project.catalog(one, locale))) for one in domains]
    beside = read_terms(project, locale), read_waivers(project, locale), sorted(levels.items())
    return atomic.fingerprint(repr((fresh.tool(), rules, beside, files)).encode())


def _told_by_crowd(flow: Flow) -> dict[tuple[str, str], Verdicts]:
    """What workers say of the catalogs that nobody has judged as they are; {} without a crowd."""
    if not flow.crowd:
        return {}
    from l10n.crowd import Exam

    exams = []
    for locale in flow.locales:
        terms = read_terms(flow.project, locale)
        by_place = {(c.domain, locale): c for c in _of_locale(flow, locale)}
        known = recall(flow.project.state, _mark(flow, locale, terms), list(by_place))
        new = [one for place, one in by_place.items() if not is_judged(one, known.get(place))]
        exams.append(Exam(locale, new, terms, flow.project.config.levels(locale)))
    return {
        (catalog.domain, exam.locale): verdicts
        for exam, found in zip(exams, flow.crowd.judge(exams), strict=True)
        for catalog, verdicts in zip(exam.catalogs, found, strict=True)
    }


def _judged(
    flow: Flow,
    locale: str,
    catalogs: Sequence[Catalog],
    terms: Sequence[Term],
    *,
    remember: bool,
    told: Mapping[tuple[str, str], Verdicts],
) -> list[Verdicts]:
    """What the checks say of the catalogs of a locale."""
    levels, rules = flow.project.config.levels(locale), plugins.checks()
    mark = _mark(flow, locale, terms)
    by_place = {(catalog.domain, locale): catalog for catalog in catalogs}
    known = recall(flow.project.state, mark, list(by_place))

    ready = {place: {**known.get(place, {}), **told.get(place, {})} for place in by_place}

    def judged(place: tuple[str, str]) -> Verdicts:
        return judge(by_place[place], rules, terms=terms, levels=levels, known=ready[place])

    new = [place for place in by_place if not ready[place]]
    pays = sum(len(by_place[place].entries) for place in new) >= _PARALLEL_FROM
    found = dict(zip(by_place, spread(judged, list(by_place), pays=pays), strict=True))
    if remember and not flow.writer.dry and writable(flow.project.state):
        keep(flow.project.state, mark, {p: v for p, v in found.items() if v != known.get(p)})
    return list(found.values())


def check_file(path: Path) -> tuple[Finding, ...]:
    """The findings of one PO file with no project around it; its header names the locale."""
    catalog = po.read_catalog(path, domain=path.stem, display=str(path))
    locale = tags.known_locale(catalog.locale, f"{path}: Language")
    catalog = replace(catalog, locale=locale)
    (more,) = check_across([catalog], plugins.catalog_checks(), files=[str(path)])
    found = (*check(catalog, plugins.checks(), file=str(path)), *untranslated(catalog, str(path)))
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
