"""Check `edge_whitespace`: White space at the edges and line breaks are those of the source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from l10n.model import Entry, Finding, Severity, Term


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
        (start, end), core = _edges(entry.key.msgid), entry.msgstr.strip()
        right = start + core + end
        if right != entry.msgstr and core:
            breaks = "\n" in start + end + "".join(_edges(entry.msgstr))
            severity: Severity = self.severity if breaks else "warning"
            yield Finding(self.id, severity, "white space at the edge differs", fix=right)
        wanted, made = (text.strip().count("\n") for text in (entry.key.msgid, entry.msgstr))
        if wanted != made and min(wanted, made) == 0:
            if wanted:
                yield Finding(self.id, "warning", "the line breaks of the source are gone")
            else:  # a terminal's width, not a mistake, in most catalogs
                yield Finding(self.id, "info", "a line break was added")


def _edges(text: str) -> tuple[str, str]:
    """The white space at the start of a text, and that at its end; all of it is the start's."""
    bare = text.lstrip()
    return text[: len(text) - len(bare)], bare[len(bare.rstrip()) :]
