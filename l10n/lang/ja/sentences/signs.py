"""What adorns the end of a clause in a post: emoji, faces, laughter, ♪ and ☆ (G10)."""

from __future__ import annotations

from l10n.lang.ja.sentences.words import CRIES, HIRAGANA, JAPANESE, KANJI, LINE_ENDS, NO_BEGINNING
from l10n.lazy import lazy

SIGNS = "♪♫♬♩♡♥❤☆★⭐"
# Pictures; ❗❓ are marks, ❶ is a number, つんく♂ is a name
EMOJI = (
    "\u231a\u231b\u23e9-\u23fa\u2600-\u2604\u2607-\u263f\u2641\u2643-\u2669\u266e-\u2752\u2754-\u2756"
    "\u2758-\u2763\u2765-\u2775\u2794-\u27bf\u2b1b\u2b1c\u2b50\u2b55\u3030\U0001f000-\U0001faff"
)
_JOINERS = "♀♂\ufe0e\ufe0f\u200d\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f"

# (^^) (´・ω・`) ( ﾟдﾟ) (>_<): symbols between brackets, an eye or a mouth among them
_PART = (
    r"[^\w\r\n()（）「」『』、。]|[_\u00aa-\u2fff\u3105-\u318f\ua490-\ua4cfヽヾ]"
    r"|[oOTtXxvVuUQ0qwpノﾉﾛﾟﾞ゜っつゝーｏ皿益人。]"
)
# An eye or a mouth may be a letter or an operator of any script that is not the text's own: д ∀ ∇ ಠ ᴥ
_EYES = (
    r"[´｀`^＾▽△￣ﾟ゜;；_＿@°◕•﹏｡\u0250-\u036f\u0370-\u052f\u0e00-\u0fff\u10a0-\u1fff\u2200-\u2212\u2214-\u22ff"
    r"\u2300-\u23cf\u25c9-\u25e6\ua490-\ua4cf]|・[^・]{1,2}・|[>＞][^()（）]{0,3}[<＜]|[oO0][\^_.]|\.\."
)
_HANDS = (
    r"(?:-☆|人(?!\w)|\.?[｡。]oO|[／/ノﾉゞ＼\\丿彡┌┘┛┐╯╮ﾟ゜｡︵وวง]|[vbmd_](?![A-Za-z])|[zZ]+"
    r"|[ｦ-ﾝ][ｦ-ﾟ]{0,7}+)*+"  # ( ˘ω˘ )ｽﾔｧ
)
_LYING = "[(（] ?:3 ?」? ?∠? ?[)）]"  # _(:3」∠)_ has a bracket that is none
FACE = lazy(
    rf"(?:[(（](?=[^()（）]{{0,12}}?(?:{_EYES}))(?:{_PART}){{2,14}}+[)）]|{_LYING}){_HANDS}"
)
ARMS = "mdvヽヾ＼\\╰╮╭┌┐└o━─⊂Σε=_٩ლ｡ﾟ゜"  # m(_ _)m ヽ(´ー｀)ノ Σ(ﾟДﾟ) _(:3」∠)_
_FACE_WITH_ARMS = (
    rf"(?:[ヽヾ＼\\╰╮╭┌┐└⊂Σ_٩ლ]|(?<![A-Za-z])[mdvo]|ε?=+|[｡ﾟ゜]{{1,2}}|[━─]+)?{FACE.pattern}[━─]*"
)
_EMOTICON = (
    r"(?<=\s)[:;=][-o^']?[)(DPp](?![A-Za-z0-9])|\^_?\^(?:;+|[vb](?![A-Za-z]))?"
    r"|(?<![A-Za-z])(?:orz|OTL|T_T|;_;)(?![A-Za-z])|_\| ?[￣\u0304\u0305]\|○"
)
_LAUGHING = (
    "笑|爆笑|苦笑|微笑|失笑|泣|大泣|号泣|涙|汗|冷汗|滝汗|大汗|怒|激怒|照|爆|謎|嬉|喜|悲|驚|焦|寒|哀|死|嘘|核爆|殴|違"
    "|真顔|白目|遠い目|震え声|棒|棒読み|察し|意味深|切実|小声|確信|迫真|断言|願望|反省|自虐|強がり|絶望|歓喜|混乱|困惑|脱力|吐血|白状|食い気味|真剣|必死|未練|涙目|赤面|震え|目そらし|目逸らし|小並感|語彙力|語彙力喪失|過言|大嘘|現実逃避|他人事|諸説あり|個人の感想です|偏見|直球|ガチ|マジ|ぇ|え|ぁ|ぉ|おい|オイ|マテ|ry|w+|ｗ+|！|？"
)
# (笑), and any short aside after よ ね ぞ: 富士山に登るぞ（宣言）|体力つけなきゃ
_LAUGH = rf"(?:[(（](?:{_LAUGHING})[)）]|(?<=[よねぞわぜ])[(（]{KANJI}{{1,4}}[)）])"
LAUGH = lazy(_LAUGH)
_W = rf"(?<={JAPANESE}|[{CRIES}〜～)）])[wｗ]++(?![A-Za-z.])"  # すごいwww, but not 100Wの
# 楽しかった笑|また行こう, but not 笑顔 笑う ほほ笑む
_BARE_LAUGH = (
    rf"(?<=[{CRIES}])笑(?![いうえみ顔])|(?<=[{HIRAGANA}〜～])(?<!ほほ)笑(?![いうえわっみ顔点声])"
)
DECORATION = lazy(
    rf"(?:[{EMOJI}{SIGNS}][{_JOINERS}]*+|{_W}|{_LAUGH}|{_FACE_WITH_ARMS}|{_EMOTICON}|{_BARE_LAUGH})+"
)
# Where one may begin, as alternatives of the search for it
DECORATION_STARTS = rf"[wｗ](?:(?<={JAPANESE}[wｗ])|(?<=[{CRIES}〜～)）][wｗ]))|[:;=](?<=\s[:;=])|_(?=\|)|orz|OTL|T_T|;_;"
DECORATION_CHARS = SIGNS + EMOJI + "笑^"

# 📌 集合は10時です。|📌 場所は駅前です。
BULLETS = "📌📍✅☑✔❌⭕💡📢📣🔔⚠📅🗓⏰📞☎📧✉🔗👉➡▶🔹🔸🔷🔶🆕🚨🔻🔺🔴🔵🟢🟡"
# Faces, hearts, hands: these speak of the clause before them, whatever follows.
FEELING = lazy(
    "[\U0001f600-\U0001f64f\U0001f910-\U0001f92f\U0001f970-\U0001f97a\U0001f493-\U0001f49f\U0001f44a-\U0001f450"
    "❤✨🎉🎊💦💤💨💢🔥💪♪♫♬♡♥]"
)
# ★3つ, ♪マークを押す
SIGN_AS_WORD = lazy(r"[★☆](?=[0-9０-９])|.(?=印|マーク|ボタン|記号|の数)")
_LAST_IN_LINE = rf"[{EMOJI}{SIGNS}]\S*+(?:[{LINE_ENDS}]|\Z)"
_SPACE = rf"[^\S{LINE_ENDS}]"
# すごい！ （笑）|次: what a finished sentence takes with it across a space, or a line end
AFTER_SPACE = (
    rf"{_SPACE}++(?={_LAUGH}|{_FACE_WITH_ARMS}|{_LAST_IN_LINE})"
    rf"|{_SPACE}*+(?:\r\n|[{LINE_ENDS}])?{_SPACE}*+(?<=\s)(?={NO_BEGINNING})"
)
