"""What a publisher's project costs on one machine, and how that grows with it.

    python benchmarks/bench_scale.py [--sizes 50 500 5000] [--locales 12]

Articles of `articles.py` go through extract, update, translate (engine pseudo), check, build and
`sync`, each a whole process: seconds of CPU and of the clock, and the peak memory of the largest
process. Growth is the exponent of the size: 1.00 is linear.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import subprocess
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import articles

STEPS = ["extract", "update", "translate", "check", "build", "sync", "sync, nothing to do"]
_LAUNCHER = """
import json, resource, subprocess, sys, time
start = time.perf_counter()
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
if done.returncode not in (0, 1):  # check finds something
    sys.exit(done.stderr.decode())
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([used.ru_utime + used.ru_stime, time.perf_counter() - start, used.ru_maxrss / 1024]))
"""


class Cost(NamedTuple):
    """What one command took."""

    cpu: float
    wall: float
    memory: float


def run(folder: Path, step: str) -> Cost:
    around = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, "-m", "l10n", step.partition(",")[0], "--quiet", "--project", folder]
    parts = [sys.executable, "-SEc", _LAUNCHER, *map(str, command)]
    out = subprocess.run(parts, check=True, capture_output=True, text=True, env=around).stdout
    return Cost(*json.loads(out))


def measured(folder: Path, count: int, locales: list[str]) -> dict[str, Cost]:
    paths = articles.project(folder, count, locales)
    size = sum(path.stat().st_size for path in paths) / 1e6
    print(f"{count:,} articles, {size:.1f} MB, {len(locales)} locales", flush=True)
    taken = {}
    for step in STEPS:
        time.sleep(0.1)  # a file saved a moment before a run is looked at once more
        taken[step] = cost = run(folder, step)
        each = 1000 * cost.cpu / (count * len(locales))
        print(
            f"  {step:<20} {cost.cpu:9.2f} s CPU {cost.wall:9.2f} s {cost.memory:6.0f} MB"
            f"  {each:7.2f} ms a catalog",
            flush=True,
        )
    return taken


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--sizes", type=int, nargs="*", default=[50, 500, 5000])
    options.add_argument("--locales", type=int, default=len(articles.LOCALES))
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        found = {
            count: measured(Path(name) / "p", count, articles.LOCALES[: chosen.locales])
            for count in chosen.sizes
        }
    for small, large in pairwise(found):
        print(f"growth from {small:,} to {large:,} articles")
        for step in STEPS:
            a, b = found[small][step], found[large][step]
            power = math.log(b.cpu / a.cpu) / math.log(large / small)
            print(f"  {step:<20} time n^{power:4.2f}  memory × {b.memory / a.memory:4.2f}")


if __name__ == "__main__":
    main()
