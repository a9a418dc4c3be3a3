"""The same project gives the same bytes: no clock, path, locale or hash seed of a machine is in them."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

CONFIG = """\
targets = ["en", "ko"]
engine = "pseudo"
layout = ["site", "hugo", "docusaurus", "wordpress", "epub"]
[publish]
base_url = "https://example.com/magazine"
[checks]
untranslated = "warning"
"""
ARTICLE = """\
---
title: 半導体の話
date: 2025-02-11
---

# 半導体の話

投資額は974億ドルです。工場は[熊本](https://example.com/)にあります。
"""
WRONG = """msgid ""
msgstr "Language: en\\n"

msgid "投資額は974億ドルです。"
msgstr "The investment is $974 billion on 11 February."

msgid "なくなった文です。"
msgstr "This sentence is gone."
"""
# One process for all commands: what they print, and a digest of every file that they leave.
SCRIPT = """
import hashlib, json, os, sys
from pathlib import Path

os.umask(int(sys.argv[2], 8))
from typer.testing import CliRunner
from l10n.cli.app import app

folder = Path(sys.argv[1])
told = {}
for command in json.loads(sys.argv[3]):
    done = CliRunner().invoke(app, [*command, "--project", str(folder)], catch_exceptions=False)
    told[" ".join(command)] = [done.exit_code, done.stdout]
files = {
    path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
    for path in sorted(folder.rglob("*"))
    if path.is_file() and ".l10n" not in path.parts
}
print(json.dumps([told, files]))
"""
COMMANDS = [
    ["extract"],
    ["update"],
    ["sync"],
    ["sync", "--check", "--format", "json"],
    *(
        ["check", "--format", form]
        for form in ("text", "json", "sarif", "junit", "github", "gitlab")
    ),
    ["status"],
    ["status", "--format", "json"],
    ["ledger", "--format", "html"],
    ["publish"],
    ["tm", "find", "投資額は1億ドルです。", "--locale", "en"],
    ["tm", "key"],
    ["config", "show"],
    ["terms", "extract", "--least", "1"],
]
MACHINES = {
    "here": {"TZ": "UTC", "LANG": "C", "LC_ALL": "C", "PYTHONHASHSEED": "0", "umask": "022"},
    "there": {
        "TZ": "Pacific/Kiritimati",
        "LANG": "ja_JP.UTF-8",
        "LC_ALL": "",
        "LANGUAGE": "ja",
        "PYTHONHASHSEED": "12345",
        "SOURCE_DATE_EPOCH": "4000000000",
        "COLUMNS": "40",
        "umask": "077",
    },
}


def run(folder: Path, machine: str, where: Path) -> tuple[dict[str, list[object]], dict[str, str]]:
    settings = dict(MACHINES[machine])
    umask = settings.pop("umask")
    command = [sys.executable, "-c", SCRIPT, str(folder), umask, json.dumps(COMMANDS)]
    done = subprocess.run(
        command, cwd=where, env={**os.environ, **settings}, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    told, files = json.loads(done.stdout)
    return told, files


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory):
    found = {}
    for machine in MACHINES:
        top = tmp_path_factory.mktemp(machine) / ("x" * (1 if machine == "here" else 40))
        folder = top / "project"
        (folder / "source").mkdir(parents=True)
        (folder / "l10n.toml").write_text(CONFIG, "utf-8")
        names = ["a.md", "b.txt"] if machine == "here" else ["b.txt", "a.md"]
        for name in names:  # a folder may list its files in the order in which they came
            (folder / "source" / name).write_text(
                ARTICLE if name == "a.md" else "雨が降る。\n", "utf-8"
            )
        catalog = folder / "locales/en/LC_MESSAGES/a.po"
        catalog.parent.mkdir(parents=True)
        catalog.write_text(WRONG, "utf-8")
        found[machine] = (folder, *run(folder, machine, top if machine == "here" else Path("/")))
    return found


def test_every_file_is_the_same(runs):
    pytest.importorskip("nh3")
    (_, _, here), (_, _, there) = runs.values()
    assert here == there
    assert {"dist/site/en/a/index.html", "locales/a.pot", "dist/epub/en.epub"} <= set(here)


def test_every_report_is_the_same_and_names_no_folder_of_the_machine(runs):
    (folder, here, _), (_, there, _) = runs.values()
    assert here == there
    assert here["check --format text"][0] == 1
    assert str(folder) not in json.dumps(here)


def test_no_file_holds_a_folder_or_a_day_of_the_machine(runs):
    for folder, _, _ in runs.values():
        for path in folder.rglob("*"):
            if path.is_file() and ".l10n" not in path.parts and path.suffix != ".epub":
                text = path.read_bytes().decode("utf-8", "replace")
                assert str(folder) not in text, path
                assert "2096" not in text, path  # the year of SOURCE_DATE_EPOCH
