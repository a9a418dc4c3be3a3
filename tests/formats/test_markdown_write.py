"""A msgstr stays in its place: whatever it holds, readers see the source's structure."""

from collections import Counter
from itertools import cycle, islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_specs import examples

from l10n.formats.markdown import Markdown
from l10n.model import Document, Segment
from l10n.segment import segment

MARKDOWN = Markdown()
RENDER = MarkdownIt("commonmark").enable(["table", "strikethrough"])

NASTY = [
    "{}", "\n# {}", "# {}", "- {}", "1. {}", "2) {}", "> {}", "| {} | x", "` {}", "`` {} ` x",
    "<script>{}", "<b>{}", "</b>{}", "{}]]>", "---", "===", "=", ":::", "::: note {}",
    "[^1]: {}", "    {}", "\t{}", "{}\\", "{}  ", "*{}", "_{}", "**{}", "$ {} $x$", "{{{{ {} }}}}",
    "{{% x %}}", "[x](y) {}", "![x](y)", "[foo]", "[foo]: /x", "[bar][foo] {}", "](x)", "```\n{}",
    "~~~", "* * *", "+ {}", "<!-- {}", "|---|---|", "$$", "!!! note", "<div>", "<?php", "{} #",
    "{}!", "https://a.example/ {}", "{} (www.a.example)", "<http://example.com>", ": {}", "{}\n---\n", "{}|{}", "a\r\n\r\nb", "{}<",
]  # fmt: skip
INLINE = {"a", "img", "code", "footnote mark"}
# A tag or a bracketed URL on two lines is no link or no HTML block only because of its line
# break, which a msgstr does not have: `build` sees it in the outline and falls back.
REFUSED = [
    "[link](<foo\nbar>)\n",
    '<a foo="bar" bam = \'baz <em>"</em>\'\n_boolean zoop:33=zoop:33 />\n',
]


def edition(document: Document, msgstr: str, fill: str | None) -> str:
    return "".join(
        MARKDOWN.write(part, msgstr.format(*[fill or part.msgid] * 2))
        if isinstance(part, Segment)
        else part.text
        for part in document.parts
    )


def blocks(outline: tuple[str, ...]) -> list[str]:
    return [name for name in outline if not is_inline(name)]


def is_inline(name: str) -> bool:
    return name in INLINE or name.startswith("<")


def inline(outline: tuple[str, ...]) -> Counter[str]:
    return Counter(name for name in outline if is_inline(name))


def structure_holds(source: str, document: Document, msgstr: str, fill: str | None) -> bool:
    """Blocks are the same; inline items too when the msgid is in the msgstr, never more."""
    before = MARKDOWN.outline(source)
    after = MARKDOWN.outline(edition(document, msgstr, fill))
    whole = fill is None and "{}" in msgstr
    same = inline(before) == inline(after) if whole else not inline(after) - inline(before)
    return blocks(before) == blocks(after) and same


@pytest.mark.parametrize("spec", ["commonmark", "gfm"])
@pytest.mark.parametrize("fill", ["Ж", None], ids=["other words", "around the msgid"])
def test_every_example_of_the_specifications_keeps_its_structure(spec, fill):
    nasty = cycle(NASTY)
    for source in examples(spec):
        document = segment(MARKDOWN.parse("a.md", source), mode="block")
        for msgstr in islice(nasty, 5):
            holds = structure_holds(source, document, msgstr, fill)
            assert holds or source in REFUSED, (source, msgstr, edition(document, msgstr, fill))


def test_githubs_renderer_sees_the_same_structure():
    """cmark-gfm is another implementation: what our parser thinks is text is text for it."""
    cmark = pytest.importorskip("cmarkgfm")
    options = cmark.cmark.Options.CMARK_OPT_UNSAFE | cmark.cmark.Options.CMARK_OPT_FOOTNOTES
    signs = [
        "<h",
        "<li",
        "<td",
        "<th",
        "<table",
        "<blockquote",
        "<pre",
        "<hr",
        "<p>",
        "<a ",
        "<img",
        "<code",
        "<sup",
    ]

    def counts(text: str) -> Counter[str]:
        html = cmark.github_flavored_markdown_to_html(text, options)
        return Counter({sign: html.count(sign) for sign in signs if sign in html})

    nasty = cycle(NASTY)
    for source in examples("gfm"):
        document = segment(MARKDOWN.parse("a.md", source), mode="block")
        before = counts(source)
        for msgstr in islice(nasty, 8):
            more = counts(edition(document, msgstr, "Ж")) - before
            assert not more or source in REFUSED, (source, msgstr, more)


