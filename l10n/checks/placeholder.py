"""Check `placeholder`: Placeholders such as %s and {name} are kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from l10n.checks import _text
from l10n.lazy import lazy
from l10n.model import Entry, Finding, Severity, Term

_HOLDER = lazy(
    r"\{\{[^{}]*\}\}|\$\{[^{}]*\}|\{[A-Za-z0-9_]*\}|%\([a-z_]+\)[sd]|%(?:\d+\$)?[sd](?![A-Za-z])|XQ\d+X"
)
_POSITION = lazy(r"%\d+\$")  # %2$s and %s: languages order them anew


class Placeholder:
    """Placeholders such as %s and {name} are kept."""

    id = "placeholder"
    severity: Severity = "error"
    summary = "Placeholders such as %s and {name} are kept."
    example = ("{name}さん、%s件です。", "{nom} : %s", "fr")

    def run(
        self,
        entry: Entry,
        locale: str,  # noqa: ARG002 - part of the protocol
        terms: Sequence[Term],  # noqa: ARG002
    ) -> Iterator[Finding]:
        """See `Check` in plugin.py."""
        if not any(sign in text for text in (entry.key.msgid, entry.msgstr) for sign in "{%X"):
            return
        source, target = (
            _HOLDER.findall(_text.CODE.sub(" ", text)) for text in (entry.key.msgid, entry.msgstr)
        )
        printf = [h for h in (*source, *target) if h[0] == "%" and h[1] != "("]
        if not all(map(_POSITION.match, printf)):
            source, target = ([_POSITION.sub("%", h) for h in side] for side in (source, target))
        yield from _text.compare(self.id, self.severity, "placeholder", source, target)
