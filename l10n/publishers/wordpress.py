"""`wordpress`: one JSON a post as the REST API takes it, and one WXR file of all of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urlsplit
from xml.sax.saxutils import escape, quoteattr

from l10n.plugin import Bundle, Facts, Output, Page
from l10n.publishers import _sidecar
from l10n.publishers._strings import notices
from l10n.publishers.site import Web

_UPLOADS = "wp-content/uploads/source"


class Posts(Web):
    """Addresses within a WordPress: images from its uploads, posts side by side."""

    def asset_href(self, page: Page, asset: str) -> str:  # noqa: ARG002
        """From the root of the WordPress, which is where `base_url` says it is."""
        return f"{urlsplit(self.base).path}/{quote(f'{_UPLOADS}/{asset}')}"


class WordPress:
    """The `wordpress` publisher. Posts are drafts; `lang` and `translations` are Polylang's."""

    name = "wordpress"

    def article(self, bundle: Bundle, facts: Facts) -> Output:
        """`<tag>/<slug>.json` in each language, with its sidecar."""
        web = Posts(facts)
        original = web.body(bundle, facts.source_locale)
        files = {}
        copies: dict[str, str] = {}
        findings = list(original.findings)
        for page in facts.pages[bundle.document.domain].values():
            body = original if page.source else web.body(bundle, page.locale, original)
            post = _post(web, page, body.html)
            files[f"{page.tag}/{page.slug}.json"] = _json(post)
            files[f"{page.tag}/{page.slug}.{page.tag}.json"] = _sidecar.write(page, bundle, facts)
            copies |= {f"{_UPLOADS}/{asset}": asset for asset in body.assets}
        return Output(files, copies, tuple(findings))

    def collection(self, facts: Facts) -> Output:
        """`wordpress.xml`: WXR 1.2, for Tools → Import."""
        web = Posts(facts)
        items = []
        for domain, pages in sorted(facts.pages.items()):
            bundle = facts.bundle(domain)
            original = web.body(bundle, facts.source_locale)
            for page in pages.values():
                body = original if page.source else web.body(bundle, page.locale, original)
                items.append(_item(_post(web, page, body.html), page))
        return Output({"wordpress.xml": _wxr(web, facts, items)})


def _post(web: Web, page: Page, body: str) -> dict[str, Any]:
    said = "".join(f"<p><em>{one}</em></p>\n" for one in _said(web, page))
    post: dict[str, Any] = {
        "title": page.title,
        "slug": page.slug,
        "status": "draft",
        "content": said + body,
        "excerpt": page.description,
        "lang": page.tag.lower(),
        "translations": {
            other.tag.lower(): other.slug for other in web.facts.pages[page.domain].values()
        },
        "tags_input": list(page.keywords),
        "meta": {"l10n_domain": page.domain, "l10n_translation": page.translation},
    }
    if page.date:
        post |= {"date": f"{page.date}T00:00:00", "modified": f"{page.updated}T00:00:00"}
    return post


def _said(web: Web, page: Page) -> Iterator[str]:
    """What is to be known of a translation, the last of it a link to the original."""
    ui = web.ui(page.locale)
    yield from map(escape, notices(page, ui))
    if not page.source:
        original = web.facts.pages[page.domain][web.facts.source_locale]
        href = quoteattr(web.page_href(page, original))
        yield f'<a href={href} hreflang="{original.tag}">{escape(ui["original"])}</a>'


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _cdata(text: str) -> str:
    return "<![CDATA[" + text.replace("]]>", "]]]]><![CDATA[>") + "]]>"


def _item(post: dict[str, Any], page: Page) -> str:
    date = (post.get("date") or "").replace("T", " ")
    terms = "".join(
        f'<category domain="post_tag" nicename={quoteattr(word)}>{_cdata(word)}</category>\n'
        for word in page.keywords
    )
    return (
        f"<item>\n<title>{_cdata(page.title)}</title>\n"
        f"<content:encoded>{_cdata(post['content'])}</content:encoded>\n"
        f"<excerpt:encoded>{_cdata(page.description)}</excerpt:encoded>\n"
        f"<wp:post_date>{date}</wp:post_date>\n<wp:post_name>{_cdata(page.slug)}</wp:post_name>\n"
        f"<wp:status>draft</wp:status>\n<wp:post_type>post</wp:post_type>\n"
        f'<category domain="language" nicename={quoteattr(page.tag.lower())}>{_cdata(page.tag)}</category>\n'
        f'<category domain="post_translations" nicename={quoteattr(page.domain)}>{_cdata(page.domain)}</category>\n'
        f"{terms}</item>\n"
    )


def _wxr(web: Web, facts: Facts, items: list[str]) -> bytes:
    title = web.title(facts.source_locale)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        ' xmlns:wp="http://wordpress.org/export/1.2/">\n<channel>\n'
        f"<title>{escape(title)}</title>\n<wp:wxr_version>1.2</wp:wxr_version>\n"
        f"{''.join(items)}</channel>\n</rss>\n"
    ).encode()
