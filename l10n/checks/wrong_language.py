"""Check `wrong_language`: The translation is in the language of its catalog."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from l10n.checks._text import HAN, prose
from l10n.lang import likely_language
from l10n.lazy import lazy
from l10n.model import Entry, Finding, Severity, Term

_SCRIPTS = {
    "ko": r"[\uac00-\ud7a3]", "zh": r"[\u3400-\u9fff]", "ru": r"[\u0400-\u04ff]", "uk": r"[\u0400-\u04ff]",
    "ar": r"[\u0600-\u06ff]", "fa": r"[\u0600-\u06ff]", "th": r"[\u0e00-\u0e7f]", "hi": r"[\u0900-\u097f]",
    "el": r"[\u0370-\u03ff]", "he": r"[\u0590-\u05ff]", "bg": r"[\u0400-\u04ff]",
}  # fmt: skip
_OTHER = lazy(r"[\u0400-\u04ff\uac00-\ud7a3\u0600-\u06ff\u0e00-\u0e7f\u0900-\u097f]")
_ASCII = lazy(r"[A-Za-z]{2,}")
# Letters (CLDR's main exemplar characters) that a language of the same script has and this one not.
_STRANGE = {
    "ru": (("uk", lazy(r"(?i)[іїєґ]|^(?:ще|цього|цей|що|щодо|або|було|був|вже|має|від|за)$")), ("sr", lazy("[ђћџљњјЂЋЏЉЊЈ]")), ("be", lazy("[ўЎ]"))),
    "uk": (("ru", lazy("[ыэъёЫЭЪЁ]")),),
    "bg": (("ru", lazy("[ыэёЫЭЁ]")), ("uk", lazy("[іїєґІЇЄҐ]"))),
    "ar": (("ur", lazy("[ٹڈڑےں]")), ("fa", lazy("[یکگچپژ]"))),
    "fa": (("ur", lazy("[ٹڈڑےں]")), ("ar", lazy("[يكةىإأ]"))),
    "hi": (("mr", lazy(r"ळ|\b(?:आहे|आहेत|नाही|आणि|होते|केले)(?!\w)")), ("ne", lazy(r"\b(?:छ|छन्|भयो|गर्न|पनि|हुन्छ)(?!\w)"))),
}  # fmt: skip
_FEW = 2
_OWN = {"ru": lazy("[ыэъёЫЭЪЁ]")}
"""Letters that none of the neighbours has: without one, a single strange word is enough."""


class WrongLanguage:
    """The translation is in the language of its catalog."""

    id = "wrong_language"
    severity: Severity = "error"
    summary = "The translation is in the language of its catalog."
    example = (
        "市場は大きく成長しました。",
        "Der Markt ist in den letzten Jahren stark gewachsen.",
        "en",
    )

    def run(
        self,
        entry: Entry,
        locale: str,
        terms: Sequence[Term],  # noqa: ARG002
    ) -> Iterator[Finding]:
        """See `Check` in plugin.py."""
        if "⟦" in entry.msgstr:
            return  # the engine `pseudo` writes in no language
        text = prose(entry.msgstr)
        language = locale.split("_")[0]
        if language in _SCRIPTS:
            found = _foreign_script(text, entry.key.msgid, _SCRIPTS[language]) or _neighbour(
                text, language
            )
        elif len(_OTHER.findall(text)) > 2 and not _OTHER.search(entry.key.msgid):
            found = "another script"
        else:
            found, sure = likely_language(text, entry.key.msgid, locale)
            if found and not sure:
                message = f"this may be {found}, not {locale}"
                yield Finding(self.id, "info", message, found=entry.msgstr[:60])
                return
        if found:
            yield Finding(
                self.id, self.severity, f"this is {found}, not {locale}", found=entry.msgstr[:60]
            )


def _foreign_script(text: str, msgid: str, script: str) -> str:
    """Words of a sentence in Latin letters that the source does not have."""
    own = len(re.findall(script, text))
    words = [w for w in _ASCII.findall(text) if w.lower() not in msgid.lower()]
    foreign = sum(map(len, words))
    if own == 0 and len(HAN.findall(text)) >= 6:
        return "Chinese"
    if own == 0 and len(_OTHER.findall(text)) > _FEW:
        return "another script"
    if own == 0 and len(words) >= 3:
        return "Latin script"
    return "mostly Latin script" if len(words) >= 6 and foreign > 4 * own else ""


def _neighbour(text: str, language: str) -> str:
    """The language of the same script that two words or more have letters of.

    >>> _neighbour("Щодо цього питання рішення ще не ухвалено.", "ru")
    'uk'
    """
    for name, strange in _STRANGE.get(language, ()):
        if strange.search(text):
            words = {word for word in text.split() if strange.search(word)}
            few = _FEW if language not in _OWN or _OWN[language].search(text) else 1
            if len(words) >= few and len(text.split()) >= _FEW:
                return name
    return ""
