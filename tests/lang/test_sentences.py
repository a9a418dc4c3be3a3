"""Sentences: no character lost, nothing cut that belongs together, linear, and a project's own rules."""

import json
import os
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.lang.ja import split_sentences
from l10n.lang.ja.sentences import Rules

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("L10N_SHARED", ROOT.parent / "shared"))


def _gold():
    """Category → [(text, sentences, met)] of the gold table; `✗` marks a case not met yet."""
    cases, category = {}, ""
    for line in Path(__file__).with_name("sentences_gold.txt").read_text("utf-8").splitlines():
        if line.startswith("## "):
            category = line[3:]
        elif line and not line.startswith("# "):  # a hashtag begins a post
            met, case = not line.startswith("✗ "), line.removeprefix("✗ ").replace("⏎", "\n")
            row = (case.replace("⟂", ""), case.split("⟂"), met)
            cases.setdefault(category, []).append(row)
    return cases


GOLD = _gold()
steady = settings(derandomize=True, max_examples=300, deadline=None)


def _boundaries(sentences):
    """How many visible characters lie before each boundary, and in all."""
    before = [0]
    for sentence in sentences:
        before.append(before[-1] + sum(not char.isspace() for char in sentence))
    return sorted({*before[1:-1]} - {0, before[-1]})


@pytest.mark.parametrize("category", GOLD)
def test_sentences_end_where_readers_end_them(category):
    for text, sentences, met in GOLD[category]:
        found = split_sentences(text)
        assert (_boundaries(found) == _boundaries(sentences)) is met, found


ALPHABET = st.sampled_from(
    [
        *"日本語の文はと、。．｡！？!?‼…・〜「」『』（）()【】[]“”\"'<>`*_~#w笑♪☆※^;:/.1aAÉ 　\t\n\r\0",
        *[
            "\u2028",
            "\u0085",
            "\x1e",
            "\ud800",
            "\udfff",
            "\u3099",
            "e\u0301",
            "💡",
            "👨‍👩‍👧",
            "🇯🇵",
            "☕\ufe0f",
        ],
        *[
            "**",
            "```",
            "](u)",
            "<b>",
            "</b>",
            "<br>",
            "<!--",
            "https://a.jp/?b!c",
            "(^^)",
            "m(_ _)m",
            "（笑）",
            "。」",
        ],
        *[
            "と言った",
            "です",
            "ました",
            "モーニング娘。",
            "Yahoo!",
            "Inc. ",
            "No. 1",
            "\r\n",
            "\n\n",
            "[^1]",
            "でも",
        ],
    ]
)
TEXT = st.one_of(st.lists(ALPHABET, max_size=60).map("".join), st.text(max_size=40))


@steady
@given(TEXT)
def test_no_character_is_lost_between_sentences(text):
    sentences = split_sentences(text)
    assert "".join(sentences) == text
    assert all(sentences)


# What must never be cut, whatever it holds
WORDS = st.sampled_from(["春", "はい", "待って", "です", "Go", "3.5", "と", "、", " "])
SENTENCE = st.builds(
    lambda words, mark: "".join(words) + mark,
    st.lists(WORDS, min_size=1, max_size=4),
    st.sampled_from(["。", "！", "?", "!?", "…", "．"]),
)
INSIDE = st.lists(SENTENCE, min_size=1, max_size=3).map("".join)
BRACKETS = [
    "「」",
    "『』",
    "（）",
    "()",
    "【】",
    "〈〉",
    "《》",
    "［］",
    "〔〕",
    "“”",
    "｢｣",
    '""',
    "[]",
]
WHOLE = st.one_of(
    st.tuples(st.sampled_from(BRACKETS), INSIDE).map(
        lambda pair: pair[0][0] + pair[1] + pair[0][1]
    ),
    INSIDE.map(lambda words: f"[{words}](https://a.jp/?b=1)"),
    INSIDE.map(lambda words: f"`{words}`"),
    INSIDE.map(lambda words: f'<a title="。" href="x.html">{words}</a>'),
    INSIDE.map(lambda words: f"「『{words}』と。{words}」"),
    st.text("ab1/?!.=&;:*~^_'-", min_size=1, max_size=20).map(lambda rest: f"https://a.jp/{rest}z"),
)


@steady
@given(
    st.lists(WORDS, max_size=4).map(lambda words: "".join([*words, "前"])),
    WHOLE,
    st.one_of(st.just(""), SENTENCE),
)
def test_brackets_links_code_tags_and_urls_are_never_cut(before, whole, rest):
    position = 0
    for sentence in split_sentences(before + whole + rest)[:-1]:
        position += len(sentence)
        assert not len(before) < position < len(before) + len(whole)


@steady
@given(st.sampled_from("「『（【〈《［〔“"), st.sampled_from("」』）】〉》］〕”"))
def test_an_unbalanced_bracket_holds_nothing_together(opening, closing):
    assert split_sentences(f"{opening}春だ。夏だ。秋だ。") == [
        f"{opening}春だ。",
        "夏だ。",
        "秋だ。",
    ]
    assert split_sentences(f"春だ{closing}。夏だ。") == [f"春だ{closing}。", "夏だ。"]


