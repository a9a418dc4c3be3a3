"""What the trees for site generators share: front matter, heading ids, links, raw HTML bodies."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from l10n.formats import _frontmatter
from l10n.lang import tags
from l10n.model import Edition, Finding
from l10n.plugin import Bundle, Facts, Output, Page
from l10n.publishers import _sidecar
from l10n.publishers._body import Body, Link, render
from l10n.publishers._links import by_name, localized_asset, target

_LINK = re.compile(r"(?P<lead>!?\[(?:[^\[\]]|\[[^\[\]]*\])*\]\(\s*<?)(?P<address>[^\s)>]+)")
_REFERENCE = re.compile(r"^(?P<lead> {0,3}\[[^\]\n]+\]:\s*<?)(?P<address>[^\s>]+)", re.MULTILINE)
_ATTRIBUTE = re.compile(r"(?P<lead>\b(?:href|src|poster)\s*=\s*[\"'])(?P<address>[^\"']+)")
_CODE = re.compile(r"^(?P<fence>`{3,}|~{3,}).*?^(?P=fence)|`+[^`\n]+`+", re.DOTALL | re.MULTILINE)
_HEADING_ID = re.compile(r"\s*\{#[^}\s]+\}\s*$")
_CLOSING = re.compile(r"\s+#+\s*$")
_BLANK_LINES = re.compile(r"\n{2,}")

Address = Callable[[Page, Page], str]
"""(from, to) → the address that one page names another by."""


class Tree:
    """A publisher of Markdown files. A generator's own file differs in what it overrides."""

    name = ""
    heading_ids = "{{#{}}}"
    """How an explicit id is written behind a heading; "" where there is no way."""
    anchors = False
    """True where an empty `<a id>` before the heading must do."""

    # --- what a generator decides -----------------------------------------------------------

    def path(self, page: Page, facts: Facts) -> str:
        """Where the file of a page goes."""
        raise NotImplementedError

    def front(self, page: Page, facts: Facts) -> dict[str, Any]:
        """The keys that this generator wants in the front matter, in order."""
        raise NotImplementedError

    def address(self, page: Page, other: Page, facts: Facts) -> str:
        """What `page` calls `other` by in a link: its file, relative, by default."""
        here = posixpath.dirname(self.path(page, facts)) or "."
        return posixpath.relpath(self.path(other, facts), here)

    def asset_path(self, asset: str, facts: Facts) -> str:
        """Where an image of the source goes; beside the original's file by default."""
        return asset

    def asset_address(self, asset: str, page: Page, facts: Facts) -> str:
        """What `page` calls an image by."""
        here = posixpath.dirname(self.path(page, facts)) or "."
        return posixpath.relpath(self.asset_path(asset, facts), here)

    def extra(self, facts: Facts) -> dict[str, bytes]:
        """Files of the collection: a sample config, a sidebar."""
        return {}

    # --- what they share --------------------------------------------------------------------

    def article(self, bundle: Bundle, facts: Facts) -> Output:
        """A file in each language, its sidecar, the images."""
        work = Work(self, bundle, facts)
        files: dict[str, bytes] = {}
        for page in facts.pages[bundle.document.domain].values():
            path = self.path(page, facts)
            files[path] = work.text(page).encode("utf-8")
            files[self.sidecar(path, page)] = _sidecar.write(page, bundle, facts, file=path)
        copies = {self.asset_path(asset, facts): asset for asset in work.assets}
        return Output(files, copies, tuple(work.findings))

    def sidecar(self, path: str, page: Page) -> str:
        """`article.<tag>.json` beside the file."""
        stem = posixpath.basename(page.domain)
        return posixpath.join(posixpath.dirname(path), f"{stem}.{page.tag}.json")

    def collection(self, facts: Facts) -> Output:
        """Files that serve all articles."""
        return Output(self.extra(facts))


