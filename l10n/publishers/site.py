"""`site`: a self-contained edition. Static HTML, no script, `/<language-tag>/<slug>/`."""

from __future__ import annotations

import html
import posixpath
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

from l10n.lang import tags
from l10n.lazy import lazy
from l10n.model import Edition, Finding
from l10n.plugin import Bundle, Facts, Output, Page, Section
from l10n.publish import own_title
from l10n.publishers import _search, _sidecar, _theme
from l10n.publishers._body import Body, Heading, Link, Tag, machine_tag, render
from l10n.publishers._links import Target, best_page, by_name, localized_asset, target
from l10n.publishers._strings import long_date, notices, og_locale, strings
from l10n.safety import hosts, known_host

_IN_FEED = 20
_FIGURE = lazy(r"[0-9０-９][万億兆]?$")
_ADDRESS = lazy(r"(?<= )(href|src|poster)=\"([^\"]*)\"")


class Site:
    """The `site` publisher."""

    name = "site"

    def article(self, bundle: Bundle, facts: Facts) -> Output:
        """A page and a sidecar in each language, redirects from old slugs, images."""
        web = Web(facts)
        files: dict[str, bytes] = {}
        copies: dict[str, str] = {}
        findings: list[Finding] = []
        notes: dict[str, str] = {}
        original = web.body(bundle, facts.source_locale)
        for locale, page in facts.pages[bundle.document.domain].items():
            body = original if page.source else web.body(bundle, locale, original)
            files[page_path(page)] = article(web, bundle, page, body)
            if web.shows_in_feed(page):
                notes[locale] = body.html
            files[f"{page.tag}/{page.slug}/article.{page.tag}.json"] = _sidecar.write(
                page, bundle, facts, web.url(page_path(page))
            )
            for slug in page.old_slugs:
                files[f"{page.tag}/{slug}/index.html"] = _redirect(web, page, slug)
            copies |= {asset_path(asset): asset for asset in body.assets}
            # what is wrong with the article itself is said once, not in every language
            known = {one.message for one in original.findings} if not page.source else set()
            findings.extend(one for one in body.findings if one.message not in known)
        return Output(files, copies, tuple(findings), notes)

    def sections(self, facts: Facts) -> dict[str, Section]:
        """Index pages and a feed in each language, the home page, and what serves all."""
        web = Web(facts)
        listed = [(one, web.is_indexed(one), bool(web.in_feed(one))) for one in web.locales()]
        home = _default_locale(web)
        common = Section(partial(_common, web), (listed, home))
        made = {"common": common, "home": _section(web, home, listed, "index.html", _home)}
        for locale in web.locales():
            path = f"{tags.language_tag(locale)}/index.html"
            made[f"index {locale}"] = _section(web, locale, listed, path, _index)
            if web.has_feed(locale):
                made[f"feed {locale}"] = _feed_section(web, locale)
        if web.base:
            shown = _addresses(web)
            made["sitemap"] = Section(partial(_sitemap, web, shown), shown)
        return made

    def collection(self, facts: Facts) -> Output:
        """All of `sections`."""
        files: dict[str, bytes] = {}
        for section in self.sections(facts).values():
            files |= section.make().files
        return Output(files)

    def finish(self, root: Path, facts: Facts) -> Output:
        """The search index, where `[publish] search` asks for one."""
        return Output(_search.index(root) if facts.settings.search else {})


def _section(
    web: Web, locale: str, listed: object, path: str, page: Callable[[Web, str], bytes]
) -> Section:
    """A page that lists the articles of a language."""
    shown = [
        (p.domain, p.slug, p.title, p.description, p.date, p.translation, p.indexed)
        for p in web.pages(locale)
    ]
    return Section(lambda: Output({path: page(web, locale)}), (listed, locale, shown))


