"""Pseudo-translation: a stand-in that is published, because no check finds an error in it."""

import pytest

from l10n.engines.pseudo import Pseudo
from l10n.plugin import EngineSettings, Request


def pseudo(text: str, *spans: str) -> str:
    engine = Pseudo(EngineSettings({}, None, {}))  # type: ignore[arg-type]
    (answer,) = engine.translate([Request(text, spans=spans)], source="ja", target="en")
    return answer.text


@pytest.mark.parametrize(
    ("text", "spans", "kept"),
    [
        ("OpenAIがGPT-4を公開、xAIも続く。", (), ["OpenAI", "GPT-4", "xAI"]),
        ("買収額は$97.4 billionです。", ("$97.4 billion",), [" $97.4 billion "]),
        ("`make`で[資料](a.html)を作る。", ("`make`", "[", "](a.html)"), ["`make`", "](a.html)"]),
        ("前の行、\n次の行。", (), ["\n"]),
    ],
)
def test_names_figures_markup_and_line_breaks_stay(text, spans, kept):
    written = pseudo(text, *spans)
    assert [part for part in kept if part not in written] == []


def test_japanese_becomes_accented_words_that_do_not_repeat():
    written = pseudo("熊本の新工場では、来年から先端の半導体を量産する計画が進んでいます。")
    words = written.strip("⟦⟧.").replace(",", "").split()
    assert len(words) == len(set(words)) > 5
    assert all(word.isalpha() and not "぀" <= word <= "鿿" for word in words)


def test_words_stand_apart_and_marks_are_the_targets():
    assert pseudo("工場はTSMCのものです。") == "⟦lörém TSMC îpšüm dölör.⟧"
