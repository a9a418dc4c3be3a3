"""Editions: what stands between two sentences, and where a folded one goes."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from l10n import po
from l10n.build import build
from l10n.cli.app import app
from l10n.draft import todo
from l10n.extract import extract
from l10n.formats.html import Html
from l10n.formats.markdown import Markdown
from l10n.formats.text import Text
from l10n.merge import merge
from l10n.model import JOINED, Catalog, Draft, Entry, Key, State, digest
from l10n.segment import segment

FORMATS = {"a.txt": Text(), "a.md": Markdown(), "a.html": Html()}
FOLDED = "(joined)"


def edition(text: str, locale: str, name: str = "a.txt", **translations: str):
    """The edition of `text` when its segments s0, s1 … are approved as given."""
    fmt = FORMATS[name]
    document = segment(fmt.parse(name, text))
    entries = []
    for index, part in enumerate(document.segments):
        msgstr = translations.get(f"s{index}", "")
        if msgstr == FOLDED:
            entries.append(Entry(part.key, "", State.APPROVED, comments=(JOINED,)))
        else:
            state = State.APPROVED if msgstr else State.UNTRANSLATED
            entries.append(Entry(part.key, msgstr, state))
    return build(document, Catalog("a", locale, tuple(entries)), fmt)


def body(text: str, locale: str, name: str = "a.txt", **translations: str) -> str:
    """Its text without the stamp."""
    out = edition(text, locale, name, **translations).text
    out = out.rsplit("\n\n[", 1)[0]
    return out.split("\n---\n")[-1].strip()


TWO = "工場が動いた。売上も伸びた。"


@pytest.mark.parametrize(
    ("locale", "first", "second", "wanted"),
    [
        ("en", "The plant started.", "Sales grew.", "The plant started. Sales grew."),
        ("de", "Das Werk läuft.", "Der Umsatz wuchs.", "Das Werk läuft. Der Umsatz wuchs."),
        ("de", "Er sagte „Ja.“", "„Gut.“", "Er sagte „Ja.“ „Gut.“"),
        ("fr", "L’usine tourne !", "« Bravo. »", "L’usine tourne ! « Bravo. »"),
        ("ko", "공장이 가동됐다.", "매출도 늘었다.", "공장이 가동됐다. 매출도 늘었다."),
        ("ar", "بدأ المصنع العمل.", "ونمت المبيعات.", "بدأ المصنع العمل. ونمت المبيعات."),
        ("th", "โรงงานเริ่มเดินเครื่อง", "ยอดขายก็เพิ่มขึ้น", "โรงงานเริ่มเดินเครื่อง ยอดขายก็เพิ่มขึ้น"),
        ("zh_Hans", "工厂开工了。", "销售额也增长了。", "工厂开工了。销售额也增长了。"),
        ("zh_Hans", "工厂开工了。", "OpenAI 也增长了。", "工厂开工了。OpenAI 也增长了。"),
        ("zh_Hans", "他说“好。”", "“行。”", "他说“好。”“行。”"),
        ("zh_Hans", "Powered by Intel.", "Made by AMD.", "Powered by Intel. Made by AMD."),
        ("en", "The plant started", "Sales grew", "The plant started Sales grew"),
        ("en", "(The plant started.)", "(Sales grew.)", "(The plant started.) (Sales grew.)"),
        ("en", "The plant started.", ".NET sales grew.", "The plant started. .NET sales grew."),
        # fallbacks: a translated sentence beside one that stays Japanese
        ("en", "The plant started.", "", "The plant started. 売上も伸びた。"),
        ("en", "", "Sales grew.", "工場が動いた。 Sales grew."),
        ("ko", "공장이 가동됐다.", "", "공장이 가동됐다. 売上も伸びた。"),
        ("th", "โรงงานเริ่มเดินเครื่อง", "", "โรงงานเริ่มเดินเครื่อง 売上も伸びた。"),
        ("zh_Hans", "工厂开工了。", "", "工厂开工了。売上も伸びた。"),
        ("zh_Hans", "", "销售额也增长了。", "工場が動いた。销售额也增长了。"),
        ("ar", "", "ونمت المبيعات.", "工場が動いた。 ونمت المبيعات."),
        # a name that is the same in both languages is no English sentence
        ("en", "東京。", "", "東京。売上も伸びた。"),
    ],
)
def test_what_stands_between_two_sentences(locale, first, second, wanted):
    assert body(TWO, locale, s0=first, s1=second) == wanted


def test_untranslated_sentences_keep_the_spacing_of_the_source():
    source = "工場が動いた。　売上も伸びた。 来年も続く。"
    assert body(source, "en", s2="It goes on.") == "工場が動いた。　売上も伸びた。 It goes on."
    assert edition(source, "en").text == source


@pytest.mark.parametrize(
    ("name", "source", "first", "second", "english", "chinese"),
    [
        ("a.md", "**動いた。** 伸びた。", "It ran.", "It grew.", "**It ran.** It grew.", "**好。** 行。"),
        ("a.md", "動いた。[伸びた](u)。", "It ran.", "[It grew](u).", "It ran. [It grew](u).", None),
        ("a.html", "<p>動いた。<b>伸びた。</b></p>", "It ran.", "<b>It grew.</b>",
         "<p>It ran. <b>It grew.</b></p>", "<p>好。<b>行。</b></p>"),
    ],
)  # fmt: skip
def test_inline_markup_is_looked_through(name, source, first, second, english, chinese):
    assert body(source, "en", name, s0=first, s1=second).endswith(english)
    if chinese:
        one, two = "好。", "<b>行。</b>" if "<b>" in source else "行。"
        assert body(source, "zh_Hans", name, s0=one, s1=two).endswith(chinese)


def test_a_url_that_touched_a_japanese_word_does_not_touch_an_english_one():
    source = "詳細はこちらhttps://example.com/a"
    assert body(source, "en", s0="Details are here:") == "Details are here: https://example.com/a"
    assert body(source, "zh_Hans", s0="详情见此：") == "详情见此：https://example.com/a"


# --- folding ----------------------------------------------------------------------------------

THREE = "工場が動いた。売上も伸びた。来年も続く。\n"


def test_a_folded_sentence_renders_nothing_and_its_joint_goes():
    middle = body(THREE, "en", s0="The plant runs and sells.", s1=FOLDED, s2="It goes on.")
    assert middle == "The plant runs and sells. It goes on."
    last = edition(THREE, "en", s0="The plant runs.", s1="It sells, and will.", s2=FOLDED).text
    assert last.startswith("The plant runs. It sells, and will.\n\n[")
    both = body(THREE, "en", s0="It runs, sells, goes on.", s1=FOLDED, s2=FOLDED)
    assert both == "It runs, sells, goes on."


def test_a_folded_sentence_before_a_japanese_one():
    assert (
        body(THREE, "en", s0="It runs and sells.", s1=FOLDED) == "It runs and sells. 来年も続く。"
    )


def test_a_folded_sentence_takes_its_emphasis_along_but_no_link():
    assert body("動いた。 **伸びた。**\n", "en", "a.md", s0="It ran and grew.", s1=FOLDED) == (
        "It ran and grew."
    )
    made = edition("動いた。 [伸びた](u)\n\n次\n", "en", "a.md", s0="It ran, grew.", s1=FOLDED)
    assert "It ran, grew. [伸びた](u)\n\n次" in made.text  # the edition keeps the source's links
    assert [finding.check for finding in made.fallbacks] == ["structure"]


def test_an_image_between_two_sentences_keeps_its_mark():
    source = "動いた。![工場の図](a.png)伸びた。\n"
    assert body(source, "en", "a.md", s0="It ran.").startswith("It ran. ![工場の図](a.png)")


def test_a_folded_sentence_is_not_lost_when_the_one_before_falls_back():
    made = edition(THREE, "en", s1=FOLDED, s2="It goes on.")
    assert "工場が動いた。売上も伸びた。 It goes on." in made.text
    assert [f.key.msgid for f in made.fallbacks] == ["売上も伸びた。"]
    assert made.translation == "partly-reviewed"


def test_a_machines_draft_of_the_sentence_before_says_nothing_of_a_folded_one():
    document = segment(Text().parse("a.txt", THREE))
    keys = [part.key for part in document.segments]
    words = "The plant started."
    drafted = Entry(keys[0], words, State.DRAFT, draft=Draft("x", digest(words)))
    folded = Entry(keys[1], "", State.APPROVED, comments=(JOINED,))
    made = build(document, Catalog("a", "en", (drafted, folded)), Text())
    assert "The plant started. 売上も伸びた。" in made.text
    assert [finding.check for finding in made.fallbacks] == ["joined"]
    edited = replace(drafted, msgstr="The plant runs and sells.")
    made = build(document, Catalog("a", "en", (edited, folded)), Text())
    assert "The plant runs and sells. 来年も続く。" in made.text


def test_a_folded_entry_counts_as_translated_everywhere():
    made = edition(THREE, "en", s0="It runs.", s1=FOLDED, s2="On it goes.")
    assert (made.coverage.approved, made.coverage.untranslated) == (3, 0)
    assert made.translation == "reviewed"
    entry = Entry(Key(None, "売上も伸びた。"), "", State.APPROVED, comments=(JOINED,))
    assert list(todo(Catalog("a", "en", (entry,)), "pseudo")) == []


def test_a_folded_entry_survives_the_file_and_the_merge(tmp_path):
    document = segment(Text().parse("a.txt", THREE))
    template = extract(document)
    entries = list(template.entries)
    entries[1] = Entry(entries[1].key, "", State.APPROVED, comments=(JOINED,))
    path = tmp_path / "a.po"
    path.write_bytes(po.write_catalog(Catalog("a", "en", tuple(entries))))
    assert b"# l10n: joined\n" in path.read_bytes()
    back = po.read_catalog(path, domain="a")
    assert [e.joined for e in back.entries] == [False, True, False]
    assert back.entries[1].state is State.APPROVED
    merged = merge(template, back)
    assert merged.entries[1].state is State.APPROVED
    gone = merge(extract(segment(Text().parse("a.txt", "別の話だ。\n"))), merged)
    assert [e.key.msgid for e in gone.entries if e.obsolete] == ["売上も伸びた。"]


def test_a_folded_entry_whose_source_changed_is_stale(tmp_path):
    old = Catalog(
        "a",
        "en",
        (Entry(Key(None, "売上も大きく伸びた。"), "", State.APPROVED, comments=(JOINED,)),),
    )
    merged = merge(extract(segment(Text().parse("a.txt", THREE))), old)
    entry = next(e for e in merged.entries if e.previous)
    assert (entry.key.msgid, entry.state) == ("売上も伸びた。", State.STALE)
    path = tmp_path / "a.po"
    path.write_bytes(po.write_catalog(merged))
    assert po.read_catalog(path, domain="a").entries[1].state is State.STALE


def test_a_translator_folds_a_sentence_in_the_po_file(tmp_path):
    (tmp_path / "l10n.toml").write_text("targets = ['en']\nengine = 'pseudo'\n", "utf-8")
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "a.txt").write_text(THREE, "utf-8")

    def run(*args: str) -> str:
        done = CliRunner().invoke(app, [*args, "--project", str(tmp_path)])
        assert done.exit_code == 0, done.output
        return done.output

    run("update")
    path = tmp_path / "locales" / "en" / "LC_MESSAGES" / "a.po"
    text = path.read_text("utf-8")
    first, second, third = (f'msgid "{s}。"\nmsgstr ""' for s in THREE.strip("。\n").split("。"))
    text = text.replace(first, first[:-2] + '"It runs and sells."')
    text = text.replace(third, third[:-2] + '"It goes on."')
    head = "#. paragraph\n#: a.txt\n"
    text = text.replace(head + second, f"# l10n: joined\n{head}{second}")
    path.write_text(text, "utf-8")
    run("sync")
    assert path.read_text("utf-8") == text
    row = json.loads(run("status", "--format", "json"))["articles"][0]
    assert (row["approved"], row["untranslated"], row["errors"], row["warnings"]) == (3, 0, 0, 0)
    run("check")
    made = (tmp_path / "dist" / "en" / "a.txt").read_text("utf-8")
    assert made == "It runs and sells. It goes on.\n\n[en] translation: reviewed\n"


# --- losslessness -----------------------------------------------------------------------------

ALPHABET = st.sampled_from(
    [
        *"約束は、。！？「」（）ーっ・※①💡　 \t\n\r>*_[]<>`#-1.a",
        "OpenAI",
        "https://e.com/",
        "**",
        "\r\n",
    ]
)


@settings(max_examples=300)
@given(st.lists(ALPHABET, max_size=60).map("".join), st.sampled_from(sorted(FORMATS)))
def test_an_empty_catalog_and_msgstr_equal_msgid_give_the_source(text, name):
    fmt = FORMATS[name]
    document = segment(fmt.parse(name, text))
    same = tuple(Entry(e.key, e.key.msgid, State.APPROVED) for e in extract(document).entries)
    for entries in ((), same):
        for locale in ("en", "zh_Hans"):
            assert build(document, Catalog("a", locale, entries), fmt).text == text
