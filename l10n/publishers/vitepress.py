"""`vitepress`: `docs/…` for the original, `docs/<locale>/…` for the others."""

from __future__ import annotations

from typing import Any

from l10n.plugin import Facts, Page
from l10n.publishers._tree import Tree, common, outside_code, provenance


class VitePress(Tree):
    """The `vitepress` publisher. VitePress writes no hreflang: it is in the front matter's `head`."""

    name = "vitepress"

    def path(self, page: Page, facts: Facts) -> str:  # noqa: ARG002
        """The root is the original's language."""
        return f"docs/{page.domain}.md" if page.source else f"docs/{page.tag}/{page.domain}.md"

    def front(self, page: Page, facts: Facts) -> dict[str, Any]:
        """Title, description, language, and the head that VitePress leaves to its users."""
        made = common(page) | {"lang": page.tag, "dir": page.direction}
        head = self._head(page, facts)
        if head:
            made["head"] = head
        return made | {"l10n": provenance(page)}

    def _head(self, page: Page, facts: Facts) -> list[list[Any]]:
        base = facts.settings.base_url.rstrip("/")
        original = facts.pages[page.domain][facts.source_locale]
        if not page.indexed:
            head: list[list[Any]] = [["meta", {"name": "robots", "content": "noindex"}]]
            link = {"rel": "canonical", "href": self._url(base, original)}
            return [*head, ["link", link]] if base else head
        if not base:
            return []
        listed = [one for one in facts.pages[page.domain].values() if one.indexed]
        links = [(one.tag, self._url(base, one)) for one in listed]
        default = next((one for one in listed if one.locale == "en"), original)
        return [
            ["link", {"rel": "alternate", "hreflang": tag, "href": url}]
            for tag, url in [*links, ("x-default", self._url(base, default))]
        ]

    def _url(self, base: str, page: Page) -> str:
        return f"{base}/{page.domain if page.source else f'{page.tag}/{page.domain}'}.html"

    def html_address(self, page: Page, other: Page, facts: Facts) -> str:
        """The built file."""
        return self.address(page, other, facts).removesuffix(".md") + ".html"

    def asset_path(self, asset: str, page: Page) -> str:  # noqa: ARG002
        """Below `public/`, which all languages share."""
        return f"docs/public/source/{asset}"

    def asset_address(self, asset: str, page: Page, facts: Facts) -> str:  # noqa: ARG002
        """From the site's root."""
        return f"/source/{asset}"

    def finished(self, body: str, facts: Facts) -> str:  # noqa: ARG002
        """`{{` as text: Vue would run what stands between braces."""
        return outside_code(body, lambda run: run.replace("{{", "&#123;&#123;"))
