"""`--since REV`: the work of a run is what a pull request has touched."""

import os
import subprocess
from pathlib import Path

import pytest
from typer.testing import CliRunner

from l10n.cli.app import app
from l10n.errors import UsageError
from l10n.project import find
from l10n.since import touched

CONFIG = 'targets = ["en", "ko"]\nengine = "pseudo"\n'
BOTH = frozenset({"en", "ko"})


def git(folder: Path, *args: str) -> None:
    around = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull}
    author = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    subprocess.run(["git", *author, *args], cwd=folder, env=around, check=True, capture_output=True)


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository on a branch that has left main, which has gone on since."""
    folder = tmp_path_factory.mktemp("grown")
    (folder / "l10n.toml").write_text(CONFIG, "utf-8")
    (folder / ".gitignore").write_text(".l10n/\ndist/\n", "utf-8")
    (folder / "source").mkdir()
    for name in "abc":
        (folder / "source" / f"{name}.txt").write_text(f"記事{name}の文です。\n", "utf-8")
    CliRunner().invoke(app, ["sync", "--project", str(folder)], catch_exceptions=False)
    git(folder, "init", "-qb", "main")
    commit(folder)
    git(folder, "branch", "work")
    (folder / "source" / "c.txt").write_text("mainだけで変わった文です。\n", "utf-8")
    commit(folder)
    git(folder, "switch", "-q", "work")
    return folder


@pytest.fixture
def branch(grown: Path, tmp_path: Path) -> Path:
    git(tmp_path, "clone", "-q", str(grown), "clone")
    git(tmp_path / "clone", "switch", "-q", "work")
    return tmp_path / "clone"


def commit(folder: Path) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "a change")


def since(folder: Path, revision: str = "origin/main") -> dict[str, frozenset[str]]:
    return {path.name: locales for path, locales in touched(find(folder), revision).items()}


def l10n(folder: Path, *args: str, code: int = 0) -> str:
    done = CliRunner().invoke(app, [*args, "--project", str(folder)], catch_exceptions=False)
    assert done.exit_code == code, done.output
    return done.output


def test_a_branch_that_changed_nothing_has_no_work_whatever_main_did(branch):
    assert since(branch) == {}
    assert "no article or catalog has changed" in l10n(branch, "sync", "--since", "origin/main")


@pytest.mark.parametrize("committed", [True, False])
def test_a_changed_or_new_article_has_work_in_all_locales(branch, committed):
    (branch / "source/a.txt").write_text("変わった文です。\n", "utf-8")
    (branch / "source/new.txt").write_text("新しい文です。\n", "utf-8")
    if committed:
        commit(branch)
    assert since(branch) == {"a.txt": BOTH, "new.txt": BOTH}


def test_a_changed_catalog_has_work_in_its_locale_alone(branch):
    path = branch / "locales/ko/LC_MESSAGES/b.po"
    path.write_text(path.read_text("utf-8").replace("#, fuzzy\n", ""), "utf-8")
    assert since(branch) == {"b.txt": frozenset({"ko"})}
    (branch / "source/a.txt").write_text("変わった文です。\n", "utf-8")
    out = l10n(branch, "update", "--check", "--since", "origin/main", code=1)
    assert {line for line in out.splitlines() if line.startswith("would change")} == {
        "would change locales/en/LC_MESSAGES/a.po",
        "would change locales/ko/LC_MESSAGES/a.po",
        "would change locales/ko/LC_MESSAGES/b.po",
    }


def test_the_config_and_the_termbase_touch_everything(branch):
    config = branch / "l10n.toml"
    config.write_text(CONFIG + 'segmentation = "block"\n', "utf-8")
    assert since(branch) == dict.fromkeys(("a.txt", "b.txt", "c.txt"), BOTH)
    config.write_text(CONFIG, "utf-8")
    terms = branch / "locales/en/LC_MESSAGES/terms.po"
    terms.write_text('msgid ""\nmsgstr "Language: en\\n"\n', "utf-8")
    assert set(since(branch)) == {"a.txt", "b.txt", "c.txt"}


def test_of_a_pyproject_only_our_table_counts(branch):
    table = f"\n[tool.l10n]\n{CONFIG}"
    (branch / "pyproject.toml").write_text(f'[project]\nname = "a"\n{table}', "utf-8")
    (branch / "l10n.toml").unlink()
    commit(branch)
    git(branch, "branch", "moved")
    (branch / "pyproject.toml").write_text(f'[project]\nname = "b"\n{table}', "utf-8")
    assert since(branch, "moved") == {}
    (branch / "pyproject.toml").write_text(f"{table}layout = 'hugo'\n", "utf-8")
    assert len(since(branch, "moved")) == 3


def test_accepted_findings_touch_the_articles_of_their_locale(branch):
    (branch / "locales/en/review.jsonl").write_text("", "utf-8")
    assert since(branch) == dict.fromkeys(("a.txt", "b.txt", "c.txt"), frozenset({"en"}))


def test_a_project_below_the_top_of_its_repository(tmp_path, grown):
    git(tmp_path, "init", "-qb", "main")
    git(tmp_path, "commit", "-qm", "start", "--allow-empty")
    subprocess.run(["cp", "-r", grown, tmp_path / "deep"], check=True)
    subprocess.run(["rm", "-rf", tmp_path / "deep/.git"], check=True)
    commit(tmp_path)
    (tmp_path / "deep/source/b.txt").write_text("変わった文です。\n", "utf-8")
    (tmp_path / "elsewhere.txt").write_text("よその文です。\n", "utf-8")
    assert since(tmp_path / "deep", "main") == {"b.txt": BOTH}


def test_a_hook_of_git_sees_what_anybody_sees(branch, monkeypatch):
    (branch / "source/a.txt").write_text("変わった文です。\n", "utf-8")
    for name, value in {
        "GIT_DIR": ".git",
        "GIT_INDEX_FILE": ".git/index",
        "GIT_PREFIX": "",
    }.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(branch / "source")
    assert since(branch, "HEAD") == {"a.txt": BOTH}


def test_what_git_cannot_tell_is_an_error_with_its_fix(branch, tmp_path, grown):
    with pytest.raises(UsageError, match='no revision "origin/mian"') as unknown:
        since(branch, "origin/mian")
    assert "fetch it" in str(unknown.value)
    with pytest.raises(UsageError, match='no revision "--output=a"'):
        since(branch, "--output=a")
    git(tmp_path, "clone", "-q", "--depth=1", "--branch=work", f"file://{grown}", "shallow")
    with pytest.raises(UsageError, match="shallow") as shallow:
        since(tmp_path / "shallow")
    assert "fetch-depth: 0" in str(shallow.value)
    git(tmp_path / "shallow", "fetch", "-q", "--depth=1", "origin", "main")
    with pytest.raises(UsageError, match="no common commit"):
        since(tmp_path / "shallow", "FETCH_HEAD")
    (tmp_path / "plain" / "source").mkdir(parents=True)
    (tmp_path / "plain" / "l10n.toml").write_text(CONFIG, "utf-8")
    with pytest.raises(UsageError, match="needs a git work tree"):
        since(tmp_path / "plain", "main")
