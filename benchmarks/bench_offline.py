"""Offline drafting: two workers against one, and against a loop without the prompt cache."""

import os
import statistics
import time
from pathlib import Path

from l10n.engines import _offline_prompt
from l10n.engines.offline import Offline, _figures
from l10n.plugin import EngineSettings, Request

SENTENCES = [
    "新工場は来年の夏に完成する。",
    "社長は会見で、値上げの予定はないと述べた。",
    "利用者の多くは、使い方が簡単だと話している。",
    "電力の確保が大きな課題になっている。",
    "同社は海外での販売を強化する方針だ。",
    "専門家は、規制の議論を急ぐべきだと指摘する。",
    "新しい半導体は消費電力を大きく減らす。",
    "市場はこの発表を好意的に受け止めた。",
    "研究者たちは、結果を論文として公開した。",
    "政府は支援策の見直しを進めている。",
    "この技術は医療の現場でも使われ始めた。",
    "競争は今後さらに激しくなるだろう。",
]


def run(engine: Offline) -> float:
    requests = [Request(text) for text in SENTENCES]
    list(engine.translate(requests[:2], source="ja", target="en"))  # load the models
    start = time.perf_counter()
    assert len(list(engine.translate(requests, source="ja", target="en"))) == len(SENTENCES)
    return time.perf_counter() - start


def naive(engine: Offline) -> float:
    """One process, each prompt evaluated from its first token: a nonce defeats the cache."""
    (worker,) = engine._workers
    start = time.perf_counter()
    for number, text in enumerate(SENTENCES):
        prompt = _offline_prompt.prompt(
            _offline_prompt.CHATML, _offline_prompt.Shown(text, "ja", "en", *_figures("en"))
        )
        worker.ask(f"{number} {prompt}", 24 + 3 * len(text), "")
    return time.perf_counter() - start


def main() -> None:
    settings = EngineSettings({}, Path(), os.environ)
    two, one = Offline(settings), Offline(EngineSettings({"workers": 1}, Path(), os.environ))
    rounds = [(run(two), run(one), naive(one)) for _ in range(3)]
    two.close()
    one.close()
    names = ("two workers", "one worker", "naive loop")
    medians = [statistics.median(column) for column in zip(*rounds, strict=True)]
    for name, median in zip(names, medians, strict=True):
        rate = len(SENTENCES) / median
        print(f"{name:<12} {median:6.1f} s  {rate:5.2f} sentences/s  {median / medians[0]:4.2f} ×")


if __name__ == "__main__":
    main()
