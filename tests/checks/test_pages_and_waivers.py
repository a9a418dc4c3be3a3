"""The page of the checks, the seeded pairs, repairs, waivers and the ledger keep their promises."""

import importlib.util
import json
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from l10n import msgfmt, plugins, waivers
from l10n.check import FIGURES, check, check_across, repair
from l10n.cli.app import app
from l10n.doubt import Encoder
from l10n.errors import UsageError
from l10n.ledger import as_csv, ledger
from l10n.ledger_page import as_html
from l10n.model import Catalog, Draft, Entry, Key, State, Term, digest
from l10n.stages.check import check_file

ROOT = Path(__file__).parents[2]
OFFER = "974億ドル(約14.8兆円)を2025年2月11日に提示した。"


def load(name):
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


page = load("checks_page")


@pytest.mark.parametrize("rule", plugins.checks(), ids=lambda rule: rule.id)
def test_each_check_finds_its_own_example(rule):
    assert page.finding(rule).check == rule.id


def test_the_page_of_the_checks_is_up_to_date():
    assert page.PAGE.read_text("utf-8") == page.render(), "run make goldens"


def pairs():
    text = (ROOT / "benchmarks/checks/pairs.jsonl").read_text("utf-8")
    return [json.loads(line) for line in text.splitlines()]


def judged(pair):
    terms = [Term(t["source"], t["target"], tuple(t["aliases"])) for t in pair.get("terms", ())]
    entry = Entry(Key(None, pair["msgid"]), pair["msgstr"], State.APPROVED)
    return check(Catalog("a", pair["locale"], (entry,)), plugins.checks(), terms=terms)


def test_the_seeded_pairs_are_told_apart():
    rows = pairs()
    wrong = [row for row in rows if row["check"]]
    right = [row for row in rows if not row["check"]]
    assert len(rows) >= 300
    assert len(right) >= 0.4 * len(rows)
    missed = [r for r in wrong if r["check"] not in {f.check for f in judged(r)}]
    assert len(missed) <= 0.05 * len(wrong), missed
    loud = [r for r in right if any(f.severity != "info" for f in judged(r))]
    assert len(loud) <= 0.03 * len(right), loud
    assert not [r for r in right if any(f.severity == "error" for f in judged(r))]


def drafted(source, target):
    return Entry(Key(None, source), target, State.DRAFT, draft=Draft("offline", digest(target)))


def test_a_wrong_figure_of_a_draft_is_repaired_and_marked():
    entry = drafted("97億4000万ドルで買収する。", "It buys it for $97 billion.")
    (fixed,) = repair(Catalog("a", "en", (entry,)), plugins.checks(), only=FIGURES).entries
    assert fixed.msgstr == "It buys it for $9.74 billion."
    assert fixed.draft.detail == (("repaired", "number"),)
    assert fixed.draft.digest == digest(fixed.msgstr)
    catalog = Catalog("a", "en", (fixed,))
    assert repair(catalog, plugins.checks()) is catalog


def test_what_a_person_wrote_is_not_repaired():
    approved = Entry(Key(None, "10万台"), "10,000 units", State.APPROVED)
    edited = Entry(
        Key(None, "20万台"), "20,000 units", State.DRAFT, draft=Draft("offline", digest("x"))
    )
    catalog = Catalog("a", "en", (approved, edited))
    assert repair(catalog, plugins.checks()) is catalog


