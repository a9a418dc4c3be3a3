"""Findings that a person has accepted: `locales/<locale>/review.jsonl`, one JSON object a line.

A waiver is keyed by a hash of msgctxt, msgid and msgstr: an edit of either side voids it, since
somebody has to look again. Keys that this version does not know (reviewer, time) are kept.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable
from dataclasses import field

from l10n.errors import UsageError
from l10n.model import Entry
from l10n.noun import noun


@noun
class Waiver:
    """One accepted finding: this check has nothing to say of this entry as it is."""

    check: str
    entry: str
    """`fingerprint` of the entry."""
    msgid: str = field(default="", compare=False)
    """For people who read the file."""
    rest: tuple[tuple[str, object], ...] = field(default=(), compare=False)


def fingerprint(entry: Entry) -> str:
    """16 hex digits of the SHA-256 over msgctxt, msgid and msgstr.

    >>> from l10n.model import Key
    >>> fingerprint(Entry(Key(None, "4社"), "four")) == fingerprint(Entry(Key(None, "4社"), "4"))
    False
    """
    parts = json.dumps([entry.key.msgctxt, entry.key.msgid, entry.msgstr], ensure_ascii=True)
    return hashlib.sha256(parts.encode("ascii")).hexdigest()[:16]


def is_waived(check: str, entry: Entry, waivers: Collection[Waiver]) -> bool:
    """True when a person accepted what `check` says of the entry as it stands."""
    mark = fingerprint(entry)
    return any(waiver.check == check and waiver.entry == mark for waiver in waivers)


def parse(text: str, place: str = "") -> tuple[Waiver, ...]:
    """The waivers of a review.jsonl; lines of another kind are left to `write` as they are.

    Raises UsageError with the line of what is no JSON object.
    """
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        data = _object(line, f"{place}:{number}")
        rule, entry = data.get("waive"), data.get("entry")
        if isinstance(rule, str) and isinstance(entry, str):
            rest = tuple((k, v) for k, v in data.items() if k not in ("waive", "entry", "msgid"))
            found.append(Waiver(rule, entry, str(data.get("msgid", "")), rest))
    return tuple(found)


def _object(line: str, place: str) -> dict[str, object]:
    try:
        data = json.loads(line)
    except json.JSONDecodeError as error:
        fix = "each line is one JSON object; mend or delete this one"
        raise UsageError("not a JSON line", place=place, cause=error.msg, fix=fix) from error
    if not isinstance(data, dict):
        raise UsageError("not a JSON object", place=place, fix='write {"waive": …, "entry": …}')
    return data


def write(text: str, add: Iterable[Waiver] = (), remove: Collection[Waiver] = ()) -> str:
    """The file with waivers added at its end and removed; every other line as it was.

    >>> once = write("", [Waiver("number", "0" * 16, "4社")])
    >>> once, write(once, [Waiver("number", "0" * 16)]) == once
    ('{"waive": "number", "entry": "0000000000000000", "msgid": "4社"}\\n', True)
    """
    lines = [line for line in text.splitlines() if not set(parse(line)) & set(remove)]
    known = set(parse("\n".join(lines)))
    for waiver in add:
        if waiver not in known:
            data = {"waive": waiver.check, "entry": waiver.entry, "msgid": waiver.msgid}
            lines.append(json.dumps(data | dict(waiver.rest), ensure_ascii=False))
            known.add(waiver)
    return "".join(f"{line}\n" for line in lines)