class Work:
    """One article on its way into a tree."""

    def __init__(self, tree: Tree, bundle: Bundle, facts: Facts) -> None:
        self.tree, self.bundle, self.facts = tree, bundle, facts
        self.domains = by_name(facts)
        self.assets: dict[str, None] = {}
        self.findings: list[Finding] = []
        self.original = self._render(facts.pages[bundle.document.domain][facts.source_locale])

    def text(self, page: Page) -> str:
        """The whole file of a page."""
        edition = self.bundle.editions[page.locale]
        if self.bundle.document.format == "markdown":
            body = self._markdown(edition, page)
        else:
            body = _one_block(self._titled(self._render(page), page))
        return front_matter(self.tree.front(page, self.facts)) + "\n" + body

    def _titled(self, body: Body, page: Page) -> str:  # noqa: ARG002 - the title is in the front
        return body.html

    def _render(self, page: Page) -> Body:
        made = render(
            self.bundle.editions[page.locale],
            self.bundle.document.format,
            source_locale=self.facts.source_locale,
            resolve=lambda address: self._link(address, page),
            heading_ids=[h.id for h in self.original.headings] if not page.source else (),
            ruby=self.facts.settings.ruby,
        )
        return made

    def _link(self, address: str, page: Page) -> Link:
        hit = target(address, self.bundle.document.name, self.facts, self.domains)
        if hit.kind == "asset":
            asset = localized_asset(hit.asset, page, self.facts)
            self.assets[asset] = None
            return Link(self.tree.asset_address(asset, page, self.facts))
        if hit.kind == "article":
            pages = self.facts.pages[hit.domain]
            other = pages.get(page.locale) or pages[self.facts.source_locale]
            fragment = f"#{hit.fragment}" if hit.fragment else ""
            return Link(self.tree.address(page, other, self.facts) + fragment)
        if hit.kind == "dead" and page.source:
            message = f"a link leads nowhere: {address}"
            name = self.bundle.document.name
            self.findings.append(
                Finding("dead-link", "error", message, locale=page.locale, file=name)
            )
        return Link(address)

    # --- Markdown stays Markdown --------------------------------------------------------------

    def _markdown(self, edition: Edition, page: Page) -> str:
        text = "".join(piece.text for piece in edition.pieces).removeprefix("\ufeff")
        body = text[_frontmatter.length(text, "") :].lstrip("\r\n")
        body = self._with_ids(body)
        return _outside_code(body, lambda run: self._readdressed(run, page))

    def _readdressed(self, run: str, page: Page) -> str:
        def moved(match: re.Match[str]) -> str:
            href = self._link(match["address"], page).href
            return match["lead"] + href.replace(" ", "%20")

        for pattern in (_LINK, _REFERENCE, _ATTRIBUTE):
            run = pattern.sub(moved, run)
        return run

    def _with_ids(self, body: str) -> str:
        """The original's heading id on every heading, so that a fragment works in all languages."""
        from l10n.publishers._markup import renderer

        ids = [heading.id for heading in self.original.headings]
        lines = body.split("\n")
        found = 0
        inserted: dict[int, str] = {}
        for token in renderer().parse(body):
            if token.type != "heading_open" or token.map is None or token.level:
                found += token.type == "heading_open"
                continue
            name = ids[found] if found < len(ids) else ""
            found += 1
            if not name:
                continue
            # a setext heading's last line is its underline
            line = token.map[0] if token.markup.startswith("#") else token.map[1] - 2
            text = _HEADING_ID.sub("", lines[line].rstrip("\r"))
            text = _CLOSING.sub("", text) if token.markup.startswith("#") else text
            if self.tree.heading_ids:
                lines[line] = f"{text} {self.tree.heading_ids.format(name)}"
            else:
                lines[line] = text
                if self.tree.anchors:
                    inserted[token.map[0]] = f'<a id="{name}"></a>\n'
        return "\n".join(
            (f"{inserted[number]}\n" if number in inserted else "") + line
            for number, line in enumerate(lines)
        )


def _outside_code(text: str, change: Callable[[str], str]) -> str:
    out, position = [], 0
    for match in _CODE.finditer(text):
        out.append(change(text[position : match.start()]))
        out.append(match[0])
        position = match.end()
    out.append(change(text[position:]))
    return "".join(out)


def _one_block(markup: str) -> str:
    """HTML as one HTML block of Markdown: without blank lines it ends nowhere (section 4.6)."""
    inner = _BLANK_LINES.sub("\n", markup.strip())
    return f'<div class="l10n-body">\n{inner}\n</div>\n'


def front_matter(values: Mapping[str, Any]) -> str:
    """YAML front matter, keys in the order given; every string in double quotes.

    >>> print(front_matter({"title": 'A "b"', "draft": False, "tags": ["x"]}), end="")
    ---
    title: "A \\"b\\""
    draft: false
    tags: ["x"]
    ---
    """
    import json

    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in values.items()]
    return "\n".join(["---", *lines, "---", ""])


def common(page: Page) -> dict[str, Any]:
    """Front matter that every generator understands or ignores."""
    made: dict[str, Any] = {"title": page.title}
    if page.description:
        made["description"] = page.description
    return made


def provenance(page: Page) -> dict[str, Any]:
    """What a theme needs for a banner."""
    if page.source:
        return {"lang": page.tag, "dir": page.direction}
    return {
        "lang": page.tag,
        "dir": page.direction,
        "translation": page.translation,
        "coverage": round(page.translated, 4),
        "indexed": page.indexed,
    }


def without_title(page: Page) -> Page:
    """Kept for generators that print the title themselves."""
    return replace(page)


def tag_of(facts: Facts) -> str:
    """The language tag of the source."""
    return tags.language_tag(facts.source_locale)
