"""German: 97,4 Milliarden Dollar, 14,8 Billionen Yen (long scale), 11. Februar 2025."""

from decimal import Decimal

from l10n.lang._prose import Prose
from l10n.lang._style import B, K, M, Style, T

_FREQUENT = (
    "der die das und ist von mit für auf den dem des ein eine einen einem einer nicht "
    "auch sich wird werden wurde sind als bei nach zu im am aus durch über er sie es "
    "war hat haben ihre seine dass aber wie noch nur kann können um vom zum zur oder "
    "wenn so man mehr ihr ihn ihm sein diese dieser dieses wir ich du habe wurden "
    "worden nun schon vor bis werde keine kein alle bitte"
)

PROSE = Prose(
    weak=r"immer noch|nach wie vor|lass\w*|schwer\w*|schwierig\w*|beschränkt\w*|leer\w*|allein|gegen|anders|vorbei|nur|kaum|wenig\w*|erst|bevor|bis|sonst|lediglich|noch|falsch\w*|statt|verlor\w*|verlier\w*|fern\w*",
    without=r"\bohne\b",
    no=r"\b(?:nicht|nie|niemals|nichts|niemand|kein\w*|weder|noch nie|nirgends)\b",
    denies=r"(?<!\boder )\b(?:nicht|nie|niemals|kein\w*)\b(?! (?:nur|zuletzt|mehr als|fiktion\w+|weniger))",
    negative=(
        r"\b(?:abrat\w*|abgeraten|rät\w* .*\bab|ignorier\w*|unterlass\w*|unterblieb\w*|entbehr\w*|abgewiesen\w*|abweis\w*|zurückgewiesen\w*|zurückweis\w*|dementier\w*|aufgegeben|gesperrt\w*|sperr\w*|abgebrochen|abbrech\w*|weiger\w*|immer noch|nach wie vor|hör\w* auf|aufhör\w*|aufgehört|lass\w*|schwer\w*|schwierig\w*|vorbehalten|beschränkt\w*|vergeblich\w*|vergebens|umsonst|fern\w*|wegbleib\w*|absag\w*|abgesagt\w*|geschlossen\w*|falsch\w*|leer\w*|allein|leugn\w*|bestreit\w*|bestritt\w*|dagegen|gegen|anders|vorbei|stopp\w*|einstell\w*|eingestellt\w*|aussetz\w*|ausgesetzt|tabu|ohne|un(?!ter|ser|iv|d\b|gef|io|fall|fäll|gar)\w{3,}|nicht\w+|\w*los(?:e[mnrs]?)?|\w*frei(?:e[mnrs]?)?|miss\w+|fehl\w*|scheiter\w*|verhinder\w*|vermeid\w*|verbot\w*|verboten\w*|verbiet\w*|untersag\w*|"
        r"lehn\w*|ablehn\w*|abgelehnt\w*|verweiger\w*|nur|kaum|selten|wenig\w*|außer|statt(?!\s*(?:[.,;:!?…“]|$))|anstatt|erst|bevor|bis|mangel\w*|mangels|ausgeschlossen|sonst|lediglich|in\w*akzeptabel|"
        r"ausfall\w*|ausbleib\w*|ausgeblieben|noch|zu\b.*\bum|weit entfernt|verzicht\w*|verlier\w*|verlor\w*|entfäll\w*)\b"
    ),
    frequent=frozenset(_FREQUENT.split()),
    honorifics=r"(?<=[a-zäöü])[-‐‑](?:san|sama|shi|kun|chan|sensei|dono|senpai)\b",
    quotes=("„", "“"),
    doubled=frozenset(
        {
            "die",
            "der",
            "das",
            "sie",
            "dass",
            "sehr",
            "nach",
            "den",
            "bis",
            "ein",
            "zu",
            "ihnen",
            "immer",
        }
    ),
)

_ONES = [
    "null",
    "ein",
    "zwei",
    "drei",
    "vier",
    "fünf",
    "sechs",
    "sieben",
    "acht",
    "neun",
    "zehn",
    "elf",
    "zwölf",
    "dreizehn",
    "vierzehn",
    "fünfzehn",
    "sechzehn",
    "siebzehn",
    "achtzehn",
    "neunzehn",
]
_TENS = ["zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"]
_ORDINALS = [
    "erste",
    "zweite",
    "dritte",
    "vierte",
    "fünfte",
    "sechste",
    "siebte",
    "achte",
    "neunte",
    "zehnte",
    "elfte",
    "zwölfte",
]


