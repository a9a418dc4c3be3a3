"""Simplified Chinese figures: 974亿美元, 14.8万亿日元 (兆 is never used for 10¹²)."""

from decimal import Decimal

from l10n.lang._style import Style

STYLE = Style(
    space="", myriad=True, max_fraction=4,
    scales=(
        (Decimal(10) ** 12, "万亿", "万亿"),
        (Decimal(10) ** 8, "亿", "亿"),
        (Decimal(10) ** 4, "万", "万"),
    ),
    read_scales={"兆": Decimal(10) ** 12, "千": Decimal(1000), "百": Decimal(100), "百万": Decimal(10) ** 6},
    money={
        "USD": ("{}美元",) * 2, "JPY": ("{}日元",) * 2, "EUR": ("{}欧元",) * 2,
        "GBP": ("{}英镑",) * 2, "CNY": ("{}元",) * 2, "KRW": ("{}韩元",) * 2,
    },
    money_names={
        "USD": ("美元", "美金", "$"), "JPY": ("日元", "日圆", "¥"), "EUR": ("欧元", "€"),
        "GBP": ("英镑", "£"), "CNY": ("人民币", "元"), "KRW": ("韩元",),
    },
    percent_names=("%", "％"), about="约{}",
    spelled={c: n for n, c in enumerate("零一二三四五六七八九十")} | {"两": 2},
    date=("{y}年{m}月{d}日", "{y}年{m}月", "{m}月{d}日"), year="{y}年",
)  # fmt: skip