@pytest.mark.parametrize(
    ("source", "target", "locale", "fixed"),
    [
        ("14.8兆円になった。", "Es sind 14.8 Billionen Yen.", "de", "Es sind 14,8 Billionen Yen."),
        ("974億円を投じる。", "It invests $97.4 billion.", "en", "It invests ¥97.4 billion."),
        ("本当だ。", "C’est vrai!", "fr", "C’est vrai\u00a0!"),
        ("詳細だ。", "It is  here.", "en", "It is here."),
        ("詳細です。", "这是细节.", "zh_Hans", "这是细节。"),
        *(
            ("2025年2月11日に発表。", text, locale, fixed)
            for locale, text, fixed in (
                ("en", "Announced on February 12, 2025.", "Announced on February 11, 2025."),
                ("en", "Announced on March 11, 2025.", "Announced on February 11, 2025."),
                ("de", "Bekannt am 11. Februar 2024.", "Bekannt am 11. Februar 2025."),
                ("ru", "Объявлено 11 февраля 2024 года.", "Объявлено 11 февраля 2025 года."),
                ("fr", "Annoncé le 11 mars 2025.", "Annoncé le 11 février 2025."),
                ("zh_Hans", "2025年2月1日发布。", "2025年2月11日发布。"),
                ("ko", "2025년 3월 11일 발표.", "2025년 2월 11일 발표."),
                ("th", "ประกาศเมื่อ 11 กุมภาพันธ์ 2567", "ประกาศเมื่อ 11 กุมภาพันธ์ 2568"),
            )
        ),
        ("2019年に設立された。", "It was founded in 2009.", "en", "It was founded in 2019."),
    ],
)
def test_certain_fixes_leave_nothing_to_say(source, target, locale, fixed):
    (entry,) = repair(Catalog("a", locale, (drafted(source, target),)), plugins.checks()).entries
    assert entry.msgstr == fixed


def test_a_waived_finding_is_silent_until_the_entry_is_edited():
    entry = Entry(Key(None, "10万台"), "10,000 units", State.APPROVED)
    waiver = waivers.Waiver("number", waivers.fingerprint(entry))
    rules = plugins.checks()
    assert check(Catalog("a", "en", (entry,)), rules, waivers=[waiver]) == ()
    edited = Entry(entry.key, "10,000 pieces", State.APPROVED)
    assert check(Catalog("a", "en", (edited,)), rules, waivers=[waiver])


@given(st.lists(st.sampled_from(["number", "date", "bound"]), max_size=6))
def test_waivers_are_kept_once_and_foreign_lines_stay(names):
    text = '{"reviewed": "0011", "by": "hana"}\n'
    made = [waivers.Waiver(name, "f" * 16, "10万台") for name in names]
    once = waivers.write(text, made)
    assert once.startswith(text)
    assert waivers.write(once, made) == once
    assert set(waivers.parse(once)) == set(made)
    assert waivers.write(once, remove=made) == text


def test_one_source_with_two_translations_is_found_across_catalogs():
    one = Entry(Key(None, "結論"), "Conclusion", State.APPROVED)
    two = Entry(Key(None, "結論！"), "The end", State.APPROVED)
    catalogs = [Catalog("a", "en", (one,)), Catalog("b", "en", (two,))]
    first, second = check_across(catalogs, plugins.catalog_checks())
    assert first == ()
    assert [f.check for f in second] == ["consistency"]


def test_the_ledger_reads_every_figure_back():
    good = Entry(
        Key(None, OFFER),
        "It offered $97.4 billion (about ¥14.8 trillion) on February 11, 2025.",
        State.APPROVED,
    )
    bad = Entry(
        Key(None, OFFER),
        "Am 12. Februar 2025 bot man 97,4 Millionen Dollar (etwa 14,8 Billionen Yen).",
        State.APPROVED,
    )
    rows = ledger([Catalog("a", "en", (good,)), Catalog("a", "de", (bad,))])
    assert [row.value for row in rows] == [
        "97,400,000,000 USD",
        "~14,800,000,000,000 JPY",
        "2025-02-11",
    ]
    assert {row.cells["en"].verdict for row in rows} == {"ok"}
    assert [row.cells["de"].verdict for row in rows] == ["wrong", "ok", "wrong"]
    assert rows[0].cells["en"].text == "$97.4 billion"
    assert "✗" in as_csv(rows, ["en", "de"])
    assert 'class="wrong"' in as_html(rows, ["en", "de"])


