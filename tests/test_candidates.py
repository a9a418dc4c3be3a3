"""Candidates for the termbase."""

import pytest

from l10n.candidates import candidates, sudachi

TEXTS = [
    "オラクルはクラウドの大手で、オープンAIとも組む。",
    "Oracleのクラウドは、OpenAI GPT-5を`OpenAI-Key`で動かす。",
    "イーロン・マスク氏と、イーロンマスクと書く人。",
    "サーバを百台、サーバーを二百台。ｻｰﾊﾞｰもある。",
    "半導体工場の建設が進み、半導体工場が増える。二〇二五年、二〇二五年。",
]


def test_forms_of_one_word_are_one_candidate():
    found = {one.text: one for one in candidates(TEXTS)}
    server = next(one for text, one in found.items() if text.startswith("サーバ"))
    assert {server.text, *server.variants, server.count} >= {"サーバ", "サーバー", 3}
    (musk,) = (one for text, one in found.items() if "マスク" in text)
    assert {musk.text, *musk.variants} == {"イーロン・マスク", "イーロンマスク"}


def test_names_in_latin_letters_count_once_and_code_not_at_all():
    found = {one.text for one in candidates(TEXTS)}
    assert {"Oracle", "OpenAI GPT-5"} <= found
    assert not any("Key" in text for text in found)


def test_figures_are_no_terms_and_compounds_are():
    found = {one.text: one.count for one in candidates(TEXTS) if one.kind == "compound"}
    assert found == {"半導体工場": 2}


def test_known_terms_are_left_out_in_every_form():
    found = {one.text for one in candidates(TEXTS, known=["サーバー", "ORACLE", "クラウド"])}
    assert not {"サーバ", "サーバー", "Oracle", "クラウド"} & found


def test_a_tokenizer_finds_compounds_of_nouns():
    tokenize = sudachi()
    if tokenize is None:
        pytest.skip("sudachipy is not installed")
    texts = ["国の機関投資家が、機関投資家と話したことがある。"]
    assert [one.text for one in candidates(texts, tokenize=tokenize)] == ["機関投資家"]


def test_a_name_of_katakana_and_latin_letters_is_one():
    found = {
        one.text: one.count for one in candidates(["オープンAIが、オープンAIの社名を変えた。"])
    }
    assert found["オープンAI"] == 2
    assert "オープン" not in found
