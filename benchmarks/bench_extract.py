"""Extraction from Markdown against po4a, what an edit costs, what nothing costs, and growth.

    python benchmarks/bench_extract.py [compare] [edited] [idle] [growth] [hostile] [large]

CPU seconds (user + system) of whole processes and peak memory in one run, medians of 3, with
bytecode written as after a first run. po4a (Debian's package of that name) writes one POT of all
articles, which is less work than one each.
"""

import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from l10n import fresh
from l10n.lang.tags import language_tag
from l10n.project import Writer, find

WORDS = [
    *[
        "半導体",
        "設備投資",
        "生成AI",
        "学習データ",
        "電力",
        "市場",
        "国内の工場",
        "研究者",
        "利用者",
    ],
    *["推論の費用", "新しい製品", "公開モデル", "取引先", "規制の案", "開発者", "決算", "供給網"],
]
ENDINGS = [
    *["が前の年より大きく伸びた。", "をめぐる議論が続いている。", "は2025年に約3割増えた。"],
    *[
        "には時間がかかる、という声もある。",
        "の価格は下がりつつある。",
        "を支えるのは地味な改善だ。",
    ],
    *["について、担当者は「急がない」と話す。", "が足りないのだろうか?", "は974億ドルに達した。"],
]
RUNS = 3


def sentence(rng: random.Random) -> str:
    words = rng.sample(WORDS, 2)
    return f"{words[0]}と{words[1]}{rng.choice(ENDINGS)}"


def paragraph(rng: random.Random) -> str:
    text = "".join(sentence(rng) for _ in range(rng.randint(2, 5)))
    word = rng.choice(WORDS)
    return text + rng.choice(
        ["", f"詳しくは[{word}](https://example.com/{rng.randint(1, 999)})で。"]
    )


def block(rng: random.Random) -> str:
    kind = rng.choices(["p", "list", "quote", "code", "table"], [12, 3, 1, 1, 1])[0]
    if kind == "list":
        return "\n".join(f"- **{rng.choice(WORDS)}**: {sentence(rng)}" for _ in range(4))
    if kind == "quote":
        return f"> {sentence(rng)}\n> {sentence(rng)}"
    if kind == "code":
        return f'```python\nprint("{rng.choice(WORDS)}")\n```'
    if kind == "table":
        rows = "\n".join(f"| {rng.choice(WORDS)} | {rng.randint(1, 900)}億円 |" for _ in range(4))
        return f"| 項目 | 金額 |\n|---|---:|\n{rows}"
    return paragraph(rng)


def article(rng: random.Random, size: int) -> str:
    """A Japanese article of at least `size` bytes."""
    parts = [f"# {rng.choice(WORDS)}の今"]
    done = 0
    while done < size:
        if rng.random() < 0.2:
            parts.append(f"## {rng.choice(WORDS)}と{rng.choice(WORDS)}{rng.randint(1, 9999)}")
        parts.append(block(rng))
        done += len(parts[-1].encode())
    return "\n\n".join(parts) + "\n"


def project(folder: Path, count: int, size: int, config: str = 'targets = ["en"]\n') -> list[Path]:
    rng = random.Random(count)
    source = folder / "source"
    source.mkdir(parents=True)
    (folder / "l10n.toml").write_text(config, encoding="utf-8")
    paths = [source / f"article-{number:03}.md" for number in range(count)]
    for path in paths:
        path.write_text(article(rng, size), encoding="utf-8")
    return paths


