"""Where Japanese sentences end: one rule for each kind of place.

`Cutter.ends` goes from one character of interest to the next; `RULES` says which rule looks at
it. A rule returns where the sentence ends (with all that closes it), or 0 and sets `resume`.
Numbers such as G3 are the conventions in `docs/architecture.md`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property

from l10n.lang.ja.sentences import words as w
from l10n.lang.ja.sentences.clause import (
    GAP,
    NOUN,
    SPACES,
    after,
    back,
    goes_on,
    is_abbreviated,
    is_label,
    is_wrapped,
    line_breaks,
    wants_more,
)
from l10n.lang.ja.sentences.closing import closed, ends_with_mark
from l10n.lang.ja.sentences.names import Names
from l10n.lang.ja.sentences.pairs import Pairs
from l10n.lang.ja.sentences.signs import (
    ARMS,
    DECORATION,
    DECORATION_CHARS,
    DECORATION_STARTS,
    FEELING,
)
from l10n.lazy import lazy

_RUN = lazy(rf"[{w.MARKS}](?:(?!{w.IMAGE})[{w.MARKS}\ufe0f]|\.(?![A-Za-z0-9.]))*+")
_DOTS = lazy(r"[…‥]++|・{2,}+|\.{2,}+|[〜～]++")
_AFTER_PERIOD = frozenset("\"'*_~<" + w.CLOSING)
_IN_WORD = lazy(r"[A-Za-z0-9=/&#_%-]")
_NO_WORD_BEFORE = frozenset("\"')]*")
_NAME_BEFORE = lazy(r"(?<![A-Za-z ])[A-Z][A-Za-z'&-]*\Z|(?<=[^A-Za-z!] )[A-Z][A-Za-z'&-]*\Z")
_NAME_AFTER = lazy(rf"! ?[A-Z][A-Za-z]*(?:! ?[A-Z][A-Za-z]*)*(?={w.JAPANESE}|、)")
_BREAK_TAG = lazy(r"<(?P<close>/?)(?P<name>br|hr|p|div|li)\b", re.IGNORECASE)
_QUOTES = '「『“"｢'
_NO_CLAUSE = frozenset(w.LINE_ENDS + ":：=＝/／→⇒")  # 今日の学び📚：睡眠
_LEADING = frozenset(" 　…‥・")
_LEADING_ARMS = _LEADING | frozenset(ARMS)
_NOUN_AT_END = lazy(rf"(?:(?!ー){w.NOUN}|(?<![{w.HIRAGANA}])ー)\Z")
_LAUGHTER = frozenset("(（wｗ笑^:;=_oOT")
_CLAUSE = lazy(r"[\w、]{0,30}+")
_HIRAGANA = lazy(f"[{w.HIRAGANA}]")
_HIRAGANA_CHARS = frozenset(map(chr, range(0x3041, 0x3097)))
_WORD = lazy(r"\w")


def _surely_opens(text: str, at: int) -> bool:
    """True when a letter of Japanese text stands at `at`: nothing that closes a sentence does, but 笑."""
    char = text[at : at + 1]
    return ("ぁ" <= char <= "ゖ" or "ァ" <= char <= "ヺ" or "一" <= char <= "鿿") and char != "笑"


_OPERATOR = lazy(r" ?[=<>≠≤≥×÷+] ?[\w(]")  # n! = n × (n − 1)!
_DONE = frozenset("ただよねわぞ")
_SHORT = 8  # characters of a cry in a list of cries, as in おいしい！安い！早い！の三拍子
# A URL is passed over; 。 and a mark that no letter follows are not in it
_URL = r"https?://(?:[A-Za-z0-9/=&#_$%+@-]|[.,:;!?*'|^\\~]++(?=[A-Za-z0-9/=&#%_(-])|\([!-'*-;=?-_a-~]*\))*+"
_SURE = rf"{w.MARKS}.{w.LINE_ENDS}…‥・〜～{re.escape(w.OPENING)}`<\"{DECORATION_CHARS}"
_PLACES = lazy(rf"[{_SURE}]|{DECORATION_STARTS}|{w.POLITE}|{w.SPACED}|{_URL}")

_IN_QUOTES = rf"[^{w.MARKS}.{w.LINE_ENDS}…‥{re.escape(w.OPENING + w.CLOSING)}`<\"]*+"
# What has no place in it, or none that decides anything: most of a text. A 。 behind it ends the
# sentence if a letter follows that begins a new one whatever comes next: none of those that carry
# a clause on (the first letters of QUOTATIVE), and no 笑.
_PLAIN = lazy(
    rf"(?:[^{_SURE}でまくhwｗoOT_:;= 　]++|で(?![すし])|ま(?![すしせ])|く(?!だ)"
    r"|(?:です|ます|ました|でした|ません|ましょう|ください)(?=。)"
    r"|h(?!ttps?://)|w(?<=[A-Za-z0-9]w)|o(?!rz)|O(?!TL)|T(?!_T)|(?<=[!-~]) |[:=](?<![\s][:=])"
    rf"|「{_IN_QUOTES}」|『{_IN_QUOTES}』|\[{_IN_QUOTES}\]\([^\s()<>\"]++\)"
    rf")*+(?:。(?=[^{w.NO_JAPANESE}とっなのはがをもに笑ー]|\Z))?+"
)


class Cutter:
    """One text on its way through the rules."""

    def __init__(self, text: str, names: Names) -> None:
        self.text = text
        self.names = names
        self.found: list[int] = []
        self.start = 0
        """Where the sentence begins that is being read."""
        self.resume = 0
        """Where to look on when it does not end here."""
        self._chain = (0, False)
        self._word = -1

    @cached_property
    def pairs(self) -> Pairs:
        """What is never cut; many texts have none, and need no look."""
        return Pairs(self.text)

    def ends(self) -> list[int]:
        """The offsets at which sentences end, in order; that of the text may be missing."""
        text, found, position, size = self.text, self.found, 0, len(self.text)
        skip, search, name_at = _PLAIN.match, _PLACES.search, self.names.end
        named = self.names.before_stop
        while position < size:
            plain = skip(text, position)
            stop = plain.end() if plain else position
            if stop > position and text[stop - 1] == "。":
                position = name_at(text, stop - 1) if text[stop - 2] in named else 0
                if not position:
                    found.append(stop)
                    self.start = position = stop
                continue
            hit = search(text, stop)
            if not hit:
                break
            at, self.resume = hit.span()
            name = name_at(text, at)
            end = 0 if name else RULES.get(text[at], Cutter.decoration)(self, at)
            if end:
                found.append(end)
                self.start = end
            position = end or name or self.resume
        return found

    # -- the rules -------------------------------------------------------------------------------

    def mark(self, at: int) -> int:
        """G1, G4: a run of 。！？, unless it is part of a word or its clause goes on."""
        end = after(_RUN, self.text, at)
        self.resume = end
        if self._in_word(at, end):
            return 0
        weak = not any(char in w.STOPS for char in self.text[at:end])
        return self._finish(at, end, wide=weak)

    def period(self, at: int) -> int:
        """G7: a full stop of English, or one of Japanese typed with `.`."""
        text = self.text
        last, following = text[at - 1 : at], text[at + 1 : at + 2]
        if following == ".":
            return self.dots(at)
        if not last or is_label(text, self.start, at):
            return 0
        if not following:
            return at + 1
        if last.isascii():
            full = following.isspace() or following in _AFTER_PERIOD
            if not full or is_abbreviated(text, self.start, at):
                return 0
        elif (following.isascii() and following.isalnum()) or following in w.MARKS:
            return 0
        return self._finish(at, at + 1, wide=False)

    def dots(self, at: int) -> int:
        """G9: … ・・・ ... 〜 end a sentence only before a plain opener, after what can end one."""
        text = self.text
        stop = after(_DOTS, text, at)
        if stop == at:
            return 0
        self.resume = stop
        if self._blank_before(at):
            return 0  # …いや、違う: dots that begin a sentence do not end it
        rest = after(SPACES, text, stop)
        if stop < rest < len(text) and text[at] == "." and text[at - 1 : at].isascii():
            return 0 if text[rest].islower() or w.GOES_ON.match(text, rest) else rest
        return rest if self._opens(at, stop, rest) and not wants_more(text, self.start, at) else 0

    def _opens(self, at: int, stop: int, rest: int) -> bool:
        """True when a new clause begins at `rest`, behind the dots at `at`."""
        text = self.text
        if text[at] in "〜～" and w.INTERJECTION.fullmatch(text, self.start, at):
            return False
        if w.OPENER.match(text, rest):
            return True
        if rest > stop and text[at - 1 : at] in _DONE:  # 疲れた… |明日は休む
            return _surely_opens(text, rest) and not w.GOES_ON.match(text, rest)
        if text[at] in "〜～":  # ねえ聞いて〜〜|チケット当たった, but 東京〜大阪
            drawn_out = stop - at > 1 and text[at - 1 : at] in _HIRAGANA_CHARS
            return bool(
                (drawn_out or w.CALLS.search(text, self.start, at))
                and NOUN.match(text[rest : rest + 1])
            )
        return bool(w.POLITE_END.search(text, self.start, at) and w.GREETING.match(text, rest))

    def line_end(self, at: int) -> int:
        """G8: a blank line, and a single line end that is no hard wrap."""
        text = self.text
        end = self.resume = after(GAP, text, at)
        if end == len(text) or self._blank_before(at):
            return 0
        blank_line = line_breaks(text[at:end]) > 1
        return end if blank_line or not is_wrapped(text, self.start, at, end) else 0

    def pair(self, at: int) -> int:
        """G2, G3, G5: nothing inside is cut; a quotation may end a sentence."""
        text, pair = self.text, self.pairs.at.get(at)
        if pair is None:
            return 0
        if text[at] in "(（" and (pair.face or DECORATION.match(text, at)):
            return self.decoration(at)
        end = self.resume = pair.end
        tag = _BREAK_TAG.match(text, at) if text[at] == "<" else None
        if tag:
            return self._break_tag(tag, end)
        if not pair.inner:
            return 0
        trails_off = text[pair.inner - 1] in "…‥" and text[at] in _QUOTES and self._blank_before(at)
        if not trails_off and not ends_with_mark(text, self.names, pair.inner):
            return 0
        if end == len(text) or text[end] in w.MARKS or text[end] == ".":
            return 0
        if not self._may_end_at(at, end) or self._in_chain(end):
            return 0
        return self._finish(end - 1, end, wide=True)

    def decoration(self, at: int) -> int:
        """G10: emoji, faces, (笑), w, ♪ after a finished clause, when a new one follows."""
        text, adorned = self.text, DECORATION.match(self.text, at)
        if not adorned:
            self.resume = at + 1
            return 0
        end = self.resume = adorned.end()
        if end == len(text) or text[end] in w.MARKS or text[end] in _NO_CLAUSE:
            return 0
        stop = back(text, self.start, at, _LEADING_ARMS if text[at] in "(（" else _LEADING)
        if not self._word_before(stop) or not self._is_finished(at, stop, end):
            return 0
        end = closed(text, self.pairs, self.names, end)[0]
        return 0 if goes_on(text, end, wide=True) else after(GAP, text, end)

    def polite(self, at: int) -> int:  # noqa: ARG002 - a rule is called with its place
        """楽しかったです|また誘ってください: no mark at all, or only a space."""
        text, end = self.text, self.resume
        spaced = text[end - 1].isspace()
        if spaced and (w.GOES_ON.match(text, end) or w.QUOTATIVE.match(text, end)):
            return 0
        return end

    def space(self, at: int) -> int:
        """めっちゃ楽しかった |また行きたい, but no words set apart: はるが きた"""
        text, end = self.text, at + 1
        drawn_out = text[at - 1] in "〜～"  # ねえ、聞いて〜 |昨日ね
        if any(char in (" 　。" if drawn_out else " 　、。") for char in text[self.start : at]):
            return 0
        if wants_more(text, self.start, at) or w.GOES_ON.match(text, end):
            return 0
        clause = after(_CLAUSE, text, end)
        return end if text[clause : clause + 1] not in (" ", "　") else 0

    def passed(self, at: int) -> int:  # noqa: ARG002 - a rule is called with its place
        """A URL: looked at as a whole, and left so."""
        return 0

    # -- what the rules share ----------------------------------------------------------------------

    def _finish(self, at: int, end: int, *, wide: bool) -> int:
        """The end of the sentence whose mark is `text[at:end]`, or 0 when its clause goes on."""
        text = self.text
        quoted = False
        if not _surely_opens(text, end):
            end, quoted = closed(text, self.pairs, self.names, end)
        if not goes_on(text, end, wide=wide or quoted):
            return after(GAP, text, end)
        self.resume = end
        self._rejoin(at, end)
        return 0

    def _rejoin(self, at: int, end: int) -> None:
        """おいしい！安い！早い！の三拍子: the short cries before this one are in its clause too.

        So are questions put together: 行くのか？残るのか？と悩む
        """
        text, found, mark = self.text, self.found, self.text[at:end]
        if mark[0] not in w.CRIES or at - self.start > 2 * _SHORT:
            return
        while found and found[-1] == self.start:
            before = found[-2] if len(found) > 1 else 0
            if not _is_parallel(text[before : self.start], text[self.start : end], mark):
                return
            found.pop()
            self.start = before

    def _in_word(self, at: int, end: int) -> bool:
        """P!NK, a!=b, ３．５, １．はじめに, ![…](…), Bistro! Tokyoで, but OpenAI!|AIの未来."""
        text = self.text
        char, last, following = text[at], text[at - 1 : at], text[end : end + 1]
        if char == "．":
            digits = last.isdigit() and following.isdigit()
            return digits or (bool(following) and is_label(text, self.start, at))
        if not char.isascii():
            return False
        if _OPERATOR.match(text, end):
            return True
        if (
            last > " "
            and last.isascii()
            and last not in _NO_WORD_BEFORE
            and _IN_WORD.match(following)
        ):
            lone = not (text[at - 2 : at - 1].isascii() and text[at - 2 : at - 1].isalnum())
            if lone or not (following.isupper() or following.isdigit()):
                return True
        if char != "!":
            return False
        return self._opens_image(at, end) if following == "[" else self._in_latin_name(at)

    def _opens_image(self, at: int, end: int) -> bool:
        """`![…](…)`, `![…][…]`; where no sentence has begun `![…]`, too. やった！[1] is none."""
        text, pair = self.text, self.pairs.at.get(end)
        if pair is None:
            return False
        if text[pair.end - 1] == ")" or not text[self.start : at].strip():
            return True
        return text.startswith("[", pair.end) and not text[end + 1].isdigit()

    def _in_latin_name(self, at: int) -> bool:
        text = self.text
        name = _NAME_BEFORE.search(text, max(self.start, at - 24), at)
        rest = name and _NAME_AFTER.match(text, at)
        if not name or not rest:
            return False
        if name[0] in w.INTERJECTIONS and not text.startswith("という", rest.end()):
            return False
        self.resume = rest.end()
        return True

    def _break_tag(self, tag: re.Match[str], end: int) -> int:
        """`<br>` and the tags of paragraphs are line ends of HTML."""
        at, text = tag.start(), self.text
        if self._blank_before(at) or end == len(text):
            return 0
        if tag["close"]:
            end = closed(text, self.pairs, self.names, end)[0]
            return 0 if goes_on(text, end, wide=False) else after(GAP, text, end)
        end = after(GAP, text, end)
        if end == len(text) or is_wrapped(text, self.start, at, end):
            return 0
        return end if tag["name"].lower() in ("br", "hr") else at

    def _may_end_at(self, at: int, end: int) -> bool:
        """True for the pairs that can end a sentence: quotations, links, some parentheses."""
        text, bracket = self.text, self.text[at]
        if bracket in "（(":
            return self._blank_before(at) or text.endswith(w.FINISHED, self.start, at)
        if bracket == "『":  # 映画『夜の海。』公式サイト
            return not (NOUN.match(text[at - 1 : at]) and NOUN.match(text[end]))
        return bracket in _QUOTES or bracket in "<["

    def _in_chain(self, end: int) -> bool:
        """True in 「A！」「B！」と叫んだ: quotations side by side, and the clause goes on."""
        text, (last, continued) = self.text, self._chain
        if end > last:
            last = end
            while last < len(text) and text[last] in _QUOTES and last in self.pairs.at:
                last = self.pairs.at[last].end
            # 「どうぞ！」「ようこそ！」。|店内は… is one sentence too
            continued = last > end and (
                text[last : last + 1] in ("。", "．") or goes_on(text, last, wide=True)
            )
            self._chain = (last, continued)
        return continued

    def _is_finished(self, at: int, stop: int, end: int) -> bool:
        """True when the clause before `stop`, adorned at `at` up to `end`, can be a whole one."""
        text, start = self.text, self.start
        if wants_more(text, start, stop) and not text.endswith(w.TRAILING_OFF, start, stop):
            # 今日はこの辺で🌙|みなさん良い夢を
            return text[stop - 1] in "でて" and bool(w.ADDRESS.match(text, end))
        if text.startswith("祝", start) and stop - start == 1:
            return False  # 祝🎉合格
        finished = text.endswith(w.SURELY_FINISHED, start, stop)
        if text[at] in "☆★":  # つのだ☆ひろ A☆B, but ★おすすめ★|新作
            framed = text[start] == text[at]
            return (stop - start > 3 and finished) or framed or bool(w.OPENER.match(text, end))
        if finished or text[stop - 1] == "だ" or text[at] in _LAUGHTER or FEELING.match(text, at):
            return True
        return self._is_apart(stop, end)

    def _is_apart(self, stop: int, end: int) -> bool:
        """True when words before and after a picture are clauses, not a list or one name.

        散歩中🐕|海が見える, but りんご🍎みかん🍊ぶどう🍇 and 日本🇯🇵対ドイツ🇩🇪
        """
        text, start = self.text, self.start
        clause = after(_CLAUSE, text, end)
        if stop - start < 5 and clause - end < 5:
            return False
        if not _NOUN_AT_END.search(text, start, stop) or not NOUN.match(text[end]):
            return True
        if _HIRAGANA.search(text, end, clause):
            return True
        return stop - start > 5 and bool(_HIRAGANA.search(text, max(start, stop - 40), stop))

    def _blank_before(self, at: int) -> bool:
        """True when the sentence has nothing but white space before `at`."""
        return after(GAP, self.text, self.start) >= at

    def _word_before(self, at: int) -> bool:
        """True when the sentence has a word before `at`."""
        if self._word < self.start:
            word = _WORD.search(self.text, self.start)
            self._word = word.start() if word else len(self.text)
        return self._word < at


def _is_parallel(piece: str, cry: str, mark: str) -> bool:
    """True when `piece` and the `cry` after it, both with the same mark, are items of one list.

    >>> [_is_parallel(piece, "勝ったぞ！", "！") for piece in ("安い！", "勝った！", "もう帰ろうよ！")]
    [True, True, False]
    """
    words = piece.removesuffix(mark)
    if words == piece or words[-1:] in w.MARKS:
        return False
    if words.endswith("か") and cry.endswith(f"か{mark}"):
        return len(words) <= 5 * _SHORT
    alike = words[:2] == cry[:2] and len(words) <= _SHORT
    return alike or (len(words) <= _SHORT // 2 and len(cry) <= _SHORT)


_OF_CHARS: dict[str, Callable[[Cutter, int], int]] = {
    w.MARKS: Cutter.mark,
    ".": Cutter.period,
    "…‥・〜～": Cutter.dots,
    w.LINE_ENDS: Cutter.line_end,
    w.OPENING + '`<"': Cutter.pair,
    "でまく": Cutter.polite,
    " 　": Cutter.space,
    "h": Cutter.passed,
}
RULES = {char: rule for chars, rule in _OF_CHARS.items() for char in chars}
