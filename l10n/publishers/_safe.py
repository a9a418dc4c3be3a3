"""The second wall (the first is `l10n/safety.py`): what may stand in a page, by nh3."""

from __future__ import annotations

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
    **{
        name: {"class"}
        for name in ("code", "pre", "section", "sup", "ul", "hr", "p", "span", "aside")
    },
}
SCHEMES = {"http", "https", "mailto", "tel"}


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
