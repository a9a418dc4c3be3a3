"""Markdown: parts join to the file; what translators get, and what they do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.errors import SourceError
from l10n.formats.markdown import Markdown
from l10n.model import Document, Segment
from l10n.segment import segment

ARTICLE = r"""---
# 記事の情報
title: 'AIの今: 半年の動き'
date: 2025-02-11
tags: [生成AI, 半導体]
slug: ai-now
---

# AIの今 {#top}

投資は**5000億ドル**に
達した。市場は驚いた。\
改行のあとの文。

> 問い:なぜ今なのか?
> 答えは`GPU`にある。

1. [x] 一つ目の項目
2. ![図の説明](chart.png)

| 項目 | 金額 |
|---|---:|
| 設備 | 約14.8兆円 |
| a\|b社 | 100 |

```python
print("訳さない")
```

<div class="note">

囲みの文。

</div>

本文に注がある[^1]。

[^1]: 注の文。
"""


def parse(text: str) -> Document:
    return segment(Markdown().parse("a.md", text))


def joined(document: Document) -> str:
    return "".join(part.text for part in document.parts)


def msgids(text: str) -> list[str]:
    return [part.msgid for part in parse(text).segments]


def test_translators_get_sentences_cells_and_titles_only():
    assert msgids(ARTICLE) == [
        "AIの今: 半年の動き",
        "生成AI",
        "半導体",
        "AIの今",
        "投資は**5000億ドル**に達した。",
        "市場は驚いた。",
        "改行のあとの文。",
        "問い:なぜ今なのか?",
        "答えは`GPU`にある。",
        "一つ目の項目",
        "図の説明",
        "項目",
        "金額",
        "設備",
        "約14.8兆円",
        "a\\|b社",
        "囲みの文。",
        "本文に注がある[^1]。",
        "注の文。",
    ]


def test_lists_as_people_type_them_are_items():
    assert msgids("用意する物：\n・りんご\n・みかん\n\n　① 切る\n　② 煮る\n\n終わり。\n※火傷に注意\n") == [
        "用意する物：", "りんご", "みかん", "切る", "煮る", "終わり。", "火傷に注意",
    ]  # fmt: skip
    # one sign at the beginning of a line may be where a sentence was wrapped
    assert msgids("答えは表の\n①の欄に、注意は\n※の欄に書く。\n") == [
        "答えは表の①の欄に、注意は※の欄に書く。"
    ]


def test_a_picture_alone_on_its_line_is_no_part_of_the_next_one():
    assert msgids("![画面](a.png =250x)\n*図1：最初の画面*\n") == ["画面", "図1：最初の画面"]
    assert msgids("次の図を見る。\n![図](a.png)\n") == ["次の図を見る。", "図"]
    badges = "[![建築](a.svg)](https://a.jp) ![許諾](b.svg)\n"
    assert msgids(badges) == ["建築", "許諾"]
    assert msgids("左の![印](a.png)を\n押す。\n") == ["左の![印](a.png)を押す。"]


def test_a_line_that_is_bold_as_a_whole_is_a_title_unless_its_sentence_goes_on():
    assert msgids("**注意**\n火を消すこと。\n") == ["注意", "火を消すこと。"]
    assert msgids("> **補足**\n> 後で読む。\n") == ["補足", "後で読む。"]
    assert msgids("**Rust**\nは速い言語です。\n") == ["**Rust**は速い言語です。"]
    assert msgids("使うのは\n**Rust**\nという言語です。\n") == ["使うのは**Rust**という言語です。"]


def test_what_only_other_dialects_know_is_skeleton():
    assert msgids("*[HTML]: 文書の言語\n*[CSS]: 見た目の言語\n") == ["文書の言語", "見た目の言語"]
    assert msgids('![図](a.png)\n{width=300 alt="x"}\n') == ["図"]
    assert msgids("<<< @/snippets/a.js\n\n文。\n") == ["文。"]
    assert msgids('{{< button text="送る" align="left" >}}\n') == ["送る"]


def test_what_mdx_holds_on_one_line():
    text = '{/* 訳注: 短く */}\n押します。\n\n<Tab value="npm" label="npmの場合">入れる。動かす。</Tab>\n'
    parts = segment(Markdown().parse("a.mdx", text)).segments
    assert [part.msgid for part in parts] == ["押します。", "npmの場合", "入れる。", "動かす。"]
    assert parts[0].note == "短く"


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["", "\n"])
def test_parts_join_to_the_file(newline, bom, end):
    text = bom + (ARTICLE.rstrip() + end).replace("\n", newline)
    assert joined(parse(text)) == text
    assert len(parse(text).segments) == 19


SIGNS = st.sampled_from(
    [
        *"日本語の文。、「」『』!?！？０9aZ ",
        "\n",
        "\r\n",
        "\t",
        "\n\n",
        "# ",
        "> ",
        "- ",
        "1. ",
        "|",
        "`",
        "```\n",
        "**",
        "[",
        "](",
        ")",
        "<b>",
        "</b>",
        "---\n",
        "    ",
        "\\",
        "\x00",
        "\u2028",
        "💡",
        "｡",
    ]
)


@given(st.lists(SIGNS, max_size=60).map("".join))
def test_parts_join_for_any_text(text):
    if text.lstrip("\ufeff").startswith("---"):
        text = f"\n{text}"  # what is not front matter: broken front matter is refused
    assert joined(parse(text)) == text


def written(msgstr: str, source: str = "元の文。", syntax: str = "markdown") -> str:
    return Markdown().write(Segment(source, "paragraph", syntax), msgstr)


@pytest.mark.parametrize(
    ("msgstr", "expected"),
    [
        ("A sentence.", "A sentence."),
        ("two\nlines", "two lines"),
        ("# not a heading", "\\# not a heading"),
        ("1. Platz", "1\\. Platz"),
        ("- dash", "\\- dash"),
        ("> quote", "\\> quote"),
        ("---", "\\---"),
        ("**bold** start", "**bold** start"),
        ("2.5 times", "2.5 times"),
        ("<script>x</script>", "&lt;script>x&lt;/script>"),
    ],
)
def test_a_msgstr_cannot_leave_its_place(msgstr, expected):
    assert written(msgstr) == expected


def test_a_cell_keeps_its_pipes():
    assert written("a | b", syntax="markdown-cell") == "a \\| b"
    assert written("a \\| b", syntax="markdown-cell") == "a \\| b"


def offered(text: str, name: str = "a.md", **options: object) -> list[tuple[str, str]]:
    document = segment(Markdown(options).parse(name, text))
    assert joined(document) == text
    return [(part.role, part.msgid) for part in document.segments]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (":::message alert\n警告の文。\n:::\n", [("paragraph", "警告の文。")]),
        (":::note[題名]{.x}\n中身\n:::\n", [("container title", "題名"), ("paragraph", "中身")]),
        ("::: tip ヒント\n中身\n:::\n", [("container title", "ヒント"), ("paragraph", "中身")]),
        (
            '!!! note "注意"\n    一段め。\n\n    二段め。\n\n外の文。\n',
            [("container title", "注意")]
            + [("paragraph", t) for t in ("一段め。", "二段め。", "外の文。")],
        ),
        ('=== "窓"\n\n    中の文。\n', [("container title", "窓"), ("paragraph", "中の文。")]),
        ("> [!NOTE]\n> 注意の文。\n", [("quotation", "注意の文。")]),
        ("用語\n: 定義の文。\n", [("definition term", "用語"), ("definition", "定義の文。")]),
        ('[鍵]: https://example.com "題"\n', [("link title", "題")]),
        ("![図](a.png '題')\n", [("image text", "図"), ("image title", "題")]),
        ("[![旗](a.png)](https://example.com)\n", [("image text", "旗")]),
        ("$$\nx = 訳さない\n$$\n", []),
        (
            '{{< figure src="a.png" >}}\n\n{% note %}\n囲み\n{% endnote %}\n',
            [("paragraph", "囲み")],
        ),
        ("{% highlight ruby %}\nputs '訳さない'\n\nx\n{% endhighlight %}\n", []),
        ("本文は\n{{ x }}\nです。\n", [("paragraph", "本文は{{ x }}です。")]),
        ("@[card](https://example.com)\n\n[[toc]]\n", []),
        (
            "<Tab items={['a']} label=\"窓\">\n\n中の文。\n\n</Tab>\n",
            [("label", "窓"), ("paragraph", "中の文。")],
        ),
        (
            "<!-- wp:paragraph -->\n<p>段落。</p>\n<!-- /wp:paragraph -->\n",
            [("paragraph", "段落。")],
        ),
        ("> <div>\n> 引用の\n> HTML。\n> </div>\n", [("paragraph", "引用のHTML。")]),
        ("- [ ] やること\n", [("list item", "やること")]),
        ("題\n==\n", [("heading 1", "題")]),
        ("段落\n{: .class}\n", [("paragraph", "段落")]),
        ("一行め\\\n二行め\n", [("paragraph", "一行め"), ("paragraph", "二行め")]),
        ("`code` 123 !? https://example.com\n", []),
    ],
    ids=lambda value: value[:16] if isinstance(value, str) else "",
)
def test_each_construct_offers_its_words_alone(text, expected):
    for newline in ("\n", "\r\n"):
        assert offered(text.replace("\n", newline)) == expected


def test_mdx_is_skeleton():
    text = (
        "import 図 from './fig'\n\nexport const 名 = '訳さない'\n\n{/* 訳さない */}\n\n"
        "<Note>\n本文は**これ**。\n</Note>\n\n{props.名}\n"
    )
    assert offered(text, "a.mdx") == [("paragraph", "本文は**これ**。")]


CODE = """```python
# 訳すコメント
x = "文字列"  # note
y = "utf-8"
```
"""


def test_code_is_offered_on_request():
    assert offered(CODE) == []
    found = [("code comment", "訳すコメント"), ("code string", "文字列")]
    assert offered(CODE, code_comments=True) == found
    assert offered(CODE.replace("\n", "\r\n"), code_comments=True) == found


def test_a_msgstr_cannot_leave_its_string_or_comment():
    fmt = Markdown({"code_comments": True})
    document = fmt.parse("a.md", CODE)
    text = "".join(
        fmt.write(part, 'a"b\n```\\') if isinstance(part, Segment) else part.text
        for part in document.parts
    )
    assert fmt.outline(text) == fmt.outline(CODE)
    assert text.splitlines()[2] == 'x = "a”b ’’’"  # note'


MARKS = """\
<!-- l10n: skip -->

