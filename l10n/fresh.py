"""Whether anything has changed since a `sync` that had nothing to do: then there is nothing to do.

Asked before the pipeline is even imported. What counts is every file below the source, locale
and output folders, the config, the tool itself and what is installed beside it: their names,
sizes, inodes and times of change. Contents are not read, so a file that changed after the
recorded run began never passes for unchanged, however coarse the clock of the disk is.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
import time
from array import array
from collections.abc import Iterator, Sequence
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from l10n.project import Project

_TICK = 20_000_000  # ns; the times of files are this coarse at worst on today's disks


class Outcome(NamedTuple):
    """What the run that had nothing to do said."""

    text: str
    json: str


class Snapshot(NamedTuple):
    """The project as it stands on disk."""

    digest: str
    newest: int
    """The latest time of change of any file, in ns."""


def take(project: Project, articles: Sequence[Path], locales: Sequence[str]) -> Snapshot:
    """The snapshot for a run over these articles and locales."""
    chosen = [[str(path.absolute()) for path in articles], list(locales)]
    sum_ = hashlib.blake2b(json.dumps([sys.version, sys.path[1:], chosen]).encode())
    single = [project.root / "l10n.toml", project.root / "pyproject.toml", *map(Path, sys.path[1:])]
    for path in single:
        with contextlib.suppress(OSError):
            stat = path.stat()
            sum_.update(repr((stat.st_size, stat.st_ino, stat.st_mtime_ns)).encode())
    config = project.config
    folders = [project.root / name for name in (config.source, config.locales, config.output)]
    newest = 0
    for names, facts in _files([Path(__file__).parent, *folders]):
        sum_.update("\0".join(names).encode(errors="surrogateescape"))
        sum_.update(facts.tobytes())
        newest = max([newest, *facts[2::4], *facts[3::4]])
    return Snapshot(sum_.hexdigest(), newest)


def _files(folders: Sequence[Path]) -> Iterator[tuple[list[str], array[int]]]:
    """Folder by folder, its own name with its files', and of each file four facts: its size,
    its inode, the times when its content and when anything of it changed."""
    waiting = [str(folder) for folder in folders]
    while waiting:
        names = [waiting.pop()]
        facts = array("Q")
        try:
            with os.scandir(names[0]) as found:
                entries = sorted(found, key=attrgetter("name"))
        except OSError:
            continue
        for entry in entries:
            name = entry.name
            try:
                if entry.is_dir():
                    if name != "__pycache__" and name[0] != ".":
                        waiting.append(entry.path)
                    continue
                s = entry.stat()
            except OSError:  # gone meanwhile
                continue
            names.append(name)
            facts.extend((s.st_size, s.st_ino, s.st_mtime_ns, s.st_ctime_ns))
        yield names, facts


def now() -> int:
    """The moment before which files must have changed to be covered by a run that begins now."""
    return time.time_ns() - _TICK


def recall(project: Project, snapshot: Snapshot) -> Outcome | None:
    """What the recorded run said, if nothing has changed since; else None."""
    try:
        known = json.loads(_path(project).read_text("utf-8"))
        if known["digest"] == snapshot.digest and snapshot.newest < known["began"]:
            return Outcome(known["text"], known["json"])
    except (OSError, ValueError, KeyError, TypeError):
        pass  # no record, or not one of ours: the run tells
    return None


def record(project: Project, snapshot: Snapshot, began: int, outcome: Outcome) -> None:
    """Remembers a run that began at `began` (see `now`), wrote nothing and left nothing to do."""
    from l10n import atomic

    data = {"digest": snapshot.digest, "began": began, **outcome._asdict()}
    path = _path(project)
    path.parent.mkdir(parents=True, exist_ok=True)
    atomic.write(path, json.dumps(data, ensure_ascii=False).encode())


def _path(project: Project) -> Path:
    return project.root / ".l10n" / "unchanged.json"
