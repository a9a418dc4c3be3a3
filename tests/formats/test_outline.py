"""The outline that plain expressions read is markdown-it-py's."""

from hypothesis import given
from hypothesis import strategies as st

from l10n.formats import _md_outline
from l10n.formats._md_rules import full_parser

PIECES = [
    *["値上げは来月から。", "担当者は「急がない」と話す。", " ", "\n", "\n\n", "\n\n", "\r\n"],
    *["[表](https://example.com/a)", "[本文](b.md)", "![図](zu.png)", "`gzip -9`", "**強調**", "[x](javascript:a)"],
    *["[^1]", "[^2]", "[^1]: 注記。\n", "[ ] ", "[注]", "^[脚注]", "\\[", "`", "[", "](u)", "<br>", "&amp;"],
    *["\n- ", "\n* ", "\n1. ", "\n2) ", "\n> ", "\n# ", "\n## ", "\n---\n", "\n===\n", "\n    "],
    *["\n\n| 品目 | 値 |\n|---|---|\n", "| 鉄 |\n", "| `a` | [b](c) | 余り |\n", "\n\n```\ncode\n```\n\n"],
    *["\n:::note\n", "\n$$\n", "[a]: https://example.com\n", "\n: 定義\n"],
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_what_is_read_without_a_parser_is_what_the_parser_reads(text):
    read = _md_outline._read(text)
    assert read in (None, [*_md_outline._names(full_parser().parse(text))])


def test_an_ordinary_article_needs_no_parser():
    text = (
        "# 題\n\n値上げは[来月](https://example.com/a)から。[^1]\n\n- [ ] `gzip`\n- 二つ目\n\n- 三つ目\n\n"
        "| 品目 | 図 |\n|---|---|\n| 鉄 | ![図](zu.png) |\n\n> 引用\n\n```\nコード\n```\n\n[^1]: 注記。\n"
    )
    found = "h1 p a note ul li p code li p li p table thead tr th th tbody tr td td img"
    found = f"{found} blockquote p pre footnote p".replace("note ul", "footnote-mark ul")
    assert _md_outline._read(text) == [name.replace("-", " ") for name in found.split()]