def cost(command: list[str], folder: Path) -> tuple[float, float]:
    """(CPU seconds, peak memory in MB) of a process and its children."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, cwd=folder, env=environment, stdout=quiet, stderr=quiet)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command[0]} failed with status {process.returncode}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def compare(count: int, size: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = project(folder, count, size)
        megabytes = sum(path.stat().st_size for path in paths) / 1e6
        ours = [sys.executable, "-m", "l10n", "extract", "--project", str(folder)]
        masters = [part for path in paths for part in ("-m", str(path))]
        po4a = ["po4a-updatepo", "-M", "UTF-8", "-f", "text", "-o", "markdown", *masters]
        cost(ours, folder)
        results: dict[str, list[tuple[float, float]]] = {"l10n extract": [], "po4a": []}
        for _ in range(RUNS):
            for pot in (folder / "locales").rglob("*.pot"):
                pot.unlink()
            results["l10n extract"].append(cost(ours, folder))
            if shutil.which("po4a-updatepo"):
                (folder / "all.pot").unlink(missing_ok=True)
                results["po4a"].append(cost([*po4a, "-p", str(folder / "all.pot")], folder))
        print(f"{count} articles, {megabytes:.2f} MB")
        cpu = {k: statistics.median(c for c, _ in v) for k, v in results.items() if v}
        for key, seconds in cpu.items():
            peak = statistics.median(memory for _, memory in results[key])
            ratio = f"  {cpu['po4a'] / seconds:4.2f} × po4a" if "po4a" in cpu else ""
            print(
                f"  {key:<14}{seconds:7.2f} s CPU {megabytes / seconds:7.2f} MB/s{ratio}"
                f"  {peak:6.0f} MB peak"
            )


PO4A = """[po4a_langs] en de fr
[po4a_paths] po/all.pot $lang:po/$lang.po
[options] -M UTF-8 -L UTF-8 -k 0 -o markdown
"""


def edited() -> None:
    """One sentence of one article changed, of 100 in three languages: all that follows."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        config = 'targets = ["en", "de", "fr"]\nengine = "pseudo"\n'
        paths = project(folder, 100, 10_000, config)
        masters = "".join(f"[type: text] {p} $lang:{folder}/out/$lang/{p.name}\n" for p in paths)
        (folder / "po4a.cfg").write_text(PO4A + masters, encoding="utf-8")
        (folder / "po").mkdir()
        sides = {"l10n sync": [sys.executable, "-m", "l10n", "sync", "--project", name]}
        if shutil.which("po4a"):
            sides["po4a"] = ["po4a", str(folder / "po4a.cfg")]
        print("100 articles, 1 MB, three languages")
        cold = {side: cost(command, folder)[0] for side, command in sides.items()}
        runs: dict[str, list[float]] = {side: [] for side in sides}
        idle: dict[str, list[float]] = {side: [] for side in sides}
        for number in range(RUNS):
            text = paths[50].read_text(encoding="utf-8")
            paths[50].write_text(text.replace("。", f"と{number}回目に言う。", 1), encoding="utf-8")
            time.sleep(0.05)  # a file saved a moment before a run is looked at once more
            for side, command in sides.items():
                runs[side].append(cost(command, folder)[0])
            for side, command in sides.items():
                idle[side].append(cost(command, folder)[0])
        for side in sides:
            one, none = statistics.median(runs[side]), statistics.median(idle[side])
            print(f"  {side:<10} all {cold[side]:.1f} s, one edited {one:.2f} s, none {none:.2f} s")
        if "po4a" in sides:
            pairs = {"one edited": runs, "none": idle}
            for what, of in pairs.items():
                ours, theirs = (statistics.median(of[side]) for side in ("l10n sync", "po4a"))
                print(f"  {what}: {theirs / ours:.1f} × po4a")


def idle() -> None:
    """`l10n sync` with nothing to do on 5,000 articles in twelve locales; the files are stand-ins."""
    locales = ["en", "zh_Hans", "zh_Hant", "ko", "de", "fr", "es", "it", "pt_BR", "id", "vi", "th"]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        config = f'targets = {locales!r}\nengine = "pseudo"\n'
        paths = project(folder, 5000, 1000, config)
        here = find(folder)
        for path in paths:
            domain = path.stem
            files = [here.template(domain), *(here.catalog(domain, one) for one in locales)]
            for file in [*files, *(here.output / language_tag(one) / path.name for one in locales)]:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(b"")
        time.sleep(0.1)
        told = tuple(
            {"path": f"{language_tag(one)}/a.md", "translation": "machine", "approved": 0}
            for one in locales
        )
        receipts = [fresh.Receipt(here.name(path), told) for path in paths]
        fresh.record(fresh.look(here), Writer(here), receipts)
        command = [sys.executable, "-m", "l10n", "sync", "--project", name]
        seconds, walls = [], []
        for _ in range(2 * RUNS):
            start = time.perf_counter()
            seconds.append(cost(command, folder)[0])
            walls.append(time.perf_counter() - start)
        print(
            f"nothing to do on 5,000 articles × 12 locales: {statistics.median(seconds):.2f} s CPU, "
            f"{statistics.median(walls):.2f} s ({min(walls):.2f} to {max(walls):.2f})"
        )


PARSE = """
import sys
from pathlib import Path
from l10n.formats.markdown import Markdown
text = Path(sys.argv[1]).read_bytes().decode()
Markdown().parse("a.md", text)
"""


