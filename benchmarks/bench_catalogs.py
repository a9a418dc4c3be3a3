"""Catalogs of 1,000 to 100,000 entries: merging, reading, writing, compiling, and what an edit costs.

CPU seconds (user + system) and peak memory of whole processes that take turns in one run; trust the
ratios. Needs GNU gettext; with po4a installed, the cost of an edit is compared with it too. msgmerge
takes more than half an hour at 100,000 entries: it is stopped after `--patience` seconds of CPU, the
ratio is what has been shown by then, and a sample tells how well it matches.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import corpus
from measure import Used, compare, run

from l10n import po
from l10n.flow import start
from l10n.model import Catalog, Key, State
from l10n.project import find
from l10n.stages.update import update_stage

WORKER = Path(__file__).with_name("catalog_worker.py")
SAMPLE = 150  # edited, and as many new entries, that msgmerge is tried with at 100,000
ROUNDS = {1_000: 9, 10_000: 3, 100_000: 1}
GROWTH: dict[str, dict[int, float]] = {}


def work(job: str, *paths: Path) -> list[str | Path]:
    return [sys.executable, WORKER, job, *paths]


def noted(step: str, count: int, seconds: float) -> None:
    GROWTH.setdefault(step, {})[count] = seconds


def told(step: str, count: int, name: str, used: Used, *more: str) -> None:
    noted(f"{step} {name}", count, used.cpu)
    rest = "  ".join(one for one in more if one)
    print(f"{step} {count:>7,}  {name:<12} {used.cpu:9.3f} s {used.memory:5.0f} MB  {rest}")


def merging(folder: Path, count: int, patience: int) -> None:
    chance = random.Random(count)
    old = corpus.catalog(chance, count)
    template, origin, new = corpus.changed(chance, old)
    old_po, new_pot = folder / "old.po", folder / "new.pot"
    old_po.write_bytes(po.write_catalog(old))
    new_pot.write_bytes(po.write_catalog(template))
    texts = {e.key: e for e in old.entries}
    lived = {now: was for now, was in origin.items() if texts[was].state is not State.UNTRANSLATED}
    ours, theirs, exact = folder / "ours.po", folder / "theirs.po", folder / "exact.po"
    rounds = ROUNDS[count]
    gettext = ("msgmerge", "--quiet", "--no-wrap")
    commands = {
        "l10n": work("merge", old_po, new_pot, ours),
        "msgmerge -N": [*gettext, "-N", "-o", exact, old_po, new_pot],
    }
    fuzzy = [*gettext, "--previous", "-o", theirs, old_po, new_pot]
    if count < 100_000:
        commands["msgmerge"] = fuzzy
    used = compare(commands, rounds)
    if count >= 100_000:
        used["msgmerge"] = run(fuzzy, patience)
    for name, one in used.items():
        least = "at least " if one.stopped else ""
        ratio = "" if name == "l10n" else f"{least}{one.cpu / used['l10n'].cpu:.1f} × l10n"
        file = {"l10n": ours, "msgmerge": theirs}.get(name)
        told(
            "merge",
            count,
            name,
            one,
            ratio,
            quality(file, lived, new) if file and not one.stopped else "",
        )
    if used["msgmerge"].stopped:
        sampled(folder, template, lived, new, ours)
    subprocess.run(["msgfmt", "-c", "-o", os.devnull, ours], check=True, capture_output=True)


def sampled(
    folder: Path, template: Catalog, lived: dict[Key, Key], new: set[Key], ours: Path
) -> None:
    """What msgmerge finds for some of the edited and new entries: it looks for each alone, so a
    template of these few gives what the whole one would."""
    chance = random.Random(1)
    some = {key: lived[key] for key in chance.sample(list(lived), SAMPLE)}
    fresh = set(chance.sample(sorted(new, key=str), min(SAMPLE, len(new))))
    few = tuple(entry for entry in template.entries if entry.key in some or entry.key in fresh)
    pot, theirs = folder / "few.pot", folder / "few.po"
    pot.write_bytes(po.write_catalog(replace(template, entries=few)))
    gettext = ("msgmerge", "--quiet", "--no-wrap", "--previous")
    used = run([*gettext, "-o", theirs, folder / "old.po", pot])
    searches = (len(lived) + len(new)) / len(few)
    for name, path in (("l10n", ours), ("msgmerge", theirs)):
        print(f"… of {len(few)} edited and new ones  {name:<12} {quality(path, some, fresh)}")
    print(f"… msgmerge took {used.cpu:.0f} s for these: about {used.cpu * searches:.0f} s for all")


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
    commands = {
        "l10n": work("copy", path, out),
        "polib": work("polib", path, folder / "polib.po"),
        "msgcat": ["msgcat", "--no-wrap", "-o", folder / "msgcat.po", path],
    }
    used = compare(commands, ROUNDS[count])
    for name, one in used.items():
        ratio = "" if name == "l10n" else f"{one.cpu / used['l10n'].cpu:.1f} × l10n"
        told("read and write", count, name, one, ratio)
    commands = {"l10n": work("read", path), "polib": work("polib-read", path)}
    used = compare(commands, ROUNDS[count])
    for name, one in used.items():
        ratio = "" if name == "l10n" else f"{one.cpu / used['l10n'].cpu:.1f} × l10n"
        told("read, a process", count, name, one, ratio)
    print(
        f"               {count:>7,}  bytes changed by l10n: {'0' if same(path, out) else 'SOME'}"
    )
    rounds = str(max(3, ROUNDS[count]))
    ours, built, polib = json.loads(output(work("reading", path, Path(rounds))))
    noted("read l10n", count, ours)
    print(
        f"read alone     {count:>7,}  l10n {ours:.3f} s, polib {polib:.3f} s: {polib / ours:.1f} ×; "
        f"with an object for every entry {built:.3f} s: {polib / built:.1f} ×"
    )


def same(one: Path, other: Path) -> bool:
    return one.read_bytes() == other.read_bytes()


def compiling(folder: Path, count: int) -> None:
    ours, polib = json.loads(output(work("compiling", folder / "old.po")))
    noted("compile l10n", count, ours)
    print(
        f"compile to MO  {count:>7,}  l10n {ours:.3f} s, polib {polib:.3f} s: {polib / ours:.1f} ×"
    )


def output(command: Iterable[str | Path]) -> str:
    parts = [str(part) for part in command]
    return subprocess.run(parts, check=True, capture_output=True, text=True).stdout


def growth() -> None:
    """How the time of each step grows: n to the power of this, between two sizes."""
    for step, taken in GROWTH.items():
        sizes = sorted(taken)
        powers = [
            f"{math.log(taken[b] / taken[a]) / math.log(b / a):.2f} to {b:,}"
            for a, b in pairwise(sizes)
        ]
        if powers:
            print(f"growth  {step:<24} n^ {', '.join(powers)}")


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
    options.add_argument(
        "--patience",
        type=int,
        default=700,
        help="seconds of CPU for msgmerge at 100,000 (%(default)s)",
    )
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for count in chosen.sizes:
            remember(corpus.catalog(random.Random(count), count))
            merging(folder, count, chosen.patience)
            reading(folder, count)
            compiling(folder, count)
        growth()
        edit_cost(folder)


if __name__ == "__main__":
    main()
