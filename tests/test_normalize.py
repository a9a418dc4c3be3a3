"""Old catalogs, cut otherwise, keep their translations; nothing is dropped."""

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from l10n import po
from l10n.cli.app import app
from l10n.extract import extract
from l10n.formats.markdown import Markdown
from l10n.lang import tags
from l10n.merge import merge
from l10n.model import JOINED, Catalog, Draft, Entry, Key, State, digest
from l10n.normalize import Reading, by_count, normalize
from l10n.segment import segment

APPROVED, DRAFT, STALE = State.APPROVED, State.DRAFT, State.STALE


def of(article: str, mode="sentence"):
    return extract(segment(Markdown().parse("a.md", article), mode=mode))


def cut(msgid: str) -> list[str]:
    return [entry.key.msgid for entry in of(msgid).entries]


def catalog(*rows, locale: str = "en") -> Catalog:
    """(msgid, msgstr[, state[, comments]]) as a catalog."""
    entries = []
    for msgid, msgstr, *more in rows:
        state = more[0] if more else APPROVED
        entries.append(Entry(Key(None, msgid), msgstr, state, comments=tuple(more[1:])))
    return Catalog("a", locale, tuple(entries))


def normal(article: str, old: Catalog, mode="sentence") -> dict[str, Entry]:
    """The catalog after `l10n normalize`; a second run changes nothing."""
    template = of(article, mode)

    def by_mode(msgid: str, msgstr: str) -> Reading:
        pieces = cut(msgid) if mode == "sentence" else [msgid.replace("\n", "")]
        return by_count(pieces, msgid, msgstr, spaced=bool(tags.joiner(old.locale)))

    once = merge(template, normalize(template, old, by_mode))
    assert merge(template, normalize(template, once, by_mode)) == once
    return {entry.key.msgid: entry for entry in once.entries}


TWO = "工場が動いた。売上も伸びた。\n"


# --- several into one -------------------------------------------------------------------------


def test_approved_sentences_make_an_approved_block():
    old = catalog(("工場が動いた。", "The plant runs."), ("売上も伸びた。", "Sales grew."))
    found = normal(TWO, old, "block")
    assert list(found) == ["工場が動いた。売上も伸びた。"]
    entry = found["工場が動いた。売上も伸びた。"]
    assert (entry.msgstr, entry.state) == ("The plant runs. Sales grew.", APPROVED)


def test_chinese_sentences_are_joined_without_a_space():
    old = catalog(
        ("工場が動いた。", "工厂开工了。"), ("売上も伸びた。", "销售也增长了。"), locale="zh_Hans"
    )
    entry = normal(TWO, old, "block")["工場が動いた。売上も伸びた。"]
    assert entry.msgstr == "工厂开工了。销售也增长了。"


def test_a_folded_sentence_is_a_part_like_any():
    old = catalog(
        ("工場が動いた。", "It runs and sells."), ("売上も伸びた。", "", APPROVED, JOINED)
    )
    entry = normal(TWO, old, "block")["工場が動いた。売上も伸びた。"]
    assert (entry.msgstr, entry.state, entry.comments) == ("It runs and sells.", APPROVED, ())


def test_a_part_that_is_not_approved_makes_the_whole_stale():
    old = catalog(("工場が動いた。", "The plant runs."), ("売上も伸びた。", "Sales grew.", STALE))
    entry = normal(TWO, old, "block")["工場が動いた。売上も伸びた。"]
    assert (entry.msgstr, entry.state) == ("The plant runs. Sales grew.", STALE)
    partly = catalog(
        ("工場が動いた。", "The plant runs."), ("売上も伸びた。", "", State.UNTRANSLATED)
    )
    entry = normal(TWO, partly, "block")["工場が動いた。売上も伸びた。"]
    assert (entry.msgstr, entry.state) == ("The plant runs.", STALE)
    assert entry.previous == Key(None, "工場が動いた。")


