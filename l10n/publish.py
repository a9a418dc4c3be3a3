"""Stage: editions into what publishers are told of them: facts, slugs, and what was written before.

Pure functions; `stages.publish.publish_stage` calls them, a publisher makes the files, and only the
files that changed are written.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from l10n.errors import SourceError
from l10n.formats import _frontmatter
from l10n.lang import tags
from l10n.lazy import lazy
from l10n.model import (
    Catalog,
    Coverage,
    Document,
    Edition,
    Finding,
    Key,
    Piece,
    PublishSettings,
    State,
)
from l10n.plugin import Page

MANIFEST = ".l10n-manifest.json"
Slugs = Mapping[str, Mapping[str, Sequence[str]]]
"""Domain → locale → slugs, the one in use first: `locales/slugs.json`."""

_LINK = lazy(r"!?\[([^\[\]]*)\]\([^()]*(?:\([^()]*\)[^()]*)*\)")
_TITLE_AT_MOST = 70
_IN_NAME = lazy(r"(?:^|/)(\d{4})([-/])(\d\d)\2(\d\d)(?=[-/._])")
_NOT_IN_SLUG = lazy(r"[^\w-]+")
_RESERVED = lazy(r"(?i:con|prn|aux|nul|com\d|lpt\d|assets|index)")
_LONGEST = 80
_KANJI = lazy("[々\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003fffd]")


# --- facts ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Meta:
    """What the article's own head says, the same in every language."""

    date: str = ""
    updated: str = ""
    slug: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    """All of the front matter."""


def read_meta(document: Document) -> Meta:
    """Date, slug and the rest of an article's front matter, or of its `<meta>` elements.

    SourceError for front matter that is no YAML.
    """
    text = "".join(part.text for part in document.parts)
    if document.format == "markdown":
        values = _front_matter(text, document.name)
    else:
        found = re.finditer(
            r"<meta\s+(?:name|property)=[\"'](?:article:)?(?P<name>date|updated|modified_time|published_time|slug)[\"']"
            r"\s+content=[\"'](?P<value>[^\"']*)",
            text[:20_000],
        )
        values = {match["name"]: match["value"] for match in found}
    date = _iso(values.get("date") or values.get("published_time")) or _named_date(document.name)
    updated = _iso(values.get("updated") or values.get("lastmod") or values.get("modified_time"))
    return Meta(date, updated or date, str(values.get("slug") or ""), values)


def _front_matter(text: str, name: str) -> dict[str, Any]:
    length = _frontmatter.length(text, name)
    if not length:
        return {}
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    lines = text.removeprefix("\ufeff")[:length].splitlines()[1:-1]
    try:
        values = YAML(typ="safe", pure=True).load("\n".join(lines))
    except YAMLError as error:
        raise SourceError(
            "front matter is not valid YAML", place=f"{name}:1", cause=str(error), fix="mend it"
        ) from error
    return dict(values) if isinstance(values, dict) else {}


def _named_date(name: str) -> str:
    """The date in a path, as blogs have it: `2025-02-11-chips.md`, `2025/02/11/chips.md`.

    >>> _named_date("posts/2025-02-11-chips.md"), _named_date("2025/02/11/x.md"), _named_date("2025/x.md")
    ('2025-02-11', '2025-02-11', '')
    """
    found = _IN_NAME.search(name)
    return _iso(f"{found[1]}-{found[3]}-{found[4]}") if found else ""


def _iso(value: object) -> str:
    """A date as ISO 8601, or "" for what is none."""
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    try:
        return datetime.date.fromisoformat(str(value or "")[:10].replace("/", "-")).isoformat()
    except ValueError:
        return ""


