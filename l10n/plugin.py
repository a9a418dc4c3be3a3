"""What a plugin is: the protocols of formats, engines, checks and publishers.

Built-ins and strangers register the same way: an entry point in `l10n.formats`,
`l10n.engines`, `l10n.checks` or `l10n.publishers` that names a factory (see `plugins.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field
from pathlib import Path
from typing import Any, Literal, Protocol, runtime_checkable

from l10n.model import (
    Catalog,
    Coverage,
    Document,
    Edition,
    Entry,
    Finding,
    Part,
    PublishSettings,
    Segment,
    Severity,
    Term,
)
from l10n.noun import noun


@noun
class Stamp:
    """What an edition says of itself in its front matter or `<meta>`."""

    tag: str
    """BCP 47 language tag of the edition."""
    direction: str
    """`ltr` or `rtl`."""
    translation: str
    """`machine`, `partly-reviewed` or `reviewed`."""


class Format(Protocol):
    """A kind of source article. Parsing never loses a character; `write` is its inverse.

    A factory is called with the `[formats.<name>]` table of the config, and raises ConfigError
    for an option that it does not know.
    """

    name: str
    suffixes: tuple[str, ...]

    def parse(self, name: str, text: str) -> Document:
        """The article as block-level parts that join to `text`; SourceError with the line."""

    def write(self, segment: Segment, msgstr: str) -> str:
        """`msgstr` as it stands in the file at the place of `segment`, unable to leave it."""

    def stamp(self, text: str, stamp: Stamp) -> str:
        """A translated edition's text with its language, direction and provenance marked."""

    def outline(self, text: str) -> tuple[str, ...]:
        """The block structure that readers see, without its words: `h2`, `li`, `td` …

        Inline markup is left out: a translator may turn two links or drop a ruby, and the
        checks say so. An edition whose outline is not its source's was broken by a msgstr; `build` finds the
        entry and falls back. () for a format that a text cannot break.
        """


@runtime_checkable
class InParts(Protocol):
    """A Format that hands out an article's parts while it reads it: `l10n extract` holds no article then."""

    def parts(self, name: str, text: str) -> Iterator[Part]:
        """The parts of `parse`, one by one; it raises what `parse` does, at the end at the latest."""


@noun
class Request:
    """One text for an engine: masked, with what must come back in the answer."""

    text: str
    spans: tuple[str, ...] = ()
    """Substrings of `text` (mask tokens, substituted figures and names) that the answer must
    contain as often as they stand here."""
    masks: tuple[tuple[str, str], ...] = ()
    """(token, what it stands for), in order: an engine that keeps XML or HTML sends tags for
    them, and gives the tokens back."""
    terms: tuple[Term, ...] = ()
    """The names in `text` whose rendering the answer must hold; only for an engine that applies
    terms itself, since for others the rendering stands in `text` already."""
    title: str = ""
    """What the text is from: the article, and the headings above it."""
    before: str = ""
    """The source sentence before this one in the article, and `after` the one that follows."""
    after: str = ""
    examples: tuple[tuple[str, str], ...] = ()
    """Approved (source, translation) pairs that are like `text`, the closest last."""


@noun
class Answer:
    """What an engine made of one request; exactly one of `text` and `problem` is filled."""

    index: int
    """Position of the request in the batch."""
    text: str = ""
    problem: str = ""
    """Why there is no usable text, in words for the report."""
    detail: tuple[tuple[str, str], ...] = ()
    """For the provenance comment, in order: (("logprob", "-0.41"), …)."""


@noun
class Capabilities:
    """What an engine can carry, and what a call costs; `draft.py` prepares texts by it."""

    figures: bool = False
    """True when figures and dates should be written in the target's form before sending."""
    glossary: bool = False
    """True when it applies `Request.terms` itself; else names are written in before sending."""
    emphasis: bool = True
    """False when ** * ~~ are taken out before sending: a small model puts them elsewhere."""
    markup: Literal["tokens", "xml", "html"] = "tokens"
    """How masks travel."""
    context: bool = False
    """True when answers depend on the title and the neighbours of a text."""
    examples: bool = False
    """True when it learns from approved pairs that are like a text."""
    pivot: str = ""
    """Locale whose approved msgstr is translated instead of the source, or ""."""
    items: int = 1
    """Most texts in one call, and `characters` in all of them."""
    characters: int = 4500
    pace: float = 5.0
    """Texts a second, for the estimate of `--dry-run`."""
    price: float = 0.0
    """US dollars for a million characters sent."""
    answers: bool = True
    """False when it never has one, so that all drafts come from the TM."""


class Engine(Protocol):
    """A machine translator. One object serves one run; it may hold worker processes."""

    name: str
    capabilities: Capabilities

    def fingerprint(self, target: str) -> str:
        """What answers depend on besides the request: model, prompt version, options."""

    def ready(self) -> str:
        """ "" when the engine can be used now, else what is missing and how to get it."""

    def check_locales(self, source: str, target: str) -> None:
        """Raises EngineRefused, naming the nearest supported locales, before any call."""

    def translate(
        self, requests: Sequence[Request], *, source: str, target: str
    ) -> Iterator[Answer]:
        """Answers as they come, in any order, each index once; raises EngineError when the
        engine as a whole fails (what was yielded before stays valid)."""

    def close(self) -> None:
        """Ends worker processes and connections."""


