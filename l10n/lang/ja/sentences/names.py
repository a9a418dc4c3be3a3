"""Names with marks in them: モーニング娘。 and Yahoo! end no sentence."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

# Names that every reader of Japanese knows; others are handed in: split_sentences(…, names=…).
KNOWN = (
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


class Names:
    """Names, found from the place of a mark in them.

    >>> Names.of(("新曲は誰だ？",)).end("「新曲は誰だ？」を聴く", 6)
    7
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._parts: dict[str, list[tuple[str, str]]] = {}  # mark → (name up to it, its rest)
        for name in sorted({spelling for given in names for spelling in _spellings(given)}):
            for index, char in enumerate(name):
                if not char.isalnum():
                    self._parts.setdefault(char, []).append((name[: index + 1], name[index + 1 :]))
        self._heads = {char: tuple(head for head, _ in at) for char, at in self._parts.items()}
        self.before_stop = frozenset(head[-2:-1] for head, _ in self._parts.get("。", ()))
        """What a name has before its 。: few sentences end so."""

    @classmethod
    @lru_cache(maxsize=32)
    def of(cls, names: tuple[str, ...]) -> Names:
        """The known names, and `names`."""
        return cls((*KNOWN, *names))

    def end(self, text: str, at: int) -> int:
        """Where the longest name ends that has a mark at `at`; 0 when there is none."""
        heads = self._heads.get(text[at])
        if not heads or not text.endswith(heads, 0, at + 1):
            return 0
        return max(
            (
                at + 1 + len(rest)
                for head, rest in self._parts[text[at]]
                if text.endswith(head, 0, at + 1) and text.startswith(rest, at + 1)
            ),
            default=0,
        )


def _spellings(name: str) -> Iterable[str]:
    """`name` with marks of either width, with and without the space after them."""
    for spelling in (name, name.replace("! ", "!")):
        yield spelling
        yield spelling.replace("!", "！").replace("?", "？")
