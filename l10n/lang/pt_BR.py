"""Brazilian Portuguese: US$ 97,4 bilhões, 14,8 trilhões de ienes (short scale), 11 de fevereiro de 2025."""

from decimal import Decimal

from l10n.lang._prose import Prose
from l10n.lang._style import B, K, M, Style, T

_FREQUENT = (
    "todo todos toda cada porque ser outro outra depois antes sobre onde tudo pode nós "
    "o a os as do da dos das em no na nos nas de e é que um uma por com para se seu "
    "sua ao como mais mas foi são este esta não tem pelo pela também ser era muito "
    "isso você ou ele ela eles elas está estão nós isto já há pelos numa num até sem "
    "sob entre quando"
)

PROSE = Prose(
    weak=r"livre\w*|contra|fora|acab\w*|apenas|só|somente|pouc[oa]s?|menos|antes|até|longe|perd\w*|demais|ainda|difíc\w*|vazi\w*|ins\w+",
    without=r"\bsem\b",
    no=r"\b(?:não|nunca|jamais|nenhum\w*|ninguém|nada|nem|tampouco)\b",
    denies=r"(?<!\bou )\b(?:não|nunca|jamais)\b(?! (?:só|somente|apenas|obstante|ficção|menos))",
    negative=(
        r"\b(?:desaconselh\w*|descart\w*|omit\w*|omiss\w*|renunc\w*|ignor\w*|vedad\w*|indefer\w*|desprovid\w*|ausent\w*|abandon\w*|priv\w*|caso contrário|senão|reservad\w*|restrit\w*|difícil|difíc\w*|em vão|cancel\w*|fechad\w*|fals\w*|vazi\w*|abst\w*|contra|fora|acab\w*|esgot\w*|livre\w*|sem|im(?:possí|pedi|perfe|própri|previ)\w*|in(?!sc|vest|íci|teir|gl|gress|divid|édit|vern|ter|dús|ver|form|sta|clu|dic|tern|nov|fra|flu|ici|scri|teli|gen|cen)\w{4,}|des(?!con|pes|emp|af|per|de|envolv|tac|tin|pach|cob|ej|culp|cans|cri|enh|fil|ign|loc|taq|pert|t[ae]s?\b|s[ae]s?\b|ce|afi)\w+|proib\w*|rejeit\w*|recus\w*|neg\w+|fracass\w*|falh\w*|evit\w*|falt\w*|"
        r"carec\w*|apenas|só|somente|pouc[oa]s?|rar[ao]\w*|exceto|salvo|menos(?! de)|em vez|antes|até|longe|perd\w*|ausên\w*|exclu\w*|imped\w*|demais|ainda|deix\w+ de|contrári\w+)\b"
    ),
    frequent=frozenset(_FREQUENT.split()),
    honorifics=r"(?<=[a-záéíóú])[-‐‑](?:san|sama|shi|kun|chan|sensei|dono|senpai)\b",
    doubled=frozenset({"muito", "se"}),
)
_ONES = [
    "zero",
    "um",
    "dois",
    "três",
    "quatro",
    "cinco",
    "seis",
    "sete",
    "oito",
    "nove",
    "dez",
    "onze",
    "doze",
    "treze",
    "catorze",
    "quinze",
    "dezesseis",
    "dezessete",
    "dezoito",
    "dezenove",
]
_HUNDREDS = [
    "cento",
    "duzentos",
    "trezentos",
    "quatrocentos",
    "quinhentos",
    "seiscentos",
    "setecentos",
    "oitocentos",
    "novecentos",
]


def plural(value: Decimal) -> int:
    """0 for amounts below two, as in 1,5 milhão (CLDR, pt)."""
    return 0 if abs(value) < 2 else 1


