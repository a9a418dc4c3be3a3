"""Readers look for a hint before they search with a slow expression: no hint hides anything."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.lang import _read, _read_dates, read_target_dates, read_target_quantities, style_of
from tests.lang.soak_quantities import LOCALES


def _words(locale: str) -> st.SearchStrategy[str]:
    """Texts of what dates and amounts are told with in a language."""
    style = style_of(locale)
    told = [t.replace("{}", "7") for of in style.bounds.values() for t in of]
    told += [t.replace("{}", "1,200") for t in style.about]
    told += [*style.months, *style.weekdays, *style.relative, *style.spelled, *style.decades]
    told += [form.replace("{}", "90") for form in style.decade_forms]
    told += [*style.morning, *style.evening, "halb 4", "noon", "midi", "中午", "Uhr", "시", "点半"]
    told += ["2025-02-11", "11.2.2025", "1990s", "1980er", "9:30", "9.30", "8 pm", "8p.m.", "3 h"]
    told += ["$", "US$", "-", "%", "EUR", "¥", "12", "1990", "3.5", "GPT-4", "3名", "２０%"]
    gaps = st.sampled_from(["", " ", "\u00a0", ", ", "–"])
    return st.lists(st.tuples(st.sampled_from(told), gaps), max_size=9).map(
        lambda parts: "".join(word + gap for word, gap in parts)
    )


def _always(_: str) -> bool:
    return True


@pytest.mark.parametrize("locale", LOCALES)
def test_a_hint_hides_no_date_and_no_amount(locale, monkeypatch):
    style = style_of(locale)
    dates, amounts = _read_dates._tools(style), _read._tools(style)
    open_dates = replace(
        dates,
        patterns=tuple((_always, pattern) for _, pattern in dates.patterns),
        clock=_always,
        decade=_always,
    )
    open_amounts = replace(amounts, leads=("",), hints=("",))

    @settings(max_examples=25, deadline=None, derandomize=True, database=None)
    @given(text=_words(locale))
    def compare(text: str) -> None:
        found = read_target_dates(text, locale), read_target_quantities(text, locale)
        with monkeypatch.context() as patch:
            patch.setattr(_read_dates, "_tools", lambda _: open_dates)
            patch.setattr(_read, "_tools", lambda _: open_amounts)
            assert found == (read_target_dates(text, locale), read_target_quantities(text, locale))

    compare()
