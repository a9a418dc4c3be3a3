"""What need not be done again: articles of which no file has changed since a whole run of `sync`.

A run leaves a receipt for each article in `.l10n/state.sqlite`: a mark of the files that it was
made from and made (size, times and inode of each, the config, the tool itself) and what the
summary says of it. While the mark holds, `sync` reads neither article nor catalogs. The file can
be deleted at any time: the next run does everything once.
"""

from __future__ import annotations

import json
import os
import sqlite3
import sysconfig
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from l10n.atomic import fingerprint
from l10n.errors import UsageError
from l10n.lang.tags import language_tag
from l10n.project import Project, Writer

_SCHEMA = "CREATE TABLE IF NOT EXISTS receipts (article TEXT PRIMARY KEY, mark TEXT, told TEXT)"
_TICK = 20_000_000  # ns; the times of files are this coarse at worst on today's disks
Stat = tuple[int, int, int, int] | None
"""Size, inode, time of change of the content and of anything, or None for a missing file."""


@dataclass(frozen=True, slots=True)
class Fallback:
    """A sentence that was published in Japanese: where its entry stands, and why."""

    file: str
    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a run's summary says of one article in all its locales."""

    article: str
    """Its path below the source folder."""
    editions: tuple[dict[str, Any], ...] = ()
    fallbacks: tuple[Fallback, ...] = ()
    findings: tuple[tuple[str, int], ...] = ()
    """(severity, count) of what the checks found."""
    left: int = 0
    """Entries without a translation."""


@dataclass(frozen=True, slots=True)
class Look:
    """The files of a project as they were at one moment."""

    project: Project
    articles: tuple[Path, ...]
    stats: Mapping[str, Stat]
    """By path, of every file below the source, locale and output folders."""
    common: str
    """A mark of what every article depends on: config, tool, termbases, waivers."""
    began: int
    """Nanoseconds; a file that changed later than that may have been read or not."""

    def mark(self, article: Path) -> str:
        """What an article's receipt is valid for."""
        named = [(path, self.stats.get(path)) for path in _files(self.project, article)]
        return fingerprint(repr((self.common, named)).encode())


def look(project: Project) -> Look:
    """The state of all files that `sync` reads and writes; their content is not read."""
    began = time.time_ns() - _TICK
    config = project.config
    stats: dict[str, Stat] = {}
    for name in (config.source, config.locales, config.output):
        stats.update(_below(str(project.root / name)))
    shared = [
        (path, stats.get(str(path)))
        for locale in config.targets
        for path in (project.catalog("terms", locale), project.review(locale))
    ]
    common = repr((project.root, config, shared, _tool())).encode()
    return Look(project, tuple(project.articles()), stats, fingerprint(common), began)


def _below(folder: str) -> Iterator[tuple[str, Stat]]:
    """Each file in a folder and its folders, with its state."""
    waiting = [folder]
    while waiting:
        try:
            with os.scandir(waiting.pop()) as found:
                for entry in found:
                    if entry.is_dir():
                        waiting.append(entry.path)
                    else:
                        yield entry.path, _facts(entry.stat())
        except OSError:
            continue  # no such folder yet, or gone meanwhile: its files count as missing


def _files(project: Project, article: Path) -> list[str]:
    """The paths that an article's receipt covers, the article first."""
    name = project.name(article)
    domain = project.domain(article)
    locales = f"{project.root}/{project.config.locales}"
    output = f"{project.root}/{project.config.output}"
    paths = [str(article), f"{locales}/{domain}.pot"]
    for locale in project.config.targets:
        paths.append(f"{locales}/{locale}/LC_MESSAGES/{domain}.po")
        paths.append(f"{output}/{language_tag(locale)}/{name}")
    return paths


def _facts(stat: os.stat_result) -> Stat:
    return stat.st_size, stat.st_ino, stat.st_mtime_ns, stat.st_ctime_ns


