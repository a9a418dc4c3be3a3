"""What site generators add to Markdown, shown on a page without them: notes, details, tabs, cards.

`:::note[題]`, `!!! warning "題"`, `> [!TIP]` and `:::details` become notes; `@[card](URL)` a link.
A shortcode or a component of a generator cannot be shown: it is left out, and said in
`env["left_out"]`.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from l10n.lazy import lazy

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token
    from markdown_it.utils import EnvType

KINDS = {
    "note": "note info abstract seealso summary todo",
    "tip": "tip hint success check done",
    "important": "important",
    "warning": "warning warn alert attention",
    "caution": "caution danger error failure bug",
}
_KIND = {name: kind for kind, names in KINDS.items() for name in names.split()}
_FOLDED = frozenset(["details", "collapse", "spoiler"])
_CLASS = lazy(r"\.([A-Za-z][\w-]*)")
_ALERT = lazy(r"\[!(?P<kind>[A-Za-z]+)\][-+]?[ \t]*(?P<title>[^\n]*)(?:\n|$)")
_EMBED = lazy(r"@\[(?P<name>[\w-]+)\]\((?P<what>[^)\s]*)\)")
_ADDRESS = {"youtube": "https://www.youtube.com/watch?v="}
_SILENT = lazy(r"\{/\*|\{[:#.]")  # a comment of MDX, an attribute list


def show(parser: MarkdownIt) -> None:
    """Makes `parser` render what `formats/_md_rules.py` reads beyond CommonMark.

    It takes the words for untitled notes from `env["ui"]`, and adds to `env["left_out"]`.
    """
    parser.core.ruler.after("block", "containers", _containers)
    for name, rule in (
        ("math", _math), ("embed", _embed), ("template", _left_out), ("jsx", _left_out),
        ("esm", _nothing), ("directive", _nothing),
    ):  # fmt: skip
        parser.add_render_rule(name, rule)


def _containers(state: StateCore) -> None:
    state.tokens = list(_Notes(state.src, state.env.get("ui", {})).shown(state.tokens))


class _Notes:
    """One pass over the blocks of a page, with what is open."""

    def __init__(self, src: str, ui: dict[str, str]) -> None:
        self.src, self.ui = src, ui
        self.open: list[Token | None] = []
        """Blocks that are open: the opening token of a container, None of another block."""

    def shown(self, tokens: Sequence[Token]) -> Iterator[Token]:
        """The tokens with notes in the place of the marks around them."""
        skip = 0
        for index, token in enumerate(tokens):
            if skip:
                skip -= 1
            elif token.type == "directive":
                yield from self._directive(token)
            elif token.type == "admonition_open":
                yield from self._begin(token)
            elif token.type == "blockquote_open" and (found := self._alert(tokens, index)):
                note, skip = found
                yield from note
            elif token.nesting == 1:
                self.open.append(None)
                yield token
            elif token.nesting == -1:
                yield from self._leave(token)
            else:
                yield token
        while self.open:
            yield from self._end()

    def _directive(self, token: Token) -> Iterator[Token]:
        titled = token.meta["titles"]
        if len(token.markup) == 2:  # a leaf: its label is all there is to show
            if titled:
                yield from _line("p", "", self._title(token))
        elif token.info or titled:
            yield from self._begin(token)
        else:
            yield from self._close(len(token.markup))

    def _begin(self, token: Token, title: str | None = None) -> Iterator[Token]:
        named = _CLASS.search(token.info)
        name, _, level = (named[1] if named else token.info).lower().partition(" ")
        kind = _KIND.get(level or name, "")
        folded = name in _FOLDED or token.markup.startswith("???")
        title = self._title(token) if title is None else title
        if not title and not level:  # with a level, Zenn and Qiita show a sign and no word
            title = self.ui.get(kind, "")
        opening = _token("note_open", "details" if folded else "aside", 1)
        opening.markup = token.markup
        if folded:
            yield from self._opened(opening)
            yield from _line("summary", "", title or self.ui.get("details", ""))
            return
        opening.attrSet("class", f"l10n-note l10n-note-{kind}" if kind else "l10n-note")
        yield from self._opened(opening)
        if title:
            yield from _line("p", "l10n-note-title", title)

    def _title(self, token: Token) -> str:
        titles = token.meta["titles"]
        return self.src[slice(*titles[0])] if titles else ""

    def _opened(self, opening: Token) -> Iterator[Token]:
        self.open.append(opening)
        yield opening

    def _alert(self, tokens: Sequence[Token], index: int) -> tuple[list[Token], int] | None:
        """A quotation that begins with `[!NOTE]`, and how many tokens of it are in that."""
        inline = tokens[index + 2] if len(tokens) > index + 2 else tokens[index]
        match = _ALERT.match(inline.content) if inline.type == "inline" else None
        if not match:
            return None
        quotation = tokens[index]
        quotation.info, quotation.markup = match["kind"], ">"
        note = list(self._begin(quotation, match["title"]))
        inline.content = inline.content[match.end() :]
        if inline.content:
            return note, 0
        return note, 3

    def _close(self, colons: int) -> Iterator[Token]:
        """Ends the container that `:::` closes: the innermost of as many colons, else the innermost."""
        inner = []
        for opening in reversed(self.open):
            if opening is None or not opening.markup.startswith(":"):
                break
            inner.append(len(opening.markup))
        if inner:
            count = inner.index(colons) + 1 if colons in inner else 1
            for _ in range(count):
                yield from self._end()

    def _leave(self, token: Token) -> Iterator[Token]:
        """Ends a block, and before it what was left open inside."""
        while self.open and self.open[-1] is not None and self.open[-1].markup.startswith(":"):
            yield from self._end()
        if self.open and self.open[-1] is not None:
            yield from self._end()
            return
        if self.open:
            self.open.pop()
        yield token

    def _end(self) -> Iterator[Token]:
        opening = self.open.pop()
        if opening is not None:
            yield _token("note_close", opening.tag, -1)


def _token(kind: str, tag: str, nesting: Any) -> Token:
    from markdown_it.token import Token

    token = Token(kind, tag, nesting)
    token.block = True
    return token


def _line(tag: str, name: str, text: str) -> Iterator[Token]:
    opening = _token("note_title_open", tag, 1)
    if name:
        opening.attrSet("class", name)
    inline = _token("inline", "", 0)
    inline.content, inline.children = text, []
    yield from (opening, inline, _token("note_title_close", tag, -1))


# What each leaf is as HTML: (renderer, tokens, index, options, env) -> str


def _math(_self: Any, tokens: Sequence[Token], index: int, _options: Any, _env: EnvType) -> str:
    return f"<pre><code>{html.escape(tokens[index].content, quote=False)}</code></pre>\n"


def _embed(_self: Any, tokens: Sequence[Token], index: int, _options: Any, env: EnvType) -> str:
    match = _EMBED.match(tokens[index].content)
    if not match:
        return ""  # a table of contents: the page has its own
    address = _ADDRESS.get(match["name"], "") + match["what"]
    if "://" not in address:
        return _left_out(_self, tokens, index, _options, env)
    shown = html.escape(address)
    return f'<p class="l10n-card"><a href="{shown}">{shown}</a></p>\n'


def _left_out(_self: Any, tokens: Sequence[Token], index: int, _options: Any, env: EnvType) -> str:
    if not _SILENT.match(tokens[index].content):
        env.setdefault("left_out", []).append(tokens[index].content)
    return ""


def _nothing(*_: Any) -> str:
    return ""
