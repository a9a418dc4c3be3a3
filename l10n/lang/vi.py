"""Vietnamese: 97,4 tỷ USD, 14,8 nghìn tỷ yên, ngày 11 tháng 2 năm 2025."""

from l10n.lang._prose import Prose
from l10n.lang._style import B, K, M, Style, T, none

_FREQUENT = (
    "của và là có trong được cho với các những này đã một để không người từ đến khi "
    "theo về ra cũng như vào năm trên tại sẽ đang ở cô anh chị ông bà tôi nó họ rằng "
    "nhưng mà nếu thì hay hoặc nhiều ít rất hơn đây đó gì sao vì nên bị lại còn chỉ "
    "đi làm"
)

PROSE = Prose(
    weak=r"bỏ|vẫn|đóng|tự do|dành cho|chỉ|trước|ít|khó|sai|hết|ngoài|mất",
    without=r"\b(?:mà không|không có|không cần)\b",
    honorifics=r"(?<=[a-z])[-‐‑](?:san|sama|shi|kun|chan|sensei)\b",
    no=r"\b(?:không|chưa|chẳng|chớ|đừng|cấm|vô)\b",
    denies=r"(?<!hàng )\b(?:không|chưa|chẳng|đừng)\b(?! (?:chỉ|những|dưới|quá|ngừng|thể thiếu|kém|lâu|ít|khí|gian|quân|trung|phận|tưởng|sao|còn cách))(?!\s*[?.])",
    negative=r"\b(?:khước từ|phớt lờ|bỏ qua|bỏ|đình chỉ|vắng|cản|vẫn|uổng|vô ích|hủy|huỷ|đóng|rỗng|tự do|dành riêng|dành cho|đành|cạn|phản đối|bác bỏ|phủ nhận|bất|phi|thiếu|từ chối|tránh|thất bại|hiếm|ít|chỉ|ngoại trừ|trừ|ngoài|thay vì|khó|mất|miễn|dừng|ngừng|ngăn|trước|kém|sai|hết)\b",
    frequent=frozenset(_FREQUENT.split()),
    doubled=frozenset({"dần", "ngày", "luôn", "xa", "mãi", "rất", "hơn"}),
)

