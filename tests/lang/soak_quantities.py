"""Amounts of all kinds, written in every locale and read back; `make soak` does two million.

.venv/bin/python tests/lang/soak_quantities.py 2000000 [SEED]
"""

import random
import sys
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from l10n.lang import read_target_quantities, write_quantity
from l10n.model import Quantity

LOCALES = (
    *("en", "de", "fr", "es", "pt_BR", "it", "zh_Hans", "zh_Hant", "ko", "ru", "ar", "ar_EG", "hi"),
    *("th", "vi", "id"),
)
UNITS = (
    *(
        "",
        "",
        "",
        "USD",
        "JPY",
        "EUR",
        "GBP",
        "CNY",
        "KRW",
        "INR",
        "CHF",
        "percent",
        "km",
        "m",
        "kg",
    ),
    *(
        "t",
        "m²",
        "m³",
        "mL",
        "mg",
        "kW",
        "GW",
        "kWh",
        "GB",
        "°C",
        "kcal",
        "hPa",
        "second",
        "minute",
        "hour",
        "day",
        "week",
        "month",
        "year",
    ),
)
BOUNDS = ("", "", "", "", "≥", "≤", ">", "<")


def amounts(count: int, seed: int) -> Iterator[Quantity]:
    """Random amounts as articles have them: few digits, many magnitudes, some with a bound."""
    source = random.Random(seed)
    for _ in range(count):
        digits = source.randint(1, source.choice((9, 99, 999, 9999, 99999)))
        value = Decimal(digits).scaleb(source.randint(-2, 12))
        if value >= 10**15 or (value % 1 and value < 1):
            value = Decimal(digits)
        sign = -1 if source.random() < 0.02 else 1
        bound = source.choice(BOUNDS) if sign > 0 else ""
        about = not bound and source.random() < 0.1
        yield Quantity(sign * value, source.choice(UNITS), about, bound)


def differences(count: int, seed: int) -> Iterator[tuple[str, Quantity, str, list[Quantity]]]:
    """(locale, amount, what was written, what was read) of each that did not come back."""
    for number, amount in enumerate(amounts(count, seed)):
        locale = LOCALES[number % len(LOCALES)]
        text = write_quantity(amount, locale)
        read = read_target_quantities(text, locale)
        if len(read) != 1 or (read[0].value, read[0].unit, read[0].bound) != (
            amount.value,
            amount.unit,
            amount.bound,
        ):
            yield locale, amount, text, read


if __name__ == "__main__":
    total, seed = int(sys.argv[1]), int(sys.argv[2]) if sys.argv[2:] else 0
    wrong = Counter()
    for locale, amount, text, read in differences(total, seed):
        wrong[locale] += 1
        if wrong[locale] <= 5:
            sys.stdout.write(f"{locale} {amount} {text} {read}\n")
    sys.stdout.write(f"{total} amounts written and read back: {sum(wrong.values())} differ\n")
    sys.exit(1 if wrong else 0)