def _spelled() -> dict[str, int | Decimal]:
    """0 to 999 as one word each: fünfunddreißig, zweihundertfünfzig."""
    small = dict(enumerate(_ONES))
    for tens, word in enumerate(_TENS, 2):
        small |= {tens * 10 + n: (f"{_ONES[n]}und{word}" if n else word) for n in range(10)}
    words: dict[str, int | Decimal] = {word: n for n, word in small.items()}
    for hundreds in range(1, 10):
        head = ("" if hundreds == 1 else _ONES[hundreds]) + "hundert"
        words |= {head + (word if n else ""): hundreds * 100 + n for n, word in small.items()}
    words |= {
        "eins": 1,
        "eine": 1,
        "einer": 1,
        "einem": 1,
        "einen": 1,
        "eines": 1,
        "beide": 2,
        "beiden": 2,
        "doppelt": 2,
        "doppelte": 2,
        "zweimal": 2,
        "dreimal": 3,
        "einhundert": 100,
    }
    words |= {w + end: n for n, w in enumerate(_ORDINALS, 1) for end in ("", "n", "r", "s", "m")}
    words |= {word + "fach": n for n, word in small.items() if 1 < n < 13}
    words |= {
        f"{word}fache{end}": n for n, word in small.items() if 1 < n < 13 for end in ("", "n", "s")
    }
    verbs = ("verdoppel", 2), ("verdreifach", 3), ("vervierfach", 4)
    words |= {verb + end: n for verb, n in verbs for end in ("t", "te", "ten", "n", "en", "ung")}
    words |= {
        f"{word}tausend": n * 1000 for n, word in small.items() if n and n % 10 ** (n > 20) == 0
    }
    words |= {
        head + "hunderttausend": n * 100000 for n, head in enumerate(("", *_ONES[2:10]), 1)
    } | {"verdopplung": 2}
    words |= {f"{_ONES[n]}einhalb": Decimal(n) + Decimal("0.5") for n in range(1, 13)}
    return words | {"anderthalb": Decimal("1.5")}


def _fractions() -> dict[str, tuple[int, int]]:
    """Zwei Fünftel, drei Zehnteln … below one."""
    parts = ("Drittel", "Viertel", "Fünftel", "Sechstel", "Siebtel", "Achtel", "Neuntel", "Zehntel")
    return {
        f"{_ONES[above]} {part}{end}": (above, below)
        for below, part in enumerate(parts, 3)
        for above in range(2, below)
        for end in ("", "n")
    }


