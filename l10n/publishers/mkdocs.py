"""`mkdocs`: `docs/x.md` for the original, `docs/x.<locale>.md` for the others."""

from __future__ import annotations

import posixpath
from typing import Any

from l10n.plugin import Facts, Page
from l10n.publishers._tree import Tree, common, provenance


class MkDocs(Tree):
    """The `mkdocs` publisher: file names as mkdocs-static-i18n has them (`docs_structure: suffix`).

    Heading ids need the extension `attr_list`.
    """

    name = "mkdocs"

    def path(self, page: Page, facts: Facts) -> str:  # noqa: ARG002
        """The language between name and suffix."""
        return f"docs/{page.domain}.md" if page.source else f"docs/{page.domain}.{page.tag}.md"

    def front(self, page: Page, facts: Facts) -> dict[str, Any]:  # noqa: ARG002
        """Title and description, and the facts for a theme."""
        made = common(page)
        if page.date:
            made["date"] = page.date
        if not page.indexed:  # for a theme: MkDocs itself writes no robots
            made["robots"] = "noindex"
        return made | {"l10n": provenance(page)}

    def html_address(self, page: Page, other: Page, facts: Facts) -> str:  # noqa: ARG002
        """The address on the site, where a page is a folder."""
        return posixpath.relpath(other.domain, page.domain) + "/"

    def html_asset_address(self, asset: str, page: Page, facts: Facts) -> str:  # noqa: ARG002
        """From the site's root: static-i18n serves images there, pages one folder deeper."""
        file = self.asset_path(asset, page).removeprefix("docs/")
        return ("" if page.source else "../") + posixpath.relpath(file, page.domain)

    def asset_path(self, asset: str, page: Page) -> str:  # noqa: ARG002
        """Where it is in the source."""
        folder = posixpath.dirname(asset)
        name = posixpath.basename(asset)
        stem, _, suffix = name.rpartition(".")
        # static-i18n reads `.en.` as a language
        return posixpath.join("docs", folder, f"{stem.replace('.', '-')}.{suffix}")
