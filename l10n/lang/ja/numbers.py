"""Amounts in Japanese text, as exact Decimals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from l10n.lang._numerals import Part, evaluate
from l10n.lang._style import PLAIN_UNITS
from l10n.lang.ja.dates import date_spans, narrow, scan
from l10n.lang.ja.spaced import read_closed
from l10n.lazy import lazy
from l10n.model import Quantity

Bound = Literal["", "≥", "≤", ">", "<"]

_SCALES = {
    "十": 10, "百": 100, "千": 1000, "拾": 10, "万": 10**4, "萬": 10**4, "億": 10**8,
    "兆": 10**12, "京": 10**16,
}  # fmt: skip
_KANJI = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {
    "零": 0, "壱": 1, "弐": 2, "参": 3, "両": 2,
}  # fmt: skip
# What follows a figure and says what is counted: money, shares, measures, spans of time.
_UNITS = {
    "米ドル": "USD", "USドル": "USD", "ドル": "USD", "円": "JPY", "ユーロ": "EUR", "人民元": "CNY",
    "元": "CNY", "香港ドル": "HKD", "シンガポールドル": "SGD", "ウォン": "KRW", "英ポンド": "GBP",
    "ポンド": "GBP", "スイスフラン": "CHF", "フラン": "CHF", "インドルピー": "INR", "ルピー": "INR",
    "台湾ドル": "TWD", "豪ドル": "AUD", "オーストラリアドル": "AUD", "カナダドル": "CAD",
    "加ドル": "CAD", "ルーブル": "RUB", "バーツ": "THB", "ペソ": "MXN", "レアル": "BRL",
    "ルピア": "IDR", "ドン": "VND", "リラ": "TRY", "USD": "USD", "JPY": "JPY", "EUR": "EUR",
    "%": "percent", "パーセント": "percent", "‰": "permille", "パーミル": "permille",
    "キロメートル": "km", "km": "km", "㎞": "km", "センチメートル": "cm", "センチ": "cm", "cm": "cm",
    "㎝": "cm", "ミリメートル": "mm", "mm": "mm", "㎜": "mm", "ナノメートル": "nm", "ナノ": "nm",
    "nm": "nm", "マイクロメートル": "μm", "メートル": "m", "m": "m", "ヘクタール": "ha", "ha": "ha",
    "平方キロメートル": "km²", "平方キロ": "km²", "km²": "km²", "km2": "km²", "平方メートル": "m²",
    "平米": "m²", "㎡": "m²", "m²": "m²", "m2": "m²", "立方メートル": "m³", "m³": "m³",
    "キログラム": "kg", "kg": "kg", "㎏": "kg", "ミリグラム": "mg", "mg": "mg", "グラム": "g", "g": "g",
    "トン": "t", "リットル": "L", "ℓ": "L", "L": "L", "ミリリットル": "mL", "デシリットル": "dL", "dl": "dL", "dL": "dL", "cc": "mL", "ベーシスポイント": "bp", "bp": "bp", "ml": "mL", "mL": "mL",
    "ギガワット": "GW", "GW": "GW", "メガワット": "MW", "MW": "MW", "キロワット時": "kWh", "kWh": "kWh",
    "キロワット": "kW", "kW": "kW", "ワット": "W", "W": "W", "テラバイト": "TB", "TB": "TB",
    "ギガバイト": "GB", "ギガ": "GB", "GB": "GB", "メガバイト": "MB", "MB": "MB", "KB": "KB", "kB": "KB",
    "ペタバイト": "PB", "PB": "PB", "度C": "°C", "℃": "°C", "°C": "°C", "℉": "°F", "°F": "°F",
    "GHz": "GHz", "MHz": "MHz", "kHz": "kHz", "Hz": "Hz", "マイル": "mi", "フィート": "ft",
    "キロカロリー": "kcal", "カロリー": "kcal", "kcal": "kcal", "ヘクトパスカル": "hPa", "hPa": "hPa",
    "デシベル": "dB", "dB": "dB", "立方センチメートル": "mL", "μm": "μm", "ミクロン": "μm", "ミリ": "mm",
    "インチ": "in", "キロ": "k", "度": "°", "ノット": "kn", "坪": "坪", "海里": "nmi",
    "秒間": "second", "秒": "second", "分間": "minute", "時間": "hour", "日間": "day",
    "週間": "week", "か月間": "month", "カ月間": "month", "ヶ月間": "month", "ヵ月間": "month",
    "か月": "month", "カ月": "month", "ヶ月": "month", "ヵ月": "month", "ケ月": "month", "箇月": "month",
    "年間": "year", "年半": "year",
}  # fmt: skip
_SIGNS = {
    "US$": "USD", "$": "USD", "¥": "JPY", "€": "EUR", "£": "GBP", "₩": "KRW", "₹": "INR",
    "A$": "AUD", "C$": "CAD", "NT$": "TWD", "HK$": "HKD", "USD": "USD", "JPY": "JPY", "EUR": "EUR",
}  # fmt: skip
_DEGREES = {"摂氏": "°C", "華氏": "°F"}
_COUNTERS = (
    "人|名|社|台|個|件|年|営業日|日|時間|分|秒|回|度|倍|割|本|冊|つ|校|か国|カ国|ヶ国|ヵ国|か所|カ所|ヶ所|箇所|カ条|か条|"
    "枚|歳|才|店|基|軒|戸|棟|匹|頭|羽|杯|通|票|席|室|階|位|点|種類|種|代目|代|期|次|号|章|節|条|項|行|列|桁|段階|"
    "キロ|メートル|トン|円|ドル|ユーロ|元|ウォン|パーセント|％|%|周年|世紀|世帯|世代|カ月|か月|ヶ月|週間|組|班|機|隻|艘|"
    "両|口|曲|話|巻|部門|拠点|都市|県|市町村|地域|ページ|ポイント|万|億|兆|色|字|文字|語|文|段落|等|級|着|足|粒|株|例|勝|敗|打|票|隊|便|社目|人目|回目|つ目|番目"
)
_D = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?"
_S = "十百千万億兆"
_K = "〇零一二三四五六七八九壱弐参"
_LEFT = "US\\$|[ACH]K?\\$|NT\\$|[$¥€£₩₹]|USD|JPY|EUR"
_FIGURE = lazy(
    rf"(?P<sign>(?<![A-Za-z])(?:{_LEFT}))?\s?"
    rf"(?P<minus>(?<!\d)[-−](?=\d)|[▲△](?=\d)|マイナス|氷点下|零下)?"
    rf"(?:(?P<fraction>[{_K}十百千万億\d,]+分の[{_K}十\d]+)"
    rf"|(?P<quarter>第?[1-4一二三四]四半期(?!連続|ぶり|続|間|分|以上)|Q[1-4](?!\d)|[1-4]Q(?![A-Za-z0-9]))"
    rf"|(?P<half>半分|半数|半額|過半数)"
    rf"|(?P<digits>(?:{_D})(?:[{_S}京]+(?!候)(?:(?:{_D})|[一二三四五六七八九](?=[{_S}]))?)*)"
    rf"|(?P<several>[数何幾][十百千万億兆]+|十数(?=[万億兆]?(?:{_COUNTERS})))"
    rf"|(?P<kanji>(?:[{_K}]|[十百千](?=[{_K}{_S}数]|{_COUNTERS}))[{_K}{_S}]*))"
)
# Where a figure can begin: the pattern above is tried only there.
_START = lazy(rf"[\d第Q$¥€£₩₹▲△−マ氷零数何幾半過{_K}{_S}]|(?<![A-Za-z])[UACHNJE](?=[A-Z$])|-(?=\d)")
_COUNTER = lazy(_COUNTERS)
_TENTHS = lazy(rf"割(?![りる](?!引)|合)(?:([\d{_K}])分)?(?:([\d{_K}])厘)?(?P<off>引き?)?")
_UNIT = lazy(
    r"\s?(?:"
    + "|".join(
        re.escape(name) + ("(?![A-Za-z0-9])" if name[-1].isascii() and name[-1].isalnum() else "")
        for name in sorted(_UNITS, key=len, reverse=True)
    )
    + ")"
)
_BOUNDS: tuple[tuple[str, Bound], ...] = (
    ("以上", "≥"), ("以降", ""), ("以下", "≤"), ("以内", "≤"), ("未満", "<"), ("超", ">"),
    ("を上回", ">"), ("を超え", ">"), ("をこえ", ">"), ("より多", ">"), ("を下回", "<"), ("に満たな", "<"),
    ("より少な", "<"), ("足らず", "<"), ("弱", ""), ("までの", "≤"), ("まで可", "≤"), ("が上限", "≤"),
    ("が下限", "≥"), ("までで", "≤"), ("までです", "≤"), ("まで利用", "≤"), ("まで無料", "≤"),
)  # fmt: skip
_BOUND = lazy(rf"(?:{_COUNTERS})?(?:間|前後)?の?(?P<bound>{'|'.join(word for word, _ in _BOUNDS)})")
_BOUND_BEFORE = lazy(
    r"(?P<ge>少なくとも|最低でも|最低|最小)|(?P<le>最大で?も?|最長|多くとも|せいぜい|上限は?)"
)
# 12回まで分割できる is a limit; 10%まで下がった, 3日から5日までできる are none.
_UP_TO = lazy(
    rf"(?:{_COUNTERS})?まで(?=[^。、]{{0,14}}(?:でき|可能|OK|無料|受け?付け|選べ|選択|登録|申し?込|預か|持ち込|購入|注文|利用|お選び|いただけ|入場|参加|送れ|貸し出|借り|乗れ))"
)
_FROM = lazy("(?:から|より|[〜～])[^。、]*$")
_LIMITS = lazy(r"(?:限|値は|でも?|は|約|およそ|[:：]|\s)*[$¥€£]?")  # 最低気温は8度 sets no limit
_APPROXIMATE = lazy(r"(?:約|およそ|おおよそ|ほぼ|概ね|おおむね|ざっと|だいたい|推定)\s?$")
_ROUGHLY = lazy(
    rf"(?:{_COUNTERS})?(?:前後|程度|ほど|くらい|ぐらい|余り|あまり|強|弱|内外|近く|足らず|がらみ|余(?![裕地計暇命波生所]))"
)
_TIME_HALF = lazy(r"(?P<unit>時間|年|か月|カ月|ヶ月|週間|分|倍|日)半")
# 9秒58 is a time of 9.58 seconds
_HUNDREDTHS = lazy(rf"秒(?P<part>\d{{1,3}})(?![\d,.]|{_COUNTERS})")
_HUNDREDTH = lazy(
    r"(?P<n>\d{1,2})(?:銭|セント|ペンス|コペイカ|サンチーム|センターボ|サンティーム|ペニー)"
)  # 149円80銭
# 1メートル90 is 1.9 m
_TALL = lazy(r"メートル(?P<part>\d{2})(?![\d,.]|センチ|ミリ|m)")
_DAYS = lazy("日(?:以内|以上|未満|ほど|程度|分の|連続|足らず|余り)")
_AND_SOME = lazy(rf"数[十百千]*(?={_COUNTERS}|[万億兆])")
# 15分 and 3年 in digits are spans; 5分の1, 3年生 and 第3年 are not.
_MINUTES = lazy("分(?!の[\\d一二三四五六七八九十]|[配担割野析類岐散布裂別解量身業離泌圧厚])")
_YEARS = lazy("年(?![度代生次組目号輪表式])")
_NO_YEARS = lazy("(?:第|小学校?|中学校?|高校|大学|学年|小|中|高)$")
_NAME = lazy(r"[A-Za-z][A-Za-z0-9+.]*[-‑‐– \u00a0]?$")
_PLAIN_UNIT = lazy(PLAIN_UNITS)
_VERSION = lazy(r"(?:バージョン|ヴァージョン|[Vv]er(?:sion)?\.?|[Vv]\.?|No\.?|#|型番)\s?$")
_NOT_FIGURES = lazy(
    r"0\d{1,4}-\d{1,4}-\d{3,4}|〒\s?\d{3}-?\d{4}|(?<![\d-])\d{3}-\d{4}(?![\d万億人円台個件年月%-])|"
    r"\d+\s?進|[一二三四五六七八九十\d]+角形|百分率|24時間[・、]?365日|九分九厘|"
    f"(?<![{_K}{_S}\\d])(?:"
    "一方|一部|(?<![二三四五六七八九\\d])十分(?![間後前])|万が一|万一|一理|一番|一般|一体|一定|一種|一層|一時[期的]?|一連|一貫|一覧|"
    "一気|一緒|一切|一環|一致|一応|一同|一様|一見|一面|一瞬|一旦|一生|一流|一転|一段|一斉|一因|一端|一味|一躍|一命|一家|"
    "一存|一律|一杯|一興|一概|一挙|一向|一括|一般|一本化|一元|一点張|一歩|一員|一角|一帯|一世|一神|一期一会|一人ひとり|一人一人|"
    "一つひとつ|一つ一つ|一日中|一年中|一度に|一台詞|一国二制度|唯一|統一|随一|均一|単一|同一|画一|専一|第一(?=[印人線声])|第二(?=の)|"
    "第三者|三者|三角|三菱|三井|三重|三越|三陸|三鷹|三洋|三田|四国|四季|四半期|四日市|四谷|五輪|五感|五十嵐|五反田|五分五分|"
    "六本木|六法|七夕|七尾|八百屋|八百長|八王子|八戸|八幡|八丈|九州|九条|十字|十八番|千歳|千葉|千代田|千住|千秋|千載|千両|"
    "百貨店|百科|百合|百年戦争|百長者|百万長者|億万長者|億万|万全|万能|万博|万国|万歳|万葉|二の次|二の足|二重|二次[元的]|二酸化|"
    "二進法|十進法|三次元|二人三脚|三人称|一人称|二人称|一次[元的]|一石|一長一短|一喜|一進一退|一目|一息|一区切|一言|一品|一筋|一丸|"
    "一朝|一昔|一昨|一時停止|一式|一対|一通り|一服|一票の格差|三権|三昧|四捨五入|四六時中|五里|七転|八方|八分|十年一日|十人十色|十代|"
    "両(?=[国者親方社手面側])|半分以|千差|一千(?=一)|一兆候|二十日(?=ネズミ)|七五三|二者択|三日坊主|三日月|万年筆|億劫|兆し|兆候)"
)

# Where one of them can begin.
_NOT_START = lazy(f"[\\d〒第{_K}{_S}両唯統随均単同画専半]")


def read_quantities(text: str) -> list[Quantity]:
    """The amounts in Japanese text, left to right, with their place in it.

    >>> [(int(q.value), q.unit) for q in read_quantities("約97億4000万ドル、3〜5万人")]
    [(9740000000, 'USD'), (30000, ''), (50000, '')]

    Units are those of `Quantity`. Dates, times, versions and model names (GPT-4, iPhone 16) are
    no amounts, nor are the words 一方, 十分, 四国.
    """
    return read_closed(_read, text)


@lru_cache(maxsize=4096)  # twelve languages, drafting and checks ask about the same sentences
def _read(text: str) -> tuple[Quantity, ...]:
    plain = _half_width(text)
    if not _START.search(plain):
        return ()
    taken = [*date_spans(text), *(m.span() for m in scan(_NOT_FIGURES, _NOT_START, plain))]
    found: list[tuple[Quantity, bool]] = []
    for match in scan(_FIGURE, _START, plain):
        kind = match.lastgroup
        start, end = match.span(kind or 0)
        cut = kind != "quarter" and any(a < end and start < b for a, b in taken)
        if cut or (found and start < found[-1][0].end):
            continue
        quantity = _quantity(plain, match, kind or "digits", start, end)
        if quantity is not None:
            found.append((quantity, plain[end - 1 : end] not in _SCALES))
    return tuple(_ranges(plain, found))


_WIDE = lazy(r"(?<=[\d])[．，](?=\d)")


def _half_width(text: str) -> str:
    """Full-width digits and signs as ASCII, every character at its place."""
    plain = narrow(text)
    if "．" in plain or "，" in plain:
        plain = _WIDE.sub(lambda match: "." if match[0] == "．" else ",", plain)
    return plain


def _quantity(text: str, match: re.Match[str], kind: str, start: int, end: int) -> Quantity | None:
    if kind == "half":
        bound: Bound = ">" if match["half"] == "過半数" else ""
        return Quantity(Decimal("0.5"), "", bound=bound, start=start, end=end)
    if kind == "quarter":
        number = re.search("[1-4一二三]|四(?=四)", match["quarter"])
        value = _value(number[0]) if number else Decimal(0)
        return Quantity(value, "quarter", start=start, end=end)
    if kind == "kanji" and not _counts(text, match["kanji"], start, end):
        return None
    if kind == "digits" and not match["sign"] and _in_a_name(text, start, end):
        return None
    value = _VALUES[kind](match[kind])
    if match["minus"]:
        value, start = -value, match.start("minus")
    unit = _SIGNS.get(match["sign"] or "", "")
    if match["sign"]:
        start = match.start("sign")
    more = _AND_SOME.match(text, end)  # 百数十人, 2千数百, 10数人
    end = more.end() if more else end
    value, unit, end = _measured(text, value, unit, start, end)
    bound = _bound(text, start, end)
    rough = bool(_APPROXIMATE.search(text[max(0, start - 5) : start])) or bool(
        _ROUGHLY.match(text, end)
    )
    several = kind == "several"
    rough = rough or several or more is not None
    return Quantity(value, unit, rough, bound, several, start, end)


def _counts(text: str, kanji: str, start: int, end: int) -> bool:
    """True for a kanji numeral that is one: before a counter or unit, or with 万 and up."""
    if _AND_SOME.match(text, end):
        return True
    if start and text[start - 1] in "第約" and kanji[0] in _K + "十":
        return True
    large = kanji[0] in _K + "十百千" and len(kanji) > 1 and kanji[-1] in "万億兆"
    counted = _COUNTER.match(text, end) or _UNIT.match(text, end) or _TENTHS.match(text, end)
    if counted and kanji in ("一", "二", "三") and text[start - 1 : start] in ("数", "何"):
        return False
    return large or bool(counted)


def _in_a_name(text: str, start: int, end: int) -> bool:
    """True for GPT-4, H100, v2.0, iPhone 16 and parts of longer digit strings."""
    before, after = text[max(0, start - 24) : start], text[end : end + 1]
    if before[-1:] in ("_", "/", "#", ".") and before[-2:-1].isascii() and before[-2:-1].isalnum():
        return True
    if _VERSION.search(before) or re.match(r"\.\d", text[end : end + 2]):
        return True
    unit = _UNIT.match(text, end) or _PLAIN_UNIT.match(text, end)
    if after and after.isascii() and (after.isalpha() or after in "_/") and not unit:
        return True
    if re.match(r"-[A-Za-z]", text[end : end + 2]):
        return True
    name = _NAME.search(before)
    if not name or re.search(r"(?:US|USD|JPY|EUR)\s?$", name[0]):
        return False
    tied = before[-1:] not in (" ", "\u00a0")
    if tied and before[-1:] in "–‐" and len(before) > 1:
        tied = False
    counted = unit or _COUNTER.match(text, end) or text[end - 1 : end] in _SCALES
    return tied or not counted


def _measured(
    text: str, value: Decimal, unit: str, start: int, end: int
) -> tuple[Decimal, str, int]:
    """(value, unit, end) with the unit or the tenths (3割5分) that follow the figure."""
    tenths = _TENTHS.match(text, end)
    if tenths:
        small = [Decimal(_digit(tenths[n] or "0")) for n in (1, 2)]
        stop = tenths.start("off") if tenths["off"] else tenths.end()
        return value * 10 + small[0] + small[1] / 10, "percent", stop
    timed = _HUNDREDTHS.match(text, end)
    if timed:
        return value + Decimal(f"0.{timed['part']}"), "second", timed.end()
    tall = _TALL.match(text, end)
    if tall:
        return value + Decimal(f"0.{tall['part']}"), "m", tall.end()
    half = _TIME_HALF.match(text, end)
    if half:
        name = "" if half["unit"] in ("倍", "日", "分") else half["unit"]
        names = {"年": "year", "": ""} | _UNITS
        return value + Decimal("0.5"), names.get(name, ""), half.end()
    if _DAYS.match(text, end) and not unit:
        return value, "day", end + 1
    if not unit and text[end - 1 : end].isdigit() and value < 1000:
        if _MINUTES.match(text, end):
            return value, "minute", end + 1
        if _YEARS.match(text, end) and not _NO_YEARS.search(text[max(0, start - 4) : start]):
            return value, "year", end + 1
    named = _UNIT.match(text, end)
    if named and not unit:
        unit, end = _UNITS[named[0].strip()], named.end()
        if unit == "°" and text[max(0, start - 2) : start] in _DEGREES:
            unit = _DEGREES[text[start - 2 : start]]
        cents = _HUNDREDTH.match(text, end)
        if cents:
            return value + Decimal(cents["n"]) / 100, unit, cents.end()
        if unit == "percent" and text.startswith(("ポイント", "pt"), end):
            unit = ""
    elif named and _UNITS[named[0].strip()] == unit:
        end = named.end()
    return value, unit, end


def _digit(sign: str) -> int:
    return _KANJI[sign] if sign in _KANJI else int(sign)


def _bound(text: str, start: int, end: int) -> Bound:
    after = _BOUND.match(text, end)
    if after and after["bound"][0] == "を" and text[start - 1 : start] == "の":
        return ""  # 51%で、新人の48%を上回った: what is compared, no limit
    if after:
        return dict(_BOUNDS)[after["bound"]]
    before = list(_BOUND_BEFORE.finditer(text, max(0, start - 8), start))
    if (
        not before
        and _UP_TO.match(text, end)
        and not _FROM.search(text[max(0, start - 12) : start])
    ):
        return "≤"
    if not before or not _LIMITS.fullmatch(text, before[-1].end(), start):
        return ""
    return "≥" if before[-1]["ge"] else "≤"


_TO = lazy(r"(?:[〜～~ー–—―-]|から|ないし|乃至|または|や|or)\s?[約$¥€£]?$")


def _ranges(text: str, found: Sequence[tuple[Quantity, bool]]) -> list[Quantity]:
    """The amounts, the first of 3〜5万人 with the scale and unit of the second."""
    amounts = [quantity for quantity, _ in found]
    for place in range(len(found) - 1):
        (low, bare), (high, _) = (amounts[place], found[place][1]), found[place + 1]
        gap = text[low.end : high.start]
        if len(gap) > 4 or not _TO.fullmatch(gap.strip()):
            continue
        scale = _last_scale(text[high.start : high.end])
        lends = bare and not low.unit and scale > 1 and low.value < 10000
        value = low.value * scale if lends and low.value < high.value / scale else low.value
        amounts[place] = replace(low, value=value, unit=low.unit or high.unit)
        if not high.unit and low.unit:
            amounts[place + 1] = replace(high, unit=low.unit)
        if high.unit == "percent" and not low.unit and "割" in text[high.start : high.end]:
            amounts[place] = replace(low, value=low.value * 10, unit="percent")
    return amounts


def _last_scale(figure: str) -> int:
    scale = 1
    for run in re.findall(rf"[{_S}京]+(?=[^\d{_K}{_S}]*$)", figure):
        for sign in run:
            scale *= _SCALES[sign]
    return scale


def _value(figure: str) -> Decimal:
    """The value of a figure with scale signs, in digits or kanji.

    >>> _value("1兆2,300億")
    Decimal('1230000000000')
    >>> _value("二〇二五")
    Decimal('2025')
    """
    return evaluate(_parts(figure))


_PIECES = lazy(rf"{_D}|[{_K}]+|.")


def _parts(figure: str) -> Iterator[Part]:
    for piece in _PIECES.findall(figure):
        if piece in _SCALES:
            yield "scale", Decimal(_SCALES[piece])
        elif piece[0] in _KANJI:
            yield "number", Decimal("".join(str(_KANJI[sign]) for sign in piece))
        else:
            yield "number", Decimal(piece.replace(",", ""))


def _fraction(figure: str) -> Decimal:
    """三分の一 is a third, to the precision of Decimal's context."""
    below, above = figure.split("分の")
    divisor = _value(below)
    return _value(above) / divisor if divisor else Decimal(0)


def _several(figure: str) -> Decimal:
    """数百万 is some millions: the power of ten."""
    return _value("十" if figure.startswith("十") else figure[1:])


_VALUES = {"digits": _value, "kanji": _value, "fraction": _fraction, "several": _several}
