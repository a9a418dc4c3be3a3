"""`--check` writes nothing at all, and its exit status is what a run would do."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from l10n.cli.app import app

CONFIG = 'targets = ["en", "ko"]\nengine = "pseudo"\nlayout = ["site", "hugo"]\n'
MODES = (
    ["extract", "--check"],
    ["update", "--check"],
    ["normalize", "--check"],
    ["build", "--check"],
    ["publish", "--check"],
    ["sync", "--check"],
    ["check"],
    ["ledger"],
)
# Python tells of each file that it opens, makes, moves or removes, and of each SQLite file.
SPY = """
import json, os, sys

written = []
CHANGES = {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.chmod",
           "os.chown", "os.truncate", "os.utime", "shutil.rmtree"}

def look(event, args):
    if event == "open" and isinstance(args[0], str) and args[0] != os.devnull:
        if args[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC):
            written.append(f"open {args[0]}")
    elif event in CHANGES or (event == "sqlite3.connect" and not str(args[0]).endswith((":memory:", "?mode=ro"))):
        written.append(f"{event} {args}")

from typer.testing import CliRunner
from l10n.cli.app import app

sys.addaudithook(look)
told = []
for command in json.loads(sys.argv[1]):
    written.clear()
    done = CliRunner().invoke(app, command, catch_exceptions=False)
    told.append([done.exit_code, *written])
print(json.dumps(told))
"""


def spied(folder: Path, *commands: list[str]) -> list[list[object]]:
    """The exit status of each command, and what it wrote; in a process of their own."""
    told = json.dumps([[*command, "--project", str(folder)] for command in commands])
    command = [sys.executable, "-c", SPY, told]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: list[list[object]] = json.loads(done.stdout)
    return found


def l10n(folder: Path, *args: str, code: int = 0) -> str:
    done = CliRunner().invoke(app, [*args, "--project", str(folder)], catch_exceptions=False)
    assert done.exit_code == code, done.output
    return done.stdout


def snapshot(folder: Path) -> dict[str, tuple[int, int, int, bytes]]:
    found = {}
    for path in sorted([folder, *folder.rglob("*")]):
        stat = path.lstat()
        data = path.read_bytes() if path.is_file() else b""
        found[str(path)] = stat.st_mtime_ns, stat.st_ino, stat.st_mode, data
    return found


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "l10n.toml").write_text(CONFIG, "utf-8")
    (tmp_path / "source").mkdir()
    (tmp_path / "source/a.md").write_text("# 題\n\n投資額は974億ドルです。\n", "utf-8")
    return tmp_path


def test_the_spy_sees_what_a_run_writes(project):
    ((status, *written),) = spied(project, ["sync"])
    assert status == 0
    assert any("a.po" in line for line in written)
    assert any("state.sqlite" in line for line in written)


@pytest.mark.parametrize("state", ["new", "done", "stale"])
def test_nothing_is_written_whatever_the_state(state, project):
    if state != "new":
        l10n(project, "sync")
        l10n(project, "publish")
    if state == "stale":
        (project / "source/a.md").write_text("# 題\n\n投資額は330億ドルです。\n", "utf-8")
    before = snapshot(project)
    for mode, told in zip(MODES, spied(project, *MODES), strict=True):
        assert told == [int("--check" in mode and state != "done")], mode
    assert snapshot(project) == before


def test_sync_sees_each_thing_that_is_behind(project):
    l10n(project, "sync")
    assert "up to date" in l10n(project, "sync", "--check")
    behind = {
        "dist/en/a.md": "dist/en/a.md",
        "locales/a.pot": "locales/a.pot",
        "locales/ko/LC_MESSAGES/a.po": "locales/ko/LC_MESSAGES/a.po",
    }
    for name, told in behind.items():
        data = (project / name).read_bytes()
        (project / name).unlink()
        assert f"would change {told}" in l10n(project, "sync", "--check", code=1)
        (project / name).write_bytes(data)
    l10n(project, "sync", "--check")


def test_sync_sees_what_it_would_draft_and_asks_no_engine(project, monkeypatch):
    for stage in ("extract", "update", "build"):
        l10n(project, stage)
    out = l10n(project, "sync", "--check", code=1)
    assert "would change locales/en/LC_MESSAGES/a.po" in out
    assert "4 left untranslated" in out
    l10n(project, "update", "--check")  # by people alone: nothing is behind
    monkeypatch.setenv("L10N_ENGINE", "tm")
    l10n(project, "sync", "--check")  # the TM has nothing to offer
    monkeypatch.setenv("L10N_ENGINE", "microsoft")
    l10n(project, "sync", "--check", code=1)  # not ready here, and not needed


def test_the_tm_is_foreseen_too(project, monkeypatch):
    monkeypatch.setenv("L10N_ENGINE", "tm")
    l10n(project, "sync")
    path = project / "locales/en/LC_MESSAGES/a.po"
    text = path.read_text("utf-8")
    start = text.index('msgid "投資額')
    path.write_text(text[:start] + text[start:].replace('""', '"It is $97.4 billion."', 1), "utf-8")
    l10n(project, "sync")
    (project / "source/b.md").write_text("投資額は330億ドルです。\n", "utf-8")
    for stage in ("extract", "update", "build"):
        l10n(project, stage)
    out = l10n(project, "sync", "--check", code=1)
    assert [line for line in out.splitlines() if line.startswith("would")] == [
        "would change locales/en/LC_MESSAGES/b.po"
    ]
    l10n(project, "sync")
    l10n(project, "sync", "--check")


def test_json_and_the_exit_status_say_the_same(project):
    data = json.loads(l10n(project, "sync", "--check", "--format", "json", code=1))
    assert data["changed"]
    l10n(project, "sync")
    assert json.loads(l10n(project, "sync", "--check", "--format", "json"))["changed"] == []
