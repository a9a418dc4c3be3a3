"""Every command takes the same options, spelled and explained alike."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from l10n.cli.app import app

ENGLISH = "The investment is $97.4 billion."


def commands(group: typer.Typer = app, prefix: str = "") -> list[tuple[str, object]]:
    found = typer.main.get_command(group)

    def walk(one: object, name: str) -> list[tuple[str, object]]:
        inner = getattr(one, "commands", None)
        if inner is None:
            return [(name, one)]
        return [pair for key, sub in inner.items() for pair in walk(sub, f"{name} {key}".strip())]

    return walk(found, prefix)


COMMANDS = dict(commands())


def options(name: str) -> dict[str, object]:
    return {flag: one for one in COMMANDS[name].params for flag in one.opts}  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_a_project_a_format_and_quiet(name):
    known = options(name)
    assert {"--project", "--format", "--quiet", "-q"} <= set(known)
    assert {"text", "json"} <= set(known["--format"].type.choices)  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", ["extract", "update", "translate", "check", "build", "sync"])
def test_what_a_pull_request_touches_can_be_chosen(name):
    assert "--since" in options(name)


@pytest.mark.parametrize("name", ["extract", "update", "normalize", "build", "publish", "sync"])
def test_what_writes_can_be_asked_whether_it_would(name):
    assert "--check" in options(name)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    config = 'targets = ["en"]\nengine = "pseudo"\nlayout = "plain"\n'
    (tmp_path / "l10n.toml").write_text(config, "utf-8")
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "a.md").write_text("投資額は974億ドルです。\n", "utf-8")
    return tmp_path


def l10n(*args: object) -> tuple[int, str]:
    done = CliRunner().invoke(app, [str(one) for one in args], catch_exceptions=False)
    return done.exit_code, done.stdout


def test_json_is_one_document_and_quiet_is_silent(project, monkeypatch):
    monkeypatch.chdir(project)
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org"]
    subprocess.run([*git, "init", "-q"], cwd=project, check=True)
    l10n("sync")
    catalog = "locales/en/LC_MESSAGES/a.po"
    po = (project / catalog).read_text("utf-8")
    start = po.rindex("# l10n: mt=")
    text = po[:start] + f'msgid "投資額は974億ドルです。"\nmsgstr "{ENGLISH}"\n'
    (project / catalog).write_text(text.replace("97.4", "97.5"), "utf-8")
    (project / "old.po").write_bytes((project / catalog).read_bytes())
    subprocess.run([*git, "add", "-A"], cwd=project, check=True)
    subprocess.run([*git, "commit", "-qm", "a"], cwd=project, check=True)
    l10n("update")
    lines = (project / catalog).read_text("utf-8").splitlines()
    line = lines.index('msgid "投資額は974億ドルです。"') + 1
    for command in (
        ["init", "--locale", "ko", "there"],
        ["status"],
        ["segment", "source/a.md"],
        ["engines"],
        ["ledger"],
        ["diff", "old.po", catalog],
        ["export", "a.csv", "--locale", "en"],
        ["import", "a.csv"],
        ["waive", "number", f"{catalog}:{line}"],
        ["tm", "find", "投資額は1億ドルです。", "--locale", "en"],
        ["tm", "rebuild"],
        ["merge-driver", "install"],
        ["merge-driver", "run", "old.po", "old.po", "old.po", "old.po"],
        ["publish"],
    ):
        quiet = [one.replace("there", "here") for one in command]
        status, out = l10n(*command, "--format", "json")
        assert status == 0, command
        assert isinstance(json.loads(out), dict | list), command
        assert l10n(*quiet, "--quiet")[1] == "", command


def test_a_shell_completes_targets_and_checks(project):
    def offered(words: str, number: int) -> list[str]:
        around = {"_L10N_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(number)}
        command = [sys.executable, "-m", "l10n"]
        environ = {**os.environ, **around}
        done = subprocess.run(command, cwd=project, env=environ, capture_output=True, text=True)
        assert "Traceback" not in done.stderr
        return done.stdout.split()

    assert "sync" in offered("l10n s", 1)
    assert offered("l10n update --locale e", 3) == ["en"]
    assert offered("l10n waive num", 2) == ["number", "number_format"]
    (project / "l10n.toml").write_text("targets = [", "utf-8")
    assert offered("l10n update --locale e", 3) == []
