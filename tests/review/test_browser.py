"""Whole journeys in a real browser: by keyboard alone, by one click, against another program."""

import re
import shutil
import socket
import sys
import threading
from pathlib import Path

import polib
import pytest

sys.path.insert(0, str(Path(__file__).parent))

from l10n.project import find
from l10n.review.security import Secrets
from l10n.review.server import Review, address_of
from l10n.review.session import Desk

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
EN, ZH, AR = ("locales/en", "locales/zh_Hans", "locales/ar")
CHIPS = "LC_MESSAGES/2025/chips.po"
FIGURE = "投資額は**974億ドル(約14.8兆円)**の見込みです。"


@pytest.fixture(scope="module")
def browser():
    with sync_api.sync_playwright() as p:
        started = p.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def address(project):
    """The address of a review of the magazine, on a server of its own."""
    import uvicorn

    here, secrets = find(project), Secrets()
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        port = listening.getsockname()[1]
        review = Review(Desk(here, tuple(here.config.targets)), secrets, "127.0.0.1", port)
        config = uvicorn.Config(review.app, log_level="error", ws="none")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        yield address_of("127.0.0.1", port, secrets.token)
        server.should_exit = True
        thread.join()


class Reviewer:
    """A person at the page."""

    def __init__(self, browser, address: str, **options) -> None:
        self.page = browser.new_page(**({"viewport": {"width": 1440, "height": 900}} | options))
        self.said: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("response", lambda r: r.status >= 500 and self.said.append(r.url + r.text()))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.goto(address)
        self.home = address.split("/login")[0]

    def open(self, path: str) -> None:
        self.page.goto(self.home + path)
        self.page.wait_for_selector("body[data-ready]")
        if path != "/":
            self.frame().wait_for_selector(".l10n-current, h1", state="attached")

    def frame(self, side: str = "target"):
        return self.page.query_selector(f'.frame[data-side="{side}"] iframe').content_frame()

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def goto(self, source: str) -> None:
        """To a sentence, by clicking its row; once more if the list was just made anew."""
        self.page.fill("#search", re.escape(source)[:190])
        row = self.page.locator(".row", has_text=source[:12]).first

        def is_there() -> bool:
            row.click()
            return self.page.text_content("#source") == source

        self.until(is_there)

    def wait(self, script: str, arg: object = None) -> None:
        function = script if "=>" in script.split("(")[0] else f"() => {script}"
        self.page.wait_for_function(function, arg=arg)

    def until(self, holds) -> None:
        """Waits for what happens in a file."""
        for _ in range(200):
            if holds():
                return
            self.page.wait_for_timeout(50)
        assert holds()

    def toast(self, text: str) -> None:
        self.wait("text => document.querySelector('.toast').textContent.includes(text)", text)

    def close(self) -> None:
        assert [one for one in self.said if "status of 4" not in one] == []
        assert [url for url in self.asked if not url.startswith((self.home, "data:"))] == []
        self.page.close()


def rewrite(path: Path, old: str, new: str) -> None:
    """What an editor does on saving."""
    beside = path.with_suffix(".new")
    beside.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    beside.replace(path)


def entry(project: Path, locale: str, msgid: str):
    return polib.pofile(str(project / locale / CHIPS)).find(msgid)


def test_an_article_is_reviewed_from_queue_to_approval_by_keyboard_alone(browser, address, project):
    me = Reviewer(browser, address)
    me.page.goto(me.home + "/")
    me.page.wait_for_selector("body[data-ready]")
    for _ in range(40):  # Tab leads to the article
        me.press("Tab")
        if me.page.evaluate("document.activeElement.dataset?.cell") == "zh_Hans/2025/chips":
            break
    me.press("Enter")
    me.page.wait_for_url("**/review/zh_Hans/2025/chips*")
    me.page.wait_for_selector("body[data-ready]")
    me.press("Enter")  # into the text of the first sentence
    assert me.page.evaluate("document.activeElement.id") == "field"
    total = me.page.evaluate(
        "Number(document.querySelector('#list .row').getAttribute('aria-setsize'))"
    )
    for number in range(total):
        me.wait(
            "n => Number(document.querySelector('[aria-selected=true]').getAttribute('aria-posinset')) === n",
            number + 1,
        )
        if not me.page.input_value("#field"):
            me.press("Alt+c")  # untranslated: the source is all that there is
            if number == total - 1:
                me.page.keyboard.type("。")
        before = me.page.text_content("#progress .figure")
        me.press("Control+Enter")
        me.wait(
            "before => document.querySelector('#progress .figure').textContent !== before", before
        )
    me.wait(
        "document.querySelector('#progress .figure').textContent.match(/^(\\d+) of \\1 /) !== null"
    )
    file = polib.pofile(str(project / ZH / CHIPS))
    assert [e.msgid for e in file if e.fuzzy or not e.msgstr] == []
    assert "mt=" not in (project / ZH / CHIPS).read_text("utf-8")
    me.close()


