"""catalogs → findings, their fixes and their waivers; and the ledger of figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from l10n import atomic, fresh, git, msgfmt, plugins, po, waivers
from l10n.check import check, check_across, is_judged, judge, repair, runs, untranslated
from l10n.database import writable
from l10n.errors import UsageError, did_you_mean
from l10n.flow import Flow, read_terms
from l10n.lang import tags
from l10n.model import Catalog, Entry, Finding
from l10n.parallel import spread
from l10n.plugin import Check, Dependent
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
    marks = {locale: _mark(flow, locale) for locale in flow.locales}
    known = recall(flow.project.state, {(at, to): marks[to] for at, to in flow.catalogs})
    told = _told_by_crowd(flow, known)
    findings: Findings = {}
    new: dict[tuple[str, str], Verdicts] = {}
    for locale in flow.locales:
        catalogs = _of_locale(flow, locale)
        places = [(catalog.domain, locale) for catalog in catalogs]
        ready = [{**known.get(at, {}), **told.get(at, {})} for at in places]
        said = _judged(flow, locale, catalogs, ready)
        new.update({p: v for p, v in zip(places, said, strict=True) if v and v != known.get(p)})
        found = _placed(flow, locale, catalogs, said)
        findings.update(zip(places, found, strict=True))
    if remember and new and not flow.writer.dry and writable(flow.project.state):
        keep(flow.project.state, {place: (marks[place[1]], said) for place, said in new.items()})
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


def _placed(
    flow: Flow, locale: str, catalogs: Sequence[Catalog], said: Sequence[Verdicts]
) -> Iterator[tuple[Finding, ...]]:
    """What the checks said of each catalog of a locale, as findings in its file."""
    waived, levels = read_waivers(flow.project, locale), flow.project.config.levels(locale)
    files = _files(flow.project, locale, [catalog.domain for catalog in catalogs])
    for catalog, file, verdicts in zip(catalogs, files, said, strict=True):
        yield check(catalog, (), file=file, levels=levels, waivers=waived, verdicts=verdicts)


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


def _mark(flow: Flow, locale: str) -> str:
    """What the checks of a locale hang on besides its entries."""
    levels, terms = flow.project.config.levels(locale), read_terms(flow.project, locale)
    rules = plugins.checks()
    running = [rule.id for rule in rules if runs(rule.id, levels)]
    beside = [rule.depends_on(locale) for rule in _dependent(rules)]
    return atomic.fingerprint(repr((fresh.tool(), terms, running, beside)).encode())


@cache  # to ask one takes as long as to judge an entry
def _dependent(rules: tuple[Check, ...]) -> tuple[Dependent, ...]:
    return tuple(rule for rule in rules if isinstance(rule, Dependent))


def _mark_across(project: Project, locale: str, domains: Sequence[str]) -> str:
    """What the contradictions of a locale hang on: a hash of a catalog takes a hundredth of reading
    it, which a comparison does three times."""
    levels, rules = project.config.levels(locale), [rule.id for rule in plugins.catalog_checks()]
    files = [(one, atomic.fingerprint_of(project.catalog(one, locale))) for one in domains]
    beside = read_terms(project, locale), read_waivers(project, locale), sorted(levels.items())
    return atomic.fingerprint(repr((fresh.tool(), rules, beside, files)).encode())


def _told_by_crowd(
    flow: Flow, known: Mapping[tuple[str, str], Verdicts]
) -> dict[tuple[str, str], Verdicts]:
    """What workers say of the catalogs that nobody has judged as they are; {} without a crowd."""
    if not flow.crowd:
        return {}
    from l10n.crowd import Exam

    exams = []
    for locale in flow.locales:
        terms, levels = read_terms(flow.project, locale), flow.project.config.levels(locale)
        catalogs = _of_locale(flow, locale)
        new = [one for one in catalogs if not is_judged(one, known.get((one.domain, locale)))]
        exams.append(Exam(locale, new, terms, levels))
    return {
        (catalog.domain, exam.locale): verdicts
        for exam, found in zip(exams, flow.crowd.judge(exams), strict=True)
        for catalog, verdicts in zip(exam.catalogs, found, strict=True)
    }


def _judged(
    flow: Flow, locale: str, catalogs: Sequence[Catalog], known: Sequence[Verdicts]
) -> list[Verdicts]:
    """What the checks say of the catalogs of a locale, of which they may have said much before."""
    levels, rules = flow.project.config.levels(locale), plugins.checks()
    terms = read_terms(flow.project, locale)

    def judged(at: int) -> Verdicts:
        return judge(catalogs[at], rules, terms=terms, levels=levels, known=known[at])

    new = [one for one, said in zip(catalogs, known, strict=True) if not said]
    pays = sum(len(catalog.entries) for catalog in new) >= _PARALLEL_FROM
    return list(spread(judged, range(len(catalogs)), pays=pays))


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

    A process for many catalogs, and one more for each if there is something wrong: `l10n check` asks
    for it, the other commands do not.
    """
    project = flow.project
    levels = {to: project.config.levels(to).get("catalogue", "error") for to in flow.locales}
    places = [place for place in flow.catalogs if levels[place[1]] != "off"]
    paths = {path: place for place in places if (path := project.catalog(*place)).exists()}
    doubtful = set(msgfmt.doubtful(list(paths)))
    return [
        replace(finding, severity=levels[locale])
        for path, (_, locale) in paths.items()
        if path in doubtful
        for finding in msgfmt.refused(path, project.display(path), locale)
    ]


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
