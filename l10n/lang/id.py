"""Indonesian: 97,4 miliar dolar AS, 14,8 triliun yen, 11 Februari 2025."""

from l10n.lang._prose import Prose
from l10n.lang._style import B, K, M, Style, T, none

_FREQUENT = (
    "yang dan di dari dengan untuk pada ini itu dalam tidak adalah akan ke oleh "
    "sebagai juga atau telah bahwa karena dapat lebih mereka ada saat bisa para dia "
    "sedang sudah saya kami kita anda belum seorang sebuah bagi serta namun tetapi "
    "agar kepada tersebut setelah sebelum masih harus jika hanya seperti antara hari"
)

PROSE = Prose(
    weak=r"masih|khusus|susah|kosong|salah|bebas|habis|lepas|luar|lawan|hanya|jarang|sulit|sebelum|sampai|sedikit|selain|kurang",
    without=r"\btanpa\b",
    no=r"\b(?:tidak|tak|bukan|belum|jangan|tanpa|tiada)\b",
    denies=r"(?<!\batau )\b(?:tidak|tak|jangan)\b(?! (?:lama|hanya|saja|kurang|lebih|sedikit|jarang|lain|heran|apa-apa|pelak|ayal|asing|ter\w+kan))",
    negative=r"\b(?:mengabaikan|diabaikan|membatalkan|dibatalkan|mengelak|menampik|enggan|absen|mustahil|nihil|\w*cegah\w*|masih|khusus|susah|sia-sia|batal\w*|tutup|ditutup|kosong|salah|bebas|\w*larang\w*|habis|lepas|luar|\w*bantah\w*|menyangkal|lawan|terpaksa|non\w*|gagal|kurang|hanya|jarang|sulit|menolak|ditolak|tolak|larang\w*|melarang|dilarang|hindar\w*|menghindari|kecuali|selain|mencegah|berhenti|kehilangan|alih-alih|sebelum|sampai|sedikit|anti\w*|hilang|batal)\b",
    frequent=frozenset(_FREQUENT.split()),
    honorifics=r"(?<=[a-z])[-‐‑](?:san|sama|shi|kun|chan|sensei)\b",
)

