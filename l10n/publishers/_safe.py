"""What may stand in a page, and what a translation may not bring along.

Two walls: a segment whose msgstr holds what its article does not (a link to another host, a
`javascript:` address, a tag, an event handler) is published in Japanese, with a finding; and
whatever is published goes through nh3 with the allow-list below.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from urllib.parse import unquote, urlsplit

from l10n.model import Edition, Finding, Piece

_TEXT = "abbr b bdi bdo br cite code del dfn em i ins kbd mark q rp rt ruby s samp small span strong sub sup time u var wbr a img data"
_BLOCK = "p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre hr figure figcaption table caption thead tbody tfoot tr th td colgroup col details summary aside section div article header footer main nav address picture source video audio track"
TAGS = frozenset(f"{_TEXT} {_BLOCK}".split())
ATTRIBUTES = {
    "*": {"lang", "dir", "id", "title", "translate"},  # nh3's own list drops dir
    "a": {"href", "hreflang", "class", "download"},
    "img": {"src", "alt", "width", "height"},
    "source": {"src", "type", "media"},
    "video": {"src", "controls", "poster", "width", "height"},
    "audio": {"src", "controls"},
    "track": {"src", "kind", "srclang", "label"},
    "time": {"datetime"},  # and this one
    "del": {"cite", "datetime"},
    "ins": {"cite", "datetime"},
    "blockquote": {"cite"},
    "q": {"cite"},
    "data": {"value"},
    "ol": {"start", "reversed", "type", "class"},
    "li": {"value", "class"},
    "th": {"colspan", "rowspan", "scope", "headers", "abbr", "class"},
    "td": {"colspan", "rowspan", "headers", "class"},
    "col": {"span"},
    "colgroup": {"span"},
    "details": {"open"},
    **{name: {"class"} for name in ("code", "pre", "section", "sup", "ul", "hr", "p", "span")},
}
SCHEMES = {"http", "https", "mailto", "tel"}
_ADDRESS = re.compile(
    r"\]\(\s*<?(?P<inline>[^\s)>]+)|\]:\s*<?(?P<reference>[^\s>]+)"
    r"|\b(?:href|src|action|formaction|poster|srcset|data|xlink:href)\s*=\s*[\"']?(?P<attribute>[^\s\"'>]+)"
    r"|<(?P<auto>[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*)>"
    r"|(?<![\w/.])(?P<bare>(?:https?:)?//[^\s<>\"'、。「」（）()\[\]]+)",
    re.IGNORECASE,
)
_TAG = re.compile(r"<\s*/?\s*(?P<name>[A-Za-z][\w:-]*)(?P<rest>[^<>]*)")
_HANDLER = re.compile(r"[\s/\"']on[a-z]{3,}\s*=", re.IGNORECASE)
_SCRIPT = re.compile(r"(?:java|vb|live)script\s*:|data\s*:\s*text/html", re.IGNORECASE)
_BLANKS = re.compile(r"[\x00-\x20\x7f\u00ad\u200b-\u200f\u2028\u2029\ufeff]+")
_MIRRORS = re.compile(r"(?:[a-z]{2,3}(?:-[a-z]{2,4})?|www|m|mobile)\.(?=.+\.)")


def clean(markup: str) -> str:
    """HTML of allowed tags, attributes and schemes only, well-formed."""
    import nh3

    return nh3.clean(
        markup,
        tags=set(TAGS),
        attributes={name: set(names) for name, names in ATTRIBUTES.items()},
        url_schemes=SCHEMES,
        link_rel=None,
        clean_content_tags={"script", "style", "template", "iframe", "object", "svg", "math"},
    )


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


def _addresses(text: str) -> Iterator[str]:
    for match in _ADDRESS.finditer(html.unescape(text)):
        yield next(value for value in match.groups() if value)


def secured(edition: Edition, known: set[str]) -> tuple[Edition, tuple[Finding, ...]]:
    """The edition with every unsafe translation replaced by its source text, and why.

    `known` are the hosts of the whole article, and those that the project allows.
    """
    findings, pieces = [], []
    for piece in edition.pieces:
        why = _invented(piece, known) if piece.translated and piece.segment else ""
        if not why or piece.segment is None:
            pieces.append(piece)
            continue
        segment = piece.segment
        pieces.append(replace(piece, text=segment.text, words=segment.msgid, translated=False))
        message = f"published in Japanese: {why}"
        fix = "take it out of the msgstr, or add the host to [publish] hosts"
        findings.append(Finding("injection", "error", message, segment.key, edition.locale, fix=fix))
    return replace(edition, pieces=tuple(pieces)) if findings else edition, tuple(findings)


def _invented(piece: Piece, known: set[str]) -> str:
    """What a translation holds that its article does not; "" when nothing."""
    if piece.segment is None or piece.words == piece.segment.msgid:
        return ""
    words, source = piece.words, piece.segment.text
    decoded = _BLANKS.sub("", html.unescape(unquote(html.unescape(words))))
    if _SCRIPT.search(decoded) and not _SCRIPT.search(_BLANKS.sub("", source)):
        return "it holds a script address"
    for address in _addresses(words):
        host = host_of(address)
        if host and not known_host(host, known):
            return f"it links to {host}, which the article does not"
    tags = {match["name"].lower() for match in _TAG.finditer(source)}
    for match in _TAG.finditer(words):
        # `a < b` is prose; `<b` without an end is a tag that the browser would end itself
        name = match["name"].lower()
        if name in _DANGEROUS and name not in tags:
            return f"it holds a tag, <{name}>, which the source sentence does not"
        if _HANDLER.search(match["rest"]) and not _HANDLER.search(source):
            return "it holds an event handler"
    return ""


_DANGEROUS = frozenset(
    "script style iframe object embed link meta base form input button textarea select svg math"
    " img video audio source frame frameset applet marquee template noscript a".split()
)
