"""`[gate]`: what a project asks of its locales, told as findings that name days and no clock."""

import json
import os
import subprocess
from pathlib import Path

import polib
import pytest
from typer.testing import CliRunner

from l10n.cli.app import app
from l10n.errors import UsageError

ARTICLE = "投資額は974億ドルです。工場は熊本にあります。雨が降る。\n"
DAY = 86_400
COMMITTED, LATER = 1_760_000_000, 1_760_000_000 + 10 * DAY  # 2025-10-09, 2025-10-19


def git(folder: Path, *args: str, at: int = COMMITTED) -> None:
    around = {
        **os.environ,
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_AUTHOR_DATE": f"{at} +0900",
        "GIT_COMMITTER_DATE": f"{at} +0900",
    }
    author = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    subprocess.run(["git", *author, *args], cwd=folder, env=around, check=True, capture_output=True)


def commit(folder: Path, at: int) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "a change", at=at)


def l10n(folder: Path, *args: str, code: int | None = None) -> str:
    done = CliRunner().invoke(app, [*args, "--project", str(folder)], catch_exceptions=False)
    assert code is None or done.exit_code == code, done.output
    return done.stdout


def configure(folder: Path, gate: str) -> None:
    config = f'targets = ["en", "ko"]\nengine = "pseudo"\n{gate}'
    (folder / "l10n.toml").write_text(config, "utf-8")


def approve(folder: Path, msgid: str, msgstr: str) -> None:
    path = folder / "locales/en/LC_MESSAGES/a.po"
    file = polib.pofile(str(path), wrapwidth=0)
    entry = file.find(msgid)
    entry.msgstr, entry.flags = msgstr, []
    file.save(str(path))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    (folder / "source").mkdir(parents=True)
    (folder / "source/a.txt").write_text(ARTICLE, "utf-8")
    (folder / ".gitignore").write_text(".l10n/\n", "utf-8")
    configure(folder, "")
    l10n(folder, "sync")
    return folder


def barred(folder: Path, *args: str, code: int | None = None) -> list[dict[str, object]]:
    found = json.loads(l10n(folder, "check", "--format", "json", *args, code=code))["findings"]
    return [one for one in found if one["check"] == "gate"]


def test_a_locale_with_too_little_reviewed_is_named_at_the_line_that_asks(project):
    approve(project, "雨が降る。", "It is raining.")
    configure(project, "[gate]\nmin_reviewed = 0.3\n")
    (found,) = barred(project, code=1)
    assert (found["locale"], found["file"], found["line"]) == ("ko", "l10n.toml", 4)
    assert found["message"] == "ko: 0 of 3 segments are reviewed (0 %); at least 30 % have to be"
    configure(project, "[gate]\nmin_reviewed = 0.3\n[gate.ko]\nmin_reviewed = 0\n")
    assert barred(project) == []
    configure(project, "[gate.en]\nmin_reviewed = 0.5\n")
    assert [(one["locale"], one["line"]) for one in barred(project, code=1)] == [("en", 4)]


def test_what_is_reviewed_is_told_against_the_article_as_it_is(project):
    approve(project, "雨が降る。", "It is raining.")
    configure(project, "[gate.en]\nmin_reviewed = 0.3\n")
    assert barred(project) == []
    (project / "source/a.txt").write_text(ARTICLE.replace("雨が", "雪が"), "utf-8")
    assert len(barred(project, code=1)) == 1


def test_findings_are_counted_by_locale(project):
    approve(project, "投資額は974億ドルです。", "The investment is $97.4 million.")
    configure(project, "[gate]\nmax_findings = 0\n")
    (found,) = barred(project, code=1)
    assert found["message"] == "en: 1 errors and warnings; at most 0 may be"
    out = l10n(project, "sync", "--check", code=1)
    assert "1 finding of the gate" in out
    assert "l10n.toml:4: [en] error gate: en: 1 errors" in out
    configure(project, "[gate]\nmax_findings = 1\n")
    assert barred(project, code=1) == []  # the finding itself is one
    l10n(project, "sync")
    l10n(project, "sync", "--check", code=0)


def test_part_of_a_project_is_not_judged(project):
    configure(project, "[gate]\nmin_reviewed = 1\n")
    git(project, "init", "-qb", "main")
    commit(project, COMMITTED)
    assert len(barred(project)) == 2
    assert len(barred(project, "--locale", "en")) == 1
    assert barred(project, str(project / "source/a.txt")) == []
    assert barred(project, "--since", "main") == []


@pytest.fixture
def stale(project: Path) -> Path:
    """A project with an entry that is stale since 2025-10-09."""
    git(project, "init", "-qb", "main")
    approve(project, "雨が降る。", "It is raining.")
    commit(project, COMMITTED - 100 * DAY)
    (project / "source/a.txt").write_text(ARTICLE.replace("雨が", "雪が"), "utf-8")
    l10n(project, "sync")
    commit(project, COMMITTED)
    configure(project, "[gate]\nmax_stale_days = 9\n")
    return project


def test_a_stale_entry_is_named_from_the_day_it_is_due(stale, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(LATER - DAY))
    assert barred(stale) == []
    reports = set()
    for day in (LATER, LATER + 300 * DAY):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(day))
        (found,) = barred(stale, code=1)
        assert found["msgid"] == "雪が降る。"
        assert found["file"] == "locales/en/LC_MESSAGES/a.po"
        line = (
            (stale / str(found["file"]))
            .read_text("utf-8")
            .splitlines()[int(str(found["line"])) - 1]
        )
        assert line == 'msgid "雪が降る。"'
        assert "since 2025-10-09; it was due on 2025-10-18" in str(found["message"])
        reports.add(l10n(stale, "check", code=1))
        assert "1 finding of the gate" in l10n(stale, "sync", "--check", code=1)
    assert len(reports) == 1  # the day of the run is nowhere in them


def test_an_entry_that_becomes_stale_now_has_just_begun_to_wait(stale, monkeypatch):
    approve(stale, "雪が降る。", "It is snowing.")
    commit(stale, COMMITTED)
    (stale / "source/a.txt").write_text(ARTICLE, "utf-8")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(LATER + 300 * DAY))
    assert "of the gate" not in l10n(stale, "sync", "--check", code=1)
    l10n(stale, "sync")
    assert barred(stale) == []  # not committed yet


def test_without_git_the_catalogs_own_date_counts(project, monkeypatch):
    approve(project, "雨が降る。", "It is raining.")
    (project / "source/a.txt").write_text(ARTICLE.replace("雨が", "雪が"), "utf-8")
    l10n(project, "sync")
    configure(project, "[gate]\nmax_stale_days = 9\n")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(LATER))
    assert barred(project) == []
    path = project / "locales/en/LC_MESSAGES/a.po"
    text = path.read_text("utf-8")
    header = '"PO-Revision-Date: 2025-10-01 12:00+0900\\n"\n"Language:'
    path.write_text(text.replace('"Language:', header, 1), "utf-8")
    (found,) = barred(project, code=1)
    assert "since 2025-10-01" in str(found["message"])


def test_a_shallow_clone_says_what_it_cannot_tell(stale, tmp_path, monkeypatch):
    commit(stale, LATER)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(LATER + DAY))
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{stale}", "shallow")
    with pytest.raises(UsageError, match="shallow") as error:
        barred(tmp_path / "shallow")
    assert "fetch-depth: 0" in str(error.value)
    git(tmp_path / "shallow", "fetch", "-q", "--unshallow")
    assert len(barred(tmp_path / "shallow")) == 1
