"""French figures: 97,4 milliards de dollars, with U+202F between groups (CLDR, fr)."""

from decimal import Decimal

from l10n.lang._style import Style

STYLE = Style(
    decimal=",", group="\u202f", space="\u00a0",
    scales=(
        (Decimal(10) ** 9, "milliard", "milliards"),
        (Decimal(10) ** 6, "million", "millions"),
    ),
    read_scales={
        "billion": Decimal(10) ** 12, "billions": Decimal(10) ** 12, "mille": Decimal(1000),
        "Md": Decimal(10) ** 9, "Mds": Decimal(10) ** 9,
    },
    money={
        "USD": ("{} dollars", "{} de dollars"), "JPY": ("{} yens", "{} de yens"),
        "EUR": ("{} euros", "{} d’euros"), "GBP": ("{} livres", "{} de livres"),
        "CNY": ("{} yuans", "{} de yuans"), "KRW": ("{} wons", "{} de wons"),
    },
    money_names={
        "USD": ("dollars", "dollar", "$US", "US$", "$"), "JPY": ("yens", "yen", "¥"),
        "EUR": ("euros", "euro", "€"), "GBP": ("livres sterling", "livres", "£"),
        "CNY": ("yuans", "yuan"), "KRW": ("wons", "won", "₩"),
    },
    percent="{}\u00a0%", percent_names=("%", "pour cent"), about="environ {}",
    spelled={
        w: n for n, w in enumerate(
            ["zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze"]
        )
    } | {"une": 1},
    months=(
        "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
        "octobre", "novembre", "décembre",
    ),
    date=("{d} {M} {y}", "{M} {y}", "{d} {M}"),
)  # fmt: skip
