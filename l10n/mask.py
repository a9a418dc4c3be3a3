"""Protecting what no engine may translate: code, link targets, tags, placeholders, emphasis.

Each is replaced by a token XQ1X, which models keep better than any sign (19 of 20 sentences,
against 7 with <x1/>; docs/benchmarks.md); afterwards every token must be there exactly once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from l10n.errors import AnswerRejected
from l10n.lazy import lazy
from l10n.noun import noun

_RUBY = lazy(r"<ruby>(.*?)</ruby>", re.DOTALL)
# As novels write it: ｜硝子《ガラス》 硝子《ガラス》
_TYPED_RUBY = lazy(
    r"[｜|](?P<marked>[^｜|《》\n]{1,20})《[^《》\n]{1,30}》|(?<=[々一-鿿])《[ぁ-ゖァ-ヺー・]{1,30}》"
)
_READING = lazy(r"<r[tp]>.*?</r[tp]>|</?rb>", re.DOTALL)
# What is kept whole: code, formulas, and what an author marked as not to be translated.
_KEPT = (
    r"<(?P<kept>code|kbd|samp|math|svg)\b[^<>]*>.*?</(?P=kept)>"
    r"|<(?P<no>[A-Za-z]\w*)\b[^<>]*(?:\btranslate=[\"']?no\b|\bclass=\"[^\"]*\bnotranslate\b)[^<>]*>"
    r".*?</(?P=no)>"
)
# $x^2$ is a formula, 「$5から$10」 is not: no space inside the signs, no digit after the last,
# and something that only formulas have.
_MATH = (
    r"\$\$[^$]+\$\$|\\\([^()\n]*\\\)|\\\[[^\[\]\n]*\\\]"
    r"|(?<![A-Za-z0-9_$])\$(?=[^\s$])(?=[A-Za-z]\$|[^$\n]*[\\^_={}+*/<>-])[^$\n\u3040-\u9fff]*(?<=[^\s$])\$(?![\d$])"
)
SHORTCODE = r"\[(?:[a-z][\w-]*(?:\s+[\w-]+=(?:\"[^\"\[\]]*\"|'[^'\[\]]*'|[^\s\[\]\"'<>]+))+\s*/?|/[a-z][\w-]*)\](?!\()"
"""WordPress's: `[gallery ids="1,2"]`, `[/caption]`."""
# Of printf, Python, Ruby, .NET, ICU, templates and shortcodes; 50%です is a figure.
_HOLDER = (
    r"\{\{[^{}]*\}\}|\{%.*?%\}|<%.*?%>|[$%#]\{[^{}]*\}|\{[A-Za-z0-9_.:!,\[\]-]*\}"
    r"|%\([A-Za-z_]\w*\)[-+0#]*\d*(?:\.\d+)?[a-z](?![A-Za-z])"
    r"|%(?:\d+\$)?[-+0#]*\d*(?:\.\d+)?(?:l|ll|h|z)?[sdiufgxXc@](?![A-Za-z])"
    r"|(?<![A-Za-z0-9_:]):[a-z][a-z0-9_+-]+:(?![A-Za-z0-9_:])"
    rf"|{SHORTCODE}"
)
_PICTURED = r"!\[[^\[\]]*\]\([^()\s]*(?:\s+\"[^\"]*\")?(?:\s+=\d*x\d*)?\)"
_MASKED = lazy(
    r"(?P<code>(?P<tick>`+)(?:(?!(?P=tick)).)+?(?P=tick)(?!`))"
    rf"|(?P<image>\[{_PICTURED}\]\([^()\s]*(?:\s+\"[^\"]*\")?\)|{_PICTURED})"
    r"|(?P<target>\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"]*\")?(?:\s+=\d*x\d*)?\))"
    r"|(?P<note>\[\^[^\]\s]+\])"
    rf"|(?P<keep>{_KEPT})|(?P<math>{_MATH})|(?P<early><%.*?%>)"
    r"|(?P<tag></?[A-Za-z][^<>]*>|<https?://[^<>\s]+>)"
    r"|(?P<url>https?://[^\s<>「」（）()、。\"'`]+)"
    rf"|(?P<holder>{_HOLDER})"
    r"|(?P<entity>&#?\w+;)"
    r"|(?P<strong>\*{1,3}|~~)",
    re.DOTALL,
)
# Emoji and pictures at the ends of a sentence mean nothing to its grammar: no engine sees them
# (LibreTranslate drops what follows an emoji).
_PICTURE = (
    r"(?:[\U0001F1E6-\U0001F1FF\U0001F300-\U0001FAFF\u2600-\u27BF\u2B50\u2B55]"
    r"[\uFE0F\u200D\U0001F3FB-\U0001F3FF]*|!\[[^\[\]]*\]\([^()\s]*\)|:[a-z][a-z0-9_+-]+:)"
)
_HAS_ASIDES = lazy(
    r"!\[(?P<alt>[^\[\]]*)(?=\]\()"
    r"|\]\((?:[^()\s]|\([^()\s]*\))*\s+\"(?P<title>[^\"]*)\"\)"
    r"|(?P<tag><[A-Za-z][^<>]*\s(?:alt|title|placeholder|label|caption|summary|text|aria-[a-z]+)\s*=[^<>]*>)"
)
_TEXT_ATTRIBUTE = lazy(
    r"\s(?:alt|title|placeholder|label|caption|summary|text|aria-label|aria-description)\s*=\s*"
    r"(?:\"(?P<double>[^\"<>]+)\"|'(?P<single>[^'<>]+)')"
)
_HARMLESS = str.maketrans({'"': "”", "'": "’", "[": "(", "]": ")", "<": "‹", ">": "›", "\\": "＼"})
"""What would end a picture's text or a title, by what looks alike."""
_LEAD = lazy(rf"(?:{_PICTURE}\s*)+")
_TRAIL = lazy(rf"(?:\s*(?<![A-Za-z0-9_:]){_PICTURE})+\s*$")
_END = "[。．.！？!?]"
_END_NOTES = lazy(rf"(?<=\S)(?P<notes>(?:\[\^[^\]\s]+\])+)(?P<end>{_END}*\s*)$")
_OPEN_LINK = lazy(r"\[(?=[^\[\]]*\]\()")
_TOKEN = lazy(r"XQ(\d+)X")
_VOID = {"br", "img", "hr", "wbr", "input", "col", "source", "track", "embed", "area", "base"}


