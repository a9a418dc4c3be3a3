"""Check `script_variant`: Simplified and traditional characters are not mixed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from l10n.checks import _text
from l10n.model import Entry, Finding, Severity, Term

_SETS = {
    "zh_Hans": ("gb2312", "big5"),
    "zh_CN": ("gb2312", "big5"),
    "zh_Hant": ("big5", "gb2312"),
    "zh_TW": ("big5", "gb2312"),
}
# In both sets' editions, whatever the charsets say: names and the like.
_BOTH = frozenset("踪厩著乾於並么余干后里面台只系范叶丰云准制表采征")


@cache
def _is_other(char: str, own: str, other: str) -> bool:
    return not _encodes(char, own) and _encodes(char, other)


class ScriptVariant:
    """Simplified and traditional characters are not mixed."""

    id = "script_variant"
    severity: Severity = "error"
    summary = "Simplified and traditional characters are not mixed."
    example = ("市場が拡大した。", "市場規模擴大了。", "zh_Hans")

    def run(
        self,
        entry: Entry,
        locale: str,
        terms: Sequence[Term],  # noqa: ARG002
    ) -> Iterator[Finding]:
        """See `Check` in plugin.py."""
        own, other = _SETS.get(locale, ("", ""))
        if not own or entry.msgstr == entry.key.msgid:
            return
        text = _text.prose(_text.without_kept(entry.msgstr, entry.key.msgid))
        wrong = [c for c in _text.HAN.findall(text) if c not in _BOTH and _is_other(c, own, other)]
        if wrong:
            found = "".join(dict.fromkeys(wrong))
            yield Finding(
                self.id, self.severity, f"characters of the other script: {found}", found=found
            )


def _encodes(char: str, charset: str) -> bool:
    try:
        char.encode(charset)
    except UnicodeEncodeError:
        return False
    return True
