"""What `sync` made of some articles: editions built, and the receipts that say so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, field

from l10n.draft import count_open
from l10n.flow import Article, Flow
from l10n.fresh import Fallback, Receipt
from l10n.model import Edition, Finding
from l10n.noun import record
from l10n.stages.build import build_stage
from l10n.stages.check import Findings
from l10n.stages.status import Seen
from l10n.stages.status import seen as seen_in
from l10n.tally import Tally


@record
class Done:
    """What `sync` made of some articles."""

    tally: Tally
    receipts: list[Receipt]
    seen: list[Seen]
    barred: list[Finding] = field(default_factory=list)


def built(flow: Flow, tally: Tally, findings: Findings) -> Done:
    """The editions of a flow, and what is to be told of them."""
    editions = build_stage(flow, findings)
    receipts = [_receipt(flow, article, findings, editions) for article in flow.articles]
    return Done(tally, receipts, [] if flow.writer.dry else seen_in(flow, findings))


def _receipt(
    flow: Flow,
    article: Article,
    findings: Mapping[tuple[str, str], Sequence[Finding]],
    editions: Sequence[Edition],
) -> Receipt:
    """What the summary says of an article."""
    domain, name = article.document.domain, article.document.name
    made = [edition for edition in editions if edition.path.partition("/")[2] == name]
    places = [place for place in flow.catalogs if place[0] == domain]
    counts = Counter(f.severity for place in places for f in findings[place])
    return Receipt(
        name,
        tuple({"path": e.path, "translation": e.translation, **asdict(e.coverage)} for e in made),
        tuple(Fallback(f.file, f.line, f.message) for e in made for f in e.fallbacks),
        tuple(counts.items()),
        sum(count_open(flow.catalogs[place]) for place in places),
    )