def test_the_ledger_lists_names_and_says_what_it_does_not_know():
    source = "OpenAIのサム・アルトマン氏と孫正義氏がGrok 3とカリフォルニア州について語った。"
    targets = {
        "en": "OpenAI's Sam Altman and Masayoshi Son spoke about Grok 2 and California.",
        "ko": "오픈AI의 샘 올트먼과 손정의는 Grok 3와 캘리포니아주에 대해 말했다.",
        "zh_Hans": "OpenAI的萨姆·奥特曼和孙正义谈到了Grok 3和加利福尼亚州。",
        "ru": "Сэм Альтман из OpenAI и Масаёси Сон рассказали о Grok 3 и Калифорнии.",
    }
    catalogs = [
        Catalog("a", locale, (Entry(Key(None, source), target, State.APPROVED),))
        for locale, target in targets.items()
    ]
    rows = {row.source: row for row in ledger(catalogs) if row.kind == "name"}
    assert list(rows) == ["OpenAI", "サム・アルトマン", "孫正義", "Grok 3", "カリフォルニア"]

    def said(name):
        return [(cell.verdict, cell.text) for cell in rows[name].cells.values()]

    unknown = ("unknown", "")
    assert said("OpenAI") == [("ok", "OpenAI"), unknown, ("ok", "OpenAI"), ("ok", "OpenAI")]
    assert said("サム・アルトマン")[::3] == [("ok", "Sam Altman"), ("ok", "Сэм Альтман")]
    assert said("サム・アルトマン")[2] == unknown
    assert said("孫正義") == [unknown] * 4
    assert said("Grok 3")[0] == ("wrong", "Grok 2")
    assert said("カリフォルニア")[0] == ("ok", "California")
    assert "not known" in as_html(list(rows.values()), list(targets))


def test_a_name_that_is_rendered_alike_has_one_row_in_the_ledger():
    first, second = "マスク氏が語った。", "マスクは笑った。"
    entries = [
        Entry(Key(None, source), target, State.APPROVED)
        for source, target in ((first, "Musk spoke."), (second, "Musk laughed."))
    ]
    rows = ledger([Catalog("a", "en", tuple(entries))])
    assert [(row.source, row.cells["en"].text) for row in rows] == [("マスク", "Musk")]


def named(*pairs):
    entries = (Entry(Key(None, source), target, State.APPROVED) for source, target in pairs)
    return Catalog("a", "en", tuple(entries))


def test_a_name_spelled_in_two_ways_is_found_and_its_forms_are_not():
    catalog = named(
        ("ハーバー氏が説明した。", "Harber explained it."),
        ("ハーバー氏の説明だ。", "It is Harber’s account."),
        ("ハーバー氏は否定した。", "Haber denied it."),
    )
    (found,) = check_across([catalog], plugins.catalog_checks())
    assert [(f.check, f.expected, f.found) for f in found] == [("consistency", "Harber", "Haber")]


def test_what_msgfmt_refuses_is_a_finding(tmp_path):
    if not shutil.which("msgfmt"):
        pytest.skip("gettext is not installed")
    path = tmp_path / "a.po"
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nLanguage: en\\n"\n\n'
    path.write_text(head + '#, c-format\nmsgid "%d件"\nmsgstr "%s items"\n', "utf-8")
    found = [f for f in check_file(path) if f.check == "catalogue"]
    assert [(f.severity, f.line) for f in found] == [("error", 6)]
    path.write_text(head + '#, c-format\nmsgid "%d件"\nmsgstr "%d items"\n', "utf-8")
    assert not [f for f in check_file(path) if f.check == "catalogue"]


