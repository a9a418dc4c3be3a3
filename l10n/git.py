"""git, asked as a program: what it answers in bytes, and what it refuses as a UsageError."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from l10n.errors import UsageError

if TYPE_CHECKING:
    import subprocess

# What git tells its hooks: relative paths, which mean nothing in another folder.
_OF_A_HOOK = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"})


def git(
    *args: str,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    stdin: bytes | None = None,
    fix: str = "run it in a git repository",
) -> bytes:
    """What `git ARGS` prints; UsageError when git is missing or refuses."""
    done = attempt(*args, cwd=cwd, env=env, stdin=stdin)
    if done.returncode:
        cause = done.stderr.decode("utf-8", "replace").strip()
        raise UsageError(f"git {args[0]} failed", cause=cause, fix=fix)
    return done.stdout


def attempt(
    *args: str,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    stdin: bytes | None = None,
) -> subprocess.CompletedProcess[bytes]:
    """`git ARGS`, whatever its exit status; its messages are in English on every machine.

    UsageError when git is missing.
    """
    import subprocess  # 5 ms, and few runs ask git

    around = {name: value for name, value in os.environ.items() if name not in _OF_A_HOOK}
    around |= {"LC_ALL": "C", **(env or {})}
    try:
        return subprocess.run(
            ["git", *args], cwd=cwd, env=around, input=stdin, capture_output=True, check=False
        )
    except FileNotFoundError as error:
        raise UsageError("git is not installed", fix="install it") from error


def line(*args: str, cwd: Path) -> str:
    """The one line that `git ARGS` prints; "" when it refuses."""
    done = attempt(*args, cwd=cwd)
    return os.fsdecode(done.stdout).rstrip("\n") if done.returncode == 0 else ""


def is_shallow(folder: Path) -> bool:
    """True in a clone that has only the newest commits, as CI services make them."""
    return line("rev-parse", "--is-shallow-repository", cwd=folder) == "true"


DEEPEN = (
    "fetch the whole history: `fetch-depth: 0` of actions/checkout, `GIT_DEPTH: 0` in GitLab, "
    "`git fetch --unshallow` elsewhere"
)
"""The fix for whatever a shallow clone cannot tell."""
