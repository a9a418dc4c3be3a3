"""`docusaurus`: `docs/…` and `i18n/<locale>/docusaurus-plugin-content-docs/current/…`."""

from __future__ import annotations

import posixpath
from typing import Any

from l10n.plugin import Facts, Page
from l10n.publishers._tree import Tree, common, provenance


class Docusaurus(Tree):
    """The `docusaurus` publisher.

    All languages have the source's slug: with another one Docusaurus writes hreflang to pages
    that do not exist. Files are read as CommonMark, not MDX, so that no text can run.
    """

    name = "docusaurus"

    def path(self, page: Page, facts: Facts) -> str:  # noqa: ARG002
        """The original in `docs/`, the others in `i18n/`."""
        folder = (
            "docs" if page.source else f"i18n/{page.tag}/docusaurus-plugin-content-docs/current"
        )
        return f"{folder}/{page.domain}.md"

    def front(self, page: Page, facts: Facts) -> dict[str, Any]:
        """Title, description, the common slug, and CommonMark."""
        original = facts.pages[page.domain][facts.source_locale]
        made = common(page) | {"slug": original.slug, "mdx": {"format": "md"}}
        if page.keywords:
            made["keywords"] = list(page.keywords)
        if page.updated:
            made["last_update"] = {"date": page.updated}
        if not page.indexed:  # noindex, out of sidebar and sitemap: Docusaurus has these together
            made["unlisted"] = True
        return made | {"custom_l10n": provenance(page)}

    def address(self, page: Page, other: Page, facts: Facts) -> str:  # noqa: ARG002
        """The original's file, from the root of `docs/`: Docusaurus looks there in the page's
        language first, then among the originals; beside the page it looks in its language alone."""
        return f"/{other.domain}.md"

    def html_address(self, page: Page, other: Page, facts: Facts) -> str:
        """The route, relative: it has the common slug."""
        folder = posixpath.dirname(other.domain)
        original = facts.pages[other.domain][facts.source_locale]
        route = posixpath.join(folder, original.slug)
        return posixpath.relpath(route, posixpath.dirname(page.domain) or ".")

    def original_address(self, page: Page, facts: Facts) -> str:  # noqa: ARG002
        """None: a link to the original's file leads to the page itself."""
        return ""

    def asset_path(self, asset: str, page: Page) -> str:  # noqa: ARG002
        """Below `static/`, which all languages share."""
        return f"static/source/{asset}"

    def asset_address(self, asset: str, page: Page, facts: Facts) -> str:  # noqa: ARG002
        """From the site's root."""
        return f"/source/{asset}"