STYLE = Style(
    decimal=",", group=".", plural=none,
    scales=((T, ("triliun",)), (B, ("miliar",)), (M, ("juta",))),
    read_scales={"jt": M, "ribuan": K, "jutaan": M, "ribu": K, "ratus": K / 10, "puluh": K / 100, "milyar": B, "trilyun": T, "lusin": K / 1000 * 12, "dekade": K / 100, "dasawarsa": K / 100},
    plain_scales=frozenset({"dekade"}), several=("beberapa",),
    vague=("puluhan", "ratusan", "ribuan", "puluhan ribu", "ratusan ribu", "jutaan", "puluhan juta", "ratusan juta", "miliaran", "puluhan miliar", "ratusan miliar", "triliunan"),
    spelled={"nol": 0, "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7, "delapan": 8, "sembilan": 9, "sepuluh": 10, "sebelas": 11, "seratus": 100, "seribu": 1000, "sejuta": 10**6, "pertama": 1, "kedua": 2, "ketiga": 3, "keempat": 4, "kelima": 5, "keenam": 6, "ketujuh": 7, "kedelapan": 8, "kesembilan": 9, "kesepuluh": 10, "belas": 10, "keduanya": 2, "ketiganya": 3},
    ordinal="x", ordinal_before="ke-", teens=frozenset({"belas"}), half_after=r"\s",
    money={
        "USD": ("dolar AS",), "JPY": ("yen",), "EUR": ("euro",), "GBP": ("pound sterling",), "CNY": ("yuan",), "KRW": ("won",), "INR": ("rupee",), "TWD": ("dolar Taiwan",), "HKD": ("dolar Hong Kong",), "AUD": ("dolar Australia",), "CAD": ("dolar Kanada",), "CHF": ("franc Swiss",),
        "SGD": ("dolar Singapura",), "RUB": ("rubel",), "THB": ("baht",), "BRL": ("real",), "IDR": ("rupiah",), "VND": ("dong",), "MXN": ("peso",), "TRY": ("lira",),
    },
    money_names={"USD": ("dolar", "dolar Amerika"), "GBP": ("pound",), "CHF": ("franc",)},
    units={"second": ("detik",), "minute": ("menit",), "hour": ("jam",), "day": ("hari",), "week": ("minggu",), "month": ("bulan",), "year": ("tahun",)},
    unit_names={"bp": ("basis poin",),
        "kW": ("kilowatt",), "MW": ("megawatt",), "GW": ("gigawatt",), "kWh": ("kilowatt-jam",), "mg": ("miligram",), "mL": ("mililiter",), "g": ("gram",), "mm": ("milimeter",), "μm": ("mikrometer",), "m³": ("meter kubik",), "in": ("inci",), "kcal": ("kalori", "kilokalori"), "hPa": ("hektopascal",), "dB": ("desibel",), "week": ("pekan",), "km": ("kilometer",), "m": ("meter",), "cm": ("sentimeter",), "kg": ("kilogram", "kilo"), "t": ("ton",), "L": ("liter",), "m²": ("meter persegi",), "km²": ("kilometer persegi",), "ha": ("hektare", "hektar"), "°C": ("derajat Celsius",), "°": ("derajat",), "mi": ("mil",), "nm": ("nanometer",)},
    percent_names=("persen",),
    quarters=(("kuartal pertama", "kuartal I", "kuartal 1", "triwulan pertama"), ("kuartal kedua", "kuartal II", "kuartal 2", "triwulan kedua"), ("kuartal ketiga", "kuartal III", "kuartal 3", "triwulan ketiga"), ("kuartal keempat", "kuartal IV", "kuartal 4", "triwulan keempat")),
    fractions={"setengah": (1, 2), "separuh": (1, 2), "sepertiga": (1, 3), "dua pertiga": (2, 3), "seperempat": (1, 4), "tiga perempat": (3, 4), "seperlima": (1, 5), "sepersepuluh": (1, 10), "dua perlima": (2, 5), "tiga perlima": (3, 5), "empat perlima": (4, 5), "setengah abad": (50, 1), "seabad": (100, 1), "satu abad": (100, 1)},
    about=("sekitar {}", "kira-kira {}", "hampir {}", "kurang lebih {}"),
    bounds={
        "≥": ("setidaknya {}", "paling sedikit {}", "minimal {}", "sedikitnya {}", "minimum {}", "{} atau lebih", "{} ke atas", "mulai {}", "paling tidak {}", "mulai dari {}", "dari {} ke atas", "tidak kurang dari {}", "tak kurang dari {}", "{} atau di atasnya", "{} dan lebih"), "≤": ("paling banyak {}", "maksimal {}", "hingga {}", "tidak lebih dari {}", "dalam waktu {}", "maksimum {}", "{} atau kurang", "{} ke bawah", "paling lama {}", "paling lambat {}", "tak lebih dari {}", "{} atau di bawahnya", "{} atau lebih muda", "{} atau lebih rendah"),
        ">": ("lebih dari {}", "di atas {}", "melebihi {}", "melampaui {}", "lebih besar dari {}", "lebih tua dari {}", "menembus {}", "lebih daripada {}"), "<": ("kurang dari {}", "di bawah {}", "kurang daripada {}", "tak sampai {}", "tidak sampai {}", "tidak mencapai {}"),
    },
    rates={"second": r"per detik|/detik", "minute": r"per menit|/menit", "hour": r"per jam|/jam|tiap jam", "day": r"per hari|sehari|/hari|harian|setiap hari|tiap hari", "week": r"per minggu|seminggu|/minggu|mingguan|(?:se)?tiap minggu", "month": r"per bulan|sebulan|/bulan|bulanan|(?:se)?tiap bulan", "year": r"per tahun|setahun|/tahun|tahunan|(?:se)?tiap tahun"},
    until=r"\b(?:hingga|sampai|sebelum|paling lambat|tutup|berakhir|batas|s\.d\.)\b", since=r"\b(?:dari|sejak|mulai|setelah)\b",
    minus=r"[-−–]\s?\d|minus|di bawah|negatif",
    to_words=("hingga", "sampai", "dan", "atau", "sampai dengan"),
    months=("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember"),
    month_names={"jan": 1, "feb": 2, "agu": 8, "okt": 10, "des": 12},
    weekdays=("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"),
    date=("{d} {M} {y}", "{M} {y}", "{d} {M}"), decade="{y}-an", decade_forms=("{}-an", "{}an"), case_months=True,
    relative={"bulan sebelumnya": (-1, "month"), "tahun sebelumnya": (-1, "year"), "secara tahunan": (-1, "year"), "secara bulanan": (-1, "month"), "minggu sebelumnya": (-1, "week"), "hari sebelumnya": (-1, "day"), "kemarin": (-1, "day"), "besok": (1, "day"), "tahun lalu": (-1, "year"), "tahun depan": (1, "year"), "tahun ini": (0, "year"), "bulan lalu": (-1, "month"), "bulan depan": (1, "month"), "minggu lalu": (-1, "week"), "minggu depan": (1, "week"), "pekan lalu": (-1, "week"), "pekan depan": (1, "week")},
    ago=("lalu",), later=("kemudian", "lagi", "mendatang"),
    half_to=r"setengah\s", dotted_clock=(r"pukul\s", ""), before_noon=r"pagi", after_noon=r"sore|malam",
    prose=PROSE,
)  # fmt: skip
