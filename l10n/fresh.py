"""What need not be done again: articles of which no file has changed since a whole run of `sync`.

A run leaves a receipt for each article in `.l10n/state.sqlite`: a mark of the files that it was
made from and made (size, times and inode of each, the config, the tool itself) and what the
summary says of it. While the mark holds, `sync` reads neither article nor catalogs; and while one
mark of all files together holds, it does not even ask for which articles. The file can be deleted
at any time: the next run does everything once.
"""

from __future__ import annotations

import hashlib
import json
import marshal
import os
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from functools import cache
from operator import attrgetter
from pathlib import Path
from sqlite3 import Connection
from typing import Any

from l10n.atomic import fingerprint, fingerprint_of
from l10n.database import changing, look_up
from l10n.lang.tags import language_tag
from l10n.model import Finding
from l10n.noun import noun
from l10n.project import Project, Writer
from l10n.tally import Tally

_WHAT = "the state of the last run"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS articles (
    article TEXT PRIMARY KEY, mark TEXT, told TEXT, editions TEXT
);
CREATE TABLE IF NOT EXISTS whole (mark TEXT);
DROP TABLE IF EXISTS receipts;
"""
_TICK = 20_000_000  # ns; the times of files are this coarse at worst on today's disks
Stat = tuple[int, int, int, int]
"""Size, inode, time of change of the content and of anything."""
Folders = Mapping[str, Mapping[str, Stat]]
"""Files by folder and name."""
_facts: Callable[[os.stat_result], Stat] = attrgetter(
    "st_size", "st_ino", "st_mtime_ns", "st_ctime_ns"
)


@noun
class Fallback:
    """A sentence that was published in Japanese: where its entry stands, and why."""

    file: str
    line: int
    message: str


@noun
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


@noun
class Synced:
    """What `sync` did, for its summary."""

    writer: Writer
    tally: Tally
    receipts: tuple[Receipt, ...]
    """Of all articles, those included that nothing had to be done for."""
    gate: tuple[Finding, ...] = ()
    """What the project's gate does not let pass; only a dry run is judged."""


@noun
class Look:
    """The files of a project as they were at one moment."""

    project: Project
    sources: Folders
    """What is translated: the articles, templates and catalogs."""
    editions: Folders
    common: str
    """A mark of what every article depends on: config, tool, termbases, waivers."""
    made_by: str
    """A mark of config and tool alone."""
    began: int
    """Nanoseconds; a file that changed later than that may have been read or not."""

    def stat(self, path: str) -> Stat | None:
        """The state of a file, None when it is missing."""
        folder, _, name = path.rpartition("/")
        return (self.sources.get(folder) or self.editions.get(folder) or {}).get(name)

    def marks_in(self, locale: str) -> dict[str, str]:
        """By article: what is known of it in one locale is valid for this, a mark of its source, its
        catalog, and what all articles in that locale depend on."""
        project = self.project
        terms = [project.catalog("terms", one) for one in project.config.targets]
        shared = [self.stat(path.as_posix()) for path in (project.review(locale), *terms)]
        common = fingerprint(_packed([self.made_by, shared]))
        source = project.source.as_posix()
        catalogs = f"{(project.root / project.config.locales).as_posix()}/{locale}/LC_MESSAGES"
        names = [project.name(path) for path in project.articles()]
        return {
            name: fingerprint(
                _packed(
                    [
                        common,
                        self.stat(f"{source}/{name}"),
                        self.stat(f"{catalogs}/{name.rpartition('.')[0]}.po"),
                    ]
                )
            )
            for name in names
        }

    def is_settled(self, path: Path) -> bool:
        """False for a file that was saved so shortly before this look that it may yet change
        without its times telling."""
        now = self.stat(path.as_posix())
        return now is None or now[2] < self.began

    def mark(self, article: Path) -> str:
        """What an article's receipt is valid for."""
        named = [(path, self.stat(path)) for path in _files(self.project, article)]
        return fingerprint(_packed([self.common, named]))

    def mark_of_inputs(self, article: Path) -> str:
        """What is known of an article's editions is valid for this."""
        named = [self.stat(path) for path in _inputs(self.project, article)]
        return fingerprint(_packed([self.common, named]))

    def mark_of_sources(self, but: Path) -> str:
        """A mark of all that is translated, `but` for one file."""
        home, name = but.parent.as_posix(), but.name
        folders = sorted(
            (folder, {n: stat for n, stat in sorted(files.items()) if (folder, n) != (home, name)})
            for folder, files in self.sources.items()
        )
        return fingerprint(_packed([self.common, *folders]))

    def is_all_settled(self, but: Path) -> bool:
        """False while any file of `sources`, `but` for one, may yet change without a trace."""
        home, name = but.parent.as_posix(), but.name
        return all(
            stat[2] < self.began
            for folder, files in self.sources.items()
            for n, stat in files.items()
            if (folder, n) != (home, name)
        )

    def whole(self) -> str:
        """A mark of all files: while it holds, so do the receipts of all articles."""
        halves = [_mark(self.sources.items()), _mark(self.editions.items())]
        return _whole(self.project, halves)


