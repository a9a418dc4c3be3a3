"""The Markdown parser: markdown-it-py's block rules, made to say where their text stands.

markdown-it-py tells the lines of a block, not the offsets of its text. While a block rule runs,
its state knows where each line begins behind the container's markers; `_located` keeps that
in `token.meta["lines"]`. The rules of site generators (`:::` containers, `!!!` admonitions,
`$$`, MDX, template tags) are added here.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from l10n.lazy import lazy

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

Span = tuple[int, int]
Rule = Callable[["StateBlock", int, int, bool], bool]

_LONGEST_TAG = 4000
"""Characters in which a template or JSX tag has to end: bounds the search from each opening."""

_LEAF = ["paragraph", "reference", "blockquote", "list"]
_CLOSING_HASHES = lazy(r"(?:^|[ \t])#+[ \t]*$")
_DIRECTIVE = lazy(
    r"::(?P<more>:*)[ \t]*(?P<name>[A-Za-z][\w-]*)?(?:\[(?P<label>[^\]]*)\])?"
    r"(?P<attributes>\{[^{}]*\})?"
    r"(?P<rest>[^\r\n]*)$",
    re.ASCII,
)
# Zenn's `:::message alert` and Qiita's `:::note warn` name a level, not a title
_LEVELS = frozenset(["alert", "info", "warn"])
_ADMONITION = lazy(
    r"(?P<sign>!!!|\?\?\?\+?|===[!+]?)[ \t]+(?=[A-Za-z\"])(?P<kind>[A-Za-z][\w-]*)?"
    r"(?:[ \t]+[A-Za-z][\w-]*)*[ \t]*"
    r"(?:\"(?P<title>[^\"]*)\")?[ \t]*$",
    re.ASCII,
)
_ESM = lazy(
    r"import\s+(?:[\w*{][^'\"\n]*\sfrom\s+)?['\"]"
    r"|export\s+(?:default|const|let|var|function|async|class)\b|export\s*[{*]"
)
_UNITS = (("{%", "%}"), ("{{<", ">}}"), ("{{%", "%}}"), ("{{", "}}"), ("{/*", "*/}"))
_CODE_TAG = lazy(r"\{(?:%|\{[<%])-?\s*(?P<name>highlight|mermaid|math|katex)\b")
_ATTRIBUTES = lazy(r"\{[:#.][^{}\r\n]*\}")
_JSX = lazy(r"</?(?:[A-Z][\w.]*|>)")
_EMBED = lazy(
    r"(?:@\[[\w-]+\]\([^)\s]*\)|\[\[_?toc_?\]\]|\[toc\]|<<<[ \t]*[@./~\w][^\r\n]*)[ \t]*$",
    re.IGNORECASE,
)


@cache
def block_parser() -> MarkdownIt:
    """The parser that stops at blocks, with the place of every text in `token.meta`."""
    parser = _parser()
    for name, spans in (
        ("paragraph", _paragraph_spans),
        ("heading", _heading_spans),
        ("lheading", _paragraph_spans),
        ("table", _table_spans),
        ("deflist", _term_spans),
        ("html_block", _raw_spans),
        ("fence", _fence_spans),
    ):
        _located(parser, name, spans)
    _locate_titles(parser)
    parser.core.ruler.enableOnly(["block"])
    return parser


@cache
def full_parser() -> MarkdownIt:
    """The same rules with inline content, for outlines: footnotes stay where they are."""
    return _parser()


def page_parser() -> MarkdownIt:
    """The same rules for a page that is shown: footnotes at its end. It is the caller's to change."""
    return _parser(footnotes_at_end=True)


