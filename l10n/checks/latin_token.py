"""Check `latin_token`: Names and codes in Latin letters are kept as the source writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from l10n.checks._text import prose
from l10n.lang.ja.katakana import sounds_like
from l10n.lang.scripts import is_latin
from l10n.lazy import lazy
from l10n.likeness import likeness
from l10n.model import Entry, Finding, Severity, Term

_TOKEN = lazy(
    r"(?<![A-Za-zÀ-ɏ0-9_@/.%{&-])[A-Za-z][A-Za-zÀ-ɏ0-9]*(?:[-‑.+_&'/][A-Za-zÀ-ɏ0-9]+)*\+*(?![A-Za-zÀ-ɏ0-9_@%}])"
)
_TARGET = lazy(r"[A-Za-z0-9][A-Za-z0-9+]*(?:[-‑.][A-Za-z0-9]+)*")
_VERSION = lazy(
    r"(?<![A-Za-z0-9])(?P<name>[A-Za-z]*[A-Z][A-Za-z]{2,}|iOS)[ \u00a0](?P<number>\d{1,4}(?:\.\d+)*)(?![\d.]*[\d万億兆%年月日人社件個台円ドつ回倍割歳])"
)
_HOLDER = lazy(r"%\(?\w*\)?[-\d.]*[a-zA-Z]|\{[^{}]*\}|\\[a-z]|&\w+;|XQ\d+X|[\w.+-]+@[\w-]+\.[\w.]+")
# What languages have their own letters or words for.
_WORDS = (
    "AI IT OS PC TV OK NG CM SNS CEO CFO COO CTO EU UN UK US USA NATO WHO GDP PR HP OB OL DVD CD "
    "DNA AC AD BC AM PM am pm A B C D E S M L LL Q QA FAQ URL ID IC EV VR AR IoT NPO NGO PDF Web "
    "web WEB app App email Mail mail blog Blog vs VS etc No NO Yes x km kg cm mm nm m g t GB TB "
    "MB KB kW MW GW kWh W Hz GHz MHz USD JPY EUR BMI CO DX ESG IPO KPI LED LGBT M&A MBA NBA R&D "
    "SF SOS SUV SaaS UFO UI UX WTO IMF OECD ASEAN GPS GPU CPU RAM ROM USB LLM API FBI CIA BBC CNN "
    "HIV SARS PKO ODA JR by of the and The for in A.D B.C Wi-Fi WiFi ATM SSD HTML QR SIM BGM DJ "
    "MC MVP NHK PTA ICT EC ERP CRM HR KO LAN LP MP MRI PCR PIN POS SE T TPO U V VIP Y Z "
)
_TRANSLATED = frozenset(_WORDS.split())
# Of these, what no language has an abbreviation of its own for, as VIH is for HIV.
_EVERYWHERE = (
    "GPU CPU RAM ROM USB LLM API FBI CIA BBC CNN NHK PDF URL GPS LED SSD HTML "
    "QR SIM MRI PCR ATM CEO CFO COO CTO NBA MBA ASEAN ESG"
)
_WORLDWIDE = frozenset(_EVERYWHERE.split())
_TITLE = lazy("[「『《]([^「『《」』》]*)[」』》]")
_ROMAN = lazy("[IVX]{2,}")
_GENERATION = lazy(r"(?<![A-Za-z0-9.,])(\d{1,3})([GEKD])(?![A-Za-z0-9])")
_SERVICE = lazy(r"(?<![A-Za-z0-9])X(?=[はがをにでのとも(（、])")


class LatinToken:
    """Names and codes in Latin letters are kept as the source writes them."""

    id = "latin_token"
    severity: Severity = "error"
    summary = "Names and codes in Latin letters are kept as the source writes them."
    example = ("GPT-4を使う。", "It uses GPT-3.", "en")

    def run(
        self,
        entry: Entry,
        locale: str,
        terms: Sequence[Term],  # noqa: ARG002
    ) -> Iterator[Finding]:
        """See `Check` in plugin.py."""
        if not _LETTER.search(entry.key.msgid):
            return
        source = _HOLDER.sub(" ", prose(entry.key.msgid))
        tokens = dict.fromkeys(_TOKEN.findall(_half_width(source)))
        if not tokens:
            return
        yield from self._versions(source, entry.msgstr)
        yield from self._generations(_half_width(source), entry.msgstr)
        text = _half_width(prose(entry.msgstr))
        squeezed = _squeeze(text)
        latin = is_latin(locale)
        titles = "".join(_TITLE.findall(source))
        for token in tokens:
            plain = token.replace(".", "")
            if plain in _WORLDWIDE and not _stands(token, text, squeezed):
                yield from self._swapped(token, text, source)
            if plain in _TRANSLATED or _ROMAN.fullmatch(token) or _stands(token, text, squeezed):
                continue
            sure = _is_code(token)
            if token == "X" and not _SERVICE.search(source):
                continue
            if not sure and token != "X" and not (latin and len(token) > 1 and token[0].isupper()):
                continue
            near = _nearest(token, text, source)
            if not near and not latin and sure and len(tokens) == 1:
                near = _instead(text, source)
            if not near and not latin and not any(c.isdigit() for c in token):
                continue  # 谷歌, 오픈AI: the language has its own spelling
            message = f"{token} became {near}" if near else f"{token} is missing"
            severity = self.severity if near or (sure and latin) else "warning"
            if not near and (token in titles or (plain.isupper() and plain.isalpha())):
                severity = "info"  # a title is translated, ECB is BCE in French
            fix = (
                re.sub(rf"(?<![A-Za-z0-9]){re.escape(near)}(?![A-Za-z0-9])", token, entry.msgstr)
                if near and sure
                else ""
            )
            yield Finding(self.id, severity, message, expected=token, found=near, fix=fix)

    def _swapped(self, token: str, text: str, source: str) -> Iterator[Finding]:
        """GPU with another abbreviation in its place; written out in words it is right."""
        for word in _TARGET.findall(text):
            near = word.removesuffix("s")
            if near in _WORLDWIDE and near not in source:
                yield Finding(
                    self.id, self.severity, f"{token} became {near}", expected=token, found=word
                )
                return

    def _generations(self, source: str, msgstr: str) -> Iterator[Finding]:
        """Wi-Fi 6E as 7E, 5G as 4G: the letter is there, its figure is not."""
        for match in _GENERATION.finditer(source):
            made = [other for other in _GENERATION.finditer(msgstr) if other[2] == match[2]]
            if made and match[0] not in [other[0] for other in made]:
                found = made[0][0]
                if found not in source:
                    message = f"{match[0]} became {found}"
                    yield Finding(self.id, self.severity, message, expected=match[0], found=found)

    def _versions(self, source: str, msgstr: str) -> Iterator[Finding]:
        """iPhone 16 with another number: the name is there, its version is not."""
        for match in _VERSION.finditer(source):
            name, number = match["name"], match["number"]
            made = list(_versions_of(name, msgstr))
            if made and number not in [other[1] for other in made]:
                found, span = made[0][0], made[0].span(1)
                fix = msgstr[: span[0]] + number + msgstr[span[1] :] if len(made) == 1 else ""
                message = f"{name} {number} became {found}"
                yield Finding(
                    self.id, self.severity, message, expected=match[0], found=found, fix=fix
                )


def _versions_of(name: str, text: str) -> Iterator[re.Match[str]]:
    """Where a name stands with a version; the group is the version."""
    return re.finditer(rf"{re.escape(name)}[ \u00a0-]?(\d+(?:\.\d+)*)", text)


def tokens(msgid: str) -> list[tuple[int, str]]:
    """The names and codes of a source that stand in a translation as they are, with their places.

    >>> tokens("OpenAIのGPT-4とAI、Grok 3")
    [(0, 'OpenAI'), (7, 'GPT-4'), (16, 'Grok 3')]
    """
    text = _HOLDER.sub(lambda match: " " * len(match[0]), _half_width(prose(msgid)))
    versions = {match.start(): match[0] for match in _VERSION.finditer(text)}
    return [
        (match.start(), versions.get(match.start(), match[0]))
        for match in _TOKEN.finditer(text)
        if match[0].replace(".", "") not in _TRANSLATED
        and not _ROMAN.fullmatch(match[0])
        and (_is_code(match[0]) or (len(match[0]) > 1 and match[0][0].isupper()))
    ]


def kept_as(token: str, msgid: str, msgstr: str) -> tuple[str, str]:
    """(the token as the translation writes it or "", a word that stands there instead or "").

    >>> kept_as("GPT-4", "GPT-4を使う。", "It uses GPT-3."), kept_as("xAI", "xAI", "XAI won.")
    (('', 'GPT-3'), ('XAI', ''))
    """
    text = _half_width(prose(msgstr))
    version = _VERSION.fullmatch(token)
    if version:
        made = next(_versions_of(version["name"], text), None)
        if made is None:
            return "", ""
        return (made[0], "") if made[1] == version["number"] else ("", made[0])
    if not _stands(token, text, _squeeze(text)):
        return "", _nearest(token, text, _half_width(msgid))
    found = _told(token).search(text)
    return (found[0] if found else token), ""


_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x2011: 0x2D}
_SPLIT = lazy(r"[\s\u00a0\u202f‑.'’&/_-]+")


_LETTER = lazy("[A-Za-zＡ-Ｚａ-ｚ]")
_IS_WIDE = lazy("[！-～‑]")


def _half_width(text: str) -> str:
    return text.translate(_WIDE) if _IS_WIDE.search(text) else text


def _squeeze(text: str) -> str:
    return _SPLIT.sub("", text).lower()


def _stands(token: str, text: str, squeezed: str) -> bool:
    """True when the token is in the text: case, hyphens and a short ending do not count."""
    if len(token) < 3:
        return (
            re.search(rf"(?<![A-Za-z]){re.escape(token)}(?![A-Za-z])", text, re.IGNORECASE)
            is not None
        )
    if any(c.isdigit() for c in token):
        return re.search(
            rf"(?<![A-Za-z0-9]){re.escape(_squeeze(token))}(?!\d)", _spaced(text)
        ) is not None or (re.search(rf"{re.escape(_squeeze(token))}(?!\d)", squeezed) is not None)
    return _squeeze(token) in squeezed and _told(token).search(text) is not None


@cache
def _told(token: str) -> re.Pattern[str]:
    """The token with spaces or hyphens between its parts at most: Open AI, but not "OpenA ist"."""
    gap = r"[\s\u00a0‑.'’&/_-]*"
    parts = gap.join(re.escape(part) for part in _PARTS.findall(token))
    signs = gap.join(re.escape(sign) for sign in _SPLIT.sub("", token))
    return re.compile(rf"(?<![A-Za-z])(?:{parts}|{signs}(?![A-Za-z]))", re.IGNORECASE)


_PARTS = lazy(r"[A-Z]?[a-zß-ɏ]+|[A-Z]+(?![a-zß-ɏ])|[A-Z]|\d+")


def _spaced(text: str) -> str:
    return re.sub(r"[‑'’&/_-]+", "", text).lower()


_PORT = lazy("[A-Z]{2,}-[A-Z]")  # USB-C, DVD-R


def _is_code(token: str) -> bool:
    """GPT-4, xAI, H100: letters with digits, or a capital inside."""
    letters = any(c.isalpha() for c in token)
    return letters and (
        any(c.isdigit() for c in token)
        or _PORT.fullmatch(token) is not None
        or (any(c.isupper() for c in token[1:]) and not token.isupper())
    )


def _instead(text: str, source: str) -> str:
    """The one name in Latin letters of a text in another script, if the source does not have it."""
    names = [w for w in _TARGET.findall(text) if w[0].isupper() and len(w) > 2]
    strange = names[0] if len(names) == 1 else ""
    heard = any(sounds_like(word, strange) for word in _KATAKANA.findall(source))
    return "" if heard or strange.lower() in source.lower() else strange


_KATAKANA = lazy("[ァ-ヺー]{2,}")


def _nearest(token: str, text: str, source: str) -> str:
    """A word of the text that looks like the token and is not in the source: GPT-3 for GPT-4."""
    wanted, best = _squeeze(token), ("", 0.0)
    known = set(_TARGET.findall(source))
    for word in _TARGET.findall(text):
        if len(word) < 2 or word in known or not (_is_code(word) or word[0].isupper()):
            continue
        alike = likeness(wanted, _squeeze(word)) / 100
        if alike > best[1]:
            best = word, alike
    return best[0] if best[1] >= 0.6 else ""