def look(project: Project, *, editions: bool = True) -> Look:
    """The state of all files that `sync` reads and writes; their content is not read.

    Without `editions`, of those that it reads.
    """
    began = time.time_ns() - _TICK
    of_sources, of_editions = _folders(project)
    sources, made = dict(_below(of_sources)), dict(_below(of_editions if editions else ()))
    made_by = fingerprint(repr((project.root, project.config, tool())).encode())
    seen = Look(project, sources, made, "", made_by, began)
    shared = [
        (str(path), seen.stat(path.as_posix()))
        for locale in project.config.targets
        for path in (project.catalog("terms", locale), project.review(locale))
    ]
    return replace(seen, common=fingerprint(repr((made_by, shared)).encode()))


def _folders(project: Project) -> tuple[list[str], list[str]]:
    """The folders of what is translated, and those of the editions."""
    locales, output = project.root / project.config.locales, project.output
    editions = [output / language_tag(locale) for locale in project.config.targets]
    return [project.source.as_posix(), locales.as_posix()], [one.as_posix() for one in editions]


def _below(folders: Iterable[str]) -> Iterator[tuple[str, dict[str, Stat]]]:
    """Each folder from `folders` down, with the state of each of its files."""
    waiting = [*folders]
    while waiting:
        here = waiting.pop()
        files: dict[str, Stat] = {}
        try:
            with _listed(here) as found:
                for entry in found:
                    if entry.is_dir():
                        waiting.append(f"{here}/{entry.name}")
                    else:
                        files[entry.name] = _facts(entry.stat())
        except OSError:
            continue  # no such folder yet, or gone meanwhile: its files count as missing
        yield here, files


@contextmanager
def _listed(folder: str) -> Iterator[Iterator[os.DirEntry[str]]]:
    """What is in a folder. It is asked for by its descriptor where the system allows that: else the
    path of each of its files is gone down from the root, which takes a sixth of such a look."""
    if os.scandir not in os.supports_fd:
        with os.scandir(folder) as found:
            yield found
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with os.scandir(handle) as found:
            yield found
    finally:
        os.close(handle)


def _packed(value: list[Any]) -> bytes:
    # Version 2 writes equal values as equal bytes; later ones tell whether objects are shared.
    return marshal.dumps(value, 2)


def _mark(folders: Iterable[tuple[str, Mapping[str, Stat]]]) -> str:
    """A digest of folders, in the order in which the disk names them.

    That changes only with their content; if not, what is found is found one by one.
    """
    digest = hashlib.sha256()
    for folder in folders:
        digest.update(_packed([folder]))
    return digest.hexdigest()


def _whole(project: Project, halves: Sequence[str]) -> str:
    return fingerprint(repr((project.root, project.config, tool(), *halves)).encode())


def _files(project: Project, article: Path) -> list[str]:
    """The paths that an article's receipt covers, the article first."""
    name, output = project.name(article), project.output.as_posix()
    template = project.template(project.domain(article)).as_posix()
    made = [f"{output}/{language_tag(locale)}/{name}" for locale in project.config.targets]
    return [*_inputs(project, article), template, *made]


def _inputs(project: Project, article: Path) -> list[str]:
    """The paths that an article's editions are made of: the article, and its catalogs."""
    domain, locales = project.domain(article), (project.root / project.config.locales).as_posix()
    catalogs = [f"{locales}/{to}/LC_MESSAGES/{domain}.po" for to in project.config.targets]
    return [article.as_posix(), *catalogs]


@cache
def tool() -> str:
    """The state of our own modules and of the folders of packages: an engine may have come or gone."""
    modules = sorted(
        (folder, name, stat)
        for folder, files in _below([Path(__file__).parent.as_posix()])
        for name, stat in files.items()
        if name.endswith(".py")
    )
    packages = [Path(one) for one in sys.path if one.endswith(("site-packages", "dist-packages"))]
    return repr((modules, [one.stat().st_mtime_ns for one in packages if one.is_dir()]))


def unchanged(project: Project, *, editions: bool = True) -> tuple[Receipt, ...] | None:
    """The receipts of all articles, if nothing has changed since they were written; else None.

    Without `editions` they are left out: most of what is read.
    """
    if not project.state.is_file():
        return None
    whole = _whole(project, _halves(_folders(project)))

    def ask(base: Connection) -> tuple[Receipt, ...] | None:
        if not base.execute("SELECT 1 FROM whole WHERE mark = ?", (whole,)).fetchall():
            return None
        columns = "told, editions" if editions else "told, '[]'"
        return _receipts(base.execute(f"SELECT {columns} FROM articles ORDER BY article"))

    return look_up(project.state, ask, None)


