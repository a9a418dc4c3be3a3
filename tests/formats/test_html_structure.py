"""HTML: the file comes back byte for byte, and no msgstr changes the page around it.

The judge of structure is Lexbor (through selectolax), a parser of the HTML standard.
"""

import os
import random
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from markdown_specs import examples
from selectolax.lexbor import LexborHTMLParser

from l10n.build import build
from l10n.errors import SourceError
from l10n.formats._html_rules import INLINE
from l10n.formats.html import Html
from l10n.model import Catalog, Document, Entry, Segment, State
from l10n.segment import segment

CORPUS = Path(os.environ.get("L10N_HTML_CORPUS", Path(__file__).parents[2] / ".venv/corpus/html"))
READABLE = {"alt", "title", "placeholder", "aria-label", "summary", "content", "value", "label"}

SNIPPETS = [
    "",
    "文",
    "<p>一つ目。二つ目。<p>三つ目",
    "<p>強い<b>語と<i>斜め</b>の</i>語。",
    "<table><tr><td>升目<td>次<tr><th>見出し</table>",
    "<table>表の外の文<tr><td>中</table>",
    "<ul><li>項目<ul><li>中の項目</ul><li>次</ul>",
    "<a href='/x'><div>塊</div><p>段落</p></a>",
    "<p>前<br>中<br/>後</p>",
    "<p>一つ目。<b>二つ目。三つ目。</b>四つ目。</p>",
    '<p title="題 > 名">本文<img src=a alt=図/>続き</p>',
    "<title>題 <b> & 名</title><p>文",
    "<textarea><p>訳さない</textarea><p>訳す",
    "<script>if (a<b) '文</p>'</script><p>文",
    "<script><!-- <script>文</script> --></script><p>文",
    "<style>p::before{content:'文'}</style>文",
    "<!-->文<!--->文<!-- 文 --!>文<!-- 終わらない",
    "<?php echo '文' ?>文</ >文</>文<!文>文",
    "文<![CDATA[文]]>文<svg><![CDATA[<p>文]]><text>字</text></svg>",
    "<svg><title>図の題</title><desc>説明<p>段落</p></desc><g/><text>字<tspan>句</tspan></text></svg>後",
    "<svg><p>外に出る</p>後",
    "<p>式<math><mi>x</mi><mo>=</mo><mtext>値</mtext></math>を見る。",
    "<plaintext><p>文</p>",
    "<noscript><p>要スクリプト</p></noscript>",
    "<template><p>型</p></template>",
    "<select><optgroup label='組'><option>甲<option label='乙'>乙</select>",
    "<details><summary>要約</summary>本文</details>",
    "<ruby>漢<rt>かん<rb>字<rt>じ</ruby>を読む。",
    "<x-card>札<x-b>語</x-b></x-card>",
    "<DIV CLASS=A>大<P ALIGN=LEFT>文字</DIV>",
    "<p>1 < 2 > 3 & 4 &amp; 5 &copy 2024</p>",
    "<p <b>変な札</p>",
    "<a title='甲' title='乙'>重ね</a>",
    "<p translate=no>訳さない<b translate=yes>訳す</b></p>",
    "<p>社名は<span translate='no'>訳さない<span>名</span></span>です。",
    '<script type="application/ld+json">{"headline": "見出し", "n": [1, "文"], "name": "名\\u3042"}</script>',
    "<p>文</p></body></html><p>後の文",
    "<frameset><frame></frameset>",
    "<button>押す</button><input type=submit value=送る><input placeholder='検索'>",
    "<p>&nbsp;文&nbsp;</p><td>&nbsp;</td>",
    "<p>途中に\n  改行, and\n  more</p>",
    "<h1>題<h2>次の題<p>文",
    "<dl><dt>語<dd>意味<dt>語</dl>",
    "<p>\x00\u0301\u2028\u2029\x85文\t \n</p>",
    "\ufeff<!DOCTYPE html><html><head><meta name=description content=説明></head><body>文",
    "<object><p>中</object></p>外",
    "<p><a href=a>一</a><a href=b>二</a></p>",
    "<font color=red>赤<font size=2>小</font></font>",
    "<form><label>名前<input></label></form>",
    "<center>中<center>央",
    "<b>" * 30 + "深い" + "</b>" * 30,
]
NASTY = [
    "{}",
    "x {} y",
    "{}\n\nline",
    "<script>alert(1)</script>{}",
    "{}</p></div></td></table></body>",
    "<b>{}",
    "</b>{}<i>",
    "{}]]>-->",
    "<!-- {}",
    '" onclick="x" {}',
    "' onclick='x {}",
    "& &lt; < {} >",
    "</title><h1>{}",
    "</script><p>{}",
    "</textarea></style></noscript></svg></math>{}",
    '<a href="javascript:x">{}</a>',
    "<img src=x onerror=y>{}",
    "<svg><p>{}",
    "<table><tr>{}",
    "<plaintext>{}",
    '<a title="{}',
    "<![CDATA[ {}",
    "<? {}",
    "</ {}",
    "{}<",
    "{}&",
    "{}\\",
]


