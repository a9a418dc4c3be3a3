"""`epub`: an EPUB 3 of each article, and one of all of them, in each language."""

from __future__ import annotations

import html
import io
import posixpath
import re
import uuid
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from l10n.lang import tags
from l10n.lazy import lazy
from l10n.model import Finding
from l10n.plugin import Bundle, Facts, Output, Page
from l10n.publishers._body import Body
from l10n.publishers._strings import long_date, notices
from l10n.publishers.site import Rendered, Web

_TAG = lazy(r"<([a-z][a-z0-9]*)((?:\s+[^\s=>\"]+(?:=\"[^\"]*\")?)*)\s*>")
_ATTRIBUTE = lazy(r"\s+([^\s=>\"]+)(?:=(\"[^\"]*\"))?")
_VOID = frozenset(["br", "col", "hr", "img", "source", "track", "wbr"])
_NOT_IN_BOOKS = frozenset(["loading", "decoding", "tabindex", "hreflang"])
_TYPES = {
    ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg",
    ".gif": "image/gif", ".svg": "image/svg+xml",
}  # fmt: skip
_EPOCH = (1980, 1, 1, 0, 0, 0)
_STYLE = """\
body { line-height: 1.7; margin: 0 4%; }
h1, h2, h3 { line-height: 1.4; page-break-after: avoid; }
.dek, .meta, figcaption { color: #555; }
.notice { border: 1px solid #b8923a; border-radius: 6px; padding: 0.7em 1em; }
table { border-collapse: collapse; } th, td { border: 1px solid #999; padding: 0.3em 0.7em; text-align: start; }
.l10n-right { text-align: right; } .l10n-center { text-align: center; }
blockquote { border-inline-start: 3px solid #bbb; margin-inline: 0; padding-inline: 1em; }
.l10n-marks, .l10n-marked { list-style: none; } img { max-width: 100%; height: auto; }
code, pre { font-family: monospace; } pre { white-space: pre-wrap; }
:lang(ja) em, :lang(zh) em, :lang(ko) em { font-style: normal; text-emphasis: filled dot; }
"""


class Epub:
    """The `epub` publisher."""

    name = "epub"

    def article(self, bundle: Bundle, facts: Facts) -> Output:
        """`<tag>/<slug>.epub` in each language."""
        files, findings = {}, []
        for page in facts.pages[bundle.document.domain].values():
            book = _Book(facts, page.locale, [page])
            files[f"{page.tag}/{page.slug}.epub"] = book.data(page.title)
            findings += book.findings if page.source else []
        return Output(files, {}, tuple(findings))

    def collection(self, facts: Facts) -> Output:
        """`<tag>.epub`: all articles of a language, newest first."""
        web = Web(facts)
        files = {}
        for locale in web.locales():
            book = _Book(facts, locale, web.pages(locale))
            files[f"{tags.language_tag(locale)}.epub"] = book.data(web.title(locale))
        return Output(files)


class _Inside(Web):
    """Addresses within a book: a chapter that is not in it is on the web, or nowhere."""

    def __init__(self, facts: Facts, chapters: Iterable[Page]) -> None:
        super().__init__(facts)
        self.chapters = {(page.domain, page.locale) for page in chapters}

    def page_href(self, page: Page, other: Page) -> str:  # noqa: ARG002
        if (other.domain, other.locale) in self.chapters:
            return chapter(other)
        return self.url(f"{other.tag}/{other.slug}/index.html")

    def asset_href(self, page: Page, asset: str) -> str:  # noqa: ARG002
        return quote(f"images/{asset}") if posixpath.splitext(asset)[1].lower() in _TYPES else ""


def chapter(page: Page) -> str:
    """The file of an article in a book."""
    return f"{page.slug}.xhtml"


@dataclass(frozen=True, slots=True)
class _Chapter:
    page: Page
    body: Rendered


