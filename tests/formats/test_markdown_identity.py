"""Markdown comes back byte for byte, whatever it is; and what is odd costs no more than its size."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_specs import examples

from l10n.errors import SourceError
from l10n.formats.markdown import Markdown
from l10n.model import Document, Segment
from l10n.segment import segment

MARKDOWN = Markdown()

ARTICLE = """\
---
title: 半導体の話
---

# 見出し {#top}

投資は**5000億ドル**に
達した。市場は驚いた。\\
改行のあとの文。

:::message
囲みの文。
:::

> [!NOTE]
> 引用の文。
> - 引用の中の項目

1. [x] 一つ目
   続き

   ```python
   print("訳さない")
   ```
2. ![図](a.png "題")

| 項目 | 金額 |
|---|---:|
| a\\|b社 | `100` |

用語
: 定義の文。

!!! note "題"
    字下げの文。

<details>
<summary>要約</summary>

隠れた文[^1]。

</details>

{{< figure src="a.png" >}}

$$
x = 1
$$

[^1]: 注の文。

    二段落め。

[参照]: https://example.com '題'
"""


def joined(document: Document) -> str:
    return "".join(part.text for part in document.parts)


def rebuilt(document: Document) -> str:
    """The edition in which every msgstr is its msgid."""
    return "".join(
        MARKDOWN.write(part, part.msgid) if isinstance(part, Segment) else part.text
        for part in document.parts
    )


def comes_back(text: str, name: str = "a.md") -> None:
    try:
        blocks = MARKDOWN.parse(name, text)
    except SourceError:  # says what and where, and nothing is written
        assert "l10n: " in text or text.lstrip("\ufeff").startswith(("---", "+++"))
        return
    sentences = segment(blocks)
    assert joined(blocks) == text
    assert joined(sentences) == text
    assert rebuilt(sentences) == text


@pytest.mark.parametrize("spec", ["commonmark", "gfm"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_the_examples_of_the_specifications_come_back(spec, newline):
    found = examples(spec)
    assert len(found) == {"commonmark": 652, "gfm": 672}[spec]
    for text in found:
        comes_back(text.replace("\n", newline))


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["", "\n", "\n\n  "])
@pytest.mark.parametrize("name", ["a.md", "a.mdx"])
def test_an_article_comes_back_with_any_line_end(newline, bom, end, name):
    text = bom + (ARTICLE.rstrip() + end).replace("\n", newline)
    comes_back(text, name)
    assert len(MARKDOWN.parse(name, text).segments) == len(MARKDOWN.parse(name, ARTICLE).segments)


PIECES = [
    *ARTICLE.splitlines(keepends=True),
    *"日本語の文。、「」『』!?！？０9aZ ",
    *["\n", "\r\n", "\r", "\t", "\n\n", "# ", "> ", "- ", "1. ", "|", "`", "```\n", "~~~\n"],
    *["**", "_", "[", "](", ")", "<b>", "</b>", "<!--", "-->", "---\n", "    ", "\\", "$$", "{{"],
    *[
        "}}",
        "{%",
        "%}",
        ":::\n",
        "::: ",
        ": ",
        "[^1]",
        "[^1]: ",
        "!!! note\n",
        "<div>\n",
        "import ",
    ],
    *["\x00", "\u2028", "\u2029", "\x85", "💡", "\u3099", "\u0301", "\ufeff", "　", "  \n", "\x0b"],
    *[
        "<!-- l10n: skip -->\n",
        "<!-- l10n: note 短く -->",
        "<!-- l10n: skip-start -->\n\n",
        "<!-- l10n: skip-end -->\n",
        "| a |\n|---|\n",
        "===\n",
        "<Tab a={1}>\n",
    ],
]


@settings(max_examples=300)
@given(
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join), st.sampled_from(["a.md", "a.mdx"])
)
@example("> <div>\n> あ\n", "a.md")
@example("- <p\n  title='あ\n  い'>う</p>\n", "a.md")
@example("+++\ntitle = 'あ'\r\n+++\n", "a.md")
def test_any_text_comes_back(text, name):
    comes_back(text, name)


@settings(max_examples=150)
@given(st.data())
def test_mutated_articles_come_back(data):
    """A piece cut out, doubled or put elsewhere: what people do to articles while they write."""
    text = ARTICLE
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(len(text), start + 60)))
        at = data.draw(st.integers(0, len(text)))
        piece = data.draw(st.sampled_from([text[start:end], *PIECES]))
        text = text[:at] + piece + text[at:]
        if data.draw(st.booleans()):
            text = text[:start] + text[end:]
    comes_back(text)


DEEP = 10_000


@pytest.mark.parametrize(
    "text",
    [
        ">" * DEEP + "あ",
        "- " * DEEP + "あ",
        "1. " * DEEP,
        "".join("  " * depth + "- あ\n" for depth in range(300)),
        "[" * DEEP + "あ",
        "![" * DEEP,
        "[あ](" * DEEP,
        "<div>" * DEEP + "あ",
        "<!--" * DEEP,
        "`" * DEEP + "あ",
        "**あ " * DEEP,
        "|" * DEEP + "\n" + "|-" * DEEP + "|\n" + "|あ" * DEEP,
        "".join(f"[^{n}]: [^{(n + 1) % 100}]あ\n" for n in range(100)),
        "$$\n" * 1000,
        "$$ あ\n\n" * 1000,
        "{% highlight x %}\n\nあ\n" * 1000,
        "```\n" + "あ\n\n" * 1000,
        "!!! note\n" + "    あ\n\n" * 1000,
        "> " * 30 + "あ\n" + "い\n" * 300,
        "あ\n" * 40_000,
        "あ" * 1_000_000,
    ],
    ids=lambda text: text[:12],
)
def test_what_is_deep_or_never_closed_comes_back(text):
    assert joined(MARKDOWN.parse("a.md", text)) == text


def test_text_below_the_nesting_limit_is_still_offered():
    document = segment(MARKDOWN.parse("a.md", "> " * 60 + "深い引用の文。\n\n外の文。\n"))
    assert [part.msgid for part in document.segments] == ["深い引用の文。", "外の文。"]


def test_lazy_lines_below_the_nesting_limit_are_offered_and_read_once():
    """Read once more for each line, these 800 took two minutes."""
    text = ("> " * 30 + "あ\n" + "い\n") * 400
    assert [part.text for part in MARKDOWN.parse("a.md", text).segments] == ["あ", "い"] * 400


def offered(text: str) -> list[tuple[str, str, str, tuple[tuple[int, int], ...]]]:
    return [
        (part.text, part.role, part.section, part.folds)
        for part in MARKDOWN.parse("a.md", text).segments
    ]


LINES = [
    *["本文の行", "  字下げ", "    四字下げ", "English", "2025年の話", "1. 項目", "12) 項目", "2025.", "- 項目"],
    *["* 項目", "*強調*の話", "**太字**の話", "`code`の話", "[題](u)", "[題]: u", "[^1]: 注", "![図](a)"],
    *["> 引用", ">引用", "> - 項目", "> [!NOTE]", "  続き", "    - 項目", "  - [ ] 項目", "- [ ] 項目", "---"],
    *["===", "# 見出し", "## 見出し ##", "#題", "| a | b |", "|---|---|", "|甲|乙|", "|---|", "a | b", "---|---"],
    *["```", "~~~", "````", "<div>", "<b>太字</b>", ": 定義", "$$", "$x$の式", "{{ x }}", "{% x %}", "(注)", "\\# 題"],
    *["import x from 'y'", "import duty", "", "", "", "", "-", "- - -", "* * *", "+ 項目", "行末  ", "行末\\", "_強調_"],
    *["!!! note", "    中身", ":::", "::: tip 題", "- 項目\n\n  段落", "[^1]: 注\n\n    段落", "1986. 年", "\t字下げ"],
]  # fmt: skip


def careful(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "l10n.formats._md_blocks._simple", lambda text, start, *, code: (None, start)
    )


@settings(max_examples=400)
@given(st.lists(st.sampled_from(LINES), max_size=14), st.sampled_from(["\n", "\n", "\r\n", "\r"]))
def test_the_quick_way_finds_what_markdown_it_finds(lines, newline):
    text = newline.join(lines)
    if text.startswith("---"):
        text = newline + text
    quick = offered(text)
    with pytest.MonkeyPatch.context() as monkeypatch:
        careful(monkeypatch)
        assert quick == offered(text)


@pytest.mark.parametrize("spec", ["commonmark", "gfm"])
def test_the_quick_way_finds_the_same_in_the_specifications(spec, monkeypatch):
    texts = ["\n" + text for text in examples(spec)]
    quick = [offered(text) for text in texts]
    careful(monkeypatch)
    for text, found in zip(texts, quick, strict=True):
        assert found == offered(text)
