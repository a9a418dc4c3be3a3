"""How long a translation is against its source, in columns (East Asian width)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from l10n.checks._text import HOLE, prose
from l10n.lazy import lazy
from l10n.model import Entry, Finding, Severity, Term

# Median width of a translation over that of its Japanese source, measured on 400 sentences of
# news and encyclopedia text (docs/benchmarks.md); the words of one language are longer, always.
_TYPICAL = {
    "en": 1.42, "de": 1.62, "fr": 1.63, "es": 1.55, "pt": 1.5, "it": 1.55, "zh": 0.78, "ko": 0.98,
    "id": 1.55, "ar": 1.3, "ru": 1.5, "vi": 1.5, "th": 1.35, "hi": 1.4,
}  # fmt: skip
_RUBY = lazy(r"<r[tp]>.*?</r[tp]>")
_SENTENCE = lazy(r"[。！？!?؟।]|\.(?=[\"”’»)]*(?:\s+[^\s\da-z]|\s*$))")


def width(text: str) -> int:
    """Columns of a text: 2 for a wide character, 0 for a combining mark.

    >>> width("市場"), width("ab")
    (4, 2)
    """
    if text.isascii():
        return len(text)
    wide = sum(map(len, _WIDE.findall(text)))
    return len(text) + wide - sum(map(len, _MARKS.findall(text)))


# East_Asian_Width W and F (UAX 11) as runs, and combining marks of the scripts of our languages:
# a regular expression sees a text four times as fast as a look-up of each character.
_WIDE = lazy(
    "[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\U0001f300-\U0001faff\U00020000-\U0003fffd]+"
)
_MARKS = lazy(
    "[\u0300-\u036f\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0902\u093c\u0941-\u0948\u094d\u0951-\u0957\u0962-\u0963\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u3099\u309a]+"
)


@lru_cache(maxsize=4096)  # a source is measured once for all languages
def _measure(msgid: str) -> float:
    """Columns of a Japanese text, less what is short or nothing elsewhere.

    A long foreign name in katakana takes half of them, politeness none.
    """
    text = _core(msgid)
    if text.isascii():
        return len(text)
    columns = len(text) + sum(map(len, _WIDE.findall(text)))
    return columns - 0.7 * len(_KATAKANA.findall(text)) - 4 * len(_POLITE.findall(text))


_POLITE = lazy("ください|下さい|いたします|いただ|ございま|お願い|申し上げ|させて")
_KATAKANA = lazy("[ァ-ヺー](?=[ァ-ヺー])")


@lru_cache(maxsize=4)
def _core(text: str) -> str:
    if "<" in text:
        text = _RUBY.sub("", text)
    return prose(text).replace(HOLE, "").strip()


@lru_cache(maxsize=4)
def _ratio(msgid: str, msgstr: str, locale: str) -> float:
    """1.0 for a translation of the usual length; 0.0 when the source is too short to say."""
    source = _measure(msgid)
    typical = _TYPICAL.get(locale.split("_")[0], 1.5)
    if source < 14:
        return 0.0
    ratio = width(_core(msgstr)) / (source * typical)
    return ratio if source >= 24 else ratio * 0.7  # short sentences vary more


def _sentences(text: str) -> int:
    return max(1, len(_SENTENCE.findall(text)))


def addition(msgid: str, msgstr: str, locale: str) -> str:
    """What to say of a translation that is much too long, or "".

    More sentences and half as long again, or more than twice the usual length.
    """
    ratio = _ratio(msgid, msgstr, locale)
    if ratio == 0.0:
        return _added_to_few(msgid, msgstr, locale)
    if ratio < 1.5:
        return ""
    more = _sentences(prose(msgstr)) - _sentences(prose(msgid))
    if ratio > 2.2 or (ratio > 1.7 and more > 0 and width(msgid) > 24):
        return _MUCH.format(ratio)
    return ""


_MUCH = "{:.1f} times the usual length: is something added?"


def _added_to_few(msgid: str, msgstr: str, locale: str) -> str:
    """The same for a source of a few characters, whose translation may well be four times as long."""
    source = _measure(msgid)
    usual = source * _TYPICAL.get(locale.split("_")[0], 1.5)
    made = width(_core(msgstr))
    return _MUCH.format(made / usual) if source >= 4 and made > 40 + 3 * usual else ""


def omission(msgid: str, msgstr: str, locale: str) -> str:
    """What to say of a translation that is much too short, or ""."""
    ratio = _ratio(msgid, msgstr, locale)
    source = _measure(msgid)
    if not 0 < ratio < 0.7 or source < 24:
        return ""
    fewer = _sentences(prose(msgid)) - _sentences(prose(msgstr))
    short = ratio < (0.25 if source > 50 else 0.2) or ratio < (
        0.4 if source > 60 else 0.33 if source > 40 else 0
    )
    if short or (ratio < 0.55 and fewer > 0 and source > 30):
        return f"{ratio:.0%} of the usual length: is something left out?"
    return ""


class Length:
    """The head of the two checks of length; a check says which way it looks."""

    id: str
    severity: Severity = "warning"
    judge: Callable[[str, str, str], str]

    def run(
        self,
        entry: Entry,
        locale: str,
        terms: Sequence[Term],  # noqa: ARG002 - part of the protocol
    ) -> Iterator[Finding]:
        """See `Check` in plugin.py."""
        found = type(self).judge(entry.key.msgid, entry.msgstr, locale)
        if found:
            yield Finding(self.id, self.severity, found, found=entry.msgstr[:60])
