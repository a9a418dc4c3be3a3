"""Check `repetition`: Nothing is said twice that the source says once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from l10n.checks._text import prose
from l10n.lang import prose_of
from l10n.lazy import lazy
from l10n.model import Entry, Finding, Severity, Term

_LETTER = r"(?:[^\W\d_]|[\u0300-\u036f\u064b-\u065f\u0900-\u0963])"  # \w has no vowel signs
_WORDS = lazy(
    rf"(?<![\w\u0900-\u0963'’-])(?P<word>{_LETTER}{{2,}})[ \u00a0](?P=word)(?![\w\u0900-\u0963'’-])",
    re.IGNORECASE,
)
_THRICE = lazy(r"(?<!\S)(?P<word>[^\W\d_]\S*)(?:[ \u00a0](?P=word)){2,}(?!\S)")
_SENTENCES = lazy(r"(?<=[.!?。！？])\s*")
_CLAUSES = lazy(r"[,;.!?，。、；！？،]")
_SHORT = 5
_TWICE = lazy(r"(?P<c>[^\W\d_]{2,})(?P=c)")
_CHANTED = lazy(r"(.+?)\1{2,}")


class Repetition:
    """Nothing is said twice that the source says once."""

    id = "repetition"
    severity: Severity = "error"
    summary = "Nothing is said twice that the source says once."
    example = (
        "市場は成長している。",
        "The market is growing and growing and growing and growing.",
        "en",
    )

    def run(
        self,
        entry: Entry,
        locale: str,
        terms: Sequence[Term],  # noqa: ARG002
    ) -> Iterator[Finding]:
        """See `Check` in plugin.py."""
        text = prose(entry.msgstr)
        again = _stammers(text)
        thrice = _THRICE.search(text) if again else None
        loop = _loop(text) or (thrice["word"] if thrice else "")
        if loop and not _CHANTED.search(entry.key.msgid):
            yield Finding(self.id, self.severity, f"{loop} is repeated", found=loop)
            return
        stops = sum(map(text.count, ",;.!?，。、；！？،"))
        split = _CLAUSES.split(text) if stops > 1 else []
        clauses = [part.strip().lower() for part in split if len(part) > _SHORT]
        thrice_told = next((c for c in clauses if clauses.count(c) > 2), "")
        if thrice_told and not _CHANTED.search(entry.key.msgid):
            yield Finding(self.id, self.severity, f"{thrice_told} is repeated", found=thrice_told)
            return
        parts = [part for part in _SENTENCES.split(text) if len(part.strip()) > 5]
        twice = next((p for n, p in enumerate(parts) if p in parts[:n]), "")
        if twice and not _repeats(entry.key.msgid):
            yield Finding(self.id, self.severity, f"said twice: {twice}", found=twice)
            return
        word = (_doubled(text, locale) or _article(text, locale)) if again else ""
        if word and not _TWICE.search(entry.key.msgid):
            yield Finding(self.id, "warning", f'"{word}" stands twice', found=word)


def _stammers(text: str) -> bool:
    """True when a word stands right behind itself: few texts need the expressions above."""
    words = text.lower().split()
    return any(after.startswith(word) for word, after in pairwise(words))


def _loop(text: str) -> str:
    """A unit of 2 to 42 characters, its separator included, that stands three times in a row.

    Compares only where the same four characters stand at that distance: linear in practice,
    where one regular expression took ten times as long as all other checks of its kind.
    """
    if len(text) - 3 - len(set(zip(text, text[1:], text[2:], text[3:], strict=False))) < 3:
        return ""  # a loop has its four-character runs again and again
    grams = [text[place : place + 4] for place in range(len(text) - 3)]
    counts = Counter(grams)
    last: dict[str, int] = {}
    for place, gram in [(n, gram) for n, gram in enumerate(grams[:-2]) if counts[gram] > 1]:
        before = last.get(gram)
        last[gram] = place
        if before is None or place - before > 42 or not text[before].isalpha():
            continue
        unit = text[before:place]
        core = unit.strip(" ,、，.。\n")
        after = place + len(unit)
        if len(set(core)) < 2 or text[place:after] != unit or not text.startswith(core, after):
            continue
        syllables = len(unit) == 2 and core.isascii() and not text.startswith(unit * 2, after)
        if len(core) > 2 or (len(unit) == 2 and not syllables):  # no loop: dididik
            return core
    return ""


def _repeats(text: str) -> bool:
    parts = [part for part in _SENTENCES.split(text) if len(part) > 3]
    return len(set(parts)) < len(parts)


_ARTICLES = {"en": lazy(r"(?<!\S)(a) a(?!\S)"), "pt": lazy(r"(?<!\S)([aeo]) \1(?!\S)"), "es": lazy(r"(?<!\S)([aeoy]) \1(?!\S)"), "it": lazy(r"(?<!\S)([aeio]) \1(?!\S)")}  # fmt: skip


def _article(text: str, locale: str) -> str:
    """A word of one letter that stands twice: "a a janela"."""
    words = _ARTICLES.get(locale.split("_")[0])
    match = words.search(text) if words else None
    return match[1] if match else ""


def _doubled(text: str, locale: str) -> str:
    for match in _WORDS.finditer(text):
        word = match["word"]
        # "die die" may be right; "New York York" is not; names repeat with their capitals
        if word.lower() not in prose_of(locale).doubled and not (
            word[0].isupper() and match.start()
        ):
            return word
    return ""
