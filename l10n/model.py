"""The nouns of honyaku: what a sentence is called on its way from article to edition.

A source article is parsed into a `Document`, whose parts (`Skeleton` and `Segment`) join to
the file again. Segments become the entries of a `Catalog`, an `Edition` is the Document
rebuilt with a Catalog. Everything here is data without behaviour beyond its own
fields; the stages (`segment.py`, `extract.py`, `merge.py`, `draft.py`, `check.py`,
`build.py`) are functions between these nouns.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeVar, overload

from l10n import hashes
from l10n.noun import noun

if TYPE_CHECKING:
    from decimal import Decimal

_T = TypeVar("_T")


class Key(NamedTuple):
    """What identifies an entry in a catalog: gettext's own (msgctxt, msgid) pair."""

    msgctxt: str | None
    msgid: str


@noun
class Skeleton:
    """Text that is carried over to every edition as it is: markup, markers, code, URLs."""

    text: str
    joint: bool = False
    """True between two sentences of one block: the edition writes the target's own spacing
    here (a space in English, nothing in Chinese) once a neighbour is translated."""


_LONG = 64  # characters; shorter skeletons are much the same all over an article


def skeleton(text: str, *, joint: bool = False) -> Skeleton:
    """The Skeleton of a text; line ends, markers and joints are one object in the whole article.

    >>> skeleton("- ") is skeleton("- ")
    True
    """
    return Skeleton(text, joint) if len(text) > _LONG else _shared(text, joint)


@lru_cache(4096)
def _shared(text: str, joint: bool) -> Skeleton:
    return Skeleton(text, joint)


class Spans(Sequence[tuple[int, int]]):
    """Many (start, end) pairs in 16 bytes each, where a tuple takes 128; equal to the tuple of them.

    >>> spans = Spans([(0, 3), (5, 9)])
    >>> spans == ((0, 3), (5, 9)), spans[-1], [*spans[:1]]
    (True, (5, 9), [(0, 3)])
    """

    __slots__ = ("_at",)

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._at = array("q")
        for span in spans:
            self._at.extend(span)

    def __len__(self) -> int:
        return len(self._at) // 2

    @overload
    def __getitem__(self, index: int) -> tuple[int, int]: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[tuple[int, int]]: ...
    def __getitem__(self, index: int | slice) -> tuple[int, int] | Sequence[tuple[int, int]]:
        if isinstance(index, slice):
            return Spans(self[n] for n in range(len(self))[index])
        n = range(len(self))[index]
        return self._at[2 * n], self._at[2 * n + 1]

    def __iter__(self) -> Iterator[tuple[int, int]]:
        ends = iter(self._at)
        return zip(ends, ends, strict=True)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))


_MANY = 1000


def compact(spans: Iterable[tuple[int, int]], count: int) -> Sequence[tuple[int, int]]:
    """`count` pairs as a tuple, or as Spans where they are many: lines of a paragraph like a book."""
    return tuple(spans) if count < _MANY else Spans(spans)


@noun
class Segment:
    """A translatable span of an article: a block as a format finds it, then a sentence."""

    text: str
    """The exact source characters; all parts of a Document joined give the file."""
    role: str
    """What it is, in a translator's words: `heading 2`, `paragraph`, `list item`, `table cell`."""
    syntax: str
    """How a msgstr is written back at this place; the format that made it knows the names."""
    section: str = ""
    """The headings above it, joined with ` › `."""
    msgid: str = ""
    """`text` as a translator reads it: soft line breaks folded. Filled in by `segment.py`."""
    msgctxt: str | None = None
    note: str = ""
    """What the author tells translators about it (`<!-- l10n: note … -->`, 訳注)."""
    folds: Sequence[tuple[int, int]] = ()
    """Ranges of `text` that are soft line breaks (with the indentation or `> ` that follows)."""

    @property
    def key(self) -> Key:
        """The (msgctxt, msgid) under which catalogs know this segment."""
        return Key(self.msgctxt, self.msgid)


Part = Skeleton | Segment