ARTICLE = """\
# 半導体の**今** {#top}

投資は[5000億ドル](https://example.com/a_b "題")に達した。`GPU`が足りない。<kbd>Ctrl</kbd>を押す。

> 引用の文。
> 二行めの文。

- [ ] 項目の文。次の文。
- ![図](a.png)を見る。

| 列 | 値 |
|---|---|
| 甲 | `乙` |

| a | b
---|---
丙 | 丁

下線の見出し
============

用語
: 定義の文。

注のある文[^1]。

[^1]: 注の文。

::: tip 題
囲みの文。
:::

<div title="題">
HTMLの文。
</div>
"""


@pytest.mark.parametrize("msgstr", NASTY)
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_an_article_keeps_its_structure_sentence_by_sentence(msgstr, newline):
    source = ARTICLE.replace("\n", newline)
    document = segment(MARKDOWN.parse("a.md", source))
    assert structure_holds(source, document, msgstr, "Ж")


SIGNS = st.sampled_from(
    [*"`*_~[]()!<>|#-+=:$\\{}\n& a1.)字。", "](u)", "<b>", "</b>", "**", "```", "[^1]"]
)


@settings(max_examples=150)
@given(
    st.lists(SIGNS, max_size=24).map("".join).filter(str.strip),
    st.sampled_from([0, 1, 3, 4, 5, 6, 8, 10, 14, 15]),
)
def test_no_msgstr_adds_structure(msgstr, index):
    document = segment(MARKDOWN.parse("a.md", ARTICLE))
    place = document.segments[index % len(document.segments)]
    text = "".join(
        MARKDOWN.write(part, msgstr) if part is place else part.text for part in document.parts
    )
    before, after = MARKDOWN.outline(ARTICLE), MARKDOWN.outline(text)
    assert blocks(before) == blocks(after)
    assert not inline(after) - inline(before)


def written(msgstr: str, msgid: str, syntax: str = "markdown") -> str:
    return MARKDOWN.write(Segment(msgid, "paragraph", syntax, msgid=msgid), msgstr)


@pytest.mark.parametrize(
    ("msgid", "msgstr", "expected"),
    [
        # what the msgid has, the msgstr may have
        ("**太字**と`code`", "**bold** and `code`", "**bold** and `code`"),
        ("[題](u)を見る。", "See [the title](u).", "See [the title](u)."),
        (
            "[題](u)を見る。",
            "See [the title](https://example.com/en).",
            "See [the title](https://example.com/en).",
        ),
        ("<kbd>Ctrl</kbd>キー", "the <kbd>Ctrl</kbd> key", "the <kbd>Ctrl</kbd> key"),
        ("注[^1]", "note[^1]", "note[^1]"),
        ("{{ site.name }}の話", "About {{ site.name }}", "About {{ site.name }}"),
        ("『シュピーゲル』によると", "Laut *Der Spiegel*", "Laut *Der Spiegel*"),
        # what it has not is text
        ("文。", "Read `this` [now](u) <b>x</b>", "Read \\`this\\` \\[now\\](u) &lt;b>x&lt;/b>"),
        ("[題](u)", "[a](u) and [b](v)", "[a](u) and \\[b\\](v)"),
        ("注[^1]", "note[^2]", "note\\[\\^2\\]"),
        ("文。", "{{ secret }}", "&#123;&#123; secret }}"),
        ("文。", "3*4 is not 5*6", "3\\*4 is not 5\\*6"),
        ("文。", "file_name_here", "file_name_here"),
        ("文。", "$x$ costs $5", "\\$x$ costs $5"),
        ("<b>太字</b>", "<b>bold", "&lt;b>bold"),
        ("[題](u)", "Look![x](u)", "Look\\![x](u)"),
        ("文。", "AT&T, R&D, a < b", "AT&T, R&D, a < b"),
    ],
)
def test_markup_of_the_msgid_stays_and_other_markup_is_text(msgid, msgstr, expected):
    assert written(msgstr, msgid) == expected


