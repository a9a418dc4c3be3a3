"""The words that decide if a clause goes on: tables, each with the case that taught it.

Japanese writes particles and new sentences with the same letters: と思う carries a clause on,
とても begins one. So what goes on is listed with what only looks like it. In the examples `|` is
a boundary. An entry is a regular expression; entries are separated by white space.
"""

from __future__ import annotations

import re

from l10n.lazy import lazy

STOPS = "。．｡"
CRIES = "！？!?‼⁉❗❓"
MARKS = STOPS + CRIES
IMAGE = r"!\[[^\[\]\r\n]{0,300}\](?:\(|\[[^\]\d])"  # an image follows 。, not another mark
OPENING = "「『（(【〈《［[〔“｢〖〘«"
CLOSING = "」』）)】〉》］]〕”｣〗〙»"
HIRAGANA = "ぁ-ゖー"
# What Japanese words are made of is told by what it is not: a range of 20,000 kanji takes a millisecond
# to compile, in each expression that has it.
NO_JAPANESE = r"\W\d_A-Za-zＡ-Ｚａ-ｚ"
JAPANESE = f"[^{NO_JAPANESE}]"
NOUN = f"[^{NO_JAPANESE}ぁ-ゖ]"  # kanji, katakana
KANJI = f"[^{NO_JAPANESE}ぁ-ゖァ-ヺーｦ-ﾟ]"
LINE_ENDS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"

# What no sentence begins with; ![ opens an image.
NO_BEGINNING = rf"(?:[、，､{MARKS.replace('!', '')}{re.escape(CLOSING)}]|!(?!\[))"


def _either(entries: str) -> str:
    return "|".join(entries.split())


def _unless(particle: str, words: str) -> str:
    """A regular expression for the particle, except where it is the beginning of a word."""
    rest = "|".join(word.removeprefix(particle) for word in words.split())
    return f"{particle}(?!{rest})" if rest else particle


# -- what carries a clause on ------------------------------------------------------------------

# Particle → words that begin a sentence with its letters. This wide look-ahead is for ！？, for
# quotations and for emoji.
PARTICLES = {
    # 誰？|とても背の高い人だった。 but 「知らない。」とは言えなかった。
    "と": "とて[もお] とっても とんで とんだ とんか とにかく とりあえず とりま とりわけ とりいそぎ ところ[でが] ともかく"
    " ともあれ ともだち ともに とはいえ(?!な|ま) とはいう(?:もの|けれ) とっくに とっさ とってお とっと とうとう とうぜん"
    " とうてい ときど ときめ とくに とくべ とくん となる[と、] となれば とする[と、] とすれば というわけ ということで"
    " というのも とげ とど とぼ とじ[まるた] とめ[てるた] とれ[たる] とら[えれわ] とわに とろ[けり] とび[らきま] とま[るれっ]"
    " とお[いくっ] となり となえ となかい とちゅう",
    # 行くの？|っていうか遅い。
    "って": "ってか っていうか ってことで ってわけで",
    # やった！|のんびりできる！
    "の": "のち[のに、] のら[犬猫りねく] のんび のんき のど[がかをはも] のぼ[りっる] のり[まの] のこ[りさ] のろ[いの] のみ[た会に]"
    " のせ[てるた] のび[るて]",
    # 見た？|がっかりだったね。 but うまい！が、高い。
    "が": "がん[ばが] がっか がっつ がっち がち[でっ] がらり",
    "を": "",
    # なに！|にわかには信じがたい。
    "に": "にわか にぎや にぎり にっこ にこ[にっ] にやっ にお[いうわ] にほん にしても、 にゃ",
    # えっ？|はい、そうです。
    "は": "はい[、。！？!?\\s…〜ー] はいはい はじめ はや[くいっ] はっ[きとは] はず[かれ] はな[しび][てが] はらはら はは[はあぁ] はぁ"
    " は[ー～〜] はあ[、。…ぁー！？!?\\s] はて[、？] はるか はんぱ はげ[しま]",
    # 寒い！|もっと着てくればよかった！
    "も": "もう もし[、くかもや] もしも もっと もちろん もともと もはや もん[のじだ] もの[すご] もら[いうえっ] もど[るっれ]"
    " もっぱら もて[るた] もえ もが[くいけ] もやし もち[をがはも米] もんじゃ もふ もぐ もみ もじもじ もじゃ もやも もれな もうけ",
    # 勝てるか？|できるだけのことはやった。 本当？|で、どうなった？
    "で": "でも では(?!な[くい]) でき[るたなまれ] でか[いけ] でん[しわ] でっか でる でて ですが ですから ですので でしたら で、"
    " でぃ でー",
    # 本当？|だから言ったでしょう。
    "だ": "だが[、し] だから(?!と) だけ[どれ] だって だい[じたすぶ] だめ だれ だんだ だら[しけ] だとし だとす だったら",
}
# What carries on besides: すごい！みたいな顔 「A！」や「B！」 なぜ？か、と
_CONTINUATIONS = _either(
    "など なんて(?=[言い思聞考あ無嘘う]|こと) なの(?![でには]) くらい ぐらい ほど(?!ほど) みたい らしい っぽい ばかり"
    " 的[なに] 系[のだで男女] レベル 感(?=[がはをも]) 状態(?=[でのだに]) から(?![いだすっ]) まで より(?=[、「『も])"
    f" や(?=[「『、]|{NOUN}) か(?=[「『、]|と[思い]|どう|もしれ|もね|のよう|のごと) へ(?=[のと、]|{KANJI})"
    " [、，､；;&＆×] ,(?!\\d) [・/／](?=[「『（])"
)
GOES_ON = lazy("|".join([*(_unless(*entry) for entry in PARTICLES.items()), _CONTINUATIONS]))
# After 。 only a clear quotative does, or a particle between 。 and a noun (バクマン。は漫画だ). A wide
# list costs real boundaries: 。とんでもない 。やがて 。ですが 。とりわけ 。もともと
QUOTATIVE = lazy(
    _either(
        "と(?!思ったの|思いき|思ったら|思えば|言[っえ][ただばて]|いえば)(?:思|言|語|述|話|考|感じ|答|聞|書|つぶや|呼|叫|告|伝え|記) とのこと[でだ] として[いお] とある[。、] と、 といった"
        " とい[いわえ](?:[うまたわれるば]|ながら) という(?!わけ|こと[でか]|のも|のは|のが|もの|か[、？])"
        f" と[^\\W\\d_ぁ-ゖ]{{1,10}}[はがも][^。、]{{0,6}}?(?:言|語|話し|述べ|書|叫|つぶや|答え|告げ|記)"
        " って(?!か|いうか|こと|わけ) などと?[言い思書述語] などと、 なんて(?:言|思|い[いうわ]|こと) [、，､]"
        f" [のはがをもに]{NOUN}"
    )
)

