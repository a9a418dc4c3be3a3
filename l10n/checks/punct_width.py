"""Check `punct_width`: Punctuation has the width of the target language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from l10n.checks._text import HAN, HOLE, prose
from l10n.lazy import lazy
from l10n.model import Entry, Finding, Severity, Term

_FULL = lazy("[、。，．！？：；（）「」『』【】〜～％＆０-９Ａ-Ｚａ-ｚ\u3000]")
_KOREAN = lazy("[、。，．！？：；（）０-９Ａ-Ｚａ-ｚ\u3000]")
_HALF = lazy(r"(?<=[\u3400-\u9fff])[,.?!;:](?=$|\s|[\u3400-\u9fff”」）])|(?<=[\u3400-\u9fff])[｡､]")
# A text about signs shows the sign, and nothing else between its quotes.
_CITED = lazy(r"""(?<=["'“”„«「『‘`(])[ \u00a0\u202f]?[^\w\s][ \u00a0\u202f]?(?=["'“”»」』’`)])""")
_NARROW = str.maketrans("，．！？：；（）％＆\u3000", ",.!?:;()%& ") | {
    ord("、"): ", ",
    ord("。"): ". ",
}
_WIDE = str.maketrans(",.?!;:", "，。？！；：")


class PunctWidth:
    """Punctuation has the width of the target language."""

    id = "punct_width"
    severity: Severity = "warning"
    summary = "Punctuation has the width of the target language."
    example = ("はい、そうです。", "Yes， it is．", "en")

    def run(
        self,
        entry: Entry,
        locale: str,
        terms: Sequence[Term],  # noqa: ARG002
    ) -> Iterator[Finding]:
        """See `Check` in plugin.py."""
        language = locale.split("_")[0]
        text = _CITED.sub(lambda m: HOLE * len(m[0]), prose(entry.msgstr))
        if language == "zh":
            found = _HALF.findall(text)
        elif text.isascii() or language == "ja":
            return
        else:
            pattern = _KOREAN if language == "ko" else _FULL
            found = [
                sign
                for sign in pattern.findall(text)
                if not (sign in "「」『』【】～〜" and HAN.search(text))
            ]
        if found:
            if language == "zh":
                fix = _HALF.sub(lambda m: m[0].translate(_WIDE), entry.msgstr)
            else:
                fix = _narrowed(entry.msgstr, pattern)
            signs = " ".join(dict.fromkeys(found))
            where = "half-width" if language == "zh" else "full-width"
            safe = fix if text == entry.msgstr and fix != entry.msgstr else ""
            yield Finding(self.id, self.severity, f"{where} signs: {signs}", found=signs, fix=safe)


def _narrowed(text: str, pattern: re.Pattern[str]) -> str:
    """The text in ASCII signs, a space after a stop that had none."""
    plain = pattern.sub(lambda m: unicodedata.normalize("NFKC", m[0].translate(_NARROW)), text)
    return re.sub(r"([,.]) +(?=[\s)]|$)", r"\1", re.sub(r" {2,}", " ", plain)).rstrip(" ")