class Ledger(Protocol):
    """The rate and the budget of one engine, shared by all processes on a project."""

    def turn(self, per_second: float) -> float:
        """Seconds to wait before the next call, so that all processes together keep the rate."""

    def spend(self, characters: int, price: float) -> None:
        """Books texts that are sent once more, at `price` dollars a million; EngineRefused when the budget is used up."""


class Unlimited:
    """A ledger without rate and budget."""

    def turn(self, per_second: float) -> float:  # noqa: ARG002 - part of the protocol
        """0: never wait."""
        return 0.0

    def spend(self, characters: int, price: float) -> None:
        """Nothing is booked."""


@noun
class EngineSettings:
    """What an engine factory is given."""

    options: Mapping[str, Any]
    """The `[engines.<name>]` table."""
    project: Path
    environ: Mapping[str, str]
    ledger: Ledger = field(default_factory=Unlimited)


class Check(Protocol):
    """A QA rule for one entry. Pure; never edits."""

    id: str
    severity: Severity
    summary: str
    """One line for people, shown in the documentation."""

    def run(self, entry: Entry, locale: str, terms: Sequence[Term]) -> Iterator[Finding]:
        """Findings of this entry, with `check`, `severity`, `message`, `expected`, `found` and
        `fix` filled in; the caller adds key, file, line and locale."""


@runtime_checkable
class Dependent(Protocol):
    """A `Check` whose findings depend on more than the entry, its locale and the termbase."""

    def depends_on(self, locale: str) -> str:
        """What else there is, in words that change with it: which dictionary, of which time. What
        the check said of an entry is kept as long as they stay the same."""


class CatalogCheck(Protocol):
    """A QA rule for all catalogs of a locale at once. Pure; never edits."""

    id: str
    severity: Severity
    summary: str

    def run_all(
        self, catalogs: Sequence[Catalog], terms: Sequence[Term]
    ) -> Iterator[tuple[int, Entry, Finding]]:
        """(position of the catalog, entry, finding); the caller adds key, file, line, locale."""


@noun
class Page:
    """What every other page may know of an edition: a language switcher, a feed, a link."""

    domain: str
    name: str
    """The article's path below `source/`."""
    locale: str
    tag: str
    direction: str
    slug: str
    title: str
    description: str = ""
    date: str = ""
    """ISO 8601 date of the source, or ""."""
    updated: str = ""
    keywords: tuple[str, ...] = ()
    source: bool = False
    """True for the original."""
    translation: str = ""
    translated: float = 1.0
    """Share of segments that stand in the page's language."""
    coverage: Coverage = Coverage()
    engine: str = ""
    indexed: bool = True
    """False: `noindex`, canonical to the source, and in no hreflang."""
    old_slugs: tuple[str, ...] = ()


def _no_bundle(domain: str) -> Bundle:
    raise KeyError(domain)


def _no_asset(name: str) -> bytes:
    raise KeyError(name)


@noun
class Facts:
    """What a publisher knows of the whole project."""

    settings: PublishSettings
    source_locale: str
    locales: tuple[str, ...]
    """The source's own first."""
    pages: Mapping[str, Mapping[str, Page]]
    """By domain, then locale: the editions that exist."""
    assets: frozenset[str] = frozenset()
    """Paths below `source/` of images and other files that articles may use."""
    templates: Mapping[str, str] = field(default_factory=dict)
    """The project's own templates, by file name."""
    bundle: Callable[[str], Bundle] = _no_bundle
    """Any article of the project, by domain: for feeds, and for fragments of other articles."""
    asset: Callable[[str], bytes] = _no_asset
    """The bytes of an asset: for books, which hold their images."""
    memo: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)
    """What publishers have found out of all this, to be found once."""
    notes: dict[tuple[str, str], str] = field(default_factory=dict, compare=False, repr=False)
    """By domain and locale: the `Output.notes` of articles, as far as they are known."""


@noun
class Bundle:
    """One article in all languages in which it is published, the original first."""

    document: Document
    editions: Mapping[str, Edition]
    """By locale."""


@noun
class Output:
    """What a publisher made."""

    files: Mapping[str, bytes]
    """By path below the publisher's output folder, with forward slashes."""
    copies: Mapping[str, str] = field(default_factory=dict)
    """Path below the output folder → path below `source/` of an asset to copy."""
    findings: tuple[Finding, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict)
    """By locale: what lists show of an article beside its facts. Kept while the article is the
    same, and found in `Facts.notes` then: so that a feed is made without building its articles."""


@noun
class Section:
    """Some of the files that list articles: made again only when what they show is another."""

    make: Callable[[], Output]
    shows: object
    """All that the files depend on beside `texts`; compared by its repr."""
    texts: Sequence[tuple[str, str]] = ()
    """(domain, locale) of the pages whose bodies stand in them."""


@runtime_checkable
class Sectioned(Protocol):
    """What a publisher may have instead of one `collection`, which is made again with every page."""

    def sections(self, facts: Facts) -> Mapping[str, Section]:
        """The parts of the collection, by name."""


@runtime_checkable
class Finisher(Protocol):
    """What a publisher may also do: files made of the pages as they lie in the output folder."""

    def finish(self, root: Path, facts: Facts) -> Output:
        """The files of a search index, for example; asked for when any file has changed."""


class Publisher(Protocol):
    """Editions → files. Pure: same input, same bytes, on any machine."""

    name: str

    def article(self, bundle: Bundle, facts: Facts) -> Output:
        """The files of one article in all its languages."""

    def collection(self, facts: Facts) -> Output:
        """The files that list articles, or serve all of them."""
