"""Spanish: 97.400 millones de dólares, 14,8 billones de yenes (long scale), 11 de febrero de 2025."""

from l10n.lang._prose import Prose
from l10n.lang._style import B, K, M, Style, T

_FREQUENT = (
    "ayer hoy fue el la los las de del y es en que un una por con para se su sus al como más pero "
    "fue son este esta ha han lo le entre sobre también desde ser era muy él ella "
    "ellos está están si ya hay no mi yo tú nos te sin hasta cuando todo todos puede "
    "porque qué cada donde antes después otra otro"
)

PROSE = Prose(
    weak=r"todavía|aún|sigue\w*|difícil\w*|fals\w*|vací\w*|contra|fuera|acab\w*|sol[oa]|sólo|solamente|únicamente|poc[oa]s?|menos|antes|hasta|lejos|perd\w*|demasiad\w*|ins\w+|más que",
    without=r"\bsin\b",
    no=r"\b(?:no|nunca|jamás|ningun[oa]s?|ningún|nadie|nada|ni|tampoco)\b",
    denies=r"(?<!\bo )\b(?:no|nunca|jamás)\b(?! (?:solo|sólo|solamente|obstante|menos|más|ficción|hay duda))",
    negative=(
        r"\b(?:deneg\w*|denieg\w*|desaconsej\w*|descart\w*|impid\w*|omit\w*|renunc\w*|abandon\w*|ignor\w*|todavía|aún|sigue\w*|de lo contrario|reservad\w*|restring\w*|difícil\w*|en vano|cancel\w*|cerrad\w*|fals\w*|vací\w*|absten\w*|opon\w*|opus\w*|contra|fuera|acab\w*|agot\w*|sin|im(?:posible|pedi|pid|perfect|previst)\w*|in(?!vit|vier|glés|gles|grede|ici|ter|dus|ver|form|sta|clu|dic|tern|nov|fra|flu|ici|scri|teli|gen|cen|vers)\w{4,}|des(?!de|arroll|pu|pleg|tac|tin|pach|cub|e[ao]|carg|ayun|empeñ|ember|cans|cen|cri|fil|pert|pach)\w+|prohib\w*|rechaz\w*|neg\w+|"
        r"fracas\w*|fall\w*|evit\w*|falt\w*|carec\w*|apenas|sol[oa]|sólo|solamente|únicamente|poc[oa]s?|rara|excepto|salvo|menos(?! de)|en lugar|en vez|antes|hasta|lejos|perd\w*|pérdida\w*|ausen\w*|"
        r"exclu\w*|imped\w*|demasiad\w*|aún|todavía|más que|dej\w+ de|contrari\w+)\b"
    ),
    frequent=frozenset(_FREQUENT.split()),
    honorifics=r"(?<=[a-záéíóú])[-‐‑](?:san|sama|shi|kun|chan|sensei|dono|senpai)\b",
    quotes=("«", "»"),
    doubled=frozenset({"muy", "poco", "no"}),
)

_ONES = [
    "cero",
    "uno",
    "dos",
    "tres",
    "cuatro",
    "cinco",
    "seis",
    "siete",
    "ocho",
    "nueve",
    "diez",
    "once",
    "doce",
    "trece",
    "catorce",
    "quince",
    "dieciséis",
    "diecisiete",
    "dieciocho",
    "diecinueve",
    "veinte",
    "veintiuno",
    "veintidós",
    "veintitrés",
    "veinticuatro",
    "veinticinco",
    "veintiséis",
    "veintisiete",
    "veintiocho",
    "veintinueve",
]
_HUNDREDS = [
    "ciento",
    "doscientos",
    "trescientos",
    "cuatrocientos",
    "quinientos",
    "seiscientos",
    "setecientos",
    "ochocientos",
    "novecientos",
]