def test_words_in_a_tag_may_be_translated():
    msgid = '<img src="a.png" alt="赤い丸">がある。'
    dot = 'There is <img src="a.png" alt="a red dot">.'
    assert written(dot, msgid) == dot
    assert written(dot.replace("a.png", "b.png"), msgid).startswith("There is &lt;img")


def test_a_bare_url_of_the_translators_own_is_no_link():
    cmark = pytest.importorskip("cmarkgfm")
    text = written("See https://a.example/x_y, www.a.example and ftp://a.example.", "文。")
    assert "<a" not in cmark.github_flavored_markdown_to_html(text)
    kept = written("https://a.example/en is it, not http://b.example.", "https://a.example/です。")
    html = cmark.github_flavored_markdown_to_html(kept)
    assert html.count("<a ") == html.count('<a href="https://a.example/en">') == 1


def test_mdx_runs_nothing_that_a_translator_wrote():
    assert written("a {process.env} <Foo/> b", "文。", "markdown-mdx") == (
        "a &#123;process.env} &lt;Foo/> b"
    )
    assert written("See {props.name}", "{props.name}を見る", "markdown-mdx") == "See {props.name}"


@pytest.mark.parametrize(
    ("msgid", "msgstr", "tags"),
    [
        ("**「引用」**と言う", "**“引用”**的", ["strong"]),
        ("**974億ドル**の投資", "**974亿美元（约）**的投资", ["strong"]),
        ("**重要**な話", "这是**重要。**", ["strong"]),
        ("*強調*", "*(강조)*는", ["em"]),
        ("__強調__", "__(강조)__는", ["strong"]),
        ("~~『旧』~~新", "~~《旧》~~新", ["del"]),
        ("***「太」***字", "***“粗”***字", ["em", "strong"]),
        ("**甲**と**乙**", "**“甲”**和**“乙”**", ["strong", "strong"]),
        ("[**「甲」**乙](u)", "[**“甲”**乙](u)", ["a", "strong"]),
        ("**`code`**を", "**`code`**的", ["strong", "code"]),
    ],
)
def test_emphasis_renders_next_to_chinese_and_korean(msgid, msgstr, tags):
    html = RENDER.render(written(msgstr, msgid) + "次")
    assert [tag for tag in tags if f"<{tag}" in html] == tags
    assert html.count("<") == 2 + 2 * len(tags)
    assert "*" not in html
    assert "~~" not in html


def test_emphasis_that_renders_is_left_alone():
    assert written("**“Quote”** and *more*", "**「引用」**と*他*") == "**“Quote”** and *more*"


@given(
    st.lists(st.sampled_from(["**", "「", "」", "字", "a", "。", " ", "(", ")"]), max_size=10).map(
        "".join
    )
)
def test_paired_emphasis_shows_no_asterisks(inside):
    if "**" in inside or not inside.strip():
        return
    html = RENDER.render(written(f"前**{inside.strip()}**後", "前**中**後"))
    assert "*" not in html


def test_a_cell_has_its_own_dangers():
    assert written("a | b `c|d`", "甲`c`", "markdown-cell") == "a \\| b `c\\|d`"
    assert written("- x", "甲", "markdown-cell") == "- x"
    assert written("- x", "甲", "markdown-cell-first") == "\\- x"


def test_a_heading_keeps_its_closing_hash():
    assert written("C #", "題", "markdown-heading") == "C \\#"
    assert written("# 1", "題", "markdown-heading") == "# 1"


def test_a_title_keeps_its_quotes():
    assert written('say "x"\\', "題", "markdown-title-double") == 'say \\"x\\"&#92;'
    assert written("it's", "題", "markdown-title-single") == "it\\'s"
    assert written("a (b)", "題", "markdown-title-paren") == "a \\(b\\)"
