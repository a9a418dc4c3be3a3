"""Books: EPUB 3 that epubcheck accepts, PDF that is the same twice."""

import io
import shutil
import subprocess
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path

import pytest
from magazine import CONFIG, files, make, publish


@pytest.fixture(scope="module")
def books(tmp_path_factory) -> Path:
    root = make(tmp_path_factory.mktemp("books"))
    publish(root, "epub")
    return root / "dist/epub"


def opened(data: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(data))


def test_a_book_of_each_language_and_of_each_article(books):
    assert {"ja.epub", "en.epub", "ar.epub", "ja/note.epub", "en/guide.epub"} <= set(files(books))


def test_the_type_comes_first_and_every_document_is_well_formed(books):
    for data in files(books).values():
        if not data.startswith(b"PK"):
            continue
        with opened(data) as book:
            first = book.infolist()[0]
            assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
            for name in book.namelist():
                if name.endswith((".xhtml", ".opf", ".xml")):
                    ET.fromstring(book.read(name))


def test_an_arabic_book_turns_its_pages_from_the_right_and_is_honest(books):
    with opened((books / "ar.epub").read_bytes()) as book:
        package = book.read("OEBPS/package.opf").decode()
        assert 'page-progression-direction="rtl"' in package
        assert "<dc:language>ar</dc:language>" in package
        chapter = book.read("OEBPS/chip-factories.xhtml").decode()
        assert "تظهر الأجزاء التي لم تُترجم بعد باللغة اليابانية." in chapter
        assert 'lang="ja" xml:lang="ja" dir="ltr"' in chapter
    with opened((books / "en.epub").read_bytes()) as book:
        assert "OEBPS/images/2025/map.en.png" in book.namelist()


def test_chapters_link_to_each_other_and_to_the_site_for_the_rest(books):
    with opened((books / "en.epub").read_bytes()) as book:
        assert 'href="guide.xhtml#' in book.read("OEBPS/chip-factories.xhtml").decode()
    with opened((books / "en/chip-factories.epub").read_bytes()) as book:
        chapter = book.read("OEBPS/chip-factories.xhtml").decode()
        assert 'href="https://example.com/magazine/en/guide/#' in chapter


@pytest.mark.skipif(not shutil.which("epubcheck"), reason="needs Debian's epubcheck")
def test_epubcheck_accepts_a_book(books):
    jar = Path(shutil.which("epubcheck") or "").resolve()
    command = ["java", "-jar", str(jar), str(books / "ar.epub")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "0 fatals / 0 errors / 0 warnings" in done.stdout + done.stderr


def test_two_books_have_the_same_bytes(books, tmp_path):
    root = make(tmp_path / "again")
    publish(root, "epub")
    assert files(root / "dist/epub") == files(books)


def test_pdf_is_the_same_twice(tmp_path):
    pytest.importorskip("weasyprint")
    made = []
    for name in ("one", "two"):
        root = make(
            tmp_path / name, CONFIG.replace('["en", "zh_Hans", "ar", "ko", "de"]', '["en"]')
        )
        for article in ("2025/chips.md", "page.html", "note.txt"):
            (root / "source" / article).unlink()
        publish(root, "pdf")
        made.append(files(root / "dist/pdf"))
    assert made[0] == made[1]
    assert made[0]["en/guide.pdf"].startswith(b"%PDF-")
