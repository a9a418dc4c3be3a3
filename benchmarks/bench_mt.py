"""Quality and speed of the offline engine: the engine as built against a raw few-shot loop.

    python benchmarks/bench_mt.py [--target en …] [--sentences 50] [--first 3] [--raw 12] [--english]

Two sets: `../shared/data/mt/pud-dev.jsonl` where it is there (Parallel Universal Dependencies, not
for committing), and our own `mt_own.jsonl` with figures and markup. With `--english` the English
column is taken for approved, and translated from. Everything goes through `l10n.draft`, so that what
is scored is what a PO would hold; a sentence that was refused counts as an empty one. chrF++ and
BLEU are sacrebleu's.
"""

import argparse
import json
import os
import resource
import tempfile
import time
from pathlib import Path

import sacrebleu
from bench_offline import few_shot, one_slot

from l10n import plugins
from l10n.draft import Brief, Tally, draft
from l10n.engines import _offline_verify
from l10n.engines.offline import Offline
from l10n.mask import mask
from l10n.model import Catalog, Entry, Key
from l10n.plugin import EngineSettings
from l10n.tm import Memory

HERE = Path(__file__).parent
SHARED = Path(os.environ.get("L10N_SHARED", HERE.parents[1] / "shared"))
PUD = SHARED / "data" / "mt" / "pud-dev.jsonl"
COLUMNS = {"zh_Hant": "zh", "zh_Hans": "zh", "pt_BR": "pt", "id": "ind"}
FIGURES = ("number", "date")


def sample(path: Path, number: int, first: int = 0) -> list[dict[str, str]]:
    """`number` rows from all over a file, always the same; with another `first`, others."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    number = min(number, len(rows))
    return [rows[(first + i * len(rows) // number) % len(rows)] for i in range(number)]


def score(drafts: list[str], references: list[str], target: str) -> str:
    chrf = sacrebleu.corpus_chrf(drafts, [references], word_order=2).score
    tokens = {"zh_Hans": "zh", "zh_Hant": "zh", "ko": "char"}.get(target, "13a")
    bleu = sacrebleu.corpus_bleu(drafts, [references], tokenize=tokens).score
    return f"chrF++ {chrf:5.1f}  BLEU {bleu:5.1f}"


def entries(rows: list[dict[str, str]]) -> tuple[Entry, ...]:
    return tuple(Entry(Key(None, row["ja"])) for row in rows)


def built(
    rows: list[dict[str, str]], target: str, engine: Offline, *, english: bool = False
) -> tuple[list[Entry], float]:
    """The entries as drafted, and the seconds it took."""
    approved = {Key(None, row["ja"]): row["en"] for row in rows} if english else {}
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder, Memory(Path(folder) / "tm.sqlite") as memory:
        brief = Brief(Catalog("bench", target, entries(rows)), pivot=approved)
        (done,) = draft([brief], engine, memory, Tally(), progress=lambda *_: None)
    return list(done.entries), time.perf_counter() - start


def raw(rows: list[dict[str, str]], target: str, engine: Offline) -> tuple[list[Entry], float]:
    """A few-shot loop: one process, three examples, no masks, no look at the answer."""
    (worker,) = engine._workers
    start = time.perf_counter()
    done = []
    for row in rows:
        done.append(Entry(Key(None, row["ja"]), few_shot(worker, row["ja"], target)))
    return done, time.perf_counter() - start


def is_degenerate(entry: Entry, target: str) -> bool:
    """True for loops, copies, leftovers, other languages, tails; links of the source are not."""
    links = tuple(dict.fromkeys(meaning for _, meaning in mask(entry.key.msgid).tokens))
    links = tuple(link for link in links if link in entry.msgstr)
    wrong = _offline_verify.problem(entry.key.msgid, entry.msgstr, links, target, strict=False)
    return bool(wrong) and not wrong.startswith("lost")


def faults(made: list[Entry], target: str) -> str:
    """Shares of the drafts: figures and markup kept, degenerate, refused."""
    drafted = [entry for entry in made if entry.msgstr]
    found = [
        {rule.id for rule in plugins.checks() if any(rule.run(entry, target, ()))}
        for entry in drafted
    ]
    figures = sum(not ids & set(FIGURES) for ids in found)
    marks = sum(not ids & {"code", "url", "md_link", "markup", "placeholder"} for ids in found)
    bad = sum(is_degenerate(entry, target) for entry in drafted)
    whole = max(1, len(drafted))
    return (
        f"figures {figures / whole:5.1%}  marks {marks / whole:5.1%}  "
        f"degenerate {bad / whole:4.1%}  refused {(len(made) - len(drafted)) / len(made):4.1%}"
    )


def report(
    name: str, made: list[Entry], rows: list[dict[str, str]], target: str, took: float
) -> None:
    column = COLUMNS.get(target, target)
    known = [(e.msgstr, row[column]) for e, row in zip(made, rows, strict=True) if column in row]
    quality = score([a for a, _ in known], [b for _, b in known], target) if known else " " * 25
    rate = f"{len(made) / took:5.2f} segments/s"
    print(f"{target:<8}{name:<12}{quality}  {faults(made, target)}  {rate}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--target", action="append")
    parser.add_argument("--sentences", type=int, default=50)
    parser.add_argument("--first", type=int, default=3, help="row to begin with")
    parser.add_argument("--raw", type=int, default=12, help="sentences of the raw loop")
    parser.add_argument("--english", action="store_true", help="from the approved English")
    options = parser.parse_args()
    engine = Offline(EngineSettings({}, Path(), os.environ))
    engine._start()
    own = sample(HERE / "mt_own.jsonl", options.sentences)
    for target in options.target or ["en"]:
        rows = sample(PUD, options.sentences, options.first) if PUD.exists() else []
        for name, some in (("own", own), ("PUD", rows)):
            if some:
                made, took = built(some, target, engine, english=options.english)
                report(f"{name} {len(some)}", made, some, target, took)
    engine.close()
    if options.raw:
        one = one_slot()
        one._start()
        some = sample(PUD if PUD.exists() else HERE / "mt_own.jsonl", options.raw, options.first)
        for target in options.target or ["en"]:
            made, took = raw(some, target, one)
            report(f"raw {len(some)}", made, some, target, took)
        one.close()
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(f"peak memory of a worker {peak / 1e6:.2f} GB")


if __name__ == "__main__":
    main()
