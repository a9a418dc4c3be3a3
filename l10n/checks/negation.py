"""Check `negation`: What the source denies the translation denies, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from l10n.checks import _figures
from l10n.checks._text import pattern, prose
from l10n.checks.bound import turned
from l10n.lang import prose_of
from l10n.lang._prose import Prose
from l10n.lang.ja.negation import denial, negation
from l10n.lazy import lazy
from l10n.model import Entry, Finding, Severity, Term


def _is_double(made: re.Match[str], text: str, language: Prose) -> bool:
    """True when another word of denial takes the first one back: "never empty"."""
    rest = text[made.end() : made.end() + 40].split(",")[0].split(".")[0]
    other = pattern(language.negative).search(rest) if language.negative else None
    return other is not None or pattern(language.denies or language.no).search(rest) is not None


_WHO = lazy(
    r"(?:ない|ではない|でない|未[^\W\d_]{1,3}の)(?:方|人|者|場合|もの|とき|時|[㐀-鿿]{1,4}|[ァ-ヺー]{2,8})[はがにもを]"
)


def _denies_once(source: str, target: str, language: Prose) -> bool:
    """True when those who are *not* members are told *not* to, and one of the two is lost."""
    if not _WHO.search(source):
        return False
    words = pattern(language.no).findall(target)
    return len(words) == 1 and not pattern(language.negative).search(target)


# パスワードなしではログインできない: you can't, without.
_WITHOUT = lazy(
    r"(?:なしでは|なしには|なしに|なくしては|(?<=[ぁ-ん])ないと|なければ|ない限り|ずには|ことなしに|以外[はに]?)[^。、]{0,24}(?:ない|ません|なかった|ず|不可|無理|困難)"
)


# 未使用の, 不要な: nouns that deny, beside a verb that does.
_DENYING = lazy("(?<![㐀-鿿])[未不無非][㐀-鿿]{1,3}(?=[のなをがはもに])")


def _is_weak(source: str, text: str, language: Prose) -> bool:
    """True when all that may deny are words such as "until", or one "unused" for 未使用 too."""
    made = [match[0] for match in pattern(language.negative).finditer(text)]
    nouns = len(_DENYING.findall(source))
    if nouns and len(made) <= nouns:
        return True
    return bool(language.weak) and all(pattern(language.weak).fullmatch(word) for word in made)


_NOUN = lazy("なしで?[はに]")


def _lets_do_without(text: str, language: Prose) -> bool:
    """True when a text says "without" and denies nothing else: "you can log in without it"."""
    if not language.without:
        return False
    rest, count = pattern(language.without).subn(" ", text)
    if count != 1:
        return False
    denied = pattern(language.no).search(rest)
    return not denied and not pattern(language.negative).search(rest)


# A word that renders one of the source's denies nothing: キャンセルできない, "it can be cancelled".
_RENDERED = (
    (lazy("キャンセル|取り?消|解約"), lazy(r"\b(?:cancel|annul|storn|disdi|отмен|h[uủ]ỷ|batal|dibatal|membatal)\w*|取消|취소|إلغاء|रद्द|ยกเลิก", re.IGNORECASE)),
    (lazy("失敗"), lazy(r"\b(?:fail|fehl|scheiter|échou|échec|fracas|fall|провал|gagal)\w*|失[败敗]|실패|विफल|ล้มเหลว", re.IGNORECASE)),
    (lazy("否定|否認|打ち消"), lazy(r"\b(?:den(?:y|ie)|dement|leugn|bestreit|bestritt|nie|nié|démen|neg|desmen|desmint|smen|отриц|опроверг|phủ nhận|bác bỏ|membantah|menyangkal)\w*|否[认認定]|부인|부정|نف[ىيت]|खंडन|इनकार|ปฏิเสธ", re.IGNORECASE)),
    (lazy("拒否|拒ま|断ら|断り"), lazy(r"\b(?:refus|reject|declin|deni|deny|verweiger|abgelehn|ablehn|weiger|rechaz|neg[oó]|recus|rifiut|отказ|отверг|từ chối|menolak|ditolak)\w*|拒[绝絕]|거부|거절|رفض|इनकार|ปฏิเสธ", re.IGNORECASE)),
    (lazy("停止|中止|終了|止ま|止め"), lazy(r"\b(?:stop|discontinu|gestopp|stopp|einstell|eingestell|cess|прекра|оконч|berhenti|dừng|ngừng)\w*|停止|中止|终止|終止|중단|หยุด|बंद|रोक", re.IGNORECASE)),
)  # fmt: skip


def _without_rendered(source: str, target: str) -> str:
    for said, words in _RENDERED:
        if said.search(source):
            target = words.sub(" ", target)
    return target


_REQUEST = lazy(
    r"(?:くださ?い|なさい|ましょう|こと|お願い(?:します|いたします)?|[しせ]よ|しろ|て)[。！!]?$"
)


_ALLOWS = lazy(r"(?:禁止|禁じ|制限|無効)[^。、]{0,6}(?:ませんでした|ません|ない|なかった)")


class NegationCheck:
    """What the source denies the translation denies, and nothing else."""

    id = "negation"
    severity: Severity = "warning"
    summary = "What the source denies the translation denies, and nothing else."
    example = ("この機能は利用できません。", "This feature is available.", "en")

    def run(
        self,
        entry: Entry,
        locale: str,
        terms: Sequence[Term],  # noqa: ARG002
    ) -> Iterator[Finding]:
        """See `Check` in plugin.py."""
        language = prose_of(locale)
        if not language.no:
            return
        text = prose(entry.msgstr)
        source = prose(entry.key.msgid)
        denied = denial(source)
        says_no = pattern(language.no).search(text)
        if denied and _WITHOUT.search(source) and _lets_do_without(text, language):
            found = "the source needs it; the translation does without"
            # ...ないと, ...なければ: "without rain, crops wither"
            needs: Severity = self.severity if _NOUN.search(source) else "info"
            yield Finding(self.id, needs, found)
        if denied and not says_no:
            if not pattern(language.negative).search(_without_rendered(source, text)):
                both = _figures.read(entry.key.msgid, entry.msgstr, locale)
                told = any(turned(*pair) for pair in both.pairs)  # "from 18" for 18歳未満は不可
                severity: Severity = self.severity if denied == "clear" and not told else "info"
                yield Finding(self.id, severity, "the source says no; the translation does not")
            elif denied == "clear" and _is_weak(source, text, language):
                found = "the source says no; the translation has no more than a hint of it"
                yield Finding(self.id, "info", found)
            elif _ALLOWS.search(entry.key.msgid):
                found = "the source takes a prohibition back; the translation does not"
                yield Finding(self.id, "info", found)
        elif denied == "clear" and _denies_once(source, text, language):
            found = "the source says no twice; the translation does once"
            yield Finding(self.id, "info", found)
        elif says_no and not denied and len(entry.key.msgid) < 90:
            if negation(source) != "none":
                return
            made = pattern(language.denies or language.no).search(text)
            if made and not _is_double(made, text, language):
                found = f'the translation says "{made[0].strip()}"; the source does not say no'
                span = (made.span(),)
                # 静かにしてください may well be "don't make noise"
                asked = _REQUEST.search(entry.key.msgid) is not None
                level: Severity = "info" if asked else self.severity
                yield Finding(self.id, level, found, found=made[0].strip(), target_spans=span)