def corpus() -> list[Path]:
    pages = sorted(CORPUS.rglob("*.html"))
    return random.Random(3).sample(pages, min(240, len(pages)))


def read(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "surrogateescape")


@pytest.fixture(scope="module")
def pages() -> list[str]:
    found = corpus()
    if len(found) < 200:
        pytest.skip("no HTML corpus in .venv/corpus (`make test` fetches it)")
    return [read(path) for path in found]


def parse(text: str) -> Document:
    return segment(Html().parse("a.html", text))


def joined(text: str) -> str:
    return "".join(part.text for part in parse(text).parts)


def written(text: str, change) -> str:
    fmt, parts = Html(), []
    for part in parse(text).parts:
        msgstr = change(part) if isinstance(part, Segment) else ""
        parts.append(fmt.write(part, msgstr) if isinstance(part, Segment) else part.text)
    return "".join(parts)


def elements(text: str, *, blocks: bool = False) -> list[tuple]:
    """(depth, name, attributes that are no text) of every element; `blocks`: of all but inline."""
    found = []
    depths = {}
    for node in LexborHTMLParser(text).root.traverse():
        parent = node.parent
        depth, formula = depths.get(parent.mem_id, (0, False)) if parent else (0, False)
        formula = formula or node.tag == "math"
        kept = bool(node.tag) and node.tag[0].isalpha()  # comments read `-comment`
        kept = kept and not (blocks and (formula or node.tag in INLINE or node.tag == "tspan"))
        depths[node.mem_id] = depth + kept, formula
        if kept:
            attributes = {k: v for k, v in node.attributes.items() if k not in READABLE}
            found.append((depth, node.tag, sorted(attributes.items(), key=str)))
    return found


def pseudo(part: Segment) -> str:
    """Another text with the tags of the msgid: words change, markup stays."""
    return "".join(
        piece if piece.startswith("<") else piece.translate({ord(c): "Ж" for c in "文訳語のをはに"})
        for piece in _tags_apart(part.msgid)
    )


def _tags_apart(text: str) -> list[str]:
    from l10n.formats._html_tokens import TOKEN

    pieces, position = [], 0
    for match in TOKEN.finditer(text):
        pieces += [text[position : match.start()], match[0]]
        position = match.end()
    return [*pieces, text[position:]]


LINE_ENDS = ["\n", "\r\n", "\r"]


@pytest.mark.parametrize("text", SNIPPETS, ids=range(len(SNIPPETS)))
@pytest.mark.parametrize("newline", LINE_ENDS, ids=["lf", "crlf", "cr"])
def test_a_snippet_comes_back(text, newline):
    text = text.replace("\n", newline)
    for whole in (text, f"\ufeff{text}", f"{text}{newline}", f"\t{text} \t"):
        assert joined(whole) == whole
        assert written(whole, lambda part: part.msgid) == whole


