"""Segments: folded, cut, peeled; nothing is lost on the way."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n import flow, po
from l10n.errors import ConfigError
from l10n.extract import extract
from l10n.formats.markdown import Markdown
from l10n.formats.text import Text
from l10n.lang import spacing
from l10n.model import Catalog, Document, Entry, Key, Segment, Skeleton, State
from l10n.segment import fold, segment


def of_text(text: str) -> list[str]:
    document = segment(Text().parse("a.txt", text))
    assert "".join(part.text for part in document.parts) == text
    return [part.msgid for part in document.segments]


def of_markdown(text: str) -> list[str]:
    document = segment(Markdown().parse("a.md", text))
    assert "".join(part.text for part in document.parts) == text
    return [part.msgid for part in document.segments]


def test_bullets_urls_and_numbers_are_skeleton():
    text = "💡 新しい半導体の話です。\n\n✅ 設備は2倍。費用は半分。\n\n2025\n\n※ 注意書き\n"
    assert of_text(text) == ["新しい半導体の話です。", "設備は2倍。", "費用は半分。", "注意書き"]
    assert of_text("続きを読む ⇒技術の広場 出典/画像元: https://example.com/a_b?c=1\n") == [
        "続きを読む ⇒技術の広場 出典/画像元:"
    ]
    assert of_text("https://example.com/\n") == []


def test_soft_breaks_vanish_between_japanese_and_stay_between_words():
    assert of_markdown("途中で\n改行する文。\n") == ["途中で改行する文。"]
    assert of_markdown("Hello\nworld of words\n") == ["Hello world of words"]
    assert of_markdown("OpenAI\nは会社だ。\n") == ["OpenAIは会社だ。"]
    assert of_markdown("> 引用の\n> 途中。\n") == ["引用の途中。"]


def test_rewrapping_a_paragraph_changes_no_msgid():
    one = of_markdown("長い文章を途中で折り返しても、訳者には同じ文が届く。次の文も同じだ。\n")
    two = of_markdown(
        "長い文章を途中で\n折り返しても、訳者には\n同じ文が届く。次の\n文も同じだ。\n"
    )
    assert one == two


def test_a_link_or_strong_around_a_whole_block_is_skeleton():
    assert of_markdown("[記事の題名](https://example.com/)\n") == ["記事の題名"]
    assert of_markdown("**大事な点**\n") == ["大事な点"]
    assert of_markdown("![写真の説明](a.png)\n") == ["写真の説明"]


def test_between_two_sentences_stands_one_joint():
    document = segment(Text().parse("a.txt", "最初の文。次の文。\n"))
    kinds = [p.joint if isinstance(p, Skeleton) else "segment" for p in document.parts]
    assert kinds == ["segment", True, "segment", False]


def test_blocks_stay_whole_on_request():
    document = segment(Text().parse("a.txt", "最初の文。次の文。\n"), mode="block")
    assert [part.msgid for part in document.segments] == ["最初の文。次の文。"]


def test_a_hard_wrapped_text_is_one_paragraph():
    text = (
        "この段落は一行が三十字ほどで折り返してあり、文の途中で行が変わって\n"
        "いますが、訳者に届くのは二つの文であって、行ごとの切れ端ではあり\n"
        "ません。これが二つ目の文です。\n"
    )
    assert len(of_text(text)) == 2


# --- soft line breaks -------------------------------------------------------------------------

WORDS = st.lists(
    st.sampled_from(
        [*"図書館では本を読みます、。「」（）ーっ々！？…〜１ｱ한국", "OpenAI", "3.5", "Wi-Fi", "**強く**", "[資料](a.html)",
         "`code`", "two words", "😀", "“引用”", "가나 다라"]
    ),
    min_size=1,
    max_size=40,
)  # fmt: skip


def broken(words: list[str], columns: int, *, mark: str = "\n") -> str:
    """A paragraph broken wherever a line is full: between any two words, at spaces in them."""
    atoms = [a for word in words for a in re.split(r"(?<= )", word)]
    lines, width = [""], 0
    for atom in atoms:
        gap = atom_needs_space(lines[-1], atom)
        if width >= columns and lines[-1] and not gap:
            lines[-1] = lines[-1].rstrip(" ")
            lines.append("")
            width = 0
        lines[-1] += atom
        width += len(atom)
    return mark.join(lines)


def atom_needs_space(left: str, right: str) -> bool:
    """True inside a Latin or Korean word: nobody breaks a line there."""
    if not left or left.endswith(" "):
        return False
    one, other = left[-1], right[0]
    return not (spacing.is_cjk(spacing.before(left, len(left)) or "a")
                or spacing.is_cjk(spacing.after(right, 0) or "a")) or one == "`" or other == "`"  # fmt: skip


@settings(max_examples=400)
@given(WORDS, st.integers(1, 40), st.sampled_from(["\n", "\r\n", "\n  "]))
def test_no_rewrapping_changes_a_msgid(words, columns, mark):
    assert of_markdown(f"あ{broken(words, columns, mark=mark)}。\n") == of_markdown(
        f"あ{broken(words, 10**6)}。\n"
    )


@pytest.mark.parametrize(
    ("text", "msgid"),
    [
        ("途中で、\n折り返す", "途中で、折り返す"),
        ("ルー\nル", "ルール"),
        ("行っ\nた", "行った"),
        ("**大事**\n**重要**", "**大事**\n**重要**".replace("\n", "")),
        ("**大事\n**な点", "**大事**な点"),
        ("“引用”\n『題』", "“引用”『題』"),
        ("そして…\n“引用”だ", "そして…“引用”だ"),
        ("すごい😀\n次へ", "すごい😀次へ"),
        ("Hello 😀\nWorld は", "Hello 😀 World は"),
        ("[資料](a)\n[別の資料](b)", "[資料](a)[別の資料](b)"),
        ("ｱｲ\nｳ", "ｱｲウ".replace("ウ", "ｳ")),
        ("제목은 이렇게\n씁니다", "제목은 이렇게 씁니다"),
        ("the quick\nbrown fox と", "the quick brown fox と"),
        ("12月　\n末", "12月　末"),
        ("行末の空白 \n次の行", "行末の空白次の行"),
    ],
)
def test_what_a_soft_break_stands_for(text, msgid):
    first, _ = text.split("\n")
    block = Segment(text, "paragraph", "text", folds=((len(first), len(first) + 1),))
    assert fold(block).text == msgid


def test_a_break_beside_a_word_is_what_the_article_writes_elsewhere():
    spaced = "私は Go と Rust を使う。これは Go\nの話だ。"
    assert of_markdown(spaced)[-1] == "これは Go の話だ。"
    tight = "私はGoとRustを使う。これはGo\nの話だ。"
    assert of_markdown(tight)[-1] == "これはGoの話だ。"


# --- losslessness and edges -------------------------------------------------------------------

SIGNS = [
    *"約束は、。！？!?「」（）()*_~`[]<>&#;:/@.ーっ・※①■💡1 　\t\n",
    "https://e.com/a",
    "**",
    "](u)",
    "![",
    "a",
]


@st.composite
def documents(draw):
    """Documents as formats make them: any text, folded where its line breaks are."""
    parts = []
    for _ in range(draw(st.integers(1, 3))):
        text = "".join(draw(st.lists(st.sampled_from(SIGNS), max_size=50)))
        folds = (
            tuple(m.span() for m in re.finditer(r"\n[ \t>]*", text)) if draw(st.booleans()) else ()
        )
        role = draw(st.sampled_from(["paragraph", "heading 1", "table cell"]))
        syntax = draw(st.sampled_from(["text", "markdown", "html", "html-attr"]))
        parts += [Segment(text, role, syntax, folds=folds), Skeleton("\n\n")]
    return Document("a", "a", tuple(parts))


@settings(max_examples=500)
@given(documents(), st.sampled_from(["sentence", "block"]))
def test_every_document_survives(document, mode):
    cut = segment(document, mode=mode)
    joined = "".join(part.text for part in document.parts)
    assert "".join(part.text for part in cut.parts) == joined
    for part in cut.segments:
        assert part.msgid == part.msgid.strip()
        assert any(char.isalpha() for char in part.msgid)
        for start, end in part.folds:
            assert 0 < start < end < len(part.text)
        if part.syntax != "html-attr":
            assert not re.match(r"[💡・※■]|https?://[!-~]+\s", part.msgid)


@settings(max_examples=300)
@given(documents())
def test_a_msgid_is_its_text_with_the_folds_replaced(document):
    for part in segment(document).segments:
        gone = re.sub(r"\s", "", part.msgid)
        raw, position = "", 0
        for start, end in (*part.folds, (len(part.text),) * 2):
            raw += part.text[position:start]
            position = end
        assert re.sub(r"\s", "", raw) == gone


@pytest.mark.parametrize(
    ("text", "msgid"),
    [
        ("①の場合は別だ", "①の場合は別だ"),
        ("①と②を比べる", "①と②を比べる"),
        ("1.x系の話", "1.x系の話"),
        ("Ⅱ型の電池", "Ⅱ型の電池"),
        ("⑶ 結果", "結果"),
        ("１．結果", "結果"),
        ("1️⃣ 用意する", "用意する"),
        ("※1 手数料は別", "手数料は別"),
        ("★お知らせ★", "お知らせ"),
        ("続きはこちら 👇", "続きはこちら"),
        ("やった🎉", "やった🎉"),
        ("詳細はhttps://example.com/を参照。", "詳細はhttps://example.com/を参照。"),
        ("詳細はhttps://example.com/a_(b)", "詳細は"),
        ("出典: https://example.com/", "出典:"),
        ("See https://example.com/.", "See https://example.com/."),
    ],
)
def test_what_is_peeled_off_a_sentence(text, msgid):
    assert of_text(text) == [msgid]


def test_emphasis_that_the_source_does_not_render_is_no_skeleton():
    assert of_markdown("**大事だ。** 次の話。\n")[0] == "大事だ。"
    assert of_markdown("**「大事」**だ\n") == ["**「大事」**だ"]
    literal = Segment("**大事だ。**次の話。", "paragraph", "markdown")
    first = segment(Document("a", "a", (literal,))).segments[0]
    assert first.msgid == "**大事だ。**"


def test_what_surrounds_a_joint_stays():
    document = segment(Text().parse("a.txt", "前の話。https://e.com/ 次の話。\n"))
    kinds = [p.text if isinstance(p, Skeleton) else p.msgid for p in document.parts]
    assert kinds == ["前の話。", "", "https://e.com/ ", "次の話。", "\n"]


def test_a_million_characters_cost_no_more_for_being_one_line():
    text = "この話は長い。" * 20_000 + "https://" * 20_000 + "1." * 20_000 + "[" * 20_000
    assert "".join(p.text for p in segment(Text().parse("a.txt", text)).parts) == text


# --- a project's own rules --------------------------------------------------------------------


def project(folder, config: str, article: str):
    (folder / "l10n.toml").write_text(config, "utf-8")
    (folder / "source").mkdir()
    path = folder / "source" / "a.txt"
    path.write_bytes(article.encode())
    return path


def test_a_project_breaks_and_keeps_by_rule(tmp_path):
    config = "[segmentation]\nbreak = ['；']\nkeep = ['第\\d+条。']\n"
    path = project(tmp_path, config, "一つ目；二つ目。第3条。を見よ。\n")
    texts = [part.msgid for _, part in flow.segments(path)]
    assert texts == ["一つ目；", "二つ目。", "第3条。を見よ。"]
    assert [part.msgid for _, part in flow.segments(path, "block")] == [
        "一つ目；二つ目。第3条。を見よ。"
    ]


def test_a_term_with_a_mark_in_it_is_never_cut(tmp_path):
    path = project(tmp_path, "targets = ['en']\n", "新曲は誰だ？が一番だ。次の曲。\n")
    terms = tmp_path / "locales" / "en" / "LC_MESSAGES" / "terms.po"
    terms.parent.mkdir(parents=True)
    entry = Entry(Key(None, "新曲は誰だ？"), "Who Is It?", State.APPROVED)
    terms.write_bytes(po.write_catalog(Catalog("terms", "en", (entry,))))
    texts = [part.msgid for _, part in flow.segments(path)]
    assert texts == ["新曲は誰だ？が一番だ。", "次の曲。"]


@pytest.mark.parametrize("rule", ["break = '；'", "keep = ['(']", "breaks = []", "break = [1]"])
def test_a_bad_rule_is_a_config_error(rule, tmp_path):
    path = project(tmp_path, f"[segmentation]\n{rule}\n", "文。\n")
    with pytest.raises(ConfigError, match="segmentation"):
        flow.segments(path)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_segments_know_their_lines(end, tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(end.join(["\ufeff一つ。二つ。", "", "　三つ", "四つ\x85五つ", ""]).encode())
    rows = [(line, part.msgid) for line, part in flow.segments(path)]
    assert rows == [(1, "一つ。"), (1, "二つ。"), (3, "三つ"), (4, "四つ"), (4, "五つ")]


def test_neighbours_stand_in_the_extracted_comment_on_request():
    document = segment(Text().parse("a.txt", "前の話。今の話。\n\n次の話。\n"))
    notes = [entry.note for entry in extract(document, neighbours=True).entries]
    assert notes[1] == "paragraph\nbefore: 前の話。\nafter: 次の話。"
    assert notes[0] == "paragraph\nafter: 今の話。"
    assert all("before" not in entry.note for entry in extract(document).entries)


@pytest.mark.parametrize("sign", ["\0", "\x04"])
def test_a_character_that_no_catalog_holds_is_shown_as_what_it_is_not(sign):
    text = f"日本{sign}語の文。\n"
    document = segment(Markdown().parse("a.md", text))
    assert [part.msgid for part in document.segments] == ["日本\ufffd語の文。"]
    assert "".join(part.text for part in document.parts) == text
    assert Markdown().write(document.segments[0], "日本\ufffd語の文。") == f"日本{sign}語の文。"
    front = segment(Markdown().parse("a.md", '---\ntitle: "題\\0"\n---\n'))
    assert front.segments == ()