def test_drafts_of_a_machine_make_a_draft_of_a_machine():
    old = Catalog("a", "en", tuple(
        Entry(Key(None, source), text, DRAFT, draft=Draft("pseudo", digest(text)))
        for source, text in (("工場が動いた。", "It ran."), ("売上も伸びた。", "It grew."))
    ))  # fmt: skip
    entry = normal(TWO, old, "block")["工場が動いた。売上も伸びた。"]
    assert (entry.state, entry.msgstr) == (DRAFT, "It ran. It grew.")
    assert entry.draft is not None
    assert entry.draft.digest == digest(entry.msgstr)


def test_words_between_the_parts_leave_no_carry_and_a_url_makes_it_stale():
    source = "工場が動いた。https://example.com/ 売上も伸びた。\n"
    old = catalog(("工場が動いた。", "It ran."), ("売上も伸びた。", "It grew."))
    (entry,) = normal(source, old, "block").values()
    assert (entry.msgstr, entry.state) == ("It ran. It grew.", STALE)
    found = normal("工場が動いた。なお、売上も伸びた。\n", old, "block")
    entry = found["工場が動いた。なお、売上も伸びた。"]
    assert entry.state is not APPROVED
    assert {e.msgstr for e in found.values()} == {"It ran.", "It grew."}


def test_what_update_attached_to_the_whole_is_completed():
    old = catalog(("工場が大きく動いた。", "The plant runs."), ("売上も伸びた。", "Sales grew."))
    article = "工場が大きく動いた。売上も伸びた。\n"
    updated = merge(of(article, "block"), old)
    entry = normal(article, updated, "block")["工場が大きく動いた。売上も伸びた。"]
    assert (entry.msgstr, entry.state) == ("The plant runs. Sales grew.", STALE)


# --- one into several -------------------------------------------------------------------------


def test_a_block_with_as_many_sentences_is_cut_again_as_stale():
    old = catalog(
        ("工場が動いた。売上も伸びた。", "The plant runs. Sales grew.", APPROVED, "ok by Aki")
    )
    found = normal(TWO, old)
    assert [(e.msgstr, e.state) for e in found.values()] == [
        ("The plant runs.", STALE),
        ("Sales grew.", STALE),
    ]
    assert all(e.previous == Key(None, "工場が動いた。売上も伸びた。") for e in found.values())
    assert found["工場が動いた。"].comments == ("ok by Aki",)


def test_a_block_with_another_count_goes_whole_to_the_longest():
    old = catalog(("工場が動いた。売上も大きく伸びた。", "The plant runs and sales grew."))
    found = normal("工場が動いた。売上も大きく伸びた。\n", old)
    assert found["売上も大きく伸びた。"].msgstr == "The plant runs and sales grew."
    assert found["売上も大きく伸びた。"].state is STALE
    assert found["工場が動いた。"].state is State.UNTRANSLATED


def test_a_sentence_with_a_translation_keeps_it_and_the_block_stays_obsolete():
    old = catalog(
        ("工場が動いた。売上も伸びた。", "One. Two."), ("工場が動いた。", "The plant runs.")
    )
    found = normal(TWO, old)
    assert (found["工場が動いた。"].msgstr, found["工場が動いた。"].state) == (
        "The plant runs.",
        APPROVED,
    )
    assert found["売上も伸びた。"].msgstr == "Two."
    assert found["工場が動いた。売上も伸びた。"].obsolete


def test_what_update_attached_to_one_part_is_shared_out():
    old = catalog(("工場が動いた。売上も伸びた。", "The plant runs. Sales grew."))
    updated = merge(of(TWO), old)
    found = normal(TWO, updated)
    assert [e.msgstr for e in found.values() if not e.obsolete] == [
        "The plant runs.",
        "Sales grew.",
    ]


# --- other tools ------------------------------------------------------------------------------


@pytest.mark.parametrize("fold", ["\n", " "])
def test_a_wrapped_paragraph_of_another_tool_is_the_same_text(fold):
    article = "工場が動いて、\n売上も伸びた。\n"
    old = catalog((f"工場が動いて、{fold}売上も伸びた。", "The plant runs,\nand sales grew."))
    (entry,) = normal(article, old).values()
    assert (entry.msgstr, entry.state) == ("The plant runs, and sales grew.", APPROVED)


