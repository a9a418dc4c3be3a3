"""Plain text as Japanese articles are typed: what is a unit, what it is called, what stays."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.errors import ConfigError, SourceError
from l10n.formats.text import Text
from l10n.model import Segment
from l10n.plugin import Stamp
from l10n.segment import segment


def blocks(text: str, **options) -> list[tuple[str, str]]:
    """(role, text) of each block; the parts join to the file."""
    document = Text(options).parse("a.txt", text)
    assert "".join(part.text for part in document.parts) == text
    return [(part.role, part.text) for part in document.segments]


def texts(text: str, **options) -> list[str]:
    return [found for _, found in blocks(text, **options)]


def msgids(text: str, **options) -> list[str]:
    return [part.msgid for part in segment(Text(options).parse("a.txt", text)).segments]


# --- what a line is ---------------------------------------------------------------------------


def test_headings_are_told_by_brackets_marks_and_underlines():
    text = (
        "【お知らせ】\n来週は休みます。\n\n■ 日程\n三月三日の朝からです。\n\n"
        "会場の案内\n==========\n駅から歩いて五分です。\n"
    )
    assert blocks(text) == [
        ("heading 2", "お知らせ"),
        ("paragraph", "来週は休みます。"),
        ("heading 3", "■ 日程"),
        ("paragraph", "三月三日の朝からです。"),
        ("heading 1", "会場の案内"),
        ("paragraph", "駅から歩いて五分です。"),
    ]
    sections = [part.section for part in Text().parse("a.txt", text).segments]
    assert sections == ["", "お知らせ", "お知らせ", "お知らせ › 日程", "", "会場の案内"]


def test_a_label_in_brackets_is_a_part_of_its_sentence():
    assert blocks("【重要】受付は金曜までです。\n") == [
        ("paragraph", "【重要】受付は金曜までです。")
    ]


def test_items_notes_and_indents_are_units_of_their_own():
    text = "・水を入れる\n・火にかける\n①皮をむく\n②切る\n- 塩\n1. 混ぜる\n※ 火傷に注意\n　段落の始まり。\n"
    assert [role for role, _ in blocks(text)] == [*["list item"] * 6, "note", "paragraph"]
    assert msgids(text) == [
        "水を入れる", "火にかける", "皮をむく", "切る", "塩", "混ぜる", "火傷に注意", "段落の始まり。",
    ]  # fmt: skip


def test_emoji_bullets_lead_list_items():
    assert blocks("💡 まず知ること。\n✅ 済んだこと。\n") == [
        ("list item", "💡 まず知ること。"),
        ("list item", "✅ 済んだこと。"),
    ]


def test_tabs_and_drawn_lines_part_fields():
    assert blocks("品名\t個数\t備考\nりんご\t3\t\t青森産\n") == [
        ("table cell", "品名"), ("table cell", "個数"), ("table cell", "備考"),
        ("table cell", "りんご"), ("table cell", "3"), ("table cell", "青森産"),
    ]  # fmt: skip
    drawn = "┌──┬──┐\n│名前│役割│\n└──┴──┘\n"
    assert blocks(drawn) == [("table cell", "名前"), ("table cell", "役割")]
    assert texts("技術の広場 | 最新の記事\n") == ["技術の広場 | 最新の記事"]


def test_quoted_mail_keeps_its_marks():
    text = "> 会議は何時からですか。\n> 場所も教えてください。\n>> 前の話\n十時からです。\n"
    assert blocks(text) == [
        ("quotation", "会議は何時からですか。"),
        ("quotation", "場所も教えてください。"),
        ("quotation", "前の話"),
        ("paragraph", "十時からです。"),
    ]
    wrapped = "> 来週の会議ですが、部屋の都合で開始の時刻を十時に変えたいと思\n> います。\n"
    assert msgids(wrapped) == [
        "来週の会議ですが、部屋の都合で開始の時刻を十時に変えたいと思います。"
    ]


def test_a_link_card_has_its_title_twice_and_whole():
    card = (
        "新しい電池とは?仕組みと使い道を解説\n" * 2
        + "\n続きを読む ⇒技術の広場 出典: https://example.com/a\n"
    )
    assert blocks(card)[:2] == [("link title", "新しい電池とは?仕組みと使い道を解説")] * 2
    assert msgids(card) == [
        *["新しい電池とは?仕組みと使い道を解説"] * 2,
        "続きを読む ⇒技術の広場 出典:",
    ]


@pytest.mark.parametrize(
    "rule", ["-----", "＝＝＝＝＝", "ーーーーー", "* * *", "・・・・・", "□■□■", "━━━━"]
)
def test_rules_are_skeleton(rule):
    assert texts(f"前の話。\n\n{rule}\n\n次の話。\n") == ["前の話。", "次の話。"]


@pytest.mark.parametrize(
    "end", ["\n", "\r\n", "\r", "\f", "\v", "\x85", "\u2028", "\u2029", "\f\n", "\n\r\n\r"]
)
def test_every_line_end_ends_a_unit(end):
    assert msgids(f"\ufeff一行目{end}二行目{end}") == ["一行目", "二行目"]


def test_no_control_character_reaches_a_translator():
    assert texts("前\0後\x1bの話\n") == ["前", "後", "の話"]
    assert texts("\0\n") == []


def test_messages_of_a_chat_are_units():
    chat = "☎ 通話時間 3:21\n[10:05] 森: 遅れます💦\n[10:06] 林: 了解です！\n"
    assert msgids(chat) == ["通話時間 3:21", "[10:05] 森: 遅れます💦", "[10:06] 林: 了解です！"]


# --- lines or paragraphs ----------------------------------------------------------------------

PROSE = (
    "町の図書館では、去年の春から夜の九時まで部屋を開けています。仕事の帰りに寄る人が増え、"
    "貸し出しは一年で二割ほど伸びました。館長は「本を借りなくても、座って休むだけでいい。"
    "そういう場所が町には要る」と話しています。利用者の多くは30代で、Wi-Fi の速さも"
    "喜ばれているそうです。"
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("費用は、\n三億円\nでした。足りません。\n", ["費用は、三億円でした。", "足りません。"]),
        ("人の手と機械を組み合わせ、半分の時間で\n仕上げるものです。\n",
         ["人の手と機械を組み合わせ、半分の時間で仕上げるものです。"]),
        ("はじめに\n基本を学びます。\n", ["はじめに", "基本を学びます。"]),
        ("発酵とは\n発酵は微生物の働きです。\n", ["発酵とは", "発酵は微生物の働きです。"]),
        ("夜の海を\n見ている\n", ["夜の海を", "見ている"]),
        ("駅から、\n電話: 03-0000-0000。\n", ["駅から、", "電話: 03-0000-0000。"]),
    ],
)  # fmt: skip
def test_a_sentence_broken_off_anywhere_is_one_again(text, found):
    assert msgids(text) == found


def wrapped(text: str, columns: int) -> str:
    """`text` filled to a width as editors do: no 。 or 」 begins a line, no word is cut."""
    words = re.findall(r" *(?:[!-~]+|[「（]*.)[、。」）ーっゃゅょ]*", text)
    lines = [""]
    for word in words:
        width = sum(1 if char < "\u1100" else 2 for char in lines[-1] + word)
        if lines[-1] and width > columns:
            lines.append(word.lstrip(" "))
        else:
            lines[-1] += word
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("columns", range(36, 100))
def test_a_hard_wrapped_paragraph_is_found_at_any_margin(columns):
    plain = msgids(PROSE.replace(" の", "の"))
    assert msgids(wrapped(PROSE.replace(" の", "の"), columns)) == plain
    assert msgids("　" + wrapped(PROSE.replace(" の", "の"), columns)) == plain


@pytest.mark.parametrize(
    "lines",
    [
        "東京都\n大阪府\n京都府\n",
        "春の海\nひねもすのたり\nのたりかな\n",
        "〒100-0001\n東京都千代田区千代田一丁目一番一号\n電話 03-0000-0000\n",
        "朝から雨だった。\n昼には上がった。\n夜は星が出た。\n",
        "山田様\nいつもお世話になっております。\n佐藤です。\n",
        "新型の蓄電池を来春に発売、容量は従来の二倍\n半導体の新工場、熊本で着工\n",
        "市の中心部に新しい美術館が来年の春に開館する見通し\n港の再開発、住民説明会を来月に開催\n詳しくはこちら\n",
        "発行:町内会 電話 03-0000-0000\nmail: info@example.com\nweb: example.com のお知らせ欄\n",
        "第一回　はじめての畑仕事\n第二回　土をつくる\n第三回　種をまく\n",
    ],
)  # fmt: skip
def test_lines_that_are_units_stay_units(lines):
    assert texts(lines) == [line.strip() for line in lines.splitlines()]


def test_wrapped_english_is_found_too():
    text = (
        "The report was published by the city on Monday, and it says that the\n"
        "library lent more books than in any year before, most of them to people\n"
        "in their thirties.\n"
    )
    assert msgids(text) == [text.strip().replace("\n", " ")]


def test_a_title_above_a_shorter_line_is_a_unit_where_lines_are_longer_elsewhere():
    card = "新しい蓄電池のしくみと使い道、家庭で選ぶときの注意点まで一度に解説\n記事の続きはこちらです。\n"
    long = f"\n{PROSE}\n"
    assert texts(card + long)[:2] == card.splitlines()
    assert len(texts(card)) == 1  # nothing says that the margin is none


def test_two_wrapped_paragraphs_are_told_apart_by_their_indents():
    two = wrapped("　" + PROSE, 60) + wrapped("　" + PROSE.replace("町", "村"), 60)
    assert len(texts(two)) == 2


def test_a_list_item_may_hang():
    text = (
        "・申し込みは来月の五日までに、市役所の三階にある窓口へ直接お持\n"
        "　ちください。\n・費用は無料です。\n"
    )
    assert msgids(text) == [
        "申し込みは来月の五日までに、市役所の三階にある窓口へ直接お持ちください。",
        "費用は無料です。",
    ]


def test_the_option_forces_lines_or_paragraphs():
    text = wrapped(PROSE, 60)
    assert len(texts(text, lines="units")) == text.count("\n")
    short = "東京都\nと大阪府\n"
    assert msgids(short, lines="wrapped") == ["東京都と大阪府"]
    assert msgids("一つ目\n・二つ目\n", lines="wrapped") == ["一つ目", "二つ目"]
    with pytest.raises(ConfigError, match=r'lines = "unit" is not known'):
        Text({"lines": "unit"})


# --- what authors say by rules ----------------------------------------------------------------


def test_lines_are_skipped_by_rule_and_range():
    text = "本文です。\n広告:新発売\n--ここから\n内輪の話。\n--ここまで\n続きです。\n"
    skip = ["^広告", ["^--ここから", "^--ここまで"]]
    assert texts(text, skip=skip) == ["本文です。", "続きです。"]


def test_notes_and_contexts_by_rule():
    options = {"notes": {"氏は": "敬称は訳さない"}, "contexts": {"^戻る$": "ボタン"}}
    first, second = Text(options).parse("a.txt", "佐藤氏は来た。\n\n戻る\n").segments
    assert (first.note, first.msgctxt) == ("敬称は訳さない", None)
    assert (second.note, second.msgctxt) == ("", "ボタン")


def test_a_translators_note_in_a_comment_line_reaches_the_next_unit():
    text = "# 訳注: 「会」は同好会のこと\n会が始まった。\n次の話。\n"
    notes = [part.note for part in Text().parse("a.txt", text).segments]
    assert notes == ["「会」は同好会のこと", ""]


@pytest.mark.parametrize(
    "options", [{"skip": ["("]}, {"skip": [["^a"]]}, {"notes": {"[": "x"}}, {"skipp": []}]
)
def test_a_bad_option_is_an_error(options):
    with pytest.raises(ConfigError):
        Text(options)


# --- writing ----------------------------------------------------------------------------------

LINE = Segment("概要", "line", "text", msgid="概要")


@pytest.mark.parametrize(
    ("msgstr", "wanted"),
    [
        ("Two\nlines", "Two lines"),
        ("A\ttab\x00and\u2028more\x85breaks", "A tab and more breaks"),
        ("■ Overview", "Overview"),
        ("・Overview", "Overview"),
        ("1. Platz", "1.\u00a0Platz"),
        ("- five", "-\u00a0five"),
        ("(2) two", "(2)\u00a0two"),
        ("−5 °C", "−5 °C"),
        ("1.5 m", "1.5 m"),
        ("★", "★"),
    ],
)
def test_a_translation_cannot_make_lines_fields_or_bullets(msgstr, wanted):
    assert Text().write(LINE, msgstr) == wanted


@pytest.mark.parametrize(
    ("body", "end"),
    [
        ("a", "\n\n"),
        ("a\n", "\n"),
        ("a\n\n", ""),
        ("a\r\n", "\r\n"),
        ("a\r", "\r"),
        ("a　\n", "\n"),
    ],
)
def test_a_stamp_changes_no_byte_before_it(body, end):
    newline = end[:2] if "\r\n" in end else end[:1] or "\n"
    stamped = Text().stamp(body, Stamp("en", "ltr", "machine"))
    assert stamped == f"{body}{end}[en] translation: machine{newline}"


SIGNS = st.sampled_from(
    [
        *"約束は、。！？「」（）ーっ・※①■💡【】　 \t\n\r\f\v\0\x85\u2028\u2029>＞*_-=#|│1.)aZ가ー",
        "https://e.com/",
        "\r\n",
        "\ufeff",
    ]
)
OPTIONS = st.sampled_from(["auto", "units", "wrapped"])


@settings(max_examples=400)
@given(st.lists(SIGNS, max_size=80).map("".join), OPTIONS)
def test_nothing_is_lost_and_no_msgid_has_a_break_or_an_edge(text, lines):
    document = segment(Text({"lines": lines}).parse("a.txt", text))
    assert "".join(part.text for part in document.parts) == text
    for part in document.segments:
        assert part.msgid == part.msgid.strip()
        assert not re.search(r"[\x00-\x1f\x7f\x85\u2028\u2029]", part.msgid)
        assert any(char.isalpha() for char in part.msgid)
        assert not re.match(r"[💡・※■]|https?://[!-~]+\s", part.msgid)
        assert not re.search(r"(?<![(<\"'=\[`])https?://[\w/.-]*[\w/-]$", part.msgid, re.ASCII)


@settings(max_examples=300)
@given(st.lists(SIGNS, max_size=20).map("".join))
def test_what_is_written_is_read_as_one_unit_again(msgstr):
    written = Text().write(LINE, f"{msgstr}Overview")
    assert len(re.split(r"[\r\n\f\v\x85\u2028\u2029\t\0]", written)) == 1
    assert not re.match(r"[💡・※■]|[-*=] ", written)


def test_a_skipped_range_without_an_end_is_an_error():
    with pytest.raises(SourceError) as error:
        Text({"skip": [["^--ここから", "^--ここまで"]]}).parse("a.txt", "前。\n--ここから\n後。\n")
    assert error.value.place == "a.txt:2:1"