def _feed_section(web: Web, locale: str) -> Section:
    path = f"{tags.language_tag(locale)}/feed.xml"
    texts = [(page.domain, locale) for page in web.in_feed(locale)]
    return Section(lambda: Output({path: _feed(web, locale)}), locale, texts)


def page_path(page: Page) -> str:
    """Where a page is below the output folder."""
    return f"{page.tag}/{page.slug}/index.html"


def asset_path(asset: str) -> str:
    """Where an image of the source is below the output folder."""
    return f"assets/source/{asset}"


@dataclass(frozen=True, slots=True)
class Rendered(Body):
    """A body with the assets that it shows."""

    assets: tuple[str, ...] = ()


class Web:
    """Addresses and bodies within one site."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.settings = facts.settings
        self.base = facts.settings.base_url.rstrip("/")
        self.style = _theme.style_name(facts)
        self.domains = by_name(facts)
        self._originals: dict[str, Rendered] = {}

    def locales(self) -> list[str]:
        """The locales that have a page, the source's own first."""
        return [one for one in self.facts.locales if self.pages(one)]

    def pages(self, locale: str) -> Sequence[Page]:
        """The pages of a locale, newest first."""
        known: list[Page] | None = self.facts.memo.get((Web.pages, locale))
        if known is None:
            found = [pages[locale] for pages in self.facts.pages.values() if locale in pages]
            found.sort(key=lambda page: page.domain)
            known = sorted(found, key=lambda page: page.date, reverse=True)
            self.facts.memo[Web.pages, locale] = known
        return known

    def is_indexed(self, locale: str) -> bool:
        """True where search engines may list a page of the locale."""
        return any(page.indexed for page in self.pages(locale))

    def has_feed(self, locale: str) -> bool:
        """False without a base_url or a dated article: a feed without entries tells nobody anything."""
        return bool(self.base and self.in_feed(locale))

    def in_feed(self, locale: str) -> Sequence[Page]:
        """The newest articles of a locale that have a date: RFC 4287 wants one of every entry."""
        return [page for page in self.pages(locale) if page.date][:_IN_FEED]

    def shows_in_feed(self, page: Page) -> bool:
        """True for a page whose text stands in a feed."""
        if not self.base or not page.date:
            return False
        key = Web.shows_in_feed, page.locale
        if key not in self.facts.memo:
            self.facts.memo[key] = {one.domain for one in self.in_feed(page.locale)}
        return page.domain in self.facts.memo[key]

    def url(self, path: str) -> str:
        """The absolute address of a file; "" when the site has no base_url."""
        if not self.base:
            return ""
        return f"{self.base}/{quote(path.removesuffix('index.html'))}"

    def href(self, origin: str, path: str) -> str:
        """The address of a file from another: relative, so that the site works in any folder.

        Without a base_url it names index.html, so that it works without a server, too.
        """
        near = posixpath.relpath(path, posixpath.dirname(origin) or ".")
        if self.base and posixpath.basename(near) == "index.html":
            near = near.removesuffix("index.html") or "./"
        return quote(near)

    def title(self, locale: str) -> str:
        """The publication's name in a language."""
        settings = self.settings
        return settings.titles.get(locale) or settings.title or strings(locale)["articles"]

    def ui(self, locale: str) -> dict[str, Any]:
        """The strings of a page; `attrs` marks them where they are not in its language."""
        from markupsafe import Markup

        found: dict[str, Any] = strings(locale, self.facts.templates.get("strings.toml", ""))
        foreign = tags.language(found["locale"]) != tags.language(locale)
        attrs = f' lang="{tags.language_tag(found["locale"])}" dir="ltr"' if foreign else ""
        return found | {"attrs": Markup(attrs)}

    # --- bodies -------------------------------------------------------------------------------

    def page_href(self, page: Page, other: Page) -> str:
        """The address of one page from another; "" where it cannot be linked to."""
        return self.href(page_path(page), page_path(other))

    def asset_href(self, page: Page, asset: str) -> str:
        """The address of an image from a page; "" where it cannot be shown."""
        return self.href(page_path(page), asset_path(asset))

    def body(
        self, bundle: Bundle, locale: str, original: Body | None = None, tag: Tag | None = None
    ) -> Rendered:
        """The rendered body of one edition; `original` gives the heading ids."""
        edition = bundle.editions[locale]
        document = bundle.document
        page = self.facts.pages[document.domain][locale]
        assets: dict[str, None] = {}
        fragments: dict[str, None] = {}
        known = hosts(bundle.editions[self.facts.source_locale].text) | set(self.settings.hosts)

        def resolve(address: str) -> Link:
            hit = target(address, document.name, self.facts, self.domains)
            if hit.kind == "asset":
                asset = localized_asset(hit.asset, page, self.facts)
                href = self.asset_href(page, asset)
                if href:
                    assets[asset] = None
                return Link(href)
            if hit.kind == "article":
                return self._to_article(hit, page)
            if hit.kind == "fragment":
                fragments[hit.fragment] = None
                return Link(f"#{quote(hit.fragment)}" if hit.fragment else "#")
            if hit.kind == "outside":
                host = (urlsplit(address).hostname or "").lower()
                return Link(address if not host or known_host(host, known) else "")
            return Link("", dead=f"a link leads nowhere: {address}")

        made = render(
            edition,
            document.format,
            source_locale=self.facts.source_locale,
            resolve=resolve,
            heading_ids=[heading.id for heading in original.headings] if original else (),
            ruby=self.settings.ruby,
            ui=self.ui(locale),
            tag=tag,
        )
        lost = [one for one in fragments if one and one not in made.ids]
        findings = [replace(finding, file=document.name) for finding in made.findings]
        findings += [
            _dead(f"a link to #{one} leads nowhere", document.name, locale) for one in lost
        ]
        return Rendered(
            made.html, made.title, made.title_attrs, made.headings, made.ids,
            tuple(findings), tuple(assets),
        )  # fmt: skip

    def original(self, bundle: Bundle) -> Rendered:
        """The body of the original, rendered once however many languages need its ids."""
        domain = bundle.document.domain
        if domain not in self._originals:
            self._originals[domain] = self.body(bundle, self.facts.source_locale)
        return self._originals[domain]

    def _to_article(self, hit: Target, page: Page) -> Link:
        other = best_page(hit.domain, page.locale, self.facts)
        if other is None:
            return Link("", dead=f"a link leads to an article without an edition: {hit.domain}")
        href = self.page_href(page, other)
        if not href:
            return Link("")
        href = "" if other == page and hit.fragment else href
        if hit.fragment and hit.fragment not in self.anchors(hit.domain):
            dead = f"a link leads to #{hit.fragment}, which {other.name} does not have"
            return Link(href or "#", dead=dead)
        fragment = f"#{quote(hit.fragment)}" if hit.fragment else ""
        return Link(href + fragment, other.tag if other.locale != page.locale else "")

    def anchors(self, domain: str) -> frozenset[str]:
        """The ids of an article, the same in every language."""
        known: frozenset[str] | None = self.facts.memo.get((Web.anchors, domain))
        if known is None:
            bundle = self.facts.bundle(domain)
            original = bundle.editions[self.facts.source_locale]
            known = render(
                original, bundle.document.format, source_locale=original.locale, resolve=Link
            ).ids
            self.facts.memo[Web.anchors, domain] = known
        return known


