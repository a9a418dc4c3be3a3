"""Prompts of the offline engine: a chat template with three example pairs of our own."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

VERSION = "3"
_TOKEN = re.compile(r"XQ\d+X")
NAMES = {
    "ja": "Japanese", "en": "English", "zh_Hans": "Simplified Chinese",
    "zh_Hant": "Traditional Chinese", "ko": "Korean", "de": "German", "fr": "French",
    "es": "Spanish", "it": "Italian", "pt_BR": "Brazilian Portuguese", "ru": "Russian",
}  # fmt: skip
# The third shows figures already in the target's form, kept as they are; the fourth a mask token
# beside them. Only a text that holds a token is shown it: else the model writes one of its own.
_EXAMPLES: Mapping[str, Sequence[str]] = {
    "ja": (
        "新工場は来年の春に動き出す予定だ。",
        "同社は値上げを否定し、「品質で選ばれたい」と語った。",
        "同市は{money}を投じ、{count}台の計算機を導入した。",
        "XQ1X市は{money}を投じ、{count}台の計算機を導入した。",
    ),
    "en": (
        "The new factory is scheduled to start operating next spring.",
        "The company denied a price increase, saying, “We want to be chosen for our quality.”",
        "The city spent {money} and installed {count} computers.",
        "The city of XQ1X spent {money} and installed {count} computers.",
    ),
    "zh_Hans": (
        "新工厂计划于明年春天投产。",
        "该公司否认涨价，并表示“希望以品质赢得选择”。",
        "该市投入{money}，引进了{count}台计算机。",
        "XQ1X市投入{money}，引进了{count}台计算机。",
    ),
    "zh_Hant": (
        "新工廠預計明年春天投產。",
        "該公司否認漲價，並表示「希望以品質獲得選擇」。",
        "該市投入{money}，引進了{count}台電腦。",
        "XQ1X市投入{money}，引進了{count}台電腦。",
    ),
    "ko": (
        "새 공장은 내년 봄에 가동될 예정이다.",
        "이 회사는 가격 인상을 부인하며 “품질로 선택받고 싶다”고 말했다.",
        "이 도시는 {money}을 투입해 컴퓨터 {count}대를 도입했다.",
        "XQ1X시는 {money}을 투입해 컴퓨터 {count}대를 도입했다.",
    ),
    "de": (
        "Die neue Fabrik soll im nächsten Frühjahr den Betrieb aufnehmen.",
        "Das Unternehmen bestritt eine Preiserhöhung: „Wir wollen mit Qualität überzeugen.“",
        "Die Stadt investierte {money} und schaffte {count} Rechner an.",
        "Die Stadt XQ1X investierte {money} und schaffte {count} Rechner an.",
    ),
    "fr": (
        "La nouvelle usine doit entrer en service au printemps prochain.",
        "L’entreprise a démenti une hausse des prix : « Nous voulons être choisis pour notre qualité. »",
        "La ville a dépensé {money} et installé {count} ordinateurs.",
        "La ville de XQ1X a dépensé {money} et installé {count} ordinateurs.",
    ),
    "es": (
        "La nueva fábrica empezará a funcionar la próxima primavera.",
        "La empresa negó una subida de precios: «Queremos que nos elijan por la calidad».",
        "La ciudad invirtió {money} e instaló {count} ordenadores.",
        "La ciudad de XQ1X invirtió {money} e instaló {count} ordenadores.",
    ),
}


def needs_token(text: str) -> bool:
    """True when the prompt of `text` shows a token: such texts share another cached beginning."""
    return bool(_TOKEN.search(text))


def prompt(text: str, source: str, target: str, money: str, count: str) -> str:
    """The whole prompt; all of it but the text is the same for a pair of locales, so that the
    model's prompt cache holds it (`money` and `count` are figures in the target's form)."""
    names = NAMES.get(source, source), NAMES.get(target, target)
    parts = [
        f"<|im_start|>system\nYou are a professional translator. Translate {names[0]} news into "
        f"{names[1]}. Keep names, figures and codes such as XQ1X exactly as they stand. Answer "
        "with the translation only.<|im_end|>\n"
    ]
    shown = slice(0, 4 if needs_token(text) else 3)
    pairs = zip(_EXAMPLES.get(source, ())[shown], _EXAMPLES.get(target, ())[shown], strict=False)
    for ours, theirs in pairs:
        question, answer = (line.format(money=money, count=count) for line in (ours, theirs))
        parts.append(_turn(question) + f"{answer}<|im_end|>\n")
    return "".join([*parts, _turn(text)])


def _turn(text: str) -> str:
    return f"<|im_start|>user\n{text}<|im_end|>\n<|im_start|>assistant\n"
