"""Japanese sentences and catalogs in any number, from a seed: all different, none degenerate.

A sentence is one to three clauses out of some 20 shapes with words, figures and dates drawn
into them; its edits are those that authors make.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace

from l10n.model import Catalog, Draft, Entry, Key, State, digest

PLACES = [
    "熊本県",
    "北海道千歳市",
    "三重県四日市市",
    "広島県東広島市",
    "台湾の新竹",
    "アリゾナ州",
    "テキサス州",
    "ドレスデン",
    "茨城県",
    "福岡県",
    "岩手県北上市",
    "山形県",
    "オランダ",
    "シンガポール",
    "ベトナム北部",
    "インド西部",
    "韓国の平沢",
    "つくば市",
    "横浜市",
    "大阪湾岸",
    "宮城県",
    "石川県",
    "富山県",
    "長崎県",
    "オレゴン州",
    "アイルランド",
    "マレーシアのペナン",
    "九州北部",
]
WHO = [
    "政府",
    "経済産業省",
    "大手メーカー",
    "新興企業",
    "県の担当者",
    "研究チーム",
    "大学の研究室",
    "業界団体",
    "調査会社",
    "電力会社",
    "商社",
    "地元の銀行",
    "装置メーカー",
    "材料メーカー",
    "欧州委員会",
    "米商務省",
    "投資家",
    "アナリスト",
    "現場の技術者",
    "取引先",
    "自動車メーカー",
    "通信会社",
    "地方自治体",
    "中小企業",
    "学会",
    "監査法人",
    "労働組合",
    "市民団体",
    "開発者",
    "利用者",
]
WHAT = [
    "先端半導体の量産",
    "データセンターの建設",
    "電力の安定供給",
    "人材の育成",
    "製造装置の輸出",
    "次世代材料の開発",
    "生成AIの導入",
    "工業用水の確保",
    "補助金の配分",
    "特許の取得",
    "共同研究の契約",
    "サプライチェーンの見直し",
    "再生可能エネルギーの調達",
    "暗号化の標準化",
    "検査工程の自動化",
    "ソフトウェアの更新",
    "用地の取得",
    "環境への影響評価",
    "新型チップの設計",
    "光電融合技術の実証",
    "量子計算機の試作",
    "蓄電池の増産",
    "港湾の拡張",
    "送電線の増強",
    "オープンソースの公開",
    "個人情報の保護",
    "価格の引き上げ",
    "在庫の調整",
    "人件費の見直し",
    "冷却設備の更新",
]
DOES = [
    "を始めると発表した",
    "を来年に延期する",
    "をめぐって協議している",
    "を急いでいる",
    "に慎重な姿勢を崩していない",
    "を高く評価している",
    "の費用を公表していない",
    "を年内に終える見込みだ",
    "に強い関心を示した",
    "を段階的に縮小する",
    "の遅れを認めた",
    "に追加の資金を投じる",
    "を正式に決めた",
    "の効果を検証する",
    "に反対している",
    "を支えてきた",
    "の計画を白紙に戻した",
    "に参加する意向を固めた",
    "を前倒しで進める",
    "の実績を強調した",
]
WHEN = """昨年の秋から 今年に入って 二〇二〇年代の後半には 当初の予定より早く 四半期の決算で 会見の場で
記者団に対し 十年前とは違い 長い議論の末に 為替の変動を受けて 夏の電力不足を機に 規制の強化を見越して
円安が続くなか 需要の急増に応じて 専門家の助言を受けて 住民への説明を経て""".replace(
    "为替", "為替"
).split()
LINKS = ["が、", "ため、", "一方で、", "ものの、", "ことから、", "うえに、"]
ADJECTIVES = [
    "大規模な",
    "静かな",
    "急速な",
    "限定的な",
    "意外な",
    "慎重な",
    "本格的な",
    "一時的な",
    "前例のない",
    "着実な",
]
UNITS = [
    "億円",
    "万人",
    "億ドル",
    "社",
    "か所",
    "メガワット",
    "パーセント",
    "ナノメートル",
    "トン",
    "ヘクタール",
]
ENGLISH = [
    "the",
    "a",
    "new",
    "large",
    "factory",
    "plan",
    "power",
    "supply",
    "chip",
    "market",
    "company",
    "government",
    "research",
    "team",
    "billion",
    "yen",
    "dollars",
    "next",
    "year",
    "early",
    "delay",
    "start",
    "build",
    "export",
    "growth",
    "demand",
    "price",
    "share",
    "report",
    "according",
    "said",
    "will",
    "has",
    "been",
    "expected",
    "under",
    "review",
    "across",
    "region",
    "local",
    "global",
    "long",
    "term",
]


def clause(chance: random.Random) -> str:
    """A clause without its full stop."""
    pick = chance.choice
    figure = f"{chance.randrange(2, 9800):,}{pick(UNITS)}"
    shapes = (
        lambda: f"{pick(PLACES)}の{pick(WHO)}は、{pick(WHAT)}{pick(DOES)}",
        lambda: f"{pick(WHEN)}、{pick(WHO)}は{pick(WHAT)}{pick(DOES)}",
        lambda: f"{pick(WHAT)}には約{figure}が必要になる",
        lambda: f"{pick(PLACES)}では{pick(WHAT)}が{pick(ADJECTIVES)}広がりを見せている",
        lambda: f"{pick(WHO)}によると、{pick(WHAT)}の規模は{figure}に達する",
        lambda: f"{pick(WHAT)}と{pick(WHAT)}は切り離せない",
        lambda: f"{pick(WHO)}と{pick(WHO)}が{pick(WHAT)}で合意した",
        lambda: (
            f"{chance.randrange(1990, 2040)}年{chance.randrange(1, 13)}月、{pick(WHO)}は{figure}を見込んだ"
        ),
        lambda: f"{pick(ADJECTIVES)}変化が{pick(PLACES)}の{pick(WHAT)}を後押しする",
        lambda: f"「{pick(WHAT)}は{pick(ADJECTIVES)}課題だ」と{pick(WHO)}は語る",
        lambda: f"{figure}のうち{chance.randrange(2, 99)}%は{pick(WHAT)}に回る",
        lambda: f"なぜ{pick(WHO)}が{pick(WHAT)}{pick(DOES)}のかは分かっていない",
        lambda: (
            f"{pick(WHAT)}の第{chance.randrange(1, 60)}段階では、{pick(WHO)}が{pick(PLACES)}に{figure}を割り当てる"
        ),
    )
    return pick(shapes)()


def sentence(chance: random.Random) -> str:
    """One to three clauses and a full stop."""
    text = clause(chance)
    for _ in range(chance.choice((0, 0, 0, 1, 1, 2))):
        text += chance.choice(LINKS) + clause(chance)
    return text + "。"


def sentences(chance: random.Random, count: int, but: set[str] | None = None) -> list[str]:
    """`count` different sentences, none of them in `but`."""
    seen = set(but or ())
    found: list[str] = []
    while len(found) < count:
        text = sentence(chance)
        if text not in seen:
            seen.add(text)
            found.append(text)
    return found


def english(chance: random.Random) -> str:
    words = chance.choices(ENGLISH, k=chance.randrange(7, 22))
    return " ".join(words).capitalize() + "."


def edited(chance: random.Random, text: str) -> str:
    """The sentence as an author changes it: a figure, a word, the ending, a clause, a third."""
    kinds = (_figure, _ending, _word, _longer, _shorter, _heavy)
    for kind in chance.sample(kinds, len(kinds)):
        new = kind(chance, text)
        if new != text:
            return new
    return text[:-1] + "という。"


def _figure(chance: random.Random, text: str) -> str:
    digits = [i for i, char in enumerate(text) if char.isdigit()]
    if not digits:
        return text
    at = chance.choice(digits)
    return text[:at] + str((int(text[at]) + chance.randrange(1, 9)) % 10) + text[at + 1 :]


def _ending(chance: random.Random, text: str) -> str:
    return text[:-1] + chance.choice(("という。", "ようだ。", "と見られる。", "かもしれない。"))


def _word(chance: random.Random, text: str) -> str:
    for words in chance.sample((PLACES, WHO, WHAT), 3):
        for word in words:
            if word in text:
                return text.replace(word, chance.choice(words), 1)
    return text


def _longer(chance: random.Random, text: str) -> str:
    return text[:-1] + chance.choice(LINKS) + clause(chance) + "。"


def _shorter(_: random.Random, text: str) -> str:
    cut = max(text.find(link) for link in LINKS)
    return text[:cut] + "。" if cut > 12 else text


def _heavy(chance: random.Random, text: str) -> str:
    third = len(text) * 2 // 5
    at = chance.randrange(len(text) - third)
    return text[:at] + clause(chance)[:third] + text[at + third :]


def catalog(chance: random.Random, count: int) -> Catalog:
    """A catalog as years of work leave it: drafts, stale and obsolete entries among approved."""
    return Catalog("bench", "en", tuple(_entries(chance, count)))


def _entries(chance: random.Random, count: int) -> Iterator[Entry]:
    for number, msgid in enumerate(sentences(chance, count)):
        lot = chance.random()
        text = english(chance)
        entry = Entry(
            Key(f"{number}" if chance.random() < 0.05 else None, msgid),
            text,
            State.APPROVED,
            (f"articles/{number // 60}.md",),
            f"paragraph — {chance.choice(WHAT)}",
            ("see the glossary",) if chance.random() < 0.05 else (),
        )
        if lot < 0.07:
            entry = replace(entry, msgstr="", state=State.UNTRANSLATED)
        elif lot < 0.11:
            entry = replace(entry, state=State.STALE, previous=Key(None, edited(chance, msgid)))
        elif lot < 0.15:
            draft = Draft("offline", digest(text), (("model", "cc324af0"),))
            entry = replace(entry, state=State.DRAFT, draft=draft)
        elif lot < 0.17:
            entry = replace(entry, obsolete=True, references=(), note="")
        yield entry


def changed(chance: random.Random, old: Catalog) -> tuple[Catalog, dict[Key, Key], set[Key]]:
    """A later template: 5 % of the sentences edited, 2 % gone, 2 % new.

    Also which old key each edited one had, and the keys that are new.
    """
    entries: list[Entry] = []
    origin: dict[Key, Key] = {}
    new: set[Key] = set()
    keys = {entry.key for entry in old.entries}
    for entry in old.active:
        blank = Entry(entry.key, references=entry.references, note=entry.note)
        lot = chance.random()
        if lot < 0.05:
            key = Key(entry.key.msgctxt, edited(chance, entry.key.msgid))
            if key not in keys:
                keys.add(key)
                origin[key] = entry.key
                blank = replace(blank, key=key)
        elif lot < 0.07:
            continue
        elif lot < 0.09:
            (msgid,) = sentences(chance, 1)
            if Key(None, msgid) not in keys:
                keys.add(Key(None, msgid))
                new.add(Key(None, msgid))
                entries.append(replace(blank, key=Key(None, msgid)))
        entries.append(blank)
    return Catalog("bench", "", tuple(entries)), origin, new
