"""Extraction from Markdown against po4a, and how it grows: CPU seconds and peak memory in one run.

    python benchmarks/bench_extract.py [--growth]

Both sides are whole processes, articles in, templates out, medians of 3. po4a (Debian's package
of that name) writes one POT of all articles, which is less work than one each.
"""

import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

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


def project(folder: Path, count: int, size: int) -> list[Path]:
    rng = random.Random(count)
    source = folder / "source"
    source.mkdir(parents=True)
    (folder / "l10n.toml").write_text('targets = ["en"]\n', encoding="utf-8")
    paths = [source / f"article-{number:03}.md" for number in range(count)]
    for path in paths:
        path.write_text(article(rng, size), encoding="utf-8")
    return paths


def cost(command: list[str], folder: Path) -> tuple[float, float]:
    """(CPU seconds, peak memory in MB) of a process and its children."""
    process = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
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


def main() -> None:
    if not shutil.which("po4a-updatepo"):
        print("po4a is not installed (apt-get install po4a): no comparison")
    for count, size in ((40, 2500), (400, 2500), (1, 1_000_000)):
        compare(count, size)
    growth()


if __name__ == "__main__":
    main()
