"""What the page is told, as JSON: rows of the queue, one entry with all its evidence, the board.

Offsets count UTF-16 units, as JavaScript's strings do: an emoji before a figure is two of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from l10n import plugins
from l10n.lang import tags
from l10n.model import Entry, Finding, State, Term, digest
from l10n.review.diff import compare
from l10n.review.edits import identity, own_comments, reason, version
from l10n.review.evidence import Evidence, Mark, certain_fix, gather
from l10n.review.queue import Item, is_unsure

_SNIPPET = 160  # characters of a row


def state_word(entry: Entry) -> str:
    """The state in a reviewer's words: stale is what another source once had.

    >>> from l10n.model import Key
    >>> state_word(Entry(Key(None, "水"), "water", State.STALE))
    'needs work'
    """
    if entry.joined:
        return "joined"
    if entry.state is State.STALE and entry.previous is None:
        return "needs work"
    return entry.state.value


def row(item: Item) -> dict[str, Any]:
    """An entry in the list."""
    entry = item.entry
    return {
        "id": identity(entry.key),
        "place": item.place,
        "risk": item.risk.name.lower(),
        "state": entry.state.value,
        "word": state_word(entry),
        "version": version(entry),
        "role": role(entry),
        "source": entry.key.msgid[:_SNIPPET],
        "target": entry.msgstr[:_SNIPPET],
        "findings": [(one.check, one.severity) for one in item.findings],
    }


def role(entry: Entry) -> str:
    """What the string is, in its first extracted comment: `heading 2`, `table cell`."""
    return entry.note.split("\n")[0].split(" — ")[0]


def section(entry: Entry) -> str:
    """The headings above the string, or ""."""
    return entry.note.split("\n")[0].partition(" — ")[2]


def detail(
    item: Item, locale: str, terms: Sequence[Term], findings: Sequence[Finding]
) -> dict[str, Any]:
    """Everything of one entry that the editor shows."""
    entry = item.entry
    draft = entry.draft
    return {
        **row(item),
        "msgid": entry.key.msgid,
        "msgctxt": entry.key.msgctxt,
        "msgstr": entry.msgstr,
        "note": entry.note,
        "section": section(entry),
        "comments": "\n".join(own_comments(entry)),
        "reason": reason(entry),
        "plural": entry.msgid_plural is not None,
        "unsure": is_unsure(entry),
        "draft": {
            "engine": draft.engine,
            "touched": bool(draft.digest) and draft.digest != digest(entry.msgstr),
            **dict(draft.detail),
        }
        if draft
        else None,
        "previous": compare(entry.previous.msgid, entry.key.msgid) if entry.previous else None,
        **judged(entry, locale, terms, findings),
    }


def judged(
    entry: Entry, locale: str, terms: Sequence[Term], findings: Sequence[Finding]
) -> dict[str, Any]:
    """What changes with every keystroke: findings, evidence, counts."""
    evidence = gather(entry, locale, terms, findings)
    return {
        "problems": [_finding(one, entry, locale, terms) for one in findings],
        "sourceMarks": _marks(evidence.source, entry.key.msgid),
        "targetMarks": _marks(evidence.target, entry.msgstr),
        "facts": _facts(evidence),
        "masks": list(evidence.masks),
    }


def _facts(evidence: Evidence) -> list[dict[str, str]]:
    return [
        {
            "kind": fact.kind,
            "source": fact.source,
            "sourceValue": fact.source_value,
            "target": fact.target,
            "targetValue": fact.target_value,
            "verdict": fact.verdict,
        }
        for fact in evidence.facts
    ]


def _finding(one: Finding, entry: Entry, locale: str, terms: Sequence[Term]) -> dict[str, Any]:
    return {
        "check": one.check,
        "severity": one.severity,
        "message": one.message,
        "expected": one.expected,
        "found": one.found,
        "fix": certain_fix(one, entry, plugins.checks(), locale, terms),
    }


def _marks(marks: Iterable[Mark], text: str) -> list[dict[str, Any]]:
    def units(offset: int) -> int:
        return len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2

    return [
        {
            "start": units(mark.start),
            "end": units(mark.end),
            "kind": mark.kind,
            "label": mark.label,
            "verdict": mark.verdict,
        }
        for mark in marks
    ]


def language(locale: str) -> dict[str, str]:
    """A locale as a page needs it: tag, direction, its name in itself."""
    from l10n.publishers._strings import strings

    return {
        "locale": locale,
        "tag": tags.language_tag(locale),
        "dir": tags.direction(locale),
        "name": strings(locale)["name"],
    }
