"""Update: nothing that a person wrote is changed or lost."""

import difflib
import os
import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n import po
from l10n.flow import start
from l10n.likeness import Index
from l10n.merge import merge, share
from l10n.model import Catalog, Draft, Entry, Key, State, digest
from l10n.project import find
from l10n.stages.update import update_stage

NEW, OLD = "価格は14.9兆円だ。", "価格は14.8兆円だ。"


def entry(msgid: str, msgstr: str = "", state: State = State.APPROVED, **more: object) -> Entry:
    state = state if msgstr else State.UNTRANSLATED
    return replace(Entry(Key(None, msgid), msgstr, state), **more)


def catalog(*entries: Entry, locale: str = "en") -> Catalog:
    return Catalog("a", locale, entries)


def template(*msgids: str) -> Catalog:
    return catalog(*(entry(m, references=("a.md",), note="paragraph") for m in msgids), locale="")


def test_an_edit_makes_one_entry_stale_and_keeps_its_text():
    old = catalog(entry("最初の文。", "First."), entry(OLD, "It costs 14.8.", comments=("見て",)))
    first, second = merge(template("最初の文。", NEW), old).entries
    assert (first.msgstr, first.state) == ("First.", State.APPROVED)
    assert (second.msgstr, second.state) == ("It costs 14.8.", State.STALE)
    assert (second.previous, second.comments) == (Key(None, OLD), ("見て",))


def test_a_second_edit_keeps_the_source_that_the_text_belongs_to():
    once = merge(template(NEW), catalog(entry(OLD, "It costs 14.8.")))
    twice = merge(template("価格は15.0兆円だ。"), once)
    assert twice.entries[0].previous == Key(None, OLD)


def test_removed_entries_turn_obsolete_and_come_back_as_they_were():
    old = catalog(entry("消える文章である。", "Vanishing.", comments=("memo",)))
    gone = merge(template("ABCDEFG"), old)
    assert [e.obsolete for e in gone.entries] == [False, True]
    back = merge(template("消える文章である。"), gone)
    assert [(e.msgstr, e.state, e.obsolete) for e in back.entries] == [
        ("Vanishing.", State.APPROVED, False)
    ]
    assert back.entries[0].comments == ("memo",)


def test_moving_and_inserting_touch_no_other_entry():
    old = catalog(entry("一つ目の文です。", "One."), entry("二つ目の文です。", "Two."))
    moved = merge(template("二つ目の文です。", "まったく新しい話。", "一つ目の文です。"), old)
    assert [(e.msgstr, e.state) for e in moved.entries] == [
        ("Two.", State.APPROVED),
        ("", State.UNTRANSLATED),
        ("One.", State.APPROVED),
    ]


def test_a_pure_draft_of_an_edited_source_is_drafted_anew():
    draft = Draft("offline", digest("It costs 14.8."))
    old = catalog(entry(OLD, "It costs 14.8.", State.DRAFT, draft=draft))
    assert merge(template(NEW), old).entries == template(NEW).entries


def test_a_draft_that_a_person_touched_is_kept_as_stale():
    draft = Draft("offline", digest("It costs 14.8."))
    old = catalog(entry(OLD, "It costs 14.8 in all.", State.DRAFT, draft=draft))
    (kept,) = merge(template(NEW), old).entries
    assert (kept.msgstr, kept.state, kept.draft) == ("It costs 14.8 in all.", State.STALE, None)


SENTENCES = st.sampled_from(
    [
        "株価が上がった。",
        "株価が下がった。",
        "工場は熊本にある。",
        "投資は5000億ドルだ。",
        "GPUが足りない。",
        "「買収はない」と語った。",
        "💡",
        "半導体",
        "a",
        "価格は14.8兆円だ。",
    ]
)


@st.composite
def catalogs(draw: st.DrawFn) -> Catalog:
    entries = []
    for msgid in draw(st.lists(SENTENCES, unique=True, max_size=6)):
        msgstr = draw(st.sampled_from(["", "text", "other text"]))
        state = draw(st.sampled_from([State.APPROVED, State.STALE, State.DRAFT]))
        made = Draft("offline", digest("text")) if state is State.DRAFT and msgstr else None
        obsolete = draw(st.booleans())
        entries.append(entry(msgid, msgstr, state, draft=made, obsolete=obsolete))
    return catalog(*entries)


