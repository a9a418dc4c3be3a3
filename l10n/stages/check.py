"""catalogs → findings, their fixes and their waivers; and the ledger of figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from l10n import atomic, fresh, git, msgfmt, plugins, po, waivers
from l10n.check import check, check_across, judge, repair
from l10n.errors import UsageError, did_you_mean
from l10n.flow import Flow, read_terms
from l10n.lang import tags
from l10n.ledger import Row, ledger
from l10n.model import Entry, Finding, Term
from l10n.parallel import spread
from l10n.plugin import Dependent
from l10n.project import Project
from l10n.stages.update import save
from l10n.verdicts import Verdicts, keep, recall
from l10n.waivers import Waiver

_PARALLEL_FROM = 2000
"""Entries to check; below that (a second of work) starting processes costs more than it saves."""


def check_stage(
    flow: Flow, *, remember: bool = False
) -> dict[tuple[str, str], tuple[Finding, ...]]:
    """catalogs → findings, by (domain, locale), what a person waived left out.

    Entries that the checks have seen as they are now are not checked again. With `remember` what
    they say of the others is kept for the next run.
    """
    findings = {}
    for locale in flow.locales:
        places = [place for place in flow.catalogs if place[1] == locale]
        catalogs = [flow.catalogs[place] for place in places]
        files = [flow.project.display(flow.project.catalog(*place)) for place in places]
        terms, waived = read_terms(flow.project, locale), read_waivers(flow.project, locale)
        levels = flow.project.config.levels(locale)
        across = check_across(
            catalogs, plugins.catalog_checks(),
            terms=terms, files=files, levels=levels, waivers=waived,
        )  # fmt: skip
        verdicts = _judged(flow, locale, terms, remember=remember)
        for place, catalog, file, more in zip(places, catalogs, files, across, strict=True):
            found = check(
                catalog, plugins.checks(), terms=terms, file=file, levels=levels, waivers=waived,
                verdicts=verdicts[place],
            )  # fmt: skip
            findings[place] = tuple(sorted((*found, *more), key=lambda finding: finding.line))
    return findings


def _judged(
    flow: Flow, locale: str, terms: Sequence[Term], *, remember: bool
) -> dict[tuple[str, str], Verdicts]:
    """What the checks say of the catalogs of a locale, by (domain, locale)."""
    levels = flow.project.config.levels(locale)
    rules = plugins.checks()
    off = sorted(name for name, level in levels.items() if level == "off")
    beside = [rule.depends_on(locale) for rule in rules if isinstance(rule, Dependent)]
    mark = atomic.fingerprint(repr((fresh.tool(), terms, off, beside)).encode())
    catalogs = {place: c for place, c in flow.catalogs.items() if place[1] == locale}
    known = recall(flow.project.state, mark, list(catalogs))

    def judged(place: tuple[str, str]) -> Verdicts:
        return judge(catalogs[place], rules, terms=terms, levels=levels, known=known.get(place))

    new = [place for place in catalogs if place not in known]
    pays = sum(len(catalogs[place].entries) for place in new) >= _PARALLEL_FROM
    found = dict(zip(catalogs, spread(judged, list(catalogs), pays=pays), strict=True))
    if remember and not flow.writer.dry:
        keep(flow.project.state, mark, {p: v for p, v in found.items() if v != known.get(p)})
    return found


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
    terms = {locale: read_terms(flow.project, locale) for locale in flow.locales}
    rows = []
    for article in flow.articles:
        of_article = [flow.catalogs[article.document.domain, locale] for locale in flow.locales]
        rows += ledger(of_article, terms)
    return rows