@noun
class Document:
    """A parsed article. `"".join(part.text for part in parts)` is the file."""

    name: str
    """Path below `source/`, with suffix and forward slashes: `2025/chips.md`."""
    format: str
    parts: tuple[Part, ...]

    @property
    def domain(self) -> str:
        """The article's path without its suffix: names its template and catalogs."""
        return self.name.rsplit(".", 1)[0]

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The translatable parts, in article order."""
        return tuple(part for part in self.parts if isinstance(part, Segment))


class State(Enum):
    """Where an entry stands. PO's one `fuzzy` flag is two states: DRAFT and STALE."""

    UNTRANSLATED = "untranslated"
    DRAFT = "draft"
    STALE = "stale"
    APPROVED = "approved"


def digest(text: str) -> str:
    """The first 8 hex digits of a text's SHA-256.

    >>> digest("約14.8兆円")
    '5b9e9376'
    """
    return hashes.sha256(text.encode("utf-8", "surrogatepass"))[:8]


@noun
class Draft:
    """Provenance of an MT draft, kept in the translator comment `# l10n: mt=…`."""

    engine: str
    digest: str
    """`digest` of the msgstr as the machine wrote it; one that no longer matches was touched
    by a person, and no machine changes it again. "" when the answer was refused: the entry is
    untranslated, and `detail` says why."""
    detail: tuple[tuple[str, str], ...] = ()
    """What the engine says of itself, in order: model, logprob, via, …"""


JOINED = "l10n: joined"
"""The translator comment that says: this sentence is translated in the one before it."""


@noun
class Entry:
    """One message of a catalog."""

    key: Key
    msgstr: str = ""
    state: State = State.UNTRANSLATED
    references: tuple[str, ...] = ()
    note: str = ""
    """The extracted comment (`#.`): role and section."""
    comments: tuple[str, ...] = ()
    """Translator comment lines (`# `), ours excluded."""
    draft: Draft | None = None
    previous: Key | None = None
    """`#|`: the source that a stale msgstr belongs to."""
    flags: tuple[str, ...] = ()
    """Flags other than fuzzy, as found."""
    obsolete: bool = False
    msgid_plural: str | None = None
    msgstr_plural: tuple[str, ...] = ()
    """msgstr[1], msgstr[2] … of a plural entry; msgstr[0] is `msgstr`."""
    previous_plural: str | None = None
    sticky: tuple[str, ...] = ()
    """Flags of `#=` lines: kept, and never ours."""
    line: int = field(default=0, compare=False)
    """Line of the msgid in the PO file it was read from; 0 when it was not read."""

    @property
    def joined(self) -> bool:
        """True when a translator folded the sentence into the one before: it is translated,
        and its place in the edition stays empty."""
        return not self.msgstr and is_joined(self.comments)

    @property
    def machine_made(self) -> bool:
        """True when the text stands as a machine wrote it; no person has touched it."""
        draft = self.draft
        return (
            self.state is State.DRAFT
            and bool(self.msgstr)
            and draft is not None
            and draft.digest == digest(self.msgstr)
        )

    @property
    def answered(self) -> bool:
        """True when there is a translation, in `msgstr` or in the sentence before."""
        return bool(self.msgstr) or self.joined


def is_joined(comments: Iterable[str]) -> bool:
    """True when one of an entry's translator comments is `l10n: joined`.

    >>> is_joined(("see below", "l10n: joined"))
    True
    """
    return any(comment.strip() == JOINED for comment in comments)


@noun
class Origin:
    """The file that a catalog was read from: what nobody touches is written back from here."""

    stamp: str = ""
    """The SHA-256 of the file's bytes, where `text` alone does not give them back."""
    text: str = field(default="", repr=False)
    charset: str = "utf-8"
    newline: str = "\n"
    entries: Sequence[Entry] = field(default=(), repr=False)
    """As read, the header among them; made when somebody looks at them."""
    loose: Mapping[Key | None, str] = field(default_factory=dict, repr=False)
    """`domain` lines by the entry they precede; comments behind the last entry by None."""

    @property
    def fingerprint(self) -> str:
        """Of the file's bytes; tells whether somebody else wrote it meanwhile. "" without a file."""
        return self.stamp or (hashes.sha256(self.text.encode()) if self.text else "")


@noun
class Catalog:
    """The entries of one article in one locale (`locale` is "" in a template)."""

    domain: str
    locale: str
    entries: Sequence[Entry] = ()
    header: tuple[tuple[str, str], ...] = ()
    comment: str = ""
    origin: Origin = field(default=Origin(), compare=False, repr=False)

    @property
    def active(self) -> tuple[Entry, ...]:
        """The entries that the article still has."""
        return tuple(entry for entry in self.entries if not entry.obsolete)


