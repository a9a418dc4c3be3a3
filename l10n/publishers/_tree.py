"""What the trees for site generators share: front matter, heading ids, links, raw HTML bodies."""

from __future__ import annotations

import datetime
import html
import posixpath
import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

from l10n.formats import _frontmatter
from l10n.lang import tags
from l10n.lazy import lazy
from l10n.model import Edition, Finding, Piece
from l10n.plugin import Bundle, Facts, Output, Page
from l10n.publishers import _sidecar
from l10n.publishers._body import Body, Link, render
from l10n.publishers._links import by_name, localized_asset, target
from l10n.publishers._strings import notices, strings

_LINK = lazy(r"(?P<lead>!?\[(?:[^\[\]]|\[[^\[\]]*\])*\]\(\s*<?)(?P<address>[^\s)>]+)")
_REFERENCE = lazy(r"^(?P<lead> {0,3}\[(?!\^)[^\]\n]+\]:\s*<?)(?P<address>[^\s>]+)", re.MULTILINE)
_ATTRIBUTE = lazy(r"(?P<lead>\b(?:href|src|poster)\s*=\s*[\"'])(?P<address>[^\"']+)")
_CODE = lazy(r"^(?P<fence>`{3,}|~{3,}).*?^(?P=fence)|`+[^`\n]+`+", re.DOTALL | re.MULTILINE)
_HEADING_ID = lazy(r"\s*\{#[^}\s]+\}\s*$")
_CLOSING = lazy(r"\s+#+\s*$")
_EMPHASIS = lazy(r"(?<![*\\])(?P<mark>\*\*|\*)(?=[^\s*])(?P<core>[^*\n]*[^\s*\\])(?P=mark)(?!\*)")
_TITLE = lazy(r"# [^\n]*\n\s*|[^\n]+\n=+[ \t]*\n\s*")
_NO_TAGS = ("markdown-title", "markdown-alt", "markdown-label", "markdown-parameter")
_BLANK_LINES = lazy(r"\n{2,}")


