"""Check `spelling`: The words of the translation are in its language's dictionary."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from l10n.checks._text import prose
from l10n.lazy import lazy
from l10n.model import Entry, Finding, Severity, Term
from l10n.spelling import dictionary, speller

_WORD = lazy(r"(?<![\w@#/.'’-])[^\W\d_]{3,}(?:['’][^\W\d_]+)*(?![\w@/'’-])")


class Spelling:
    """The words of the translation are in its language's dictionary.

    Runs where the config names it, and says nothing without the extra `spelling` and a dictionary
    (see `l10n.spelling`). Words with a capital are left alone: most are names.
    """

    id = "spelling"
    severity: Severity = "info"
    summary = "The words of the translation are in its language's dictionary."
    example = ("荷物を受け取った。", "We recieved the parcel.", "en")

    def depends_on(self, locale: str) -> str:
        """See `Dependent` in plugin.py: the dictionary, and when it was installed."""
        path = dictionary(locale)
        return f"{path} {path.stat().st_mtime_ns}" if path else ""

    def run(self, entry: Entry, locale: str, terms: Sequence[Term]) -> Iterator[Finding]:
        """See `Check` in plugin.py."""
        known = speller(locale)
        if known is None:
            return
        name, hunspell = known
        own = entry.key.msgid.lower() + " ".join(term.target.lower() for term in terms)
        seen = set[str]()
        for match in _WORD.finditer(prose(entry.msgstr)):
            word = match[0]
            if word in seen or not word.islower() or word in own:
                continue
            seen.add(word)
            if not hunspell.spell(word):
                likely = ", ".join(hunspell.suggest(word)[:3])
                yield Finding(
                    self.id,
                    self.severity,
                    f"{word} is not in the dictionary {name}",
                    expected=likely,
                    found=word,
                    target_spans=(match.span(),),
                )
