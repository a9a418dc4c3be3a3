"""The edition in a real browser: accessible, still, within its page, asking nobody else."""

import contextlib
import functools
import shutil
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from magazine import CONFIG, files, make, publish

sync_api = pytest.importorskip("playwright.sync_api")
axe = pytest.importorskip("axe_playwright_python.sync_playwright")
CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(not CHROMIUM, reason="needs Debian's chromium")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PAGES = (
    "ja/chip-factories/",
    "en/chip-factories/",
    "zh-Hans/chip-factories/",
    "ko/chip-factories/",
    "ar/chip-factories/",
    "ja/note/",
    "en/",
    "ar/",
    "",
)
SHIFTS = """() => new Promise(done => {
  const found = [];
  const shown = source => source.node?.outerHTML?.slice(0, 160);
  new PerformanceObserver(list => list.getEntries().forEach(
      one => found.push([one.value, ...one.sources.map(shown)])))
    .observe({type: 'layout-shift', buffered: true});
  setTimeout(() => done(found), 50);
})"""


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args):
        pass


@contextlib.contextmanager
def served(folder: Path):
    handler = functools.partial(Quiet, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def address(shared_magazine: Path):
    with served(shared_magazine / "dist/site") as at:
        yield at


@pytest.fixture(scope="module")
def browser():
    with sync_api.sync_playwright() as p:
        started = p.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_accessible_still_and_its_own(browser, address, scheme):
    page = browser.new_page(viewport={"width": 390, "height": 844}, color_scheme=scheme)
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    for path in PAGES if scheme == "light" else PAGES[2:5]:
        page.goto(address + path)
        shifts = page.evaluate(SHIFTS)  # before axe, which scrolls the page about
        # a busy machine paints a header that is not read to its end: 0.002; what is felt begins at 0.1
        assert sum(value for value, *_ in shifts) < 0.01, (path, shifts)
        result = axe.Axe().run(page)
        problems = [
            f"{one['id']}: {node['html'][:160]}"
            for one in result.response["violations"]
            for node in one["nodes"]
        ]
        assert problems == [], path
        wide = page.evaluate("document.scrollingElement.scrollWidth - innerWidth")
        assert wide <= 0, path
    assert all(url.startswith(address) for url in asked)
    assert said == []
    page.close()


def test_text_that_breaks_anywhere_has_room_in_a_table_and_korean_rules_hold_for_korean(
    browser, address
):
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(address + "ko/chip-factories/")
    cells = "".join(f"<td>{text}</td>" for text in ("開放式の寝台", "出発の前日まで", "毛布") * 3)
    table = f'<div class="l10n-scroll" lang="ja"><table><tr>{cells}</tr></table></div>'
    page.evaluate(f"document.querySelector('.l10n-body').innerHTML = `{table}<p lang=ja>橋`")
    look = "[...document.querySelectorAll('.l10n-body {}')].map(one => {})"
    assert min(page.evaluate(look.format("td", "one.offsetWidth"))) > 60  # three characters
    assert page.evaluate("document.scrollingElement.scrollWidth - innerWidth") <= 0
    assert page.evaluate(look.format("p", "getComputedStyle(one).wordBreak")) == ["normal"]
    page.close()


def test_the_switcher_and_the_overlay_work_without_a_script(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "en/chip-factories/")
    page.click(".l10n-languages summary")
    page.click(".l10n-languages a[hreflang=ar]")
    assert page.url == address + "ar/chip-factories/"
    legend = page.locator(".l10n-legend")
    assert not legend.is_visible()
    page.check("#l10n-overlay")
    assert legend.is_visible()
    context.close()


def test_arabic_text_runs_from_the_right_and_japanese_in_it_does_not(browser, address):
    page = browser.new_page()
    page.goto(address + "ar/chip-factories/")
    style = "getComputedStyle(document.querySelector('{}')).direction"
    assert page.evaluate(style.format("article p[data-l10n-state]")) == "rtl"
    assert page.evaluate(style.format("[data-l10n-state=untranslated]")) == "ltr"
    page.close()


def test_a_reader_finds_an_article_by_a_word_in_its_own_language(browser, tmp_path):
    pytest.importorskip("pagefind")
    root = make(tmp_path / "m", CONFIG + "search = true\n")
    publish(root)
    before = files(root / "dist/site")
    publish(root)
    assert files(root / "dist/site") == before
    with served(root / "dist/site") as address:
        page = browser.new_page()
        page.goto(address + "ja/")
        page.fill(".pagefind-ui__search-input", "熊本")
        page.wait_for_selector(".pagefind-ui__result")
        links = page.locator(".pagefind-ui__result-link")
        assert links.first.get_attribute("href") == "/ja/chip-factories/"
        page.close()