def _halves(folders: tuple[list[str], list[str]]) -> list[str]:
    """The marks of two lists of folders, looked at by two processes where there can be."""
    sources, editions = folders
    if not hasattr(os, "fork") or threading.active_count() > 1:
        return [_mark(_below(sources)), _mark(_below(editions))]
    ours, theirs = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.write(theirs, _mark(_below(editions)).encode())
        finally:
            os._exit(0)
    os.close(theirs)
    first = _mark(_below(sources))
    second = os.read(ours, len(first)).decode()  # "" if the child died: then all is looked at
    os.close(ours)
    os.waitpid(child, 0)
    return [first, second]


def held(seen: Look) -> dict[Path, Receipt]:
    """The receipts that still hold, by article.

    An article with untranslated entries holds only while all others do: what somebody approved
    there may be what is missing here. With `[catalog] share` every article depends on all.
    """
    articles = seen.project.articles()
    found = _valid(seen, articles)
    if len(found) == len(articles):
        return found
    if seen.project.config.share:
        return {}
    return {path: receipt for path, receipt in found.items() if not receipt.left}


def _valid(seen: Look, articles: Iterable[Path]) -> dict[Path, Receipt]:
    """The receipts whose mark is that of their article."""

    def ask(base: Connection) -> list[tuple[str, Receipt]]:
        marks = base.execute("SELECT mark FROM articles ORDER BY article").fetchall()
        told = _receipts(base.execute("SELECT told, editions FROM articles ORDER BY article"))
        return [(mark, one) for (mark,), one in zip(marks, told, strict=True)]

    known = look_up(seen.project.state, ask, list[tuple[str, Receipt]]())
    kept = {told.article: (mark, told) for mark, told in known}
    found = {}
    for article in articles:
        mark, told = kept.get(seen.project.name(article), ("", None))
        if told and mark == seen.mark(article):
            found[article] = told
    return found


def record(before: Look, writer: Writer, receipts: Sequence[Receipt]) -> None:
    """Keeps receipts of articles whose files are now as this run read or wrote them."""
    after = look(before.project)
    if after.common != before.common:
        return
    articles = {after.project.name(path): path for path in after.project.articles()}
    rows = [
        (receipt.article, after.mark(articles[receipt.article]), *_told(receipt))
        for receipt in receipts
        if receipt.article in articles
        and _is_ours(articles[receipt.article], before, after, writer)
    ]
    path = after.project.state
    with changing(path, _WHAT, _SCHEMA) as base:
        base.executemany("INSERT OR REPLACE INTO articles VALUES (?, ?, ?, ?)", rows)
    confirm(after)


def confirm(seen: Look) -> None:
    """Forgets articles that are gone, and notes whether all that are there have a valid receipt."""
    articles = seen.project.articles()
    names = {seen.project.name(path) for path in articles}
    whole = [(seen.whole(),)] if articles and len(_valid(seen, articles)) == len(articles) else []
    path = seen.project.state
    with changing(path, _WHAT, _SCHEMA) as base:
        known = base.execute("SELECT article FROM articles").fetchall()
        gone = [row for row in known if row[0] not in names]
        base.executemany("DELETE FROM articles WHERE article = ?", gone)
        base.execute("DELETE FROM whole")
        base.executemany("INSERT INTO whole VALUES (?)", whole)


def _is_ours(article: Path, before: Look, after: Look, writer: Writer) -> bool:
    """False when somebody saved one of the article's files while the run was going on.

    What changed less than a tick before the run began counts as saved during it: the times of
    files are no finer.
    """
    for name in _files(before.project, article):
        written = writer.written.get(name)
        was, now = before.stat(name), after.stat(name)
        if written is not None:
            if fingerprint_of(Path(name)) != written.hex():
                return False
        elif was != now or (was is not None and was[2] >= before.began):
            return False
    return True


def _told(receipt: Receipt) -> tuple[str, str]:
    """A receipt as JSON, without its editions; and its editions."""
    told = asdict(receipt)
    editions = told.pop("editions")
    return json.dumps(told), json.dumps(editions)


def _receipts(rows: Iterable[tuple[str, str]]) -> tuple[Receipt, ...]:
    """Receipts as read from JSON, all at once: that takes half as long as one by one."""
    both = [*rows]
    told = json.loads(f"[{','.join(one for one, _ in both)}]")
    editions = json.loads(f"[{','.join(one for _, one in both)}]")
    return tuple(
        Receipt(
            one["article"],
            tuple(made),
            tuple(Fallback(**each) for each in one["fallbacks"]),
            tuple((severity, count) for severity, count in one["findings"]),
            one["left"],
        )
        for one, made in zip(told, editions, strict=True)
    )