# -- what begins a new sentence ----------------------------------------------------------------

# そうか…|でも、まだだ。 but 待って……行かないで。
OPENER = lazy(
    _either(
        "でも しかし そう その この それ そし そこ そん これ ここ こん あれ だが だから だけど けど けれど だって なのに なので"
        " また もう まだ やっぱ やはり ただ じゃあ では さて ところで とにかく とりあえず すると つまり 例えば たとえば なぜ"
        " どうして なんで いや[、。…] うん ええ[、。] はい いいえ もしかし ほんと しかも さらに ちなみに"
        " もちろん 実は じつは さあ ねえ まあ まぁ そろそろ 結局 誰か"
    )
)
GREETING_WORDS = _either(
    "おはよう おやす お疲れ よろしく ありがと ごめん すみません 明日 昨日 今日(?!この) 今度 今回 次回 次は 私は 私も 僕は"
    " 僕も これは これから それ[はで] また もう みなさん 皆さん みんな ぜひ とても すごく しかも ちなみに やっぱ そして"
    " 早く ほんと"
)
# 今日は楽しかったです|また誘ってください: a polite ending needs no mark before a plain opener
GREETING = lazy(GREETING_WORDS)
ADDRESS = lazy("みなさん|皆さん|みんな|おやす|お疲れ|よろしく|ありがと|ごめん|また(?:ね|明日|来)")
# 今日は早退しました…|みなさんもお大事に
POLITE_END = lazy(r"(?:です|ます|ました|でした|ません)(?:よね|よ|ね)?\Z")
# 早く来てよ〜|電車が出ちゃう
CALLS = lazy(r"(?:です|ます|した|った|ない|[よねわぞ])\Z")
# へぇ〜そうなんだ: no clause of its own
INTERJECTION = lazy(
    r"\s*(?:(?:へ|え|あ|わ|お|う|ん|ほ|は|ふ|い)[えぇーあぁわおぉうぅんいぃへ]*|うわ[ぁあー]*|もう|ねえ?|さあ|よし|まあ|やあ|なあ)"
)
POLITE = (
    "(?:です|ます|ました|でした|ません|ましょう|ください)(?:よね|よ|ね|な)?[〜～ー]*+"
    f"(?:(?={GREETING_WORDS})|[ 　]++(?=[^\\W_]))"
)
# 今日めっちゃ楽しかった |また行きたい: a space between clauses, where words have none between them
SPACED = (
    f"[ 　](?<={JAPANESE}{{3}}[ただよねわぞなー〜～も][ 　])"
    f"(?={JAPANESE}[^\\W_A-Za-zＡ-Ｚａ-ｚ]{{2}}{JAPANESE})"
)

