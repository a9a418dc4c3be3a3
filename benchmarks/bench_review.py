"""The review page: an article of 5,000 entries, and a board of 200 articles × 12 locales.

A browser says how long each took on the clock, the server's CPU time beside it says how much of
that was work: on a machine that others use too, the clock says little. Needs Debian's chromium.
"""

from __future__ import annotations

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from l10n import po
from l10n.flow import extract_stage, start
from l10n.model import Catalog, Draft, Entry, Key, State, digest
from l10n.project import find
from l10n.stages.update import update_stage

LOCALES = ("en", "zh_Hans", "ko", "de", "fr", "es", "it", "pt_BR", "ru", "ar", "th", "vi")
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"]
_MARKUP = re.compile(r"\*\*[^*]+\*\*|`[^`]+`|\[[^\]]+\]\([^)]+\)")
TYPE = """async text => {
  const field = document.querySelector("#field"), times = [];
  const page = document.querySelector('[data-side="target"] iframe').contentDocument;
  for (let n = 0; n < 30; n++) {
    const drawn = document.body.dataset.drawn, started = performance.now();
    field.value = text + " " + "x".repeat(n + 1);
    field.dispatchEvent(new Event("input"));
    while (document.body.dataset.drawn === drawn) await new Promise(requestAnimationFrame);
    times.push(performance.now() - started);
    await new Promise(done => setTimeout(done, 30));
  }
  if (!page.querySelector(".l10n-current").textContent.includes("xxx")) throw new Error("not drawn");
  return times;
}"""


def long_article(root: Path, entries: int, *, broken: bool = False) -> None:
    """One Markdown article with its drafts; `broken`, none of them has the markup of its source."""
    (root / "source").mkdir(parents=True)
    (root / "l10n.toml").write_text('targets = ["en"]\nengine = "pseudo"\n', "utf-8")
    lines = ["# 長い記事\n"]
    for n in range(entries // 4):
        lines += [f"## 第{n}節 計算基盤\n"] * (n % 5 == 0)
        lines.append(
            f"第{n}回の投資額は**{n + 2}億ドル**で、計画は{n + 3}か月で進みます。第{n}拠点では`make {n}`を使います。"
            f"詳しくは[資料{n}](https://example.com/{n})をご覧ください。電力は{n}番目の課題です。\n"
        )
    (root / "source/long.md").write_text("\n".join(lines), "utf-8")
    flow = start(find(root))
    extract_stage(flow)
    update_stage(flow)
    for (domain, locale), catalog in flow.catalogs.items():
        drafts = (drafted(entry, n, marked=not broken) for n, entry in enumerate(catalog.entries))
        made = tuple(drafts)
        path = find(root).catalog(domain, locale)
        path.write_bytes(po.write_catalog(replace(catalog, entries=made)))


def drafted(entry: Entry, number: int, *, marked: bool = True) -> Entry:
    """A draft; `marked`, with the Markdown of its source."""
    marks = " and ".join(_MARKUP.findall(entry.key.msgid)) if marked else ""
    text = (
        f"In part {number} the plan for the computing centers moves on{marks and ' with '}{marks}."
    )
    return replace(entry, msgstr=text, state=State.DRAFT, draft=Draft("pseudo", digest(text)))


def many_articles(root: Path, articles: int, entries: int = 60) -> None:
    """A project of catalogs; the sources are small, since the board does not read them."""
    (root / "source").mkdir(parents=True)
    (root / "l10n.toml").write_text(f"targets = {list(LOCALES)!r}\n", "utf-8")
    for number in range(articles):
        (root / f"source/a{number:03}.md").write_text("市場が動いた。\n", "utf-8")
        for locale in LOCALES:
            made = tuple(
                drafted(Entry(Key(None, f"記事{number}の第{n}文です。"), references=("a.md",)), n)
                for n in range(entries)
            )
            path = find(root).catalog(f"a{number:03}", locale)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(po.write_catalog(Catalog(f"a{number:03}", locale, made)))


@contextmanager
def served(root: Path) -> Iterator[tuple[str, int]]:
    """(address to open, process id) of `l10n review` on a project."""
    command = [sys.executable, "-m", "l10n", "review", "--no-open", "--project", str(root)]
    environ = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    environ["PYTHONUNBUFFERED"] = "1"
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environ) as process:
        assert process.stdout
        yield process.stdout.readline().split()[-1], process.pid
        process.terminate()


def cpu(pid: int) -> float:
    """CPU seconds that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def opened(page: Page, address: str, pid: int) -> tuple[float, float]:
    """(milliseconds until a page is ready, CPU milliseconds of the server for it)."""
    before = cpu(pid)
    page.goto(address, wait_until="commit")  # the frame loads after the page is ready
    page.wait_for_selector("body[data-ready]", timeout=120_000)
    used = cpu(pid) - before
    return float(page.evaluate("Number(document.body.dataset.ready)")), 1000 * used


def line(what: str, clock: float, work: float, goal: str) -> None:
    print(f"{what:<58} {clock:8.0f} ms  {work:8.0f} ms CPU   goal {goal}", flush=True)


def one_article(page: Page, address: str, pid: int, what: str) -> None:
    """Opens an article, waits for its live page, and types."""
    page.goto(address)
    page.wait_for_selector("body[data-ready]")
    page.wait_for_timeout(2000)  # the tables of the checks are read in the background
    address = address.split("/login")[0] + "/review/en/long"
    started, before = time.perf_counter(), cpu(pid)
    line(f"open an {what}", *opened(page, address, pid), "1000 ms")
    page.wait_for_selector('[data-side="target"]:not(.loading)', timeout=120_000)
    clock, work = time.perf_counter() - started, cpu(pid) - before
    line("… and its live page beside it", 1000 * clock, 1000 * work, "none")
    before = cpu(pid)
    times = page.evaluate(TYPE, "Typed text")
    work = 1000 * (cpu(pid) - before) / len(times)
    line("keystroke to preview, median", statistics.median(times), work, "100 ms")
    line("keystroke to preview, slowest of 30", max(times), work, "100 ms")


def main() -> None:
    if not shutil.which("chromium"):
        print("no chromium: the review page is not measured")
        return
    entries, articles = (int(x) for x in sys.argv[1:3]) if len(sys.argv) > 2 else (5000, 200)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        root = Path(name)
        many_articles(root / "many", articles)
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        for kind in ("", ", every draft breaks it"):
            folder = root / f"long{len(kind)}"
            long_article(folder, entries, broken=bool(kind))
            with served(folder) as (address, pid):
                one_article(page, address, pid, f"article of {entries:,}{kind}")
        with served(root / "many") as (address, pid):
            home = address.split("/login")[0]
            what = f"board of {articles} × {len(LOCALES)}"
            line(f"{what}, nothing known", *opened(page, address, pid), "2000 ms")
            line(f"{what}, again", *opened(page, home + "/", pid), "2000 ms")
        browser.close()


if __name__ == "__main__":
    main()
