"""A sync that had nothing to do is not done again until something changes."""

import os
from pathlib import Path

import pytest

from l10n import fresh
from l10n.project import Project, find


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "l10n.toml").write_text('targets = ["en"]\n', "utf-8")
    for name in ("source/a.md", "locales/en/a.po", "dist/en/a.md"):
        path = tmp_path / name
        path.parent.mkdir(parents=True)
        path.write_text("文。\n", "utf-8")
    return find(tmp_path)


def recorded(project: Project, began: int = 2**62) -> None:
    said = fresh.Outcome("nothing", "{}")
    fresh.record(project, fresh.take(project, [], []), began, said)


def is_fresh(project: Project) -> bool:
    return fresh.recall(project, fresh.take(project, [], [])) is not None


def test_what_has_not_changed_is_not_done_again(project):
    assert not is_fresh(project)
    recorded(project)
    assert is_fresh(project)


@pytest.mark.parametrize("name", ["source/a.md", "locales/en/a.po", "dist/en/a.md", "l10n.toml"])
def test_an_edit_of_the_same_size_is_seen(project, name):
    recorded(project)
    path = project.root / name
    text = path.read_text("utf-8")
    path.write_text(text[::-1], "utf-8")
    os.utime(path, ns=(1, 1))
    assert not is_fresh(project)


def test_a_new_file_and_a_lost_one_are_seen(project):
    recorded(project)
    (project.root / "source/b.md").write_text("文。\n", "utf-8")
    assert not is_fresh(project)
    (project.root / "source/b.md").unlink()
    (project.root / "dist/en/a.md").unlink()
    assert not is_fresh(project)


def test_a_file_that_changed_after_the_run_began_is_not_covered(project):
    recorded(project, began=1)
    assert not is_fresh(project)


def test_a_damaged_record_is_no_record(project):
    recorded(project)
    (project.root / ".l10n/unchanged.json").write_text("{", "utf-8")
    assert not is_fresh(project)