STYLE = Style(
    decimal=",", group=".", plural=none,
    scales=((T, ("nghìn tỷ",)), (B, ("tỷ",)), (M, ("triệu",))),
    read_scales={"nghìn": K, "ngàn": K, "tỉ": B, "trăm": K / 10, "mươi": K / 100, "chục": K / 100, "vạn": K * 10, "thập kỷ": K / 100, "tá": K / 1000 * 12},
    suffixes={"tỷ": B, "tỉ": B, "triệu": M}, several=("vài", "nhiều"), ten_and=True, half_suffix=r"\s(?:(?:năm|tháng|giờ|tiếng|triệu|tỷ|tuần|ngày)\s)?rưỡi",
    vague=("hàng chục", "hàng trăm", "hàng nghìn", "hàng chục nghìn", "hàng trăm nghìn", "hàng triệu", "hàng chục triệu", "hàng trăm triệu", "hàng tỷ", "hàng chục tỷ", "hàng trăm tỷ", "hàng nghìn tỷ"),
    spelled={"không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10, "đôi": 2},
    articles=frozenset({"không", "một", "năm", "tư", "ba", "đôi"}),
    money={
        "USD": ("USD",), "JPY": ("yên",), "EUR": ("euro",), "GBP": ("bảng Anh",), "CNY": ("nhân dân tệ",), "KRW": ("won",), "INR": ("rupee",), "TWD": ("đô la Đài Loan",), "HKD": ("đô la Hồng Kông",), "AUD": ("đô la Úc",), "CAD": ("đô la Canada",), "CHF": ("franc Thụy Sĩ",),
        "SGD": ("đô la Singapore",), "RUB": ("rúp",), "THB": ("baht",), "BRL": ("real",), "IDR": ("rupiah",), "VND": ("đồng",), "MXN": ("peso",), "TRY": ("lira",),
    },
    money_names={"USD": ("đô la", "đô la Mỹ", "đô-la", "đô"), "JPY": ("yên Nhật", "yen"), "GBP": ("bảng",)},
    units={"second": ("giây",), "minute": ("phút",), "hour": ("giờ",), "day": ("ngày",), "week": ("tuần",), "month": ("tháng",), "year": ("năm",)},
    unit_names={"bp": ("điểm cơ bản",),
        "kW": ("kilôoát",), "mg": ("miligam",), "mL": ("mililít",), "g": ("gam",), "cm": ("xentimét", "centimet"), "mm": ("milimét", "milimet"), "nm": ("nanomet", "nanomét"), "m³": ("mét khối",), "ft": ("feet",), "in": ("inch",), "kcal": ("calo",), "hour": ("tiếng",), "km": ("kilômét", "ki-lô-mét", "cây số"), "m": ("mét",), "kg": ("kilôgam", "ki-lô-gam", "cân", "kilogam"), "t": ("tấn",), "L": ("lít",), "m²": ("mét vuông",), "km²": ("kilômét vuông",), "ha": ("héc-ta",), "°C": ("độ C",), "°": ("độ",), "mi": ("dặm",)},
    percent_names=("phần trăm",),
    quarters=(("quý 1", "quý I", "quý đầu", "quý một"), ("quý 2", "quý II", "quý hai"), ("quý 3", "quý III", "quý ba"), ("quý 4", "quý IV", "quý tư", "quý bốn")),
    fractions={"gấp đôi": (2, 1), "gấp hai": (2, 1), "gấp ba": (3, 1), "gấp bốn": (4, 1), "gấp năm": (5, 1), "một nửa": (1, 2), "nửa": (1, 2), "một phần ba": (1, 3), "hai phần ba": (2, 3), "một phần tư": (1, 4), "ba phần tư": (3, 4), "một phần năm": (1, 5), "hai phần năm": (2, 5), "ba phần năm": (3, 5), "bốn phần năm": (4, 5), "một phần mười": (1, 10), "nửa thế kỷ": (50, 1), "một thế kỷ": (100, 1), "nửa tá": (6, 1)},
    about=("khoảng {}", "gần {}", "xấp xỉ {}", "chừng {}", "ước tính {}"),
    bounds={
        "≥": ("ít nhất {}", "tối thiểu {}", "không dưới {}", "từ {}", "{} trở lên", "{} hoặc hơn", "{} hoặc cao hơn", "{} hoặc nhiều hơn"), "≤": ("tối đa {}", "nhiều nhất {}", "không quá {}", "trong vòng {}", "{} trở xuống", "{} hoặc ít hơn", "không vượt quá {}", "chậm nhất {}", "không hơn {}", "lên đến {}", "lên tới {}"),
        ">": ("hơn {}", "trên {}", "vượt {}", "vượt quá {}", "quá {}", "lớn hơn {}", "nhiều hơn {}", "lên trên {}", "cao hơn {}", "lâu hơn {}", "vượt mức {}", "vượt ngưỡng {}", "vượt mốc {}", "quá mức {}"), "<": ("dưới {}", "chưa đầy {}", "ít hơn {}", "chưa đến {}", "chưa tới {}", "thấp hơn {}", "không tới {}", "không đến {}", "nhỏ hơn {}"),
    },
    rates={"second": r"mỗi giây|/giây|một giây", "minute": r"mỗi phút|/phút|một phút", "hour": r"mỗi giờ|/giờ|một giờ|km/h|theo giờ", "day": r"mỗi ngày|/ngày|hằng ngày|hàng ngày|một ngày|ngày (?:uống|ba|hai)", "week": r"mỗi tuần|/tuần|hằng tuần|hàng tuần|một tuần|tuần (?:hai|ba)", "month": r"mỗi tháng|/tháng|hằng tháng|hàng tháng|một tháng", "year": r"mỗi năm|/năm|hằng năm|hàng năm|một năm|thường niên"},
    until=r"\b(?:đến|tới|trước|hết|chậm nhất|muộn nhất|đóng|hạn|cuối)\b", since=r"\b(?:kể từ|từ|sau|bắt đầu)\b",
    minus=r"[-−–]\s?\d|âm|dưới",
    to_words=("đến", "tới", "và", "hoặc"),
    months=tuple(f"tháng {n}" for n in range(1, 13)),
    month_names={w: n for n, w in enumerate(("tháng một", "tháng hai", "tháng ba", "tháng tư", "tháng năm", "tháng sáu", "tháng bảy", "tháng tám", "tháng chín", "tháng mười", "tháng mười một", "tháng mười hai"), 1)} | {"tháng giêng": 1},
    weekdays=("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"), weekday_names={"thứ 2": 0, "thứ 3": 1, "thứ 4": 2, "thứ 5": 3, "thứ 6": 4, "thứ 7": 5},
    date=("ngày {d} tháng {m} năm {y}", "tháng {m} năm {y}", "ngày {d} tháng {m}"), year="năm {y}", decade="thập niên {y}", decade_forms=("thập niên {}", "những năm {}", "thập kỷ {}"), month="tháng {m}", day_words="năm |, năm ", clock="giờ|h", morning=("sáng",), evening=("chiều", "tối"),
    relative={"cùng kỳ": (-1, "year"), "tháng liền trước": (-1, "month"), "ngày hôm trước": (-1, "day"), "năm liền trước": (-1, "year"), "hôm qua": (-1, "day"), "ngày mai": (1, "day"), "năm ngoái": (-1, "year"), "năm trước": (-1, "year"), "năm sau": (1, "year"), "năm tới": (1, "year"), "năm nay": (0, "year"), "tháng trước": (-1, "month"), "tháng sau": (1, "month"), "tháng tới": (1, "month"), "tuần trước": (-1, "week"), "tuần sau": (1, "week"), "tuần tới": (1, "week")},
    ago=("trước",), later=("sau", "nữa"),
    before_noon=r"sáng", after_noon=r"chiều|tối",
    prose=PROSE,
)  # fmt: skip