def _dead(message: str, name: str, locale: str) -> Finding:
    fix = "give the fragment of a heading that the article has"
    return Finding("dead-link", "error", message, locale=locale, file=name, fix=fix)


# --- pages ------------------------------------------------------------------------------------


def _frame(
    web: Web, path: str, locale: str, switcher: Sequence[Mapping[str, object]]
) -> dict[str, Any]:
    """What every page's template is given."""
    tag = tags.language_tag(locale)
    return {
        "tag": tag,
        "direction": tags.direction(locale),
        "ui": web.ui(locale),
        "own_name": strings(locale)["name"],
        "style": web.href(path, web.style),
        "site_title": web.title(locale),
        "index_href": web.href(path, f"{tag}/index.html"),
        "feed": web.href(path, f"{tag}/feed.xml") if web.has_feed(locale) else "",
        "switcher": switcher,
        "og_locale": og_locale(locale),
        "description": "",
        "noindex": False,
        "alternates": [],
        "canonical": web.url(path),
    }  # fmt: skip


def _choice(href: str, locale: str, *, current: bool = False) -> dict[str, object]:
    name = strings(locale)["name"]
    tag, direction = tags.language_tag(locale), tags.direction(locale)
    return {"href": href, "tag": tag, "direction": direction, "name": name, "current": current}


