"""Where Japanese sentences end: one rule for each kind of place.

`Cutter.ends` goes from one character of interest to the next; `RULES` says which rule looks at
it. A rule returns where the sentence ends (with all that closes it), or 0. Numbers such as G3 are
the guidelines that `docs/architecture.md` lists.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from l10n.lang.ja.sentences import words as w
from l10n.lang.ja.sentences.pairs import CLOSING, FACE, OPENING, Pairs

_LINE_ENDS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_GAP = re.compile(r"\s*+")
_SPACES = re.compile(rf"[^\S{_LINE_ENDS}]*+")
_SKIN = "♀♂\ufe0e\ufe0f\u200d\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f"
_EMOJI_RANGES = (
    "\u231a-\u231b\u23e9-\u23fa\u2600-\u2604\u2607-\u263f\u2641\u2643-\u2669\u266e-\u26ff\u2700-\u2752\u2754-\u2756\u2758-\u2763"
    "\u2765-\u2775\u2794-\u27bf\u2b1b\u2b1c\u2b50\u2b55\u3030\U0001f000-\U0001faff"
)
_SIGNS = "♪♫♬♩♡♥❤☆★⭐"
_EMOJI = f"[{_EMOJI_RANGES}][{_SKIN}]*+"
_LAUGH = rf"(?:[(（](?:{w.LAUGHS})[)）]|(?<=[よねぞわぜ])[(（][{w.KANJI}]{{1,4}}[)）])"
_EMOTICON = r"(?<=\s)[:;=8][-o^']?[)(DPp](?![A-Za-z0-9])|\^_?\^(?:;+|[vb](?![A-Za-z]))?|(?<![A-Za-z])(?:orz|OTL|T_T|;_;)|_\| ?[￣\u0304\u0305]\|○"
_FACE = rf"(?:[mヽ＼\\╰┌o]?|[━ー─]+){FACE.pattern}(?:[━─]+)?"
# All that adorns the end of a clause (G10)
DECORATION = re.compile(
    rf"(?:{_EMOJI}|[{_SIGNS}][{_SKIN}]*+|(?<=[{w.JAPANESE}{w.CRIES}〜～)）])[wｗ]++(?![A-Za-z])|{_LAUGH}"
    rf"|{_FACE}|{_EMOTICON}|(?<=[{w.CRIES}])笑(?![いうえみ顔])|(?<=[ぁ-ゖー〜～])(?<!ほほ)笑(?![いうえわっみ顔点声]))+"
)
_BULLETS = "📌📍✅☑✔❌⭕💡📢📣🔔⚠📅🗓⏰📞☎📧✉🔗👉➡▶🔹🔸🔷🔶🆕🚨🔻🔺🔴🔵🟢🟡"
_FEELINGS = re.compile(
    "[\U0001f600-\U0001f64f\U0001f910-\U0001f92f\U0001f970-\U0001f97a\U0001f493-\U0001f49f\U0001f44a-\U0001f450❤✨🎉🎊💦💤💨💢🔥💪♪♫♬♡♥]"
)
_SIGN_AS_WORD = re.compile(r"[★☆](?=[0-9０-９])|.(?=印|マーク|ボタン|記号|の数)")

_RUN = re.compile(rf"[{w.MARKS}](?:[{w.MARKS}\ufe0f]|(?<=[{w.MARKS}])\.(?![A-Za-z0-9.]))*+")
_DOTS = re.compile(r"[…‥]++|・{2,}+|\.{2,}+|[〜～]++")
_CLOSERS = re.compile(
    rf"[{w.MARKS}\ufe0f]++|(?:[…‥]++|・{{3,}}+|\.{{2,}}+)(?=\s|\Z|[{re.escape(CLOSING)}{w.MARKS}])|\.(?![A-Za-z0-9.])|※[0-9０-９]{{1,2}}(?![\s0-9０-９.年月日はがをのもに])"
    rf"|[ 　]++(?=[{w.MARKS}]|{_LAUGH}|{_FACE}|[」』）)]|[{_EMOJI_RANGES}{_SIGNS}]\S*+(?:[{_LINE_ENDS}]|\Z))"
    r"|[†‡][0-9]?|\^[0-9]{1,2}(?![0-9.])"
)
_NOTE = re.compile(
    r"\^|[0-9０-９]+(?:[-–,、][0-9０-９]+)*\Z|[*※†]|(?:脚?注|訳注|原注|note|註|要|出典|誰|いつ|どこ|独自|sic|ママ)"
)
_BRACKETED_LABEL = re.compile(
    r"(?:[0-9０-９]{1,2}|[A-Za-zＡ-Ｚａ-ｚア-ンあ-んⅠ-ⅻ一二三四五六七八九十]|株|有|財|社|独|学|医|特|公財|一社|公社|仮称?)\Z"
)
_LABEL = re.compile(
    r"[\s「『（(・\-]*(?:[0-9０-９]{1,3}|[A-Za-zＡ-Ｚａ-ｚ][0-9０-９]{0,2}|[ア-ンあ-んⅠ-ⅻ]|[ivx]{1,4}|[一二三四五六七八九十]|(?:Step|Part|Phase|Lesson|Chapter|Day) ?[0-9]{1,2}"
    rf"|[{w.KANJI}{w.KATAKANA}]{{1,5}}[0-9０-９]{{1,2}})\Z"
)
_NUMBERED = re.compile(r"(?:\A|.*[^\sA-Za-z.,]\s+|.*[(（])[0-9]{1,2}\Z", re.DOTALL)
_ITEM = re.compile(
    rf"[・※●○■□◆◇▶►▼▲★☆◎①-⑳㉑-㉟❶-❿【#>|＊→⇒{_BULLETS}]|[-*+]\s|[（(]?[0-9０-９A-Za-z]{{1,2}}[)）.．、]"
)
_LINE_BREAK_TAG = re.compile(r"<(?:br|hr|p|div|li|/p|/div|/li)\b[^<>]*>", re.IGNORECASE)
_URL = re.compile(r"https?://[!-;=?-_a-~]+")
_NAME_BEFORE = re.compile(r"(?:\A|[^A-Za-z ]|[^A-Za-z!] )([A-Z][A-Za-z'&-]*)\Z")
_NAME_AFTER = re.compile(rf"! ?[A-Z][A-Za-z]*(?:! ?[A-Z][A-Za-z]*)*(?=[{w.JAPANESE}、])")
_QUOTES = '「『“"｢'
_WHITE = frozenset(" 　\t\xa0" + _LINE_ENDS)
_LEADING = frozenset(" 　…‥・")
_ARMS = _LEADING | frozenset("mヽ＼\\╰┌o━─⊂")  # m(_ _)m
_SHORT = 8  # おいしい！安い！早い！の三拍子: cries that short and alike are one list
_NOTE_AT_MOST = 30  # characters; （共同） belongs to the sentence before it


class Names:
    """Names with marks in them, found from a mark's place."""

    def __init__(self, names: Iterable[str]) -> None:
        self._parts: dict[str, list[tuple[str, str]]] = {}
        for name in sorted({variant for name in names for variant in _spellings(name)}):
            for index, char in enumerate(name):
                if _INTEREST.match(char):
                    self._parts.setdefault(char, []).append((name[: index + 1], name[index + 1 :]))
        self._heads = {
            char: tuple(head for head, _ in parts) for char, parts in self._parts.items()
        }

    @classmethod
    @lru_cache(maxsize=32)
    def of(cls, names: tuple[str, ...]) -> Names:
        """Those that everybody knows and `names`."""
        return cls((*w.NAMES, *names))

    def end(self, text: str, at: int) -> int:
        """Where the name ends that has the mark at `at`; 0 when there is none.

        >>> Names.of(()).end("モーニング娘。の曲", 6)
        7
        """
        char = text[at]
        heads = self._heads.get(char)
        if not heads or not text.endswith(heads, 0, at + 1):
            return 0
        return max(
            (
                at + 1 + len(tail)
                for head, tail in self._parts[char]
                if text.endswith(head, 0, at + 1) and text.startswith(tail, at + 1)
            ),
            default=0,
        )


