"""How numerals of any language add up: digits or number words between scale words."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Literal

Part = tuple[Literal["number", "scale"], Decimal]


def evaluate(parts: Iterable[Part]) -> Decimal:
    """The value of numbers and scale words in the order they are read.

    A scale multiplies what stands before it and is smaller: 97 mil millones is 97·10⁹,
    9억 4천만 is 9·10⁸ + 4·10³·10⁴, 14.8万亿 is 14.8·10⁴·10⁸.

    >>> thousand, million = ("scale", Decimal(1000)), ("scale", Decimal(10**6))
    >>> evaluate([("number", Decimal(97)), thousand, ("number", Decimal(400)), million])
    Decimal('97400000000')
    """
    groups: list[tuple[Decimal, Decimal]] = []
    current: Decimal | None = None
    for kind, value in parts:
        if kind == "number":
            current = value if current is None else current + value
            continue
        base, found = current or Decimal(0), current is not None
        while groups and groups[-1][1] < value:
            base, found = base + groups.pop()[0], True
        groups.append(((base if found else Decimal(1)) * value, value))
        current = None
    return sum((value for value, _ in groups), current or Decimal(0))


_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def roman(text: str) -> int:
    """The value of a Roman numeral up to a hundred or so: XXI is 21.

    >>> roman("XIX")
    19
    """
    values = [_ROMAN[letter] for letter in text]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < after else value for value, after in pairs)
