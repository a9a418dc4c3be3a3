"""An edition's language, direction and provenance in its page."""

from __future__ import annotations

import re

from l10n.formats._html_text import plain
from l10n.formats._html_tokens import ATTRIBUTE, Kind, Token, tokens
from l10n.lazy import lazy
from l10n.plugin import Stamp

_FRAGMENT = lazy(r"(\ufeff?)(?:<!-- lang=\S+ translation=\S+ -->(?:\r\n|\r|\n))?")
_IN_LANGUAGE = lazy(r'("inLanguage"\s*:\s*")[A-Za-z-]+(")')
_OURS = ("lang", "xml:lang", "dir")
_PAGE_TAGS = frozenset(["head", "body", "title", "meta", "base", "link"])


def stamp(text: str, mark: Stamp) -> str:
    """`text` with `lang` and `dir` on its root and `<meta name="translation">` in its head.

    What else names the page's language (`og:locale`, `inLanguage` …) names the edition's.

    A page without an `<html>` tag gets one; a fragment gets a comment in front. Stamping a
    stamped text changes nothing.

    >>> stamp("<html lang=ja><p>x", Stamp("en", "ltr", "machine"))
    '<html lang="en" dir="ltr"><meta name="translation" content="machine">\\n<p>x'
    """
    text = _relabelled(text, mark)
    page = _Page(text)
    if page.root:
        return _with_meta(_with_root(text, page.root, mark), mark)
    newline = _newline(text)
    if page.is_page:
        tag = f'<html lang="{mark.tag}" dir="{mark.direction}">'
        at = page.doctype_end
        tag = f"{newline}{tag}" if at > 1 else f"{tag}{newline}"
        text = text[:at] + tag + text[at:]
        return _with_meta(text, mark)
    found = _FRAGMENT.match(text)
    bom, rest = (found[1], text[found.end() :]) if found else ("", text)
    return f"{bom}<!-- lang={mark.tag} translation={mark.translation} -->{newline}{rest}"


def _relabelled(text: str, mark: Stamp) -> str:
    """`text` with the language that its head and `<body>` name beside `<html lang>`.

    `<meta property="og:locale">`, `<meta http-equiv="content-language">`, `inLanguage` of JSON-LD:
    crawlers believe them more than the root, and a `<body lang="ja">` outdoes it.
    """
    out, position, json_ld = [], 0, False
    for kind, name, start, end, attrs in tokens(text):
        changed = ""
        if kind is Kind.START and name == "script":
            json_ld = "ld+json" in attrs.lower()
        elif kind is Kind.RAW and name == "script" and json_ld:
            changed = _IN_LANGUAGE.sub(lambda m: m[1] + mark.tag + m[2], text[start:end])
        elif kind in (Kind.START, Kind.EMPTY) and name in ("meta", "body") and attrs:
            changed = _renamed(name, text[start:end], mark)
        if changed:
            out += [text[position:start], changed]
            position = end
    return "".join([*out, text[position:]]) if out else text


def _renamed(name: str, tag: str, mark: Stamp) -> str:
    """The tag with the edition's language in the attribute that names one."""
    found = {m["name"].lower(): m for m in ATTRIBUTE.finditer(tag, len(name) + 1, len(tag) - 1)}
    attribute, value = "lang", mark.tag
    if name == "meta":
        attribute = "content"
        said = {key: (m[m.lastgroup or 0] or "").lower() for key, m in found.items()}
        if said.get("property") == "og:locale":
            value = mark.tag.replace("-", "_")
        elif said.get("http-equiv") != "content-language":
            return ""
    match = found.get(attribute)
    if not match or not match.lastgroup or match.lastgroup == "name":
        return ""
    start, end = match.span(match.lastgroup)
    return tag[:start] + value + tag[end:]


class _Page:
    """The tags of a page that say where its head is."""

    def __init__(self, text: str) -> None:
        self.root: Token | None = None
        self.head: Token | None = None
        self.head_end = -1
        self.meta: Token | None = None
        self.is_page = False
        self.doctype_end = 1 if text.startswith("\ufeff") else 0
        for token in tokens(text):
            kind, name, start, end, _ = token
            if kind is Kind.OTHER and text[start:end].lower().startswith("<!doctype"):
                self.is_page = True
                if self.root is None and self.doctype_end <= 1:
                    self.doctype_end = end
            elif kind is Kind.START:
                self._start_tag(token)
            elif kind is Kind.END and name == "head" and self.head_end < 0:
                self.head_end = start

    def _start_tag(self, token: Token) -> None:
        _, name, _, _, attrs = token
        self.is_page = self.is_page or name in _PAGE_TAGS
        if name == "html":
            self.root = self.root or token
        elif name == "head":
            self.head = self.head or token
        elif name == "meta" and "translation" in attrs:
            found = {m["name"].lower(): m[m.lastgroup or 0] for m in ATTRIBUTE.finditer(attrs)}
            if found.get("name") == "translation":
                self.meta = self.meta or token


def _with_root(text: str, root: Token, mark: Stamp) -> str:
    _, name, start, end, attrs = root
    kept, position = [], 0
    for match in ATTRIBUTE.finditer(attrs):
        if match["name"].lower() in _OURS:
            kept.append(attrs[position : match.start()].rstrip())
            position = match.end()
    rest = "".join([*kept, attrs[position:]])
    tag = text[start : start + 1 + len(name)]
    return f'{text[:start]}{tag} lang="{mark.tag}" dir="{mark.direction}"{rest}>{text[end:]}'


def _with_meta(text: str, mark: Stamp) -> str:
    page = _Page(text)
    meta = f'<meta name="translation" content="{plain(mark.translation)}">'
    if page.meta:
        _, _, start, end, _ = page.meta
        return text[:start] + meta + text[end:]
    for at in (page.head_end, page.head[3] if page.head else -1, page.root[3] if page.root else -1):
        if at >= 0:
            return text[:at] + meta + _newline(text) + text[at:]
    return text


def _newline(text: str) -> str:
    found = re.search(r"\r\n|\r|\n", text)
    return found[0] if found else "\n"
