"""catalogs ↔ the files of other tools."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from l10n import plugins
from l10n.check import check
from l10n.errors import UsageError, did_you_mean
from l10n.flow import Flow, read_terms
from l10n.lang import tags
from l10n.model import State
from l10n.project import read_file
from l10n.stages.update import merge_only, of_locale, save

if TYPE_CHECKING:
    from l10n.exchange import Applied, Unit


def export_stage(flow: Flow, path: Path, name: str = "", *, fill: bool = False) -> int:
    """One locale's catalogs, as the source is now, in a file for another tool; how many entries.

    With `fill` every target repeats its source.
    """
    from l10n import exchange

    (locale,) = flow.locales
    merge_only(flow)
    units = [unit for catalog in of_locale(flow, locale) for unit in exchange.units_of(catalog)]
    if not units:  # and no standard has a file for nothing
        raise UsageError("there is nothing to export", fix="put an article in the source folder")
    units = [exchange.filled(unit) for unit in units] if fill else units
    source = tags.language_tag(flow.project.config.source_locale)
    data = exchange.codec(path, name).write(units, source, tags.language_tag(locale))
    flow.writer.write(path.absolute(), data)
    return len(exchange.taken(units, path, name))


def import_stage(flow: Flow, path: Path, name: str = "", *, force: bool = False) -> Applied:
    """A file of another tool into the catalogs of its language.

    An entry that a check finds an error in is imported as fuzzy, whatever the file says.
    """
    from l10n import exchange

    data = read_file(path, str(path))
    units, tag = exchange.codec(path, name, data).read(data, str(path))
    locale = _locale_of(flow, tag, path)
    merge_only(flow)
    done = exchange.Applied()
    domains = [article.document.domain for article in flow.articles]
    for domain in domains:
        mine = [u for u in units if u.domain == domain or u.domain not in domains]
        _import_into(flow, domain, locale, mine, done, force=force)
    everywhere = {entry.key for catalog in of_locale(flow, locale) for entry in catalog.active}
    done.unknown = [u.key for u in units if u.target and u.key not in everywhere]
    return done


def _import_into(
    flow: Flow, domain: str, locale: str, units: Sequence[Unit], done: Applied, *, force: bool
) -> None:
    from l10n import exchange

    before = len(done.changed)
    catalog = exchange.apply(flow.catalogs[domain, locale], units, done, force=force)
    changed = set(done.changed[before:])
    terms = read_terms(flow.project, locale)
    findings = check(catalog, plugins.checks(), terms=terms)
    wrong = {f.key for f in findings if f.severity == "error"} & changed
    entries = tuple(
        replace(e, state=State.STALE) if e.key in wrong and e.state is State.APPROVED else e
        for e in catalog.entries
    )
    done.doubtful += [e.key for e in catalog.active if e.key in wrong and e.state is State.APPROVED]
    flow.catalogs[domain, locale] = replace(catalog, entries=entries)
    save(flow, domain, locale)


def _locale_of(flow: Flow, tag: str, path: Path) -> str:
    """The locale that a file is for: by its language tag, or the only one chosen."""
    for locale in flow.locales:
        if tags.language_tag(locale).lower() == tag.lower():
            return locale
    if not tag and len(flow.locales) == 1:
        return flow.locales[0]
    raise UsageError(
        f'"{tag}" is not a target of this project' if tag else "the file names no language",
        place=str(path),
        fix="give --locale" if not tag else did_you_mean(tag, list(flow.locales)),
    )