@steady
@given(TEXT)
def test_no_sentence_begins_with_what_closes_one(text):
    if re.search(r"\s[\s]", text):  # a blank line is a boundary, whatever follows
        return
    for sentence in split_sentences(text)[1:]:
        assert sentence.lstrip()[:1] not in tuple("。．｡、！？」』）】")


SIGNS = [
    *"「」『』（）()【】〈〉《》［］〔〕“”\"'`*_~<>[]{}。．！？!?.…・〜、 　\n\r\t#|-=:;^w笑♪☆😀※a1漢あア\0",
    *[
        "（あ。",
        "「あ！」",
        "（あ）",
        "。（あ）",
        "。[1]",
        "[a](b)",
        "![a](",
        "<a>",
        "<b",
        "<!--",
        "http://",
        "http://a!b ",
    ],
    *[
        "\r\n",
        "あ\n",
        "は\n",
        "あ。 ",
        "です ",
        "ですまた",
        "ただよ ",
        "あ😀",
        "あ(^^)",
        "(^^)",
        "（・",
        "あw",
        "あ☆",
        " :)",
    ],
    *[
        "あ！の",
        "か？と",
        "あ…でも",
        "Yahoo!",
        "A! B",
        "No. ",
        "a. ",
        "1. ",
        "1)",
        "。*1",
        "。**",
        "**あ。**",
        "あ<br>",
        "\ud800",
    ],
]


@pytest.mark.parametrize("sign", SIGNS)
def test_long_repeats_are_no_trap(sign):
    """16,000 of anything: a quadratic step would take minutes and run into the time-out."""
    text = sign * 16_000
    assert "".join(split_sentences(text)) == text


@pytest.mark.parametrize(
    ("text", "names", "sentences"),
    [
        ("推しは君だ。です。次。", ["君だ。"], ["推しは君だ。です。", "次。"]),
        ("走れ!団地を見た。", ["走れ!団地"], ["走れ!団地を見た。"]),
        ("走れ！団地を見た。", ["走れ!団地"], ["走れ！団地を見た。"]),
        ("news every. を見た。", ["news every."], ["news every. を見た。"]),
        ("月☆子だね。", ["月☆子"], ["月☆子だね。"]),
    ],
)
def test_names_keep_their_marks(text, names, sentences):
    assert split_sentences(text, names=names) == sentences


@pytest.mark.parametrize(
    ("text", "break_", "keep", "sentences"),
    [
        ("赤；青；白。", ["；"], [], ["赤；", "青；", "白。"]),
        ("価格 ※税込 ※送料別", ["(?=※)"], [], ["価格 ", "※税込 ", "※送料別"]),
        ("第1条。 目的。", [], ["第[0-9]条。"], ["第1条。 目的。"]),
        ("行け！ 走れ！", [], ["行け！ 走れ"], ["行け！ 走れ！"]),
        ("「赤；青」だ。", ["；"], [], ["「赤；", "青」だ。"]),
        ("赤；青。", ["；"], ["赤；"], ["赤；青。"]),
        ("赤。青。", ["$"], ["^"], ["赤。", "青。"]),
        ("赤。青。", [], ["(?<=。)"], ["赤。青。"]),
    ],
)
def test_a_project_breaks_and_keeps(text, break_, keep, sentences):
    assert split_sentences(text, rules=Rules.compile(break_=break_, keep=keep)) == sentences


@steady
@given(TEXT, st.sampled_from(["。", "", r"\s", "(?=と)", ".{3}", r"\Z"]))
def test_a_kept_pattern_is_never_cut(text, pattern):
    rules = Rules.compile(break_=["あ|。", "$"], keep=[pattern])
    sentences = split_sentences(text, rules=rules)
    assert "".join(sentences) == text
    position, ends = 0, set()
    for sentence in sentences[:-1]:
        position += len(sentence)
        ends.add(position)
    for match in re.finditer(pattern, text, re.MULTILINE):
        assert not ends & set(range(match.start() + 1, match.end() + 1))


def test_a_bad_pattern_says_which_and_why():
    with pytest.raises(
        ValueError, match=r"break\[1\] = '\(あ' is no regular expression: missing \)"
    ):
        Rules.compile(break_=["い", "(あ"])


@pytest.mark.parametrize("split", ["dev", "treebanks"])
def test_the_shared_rows_are_cut_as_their_annotators_did(split):
    rows = SHARED / f"data/segmentation/{split}.jsonl"
    if not rows.exists():
        pytest.skip("the shared rows are not here")
    cases = [json.loads(line) for line in rows.read_text("utf-8").splitlines()]
    exact = sum(
        _boundaries(split_sentences(case["text"])) == _boundaries(case["sentences"])
        for case in cases
    )
    assert exact >= 0.99 * len(cases)
