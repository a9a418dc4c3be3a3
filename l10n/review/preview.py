"""The article as it will be published, each sentence marked with its entry; and one passage of it.

The page is the `site` publisher's, from an edition that `build` makes: what shows here is what readers
get. A passage is a small article of the blocks around one sentence, through the same two, so that a
keystroke costs the same in an article of five thousand sentences as in one of five.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from l10n import publish
from l10n.build import BLANK_LINE, Include, build, source_edition
from l10n.flow import Article
from l10n.lazy import lazy
from l10n.model import (
    Catalog,
    Document,
    Edition,
    Entry,
    Finding,
    Key,
    Part,
    PublishSettings,
    Segment,
    Skeleton,
    State,
)
from l10n.plugin import Bundle, Facts, Page
from l10n.publishers import site
from l10n.publishers._body import Body, Link, render
from l10n.publishers._links import localized_asset, target
from l10n.review.edits import identity
from l10n.safety import hosts, known_host, unsafe

_BLOCK_TAG = lazy(
    r"</?(?:address|article|aside|blockquote|body|caption|dd|details|div|dl|dt|figcaption|figure|footer"
    r"|h[1-6]|header|hr|html|li|main|nav|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul)\b[^>]*>",
)
_DEFINITION = lazy(r"(?m)^ {0,3}\[[^\]\n]+\]:[^\n]*$")
_NOTE = lazy(r"\[\^[^\]\s]+\](?!:)")
_HEAD = ("front matter", "page title", "meta")
_OFTEN = 4  # places of one entry that a keystroke redraws; the rest follow when it is saved


class Web(site.Web):
    """Addresses on the review page: pictures of the project, and nothing that leads away."""

    style_address = "/preview.css"

    def href(self, origin: str, path: str) -> str:  # noqa: ARG002
        """The style sheet's address; "#" for every page."""
        return self.style_address if path == self.style else "#"


class Passage(NamedTuple):
    """A few blocks of a page."""

    html: str
    fallbacks: tuple[Finding, ...] = ()
    """Why the entry's text would not be published: it breaks the article, or is not safe."""


def _nothing(entry: Entry) -> Sequence[Finding]:  # noqa: ARG001
    return ()


