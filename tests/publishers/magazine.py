"""A small magazine: three articles in every format, in ja, en, zh-Hans, ar, ko and (empty) de."""

import struct
import zlib
from pathlib import Path

import polib

from l10n import pipeline
from l10n.flow import extract_stage, start
from l10n.project import find
from l10n.stages.update import update_stage

CONFIG = """\
targets = ["en", "zh_Hans", "ar", "ko", "de"]
engine = "pseudo"

[publish]
base_url = "https://example.com/magazine"
title = "Honyaku Weekly"
titles = { ja = "週刊ほんやく", ar = "مجلة هونياكو" }
author = "Honyaku Weekly"
"""
CHIPS = """\
---
title: 半導体工場の春
description: 熊本と千歳で進む工場づくりを紹介します。
date: 2025-02-11
tags: [半導体, 熊本]
slug: chip-factories
---

# 半導体工場の春

投資額は**974億ドル(約14.8兆円)**の見込みです。
2025年2月11日、OpenAIへの提案が明らかになりました[^1]。

![熊本県の地図](map.png)

## 工場はどこに建つのか

- 💡 熊本には[TSMCの工場](https://www.tsmc.com/)があります。
- ✅ 千歳ではラピダスが建設中です。

| 場所 | 会社 |
|---|---:|
| 熊本 | JASM |

詳しくは[用語の手引き](guide.md#用語の一覧)と[上の節](#工場はどこに建つのか)をご覧ください。

[^1]: 出典は各社の発表です。
"""
GUIDE = """\
---
title: 用語の手引き
date: 2025-01-07
---

# 用語の手引き

## 用語の一覧

`wafer`は半導体の土台になる円い板です。
"""
PAGE = """\
<!DOCTYPE html>
<html lang="ja"><head><title>工場見学の一日</title>
<meta name="description" content="子どもも参加できる見学です。"></head>
<body><h1>工場見学の一日</h1>
<p><ruby>見学<rt>けんがく</rt></ruby>は午前九時に始まります。</p>
<p>申し込みは<a href="2025/guide.md">手引き</a>をご覧ください。</p>
<script>alert("消える")</script>
</body></html>
"""
NOTE = """\
春の展示会のお知らせ

会場は千歳市です。入場は無料です。

💡 雨の日も開きます。

💡 詳しくは https://example.org/expo?a=1&b=2 をご覧ください。
"""
EN = {
    "半導体工場の春": "Spring for chip factories",
    "熊本と千歳で進む工場づくりを紹介します。": "A look at the factories rising in Kumamoto and Chitose.",
    "半導体": "semiconductors",
    "熊本": "Kumamoto",
    "投資額は**974億ドル(約14.8兆円)**の見込みです。": "The investment is expected to reach **$97.4 billion (about ¥14.8 trillion)**.",
    "2025年2月11日、OpenAIへの提案が明らかになりました[^1]。": "On February 11, 2025, a bid for OpenAI became known[^1].",
    "熊本県の地図": "A map of Kumamoto",
    "工場はどこに建つのか": "Where are the factories going up?",
    "熊本には[TSMCの工場](https://www.tsmc.com/)があります。": "Kumamoto has [a TSMC factory](https://www.tsmc.com/).",
    "千歳ではラピダスが建設中です。": "Rapidus is building one in Chitose.",
    "場所": "Place",
    "会社": "Company",
    "詳しくは[用語の手引き](guide.md#用語の一覧)と[上の節](#工場はどこに建つのか)をご覧ください。": "For more, see [the guide to terms](guide.md#用語の一覧) and [the section above](#工場はどこに建つのか).",
    "出典は各社の発表です。": "Source: announcements by the companies.",
    "用語の手引き": "A guide to terms",
    "用語の一覧": "List of terms",
    "`wafer`は半導体の土台になる円い板です。": "A `wafer` is the round disc that a chip is built on.",
    "工場見学の一日": "A day at the factory",
    "子どもも参加できる見学です。": "A tour that children can join.",
    "<ruby>見学<rt>けんがく</rt></ruby>は午前九時に始まります。": "The tour starts at nine in the morning.",
    '申し込みは<a href="2025/guide.md">手引き</a>をご覧ください。': 'To sign up, see <a href="2025/guide.md">the guide</a>.',
}
AR = {
    "半導体工場の春": "ربيع مصانع الرقائق",
    "熊本と千歳で進む工場づくりを紹介します。": "نظرة على المصانع التي تُبنى في كوماموتو وتشيتوسه.",
    "半導体": "أشباه الموصلات",
    "熊本": "كوماموتو",
    "投資額は**974億ドル(約14.8兆円)**の見込みです。": "من المتوقع أن يبلغ الاستثمار **97.4 مليار دولار (نحو 14.8 تريليون ين)**.",
    "2025年2月11日、OpenAIへの提案が明らかになりました[^1]。": "في 11 فبراير 2025 كُشف عن عرض لشراء OpenAI[^1].",
    "熊本県の地図": "خريطة كوماموتو",
    "工場はどこに建つのか": "أين تُبنى المصانع؟",
    "熊本には[TSMCの工場](https://www.tsmc.com/)があります。": "يوجد في كوماموتو [مصنع لشركة TSMC](https://www.tsmc.com/).",
    "場所": "المكان",
    "会社": "الشركة",
    "詳しくは[用語の手引き](guide.md#用語の一覧)と[上の節](#工場はどこに建つのか)をご覧ください。": "لمزيد من التفاصيل انظر [دليل المصطلحات](guide.md#用語の一覧) و[القسم أعلاه](#工場はどこに建つのか).",
    "出典は各社の発表です。": "المصدر: بيانات الشركات.",
}
ZH = {
    "半導体工場の春": "芯片工厂的春天",
    "熊本と千歳で進む工場づくりを紹介します。": "介绍熊本和千岁正在建设的工厂。",
    "半導体": "半导体",
    "熊本": "熊本",
    "投資額は**974億ドル(約14.8兆円)**の見込みです。": "投资额预计为**974亿美元（约14.8万亿日元）**。",
    "2025年2月11日、OpenAIへの提案が明らかになりました[^1]。": "2025年2月11日，收购OpenAI的提议公之于众[^1]。",
    "工場はどこに建つのか": "工厂建在哪里",
    "千歳ではラピダスが建設中です。": "Rapidus正在千岁建厂。",
    "場所": "地点",
    "会社": "公司",
    "出典は各社の発表です。": "来源：各公司的公告。",
}
KO = {"半導体工場の春": "반도체 공장의 봄"}


