"""What a translation may not bring along: a link to another host, a script, a tag of its own.

A translator sees one sentence and may be anybody. An entry whose msgstr holds what its article does
not is published in Japanese, with a finding; and pages go through an allow-list besides
(`publishers/_safe.py`).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from l10n.entries import active_worked_on
from l10n.lazy import lazy
from l10n.model import Catalog, Document, Finding

_ADDRESS = lazy(
    r"\]\(\s*<?(?P<inline>[^\s)>]+)|\]:\s*<?(?P<reference>[^\s>]+)"
    r"|\b(?:href|src|action|formaction|poster|srcset|data|xlink:href)\s*=\s*[\"']?(?P<attribute>[^\s\"'>]+)"
    r"|<(?P<auto>[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*)>"
    r"|(?<![\w/.])(?P<bare>(?:https?:)?//[^\s<>\"'、。「」（）()\[\]]+)"
    # GFM makes links of these, and an address of mail cannot be escaped there (section 6.9)
    r"|(?<![\w.+-])[A-Za-z0-9._+-]++@(?P<mail>(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,})|(?<![\w./@-])(?P<www>www(?:\.[\w-]+){2,})",
    re.IGNORECASE,
)
_TAG = lazy(r"<\s*/?\s*(?P<name>[A-Za-z][\w:-]*)(?P<rest>[^<>]*)")
_HANDLER = lazy(r"[\s/\"']on[a-z]{3,}\s*=", re.IGNORECASE)
# where an address stands; "JavaScript: The Good Parts" is a title
_SCRIPT = lazy(
    r"(?:\]\(<?|\]:<?|<|=[\"']?)(?:(?:java|vb|live)script:|data:(?!image/))", re.IGNORECASE
)
# attr_list of Python-Markdown, markdown-it-attrs, kramdown, Goldmark: {: .name onclick=x }, {#id}
_ATTRIBUTES = lazy(r"\{[^}\n]*?[\w:.-]\s*=[^\n]*?\}|\{:?\s*[#.:][^\n]*?\}")
# One of these stands in every address, tag, handler and template, however it is written.
_CODED = lazy(r"[\]<=/@{&]|%[0-9a-f]{2}|www", re.IGNORECASE)
_BLANKS = lazy(r"[\x00-\x20\x7f\u00ad\u200b-\u200f\u2028\u2029\ufeff]+")
_MIRRORS = lazy(r"(?:[a-z]{2,3}(?:-[a-z]{2,4})?|www|m|mobile)\.(?=.+\.)")


def host_of(address: str) -> str:
    """The host of an absolute or protocol-relative address, lower case; "" without one.

    >>> host_of("https://WWW.Example.com:443/a"), host_of("../a.md")
    ('www.example.com', '')
    """
    try:
        return (urlsplit(address.strip().replace("\\", "/")).hostname or "").lower()
    except ValueError:
        return "invalid"


def hosts(text: str) -> set[str]:
    """The hosts that a text links to or names in an address."""
    return {host for address in _addresses(text) if (host := host_of(address))}


@lru_cache(maxsize=64)  # the articles of a portion, each asked for in every locale
def _hosts_of(article: str) -> frozenset[str]:
    return frozenset(hosts(article))


def known_host(host: str, known: Iterable[str]) -> bool:
    """True when `host` is one of `known`, its subdomain by a `*.` pattern, or its other language.

    >>> known_host("en.wikipedia.org", {"ja.wikipedia.org"})
    True
    >>> known_host("evil.co.jp", {"good.co.jp"})
    False
    """
    bare = _MIRRORS.sub("", host, count=1)
    for one in known:
        if host == one or bare == _MIRRORS.sub("", one, count=1):
            return True
        if one.startswith("*.") and host.endswith(one[1:]):
            return True
    return False


def _unescaped(text: str) -> str:
    if "&" not in text:
        return text
    import html  # with its 2,231 names: 4 ms of a start

    return html.unescape(text)


def _addresses(text: str) -> Iterator[str]:
    for match in _ADDRESS.finditer(_unescaped(text)):
        host = match["mail"] or match["www"]
        yield f"//{host}" if host else next(value for value in match.groups() if value)


def unsafe(document: Document, catalog: Catalog, allowed: Iterable[str] = ()) -> list[Finding]:
    """The entries whose msgstr holds what the article does not: `build` publishes their source.

    `allowed` are hosts that translations may link to besides those of the article.
    """
    coded = [e for e in active_worked_on(catalog.entries) if _CODED.search(e.msgstr)]
    if not coded:
        return []
    known = _hosts_of("".join(part.text for part in document.parts)) | set(allowed)
    sources = {segment.key: segment.text for segment in document.segments}
    found = []
    for entry in coded:
        why = entry.key in sources and invented(entry.msgstr, sources[entry.key], known)
        if why:
            fix = "take it out of the msgstr, or add the host to [publish] hosts"
            found.append(
                Finding(
                    "injection", "error", why, entry.key, catalog.locale, line=entry.line, fix=fix
                )
            )
    return found


def invented(words: str, source: str, known: Collection[str]) -> str:
    """What a translation holds that its source does not; "" when nothing.

    >>> invented("[here](https://evil.example/)", "[ここ](https://a.example/)", {"a.example"})
    'it links to evil.example, which the article does not'
    >>> invented("*here*{onclick=run()}", "*ここ*", set())
    'it holds {onclick=run()}, which site generators read as attributes'
    """
    if not _CODED.search(words) or words == source:
        return ""
    plain = _BLANKS.sub("", _unescaped(unquote(_unescaped(words))))
    if _SCRIPT.search(plain) and not _SCRIPT.search(_BLANKS.sub("", source)):
        return "it holds a script address"
    for address in _addresses(words):
        host = host_of(address)
        if host and not known_host(host, known):
            return f"it links to {host}, which the article does not"
    for opening in _TEMPLATES:
        if opening in words and opening not in source:
            return f"it holds {opening}, which site generators run"
    own = set(_ATTRIBUTES.findall(source))
    for written in _ATTRIBUTES.findall(words):
        if written not in own:
            return f"it holds {written}, which site generators read as attributes"
    tags = {match["name"].lower() for match in _TAG.finditer(source)}
    for match in _TAG.finditer(words):
        name = match["name"].lower()
        if name in _DANGEROUS and name not in tags:
            return f"it holds a tag, <{name}>, which the sentence does not"
        if _HANDLER.search(match["rest"]) and not _HANDLER.search(source):
            return "it holds an event handler"
    return ""


_TEMPLATES = ("{{", "{%", "<%", "${")
_DANGEROUS = frozenset(
    [
        "a", "applet", "audio", "base", "button", "embed", "form", "frame", "frameset", "iframe",
        "img", "input", "link", "marquee", "math", "meta", "noscript", "object", "script",
        "select", "source", "style", "svg", "template", "textarea", "video",
    ]
)  # fmt: skip