def _tool() -> str:
    """Our own modules, and the folder of installed packages: an engine may have come or gone."""
    own = sorted(_below(str(Path(__file__).parent)))
    modules = [(path, facts) for path, facts in own if path.endswith(".py")]
    installed = Path(sysconfig.get_path("purelib")).stat().st_mtime_ns
    return fingerprint(repr((modules, installed)).encode())


def held(seen: Look) -> dict[Path, Receipt]:
    """The receipts that still hold, by article.

    An article with untranslated entries holds only while all others do: what somebody approved
    there may be what is missing here. With `[catalog] share` every article depends on all.
    """
    kept = _read(_place(seen.project))
    marks = {path: seen.mark(path) for path in seen.articles}
    found = {
        path: kept[name][1]
        for path in seen.articles
        if (name := seen.project.name(path)) in kept and kept[name][0] == marks[path]
    }
    if len(found) == len(seen.articles):
        return found
    if seen.project.config.share:
        return {}
    return {path: receipt for path, receipt in found.items() if not receipt.left}


def record(before: Look, writer: Writer, receipts: Sequence[Receipt]) -> None:
    """Keeps receipts of articles whose files are now as this run read or wrote them."""
    after = look(before.project)
    if after.common != before.common:
        return
    paths = {before.project.name(path): path for path in before.articles}
    rows = [
        (receipt.article, after.mark(paths[receipt.article]), json.dumps(asdict(receipt)))
        for receipt in receipts
        if receipt.article in paths and _is_ours(paths[receipt.article], before, after, writer)
    ]
    if not rows:
        return
    names = {before.project.name(path) for path in after.articles}
    try:
        with closing(_open(_place(before.project))) as base, base:
            gone = [name for (name,) in base.execute("SELECT article FROM receipts")]
            base.executemany(
                "DELETE FROM receipts WHERE article = ?", [(n,) for n in gone if n not in names]
            )
            base.executemany("INSERT OR REPLACE INTO receipts VALUES (?, ?, ?)", rows)
    except (sqlite3.Error, OSError) as error:
        raise _unusable(_place(before.project), error) from error


def _is_ours(article: Path, before: Look, after: Look, writer: Writer) -> bool:
    """False when somebody saved one of the article's files while the run was going on.

    What changed less than a tick before the run began counts as saved during it: the times of
    files are no finer.
    """
    for name in _files(before.project, article):
        written = writer.written.get(Path(name))
        was, now = before.stats.get(name), after.stats.get(name)
        if written is not None:
            if not Path(name).is_file() or fingerprint(Path(name).read_bytes()) != written:
                return False
        elif was != now or (was is not None and was[2] >= before.began):
            return False
    return True


def _place(project: Project) -> Path:
    return project.root / ".l10n" / "state.sqlite"


def _open(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True)
    base = sqlite3.connect(path, timeout=30)
    base.execute(_SCHEMA)
    return base


def _read(path: Path) -> dict[str, tuple[str, Receipt]]:
    """(mark, receipt) by article; UsageError when the file is damaged."""
    if not path.is_file():
        return {}
    try:
        with closing(_open(path)) as base:
            rows = base.execute("SELECT article, mark, told FROM receipts").fetchall()
    except (sqlite3.Error, OSError) as error:
        raise _unusable(path, error) from error
    return {article: (mark, _receipt(json.loads(told))) for article, mark, told in rows}


def _receipt(told: dict[str, Any]) -> Receipt:
    return Receipt(
        told["article"],
        tuple(told["editions"]),
        tuple(Fallback(**one) for one in told["fallbacks"]),
        tuple((severity, count) for severity, count in told["findings"]),
        told["left"],
    )


def _unusable(path: Path, error: Exception) -> UsageError:
    return UsageError(
        "the state of the last run cannot be used",
        place=str(path),
        cause=str(error),
        fix="make its folder writable; delete the file if it is damaged",
    )
