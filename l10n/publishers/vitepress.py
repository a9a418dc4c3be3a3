"""`vitepress`: `docs/…` for the original, `docs/<locale>/…` for the others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile
from typing import Any

from l10n.formats._md_rules import full_parser
from l10n.lazy import lazy
from l10n.plugin import Facts, Page
from l10n.publishers._tree import Tree, common, outside_code, provenance

_MARK = lazy(r"\[\^(?P<label>[^\]\s]+)\]")


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
        """Footnotes as HTML, and `{{` as text: Vue would run what stands between braces."""
        body = _with_notes(body)
        return outside_code(body, lambda run: run.replace("{{", "&#123;&#123;"))


def _with_notes(body: str) -> str:
    """Footnotes as a list at the end: to VitePress `[^1]: 出典。` is an address to link to."""
    notes = list(_notes(body)) if "[^" in body else []
    if not notes:
        return body
    lines = body.split("\n")
    texts = {}
    for label, first, end in notes:
        mark, *rest = lines[first:end]
        text = mark.partition(":")[2].strip()
        texts[label] = "\n".join([text, *(line.removeprefix("    ") for line in rest)]).rstrip()
        lines[first:end] = [""] * (end - first)
    numbers: dict[str, int] = {}

    def referred(match: re.Match[str]) -> str:
        if match["label"] not in texts:
            return match[0]
        first = match["label"] not in numbers
        number = numbers.setdefault(match["label"], len(numbers) + 1)
        name = f' id="fnref-{number}"' if first else ""
        return f'<sup><a href="#fn-{number}"{name}>[{number}]</a></sup>'

    text = outside_code("\n".join(lines), lambda run: _MARK.sub(referred, run)).rstrip()
    listed = "".join(
        f'<li id="fn-{number}">\n\n{texts[label]} <a href="#fnref-{number}">↩</a>\n\n</li>\n'
        for label, number in numbers.items()
    )
    return f'{text}\n\n<section class="footnotes">\n<ol>\n{listed}</ol>\n</section>\n'


def _notes(body: str) -> Iterator[tuple[str, int, int]]:
    """(label, first line, line behind) of each footnote that stands by itself."""
    tokens = full_parser().parse(body)
    begins = [i for i, token in enumerate(tokens) if token.type == "footnote_reference_open"]
    for begin in begins:
        inside = takewhile(lambda t: t.type != "footnote_reference_close", tokens[begin + 1 :])
        maps = [token.map for token in inside if token.map]
        if maps and tokens[begin].level == 0:
            yield tokens[begin].meta["label"], maps[0][0], max(end for _, end in maps)
