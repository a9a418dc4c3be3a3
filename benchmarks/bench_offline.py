"""Speed of offline drafting: the engine with two workers and with one, and a raw few-shot loop.

    python benchmarks/bench_offline.py [ROUNDS]

The raw loop is what a script would do: one process of one thread, three examples, llama.cpp's prompt
cache as it comes, no look at the answer. All take turns, after a round that only fills the caches;
medians. Seconds of the wall clock mean something on an idle machine alone, CPU seconds a sentence
on any.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from l10n.engines import _offline_prompt
from l10n.engines.offline import Offline, _figures, _Worker
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
TICKS = os.sysconf("SC_CLK_TCK")


def run(engine: Offline) -> None:
    """The sentences through the engine as built."""
    requests = [Request(text) for text in SENTENCES]
    assert len(list(engine.translate(requests, source="ja", target="en"))) == len(SENTENCES)


def raw(engine: Offline) -> None:
    """The sentences through a few-shot loop."""
    (worker,) = engine._workers
    for text in SENTENCES:
        few_shot(worker, text, "en")


def one_slot() -> Offline:
    """An engine of one process, which takes one text at a time."""
    engine = Offline(EngineSettings({"workers": 1}, Path(), os.environ))
    engine._slots = lambda: 1  # type: ignore[method-assign]
    return engine


def few_shot(worker: _Worker, text: str, target: str) -> str:
    """The answer of a chat with three of our examples."""
    shown = _offline_prompt.Shown(text, "ja", target, *_figures(target))
    asked = _offline_prompt.prompt(_offline_prompt.CHATML, shown)
    assert isinstance(asked, _offline_prompt.Prompt)
    few = "".join(f"{turn}<|im_end|>\n" for turn in asked.head.split("<|im_end|>\n")[:7])
    loop = _offline_prompt.Prompt("", few + asked.tail)
    (made,) = worker.ask([loop], 24 + 3 * len(text), "", _offline_prompt.CHATML.stop)
    return str(made["text"]).strip()


def cpu(engine: Offline) -> float:
    """CPU seconds that the workers have used (Linux)."""
    pids = [worker._process.pid for worker in engine._workers]
    stats = [Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split() for pid in pids]
    return sum(int(fields[11]) + int(fields[12]) for fields in stats) / TICKS


def measured(work: Callable[[Offline], None], engine: Offline) -> tuple[float, float]:
    """Seconds, and CPU seconds, that some work took."""
    start, used = time.perf_counter(), cpu(engine)
    work(engine)
    return time.perf_counter() - start, cpu(engine) - used


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    engines = [Offline(EngineSettings({"workers": n}, Path(), os.environ)) for n in (2, 1)]
    engines.append(one_slot())
    sides = dict(zip(("two workers", "one worker", "raw loop"), engines, strict=True))
    for engine in engines:
        engine._start()
    taken: list[dict[str, tuple[float, float]]] = []
    for _ in range(rounds + 1):
        taken.append(
            {
                name: measured(raw if name == "raw loop" else run, engine)
                for name, engine in sides.items()
            }
        )
    for engine in engines:
        engine.close()
    medians = {
        name: [statistics.median(one[name][i] for one in taken[1:]) for i in (0, 1)]
        for name in sides
    }
    slowest = medians["raw loop"][0]
    for name, (wall, used) in medians.items():
        rate, each = len(SENTENCES) / wall, used / len(SENTENCES)
        print(
            f"{name:<12} {wall:6.1f} s  {rate:5.2f} sentences/s  {slowest / wall:4.2f} × the raw loop"
            f"  {each:5.2f} CPU s a sentence"
        )


if __name__ == "__main__":
    main()
