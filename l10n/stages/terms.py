"""articles → candidates for the termbase; the termbase ↔ the files of other tools."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from l10n import po
from l10n.atomic import Overtaken
from l10n.candidates import Candidate, candidates, sudachi
from l10n.errors import UsageError, did_you_mean
from l10n.flow import Flow, read_catalog, read_terms
from l10n.lang import tags
from l10n.model import Catalog
from l10n.project import RESERVED, Project, read_file

if TYPE_CHECKING:
    from l10n.exchange import AppliedTerms, TermUnit


def term_candidates(flow: Flow, *, least: int = 2) -> list[Candidate]:
    """Words of the articles that may be terms and are in no termbase yet."""
    texts = [segment.msgid for article in flow.articles for segment in article.document.segments]
    known = [
        name
        for locale in flow.locales
        for term in read_terms(flow.project, locale)
        for name in (term.source, *term.aliases)
    ]
    return candidates(texts, known, least=least, tokenize=sudachi())


def export_terms(flow: Flow, path: Path, name: str = "") -> int:
    """The termbases of the chosen locales in one file for another tool; how many terms."""
    from l10n import exchange

    units = [
        unit
        for locale in flow.locales
        for unit in exchange.terms_of(
            read_catalog(flow.project, RESERVED, locale), tags.language_tag(locale)
        )
    ]
    if not units:  # and TBX has no file for nothing
        home = flow.project.display(flow.project.catalog(RESERVED, flow.locales[0]))
        raise UsageError("there are no terms to export", fix=f"write some into {home}")
    source = tags.language_tag(flow.project.config.source_locale)
    flow.writer.write(path.absolute(), exchange.write_terms(units, source, path, name))
    return len({unit.source for unit in units})


def import_terms(flow: Flow, path: Path, name: str = "", *, force: bool = False) -> AppliedTerms:
    """A file of another tool into the termbases of the chosen locales, and new terms into the
    template. Languages of the file that are no target are left out, and named in `unfit`."""
    from l10n import exchange

    data = read_file(path, str(path))
    source = tags.language_tag(flow.project.config.source_locale)
    units = exchange.read_terms(data, source, path, name)
    done = exchange.AppliedTerms()
    by_locale = _by_locale(flow, units, path, done)
    for locale, mine in by_locale.items():
        _import_into(flow, locale, mine, done, force=force)
    taken = [unit for mine in by_locale.values() for unit in mine]
    template = exchange.template_of(_template(flow.project), taken)
    flow.writer.write(flow.project.template(RESERVED), po.write_catalog(template))
    return done


def _by_locale(
    flow: Flow, units: Sequence[TermUnit], path: Path, done: AppliedTerms
) -> dict[str, list[TermUnit]]:
    """The units of each locale; those of a region (en-US) go to the language without one."""
    found: dict[str, list[TermUnit]] = {}
    strangers: dict[str, None] = {}
    for unit in units:
        locale = _locale_of(flow.locales, unit.tag)
        if locale:
            found.setdefault(locale, []).append(unit)
        elif unit.tag:
            strangers[unit.tag] = None
    if units and not found:
        fix = did_you_mean(next(iter(strangers), ""), list(flow.locales))
        raise UsageError("no language of this file is a target", place=str(path), fix=fix)
    done.unfit += [f"{tag}: not a target of this project" for tag in strangers]
    return found


def _locale_of(locales: Sequence[str], tag: str) -> str:
    by_tag = {tags.language_tag(locale).lower(): locale for locale in locales}
    tag = tag.lower().replace("_", "-")
    return by_tag.get(tag) or by_tag.get(tag.partition("-")[0], "")


def _import_into(
    flow: Flow, locale: str, units: Sequence[TermUnit], done: AppliedTerms, *, force: bool
) -> None:
    """Saves the termbase of a locale; what somebody saved meanwhile is read again first."""
    from l10n import exchange

    path = flow.project.catalog(RESERVED, locale)
    while True:
        old, tried = read_catalog(flow.project, RESERVED, locale), exchange.AppliedTerms()
        new = exchange.apply_terms(old, units, tried, force=force)
        try:
            if new.entries != old.entries:
                data = po.write_catalog(new, sticky=flow.project.config.workflow_flags)
                flow.writer.swap(path, data, old.origin.fingerprint)
        except Overtaken:
            continue
        done.changed += tried.changed
        done.kept += tried.kept
        done.unfit += tried.unfit
        return


def _template(project: Project) -> Catalog:
    path = project.template(RESERVED)
    if not path.exists():
        return Catalog(RESERVED, "")
    return replace(po.read_catalog(path, domain=RESERVED, display=project.display(path)), locale="")
