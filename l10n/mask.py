"""Protecting what no engine may translate: code, link targets, tags, placeholders, emphasis.

Each is replaced by a token XQ1X, which models keep better than any sign (19 of 20 sentences,
against 7 with <x1/>; docs/benchmarks.md); afterwards every token must be there exactly once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from l10n.errors import AnswerRejected

_RUBY = re.compile(r"<ruby>(.*?)</ruby>", re.DOTALL)
_READING = re.compile(r"<r[tp]>.*?</r[tp]>|</?rb>", re.DOTALL)
_MASKED = re.compile(
    r"(?P<code>(?P<tick>`+)(?:(?!(?P=tick)).)+?(?P=tick)(?!`))"
    r"|(?P<image>!\[[^\[\]]*\]\([^()\s]*(?:\s+\"[^\"]*\")?\))"
    r"|(?P<target>\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"]*\")?\))"
    r"|(?P<note>\[\^[^\]\s]+\])"
    r"|(?P<tag></?[A-Za-z][^<>]*>|<https?://[^<>\s]+>)"
    r"|(?P<url>https?://[^\s<>「」（）()、。\"'`]+)"
    r"|(?P<holder>\{\{[^{}]*\}\}|\$\{[^{}]*\}|\{[A-Za-z0-9_]*\}|%\([a-z_]+\)[sd]|%[sd]\b|:[a-z0-9_]{2,}:)"
    r"|(?P<entity>&#?\w+;)"
    r"|(?P<strong>\*{1,3}|~~)"
)
_END = "[。．.！？!?]"
_END_NOTES = re.compile(rf"(?<=\S)(?P<notes>(?:\[\^[^\]\s]+\])+)(?P<end>{_END}*\s*)$")
_OPEN_LINK = re.compile(r"\[(?=[^\[\]]*\]\()")
_TOKEN = re.compile(r"XQ(\d+)X")


@dataclass(frozen=True, slots=True)
class Masked:
    """A text fit for an engine, and how to get from its answer to a msgstr."""

    text: str
    spans: tuple[str, ...] = ()
    """Every token and substituted figure: what the answer must hold as often as `text`."""
    tokens: tuple[tuple[str, str], ...] = ()
    """(token, what it stands for), in order."""
    notes: str = ""
    """Footnote marks at the end of the sentence: no engine sees them."""
    notes_last: bool = False
    """True when they follow the final punctuation instead of standing before it."""


def mask(msgid: str, *, emphasis: bool = True) -> Masked:
    """`msgid` with tokens for all that must come back untouched.

    Ruby is read by its base text. With `emphasis=False` the marks ** * ~~ are dropped: a
    sentence without its emphasis is a better draft than none.

    >>> mask("`make`を[使う](https://example.com)").text
    'XQ1Xを[使うXQ2X'
    """
    plain = _RUBY.sub(lambda match: _READING.sub("", match[1]), msgid)
    ending = _END_NOTES.search(plain)
    if ending:  # …説明しています[^1]。: a small model loses the mark, or writes it twice
        plain = plain[: ending.start()] + ending["end"]
    numbers = iter(range(1, len(plain) + 2))
    tokens: list[tuple[str, str]] = []

    def token(match: re.Match[str]) -> str:
        if match["strong"] and not emphasis:
            return ""
        name = next(f"XQ{n}X" for n in numbers if f"XQ{n}X" not in msgid)
        tokens.append((name, match[0]))
        return name

    text = _MASKED.sub(token, plain)
    spans = tuple(name for name, _ in tokens)
    if not ending:
        return Masked(text, spans, tuple(tokens))
    before = plain[: ending.start()]
    return Masked(text, spans, tuple(tokens), ending["notes"], bool(re.search(f"{_END}$", before)))


def with_substitutions(masked: Masked, found: Sequence[tuple[int, int, str]]) -> Masked:
    """`masked` with parts of its text replaced by target forms that must come back.

    `found` holds (start, end, replacement) on `masked.text`, disjoint and in order; what would
    cut a token is left as it is.
    """
    taken = [match.span() for match in _TOKEN.finditer(masked.text)]
    pieces, spans, position = [], list(masked.spans), 0
    for start, end, form in found:
        if any(a < end and start < b for a, b in taken):
            continue
        pieces += [masked.text[position:start], form]
        spans.append(form)
        position = end
    text = "".join([*pieces, masked.text[position:]])
    return replace(masked, text=text, spans=tuple(dict.fromkeys(spans)))


def unmask(masked: Masked, answer: str) -> str:
    """The answer with its tokens turned back; AnswerRejected when one is lost or misplaced."""
    order = [f"XQ{number}X" for number in _TOKEN.findall(answer)]
    names = [name for name, _ in masked.tokens]
    if sorted(order) != sorted(names):
        raise AnswerRejected("lost or doubled a mask")
    if any(answer.count(sign) != masked.text.count(sign) for sign in "[]"):
        raise AnswerRejected("broke a link")  # [Unicode CLDRXQ1X came back with a ] of its own
    meaning = dict(masked.tokens)
    _refuse_nesting([meaning[name] for name in order], [meaning[name] for name in names])
    text = _TOKEN.sub(lambda match: meaning[match[0]], answer)
    text = re.sub(r"(\*{2,3}|~~)\s+([^*~]+?)\s+\1", r"\1\2\1", text)
    if text.count("](") != len(_OPEN_LINK.findall(text)):
        raise AnswerRejected("broke a link")
    return _with_notes(text, masked)


def _with_notes(text: str, masked: Masked) -> str:
    """`text` with its footnote marks where the author has them: before or after the full stop."""
    if not masked.notes:
        return text
    last = re.search(r"\s*$" if masked.notes_last else rf"{_END}*\s*$", text)
    assert last is not None
    return text[: last.start()] + masked.notes + text[last.start() :]


def _refuse_nesting(made: list[str], source: list[str]) -> None:
    """Tags may move with their words, but what closes must follow what opens."""
    tags = [text for text in source if text.startswith("<")]
    if [text for text in made if text.startswith("<")] != tags:
        raise AnswerRejected("moved a tag")
