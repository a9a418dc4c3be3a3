"""Check `glossary`: Names and terms have their approved rendering."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from l10n.checks._text import prose
from l10n.lazy import lazy
from l10n.model import Entry, Finding, Severity, Term
from l10n.terms import find

_WORD = lazy(r"[^\W_]+")


class Glossary:
    """Names and terms have their approved rendering."""

    id = "glossary"
    severity: Severity = "error"
    summary = "Names and terms have their approved rendering."
    example = ("オープンAIが発表した。", "Open Intelligence announced it.", "en")

    def run(
        self,
        entry: Entry,
        locale: str,  # noqa: ARG002 - part of the protocol
        terms: Sequence[Term],
    ) -> Iterator[Finding]:
        """See `Check` in plugin.py."""
        if not terms:
            return
        text = prose(entry.msgstr)
        folded, seen = _fold(text), set[str]()
        for hit in find(prose(entry.key.msgid), terms):
            term = hit.term
            target = term.target or (term.source if term.keep else "")
            if not target or term.source in seen:
                continue
            seen.add(term.source)
            bad = next((f for f in term.forbidden if f and _fold(f) in folded), "")
            if not bad and is_rendered(target, text):
                continue
            short = not bad and _is_last_name(target, text)
            fix = entry.msgstr.replace(bad, target) if bad and bad in entry.msgstr else ""
            said = f'; "{bad}" is forbidden' if bad else ""
            message = f'"{term.source}" is "{target}"{said}'
            span = ((hit.start, hit.end),)
            yield Finding(
                self.id,
                "info" if short else self.severity,
                message,
                expected=target,
                found=bad,
                fix=fix,
                source_spans=span,
            )


def _fold(text: str) -> str:
    """Case, accents of composition and spaces of all kinds do not count."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[\s‑-]+", " ", plain)


def is_rendered(target: str, text: str) -> bool:
    """True when a text has the rendering, inflected or not.

    >>> is_rendered("Großes Sprachmodell", "Die großen Sprachmodelle wachsen.")
    True
    """
    folded = _fold(text)
    if _fold(target) in folded:
        return True
    return not _is_cased(target) and _is_inflected(target, _WORD.findall(folded))


def _is_last_name(target: str, text: str) -> bool:
    """True when of Elon Musk only Musk is there, as in the next sentence of every article.

    >>> _is_last_name("Elon Musk", "Musk denied it.")
    True
    """
    words = target.split()
    named = 2 <= len(words) <= 3 and all(word[0].isupper() for word in words)
    return named and re.search(rf"(?<!\w){re.escape(words[-1])}(?!\w)", text) is not None


def _is_inflected(target: str, words: Sequence[str]) -> bool:
    """True when every word of the rendering has its stem in the text: Speicherchips, Чипов."""
    stems = [_stem(word) for word in _WORD.findall(_fold(target))]
    return bool(stems) and all(any(stem in word for word in words) for stem in stems)


def _is_cased(target: str) -> bool:
    """OpenAI, xAI, NVIDIA: a name that no language inflects inside."""
    return any(char.isupper() for char in target[1:] if char.isascii()) and " " not in target


def _stem(word: str) -> str:
    return (
        word
        if len(word) <= 4 or not word[-1].isalpha()
        else word[: max(4, len(word) - (3 if len(word) > 6 else 2))]
    )
