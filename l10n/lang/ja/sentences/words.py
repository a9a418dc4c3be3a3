"""The words that decide whether a sentence goes on: tables, each with the case that taught it.

Japanese writes particles and new sentences with the same letters: と思う carries a clause on,
とても begins one. So each table of what goes on names what only looks like it.
"""

from __future__ import annotations

import re

STOPS = "。．｡"
CRIES = "！？!?‼⁉❗❓"
MARKS = STOPS + CRIES
KANJI = "㐀-䶿一-鿿豈-﫿々〆ヶ〇"
KATAKANA = "ァ-ヺーｦ-ﾟ"
HIRAGANA = "ぁ-ゖー"
JAPANESE = f"{HIRAGANA}{KATAKANA}{KANJI}"

# Particle → how a new sentence begins with its letters. The look-ahead after ！？, quotes, emoji.
PARTICLES = {
    # 誰？|とても背の高い人だった。 痛い！|とげが刺さった。 but 「知らない。」とは言えなかった。
    "と": "て[もお]|っても|んで|んだ|んか|にかく|りあえず|りま|りわけ|りいそぎ|ころ[でが]|もかく|もあれ|もだち"
    "|もに|はいえ(?!な|ま)|はいう(?:もの|けれ)|っ[くてさと]|うとう|うぜん|うてい|き[どめ]|く[にんべ]|なる[と、]|なれば"
    "|する[と、]|すれば|いうわけ|いうことで|いうのも|[げどぼ]|じ[まるた]|め[てろるた]|れ[たる]|ら[えれわ]|わに|ろ[けり]|び[らきま]|ま[るれっ]|お[いくっ]|な[りえか]|ちゅう",
    # 行くの？|っていうか遅い。
    "って": "か|いうか|ことで|わけで",
    # やった！|のんびりできる！
    "の": "ち[のに、]|ら[犬猫りねく]|んび|んき|ど[がかをはも]|ぼ[りっる]|り[まの]|こ[りさ]|ろ[いの]|み[た会に]|せ[てるた]|び[るて]",
    # 見た？|がっかりだったね。 but うまい！が、高い。
    "が": "ん[ばが]|っか|っつ|っち|ち[でっ]|らり",
    "を": "",
    # なに！|にわかには信じがたい。
    "に": "わか|ぎや|ぎり|っこ|こ[にっ]|やっ|お[いうわ]|ほん|しても、|ゃ",
    # えっ？|はい、そうです。
    "は": "い[、。！？!?\\s…〜ー]|いはい|じめ|や[くいっ]|っ[きとは]|ず[かれ]|な[しび][てが]|らはら|は[はあぁ]|ぁ|[ー～〜]|あ[、。…ぁー！？!?\\s]"
    "|て[、？]|るか|んぱ|げ[しま]",
    # 寒い！|もっと着てくればよかった！
    "も": "う|し[、くかもや]|しも|っと|ちろん|ともと|はや|ん[のじだ]|の[すご]|ら[いうえっ]|ど[るっれ]|っぱら|て[るた]|え|が[くいけ]",
    # 勝てるか？|できるだけのことはやった。 本当？|で、どうなった？
    "で": "も|は(?!な[くい])|き[るたなまれ]|か[いけ]|ん[しわ]|っか|る|て|すが|すから|すので|したら|、|ぃ|ー",
    # 本当？|だから言ったでしょう。
    "だ": "が[、し]|から(?!と)|け[どれ]|って|い[じたすぶ]|め|れ|んだ|ら[しけ]|とし|とす",
}
# What carries a clause on besides: すごい！みたいな 「A！」や「B！」 なぜ？か、と
CONTINUATIONS = (
    "など|なんて(?=[言い思聞考こあ無嘘う])|なの(?![でには])|くらい|ぐらい|ほど(?!ほど)|みたい|らしい|っぽい|ばかり"
    "|的[なに]|系[のだで男女]|レベル|感(?=[がはをも])|状態(?=[でのだに])|から(?![いだすっ])|まで|より(?=[、「『も])"
    f"|や(?=[「『、{KANJI}{KATAKANA}])|か(?=[「『、]|と[思い]|どう|もしれ|もね|のよう|のごと)|へ(?=[のと、{KANJI}])"
    "|[、，､；;&＆×]|,(?!\\d)|[・/／](?=[「『（])"
)
GOES_ON = re.compile(
    "|".join(f"{word}(?!{new})" if new else word for word, new in PARTICLES.items())
    + "|"
    + CONTINUATIONS
)
# After 。 only clear quotatives, and a particle between 。 and a noun (バクマン。は漫画だ). A wide
# list costs real boundaries: 。とんでもない 。やがて 。ですが 。とりわけ 。もともと
QUOTATIVE = re.compile(
    "と(?:思|言|語|述|話|考|感じ|答|聞|書|つぶや|呼|叫|告|伝え|記|のこと[でだ]|して(?:い|お)|ある[。、]|、|いった"
    "|い[いわえ](?:[うまたわれるば]|ながら)|いう(?!わけ|こと[でか]|のも|のは|のが|もの|か[、？]))"
    f"|と[{KANJI}{KATAKANA}A-Za-z]{{1,10}}[はがも][^。、]{{0,6}}?(?:言|語|話し|述べ|書|叫|つぶや|答え|告げ|記)"
    "|って(?!か|いうか|こと|わけ)|などと?[言い思書述語]|などと、|なんて(?:言|思|い[いうわ]|こと)|、|，|､"
    f"|[のはがをもに][{KANJI}{KATAKANA}]"
)
# Plain openers: そうか…|でも、まだだ。 待って……行かないで。 stays whole
OPENERS = (
    "でも|しかし|そう|その|この|それ|そし|そこ|そん|これ|ここ|こん|あれ|だが|だから|だけど|けど|けれど|だって|なのに|なので"
    "|また|もう|まだ|やっぱ|やはり|ただ|じゃあ|では|さて|ところで|とにかく|とりあえず|すると|つまり|例えば|たとえば"
    "|なぜ|どうして|なんで|いや[、。…]|うん|ええ[、。]|はい|いいえ|もしかし|きっと|たぶん|多分|ほんと|しかも|さらに"
    "|ちなみに|もちろん|実は|じつは|さあ|ねえ|まあ|まぁ"
)
OPENER = re.compile(OPENERS)
# 今日は楽しかったです|また誘ってください: polite endings need no mark before a plain opener.
POLITE = (
    "(?:です|ます|ました|でした|ません|ましょう|ください)(?:よね|よ|ね|な)?[〜～ー]*+"
    "(?:(?=(?:おはよう|おやす|お疲れ|よろしく|ありがと|ごめん|すみません|明日|昨日|今日(?!この)|今度|今回|次回|次は"
    "|私は|私も|僕は|僕も|これは|これから|それ[はで]|また|もう|みなさん|皆さん|みんな|ぜひ|とても|すごく|しかも"
    "|ちなみに|やっぱ|そして|早く|ほんと))"
    f"|[ 　]++(?=[{JAPANESE}A-Za-z0-9]))"
)
# 今日めっちゃ楽しかった また行きたい: a space between clauses, where words have none
SPACED = f"[ 　](?<=[{JAPANESE}][{JAPANESE}][{JAPANESE}][ただいよねわぞなー〜～も][ 　])(?=[{JAPANESE}][{JAPANESE}0-9]{{2}}[{JAPANESE}])"
# A line that begins like this carries the one before on, wherever that was broken.
LINE_CARRIES_ON = re.compile(
    "[、。，．！？」』）】〉》］〕”ゃゅょぁぃぅぇぉっャュョッーん々]|まし[たて]|ます(?!ます)|ません|でした|です(?!が|から|ので|よ)"
    "|だった|であ[るりっ]|かった|なかった|られ|させ|した[。、が]|して[いお]|する[。、と]|され|でき(?:る|た|ま)"
)
# A clause that stops here wants more: 来年の春に| 始めると| but 行けなかったのに| 何してるの|
WANTS_MORE = re.compile(
    "(?:(?<!にち)(?<!ばん)(?<!は)は|を|、|，|､|が|(?<!ない)(?<!なきゃ)と|(?<!よう)(?<!はじめ)(?<!わり)に|(?<!まじ)(?<!マジ)(?<!元気)で"
    f"|(?<!か)も|(?<![るたいなだん])の|(?<=[{KANJI}{KATAKANA}）」])[へや]|れば|たら|ながら|として|について|により|による"
    "|および|または)\\Z"
)
# What trails off in a post: 彼女できたんだが🤣|現実？ 頑張ったのに😢|だめだった
TRAILING_OFF = ("だが", "ですが", "じゃが", "のに", "んですけど")
# 減少を続けて|いる。 but 待って|無理
AUXILIARY = re.compile(
    "い[るたなま]|ある|おり|おら|しま[うっい]|く[るだ]|き[たま]|もら|ほし|み[るたま]|いっ"
)
# 参照した（太郎。）は no sentence end before the bracket: 今日は中止です（雨のため。）|明日やります。
FINISHED = tuple("たるいうよねなわだすんかくぞぜさつむぬぶてーっぁぃぅぇぉ〜～" + CRIES + STOPS)

