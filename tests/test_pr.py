"""`l10n pr`: a branch a locale in a bare remote, whatever reviewers and the source do meanwhile."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import polib
import pytest
from typer.testing import CliRunner

from l10n import po
from l10n.cli.app import app
from l10n.errors import UsageError

FIRST, SECOND = "投資額は974億ドルです。", "工場は熊本にあります。"


def git(folder: Path, *args: str) -> str:
    done = subprocess.run(["git", *args], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def l10n(folder: Path, *args: str, code: int = 0) -> str:
    command = [*args, "--project", str(folder)]
    done = CliRunner().invoke(app, command, catch_exceptions=False)
    assert done.exit_code == code, done.output
    return done.stdout


def pr(folder: Path, *args: str, code: int = 0) -> dict[str, dict[str, object]]:
    rows = json.loads(l10n(folder, "pr", "--format", "json", *args, code=code))["branches"]
    return {row["locale"]: row for row in rows}


@pytest.fixture
def clone(tmp_path: Path, monkeypatch) -> Path:
    """The clone that CI works in, just after a new article came in."""
    for name, value in {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.org",
        "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.org",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    folder = tmp_path / "clone"
    git(tmp_path, "init", "-q", "--bare", "-b", "main", "remote.git")
    git(tmp_path, "clone", "-q", str(tmp_path / "remote.git"), "clone")
    (folder / "docs/source").mkdir(parents=True)
    (folder / "docs/l10n.toml").write_text('targets = ["en", "ko"]\nengine = "pseudo"\n', "utf-8")
    (folder / ".gitignore").write_text(".l10n/\ndist/\n", "utf-8")
    (folder / "docs/source/a.txt").write_text(FIRST + "\n", "utf-8")
    commit(folder, "main")
    l10n(folder / "docs", "sync")
    return folder


def commit(folder: Path, branch: str) -> None:
    git(folder, "checkout", "-q", "-B", branch)
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "a change")
    git(folder, "push", "-q", "origin", branch)


def entries(folder: Path, commit: object, locale: str = "en") -> dict[str, tuple[str, str]]:
    path = f"{commit}:docs/locales/{locale}/LC_MESSAGES/a.po"
    done = subprocess.run(["git", "show", path], cwd=folder, check=True, capture_output=True)
    found = po.parse_catalog(done.stdout, "a.po")
    return {e.key.msgid: (e.msgstr, e.state.value) for e in found.entries}


def review(tmp_path: Path, msgid: str, msgstr: str) -> None:
    """A reviewer fetches the branch, approves an entry and pushes."""
    there = tmp_path / "reviewer"
    if not there.exists():
        git(tmp_path, "clone", "-q", str(tmp_path / "remote.git"), "reviewer")
    git(there, "fetch", "-q")
    git(there, "checkout", "-q", "-B", "l10n/en", "origin/l10n/en")
    path = there / "docs/locales/en/LC_MESSAGES/a.po"
    file = polib.pofile(str(path), wrapwidth=0)
    entry = file.find(msgid)
    entry.msgstr, entry.flags = msgstr, []
    file.save(str(path))
    git(there, "commit", "-qam", "review")
    git(there, "push", "-q", "origin", "l10n/en")


def test_each_locale_gets_a_branch_with_its_catalogs_alone(clone):
    before = git(clone, "status", "--porcelain"), git(clone, "rev-parse", "HEAD")
    made = pr(clone / "docs")
    assert (git(clone, "status", "--porcelain"), git(clone, "rev-parse", "HEAD")) == before
    for locale in ("en", "ko"):
        row = made[locale]
        assert (row["branch"], row["base"], row["state"]) == (f"l10n/{locale}", "main", "new")
        assert git(clone, "ls-remote", "origin", f"l10n/{locale}").split()[0] == row["commit"]
        changed = git(clone, "diff", "--name-only", "main", str(row["commit"])).split()
        assert changed == ["docs/locales/a.pot", f"docs/locales/{locale}/LC_MESSAGES/a.po"]
        assert git(clone, "log", "--format=%p %s", "-1", str(row["commit"])).endswith(
            f"Update the {locale} catalogs"
        )
    body = str(made["en"]["body"])
    assert body.startswith("### `locales/en/LC_MESSAGES/a.po`: 1 added")
    assert FIRST in body


def test_a_second_run_pushes_nothing(clone):
    first = pr(clone / "docs")
    again = pr(clone / "docs")
    assert {row["state"] for row in again.values()} == {"current"}
    assert [row["commit"] for row in again.values()] == [row["commit"] for row in first.values()]


def test_nothing_changed_is_nothing_proposed(clone):
    commit(clone, "main")
    assert {row["state"] for row in pr(clone / "docs").values()} == {"none"}
    assert "no catalog has changed" in l10n(clone / "docs", "pr")
    assert git(clone, "ls-remote", "--heads", "origin").count("\n") == 0


def test_what_a_reviewer_pushed_stays_when_the_source_moves_on(clone, tmp_path):
    pr(clone / "docs")
    review(tmp_path, FIRST, "The investment is $97.4 billion.")
    (clone / "docs/source/a.txt").write_text(f"{FIRST}{SECOND}\n", "utf-8")
    git(clone, "add", "docs/source")
    git(clone, "commit", "-qm", "one more sentence")
    git(clone, "push", "-q", "origin", "main")
    l10n(clone / "docs", "sync")
    made = pr(clone / "docs")
    assert (made["en"]["state"], made["ko"]["state"]) == ("updated", "updated")
    found = entries(clone, made["en"]["commit"])
    assert found[FIRST] == ("The investment is $97.4 billion.", "approved")
    assert found[SECOND][1] == "draft"
    tip = git(clone, "ls-remote", "origin", "l10n/en").split()[0]
    assert tip == made["en"]["commit"]
    parents = git(clone, "log", "--format=%P", "-1", tip).split()
    assert len(parents) == 2  # the reviewer's commit, and main
    assert git(clone, "merge-base", "--is-ancestor", "main", tip) == ""
    assert {row["state"] for row in pr(clone / "docs").values()} == {"current"}


def test_after_a_merge_the_branch_begins_anew(clone, tmp_path):
    pr(clone / "docs")
    git(clone, "checkout", "-q", "-f", "main")
    git(clone, "clean", "-qfd")
    git(clone, "fetch", "-q", "origin", "l10n/en")
    git(clone, "merge", "-q", "--no-ff", "-m", "merge", "FETCH_HEAD")
    git(clone, "push", "-q", "origin", "main")
    assert pr(clone / "docs")["en"]["state"] == "none"
    (clone / "docs/source/a.txt").write_text(f"{FIRST}{SECOND}\n", "utf-8")
    commit(clone, "main")
    l10n(clone / "docs", "sync")
    row = pr(clone / "docs", "--locale", "en")["en"]
    assert row["state"] == "updated"
    assert git(clone, "log", "--format=%P", "-1", str(row["commit"])) == git(
        clone, "rev-parse", "main"
    )


def test_two_texts_of_people_are_a_conflict_that_is_told_and_not_pushed(clone, tmp_path):
    pr(clone / "docs")
    review(tmp_path, FIRST, "The investment is $97.4 billion.")
    path = clone / "docs/locales/en/LC_MESSAGES/a.po"
    file = polib.pofile(str(path), wrapwidth=0)
    file.find(FIRST).msgstr, file.find(FIRST).flags = "They invest $97.4 billion.", []
    file.save(str(path))
    tip = git(clone, "ls-remote", "origin", "l10n/en").split()[0]
    made = pr(clone / "docs", code=1)
    assert made["en"]["state"] == "conflict"
    assert git(clone, "ls-remote", "origin", "l10n/en").split()[0] == tip
    assert "merge main into it" in l10n(clone / "docs", "pr", code=1)


def test_without_a_push_nothing_leaves_the_machine(clone):
    assert pr(clone / "docs", "--no-push", "--prefix", "tr-")["en"]["branch"] == "tr-en"
    assert git(clone, "ls-remote", "--heads", "origin").count("\n") == 0


GH = """
import json, sys
from pathlib import Path

