"""A project that goes through the stages some articles at a time comes out as from one look at all."""

import random
from pathlib import Path

import pytest

from l10n import pipeline, plugins, po, portions
from l10n.model import Draft, digest
from l10n.project import find
from l10n.stages import check as check_stage
from l10n.tally import Tally

WHO = ["県の担当者", "研究チーム", "地元の銀行", "材料メーカー"]
DOES = ["来月から工場を広げる", "974億円を投じる", "水の使い方を見直した", "計画を白紙に戻した"]
NUMBER = 7
LAST = "詳しくは次号で。"


@pytest.fixture
def project(tmp_path: Path):
    config = 'targets = ["en", "de"]\nengine = "pseudo"\n'
    (tmp_path / "l10n.toml").write_text(config, "utf-8")
    (tmp_path / "source").mkdir()
    chance = random.Random(3)
    for number in range(NUMBER):
        lines = [f"{chance.choice(WHO)}は{chance.choice(DOES)}。" for _ in range(6)]
        text = f"# {number}月の便り\n\n" + "\n\n".join(lines) + "\n\n詳しくは次号で。\n"
        (tmp_path / f"source/{number}.md").write_text(text, "utf-8")
    return tmp_path


@pytest.fixture
def small(monkeypatch):
    """Room for one or two articles in a portion."""
    monkeypatch.setattr(portions, "_ROOM", 1500)


def files(root: Path) -> dict[str, bytes]:
    found = [*(root / "locales").rglob("*.po*"), *(root / "dist").rglob("*.md")]
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found}


def told(done: pipeline.Synced):
    tally = done.tally
    counts = tally.drafted, tally.from_memory, tally.refused, tally.left
    receipts = [(r.article, r.editions, r.fallbacks, dict(r.findings)) for r in done.receipts]
    return sorted(done.writer.changed), counts, receipts


def approve_last(path: Path, msgstr: str) -> None:
    """As a reviewer writes another text for the article's last sentence."""
    text = path.read_text("utf-8")
    begin = text.rindex("# l10n: mt=", 0, text.index(f'msgid "{LAST}"'))
    path.write_text(f'{text[:begin]}#. paragraph\nmsgid "{LAST}"\nmsgstr "{msgstr}"\n', "utf-8")


def clear(root: Path) -> None:
    for path in [*(root / "locales").rglob("*.po*"), *root.glob("dist/*/*"), *root.glob(".l10n/*")]:
        path.unlink()


def test_all_comes_out_as_at_once(project, monkeypatch):
    whole = told(pipeline.sync(find(project))), files(project)
    clear(project)
    monkeypatch.setattr(portions, "_ROOM", 1500)
    assert len(portions.plan(find(project)).portions) > 2
    assert (told(pipeline.sync(find(project))), files(project)) == whole
    assert pipeline.sync(find(project)).writer.changed == {}


def test_a_draft_does_not_depend_on_the_order_of_articles(project, small):
    """What is approved in the last article is taken for the first, whichever is drafted sooner."""
    pipeline.sync(find(project))
    approve_last(project / f"locales/en/LC_MESSAGES/{NUMBER - 1}.po", "More in the next issue.")
    (project / "locales/en/LC_MESSAGES/0.po").unlink()
    pipeline.sync(find(project))
    catalog = po.read_catalog(project / "locales/en/LC_MESSAGES/0.po")
    entries = {entry.key.msgid: entry for entry in catalog.active}
    taken = entries[LAST]
    assert taken.msgstr == "More in the next issue."
    assert taken.draft == Draft("tm", digest(taken.msgstr), (("from", str(NUMBER - 1)),))


