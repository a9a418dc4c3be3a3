"""Check `catalogue`: The header says what the catalog is, and no entry stands twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from l10n.entries import Chosen
from l10n.lang.tags import language
from l10n.model import Catalog, Entry, Finding, Key, Severity, Term


class Catalogue:
    """The header says what the catalog is, and no entry stands twice."""

    id = "catalogue"
    severity: Severity = "warning"
    summary = "The header says what the catalog is, and no entry stands twice."

    def run_all(
        self,
        catalogs: Sequence[Catalog],
        terms: Sequence[Term],  # noqa: ARG002 - part of the protocol
    ) -> Iterator[tuple[int, Entry, Finding]]:
        """See `CatalogCheck` in plugin.py."""
        for place, catalog in enumerate(catalogs):
            header = Entry(Key(None, ""))
            for message in _header(catalog):
                yield place, header, Finding(self.id, self.severity, message)
            keys = Chosen.of(catalog.entries).keys
            if len(set(keys)) == len(keys):
                continue
            seen: set[Key] = set()
            for entry in catalog.active:
                if entry.key in seen:
                    yield place, entry, Finding(self.id, "error", "this entry stands twice")
                seen.add(entry.key)


def _header(catalog: Catalog) -> Iterator[str]:
    fields = {name.lower(): value for name, value in catalog.header}
    if not fields:
        return
    said = fields.get("language", "").replace("-", "_")
    if said and language(said).lower() != language(catalog.locale).lower():
        yield f"the header says Language: {said}; the catalog is {catalog.locale}"
    kind = fields.get("content-type", "")
    if kind and "utf-8" not in kind.lower():
        yield f"the header says {kind}; PO files here are UTF-8"
