"""French: 97,4 milliards de dollars, 14 800 milliards de yens, 11 février 2025.

Groups are set apart by U+202F (CLDR, fr).
"""

from decimal import Decimal

from l10n.lang._prose import Prose
from l10n.lang._style import B, K, M, Style, T

_FREQUENT = (
    "le la les des du de et est une un dans pour que qui sur par avec au aux ce cette "
    "ces il elle ils sont a été plus pas ne se son sa ses leur en ou nous vous ont "
    "mais était on lui comme tout bien fait peut être elles si même deux cet leurs "
    "dont où je tu mon votre notre nos vos très sans sous après avant avait"
)

PROSE = Prose(
    weak=r"toujours|encore|sinon|autrement|difficil\w*|faux|fausse\w*|vides?|contre|seul\w*|fini\w*|personne|peu|avant|loin|perd\w*|pert\w*|moins|trop|plutôt|mal\w+|hors|ins\w+|inf\w+",
    without=r"\bsans\b",
    no=r"\b(?:ne|pas|jamais|aucun\w*|rien|ni|nulle? part|non|guère)\b|\bn['’]",
    denies=r"(?:\bne\s|\bn['’])(?!(?:\S+\s){1,4}que\b)(?:\S+\s){1,4}?(?:pas|jamais|aucun\w*)\b(?! (?:seulement|moins))",
    negative=(
        r"\b(?:déconseill\w*|dénu\w*|dépourv\w*|priv[ée]\w*|débout\w*|écart\w*|omet\w*|omis\w*|renonc\w*|ignor\w*|abandon\w*|dément\w*|démenti\w*|toujours|encore|irr[ée]\w+|ill[ié]\w+|sinon|autrement|réservé\w*|difficil\w*|vain\w*|annul\w*|ferm\w*|faux|fausse\w*|vides?|abstenir|abstien\w*|oppos\w*|nie|nié\w*|contre|seul\w*|interdi\w*|défense de|hors|fini\w*|cess\w*|autre chose|sans|personne|im(?:possible|pair|parfait|propre|prévu)\w*|in(?!vit|gréd|t[eé]r|dus|vest|form|sta|ves|tel|clu|diqu|tern|nov|fra|flu|iti|scri|dice|gén|cen)\w{4,}|dés\w+|mal\w+|interdi\w*|interdit\w*|refus\w*|rejet\w*|échou\w*|échec\w*|évit\w*|empêch\w*|manqu\w*|"
        r"absen\w*|seul\w*|seulement|peu|rarement|sauf|hormis|excepté|à part|au lieu|plutôt|avant|loin|perd\w*|pert\w*|prohib\w*|exclu\w*|à moins|faute|encore|moins(?! d[e’'])|trop)\b"
    ),
    frequent=frozenset(_FREQUENT.split()),
    honorifics=r"(?<=[a-zéè])[-‐‑](?:san|sama|shi|kun|chan|sensei|dono|senpai)\b",
    quotes=("«\u00a0", "\u00a0»"),
    doubled=frozenset({"nous", "vous", "très", "fait", "plus", "en", "se"}),
)

_ONES = [
    "zéro",
    "un",
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "neuf",
    "dix",
    "onze",
    "douze",
    "treize",
    "quatorze",
    "quinze",
    "seize",
]


def plural(value: Decimal) -> int:
    """0 for amounts below two, as in 1,5 million (CLDR, fr)."""
    return 0 if abs(value) < 2 else 1


def _fractions() -> dict[str, tuple[int, int]]:
    """Deux cinquièmes, trois dixièmes … below one."""
    parts = ("cinquièmes", "sixièmes", "septièmes", "huitièmes", "neuvièmes", "dixièmes")
    return {
        f"{_ONES[above]} {part}": (above, below)
        for below, part in enumerate(parts, 5)
        for above in range(2, below)
    }