def alternates(web: Web, pages: Mapping[str, Page]) -> list[dict[str, str]]:
    """hreflang of every indexed language version, and x-default; [] when there is one only.

    Each lists itself and all others with absolute addresses, or search engines ignore them.
    """
    indexed = {locale: page for locale, page in pages.items() if page.indexed}
    if not web.base or len(indexed) < 2:
        return []
    listed = [(page.tag, web.url(page_path(page))) for page in indexed.values()]
    for locale in (web.settings.x_default, "en", web.facts.source_locale):
        if locale in indexed:
            listed.append(("x-default", web.url(page_path(indexed[locale]))))
            break
    return [{"hreflang": tag, "href": url} for tag, url in listed]


def article(web: Web, bundle: Bundle, page: Page, body: Body, tag: Tag | None = None) -> bytes:
    """The page of one edition; with `tag` the texts of its head are marked as `render` does."""
    from markupsafe import Markup

    path = page_path(page)
    pages = web.facts.pages[page.domain]
    original = pages[web.facts.source_locale]
    ui = web.ui(page.locale)
    switcher = [
        _choice(web.href(path, page_path(other)), locale, current=other == page)
        for locale, other in pages.items()
    ]
    values = _frame(web, path, page.locale, switcher) | {
        "title": page.title,
        "description": page.description,
        "noindex": not page.indexed,
        "canonical": web.url(page_path(page if page.indexed else original)),
        "alternates": alternates(web, pages) if page.indexed else [],
        "og_alternates": [og_locale(one) for one, p in pages.items() if p.indexed and p != page],
        "translation": page.translation,
        "machine_tag": machine_tag(page.locale, web.facts.source_locale)
        if page.translation == "machine"
        else "",
        "date": page.date,
        "date_long": long_date(page.date, page.locale),
        "updated": page.updated,
        "updated_long": long_date(page.updated, page.locale),
        "badge": "" if page.translation != "reviewed" else ui["reviewed"],
        "title_attrs": Markup(
            _attributes(_heading_attrs(bundle, page, body))
            or _tags_of(bundle.editions[page.locale], "title", tag)
        ),
        "heading": Markup(
            _phrased(body.title, page.locale) or html.escape(page.title, quote=False)
        ),
        "description_attrs": Markup(
            _language_of(bundle.editions[page.locale], "description", web)
            + _tags_of(bundle.editions[page.locale], "description", tag)
        ),
        "keywords": _keywords(bundle.editions[page.locale], web),
        "notices": notices(page, ui),
        "joint": tags.joiner(page.locale),
        "original": None
        if page.source
        else {"href": web.href(path, page_path(original)), "tag": original.tag},
        "overlay": web.settings.overlay and not page.source,
        "states": _states(page, ui),
        "toc": [_toc_item(heading) for heading in body.headings if heading.level == 2],
        "body": Markup(body.html),
        "json_ld": Markup(_theme.json_for_html(_json_ld(web, page, pages))),
    }
    return _theme.render("article.html", web.facts, **values)


