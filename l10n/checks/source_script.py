"""Check `source_script`: No Japanese is left over in the translation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from l10n.checks import _text
from l10n.lazy import lazy
from l10n.mask import asides
from l10n.model import Entry, Finding, Severity, Term

# A name's original spelling in brackets right after it is no leftover: Rapidus (ラピダス).
_GLOSS = lazy(r"(?<=[A-Za-z\uac00-\ud7a3])\s?[(（][^()（）]*[)）]")


@cache
def _is_japanese(char: str) -> bool:
    """True for characters that Japanese prints and neither Chinese script does: 込 働 円."""
    return _encodes(char, "shift_jis") and not (_encodes(char, "gb2312") or _encodes(char, "big5"))


def _encodes(char: str, charset: str) -> bool:
    try:
        char.encode(charset)
    except UnicodeEncodeError:
        return False
    return True


class SourceScript:
    """No Japanese is left over in the translation."""

    id = "source_script"
    severity: Severity = "error"
    summary = "No Japanese is left over in the translation."
    example = ("株価が上がった。", "The 株価 rose.", "en")

    def run(
        self,
        entry: Entry,
        locale: str,
        terms: Sequence[Term],  # noqa: ARG002
    ) -> Iterator[Finding]:
        """See `Check` in plugin.py."""
        if locale == "ja" or entry.msgstr == entry.key.msgid:
            return  # a copy is the business of `untranslated`
        chinese = locale.startswith("zh")
        if entry.msgstr.isascii() or not (chinese or _text.JAPANESE.search(entry.msgstr)):
            return
        text = _text.prose(_text.without_kept(entry.msgstr, entry.key.msgid))
        left = _text.KANA.findall(text)
        if not chinese:
            left += _text.HAN.findall(_GLOSS.sub("", text))
        else:
            left += [char for char in _text.HAN.findall(text) if _is_japanese(char)]
        if left:
            found = "".join(dict.fromkeys(left))
            yield Finding(self.id, self.severity, f"Japanese left over: {found}", found=found)
            return
        for start, end in asides(entry.msgstr):
            words = entry.msgstr[start:end]
            if words in entry.key.msgid and _text.KANA.search(words):
                message = f"a title or the text of a picture is not translated: {words}"
                yield Finding(self.id, "warning", message, found=words)
