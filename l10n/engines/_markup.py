"""Masks as the tags that a service keeps: XML for DeepL, HTML for LibreTranslate.

What stands alone (`code`, a placeholder) becomes an empty element; what comes in pairs (a link,
<b>…</b>, **…**) becomes one element around its words, so that it moves with them. The answer is
turned back into tokens, and `mask.unmask` judges them as it judges every engine's.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from l10n.lazy import lazy

Masks = Sequence[tuple[str, str]]
_ELEMENT = lazy(
    r"<x id=\"(?P<empty>\d+)\"[^<>]*?(?:/>|>(?:[^<>]*</x>)?)"
    r"|<(?:g|span) id=\"(?P<open>\d+)\"[^<>]*>|(?P<close></(?:g|span)>)"
)


def encode(text: str, masks: Masks, *, form: str) -> str:
    """`text` with its tokens as tags of `form` ("xml" or "html"), everything else escaped.

    >>> encode("`a`は<b>", [], form="xml")
    '`a`は&lt;b&gt;'
    >>> encode("XQ1Xを[読むXQ2X。", [("XQ1X", "`a`"), ("XQ2X", "](b.md)")], form="xml")
    '<x id="1"/>を<g id="2">読む</g>。'
    """
    tags, brackets = _tags(text, masks, form)
    pieces, position = [], 0
    for start, end, tag in sorted([*tags, *brackets]):
        pieces += [html.escape(text[position:start], quote=False), tag]
        position = end
    return "".join([*pieces, html.escape(text[position:], quote=False)])


def decode(answer: str, masks: Masks) -> str:
    """The answer with tokens in place of tags; a tag that is wrong is simply missing.

    >>> decode('See <g id="2">this</g> &amp; <x id="1"/>.', [("XQ1X", "`a`"), ("XQ2X", "](b.md)")])
    'See [thisXQ2X & XQ1X.'
    """
    names = {token[2:-1]: token for token, _ in masks}
    closers = {token[2:-1]: _closer(token, masks) for token, _ in masks}
    opened: list[str] = []

    def turn(match: re.Match[str]) -> str:
        if match["empty"]:
            return names.get(match["empty"], "")
        if match["open"]:
            opened.append(match["open"])
            number = match["open"]
            return "[" if closers.get(number) == names.get(number) else names.get(number, "")
        return closers.get(opened.pop(), "") if opened else ""

    return html.unescape(_ELEMENT.sub(turn, answer))


def _tags(
    text: str, masks: Masks, form: str
) -> tuple[list[tuple[int, int, str]], list[tuple[int, int, str]]]:
    """(start, end, tag) of the tokens, and of the brackets that open a link's words."""
    kept = ' translate="no"' if form == "html" else ""
    pair = "span" if form == "html" else "g"
    tags, brackets = [], []
    closing = {_closer(token, masks): token for token, _ in masks}
    for token, meaning in masks:
        start = text.find(token)
        if start < 0:
            continue
        end, number = start + len(token), token[2:-1]
        opening = text.rfind("[", 0, start) if meaning.startswith("](") else -1
        if opening >= 0:
            brackets.append((opening, opening + 1, f'<{pair} id="{number}">'))
            tags.append((start, end, f"</{pair}>"))
        elif _closer(token, masks) not in ("", token):
            tags.append((start, end, f'<{pair} id="{number}">'))
        elif token in closing:
            tags.append((start, end, f"</{pair}>"))
        else:
            empty = f'<x id="{number}"{kept}></x>' if form == "html" else f'<x id="{number}"/>'
            tags.append((start, end, empty))
    return tags, brackets


def _closer(token: str, masks: Masks) -> str:
    """The token that closes what `token` opens; itself for a link's end, "" for none."""
    order = [name for name, _ in masks]
    meaning = dict(masks)
    here = order.index(token)
    text = meaning[token]
    if text.startswith("]("):
        return token
    tag = re.match(r"<([A-Za-z][\w-]*)(?:\s[^<>]*)?(?<!/)>$", text)
    wanted = f"</{tag[1]}>" if tag else text if re.fullmatch(r"\*{1,3}|~~", text) else ""
    same = [name for name in order if meaning[name] == text]
    if not wanted or (not tag and same.index(token) % 2):
        return ""
    depth = 0
    for name in order[here + 1 :]:
        if tag and meaning[name] == text:
            depth += 1
        elif meaning[name] == wanted:
            if not depth:
                return name
            depth -= 1
    return ""