def test_a_wrong_figure_is_put_right_by_one_click_and_the_page_beside_it_follows(
    browser, address, project
):
    path = project / EN / CHIPS
    rewrite(path, "$97.4 billion", "$97.4 million")
    me = Reviewer(browser, address)
    me.open("/review/en/2025/chips")
    # errors come first
    me.wait("document.querySelector('#badge').textContent === 'Error'")
    assert me.page.text_content("#source") == FIGURE
    assert "97,400,000,000 USD" in me.page.text_content("#facts")
    assert "97,400,000 USD" in me.page.text_content("#facts")
    assert me.page.text_content("#source .v-wrong") == "974億ドル"
    assert me.page.text_content("#mirror .v-wrong") == "$97.4 million"
    me.page.click(".fix")
    me.frame().wait_for_selector(".l10n-current >> text=97.4 billion")  # before anything is saved
    assert "million" in entry(project, EN, FIGURE).msgstr
    me.press("Control+Enter")
    me.wait("!document.querySelector('#filters .r-error')")
    assert "$97.4 billion" in entry(project, EN, FIGURE).msgstr
    me.press("Escape", "u")
    me.toast("Undone")
    assert "million" in entry(project, EN, FIGURE).msgstr
    me.close()


def test_what_another_program_writes_is_shown_and_the_reviewer_decides(browser, address, project):
    path, source = project / EN / CHIPS, "半導体工場の春"
    me = Reviewer(browser, address)
    me.open("/review/en/2025/chips")
    me.goto(source)
    me.page.fill("#field", "Chips in spring")
    rewrite(path, "Spring for chip factories", "A spring of chips")
    me.press("Control+s")
    me.page.wait_for_selector("#conflict-dialog[open]")
    assert me.page.text_content("#conflict-theirs") == "A spring of chips"
    assert me.page.text_content("#conflict-ours") == "Chips in spring"
    assert entry(project, EN, source).msgstr == "A spring of chips"
    me.page.click("#conflict-dialog [value=theirs]")
    me.wait("document.querySelector('#field').value === 'A spring of chips'")
    rewrite(path, "A spring of chips", "Theirs again")
    me.wait(
        "document.querySelector('#field').value === 'Theirs again'"
    )  # nothing was typed: no question
    me.page.fill("#field", "Mine")
    rewrite(path, "Theirs again", "Theirs at last")
    me.page.wait_for_selector("#conflict-dialog[open]")  # told without being asked
    me.page.click("#conflict-dialog [value=ours]")
    me.until(lambda: entry(project, EN, source).msgstr == "Mine")
    me.close()


def test_what_is_typed_while_a_sentence_is_fetched_again_stays(browser, address, project):
    source = "半導体工場の春"
    me = Reviewer(browser, address)
    me.open("/review/en/2025/chips")
    me.goto(source)
    held = []
    me.page.route("**/api/entry/**", lambda route: held.append(route))
    me.page.locator(".row", has_text=source).first.click()
    me.until(lambda: bool(held))
    me.page.fill("#field", "Chips in spring")
    with me.page.expect_response("**/api/entry/**"):
        held[0].continue_()
    me.page.unroute("**/api/entry/**")
    me.press("Control+s")
    me.until(lambda: entry(project, EN, source).msgstr == "Chips in spring")
    me.close()


def test_a_sentence_of_the_page_is_clicked_and_edited_there(browser, address, project):
    me = Reviewer(browser, address)
    me.open("/review/en/2025/chips")
    run = me.frame().query_selector("li [data-l10n-at]")
    box = run.bounding_box()
    me.page.mouse.click(box["x"] + 5, box["y"] + 5)
    me.wait("document.activeElement.id === 'field'")
    assert "TSMC" in me.page.text_content("#source")
    me.press("Control+End")
    me.page.keyboard.type(" Visit it.")
    me.frame().wait_for_selector("li.l10n-marked >> text=Visit it.")
    me.page.click("[data-view=both]")
    me.frame("source").wait_for_selector(".l10n-current >> text=TSMC")
    me.page.click("#next")
    me.wait("document.querySelector('#save').disabled")
    assert (
        "Visit it."
        in entry(project, EN, "熊本には[TSMCの工場](https://www.tsmc.com/)があります。").msgstr
    )
    me.close()