def test_marks_that_are_skeleton_here_go_from_both_sides():
    old = catalog(
        ("💡 工場が動いた。", "💡 The plant runs."), ("**売上も伸びた。**", "**Sales grew.**")
    )
    found = normal("💡 工場が動いた。\n\n**売上も伸びた。**\n", old)
    assert [(e.msgstr, e.state) for e in found.values()] == [
        ("The plant runs.", APPROVED),
        ("Sales grew.", APPROVED),
    ]
    old = catalog(("💡 工場が動いた。", "The plant runs."))
    (entry,) = normal("💡 工場が動いた。\n", old).values()
    assert (entry.msgstr, entry.state) == ("The plant runs.", STALE)


PO4A = """\
msgid ""
msgstr ""
"Language: en\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

#. type: Title #
#: source/a.md:1
#, no-wrap
msgid "工場の話"
msgstr "About the plant"

#. type: Plain text
#: source/a.md:5
msgid ""
"工場が動いて、 売上も大きく伸びた。来年も"
"続く。"
msgstr "The plant runs, and sales grew. It goes on next year."
"""


def test_the_command_takes_a_po4a_catalog(tmp_path):
    (tmp_path / "l10n.toml").write_text("targets = ['en']\n", "utf-8")
    (tmp_path / "source").mkdir()
    article = "# 工場の話\n\n工場が動いて、\n売上も大きく伸びた。来年も続く。\n"
    (tmp_path / "source" / "a.md").write_text(article, "utf-8")
    path = tmp_path / "locales" / "en" / "LC_MESSAGES" / "a.po"
    path.parent.mkdir(parents=True)
    path.write_text(PO4A, "utf-8")
    run = CliRunner().invoke
    args = ["normalize", "--project", str(tmp_path)]
    assert run(app, [*args, "--check"]).exit_code == 1
    assert "wrote locales/en/LC_MESSAGES/a.po" in run(app, args).stdout
    assert run(app, [*args, "--check"]).exit_code == 0
    entries = {e.key.msgid: (e.msgstr, e.state) for e in po.read_catalog(path).active}
    assert entries == {
        "工場の話": ("About the plant", APPROVED),
        "工場が動いて、売上も大きく伸びた。": ("The plant runs, and sales grew.", STALE),
        "来年も続く。": ("It goes on next year.", STALE),
    }
    if shutil.which("msgfmt"):
        subprocess.run(["msgfmt", "-c", "-o", "/dev/null", path], check=True)


OLD = Path(__file__).with_name("old_catalogs")
"""What po4a 0.69 (with and without `neverwrap`), mdpo 2.1 and Sphinx 9.1 with MyST make of
article.md, translated."""


def taken_over(folder, article: str, old: str) -> dict[str, Entry]:
    """The catalog after `l10n normalize`."""
    (folder / "l10n.toml").write_text("targets = ['en']\n", "utf-8")
    (folder / "source").mkdir()
    (folder / "source" / "a.md").write_text(article, "utf-8")
    path = folder / "locales" / "en" / "LC_MESSAGES" / "a.po"
    path.parent.mkdir(parents=True)
    path.write_text(old, "utf-8")
    args = ["normalize", "--project", str(folder)]
    assert CliRunner().invoke(app, args).exit_code == 0
    assert CliRunner().invoke(app, [*args, "--check"]).exit_code == 0
    return {entry.key.msgid: entry for entry in po.read_catalog(path).active}