def _parser(*, footnotes_at_end: bool = False) -> MarkdownIt:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.deflist import deflist_plugin
    from mdit_py_plugins.footnote import footnote_plugin

    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    parser.use(footnote_plugin, move_to_end=footnotes_at_end)
    parser.use(deflist_plugin)
    parser.block = _reading_deep(parser)
    for name, rule in (
        ("directive", _directive),
        ("math", _math),
        ("template", _template),
        ("jsx", _jsx),
    ):
        parser.block.ruler.before("fence", name, rule, {"alt": _LEAF})
    parser.block.ruler.before("fence", "esm", _esm)
    parser.block.ruler.before("fence", "embed", _embed)
    parser.block.ruler.before("fence", "admonition", _admonition, {"alt": _LEAF})
    return parser


def _reading_deep(parser: MarkdownIt) -> Any:
    """The parser's block rules with an end to nesting that loses no text.

    markdown-it-py drops what is nested deeper than `maxNesting` (20); here each line of it is
    a paragraph. Deeper recursion would cost depth × lines on `>` repeated with lazy lines.
    """
    block = parser.block
    tokenize = block.tokenize

    def bounded(state: StateBlock, first: int, end: int) -> None:
        if state.level < parser.options.maxNesting:
            tokenize(state, first, end)
            return
        line = first
        # A lazy line has the indentation -1. Were it left to the levels above, they would look
        # through the rest of the article once more for each: quadratic.
        while line < end and (
            state.isEmpty(line) or state.sCount[line] >= state.blkIndent or state.sCount[line] < 0
        ):
            if not state.isEmpty(line):
                token = state.push("inline", "", 0)
                start = state.bMarks[line] + state.tShift[line]
                token.content, token.children = state.src[start : state.eMarks[line]], []
                token.map = [line, line + 1]
                token.meta = {"lines": [(start, state.eMarks[line])], "deep": True}
            line += 1
        state.line = max(line, first + 1)

    block.tokenize = bounded  # type: ignore[method-assign,assignment]
    return block


# Where text stands


def _located(
    parser: MarkdownIt, name: str, spans: Callable[[StateBlock, list[Token]], None]
) -> None:
    rules = parser.block.ruler
    index = rules.__find__(name)
    entry = rules.__rules__[index]
    rule: Rule = entry.fn

    def located(state: StateBlock, first: int, end: int, silent: bool) -> bool:
        before = len(state.tokens)
        found = rule(state, first, end, silent)
        if found and not silent:
            spans(state, state.tokens[before:])
        return found

    rules.at(name, located, {"alt": list(entry.alt)})


def _line_span(state: StateBlock, line: int) -> Span:
    return state.bMarks[line] + state.tShift[line], state.eMarks[line]


def _paragraph_spans(state: StateBlock, tokens: list[Token]) -> None:
    inline = tokens[1]
    assert inline.map is not None
    inline.meta = {"lines": [_line_span(state, line) for line in range(*inline.map)]}


def _raw_spans(state: StateBlock, tokens: list[Token]) -> None:
    token = tokens[0]
    assert token.map is not None
    first, *rest = range(*token.map)
    lines = [_line_span(state, first), *((state.bMarks[n], state.eMarks[n]) for n in rest)]
    token.meta = {"lines": lines}


def _fence_spans(state: StateBlock, tokens: list[Token]) -> None:
    _raw_spans(state, tokens)
    token = tokens[0]
    inside = token.content.count("\n")
    token.meta["lines"] = token.meta["lines"][1 : 1 + inside]


def _heading_spans(state: StateBlock, tokens: list[Token]) -> None:
    inline = tokens[1]
    assert inline.map is not None
    inline.meta = {"lines": [atx_span(state.src, *_line_span(state, inline.map[0]))]}


def atx_span(text: str, start: int, end: int) -> Span:
    """Where the content of an ATX heading stands (CommonMark section 4.2).

    >>> atx_span("## 見出し ##", 0, 9)
    (3, 6)
    """
    line = text[start:end]
    content = line.lstrip("#")
    content = content[: m.start()] if (m := _CLOSING_HASHES.search(content)) else content
    begin = start + len(line) - len(line.lstrip("#"))
    lead = len(content) - len(content.lstrip(" \t"))
    return begin + lead, begin + max(lead, len(content.rstrip(" \t")))


