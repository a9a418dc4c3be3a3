"""catalogs → editions, `dist/<language-tag>/…`; and → MO files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache, partial

from l10n.build import build
from l10n.flow import Article, Flow
from l10n.mo import write_mo
from l10n.model import Edition, Finding
from l10n.safety import unsafe


def build_stage(flow: Flow, findings: Mapping[tuple[str, str], Sequence[Finding]]) -> list[Edition]:
    """catalogs → `dist/<language-tag>/…`, the editions as written."""
    editions = build_only(flow, findings)
    for edition in editions:
        path = flow.project.output / edition.path
        flow.writer.write(path, edition.text.encode("utf-8"), durable=False)
    return editions


def compile_stage(flow: Flow, *, drafts: bool) -> None:
    """catalogs → `….mo` beside each, for programs that load it with gettext."""
    for article, locale in flow.each():
        place = article.document.domain, locale
        path = flow.project.catalog(*place).with_suffix(".mo")
        flow.writer.write(path, write_mo(flow.catalogs[place], drafts=drafts), durable=False)


def build_only(flow: Flow, findings: Mapping[tuple[str, str], Sequence[Finding]]) -> list[Edition]:
    """catalogs → editions, in memory."""
    config = flow.project.config
    editions = []
    outlines = {article.path: cache(partial(_outline, article)) for article in flow.articles}
    for article, locale in flow.each():
        place = article.document.domain, locale
        edition = build(
            article.document,
            flow.catalogs[place],
            article.format,
            include=config.include,
            findings=findings.get(place, ()),
            unsafe=unsafe(article.document, flow.catalogs[place], config.publish.hosts),
            outline=outlines[article.path],
        )
        fallbacks = _placed(flow, place, edition.fallbacks)
        editions.append(replace(edition, fallbacks=fallbacks))
    return editions


def _outline(article: Article) -> tuple[str, ...]:
    return article.format.outline("".join(part.text for part in article.document.parts))


def _placed(flow: Flow, place: tuple[str, str], findings: Sequence[Finding]) -> tuple[Finding, ...]:
    file = flow.project.display(flow.project.catalog(*place))
    return tuple(replace(finding, file=file) for finding in findings)
