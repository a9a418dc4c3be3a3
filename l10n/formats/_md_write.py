r"""A msgstr as inline Markdown that stays in its place.

What the msgid has may stand in the msgstr too: its code spans, links, tags, emphasis. What it
has not is text, and is escaped: `# `, `1. `, `|` in a cell, `<script>`, a link of the
translator's own, a backtick that would pair with one in the next sentence.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from l10n.formats._md_inline import Item, scan
from l10n.formats._md_rules import _ESM
from l10n.lazy import lazy
from l10n.model import Segment

_INERT = lazy(r"[^\x00-\x7f0-9A-Za-z](?:[^\\`<\[\]!^$*_~{|&#]*)|[A-Za-z][^\\`<\[\]!^$*_~{|&#]*")
_MARKER = lazy(
    r"#{1,6}(?=[ \t]|$)|>|[-+*](?=[ \t]|$)|(?P<rule>[-*_])(?:[ \t]*(?P=rule)){2,}[ \t]*$"
    r"|=+[ \t]*$|-+[ \t]*$|`{3}|~{3}|(?P<number>\d{1,9})[.)](?=[ \t]|$)|::|[:~](?=[ \t])"
    r"|(?:!!!|\?\?\?|===)[+!]?(?=[ \t])|\$\$|\{[:#.%]|@\["
)
_DELIMITER_ROW = lazy(r"(?=[^-]*-)(?=[^|:]*[|:])[|:\- \t]+$")
_LABEL = lazy(r"(\[(?:\\.|[^\[\]\\])+\]):")  # would be a link reference definition
_TRAILING_HASHES = lazy(r"(?:^|(?<=[ \t]))#+$")
_BARE_URL = lazy(r"(?:\b(?:https?|ftp)(?=://)|\bwww(?=\.[\w-]+\.))", re.IGNORECASE)
_BARE_PIPE = lazy(r"(?<!\\)\|")
_TAG_NAME = lazy(r"</?([A-Za-z][\w.:-]*)")
_VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
    ]
)
_HTML_MARKS = {
    "*": ("<em>", "</em>"),
    "**": ("<strong>", "</strong>"),
    "***": ("<em><strong>", "</strong></em>"),
    "~~": ("<del>", "</del>"),
}
_SIGN = lazy(r"([\\`*_\[\]!$~^])")
_TAG_START = lazy(r"<(?=[A-Za-z/!?])")
_TEMPLATE_START = lazy(r"\{(?=[{%])|(?<=\{)\{")
_ROUNDS = 8
"""How often a msgstr is read again after a stranger was opened up; then the rest is escaped."""
_REACH = 64
"""How many open emphasis runs a closing one is compared with: more are no prose."""
_OPENINGS = {
    "code": re.compile("`+"),
    "tag": re.compile("<"),
    "autolink": re.compile("<"),
    "math": re.compile(r"\$+"),
    "template": re.compile(r"\{+"),
    "image": re.compile("!"),  # Wow![x](y) may be a link of the msgid's behind an exclamation
}
_COUNTED = ("code", "link", "image", "autolink", "note", "math")


def write(segment: Segment, msgstr: str) -> str:
    """`msgstr`, one line, for the place of `segment`, whose syntax is one of the `markdown…` ones.

    >>> write(Segment("元の文。", "paragraph", "markdown"), "1. Platz für <b>KI</b>")
    '1\\\\. Platz für &lt;b>KI&lt;/b>'
    """
    text = msgstr.strip(" \t\r\n\f\v")
    place = segment.syntax.removeprefix("markdown").removeprefix("-mdx")
    if place.startswith("-title"):
        return _disarmed(_title(text, place), segment.msgid or segment.text, mdx=False)
    if place.startswith("-parameter"):
        return _parameter(text, place)
    if _INERT.fullmatch(text) and not _BARE_URL.search(text):
        return text
    source = segment.msgid or segment.text
    text = _inline(text, source, mdx=segment.syntax.startswith("markdown-mdx"))
    if place == "-label":
        return text
    if place == "-alt":
        return _even_backslashes(text, "")
    if place.startswith("-cell"):
        text = _BARE_PIPE.sub(r"\\|", text)
    if place == "-heading":
        text = _TRAILING_HASHES.sub(lambda m: "\\" + m[0], text)
    elif place != "-cell":
        text = _disarmed(text, source, mdx=segment.syntax.startswith("markdown-mdx"))
    return _even_backslashes(text, source)


def _title(text: str, place: str) -> str:
    """A title between its quotes: they are escaped, and no backslash escapes the last."""
    text = re.sub(r"\\(?![!-/:-@\[-`{-~])", r"\\\\", text)
    signs = {"-title-double": '"', "-title-single": "'", "-title-paren": "()"}[place]
    out = re.sub(rf"(\\.)|([{re.escape(signs)}])", lambda m: m[1] or "\\" + m[2], text)
    out = _TEMPLATE_START.sub("&#123;", _TAG_START.sub("&lt;", out))
    out = _even_backslashes(out, "")
    # cmark reads `\\"` as an escaped quote where another quote follows in the paragraph
    return out[:-2] + "&#92;" if out.endswith("\\\\") else out


def _parameter(text: str, place: str) -> str:
    """A template tag's parameter. Liquid knows no escapes, Hugo and Jinja do: neither quotes nor
    backslashes nor braces are left in it.

    >>> _parameter('the "new" plant', "-parameter-double")
    'the ”new” plant'
    """
    sign, quote = ('"', "”") if place.endswith("double") else ("'", "’")
    out = text.replace(sign, quote).replace("\\", "＼")
    return out.translate({ord("{"): "｛", ord("}"): "｝"}).replace(">｝", "＞｝")


def _even_backslashes(text: str, source: str) -> str:
    r"""`text` without a last `\` that would escape what follows, or break the line."""
    bare = text.rstrip("\\")
    if (len(text) - len(bare)) % 2 and not source.endswith("\\"):
        return text + "\\"
    return text


def _disarmed(text: str, source: str, *, mdx: bool) -> str:
    """`text` with a block marker at its start escaped, where `source` does not begin with it.

    A msgstr `1. Platz` in a German paragraph would open a list (CommonMark section 5.2).
    """
    label = _LABEL.match(text)
    if label:
        return f"{label[1]}\\:{text[label.end() :]}"
    if mdx and _ESM.match(text):
        return f"&#{ord(text[0])};{text[1:]}"
    if _DELIMITER_ROW.match(text) and not _DELIMITER_ROW.match(source):
        return "\\" + text
    marker = _MARKER.match(text)
    if not marker:
        return text
    same = _MARKER.match(source)
    if same and same[0] == marker[0]:
        return text
    number = marker["number"] or ""
    return f"{number}\\{text[len(number) :]}"


@lru_cache(maxsize=4096)
def _source_items(source: str, mdx: bool) -> tuple[Item, ...]:
    return tuple(scan(source, mdx=mdx))


def _inline(text: str, source: str, *, mdx: bool) -> str:
    """`text` with the inline markup of `source` alone.

    What a stranger holds (`{{ [a](u) }}`) may be the msgid's: its opening sign is escaped, and
    the rest is read again.
    """
    known = _source_items(source, mdx)
    codes = [item.text for item in known if item.kind == "code"]
    for _ in range(_ROUNDS):
        items = scan(text, mdx=mdx, known=codes)
        keep = _kept(items, known)
        _drop_unbalanced(items, known, keep)
        if all(keep[n] or item.kind not in _OPENINGS for n, item in enumerate(items)):
            break
        text = "".join(item.text if keep[n] else _unopened(item) for n, item in enumerate(items))
    out = [item.text if keep[n] else _escaped(item.text) for n, item in enumerate(items)]
    _separate(items, out, mdx)
    _unlink(items, known, out)
    _emphasis(items, known, out)
    return "".join(out)


def _unopened(item: Item) -> str:
    """A stranger without its opening sign; other items as they are."""
    opening = _OPENINGS.get(item.kind)
    if item.kind == "autolink":  # GFM links a bare URL too
        return "&lt;" + item.text[1:].replace("://", "\\://", 1)
    sign = opening.match(item.text) if opening else None
    return _escaped(sign[0]) + item.text[sign.end() :] if sign else item.text


def _escaped(text: str) -> str:
    """`text` without any meaning in Markdown, in HTML, or for a site generator."""
    text = _SIGN.sub(r"\\\1", text).replace("<", "&lt;")
    return text.replace("{", "&#123;")


def _kept(items: list[Item], known: tuple[Item, ...]) -> list[bool]:
    """For each item whether the msgid has it too; a pair of brackets is kept or not as one."""
    exact = Counter((item.kind, item.name) for item in known)
    total = Counter(item.kind for item in known)
    keep = [item.kind in ("escape", "emphasis") for item in items]
    strangers: list[int] = []
    for n, item in enumerate(items):
        if keep[n] or (item.mate >= 0 and item.mate < n):
            continue
        key = (item.kind, item.name)
        if item.kind == "text" and not item.name:
            keep[n] = True
        elif exact[key] > 0 and item.kind != "text":  # a lone backtick never has to stand
            weight = 2 if item.mate >= 0 else 1
            exact[key] -= weight
            total[item.kind] -= weight
            keep[n] = True
        elif item.kind in _COUNTED:
            strangers.append(n)
    for n in strangers:  # a link or code span that the translator changed, as often as the msgid
        kind = items[n].kind
        if total[kind] > 0:
            total[kind] -= 2 if items[n].mate >= 0 else 1
            keep[n] = True
    for n, item in enumerate(items):
        if 0 <= item.mate < n:
            keep[n] = keep[item.mate]
    return keep


def _drop_unbalanced(items: list[Item], known: tuple[Item, ...], keep: list[bool]) -> None:
    """Takes back tags that are not closed or not open, unless the msgid's are not either."""
    if _unbalanced(list(known), [True] * len(known)):
        return
    for n in _unbalanced(items, keep):
        keep[n] = False


def _unbalanced(items: list[Item], keep: list[bool]) -> list[int]:
    opened: list[tuple[str, int]] = []
    bad: list[int] = []
    for n, item in enumerate(items):
        name = _TAG_NAME.match(item.text) if item.kind == "tag" and keep[n] else None
        if not name or name[1].lower() in _VOID or item.text.endswith("/>"):
            continue
        if not item.text.startswith("</"):
            opened.append((name[1].lower(), n))
        elif opened and opened[-1][0] == name[1].lower():
            opened.pop()
        else:
            bad.append(n)
    return [*bad, *(n for _, n in opened)]


def _separate(items: list[Item], out: list[str], mdx: bool) -> None:
    """Escapes, in text, what would act together with its neighbours or is not closed."""
    for n, item in enumerate(items):
        if item.kind != "text" or item.name:
            continue
        text = _TAG_START.sub("&lt;", out[n])
        if n + 1 < len(items) and text.endswith("!") and out[n + 1].startswith("["):
            text = text[:-1] + "\\!"
        if text.startswith("(") and n and items[n - 1].kind == "plain":
            text = "\\" + text  # [注](…) would be a link
        text = _TEMPLATE_START.sub("&#123;", text)
        out[n] = text.replace("{", "\\{") if mdx else text


def _unlink(items: list[Item], known: tuple[Item, ...], out: list[str]) -> None:
    """Escapes bare URLs that are more than the msgid has: GFM makes links of them (section 6.9)."""
    spare = sum(len(_BARE_URL.findall(item.text)) for item in known if item.kind == "text")
    for n, item in enumerate(items):
        if item.kind != "text" or item.name:
            continue
        found = list(_BARE_URL.finditer(out[n]))
        for match in reversed(found[max(0, spare) :]):
            out[n] = f"{out[n][: match.end()]}\\{out[n][match.end() :]}"
        spare -= len(found)


# Emphasis


def _emphasis(items: list[Item], known: tuple[Item, ...], out: list[str]) -> None:
    """Escapes marks that stand alone; writes as tags the emphasis that would not render.

    A closing `**` between a punctuation mark and a letter closes nothing (CommonMark section
    6.2, right-flanking): `**「引用」**と` shows its asterisks. `<strong>` has no such rule.
    """
    runs = [n for n, item in enumerate(items) if item.kind == "emphasis" and _acts(out, n)]
    if not runs:
        return
    scopes = _scopes(items)
    pairs, single = _paired(out, runs, scopes)
    failing = [pair for pair in pairs if not _renders(out, *pair)]
    signs = {item.text[0] for item in known if item.kind == "emphasis"}
    foreign = [pair for pair in pairs if out[pair[0]][0] not in signs]
    _, single_known = _paired([item.text for item in known], _runs(known), _scopes(known))
    spare = Counter(known[n].text for n in single_known)
    for start, end in pairs:
        if (start, end) in foreign:
            # 3*4 and 5*6 is a sum, *Der Spiegel* is how German writes 『』
            inside_word = _before(out, start).isalnum() or _after(out, end).isalnum()
            if inside_word or (start, end) in failing:
                single += [start, end]
        elif (start, end) in failing:
            out[start], out[end] = _HTML_MARKS[out[start].replace("_", "*")]
    for n in single:
        inside = items[scopes[n]] if scopes[n] >= 0 else None
        if inside and inside.kind == "plain" and out[scopes[n]] == inside.text:
            continue  # the label of a link reference is as the msgid has it
        if spare[out[n]] > 0:
            spare[out[n]] -= 1
        else:
            out[n] = "".join("\\" + char for char in out[n])


def _runs(known: tuple[Item, ...]) -> list[int]:
    texts = [item.text for item in known]
    return [n for n, item in enumerate(known) if item.kind == "emphasis" and _acts(texts, n)]


def _acts(out: list[str], n: int) -> bool:
    """False for marks that no renderer reads: between spaces, `_` in a word, a single `~`."""
    before, after = _before(out, n), _after(out, n)
    if out[n] == "~" or (before.isspace() and after.isspace()):
        return False
    return not (out[n][0] == "_" and before.isalnum() and after.isalnum())


def _scopes(items: Sequence[Item]) -> list[int]:
    """For each item the bracket it stands in (-1: none): emphasis does not cross a link's."""
    scopes: list[int] = []
    opened = [-1]
    for n, item in enumerate(items):
        if 0 <= item.mate < n:
            opened.pop()
        scopes.append(opened[-1])
        if item.mate > n:
            opened.append(n)
    return scopes


def _paired(
    out: list[str], runs: list[int], scopes: list[int]
) -> tuple[list[tuple[int, int]], list[int]]:
    """Runs that belong together, innermost first, and those that stay alone.

    `***` opens and closes as `**` and `*` do together, so it is left alone when it pairs.
    """
    pairs: list[tuple[int, int]] = []
    opened: list[int] = []
    for n in runs:
        mates = [m for m in opened[-_REACH:] if out[m] == out[n] and scopes[m] == scopes[n]]
        if mates and not _before(out, n).isspace():
            pairs.append((mates[-1], n))
            opened = opened[: opened.index(mates[-1])]
        else:
            opened.append(n)
    paired = {n for pair in pairs for n in pair}
    return pairs, [n for n in runs if n not in paired]


def _renders(out: list[str], start: int, end: int) -> bool:
    """True when the run at `start` can open emphasis and the one at `end` can close it."""
    if out[start].replace("_", "*") not in _HTML_MARKS:
        return True
    return _flanks(_before(out, start), _after(out, start)) and _flanks(
        _after(out, end), _before(out, end)
    )


def _flanks(outside: str, inside: str) -> bool:
    """Left-flanking for an opening run, right-flanking (read backwards) for a closing one."""
    if inside.isspace():
        return False
    return not _is_punctuation(inside) or outside.isspace() or _is_punctuation(outside)


def _is_punctuation(char: str) -> bool:
    return unicodedata.category(char)[0] in "PS"


def _before(out: list[str], n: int) -> str:
    """The character before an item; a segment follows a line start or another sentence."""
    return next((out[m][-1] for m in range(n - 1, -1, -1) if out[m]), " ")


def _after(out: list[str], n: int) -> str:
    """The character behind an item. The next sentence of a Chinese text follows without a
    space, and a wide punctuation mark would then keep the run from closing."""
    found = next((out[m][0] for m in range(n + 1, len(out)) if out[m]), "")
    if found:
        return found
    last = _before(out, n)
    wide = unicodedata.east_asian_width(last) in "WF"
    return "字" if wide and _is_punctuation(last) else " "
