"""Sentences: no character lost, nothing cut that belongs together, linear, and a project's own rules."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.lang.ja import split_sentences

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("L10N_SHARED", ROOT.parent / "shared"))


def _gold():
    """(category, text, sentences, met) of each line in the gold table; `✗` marks one not met yet."""
    category = ""
    for line in Path(__file__).with_name("sentences_gold.txt").read_text("utf-8").splitlines():
        if line.startswith("## "):
            category = line[3:]
        elif line and not line.startswith("#"):
            met, case = not line.startswith("✗ "), line.removeprefix("✗ ").replace("⏎", "\n")
            yield category, case.replace("⟂", ""), case.split("⟂"), met


GOLD = list(_gold())


def _boundaries(sentences):
    """How many visible characters lie before each boundary, and in all."""
    before = [0]
    for sentence in sentences:
        before.append(before[-1] + sum(not char.isspace() for char in sentence))
    return sorted({*before[1:-1]} - {0, before[-1]})


@pytest.mark.parametrize(
    ("text", "sentences", "met"),
    [pytest.param(*case, id=f"{category}-{n}") for n, (category, *case) in enumerate(GOLD)],
)
def test_sentences_end_where_readers_end_them(text, sentences, met):
    assert (_boundaries(split_sentences(text)) == _boundaries(sentences)) is met


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


@given(TEXT)
def test_no_character_is_lost_between_sentences(text):
    sentences = split_sentences(text)
    assert "".join(sentences) == text
    assert all(sentences)


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
