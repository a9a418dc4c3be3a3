"""The pictures of the review page in README and docs: made by a browser from a small project.

`make screenshots` writes docs/images/review.png and docs/images/review-board.png. With a folder as
argument it writes every page there, light and dark, wide and on a phone, for whoever changes the
page to look at.
"""

from __future__ import annotations

import shutil
import socket
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright

from l10n import po
from l10n.flow import extract_stage, start
from l10n.model import Draft, Entry, Key, State, digest
from l10n.project import find
from l10n.review.security import Secrets
from l10n.review.server import Review, address_of
from l10n.review.session import Desk
from l10n.stages.update import update_stage

ROOT = Path(__file__).parents[2]
IMAGES = ROOT / "docs/images"
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"]
LOCALES = ("en", "zh_Hans", "ko", "de", "fr", "es", "ar")
ARTICLE = "2025/ai-infrastructure-race"
TERMS = """msgid ""
msgstr "Language: en\\n"

msgid "OpenAI"
msgstr "OpenAI"

msgid "ソフトバンクグループ"
msgstr "SoftBank Group"

msgid "オラクル"
msgstr "Oracle"
"""
WRONG = {
    "今後4年間で**5000億ドル**を投じ、米国にAIの計算基盤を築くという計画です。": (
        "The plan is to invest **$500 million** over the next four years and build computing "
        "infrastructure for AI in the United States."
    ),
}
APPROVED = 23  # of the first sentences
Step = Callable[[Page], object]


def make(root: Path) -> None:
    """A project of this repository's articles, part of it reviewed, one figure wrong."""
    for name in ("source", "locales"):
        shutil.copytree(ROOT / name, root / name)
    (root / "l10n.toml").write_text(
        f'targets = {list(LOCALES)!r}\nengine = "pseudo"\n[publish]\ntitle = "honyaku magazine"\n',
        "utf-8",
    )
    (root / "locales/en/LC_MESSAGES/terms.po").write_text(TERMS, "utf-8")
    flow = start(find(root))
    extract_stage(flow)
    update_stage(flow)
    for (domain, locale), catalog in flow.catalogs.items():
        if domain != ARTICLE or locale not in ("en", "de", "ko"):
            continue
        count = {"en": APPROVED, "de": 44, "ko": 9}[locale]
        entries = tuple(reviewed(e, n, count, locale) for n, e in enumerate(catalog.entries))
        data = po.write_catalog(replace(catalog, entries=entries))
        find(root).catalog(domain, locale).write_bytes(data)


def reviewed(entry: Entry, number: int, count: int, locale: str) -> Entry:
    """The entry as it is half-way through a review."""
    if locale == "en" and entry.key.msgid in WRONG:
        text = WRONG[entry.key.msgid]
        return replace(entry, msgstr=text, state=State.DRAFT, draft=Draft("deepl", digest(text)))
    if locale == "en" and number in (30, 41) and entry.msgstr:
        old = Key(None, entry.key.msgid.replace("です。", "でした。").replace("電力", "電気"))
        return replace(entry, state=State.STALE, draft=None, previous=old)
    if number < count and entry.msgstr:
        return replace(entry, state=State.APPROVED, draft=None)
    return entry


@contextmanager
def served(root: Path) -> Iterator[str]:
    """The address of the project's review page."""
    here, secrets = find(root), Secrets()
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        port = listening.getsockname()[1]
        review = Review(Desk(here, LOCALES), secrets, "127.0.0.1", port)
        server = uvicorn.Server(uvicorn.Config(review.app, log_level="error", ws="none"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        yield address_of("127.0.0.1", port, secrets.token)
        server.should_exit = True
        thread.join()


def take(
    browser: Browser, address: str, path: str, to: Path, *, dark: bool = False,
    size: tuple[int, int] = (1440, 900), then: Step | None = None,
) -> None:  # fmt: skip
    """One picture of one page, after what `then` does on it."""
    page = browser.new_page(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if dark else "light",
        device_scale_factor=1 if size[0] > 500 else 2,
    )
    page.goto(address)
    page.goto(address.split("/login")[0] + path)
    page.wait_for_selector("body[data-ready]")
    if path != "/":
        page.wait_for_selector("#checking", state="hidden", timeout=120_000)
        page.wait_for_timeout(3500)  # the pulse after the checks
        page.wait_for_selector("#engines button")
    if then:
        then(page)
    page.wait_for_timeout(600)
    page.screenshot(path=to)
    page.close()


def quiet(page: Page) -> None:
    page.evaluate("document.querySelector('.toast').classList.remove('shown')")


def stale(page: Page) -> None:
    page.click("#filters .r-stale")
    page.wait_for_timeout(500)
    page.click(".row >> nth=0")
    page.click("[data-view=both]")


def dialog(key: str) -> Step:
    def opened(page: Page) -> None:
        page.keyboard.press("Escape")
        page.keyboard.press(key)

    return opened


def main() -> None:
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        root = Path(name) / "magazine"
        root.mkdir()
        make(root)
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        article = f"/review/en/{ARTICLE}"
        with served(root) as address:
            if len(sys.argv) < 2:
                take(browser, address, article, IMAGES / "review.png", then=quiet)
                take(
                    browser, address, "/", IMAGES / "review-board.png", dark=True, size=(1440, 480)
                )
                return
            to = Path(sys.argv[1])
            to.mkdir(parents=True, exist_ok=True)
            arabic = "/review/ar/open-source-llm-notes"
            for dark in (False, True):
                night = "-dark" if dark else ""
                phone = (390, 844)
                for what, path, then in (
                    ("board", "/", None), ("editor", article, quiet), ("stale", article, stale),
                    ("keys", article, dialog("?")), ("batch", article, dialog("b")),
                    ("arabic", arabic, None),
                ):  # fmt: skip
                    take(browser, address, path, to / f"{what}{night}.png", dark=dark, then=then)
                for what, path, then in (
                    ("board", "/", None), ("editor", article, quiet),
                    ("queue", article, lambda p: p.click(".tabs [data-tab=queue]")),
                    ("page", article, lambda p: p.click(".tabs [data-tab=preview]")),
                ):  # fmt: skip
                    file = to / f"phone-{what}{night}.png"
                    take(browser, address, path, file, dark=dark, size=phone, then=then)
        browser.close()


if __name__ == "__main__":
    main()
