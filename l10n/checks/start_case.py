"""Check `start_case`: A sentence begins with a capital letter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from l10n.lazy import lazy
from l10n.model import Entry, Finding, Severity, Term

_FIRST = lazy(r"[\"'“‘«„¿¡(\[*_\s\u00a0\u202f]*(?P<word>[^\W\d_]+)")
_CASED = frozenset(
    {
        "en",
        "de",
        "fr",
        "es",
        "pt",
        "it",
        "ru",
        "uk",
        "vi",
        "id",
        "nl",
        "pl",
        "cs",
        "sv",
        "da",
        "nb",
        "fi",
        "tr",
        "el",
    }
)


class StartCase:
    """A sentence begins with a capital letter."""

    id = "start_case"
    severity: Severity = "info"
    summary = "A sentence begins with a capital letter."
    example = ("会社は否定した。", "the company denied it.", "en")

    def run(
        self,
        entry: Entry,
        locale: str,
        terms: Sequence[Term],  # noqa: ARG002
    ) -> Iterator[Finding]:
        """See `Check` in plugin.py."""
        if locale.split("_")[0] not in _CASED or not entry.msgstr[:1] or entry.msgstr[0].isupper():
            return
        first = _FIRST.match(entry.msgstr)
        if not first or entry.key.msgid.rstrip("」』）) ")[-1:] not in "。！？!?":
            return
        word = first["word"]
        whole = entry.msgstr[first.start("word") :].split()[0]
        if not word.islower() or word in entry.key.msgid or not whole.strip(".,;:!?").isalpha():
            return
        place = first.start("word")
        fix = entry.msgstr[:place] + word[0].upper() + entry.msgstr[place + 1 :]
        yield Finding(self.id, self.severity, f'"{word}" begins the sentence', found=word, fix=fix)