def _spellings(name: str) -> Iterable[str]:
    """`name` in either width, with and without the space after its mark."""
    for spaced in (name, name.replace("! ", "!")):
        yield spaced
        yield spaced.replace("!", "！").replace("?", "？")


class Cutter:
    """One text on its way through the rules."""

    def __init__(self, text: str, names: Names) -> None:
        self.text = text
        self.names = names
        self.pairs = Pairs(text)
        self.urls = [url.span() for url in _URL.finditer(text)][::-1] if "://" in text else []
        self.found: list[int] = []
        self.start = 0
        """Where the sentence begins that the rules are in."""
        self.resume = 0
        """Where to look on when it does not end here."""
        self._chain = (0, False)
        self._word = -1

    def ends(self) -> list[int]:
        """The offsets in the text at which a sentence ends, in order."""
        text, search, position = self.text, _INTEREST.search, 0
        while hit := search(text, position):
            at, self.resume = hit.span()
            end = RULES.get(text[at], Cutter._decoration)(self, at)
            if end:
                self.found.append(end)
                self.start = position = end
            else:
                position = self.resume
        return self.found

    # -- the rules ---------------------------------------------------------------------------

    def _mark(self, at: int) -> int:
        """G1, G4: a run of 。！？, unless it is part of a name, a figure, a URL, or a clause."""
        text = self.text
        end = _RUN.match(text, at).end()  # type: ignore[union-attr]
        name = self.names.end(text, at) or (end > at + 1 and self.names.end(text, end - 1))
        if name:
            self.resume = name
            return 0
        if self._mark_in_word(at, end):
            return 0
        strong = any(char in w.STOPS for char in text[at:end])
        return self._finish(at, end, wide=not strong)

    def _mark_in_word(self, at: int, end: int) -> bool:
        """P!NK, a!=b, ３．５, １．はじめに, https://…/?q, ![…](…), Bistro! Tokyoで."""
        text = self.text
        char, before, after = text[at], text[at - 1 : at], text[end : end + 1]
        if char == "．":
            digits = before.isdigit() and after.isdigit()
            return digits or (bool(after) and self._labels(at))
        if not char.isascii():
            return False
        if before > " " and before.isascii() and before not in "\"')]*" and after in _IN_WORD:
            # P!NK, a!=b, /?q=1 but OpenAI!AIの未来
            lone = not (text[at - 2 : at - 1].isascii() and text[at - 2 : at - 1].isalnum())
            if lone or not (after.isupper() or after.isdigit()):
                return True
        if after == "[" and (end in self.pairs.at) and text[self.pairs.at[end].end - 1] == ")":
            return True
        return self._in_url(end) or (char == "!" and self._in_latin_name(at))

    def _in_latin_name(self, at: int) -> bool:
        name = _NAME_BEFORE.search(self.text, max(self.start, at - 24), at)
        after = name and _NAME_AFTER.match(self.text, at)
        if not name or not after:
            return False
        if name[1] in w.INTERJECTIONS and not self.text.startswith("という", after.end()):
            return False
        self.resume = after.end()
        return True

    def _in_url(self, end: int) -> bool:
        """True when a URL goes on at `end`; forgets the URLs that lie before."""
        urls = self.urls
        while urls and urls[-1][1] < end:
            urls.pop()
        return bool(urls) and urls[-1][0] < end < urls[-1][1]

    def _period(self, at: int) -> int:
        """G7: a full stop of English, or of Japanese typed with `.`."""
        text = self.text
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        if after == ".":
            return self._dots(at)
        if not before or (after.isascii() and after.isalnum()) or after in w.MARKS:
            if after in w.MARKS and after:
                return 0
            if not after and before and not self._labels(at):
                return at + 1
            return 0
        if self._labels(at):
            return 0
        if re.match(rf"[{w.JAPANESE}」』）]", before):
            return self._finish(at, at + 1, wide=False)
        if not (after.isspace() or after in CLOSING or after in "\"'*_~<"):
            return 0
        if self._abbreviated(at):
            return 0
        return self._finish(at, at + 1, wide=False)

    def _abbreviated(self, at: int) -> bool:
        text = self.text
        window = max(self.start, at - 14)
        rest = _GAP.match(text, at + 1).end()  # type: ignore[union-attr]
        after = text[rest : rest + 1]
        if w.MAY_END.search(text, window, at + 1):
            return bool(after) and (after.isascii() or bool(w.GOES_ON.match(text, rest)))
        if w.ABBREVIATION.search(text, window, at + 1):
            return True
        if after.isdigit() and w.COUNTED.search(text, window, at + 1):
            return True
        return bool(_NUMBERED.match(text, window, at)) or (after.isascii() and after.islower())

    def _dots(self, at: int) -> int:
        """G9: … ・・・ ... 〜 end a sentence only before a plain opener, after what can end one."""
        text = self.text
        run = _DOTS.match(text, at)
        if not run:
            return 0
        self.resume = run.end()
        rest = _SPACES.match(text, run.end()).end()  # type: ignore[union-attr]
        if run.end() < rest < len(text) and text[at - 1 : at].isascii() and text[at] == ".":
            return 0 if text[rest].islower() or w.GOES_ON.match(text, rest) else rest
        if not w.OPENER.match(text, rest) or self._open_before(at):
            return 0
        return rest

    def _line_end(self, at: int) -> int:
        """G8: a blank line, and a single newline that is no hard wrap."""
        text = self.text
        gap = _GAP.match(text, at)
        end = self.resume = gap.end()  # type: ignore[union-attr]
        if end == len(text) or self._blank_before(at):
            return 0
        if _breaks(text[at:end]) > 1:
            return end
        return 0 if self._wraps(at, end) else end

    def _wraps(self, at: int, end: int) -> bool:
        """True when the line before `at` stops mid-clause and the one from `end` carries on."""
        text = self.text
        if _ITEM.match(text, end):
            return False
        if w.LINE_CARRIES_ON.match(text, end):
            return True
        stop = self._back(at, _WHITE)
        before, after = text[stop - 1 : stop], text[end]
        if self._open_before(stop):
            return True
        if before in "てで" and (w.AUXILIARY.match(text, end) or self._prose(end)):
            return True
        if before.isascii() and (before.isalpha() or before == ","):
            return after.isascii() and after.islower()
        return self._cut_noun(stop, end)

    def _cut_noun(self, stop: int, end: int) -> bool:
        """恩師の一|言がきっかけだった。: a line of prose that breaks at a noun, and ends later."""
        text = self.text
        if not _NOUN.match(text[stop - 1]):
            return False
        line = text[max(self.start, stop - 60) : stop]
        return self._prose(end) and bool(re.search("[はがを、]", line))

    def _prose(self, start: int) -> bool:
        """True when the line from `start` has a full stop; those who write posts leave it out."""
        return bool(_STOP_IN_LINE.match(self.text, start))

    def _pair(self, at: int) -> int:
        """G2, G3, G5: nothing inside is cut; a quotation may end a sentence."""
        pair = self.pairs.at.get(at)
        if pair is None:
            return 0
        text, end = self.text, pair.end
        if pair.face or DECORATION.match(text, at):
            return self._decoration(at)
        self.resume = end
        if text[at] == "<" and _LINE_BREAK_TAG.match(text, at):
            return self._break_tag(at, end)
        if not pair.inner or not self._ended(pair.inner):
            return 0
        if end == len(text) or text[end] in w.MARKS or text[end] == ".":
            return 0
        return self._after_pair(at, end)

    def _after_pair(self, at: int, end: int) -> int:
        text, bracket = self.text, self.text[at]
        if bracket in "（(":
            if not self._blank_before(at) and not text.endswith(w.FINISHED, self.start, at):
                return 0
        elif bracket not in _QUOTES and bracket not in "<[":
            return 0
        if bracket == "『" and _NOUN.match(text[at - 1 : at]) and _NOUN.match(text[end]):
            return 0  # 映画『夜の海。』公式サイト
        if self._in_chain(end):
            return 0
        return self._finish(end - 1, end, wide=True)

    def _in_chain(self, end: int) -> bool:
        """True in 「A！」「B！」と叫んだ: quotations side by side, and the clause goes on."""
        last, goes_on = self._chain
        if end > last:
            last = end
            while last < len(self.text) and self.text[last] in _QUOTES and last in self.pairs.at:
                last = self.pairs.at[last].end
            goes_on = last > end and self._goes_on(last, wide=True)
            self._chain = (last, goes_on)
        return goes_on and end <= last

    def _ended(self, inner: int) -> bool:
        """True when the words before a closing bracket end with a mark."""
        text, last = self.text, inner - 1
        while last > 0 and inner - last < 8 and text[last] in _TRANSPARENT:
            last -= 1
        if text[last] == ".":
            return text[last - 1 : last].isalnum() and not self._abbreviated(last)
        return text[last] in w.MARKS and not self.names.end(text, last)

    def _break_tag(self, at: int, end: int) -> int:
        """`<br>` and paragraphs are line ends of HTML."""
        if self._blank_before(at) or end == len(self.text):
            return 0
        if self.text[at + 1] == "/":
            return self._closers(end)[0]
        return 0 if self._wraps(at, end) else (end if self.text[at + 1 : at + 3] == "br" else at)

    def _decoration(self, at: int) -> int:
        """G10: emoji, faces, (笑), w, ♪ after a finished clause, when a new one follows."""
        text = self.text
        name = self.names.end(text, at)
        adorned = DECORATION.match(text, at)
        if name or not adorned:
            self.resume = name or at + 1
            return 0
        end = self.resume = adorned.end()
        if end == len(text) or text[end] in w.MARKS or text[end] in _LINE_ENDS:
            return 0
        stop = self._back(at, _ARMS if text[at] in "(（" else _LEADING)
        if not self._word_before(stop):
            return 0
        if self._open_before(stop) and not text.endswith(w.TRAILING_OFF, self.start, stop):
            return 0
        if not self._finished_for(at, stop, end) or self._goes_on(end, wide=True):
            return 0
        return _GAP.match(text, self._closers(end)[0]).end()  # type: ignore[union-attr]

    def _finished_for(self, at: int, stop: int, end: int) -> bool:
        """True when the clause before the decoration can be a whole one."""
        text = self.text
        finished = text.endswith(w.STARRED, self.start, stop)  # and だ, but つのだ☆ひろ
        if text[at] in "☆★":  # つのだ☆ひろ, A☆B
            framed = text[self.start] == text[at]  # ★おすすめ★
            return (stop - self.start > 3 and finished) or framed or bool(w.OPENER.match(text, end))
        if (
            finished
            or text[stop - 1] == "だ"
            or text[at] in "(（wｗ笑^:;=_"
            or _FEELINGS.match(text, at)
        ):
            return True
        after = _CLAUSE.match(text, end).end()  # type: ignore[union-attr]
        if stop - self.start < 5 and after - end < 5:
            return False  # りんご🍎みかん🍊ぶどう🍇
        if not _NOUN_AT_END.search(text, self.start, stop) or not _NOUN.match(text[end]):
            return True
        if _KANA.search(text, end, after):
            return True  # 散歩中🐕|海が見える but 日本🇯🇵対ドイツ🇩🇪
        return stop - self.start > 5 and bool(_KANA.search(text, max(self.start, stop - 40), stop))

    def _polite(self, at: int) -> int:
        """楽しかったです|また誘ってください: no mark at all, or only a space."""
        end = self.resume
        if self.text[end - 1].isspace() and (
            w.GOES_ON.match(self.text, end) or w.QUOTATIVE.match(self.text, end)
        ):
            return 0
        return end

    def _spaced(self, at: int) -> int:
        """今日めっちゃ楽しかった また行きたい, but no words set apart (はるが きた)."""
        text, end = self.text, at + 1
        if any(char in text[self.start : at] for char in " 　、。") or self._open_before(at):
            return 0
        clause = _CLAUSE.match(text, end).end()  # type: ignore[union-attr]
        if text[clause : clause + 1] in (" ", "　") or w.GOES_ON.match(text, end):
            return 0
        return end

    # -- what the rules share ------------------------------------------------------------------

    def _finish(self, at: int, end: int, *, wide: bool) -> int:
        """The end of the sentence whose mark ends at `end`, or 0 when its clause goes on."""
        end, quoted = self._closers(end)
        if end == len(self.text):
            return end
        if self._goes_on(end, wide=wide or quoted):
            self.resume = end
            self._rejoin(at, end)
            return 0
        return _GAP.match(self.text, end).end()  # type: ignore[union-attr]

    def _goes_on(self, end: int, *, wide: bool) -> bool:
        """True when the text from `end` carries the same clause on (G3, G4)."""
        text = self.text
        rest = _GAP.match(text, end).end()  # type: ignore[union-attr]
        if rest == len(text):
            return False
        if rest == end:
            return bool((w.GOES_ON if wide else w.QUOTATIVE).match(text, end))
        if _breaks(text[end:rest]) > 1:
            return False
        latin = text[end - 1].isascii() and text[end - 2 : end - 1].isascii()
        if text[rest].islower() and text[rest].isascii():
            return latin  # "Why?" he asked
        return bool((w.GOES_ON if latin else w.QUOTATIVE).match(text, rest))

    def _rejoin(self, at: int, end: int) -> None:
        """おいしい！安い！早い！の三拍子: the short cries before this one are in its clause too.

        So are questions that are put together: 行くのか？残るのか？と悩む
        """
        text, found, mark = self.text, self.found, self.text[at:end]
        questions = text[at - 1] == "か" and at - self.start <= _SHORT * 2
        if mark[:1] not in w.CRIES or not (questions or at - self.start < _SHORT):
            return
        while found and found[-1] == self.start:
            before = found[-2] if len(found) > 1 else 0
            longest = _SHORT * 5 if questions else _SHORT
            ending = "か" + mark if questions else mark
            if self.start - before > longest or not text.endswith(ending, before, self.start):
                return
            found.pop()
            self.start = before

    def _closers(self, end: int) -> tuple[int, bool]:
        """Where what belongs to a finished sentence ends, and if a quotation was closed there."""
        text, quoted = self.text, False
        while end < len(text):
            closer = _CLOSERS.match(text, end)
            if closer:
                end = closer.end()
                continue
            char = text[end]
            step = 0
            if char in CLOSING or (char == '"' and end not in self.pairs.at):
                step, quoted = 1, True
            elif char in "*_~":
                step = self._emphasis(end)
                quoted = quoted or end in self.pairs.closing_emphasis
            elif char == "<":
                step = self._closing_tag(end)
                quoted = quoted or text.startswith("</", end)
            elif char in "[［〔(（":
                step = self._note(end)
            if not step:
                step = self._adornment(end)
            if not step:
                break
            end += step
        return end, quoted

    def _emphasis(self, at: int) -> int:
        if at in self.pairs.closing_emphasis:
            return self.pairs.closing_emphasis[at]
        note = re.compile(r"\*[0-9]{1,2}(?![0-9.])").match(self.text, at)
        return note.end() - at if note else 0

    def _closing_tag(self, at: int) -> int:
        pair = self.pairs.at.get(at)
        if pair and re.compile(r"</|<br\b|<!--|<sup\b", re.IGNORECASE).match(self.text, at):
            return pair.end - at
        return 0

    def _note(self, at: int) -> int:
        """（共同） [1] [要出典] (注1) after a sentence; not （1） and no bracket with a sentence in it."""
        text, pair = self.text, self.pairs.at.get(at)
        if not pair or pair.face or pair.inner != pair.end - 1 or _LAUGH_AT.match(text, at):
            return 0
        words = text[at + 1 : pair.inner]
        if text[at] in "[［〔":
            return pair.end - at if _NOTE.match(words) and not text.startswith(":", pair.end) else 0
        if _BRACKETED_LABEL.match(words) or self._ended(pair.inner) or len(words) > _NOTE_AT_MOST:
            return 0
        return pair.end - at

    def _adornment(self, at: int) -> int:
        """Emoji and the like after a mark; not one that opens the next item."""
        text = self.text
        adorned = DECORATION.match(text, at)
        if not adorned or _SIGN_AS_WORD.match(text, at):
            return 0
        end = adorned.end()
        rest = _SPACES.match(text, end).end()  # type: ignore[union-attr]
        follows = rest < len(text) and text[rest] not in _LINE_ENDS and text[rest] not in w.MARKS
        if follows and (text[at] in _BULLETS or (rest == end and w.GOES_ON.match(text, end))):
            return 0  # りんごを買う。🍌はいらない。
        if follows and rest > end and re.match(f"[{_EMOJI_RANGES}★☆]", text[at]):
            return end - at if _FEELINGS.match(text, at) else 0
        return end - at

    def _open_before(self, stop: int) -> bool:
        """True when the clause before `stop` breaks off at a particle that wants more."""
        return bool(w.WANTS_MORE.search(self.text, max(self.start, stop - 8), stop))

    def _back(self, at: int, chars: frozenset[str]) -> int:
        """`at` without the `chars` right before it."""
        while at > self.start and self.text[at - 1] in chars:
            at -= 1
        return at

    def _blank_before(self, at: int) -> bool:
        """True when the sentence has nothing but white space before `at`."""
        return _GAP.match(self.text, self.start).end() >= at  # type: ignore[union-attr]

    def _word_before(self, at: int) -> bool:
        """True when the sentence has a word before `at`."""
        if self._word < self.start:
            word = _WORD.search(self.text, self.start)
            self._word = word.start() if word else len(self.text)
        return self._word < at

    def _labels(self, at: int) -> bool:
        """True when the mark at `at` belongs to a label that opens the sentence: 1. a. Q1. ア．"""
        return at - self.start < 16 and bool(_LABEL.match(self.text, self.start, at))


