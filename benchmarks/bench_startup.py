"""Start-up and a no-op sync, as ratios to bare Python in one run (medians of 9)."""

import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
COMMANDS = {
    "bare python": [sys.executable, "-c", "pass"],
    "l10n --help": [sys.executable, "-m", "l10n", "--help"],
    "l10n sync, nothing to do": [sys.executable, "-m", "l10n", "sync"],
}


def seconds(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return time.perf_counter() - start


def main() -> None:
    rounds = [{name: seconds(command) for name, command in COMMANDS.items()} for _ in range(9)]
    base = statistics.median(one["bare python"] for one in rounds)
    for name in COMMANDS:
        median = statistics.median(one[name] for one in rounds)
        print(f"{name:<26} {1000 * median:7.0f} ms  {median / base:5.1f} × bare Python")


if __name__ == "__main__":
    main()