def _states(page: Page, ui: Mapping[str, str]) -> list[dict[str, str]]:
    counts = {
        "approved": page.coverage.approved,
        "draft": page.coverage.draft,
        "source": page.coverage.untranslated + page.coverage.stale,
    }
    return [{"name": name, "label": ui[f"state_{name}"]} for name, count in counts.items() if count]


def _heading_attrs(bundle: Bundle, page: Page, body: Body) -> dict[str, str]:
    """Those of the page's `<h1>`: an article that gives itself no title shows none."""
    titled = body.title or own_title(bundle.editions[page.locale].pieces, bundle.document.format)
    return _provenance(body.title_attrs) if titled else {"class": "l10n-hidden"}


def _provenance(attrs: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in attrs.items() if name != "class"}


def _attributes(attrs: Mapping[str, str]) -> str:
    return "".join(f' {name}="{html.escape(value)}"' for name, value in attrs.items())


def _language_of(edition: Edition, word: str, web: Web) -> str:
    """The attributes of a text of the head, marked where it is still in the source's language."""
    for piece in edition.pieces:
        if piece.segment and piece.segment.role.endswith(word) and piece.state is not None:
            return _attributes(_marks(piece.translated, web))
    return ""


_HEAD_ROLES = {
    "title": ("front matter title", "page title"),
    "description": ("front matter description", "meta description"),
}


def _tags_of(edition: Edition, word: str, tag: Tag | None) -> str:
    """The attributes by which the review page finds a text of the head."""
    for piece in edition.pieces if tag else ():
        if tag and piece.segment and piece.segment.role in _HEAD_ROLES[word]:
            return _attributes(tag(piece.segment))
    return ""


def _marks(translated: bool, web: Web) -> dict[str, str]:
    if translated:
        return {}
    source = web.facts.source_locale
    return {"lang": tags.language_tag(source), "dir": tags.direction(source)}


def _keywords(edition: Edition, web: Web) -> list[dict[str, object]]:
    from markupsafe import Markup

    return [
        {
            "text": p.words,
            "attrs": Markup(_attributes(_marks(p.translated or p.state is None, web))),
        }
        for p in edition.pieces
        if p.segment and p.segment.role in ("front matter tags", "front matter keywords")
    ]


def _toc_item(heading: Heading) -> dict[str, object]:
    from markupsafe import Markup

    return {
        "id": heading.id,
        "text": Markup(heading.text),
        "attrs": Markup(_attributes(heading.marks)),
    }


def _json_ld(web: Web, page: Page, pages: Mapping[str, Page]) -> dict[str, Any]:
    """schema.org Article, linked to what it is a translation of."""
    original = pages[web.facts.source_locale]
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": page.title,
        "inLanguage": page.tag,
    }
    if page.description:
        data["description"] = page.description
    if page.date:
        data |= {"datePublished": page.date, "dateModified": page.updated or page.date}
    if page.keywords:
        data["keywords"] = list(page.keywords)
    if web.settings.author:
        data["author"] = {"@type": "Organization", "name": web.settings.author}
    if web.settings.title:
        data["publisher"] = {"@type": "Organization", "name": web.title(page.locale)}
    if not web.base:
        return data
    data |= {"@id": web.url(page_path(page)), "mainEntityOfPage": web.url(page_path(page))}
    others = [p for p in pages.values() if not p.source and p.indexed]
    if page.source and others:
        data["workTranslation"] = [
            {"@id": web.url(page_path(p)), "inLanguage": p.tag} for p in others
        ]
    elif not page.source:
        data["translationOfWork"] = {
            "@id": web.url(page_path(original)),
            "inLanguage": original.tag,
        }
    return data


def _redirect(web: Web, page: Page, slug: str) -> bytes:
    path = f"{page.tag}/{slug}/index.html"
    values = _frame(web, path, page.locale, ())
    values |= {"title": page.title, "href": web.href(path, page_path(page))}
    values["canonical"] = web.url(page_path(page))
    return _theme.render("redirect.html", web.facts, **values)


