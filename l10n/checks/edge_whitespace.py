"""Check `edge_whitespace`: White space at the edges and line breaks are those of the source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from l10n.lazy import lazy
from l10n.model import Entry, Finding, Severity, Term

_EDGES = lazy(r"(?P<start>\s*)(?:.*\S)?(?P<end>\s*)", re.DOTALL)


class EdgeWhitespace:
    """White space at the edges and line breaks are those of the source."""

    id = "edge_whitespace"
    severity: Severity = "error"
    summary = "White space at the edges and line breaks are those of the source."
    example = ("保存しました。\n", "Saved.", "en")

    def run(
        self,
        entry: Entry,
        locale: str,  # noqa: ARG002 - part of the protocol
        terms: Sequence[Term],  # noqa: ARG002
    ) -> Iterator[Finding]:
        """See `Check` in plugin.py."""
        source, target = _EDGES.fullmatch(entry.key.msgid), _EDGES.fullmatch(entry.msgstr)
        if source is None or target is None:
            return
        right = source["start"] + entry.msgstr.strip() + source["end"]
        if right != entry.msgstr and entry.msgstr.strip():
            breaks = "\n" in source["start"] + source["end"] + target["start"] + target["end"]
            severity: Severity = self.severity if breaks else "warning"
            yield Finding(self.id, severity, "white space at the edge differs", fix=right)
        wanted, made = (text.strip().count("\n") for text in (entry.key.msgid, entry.msgstr))
        if wanted != made and min(wanted, made) == 0:
            if wanted:
                yield Finding(self.id, "warning", "the line breaks of the source are gone")
            else:  # a terminal's width, not a mistake, in most catalogs
                yield Finding(self.id, "info", "a line break was added")