def test_a_mask_is_one_character_to_the_keyboard(browser, address, project):
    source = "熊本には[TSMCの工場](https://www.tsmc.com/)があります。"
    me = Reviewer(browser, address)
    me.open("/review/en/2025/chips")
    me.goto(source)
    whole, mask = me.page.input_value("#field"), "](https://www.tsmc.com/)"
    me.page.evaluate(
        "end => { field.focus(); field.setSelectionRange(end, end) }", whole.index(mask) + len(mask)
    )
    me.press("Backspace")
    assert me.page.input_value("#field") == whole.replace(mask, "")
    me.page.wait_for_selector(".mask.left")
    me.press("Alt+m")
    assert me.page.input_value("#field") == whole
    me.page.evaluate("at => field.setSelectionRange(at, at)", whole.index(mask) + 5)
    me.page.keyboard.type("x")
    assert mask in me.page.input_value("#field")
    me.press("Control+z", "Control+z", "Control+z")
    me.close()


def test_arabic_is_edited_from_the_right_with_its_own_letters(browser, address, project):
    me = Reviewer(browser, address)
    me.open("/review/ar/2025/chips")
    me.goto(FIGURE)
    style = "getComputedStyle(document.querySelector('{}')).{}"
    assert me.page.evaluate(style.format("#field", "direction")) == "rtl"
    assert me.page.evaluate(style.format("#mirror", "direction")) == "rtl"
    assert me.page.evaluate(style.format("#source", "direction")) == "ltr"
    assert me.page.get_attribute(".field", "lang") == "ar"
    assert (
        me.frame().evaluate("getComputedStyle(document.querySelector('.l10n-body')).direction")
        == "rtl"
    )
    me.page.fill("#field", "من المتوقع أن يبلغ **97.4 مليار دولار (نحو 14.8 تريليون ين)**.")
    me.press("Control+Enter")
    me.toast("Approved")
    assert entry(project, AR, FIGURE).msgstr.startswith("من المتوقع أن يبلغ **97.4")
    me.close()


def test_short_drafts_are_approved_from_one_list(browser, address, project):
    me = Reviewer(browser, address)
    me.open("/review/zh_Hans/2025/chips")
    me.press("b")
    me.page.wait_for_selector("#batch-dialog[open]")
    boxes = me.page.locator("#batch-list input")
    count = boxes.count()
    boxes.first.uncheck()
    me.page.click("#batch-dialog .primary")
    me.toast(f"{count - 1} approved together")
    file = polib.pofile(str(project / ZH / CHIPS))
    assert len([e for e in file if e.msgstr and not e.fuzzy]) == count - 1
    me.press("u")
    me.toast("Undone")
    assert [e for e in polib.pofile(str(project / ZH / CHIPS)) if e.msgstr and not e.fuzzy] == []
    me.close()


def test_the_queue_is_searched_filtered_and_never_drawn_whole(browser, address):
    me = Reviewer(browser, address)
    me.open("/review/en/2025/chips")
    me.press("/")
    me.page.keyboard.type("^rapidus|工場見学")
    me.wait("document.querySelectorAll('.row').length === 1")
    me.page.fill("#search", "(")
    me.page.wait_for_selector("#search-wrong:not([hidden])")
    me.page.fill("#search", "")
    me.page.click("#filters .r-untranslated")
    me.wait(
        "[...document.querySelectorAll('.row')].every(row => row.classList.contains('s-untranslated'))"
    )
    me.close()


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 390)])
def test_no_page_has_a_barrier(browser, address, scheme, width):
    """axe-core finds nothing: on every page, in every dialog, on a desk by day, on a phone by night."""
    size = {"width": width, "height": 860}
    me = Reviewer(browser, address, color_scheme=scheme, viewport=size)
    for path in ("/", "/review/ar/2025/chips"):
        me.open(path)
        assert barriers(me.page) == [], path
        wide = me.page.evaluate("document.scrollingElement.scrollWidth - innerWidth")
        assert wide <= 0, path
    for dialog in ("help", "reject", "batch", "conflict", "rename"):
        me.page.evaluate("name => document.querySelector(`#${name}-dialog`).showModal()", dialog)
        assert barriers(me.page, f"#{dialog}-dialog") == [], dialog
        me.page.evaluate("name => document.querySelector(`#${name}-dialog`).close()", dialog)
    for tab in ("queue", "preview") if width < 400 else ():
        me.page.click(f".tabs [data-tab={tab}]")
        assert barriers(me.page, ".desk") == [], tab
    me.close()


def barriers(page, within: str = "body") -> list[str]:
    result = axe.Axe().run(page, context=within)
    return [
        f"{one['id']} ({one['impact']}): {node['html'][:160]}"
        for one in result.response["violations"]
        for node in one["nodes"]
    ]