def describe(
    document: Document,
    edition: Edition,
    settings: PublishSettings,
    meta: Meta,
    *,
    source_locale: str,
    catalog: Catalog | None = None,
) -> Page:
    """The facts of one edition; its slug is the source's until `with_slugs` has seen all pages."""
    source = edition.locale == source_locale
    spoken = [piece for piece in edition.pieces if piece.segment is not None]
    translated = sum(piece.translated for piece in spoken) / max(1, len(spoken))
    reviewed = any(p.translated and p.state is State.APPROVED for p in spoken)
    enough = translated >= settings.threshold and (settings.index_drafts or reviewed)
    return Page(
        domain=document.domain,
        name=document.name,
        locale=edition.locale,
        tag=tags.language_tag(edition.locale),
        direction=tags.direction(edition.locale),
        slug=meta.slug or document.domain.rsplit("/", 1)[-1],
        title=own_title(edition.pieces, document.format)
        or _first_words(edition.pieces)
        or document.domain,
        description=_role(edition.pieces, "front matter description", "meta description"),
        date=meta.date,
        updated=meta.updated,
        keywords=tuple(
            p.words
            for p in spoken
            if p.segment and p.segment.role in ("front matter tags", "front matter keywords")
        ),
        source=source,
        translation=_translation(spoken),
        translated=1.0 if source else translated,
        coverage=shown_coverage(spoken),
        engine="" if catalog is None else _engine(catalog),
        indexed=source or enough,
    )


def shown_coverage(pieces: Sequence[Piece]) -> Coverage:
    """Segments by what readers see: a draft that fell back counts as untranslated."""
    seen = Counter(
        p.state if p.translated or p.state is State.STALE else State.UNTRANSLATED
        for p in pieces
        if p.segment is not None and p.state is not None
    )
    return Coverage(**{state.value: seen[state] for state in State})


def _translation(pieces: Sequence[Piece]) -> str:
    shown = [piece for piece in pieces if piece.translated]
    if not any(piece.words != piece.segment.msgid for piece in shown if piece.segment):
        return ""
    if not any(piece.state is State.APPROVED for piece in shown):
        return "machine"
    whole = len(shown) == len(pieces) and all(piece.state is State.APPROVED for piece in shown)
    return "reviewed" if whole else "partly-reviewed"


def _engine(catalog: Catalog) -> str:
    """The engine that most of the drafts come from."""
    seen = Counter(e.draft.engine for e in catalog.active if e.draft and e.state is State.DRAFT)
    return min(seen, key=lambda name: (-seen[name], name)) if seen else ""


def _role(pieces: Sequence[Piece], *roles: str) -> str:
    return next((p.words for p in pieces if p.segment and p.segment.role in roles), "")


def own_title(pieces: Sequence[Piece], format_name: str) -> str:
    """The title that an article gives itself, plain; "" where it has none.

    It is in the front matter, the page's `<title>`, the first heading of level 1; of plain text
    it is the first line.
    """
    told = _role(pieces, "front matter title", "page title")
    return told or _bare(_role(pieces, "heading 1") or _first_line(pieces, format_name))


def _first_line(pieces: Sequence[Piece], format_name: str) -> str:
    line = ""
    for piece in pieces if format_name not in ("markdown", "html") else ():
        if piece.segment is None and line.strip() and "\n" in piece.text.replace("\r", "\n"):
            break
        line += piece.words if piece.segment else piece.text
    return line


def _first_words(pieces: Sequence[Piece]) -> str:
    """What lists and tabs call an article without a title: its first heading or sentence."""
    said = (p.words for p in pieces if p.segment and not p.segment.role.startswith("front matter"))
    text = next((bare for words in said if (bare := _bare(words))), "")
    return text if len(text) <= _TITLE_AT_MOST else text[: _TITLE_AT_MOST - 1].rstrip() + "…"


def _bare(text: str) -> str:
    """Words without the marks of Markdown and HTML.

    >>> _bare("**新しい**[工場](https://example.org/)の`話` {#new}")
    '新しい工場の話'
    """
    text = _LINK.sub(r"\1", text)
    text = re.sub(r"<[^>]*>|\{#[^}]*\}|[*`]", "", text)
    return " ".join(text.replace("\ufeff", "").split())


