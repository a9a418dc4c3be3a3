"""`status`: what is left, counted as localizers count, and what has waited longest."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from l10n.flow import start
from l10n.project import find
from l10n.stages.status import standings
from l10n.stages.update import update_stage

SOURCE = "投資額は974億ドルです。\n\nGPT-4 の価格は30%下がりました。\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "l10n.toml").write_text('targets = ["en"]\nengine = "pseudo"\n', "utf-8")
    (tmp_path / "source").mkdir()
    (tmp_path / "source/a.md").write_text(SOURCE, "utf-8")
    update_stage(start(find(tmp_path)))
    return tmp_path


def approve(project: Path, msgid: str, msgstr: str) -> None:
    path = project / "locales/en/LC_MESSAGES/a.po"
    text = path.read_text("utf-8")
    old = f'msgid "{msgid}"\nmsgstr ""'
    assert old in text
    path.write_text(text.replace(old, f'msgid "{msgid}"\nmsgstr "{msgstr}"'), "utf-8")


def commit(project: Path, day: str) -> None:
    moment = f"{day}T12:00:00+00:00"
    dates = {"GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment}
    who = ["-c", "user.name=山田", "-c", "user.email=yamada@example.com"]
    for command in (["init", "-q"], ["add", "-A"], [*who, "commit", "-q", "-m", "x"]):
        subprocess.run(["git", *command], cwd=project, check=True, env={**os.environ, **dates})


def test_what_is_left_is_counted_in_characters_and_words(project):
    (standing,) = standings(start(find(project)))
    assert standing.characters_left == len("投資額は974億ドルです。GPT-4の価格は30%下がりました。")
    assert standing.words_left == len("投資額はn億ドルです" + "gの価格はn下がりました")
    approve(project, "投資額は974億ドルです。", "The investment is $97.4 billion.")
    (standing,) = standings(start(find(project)))
    assert standing.characters_left == len("GPT-4の価格は30%下がりました。")


def test_the_stale_entry_that_has_waited_longest_is_named_with_its_day(project):
    approve(project, "投資額は974億ドルです。", "The investment is $97.4 billion.")
    approve(project, "GPT-4 の価格は30%下がりました。", "GPT-4 got 30% cheaper.")
    commit(project, "2026-01-10")
    for day, old, new in (("2026-02-11", "974億", "975億"), ("2026-03-12", "30%", "40%")):
        article = project / "source/a.md"
        article.write_text(article.read_text("utf-8").replace(old, new), "utf-8")
        update_stage(start(find(project)))
        commit(project, day)
    command = [sys.executable, "-m", "l10n", "status", "--format", "json"]
    done = subprocess.run(command, cwd=project, check=True, capture_output=True, text=True)
    (row,) = json.loads(done.stdout)["articles"]
    assert row["stale"] == 2
    assert row["oldest_stale"] == {
        "since": "2026-02-11",
        "msgid": "投資額は975億ドルです。",
        "msgctxt": None,
    }


def test_without_git_there_is_no_oldest(project, monkeypatch):
    approve(project, "投資額は974億ドルです。", "The investment is $97.4 billion.")
    (project / "source/a.md").write_text(SOURCE.replace("974", "975"), "utf-8")
    update_stage(start(find(project)))
    monkeypatch.setenv("PATH", "")
    (standing,) = standings(start(find(project)))
    assert (standing.coverage.stale, standing.oldest_stale) == (1, None)
