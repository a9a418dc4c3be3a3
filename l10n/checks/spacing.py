"""Check `spacing`: Spaces stand where the target language puts them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from l10n.checks._text import prose
from l10n.lazy import lazy
from l10n.model import Entry, Finding, Severity, Term

_DOUBLE = lazy(r"(?<=\S)(?<![.!?:]) {2,}(?=\S)")
_BEFORE = lazy(r"(?<=[^\W\d_]) +(?=[,.;:!?](?:\s|$)|,[^\W\d_])")
_BEFORE_FRENCH = lazy(r"(?<=[^\W\d_]) +(?=[,.](?:\s|$)|,[^\W\d_])")
_FRENCH = lazy(r"(?<=[^\W\d_])(?=[;!?](?:\s|$)|:\s|»)|(?<=«)(?=\w)")
_HAN_SPACE = lazy(r"(?<=[\u3400-\u9fff，。]) +(?=[\u3400-\u9fff，。！？])")
_OWN_SPACE = lazy(r"(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])")
_NO_SPACE = lazy(
    r"(?<=[a-zà-ÿа-яё]{2})[,](?=[A-Za-zÀ-ÿА-яё]{2,} )|(?<=[a-zà-ÿа-яё]{2})[.!?](?=[A-ZÀ-ÞА-ЯЁ][a-zà-ÿа-яё])"
)
# One class first: the expression is tried at these characters alone.
_ODD = lazy(
    r"[ ,.;:!?»«\u3400-\u9fff，。](?:(?<= )[ ,.;:!?»]|(?<=[;!?:»«])|(?<=[\u3400-\u9fff，。]) |(?<=[,;.!?])[A-Za-zÀ-ÿА-яё])"
)


class Spacing:
    """Spaces stand where the target language puts them."""

    id = "spacing"
    severity: Severity = "warning"
    summary = "Spaces stand where the target language puts them."
    example = ("発表した。詳細は未定だ。", "It was announced .  Details are open.", "en")

    def run(
        self,
        entry: Entry,
        locale: str,
        terms: Sequence[Term],  # noqa: ARG002
    ) -> Iterator[Finding]:
        """See `Check` in plugin.py."""
        if not _ODD.search(entry.msgstr):
            return
        text = (
            prose(entry.msgstr)
            if "`" in entry.msgstr or "://" in entry.msgstr or "<" in entry.msgstr
            else entry.msgstr
        )
        language = locale.split("_")[0]
        for pattern, message, put in _rules(language):
            if pattern is _DOUBLE and "  " in entry.key.msgid:
                continue
            if text != entry.msgstr and pattern is _DOUBLE:
                continue
            match = pattern.search(text)
            if pattern is _HAN_SPACE and _OWN_SPACE.search(entry.key.msgid):
                continue
            if match:
                fix = (
                    pattern.sub(put, entry.msgstr)
                    if text == entry.msgstr and put is not None
                    else ""
                )
                where = text[max(0, match.start() - 12) : match.end() + 8]
                span = (match.span(),)
                yield Finding(
                    self.id, self.severity, message, found=where, fix=fix, target_spans=span
                )


_Rule = tuple[re.Pattern[str], str, str | None]


def _rules(language: str) -> tuple[_Rule, ...]:
    double: _Rule = (_DOUBLE, "two spaces in a row", " ")
    if language == "zh":
        return (double, (_HAN_SPACE, "a space between Chinese characters", ""))
    if language in ("ja", "th", "lo"):
        return (double,)
    glued: _Rule = (_NO_SPACE, "a space is missing after the punctuation", None)
    if language == "fr":
        nbsp: _Rule = (_FRENCH, "French has a no-break space here", "\u00a0")
        return (double, (_BEFORE_FRENCH, "a space before the punctuation", ""), nbsp, glued)
    return (double, (_BEFORE, "a space before the punctuation", ""), glued)