@dataclass(frozen=True)
class Preview:
    """An article that is being reviewed, ready to be shown in either language."""

    article: Article
    locale: str
    settings: PublishSettings
    source_locale: str
    assets: frozenset[str] = frozenset()
    templates: Mapping[str, str] = field(default_factory=dict)
    include: Include = "drafts"

    # --- whole pages --------------------------------------------------------------------------

    def page(
        self, catalog: Catalog, findings: Sequence[Finding] = (), *, source: bool = False
    ) -> str:
        """The whole page in the catalog's language, or the original's."""
        document = self.article.document
        editions = {self.source_locale: source_edition(document, self.source_locale)}
        editions[self.locale] = self._edition(document, catalog, findings)
        pages = {locale: self._page(edition, catalog) for locale, edition in editions.items()}
        facts = replace(self._facts, pages={document.domain: pages})
        web, bundle = Web(facts), Bundle(document, editions)
        shown = self.source_locale if source else self.locale
        edition = _told(editions[shown]) if source else editions[shown]
        body = self._body(edition, pages[shown], facts)
        return site.article(web, bundle, pages[shown], body, self._tag).decode("utf-8")

    def _page(self, edition: Edition, catalog: Catalog) -> Page:
        return publish.describe(
            self.article.document,
            edition,
            self.settings,
            publish.read_meta(self.article.document),
            source_locale=self.source_locale,
            catalog=catalog,
        )

    def _edition(
        self, document: Document, catalog: Catalog, findings: Sequence[Finding] = ()
    ) -> Edition:
        allowed = self._hosts
        return build(
            document,
            catalog,
            self.article.format,
            include=self.include,
            findings=findings,
            unsafe=unsafe(document, catalog, allowed),
        )

    def _body(self, edition: Edition, page: Page, facts: Facts) -> Body:
        """The body; links lead nowhere, so its headings need not have the original's ids."""
        domains: dict[str, str] = {self.article.document.name: self.article.document.domain}

        def resolve(address: str) -> Link:
            hit = target(address, self.article.document.name, facts, domains)
            if hit.kind == "asset":
                return Link(f"/asset/{quote(localized_asset(hit.asset, page, facts))}")
            host = (urlsplit(address).hostname or "").lower() if hit.kind == "outside" else ""
            return Link("#" if not host or known_host(host, self._hosts) else "")

        return render(
            edition,
            self.article.document.format,
            source_locale=self.source_locale,
            resolve=resolve,
            ruby=self.settings.ruby,
            tag=self._tag,
        )

    @cached_property
    def _facts(self) -> Facts:
        locales = (self.source_locale, self.locale)
        return Facts(
            self.settings, self.source_locale, locales, {}, self.assets, dict(self.templates)
        )

    @cached_property
    def _hosts(self) -> set[str]:
        return hosts(self._text) | set(self.settings.hosts)

    @cached_property
    def _text(self) -> str:
        return "".join(part.text for part in self.article.document.parts)

    # --- the way from a sentence to its entry -------------------------------------------------

    @cached_property
    def _numbers(self) -> dict[int, int]:
        """The ordinal of each segment, by the object itself: every edition holds the same ones."""
        return {id(segment): n for n, segment in enumerate(self.article.document.segments)}

    def _tag(self, segment: Segment) -> Mapping[str, str]:
        number = self._numbers.get(id(segment), -1)
        return {"data-l10n-at": str(number), "data-l10n-key": identity(segment.key)}

    @cached_property
    def _places(self) -> Mapping[Key, Sequence[int]]:
        """Where in the article's parts each entry stands."""
        found: dict[Key, list[int]] = {}
        for place, part in enumerate(self.article.document.parts):
            if isinstance(part, Segment):
                found.setdefault(part.key, []).append(place)
        return found

    # --- one passage --------------------------------------------------------------------------

    def passage(
        self, catalog: Catalog, entry: Entry, known: Callable[[Entry], Sequence[Finding]] = _nothing
    ) -> Passage:
        """The blocks around an entry, with its text as it will stand when it is accepted.

        `known` says what the checks have found in the entries around it.

        Elements with `data-l10n-leaf`, and those with `data-l10n-at` in none of them, replace
        their namesakes on the page. Empty for an entry that the article does not have.
        """
        accepted = State.DRAFT if self.include == "drafts" else State.APPROVED
        fuzzy = entry.state is not State.APPROVED and entry.msgstr
        shown = replace(entry, state=accepted) if fuzzy else entry
        entries = {one.key: one for one in catalog.active} | {entry.key: shown}

        def others(one: Entry) -> Sequence[Finding]:
            return () if one.key == entry.key else known(one)

        made = [
            self._passage(place, entries, catalog, others)
            for place in self._places.get(entry.key, ())[:_OFTEN]
        ]
        refused = (one for passage in made for one in passage.fallbacks if one.key == entry.key)
        unlike = {one.check: one for one in refused}
        return Passage("".join(passage.html for passage in made), tuple(unlike.values()))

    def _passage(
        self,
        place: int,
        entries: Mapping[Key, Entry],
        catalog: Catalog,
        known: Callable[[Entry], Sequence[Finding]],
    ) -> Passage:
        document = self.article.document
        segment = document.parts[place]
        if isinstance(segment, Segment) and segment.role.startswith(_HEAD):
            return Passage(self._words(segment, entries.get(segment.key)))
        parts = self._around(place)
        near = [entries[p.key] for p in parts if isinstance(p, Segment) and p.key in entries]
        small = replace(document, parts=self._with_definitions(parts, place))
        fewer = replace(catalog, entries=tuple(dict.fromkeys(near)))
        edition = self._edition(small, fewer, [one for e in near for one in known(e)])
        page = Page(document.domain, document.name, self.locale, "", "", "", "")
        pages = {document.domain: {self.locale: page}}
        body = self._body(edition, page, replace(self._facts, pages=pages))
        title = "".join(f' {k}="{html.escape(v)}"' for k, v in body.title_attrs.items())
        head = f"<h1{title}>{body.title}</h1>" if body.title else ""
        return Passage(head + body.html, edition.fallbacks)

    def _words(self, segment: Segment, entry: Entry | None) -> str:
        """The text of what no body holds: titles and descriptions of the head."""
        words = (entry and entry.msgstr) or segment.msgid
        tags = "".join(f' {k}="{v}"' for k, v in self._tag(segment).items())
        return f"<span{tags}>{html.escape(words)}</span>"

    def _around(self, place: int) -> tuple[Part, ...]:
        """The parts of the block that a segment stands in: to the blank lines, or tags, around it."""
        edge = _BLOCK_TAG if self.article.document.format == "html" else BLANK_LINE
        parts = self.article.document.parts
        first, before = 0, ""
        for number in range(place - 1, -1, -1):
            cuts = _edges(parts[number], edge)
            if cuts:
                first, cut = number + 1, cuts[-1]
                opens = cut[0].startswith("<") and not cut[0].startswith("</")
                before = parts[number].text[cut.start() if opens else cut.end() :]
                break
        last, after = len(parts), ""
        for number in range(place + 1, len(parts)):
            cuts = _edges(parts[number], edge)
            if cuts:
                last, after = number, parts[number].text[: cuts[0].start()]
                break
        # without the indentation that made the block part of something larger
        return (Skeleton(before.lstrip(" \t")), *parts[first:last], Skeleton(after))

    def _with_definitions(self, parts: tuple[Part, ...], place: int) -> tuple[Part, ...]:
        """Markdown's links and notes are defined elsewhere; notes are numbered by their order."""
        document = self.article.document
        if document.format == "text":
            return (Skeleton("※\n\n"), *parts)  # the first line would be the title
        if document.format != "markdown":
            return parts
        here, known = set(map(id, parts)), "".join(part.text for part in parts)
        start = next((n for n, part in enumerate(document.parts) if id(part) in here), place)
        before = "".join(part.text for part in document.parts[:start])
        marks = " ".join(dict.fromkeys(_NOTE.findall(before)))
        lines = [line for line in self._definitions if line not in known]
        return (Skeleton(f"{marks}\n\n"), *parts, Skeleton("\n\n" + "\n".join(lines) + "\n"))

    @cached_property
    def _definitions(self) -> Sequence[str]:
        return _DEFINITION.findall(self._text)


def _told(edition: Edition) -> Edition:
    """The original's edition with its runs marked as an edition's are."""
    pieces = (
        replace(piece, state=State.APPROVED, translated=True) if piece.segment else piece
        for piece in edition.pieces
    )
    return replace(edition, pieces=tuple(pieces))


def _edges(part: Part, edge: re.Pattern[str]) -> list[re.Match[str]]:
    return list(edge.finditer(part.text)) if isinstance(part, Skeleton) else []