TEMPLATES = st.lists(SENTENCES, unique=True, max_size=6).map(lambda msgids: template(*msgids))


@given(TEMPLATES, catalogs())
def test_update_twice_is_update_once(new, old):
    once = merge(new, old)
    assert merge(new, once) == once


@given(TEMPLATES, catalogs())
def test_no_text_of_a_person_is_ever_lost(new, old):
    def by_person(c: Catalog) -> list[str]:
        return sorted(
            e.msgstr
            for e in c.entries
            if e.msgstr and not (e.draft and e.draft.digest == digest(e.msgstr))
        )

    assert by_person(merge(new, old)) == by_person(old)


@given(TEMPLATES, catalogs())
def test_approved_text_of_a_living_sentence_never_changes(new, old):
    merged = {e.key: e for e in merge(new, old).active}
    for e in old.entries:
        if e.state is State.APPROVED and e.key in merged:
            assert (merged[e.key].msgstr, merged[e.key].state) == (e.msgstr, e.state)


PLACES = ["熊本県", "北海道", "三重県の四日市市", "台湾の新竹", "アリゾナ州", "広島県"]
WHO = ["大手メーカー", "新しい工場", "研究チーム", "県の担当者", "ベンチャー企業", "大学の研究室"]
WHAT = [
    "先端半導体の量産",
    "データセンターの建設",
    "電力の確保",
    "人材の育成",
    "装置の輸出",
    "素材の開発",
]
HOW = [
    "を始めると発表した",
    "を来年に延期する",
    "をめぐって協議している",
    "に2000億円を投じる",
    "を急いでいる",
]
PARTS = (PLACES, WHO, WHAT, HOW)


@st.composite
def sentence(draw: st.DrawFn) -> str:
    place, who, what, how = (draw(st.sampled_from(words)) for words in PARTS)
    return f"{place}の{who}は、{what}{how}。"


ARTICLES = st.lists(sentence(), min_size=3, max_size=8, unique=True)


def written(*msgids: str) -> Catalog:
    """A catalog as it comes from disk, all approved."""
    entries = [
        entry(m, f"Text {i}.", references=("a.md",), note="paragraph") for i, m in enumerate(msgids)
    ]
    return reread(catalog(*entries))


def reread(made: Catalog) -> Catalog:
    return po.parse_catalog(po.write_catalog(made), "a.po", domain="a")


def changed_lines(before: Catalog, after: Catalog) -> list[str]:
    texts = [po.write_catalog(c).decode().splitlines() for c in (before, after)]
    return [line for line in difflib.ndiff(*texts) if line[0] in "+-"]


@given(ARTICLES, st.integers(0, 2), st.sampled_from(["という", "ようだ", "らしい"]))
def test_one_edit_makes_exactly_one_entry_stale_and_touches_no_other_line(article, at, tail):
    before = written(*article)
    edited = article[at][:-1] + tail + "。"
    after = merge(template(*article[:at], edited, *article[at + 1 :]), before)
    states = [e.state for e in after.entries]
    assert states == [State.STALE if i == at else State.APPROVED for i in range(len(article))]
    assert after.entries[at].previous == Key(None, article[at])
    assert after.entries[at].msgstr == f"Text {at}."
    lines = [line for line in changed_lines(before, after) if line[0] != "?"]
    old = f'msgid "{article[at]}"'
    assert sorted(lines) == sorted(["+ #, fuzzy", f"+ #| {old}", f"- {old}", f'+ msgid "{edited}"'])


@given(ARTICLES)
def test_a_sentence_inserted_on_top_adds_its_own_lines_and_no_others(article):
    before = written(*article[1:])
    after = merge(template(*article), before)
    lines = changed_lines(before, after)
    assert [line[0] for line in lines] == ["+"] * 5
    assert changed_lines(after, merge(template(*article), reread(after))) == []


@given(ARTICLES, st.randoms(use_true_random=False))
def test_moving_sentences_changes_no_entry(article, chance):
    before = written(*article)
    moved = chance.sample(article, len(article))
    after = merge(template(*moved), before)
    assert [e.key.msgid for e in after.entries] == moved
    assert {e.key: e for e in after.entries} == {e.key: e for e in before.entries}
    lines = [line[2:] for line in changed_lines(before, after) if line[2:].strip()]
    assert all(line.startswith(("msg", "#.", "#:")) for line in lines)


