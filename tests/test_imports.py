"""What a command loads, counted: start-up is quick because of what it leaves alone."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = """
import atexit, json, sys

atexit.register(lambda: sys.stderr.write("LOADED " + json.dumps(sorted(sys.modules)) + "\\n"))
from l10n.cli import main

main()
"""
# Engines and what they send with; formats and the libraries that parse for them; what writes.
HEAVY = (
    "l10n.engines", "l10n.formats", "l10n.checks", "l10n.publishers", "l10n.exchange", "l10n.review",
    "requests", "deep_translator", "tenacity", "xllamacpp",
    "markdown_it", "mdit_py_plugins", "ruamel", "lxml", "pygments",
    "polib", "jinja2", "nh3", "babel",
)  # fmt: skip
# What `[scale] database` and `--distributed` alone may load.
SEVERAL_MACHINES = (
    "l10n.scale", "l10n.shared", "l10n.postgres", "l10n.cli.scale", "l10n.crowd",
    "psycopg", "procrastinate", "asgiref", "asyncio",
)  # fmt: skip


def loaded(folder: Path, *args: str) -> set[str]:
    command = [sys.executable, "-c", SCRIPT, *args]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (line,) = [line for line in done.stderr.splitlines() if line.startswith("LOADED ")]
    found: list[str] = json.loads(line.removeprefix("LOADED "))
    return set(found)


def heavy(modules: set[str]) -> list[str]:
    return sorted(one for one in modules if one.startswith(HEAVY))


@pytest.mark.parametrize("args", [["--help"], ["sync", "--help"], ["--version"]])
def test_help_loads_the_command_line_and_nothing_of_the_tool(args, tmp_path):
    found = loaded(tmp_path, *args)
    assert heavy(found) == []
    assert {one for one in found if one.startswith("l10n")} == {
        "l10n", "l10n.cli", "l10n.cli.app", "l10n.cli.complete", "l10n.cli.options",
        "l10n.cli.quick", "l10n.cli.scope", "l10n.errors", "l10n.noun",
    }  # fmt: skip


def test_completion_loads_no_more_than_the_config(tmp_path, monkeypatch):
    (tmp_path / "l10n.toml").write_text('targets = ["en"]\n', "utf-8")
    monkeypatch.setenv("_L10N_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", "l10n sync --locale e")
    monkeypatch.setenv("COMP_CWORD", "3")
    assert heavy(loaded(tmp_path)) == []


def test_status_and_sync_with_nothing_new_load_neither_engines_nor_parsers(tmp_path):
    (tmp_path / "l10n.toml").write_text('targets = ["en"]\nengine = "pseudo"\n', "utf-8")
    (tmp_path / "source").mkdir()
    (tmp_path / "source/a.md").write_text("# 題\n\n投資額は974億ドルです。\n", "utf-8")
    found = loaded(tmp_path, "sync")
    assert "l10n.formats.markdown" in found
    assert sorted(one for one in found if one.startswith(SEVERAL_MACHINES)) == []
    for command in ("sync", "status"):
        loaded(tmp_path, command)  # files that changed a moment ago are looked at once more
        assert heavy(loaded(tmp_path, command)) == [], command


def test_a_plain_sync_or_extract_needs_no_parser_of_command_lines(tmp_path):
    (tmp_path / "l10n.toml").write_text('targets = ["en"]\nengine = "pseudo"\n', "utf-8")
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "a.md").write_text("新しい工場が動き出した。\n", "utf-8")
    for args in (["sync", "-q", "--project", str(tmp_path)], ["extract", "--check"]):
        found = loaded(tmp_path, *args)
        assert not {"typer", "rapidfuzz", "importlib.metadata"} & found
