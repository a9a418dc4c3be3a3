"""Everyday words: a table that says whether two sentences may speak of the same things."""

import re
from importlib.resources import files

import pytest

from l10n.lang import words

ROWS = [
    line.split(" | ")
    for line in files("l10n.lang").joinpath("words.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
]
SAID = {
    "de": "Trotzdem hat meine Mutter den Brief nie gelesen.",
    "en": "Still, my mother never read the letter.",
    "es": "Sin embargo, mi madre nunca leyó la carta.",
    "fr": "Pourtant, ma mère n'a jamais lu la lettre.",
    "it": "Eppure mia madre non ha mai letto la lettera.",
    "pt": "No entanto, minha mãe nunca leu a carta.",
    "ko": "그래도 어머니는 편지를 읽지 않았다.",
}


def test_every_row_has_every_language_and_its_japanese_is_a_pattern():
    assert [row[0] for row in ROWS if len(row) != 1 + len(SAID)] == []
    assert [row[0] for row in ROWS if re.search(row[0], "") is not None] == []


@pytest.mark.parametrize("language", SAID)
def test_a_sentence_and_its_translation_speak_of_the_same_things(language):
    source = words.in_japanese("それでも母はその手紙を読まなかった。")
    other = words.in_japanese("大統領は選挙で負けた。")
    told = words.in_language(SAID[language], language)
    assert len(source & told) >= 3
    assert not other & told


def test_a_language_that_the_table_does_not_have_says_nothing():
    assert not words.are_known("th")
    assert words.in_language("Summer", "th") == set()