# --- lists ------------------------------------------------------------------------------------


def _index_alternates(web: Web, home: str) -> list[dict[str, str]]:
    listed = [locale for locale in web.locales() if web.is_indexed(locale)]
    if not web.base or len(listed) < 2:
        return []
    made = [
        (tags.language_tag(one), web.url(f"{tags.language_tag(one)}/index.html")) for one in listed
    ]
    return [{"hreflang": tag, "href": url} for tag, url in [*made, ("x-default", web.url(home))]]


def _switch(web: Web, path: str, current: str = "") -> list[dict[str, object]]:
    return [
        _choice(web.href(path, f"{tags.language_tag(one)}/index.html"), one, current=one == current)
        for one in web.locales()
    ]


def _entries(web: Web, path: str, locale: str) -> Iterator[dict[str, object]]:
    from markupsafe import Markup

    ui = web.ui(locale)
    badges = {"machine": ui["tag_machine"], "partly-reviewed": ui["tag_partly"], "reviewed": ""}
    for page in web.pages(locale):
        badge = badges.get(page.translation, "")
        if not page.indexed:
            badge = ui["tag_incomplete"]
        yield {
            "href": web.href(path, page_path(page)),
            "title": Markup(_phrased(html.escape(page.title, quote=False), locale)),
            "description": page.description,
            "date": page.date,
            "date_long": long_date(page.date, locale),
            "badge": badge,
        }


def _index(web: Web, locale: str) -> bytes:
    path = f"{tags.language_tag(locale)}/index.html"
    indexed = web.is_indexed(locale)
    values = _frame(web, path, locale, _switch(web, path, locale)) | {
        "title": web.title(locale),
        "heading": web.title(locale) if web.settings.title else web.ui(locale)["articles"],
        "noindex": not indexed,
        "alternates": _index_alternates(web, "index.html") if indexed else [],
        "entries": list(_entries(web, path, locale)),
        "languages": [],
        "search": _search_box(web, path),
    }
    return _theme.render("index.html", web.facts, **values)


def _search_box(web: Web, path: str) -> dict[str, str]:
    """The addresses of what shows the search box on a page; {} without one."""
    files = ("css", "js") if web.settings.search else ()
    return {kind: web.href(path, f"{_search.FOLDER}pagefind-ui.{kind}") for kind in files}


def _home(web: Web, locale: str) -> bytes:
    """The root: every language by its own name, then the articles of the x-default one."""
    values = _frame(web, "index.html", locale, ()) | {
        "title": web.title(locale),
        "heading": web.title(locale),
        "alternates": _index_alternates(web, "index.html"),
        "entries": list(_entries(web, "index.html", locale)),
        "languages": _switch(web, "index.html"),
        "search": _search_box(web, "index.html"),
    }
    return _theme.render("index.html", web.facts, **values)


def _default_locale(web: Web) -> str:
    found = web.locales()
    for locale in (web.settings.x_default, "en"):
        if locale in found and web.is_indexed(locale):
            return locale
    return web.facts.source_locale


def _common(web: Web) -> Output:
    """What serves all pages and shows none."""
    files = {web.style: _theme.text_of("style.css", web.facts).encode("utf-8")}
    files["404.html"] = _lost(web)
    if web.base:
        robots = f"User-agent: *\nAllow: /\nSitemap: {web.url('sitemap.xml')}\n"
        files["robots.txt"] = robots.encode()
    return Output(files)


