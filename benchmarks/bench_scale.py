"""What a publisher's project costs on one machine, and how that grows with it.

    python benchmarks/bench_scale.py [--sizes 50 500 5000] [--locales 12] [--keep FOLDER]
                                     [--steps extract update …]

Articles of `articles.py` go through extract, update, translate (engine pseudo), check, build and
`sync`, each a whole process: seconds of CPU and of the clock, and the peak memory of the largest
process. Growth is the exponent of the size: 1.00 is linear.

Without `translate` among the steps, catalogs stay as `update` leaves them: untranslated.
With `--keep` projects and figures stay in FOLDER, and a run that was stopped (Ctrl-C) goes on where
it was: a stage that is done is not run again, of one that was cut off the parts are added.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import os
import subprocess
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import articles

from l10n import fresh

STEPS = ["extract", "update", "translate", "check", "build", "sync", "sync, nothing to do"]
_LAUNCHER = """
import json, resource, signal, subprocess, sys, time
start = time.perf_counter()
command = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
signal.signal(signal.SIGINT, signal.SIG_IGN)  # the command stops at it, and is waited for
status = command.wait()
used = resource.getrusage(resource.RUSAGE_CHILDREN)
cost = used.ru_utime + used.ru_stime, time.perf_counter() - start, used.ru_maxrss / 1024
print(json.dumps([status, *cost]))
"""
_DONE = (0, 1)  # check finds something


class Cost(NamedTuple):
    """What one command took."""

    cpu: float
    wall: float
    memory: float

    def __add__(self, other: Any) -> Cost:
        return Cost(self.cpu + other.cpu, self.wall + other.wall, max(self.memory, other.memory))


def _tool() -> str:
    """Stands for the state of the code and of the packages."""
    return hashlib.sha256(fresh.tool().encode()).hexdigest()[:16]


class Figures:
    """What the stages took so far, in a file if they are kept: one is whole, or was cut off.

    Figures of another state of the code are forgotten.
    """

    def __init__(self, path: Path | None) -> None:
        self.path = path
        told = json.loads(path.read_text("utf-8")) if path and path.exists() else {}
        known = told["stages"] if told.get("tool") == _tool() else {}
        self.whole: dict[str, bool] = {step: whole for step, (whole, _) in known.items()}
        self.costs = {step: Cost(*cost) for step, (_, cost) in known.items()}

    def add(self, step: str, cost: Cost, *, whole: bool) -> None:
        """Keeps what a stage, or a part of one, took."""
        self.costs[step] = self.costs.get(step, Cost(0, 0, 0)) + cost
        self.whole[step] = whole
        if self.path:
            known = {step: (self.whole[step], cost) for step, cost in self.costs.items()}
            told = {"tool": _tool(), "stages": known}
            self.path.write_text(json.dumps(told, indent=1), "utf-8")


def run(folder: Path, step: str, figures: Figures) -> None:
    """Adds what a command takes; SystemExit when it was stopped or failed."""
    around = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, "-m", "l10n", step.partition(",")[0], "--quiet", "--project", folder]
    parts = [sys.executable, "-SEc", _LAUNCHER, *map(str, command)]
    with subprocess.Popen(parts, stdout=subprocess.PIPE, text=True, env=around) as launcher:
        assert launcher.stdout
        while True:
            try:
                status, *cost = json.loads(launcher.stdout.read())
                break
            except KeyboardInterrupt:
                continue  # the command has got it as well
    figures.add(step, Cost(*cost), whole=status in _DONE)
    if status not in _DONE:
        sys.exit(f"{step}: stopped with {status} after {cost[1]:.0f} s")


def measured(
    top: Path, count: int, locales: list[str], steps: list[str], *, keep: bool
) -> dict[str, Cost]:
    """What each stage takes with so many articles; prints it stage by stage."""
    folder = top / f"{count}"
    figures = Figures(top / f"{count}.json" if keep else None)
    paths = sorted((folder / "source").rglob("*.md"))
    if len(paths) != count or not figures.costs:
        paths = articles.project(folder, count, locales)
    size = sum(path.stat().st_size for path in paths) / 1e6
    print(f"{count:,} articles, {size:.1f} MB, {len(locales)} locales", flush=True)
    for step in steps:
        if not figures.whole.get(step):
            time.sleep(0.1)  # a file saved a moment before a run is looked at once more
            run(folder, step, figures)
        cost = figures.costs[step]
        each = 1000 * cost.cpu / (count * len(locales))
        print(
            f"  {step:<20} {cost.cpu:9.2f} s CPU {cost.wall:9.2f} s {cost.memory:6.0f} MB"
            f"  {each:7.2f} ms a catalog",
            flush=True,
        )
    return figures.costs


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--sizes", type=int, nargs="*", default=[50, 500, 5000])
    options.add_argument("--locales", type=int, default=len(articles.LOCALES))
    options.add_argument("--steps", nargs="*", default=STEPS, choices=STEPS)
    options.add_argument("--keep", type=Path, help="go on with the run in this folder, or begin it")
    chosen = options.parse_args()
    locales = articles.LOCALES[: chosen.locales]
    with tempfile.TemporaryDirectory() as name:
        top = chosen.keep or Path(name)
        top.mkdir(parents=True, exist_ok=True)
        found = {
            count: measured(top, count, locales, chosen.steps, keep=bool(chosen.keep))
            for count in chosen.sizes
        }
    for small, large in pairwise(found):
        print(f"growth from {small:,} to {large:,} articles")
        for step in chosen.steps:
            a, b = found[small][step], found[large][step]
            power = math.log(b.cpu / a.cpu) / math.log(large / small)
            print(f"  {step:<20} time n^{power:4.2f}  memory × {b.memory / a.memory:4.2f}")


if __name__ == "__main__":
    main()
