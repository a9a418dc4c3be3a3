"""Check `quotes`: Quotation marks open and close in pairs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from l10n.checks._text import prose
from l10n.lazy import lazy
from l10n.model import Entry, Finding, Severity, Term

_MARKS = lazy('["“”„«»]')
_INCHES = lazy(r"(?<=\d)[\"”]")


class Quotes:
    """Quotation marks open and close in pairs."""

    id = "quotes"
    severity: Severity = "warning"
    summary = "Quotation marks open and close in pairs."
    example = ("「最高の製品だ」と述べた。", "He called it “the best product.", "en")

    def run(
        self,
        entry: Entry,
        locale: str,  # noqa: ARG002 - part of the protocol
        terms: Sequence[Term],  # noqa: ARG002
    ) -> Iterator[Finding]:
        """See `Check` in plugin.py."""
        if not _MARKS.search(entry.msgstr):
            return
        text = prose(entry.msgstr)
        straight = text.count('"') - len(_INCHES.findall(text)) * (text.count('"') % 2)
        curly = sum(text.count(sign) for sign in "“”„")
        angled = text.count("«") - text.count("»")
        source = entry.key.msgid
        odd_source = (
            source.count('"') % 2
            or source.count("「") != source.count("」")
            or sum(map(source.count, "“”„")) % 2
        )
        if (straight % 2 or curly % 2 or angled) and not odd_source:
            yield Finding(
                self.id, self.severity, "a quotation mark has no partner", found=text[:60]
            )
