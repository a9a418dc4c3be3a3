"""`hugo`: leaf bundles by translation file name, `content/<article>/index.<lang>.md`."""

from __future__ import annotations

import html
import posixpath
from typing import Any

from l10n.lazy import lazy
from l10n.plugin import Facts, Page
from l10n.publishers._strings import strings
from l10n.publishers._tree import Tree, common, provenance

_SHORTCODE = lazy(r"\{\{&lt; (?P<inner>relref .*?) &gt;\}\}")


class Hugo(Tree):
    """The `hugo` publisher. Pages belong together by `translationKey`, whatever their slugs."""

    name = "hugo"
    prints_title = True

    def path(self, page: Page, facts: Facts) -> str:  # noqa: ARG002
        """A bundle a page; HTML stays HTML, which Hugo takes as it is."""
        suffix = "md" if page.name.lower().endswith((".md", ".markdown")) else "html"
        return f"content/{page.domain}/index.{page.tag.lower()}.{suffix}"

    def front(self, page: Page, facts: Facts) -> dict[str, Any]:
        """Title, dates, slug, translationKey, and the facts under `params`."""
        made = common(page) | {"slug": page.slug, "translationKey": page.domain}
        if page.date:
            made |= {"date": page.date, "lastmod": page.updated or page.date}
        if page.keywords:
            made["tags"] = list(page.keywords)
        if page.old_slugs:
            folder = posixpath.dirname(page.domain)
            made["aliases"] = [posixpath.join("/", folder, slug) for slug in page.old_slugs]
        if not page.indexed:
            original = facts.pages[page.domain][facts.source_locale]
            made |= {"robots": "noindex", "canonical_source": original.slug}
        return made | {"l10n": provenance(page)}

    def address(self, page: Page, other: Page, facts: Facts) -> str:  # noqa: ARG002
        """A `relref`, which Hugo resolves to the address in that language."""
        return f'{{{{< relref path="/{other.domain}" lang="{other.tag.lower()}" >}}}}'

    def with_fragment(self, address: str, fragment: str) -> str:
        """The fragment inside the shortcode's path."""
        return address.replace('" lang=', f'#{fragment}" lang=', 1)

    def asset_path(self, asset: str, page: Page) -> str:
        """In the bundle. `photo.en.png` is `photo-en.png`: Hugo reads `.en.` as a language."""
        stem, _, suffix = posixpath.basename(asset).rpartition(".")
        return f"content/{page.domain}/{stem.replace('.', '-')}.{suffix}"

    def finished(self, body: str, facts: Facts) -> str:  # noqa: ARG002
        """HTML bodies with their shortcodes as Hugo wants them: not escaped."""
        return _SHORTCODE.sub(lambda match: html.unescape(match[0]), body)

    def extra(self, facts: Facts) -> dict[str, bytes]:
        """`config/languages.toml`: the `[languages]` of a hugo.toml, to be copied from."""
        lines = [f'defaultContentLanguage = "{facts.source_locale.replace("_", "-").lower()}"', ""]
        for number, locale in enumerate(facts.locales, 1):
            tag = locale.replace("_", "-")
            page = next((pages[locale] for pages in facts.pages.values() if locale in pages), None)
            if page is None:
                continue
            lines += [
                f'[languages."{tag.lower()}"]',
                f'languageName = "{strings(locale)["name"]}"',
                f'languageCode = "{tag}"',
                f'languageDirection = "{page.direction}"',
                f"weight = {number}",
                "",
            ]
        lines += ["[markup.goldmark.renderer]", "unsafe = true", ""]
        return {"languages.toml": "\n".join(lines).encode("utf-8")}