STYLE = Style(
    decimal=",", group=".", plural=plural,
    scales=((T, ("trilhão", "trilhões")), (B, ("bilhão", "bilhões")), (M, ("milhão", "milhões"))),
    read_scales={"séculos": K / 10, "década": K / 100, "décadas": K / 100, "mil": K, "biliões": T, "bilião": T, "mi": M, "bi": B, "tri": T, "milhares": K},
    suffixes={"M": M, "B": B, "K": K, "bi": B, "mi": M, "tri": T}, plain_scales=frozenset({"década", "mil"}),
    several=("vários", "várias", "alguns", "algumas", "diversos"),
    vague=(
        "dezenas", "centenas", "milhares", "dezenas de milhares", "centenas de milhares", "milhões", "dezenas de milhões", "centenas de milhões",
        "bilhões", "dezenas de bilhões", "centenas de bilhões", "trilhões",
    ),
    articles=frozenset({"um", "uma"}),
    spelled={w: n for n, w in enumerate(_ONES)}
    | {w: 20 + 10 * n for n, w in enumerate(["vinte", "trinta", "quarenta", "cinquenta", "sessenta", "setenta", "oitenta", "noventa"])}
    | {w: 100 * n for n, w in enumerate(_HUNDREDS, 1)} | {w[:-2] + "as": 100 * n for n, w in enumerate(_HUNDREDS, 1) if n > 1}
    | {"uma": 1, "duas": 2, "cem": 100, "quatorze": 14, "ambos": 2, "ambas": 2, "dobro": 2, "triplo": 3, "dúzia": 12, "dezena": 10, "centena": 100}
    | {
        verb + end: n for verb, n in (("dobr", 2), ("duplic", 2), ("triplic", 3), ("quadruplic", 4))
        for end in ("ou", "aram", "a", "am", "ar", "ado", "ada", "ando", "ará")
    }
    | {"primeiro": 1, "primeira": 1, "segundo": 2, "segunda": 2, "terceiro": 3, "terceira": 3, "quarto": 4, "quarta": 4, "quinto": 5, "quinta": 5, "sexto": 6, "sexta": 6, "sétimo": 7, "oitavo": 8, "nono": 9, "décimo": 10},
    and_words=("e",), half_after=r"\se\s", ordinal="º|ª|o|a|x",
    money={
        "USD": ("US$\u00a0{}",), "JPY": ("iene", "ienes"), "EUR": ("euro", "euros"), "GBP": ("libra", "libras"), "CNY": ("yuan", "yuans"), "KRW": ("won", "wons"), "BRL": ("R$\u00a0{}",),
        "INR": ("rupia", "rupias"), "TWD": ("dólar taiwanês", "dólares taiwaneses"), "HKD": ("dólar de Hong Kong", "dólares de Hong Kong"), "AUD": ("dólar australiano", "dólares australianos"),
        "CAD": ("dólar canadense", "dólares canadenses"), "CHF": ("franco suíço", "francos suíços"), "SGD": ("dólar de Singapura", "dólares de Singapura"), "RUB": ("rublo", "rublos"),
        "THB": ("baht", "bahts"), "IDR": ("rupia indonésia", "rupias indonésias"), "VND": ("dong", "dongs"), "MXN": ("peso mexicano", "pesos mexicanos"), "TRY": ("lira", "liras"),
    },
    money_names={"USD": ("dólares", "dólar", "dólares americanos"), "BRL": ("reais", "real"), "GBP": ("libras esterlinas",), "MXN": ("pesos", "peso"), "CHF": ("francos",)},
    of=" de ", vague_of=" de ",
    units={"second": ("segundo", "segundos"), "minute": ("minuto", "minutos"), "hour": ("hora", "horas"), "day": ("dia", "dias"), "week": ("semana", "semanas"), "month": ("mês", "meses"), "year": ("ano", "anos")},
    unit_names={"bp": ("pontos-base", "pontos base",), "permille": ("por mil",),
        "kWh": ("quilowatts-hora", "quilowatt-hora"), "mg": ("miligramas", "miligrama"), "mL": ("mililitros", "mililitro"), "μm": ("micrômetros",), "m³": ("metros cúbicos", "metro cúbico"), "ft": ("pés", "pé"), "in": ("polegadas", "polegada"), "Hz": ("hertz",), "kcal": ("quilocalorias", "calorias"), "hPa": ("hectopascais",), "dB": ("decibéis",),
        "km": ("quilômetros", "quilômetro"), "m": ("metros", "metro"), "cm": ("centímetros", "centímetro"), "mm": ("milímetros", "milímetro"), "nm": ("nanômetros", "nanômetro"), "kg": ("quilogramas", "quilos", "quilo"), "g": ("gramas", "grama"), "t": ("toneladas", "tonelada"),
        "L": ("litros", "litro"), "m²": ("metros quadrados",), "km²": ("quilômetros quadrados",), "ha": ("hectares", "hectare"), "W": ("watts",), "kW": ("quilowatts", "quilowatt"), "MW": ("megawatts", "megawatt"), "GW": ("gigawatts", "gigawatt"), "°C": ("graus Celsius",), "°": ("graus", "grau"),
        "mi": ("milhas",), "hour": ("h",), "minute": ("min",),
    },
    percent_names=("por cento",),
    quarters=(
        ("o primeiro trimestre", "primeiro trimestre", "1º trimestre"), ("o segundo trimestre", "segundo trimestre", "2º trimestre"),
        ("o terceiro trimestre", "terceiro trimestre", "3º trimestre"), ("o quarto trimestre", "quarto trimestre", "último trimestre", "4º trimestre"),
    ),
    fractions={
        "metade": (1, 2), "meio": (1, 2), "meia": (1, 2), "um terço": (1, 3), "terça parte": (1, 3), "dois terços": (2, 3), "um quarto": (1, 4), "três quartos": (3, 4), "um quinto": (1, 5), "um décimo": (1, 10), "um centésimo": (1, 100), "um século": (100, 1), "quarto de hora": (15, 1), "meio século": (50, 1), "dois quintos": (2, 5), "três quintos": (3, 5), "quatro quintos": (4, 5), "meia dúzia": (6, 1),
    },
    about=("cerca de {}", "aproximadamente {}", "por volta de {}", "em torno de {}", "quase {}", "uns {}", "umas {}"),
    particles=("o", "a", "os", "as", "um", "uma"),
    bounds={
        "≥": ("pelo menos {}", "no mínimo {}", "ao menos {}", "a partir de {}", "{} ou mais", "{} no mínimo", "{} ou superior", "mínimo de {}", "não menos de {}", "não inferior a {}", "{} ou acima", "{} para cima", "igual ou superior a {}"),
        "≤": ("até {}", "no máximo {}", "não mais de {}", "em até {}", "dentro de {}", "{} ou menos", "{} no máximo", "{} ou inferior", "máximo de {}", "no prazo de {}", "não superior a {}", "{} ou abaixo", "não mais que {}", "igual ou inferior a {}"),
        ">": ("mais de {}", "acima de {}", "superior a {}", "superiores a {}", "maior que {}", "ultrapassa {}", "supera {}", "maior de {}", "passa de {}", "passa dos {}", "passou de {}", "passou dos {}", "passaram de {}", "passaram dos {}", "ultrapassa os {}", "ultrapassou {}", "ultrapassou os {}", "ultrapassam {}", "ultrapassam os {}", "ultrapassaram os {}", "superou {}", "superou os {}", "supera os {}", "superam os {}", "excede {}", "excedeu {}", "mais que {}", "além de {}", "acima dos {}", "acima do {}", "acima da {}", "maiores de {}", "superior aos {}", "além dos {}", "acima das {}"),
        "<": ("menos de {}", "antes dos {}", "abaixo de {}", "inferior a {}", "inferiores a {}", "menor que {}", "menor de {}", "menos que {}", "menores de {}", "abaixo dos {}", "abaixo do {}", "abaixo da {}", "inferior aos {}", "abaixo das {}", "não chega a {}"),
    },
    rates={"second": r"\bpor segundo\b|/s\b", "minute": r"\bpor minuto\b", "hour": r"\b(?:por|a) hora\b|km/h|/h\b", "day": r"\b(?:por|ao|cada) dia\b|\bdiári", "week": r"\b(?:por|na|cada) semana\b|seman(?:al|ais)", "month": r"\b(?:por|ao|cada) mês\b|mens(?:al|ais)", "year": r"\b(?:por|ao|cada) ano\b|anua(?:l|is)|a\.a\."},
    until=r"\b(?:até|antes|fech\w*|encerr\w*|termin\w*|limite|prazo|vence)\b", since=r"\b(?:desde|a partir d\w+|depois|após)\b",
    minus=r"[-−–]\s?\d|menos|negativ|abaixo",
    to_words=("a", "e", "ou", "até"),
    months=("janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro", "outubro", "novembro", "dezembro"),
    month_names={"jan": 1, "fev": 2, "abr": 4, "jun": 6, "jul": 7, "ago": 8, "set": 9, "out": 10, "nov": 11, "dez": 12},
    weekdays=("segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira", "sábado", "domingo"), weekday_names={"segundas-feiras": 0, "terças-feiras": 1, "quartas-feiras": 2, "quintas-feiras": 3, "sextas-feiras": 4, "sábados": 5, "domingos": 6},
    date=("{d} de {M} de {y}", "{M} de {y}", "{d} de {M}"), decade="anos {y}", decades={"vinte": 20, "trinta": 30, "quarenta": 40, "cinquenta": 50, "sessenta": 60, "setenta": 70, "oitenta": 80, "noventa": 90}, decade_forms=("anos {}", "década de {}"), day_words="de ", day_suffix="º", clock="horas?|h",
    relative={"mês anterior": (-1, "month"), "semana anterior": (-1, "week"), "dia anterior": (-1, "day"), "na comparação anual": (-1, "year"), "um ano antes": (-1, "year"), "ontem": (-1, "day"), "amanhã": (1, "day"), "anteontem": (-2, "day"), "depois de amanhã": (2, "day"), "ano passado": (-1, "year"), "ano anterior": (-1, "year"), "próximo ano": (1, "year"), "ano que vem": (1, "year"), "este ano": (0, "year"),
        "mês passado": (-1, "month"), "próximo mês": (1, "month"), "mês que vem": (1, "month"), "semana passada": (-1, "week"), "próxima semana": (1, "week"), "semana que vem": (1, "week")},
    ago=("há", "atrás", "antes"), later=("depois", "daqui a", "mais tarde", "em"),
    before_noon=r"da (?:manhã|madrugada)", after_noon=r"da (?:tarde|noite)",
    prose=PROSE,
)  # fmt: skip