def test_a_waiver_keeps_reviewer_and_time_only_when_the_config_asks(tmp_path):
    project = tmp_path / "p"
    (project / "source").mkdir(parents=True)
    (project / "source/a.txt").write_text("10万台\n", "utf-8")
    config = project / "l10n.toml"
    config.write_text('targets = ["en"]\nengine = "pseudo"\n', "utf-8")
    subprocess.run(["git", "init", "-q"], cwd=project, check=True)
    subprocess.run(["git", "config", "user.name", "Hana"], cwd=project, check=True)
    runner = CliRunner()
    assert runner.invoke(app, ["sync", "--project", str(project)]).exit_code == 0
    catalog = project / "locales/en/LC_MESSAGES/a.po"
    line = catalog.read_text("utf-8").splitlines().index('msgid "10万台"') + 1
    place = ["waive", "number", f"{catalog}:{line}", "--project", str(project)]
    review = project / "locales/en/review.jsonl"
    assert runner.invoke(app, place).exit_code == 0
    assert set(json.loads(review.read_text("utf-8"))) == {"waive", "entry", "msgid"}
    review.unlink()
    config.write_text(
        'targets = ["en"]\nengine = "pseudo"\n[review]\nrecord = ["reviewer", "time"]\n', "utf-8"
    )
    assert runner.invoke(app, place).exit_code == 0
    kept = json.loads(review.read_text("utf-8"))
    assert kept["reviewer"] == "Hana"
    assert kept["time"].endswith("+00:00")


def stand_in(monkeypatch, encode):
    """For the encoder of the extra."""
    encoder = Encoder(encode, unrelated=0.3, shifted=0.25)
    monkeypatch.setattr("l10n.doubt.encoder", lambda locale: encoder)


def test_unrelated_runs_where_the_config_names_it(monkeypatch):
    vectors = {"会社は工場を建てる。": (1.0, 0.0), "Cats sleep all day.": (0.0, 1.0)}
    stand_in(monkeypatch, lambda texts: [vectors[t] for t in texts])
    catalog = named(("会社は工場を建てる。", "Cats sleep all day."))
    assert check_across([catalog], plugins.catalog_checks()) == [()]
    (found,) = check_across([catalog], plugins.catalog_checks(), levels={"unrelated": "warning"})
    assert [f.check for f in found] == ["unrelated"]


def test_unrelated_believes_a_figure_that_both_sides_have(monkeypatch):
    stand_in(monkeypatch, lambda texts: [(0.0, 0.0) for _ in texts])
    catalog = named(
        ("敷地面積は12.5ヘクタールだ。", "The site covers 12.5 hectares."),
        ("営業は午後5時までです。", "We close at 5 p.m."),
        ("新しい工場を建てる。", "Cats sleep all day."),
    )
    (found,) = check_across([catalog], plugins.catalog_checks(), levels={"unrelated": "warning"})
    assert [f.key.msgid for f in found] == ["新しい工場を建てる。"]


def test_unrelated_without_its_encoder_says_how_to_get_it(monkeypatch):
    monkeypatch.setattr("l10n.doubt.encoder", lambda locale: None)
    with pytest.raises(UsageError, match="cannot be told") as raised:
        check_across([named()], plugins.catalog_checks(), levels={"unrelated": "warning"})
    assert "honyaku[qe]" in str(raised.value)


def test_one_bad_catalog_among_many_is_the_only_one_refused(tmp_path):
    """Many go to one msgfmt, each as a domain of its own; what that refuses is looked for alone."""
    if not shutil.which("msgfmt"):
        pytest.skip("gettext is not installed")
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nLanguage: en\\n"\n\n'
    same = 'msgid "件"\nmsgstr "items"\n\n#~ msgid "古い"\n#~ msgstr "old"\n'
    paths = [tmp_path / f"{number}.po" for number in range(70)]
    for number, path in enumerate(paths):
        path.write_text(head + same.replace("items", f"items {number}"), "utf-8")
    assert msgfmt.doubtful(paths) == []
    paths[66].write_text(head + '#, c-format\nmsgid "%d件"\nmsgstr "%s items"\n', "utf-8")
    paths[1].write_text("\ufeff" + head + same, "utf-8")
    paths[2].write_text(head.replace("UTF-8", "EUC-JP") + same, "euc-jp")
    paths[3].write_text(f'{head}domain "other"\n\n{same}', "utf-8")
    assert msgfmt.doubtful(paths) == [*paths[1:4], *paths[64:]]
    refused = [path for path in paths if list(msgfmt.refused(path, path.name, "en"))]
    assert set(refused) <= set(msgfmt.doubtful(paths))
    assert paths[66] in refused
