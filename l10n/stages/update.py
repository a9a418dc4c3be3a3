"""template → catalogs: merged, shared; saved so that nobody's work is lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import overload

from l10n import po
from l10n.atomic import Overtaken
from l10n.entries import Chosen, worked_on
from l10n.flow import Flow, read_catalog
from l10n.merge import merge, redo, share
from l10n.model import Catalog, Entry, State
from l10n.project import Project


def update_stage(flow: Flow) -> None:
    """template → catalogs: merged, nothing lost."""
    merge_only(flow)
    if flow.project.config.share:
        _share(flow)
    for article, locale in flow.each():
        save(flow, article.document.domain, locale)


def _share(flow: Flow) -> None:
    """Gives each article what others have approved, unless they disagree."""
    for locale in flow.locales:
        texts: dict[str, set[str]] = {}
        for catalog in all_of_locale(flow, locale):
            for msgid, msgstr in _approved(catalog).items():
                texts.setdefault(msgid, set()).add(msgstr)
        agreed = {msgid: only for msgid, (only, *others) in texts.items() if not others}
        for catalog in of_locale(flow, locale):
            flow.catalogs[catalog.domain, locale] = share(catalog, agreed)


def _approved(catalog: Catalog) -> dict[str, str]:
    approved = [e for e in catalog.active if e.state is State.APPROVED and not e.key.msgctxt]
    return {entry.key.msgid: entry.msgstr for entry in approved if entry.msgstr}


def merge_only(flow: Flow) -> None:
    """The catalogs against the source as it is now, in memory: what build and status see."""
    for article, locale in flow.each():
        place = article.document.domain, locale
        flow.catalogs[place] = merge(article.template, flow.catalogs[place])


def save(flow: Flow, domain: str, locale: str) -> None:
    """Writes a catalog; if somebody saved it meanwhile, theirs is read and ours redone on it.

    One that was written is read back, so that findings name its lines.
    """
    path = flow.project.catalog(domain, locale)
    while True:
        catalog = flow.catalogs[domain, locale]
        was = catalog.origin.fingerprint
        durable = bool(was) or _has_work(catalog)  # 60,000 new ones are synced in a minute or two
        data = po.write_catalog(catalog, sticky=flow.project.config.workflow_flags)
        try:
            if flow.writer.swap(path, data, was, durable=durable):
                written = [
                    one for one in Chosen.of(catalog.entries).items if isinstance(one, Entry)
                ]
                place = flow.project.display(path)
                again = po.parse_catalog(data, place, domain=domain, known=written)
                flow.catalogs[domain, locale] = replace(again, locale=locale)
        except Overtaken:
            template = next(a.template for a in flow.articles if a.document.domain == domain)
            theirs = read_catalog(flow.project, domain, locale)
            flow.catalogs[domain, locale] = redo(template, catalog, theirs)
        else:
            return


def _has_work(catalog: Catalog) -> bool:
    """True when there is more in a catalog than in its template: it could not be made again."""
    return any(e.answered or e.comments or e.draft for e in worked_on(catalog.entries))


def of_locale(flow: Flow, locale: str) -> list[Catalog]:
    """The catalogs of the chosen articles."""
    return [flow.catalogs[one.document.domain, to] for one, to in flow.each() if to == locale]


class Shelf(Sequence[Catalog]):
    """Catalogs of a locale as they lie on the disk; each is read when somebody looks at it."""

    def __init__(self, project: Project, domains: Sequence[str], locale: str) -> None:
        self.project, self.domains, self.locale = project, domains, locale

    def __len__(self) -> int:
        return len(self.domains)

    @overload
    def __getitem__(self, index: int) -> Catalog: ...
    @overload
    def __getitem__(self, index: slice) -> Shelf: ...
    def __getitem__(self, index: int | slice) -> Catalog | Shelf:
        if isinstance(index, slice):
            return Shelf(self.project, self.domains[index], self.locale)
        return read_catalog(self.project, self.domains[index], self.locale)


def all_of_locale(flow: Flow, locale: str) -> Iterator[Catalog]:
    """The catalogs of all articles, chosen or not."""
    for path in flow.project.articles():
        domain = flow.project.domain(path)
        yield flow.catalogs.get((domain, locale)) or read_catalog(flow.project, domain, locale)
