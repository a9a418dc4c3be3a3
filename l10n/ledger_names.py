"""The names in a Japanese sentence, and what a translation makes of each, as far as rules can tell.

Names in Latin letters stand in the translation as they are. One in katakana is read back by its
consonants, where the target writes sounds (Latin, Cyrillic, Hangul); one in kanji only where the
target writes kanji. Of the rest nothing is known, and the ledger says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from l10n.checks.latin_token import kept_as, tokens
from l10n.lang.ja.katakana import LIKE, likeness
from l10n.lang.scripts import has_case, is_latin
from l10n.lazy import lazy

_PART = "[ァ-ヺ][ァ-ヺー]+"
# What follows a person's name: forms of address, offices, standing before the law.
_TITLE = "氏|さん|君|ちゃん|選手|監督|容疑者|被告|教授|博士|議員|首相|大統領|大臣|知事|市長|社長|会長|CEO|CFO|CTO"
_JOINED = lazy(rf"{_PART}(?:[・=＝]{_PART})+")
_ADDRESSED = lazy(rf"{_PART}(?=(?:{_TITLE}|様)(?!々))")
# Companies, schools, places: ソフトバンク of ソフトバンクグループ, テスラ of テスラ社.
_PLACED = lazy(
    r"[ァ-ヺ][ァ-ヺー]+?(?=グループ|ホールディングス|コーポレーション|カンパニー|エンターテインメント|モーターズ|"
    "(?:社(?![会内員長説])|銀行|大学|証券|自動車|電機|新聞|州|市(?![場民販])|共和国|王国|島|半島|諸島))|(?<=株式会社)[ァ-ヺ][ァ-ヺー]+"
)
# What is told of companies alone marks one: テスラの株価, グーグルを買収する, アマゾンに出資した.
_TRADED = lazy(
    r"(?<![ァ-ヺー])[ァ-ヺ][ァ-ヺー]{2,}(?=の(?:株|時価総額|最高|CEO|創業|共同創業|経営|決算|広報|取締役|子会社|親会社|大株主|元?社員)"
    "|を(?:買収|提訴|創業|共同創業|設立|訴え|傘下)|と(?:提携|合併|経営統合|資本)|に(?:出資|入社|買収され)"
    "|への(?:出資|投資)|傘下|出身の|から(?:独立|分社))"
)
_TRADE = lazy(
    ".*(?:サービス|メーカー|チーム|グループ|アプリ|モデル|システム|ソフト|ベンチャー|スタートアップ|ファンド|"
    "プロジェクト|ビジネス|ブランド|スポーツ|クラブ|ライバル|パートナー|オーナー|ネット|サイト|データ|センター)"
)
"""Words of trade that no company has for its name."""
_KATAKANA = lazy(_PART)
_KANJI = lazy(
    r"(?<![㐀-鿿々])[㐀-鿿々]{2,5}(?=氏|さん)|(?<![㐀-鿿々])[㐀-鿿々]{2,4}(?=容疑者|被告)"
)
# 両氏 is nobody's name; 看護師さん, 本屋さん are trades.
_NOBODY = lazy(r".*[両同某各屋師員者手長客生娘父母兄姉]|皆|息子|奥|旦那|隣|弊社|御社")
_WORD = lazy(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_SURE = 75
"""How alike sounds have to be (0 to 100) where no capital letter tells a name."""


class Name(NamedTuple):
    """A name, and where it begins."""

    start: int
    text: str
    kind: Literal["latin", "katakana", "kanji"]


def names(text: str, persons: Iterable[str] = ()) -> list[Name]:
    """The names in `text`, left to right: in Latin letters, marked by ・, a form of address or
    what they are (テスラ社, カリフォルニア州), companies by what is told of them (テスラの株価), or
    among `persons`, the parts of names that are marked elsewhere (マスク of イーロン・マスク).

    >>> [name.text for name in names("OpenAIのサム・アルトマン氏と孫正義氏が語った。")]
    ['OpenAI', 'サム・アルトマン', '孫正義']
    >>> [name.text for name in names("テスラの株価が下がり、メーカーの株も売られた。")]
    ['テスラ']
    """
    found = [Name(start, token, "latin") for start, token in tokens(text)]
    for pattern in (_JOINED, _ADDRESSED, _PLACED):
        found += [Name(m.start(), m[0], "katakana") for m in pattern.finditer(text)]
    found += [
        Name(m.start(), m[0], "katakana")
        for m in _TRADED.finditer(text)
        if not _TRADE.fullmatch(m[0])
    ]
    known = set(persons)
    if known:
        runs = _KATAKANA.finditer(text)
        found += [Name(m.start(), m[0], "katakana") for m in runs if m[0] in known]
    found += [
        Name(m.start(), m[0], "kanji") for m in _KANJI.finditer(text) if not _NOBODY.fullmatch(m[0])
    ]
    return list(_apart(sorted(found, key=lambda name: (name.start, -len(name.text)))))


def persons(texts: Iterable[str]) -> set[str]:
    """The parts of the names in katakana that are marked somewhere in `texts`.

    >>> sorted(persons(["イーロン・マスク氏が語った。"]))
    ['イーロン', 'マスク']
    """
    return {
        part
        for text in texts
        for pattern in (_JOINED, _ADDRESSED)
        for match in pattern.finditer(text)
        for part in _KATAKANA.findall(match[0])
    }


def _apart(found: Iterable[Name]) -> Iterator[Name]:
    end, seen = 0, set()
    for name in found:
        if name.start >= end and name.text not in seen:
            yield name
            end = name.start + len(name.text)
            seen.add(name.text)


def rendering(
    name: Name, msgid: str, msgstr: str, locale: str
) -> tuple[Literal["ok", "wrong", "missing", "unknown"], str]:
    """A verdict, and the words of `msgstr` that render the name; "" when they are not known.

    >>> rendering(Name(0, "アルトマン", "katakana"), "", "Altman said so.", "en")
    ('ok', 'Altman')
    >>> rendering(Name(0, "田中", "kanji"), "", "Tanaka agreed.", "en")
    ('unknown', '')
    """
    if name.kind == "latin":
        return _latin(name.text, msgid, msgstr, locale)
    if name.kind == "katakana":
        text = _by_sound(name.text, msgstr, locale)
    else:
        text = name.text if name.text in msgstr else ""
    return ("ok", text) if text else ("unknown", "")


def _latin(
    token: str, msgid: str, msgstr: str, locale: str
) -> tuple[Literal["ok", "wrong", "missing", "unknown"], str]:
    text, near = kept_as(token, msgid, msgstr)
    if text:
        return "ok", text
    if near:
        return "wrong", near
    # 谷歌, 오픈AI: other scripts have spellings of their own; a code has none
    code = any(sign.isdigit() for sign in token)
    return ("missing" if code or is_latin(locale) else "unknown"), ""


def _by_sound(name: str, msgstr: str, locale: str) -> str:
    """The words that sound most like the parts of a name, from the first to the last of them."""
    words = list(_WORD.finditer(msgstr))
    least = _SURE
    if has_case(locale):
        words, least = [word for word in words if word[0][0].isupper()], LIKE
    spans = [span for part in _KATAKANA.findall(name) if (span := _likest(part, words, least))]
    if not spans:
        return ""
    start, end = min(spans)[0], max(end for _, end in spans)
    if end - start > _LONG * len(name):  # two words of the same sound, far from each other
        start, end = spans[-1]
    return msgstr[start:end]


_LONG = 4


def _likest(part: str, words: list[re.Match[str]], least: float) -> tuple[int, int] | None:
    scored = [(likeness(part, word[0]), word.span()) for word in words]
    best = max(scored, default=(0.0, (0, 0)), key=lambda pair: pair[0])
    return best[1] if best[0] >= least else None
