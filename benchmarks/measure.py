"""CPU seconds and memory of whole processes.

A child starts as a copy of its parent, and the kernel counts the parent's memory as the child's peak: the
process is started by a small one in between, which also reports what it used.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

_LAUNCHER = """
import json, resource, subprocess, sys
limit, *command = sys.argv[1:]
def limited():
    if limit != "0":
        resource.setrlimit(resource.RLIMIT_CPU, (int(limit), int(limit)))
nowhere = subprocess.DEVNULL
done = subprocess.run(command, stdout=nowhere, stderr=nowhere, preexec_fn=limited)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([done.returncode, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]))
"""
Command = Sequence[str | Path]


class Used(NamedTuple):
    """What a process took."""

    cpu: float
    """Seconds, user and system."""
    memory: float
    """Peak of the resident set in MB; nothing below the launcher's own 9 MB can be told apart."""
    stopped: bool = False
    """True when it had not come to its end within its limit."""


def run(command: Command, limit: int = 0) -> Used:
    """What one run of a command took; bytecode is written, as everywhere else. With a `limit` it is
    stopped after so many seconds of CPU."""
    around = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    parts = [sys.executable, "-SEc", _LAUNCHER, str(limit), *map(str, command)]
    out = subprocess.run(parts, check=True, capture_output=True, text=True, env=around).stdout
    status, cpu, memory = json.loads(out)
    stopped = limit > 0 and status < 0 and cpu >= limit - 1
    if status and not stopped:
        raise subprocess.CalledProcessError(status, [str(part) for part in command])
    return Used(cpu, memory, stopped)


def compare(commands: Mapping[str, Command], rounds: int) -> dict[str, Used]:
    """Medians of `rounds` in which all commands take turns: a busy machine is busy for all of them."""
    taken = [{name: run(command) for name, command in commands.items()} for _ in range(rounds)]
    return {
        name: Used(
            statistics.median(one[name].cpu for one in taken),
            max(one[name].memory for one in taken),
        )
        for name in commands
    }