def growth() -> None:
    """`parse` alone on one article of 1, 10 and 50 MB: exponent of time, memory × document."""
    import math

    print("Markdown().parse, one article")
    last = None
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "a.md"
        idle, base = cost([sys.executable, "-c", "import l10n.formats.markdown"], Path(name))
        for size in (1, 10, 50):
            path.write_text(article(random.Random(size), size * 1_000_000), encoding="utf-8")
            megabytes = path.stat().st_size / 1e6
            seconds, peak = cost([sys.executable, "-c", PARSE, str(path)], Path(name))
            net = seconds - idle
            power = (
                f"{math.log(net / last[1]) / math.log(megabytes / last[0]):.2f}" if last else "-"
            )
            last = megabytes, net
            print(
                f"  {megabytes:5.1f} MB  {net:6.2f} s CPU  {megabytes / net:6.1f} MB/s"
                f"  exponent {power:>5}  peak {(peak - base) / megabytes:4.1f} × the document"
            )


HOSTILE = {
    "lazy lines of a deep quotation": lambda n: ("> " * 30 + "あ\n" + "い\n") * (n // 68),
    "a quotation of one line, 10,000 deep": lambda n: ("> " * 10_000 + "あ\n\n") * (n // 20_000),
    "10,000 open <div>": lambda n: ("<div>" * 10_000 + "あ\n\n") * (n // 50_000),
    "a tag that does not end": lambda n: "<a href='" + "あ" * (n // 3),
    "one line": lambda n: "値段は上がった。" * (n // 24),
    "a paragraph of short lines": lambda n: "あ\n" * (n // 4),
    "paragraphs of one letter": lambda n: "あ\n\n" * (n // 5),
    "list items of one letter": lambda n: "- あ\n" * (n // 6),
    "a table with rows too short": lambda n: "| あ | い |\n|---|---|\n" + "| あ |\n" * (n // 8),
    "a table without its second line": lambda n: "| あ\n" * (n // 6),
    "footnotes in a circle": lambda n: "".join(
        f"[^{i}]: [^{(i + 1) % (n // 16)}]あ\n" for i in range(n // 16)
    ),
    "front matter that does not end": lambda n: "---\n" + "title: あ\n" * (n // 11),
    "brackets": lambda n: "[" * (n // 2) + "]" * (n // 2),
}
WHOLE = """
import gc, resource, sys, time
from pathlib import Path
from l10n.errors import SourceError
from l10n.extract import collected
from l10n.formats.markdown import Markdown
from l10n.lang.ja.sentences import split_sentences
from l10n.po import write_catalog
from l10n.segment import segmented
text = Path(sys.argv[1]).read_bytes().decode()
def extract(text):
    def parts():
        return Markdown().parts("a.md", text)
    found = segmented(parts(), parts, mode="sentence", split=split_sentences)
    write_catalog(collected("a.md", found))
extract("# 題\\n\\n文です。| あ")
gc.disable()  # as flow.py does while it reads an article
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
start = time.process_time()
try:
    extract(text)
except SourceError as error:
    print(error.place, end=" ")
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
print(time.process_time() - start, peak / 1024)
"""


def hostile(megabytes: tuple[float, ...]) -> None:
    """What nobody should write, in growing sizes: exponent of time, memory × document."""
    import math

    print(f"all that `l10n extract` does with bad input, {megabytes} MB")
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "a.md"
        for what, make in HOSTILE.items():
            last: tuple[int, float] | None = None
            for size in megabytes:
                path.write_text(make(int(size * 1e6)), encoding="utf-8")
                command = [sys.executable, "-c", WHOLE, str(path)]
                done = subprocess.run(command, capture_output=True, text=True, check=True)
                *told, second, peak = done.stdout.split()
                now = path.stat().st_size, max(float(second), 1e-3)
                power = (
                    f"{math.log(now[1] / last[1]) / math.log(now[0] / last[0]):.2f}"
                    if last
                    else "-"
                )
                last = now
                print(
                    f"  {what:<38}{size:5.1f} MB {now[1]:7.2f} s  exponent {power:>5}"
                    f"  peak {float(peak) * 1e6 / now[0]:5.1f} × {''.join(told)}",
                    flush=True,
                )


def main() -> None:
    if not shutil.which("po4a-updatepo"):
        print("po4a is not installed (apt-get install po4a): no comparison")
    wanted = sys.argv[1:] or ["compare", "edited", "idle", "growth", "hostile"]
    if "compare" in wanted:
        for count, size in ((40, 2500), (400, 2500), (1, 1_000_000)):
            compare(count, size)
    for part in (edited, idle, growth):
        if part.__name__ in wanted:
            part()
    if "hostile" in wanted:
        hostile((0.1, 1))
    if "large" in wanted:  # an hour
        hostile((1, 10, 50))


if __name__ == "__main__":
    main()