STYLE = Style(
    decimal=",", group=".",
    scales=((T, ("Billion", "Billionen")), (B, ("Milliarde", "Milliarden")), (M, ("Million", "Millionen"))),
    read_scales={"jahrhunderte": K / 10, "jahrzehnt": K / 100, "jahrzehnte": K / 100, "jahrzehnten": K / 100, "bio": T, "mrd": B, "mio": M, "tausend": K, "tsd": K, "dutzend": K / 1000 * 12},
    plain_scales=frozenset({"jahrzehnt", "tausend"}),
    articles=frozenset({"ein", "eine", "einer", "einem", "einen", "eines"}),
    several=("mehrere", "einige", "wenige"),
    vague=(
        "Dutzende", "Hunderte", "Tausende", "Zehntausende", "Hunderttausende", "Millionen", "zig Millionen",
        "Hunderte Millionen", "Milliarden", "zig Milliarden", "Hunderte Milliarden", "Billionen",
    ),
    suffixes={"k": K}, spelled=_spelled(), and_words=("und",), ordinal="er|-?fach|x|-?mal|ern",
    money={
        "USD": ("Dollar",), "JPY": ("Yen",), "EUR": ("Euro",), "GBP": ("Pfund",), "CNY": ("Yuan",), "KRW": ("Won",),
        "INR": ("Rupie", "Rupien"), "TWD": ("Taiwan-Dollar",), "HKD": ("Hongkong-Dollar",), "AUD": ("Australische Dollar",),
        "CAD": ("Kanadische Dollar",), "CHF": ("Franken",), "SGD": ("Singapur-Dollar",), "RUB": ("Rubel",), "THB": ("Baht",),
        "BRL": ("Real", "Reais"), "IDR": ("Rupiah",), "VND": ("Dong",), "MXN": ("Pesos",), "TRY": ("Lira",),
    },
    money_names={
        "USD": ("US-Dollar", "Dollars", "Dollarn", "US-Dollars"), "JPY": ("Yens",), "EUR": ("Euros",), "GBP": ("Pfund Sterling",), "CHF": ("Schweizer Franken",),
        "CNY": ("Renminbi",), "CAD": ("kanadische Dollar",), "AUD": ("australische Dollar",),
    },
    adjectives=("amerikanische[rn]?", "US-amerikanische[rn]?", "japanische[rn]?", "britische[rn]?", "chinesische[rn]?", "südkoreanische[rn]?"),
    units={
        "second": ("Sekunde", "Sekunden"), "minute": ("Minute", "Minuten"), "hour": ("Stunde", "Stunden"), "day": ("Tag", "Tage"),
        "week": ("Woche", "Wochen"), "month": ("Monat", "Monate"), "year": ("Jahr", "Jahre"),
    },
    unit_names={"cL": ("Zentiliter",), "bp": ("Basispunkte", "Basispunkten",),
        "kWh": ("Kilowattstunden", "Kilowattstunde"), "mg": ("Milligramm",), "mL": ("Milliliter", "Millilitern"), "μm": ("Mikrometer",), "m³": ("Kubikmeter", "Kubikmetern"), "ft": ("Fuß",), "in": ("Zoll",), "Hz": ("Hertz",), "GHz": ("Gigahertz",), "MHz": ("Megahertz",), "kcal": ("Kilokalorien", "Kalorien"), "hPa": ("Hektopascal",), "dB": ("Dezibel",), "permille": ("Promille",), "kn": ("Knoten",),
        "km": ("Kilometer", "Kilometern"), "m": ("Meter", "Metern"), "cm": ("Zentimeter", "Zentimetern"), "mm": ("Millimeter", "Millimetern"), "nm": ("Nanometer", "Nanometern"),
        "kg": ("Kilogramm", "Kilo"), "g": ("Gramm",), "t": ("Tonnen", "Tonne"), "L": ("Liter", "Litern"), "m²": ("Quadratmeter", "Quadratmetern"),
        "km²": ("Quadratkilometer", "Quadratkilometern"), "ha": ("Hektar",), "W": ("Watt",), "kW": ("Kilowatt",), "MW": ("Megawatt",), "GW": ("Gigawatt",),
        "GB": ("Gigabyte",), "TB": ("Terabyte",), "MB": ("Megabyte",), "°C": ("Grad Celsius",), "°F": ("Grad Fahrenheit",), "°": ("Grad",), "mi": ("Meilen", "Meile"),
        "second": ("Sek.",), "minute": ("Min.",), "hour": ("Std.", "stündige", "stündigen", "stündiger"), "day": ("Tagen", "Tages", "tägige", "tägigen", "tägiger"), "week": ("wöchige", "wöchigen"), "month": ("Monaten", "monatige", "monatigen"),
        "year": ("Jahren", "jährige", "jährigen", "jähriger"),
    },
    unit_space="\u00a0", percent="{}\u00a0%", percent_names=("Prozent", "v. H."),
    quarters=(
        ("das erste Quartal", "ersten Quartal", "ersten Quartals", "erste Quartal", "1. Quartal", "Q1"), ("das zweite Quartal", "zweiten Quartal", "zweiten Quartals", "zweite Quartal", "2. Quartal", "Q2"),
        ("das dritte Quartal", "dritten Quartal", "dritten Quartals", "dritte Quartal", "3. Quartal", "Q3"), ("das vierte Quartal", "vierten Quartal", "vierten Quartals", "vierte Quartal", "4. Quartal", "Q4"),
    ),
    fractions={
        "die Hälfte": (1, 2), "Hälfte": (1, 2), "halb": (1, 2), "halbe": (1, 2), "halben": (1, 2), "halbes": (1, 2), "ein Drittel": (1, 3), "einem Drittel": (1, 3), "ein Drittels": (1, 3), "zwei Drittel": (2, 3), "zwei Dritteln": (2, 3),
        "ein Viertel": (1, 4), "einem Viertel": (1, 4), "drei Viertel": (3, 4), "drei Vierteln": (3, 4), "ein Fünftel": (1, 5), "ein Zehntel": (1, 10), "einem Zehntel": (1, 10), "ein Hundertstel": (1, 100), "ein Jahrhundert": (100, 1), "Viertelstunde": (15, 1), "Dreiviertelstunde": (45, 1), "ein halbes Jahrhundert": (50, 1), "halben Jahrhundert": (50, 1), "Viertelpunkt": (1, 4), "Viertelmillion": (250000, 1), "Dreiviertelmillion": (750000, 1), "Viertelmilliarde": (250000000, 1),
    } | _fractions(),
    about=("etwa {}", "rund {}", "ungefähr {}", "circa {}", "ca. {}", "knapp {}", "fast {}", "zirka {}", "nahezu {}", "gut {}"),
    particles=("die", "den", "der", "das", "um", "auf", "in", "an", "ein", "eine", "einen"),
    bounds={
        "≥": ("mindestens {}", "wenigstens {}", "nicht weniger als {}", "minimal {}", "ab {}", "{} oder mehr", "{} und mehr", "{} oder älter", "{} und älter", "{} oder darüber", "frühestens {}", "frühestens nach {}", "frühestens in {}", "erst ab {}", "{} oder höher", "{} und höher", "{} aufwärts"),
        "≤": ("höchstens {}", "maximal {}", "bis zu {}", "nicht mehr als {}", "innerhalb von {}", "binnen {}", "{} oder weniger", "{} und weniger", "{} oder jünger", "{} und darunter", "spätestens {}", "spätestens nach {}", "spätestens in {}", "längstens {}", "unter oder gleich {}"),
        ">": ("mehr als {}", "über {}", "übersteigt {}", "oberhalb von {}", "übertraf {}", "überschreitet {}", "überstieg {}", "überschritt {}", "übertrifft {}", "jenseits von {}", "größer als {}", "älter als {}", "länger als {}", "höher als {}", "übersteigen {}", "überschreiten {}", "überschritten {}", "schwerer als {}", "schneller als {}", "später als {}", "teurer als {}"),
        "<": ("weniger als {}", "unter {}", "unterhalb von {}", "kleiner als {}", "jünger als {}", "kürzer als {}", "niedriger als {}", "keine {}", "nicht einmal {}", "unterschreitet {}", "unterschritt {}", "unterschreiten {}", "leichter als {}", "billiger als {}"),
    },
    rates={"second": r"\b(?:pro|je|in der) Sekunde\b|/s\b", "minute": r"\b(?:pro|je|in der) Minute\b", "hour": r"\b(?:pro|je|in der|die) Stunde\b|stündlich|stundenlohn|stundenkilometer|km/h|/h\b", "day": r"\b(?:pro|je|am|den) Tag\b|\btäglich|tages", "week": r"\b(?:pro|je|in der|die) Woche\b|wöchentlich|wochen", "month": r"\b(?:pro|je|im|den) Monat\b|monatlich|monats", "year": r"\b(?:pro|je|im|das) Jahr\b|jährlich|jahres"},
    until=r"\b(?:bis|vor|spätestens|schlie\w*|end\w*|frist|letzt\w*)\b", since=r"\b(?:ab|seit|nach|frühestens|vom)\b",
    minus=r"[-−–]\s?\d|minus|unter|frost",
    to_words=("bis", "und", "oder", "bis zu"),
    months=("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"),
    month_names={"jänner": 1, "jan": 1, "feb": 2, "apr": 4, "aug": 8, "sept": 9, "sep": 9, "okt": 10, "nov": 11, "dez": 12},
    weekdays=("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
    weekday_names={"sonnabend": 5, "montags": 0, "dienstags": 1, "mittwochs": 2, "donnerstags": 3, "freitags": 4, "samstags": 5, "sonntags": 6},
    date=("{d}. {M} {y}", "{M} {y}", "{d}. {M}"), decade="{y}er", half_to=r"halb\s",
    decades={w + end: 20 + 10 * n for n, w in enumerate(_TENS) for end in ("er", "er jahre", "er jahren", "erjahre", "erjahren")}, decade_endings=("er", "jahre", "jahren"), decade_forms=("{}er",), day_suffix=r"\.", case_months=True, clock="Uhr", dotted_clock=("", "Uhr"),
    relative={
        "vormonat": (-1, "month"), "vorwoche": (-1, "week"), "vortag": (-1, "day"), "vorjahres": (-1, "year"), "im monatsvergleich": (-1, "month"),
        "gestern": (-1, "day"), "morgen": (1, "day"), "vorgestern": (-2, "day"), "übermorgen": (2, "day"), "letztes jahr": (-1, "year"), "letzten jahr": (-1, "year"), "vergangenen jahr": (-1, "year"), "vorjahr": (-1, "year"),
        "nächstes jahr": (1, "year"), "nächsten jahr": (1, "year"), "kommenden jahr": (1, "year"), "dieses jahr": (0, "year"), "diesem jahr": (0, "year"),
        "letzten monat": (-1, "month"), "vergangenen monat": (-1, "month"), "nächsten monat": (1, "month"), "kommenden monat": (1, "month"),
        "letzte woche": (-1, "week"), "vergangene woche": (-1, "week"), "nächste woche": (1, "week"), "kommende woche": (1, "week"),
    },
    ago=("vor", "zuvor", "früher", "vorher"), later=("später", "in", "danach", "nach"),
    before_noon=r"(?:Uhr )?(?:morgens|vormittags|am Morgen)", after_noon=r"(?:Uhr )?(?:nachmittags|abends|am (?:Nachmittag|Abend))",
    prose=PROSE,
)  # fmt: skip