# -- how a clause ends ---------------------------------------------------------------------------

# 来年の春に… 始めると… but こんにちは| まじで| かも| 何してるの| はじめに|
WANTS_MORE = lazy(
    "(?:"
    + _either(
        "(?<!にち|ばん)(?<!は)は を が [、，､] (?<!ない)(?<!なきゃ)と (?<!よう|わり)(?<!はじめ)に (?<!まじ|マジ|元気)で"
        f" (?<!か)も (?<![るたいなだん])の (?<={NOUN}|[）」])[へや] れば たら ながら として について により による"
        " および または"
    )
    + r")\Z"
)
# 彼女できたんだが🤣|現実？ 頑張ったのに😢|だめだった: what trails off in a post
TRAILS_OFF_AT_LINE_END = ("んだが", "なんだが", "んですが")
TRAILING_OFF = ("だが", "ですが", "じゃが", "のに", "んですけど")
# 減少を続けて…いる。 but 待って|無理
AUXILIARY = lazy(
    _either("い[るたなま] ある おり おら しま[うっい] く[るだ] き[たま] もら ほし み[るたま] いっ")
)
# A line that begins like this carries on the one before, wherever that broke off.
LINE_CARRIES_ON = lazy(
    _either(
        f"{NO_BEGINNING} [ゃゅょぁぃぅぇぉっャュョッーん々] まし[たて] ます(?!ます) ません でした です(?!が|から|ので|よ)"
        " だった であ[るりっ] かった なかった られ させ した[。、が] して[いお] する[。、と] され でき[るたま]"
    )
)
# 今日は中止です（雨のため。）|明日やります。 but 東京（日本の首都。）周辺
FINISHED = (*"たるいうよねなわだすんかくぞぜさつむぬぶてーっぁぃぅぇぉ〜～", *MARKS)
# つのだ☆ひろ, しょこたん☆ぶろぐ, A☆B: a star ends only what surely is finished
SURELY_FINISHED = ("です", "ます", "した", "った", "いた", *"よねなわぞいるつくす〜～て", *MARKS)

# -- Latin ---------------------------------------------------------------------------------------

# No sentence ends with these.
ABBREVIATION = lazy(
    r"(?<![A-Za-z])(?:Mr|Mrs|Ms|Messrs|Dr|Prof|Gen|Sgt|Capt|Lt|Col|Gov|Sen|Rep|Rev|Hon|Pres|St|Mt|Ft|Dept|Univ|Ave|Blvd"
    r"|Rd|vs?|pp?|cf|ex|viz|al|approx|e\.g|i\.e|ca|eds?|trans|feat|ft|P\.S|N\.B|[A-Z]|(?:[A-Z]\.)+[A-Z])\.\Z"
)
# No. 7は外れた。 but He said "No."|
COUNTED = lazy(
    r"(?<![A-Za-z])(?:[Nn]o|Nos|[Ff]igs?|Eqs?|Sec|Ch|[Vv]ol|[Vv]er|Art|Tab|Table|Part|Step|TEL|FAX|Tel|Fax|Mob)\.\Z"
)
# He works at Google Inc. in Tokyo. but 昔はApple Inc. |今は別の名だ。
MAY_END = lazy(
    r"(?<![A-Za-z])(?!P\.S|N\.B)(?:Inc|Ltd|Co|Corp|Bros|LLC|Jr|Sr|etc|[ap]\.m|[AP]\.M|Ph\.D|[A-Z]\.[A-Z]"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun)\.\Z"
)
# Hello! |Amazonで is a greeting, Bistro! Tokyoで a name.
INTERJECTIONS = frozenset(
    (
        *(
            "Wow",
            "Oh",
            "Ah",
            "Hey",
            "Hi",
            "Hello",
            "Thanks",
            "OK",
            "Okay",
            "Yes",
            "No",
            "Yeah",
            "Great",
            "Good",
        ),
        *(
            "Nice",
            "Congratulations",
            "Bravo",
            "Sorry",
            "Please",
            "Stop",
            "Welcome",
            "Go",
            "Look",
            "Help",
            "Cheers",
        ),
        *("Enjoy", "Wait", "Well", "Cool", "Awesome", "Amazing", "Perfect", "Done", "Ready", "Bye"),
    )
)
