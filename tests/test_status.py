"""`status`: what is left, counted as localizers count, and what has waited longest."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from l10n import fresh
from l10n.cli.status import _shown as table_of
from l10n.cli.table import width_of
from l10n.flow import start
from l10n.pipeline import sync
from l10n.project import find
from l10n.stages import status
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
    approve_in(project / "locales/en/LC_MESSAGES/a.po", msgid, msgstr)


def approve_in(path: Path, msgid: str, msgstr: str) -> None:
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
    (standing,) = standings(find(project))
    assert standing.characters_left == len("投資額は974億ドルです。GPT-4の価格は30%下がりました。")
    assert standing.words_left == len("投資額はn億ドルです" + "gの価格はn下がりました")
    approve(project, "投資額は974億ドルです。", "The investment is $97.4 billion.")
    (standing,) = standings(find(project))
    assert standing.characters_left == len("GPT-4の価格は30%下がりました。")


LONG = "特集/工場と人手についての長い題の記事その一・ここからさらに長くなる.md"
ROWS = [
    (
        "a.md",
        "en",
        "4 (26 %)",
        "11",
        "·",
        "·",
        "1,106",
        "1,516",
        "2026-02-11",
        "1 error, 12 warnings",
    ),
    (LONG, "zh_Hans", "0 (0 %)", "·", "·", "15", "128", "143", "·", "·"),
    ("a.md", "zh_Hans", "0 (0 %)", "·", "15", "·", "128", "143", "·", "2 warnings"),
    (
        "all",
        "",
        "4 (13 %)",
        "11",
        "15",
        "15",
        "1,362",
        "1,802",
        "2026-02-11",
        "1 error, 14 warnings",
    ),
]


@pytest.mark.parametrize("width", [80, 100, 120, 150, 0])
def test_the_table_fits_the_terminal_and_keeps_every_number(width):
    shown = table_of(ROWS, width)
    assert width == 0 or max(map(width_of, shown.split("\n"))) <= width
    for number in ("11", "15", "1,106", "1,516", "128", "143", "2026-02-11", "zh_Hans"):
        assert number in shown
    assert "1 error, 12 warnings" in shown or "1/12" in shown
    heads = [line for line in shown.split("\n") if "locale" in line]
    assert len(heads) == 1


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
    (standing,) = standings(find(project))
    assert (standing.coverage.stale, standing.oldest_stale) == (1, None)


def again(project: Path) -> list[tuple[str, int, int]]:
    """What `l10n status` counts; no article that is as it was is checked again."""
    return [(s.article, s.coverage.approved, s.warnings) for s in standings(find(project))]


@pytest.fixture(autouse=True)
def fine_clock(monkeypatch):
    """Files that were saved just now would be looked at again: their times may not tell."""
    monkeypatch.setattr(fresh, "_TICK", 0)


def nobody_checks(_flow, **_more):
    raise AssertionError("looked at again")


def test_what_has_not_changed_is_not_looked_at_again(project, monkeypatch):
    approve(project, "投資額は974億ドルです。", "The investment is $97.4 billion.")
    first = again(project)
    monkeypatch.setattr(status, "check_own", nobody_checks)
    assert again(project) == first == [("a.md", 1, 0)]


@pytest.mark.parametrize("change", ["catalog", "source", "config", "waiver", "terms"])
def test_what_has_changed_is_looked_at_again(project, change, monkeypatch):
    again(project)
    looked: list[str] = []
    check = status.check_own

    def spy(flow, **more):
        looked.extend(locale for _, locale in flow.catalogs)
        return check(flow, **more)

    monkeypatch.setattr(status, "check_own", spy)
    folder = project / "locales/en/LC_MESSAGES"
    if change == "catalog":
        approve(project, "投資額は974億ドルです。", "The investment is $97.4 billion.")
    elif change == "source":
        (project / "source/a.md").write_text(SOURCE + "\n新しい文です。\n", "utf-8")
    elif change == "config":
        (project / "l10n.toml").write_text('targets = ["en"]\nengine = "tm"\n', "utf-8")
    elif change == "waiver":
        (project / "locales/en/review.jsonl").write_text("", "utf-8")
    else:
        (folder / "terms.po").write_bytes((folder / "a.po").read_bytes())
    found = standings(find(project))
    assert looked == ["en"]
    assert found == standings(find(project))


def test_a_contradiction_shows_in_an_article_that_nobody_touched(project):
    """Two articles, one sentence: the second rendering is a finding of the first one's catalog too."""
    (project / "source/b.md").write_text(SOURCE, "utf-8")
    update_stage(start(find(project)))
    for name, text in (("a", "The investment is $97.4 billion."), ("b", "")):
        path = project / f"locales/en/LC_MESSAGES/{name}.po"
        approve_in(path, "投資額は974億ドルです。", text) if text else None
    assert [row[2] for row in again(project)] == [0, 0]
    approve_in(
        project / "locales/en/LC_MESSAGES/b.po",
        "投資額は974億ドルです。",
        "They invest $97.4 billion.",
    )
    warm = again(project)
    (project / ".l10n/state.sqlite").unlink()
    assert again(project) == warm
    assert sum(row[2] for row in warm) == 1


def test_after_sync_nothing_has_to_be_checked_for_the_status(project, monkeypatch):
    sync(find(project))
    with monkeypatch.context() as patch:
        patch.setattr(status, "check_own", nobody_checks)
        warm = standings(find(project))
    (project / ".l10n/state.sqlite").unlink()
    assert standings(find(project)) == warm
