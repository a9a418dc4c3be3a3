"""Italian: 97,4 miliardi di dollari, 14.800 miliardi di yen (long scale), 11 febbraio 2025."""

from l10n.lang._prose import Prose
from l10n.lang._style import B, K, M, Style, T

_FREQUENT = (
    "il lo la i gli le di del della dei delle e è che un una in per con da al alla si "
    "nel nella sono non come più ma ha anche questo questa dal dalla su ed suo sua "
    "essere stato ci mi ti noi voi lui lei loro dello degli nei negli sul sulla tra "
    "fra molto tutto tutti può quando dove ora qui già stata state hanno era ho "
    "abbiamo"
)

PROSE = Prose(
    weak=r"ancora|tuttora|altrimenti|difficil\w*|fals\w*|vuot\w*|contro|fuori|finit\w*|appena|sol[oa]|soltanto|solamente|poc\w+|meno|invece|prima|fino|lontan\w+|perd\w*|pers\w*|troppo|ins\w+",
    without=r"\bsenza\b",
    no=r"\b(?:non|mai|nessun\w*|niente|nulla|né|neppure|neanche|nemmeno)\b",
    denies=r"(?<!\bo )\b(?:non|mai)\b(?! (?:solo|soltanto|solamente|meno|oltre|profit))",
    negative=(
        r"\b(?:sconsigli\w*|escl\w*|ignor\w*|rinunc\w*|omett\w*|omess\w*|scart\w*|imped\w*|abbandon\w*|boccia\w*|s[cf]onosc\w*|sprovvist\w*|priv[oaei]|smentit\w*|smen\w*|ancora|tuttora|altrimenti|riservat\w*|difficil\w*|invano|annull\w*|chius\w*|fals\w*|vuot\w*|asten\w*|contro|fuori|finit\w*|esaur\w*|senza|im(?:possibil|pedi|perfett|previst)\w*|in(?!vit|vern|gress|segn|gles|dirizz|ter|dust|vec|form|sta|clu|dic|tern|nov|fra|flu|izi|scri|tell|gen|cen|contr|vest|sieme)\w{4,}|dis(?!pon|cu|tan|trib|cor|co\b|chi\b|por|pos|egn|citt|ten)\w+|viet\w*|proib\w*|rifiut\w*|respin\w*|neg\w+|fall\w*|evit\w*|manc\w*|"
        r"appena|sol[oa]|soltanto|solamente|poc\w+|rar\w+|tranne|salvo|eccetto|meno(?! d)|invece|anziché|prima|fino|lontan\w+|perd\w*|pers\w*|assen\w*|esclu\w*|troppo|ancora|altro che|contrari\w+)\b"
    ),
    frequent=frozenset(_FREQUENT.split()),
    honorifics=r"(?<=[a-zàèìòù])[-‐‑](?:san|sama|shi|kun|chan|sensei|dono|senpai)\b",
    quotes=("«", "»"),
    doubled=frozenset({"molto", "piano", "via"}),
)
_ONES = [
    "zero",
    "uno",
    "due",
    "tre",
    "quattro",
    "cinque",
    "sei",
    "sette",
    "otto",
    "nove",
    "dieci",
    "undici",
    "dodici",
    "tredici",
    "quattordici",
    "quindici",
    "sedici",
    "diciassette",
    "diciotto",
    "diciannove",
]
_TENS = ["venti", "trenta", "quaranta", "cinquanta", "sessanta", "settanta", "ottanta", "novanta"]


def _spelled() -> dict[str, int]:
    """0 to 999 as one word each: trentacinque, ventuno, duecentocinquanta."""
    small = dict(enumerate(_ONES))
    for tens, word in enumerate(_TENS, 2):
        for n in range(10):
            stem = word[:-1] if n in (1, 8) else word
            small[tens * 10 + n] = stem + (_ONES[n] if n else "")
    words = {word: n for n, word in small.items()}
    words |= {word[:-3] + "tré": n for n, word in small.items() if n > 20 and word.endswith("tre")}
    for hundreds in range(1, 10):
        head = ("" if hundreds == 1 else _ONES[hundreds]) + "cento"
        words |= {head + (word if n else ""): hundreds * 100 + n for n, word in small.items()}
    names = [
        "primo",
        "secondo",
        "terzo",
        "quarto",
        "quinto",
        "sesto",
        "settimo",
        "ottavo",
        "nono",
        "decimo",
    ]
    words |= {w[:-1] + end: n for n, w in enumerate(names, 1) for end in "oaie"}
    return (
        words
        | {
            "un": 1,
            "una": 1,
            "entrambi": 2,
            "entrambe": 2,
            "doppio": 2,
            "triplo": 3,
            "dozzina": 12,
            "decina": 10,
            "ventina": 20,
            "trentina": 30,
            "quarantina": 40,
            "cinquantina": 50,
            "quindicina": 15,
            "centinaio": 100,
            "migliaio": 1000,
        }
        | {
            verb + end: n
            for verb, n in (("raddoppi", 2), ("triplic", 3), ("quadruplic", 4))
            for end in ("ato", "ata", "ati", "ate", "a", "ano", "ò", "are", "arono", "ando", "erà")
        }
        | {word + "mila": n * 1000 for n, word in small.items() if n > 1}
    )