- 訳さない
- これも

<!-- l10n: note 短く -->
<!-- l10n: context menu -->

## ファイル

普通の文。

<!-- l10n: skip-start -->

訳さない段落。

<!-- l10n: skip-end -->

訳す段落。<!-- 訳注: 固有名詞 -->

> 引用の文。
>
> <!-- l10n: skip -->
>
> 訳さない引用。
>
> 訳す引用。
"""


def test_authors_skip_note_and_give_a_context():
    found = [(part.msgid, part.msgctxt, part.note) for part in parse(MARKS).segments]
    assert found == [
        ("ファイル", "menu", "短く"),
        ("普通の文。", None, ""),
        ("訳す段落。", None, "固有名詞"),
        ("引用の文。", None, ""),
        ("訳す引用。", None, ""),
    ]


def test_marks_reach_into_html_and_out_of_it():
    text = """\
<div>
<!-- l10n: skip-start -->
<p>訳さない。</p>

<p>これも訳さない。</p>
<!-- l10n: skip-end -->
</div>
<!-- l10n: note 短く -->

訳す段落。

<div class="notranslate">

訳さない段落。

- 訳さない項目

</div>

訳す結び。
"""
    found = [(part.msgid, part.note) for part in parse(text).segments]
    assert found == [("訳す段落。", "短く"), ("訳す結び。", "")]


@pytest.mark.parametrize(
    ("text", "place", "what"),
    [
        ("甲\n\n<!-- l10n: skip-start -->\n\n乙\n", "3:1", "skip-start without a skip-end"),
        ("- 甲\n  > <!-- l10n: skip-end -->\n", "2:5", "skip-end without a skip-start"),
        ("<!-- l10n: skip-start -->\n" * 2, "2:1", "skip-start inside a skipped range"),
        ("甲 <!-- l10n: notes 短く -->\n", "1:3", 'unknown mark "l10n: notes"'),
        ("<div>\n<!-- l10n: skip-start -->\n</div>\n", "2:1", "skip-start without a skip-end"),
    ],
)
def test_a_mark_that_means_nothing_is_an_error(text, place, what):
    with pytest.raises(SourceError) as error:
        Markdown().parse("a.md", text)
    assert (error.value.place, error.value.what) == (f"a.md:{place}", what)


def test_what_readers_see_of_a_shortcode_is_offered():
    text = """\
{{< figure src="a.png" caption="朝の港" >}}

{% include figure.html alt='夜の港' id="x" %}

{{ page.title }}

本文です。{{ page.date }}
"""
    assert offered(text) == [
        ("label", "朝の港"),
        ("label", "夜の港"),
        ("paragraph", "本文です。"),
    ]
    fmt = Markdown()
    made = "".join(
        fmt.write(part, "\"x\" 'y' >}} %} \\") if isinstance(part, Segment) else part.text
        for part in segment(fmt.parse("a.md", text)).parts
    )
    assert fmt.outline(made) == fmt.outline(text)