@dataclass(frozen=True, slots=True)
class Card:
    """What is known of an article where its texts are not at hand."""

    domain: str
    name: str
    """Its path below `source/`."""
    pages: Mapping[str, Page]
    """By locale, the original first: the editions that exist, with the slugs that they ask for."""
    texts: Mapping[str, str]
    """`edition_key` by locale."""
    addresses: tuple[str, ...]
    """Where the original leads to, as it is written there."""
    findings: tuple[Finding, ...] = ()
    """What was made safe."""


# --- slugs ------------------------------------------------------------------------------------


def slugify(text: str, *, ascii_only: bool = False) -> str:
    """`text` as one path segment: letters, digits and hyphens, unable to leave its folder.

    >>> slugify("../Chips: A Race!"), slugify("半導体の話")
    ('chips-a-race', '半導体の話')
    >>> slugify("Überraschung im März", ascii_only=True)
    'uberraschung-im-marz'
    """
    text = unicodedata.normalize("NFKC", text)
    if ascii_only:
        from anyascii import anyascii

        text = anyascii(text)
    slug = _NOT_IN_SLUG.sub("-", text.lower().replace("_", "-")).strip("-")
    slug = re.sub(r"-{2,}", "-", slug)[:_LONGEST]
    while len(slug.encode("utf-8")) > 200:  # a file name has at most 255 bytes
        slug = slug[:-1]
    slug = slug.strip("-")
    return f"{slug}-page" if _RESERVED.fullmatch(slug) else slug


def with_slugs(
    pages: Mapping[str, Mapping[str, Page]], settings: PublishSettings, known: Slugs
) -> tuple[dict[str, dict[str, Page]], dict[str, dict[str, list[str]]]]:
    """The pages with their slugs, one of a kind in each language, and the record to keep.

    With `slugs = "title"` a translated page is named after its title once that is approved, not
    before: a draft changes, and each change would be a redirect.
    """
    made: dict[str, dict[str, Page]] = {domain: {} for domain in pages}
    record: dict[str, dict[str, list[str]]] = {
        domain: {locale: list(slugs) for locale, slugs in locales.items()}
        for domain, locales in known.items()
    }
    used: dict[str, set[str]] = {}
    for domain in sorted(pages):
        for locale, page in pages[domain].items():
            slug = _free(_wanted(page, settings), domain, used.setdefault(locale, set()))
            used[locale].add(slug)
            old = [one for one in record.get(domain, {}).get(locale, ()) if one != slug]
            record.setdefault(domain, {})[locale] = [slug, *old]
            made[domain][locale] = replace(page, slug=slug, old_slugs=tuple(old))
    # an address that a page has now is not redirected away from it
    for locales in made.values():
        for locale, page in locales.items():
            old = [one for one in map(slugify, page.old_slugs) if one and one not in used[locale]]
            locales[locale] = replace(page, old_slugs=tuple(old))
    return made, record


def _wanted(page: Page, settings: PublishSettings) -> str:
    # how the kanji of a title are read is nowhere written: anyascii would read them as Chinese
    unread = tags.language(page.locale) == "ja" and _KANJI.search(page.title)
    if settings.slugs == "title" and not unread and (page.source or page.translation == "reviewed"):
        return slugify(page.title, ascii_only=True) or slugify(page.slug)
    return slugify(page.slug)


def _free(slug: str, domain: str, used: set[str]) -> str:
    folded = (
        slugify(domain.replace("/", "-")) or f"a{hashlib.sha256(domain.encode()).hexdigest()[:8]}"
    )
    for candidate in (slug, folded, f"{folded}-{hashlib.sha256(domain.encode()).hexdigest()[:8]}"):
        if candidate and candidate not in used:
            return candidate
    raise AssertionError("two articles cannot have one domain")