STYLE = Style(
    decimal=",", group=".",
    scales=((B, ("miliardo", "miliardi")), (M, ("milione", "milioni"))),
    read_scales={"secoli": K / 10, "decennio": K / 100, "decenni": K / 100, "mila": K, "mille": K, "bilione": T, "bilioni": T, "mld": B, "mln": M, "trilioni": M * T, "migliaia": K},
    suffixes={"mila": K, "mld": B, "mln": M, "M": M, "K": K}, plain_scales=frozenset({"decennio", "mille"}),
    several=("diversi", "diverse", "alcuni", "alcune", "parecchi"),
    vague=(
        "decine", "centinaia", "migliaia", "decine di migliaia", "centinaia di migliaia", "milioni", "decine di milioni", "centinaia di milioni",
        "miliardi", "decine di miliardi", "centinaia di miliardi", "migliaia di miliardi",
    ),
    articles=frozenset({"un", "uno", "una"}), spelled=_spelled(), and_words=("e",), half_after=r"\se\s", ordinal="º|ª|°|x",
    money={
        "USD": ("dollaro", "dollari"), "JPY": ("yen",), "EUR": ("euro",), "GBP": ("sterlina", "sterline"), "CNY": ("yuan",), "KRW": ("won",), "INR": ("rupia", "rupie"), "TWD": ("dollaro taiwanese", "dollari taiwanesi"),
        "HKD": ("dollaro di Hong Kong", "dollari di Hong Kong"), "AUD": ("dollaro australiano", "dollari australiani"), "CAD": ("dollaro canadese", "dollari canadesi"), "CHF": ("franco svizzero", "franchi svizzeri"),
        "SGD": ("dollaro di Singapore", "dollari di Singapore"), "RUB": ("rublo", "rubli"), "THB": ("baht",), "BRL": ("real",), "IDR": ("rupia indonesiana", "rupie indonesiane"), "VND": ("dong",), "MXN": ("peso", "pesos"), "TRY": ("lira turca", "lire turche"),
    },
    money_names={"USD": ("dollari americani", "dollari statunitensi"), "JPY": ("yen giapponesi",), "CHF": ("franchi",), "CNY": ("renminbi",)},
    of=" di ",
    units={"second": ("secondo", "secondi"), "minute": ("minuto", "minuti"), "hour": ("ora", "ore"), "day": ("giorno", "giorni"), "week": ("settimana", "settimane"), "month": ("mese", "mesi"), "year": ("anno", "anni")},
    unit_names={"cL": ("centilitri",), "bp": ("punti base",), "permille": ("per mille",),
        "kWh": ("kilowattora", "chilowattora"), "mg": ("milligrammi", "milligrammo"), "mL": ("millilitri", "millilitro"), "μm": ("micrometri", "micron"), "m³": ("metri cubi", "metro cubo"), "ft": ("piedi",), "in": ("pollici", "pollice"), "Hz": ("hertz",), "kcal": ("chilocalorie", "calorie"), "hPa": ("ettopascal",), "dB": ("decibel",), "kn": ("nodi",),
        "km": ("chilometri", "chilometro"), "m": ("metri", "metro"), "cm": ("centimetri", "centimetro"), "mm": ("millimetri", "millimetro"), "nm": ("nanometri", "nanometro"), "kg": ("chilogrammi", "chili", "chilo", "chilogrammo"), "g": ("grammi", "grammo"), "t": ("tonnellate", "tonnellata"),
        "L": ("litri", "litro"), "m²": ("metri quadrati", "metri quadri"), "km²": ("chilometri quadrati",), "ha": ("ettari", "ettaro"), "W": ("watt",), "kW": ("chilowatt", "kilowatt"), "MW": ("megawatt",), "GW": ("gigawatt",),
        "°C": ("gradi Celsius", "gradi centigradi"), "°": ("gradi", "grado"), "mi": ("miglia",), "hour": ("h",), "minute": ("min",),
    },
    percent_names=("per cento", "percento"),
    quarters=(
        ("il primo trimestre", "primo trimestre"), ("il secondo trimestre", "secondo trimestre"), ("il terzo trimestre", "terzo trimestre"), ("il quarto trimestre", "quarto trimestre", "ultimo trimestre"),
    ),
    fractions={"cent'anni": (100, 1), "cent’anni": (100, 1),
        "metà": (1, 2), "mezzo": (1, 2), "mezza": (1, 2), "un terzo": (1, 3), "due terzi": (2, 3), "un quarto": (1, 4), "tre quarti": (3, 4), "un quinto": (1, 5), "un decimo": (1, 10), "un centesimo": (1, 100), "un secolo": (100, 1), "quarto d’ora": (15, 1), "quarto d'ora": (15, 1), "mezzo secolo": (50, 1), "mezza dozzina": (6, 1), "mezz’ora": (30, 1), "mezz'ora": (30, 1), "due quinti": (2, 5), "tre quinti": (3, 5), "quattro quinti": (4, 5),
    },
    about=("circa {}", "quasi {}", "intorno a {}", "all’incirca {}", "approssimativamente {}", "{} circa", "pressoché {}"),
    particles=("i", "gli", "le", "il", "lo", "la", "un", "una"),
    bounds={
        "≥": ("almeno {}", "non meno di {}", "minimo {}", "a partire da {}", "{} o più", "{} e oltre", "{} o superiore", "minimo di {}", "come minimo {}", "non inferiore a {}", "{} in su", "pari o superiore a {}"),
        "≤": ("al massimo {}", "fino a {}", "non più di {}", "massimo {}", "entro {}", "un massimo di {}", "{} o meno", "{} al massimo", "{} o inferiore", "massimo di {}", "non superiore a {}", "non oltre {}", "{} in giù", "pari o inferiore a {}"),
        ">": ("più di {}", "oltre {}", "superiore a {}", "superiori a {}", "supera i {}", "superano i {}", "oltre i {}", "al di sopra di {}", "maggiore di {}", "oltre il {}", "supera {}", "superano {}", "superato i {}", "superato {}", "superava i {}", "superavano i {}", "superava {}", "superare i {}", "superare {}", "supera il {}", "più del {}", "eccede {}", "maggiori di {}", "sopra {}", "al di sopra dei {}", "superiore ai {}", "superiori ai {}", "al di là di {}", "più dei {}"),
        "<": ("meno di {}", "prima dei {}", "minori di {}", "inferiore a {}", "inferiori a {}", "sotto i {}", "al di sotto di {}", "minore di {}", "sotto il {}", "meno del {}", "sotto {}", "al di sotto dei {}", "inferiore ai {}", "inferiori ai {}", "meno dei {}"),
    },
    rates={"second": r"\bal secondo\b|/s\b", "minute": r"\bal minuto\b", "hour": r"\b(?:all['’]|ogni )\s?ora\b|\borari[oa]\b|km/h|/h\b", "day": r"\b(?:al|ogni) giorno\b|giornalier|quotidian", "week": r"\b(?:a|alla|ogni) settimana\b|settimanal", "month": r"\b(?:al|ogni) mese\b|mensil", "year": r"\b(?:all['’]\s?|ogni )anno\b|annu"},
    until=r"\b(?:fino|entro|prima|chiu\w*|termin\w*|scad\w*|limite|non oltre)\b", since=r"\b(?:dal|dalle|dall['’]|a partire|dopo)",
    minus=r"[-−–]\s?\d|meno|sotto|negativ",
    to_words=("a", "e", "o", "fino a", "ai"),
    months=("gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre"),
    month_names={"gen": 1, "feb": 2, "mar": 3, "apr": 4, "mag": 5, "giu": 6, "lug": 7, "ago": 8, "sett": 9, "ott": 10, "nov": 11, "dic": 12},
    weekdays=("lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica"),
    date=("{d} {M} {y}", "{M} {y}", "{d} {M}"), decade="anni {y}", decades={"venti": 20, "trenta": 30, "quaranta": 40, "cinquanta": 50, "sessanta": 60, "settanta": 70, "ottanta": 80, "novanta": 90}, decade_forms=("anni {}", "anni '{}", "anni ’{}"), day_words="di |del ", day_suffix="º|°", clock="ore",
    relative={"mese precedente": (-1, "month"), "settimana precedente": (-1, "week"), "giorno precedente": (-1, "day"), "su base annua": (-1, "year"), "su base mensile": (-1, "month"), "un anno prima": (-1, "year"), "ieri": (-1, "day"), "domani": (1, "day"), "l’altro ieri": (-2, "day"), "dopodomani": (2, "day"), "anno scorso": (-1, "year"), "scorso anno": (-1, "year"), "anno precedente": (-1, "year"), "prossimo anno": (1, "year"), "anno prossimo": (1, "year"), "quest’anno": (0, "year"), "quest'anno": (0, "year"),
        "mese scorso": (-1, "month"), "scorso mese": (-1, "month"), "prossimo mese": (1, "month"), "settimana scorsa": (-1, "week"), "scorsa settimana": (-1, "week"), "prossima settimana": (1, "week")},
    ago=("fa", "prima"), later=("dopo", "tra", "fra", "più tardi"),
    dotted_clock=(r"alle\s", ""), before_noon=r"del mattino|di mattina|di notte", after_noon=r"del pomeriggio|di sera",
    prose=PROSE,
)  # fmt: skip
