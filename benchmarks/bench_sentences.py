"""Sentence splitting: speed beside rhoknp's RegexSenter in one run, and growth on long repeats.

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
from pathlib import Path

from l10n.lang.ja import split_sentences

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("L10N_SHARED", ROOT.parent / "shared"))
ROUNDS = 9
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
]


def paragraphs() -> list[str]:
    """Lines of Japanese text, as a document has them; repeated to 1 MB at least."""
    texts = [
        line
        for path in sorted((ROOT / "source").rglob("*.*"))
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


def cpu(split: Callable[[str], object], texts: list[str]) -> float:
    start = time.process_time()
    for text in texts:
        split(text)
    return time.process_time() - start


def beside_rhoknp(texts: list[str]) -> None:
    try:
        from rhoknp import RegexSenter
    except ImportError:
        print(f"to compare: {sys.executable} -m pip install rhoknp")
        return
    splitters = {"l10n": split_sentences, "rhoknp RegexSenter": RegexSenter().apply_to_document}
    rounds = [{name: cpu(split, texts) for name, split in splitters.items()} for _ in range(ROUNDS)]
    megabytes = sum(len(text.encode()) for text in texts) / 1e6
    for name in splitters:
        seconds = statistics.median(one[name] for one in rounds)
        ratio = statistics.median(one[name] / one["l10n"] for one in rounds)
        print(f"{name:<20} {megabytes / seconds:6.1f} MB/s  {ratio:5.1f} × the time of l10n")


def growth() -> None:
    """Four times the text must cost four times the time."""
    for sign in REPEATS:
        small, large = (
            statistics.median(cpu(split_sentences, [sign * count]) for _ in range(3))
            for count in (16_000, 64_000)
        )
        print(f"{sign!r:<12} × 16,000 {1000 * small:6.0f} ms  × 64,000 {large / small:5.1f} × that")


def main() -> None:
    beside_rhoknp(paragraphs())
    growth()


if __name__ == "__main__":
    main()
