"""`make docs` builds a site in both languages, with no broken link and nothing fetched from outside."""

import re
import subprocess
import sys
import tomllib
from html.parser import HTMLParser

import pytest
from blocks import ROOT

BUILD = ROOT / "docs" / "site" / "docs_site.py"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    out = tmp_path_factory.mktemp("docs")
    command = [sys.executable, str(BUILD), str(out)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr  # strict: a broken link is an error
    return out / "site"


def test_both_languages_have_every_page(site):
    pages = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    english = {page for page in pages if not page.startswith("ja/")}
    assert pages - english == {f"ja/{page}" for page in english}
    assert {
        "index.html",
        "guide/tutorial.html",
        "reference/commands.html",
        "checks.html",
    } <= english


def test_the_switch_of_languages_leads_to_the_same_page(site):
    for page in ("index.html", "guide/tutorial.html", "reference/commands.html"):
        for folder in ("", "ja/"):
            text = (site / folder / page).read_text("utf-8")
            links = {
                code: link for link, code in re.findall(r'href="([^"]*)" hreflang="(..)"', text)
            }
            there = {code: (site / folder / page).parent / link for code, link in links.items()}
            assert there["en"].resolve() == (site / page).resolve()
            assert there["ja"].resolve() == (site / "ja" / page).resolve()


def test_the_pages_of_a_language_say_so(site):
    assert '<html lang="ja"' in (site / "ja/guide/tutorial.html").read_text("utf-8")
    assert "チュートリアル" in (site / "ja/guide/tutorial.html").read_text("utf-8")
    assert '<html lang="en"' in (site / "guide/tutorial.html").read_text("utf-8")


class Loads(HTMLParser):
    """The addresses that a browser asks for without being told to."""

    def __init__(self, text):
        super().__init__()
        self.found = set()
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        if tag in ("script", "img", "iframe", "source"):
            self.found.add(values.get("src") or "")
        if tag == "link" and "canonical" not in (values.get("rel") or ""):
            self.found.add(values.get("href") or "")


def test_the_navigation_has_every_page():
    settings = tomllib.loads((BUILD.parent / "site.toml").read_text("utf-8"))
    listed = [page for part in settings["nav"] for page in part["pages"]]
    there = {page.name for page in ROOT.glob("docs/*.md")} | {"contributing.md", "changelog.md"}
    there |= {f"reference/{page.name}" for page in ROOT.glob("docs/reference/*.md")}
    there |= {f"guide/{page.name}" for page in ROOT.glob("docs/ja/*.md")} - {"guide/index.md"}
    assert sorted(listed) == sorted(there)


def test_no_page_loads_anything_from_outside(site):
    loaded = {one for page in site.rglob("*.html") for one in Loads(page.read_text("utf-8")).found}
    assert {one for one in loaded if re.match(r"(https?:)?//", one)} == set()
    styles = "".join(path.read_text("utf-8") for path in site.rglob("*.css"))
    assert re.findall(r"(?:@import|url\()\s*[\"']?(?:https?:)?//[^)\"']+", styles) == []


def test_links_to_files_that_are_no_pages_are_plain_text():
    from docs_site import rewritten

    page = ROOT / "docs" / "engines.md"
    text = (
        "[a](../examples/engine-tsv) [b](formats.md#x) ![c](images/flow.svg) [d](../CHANGELOG.md)"
    )
    assert rewritten(text, page) == "a [b](formats.md#x) ![c](images/flow.svg) [d](changelog.md)"
