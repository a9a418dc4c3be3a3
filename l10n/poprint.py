"""An entry's lines in a PO file, printed by polib: its only user."""

from __future__ import annotations

import re
from collections.abc import Sequence

import polib

from l10n.model import Entry, State


def printed(entry: Entry, places: Sequence[str], provenance: Sequence[str], *, sticky: bool) -> str:
    """The lines of an entry, unwrapped.

    `places` are its references as `#:` holds them, `provenance` the lines that follow its
    comments. With `sticky`, the flags of a `#=` line stay on one.
    """
    return str(_PoEntry.of(entry, places, provenance, sticky=sticky))


class _PoEntry(polib.POEntry):
    """polib's entry, printed as msgcat does where polib differs.

    polib splits strings at U+2028, U+0085 and U+001C–E, writes a raw `\\a`, puts a space
    behind an empty comment mark, and knows no `#=` lines.
    """

    sticky: tuple[str, ...] = ()
    gone = False
    """Obsolete: polib's own printing of it drops `#~|` and `#.`."""
    bare = False
    """Its one comment line is empty: polib takes that for none."""

    @classmethod
    def of(
        cls, entry: Entry, places: Sequence[str], provenance: Sequence[str], *, sticky: bool
    ) -> _PoEntry:
        fuzzy = ["fuzzy"] if entry.state in (State.DRAFT, State.STALE) else []
        plural = entry.msgid_plural is not None
        texts = (entry.msgstr, *entry.msgstr_plural)
        item = cls(
            msgid=entry.key.msgid,
            msgstr="" if plural else entry.msgstr,
            msgid_plural=entry.msgid_plural or "",
            msgstr_plural=dict(enumerate(texts)) if plural else {},
            msgctxt=entry.key.msgctxt,
            occurrences=[(place, "") for place in places],
            comment=entry.note,
            tcomment="\n".join([*entry.comments, *provenance]),
            flags=[*fuzzy, *entry.flags, *(() if sticky else entry.sticky)],
            previous_msgid=entry.previous.msgid if entry.previous else None,
            previous_msgctxt=entry.previous.msgctxt if entry.previous else None,
            previous_msgid_plural=entry.previous_plural,
        )
        item.gone, item.sticky = entry.obsolete, entry.sticky if sticky else ()
        item.bare = entry.comments == ("",) and not item.tcomment
        return item

    def __str__(self) -> str:
        lines = str(self.__unicode__(0)).rstrip("\n").split("\n")
        lines = [line[:2].rstrip() if line in ("# ", "#. ") else line for line in lines]
        if self.bare:
            lines.insert(0, "#")
        if self.sticky:
            at = next(i for i, line in enumerate(lines) if line.startswith(("#|", "msg")))
            lines.insert(at, "#= " + ", ".join(self.sticky))
        if self.gone:
            lines = [_obsolete(line) for line in lines]
        return "\n".join(lines)

    def _str_field(
        self, fieldname: str, delflag: str, plural_index: str, field: str, *_: object
    ) -> list[str]:
        name = fieldname.removeprefix("previous_") + plural_index
        lines = (re.findall(r"[^\n]*\n|[^\n]+", field) if "\n" in field else None) or [field]
        texts = [polib.escape(line).replace("\a", "\\a") for line in lines]
        if len(texts) == 1:
            return [f'{delflag}{name} "{texts[0]}"']
        return [f'{delflag}{name} ""', *(f'{delflag}"{text}"' for text in texts)]


def _obsolete(line: str) -> str:
    if line.startswith("#|"):
        return "#~" + line[1:]
    return line if line.startswith("#") else f"#~ {line}"
