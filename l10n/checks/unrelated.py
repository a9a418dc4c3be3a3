"""Check `unrelated`: The translation is of this sentence, not of another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from l10n import doubt
from l10n.checks import _figures
from l10n.errors import UsageError
from l10n.model import Catalog, Entry, Finding, Severity, State, Term

_SAID = {
    "unrelated": "the translation seems to be about something else",
    "shifted": "the translation seems to be of a sentence beside this one",
}


def _share_figures(entry: Entry, locale: str) -> bool:
    """True when an amount or a date stands on both sides.

    The encoder knows little of 12.5ヘクタール and 17:30: of 332 short right pairs it took 20 for
    unrelated and these words 13 of them back, of as many wrong ones 2.
    """
    both = _figures.read(entry.key.msgid, entry.msgstr, locale)
    if any(wanted.value > 1 for wanted, _ in both.pairs):
        return True
    told = [{d.year, d.month, d.day, d.hour} - {None} for d in both.target_dates]
    wanted = [{d.year, d.month, d.day, d.hour} - {None} for d in both.source_dates]
    return any(parts and parts in told for parts in wanted)


def _encoder(locale: str) -> doubt.Encoder | None:
    """None for a language that no encoder knows; UsageError when the extra is missing."""
    known = doubt.encoder(locale)
    if known is None and (fix := doubt.install(locale)):
        cause = "the check `unrelated` is set in [checks], and needs an encoder"
        raise UsageError("related texts cannot be told", cause=cause, fix=fix)
    return known


class Unrelated:
    """The translation is of this sentence, not of another.

    Needs the extra `qe`, and runs only where the config names it: the encoder takes a millisecond
    a sentence, as long as all other checks together; Vietnamese and Hindi need `qe-e5`, which takes 60.
    """

    id = "unrelated"
    severity: Severity = "warning"
    summary = "The translation is of this sentence, not of another."

    def run_all(
        self,
        catalogs: Sequence[Catalog],
        terms: Sequence[Term],  # noqa: ARG002 - part of the protocol
    ) -> Iterator[tuple[int, Entry, Finding]]:
        """See `CatalogCheck` in plugin.py."""
        for place, catalog in enumerate(catalogs):
            encoder = _encoder(catalog.locale)
            if encoder is None:
                continue
            judged = [e for e in catalog.active if e.msgstr and e.state is not State.STALE]
            pairs = [(entry.key.msgid, entry.msgstr) for entry in judged]
            for entry, doubted in zip(judged, doubt.doubts(pairs, encoder), strict=True):
                if doubted == "unrelated" and _share_figures(entry, catalog.locale):
                    continue
                if doubted in _SAID:
                    yield place, entry, Finding(self.id, self.severity, _SAID[doubted])