state = Path(sys.argv[0]).with_suffix(".json")
known = json.loads(state.read_text()) if state.exists() else {"calls": [], "open": {}}
args = sys.argv[1:]
known["calls"].append(args)
head = args[args.index("--head") + 1] if "--head" in args else ""
if args[1] == "list":
    print(json.dumps([{"url": known["open"][head]}] if head in known["open"] else []))
elif args[1] == "create":
    known["open"][head] = f"https://git.example/pulls/{len(known['open']) + 1}"
    known["body"] = sys.stdin.read()
    print("creating\\n" + known["open"][head])
state.write_text(json.dumps(known))
"""


def test_a_request_is_opened_once_and_then_updated(clone, tmp_path, monkeypatch):
    tool = tmp_path / "bin" / "gh"
    tool.parent.mkdir()
    tool.write_text(f"#!{sys.executable}\n{GH}", "utf-8")
    tool.chmod(tool.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{tool.parent}{os.pathsep}{os.environ['PATH']}")
    first = pr(clone / "docs", "--open", "github")
    assert first["en"]["url"] == "https://git.example/pulls/1"
    again = pr(clone / "docs", "--open", "github")
    assert [row["url"] for row in again.values()] == [row["url"] for row in first.values()]
    known = json.loads(tool.with_suffix(".json").read_text())
    assert [call[1] for call in known["calls"]] == ["list", "create"] * 2 + ["list", "edit"] * 2
    assert known["calls"][1][4:6] == ["--base", "main"]
    assert FIRST in known["body"]


def test_what_git_refuses_is_an_error_with_its_fix(clone, tmp_path):
    with pytest.raises(UsageError, match="ls-remote failed") as error:
        pr(clone / "docs", "--remote", "upstream")
    assert "--remote names another" in str(error.value)
    git(clone, "checkout", "-q", "--detach")
    with pytest.raises(UsageError, match="--base"):
        pr(clone / "docs")
    assert pr(clone / "docs", "--base", "main")["en"]["state"] == "new"