def test_catalogs_of_different_portions_are_compared(project, small):
    first = pipeline.sync(find(project))
    path = project / "locales/de/LC_MESSAGES/5.po"
    approve_last(path, "Mehr im nächsten Heft.")
    (project / "source/0.md").write_text("# 題\n\n詳しくは次号で。\n", "utf-8")
    clear_state(project)
    done = pipeline.sync(find(project))
    before, after = (
        {r.article: dict(r.findings).get("warning", 0) for r in one.receipts}
        for one in (first, done)
    )
    assert sum(after.values()) >= sum(before.values()) + NUMBER - 1  # all others say it otherwise


def test_catalogs_are_compared_again_only_when_one_has_changed(project, small, monkeypatch):
    compared: list[str] = []

    def noted(project, locale, catalogs, domains):
        compared.append(locale)
        return check_between(project, locale, catalogs, domains)

    check_between = check_stage.check_between
    monkeypatch.setattr(check_stage, "check_between", noted)
    path = project / "locales/de/LC_MESSAGES/5.po"
    pipeline.sync(find(project))
    approve_last(path, "Mehr im nächsten Heft.")
    compared.clear()
    first = pipeline.check(portions.plan(find(project)))
    assert compared == ["de"]
    assert any(f.check == "consistency" for found in first for f in found)
    assert pipeline.check(portions.plan(find(project))) == first
    pipeline.build(portions.plan(find(project)))
    assert compared == ["de"]
    (project / "l10n.toml").write_text(
        'targets = ["en", "de"]\nengine = "pseudo"\n[checks]\nconsistency = "off"\n', "utf-8"
    )
    off = pipeline.check(portions.plan(find(project)))
    assert not any(f.check == "consistency" for found in off for f in found)


def test_drafts_are_judged_where_they_are_made(project, small, monkeypatch):
    pipeline.translate(portions.plan(find(project)))
    for rule in plugins.checks():
        monkeypatch.setattr(type(rule), "run", never_again)
    pipeline.check(portions.plan(find(project)))
    clear_state(project)
    with pytest.raises(AssertionError):
        pipeline.check(portions.plan(find(project)))


def never_again(rule, _entry, _locale, _terms):
    raise AssertionError(f"{rule.id} is asked again")


def test_what_contradicts_another_portion_is_not_published_where_that_is_an_error(project, small):
    (project / "l10n.toml").write_text(
        'targets = ["de"]\nengine = "pseudo"\n[checks]\nconsistency = "error"\n', "utf-8"
    )
    pipeline.sync(find(project))
    path = project / "locales/de/LC_MESSAGES/5.po"
    approve_last(path, "Mehr im nächsten Heft.")
    clear_state(project)
    done = pipeline.sync(find(project))
    assert LAST in (project / "dist/de/2.md").read_text("utf-8")
    assert "Mehr im nächsten Heft." in (project / "dist/de/5.md").read_text("utf-8")
    told = [one for receipt in done.receipts for one in receipt.fallbacks]
    assert any("elsewhere" in one.message for one in told)


def clear_state(root: Path) -> None:
    for path in root.glob(".l10n/state*"):
        path.unlink()


def test_a_bad_article_fails_before_anything_is_drafted(project, small):
    from l10n.errors import SourceError

    (project / "source/6.md").write_bytes("億円".encode("euc-jp"))
    with pytest.raises(SourceError, match="not UTF-8"):
        pipeline.sync(find(project))
    assert not list((project / "dist").rglob("*.md"))


def test_each_command_makes_the_same_of_portions(project, monkeypatch):
    def run_all():
        clear(project)
        made = []
        for command in (pipeline.update, pipeline.translate, pipeline.check, pipeline.build):
            run = portions.plan(find(project))
            result = command(run)
            if isinstance(result, Tally):  # two processes may ask for the same text at once
                result = result.drafted, result.from_memory, result.refused, result.left
            made.append((result, sorted(run.writer.changed), files(project)))
        return made

    whole = run_all()
    assert portions.plan(find(project)).is_one
    monkeypatch.setattr(portions, "_ROOM", 1500)
    assert not portions.plan(find(project)).is_one
    assert run_all() == whole
