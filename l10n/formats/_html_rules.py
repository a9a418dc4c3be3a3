"""What HTML's names mean to a translator: which elements are blocks, which attributes are read."""

from __future__ import annotations

import re

from l10n.lazy import lazy
from l10n.noun import noun


@noun
class Options:
    """`[formats.html]`: names that a site adds to those every reader knows."""

    attributes: tuple[str, ...] = ()
    """More attributes that hold text, such as `data-tooltip`."""
    meta: tuple[str, ...] = ()
    """More `<meta>` names whose content is text, such as `author`."""
    json_ld: tuple[str, ...] = ("headline", "alternativeHeadline", "description", "name")
    """Keys of JSON-LD whose strings are text."""
    inline: tuple[str, ...] = ()
    """Custom elements that stand inside sentences, such as `x-tooltip`."""


def _names(names: str) -> frozenset[str]:
    return frozenset(names.split())


INLINE = _names(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark math nobr"
    " output q rb rp rt rtc ruby s samp small span strike strong sub sup time tt u var wbr"
    " svg:tspan svg:textpath svg:a"
)
"""Elements that stand inside a sentence; any other cuts it (custom elements too)."""
CODE = _names("code kbd samp var tt")
"""A block of nothing but these has nothing to translate."""
WHOLE = CODE | {"ruby"}
"""Elements that stay around a msgid that they enclose."""
VOID = _names("area base br col embed frame hr img input link meta param source track wbr")
SILENT = _names("pre svg math iframe xmp listing plaintext")
"""Elements whose content is not read as text, unless `translate="yes"` says so."""
HEARD = _names("svg:title svg:desc svg:text svg:foreignobject")
"""Elements inside silent ones that readers do see or hear."""

RAW_TEXT = _names("script style xmp iframe noembed noframes textarea title plaintext")
"""Elements whose content holds no tags (WHATWG HTML section 13.2.6.4); `<noscript>` is read as
by a reader without scripts."""
FOREIGN = _names("svg math")
INTEGRATION = _names(
    "svg:foreignobject svg:desc svg:title math:mi math:mo math:mn math:ms math:mtext"
    " math:annotation-xml"
)
"""Elements of SVG and MathML that hold HTML again."""
BREAKOUT = _names(
    "b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li"
    " listing menu meta nobr ol p pre ruby s small span strong strike sub sup table tt u ul var"
)
"""Start tags that end SVG or MathML (section 13.2.6.5)."""

CLOSES_P = _names(
    "address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption"
    " figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr li listing main menu nav ol p plaintext"
    " pre search section summary table ul xmp"
)
"""Start tags that end an open `<p>` (section 13.1.2.4, optional tags)."""
ENDS: dict[str, tuple[str, ...]] = {
    "li": ("li",),
    "dt": ("dt", "dd"),
    "dd": ("dt", "dd"),
    "option": ("option",),
    "optgroup": ("option", "optgroup"),
    "tr": ("tr", "caption"),
    "td": ("td", "th"),
    "th": ("td", "th"),
    "tbody": ("tbody", "thead", "tfoot", "caption"),
    "thead": ("tbody", "thead", "tfoot", "caption"),
    "tfoot": ("tbody", "thead", "tfoot", "caption"),
}
"""Start tags that end an open element of the same list, table or menu."""
SCOPE = _names(
    "table td th caption template object button applet marquee svg:foreignobject svg:desc svg:title"
)
"""Elements out of which no end tag of an ordinary element reaches (section 13.2.4.2)."""
LISTS = _names("ul ol menu dir dl")
TABLE_PARTS = _names("table caption colgroup tbody thead tfoot tr td th")
HEADINGS = _names("h1 h2 h3 h4 h5 h6")
PAGE = _names("html head body")
"""Elements that last to the end of the page, whatever end tags say."""

ROLES = {
    "title": "page title", "p": "paragraph", "li": "list item", "td": "table cell",
    "th": "table heading", "caption": "table caption", "figcaption": "caption",
    "summary": "summary", "dt": "definition term", "dd": "definition", "blockquote": "quotation",
    "button": "button", "option": "option", "legend": "legend", "aside": "paragraph",
    "svg:title": "image title", "svg:desc": "image description", "svg:text": "image label",
} | {f"h{n}": f"heading {n}" for n in range(1, 7)}  # fmt: skip

_ATTRIBUTES = {
    "alt": "image text", "title": "tooltip", "placeholder": "placeholder",
    "aria-label": "label", "aria-description": "description", "aria-placeholder": "placeholder",
    "aria-roledescription": "label", "aria-valuetext": "label",
}  # fmt: skip
_OF_ELEMENT = {
    ("table", "summary"): "table summary", ("th", "abbr"): "table heading",
    ("option", "label"): "option", ("optgroup", "label"): "option group",
    ("track", "label"): "label",
}  # fmt: skip
_META = lazy(
    r"(?:description|keywords|headline|application-name|apple-mobile-web-app-title|name"
    r"|og:(?:title|description|site_name|image:alt)"
    r"|twitter:(?:title|description|image:alt|label\d|data\d)"
    r"|dc(?:terms)?\.(?:title|description|subject)"
    r"|article:(?:section|tag))"
)
_META_KEYS = ("name", "property", "itemprop")


def attribute_role(options: Options, tag: str, name: str, all_of_it: dict[str, str]) -> str:
    """What an attribute's text is to a translator; "" for one that holds no text.

    `tag` and `name` are lower-case, `all_of_it` is the tag's attributes by lower-case name.

    >>> attribute_role(Options(), "meta", "content", {"name": "description"})
    'meta description'
    """
    if name == "content" and tag == "meta":
        return _meta_role(options, all_of_it)
    if name == "value" and tag == "input":
        kind = all_of_it.get("type", "").lower()
        return "button" if kind in ("button", "submit", "reset") else ""
    if name in options.attributes:
        return "attribute " + name
    return _ATTRIBUTES.get(name) or _OF_ELEMENT.get((tag, name), "")


def _meta_role(options: Options, all_of_it: dict[str, str]) -> str:
    for key in _META_KEYS:
        name = all_of_it.get(key, "").strip()
        # <meta name="name"> is nobody's; <meta itemprop="name"> is schema.org's
        known = _META.fullmatch(name.lower()) and (name.lower() != "name" or key == "itemprop")
        if known or name in options.meta:
            return f"meta {name}"
    return ""


def notable(options: Options) -> re.Pattern[str]:
    """Finds, in lower-case attributes, whether they can matter at all; most tags' do not."""
    names = [*_ATTRIBUTES, *(name for _, name in _OF_ELEMENT), "content", "value"]
    names += ["translate", "data-l10n", *options.attributes]
    return re.compile(rf"[\s/\"'](?:{'|'.join(map(re.escape, names))})|notranslate|ld\+json")
