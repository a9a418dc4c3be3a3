"""Traditional Chinese figures: 974億美元, 14.8兆日圓."""

from decimal import Decimal

from l10n.lang._style import Style

STYLE = Style(
    space="", myriad=True, max_fraction=4,
    scales=(
        (Decimal(10) ** 12, "兆", "兆"),
        (Decimal(10) ** 8, "億", "億"),
        (Decimal(10) ** 4, "萬", "萬"),
    ),
    read_scales={"萬億": Decimal(10) ** 12, "千": Decimal(1000), "百萬": Decimal(10) ** 6},
    money={
        "USD": ("{}美元",) * 2, "JPY": ("{}日圓",) * 2, "EUR": ("{}歐元",) * 2,
        "GBP": ("{}英鎊",) * 2, "CNY": ("{}人民幣",) * 2, "KRW": ("{}韓元",) * 2,
    },
    money_names={
        "USD": ("美元", "美金", "$"), "JPY": ("日圓", "日元", "¥"), "EUR": ("歐元", "€"),
        "GBP": ("英鎊", "£"), "CNY": ("人民幣",), "KRW": ("韓元",),
    },
    about="約{}",
    spelled={c: n for n, c in enumerate("零一二三四五六七八九十")} | {"兩": 2},
    date=("{y}年{m}月{d}日", "{y}年{m}月", "{m}月{d}日"), year="{y}年",
)  # fmt: skip
