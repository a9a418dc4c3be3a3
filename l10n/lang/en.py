"""English: $97.4 billion, ¥14.8 trillion, February 11, 2025."""

from l10n.lang._prose import Prose
from l10n.lang._style import B, K, M, Style, T

_FREQUENT = (
    "a an not you your if when all no do any only than the of and to in is that for "
    "it on with was as are by at be this from have has had were or which will would "
    "their its been they he she his her can but we i my me our there what so more "
    "about out up who into these some could other them then also may should did how "
    "each such after before over new one time people us"
)

PROSE = Prose(
    weak=r"still|otherwise|off|clear|reserved|hard|difficult\w*|tough|alone|empty|differ\w*|few|little|only|until|instead|rather than|beyond|short of|out of|lose|lost|loss|fewer|less|drop(?:ped)?|miss\w*|contrary|resign\w*|other than|non\w*",
    without=r"\bwithout\b",
    no=r"\b(?:not|never|nor|neither|nobody|nothing|nowhere|none|cannot|no(?!\.)|n['’]t)\b|n['’]t\b",
    denies=r"(?<!or )\b(?:not|never|cannot)\b(?! (?:only|just|least|merely|to mention|far))|n['’]t\b",
    negative=(
        r"\b(?:discourag\w*|advis\w* against|against the (?:law|rules)|outlaw\w*|banned|abstain\w*|omit\w*|omission\w*|withheld|withhold\w*|neglect\w*|contrary|drop(?:ped)?|abandon\w*|abort\w*|bar(?:red|s)|block\w*|dismiss\w*|overturn\w*|unable|still|the last (?:person|man|woman|thing|place)|otherwise|false|off|clear|reserved|restrict\w*|keep\w* (?:out|off|away)|off[- ]limits|in vain|behind (?:me|us|him|her|them)|refrain\w*|mismatch\w*|mutually exclusive|conflict\w*|declin\w*|oppos\w*|cancel\w*|hard|difficult\w*|tough|anything but|closed|wrong|alone|expire\w*|void|empty|differ\w*|resign\w*|without|un(?!der|it|i[vqfo]|til|cles?\b)\w{3,}|in\w+[ai]ble|un\w+able|in(?:valid|correct|complete|sufficient|accurate|capable|ability|accessible|appropriate|consistent|significant|secure|sensitive)\w*|"
        r"im(?:possible|proper|perfect)\w*|ir(?:relevant|regular|responsible)\w*|il(?:legal|logical)\w*|dis(?!continu|cuss|cover|pla[yc]|pers|tanc|tant|trict|tribut|tin|cipl|eas|patch|pos|crib|pens|k|h|c\b|cs\b|count)\w{3,}|non\w*|\w+less(?:ly)?|fail\w*|lack\w*|miss\w*|refus\w*|"
        r"reject\w*|den(?:y|ied|ies)|avoid\w*|prevent\w*|prohibit\w*|forbid\w*|forbidden|ban(?:ned|s)?|stop\w*|stay\w* away|hardly|barely|scarcely|rarely|seldom|"
        r"few|little|only|except\w*|unless|until|instead|rather than|far from|yet to|beyond|too\b.*\bto|short of|absent|absence|free (?:of|from)|out of|"
        r"lose|lost|loss|away from|ignor\w*|exclud\w*|keep\w* from|ceas\w*|no longer|other than|fewer|less)\b"
    ),
    frequent=frozenset(_FREQUENT.split()),
    honorifics=r"(?<=[a-z])[-‐‑](?:san|sama|shi|kun|chan|sensei|dono|senpai)\b",
    doubled=frozenset(
        {
            "very",
            "had",
            "that",
            "so",
            "many",
            "ha",
            "bye",
            "no",
            "more",
            "blah",
            "much",
            "long",
            "really",
            "far",
            "knock",
        }
    ),
)

_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"

_PARTS = "third fourth fifth sixth seventh eighth ninth tenth"


def _fractions() -> dict[str, tuple[int, int]]:
    """Two fifths, three-tenths … below one."""
    return {
        f"{above}{gap}{part}s": (n, below)
        for below, part in enumerate(_PARTS.split(), 3)
        for n, above in enumerate(_ONES.split()[:below])
        if n > 1
        for gap in " -"
    }