def png(red: int) -> bytes:
    """An image of one pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    pixels = zlib.compress(bytes([0, red, 80, 80]))
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


def make(root: Path, config: str = CONFIG) -> Path:
    """The magazine, with its catalogs filled in."""
    source = root / "source"
    (source / "2025").mkdir(parents=True)
    (root / "l10n.toml").write_text(config, "utf-8")
    (source / "2025/chips.md").write_text(CHIPS, "utf-8")
    (source / "2025/guide.md").write_text(GUIDE, "utf-8")
    (source / "page.html").write_text(PAGE, "utf-8")
    (source / "note.txt").write_text(NOTE, "utf-8")
    (source / "2025/map.png").write_bytes(png(10))
    (source / "2025/map.en.png").write_bytes(png(200))
    flow = start(find(root))
    extract_stage(flow)
    update_stage(flow)
    for locale, texts, draft in (("en", EN, False), ("ar", AR, False), ("zh_Hans", ZH, True)):
        fill(root, locale, texts, draft=draft)
    fill(root, "ko", KO)
    return root


def fill(root: Path, locale: str, texts: dict[str, str], *, draft: bool = False) -> None:
    """What a localizer, or a machine, writes into the catalogs of a locale."""
    from l10n.model import digest

    for path in sorted((root / "locales" / locale).rglob("*.po")):
        file = polib.pofile(str(path), wrapwidth=0)
        for entry in file:
            if entry.msgid in texts:
                entry.msgstr = texts[entry.msgid]
                entry.flags = ["fuzzy"] if draft else []
                if draft:
                    entry.tcomment = f"l10n: mt=offline hash={digest(entry.msgstr)}"
        file.save(str(path))


def publish(root: Path, *layouts: str, dry: bool = False):
    """One run of `l10n publish`: its summary and the files that it changed."""
    writer, done = pipeline.publish(find(root), layouts=layouts, dry=dry)
    return done, list(writer.changed)


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
