"""Markdown: parts join to the file; what translators get, and what they do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