@pytest.mark.parametrize("tool", ["po4a", "po4a-neverwrap", "mdpo", "sphinx"])
def test_every_text_of_another_tools_catalog_finds_its_sentence(tool, tmp_path):
    article = (OLD / "article.md").read_text("utf-8")
    found = taken_over(tmp_path, article, (OLD / f"{tool}.po").read_text("utf-8"))
    assert {msgid: e.msgstr for msgid, e in found.items() if e.state is APPROVED} == {
        "熊本の工場": "The plant in Kumamoto",
        "第1工場は`JASM`が運営します。": "The first plant is run by `JASM`.",
        "水を使います。": "They use water.",
        "水を戻します。": "They return water.",
        "設備": "Equipment",
        "数": "Number",
        "露光装置": "Exposure tool",
        "12台": "12 units",
        "洗浄装置": "Washer",
        "30台": "30 units",
        "工場の写真": "The plant",
        "撮影は四月": "Taken in April",
        "会社の発表によります。": "According to the company.",
    }
    assert {msgid: e.msgstr for msgid, e in found.items() if e.state is not APPROVED} == {
        "2024年2月、熊本県で新しい工場が開所しました。": "In February 2024, a new plant opened in Kumamoto Prefecture.",
        "投資額は**86億ドル**です。": "The investment is **$8.6 billion**.",
        "地元では約1700人が働きます[^1]。": "About 1,700 people work there[^1].",
        "第2工場は2027年末に動き始めます。": "The second plant starts up at the end of 2027.",
        "部品は[資料](https://example.com/report)にあります。": "Parts are in the [report](https://example.com/report).",
        "地下水は地元の宝です。": "Groundwater is a local treasure.",
        "大切に使います。": "It is used with care.",
        "水の使い方が問題になりました。": "How water is used became a problem.",
        "会社は地下水を戻すと約束しました。": "The company promised to return the groundwater.",
    }
    assert all(e.state is STALE and e.previous for e in found.values() if e.state is not APPROVED)


def test_sentences_told_in_one_are_joined_where_the_counts_differ(tmp_path):
    article = "工場は2024年に熊本で開いた。敷地は21ヘクタールもある。投資額は86億ドルで、国も補助金を出した。\n"
    told = "The plant opened in Kumamoto in 2024, on a site of 21 hectares. The investment was $8.6 billion, with subsidies from the state."
    old = f'msgid ""\nmsgstr "Language: en\\n"\n\nmsgid "{article.strip()}"\nmsgstr "{told}"\n'
    found = taken_over(tmp_path, article, old)
    assert [(e.msgstr, e.state) for e in found.values()] == [
        ("The plant opened in Kumamoto in 2024, on a site of 21 hectares.", STALE),
        ("", STALE),
        ("The investment was $8.6 billion, with subsidies from the state.", STALE),
    ]
    assert found["敷地は21ヘクタールもある。"].joined


# --- nothing is lost --------------------------------------------------------------------------

SENTENCES = ["工場が動いた。", "売上も伸びた。", "来年も続く。", "「本当か。」と聞いた。", "はい。"]
TEXTS = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4).map("".join)


@settings(max_examples=200)
@given(
    st.lists(TEXTS, min_size=1, max_size=4),
    st.lists(st.tuples(TEXTS, st.sampled_from([APPROVED, STALE]), st.booleans()), max_size=5),
    st.sampled_from(["sentence", "block"]),
)
def test_every_word_of_a_person_survives_and_twice_is_once(article, old, mode):
    rows = {}
    for index, (msgid, state, gone) in enumerate(old):
        words = " ".join(f"W{index}x{n}." for n in range(msgid.count("。")))
        rows[msgid] = Entry(Key(None, msgid), words, state, obsolete=gone)
    before = Catalog("a", "en", tuple(rows.values()))
    found = normal("\n\n".join(article) + "\n", before, mode)
    after = " ".join(entry.msgstr for entry in found.values())
    for entry in rows.values():
        for word in entry.msgstr.split():
            assert word in after


def test_lines_that_were_one_text_carry_it_whole():
    article = "材料：\n・りんご\n・みかん\n\n![画面](a.png)\n*図1：最初の画面*\n"
    old = catalog(
        ("材料：・りんご・みかん", "Ingredients: apples, oranges"),
        ("![画面](a.png)*図1：最初の画面*", "![Screen](a.png)*Figure 1: first screen*"),
    )
    found = normal(article, old)
    assert (found["材料："].msgstr, found["材料："].state) == (
        "Ingredients: apples, oranges",
        STALE,
    )
    assert found["図1：最初の画面"].state is STALE
    assert not any(entry.obsolete for entry in found.values())
