"""Check `markup`: Tags and emphasis are those of the source, well nested."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from l10n.checks import _text
from l10n.lazy import lazy
from l10n.mask import asides
from l10n.model import Entry, Finding, Severity, Term

_RUBY = lazy(r"</?ruby>|<r[tp]>.*?</r[tp]>|</?rb>")
_NAMED = lazy(r"<[^<>]*[\u3040-\u9fff][^<>]*>")  # <ファイル名>: a word, no tag
_LOOSE = lazy(r"\*\*(?:\s[^*]+|[^*]+\s)\*\*")
_STAR = lazy(r"(?<![*\\])\*(?!\*)")
_VOID = ("<br", "<img", "<wbr", "<hr", "<input")


def _plain(tag: str) -> str:
    return re.sub(r"\s+", " ", tag).replace(" />", ">").replace("/>", ">")


def _bare(text: str) -> str:
    """`text` without ruby, and without the words in tags: alt="歯車" is translated."""
    for start, end in reversed(asides(text)):
        text = text[:start] + text[end:]
    return _RUBY.sub("", text)


def _is_nested(tags: Sequence[str]) -> bool:
    stack: list[str] = []
    for tag in tags:
        name = re.split(r"[\s>]", tag.lstrip("</"))[0]
        if tag.startswith("</"):
            if not stack or stack.pop() != name:
                return False
        elif not tag.startswith(_VOID):
            stack.append(name)
    return not stack


class Markup:
    """Tags and emphasis are those of the source, well nested."""

    id = "markup"
    severity: Severity = "error"
    summary = "Tags and emphasis are those of the source, well nested."
    example = ("<b>太字</b>だ。", "It is <b>bold.", "en")

    def run(
        self,
        entry: Entry,
        locale: str,  # noqa: ARG002 - part of the protocol
        terms: Sequence[Term],  # noqa: ARG002
    ) -> Iterator[Finding]:
        """See `Check` in plugin.py."""
        if not any(sign in text for text in (entry.key.msgid, entry.msgstr) for sign in "<*~"):
            return
        texts = _bare(entry.key.msgid), _bare(entry.msgstr)
        source, target = (
            [_plain(tag) for tag in _text.TAG.findall(_text.CODE.sub(" ", text))] for text in texts
        )
        if not _NAMED.search(texts[0]):
            yield from _text.compare(self.id, self.severity, "tag", source, target)
        if source and not _is_nested(target) and _is_nested(source):
            yield Finding(self.id, self.severity, "tags are not well nested")
        for mark in ("**", "~~"):
            odd = [_text.CODE.sub("", t).count(mark) % 2 for t in (entry.key.msgid, entry.msgstr)]
            if odd == [0, 1]:
                yield Finding(self.id, self.severity, f"{mark} is opened and not closed")
        stars = [len(_STAR.findall(_text.CODE.sub("", t))) for t in (entry.key.msgid, entry.msgstr)]
        if stars[0] and stars[0] % 2 == 0 and stars[1] % 2:
            yield Finding(self.id, self.severity, "* is opened and not closed")
        for match in _LOOSE.finditer(entry.msgstr):
            message = f"{match[0]} will not be shown as strong: spaces stand inside it"
            fix = entry.msgstr.replace(match[0], f"**{match[0].strip('*').strip()}**")
            yield Finding(self.id, "warning", message, found=match[0], fix=fix)
