"""Killed at any moment, with an editor saving beside it: nothing a person wrote is lost.

`make soak` runs this file with a thousand kills; the test does a few.
"""

from __future__ import annotations

import contextlib
import os
import random
import re
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import pytest

from l10n import po
from l10n.flow import Flow, extract_stage, start
from l10n.model import State
from l10n.plugin import Answer, Capabilities, Request
from l10n.project import find
from l10n.stages import translate
from l10n.stages.translate import translate_stage
from l10n.stages.update import update_stage

LOCALES = ("en", "ko")
DOMAINS = ("a", "b")
TOPICS = ["新工場", "補助金", "電力の不足", "装置の輸出", "人材の育成", "量産の開始", "株価"]
ENDS = ["が話題になった", "をめぐる議論が続く", "は来年に延びる", "の見通しが明るい"]


def sentence(chance: random.Random) -> str:
    return f"{chance.randrange(2000, 2030)}年は{chance.choice(TOPICS)}{chance.choice(ENDS)}。"


class Paid:
    """An engine whose answers cost money: each one is written down when it is given."""

    name = "pseudo"
    capabilities = Capabilities()

    def __init__(self, bills: Path) -> None:
        self.bills = bills

    def fingerprint(self, target: str) -> str:
        return target

    def ready(self) -> str:
        return ""

    def check_locales(self, source: str, target: str) -> None: ...

    def translate(
        self, requests: Sequence[Request], *, source: str, target: str
    ) -> Iterator[Answer]:
        for index, request in enumerate(requests):
            note(self.bills, f"{target} {request.text}")
            yield Answer(index, f"{target}: {request.text}")

    def close(self) -> None: ...


def note(path: Path, line: str) -> None:
    """One line at the end of a file, in one system call."""
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.write(handle, (line + "\n").encode())
    os.close(handle)


@dataclass
class Outcome:
    """What was left after the kills."""

    kills: int
    edits: int
    lost: list[str]
    unreadable: list[str]
    paid_again: int
    rescued: list[str]


def soak(root: Path, kills: int, seed: int) -> Outcome:
    """Updates and drafts, killed `kills` times, while the source changes and an editor saves."""
    chance = random.Random(seed)
    (root / "source").mkdir()
    (root / "l10n.toml").write_text(
        f'targets = ["{LOCALES[0]}", "{LOCALES[1]}"]\nengine = "pseudo"\n', "utf-8"
    )
    for domain in DOMAINS:
        write_article(root, domain, [sentence(chance) for _ in range(12)])
    run(root)
    editor = fork(lambda: edit_for_ever(root, seed))
    lost: list[str] = []
    unreadable: list[str] = []
    killed = 0
    before: Files = {}
    try:
        while killed < kills and not lost and not unreadable:
            change_source(root, chance)
            killed += kill_somewhere(root, chance)
            edits, now = saved_edits(root), files(root)  # in this order: the editor goes on
            lost, unreadable = missing(edits, now), broken(root)
            if lost or unreadable:
                keep(root, before, "before-the-last-kill")
                keep(root, now, "after-the-last-kill")
            before = now
            if killed % 100 == 0:
                sys.stderr.write(f"{killed} kills\n")
    finally:
        os.kill(editor, signal.SIGKILL)
        os.waitpid(editor, 0)
    flow = run(root)
    edits = saved_edits(root)
    bills = Counter((root / "bills.log").read_text("utf-8").splitlines())
    return Outcome(
        killed,
        len(edits),
        sorted({*lost, *missing(edits, files(root))}),
        unreadable + broken(root),
        sum(count - 1 for count in bills.values()),
        flow.writer.rescued,
    )


Files = dict[Path, bytes]


def files(root: Path) -> Files:
    """What can hold an edit: catalogs, what killed runs had in hand, and what was rescued of it.

    The editor renames files meanwhile, so it is tried until all that are listed can be read.
    """
    kinds = ("*.po", ".l10n-*-*.tmp", "*.rescued")  # not what the editor or a run is writing
    while True:
        with contextlib.suppress(FileNotFoundError):
            found = chain.from_iterable(map((root / "locales").rglob, kinds))
            return {path: path.read_bytes() for path in sorted(found)}


def saved_edits(root: Path) -> list[str]:
    log = root / "edits.log"
    return log.read_text("utf-8").split() if log.exists() else []


def missing(edits: Sequence[str], now: Files) -> list[str]:
    """The edits that stand in no file."""
    there = set(re.findall("«[0-9]+»", b"".join(now.values()).decode()))
    return [edit for edit in edits if edit not in there]


def keep(root: Path, kept: Files, name: str) -> None:
    for path, data in kept.items():
        place = root / name / path.relative_to(root)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)


def run(root: Path) -> Flow:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            translate, "load_engine", lambda project, name, budget: Paid(root / "bills.log")
        )
        flow = start(find(root))
        extract_stage(flow)
        update_stage(flow)
        translate_stage(flow)
    return flow