STYLE = Style(
    decimal=",", group=".", min_group=2, space_groups=True,
    scales=((T, ("billón", "billones")), (M, ("millón", "millones"))),
    read_scales={"siglos": K / 10, "década": K / 100, "décadas": K / 100, "docena": K / 1000 * 12, "docenas": K / 1000 * 12, "mil": K, "millardo": B, "millardos": B, "miles": K, "trillón": M * T, "trillones": M * T},
    suffixes={"M": M, "K": K, "mdd": M},
    plain_scales=frozenset({"década", "mil", "docena"}),
    articles=frozenset({"un", "una"}),
    several=("varios", "varias", "unos cuantos", "algunos"),
    vague=(
        "decenas", "cientos", "miles", "decenas de miles", "cientos de miles", "millones", "decenas de millones", "cientos de millones",
        "miles de millones", "decenas de miles de millones", "cientos de miles de millones", "billones",
    ),
    spelled={w: n for n, w in enumerate(_ONES)}
    | {w: 30 + 10 * n for n, w in enumerate(["treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa"])}
    | {w: 100 * n for n, w in enumerate(_HUNDREDS, 1)}
    | {w[:-2] + "as": 100 * n for n, w in enumerate(_HUNDREDS, 1) if n > 1}
    | {"un": 1, "una": 1, "cien": 100, "veintiún": 21, "veintiuna": 21, "ambos": 2, "ambas": 2, "doble": 2, "triple": 3, "decena": 10, "veintena": 20, "treintena": 30, "cincuentena": 50, "quincena": 15, "centenar": 100, "millar": 1000}
    | {
        verb + end: n for verb, n in (("duplic", 2), ("triplic", 3), ("cuadruplic", 4))
        for end in ("ó", "aron", "a", "an", "ar", "ado", "ada", "ando", "aría", "ará")
    }
    | {"primer": 1, "primero": 1, "primera": 1, "segundo": 2, "segunda": 2, "tercer": 3, "tercero": 3, "tercera": 3, "cuarto": 4, "cuarta": 4, "quinto": 5, "quinta": 5, "sexto": 6, "sexta": 6, "séptimo": 7, "séptima": 7, "octavo": 8, "octava": 8, "noveno": 9, "novena": 9, "décimo": 10, "décima": 10},
    and_words=("y",), half_after=r"\sy\s", ordinal=r"er|ª|º|\.º|\.ª|a|o|x",
    money={
        "USD": ("dólar", "dólares"), "JPY": ("yen", "yenes"), "EUR": ("euro", "euros"), "GBP": ("libra", "libras"), "CNY": ("yuan", "yuanes"), "KRW": ("won", "wones"),
        "INR": ("rupia", "rupias"), "TWD": ("dólar taiwanés", "dólares taiwaneses"), "HKD": ("dólar de Hong Kong", "dólares de Hong Kong"), "AUD": ("dólar australiano", "dólares australianos"),
        "CAD": ("dólar canadiense", "dólares canadienses"), "CHF": ("franco suizo", "francos suizos"), "SGD": ("dólar de Singapur", "dólares de Singapur"), "RUB": ("rublo", "rublos"),
        "THB": ("bat", "bats"), "BRL": ("real", "reales"), "IDR": ("rupia indonesia", "rupias indonesias"), "VND": ("dong", "dongs"), "MXN": ("peso", "pesos"), "TRY": ("lira", "liras"),
    },
    money_names={"USD": ("dólares estadounidenses", "dólares americanos"), "GBP": ("libras esterlinas",), "CHF": ("francos",), "KRW": ("wons",), "CNY": ("renminbi", "yuanes chinos")},
    of=" de ", adjectives=("nuevos",),
    units={
        "second": ("segundo", "segundos"), "minute": ("minuto", "minutos"), "hour": ("hora", "horas"), "day": ("día", "días"), "week": ("semana", "semanas"), "month": ("mes", "meses"), "year": ("año", "años"),
    },
    unit_names={"cL": ("centilitros",), "bp": ("puntos básicos", "puntos base",), "permille": ("por mil",),
        "kWh": ("kilovatios hora", "kilovatios-hora", "kilovatio-hora"), "mg": ("miligramos", "miligramo"), "mL": ("mililitros", "mililitro"), "μm": ("micrómetros",), "m³": ("metros cúbicos", "metro cúbico"), "ft": ("pies", "pie"), "in": ("pulgadas", "pulgada"), "Hz": ("hercios",), "kcal": ("kilocalorías", "calorías"), "hPa": ("hectopascales",), "dB": ("decibelios",), "kn": ("nudos",),
        "km": ("kilómetros", "kilómetro"), "m": ("metros", "metro"), "cm": ("centímetros", "centímetro"), "mm": ("milímetros", "milímetro"), "nm": ("nanómetros", "nanómetro"), "kg": ("kilogramos", "kilogramo", "kilos", "kilo"),
        "g": ("gramos", "gramo"), "t": ("toneladas", "tonelada"), "L": ("litros", "litro"), "m²": ("metros cuadrados", "metro cuadrado"), "km²": ("kilómetros cuadrados",), "ha": ("hectáreas", "hectárea"), "W": ("vatios",), "kW": ("kilovatios", "kilovatio"),
        "MW": ("megavatios", "megavatio"), "GW": ("gigavatios", "gigavatio"), "GB": ("gigabytes",), "TB": ("terabytes",), "MB": ("megabytes",), "°C": ("grados Celsius", "grados centígrados"), "°F": ("grados Fahrenheit",), "°": ("grados", "grado"), "mi": ("millas", "milla"),
        "hour": ("h",), "minute": ("min",),
    },
    unit_space="\u00a0", percent="{}\u00a0%", percent_names=("por ciento", "por cien"),
    quarters=(
        ("el primer trimestre", "primer trimestre", "1.er trimestre", "T1"), ("el segundo trimestre", "segundo trimestre", "2.º trimestre", "T2"),
        ("el tercer trimestre", "tercer trimestre", "3.er trimestre", "T3"), ("el cuarto trimestre", "cuarto trimestre", "último trimestre", "4.º trimestre", "T4"),
    ),
    fractions={
        "la mitad": (1, 2), "mitad": (1, 2), "medio": (1, 2), "media": (1, 2), "un tercio": (1, 3), "tercera parte": (1, 3), "dos tercios": (2, 3), "dos terceras partes": (2, 3), "un cuarto": (1, 4), "cuarta parte": (1, 4), "tres cuartos": (3, 4), "tres cuartas partes": (3, 4),
        "un quinto": (1, 5), "quinta parte": (1, 5), "un décimo": (1, 10), "décima parte": (1, 10), "centésima parte": (1, 100), "un siglo": (100, 1), "cuarto de hora": (15, 1), "medio siglo": (50, 1), "dos quintos": (2, 5), "tres quintos": (3, 5), "cuatro quintos": (4, 5), "sexta parte": (1, 6),
    },
    about=("unos {}", "unas {}", "aproximadamente {}", "alrededor de {}", "cerca de {}", "casi {}", "en torno a {}", "{} aproximadamente", "cerca del {}", "alrededor del {}", "en torno al {}"),
    particles=("los", "las", "el", "la", "un", "una"),
    bounds={
        "≥": ("al menos {}", "desde {}", "como mínimo {}", "por lo menos {}", "no menos de {}", "un mínimo de {}", "mínimo {}", "a partir de {}", "{} o más", "{} como mínimo", "{} o mayor", "{} o superior", "{} en adelante", "{} o mayores", "superior o igual a {}", "igual o superior a {}"),
        "≤": ("hasta {}", "como máximo {}", "no más de {}", "un máximo de {}", "máximo {}", "a lo sumo {}", "dentro de {}", "en un plazo de {}", "{} o menos", "{} como máximo", "{} o inferior", "plazo máximo de {}", "no superior a {}", "{} o menor", "{} o menores", "inferior o igual a {}", "igual o inferior a {}", "no supera los {}"),
        ">": ("más de {}", "más del {}", "por encima de {}", "supera los {}", "superan los {}", "superó los {}", "superar los {}", "superior a {}", "superiores a {}", "mayor de {}", "mayores de {}", "supera {}", "excede {}", "superior al {}", "superando los {}", "supera el {}", "superan {}", "superó {}", "superan el {}", "superó el {}", "superar {}", "rebasa {}", "rebasó los {}", "rebasa los {}", "sobrepasa los {}", "sobrepasó los {}", "superado los {}", "superaba los {}", "superaron los {}", "pasó de {}", "pasa de {}", "supere los {}", "más allá de {}", "excedió {}", "excedieron {}"),
        "<": ("menos de {}", "antes de {}", "menos del {}", "por debajo de {}", "inferior a {}", "inferiores a {}", "menor de {}", "menores de {}", "inferior al {}", "por debajo del {}", "no llega a {}", "no alcanza {}"),
    },
    rates={"second": r"\b(?:por|cada|al) segundo\b|/s\b", "minute": r"\b(?:por|cada|al) minuto\b", "hour": r"\b(?:por|cada|la|a la) hora\b|km/h|/h\b", "day": r"\b(?:por|cada|al) día\b|\bdiari|diariamente", "week": r"\b(?:por|cada|a la) semana\b|semanal", "month": r"\b(?:por|cada|al) mes\b|mensual", "year": r"\b(?:por|cada|al) año\b|anual"},
    until=r"\b(?:hasta|antes|cierr\w*|termin\w*|límite|plazo|vence|a más tardar)\b", since=r"\b(?:desde|a partir del?|después|tras)\b",
    minus=r"[-−–]\s?\d|menos|bajo|negativ",
    to_words=("a", "y", "o", "hasta", "al"),
    months=("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
    month_names={"ene": 1, "feb": 2, "abr": 4, "ago": 8, "sept": 9, "sep": 9, "oct": 10, "nov": 11, "dic": 12, "setiembre": 9},
    weekdays=("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"), weekday_names={"sábados": 5, "domingos": 6},
    date=("{d} de {M} de {y}", "{M} de {y}", "{d} de {M}"), decade="años {y}", decades={"veinte": 20, "treinta": 30, "cuarenta": 40, "cincuenta": 50, "sesenta": 60, "setenta": 70, "ochenta": 80, "noventa": 90}, decade_forms=("años {}", "década de {}", "década de los {}", "década del {}"), day_words="de |del ", day_suffix=r"\.º|º", clock="horas?|h",
    relative={
        "mes anterior": (-1, "month"), "intermensual": (-1, "month"), "interanual": (-1, "year"), "semana anterior": (-1, "week"), "día anterior": (-1, "day"), "año antes": (-1, "year"),
        "ayer": (-1, "day"), "anteayer": (-2, "day"), "pasado mañana": (2, "day"), "año pasado": (-1, "year"), "año anterior": (-1, "year"), "próximo año": (1, "year"), "año que viene": (1, "year"), "año próximo": (1, "year"), "este año": (0, "year"),
        "mes pasado": (-1, "month"), "próximo mes": (1, "month"), "mes que viene": (1, "month"), "este mes": (0, "month"), "semana pasada": (-1, "week"), "próxima semana": (1, "week"), "semana que viene": (1, "week"), "esta semana": (0, "week"),
        "próximo ejercicio": (1, "year"), "próximo año fiscal": (1, "year"), "ejercicio anterior": (-1, "year"), "año fiscal anterior": (-1, "year"),
    },
    ago=("hace", "antes", "atrás"), later=("después", "dentro de", "más tarde", "en"),
    before_noon=r"de la (?:mañana|madrugada)", after_noon=r"de la (?:tarde|noche)",
    prose=PROSE,
)  # fmt: skip