def write_slugs(record: Mapping[str, Mapping[str, Sequence[str]]]) -> bytes:
    """`locales/slugs.json`: sorted, one line a page, so that git merges it."""
    lines = [
        f"  {json.dumps(domain, ensure_ascii=False)}: "
        f"{json.dumps({k: list(v) for k, v in sorted(locales.items())}, ensure_ascii=False)}"
        for domain, locales in sorted(record.items())
    ]
    return ("{\n" + ",\n".join(lines) + "\n}\n" if lines else "{}\n").encode("utf-8")


# --- what was written before ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Made:
    """What an earlier run made of one article."""

    key: str
    """Digest of everything that its files depend on."""
    files: tuple[str, ...]
    findings: tuple[tuple[str, ...], ...] = ()


@dataclass(slots=True)
class Manifest:
    """The files of an output folder that are ours; every other file is a stranger's."""

    files: dict[str, str] = field(default_factory=dict)
    """Path → digest of the bytes as we wrote them."""
    articles: dict[str, Made] = field(default_factory=dict)
    """By domain; "" is the collection."""


def read_manifest(data: bytes | None) -> Manifest:
    """The manifest of an earlier run; an empty one when there is none or it is not ours."""
    try:
        table = json.loads(data or b"{}")
        articles = {
            name: Made(key, tuple(files), tuple(map(tuple, findings)))
            for name, (key, files, findings) in table["articles"].items()
        }
        return Manifest(dict(table["files"]), articles)
    except (ValueError, KeyError, TypeError, AttributeError):
        return Manifest()


def write_manifest(manifest: Manifest) -> bytes:
    """The manifest as JSON, sorted."""
    table = {
        "files": dict(sorted(manifest.files.items())),
        "articles": {
            name: [made.key, made.files, made.findings]
            for name, made in sorted(manifest.articles.items())
        },
    }
    return (json.dumps(table, ensure_ascii=False, indent=0) + "\n").encode("utf-8")


_KEPT = ("check", "severity", "message", "locale", "file", "found", "fix")


def packed(findings: Iterable[Finding]) -> tuple[tuple[str, ...], ...]:
    """Findings as a manifest keeps them: a page that is not made again still has its own."""
    return tuple(
        (*(str(getattr(one, name)) for name in _KEPT), str(one.line), one.key.msgid)
        for one in findings
    )


def unpacked(rows: Iterable[Sequence[str]]) -> list[Finding]:
    """The findings of a manifest."""
    found = []
    for *row, line, msgid in rows:
        values: dict[str, Any] = dict(zip(_KEPT, row, strict=True))
        found.append(Finding(**values, line=int(line), key=Key(None, msgid)))
    return found


def file_digest(data: bytes) -> str:
    """What a manifest says of a file."""
    return hashlib.sha256(data).hexdigest()[:16]


def safe_path(path: str) -> bool:
    """True for a relative path that cannot leave its folder, on any system.

    >>> safe_path("en/chips/index.html"), safe_path("../x"), safe_path("C:/x"), safe_path("a//b")
    (True, False, False, False)
    """
    parts = path.split("/")
    wrong = any(
        part in ("", ".", "..") or "\\" in part or ":" in part or "\0" in part for part in parts
    )
    return not wrong


def edition_key(edition: Edition) -> str:
    """A digest of an edition's text and of the state of each run of it."""
    runs = (f"{p.text}\x1f{p.state}\x1f{p.translated}" for p in edition.pieces)
    return hashlib.sha256("\x1e".join(runs).encode("utf-8", "surrogatepass")).hexdigest()


def key_of(values: Iterable[object]) -> str:
    """A digest of everything that an article's files depend on."""
    digest = hashlib.sha256()
    for value in values:
        digest.update(repr(value).encode("utf-8", "surrogatepass"))
        digest.update(b"\0")
    return digest.hexdigest()[:24]
