"""articles → candidates for the termbase."""

from __future__ import annotations

from l10n.candidates import Candidate, candidates, sudachi
from l10n.flow import Flow, read_terms


def term_candidates(flow: Flow, *, least: int = 2) -> list[Candidate]:
    """Words of the articles that may be terms and are in no termbase yet."""
    texts = [segment.msgid for article in flow.articles for segment in article.document.segments]
    known = [
        name
        for locale in flow.locales
        for term in read_terms(flow.project, locale)
        for name in (term.source, *term.aliases)
    ]
    return candidates(texts, known, least=least, tokenize=sudachi())