def protected(text: str) -> list[tuple[int, int]]:
    """Where in `text` stands what no translator types anew: code, link targets, tags …

    >>> [text[a:b] for text in ["`make`で[資料](x.md)を作る"] for a, b in protected(text)]
    ['`make`', '](x.md)']
    """
    return [match.span() for match in _MASKED.finditer(text)]


@noun
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
    edges: tuple[str, str] = ("", "")
    """Emoji and pictures before and after the sentence."""


@lru_cache(maxsize=4096)  # a source is masked once for all languages
def mask(msgid: str, *, emphasis: bool = True) -> Masked:
    """`msgid` with tokens for all that must come back untouched.

    Ruby is read by its base text. With `emphasis=False` the marks ** * ~~ are dropped: a
    sentence without its emphasis is a better draft than none.

    >>> mask("`make`を[使う](https://example.com)").text
    'XQ1Xを[使うXQ2X'
    """
    bare = _RUBY.sub(lambda match: _READING.sub("", match[1]), msgid)
    if "《" in bare:
        bare = _TYPED_RUBY.sub(lambda match: match["marked"] or "", bare)
    plain, edges = _peeled(bare)
    ending = _END_NOTES.search(plain)
    if ending:  # …説明しています[^1]。: a small model loses the mark, or writes it twice
        plain = plain[: ending.start()] + ending["end"]
    numbers = iter(range(1, len(plain) + 2))
    tokens: list[tuple[str, str]] = []
    taken = "XQ" in msgid

    def token(match: re.Match[str]) -> str:
        if match["strong"] and not emphasis:
            return ""
        name = next(f"XQ{n}X" for n in numbers if not taken or f"XQ{n}X" not in msgid)
        tokens.append((name, match[0]))
        return name

    text = _MASKED.sub(token, plain)
    spans = tuple(name for name, _ in tokens)
    if not ending:
        return Masked(text, spans, tuple(tokens), edges=edges)
    before = plain[: ending.start()]
    last = bool(re.search(f"{_END}$", before))
    return Masked(text, spans, tuple(tokens), ending["notes"], last, edges)


def _peeled(text: str) -> tuple[str, tuple[str, str]]:
    """The text without the emoji and pictures at its ends, and those; a text of nothing else
    stays whole."""
    lead = _LEAD.match(text)
    start = lead.end() if lead else 0
    trail = _TRAIL.search(text, start)
    end = trail.start() if trail else len(text)
    if start == end:
        return text, ("", "")
    return text[start:end], (text[:start], text[end:])


