"""`pdf`: the print style of each page, through WeasyPrint (`pip install 'honyaku[pdf]'`)."""

from __future__ import annotations

import base64
import datetime
import mimetypes
import os
import posixpath
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote

from l10n.errors import UsageError
from l10n.lazy import lazy
from l10n.plugin import Bundle, Facts, Output, Page
from l10n.publishers._theme import text_of
from l10n.publishers.site import Site, asset_path, page_path

_SHEET = lazy(r'<link rel="(?:stylesheet|icon)"[^>]*>')
_PRINT = "@page { size: A4; margin: 20mm 22mm; @bottom-center { content: counter(page); font-size: 9pt; } }"


class Pdf:
    """The `pdf` publisher."""

    name = "pdf"

    def article(self, bundle: Bundle, facts: Facts) -> Output:
        """`<tag>/<slug>.pdf` in each language."""
        made = Site().article(bundle, facts)
        files = {
            f"{page.tag}/{page.slug}.pdf": _pdf(made.files[page_path(page)], page, facts)
            for page in facts.pages[bundle.document.domain].values()
        }
        return Output(files, {}, made.findings)

    def collection(self, facts: Facts) -> Output:  # noqa: ARG002 - nothing lists articles here
        """Nothing."""
        return Output({})


def _pdf(markup: bytes, page: Page, facts: Facts) -> bytes:
    try:
        from weasyprint import CSS, HTML
        from weasyprint.urls import URLFetcher
    except ImportError as error:
        raise UsageError(
            "PDF needs WeasyPrint, which is not installed", fix="pip install 'honyaku[pdf]'"
        ) from error
    text = _SHEET.sub("", markup.decode("utf-8"))
    for asset in sorted(facts.assets):  # a document on its own asks nobody for anything
        address = quote(posixpath.relpath(asset_path(asset), posixpath.dirname(page_path(page))))
        if f'src="{address}"' in text:
            text = text.replace(f'src="{address}"', f'src="{_embedded(asset, facts)}"')
    fetcher = URLFetcher(allowed_protocols=["data"])
    with _dated(page):
        # links within the edition lead to the site, where there is one
        base = f"{facts.settings.base_url.rstrip('/')}/{page.tag}/{page.slug}/"
        document = HTML(string=text, base_url=base, url_fetcher=fetcher)
        sheets = [CSS(string=text_of("style.css", facts)), CSS(string=_PRINT)]
        made: bytes = document.write_pdf(stylesheets=sheets, pdf_identifier=page.domain.encode())
        return made


def _embedded(asset: str, facts: Facts) -> str:
    kind = mimetypes.guess_type(asset)[0] or "application/octet-stream"
    return f"data:{kind};base64,{base64.b64encode(facts.asset(asset)).decode()}"


@contextmanager
def _dated(page: Page) -> Iterator[None]:
    """The article's date as the time of the build: fonts are stamped with it."""
    before = os.environ.get("SOURCE_DATE_EPOCH")
    day = datetime.date.fromisoformat(page.updated or "2000-01-01")
    seconds = (day - datetime.date(1970, 1, 1)).days * 86_400
    os.environ["SOURCE_DATE_EPOCH"] = before or str(seconds)
    try:
        yield
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
