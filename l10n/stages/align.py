"""article + a translation made elsewhere → its catalog."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from l10n import doubt, plugins
from l10n.align import Adopted, Alignment, Block, adopt, align, blocks
from l10n.check import check
from l10n.errors import UsageError
from l10n.evidence import Encode, Evidence
from l10n.flow import Article, Flow, read_terms, splitter
from l10n.lang import tags
from l10n.model import Key, State
from l10n.normalize import target_cuts
from l10n.plugin import Format, Stamp
from l10n.project import read_article
from l10n.segment import Mode, Splitter
from l10n.stages.update import merge_only, save


@dataclass(frozen=True, slots=True)
class Aligned:
    """What an alignment found, and what the catalog took over."""

    alignment: Alignment
    adopted: Adopted
    doubtful: tuple[Key, ...]
    """Taken as fuzzy, however sure: a check finds an error."""


def align_stage(flow: Flow, path: Path, *, force: bool = False) -> Aligned:
    """The translation in `path` of the one chosen article, into the catalog of the one locale."""
    (article,), (locale,) = flow.articles, flow.locales
    if path.suffix.lower() not in article.format.suffixes:
        raise UsageError(
            "not the format of the article",
            place=str(path),
            cause=f"{article.document.name} is {article.format.name}.",
            fix=f"convert it to {article.format.suffixes[0]} first",
        )
    here = read_article(article.path, flow.project.display(article.path))
    there = _without_stamp(article.format, read_article(path, str(path)), locale)
    mode = flow.project.config.mode
    found = align(
        _blocks(article, here, splitter(flow.project), mode),
        _blocks(article, there, target_cuts, mode),
        Evidence(locale, read_terms(flow.project, locale), _encoder(locale)),
        spaced=bool(tags.joiner(locale)),
    )
    merge_only(flow)
    place = article.document.domain, locale
    catalog, adopted = adopt(flow.catalogs[place], found.pairs, force=force)
    findings = check(catalog, plugins.checks(), terms=read_terms(flow.project, locale))
    wrong = {f.key for f in findings if f.severity == "error"} & set(adopted.approved)
    entries = tuple(
        replace(entry, state=State.STALE) if entry.key in wrong and not entry.obsolete else entry
        for entry in catalog.entries
    )
    flow.catalogs[place] = replace(catalog, entries=entries)
    save(flow, *place)
    doubtful = tuple(key for key in adopted.approved if key in wrong)
    adopted.approved = [key for key in adopted.approved if key not in wrong]
    return Aligned(found, adopted, doubtful)


def _blocks(article: Article, text: str, split: Splitter, mode: Mode) -> list[Block]:
    return blocks(article.format.parse(article.document.name, text), split, mode)


def _without_stamp(fmt: Format, text: str, locale: str) -> str:
    """A text without the line that an edition of ours ends with (plain text has no head for it)."""
    for said in ("machine", "partly-reviewed", "reviewed"):
        mark = fmt.stamp("", Stamp(tags.language_tag(locale), tags.direction(locale), said)).strip()
        if mark and text.rstrip().endswith(mark):
            return text.rstrip().removesuffix(mark)
    return text


def _encoder(locale: str) -> Encode | None:
    """The encoder of the extra `qe`, where it is installed and knows the language."""
    known = doubt.encoder(locale) if tags.language(locale) in doubt.LOCALES else None
    return known.encode if known else None
