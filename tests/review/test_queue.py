"""The queue: what may be worst comes first, and what a reviewer asks for is all that shows."""

from dataclasses import replace

import pytest

from l10n.model import Catalog, Draft, Entry, Finding, Key, State, digest
from l10n.review.diff import compare, words
from l10n.review.evidence import certain_fix, gather
from l10n.review.queue import Filter, Risk, chosen, counts, items, risk


def draft(msgid: str, msgstr: str = "Text.", **detail: str) -> Entry:
    made = Draft("offline", digest(msgstr), tuple(detail.items()))
    return Entry(Key(None, msgid), msgstr, State.DRAFT, draft=made)


PLAIN = draft(
    "今後四年間で米国に人工知能の計算基盤を築くという、とても長い計画をきのう東京で発表しました。"
)
CLEAN = draft("市場が動いた。")
UNSURE = draft("相場が荒れた。", logprob="-1.20")
DOUBT = draft("会社が増えた。", doubt="another-text")
TOUCHED = replace(CLEAN, key=Key(None, "人が直した。"), msgstr="Mended.")
STALE = Entry(Key(None, "古い文。"), "Old.", State.STALE)
EMPTY = Entry(Key(None, "未訳。"))
DONE = Entry(Key(None, "訳した。"), "Done.", State.APPROVED, comments=("数字は確認済み",))
WRONG = replace(DONE, key=Key(None, "四社。"), comments=())
ALL = Catalog("a", "en", (DONE, CLEAN, PLAIN, EMPTY, STALE, UNSURE, DOUBT, TOUCHED, WRONG))
FOUND = {WRONG.key: [Finding("number", "error", "four became five", WRONG.key)]}


def test_the_riskiest_come_first_and_equal_risks_in_article_order():
    queue = items(ALL, FOUND)
    assert [item.entry for item in queue] == [
        WRONG, UNSURE, DOUBT, STALE, EMPTY, PLAIN, TOUCHED, CLEAN, DONE,
    ]  # fmt: skip
    assert [item.place for item in queue][:2] == [8, 5]


def test_a_warning_makes_doubtful_and_an_info_not_clean():
    assert risk(DONE, [Finding("spacing", "warning", "x")]) is Risk.DOUBTFUL
    assert risk(CLEAN, [Finding("spacing", "info", "x")]) is Risk.DRAFT


def test_filters_add_up():
    queue = items(ALL, FOUND)
    assert len(chosen(queue, Filter())) == len(queue)
    assert [i.entry for i in chosen(queue, Filter(states=["approved"], checks=["number"]))] == [
        WRONG
    ]
    assert [i.entry for i in chosen(queue, Filter(risks=["clean", "stale"]))] == [STALE, CLEAN]


@pytest.mark.parametrize(
    ("pattern", "found"),
    [("古い|未訳", [STALE, EMPTY]), ("^mended", [TOUCHED]), ("^Mended", [TOUCHED]), ("MENDED", []), ("確認済み$", [DONE])],
)  # fmt: skip
def test_search_looks_at_source_target_and_comments(pattern, found):
    assert [item.entry for item in chosen(items(ALL, {}), Filter(pattern=pattern))] == found


@pytest.mark.parametrize("pattern", ["(", "*a", "x" * 201, "[z-a]"])
def test_what_is_no_pattern_is_said_to_be_none(pattern):
    with pytest.raises(ValueError, match=r"pattern|expression"):
        chosen(items(ALL, {}), Filter(pattern=pattern))


def test_counts_are_by_risk_and_by_check():
    made = counts(items(ALL, FOUND))
    assert (made["error"], made["doubtful"], made["clean"], made["check:number"]) == (1, 2, 1, 1)


def test_a_diff_of_japanese_is_by_words():
    assert compare("工場の開所式が開かれた。", "工場の開所式を開きました。") == [
        ("same", "工場の開所式"), ("gone", "が"), ("new", "を"), ("same", "開"),
        ("gone", "かれた"), ("new", "きました"), ("same", "。"),
    ]  # fmt: skip
    assert words("Das kostet 97,4 Mrd.") == ["Das", " ", "kostet", " ", "97,4", " ", "Mrd", "."]
    for one, other in (("", "新"), ("旧", ""), ("同", "同")):
        runs = compare(one, other)
        assert "".join(text for kind, text in runs if kind != "new") == one
        assert "".join(text for kind, text in runs if kind != "gone") == other


def test_evidence_pairs_figures_dates_and_names_with_their_renderings():
    from l10n.model import Term

    entry = Entry(
        Key(None, "2025年2月11日、OpenAIは974億ドル(`約`)を提示した。"),
        "On February 11, 2025, OpenAI offered $97.4 million (`約`).",
    )
    made = gather(entry, "en", [Term("OpenAI", "OpenAI")])
    facts = {fact.kind: fact for fact in made.facts}
    assert (facts["figure"].source, facts["figure"].target) == ("974億ドル", "$97.4 million")
    assert facts["figure"].verdict == "wrong"
    assert (facts["date"].source_value, facts["date"].verdict) == ("2025-02-11", "ok")
    assert facts["term"].verdict == "ok"
    assert made.masks == ("`約`",)
    assert (
        entry.msgstr[slice(*next((m.start, m.end) for m in made.target if m.kind == "mask"))]
        == "`約`"
    )


def test_a_certain_fix_silences_its_check_and_another_is_none():
    from l10n import plugins

    entry = Entry(Key(None, "974億ドルを提示した。"), "It offered $97.4 million.")
    rule = next(one for one in plugins.checks() if one.id == "number")
    (finding,) = rule.run(entry, "en", ())
    assert certain_fix(finding, entry, [rule], "en", ()) == "It offered $97.4 billion."
    useless = replace(finding, fix="It offered $97.4 thousand.")
    assert certain_fix(useless, entry, [rule], "en", ()) == ""