def _table_spans(state: StateBlock, tokens: list[Token]) -> None:
    cells: Iterator[Span] = iter(())
    for token in tokens:
        if token.type == "tr_open" and token.map:
            cells = cell_spans(state.src, *_line_span(state, token.map[0]))
        elif token.type == "inline":
            span = next(cells, None)
            token.meta = {"lines": [span] if span else []}


def cell_spans(text: str, start: int, end: int) -> Iterator[Span]:
    r"""Where the cells of a table row stand (GFM section 4.10: `\|` is no border).

    >>> row = r"| 設備 | a\|b |"
    >>> [row[a:b] for a, b in cell_spans(row, 0, len(row))]
    ['設備', 'a\\|b']
    """
    while start < end and text[start] in " \t":
        start += 1
    while end > start and text[end - 1] in " \t":
        end -= 1
    if text.startswith("|", start):
        start += 1
    begin = start
    for border in re.finditer(r"(?<!\\)\|", text[start:end]):
        at = start + border.start()
        yield _stripped(text, begin, at)
        begin = at + 1
    if begin < end:
        yield _stripped(text, begin, end)


def _stripped(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in " \t":
        start += 1
    while end > start and text[end - 1] in " \t":
        end -= 1
    return start, end


def _term_spans(state: StateBlock, tokens: list[Token]) -> None:
    for before, token in itertools.pairwise(tokens):
        if before.type == "dt_open" and token.map and not token.meta:
            token.meta = {"lines": [_line_span(state, token.map[0])]}


def _locate_titles(parser: MarkdownIt) -> None:
    """Makes link reference definitions tokens that know where they stand."""
    rules = parser.block.ruler
    entry = rules.__rules__[rules.__find__("reference")]
    rule: Rule = entry.fn

    def reference(state: StateBlock, first: int, end: int, silent: bool) -> bool:
        found = rule(state, first, end, silent)
        if found and not silent:
            token = state.push("reference", "", 0)
            token.map = [first, state.line]
            token.meta = {"lines": [(_line_span(state, first)[0], state.eMarks[state.line - 1])]}
        return found

    rules.at("reference", reference, {"alt": list(entry.alt)})


# What site generators add


def _leaf(state: StateBlock, kind: str, first: int, end: int, *titles: Span) -> bool:
    token = state.push(kind, "", 0)
    token.map = [first, end]
    token.meta = {"titles": list(titles)}
    token.content = state.src[_line_span(state, first)[0] : state.eMarks[end - 1]]
    state.line = end
    return True


def _opening(state: StateBlock, line: int, signs: tuple[str, ...]) -> int:
    """Where a line's text begins if it starts with one of `signs`, else -1."""
    start = state.bMarks[line] + state.tShift[line]
    if state.is_code_block(line) or not state.src.startswith(signs, start):
        return -1
    return start


def _directive(state: StateBlock, first: int, _end: int, silent: bool) -> bool:
    """`:::note[題]`, `::: tip 題`, `:::details 題`, `:::`, `::leaf[題]{…}`."""
    start = _opening(state, first, ("::",))
    match = _DIRECTIVE.match(state.src, start, state.eMarks[first]) if start >= 0 else None
    if not match or not (match["more"] or match["label"]):
        return False
    if silent:
        return True
    label = [match.span("label")] if match["label"] else []
    rest = _rest_title(state.src, *match.span("rest"))
    level = match["name"] in ("message", "note") and state.src[slice(*rest)] in _LEVELS
    titles = label if level or rest[0] == rest[1] else [*label, rest]
    _leaf(state, "directive", first, first + 1, *titles)
    token = state.tokens[-1]
    token.markup = "::" + match["more"]
    token.info = match["name"] or match["attributes"] or ""
    token.info += f" {state.src[slice(*rest)]}" if level else ""
    return True


def _rest_title(text: str, start: int, end: int) -> Span:
    """A container's title behind its name, without `{…}` at its end."""
    start, end = _stripped(text, start, end)
    if end > start and text[end - 1] == "}":
        end = max(start, text.rfind("{", start, end))
    return _stripped(text, start, end)


def _math(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """`$$ … $$`, on one line or more."""
    start = _opening(state, first, ("$$",))
    if start < 0:
        return False
    line = first
    text = state.src[start + 2 : state.eMarks[line]].rstrip()
    if not text.endswith("$$"):
        if text and "$$" in text:
            return False
        line = _line_ending_with(state, first + 1, end, "$$")
        if line < 0:
            return False
    return silent or _leaf(state, "math", first, line + 1)


def _line_ending_with(state: StateBlock, line: int, end: int, sign: str) -> int:
    """The first line of this container that ends with `sign`, else -1.

    A search that failed is remembered: from any later line it fails too.
    """
    missing = state.env.setdefault("missing", {})
    if missing.get((sign, end), end) <= line:
        return -1
    first = line
    while line < end and (state.isEmpty(line) or state.sCount[line] >= state.blkIndent):
        if state.src[slice(*_line_span(state, line))].rstrip().endswith(sign):
            return line
        line += 1
    if line >= end:
        missing[sign, end] = first
    return -1


def _esm(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """MDX: `import … from '…'` and `export …`, up to a blank line."""
    start = _opening(state, first, ("import", "export"))
    if start < 0 or state.level or not _ESM.match(state.src, start):
        return False
    line = first
    while line < end and not state.isEmpty(line):
        line += 1
    return silent or _leaf(state, "esm", first, line)


def _embed(state: StateBlock, first: int, _end: int, silent: bool) -> bool:
    """`@[card](URL)` (Zenn), `[[toc]]` and `<<< file` (VitePress), alone on a line."""
    start = _opening(state, first, ("@[", "[[", "[t", "[T", "<<<"))
    if start < 0 or not _EMBED.match(state.src, start, state.eMarks[first]):
        return False
    return silent or _leaf(state, "embed", first, first + 1)


def _template(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """Liquid, Jinja and Hugo tags, MDX expressions and attribute lists, alone on their lines."""
    start = _opening(state, first, ("{",))
    if start < 0:
        return False
    src, limit = state.src, state.eMarks[end - 1]
    mdx = bool(state.env.get("mdx"))
    stop = template_end(src, start, min(limit, start + _LONGEST_TAG), mdx=mdx)
    if stop < 0:
        return False
    line = _line_of(state, first, end, stop)
    blank_after = line + 1 >= end or state.isEmpty(line + 1)
    strong = src.startswith(("{%", "{{<", "{{%", "{:"), start)
    comment = src.startswith("{/*", start) and not silent  # a paragraph may follow at once
    if not strong and not comment and (silent or not blank_after):
        return False
    if silent:
        return True
    code = _CODE_TAG.match(src, start)
    if code and f"end{code['name']}" not in src[start:stop]:
        line = _code_end(state, code["name"], line, end)
    return _leaf(state, "template", first, line + 1, (start, stop))


def _code_end(state: StateBlock, name: str, line: int, end: int) -> int:
    """The line of `{% endhighlight %}` or `{{< /highlight >}}`; `line` itself without one."""
    closing = re.compile(rf"\{{(?:%-?\s*end{name}|\{{[<%]\s*/{name})\b")
    missing = state.env.setdefault("missing", {})
    if missing.get(name, state.lineMax) <= line:
        return line
    match = closing.search(state.src, state.eMarks[line], state.eMarks[end - 1])
    if not match:
        missing[name] = line
    return _line_of(state, line, end, match.start()) if match else line


def _line_of(state: StateBlock, line: int, end: int, offset: int) -> int:
    while line + 1 < end and state.eMarks[line] < offset:
        line += 1
    return line


def template_end(text: str, start: int, limit: int, *, mdx: bool = False) -> int:
    """The end of the template tags that fill a line from `start`; -1 when they do not.

    >>> template_end("{{< figure src='a.png' >}}", 0, 26)
    26
    >>> template_end("{{ site.name }}の話", 0, 18)
    -1
    """
    while start < limit:
        stop = _unit_end(text, start, limit, mdx=mdx)
        if stop < 0:
            return -1
        while stop < limit and text[stop] in " \t":
            stop += 1
        if stop >= limit or text[stop] in "\r\n":
            return stop
        start = stop
    return -1


def _unit_end(text: str, start: int, limit: int, *, mdx: bool) -> int:
    for opening, closing in _UNITS:
        if text.startswith(opening, start):
            at = text.find(closing, start + len(opening), limit)
            return at + len(closing) if at >= 0 else -1
    if mdx and text.startswith("{", start):
        return braces_end(text, start, limit)
    attributes = _ATTRIBUTES.match(text, start, limit)
    return attributes.end() if attributes else -1


def braces_end(text: str, start: int, limit: int) -> int:
    """The offset behind the `}` that closes the `{` at `start`; -1 without one."""
    depth = 0
    for brace in re.compile(r"[{}]").finditer(text, start, limit):
        depth += 1 if brace[0] == "{" else -1
        if not depth:
            return brace.end()
    return -1


def _jsx(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """JSX tags alone on their lines: all in MDX, elsewhere those with `{…}`, which are no HTML."""
    start = _opening(state, first, ("<",))
    if start < 0 or not _JSX.match(state.src, start):
        return False
    limit = min(state.eMarks[end - 1], start + _LONGEST_TAG)
    stop = start
    while stop < limit and _JSX.match(state.src, stop):
        stop = jsx_end(state.src, stop, limit)
        if stop < 0:
            return False
        while stop < limit and state.src[stop] in " \t":
            stop += 1
    line = _line_of(state, first, end, stop)
    alone = stop >= state.eMarks[line]
    if not alone or not (state.env.get("mdx") or "{" in state.src[start:stop]):
        return False
    return silent or _leaf(state, "jsx", first, line + 1, (start, min(stop, state.eMarks[line])))


def jsx_end(text: str, start: int, limit: int) -> int:
    """The offset behind the `>` of the tag at `start`, quotes and braces skipped; -1 without.

    >>> jsx_end("<Tab on={() => 1} title='a>b'>", 0, 30)
    30
    """
    at = start + 1
    while at < limit:
        char = text[at]
        if char == ">":
            return at + 1
        if char == "{":
            at = braces_end(text, at, limit)
            if at < 0:
                return -1
            continue
        if char in "\"'":
            at = text.find(char, at + 1, limit)
            if at < 0:
                return -1
        at += 1
    return -1


def _admonition(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """`!!! note "題"`, `??? note`, `=== "タブ"` with their indented content (MkDocs)."""
    start = _opening(state, first, ("!!!", "???", "==="))
    match = _ADMONITION.match(state.src, start, state.eMarks[first]) if start >= 0 else None
    if not match:
        return False
    if silent:
        return True
    token = state.push("admonition_open", "", 1)
    token.meta = {"titles": [match.span("title")] if match["title"] else []}
    token.markup, token.info = match["sign"], match["kind"] or ""
    old = state.blkIndent, state.parentType
    state.blkIndent, state.parentType = state.sCount[first] + 4, "admonition"
    token.map = [first, first + 1]
    state.line = first + 1
    if first + 1 < end:
        state.md.block.tokenize(state, first + 1, end)
    state.blkIndent, state.parentType = old
    state.line = max(state.line, first + 1)
    token.map[1] = state.line
    state.push("admonition_close", "", -1)
    return True