@pytest.mark.parametrize("text", SNIPPETS, ids=range(len(SNIPPETS)))
@pytest.mark.parametrize("frame", NASTY)
def test_no_msgstr_changes_the_structure(text, frame):
    with_tags = written(text, lambda part: frame.replace("{}", pseudo(part)))
    if not frame.startswith(("<!--", "</b>", "<b>")):  # then tags are missing or doubled
        assert elements(with_tags) == elements(text)
    assert elements(with_tags, blocks=True) == elements(text, blocks=True)
    bare = written(text, lambda part: frame.replace("{}", "Text"))
    assert elements(bare, blocks=True) == elements(text, blocks=True)
    assert Html().outline(bare) == Html().outline(text) or "<img" in text


def test_every_page_of_the_corpus_comes_back(pages):
    assert [n for n, text in enumerate(pages) if joined(text) != text] == []
    same = [written(text, lambda part: part.msgid) == text for text in pages]
    assert all(same)


def test_an_edition_of_msgids_is_the_source(pages):
    for text in pages[:60]:
        document = parse(text)
        entries = {
            part.key: Entry(part.key, part.msgid, State.APPROVED) for part in document.segments
        }
        catalog = Catalog("a", "en", tuple(entries.values()))
        assert build(document, catalog, Html()).text == text


def test_translated_pages_of_the_corpus_keep_their_structure(pages):
    for number, text in enumerate(pages):
        frame = NASTY[number % len(NASTY)]
        made = written(text, lambda part, frame=frame: frame.replace("{}", pseudo(part)))
        assert elements(made, blocks=True) == elements(text, blocks=True), frame
        assert made != text


@pytest.mark.parametrize("spec", ["commonmark", "gfm"])
def test_the_specifications_examples_read_as_html_hold_too(spec):
    for number, text in enumerate(examples(spec)):
        assert joined(text) == text
        frame = NASTY[number % len(NASTY)]
        made = written(text, lambda part, frame=frame: frame.replace("{}", pseudo(part)))
        assert elements(made, blocks=True) == elements(text, blocks=True), text


PIECES = st.sampled_from(
    [
        *"文。、「」A9 \t<>&\"'=/-!",
        "\n", "\r\n", "\r", "\x00", "\u0301", "\u2028", "\x85", "\ufeff", "　", "💡",
        "<p>", "</p>", "<b>", "</b>", "<i class=x>", "</i>", "<a href='/'>", "</a>", "<br>", "<img alt=図>",
        "<div>", "</div>", "<table>", "<tr>", "<td>", "</table>", "<ul>", "<li>", "</ul>", "<h2>", "</h2>",
        "<svg>", "<text>", "</text>", "</svg>", "<title>", "</title>", "<script>", "</script>", "<ruby>",
        "<rt>", "</ruby>", "<span translate=no>", "</span>", "<!--", "-->", "<![CDATA[", "]]>", "<code>",
        "</code>", "<pre>", "</pre>", "<math>", "</math>", "<x-y>", "</x-y>", "&amp;", "&nbsp;", "<select>",
        "<option>", "</select>", "<button>", "</button>", "<p title=\"題", "<!-- l10n: skip -->",
        "<!-- l10n: skip-start --><p>題</p><!-- l10n: skip-end -->", "<!-- wp:paragraph -->", "<textarea>",
    ]
)  # fmt: skip
ANY = st.lists(PIECES, max_size=40).map("".join)
JUNK = ANY.filter(lambda text: _is_read(text))


def _is_read(text: str) -> bool:
    """False when a skipped range has no end: that is an error, not a page."""
    try:
        parse(text)
    except SourceError:
        return False
    return True


@given(JUNK)
def test_any_text_comes_back(text):
    assert joined(text) == text


@given(JUNK, st.sampled_from(NASTY))
def test_any_page_keeps_its_structure(text, frame):
    made = written(text, lambda part: frame.replace("{}", "Text"))
    assert elements(made, blocks=True) == elements(text, blocks=True)


@given(st.data())
def test_a_mutated_page_comes_back(pages, data):
    text = pages[data.draw(st.integers(0, len(pages) - 1))][:6000]
    at = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(at, min(len(text), at + 40)))
    mutated = text[:at] + data.draw(ANY) + text[end:]
    mutated = mutated.replace("\n", data.draw(st.sampled_from(LINE_ENDS)))
    assume(_is_read(mutated))
    assert joined(mutated) == mutated