def fork(work) -> int:
    child = os.fork()
    if child:
        return child
    try:
        work()
    finally:
        os._exit(0)


def kill_somewhere(root: Path, chance: random.Random) -> bool:
    """Runs the tool in a process of its own and kills it at some moment; False if it ended."""
    child = fork(lambda: run(root))
    time.sleep(chance.uniform(0.005, 0.12))
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def catalogs(root: Path) -> list[Path]:
    return sorted((root / "locales").rglob("*.po"))


def broken(root: Path) -> list[str]:
    found = []
    for path in [*catalogs(root), *(root / "locales").rglob("*.pot")]:
        try:
            po.read_catalog(path)
        except Exception as error:  # noqa: BLE001 - any failure is the finding
            found.append(f"{path}: {error}")
    return found


def write_article(root: Path, domain: str, sentences: Sequence[str]) -> None:
    new = root / f"{domain}.new"
    new.write_text("\n\n".join(sentences) + "\n", "utf-8")
    new.replace(root / "source" / f"{domain}.txt")


def change_source(root: Path, chance: random.Random) -> None:
    """Edits, adds, removes or moves a sentence, as authors do."""
    domain = chance.choice(DOMAINS)
    text = (root / "source" / f"{domain}.txt").read_text("utf-8")
    sentences = text.rstrip("\n").split("\n\n")
    at = chance.randrange(len(sentences))
    what = chance.choice(["edit", "add", "remove", "move"] if len(sentences) > 6 else ["add"])
    if what == "edit":
        sentences[at] = sentences[at].replace("年は", "年末に").replace("。", "らしい。")
    elif what == "add":
        sentences.insert(at, sentence(chance))
    else:
        gone = sentences.pop(at)
        if what == "move":
            sentences.insert(0, gone)
    write_article(root, domain, sentences)


def edit_for_ever(root: Path, seed: int) -> None:
    """An editor program: reads a catalog, types into an entry, saves beside and renames."""
    chance = random.Random(seed + 1)
    number, parent = 0, os.getppid()
    while os.getppid() == parent:  # it ends with the soak, even if that is killed itself
        number += 1
        path = chance.choice(catalogs(root))
        data = path.read_bytes()
        catalog = po.parse_catalog(data, str(path))
        entries = list(catalog.entries)
        living = [i for i, entry in enumerate(entries) if not entry.obsolete]
        at = chance.choice(living)
        mark = f"«{number}»"
        lines = data.decode().split("\n")
        typed = type_into(lines, entries[at].line - 1, mark, by_person="«" in entries[at].msgstr)
        if entries[at].state is not State.APPROVED and chance.random() < 0.7:
            typed = without_fuzzy(typed, entries[at].line - 1)
        saved = path.with_name(f"{path.name}~")
        saved.write_text("\n".join(typed), "utf-8")
        if path.read_bytes() == data:  # editors ask before they overwrite a newer file
            saved.replace(path)
            note(root / "edits.log", mark)
        time.sleep(chance.uniform(0.0, 0.01))


def type_into(lines: list[str], msgid: int, mark: str, *, by_person: bool) -> list[str]:
    at = next(i for i in range(msgid, len(lines)) if lines[i].startswith("msgstr "))
    kept = lines[at][len('msgstr "') : -1] + " " if by_person else ""
    return [*lines[:at], f'msgstr "{kept}{mark}"', *lines[at + 1 :]]


def without_fuzzy(lines: list[str], msgid: int) -> list[str]:
    start = msgid
    while start and lines[start - 1].startswith("#"):
        start -= 1
    head = [line for line in lines[start:msgid] if line != "#, fuzzy" and line[:2] != "#|"]
    return [*lines[:start], *head, *lines[msgid:]]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked")
def test_kills_and_an_editor_beside_them_lose_nothing(tmp_path):
    outcome = soak(tmp_path, kills=25, seed=1)
    assert outcome.edits > 0
    assert outcome.lost == []
    assert outcome.unreadable == []
    assert outcome.paid_again <= outcome.kills


def main(kills: int, seed: int) -> int:
    """The long soak; its folder is kept when something was lost, for somebody to find out how."""
    folder = Path(tempfile.mkdtemp(prefix="l10n-soak-"))
    result = soak(folder, kills, seed)
    sys.stdout.write(
        f"{result.kills} kills, {result.edits} edits saved meanwhile: {len(result.lost)} lost; "
        f"{len(result.unreadable)} empty or unreadable files; "
        f"{result.paid_again} answers paid for twice\n"
    )
    if not (result.lost or result.unreadable or result.paid_again > result.kills):
        shutil.rmtree(folder)
        return 0
    for line in (*result.lost, *result.unreadable):
        sys.stdout.write(f"  {line}\n")
    sys.stdout.write(f"seed {seed}; the files are kept in {folder}\n")
    return 1


if __name__ == "__main__":
    numbers = [int(one) for one in sys.argv[1:]]
    sys.exit(main(numbers[0], numbers[1] if numbers[1:] else 0))
