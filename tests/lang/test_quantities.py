"""Figures and dates: read from Japanese, written for readers, read back as the same value."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.lang import read_target_dates, read_target_quantities, write_date, write_quantity
from l10n.lang.ja import read_dates, read_quantities
from l10n.lang.ja.dates import Date
from l10n.model import Quantity

LOCALES = ["en", "de", "fr", "es", "zh_Hans", "zh_Hant", "ko"]
USD = Quantity(Decimal("97400000000"), "USD")


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("974億ドル", "97400000000", "USD"),
        ("約14.8兆円", "14800000000000", "JPY"),
        ("97億4000万ドル", "9740000000", "USD"),
        ("1兆2,300億円", "1230000000000", "JPY"),
        ("330億のパラメーター", "33000000000", ""),
        ("三十五人", "35", ""),
        ("3割5分", "35", "percent"),
        ("３万５千", "35000", ""),
        ("45%", "45", "percent"),
        ("10万基", "100000", ""),
    ],
)
def test_japanese_figures_are_exact(text, value, unit):
    (found,) = read_quantities(text)
    assert (found.value, found.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    "text",
    [
        "一方、十分な議論",
        "万が一",
        "GPT-4とH100",
        "令和7年2月11日",
        "2025/02/11",
        "千歳市",
        "統一する",
        "v2.0",
    ],
)
def test_what_is_no_amount_is_not_read(text):
    assert read_quantities(text) == []


def test_bounds_and_approximation_are_read():
    (found,) = read_quantities("約4500億円以上")
    assert (found.approximate, found.bound) == (True, "≥")


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "$97.4 billion"),
        ("de", "97,4 Milliarden Dollar"),
        ("fr", "97,4\u00a0milliards de dollars"),
        ("es", "97.400 millones de dólares"),
        ("zh_Hans", "974亿美元"),
        ("zh_Hant", "974億美元"),
        ("ko", "974억 달러"),
    ],
)
def test_money_is_written_as_an_editor_writes_it(locale, text):
    assert write_quantity(USD, locale) == text


VALUES = st.builds(
    lambda digits, power: Decimal(digits).scaleb(power), st.integers(1, 9999), st.integers(-2, 12)
)


@given(VALUES, st.sampled_from(["", "USD", "JPY", "EUR", "percent"]), st.sampled_from(LOCALES))
def test_what_is_written_is_read_back(value, unit, locale):
    text = write_quantity(Quantity(value, unit), locale)
    (found,) = read_target_quantities(f"x {text}, y", locale)
    assert (found.value, found.unit) == (value, unit)


@given(st.dates(), st.sampled_from(LOCALES))
def test_dates_are_read_back(day, locale):
    if day.year < 1000:
        return
    date = Date(day.year, day.month, day.day)
    assert read_target_dates(f"x {write_date(date, locale)}, y", locale) == [date]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2025/02/11", Date(2025, 2, 11)),
        ("2025年2月11日(火)", Date(2025, 2, 11)),
        ("令和7年2月", Date(2025, 2)),
        ("平成元年", Date(1989)),
        ("2025会計年度", Date(2025)),
        ("2月11日", Date(None, 2, 11)),
    ],
)
def test_japanese_dates_are_read(text, date):
    assert read_dates(text) == [date]
