"""Many processes make what one makes, in the same order, and fail as one does."""

import os
from pathlib import Path

import pytest

from l10n import flow, plugins
from l10n.errors import SourceError
from l10n.parallel import spread
from l10n.project import find
from l10n.stages import check


def test_results_come_in_order_and_from_other_processes():
    made = list(spread(lambda n: (n, os.getpid()), range(50), pays=True))
    assert [n for n, _ in made] == list(range(50))
    assert os.cpu_count() == 1 or os.getpid() not in {pid for _, pid in made[1:]}
    assert {pid for _, pid in spread(lambda n: (n, os.getpid()), [1, 2], pays=False)} == {
        os.getpid()
    }


@pytest.fixture
def project(tmp_path: Path):
    (tmp_path / "l10n.toml").write_text('targets = ["en"]\nengine = "pseudo"\n', "utf-8")
    (tmp_path / "source").mkdir()
    for number in range(6):
        text = f"# 題{number}\n\n{number}番目の文です。費用は{number}億円でした。\n"
        (tmp_path / f"source/{number}.md").write_text(text, "utf-8")
    return tmp_path


def templates(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (root / "locales").glob("*.pot")}


def test_templates_are_the_same_whatever_made_them(project, monkeypatch):
    flow.extract_stage(flow.start(find(project)))
    whole = templates(project)
    for least in (0, 10**9):
        for path in (project / "locales").glob("*.pot"):
            path.unlink()
        monkeypatch.setattr(flow, "_PARALLEL_FROM", least)
        writer = flow.extract_only(find(project))
        assert list(writer.changed) == [f"locales/{number}.pot" for number in range(6)]
        assert templates(project) == whole
    assert flow.extract_only(find(project)).changed == {}


def test_extraction_reads_no_catalog_and_writes_nothing_when_an_article_is_bad(
    project, monkeypatch
):
    catalog = project / "locales/en/LC_MESSAGES/1.po"
    catalog.parent.mkdir(parents=True)
    catalog.write_text("not a catalog", "utf-8")
    (project / "source/5.md").write_bytes("億円".encode("euc-jp"))
    monkeypatch.setattr(flow, "_PARALLEL_FROM", 0)
    with pytest.raises(SourceError, match="not UTF-8") as caught:
        flow.extract_only(find(project))
    assert caught.value.place == "source/5.md:1:1"
    assert "iconv" in caught.value.fix
    assert templates(project) == {}


def test_findings_are_the_same_whatever_found_them(project, monkeypatch):
    from l10n import pipeline

    pipeline.sync(find(project))
    catalog = project / "locales/en/LC_MESSAGES/3.po"
    text = catalog.read_text("utf-8")
    begin = text.index('msgid "費用は')
    end = text.index("msgstr", begin)
    wrong = text[:end] + 'msgstr "It cost 7 billion yen."\n\n'
    catalog.write_text(wrong, "utf-8")
    run = flow.start(find(project))
    (project / ".l10n/state.sqlite").unlink()
    alone = check.check_stage(run)
    assert [f.check for found in alone.values() for f in found if f.severity == "error"]
    monkeypatch.setattr(check, "_PARALLEL_FROM", 0)
    assert check.check_stage(run) == alone


def test_another_dictionary_has_the_words_checked_again(project, monkeypatch):
    from l10n import pipeline

    pipeline.sync(find(project))
    (rule,) = (one for one in plugins.checks() if one.id == "spelling")
    (number,) = (one for one in plugins.checks() if one.id == "number")
    asked = []
    monkeypatch.setattr(type(number), "run", lambda self, *args: iter(asked.append(args) or ()))
    check.check_stage(flow.start(find(project)))
    assert not asked
    monkeypatch.setattr(type(rule), "depends_on", lambda self, locale: "en_GB 1")
    check.check_stage(flow.start(find(project)))
    assert asked
