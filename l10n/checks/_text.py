"""What several checks read out of a text: code, URLs, link targets, tags."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from l10n.lang import prose_of
from l10n.lang.ja.negation import negation
from l10n.lazy import lazy
from l10n.mask import asides, protected
from l10n.model import Finding, Severity

CODE = lazy(
    r"(?P<tick>`+)(?P<body>(?:(?!(?P=tick)).)+?)(?<![^`\s]\s)(?P=tick)(?!`)|<code>(?P<html>.*?)</code>"
)
# Parentheses only in pairs: "(https://example.com/)の" ends before ")", ".../Chip_(CDMA)" does not.
URL = lazy(r"https?://(?:[!#-'*-;=?-Z_a-z~]|\([!#-'*-;=?-Z_a-z~]*+\))+(?<![.,;:!?])")
LINK = lazy(r"\]\(\s*(?P<target>(?:[^()\s]|\([^()\s]*\))*)(?:\s+\"[^\"]*\")?\s*\)")
TAG = lazy(r"</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>")
_KEEPING = lazy(r"[<{\[$%]")
_JAPANESE = lazy(r"[\u3041-\u30fa\u3400-\u9fff]")
HOLE = "\ufffc"
"""Stands for a character that is not prose; no letter, no space, and in no text of ours."""
_MARKED = lazy(r"[`<(]|://")
KANA = lazy(r"[\u3041-\u3096\u30a1-\u30fa\uff66-\uff9d]")
JAPANESE = lazy("[\u3041-\u3096\u30a1-\u30fa\uff66-\uff9d\u3400-\u4dbf\u4e00-\u9fff々〆]")
HAN = lazy(r"[\u3400-\u4dbf\u4e00-\u9fff々〆]")


@lru_cache(maxsize=16)
def prose(text: str) -> str:
    """`text` with holes for code, URLs, link targets and tags: what a reader reads, in its place.

    >>> prose("`make`を使う").replace(HOLE, "_")
    '______を使う'
    """
    if not _MARKED.search(text):
        return text
    for pattern in (CODE, LINK, TAG, URL):
        text = pattern.sub(lambda match: HOLE * len(match[0]), text)
    return text


def without_kept(msgstr: str, msgid: str) -> str:
    """`msgstr` with holes for the Japanese in it that nobody translates.

    >>> kept = '<b translate="no">商品</b>'
    >>> without_kept(f"It is {kept}.", f"{kept}です。").replace(HOLE, "_")[:8]
    'It is __'
    """
    if not _KEEPING.search(msgid):
        return msgstr
    for start, end in protected(msgid):
        kept = msgid[start:end]
        if _JAPANESE.search(kept) and not (asides(kept) and kept[0] in "!]["):
            msgstr = msgstr.replace(kept, HOLE * len(kept))
    return msgstr


@cache
def pattern(text: str) -> re.Pattern[str]:
    """A pattern of a language, compiled once, for letters of either case."""
    return re.compile(text, re.IGNORECASE)


def denied_once(msgid: str, msgstr: str, locale: str) -> bool:
    """True when one of source and translation surely says no, and the other does not.

    >>> denied_once("18歳未満は入れません。", "Eintritt ab 18 Jahren.", "de")
    True
    """
    no = prose_of(locale).no
    says_no = bool(no) and pattern(no).search(prose(msgstr)) is not None
    denied = negation(prose(msgid))
    return denied in ("clear", "inner") if not says_no else denied == "none"


def compare(
    check: str,
    severity: Severity,
    what: str,
    source: Sequence[str],
    target: Sequence[str],
) -> Iterator[Finding]:
    """Findings for what one side has and the other has not, each as often as it stands there."""
    if source == target:
        return
    have, want = Counter(target), Counter(source)
    lost, extra = list((want - have).elements()), list((have - want).elements())
    if lost or extra:
        parts = []
        if lost:
            parts.append(f"{what} of the source missing: {', '.join(lost)}")
        if extra:
            parts.append(f"{what} that the source does not have: {', '.join(extra)}")
        yield Finding(
            check, severity, "; ".join(parts), expected=", ".join(source), found=", ".join(target)
        )
