"""Catalogs of 1,000 to 100,000 entries: merging, reading, writing, and what an edit costs.

CPU seconds (user + system) of whole processes, children of one run; trust the ratios. Needs
GNU gettext; with po4a installed, the cost of an edit is compared with it too. msgmerge takes a
quarter of an hour at 100,000 entries, so it is asked there only with `--patient`.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import corpus

from l10n import po
from l10n.flow import start
from l10n.model import Catalog, Key, State
from l10n.project import find
from l10n.stages.update import update_stage

WORKER = Path(__file__).with_name("catalog_worker.py")
ROUNDS = {1_000: 5, 10_000: 3, 100_000: 1}


def cpu(*command: str | Path, rounds: int = 1) -> tuple[float, int]:
    """CPU seconds (the median of `rounds`) and the memory of one process in MB."""
    times = []
    for _ in range(rounds):
        with Path(os.devnull).open("wb") as nowhere:
            child = subprocess.Popen([str(part) for part in command], stderr=nowhere)
            _, status, used = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            raise subprocess.CalledProcessError(child.returncode, command)
        times.append(used.ru_utime + used.ru_stime)
    return statistics.median(times), used.ru_maxrss // 1024


def work(job: str, *paths: Path, rounds: int) -> tuple[float, int]:
    return cpu(sys.executable, WORKER, job, *paths, rounds=rounds)


def merging(folder: Path, count: int, *, msgmerge: bool) -> None:
    chance = random.Random(count)
    old = corpus.catalog(chance, count)
    template, origin, new = corpus.changed(chance, old)
    old_po, new_pot = folder / "old.po", folder / "new.pot"
    old_po.write_bytes(po.write_catalog(old))
    new_pot.write_bytes(po.write_catalog(template))
    texts = {e.key: e for e in old.entries}
    lived = {now: was for now, was in origin.items() if texts[was].state is not State.UNTRANSLATED}
    ours, theirs = folder / "ours.po", folder / "theirs.po"
    seconds, memory = work("merge", old_po, new_pot, ours, rounds=ROUNDS[count])
    print(
        f"merge {count:>7,}  l10n     {seconds:8.3f} s {memory:5d} MB  {quality(ours, lived, new)}"
    )
    if msgmerge:
        command = ("msgmerge", "--quiet", "--previous", "--no-wrap", "-o", theirs, old_po, new_pot)
        base, memory = cpu(*command)
        print(
            f"merge {count:>7,}  msgmerge {base:8.3f} s {memory:5d} MB  {quality(theirs, lived, new)}"
            f"  {base / seconds:.1f} × l10n"
        )
    subprocess.run(["msgfmt", "-c", "-o", os.devnull, ours], check=True, capture_output=True)


def quality(path: Path, lived: dict[Key, Key], new: set[Key]) -> str:
    """Which old texts an update found: machine drafts of edited sentences are drafted anew."""
    entries = {e.key: e for e in po.read_catalog(path).active}
    asked = [key for key in lived if entries[key].state is State.STALE or not is_draft(lived, key)]
    found = [entries[key].previous for key in asked]
    right = sum(
        p is not None and p.msgid in (lived[k].msgid, OLDER.get(lived[k]))
        for k, p in zip(asked, found, strict=True)
    )
    some = sum(p is not None for p in found)
    rubbish = sum(bool(entries[key].msgstr) for key in new)
    return (
        f"right {100 * right / len(asked):5.1f} %  wrong {100 * (some - right) / len(asked):4.1f} %"
        f"  suggested for new {100 * rubbish / max(1, len(new)):4.1f} %"
    )


OLDER: dict[Key, str] = {}
DRAFTS: set[Key] = set()


def is_draft(lived: dict[Key, Key], key: Key) -> bool:
    return lived[key] in DRAFTS


def remember(old: Catalog) -> None:
    """What `quality` must know: texts that were stale before keep their first source."""
    OLDER.update({e.key: e.previous.msgid for e in old.entries if e.previous})
    DRAFTS.update(e.key for e in old.entries if e.state is State.DRAFT)


def reading(folder: Path, count: int) -> None:
    path, out = folder / "old.po", folder / "out.po"
    rounds = ROUNDS[count]
    times = {
        "l10n": work("copy", path, out, rounds=rounds),
        "polib": work("polib", path, out, rounds=rounds),
        "msgcat": cpu("msgcat", "--no-wrap", "-o", out, path, rounds=rounds),
    }
    base = times["l10n"][0]
    for name, (seconds, memory) in times.items():
        ratio = f"{seconds / base:.1f} × l10n" if name != "l10n" else ""
        print(f"read and write {count:>7,}  {name:<7} {seconds:7.3f} s {memory:5d} MB  {ratio}")
    ours, polib = (float(work_output(job, path)) for job in ("time-read", "time-polib"))
    built = float(work_output("time-build", path))
    print(
        f"read alone     {count:>7,}  l10n {ours:.3f} s, polib {polib:.3f} s: {polib / ours:.1f} ×; "
        f"with an object for every entry {built:.3f} s: {polib / built:.1f} ×"
    )


def work_output(job: str, *paths: Path) -> str:
    command = [sys.executable, str(WORKER), job, *map(str, paths)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def edit_cost(folder: Path, edits: int = 40) -> None:
    """Characters to translate again after one sentence of an article was edited."""
    chance = random.Random(7)
    paragraphs = [corpus.sentences(chance, chance.randrange(2, 7)) for _ in range(25)]
    root = folder / "project"
    (root / "source").mkdir(parents=True)
    (root / "l10n.toml").write_text('targets = ["en"]\n', "utf-8")
    article, catalog = root / "source/a.md", root / "locales/en/LC_MESSAGES/a.po"
    article.write_text(joined(paragraphs), "utf-8")
    update_stage(start(find(root)))
    approve(catalog)
    done = catalog.read_bytes()
    master, theirs = folder / "a.md", folder / "a.po"
    has_po4a = shutil.which("po4a-updatepo") is not None
    if has_po4a:
        master.write_text(joined(paragraphs), "utf-8")
        theirs.unlink(missing_ok=True)
        update_po4a(master, theirs)
        approve(theirs)
        done4a = theirs.read_bytes()
    ours_cost = theirs_cost = 0
    for _ in range(edits):
        changed = [list(one) for one in paragraphs]
        paragraph = chance.choice(changed)
        at = chance.randrange(len(paragraph))
        paragraph[at] = corpus.edited(chance, paragraph[at])
        article.write_text(joined(changed), "utf-8")
        catalog.write_bytes(done)
        update_stage(start(find(root)))
        ours_cost += open_characters(catalog)
        if has_po4a:
            master.write_text(joined(changed), "utf-8")
            theirs.write_bytes(done4a)
            update_po4a(master, theirs)
            theirs_cost += open_characters(theirs)
    print(f"an edit        l10n {ours_cost / edits:6.0f} characters to translate again")
    if has_po4a:
        print(
            f"an edit        po4a {theirs_cost / edits:6.0f} characters"
            f"  {theirs_cost / ours_cost:.1f} × l10n"
        )


def joined(paragraphs: list[list[str]]) -> str:
    return "\n\n".join("".join(one) for one in paragraphs) + "\n"


def update_po4a(master: Path, catalog: Path) -> None:
    command = ["po4a-updatepo", "-f", "text", "-o", "markdown", "-M", "UTF-8"]
    subprocess.run([*command, "-m", master, "-p", catalog], check=True, capture_output=True)


def approve(path: Path) -> None:
    read = po.read_catalog(path)
    entries = [replace(e, msgstr="Done.", state=State.APPROVED) for e in read.entries]
    path.write_bytes(po.write_catalog(replace(read, entries=entries, locale="en")))


def open_characters(path: Path) -> int:
    active = po.read_catalog(path).active
    return sum(len(e.key.msgid) for e in active if e.state is not State.APPROVED)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sizes", type=int, nargs="*", default=[1_000, 10_000, 100_000])
    options.add_argument("--patient", action="store_true", help="msgmerge at 100,000 too")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for count in chosen.sizes:
            chance = random.Random(count)
            remember(corpus.catalog(chance, count))
            merging(folder, count, msgmerge=count < 100_000 or chosen.patient)
            reading(folder, count)
        edit_cost(folder)


if __name__ == "__main__":
    main()
