"""What one locale does with figures and dates: data that the writer and the reader share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from decimal import Decimal

from l10n.lang._date import RelativeUnit
from l10n.lang._prose import Prose
from l10n.noun import noun

Forms = tuple[str, ...]
"""The plural forms of a word, in the order of `Style.plural`; one is enough for all."""


def one_other(value: Decimal) -> int:
    """The plural of English, German, Spanish, Italian: 0 for one, 1 for the rest (CLDR)."""
    return 0 if abs(value) == 1 else 1


def none(value: Decimal) -> int:  # noqa: ARG001 - a plural rule
    """The plural of languages without one."""
    return 0


K, M, B, T = (Decimal(10) ** n for n in (3, 6, 9, 12))

SYMBOLS = {
    "km": ("km",), "m": ("m",), "cm": ("cm",), "mm": ("mm",), "nm": ("nm",), "μm": ("μm", "µm"),
    "kg": ("kg",), "g": ("g",), "mg": ("mg",), "t": ("t",), "L": ("L", "l"), "cL": ("cL", "cl"), "dL": ("dL", "dl"), "bp": ("bp", "bps"), "mL": ("mL", "ml"),
    "km²": ("km²", "km2", "sq km"), "m²": ("m²", "m2", "㎡", "sq m"), "m³": ("m³", "m3"), "ha": ("ha",),
    "W": ("W",), "kW": ("kW",), "MW": ("MW",), "GW": ("GW",), "kWh": ("kWh",),
    "KB": ("KB", "kB"), "MB": ("MB",), "GB": ("GB",), "TB": ("TB",), "PB": ("PB",),
    "Hz": ("Hz",), "kHz": ("kHz",), "MHz": ("MHz",), "GHz": ("GHz",), "°C": ("°C", "℃"),
    "°F": ("°F", "℉"), "°": ("°",), "mi": ("mi",), "ft": ("ft",), "in": (), "kn": ("kn",),
    "kcal": ("kcal",), "hPa": ("hPa",), "dB": ("dB",), "percent": ("%", "％", "٪"), "permille": ("‰",),
}  # fmt: skip
"""Signs that all languages read; the SI brochure's symbols and the units of data."""

PLAIN_UNITS = r"(?:px|pt|dpi|ppi|fps|[kMG]?bps|rpm|bits?|MP|mAh|ms|dB|k?cal|h?Pa|V|Wh|[MGT]Wh|mph|km/h|x)(?![A-Za-z0-9])"
"""Regular expression of further units that stand right after a figure, and are no part of a name."""

SIGNS = {
    "US$": "USD", "$US": "USD", "USD": "USD", "$": "USD", "C$": "CAD", "CA$": "CAD", "CAD": "CAD",
    "A$": "AUD", "AU$": "AUD", "AUD": "AUD", "NT$": "TWD", "TWD": "TWD", "HK$": "HKD", "HKD": "HKD",
    "S$": "SGD", "SGD": "SGD", "R$": "BRL", "BRL": "BRL", "€": "EUR", "EUR": "EUR", "£": "GBP",
    "GBP": "GBP", "JP¥": "JPY", "¥": "JPY", "￥": "JPY", "JPY": "JPY", "₩": "KRW", "KRW": "KRW",
    "RMB": "CNY", "CNY": "CNY", "CN¥": "CNY", "₹": "INR", "INR": "INR", "CHF": "CHF", "₽": "RUB",
    "RUB": "RUB", "฿": "THB", "THB": "THB", "₫": "VND", "VND": "VND", "Rp": "IDR", "IDR": "IDR",
}  # fmt: skip
"""Signs and ISO 4217 codes of money that all languages read, before or after a figure."""


