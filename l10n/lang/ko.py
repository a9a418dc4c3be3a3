"""Korean figures: 974억 달러, 14.8조 엔, 2025년 2월 11일."""

from decimal import Decimal

from l10n.lang._style import Style

STYLE = Style(
    space="", myriad=True, max_fraction=4,
    scales=(
        (Decimal(10) ** 12, "조", "조"),
        (Decimal(10) ** 8, "억", "억"),
        (Decimal(10) ** 4, "만", "만"),
    ),
    read_scales={"천만": Decimal(10) ** 7, "백만": Decimal(10) ** 6, "천": Decimal(1000)},
    money={
        "USD": ("{} 달러",) * 2, "JPY": ("{} 엔",) * 2, "EUR": ("{} 유로",) * 2,
        "GBP": ("{} 파운드",) * 2, "CNY": ("{} 위안",) * 2, "KRW": ("{} 원",) * 2,
    },
    money_names={
        "USD": ("달러", "$"), "JPY": ("엔", "¥"), "EUR": ("유로", "€"), "GBP": ("파운드", "£"),
        "CNY": ("위안",), "KRW": ("원",),
    },
    percent_names=("%", "퍼센트", "％"), about="약 {}",
    spelled={"한": 1, "두": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9, "열": 10},
    date=("{y}년 {m}월 {d}일", "{y}년 {m}월", "{m}월 {d}일"), year="{y}년",
)  # fmt: skip