STYLE = Style(
    scales=((T, ("trillion",)), (B, ("billion",)), (M, ("million",))),
    read_scales={"centuries": K / 10, "decade": K / 100, "decades": K / 100, "thousand": K, "hundred": K / 10, "dozen": K / 1000 * 12},
    suffixes={
        "T": T, "tn": T, "trn": T, "B": B, "bn": B, "M": M, "mn": M, "mln": M, "m": M, "K": K, "k": K,
        "b": B,
    },
    articles=frozenset({"a", "an"}),
    plain_scales=frozenset({"decade"}),
    several=("several", "few"),
    vague=(
        "dozens", "hundreds", "thousands", "tens of thousands", "hundreds of thousands", "millions",
        "tens of millions", "hundreds of millions", "billions", "tens of billions",
        "hundreds of billions", "trillions",
    ),
    spelled={w: n for n, w in enumerate(_ONES.split())}
    | {w: 20 + 10 * n for n, w in enumerate(_TENS.split())}
    | {w[:-1] + "ies": 20 + 10 * n for n, w in enumerate(_TENS.split())}
    | {w: n for n, w in enumerate(_ORDINALS.split(), 1) if w != "second"}
    | {"a": 1, "an": 1, "both": 2, "twice": 2, "double": 2, "doubled": 2, "triple": 3, "tripled": 3, "quadrupled": 4, "quadruples": 4, "triples": 3, "tripling": 3, "doubles": 2, "doubling": 2, "quadruple": 4, "thrice": 3, "twofold": 2, "threefold": 3, "fourfold": 4, "fivefold": 5, "tenfold": 10, "fortnight": 14},
    and_words=("and",),
    ordinal="st|nd|rd|th|s|x|fold", half_after=r"\sand\s(?:a|one)[\s-]",
    money={
        "USD": ("${}",), "JPY": ("¥{}",), "EUR": ("€{}",), "GBP": ("£{}",), "CNY": ("yuan",),
        "KRW": ("won",), "INR": ("rupee", "rupees"), "TWD": ("NT${}",), "HKD": ("HK${}",),
        "AUD": ("A${}",), "CAD": ("C${}",), "CHF": ("Swiss franc", "Swiss francs"), "SGD": ("S${}",),
        "RUB": ("ruble", "rubles"), "THB": ("baht",), "BRL": ("R${}",), "IDR": ("rupiah",), "VND": ("dong",),
        "MXN": ("Mexican peso", "Mexican pesos"), "TRY": ("lira",),
    },
    money_names={
        "USD": ("dollars", "dollar", "US dollars", "U.S. dollars", "bucks"), "JPY": ("yen",),
        "EUR": ("euros", "euro"), "GBP": ("pounds", "pound", "pounds sterling"),
        "CNY": ("yuan", "renminbi"), "CAD": ("Canadian dollars",), "AUD": ("Australian dollars",),
        "TWD": ("Taiwan dollars", "New Taiwan dollars"), "HKD": ("Hong Kong dollars",),
        "CHF": ("francs", "franc"), "SGD": ("Singapore dollars",), "RUB": ("roubles", "rouble"),
        "MXN": ("pesos", "peso"), "BRL": ("reais", "real"),
    },
    adjectives=("US", r"U\.S\.", "American", "Japanese", "British", "Chinese", "Korean", "South Korean", "Indian"),
    vague_of=" of ",
    units={
        "second": ("second", "seconds"), "minute": ("minute", "minutes"), "hour": ("hour", "hours"),
        "day": ("day", "days"), "week": ("week", "weeks"), "month": ("month", "months"),
        "year": ("year", "years"),
    },
    unit_names={"cL": ("centiliters", "centilitres",), "bp": ("basis points", "basis point",), "permille": ("per mille", "per mil",),
        "kWh": ("kilowatt-hours", "kilowatt-hour"), "mg": ("milligrams", "milligram"), "mL": ("milliliters", "milliliter", "millilitres"), "μm": ("micrometers", "micrometer", "micrometres", "microns", "micron"), "m³": ("cubic meters", "cubic meter", "cubic metres"), "Hz": ("hertz",), "GHz": ("gigahertz",), "MHz": ("megahertz",), "kcal": ("kilocalories", "calories"), "hPa": ("hectopascals",), "dB": ("decibels",), "kn": ("knots", "knot"),
        "km": ("kilometers", "kilometer", "kilometres", "kilometre"), "m": ("meters", "meter", "metres", "metre"),
        "cm": ("centimeters", "centimeter", "centimetres"), "mm": ("millimeters", "millimeter", "millimetres"),
        "nm": ("nanometers", "nanometer", "nanometres"), "kg": ("kilograms", "kilogram", "kilos", "kilo"),
        "g": ("grams", "gram"), "t": ("tons", "ton", "tonnes", "tonne", "metric tons"), "lb": ("pounds weight", "lbs", "lb"), "ac": ("acres", "acre"), "ft²": ("square feet", "sq ft"), "mi²": ("square miles",), "L": ("liters", "liter", "litres", "litre"),
        "m²": ("square meters", "square metres", "square meter"), "km²": ("square kilometers", "square kilometres"),
        "ha": ("hectares", "hectare"), "W": ("watts", "watt"), "kW": ("kilowatts", "kilowatt"), "MW": ("megawatts", "megawatt"),
        "GW": ("gigawatts", "gigawatt"), "GB": ("gigabytes", "gigabyte"), "TB": ("terabytes",), "MB": ("megabytes",),
        "°C": ("degrees Celsius", "degrees centigrade"), "°F": ("degrees Fahrenheit",), "°": ("degrees", "degree"),
        "mi": ("miles", "mile"), "gal": ("gallons", "gallon"), "oz": ("ounces", "ounce"), "yd": ("yards", "yard"), "ft": ("feet", "foot"), "in": ("inches", "inch"),
        "hour": ("hrs", "hr"), "minute": ("min", "mins"), "second": ("secs", "sec"),
    },
    percent_names=("percent", "per cent", "pct"),
    quarters=(
        ("the first quarter", "first quarter", "first-quarter", "1st quarter", "Q1"),
        ("the second quarter", "second quarter", "second-quarter", "2nd quarter", "Q2"),
        ("the third quarter", "third quarter", "third-quarter", "3rd quarter", "Q3"),
        ("the fourth quarter", "fourth quarter", "fourth-quarter", "4th quarter", "Q4"),
    ),
    fractions={
        "half": (1, 2), "halves": (1, 2), "a third": (1, 3), "one third": (1, 3), "one-third": (1, 3), "two thirds": (2, 3), "two-thirds": (2, 3),
        "a quarter of": (1, 4), "one quarter": (1, 4), "one-quarter": (1, 4), "one-fourth": (1, 4), "three quarters": (3, 4), "three-quarters": (3, 4),
        "three fourths": (3, 4), "three-fourths": (3, 4), "a fifth of": (1, 5), "one fifth": (1, 5), "one-fifth": (1, 5), "two-fifths": (2, 5), "three-fifths": (3, 5),
        "four-fifths": (4, 5), "a tenth": (1, 10), "one-tenth": (1, 10), "one tenth": (1, 10), "a hundredth": (1, 100), "one-hundredth": (1, 100), "one-eighth": (1, 8),
        "a sixth of": (1, 6), "one-sixth": (1, 6), "a thousandth": (1, 1000), "one-thousandth": (1, 1000), "quarter-hour": (15, 1), "quarter hour": (15, 1), "a century": (100, 1), "half a century": (50, 1), "quarter of a century": (25, 1), "quarter of an hour": (15, 1), "three quarters of an hour": (45, 1),
    } | _fractions(),
    about=("about {}", "around {}", "approximately {}", "roughly {}", "some {}", "nearly {}", "almost {}", "approx. {}", "an estimated {}", "{} or so", "{}-odd"),
    particles=("the", "a", "an", "its"),
    bounds={
        "≥": ("at least {}", "{}-plus", "no less than {}", "no fewer than {}", "not less than {}", "a minimum of {}", "minimum {}", "as few as {}", "{} or more", "{} and above", "{} and over", "{} or over", "{} or older", "{} and older", "{} or above", "{} or higher", "{} or later", "{} or greater", "{} and up", "{}+", "no earlier than {}", "{} or longer", "not below {}"),
        "≤": ("up to {}", "at most {}", "no more than {}", "not more than {}", "a maximum of {}", "maximum {}", "max. {}", "within {}", "{} or less", "{} or fewer", "{} and under", "{} or under", "{} or below", "{} and below", "{} or lower", "{} or younger", "{} and younger", "as little as {}", "a maximum {}", "as much as {}", "limited to {}", "not exceed {}", "not exceeding {}", "no later than {}", "{} or shorter", "not above {}", "at the most {}"),
        ">": ("more than {}", "over {}", "above {}", "exceeding {}", "exceeded {}", "exceeds {}", "exceed {}", "greater than {}", "surpassed {}", "surpassing {}", "surpass {}", "topped {}", "upwards of {}", "in excess of {}", "beyond {}", "higher than {}", "older than {}", "over the age of {}", "above the age of {}", "longer than {}", "past {}", "topping {}", "well over {}", "surpasses {}", "top {}", "tops {}", "crossed {}", "upward of {}", "north of {}", "larger than {}", "taller than {}", "heavier than {}", "faster than {}", "outnumber {}", "weaker than {}"),
        "<": ("less than {}", "fewer than {}", "under {}", "below {}", "lower than {}", "younger than {}", "under the age of {}", "before the age of {}", "before age {}", "below the age of {}", "shorter than {}", "smaller than {}", "short of {}", "not even {}", "lighter than {}", "cheaper than {}", "stronger than {}"),
    },
    rates={"second": r"\b(?:a|per|each|every) second\b|/s\b", "minute": r"\b(?:a|per|each|every) minute\b|/min\b", "hour": r"\b(?:an|per|each|every) hour\b|\bhourly\b|/h\b|\bk?mph\b|\bkph\b", "day": r"\b(?:a|per|each|every) day\b|\bdaily\b|/day\b", "week": r"\b(?:a|per|each|every) week\b|\bweekly\b|/week\b", "month": r"\b(?:a|per|each|every) month\b|\bmonthly\b|/month\b", "year": r"\b(?:a|per|each|every) year\b|\b(?:yearly|annual\w*)\b|/year\b|\bper annum\b"},
    until=r"\b(?:until|till?|by|before|through|to|up to|clos\w*|end\w*|deadline|no later|latest|last|due|valid|expir\w*|over|prior)\b", since=r"\b(?:from|since|starting|beginning|onwards?|after|as of)\b",
    minus=r"[-−–]\s?\d|minus|below|negative|sub-?zero|freezing",
    to_words=("to", "through", "and", "or"),
    months=("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"),
    month_names={"jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sept": 9, "sep": 9, "oct": 10, "nov": 11, "dec": 12},
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    weekday_names={"mondays": 0, "tuesdays": 1, "wednesdays": 2, "thursdays": 3, "fridays": 4, "saturdays": 5, "sundays": 6, "mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5},
    date=("{M} {d}, {y}", "{M} {y}", "{M} {d}"),
    order="mdy", day_words="of ", day_suffix="st|nd|rd|th", case_months=True,
    decades={w[:-1] + "ies": 20 + 10 * n for n, w in enumerate(_TENS.split())}, decade_endings=("ies",), decade_forms=("’{}s", "'{}s", "{}s"),
    clock=r"o['’]clock",
    relative={
        "month on month": (-1, "month"), "month-on-month": (-1, "month"), "month over month": (-1, "month"), "month-over-month": (-1, "month"), "previous month": (-1, "month"), "month earlier": (-1, "month"), "previous week": (-1, "week"), "week earlier": (-1, "week"), "previous day": (-1, "day"), "day earlier": (-1, "day"), "year on year": (-1, "year"), "year-on-year": (-1, "year"), "year over year": (-1, "year"), "year-over-year": (-1, "year"), "year earlier": (-1, "year"), "year ago": (-1, "year"), "year before": (-1, "year"), "prior year": (-1, "year"), "annual": (-1, "year"),
        "yesterday": (-1, "day"), "tomorrow": (1, "day"), "last year": (-1, "year"), "next year": (1, "year"), "this year": (0, "year"),
        "last fiscal year": (-1, "year"), "next fiscal year": (1, "year"), "this fiscal year": (0, "year"), "last month": (-1, "month"),
        "next month": (1, "month"), "this month": (0, "month"), "last week": (-1, "week"), "next week": (1, "week"), "this week": (0, "week"),
        "previous year": (-1, "year"), "previous fiscal year": (-1, "year"), "following year": (1, "year"), "coming year": (1, "year"),
        "the year before last": (-2, "year"), "the day after tomorrow": (2, "day"), "the day before yesterday": (-2, "day"),
    },
    ago=("ago", "earlier", "before", "prior", "previously"), later=("later", "from now", "after", "afterwards"),
    before_noon=r"in the morning", after_noon=r"in the (?:afternoon|evening)",
    prose=PROSE,
)  # fmt: skip