@noun(eq=False)
class Style:
    """What a native editor does with figures and dates in one locale (CLDR where it says so)."""

    decimal: str = "."
    group: str = ","
    min_group: int = 1
    """Digits before the first separator that make one needed: 2 in es, where 9740 has none."""
    space_groups: bool = False
    """True when 14 800 with a plain space is one figure."""
    lakh: bool = False
    """True when groups are 12,34,567."""
    digits: str = ""
    """The ten digits that writing uses, when they are not ASCII's."""
    plural: Callable[[Decimal], int] = one_other
    governed: Callable[[Decimal], int] | None = None
    """`plural` after words of limit and approximation, where they ask for a case: не более 3 часов."""

    scales: tuple[tuple[Decimal, Forms], ...] = ()
    """Scale words that writing uses, largest first."""
    read_scales: Mapping[str, Decimal] = field(default_factory=dict)
    """Further scale words, lower case, that reading knows: Mrd, mille."""
    suffixes: Mapping[str, Decimal] = field(default_factory=dict)
    """Scale letters, case counts, that stand right after a digit: 97.4B."""
    plain_scales: frozenset[str] = frozenset()
    """Scale words that are a number by themselves: mil, mille."""
    several: Forms = ()
    """Words before a scale word that leave open how many: several, quelques."""
    vague: Forms = ()
    """Tens, hundreds … up to 10¹²: how 数十, 数百 … are written."""
    max_fraction: int = 3
    """Digits after the decimal sign that may stand before a scale word."""
    space: str = " "
    """Between a figure and its scale word."""
    myriad: bool = False
    """Figures chain scale words (9억 7천만, 3万5000) without spaces between words."""
    spaced: bool = True
    """Words are set apart by spaces."""
    counters: str = ""
    """Regular expression of what must follow a spelled numeral, where words are not set apart."""
    spelled: Mapping[str, int | Decimal] = field(default_factory=dict)
    """Number words, lower case, ordinals too."""
    teens: frozenset[str] = frozenset()
    """Words for ten that stand behind the ones: lima belas, خمس عشرة."""
    ten_and: bool = False
    """True when 10 and 5 make 15: mười lăm."""
    partials: Mapping[str, Decimal] = field(default_factory=dict)
    """Words that add to the number behind them: साढ़े तीन is three and a half."""
    half_after: str = ""
    """Regular expression between an amount and the half that is added to it: two *and a* half."""
    half_suffix: str = ""
    """Regular expression of a half that is told behind a figure: 一年半, năm rưỡi."""
    certain: frozenset[str] = frozenset()
    """Number words that count without a counter, where others need one: 여덟."""
    not_figures: str = ""
    """Regular expression of phrases whose numerals count nothing: 一分为二."""
    articles: frozenset[str] = frozenset()
    """Number words that mean nothing alone, but one before a scale word: a, eine."""
    native: frozenset[str] = frozenset()
    """Number words that no scale word multiplies: 하나 in 하나만, "just one"."""
    and_words: Forms = ()
    """Words that stand inside a spelled number: and, et, y."""
    proclitics: str = ""
    """Letters that may be glued to a number word: Arabic و."""
    ordinal: str = ""
    """Regular expression of what makes digits an ordinal: st|nd|rd|th."""
    ordinal_before: str = ""
    """Regular expression of what does so right before the digits: ke-."""

    money: Mapping[str, Forms] = field(default_factory=dict)
    """ISO code → name by plural, or one template with {}."""
    money_names: Mapping[str, Forms] = field(default_factory=dict)
    """Further names that reading knows."""
    money_space: str = " "
    of: str = " "
    """Between a scale word and a name of money: " de ", " di "."""
    of_vowel: str = ""
    """The same before a vowel: " d’"."""
    vague_of: str = ""
    """Between "tens of thousands" and what is counted, when it is not `of`."""
    not_units: str = ""
    """Regular expression of what only begins like a unit: 초과."""
    adjectives: Forms = ()
    """What may stand between a figure and its unit: US, amerikanische."""
    units: Mapping[str, Forms] = field(default_factory=dict)
    """Names of measures and spans of time, by plural; other units are written by symbol."""
    unit_names: Mapping[str, Forms] = field(default_factory=dict)
    unit_space: str = " "
    percent: str = "{}%"
    percent_names: Forms = ()
    percent_before: Forms = ()
    """百分之, ร้อยละ."""
    tenths: Mapping[str, Decimal] = field(default_factory=dict)
    """Words for tenths: 成, 할; 八折 is eight tenths of the price."""
    denominator: str = ""
    """Regular expression of a denominator that stands before its numerator: 五 of 五分之三."""
    fraction_sign: str = ""
    """What stands between the two: 分之."""
    quarters: tuple[Forms, Forms, Forms, Forms] = (("Q1",), ("Q2",), ("Q3",), ("Q4",))
    """Ways to write the first to fourth quarter; the first is the one that writing uses."""
    fractions: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """Phrase → (above, below); the first of each value is written."""

    about: Forms = ("{}",)
    """Templates; the first is written, all are read."""
    particles: Forms = ()
    """Articles and prepositions between a word of limit and its figure: sopra i 2.000 metri."""
    bounds: Mapping[str, Forms] = field(default_factory=dict)
    """≥ ≤ > < → templates; the first is written, all are read."""
    rates: Mapping[str, str] = field(default_factory=dict)
    """Span of time → regular expression of what says that something is counted by it: a week, hourly."""
    minus: str = ""
    """Regular expression of what says that a temperature is below zero."""
    until: str = ""
    """Regular expression of what says, before (ends with $) or behind a date, that it is the last."""
    since: str = ""
    """The same for the first."""
    to_words: Forms = ()
    """What stands between the ends of a range, signs excluded."""

    months: Forms = ()
    month_names: Mapping[str, int] = field(default_factory=dict)
    """Further names and abbreviations, lower case, without a stop."""
    weekdays: Forms = ()
    """Monday first."""
    weekday_names: Mapping[str, int] = field(default_factory=dict)
    date: Forms = ("{y}-{m:02}-{d:02}", "{y}-{m:02}", "{m:02}-{d:02}")
    """year-month-day, year-month, month-day; {M} is the month's name."""
    year: str = "{y}"
    decade: str = "{y}s"
    decades: Mapping[str, int] = field(default_factory=dict)
    """Names of decades, lower case: nineties, ستينيات."""
    decade_endings: Forms = ()
    """Ends of names that are decades by themselves: ies, ينيات."""
    decade_forms: Forms = ()
    """How a decade's figures or name stand in a text: {}s, années {}."""
    month: str = "{M}"
    order: str = "dmy"
    """How 11/02/2025 is read."""
    day_words: str = ""
    """Regular expression between day, month and year: de, del."""
    day_suffix: str = ""
    """Regular expression right after the day: st, er, the full stop."""
    case_months: bool = False
    """Month names count only with a capital: May, March."""
    buddhist: bool = False
    """Years are counted in the Buddhist era (Gregorian + 543)."""
    clock: str = ""
    """Regular expression of what follows an hour: Uhr, heures, 点."""
    half_to: str = ""
    """Regular expression before the hour that is half an hour away: halb (vier is 3:30)."""
    dotted_clock: tuple[str, str] | None = None
    """Regular expressions (of one width) before and behind 11.40, one of them "", that make it a time."""
    clock_names: Mapping[str, int] = field(default_factory=dict)
    """Names of hours, which no figure tells: สามทุ่ม is nine in the evening."""
    night: Forms = ()
    """Words before an hour in which twelve is midnight: 밤, 晚上."""
    morning: Forms = ()
    evening: Forms = ()
    before_noon: str = ""
    """Regular expression of what tells the half of the day behind an hour: du matin, утра."""
    after_noon: str = ""
    relative: Mapping[str, tuple[int, RelativeUnit]] = field(default_factory=dict)
    ago: Forms = ()
    later: Forms = ()

    prose: Prose = field(default_factory=Prose)


def form(forms: Forms, index: int) -> str:
    """The plural form at `index`, or the last there is."""
    return forms[min(index, len(forms) - 1)]
