"""Check `untranslated`: The translation is not the Japanese source again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from l10n.checks import _text
from l10n.model import Entry, Finding, Severity, Term

_CHARSETS = {"zh_Hans": "gb2312", "zh_Hant": "big5", "ja": "utf-8"}


def _is_chinese(text: str, locale: str) -> bool:
    """True when a Chinese edition could print these characters as they are (市場, 社会)."""
    charset = _CHARSETS.get(locale)
    if charset is None:
        return False
    try:
        "".join(_text.HAN.findall(text)).encode(charset)
    except UnicodeEncodeError:
        return False
    return True


class Untranslated:
    """The translation is not the Japanese source again."""

    id = "untranslated"
    severity: Severity = "error"
    summary = "The translation is not the Japanese source again."
    example = ("株価が上がった。", "株価が上がった。", "en")

    def run(
        self,
        entry: Entry,
        locale: str,
        terms: Sequence[Term],  # noqa: ARG002
    ) -> Iterator[Finding]:
        """See `Check` in plugin.py."""
        if entry.msgstr != entry.key.msgid:
            return
        text = _text.prose(entry.msgstr)
        if _text.KANA.search(text) or (_text.HAN.search(text) and not _is_chinese(text, locale)):
            yield Finding(self.id, self.severity, "the source was copied", found=entry.msgstr)