STYLE = Style(
    decimal=",", group="\u202f", space_groups=True, plural=plural, space="\u00a0", unit_space="\u00a0",
    scales=((B, ("milliard", "milliards")), (M, ("million", "millions"))),
    read_scales={"siècles": K / 10, "décennie": K / 100, "décennies": K / 100, "billion": T, "billions": T, "mille": K, "cent": K / 10, "cents": K / 10, "md": B, "mds": B, "mrd": B, "mrds": B},
    suffixes={"M": M, "Md": B, "Mds": B, "k": K, "Mrd": B},
    plain_scales=frozenset({"décennie", "mille", "cent"}),
    articles=frozenset({"un", "une"}),
    several=("plusieurs", "quelques"),
    vague=(
        "des dizaines", "des centaines", "des milliers", "des dizaines de milliers", "des centaines de milliers", "des millions",
        "des dizaines de millions", "des centaines de millions", "des milliards", "des dizaines de milliards", "des centaines de milliards", "des milliers de milliards",
    ),
    spelled={w: n for n, w in enumerate(_ONES)}
    | {"vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "septante": 70, "huitante": 80, "nonante": 90}
    | {"une": 1, "premier": 1, "première": 1, "deuxième": 2, "seconde": 2, "troisième": 3, "quatrième": 4, "cinquième": 5, "sixième": 6, "septième": 7, "huitième": 8, "neuvième": 9, "dixième": 10, "onzième": 11, "douzième": 12}
    | {verb + end: n for verb, n in (("doubl", 2), ("tripl", 3), ("quadrupl", 4)) for end in ("e", "é", "er", "ée", "ent", "ant", "era")}
    | { "dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30, "quarantaine": 40, "cinquantaine": 50, "centaine": 100, "millier": 1000},
    and_words=("et",), half_after=r"\set\s", ordinal="er|ère|re|e|ème|es|x",
    money={
        "USD": ("dollar", "dollars"), "JPY": ("yen", "yens"), "EUR": ("euro", "euros"), "GBP": ("livre", "livres"), "CNY": ("yuan", "yuans"),
        "KRW": ("won", "wons"), "INR": ("roupie", "roupies"), "TWD": ("dollar taïwanais", "dollars taïwanais"), "HKD": ("dollar de Hong Kong", "dollars de Hong Kong"),
        "AUD": ("dollar australien", "dollars australiens"), "CAD": ("dollar canadien", "dollars canadiens"), "CHF": ("franc suisse", "francs suisses"),
        "SGD": ("dollar de Singapour", "dollars de Singapour"), "RUB": ("rouble", "roubles"), "THB": ("baht", "bahts"), "BRL": ("real", "reals"), "IDR": ("roupie indonésienne", "roupies indonésiennes"),
        "VND": ("dong", "dongs"), "MXN": ("peso", "pesos"), "TRY": ("livre turque", "livres turques"),
    },
    money_names={"USD": ("dollars américains", "dollars US"), "JPY": ("yens japonais",), "GBP": ("livres sterling",), "CHF": ("francs",), "BRL": ("réaux",), "CNY": ("renminbi", "renminbis")},
    money_space="\u00a0", of=" de ", of_vowel=" d’",
    units={
        "second": ("seconde", "secondes"), "minute": ("minute", "minutes"), "hour": ("heure", "heures"), "day": ("jour", "jours"), "week": ("semaine", "semaines"),
        "month": ("mois",), "year": ("an", "ans"),
    },
    unit_names={"cL": ("centilitres", "centilitre",), "bp": ("points de base",), "permille": ("pour mille",),
        "kWh": ("kilowattheures", "kilowattheure"), "mg": ("milligrammes", "milligramme"), "mL": ("millilitres", "millilitre"), "μm": ("micromètres", "micromètre"), "m³": ("mètres cubes", "mètre cube"), "ft": ("pieds", "pied"), "in": ("pouces", "pouce"), "Hz": ("hertz",), "GHz": ("gigahertz",), "MHz": ("mégahertz",), "kcal": ("kilocalories", "calories"), "hPa": ("hectopascals",), "dB": ("décibels",), "kn": ("nœuds",),
        "km": ("kilomètres", "kilomètre"), "m": ("mètres", "mètre"), "cm": ("centimètres", "centimètre"), "mm": ("millimètres", "millimètre"), "nm": ("nanomètres", "nanomètre"),
        "kg": ("kilogrammes", "kilogramme", "kilos", "kilo"), "g": ("grammes", "gramme"), "t": ("tonnes", "tonne"), "L": ("litres", "litre"), "m²": ("mètres carrés", "mètre carré"), "km²": ("kilomètres carrés", "kilomètre carré"),
        "ha": ("hectares", "hectare"), "W": ("watts",), "kW": ("kilowatts", "kilowatt"), "MW": ("mégawatts", "mégawatt"), "GW": ("gigawatts", "gigawatt"), "GB": ("Go", "gigaoctets"), "TB": ("To", "téraoctets"), "MB": ("Mo", "mégaoctets"),
        "KB": ("ko", "Ko"), "°C": ("degrés Celsius",), "°F": ("degrés Fahrenheit",), "°": ("degrés", "degré"), "mi": ("miles", "mille marin"), "year": ("années", "année"), "day": ("journées",), "hour": ("h",), "minute": ("min",),
    },
    percent="{}\u00a0%", percent_names=("pour cent", "pourcent", "p. 100"),
    quarters=(
        ("le premier trimestre", "premier trimestre", "1er trimestre", "T1"), ("le deuxième trimestre", "deuxième trimestre", "second trimestre", "2e trimestre", "T2"),
        ("le troisième trimestre", "troisième trimestre", "3e trimestre", "T3"), ("le quatrième trimestre", "quatrième trimestre", "dernier trimestre", "4e trimestre", "T4"),
    ),
    fractions={
        "la moitié": (1, 2), "moitié": (1, 2), "demi": (1, 2), "demie": (1, 2), "un tiers": (1, 3), "le tiers": (1, 3), "deux tiers": (2, 3), "un quart": (1, 4), "le quart": (1, 4), "trois quarts": (3, 4),
        "un cinquième": (1, 5), "un dixième": (1, 10), "un centième": (1, 100), "un siècle": (100, 1), "quart d’heure": (15, 1), "quart d'heure": (15, 1), "un demi-siècle": (50, 1), "une demi-douzaine": (6, 1),
    } | _fractions(),
    about=("environ {}", "près de {}", "autour de {}", "quelque {}", "à peu près {}", "presque {}", "approximativement {}", "une {}", "{} environ"),
    particles=("le", "les", "la", "des"),
    bounds={
        "≥": ("au moins {}", "dès {}", "au minimum {}", "pas moins de {}", "minimum {}", "à partir de {}", "{} ou plus", "{} et plus", "{} au moins", "{} minimum", "{} au minimum", "un minimum de {}", "au plus tôt dans {}", "au plus tôt {}", "{} et au-delà", "{} ou davantage", "supérieur ou égal à {}"),
        "≤": ("au plus {}", "jusqu’à {}", "jusqu'à {}", "au maximum {}", "pas plus de {}", "maximum {}", "un maximum de {}", "en moins de {}", "{} ou moins", "{} et moins", "{} au plus", "{} maximum", "{} au maximum", "sous {}", "dans un délai de {}", "dans les {}", "au plus tard {}", "dépasse pas {}", "n’excède pas {}", "n'excède pas {}", "inférieur ou égal à {}"),
        ">": ("plus de {}", "plus d’{}", "plus d'{}", "dépasse {}", "dépasser {}", "dépassé {}", "dépassant {}", "supérieur à {}", "supérieure à {}", "au-delà de {}", "au-dessus de {}", "supérieurs à {}", "plus du {}", "plus des {}", "supérieures à {}", "excède {}", "dépassent {}", "dépassait {}", "franchi {}", "franchit {}", "a dépassé les {}", "dépasse les {}", "dépassent les {}", "dépassé les {}", "dépasser les {}", "dépassant les {}", "franchi les {}", "franchit les {}", "dépasse la barre des {}", "passé les {}", "supérieur aux {}", "au-dessus des {}", "au-delà des {}"),
        "<": ("moins de {}", "avant {}", "avant l'âge de {}", "moins d’{}", "moins d'{}", "inférieur à {}", "inférieure à {}", "en dessous de {}", "sous {}", "au-dessous de {}", "inférieurs à {}", "moins du {}", "moins des {}", "inférieures à {}", "inférieur aux {}", "en dessous des {}", "n’atteint pas {}", "n'atteint pas {}"),
    },
    rates={"second": r"\bpar seconde\b|/s\b", "minute": r"\b(?:par|la) minute\b", "hour": r"\b(?:par|de l['’]|l['’]|à l['’])\s?heure\b|\bhoraire\b|km/h|/h\b", "day": r"\b(?:par|la|chaque) (?:jour|journée)\b|quotidien|journali", "week": r"\b(?:par|la|chaque) semaine\b|hebdo", "month": r"\b(?:par|le|chaque) mois\b|mensuel", "year": r"\b(?:par|chaque) an(?:née)?\b|annuel|\bl['’]an\b"},
    until=r"\b(?:jusqu\w*|avant|d['’]ici|au plus tard|ferm\w*|fin|limite|termin\w*|derni\w*)", since=r"\b(?:à partir d\w*|dès|depuis|après|à compter d\w*)",
    minus=r"[-−–]\s?\d|moins|négati|sous (?:de )?zéro|au-dessous",
    to_words=("à", "et", "ou", "jusqu’à"),
    months=("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"),
    month_names={"janv": 1, "févr": 2, "avr": 4, "juil": 7, "sept": 9, "oct": 10, "nov": 11, "déc": 12, "aout": 8},
    weekdays=("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"), weekday_names={"lundis": 0, "mardis": 1, "mercredis": 2, "jeudis": 3, "vendredis": 4, "samedis": 5, "dimanches": 6},
    date=("{d} {M} {y}", "{M} {y}", "{d} {M}"), decade="années {y}", decades={"vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "soixante-dix": 70, "quatre-vingt": 80, "quatre-vingts": 80, "quatre-vingt-dix": 90}, decade_forms=("années {}",), day_suffix="er", clock="heures?|h",
    relative={
        "mois précédent": (-1, "month"), "sur un mois": (-1, "month"), "sur un an": (-1, "year"), "an plus tôt": (-1, "year"), "semaine précédente": (-1, "week"), "veille": (-1, "day"),
        "hier": (-1, "day"), "demain": (1, "day"), "avant-hier": (-2, "day"), "après-demain": (2, "day"), "l’année dernière": (-1, "year"), "l'année dernière": (-1, "year"), "année précédente": (-1, "year"), "an dernier": (-1, "year"),
        "l’année prochaine": (1, "year"), "l'année prochaine": (1, "year"), "an prochain": (1, "year"), "cette année": (0, "year"), "prochain exercice": (1, "year"), "exercice précédent": (-1, "year"), "exercice prochain": (1, "year"),
        "mois dernier": (-1, "month"), "mois prochain": (1, "month"), "ce mois-ci": (0, "month"), "semaine dernière": (-1, "week"), "semaine prochaine": (1, "week"), "cette semaine": (0, "week"),
    },
    ago=("il y a", "plus tôt", "avant", "auparavant"), later=("plus tard", "dans", "après"),
    before_noon=r"du matin", after_noon=r"du soir|de l['’]après-midi",
    prose=PROSE,
)  # fmt: skip
