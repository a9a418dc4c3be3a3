"""Japanese comments and strings in fenced code, found through Pygments (`code_comments`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from l10n.lazy import lazy
from l10n.model import Part, Segment, Skeleton

if TYPE_CHECKING:
    from pygments.lexer import Lexer

_WORDS = lazy(r"[^\W\d_a-zA-Z]")
_COMMENT = lazy(r"[ \t]*(?:[/#;%*!\-'\"<(]+[ \t]*)?(?P<core>.*?)[ \t]*(?:[*#\-]+[/>)])?[ \t]*")
_STRING = lazy(r"(?P<open>\w{0,2}(?:'''|\"\"\"|['\"`]))?(?P<core>.*?)(?:'''|\"\"\"|['\"`])?")
_CLOSERS = lazy(r"\*/|-->|\*\)|-\}|\]\]|'''|\"\"\"|```|~~~|%\}|</script", re.IGNORECASE)


def parts(code: str, info: str) -> Iterator[Part]:
    """`code` as parts that join to it: the lines of its comments, its strings, the rest.

    Only what holds letters outside ASCII is offered: `"utf-8"` is no text for readers.
    """
    lexer = _lexer(info)
    if lexer is None or "\r" in code.replace("\r\n", "\n"):
        yield Skeleton(code)
        return
    from pygments.token import Comment, String

    rest = ""
    for kind, text in _tokens(lexer, code):
        found: Iterable[Part]
        if kind in Comment or kind in String.Doc:
            found = _pieces(text, _COMMENT, "code comment", "code-comment")
        elif kind in String:
            found = _pieces(text, _STRING, "code string", "code-string")
        else:
            found = [Skeleton(text)]
        for part in found:
            if isinstance(part, Skeleton):
                rest += part.text
                continue
            if rest:
                yield Skeleton(rest)
            rest = ""
            yield part
    if rest:
        yield Skeleton(rest)


def _lexer(info: str) -> Lexer | None:
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    language = re.split(r"[\s:{,]", info.strip(), maxsplit=1)[0]
    try:
        return get_lexer_by_name(language, stripnl=False, ensurenl=False) if language else None
    except ClassNotFound:
        return None


def _tokens(lexer: Lexer, code: str) -> list[tuple[Any, str]]:
    """Tokens that join to `code`; one token without kind when the lexer changed something."""
    from pygments.token import Token

    # Pygments reads CR LF as LF: its tokens are laid over the code line end by line end
    tokens = list(lexer.get_tokens(code))
    if "\r\n" in code:
        tokens = [(kind, text.replace("\n", "\r\n")) for kind, text in tokens]
    merged: list[tuple[Any, str]] = []
    for kind, text in tokens:
        if merged and merged[-1][0] is kind:
            merged[-1] = (kind, merged[-1][1] + text)
        else:
            merged.append((kind, text))
    whole = "".join(text for _, text in merged) == code
    return merged if whole else [(Token.Text, code)]


def _pieces(text: str, pattern: re.Pattern[str], role: str, syntax: str) -> Iterator[Part]:
    for line in text.splitlines(keepends=True):
        body = line.rstrip("\r\n")
        match = pattern.fullmatch(body)
        core = match["core"] if match else ""
        if not match or not _WORDS.search(core):
            yield Skeleton(line)
            continue
        start, end = match.span("core")
        yield Skeleton(line[:start])
        # msgid is filled in: a comment is one unit, and no sentence rule of prose holds in it
        yield Segment(core, role, syntax, msgid=core)
        yield Skeleton(line[end:])


def write(segment: Segment, msgstr: str) -> str:
    """`msgstr` on one line, without what would end its comment or string."""
    text = " ".join(msgstr.split())
    if segment.syntax == "code-string":
        known = set(re.findall(r"\\.", segment.text))
        text = re.sub(r"\\.?", lambda m: m[0] if m[0] in known else m[0][1:], text)
        for quote, other in (('"', "”"), ("'", "’"), ("`", "’")):
            text = text if quote in segment.text else text.replace(quote, other)
        return text if "${" in segment.text else text.replace("${", "$ {")
    return _CLOSERS.sub(lambda m: "\u200b".join(m[0]), text).rstrip("\\")
