"""`starlight`: `src/content/docs/<locale>/…`, one file name in all languages."""

from __future__ import annotations

from datetime import date
from typing import Any

from l10n.plugin import Facts, Page
from l10n.publishers._strings import notices, strings
from l10n.publishers._tree import Tree, common, provenance


class Starlight(Tree):
    """The `starlight` publisher. Starlight has no `{#id}`: an empty anchor stands before a heading."""

    name = "starlight"
    heading_ids = ""
    anchors = True
    prints_title = True
    shows_notice = False

    def path(self, page: Page, facts: Facts) -> str:  # noqa: ARG002
        """Locale folders in lower case, as Astro's addresses are."""
        return f"src/content/docs/{page.tag.lower()}/{page.domain}.md"

    def front(self, page: Page, facts: Facts) -> dict[str, Any]:
        """Title and description; a page that is not indexed says so in its head."""
        made = common(page)
        if page.updated:
            made["lastUpdated"] = date.fromisoformat(page.updated)  # Astro takes no text
        if not page.indexed:
            made["head"] = [{"tag": "meta", "attrs": {"name": "robots", "content": "noindex"}}]
        ui = strings(page.locale, facts.templates.get("strings.toml", ""))
        if said := notices(page, ui):
            link = f'<a href="{self.original_address(page, facts)}">{ui["original"]}</a>'
            made["banner"] = {"content": " ".join([*said, link])}
        return made | {"l10n": provenance(page)}

    def address(self, page: Page, other: Page, facts: Facts) -> str:  # noqa: ARG002
        """The address on the site: Starlight does not resolve file names."""
        return f"/{other.tag.lower()}/{other.domain.lower()}/"

    def asset_path(self, asset: str, page: Page) -> str:  # noqa: ARG002
        """Below `public/`: Astro resolves no image names in raw HTML."""
        return f"public/source/{asset}"

    def asset_address(self, asset: str, page: Page, facts: Facts) -> str:  # noqa: ARG002
        """From the site's root."""
        return f"/source/{asset}"
