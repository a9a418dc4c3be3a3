"""Japanese sentences, without losing a character.

One pass from left to right: a terminator outside brackets and inline markup, with all that
closes it, ends a sentence unless the text goes on in the same clause.
"""

from __future__ import annotations

import re

_ENDS = "。．｡！？!?‼⁉❗❓"
_OPEN = dict(zip("「『（(【〈《［[〔“｢", "」』）)】〉》］]〕”｣", strict=True))
_CLOSERS = set(_OPEN.values())
# Inline code, links, images, autolinks, tags and URLs are never cut.
_ATOM = re.compile(
    r"(?<!`)(?P<tick>`++)[^`]++(?P=tick)(?!`)"
    r"|!?\[[^\[\]]*\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"]*\")?\)"
    r"|<[A-Za-z/!][^<>]*>"
    r"|https?://[^\s「」『』（）()、。<>]+"
    r"|[\w.+-]+@[\w-]+\.[\w.-]+",
    re.DOTALL,
)
_NAMES = re.compile(r"モーニング娘。|藤岡弘、|Yahoo!|けいおん!|つのだ☆ひろ|ゴジラvs\.")
_CLOSING = re.compile(
    r"(?:\*{1,3}|~~|_{1,2}(?!\w)|</[^<>]+>|<br\s*/?>|\[\^?[\w*]+\]|※\d*|[(（]注?\d+[)）]"
    r"|[(（](?:笑|泣|汗|爆|涙|苦笑|共同|談)[)）]|[♪☆★♡♥]"
    r"|[\U0001f300-\U0001faff\u2600-\u27bf][\ufe0f\u200d]*)+"
)
_EMOJI_THEN_SPACE = re.compile(r"[\U0001f300-\U0001faff\u2600-\u27bf]\ufe0f?\s")
# After a quotation or a mark, these carry the same clause on (GUIDELINES 3 and 4).
_GOES_ON = re.compile(
    r"(?:と(?!んで|ても|ころ|もかく|いえば|はいえ|りわけ|もあれ|きに)|って|という|などと?|なんて"
    r"|の(?!ち)|を|が(?!し)|に(?!わか)|は(?![いじ])|も(?!し|う|ち|っと|とも)|で(?!も|すが|は)|だ(?!が|か)|です(?!が|から)|、|・|や|から|まで|より|へ"
    r")"
)
_CHAIN = re.compile(r"[「『]")
_QUOTATIVE = re.compile(
    r"(?:と(?:思|言|い[うっ]|語|述|話|考|感|答|聞|書|つぶや|呼)|って(?:言|思|いう)|という|などと)"
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:vs|Mr|Mrs|Ms|Dr|Inc|Ltd|Co|Corp|No|St|Jr|Sr|e\.g|i\.e|etc|cf|Fig|Vol|pp?)|\b[A-Z]|\b(?:[A-Z]\.)+[A-Z])\.$"
)


def split_sentences(text: str) -> list[str]:
    """The sentences of Japanese text; joined they are the text again.

    Whitespace after a sentence belongs to it. Nothing inside brackets, inline code, links or
    tags is cut; an unbalanced bracket holds nothing together.

    >>> split_sentences("本当か!?「はい。」と言った。次だ。")
    ['本当か!?', '「はい。」と言った。', '次だ。']
    """
    partners = _partners(text)
    sentences: list[str] = []
    start = position = 0
    while position < len(text):
        atom = _ATOM.match(text, position) or _NAMES.match(text, position)
        if atom:
            position = atom.end()
            continue
        if position in partners:
            position = partners[position] + 1
            ended = text[position - 1] in _CLOSERS and text[position - 2] in _ENDS
            chain = _CHAIN.match(text, position)
            if not ended or chain or _GOES_ON.match(text, position) or _ends_at(text, position):
                continue
            end = _swallow(text, position)
        else:
            end = _end_at(text, position)
            if not end:
                position += 1
                continue
        sentences.append(text[start:end])
        start = position = end
    if start < len(text):
        sentences.append(text[start:])
    return sentences


def _partners(text: str) -> dict[int, int]:
    """Opening bracket → its closing bracket, outermost pairs only; unbalanced ones left out."""
    stack: list[tuple[str, int]] = []
    pairs: dict[int, int] = {}
    for index, char in enumerate(text):
        if char in _OPEN:
            stack.append((_OPEN[char], index))
        elif char in _CLOSERS:
            depth = len(stack) - 1
            while depth >= max(0, len(stack) - 8) and stack[depth][0] != char:
                depth -= 1  # at most 8: linear on 16,000 brackets of the wrong kind
            if depth >= 0 and stack and stack[depth][0] == char:
                pairs[stack[depth][1]] = index
                del stack[depth:]
    return pairs


def _ends_at(text: str, position: int) -> bool:
    return position < len(text) and text[position] in _ENDS


def _end_at(text: str, position: int) -> int:
    """Where the sentence ends if its terminator begins here; 0 when none does."""
    char = text[position]
    if char in "\r\n":
        return _swallow(text, position)
    if char == "." and _is_full_stop(text, position):
        return _swallow(text, position + 1)
    if char not in _ENDS:
        return 0
    stop = position + 1
    while stop < len(text) and text[stop] in _ENDS:
        stop += 1
    weak = all(mark not in "。．｡" for mark in text[position:stop])
    end = _swallow(text, stop)
    if weak and (
        text[stop : stop + 1].isalnum() and text[stop - 1] in "!?" and text[stop].isascii()
    ):
        return 0  # Yahoo!ニュース is caught by name; `a!=b` and `?q=` by this
    follows = _GOES_ON if weak else _QUOTATIVE
    if end == stop and follows.match(text, stop):
        return 0
    return end


def _is_full_stop(text: str, position: int) -> bool:
    """An English full stop: before a space or the end, not after an abbreviation."""
    after = text[position + 1 : position + 2]
    if after and not after.isspace():
        return False
    before = text[max(0, position - 8) : position + 1]
    if not before[:-1] or not (before[-2].isalnum() or before[-2] in "\")'*_"):
        return False
    if re.fullmatch(r"(?:.*[\s(（])?\d{1,3}\.|\d{1,3}\.", before) and position < 4:
        return False  # a list number opens its item
    if _ABBREVIATION.search(before):
        return False
    rest = text[position + 1 :].lstrip()[:1]
    return not rest or not (rest.isascii() and rest.islower())


def _swallow(text: str, position: int) -> int:
    """The end of what belongs to a finished sentence: closers, notes, emoji, whitespace."""
    while True:
        closing = (
            None if _EMOJI_THEN_SPACE.match(text, position) else _CLOSING.match(text, position)
        )
        if closing and _opens(text, position, closing.end()):
            closing = None
        if not closing:
            break
        position = closing.end()
        while position < len(text) and text[position] in _ENDS:
            position += 1
    while position < len(text) and text[position].isspace():
        position += 1
    return position


def _opens(text: str, start: int, end: int) -> bool:
    """True when `**` begins the next sentence: it is an opener if its pair follows."""
    marks = text[start:end]
    if set(marks) - {"*", "~", "_"}:
        return False
    return text.count(marks, 0, start) % 2 == 0
