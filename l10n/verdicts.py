"""What the checks said of an entry, so that none is asked twice: a table in `.l10n/state.sqlite`.

A check is a pure function of an entry, its locale and the termbase. So what was said holds until
one of them or the tool itself changes; most entries of a project are judged once and then read here.
The file can be deleted at any time.
"""

from __future__ import annotations

import hashlib
import json
import marshal
from collections.abc import Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from sqlite3 import Connection
from typing import Any

from l10n.database import changing, look_up
from l10n.model import Entry, Finding, Key

Findings = tuple[Finding, ...]
Verdicts = Mapping[bytes, Findings]
"""What the checks said of the entries of one catalog, by `mark_of` them."""
Place = tuple[str, str]
"""Domain and locale of a catalog."""

_WHAT = "the state of the last run"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS verdicts (
    domain TEXT NOT NULL, locale TEXT NOT NULL, mark TEXT NOT NULL,
    clean BLOB NOT NULL, found TEXT NOT NULL, PRIMARY KEY (domain, locale)
);
CREATE TABLE IF NOT EXISTS across (locale TEXT PRIMARY KEY, mark TEXT NOT NULL, found TEXT NOT NULL);
"""
_SIZE = 8  # bytes of a mark: two entries of one catalog in 10^12 catalogs would share one
_FIELDS = tuple(one.name for one in fields(Finding))


def mark_of(entry: Entry) -> bytes:
    """8 bytes that stand for all of an entry but its place.

    >>> one = Entry(Key(None, "4社"), "four")
    >>> mark_of(one) == mark_of(Entry(Key(None, "4社"), "four", line=7))
    True
    >>> mark_of(one) == mark_of(Entry(Key(None, "4社"), "five"))
    False
    """
    draft = entry.draft
    read = (
        *(tuple(entry.key), entry.msgstr, entry.state.value, entry.references, entry.note),
        *(entry.comments, draft and (draft.engine, draft.digest, draft.detail)),
        *(entry.previous and tuple(entry.previous), entry.flags, entry.obsolete),
        *(entry.msgid_plural, entry.msgstr_plural, entry.previous_plural, entry.sticky),
    )
    return hashlib.sha256(marshal.dumps([*read], 2)).digest()[:_SIZE]


def recall(path: Path, marks: Mapping[Place, str]) -> dict[Place, Verdicts]:
    """The verdicts on catalogs, of those that were kept with the same mark."""
    query = "SELECT clean, found FROM verdicts WHERE domain = ? AND locale = ? AND mark = ?"

    def ask(base: Connection) -> dict[Place, Verdicts]:
        rows = ((at, base.execute(query, (*at, mark)).fetchone()) for at, mark in marks.items())
        return {place: _read(*row) for place, row in rows if row}

    return look_up(path, ask, {})


def keep(path: Path, verdicts: Mapping[Place, tuple[str, Verdicts]]) -> None:
    """Makes verdicts, each with its mark, what is known of their catalogs: all in one transaction."""
    rows = [(*place, mark, *_written(of)) for place, (mark, of) in verdicts.items()]
    with changing(path, _WHAT, _SCHEMA) as base:
        base.executemany("INSERT OR REPLACE INTO verdicts VALUES (?, ?, ?, ?, ?)", rows)


def recall_across(path: Path, mark: str, locale: str) -> list[Findings] | None:
    """What the catalogs of a locale contradict each other in, catalog by catalog, if that was kept
    with `mark`."""
    query = "SELECT found FROM across WHERE locale = ? AND mark = ?"
    row = look_up(path, lambda base: base.execute(query, (locale, mark)).fetchone(), None)
    return [tuple(map(_finding, some)) for some in json.loads(row[0])] if row else None


def keep_across(path: Path, mark: str, locale: str, found: Sequence[Findings]) -> None:
    """Makes findings what is known of the catalogs of a locale together."""
    told = json.dumps([list(map(_told, some)) for some in found], ensure_ascii=True)
    with changing(path, _WHAT, _SCHEMA) as base:
        base.execute("INSERT OR REPLACE INTO across VALUES (?, ?, ?)", (locale, mark, told))


def as_text(verdicts: Verdicts) -> str:
    """Verdicts as text, for another machine; `from_text` reads it."""
    clean, found = _written(verdicts)
    return json.dumps([clean.hex(), found])


def from_text(text: str) -> Verdicts:
    """
    >>> from_text(as_text({b"12345678": ()}))
    {b'12345678': ()}
    """
    clean, found = json.loads(text)
    return _read(bytes.fromhex(clean), found)


def _written(verdicts: Verdicts) -> tuple[bytes, str]:
    clean = b"".join(mark for mark, findings in verdicts.items() if not findings)
    found = {
        mark.hex(): list(map(_told, findings)) for mark, findings in verdicts.items() if findings
    }
    return clean, json.dumps(found, ensure_ascii=True)


def _read(clean: bytes, found: str) -> Verdicts:
    verdicts: dict[bytes, Findings] = {
        clean[start : start + _SIZE]: () for start in range(0, len(clean), _SIZE)
    }
    for mark, findings in json.loads(found).items():
        verdicts[bytes.fromhex(mark)] = tuple(map(_finding, findings))
    return verdicts


def _told(finding: Finding) -> dict[str, Any]:
    return {name: getattr(finding, name) for name in _FIELDS}


def _finding(told: dict[str, Any]) -> Finding:
    spans = {
        name: tuple((start, end) for start, end in told.pop(name))
        for name in ("source_spans", "target_spans")
    }
    return Finding(**{**told, **spans, "key": Key(*told["key"])})
