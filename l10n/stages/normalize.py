"""Catalogs that were cut otherwise → today's entries."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import partial

from l10n.align import Block, blocks
from l10n.errors import L10nError
from l10n.evidence import Evidence
from l10n.flow import Article, Flow, read_terms, splitter
from l10n.lang import tags
from l10n.lazy import lazy
from l10n.merge import merge
from l10n.model import Document, Segment, Term
from l10n.normalize import Reading, normalize, squash, target_cuts
from l10n.recut import Way, recut
from l10n.segment import Mode, Splitter
from l10n.stages.update import save

_ROWS = lazy(r"(?<=\|) (?=\|)")


def normalize_stage(flow: Flow) -> None:
    """Catalogs that were cut otherwise (older rules, blocks, another tool) to today's entries."""
    split = splitter(flow.project)
    for article, locale in flow.each():
        place = article.document.domain, locale
        read = partial(
            _recut,
            _ways(article, split, flow.project.config.mode),
            {squash(entry.key.msgid) for entry in article.template.entries},
            read_terms(flow.project, locale),
            locale,
        )
        recut = normalize(article.template, flow.catalogs[place], read)
        flow.catalogs[place] = merge(article.template, recut)
        save(flow, *place)


def _recut(
    ways: Sequence[Way],
    known: Collection[str],
    terms: Sequence[Term],
    locale: str,
    msgid: str,
    msgstr: str,
) -> Reading:
    spaced = bool(tags.joiner(locale))
    return recut(msgid, msgstr, ways, known, Evidence(locale, terms), spaced=spaced)


def _ways(article: Article, split: Splitter, mode: Mode) -> list[Way]:
    """As a paragraph; as the format reads it; as a heading; as a front matter; as a table whose rows
    po4a has wrapped into one."""
    return [
        partial(_paragraph, article, split, mode),
        lambda text, is_target: _framed(
            article, split, mode, "{}", _ROWS.sub("\n", text), is_target
        ),
        *(
            partial(_framed, article, split, mode, frame)
            for frame in ("{}", "# {}", "---\n{}\n---\n")
        ),
    ]


def _paragraph(
    article: Article, split: Splitter, mode: Mode, text: str, is_target: bool
) -> list[Block]:
    folds = tuple(match.span() for match in re.finditer(r"[ \t]*\n[ \t]*", text))
    block = Segment(text, "paragraph", article.format.name, folds=folds)
    document = Document(article.document.name, article.format.name, (block,))
    return blocks(document, target_cuts if is_target else split, mode)


def _framed(
    article: Article, split: Splitter, mode: Mode, frame: str, text: str, is_target: bool
) -> list[Block]:
    try:
        document = article.format.parse(article.document.name, frame.format(text.rstrip("\n")))
    except L10nError:  # it is none: a paragraph with a colon is no YAML
        return []
    return blocks(document, target_cuts if is_target else split, mode)
