"""The head of the checks of signs that come in pairs: brackets, quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import ClassVar

from l10n.model import Entry, Finding, Severity, Term


class Pairs:
    """Signs that open are closed, unless the source leaves them open too."""

    id: str
    severity: Severity = "warning"
    signs: ClassVar[re.Pattern[str]]
    """Finds a text that needs a look at all."""

    def alone(self, text: str) -> tuple[str, int]:
        """The sign without a partner and its place; ("", -1) when there is none."""
        raise NotImplementedError

    def run(
        self,
        entry: Entry,
        locale: str,  # noqa: ARG002 - part of the protocol
        terms: Sequence[Term],  # noqa: ARG002
    ) -> Iterator[Finding]:
        """See `Check` in plugin.py."""
        if not self.signs.search(entry.msgstr):
            return
        sign, place = self.alone(entry.msgstr)
        if sign and not self.alone(entry.key.msgid)[0]:
            span = ((place, place + len(sign)),)
            yield Finding(
                self.id, self.severity, f"{sign} has no partner", found=sign, target_spans=span
            )
