"""No entry is checked twice as long as it, its termbase and the tool are the same."""

from pathlib import Path

import pytest

from l10n import pipeline, plugins
from l10n.flow import start
from l10n.model import Finding, Key
from l10n.project import find
from l10n.stages.check import check_stage
from l10n.verdicts import keep, recall

CATALOG = "locales/en/LC_MESSAGES/a.po"


@pytest.fixture
def project(tmp_path: Path):
    (tmp_path / "l10n.toml").write_text('targets = ["en"]\nengine = "pseudo"\n', "utf-8")
    (tmp_path / "source").mkdir()
    text = "# 投資\n\n投資額は974億ドルです。\n次の記事は来週です。\n"
    (tmp_path / "source" / "a.md").write_text(text, "utf-8")
    pipeline.sync(find(tmp_path))
    text = (tmp_path / CATALOG).read_text("utf-8")
    start = text.index('msgid "投資額は')
    end = text.index("msgstr", start)
    (tmp_path / CATALOG).write_text(text[:end] + 'msgstr "It is $974 billion."\n\n', "utf-8")
    return tmp_path


@pytest.fixture
def asked(monkeypatch):
    """The entries that the check `number` is asked about, as they come."""
    (rule,) = (one for one in plugins.checks() if one.id == "number")
    run, seen = type(rule).run, []

    def spy(self, entry, locale, terms):
        seen.append(entry.key.msgid)
        return run(self, entry, locale, terms)

    monkeypatch.setattr(type(rule), "run", spy)
    return seen


def findings(root: Path, *, remember: bool = True) -> list[Finding]:
    flow = start(find(root))
    return [f for group in check_stage(flow, remember=remember).values() for f in group]


def test_what_was_judged_once_is_read_and_equal(project, asked):
    first = findings(project)
    assert any(f.check == "number" and "974" in f.found for f in first)
    assert asked == ["投資額は974億ドルです。"]  # the drafts were judged when they were synced
    assert findings(project) == first
    assert len(asked) == 1


def test_without_remember_nothing_is_kept(project, asked):
    findings(project, remember=False)
    findings(project, remember=False)
    assert len(asked) == 2


def test_an_edit_a_new_term_and_a_check_that_was_off_are_noticed(project, asked):
    findings(project)
    asked.clear()
    catalog = project / CATALOG
    catalog.write_text(catalog.read_text("utf-8").replace("$974", "$97.4"), "utf-8")
    assert not any(f.check == "number" for f in findings(project))
    assert asked == ["投資額は974億ドルです。"]
    (project / "locales/en/LC_MESSAGES/terms.po").write_text(
        'msgid ""\nmsgstr "Language: en\\n"\n\nmsgid "投資額"\nmsgstr "investment"\n', "utf-8"
    )
    assert any(f.check == "glossary" for f in findings(project))
    asked.clear()
    (project / "l10n.toml").write_text(
        (project / "l10n.toml").read_text("utf-8") + "[checks]\nnumber = 'off'\n", "utf-8"
    )
    findings(project)
    assert asked == []
    (project / "l10n.toml").write_text('targets = ["en"]\nengine = "pseudo"\n', "utf-8")
    findings(project)
    assert "投資額は974億ドルです。" in asked


def test_all_of_a_finding_is_kept(tmp_path):
    said = Finding("number", "error", "no", Key("c", "1"), fix="2", source_spans=((1, 2), (3, 4)))
    verdicts = {b"12345678": (said,), b"abcdefgh": ()}
    place = ("a", "en")
    keep(tmp_path / "state.sqlite", {place: ("mark", verdicts)})
    assert recall(tmp_path / "state.sqlite", {place: "mark"}) == {place: verdicts}
    assert recall(tmp_path / "state.sqlite", {place: "other"}) == {}
    assert recall(tmp_path / "missing.sqlite", {place: "mark"}) == {}