def _breaks(gap: str) -> int:
    """How many line ends there are in white space; CR LF is one."""
    return len(gap.splitlines()) - (gap[-1:] not in _LINE_ENDS) if gap else 0


_STOP_IN_LINE = re.compile(rf"[^。{_LINE_ENDS}]{{0,200}}+。")
_WORD = re.compile(r"\w")
_CLAUSE = re.compile(rf"[{w.JAPANESE}A-Za-z0-9、]{{0,30}}")
_KANA = re.compile(f"[{w.HIRAGANA}]")
_NOUN = re.compile(rf"[{w.KANJI}{w.KATAKANA}]")
_NOUN_AT_END = re.compile(rf"(?:[{w.KANJI}ァ-ヺ]|(?<![{w.HIRAGANA}])ー)\Z")
_LAUGH_AT = re.compile(_LAUGH)
_IN_WORD = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789=/&#_%-")
_TRANSPARENT = frozenset(CLOSING + '"*~_ 　')
_POLITE = re.compile(w.POLITE)
_INTEREST = re.compile(
    rf"[{w.MARKS}.{_LINE_ENDS}…‥・〜～{re.escape(OPENING)}`<\"{_SIGNS}{_EMOJI_RANGES}wｗ笑^:;=_]|orz|OTL|T_T|{w.POLITE}|{w.SPACED}"
)
_FIRST = {
    w.MARKS: Cutter._mark,
    ".": Cutter._period,
    _LINE_ENDS: Cutter._line_end,
    "…‥・〜～": Cutter._dots,
    OPENING + '`<"': Cutter._pair,
    "でまく": Cutter._polite,
    " 　": Cutter._spaced,
}
RULES: dict[str, Callable[[Cutter, int], int]] = {
    char: rule for chars, rule in _FIRST.items() for char in chars
}
