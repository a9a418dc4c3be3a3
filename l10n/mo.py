"""Catalogs as MO files, the form in which programs load them (`gettext`, `bindtextdomain`).

The format is GNU gettext's (manual, "The Format of GNU MO Files"): a table of msgids in the order of
their bytes, a table of msgstrs, the texts. The hash table, which only saves a binary search, is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate
from struct import pack

from l10n.model import Catalog, Entry, State

_MAGIC = 0x950412DE


def write_mo(catalog: Catalog, *, drafts: bool = False) -> bytes:
    """The MO file of a catalog, in UTF-8: its header and what is approved; with `drafts`, all texts.

    >>> from l10n.model import Key
    >>> entry = Entry(Key(None, "青"), "blue", State.APPROVED)
    >>> import gettext, io
    >>> gettext.GNUTranslations(io.BytesIO(write_mo(Catalog("a", "en", (entry,))))).gettext("青")
    'blue'
    """
    texts = dict(_texts(catalog, drafts=drafts))
    ids = sorted(texts)
    strings = [texts[one] for one in ids]
    count = len(ids)
    start = 28 + 16 * count
    lengths = [len(one) for one in (*ids, *strings)]
    ends = accumulate((length + 1 for length in lengths), initial=start)
    table = [number for pair in zip(lengths, ends, strict=False) for number in pair]
    head = pack("<7I", _MAGIC, 0, count, 28, 28 + 8 * count, 0, start)
    return b"".join([head, pack(f"<{len(table)}I", *table), b"\0".join([*ids, *strings, b""])])


def _texts(catalog: Catalog, *, drafts: bool) -> Iterator[tuple[bytes, bytes]]:
    fields = dict(catalog.header) | {"Content-Type": "text/plain; charset=UTF-8"}
    fields.pop("POT-Creation-Date", None)  # as msgfmt: the same texts make the same file
    yield b"", "".join(f"{name}: {value}\n" for name, value in fields.items()).encode()
    for entry in catalog.entries:
        if not entry.obsolete and (entry.state is State.APPROVED or (drafts and entry.msgstr)):
            msgstr = "\0".join((entry.msgstr, *entry.msgstr_plural))
            if msgstr.strip("\0"):
                yield _id(entry).encode(), msgstr.encode()


def _id(entry: Entry) -> str:
    msgctxt, msgid = entry.key
    plural = "" if entry.msgid_plural is None else f"\0{entry.msgid_plural}"
    return f"{msgid}{plural}" if msgctxt is None else f"{msgctxt}\4{msgid}{plural}"