def _lost(web: Web) -> bytes:
    """404: served for any path, so its addresses are absolute where the site has a home."""
    locale = _default_locale(web)
    values = _frame(web, "404.html", locale, ()) | {
        "title": strings(locale)["not_found"],
        "noindex": True,
        "canonical": "",
        "languages": [
            one | {"not_found": _not_found(str(one["tag"]))} for one in _switch(web, "404.html")
        ],
    }
    if web.base:
        root = urlsplit(web.base).path
        here = [name for name in ("style", "index_href", "feed") if values[name]]
        values |= {name: f"{root}/{values[name]}" for name in here}
        values["languages"] = [
            one | {"href": f"{root}/{one['href']}"} for one in values["languages"]
        ]
    return _theme.render("404.html", web.facts, **values)


def _not_found(tag: str) -> str:
    return strings(tag.replace("-", "_"))["not_found"]


def _feed(web: Web, locale: str) -> bytes:
    """Atom (RFC 4287): the newest articles of a language that have a date, in full."""
    tag = tags.language_tag(locale)
    entries = []
    for page in web.in_feed(locale):
        notice = "".join(
            f"<p><em>{html.escape(one)}</em></p>\n" for one in notices(page, web.ui(locale))
        )
        entries.append(
            {
                "url": web.url(page_path(page)),
                "title": page.title,
                "date": page.date,
                "updated": page.updated or page.date,
                "keywords": page.keywords,
                "description": page.description,
                "content": notice + _absolute(_told(web, page), web, page),
            }
        )
    updated = max(str(entry["updated"]) for entry in entries)
    return _theme.render(
        "feed.xml",
        web.facts,
        tag=tag,
        id=web.url(f"{tag}/index.html"),
        address=web.url(f"{tag}/feed.xml"),
        title=web.title(locale),
        updated=updated,
        author=web.settings.author or web.title(locale),
        entries=entries,
    )


def _told(web: Web, page: Page) -> str:
    """The body of a page for a feed, as it was made for the page where that is known."""
    known = web.facts.notes.get((page.domain, page.locale))
    if known is not None:
        return known
    bundle = web.facts.bundle(page.domain)
    original = web.original(bundle)
    return (original if page.source else web.body(bundle, page.locale, original)).html


def _absolute(markup: str, web: Web, page: Page) -> str:
    """A body whose relative addresses are absolute: a feed is read elsewhere."""
    here = web.url(page_path(page))
    return _ADDRESS.sub(
        lambda m: f'{m[1]}="{html.escape(urljoin(here, html.unescape(m[2])))}"',
        markup,
    )


def _addresses(web: Web) -> list[dict[str, str]]:
    """What a sitemap lists, in its order."""
    listed = [
        {"url": web.url(page_path(page)), "date": page.updated}
        for pages in web.facts.pages.values()
        for page in pages.values()
        if page.indexed
    ]
    for locale in web.locales():
        if web.is_indexed(locale):
            listed.append({"url": web.url(f"{tags.language_tag(locale)}/index.html"), "date": ""})
    listed.append({"url": web.url("index.html"), "date": ""})
    return sorted(listed, key=lambda one: one["url"])


def _sitemap(web: Web, pages: Sequence[Mapping[str, str]]) -> Output:
    return Output({"sitemap.xml": _theme.render("sitemap.xml", web.facts, pages=pages)})


def _phrased(markup: str, locale: str) -> str:
    """A Japanese title that breaks between phrases only, by BudouX."""
    if tags.language(locale) != "ja" or "<" in markup or not markup:
        return markup
    parser = _phrases()
    phrases: list[str] = []
    for phrase in parser(html.unescape(markup)):
        if phrases and _FIGURE.search(phrases[-1]):  # 5000億 and ドルの are one figure
            phrases[-1] += phrase
        else:
            phrases.append(phrase)
    joined = "<wbr>".join(html.escape(one, quote=False) for one in phrases)
    return f'<span class="l10n-phrases">{joined}</span>'


@cache
def _phrases() -> Callable[[str], list[str]]:
    import budoux

    parse: Callable[[str], list[str]] = budoux.load_default_japanese_parser().parse
    return parse