@noun
class Quantity:
    """An amount, exact: 974億ドル is `Quantity(Decimal("97400000000"), "USD")`."""

    value: Decimal
    unit: str = ""
    """ISO 4217 code for money; `percent`, `permille`; a symbol of measure (`km`, `°C`, `m²`); a
    span of time (`hour`, `day`, `year`); `quarter` of a year; "" for a bare number or counter."""
    approximate: bool = False
    bound: Literal["", "≥", "≤", ">", "<"] = ""
    vague: bool = False
    """True for 数百万, "millions": only the power of ten is known, and `value` is that power."""
    start: int = field(default=0, compare=False)
    """Offsets of the figure with its unit in the text it was read from; words of
    approximation and bounds stand outside."""
    end: int = field(default=0, compare=False)


@noun
class Term:
    """A termbase entry: a source term, its aliases and its approved rendering in one locale."""

    source: str
    target: str
    aliases: tuple[str, ...] = ()
    keep: bool = False
    forbidden: tuple[str, ...] = ()


Severity = Literal["error", "warning", "info"]


@noun
class Finding:
    """The result of a check: what is wrong with one entry, and what would be right."""

    check: str
    severity: Severity
    message: str
    key: Key = Key(None, "")
    locale: str = ""
    file: str = ""
    line: int = 0
    expected: str = ""
    found: str = ""
    fix: str = ""
    """The whole msgstr put right, where only one way is right; "" otherwise."""
    source_spans: tuple[tuple[int, int], ...] = ()
    """Offsets in the msgid of what the finding is about."""
    target_spans: tuple[tuple[int, int], ...] = ()


@noun
class Coverage:
    """How many segments of an edition stand in which state (counted per segment)."""

    approved: int = 0
    draft: int = 0
    stale: int = 0
    untranslated: int = 0

    @property
    def total(self) -> int:
        """All segments of the article."""
        return self.approved + self.draft + self.stale + self.untranslated


@noun
class Piece:
    """A run of an edition's text: what a segment became, or what stands around segments."""

    text: str
    segment: Segment | None = None
    """None for markup, spacing, code: what every edition has."""
    state: State | None = None
    """Of the segment's entry; None without a segment, and in the source's own edition."""
    words: str = ""
    """What readers read here: the msgstr, or the msgid where the source stays."""
    translated: bool = False
    """True when the msgstr is published here; False when the source text stays."""


@noun
class Edition:
    """A published variant of an article in one locale."""

    path: str
    """Below the output folder: `zh-Hans/2025/chips.md`."""
    locale: str
    text: str
    coverage: Coverage
    translation: Literal["", "machine", "partly-reviewed", "reviewed"]
    """What the edition says of itself; "" when it holds no translated sentence."""
    fallbacks: tuple[Finding, ...] = ()
    """Entries that have a msgstr but were published as source text, and why."""
    pieces: tuple[Piece, ...] = ()
    """The text before it was stamped, with what each run of it is: provenance for publishers."""


@noun
class PublishSettings:
    """The `[publish]` table of the config."""

    base_url: str = ""
    """Where the edition will live, `https://example.com/magazine`. Without it pages have no
    canonical, hreflang or sitemap (all three need absolute URLs), and links name index.html."""
    title: str = ""
    """The publication's name."""
    titles: Mapping[str, str] = field(default_factory=dict)
    """The same by locale."""
    author: str = ""
    """Who publishes it; an article's own author goes before."""
    threshold: float = 0.6
    """Share of segments in the page's language from which it is indexed."""
    index_drafts: bool = True
    """False keeps pages without a reviewed segment out of search engines."""
    x_default: str = ""
    """Locale for readers of no listed language; default: `en` where it exists, else the source."""
    slugs: Literal["source", "title"] = "source"
    """`source`: one slug in all languages; `title`: from the approved title, transliterated."""
    ruby: Literal["keep", "parentheses"] = "keep"
    """`keep`, or `parentheses`: 漢字(かんじ)."""
    hosts: tuple[str, ...] = ()
    """Hosts that translations may link to, besides those of the article."""
    search: bool = False
    """A search box on the lists of articles; its index is made by Pagefind (extra `search`)."""
    overlay: bool = True
    """The switch that colours machine, reviewed and source text on the page."""
    templates: str = ""
    """Folder of templates that replace ours, by file name."""
