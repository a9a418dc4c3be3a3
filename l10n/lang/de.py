"""German figures: 97,4 Milliarden Dollar, 14,8 Billionen Yen (long scale)."""

from decimal import Decimal

from l10n.lang._style import Style

STYLE = Style(
    decimal=",", group=".",
    scales=(
        (Decimal(10) ** 12, "Billion", "Billionen"),
        (Decimal(10) ** 9, "Milliarde", "Milliarden"),
        (Decimal(10) ** 6, "Million", "Millionen"),
    ),
    read_scales={
        "Bio.": Decimal(10) ** 12, "Mrd.": Decimal(10) ** 9, "Mrd": Decimal(10) ** 9,
        "Mio.": Decimal(10) ** 6, "Mio": Decimal(10) ** 6, "Tausend": Decimal(1000),
    },
    money={
        "USD": ("{} Dollar", "{} Dollar"), "JPY": ("{} Yen", "{} Yen"), "EUR": ("{} Euro", "{} Euro"),
        "GBP": ("{} Pfund", "{} Pfund"), "CNY": ("{} Yuan", "{} Yuan"), "KRW": ("{} Won", "{} Won"),
    },
    money_names={
        "USD": ("US-Dollar", "Dollar", "US$", "$"), "JPY": ("Yen", "¥"), "EUR": ("Euro", "€"),
        "GBP": ("Pfund", "£"), "CNY": ("Yuan",), "KRW": ("Won", "₩"),
    },
    percent="{} %", percent_names=("%", "Prozent"), about="etwa {}",
    spelled={
        w: n for n, w in enumerate(
            ["null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf"]
        )
    } | {"ein": 1, "eine": 1, "einer": 1, "einem": 1, "einen": 1},
    months=(
        "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September",
        "Oktober", "November", "Dezember",
    ),
    date=("{d}. {M} {y}", "{M} {y}", "{d}. {M}"),
)  # fmt: skip
