"""Figures and dates: read from Japanese, written for readers, read back as the same value."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.lang import read_target_dates, read_target_quantities, write_date, write_quantity
from l10n.lang.ja import read_dates, read_quantities
from l10n.lang.ja.dates import Date
from l10n.model import Quantity
from tests.lang import soak_quantities as soak
from tests.lang.soak_quantities import LOCALES

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
        ("3万5,000", "35000", ""),
        ("第2四半期", "2", "quarter"),
        ("±3%", "3", "percent"),
        ("半分", "0.5", ""),
        ("気温は-5度", "-5", "°"),
        ("2時間半", "2.5", "hour"),
        ("百二十万円", "1200000", "JPY"),
        ("US$5億", "500000000", "USD"),
        ("3割引き", "30", "percent"),
        ("97.4億米ドル", "9740000000", "USD"),
        ("一億二千万人", "120000000", ""),
        ("１，２３４．５円", "1234.5", "JPY"),
        ("二十一世紀", "21", ""),
        ("打率3割1分2厘", "31.2", "percent"),
        ("十分間待つ", "10", "minute"),
        ("焼き時間は15分です", "15", "minute"),
        ("完成まで3年かかる", "3", "year"),
        ("小学3年の子", "3", ""),
        ("2万5千分の1の地図", "0.00004", ""),
        ("前年同期比2.3倍", "2.3", ""),
        ("第百回", "100", ""),
        ("▲12億円", "-1200000000", "JPY"),
        ("160pxの画像", "160", ""),
        ("9秒58の世界記録", "9.58", "second"),
        ("149円80銭まで上昇", "149.8", "JPY"),
        ("氷点下15度", "-15", "°"),
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
        "iPhone 16とGrok-1",
        "一部の一番いい一理",
        "三菱と四国",
        "バージョン3.11",
        "午後3時",
        "3日前",
        "昭和50年代",
        "千代田区の六本木",
        "四半世紀",
        "電話は03-1234-5678へ",
        "〒100-0001 東京都",
        "約款に従う",
        "RTX 4090とPM2.5",
        "16進数の六角形",
        "24時間365日の対応",
        "九分九厘まちがいない",
        "4〜6月期の決算",
        "2020〜25年の計画",
    ],
)
def test_what_is_no_amount_is_not_read(text):
    assert read_quantities(text) == []


def test_bounds_and_approximation_are_read():
    (found,) = read_quantities("約4500億円以上")
    assert (found.approximate, found.bound) == (True, "≥")


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("10万人以上", "≥"),
        ("5%未満", "<"),
        ("3日以内", "≤"),
        ("100社超", ">"),
        ("少なくとも5人", "≥"),
        ("最大200MB", "≤"),
        ("1億人を上回る", ">"),
        ("10%まで下がった", ""),
        ("最低気温は8度", ""),
        ("最大で60人", "≤"),
    ],
)
def test_bounds_look_over_the_counter(text, bound):
    assert read_quantities(text)[0].bound == bound


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *(("百数十人", 100), ("2千数百人", 2000), ("10数人", 10), ("50人余の客", 50)),
        *(("1000人近く", 1000), ("100人弱", 100), ("100人強", 100), ("ほぼ3倍", 3)),
    ],
)
def test_words_of_approximation_are_read(text, value):
    (found,) = read_quantities(text)
    assert (found.value, found.approximate) == (value, True)


def in_kanji(number, signs="〇一二三四五六七八九"):
    """12,000 as 一万二千."""
    if number >= 10000:
        power, sign = next(
            (p, s) for p, s in ((10**12, "兆"), (10**8, "億"), (10**4, "万")) if number >= p
        )
        rest = number % power
        head = in_kanji(number // power)
        return ("一千" + head[1:] if head.startswith("千") else head) + sign + in_kanji(rest)
    text = ""
    for power, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            text += (signs[digit] if digit > 1 or power == 1 else "") + sign
    return text


def in_myriads(number):
    """12,345,678 as 1234万5678."""
    parts = ((10**12, "兆"), (10**8, "億"), (10**4, "万"), (1, ""))
    digits = [(number // power % 10**4, sign) for power, sign in parts]
    return "".join(f"{digit}{sign}" for digit, sign in digits if digit)


@settings(max_examples=300)
@given(st.integers(1, 10**15))
def test_a_number_is_the_same_in_all_that_japanese_writes(number):
    forms = [
        str(number),
        f"{number:,}",
        in_myriads(number),
        in_kanji(number),
        str(number).translate({48 + n: 0xFF10 + n for n in range(10)}),
    ]
    for form in forms:
        assert [q.value for q in read_quantities(f"合わせて{form}円だった。")] == [number], form


def test_amounts_of_all_kinds_come_back_from_every_locale():
    assert list(soak.differences(3000, seed=5)) == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("3〜5万人", [30000, 50000]),
        ("2〜3割", [20, 30]),
        ("20～30%", [20, 30]),
        ("3-5万人", [30000, 50000]),
    ],
)
def test_both_ends_of_a_range_have_its_scale(text, values):
    assert [int(q.value) for q in read_quantities(text)] == values


def test_some_millions_are_a_power_of_ten():
    (found,) = read_quantities("数百万人")
    assert (int(found.value), found.vague) == (10**6, True)


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
        ("pt_BR", "US$\u00a097,4 bilhões"),
        ("it", "97,4 miliardi di dollari"),
        ("ru", "97,4\u00a0миллиарда\u00a0долларов"),
        ("ar", "97.4 مليار دولار"),
        ("ar_EG", "٩٧٫٤ مليار دولار"),
        ("hi", "97.4 अरब डॉलर"),
        ("th", "97,400 ล้านดอลลาร์"),
        ("vi", "97,4 tỷ USD"),
        ("id", "97,4 miliar dolar AS"),
    ],
)
def test_money_is_written_as_an_editor_writes_it(locale, text):
    assert write_quantity(USD, locale) == text


VALUES = st.builds(
    lambda digits, power: Decimal(digits).scaleb(power), st.integers(1, 9999), st.integers(-2, 12)
)


UNITS = ["", "USD", "JPY", "EUR", "CNY", "percent", "permille", "km", "°C", "hour", "day", "year"]
AMOUNTS = st.builds(
    lambda value, unit, bound, about: Quantity(value, unit, about and not bound, bound),
    VALUES,
    st.sampled_from(UNITS),
    st.sampled_from(["", "≥", "≤", ">", "<"]),
    st.booleans(),
) | st.builds(
    lambda power, unit: Quantity(Decimal(10) ** power, unit, approximate=True, vague=True),
    st.integers(1, 12),
    st.sampled_from(["", "USD", "JPY"]),
)


@settings(max_examples=500)
@given(AMOUNTS, st.sampled_from(LOCALES))
def test_what_is_written_is_read_back(quantity, locale):
    text = write_quantity(quantity, locale)
    assert read_target_quantities(f"x {text}, y", locale) == [quantity]


@pytest.mark.parametrize(
    ("locale", "text", "values"),
    [
        ("en", "twenty-five thousand people", [25000]),
        ("en", "3 to 5 million users", [3_000_000, 5_000_000]),
        ("en", "a million reasons and $97.4B", [1_000_000, 97_400_000_000]),
        ("en", "GPT-4, H100 and v2.0", []),
        ("en", "from April 1, 2024 to €3.5 million", [1, 2024, 3_500_000]),
        ("en", "from 3 to €3.5 million", [3_000_000, 3_500_000]),
        ("fr", "quatre-vingt-dix-sept personnes, vingt et un pays", [97, 21]),
        ("de", "fünfunddreißig Firmen, zwölf Länder", [35, 12]),
        ("es", "treinta y cinco mil millones", [35_000_000_000]),
        ("it", "trentacinque aziende", [35]),
        ("pt_BR", "trinta e cinco empresas", [35]),
        ("ru", "двадцать пять тысяч человек", [25000]),
        ("ru", "до миллиона книг на пятом этаже", [1_000_000, 5]),
        ("hi", "5 करोड़ लोग, 2 लाख", [50_000_000, 200_000]),
        ("ar", "خمسة وثلاثون شخصا", [35]),
        ("th", "๓๕ คน และสามสิบห้าคน", [35, 35]),
        ("vi", "ba mươi lăm người", [35]),
        ("id", "tiga puluh lima orang", [35]),
        ("ko", "서른다섯 명, 97억 4천만", [35, 9_740_000_000]),
        ("zh_Hans", "三十五人，百分之四十五，1万2345", [35, 45, 12345]),
        ("de", "97,4 Billionen", [97_400_000_000_000]),
    ],
)
def test_number_words_and_other_scales_are_read(locale, text, values):
    assert [int(q.value) for q in read_target_quantities(text, locale)] == values


@given(st.dates(dt.date(1800, 1, 1), dt.date(2200, 1, 1)), st.sampled_from(LOCALES))
def test_dates_are_read_back(day, locale):
    date = Date(day.year, day.month, day.day)
    assert read_target_dates(f"x {write_date(date, locale)}, y", locale) == [date]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2025/02/11", Date(2025, 2, 11)),
        ("2025年2月11日(火)", Date(2025, 2, 11, weekday=1)),
        ("令和7年2月", Date(2025, 2)),
        ("平成元年", Date(1989)),
        ("2025会計年度", Date(2025, fiscal=True)),
        ("2月11日", Date(None, 2, 11)),
        ("昭和50年代", Date(1975, decade=True)),
        ("二〇二五年二月十一日", Date(2025, 2, 11)),
        ("R7.2.11", Date(2025, 2, 11)),
        ("午後3時半", Date(hour=15, minute=30)),
        ("来年度", Date(fiscal=True, relative=1, relative_unit="year")),
        ("3日前", Date(relative=-3, relative_unit="day")),
    ],
)
def test_japanese_dates_are_read(text, date):
    assert read_dates(text) == [date]


@pytest.mark.parametrize(
    ("quantity", "text"),
    [
        (Quantity(Decimal(3), "hour", bound="≤"), "не более 3 часов"),
        (Quantity(Decimal(1_000_000), bound="<"), "менее 1 миллиона"),
        (Quantity(Decimal(21), "year", bound="≥"), "не менее 21 года"),
        (Quantity(Decimal(3), "hour"), "3 часа"),
    ],
)
def test_russian_limits_ask_for_the_genitive(quantity, text):
    assert write_quantity(quantity, "ru").replace("\u00a0", " ") == text


def test_a_decade_is_gregorian_in_thai():
    assert write_date(Date(1970, decade=True), "th") == "ทศวรรษ 1970"


@pytest.mark.parametrize(
    ("text", "spaced"),
    [
        ("投資額は500億円だった。", "投資額は 500 億円だった。"),
        ("約14.8兆円を投じる。", "約 14.8 兆円を投じる。"),
        ("3万5,000人が参加した。", "3 万 5,000 人が参加した。"),
        ("打率は3割5分だ。", "打率は 3 割 5 分だ。"),
        ("第2四半期は10万人以上が使った。", "第 2 四半期は 10 万人以上が使った。"),
    ],
)
def test_spaces_around_figures_change_nothing_but_their_place(text, spaced):
    close, wide = read_quantities(text), read_quantities(spaced)
    assert close
    assert wide == close
    assert [spaced[q.start : q.end].replace(" ", "") for q in wide] == [
        text[q.start : q.end] for q in close
    ]


def test_two_prices_side_by_side_stay_two():
    assert [int(q.value) for q in read_quantities("定価100万 5000円引き")] == [1_000_000, 5000]


def test_a_date_may_be_set_with_spaces():
    text = "令和 7 年 2 月 11 日の午後 3 時に始まる。"
    day, time = read_dates(text)
    assert (day.year, day.month, day.day, time.hour) == (2025, 2, 11, 15)
    assert [text[one.start : one.end] for one in (day, time)] == [
        "令和 7 年 2 月 11 日",
        "午後 3 時",
    ]
