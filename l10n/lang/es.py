"""Spanish figures: 97.400 millones de dólares, 14,8 billones de yenes (long scale)."""

from decimal import Decimal

from l10n.lang._style import Style

STYLE = Style(
    decimal=",", group=".",
    scales=(
        (Decimal(10) ** 12, "billón", "billones"),
        (Decimal(10) ** 6, "millón", "millones"),
    ),
    read_scales={"mil": Decimal(1000), "M": Decimal(10) ** 6},
    money={
        "USD": ("{} dólares", "{} de dólares"), "JPY": ("{} yenes", "{} de yenes"),
        "EUR": ("{} euros", "{} de euros"), "GBP": ("{} libras", "{} de libras"),
        "CNY": ("{} yuanes", "{} de yuanes"), "KRW": ("{} wones", "{} de wones"),
    },
    money_names={
        "USD": ("dólares", "dólar", "US$", "$"), "JPY": ("yenes", "yen", "¥"),
        "EUR": ("euros", "euro", "€"), "GBP": ("libras", "£"), "CNY": ("yuanes", "yuan"),
        "KRW": ("wones", "won", "₩"),
    },
    percent="{} %", percent_names=("%", "por ciento"), about="unos {}",
    spelled={
        w: n for n, w in enumerate(
            ["cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once", "doce"]
        )
    } | {"un": 1, "una": 1},
    months=(
        "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
        "octubre", "noviembre", "diciembre",
    ),
    date=("{d} de {M} de {y}", "{M} de {y}", "{d} de {M}"),
)  # fmt: skip