class Tree:
    """A publisher of Markdown files. A generator's own file differs in what it overrides."""

    name = ""
    heading_ids = "{{#{}}}"
    """How an explicit id is written behind a heading; "" where there is no way."""
    anchors = False
    """True where an empty `<a id>` before the heading must do."""
    shows_notice = True
    """False where the generator has a place of its own for what is said of a translation."""
    prints_title = False
    """True where the generator writes the title itself: the body's `# …` goes."""

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

    def html_address(self, page: Page, other: Page, facts: Facts) -> str:
        """The same in raw HTML, where most generators resolve no file names."""
        return self.address(page, other, facts)

    def html_asset_address(self, asset: str, page: Page, facts: Facts) -> str:
        """What raw HTML in `page` calls an image by."""
        return self.asset_address(asset, page, facts)

    def with_fragment(self, address: str, fragment: str) -> str:
        """An address with a fragment."""
        return f"{address}#{fragment}"

    def asset_path(self, asset: str, page: Page) -> str:
        """Where an image of the source goes."""
        raise NotImplementedError

    def asset_address(self, asset: str, page: Page, facts: Facts) -> str:
        """What `page` calls an image by."""
        here = posixpath.dirname(self.path(page, facts)) or "."
        return posixpath.relpath(self.asset_path(asset, page), here)

    def finished(self, body: str, facts: Facts) -> str:  # noqa: ARG002 - for those that need it
        """The body with what this generator would run made text."""
        return body

    def original_address(self, page: Page, facts: Facts) -> str:
        """What `page` calls the original by, for the notice that it is a machine's; "" for no link."""
        return self.address(page, facts.pages[page.domain][facts.source_locale], facts)

    def extra(self, facts: Facts) -> dict[str, bytes]:  # noqa: ARG002 - for those that have some
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
        return Output(files, work.copies, tuple(work.findings))

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
        self.copies: dict[str, str] = {}
        self.findings: list[Finding] = []
        self.original = self._render(facts.pages[bundle.document.domain][facts.source_locale])

    def text(self, page: Page) -> str:
        """The whole file of a page."""
        edition = self.bundle.editions[page.locale]
        if self.bundle.document.format == "markdown":
            body = self._markdown(edition, page)
        else:
            body = _one_block(self._render(page).html)
            body = body if self.tree.prints_title else f"# {page.title}\n\n{body}"
        body = self._noticed(body, page)
        front = front_matter(self.tree.front(page, self.facts))
        return f"{front}\n{self.tree.finished(body, self.facts)}"

    def _noticed(self, body: str, page: Page) -> str:
        """The body with what has to be said of its translation, as a quotation below its title."""
        ui = strings(page.locale, self.facts.templates.get("strings.toml", ""))
        said = tags.joiner(page.locale).join(notices(page, ui))
        if not said or not self.tree.shows_notice:
            return body
        address = self.tree.original_address(page, self.facts)
        link = f"[{ui['original']}]({address})" if address else ""
        html_file = self.tree.path(page, self.facts).endswith(".html")
        if html_file:
            link = f'<a href="{html.escape(address)}">{ui["original"]}</a>' if address else ""
            return f"<blockquote><p>{said} {link}</p></blockquote>\n{body}"
        title = _TITLE.match(body)
        at = title.end() if title else 0
        return f"{body[:at]}> {said} {link}\n\n{body[at:]}"

    def _render(self, page: Page) -> Body:
        return render(
            self.bundle.editions[page.locale],
            self.bundle.document.format,
            source_locale=self.facts.source_locale,
            resolve=lambda address: self._link(address, page, raw=True),
            heading_ids=[h.id for h in self.original.headings] if not page.source else (),
            ruby=self.facts.settings.ruby,
        )

    def _link(self, address: str, page: Page, *, raw: bool = False) -> Link:
        hit = target(address, self.bundle.document.name, self.facts, self.domains)
        if hit.kind == "asset":
            asset = localized_asset(hit.asset, page, self.facts)
            self.copies[self.tree.asset_path(asset, page)] = asset
            of_asset = self.tree.html_asset_address if raw else self.tree.asset_address
            return Link(of_asset(asset, page, self.facts))
        if hit.kind == "article":
            pages = self.facts.pages[hit.domain]
            other = pages.get(page.locale) or pages[self.facts.source_locale]
            of_page = self.tree.html_address if raw else self.tree.address
            address = of_page(page, other, self.facts)
            return Link(self.tree.with_fragment(address, hit.fragment) if hit.fragment else address)
        if hit.kind == "dead" and page.source:
            message = f"a link leads nowhere: {address}"
            file = self.bundle.document.name
            finding = Finding("dead-link", "error", message, locale=page.locale, file=file)
            if finding not in self.findings:
                self.findings.append(finding)
        return Link(address)

    # --- Markdown stays Markdown --------------------------------------------------------------

    def _markdown(self, edition: Edition, page: Page) -> str:
        text = "".join(self._marked(piece, page) for piece in edition.pieces)
        text = text.removeprefix("\ufeff")
        body = text[_frontmatter.length(text, "") :].lstrip("\r\n")
        body = self._with_ids(body)
        return outside_code(body, lambda run: emphasised(self._readdressed(run, page)))

    def _marked(self, piece: Piece, page: Page) -> str:
        """A run of text; the source's language is named where a sentence is not translated."""
        segment = piece.segment
        if segment is None or piece.translated or piece.state is None:
            return piece.text
        if not segment.syntax.startswith("markdown") or segment.syntax.startswith(_NO_TAGS):
            return piece.text
        if segment.role == "image text":
            return piece.text
        if segment.role.startswith("heading"):  # generators make ids and menus of them
            return piece.text
        source = tags.language_tag(self.facts.source_locale)
        aside = (
            f' dir="{tags.direction(self.facts.source_locale)}"' if page.direction == "rtl" else ""
        )
        return f'<span lang="{source}"{aside}>{segment.msgid}</span>'

    def _readdressed(self, run: str, page: Page) -> str:
        def moved(match: re.Match[str]) -> str:
            raw = match.re.pattern == _ATTRIBUTE.pattern
            return match["lead"] + self._link(match["address"], page, raw=raw).href

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
        removed: set[int] = set()
        for token in renderer().parse(body):
            first = token.type == "heading_open" and token.tag == "h1" and not found
            if first and token.map and self.tree.prints_title and not token.level:
                removed.update(range(*token.map))
                found += 1
                continue
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
            if number not in removed
        ).lstrip("\r\n")


def outside_code(text: str, change: Callable[[str], str]) -> str:
    out, position = [], 0
    for match in _CODE.finditer(text):
        out.append(change(text[position : match.start()]))
        out.append(match[0])
        position = match.end()
    out.append(change(text[position:]))
    return "".join(out)


def emphasised(text: str) -> str:
    """Emphasis that CommonMark would not see beside a bracket and a letter, as HTML.

    >>> emphasised("**974億ドル(約14.8兆円)**の投資、**次**の話")
    '<strong>974億ドル(約14.8兆円)</strong>の投資、**次**の話'
    """

    def mended(match: re.Match[str]) -> str:
        core = match["core"]
        before = text[match.start() - 1 : match.start()]
        after = text[match.end() : match.end() + 1]
        opens = not _is_sign(core[0]) or not before or before.isspace() or _is_sign(before)
        closes = not _is_sign(core[-1]) or not after or after.isspace() or _is_sign(after)
        if opens and closes:
            return match[0]
        name = "strong" if match["mark"] == "**" else "em"
        return f"<{name}>{core}</{name}>"

    return _EMPHASIS.sub(mended, text)


def _is_sign(char: str) -> bool:
    """True for what CommonMark's flanking rules call punctuation (section 2.1)."""
    return unicodedata.category(char)[0] in "PS"


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

    def written(value: object) -> str:
        if isinstance(value, datetime.date):  # which YAML knows, without quotes
            return value.isoformat()
        return json.dumps(value, ensure_ascii=False)

    lines = [f"{key}: {written(value)}" for key, value in values.items()]
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
