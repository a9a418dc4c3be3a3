"""Pages a second of `l10n publish`, against MkDocs and Hugo on the same articles in the same run.

    python benchmarks/bench_publish.py [ARTICLES [ROUNDS]]      (default 40, × 12 locales; 3)

The articles are our Markdown demo, varied, half translated by texts that keep its markup (one that breaks the
structure of an article has to be searched for: 44 % of a run where every edition had some). `l10n publish` starts from source and
catalogs: it parses, merges, checks and builds before it renders. MkDocs and Hugo start from the
finished Markdown that `l10n publish --layout …` wrote, so theirs is the smaller part of the work. "Checked before" is what
follows `l10n sync`, which has kept what the checks say.
"""

import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from l10n import po
from l10n.flow import extract_stage, start
from l10n.model import State
from l10n.project import find
from l10n.stages.update import update_stage

LOCALES = ["en", "zh_Hans", "zh_Hant", "ko", "de", "fr", "es", "pt_BR", "it", "ru", "ar", "th"]
_JAPANESE = re.compile(r"[ぁ-ゖァ-ヶー一-鿿々]+")
ARTICLE = (Path(__file__).parents[1] / "l10n/demo/hello.md").read_text("utf-8")


def make(root: Path, articles: int) -> None:
    """A project of `articles` articles whose catalogs are half filled."""
    from dataclasses import replace

    quoted = ", ".join(f'"{locale}"' for locale in LOCALES)
    (root / "l10n.toml").write_text(
        f'targets = [{quoted}]\nengine = "pseudo"\n[publish]\nbase_url = "https://example.org"\n'
        "threshold = 0.3\n",
        "utf-8",
    )
    (root / "source").mkdir()
    for number in range(articles):
        text = ARTICLE.replace("slug: figures", f"slug: figures-{number}")
        text = text.replace("# 数字は", f"# 第{number}回、数字は", 1)
        (root / f"source/a{number:05}.md").write_text(text, "utf-8")
    flow = start(find(root))
    extract_stage(flow)
    update_stage(flow)
    for (domain, locale), catalog in flow.catalogs.items():
        entries = tuple(
            replace(entry, msgstr=_JAPANESE.sub("word", entry.key.msgid), state=State.APPROVED)
            if n % 2 and "](" not in entry.key.msgid
            else entry
            for n, entry in enumerate(catalog.entries)
        )
        path = find(root).catalog(domain, locale)
        path.write_bytes(po.write_catalog(replace(catalog, entries=entries)))


def measured(run: Callable[[], object]) -> tuple[float, float]:
    """(seconds on the clock, CPU seconds of child processes)."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    run()
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def command(*args: str, cwd: Path) -> Callable[[], object]:
    return lambda: subprocess.run(args, cwd=cwd, check=True, capture_output=True)


def edited(root: Path, run: Callable[[], object]) -> Callable[[], object]:
    """`run` after the last msgstr of one catalog was edited."""

    def after_edit() -> None:
        path = root / "locales/en/LC_MESSAGES/a00001.po"
        before, found, after = path.read_text("utf-8").rpartition("word")
        path.write_text(f"{before}another {found}{after}", "utf-8")
        run()

    return after_edit


def hugo(root: Path) -> Callable[[], object]:
    site = root / "dist/hugo"
    config = 'baseURL = "https://example.org/"\ndisableKinds = ["taxonomy", "term"]\n'
    (site / "config.toml").write_text(config + (site / "languages.toml").read_text("utf-8"))
    layouts = site / "layouts/_default"
    layouts.mkdir(parents=True, exist_ok=True)
    page = "<!DOCTYPE html><title>{{ .Title }}</title>{{ range .AllTranslations }}{{ .Permalink }}{{ end }}{{ .Content }}"
    (layouts / "single.html").write_text(page)
    (layouts / "list.html").write_text("<!DOCTYPE html>{{ range .Pages }}{{ .Title }}{{ end }}")
    return command("hugo", "--quiet", cwd=site)


def mkdocs(root: Path) -> Callable[[], object]:
    site = root / "dist/mkdocs"
    (site / "docs/index.md").write_text("# x\n")
    (site / "mkdocs.yml").write_text(
        "site_name: x\nmarkdown_extensions: [attr_list, footnotes, tables]\ntheme: {name: mkdocs}\nplugins: []\n"
    )
    return command(sys.executable, "-W", "ignore", "-m", "mkdocs", "build", "-q", cwd=site)


def forgetting(root: Path, *folders: str) -> Callable[[], None]:
    """Takes away what an earlier round has made."""

    def forget() -> None:
        for folder in folders:
            shutil.rmtree(root / folder, ignore_errors=True)

    return forget


def main() -> None:
    articles = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    pages = articles * (len(LOCALES) + 1)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    l10n = (sys.executable, "-m", "l10n")
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        make(root, articles)
        publish = command(*l10n, "publish", "-q", "--layout", "site", cwd=root)
        for layout in ("mkdocs", "hugo"):
            command(*l10n, "publish", "-q", "--layout", layout, cwd=root)()
        nothing, forget = forgetting(root), forgetting(root, "dist/site", ".l10n")

        def checked() -> None:
            """What a project is after `l10n sync`: the checks have said what they say."""
            forget()
            subprocess.run([*l10n, "check", "-q"], cwd=root, check=False, capture_output=True)

        runs: dict[str, tuple[Callable[[], None], Callable[[], object]]] = {
            "l10n publish, all": (forget, publish),
            "l10n publish, all, checked before": (checked, publish),
            "l10n publish, nothing to do": (nothing, publish),
            "l10n publish, one msgstr edited": (nothing, edited(root, publish)),
            "MkDocs": (forgetting(root, "dist/mkdocs/site"), mkdocs(root)),
        }
        if shutil.which("hugo"):
            runs["Hugo, bare template"] = (forgetting(root, "dist/hugo/public"), hugo(root))
        print(
            f"{articles} articles × {len(LOCALES) + 1} languages = {pages} pages, "
            f"{os.cpu_count()} cores; medians of {rounds} rounds"
        )
        found: dict[str, list[float]] = {what: [] for what in runs}
        for _ in range(rounds):
            for what, (before, run) in runs.items():
                before()
                found[what].append(measured(run)[1])
        for what, times in found.items():
            cpu = statistics.median(times)
            print(f"{what:<34} {cpu:7.2f} s CPU  {pages / cpu:7.0f} pages a CPU second")


if __name__ == "__main__":
    main()