class _Book:
    def __init__(self, facts: Facts, locale: str, pages: Sequence[Page]) -> None:
        self.facts, self.locale = facts, locale
        self.web = _Inside(facts, pages)
        self.chapters = [_Chapter(page, self._body(page)) for page in pages]
        self.findings: list[Finding] = [f for one in self.chapters for f in one.body.findings]
        self.ui = self.web.ui(locale)

    def _body(self, page: Page) -> Rendered:
        bundle = self.facts.bundle(page.domain)
        original: Body | None = None
        if not page.source:
            original = self.web.original(bundle)
        return self.web.body(bundle, page.locale, original)

    def data(self, title: str) -> bytes:
        """The book; its bytes depend on what it holds alone."""
        images = sorted({asset for one in self.chapters for asset in one.body.assets})
        files: dict[str, bytes] = {
            "META-INF/container.xml": _CONTAINER.encode(),
            "OEBPS/package.opf": self._package(title, images).encode(),
            "OEBPS/nav.xhtml": self._nav(title).encode(),
            "OEBPS/style.css": _STYLE.encode(),
        }
        for one in self.chapters:
            files[f"OEBPS/{chapter(one.page)}"] = self._chapter(one).encode()
        for asset in images:
            files[f"OEBPS/images/{asset}"] = self.facts.asset(asset)
        return _zipped(files)

    def _chapter(self, one: _Chapter) -> str:
        page = one.page
        head = f"<h1>{xhtml(one.body.title) or html.escape(page.title)}</h1>\n"
        if page.description:
            head += f'<p class="dek">{html.escape(page.description)}</p>\n'
        if page.date:
            shown = html.escape(long_date(page.date, page.locale))
            head += f'<p class="meta"><time datetime="{page.date}">{shown}</time></p>\n'
        said = tags.joiner(page.locale).join(notices(page, self.ui))
        head += f'<p class="notice">{html.escape(said)}</p>\n' if said else ""
        return _page(page.title, self.locale, f"<section>\n{head}{xhtml(one.body.html)}</section>")

    def _nav(self, title: str) -> str:
        items = "".join(
            f'<li><a href="{quote(chapter(one.page))}">{html.escape(one.page.title)}</a></li>\n'
            for one in self.chapters
        )
        heading = html.escape(self.ui["contents"])
        nav = f'<nav epub:type="toc"><h1>{heading}</h1>\n<ol>\n{items}</ol></nav>'
        return _page(title, self.locale, nav)

    def _package(self, title: str, images: Sequence[str]) -> str:
        tag = tags.language_tag(self.locale)
        name = f"{self.facts.settings.base_url}/{tag}/" + " ".join(
            c.page.domain for c in self.chapters
        )
        identifier = uuid.uuid5(uuid.NAMESPACE_URL, name)
        dates = sorted(one.page.updated for one in self.chapters if one.page.updated)
        modified = dates[-1] if dates else "2000-01-01"
        creator = self.facts.settings.author
        manifest = [
            '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>',
            '<item id="style" href="style.css" media-type="text/css"/>',
        ]
        for number, one in enumerate(self.chapters, 1):
            remote = ' properties="remote-resources"' if 'src="http' in one.body.html else ""
            manifest.append(
                f'<item id="c{number}" href="{quote(chapter(one.page))}"'
                f' media-type="application/xhtml+xml"{remote}/>'
            )
        for number, asset in enumerate(images, 1):
            kind = _TYPES[posixpath.splitext(asset)[1].lower()]
            manifest.append(
                f'<item id="i{number}" href="{quote(f"images/{asset}")}" media-type="{kind}"/>'
            )
        spine = "".join(f'<itemref idref="c{n}"/>\n' for n in range(1, len(self.chapters) + 1))
        first = '<itemref idref="nav"/>\n' if len(self.chapters) > 1 else ""
        progression = (
            ' page-progression-direction="rtl"' if tags.direction(self.locale) == "rtl" else ""
        )
        maker = f"<dc:creator>{html.escape(creator)}</dc:creator>\n" if creator else ""
        return (
            '<?xml version="1.0" encoding="utf-8"?>\n'
            f'<package xmlns="http://www.idpf.org/2007/opf" version="3.0" xml:lang="{tag}"'
            ' unique-identifier="id">\n'
            '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
            f'<dc:identifier id="id">urn:uuid:{identifier}</dc:identifier>\n'
            f"<dc:title>{html.escape(title)}</dc:title>\n<dc:language>{tag}</dc:language>\n{maker}"
            f'<meta property="dcterms:modified">{modified}T00:00:00Z</meta>\n</metadata>\n'
            f"<manifest>\n{chr(10).join(manifest)}\n</manifest>\n"
            f"<spine{progression}>\n{first}{spine}</spine>\n</package>\n"
        )


_CONTAINER = """\
<?xml version="1.0" encoding="utf-8"?>
<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">
<rootfiles><rootfile full-path="OEBPS/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""


def _page(title: str, locale: str, body: str) -> str:
    tag, direction = tags.language_tag(locale), tags.direction(locale)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
        f' lang="{tag}" xml:lang="{tag}" dir="{direction}">\n'
        f"<head><title>{html.escape(title)}</title>"
        '<link rel="stylesheet" type="text/css" href="style.css"/></head>\n'
        f"<body>\n{body}\n</body>\n</html>\n"
    )


def xhtml(markup: str) -> str:
    """Our clean HTML as XHTML: void elements closed, every attribute with a value.

    >>> xhtml('<p>a<br>b <img src="x.png" loading="lazy"></p>')
    '<p>a<br/>b <img src="x.png"/></p>'
    """

    def written(match: re.Match[str]) -> str:
        name, attrs = match[1], ""
        for found in _ATTRIBUTE.finditer(match[2]):
            if found[1] in _NOT_IN_BOOKS:
                continue
            attrs += f" {found[1]}={found[2] or chr(34) + found[1] + chr(34)}"
            if found[1] == "lang":
                attrs += f" xml:lang={found[2]}"
        return f"<{name}{attrs}{'/' if name in _VOID else ''}>"

    return _TAG.sub(written, markup)


def _zipped(files: Mapping[str, bytes]) -> bytes:
    """A zip whose bytes depend on its files alone; `mimetype` is first and not compressed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as book:
        everything = {"mimetype": b"application/epub+zip", **files}
        for name, data in everything.items():
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            info.create_system = 3
            book.writestr(info, data)
    return out.getvalue()
