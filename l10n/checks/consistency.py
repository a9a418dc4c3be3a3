"""Check `consistency`: One source has one translation, within a catalog and across them."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from l10n.lazy import lazy
from l10n.model import Catalog, Entry, Finding, Severity, State, Term

_EDGES = lazy(r"^[\s\W_]+|[\s\W_]+$")


class Consistency:
    """One source has one translation, within a catalog and across them."""

    id = "consistency"
    severity: Severity = "warning"
    summary = "One source has one translation, within a catalog and across them."

    def run_all(
        self,
        catalogs: Sequence[Catalog],
        terms: Sequence[Term],  # noqa: ARG002 - part of the protocol
    ) -> Iterator[tuple[int, Entry, Finding]]:
        """See `CatalogCheck` in plugin.py: the renderings that are not the most frequent one."""
        known: dict[tuple[str | None, str], list[tuple[int, Entry]]] = defaultdict(list)
        for place, catalog in enumerate(catalogs):
            for entry in catalog.active:
                if entry.msgstr and entry.state is not State.STALE:
                    known[entry.key.msgctxt, _core(entry.key.msgid)].append((place, entry))
        for group in known.values():
            yield from self._group(group)

    def _group(self, group: Sequence[tuple[int, Entry]]) -> Iterator[tuple[int, Entry, Finding]]:
        counts = Counter(_core(entry.msgstr) for _, entry in group)
        if len(counts) < 2:
            return
        approved = [e for _, e in group if e.state is State.APPROVED]
        best = _core(approved[0].msgstr) if approved else counts.most_common(1)[0][0]
        usual = next(entry.msgstr for _, entry in group if _core(entry.msgstr) == best)
        for place, entry in group:
            if _core(entry.msgstr) != best:
                message = f'the same source is "{usual}" elsewhere'
                yield (
                    place,
                    entry,
                    Finding(self.id, self.severity, message, expected=usual, found=entry.msgstr),
                )


def _core(text: str) -> str:
    """The text without case, width and what stands at its edges."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return _EDGES.sub("", plain) or plain