def asides(text: str) -> list[tuple[int, int]]:
    """Where in `text` words stand that are no part of its sentence: what pictures show, and the
    titles of links, pictures and tags.

    >>> text = '![歯車](a.png "開く")を押す。<img src="b.png" alt="丸">'
    >>> [text[a:b] for a, b in asides(text)]
    ['歯車', '開く', '丸']
    """
    found: list[tuple[int, int]] = []
    for match in _HAS_ASIDES.finditer(text):
        if match["tag"]:
            attributes = _TEXT_ATTRIBUTE.finditer(text, *match.span("tag"))
            found += [one.span(one.lastgroup or 0) for one in attributes]
        else:
            found += [match.span(name) for name in ("alt", "title") if match[name]]
    return found


def with_asides(masked: Masked, said: Mapping[str, str]) -> Masked:
    """`masked` with its asides as `said` has them; those it has not stay as they are.

    >>> with_asides(mask("![丸](a.png)を見る。"), {"丸": "a red circle"}).edges[0]
    '![a red circle](a.png)'
    """
    if not said:
        return masked
    tokens = tuple((name, _retold(meaning, said)) for name, meaning in masked.tokens)
    before, after = (_retold(edge, said) for edge in masked.edges)
    return replace(masked, tokens=tokens, edges=(before, after))


def harmless(words: str) -> str:
    """An answer as the words of a picture or a title, which nothing in it may end.

    >>> harmless('the "new" plant [1]')
    'the ”new” plant (1)'
    """
    return words.translate(_HARMLESS)


def _retold(text: str, said: Mapping[str, str]) -> str:
    for start, end in reversed(asides(text)):
        words = said.get(text[start:end])
        if words:
            text = text[:start] + words + text[end:]
    return text


def pieces(masked: Masked) -> list[str]:
    """The text cut at its tokens and at the brackets of links; joined, it is the text.

    >>> pieces(mask("`make`で[使う](a.md)。"))
    ['XQ1X', 'で', '[', '使う', 'XQ2X', '。']
    """
    return [piece for piece in re.split(r"(XQ\d+X|[\[\]])", masked.text) if piece]


def with_substitutions(masked: Masked, found: Sequence[tuple[int, int, str]]) -> Masked:
    """`masked` with parts of its text replaced by target forms that must come back.

    `found` holds (start, end, replacement) on `masked.text`, disjoint and in order; what would
    cut a token is left as it is.
    """
    if not found:
        return masked
    taken = [match.span() for match in _TOKEN.finditer(masked.text)]
    pieces, spans, position = [], list(masked.spans), 0
    for start, end, form in found:
        if not form or any(a < end and start < b for a, b in taken):
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
    if _is_nested(masked.text, meaning) and not _is_nested(answer, meaning):
        raise AnswerRejected("moved a tag out of its place")
    text = _TOKEN.sub(lambda match: meaning[match[0]], answer)
    text = re.sub(r"(\*{2,3}|~~)\s+([^*~]+?)\s+\1", r"\1\2\1", text)
    if text.count("](") != len(_OPEN_LINK.findall(text)):
        raise AnswerRejected("broke a link")
    return masked.edges[0] + _with_notes(text, masked) + masked.edges[1]


def _with_notes(text: str, masked: Masked) -> str:
    """`text` with its footnote marks where the author has them: before or after the full stop."""
    if not masked.notes:
        return text
    last = re.search(r"\s*$" if masked.notes_last else rf"{_END}*\s*$", text)
    assert last is not None
    return text[: last.start()] + masked.notes + text[last.start() :]


def _is_nested(text: str, meaning: dict[str, str]) -> bool:
    """True when tags, emphasis and links of `text` close in the order in which they open.

    Pairs may change places with their words: <b>A</b>と<i>B</i> becomes <i>B</i> and <b>A</b>.
    """
    opened: list[str] = []
    for sign in re.findall(r"XQ\d+X|\[", text):
        mark = meaning.get(sign, sign)
        tag = re.match(r"<(/?)([A-Za-z][\w-]*)[^<>]*?(/?)>$", mark)
        closes = ""
        if mark.startswith("]("):
            closes = "["
        elif tag and tag[1]:
            closes = tag[2].lower()
        elif mark in opened and re.fullmatch(r"\*{1,3}|~~", mark):
            closes = mark
        if closes:
            if not opened or opened.pop() != closes:
                return False
        elif mark == "[" or re.fullmatch(r"\*{1,3}|~~", mark):
            opened.append(mark)
        elif tag and not tag[3] and tag[2].lower() not in _VOID:
            opened.append(tag[2].lower())
    return not opened
