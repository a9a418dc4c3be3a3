"""Sentence splitting beside rhoknp's RegexSenter in one run: quality, speed; growth on long repeats.

CPU seconds, medians of interleaved rounds; trust the ratios. The text is this repository's articles
and gold sentences, or the shared treebanks where they are.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from itertools import accumulate
from pathlib import Path

from l10n.lang.ja import split_sentences

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("L10N_SHARED", ROOT.parent / "shared"))
ROUNDS = 9
Split = Callable[[str], list[str]]
REPEATS = [
    "「",
    "（あ。",
    "「あ！」",
    "。",
    "\n",
    "`",
    "*",
    '"',
    "<",
    "[",
    "http://",
    "a",
    " ",
    "😀",
    "あ(^^)",
    "(ﾟДﾟ)ｱ",
    "よ〜〜",
]


def paragraphs() -> list[str]:
    """Lines of Japanese text, as a document has them; repeated to 1 MB at least."""
    texts = [
        line
        for path in sorted((ROOT / "source").rglob("*"))
        if path.suffix in (".md", ".html", ".txt")
        for line in path.read_text("utf-8").splitlines()
        if line.strip()
    ]
    treebanks = SHARED / "data/segmentation/treebanks.jsonl"
    if treebanks.exists():
        texts += [json.loads(line)["text"] for line in treebanks.open(encoding="utf-8")]
    article = SHARED / "seed/article.ja.txt"
    if article.exists():
        texts += article.read_text("utf-8").splitlines()
    size = sum(len(text.encode()) for text in texts)
    return texts * max(1, -(-1_000_000 // size))


def cpu(split: Split, texts: list[str]) -> float:
    start = time.process_time()
    for text in texts:
        split(text)
    return time.process_time() - start


def splitters() -> dict[str, Split]:
    ours: dict[str, Split] = {"l10n": split_sentences}
    try:
        from rhoknp import RegexSenter
    except ImportError:
        print(f"to compare: {sys.executable} -m pip install rhoknp")
        return ours
    senter = RegexSenter()
    return ours | {
        "rhoknp": lambda text: [s.text for s in senter.apply_to_document(text).sentences]
    }


def speed(texts: list[str]) -> None:
    names = splitters()
    rounds = [{name: cpu(split, texts) for name, split in names.items()} for _ in range(ROUNDS)]
    megabytes = sum(len(text.encode()) for text in texts) / 1e6
    for name in names:
        seconds = statistics.median(one[name] for one in rounds)
        ratio = statistics.median(one[name] / one["l10n"] for one in rounds)
        print(f"{name:<8} {megabytes / seconds:6.1f} MB/s  {ratio:5.1f} × the time of l10n")


def gold() -> dict[str, list[tuple[str, list[str]]]]:
    """Set → [(text, sentences)]: the table of the tests, and the shared rows where they are."""
    table = (ROOT / "tests/lang/sentences_gold.txt").read_text("utf-8").splitlines()
    cases = [
        line.removeprefix("✗ ").replace("⏎", "\n")
        for line in table
        if line and not line.startswith(("# ", "## "))
    ]
    sets = {"gold table": [(case.replace("⟂", ""), case.split("⟂")) for case in cases]}
    for name in ("dev", "treebanks"):
        path = SHARED / f"data/segmentation/{name}.jsonl"
        if path.exists():
            rows = [json.loads(line) for line in path.open(encoding="utf-8")]
            sets[name] = [(row["text"], row["sentences"]) for row in rows]
    return sets


def boundaries(sentences: list[str]) -> set[int]:
    """How many characters that are not white space lie before each boundary."""
    seen = list(accumulate(sum(not char.isspace() for char in one) for one in sentences))
    return set(seen) - {0, seen[-1] if seen else 0}


def quality() -> None:
    for name, rows in gold().items():
        for splitter, split in splitters().items():
            pairs = [(boundaries(sentences), boundaries(split(text))) for text, sentences in rows]
            hits = sum(len(want & got) for want, got in pairs)
            f1 = 200 * hits / sum(len(want) + len(got) for want, got in pairs)
            exact = 100 * sum(want == got for want, got in pairs) / len(pairs)
            print(f"{name:<11}{len(rows):5} rows  {splitter:<8} F1 {f1:5.1f}  exact {exact:5.1f} %")


def growth() -> None:
    """Four times the text must cost four times the time."""
    for sign in REPEATS:
        small, large = (
            statistics.median(cpu(split_sentences, [sign * count]) for _ in range(3))
            for count in (16_000, 64_000)
        )
        print(f"{sign!r:<12} × 16,000 {1000 * small:6.0f} ms  × 64,000 {large / small:5.1f} × that")


def main() -> None:
    quality()
    speed(paragraphs())
    growth()


if __name__ == "__main__":
    main()