@given(ARTICLES, st.integers(0, 2))
def test_what_goes_comes_back_with_every_byte(article, at):
    before = written(*article)
    without = merge(template(*article[:at], *article[at + 1 :]), before)
    assert [e.key.msgid for e in without.entries if e.obsolete] == [article[at]]
    back = merge(template(*article), reread(without))
    assert po.write_catalog(back) == po.write_catalog(before)


FIRST, SECOND, THIRD = (
    "政府は熊本県の新工場に4760億円の補助金を出すと決めた",
    "台湾の企業が主体となって建設を進めている",
    "量産は2024年の末に始まる見通しだ",
)


def test_a_split_sentence_leaves_its_text_where_it_fits_best():
    old = written("前の文。", f"{FIRST}が、{SECOND}。", "次の文。")
    new = merge(template("前の文。", f"{FIRST}。", f"{SECOND}。", "次の文。"), old)
    assert [(e.msgstr, e.state) for e in new.entries][1:3] == [
        ("Text 1.", State.STALE),
        ("", State.UNTRANSLATED),
    ]


def test_a_sentence_split_in_three_leaves_its_text_with_one_of_them():
    old = written("前の文。", f"{FIRST}が、{SECOND}、{THIRD}。", "次の文。")
    new = merge(template("前の文。", *(f"{s}。" for s in (FIRST, SECOND, THIRD)), "次の文。"), old)
    assert sorted(e.msgstr for e in new.entries) == ["", "", "Text 0.", "Text 1.", "Text 2."]
    assert sum(e.state is State.STALE for e in new.entries) == 1


def test_joined_sentences_keep_the_text_of_the_longer_and_the_other_as_obsolete():
    old = written("前の文。", f"{FIRST}。", f"{SECOND}。")
    new = merge(template("前の文。", f"{FIRST}が、{SECOND}。"), old)
    assert [(e.msgstr, e.state, e.obsolete) for e in new.entries][1:] == [
        ("Text 1.", State.STALE, False),
        ("Text 2.", State.APPROVED, True),
    ]


def test_a_sentence_rewritten_in_its_place_keeps_its_text():
    old = written("前の文。", "新工場は2024年に量産を始める計画だ。", "次の文。")
    new = merge(template("前の文。", "量産の開始は2024年の見込みである。", "次の文。"), old)
    assert new.entries[1].previous == Key(None, "新工場は2024年に量産を始める計画だ。")


def test_an_unrelated_sentence_in_the_same_place_gets_no_old_text():
    old = written("前の文。", "新工場は2024年に量産を始める計画だ。", "次の文。")
    new = merge(template("前の文。", "円安が進んでいる。", "次の文。"), old)
    assert new.entries[1].msgstr == ""


def noted(*entries: tuple[str, str]) -> Catalog:
    return Catalog("a", "", tuple(Entry(Key(None, m), note=note) for m, note in entries))


@pytest.mark.parametrize("edited", [0, 2])
def test_one_of_two_equal_sentences_edited_takes_a_copy_and_leaves_the_other_alone(edited):
    sentence, other = "競りは六時に始まる。", "買い手は黙って指を立てる。"
    both = noted((sentence, "paragraph\nlist item"), (other, "paragraph"))
    old = merge(both, catalog(entry(sentence, "Bidding starts at six."), entry(other, "Silence.")))
    new = [("競りは七時に始まる。", "paragraph"), (other, "paragraph"), (sentence, "list item")]
    if edited:
        new = [(sentence, "paragraph"), (other, "paragraph"), ("競りは七時に始まる。", "list item")]
    made = {e.key.msgid: e for e in merge(noted(*new), old).active}
    copy, left = made["競りは七時に始まる。"], made[sentence]
    assert (copy.state, copy.msgstr) == (State.STALE, "Bidding starts at six.")
    assert copy.previous == Key(None, sentence)
    assert (left.state, left.msgstr) == (State.APPROVED, "Bidding starts at six.")


def test_a_sentence_inserted_before_one_that_is_like_it_gets_no_text():
    old = catalog(entry("港は朝が早い。", "Early."), entry("競りは六時に始まる。", "At six."))
    made = merge(template("港は朝が早い。", "競りは七時に始まる。", "競りは六時に始まる。"), old)
    assert [e.state for e in made.entries] == [
        State.APPROVED, State.UNTRANSLATED, State.APPROVED,
    ]  # fmt: skip


