"""English figures: $97.4 billion, ¥14.8 trillion, February 11, 2025."""

from decimal import Decimal

from l10n.lang._style import Style

STYLE = Style(
    scales=(
        (Decimal(10) ** 12, "trillion", "trillion"),
        (Decimal(10) ** 9, "billion", "billion"),
        (Decimal(10) ** 6, "million", "million"),
    ),
    read_scales={
        "trn": Decimal(10) ** 12, "tn": Decimal(10) ** 12, "bn": Decimal(10) ** 9,
        "m": Decimal(10) ** 6, "b": Decimal(10) ** 9, "k": Decimal(1000), "mn": Decimal(10) ** 6,
        "trillions": Decimal(10) ** 12, "billions": Decimal(10) ** 9,
        "millions": Decimal(10) ** 6, "thousand": Decimal(1000), "hundred": Decimal(100),
    },
    money={
        "USD": ("${}", "${}"), "JPY": ("¥{}", "¥{}"), "EUR": ("€{}", "€{}"),
        "GBP": ("£{}", "£{}"), "CNY": ("{} yuan", "{} yuan"), "KRW": ("{} won", "{} won"),
    },
    money_names={
        "USD": ("US$", "$", "dollars", "dollar"), "JPY": ("¥", "yen"), "EUR": ("€", "euros", "euro"),
        "GBP": ("£", "pounds", "pound"), "CNY": ("yuan", "renminbi"), "KRW": ("₩", "won"),
    },
    percent_names=("%", "percent", "per cent"),
    about="about {}",
    spelled={
        w: n for n, w in enumerate(
            ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
        )
    } | {"half": 0, "twenty": 20, "thirty": 30},
    months=(
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ),
    date=("{M} {d}, {y}", "{M} {y}", "{M} {d}"),
)  # fmt: skip
