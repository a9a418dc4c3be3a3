"""A run leaves out what has not changed, and nothing else."""

import os
from pathlib import Path

import pytest

from l10n import outcome, pipeline
from l10n.fresh import held, look, unchanged
from l10n.project import find
from l10n.stages.build import build_stage

OLD = 1_700_000_000_000_000_000  # ns
CONFIG = 'targets = ["en", "ko"]\nengine = "pseudo"\n'


@pytest.fixture
def project(tmp_path: Path):
    (tmp_path / "l10n.toml").write_text(CONFIG, "utf-8")
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "a.txt").write_text("最初の記事です。\n", "utf-8")
    (tmp_path / "source" / "b.txt").write_text("次の記事です。\n", "utf-8")
    pipeline.sync(find(tmp_path))
    for path in tmp_path.rglob("*"):
        os.utime(path, ns=(OLD, OLD))  # one saved a moment ago would be looked at once more
    pipeline.sync(find(tmp_path))
    return tmp_path


def fresh(root: Path) -> set[str]:
    """The articles that `sync` would leave alone; the quick look at all of them agrees."""
    names = {path.name for path in held(look(find(root)))}
    quick = unchanged(find(root))
    assert quick is None or {receipt.article for receipt in quick} == names == {"a.txt", "b.txt"}
    return names


def test_one_look_at_all_files_is_enough_when_nothing_has_changed(project):
    whole = unchanged(find(project))
    assert whole == tuple(held(look(find(project))).values())
    bare = unchanged(find(project), editions=False)
    assert [receipt.editions for receipt in bare] == [(), ()]


def test_a_file_of_somebody_else_is_looked_at_once(project):
    (project / "locales/en/notes.txt").write_text("見直すこと", "utf-8")
    assert unchanged(find(project)) is None
    assert fresh(project) == {"a.txt", "b.txt"}
    assert pipeline.sync(find(project)).writer.changed == {}
    assert unchanged(find(project)) is not None


def test_an_article_that_is_gone_is_no_longer_told_of(project):
    (project / "source/b.txt").unlink()
    assert unchanged(find(project)) is None
    for _ in range(2):
        assert [r.article for r in pipeline.sync(find(project)).receipts] == ["a.txt"]
    assert [receipt.article for receipt in unchanged(find(project))] == ["a.txt"]


def test_after_a_run_everything_is_fresh_and_a_second_run_reads_nothing(project, monkeypatch):
    assert fresh(project) == {"a.txt", "b.txt"}
    monkeypatch.setattr(pipeline, "plan", None)
    done = pipeline.sync(find(project))
    assert done.writer.changed == {}
    assert [receipt.article for receipt in done.receipts] == ["a.txt", "b.txt"]
    assert [len(receipt.editions) for receipt in done.receipts] == [2, 2]


def change(path: Path, old: str, new: str) -> None:
    """A save that keeps size and time: some editors and checkouts do that."""
    before = path.stat()
    text = path.read_text("utf-8")
    assert old in text
    other = path.with_name("other")
    other.write_text(text.replace(old, new), "utf-8")
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    other.replace(path)


def test_an_edited_article_is_done_again_and_the_other_is_not(project):
    change(project / "source/a.txt", "最初", "最後")
    assert fresh(project) == {"b.txt"}
    done = pipeline.sync(find(project))
    assert all("a." in path for path in done.writer.changed)
    assert "locales/a.pot" in done.writer.changed
    assert len(done.receipts) == 2
    assert fresh(project) == {"a.txt", "b.txt"}


@pytest.mark.parametrize(
    "touched",
    ["locales/en/LC_MESSAGES/a.po", "locales/a.pot", "dist/ko/a.txt"],
)
def test_a_changed_or_missing_file_is_noticed(project, touched):
    (project / touched).unlink()
    assert fresh(project) == {"b.txt"}
    done = pipeline.sync(find(project))
    assert touched in done.writer.changed


def test_the_termbase_and_the_config_concern_all_articles(project):
    (project / "locales/en/LC_MESSAGES/terms.po").write_text(
        'msgid ""\nmsgstr "Language: en\\n"\n', "utf-8"
    )
    assert fresh(project) == set()
    pipeline.sync(find(project))
    assert fresh(project) == {"a.txt", "b.txt"}
    (project / "l10n.toml").write_text(CONFIG + "[checks]\nnumber = 'off'\n", "utf-8")
    assert fresh(project) == set()


def test_an_editor_that_saves_during_a_run_is_not_forgotten(project, monkeypatch):
    change(project / "source/a.txt", "最初", "最後")
    catalog = project / "locales/en/LC_MESSAGES/a.po"

    def save_meanwhile(flow, findings):
        change(catalog, "fuzzy", "fuzzy, range: 1..2")
        return build_stage(flow, findings)

    monkeypatch.setattr(outcome, "build_stage", save_meanwhile)
    pipeline.sync(find(project))
    assert fresh(project) == {"b.txt"}


def test_part_of_a_project_and_a_dry_run_leave_no_receipt(project):
    change(project / "source/a.txt", "最初", "最後")
    pipeline.sync(find(project), dry=True)
    assert fresh(project) == {"b.txt"}
    pipeline.sync(find(project), locales=["en"])
    assert fresh(project) == {"b.txt"}


def test_a_damaged_state_says_what_to_do(project):
    from l10n.errors import UsageError

    (project / ".l10n/state.sqlite").write_bytes(b"not a database, but long enough" * 50)
    with pytest.raises(UsageError, match=r"state\.sqlite") as caught:
        pipeline.sync(find(project))
    assert "delete the file" in str(caught.value)


def test_a_file_saved_a_moment_before_the_run_is_looked_at_once_more(project):
    path = project / "source/a.txt"
    path.write_text("今の記事です。\n", "utf-8")
    os.utime(path, ns=(2 * OLD, 2 * OLD))
    pipeline.sync(find(project))
    assert fresh(project) == {"b.txt"}