def test_texts_of_a_million_characters_are_told_apart_by_how_they_begin():
    long = "長い" * 500_000
    old = catalog(entry(f"{long}。", "Long."), entry("白い壁が見える。", "A white wall."))
    new = merge(template("白い壁が見えた。", *(f"{n}番目の話。" for n in range(400)), long), old)
    assert {e.msgstr: e.state for e in new.active if e.msgstr} == {
        "Long.": State.STALE,
        "A white wall.": State.STALE,
    }


def test_the_index_finds_what_comparing_all_with_all_finds():
    chance = random.Random(4)
    texts = list(
        {"".join(chance.choice(words) for words in PARTS) + f"{n}年。" for n in range(600)}
    )
    index = Index(texts)
    for number, text in enumerate(texts):
        edited = text[:4] + "も" + text[6:]
        assert number in index.candidates(edited)


def test_the_index_names_the_same_texts_in_every_process():
    """A set's order is another one in each: of equally like candidates, other ones came first."""
    code = (
        "from l10n.likeness import Index; texts = [f'{n}年の春に工場は動く。' for n in range(90)];"
        "print([Index(texts).candidates(f'{n}年の冬に工場は止まる。') for n in range(90, 99)])"
    )
    command = [sys.executable, "-c", code]
    shown = {
        subprocess.run(
            command, env={**os.environ, "PYTHONHASHSEED": seed}, check=True, capture_output=True
        ).stdout
        for seed in "123"
    }
    assert len(shown) == 1


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "l10n.toml").write_text(
        'targets = ["en"]\nengine = "pseudo"\n[catalog]\nshare = true\n', "utf-8"
    )
    (tmp_path / "source").mkdir()
    return tmp_path


def approve(project: Path, domain: str, msgid: str, msgstr: str) -> None:
    path = project / f"locales/en/LC_MESSAGES/{domain}.po"
    text = path.read_text("utf-8")
    old = f'msgid "{msgid}"\nmsgstr ""'
    assert old in text
    path.write_text(text.replace(old, f'msgid "{msgid}"\nmsgstr "{msgstr}"'), "utf-8")


def update(project: Path, *articles: str) -> dict[str, Catalog]:
    flow = start(find(project), articles=[project / "source" / a for a in articles])
    update_stage(flow)
    return {domain: made for (domain, _), made in flow.catalogs.items()}


def test_with_share_an_approved_sentence_is_approved_in_every_article(project):
    (project / "source/a.txt").write_text("同じ文です。別の文です。\n", "utf-8")
    update(project)
    approve(project, "a", "同じ文です。", "The same.")
    (project / "source/b.txt").write_text("同じ文です。\n", "utf-8")
    (only,) = update(project, "b.txt")["b"].entries
    assert (only.msgstr, only.state) == ("The same.", State.APPROVED)


def test_two_approved_renderings_are_not_chosen_between(project):
    for name in ("a", "b"):
        (project / f"source/{name}.txt").write_text("同じ文です。\n", "utf-8")
        update(project, f"{name}.txt") if name == "a" else None
    approve(project, "a", "同じ文です。", "The same.")
    assert update(project)["b"].entries[0].msgstr == "The same."
    path = project / "locales/en/LC_MESSAGES/b.po"
    path.write_text(path.read_text("utf-8").replace("The same.", "Just the same."), "utf-8")
    (project / "source/c.txt").write_text("同じ文です。\n", "utf-8")
    assert update(project)["c"].entries[0].state is State.UNTRANSLATED


def test_one_of_two_equal_sentences_is_edited_and_the_other_stays(project):
    article = project / "source/a.txt"
    article.write_text("同じ文です。\n\n間の文です。\n\n同じ文です。\n", "utf-8")
    update(project)
    approve(project, "a", "同じ文です。", "The same.")
    article.write_text("同じ文です。\n\n間の文です。\n\n同じ文でした。\n", "utf-8")
    entries = {e.key.msgid: e for e in update(project)["a"].entries}
    assert entries["同じ文です。"].state is State.APPROVED
    assert entries["同じ文でした。"].state is State.UNTRANSLATED


def test_share_leaves_every_text_alone():
    old = catalog(entry("文。", "Mine."), entry("空。"), entry("訳。", "Stale.", State.STALE))
    shared = share(old, {"文。": "Theirs.", "空。": "Theirs.", "訳。": "Theirs."})
    assert [e.msgstr for e in shared.entries] == ["Mine.", "Theirs.", "Stale."]