# つのだ☆ひろ, しょこたん☆ぶろぐ, A☆B: a star ends only what surely is finished
STARRED = (
    "です",
    "ます",
    "した",
    "った",
    "いた",
    "だよ",
    "だね",
    "ください",
    *"よねなわぞいるつくす〜～て",
    *MARKS,
)

LAUGHS = (
    "笑|爆笑|苦笑|微笑|失笑|泣|大泣|号泣|涙|汗|冷汗|滝汗|大汗|怒|激怒|照|爆|謎|嬉|喜|悲|驚|焦|寒|哀|死|嘘|核爆|殴|違"
    "|真顔|白目|遠い目|震え声|棒|棒読み|察し|意味深|切実|小声|ぇ|え|ぁ|ぉ|おい|オイ|マテ|ry|w+|ｗ+|！|？"
)
# Latin abbreviations that no sentence ends with, and those that may end one (…in Tokyo Inc. 彼は)
ABBREVIATION = re.compile(
    r"(?<![A-Za-z])(?:vs?|Mr|Mrs|Ms|Messrs|Dr|Prof|St|Mt|Ft|pp?|cf|ex|viz|al|approx"
    r"|Gen|Sgt|Capt|Lt|Col|Gov|Sen|Rep|Rev|Hon|Pres|Dept|Univ|Ave|Blvd|Rd|e\.g|i\.e|ca|ed|eds|trans|Nr|[A-Z]|(?:[A-Z]\.)+[A-Z]"
    r"|feat|ft|featuring|P\.S|p\.s|N\.B)\.\Z"
)
COUNTED = re.compile(
    r"(?<![A-Za-z])(?:No|no|Nos|Fig|fig|Figs|Eq|Eqs|Sec|Ch|Vol|vol|ver|Ver|Art|Tab|Table|Part|Step)\.\Z"
)
MAY_END = re.compile(
    r"(?<![A-Za-z])(?!P\.S|N\.B)(?:Inc|Ltd|Co|Corp|Bros|LLC|Jr|Sr|etc|[ap]\.m|[AP]\.M|Ph\.D|M\.D|B\.A|M\.A|[A-Z]\.[A-Z]|Jan|Feb|Mar|Apr"
    r"|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun)\.\Z"
)
# Hello! is a greeting, Bistro! Tokyo a name
INTERJECTIONS = frozenset(
    "Wow Oh Ah Hey Hi Hello Thanks Thank OK Okay Yes No Yeah Great Good Nice Congratulations Bravo Sorry Please Stop"
    " Welcome Go Look Help Cheers Happy Merry Enjoy Wait Well Cool Awesome Amazing Perfect Done Ready Fire Bye".split()
)
# Names that every reader of Japanese knows. Others are handed in: split_sentences(…, names=…).
NAMES = (
    "モーニング娘。",
    "ゲスの極み乙女。",
    "ずっと真夜中でいいのに。",
    "あの日見た花の名前を僕達はまだ知らない。",
    "やはり俺の青春ラブコメはまちがっている。",
    "そうだ 京都、行こう。",
    "Yahoo!",
    "Yahoo! JAPAN",
    "Yahoo! BB",
    "Y!mobile",
    "Yum! Brands",
    "Jeopardy!",
    "Hey! Say! JUMP",
    "Hello! Project",
    "ハロー!プロジェクト",
    "Panic! at the Disco",
    "Wake Up, Girls!",
    "いきなり!ステーキ",
    "けいおん!",
    "けいおん!!",
    "ハイキュー!!",
    "ラブライブ!",
    "ラブライブ!サンシャイン!!",
    "ラブライブ!スーパースター!!",
    "アイカツ!",
    "とらドラ!",
    "よつばと!",
    "響け!ユーフォニアム",
    "ぼっち・ざ・ろっく!",
    "カメラを止めるな!",
    "それいけ!アンパンマン",
    "ドキドキ!プリキュア",
    "Yes!プリキュア5",
    "Go!プリンセスプリキュア",
    "笑っていいとも!",
    "探偵!ナイトスクープ",
    "新婚さんいらっしゃい!",
    "開運!なんでも鑑定団",
    "世界の果てまでイッテQ!",
    "ザ!鉄腕!DASH!!",
    "鉄腕!DASH!!",
    "ザ!世界仰天ニュース",
    "ヒルナンデス!",
    "ラヴィット!",
    "チコちゃんに叱られる!",
    "つのだ☆ひろ",
    "らき☆すた",
    "まどか☆マギカ",
    "きらりん☆レボリューション",
    "しょこたん☆ぶろぐ",
    "満点☆青空レストラン",
    "スター☆トゥインクルプリキュア",
    "うたの☆プリンスさまっ♪",
    "スイートプリキュア♪",
    "ゴジラvs.",
)
