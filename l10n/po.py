"""Catalogs on disk: the one reader and the one writer of PO files.

Reading is `poscan`'s, strict, because polib's is not: it reads `msgstr "Heading` as `Headin`,
drops `#~|`, changes `\\a`, and the lost letter reaches the published page. Writing puts back
the bytes of every entry that nobody touched, and prints the others, unwrapped, as `msgcat
--no-wrap` does (`poprint` with polib). Conventions: docs/po-conventions.md.
"""

from __future__ import annotations

import codecs
import gc
import io
import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, overload

from l10n.atomic import fingerprint
from l10n.entries import Above, Chosen, Item, Stored
from l10n.errors import CatalogError
from l10n.lazy import lazy
from l10n.model import Catalog, Draft, Entry, Key, Origin, State, Term, is_joined
from l10n.poscan import Block, Index

if TYPE_CHECKING:
    from pathlib import Path

HEADER = Key(None, "")
_OURS = lazy(r"l10n: mt=(\S+)((?: [\w-]+=\S+)*)\s*$")
_HEADER_BYTES = lazy(rb'msgid\s+""\s+msgstr\s+((?:"[^\n]*"\s*)+)')
_CHARSET = lazy(r"charset=([\w.:+-]+)")
_NPLURALS = lazy(r"nplurals\s*=\s*(\d+)")
_NOT_PLAIN = lazy(r'["\\\a-\r]')  # what a string in a PO file escapes
_ASCII = "".join(map(chr, range(32, 127))) + "\n"  # what keywords and quotation marks are made of
_AT_ONCE = 1000  # entries
_BIG = 100_000  # characters; below it, the garbage collector costs nothing
_PLURALS = {
    "ja ko zh vi th id ms lo my km": "nplurals=1; plural=0;",
    "fr pt_BR": "nplurals=2; plural=(n > 1);",
    "ru uk": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && "
    "(n%100<12 || n%100>14) ? 1 : 2);",
    "pl": "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);",
    "cs sk": "nplurals=3; plural=(n==1) ? 0 : (n>=2 && n<=4) ? 1 : 2;",
    "ar": "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : "
    "n%100>=11 ? 4 : 5;",
}


def read_catalog(path: Path, *, domain: str = "", display: str = "") -> Catalog:
    """The catalog in a PO file; CatalogError (file:line, cause, fix) when it can't be read whole."""
    place = display or str(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise CatalogError(
            "cannot be read",
            place=place,
            cause=str(error.strerror),
            fix="check the path and its permissions",
        ) from error
    return parse_catalog(data, place, domain=domain)


def parse_catalog(
    data: bytes, place: str, *, domain: str = "", known: Iterable[Entry] = ()
) -> Catalog:
    """The catalog in the bytes of a PO file; CatalogError, with `place`, as `read_catalog`.

    `known` are entries that were printed there a moment ago: they need not be read again.

    >>> source = 'msgid ""\\nmsgstr "Language: en\\\\n"\\n\\nmsgid "青"\\nmsgstr "blue"\\n'
    >>> catalog = parse_catalog(source.encode(), "a.po")
    >>> catalog.locale, catalog.entries[0].msgstr
    ('en', 'blue')
    """
    text, charset, newline = _decoded(data, place)
    is_all = charset == "utf-8" and b"\r" not in data and not data.startswith(codecs.BOM_UTF8)
    origin = Origin("" if is_all else fingerprint(data), text, charset, newline)
    if len(text) < _BIG:
        return _catalog(origin, domain, place, known)
    gc.disable()  # it would look again and again at objects that all stay
    try:
        return _catalog(origin, domain, place, known)
    finally:
        gc.enable()


def count_states(data: bytes, place: str) -> Counter[State]:
    """How many active entries a PO file has in each state, without making them.

    >>> source = 'msgid ""\\nmsgstr "Language: en\\\\n"\\n\\n#, fuzzy\\nmsgid "青"\\nmsgstr "blue"\\n\\nmsgid "赤"\\nmsgstr ""\\n'
    >>> sorted((state.value, n) for state, n in count_states(source.encode(), "a.po").items())
    [('stale', 1), ('untranslated', 1)]
    """
    text, charset, _ = _decoded(data, place)
    index = Index(text, place, charset)
    active = set(range(len(index.keys))) - index.gone - {_header_at(index, place)}
    return Counter([_state_at(index, number) for number in active])


def _state_at(index: Index, number: int) -> State:
    """The state of an entry, from as few of its lines as tell it."""
    above = index.above_text(number)
    if above is not None and "fuzzy" not in above:
        return State.APPROVED
    if above is not None and above.startswith("# l10n: mt=") and "\n#, fuzzy\n" in above:
        ours = _OURS.match(above, 2, above.index("\n"))
        if ours and " hash=" in ours[2]:
            return State.DRAFT
    block = index.block(number)
    return _state(block, _draft_of(block))


def parse_terms(path: Path) -> tuple[Term, ...]:
    """The termbase in a `terms.po`; `#.` lines hold `keep`, `alias: …`, `forbidden: …`."""
    from l10n.terms import TermNote  # and all that finds terms in Japanese: nobody else needs it

    terms = []
    for entry in read_catalog(path).active:
        note = TermNote.read(entry.note)
        target = entry.msgstr if entry.state is State.APPROVED else ""
        target = target or (entry.key.msgid if note.keep else "")
        terms.append(Term(entry.key.msgid, target, note.aliases, note.keep, note.forbidden))
    return tuple(terms)


def write_catalog(catalog: Catalog, *, sticky: bool = False) -> bytes:
    """The PO file of a catalog (a POT when it has no locale).

    Entries equal to what was read keep their bytes, the others come out as `msgcat --no-wrap`
    writes them. The file keeps its charset as long as that can hold the text, and its line
    ends; a BOM goes, because gettext's tools refuse it. With `sticky`, flags that came on a
    `#=` line stay on one; without, they join the `#,` line of an entry that is written anew.
    """
    header = _header(catalog)
    try:
        data = _encoded(catalog, header, catalog.origin.charset, sticky=sticky)
    except UnicodeEncodeError:
        header = replace(header, msgstr=_CHARSET.sub("charset=UTF-8", header.msgstr))
        data = _encoded(catalog, header, "utf-8", sticky=sticky)
    newline = catalog.origin.newline
    return data if newline == "\n" else data.replace(b"\n", newline.encode())


def _encoded(catalog: Catalog, header: Entry, charset: str, *, sticky: bool) -> bytes:
    """The file, encoded piece by piece: all pieces of 100,000 entries at once take 100 MB."""
    out = io.BytesIO()
    if not catalog.origin.entries and not catalog.origin.loose:  # a template, anew
        entries = (header, *sorted(catalog.entries, key=lambda entry: entry.obsolete))
        for start in range(0, len(entries), _AT_ONCE):
            printed = [_printed(one, sticky=sticky) for one in entries[start : start + _AT_ONCE]]
            out.write((("\n\n" if start else "") + "\n\n".join(printed)).encode(charset))
        out.write(b"\n")
        return out.getvalue()
    pieces = _pieces(catalog, header, sticky=sticky)
    lines, gap = next(pieces)
    for following, behind in pieces:
        out.write((_ended(lines) + ("\n" if gap is None else gap)).encode(charset))
        lines, gap = following, behind
    out.write((lines if gap is None else _ended(lines)).encode(charset))
    return out.getvalue()


def _pieces(catalog: Catalog, header: Entry, *, sticky: bool) -> Iterator[tuple[str, str | None]]:
    """Lines of entries, and the blank lines behind them, None at the file's end; as they were
    where nobody touched them, and then of many entries at once."""
    stored, loose = _stored(catalog), dict(catalog.origin.loose)
    apart = {stored.found.number(key) for key in loose if key is not None}
    for run in _runs(_in_order(catalog, header), apart):
        key = stored.keys[run[0]] if isinstance(run, range) else run.key
        if key in loose:
            yield loose.pop(key), ""
        if isinstance(run, range):
            yield stored.lines(run)
        else:
            yield f"{_printed(run, sticky=sticky)}\n", "\n"
    yield from ((text, None) for text in loose.values())


def _runs(items: Iterable[Item], apart: Container[int | None]) -> Iterator[range | Entry]:
    """Numbers that follow each other, taken together; those of `apart` begin anew."""
    start = stop = -1
    for item in items:
        if item == stop and item not in apart:
            stop += 1
            continue
        if start >= 0:
            yield range(start, stop)
        if isinstance(item, int):
            start, stop = item, item + 1
        else:
            yield item
            start = stop = -1
    if start >= 0:
        yield range(start, stop)


def _in_order(catalog: Catalog, header: Entry) -> Iterator[Item]:
    """The numbers of stored entries that keep their bytes, and the entries to be printed."""
    stored, chosen = _stored(catalog), Chosen.of(catalog.entries)
    found = stored.found
    items: Sequence[Item] = chosen.items if chosen.stored is stored else tuple(chosen)
    for item in chain((header,), sorted(items, key=chosen.is_obsolete)):
        if isinstance(item, int):
            if item not in found.drafted or _is_draft(found, item):
                yield item
            else:
                yield stored[item]  # a person approved it: its `# l10n:` line goes now
            continue
        number = found.number(item.key)
        if number is None or item != stored[number]:
            yield item
        elif number in found.drafted and stored[number].draft is None:
            yield stored[number]
        else:
            yield number


def _is_draft(index: Index, number: int) -> bool:
    return _state_at(index, number) in (State.DRAFT, State.UNTRANSLATED)


def _stored(catalog: Catalog) -> _Read:
    entries = catalog.origin.entries
    return entries if isinstance(entries, _Read) else _Read(Index(""))


def _printed(entry: Entry, *, sticky: bool) -> str:
    """An entry's lines; polib prints what has more than the entries of a template have, and drafts.

    It is loaded then (15 ms): most runs write templates, or nothing.
    """
    key, note, made = entry.key, entry.note, "".join(_provenance(entry))
    if key == HEADER and (lines := _usual_header(entry)):
        return lines
    if (
        entry.comments or entry.previous or entry.flags or entry.sticky
        or entry.obsolete or entry.msgid_plural is not None or key.msgctxt is not None
        or entry.state is State.STALE or len(entry.references) != 1
        or _NOT_PLAIN.search(f"{key.msgid}{entry.msgstr}{made}") or "\n\n" in f"\n{note}\n"
    ):  # fmt: skip
        from l10n.poprint import printed

        return printed(entry, _isolated_all(entry), tuple(_provenance(entry)), sticky=sticky)
    note = note.replace("\n", "\n#. ")
    (place,) = _isolated_all(entry)
    made = f"# {made}\n" if made else ""
    fuzzy = "#, fuzzy\n" if entry.state is State.DRAFT else ""
    return f'{made}#. {note}\n#: {place}\n{fuzzy}msgid "{key.msgid}"\nmsgstr "{entry.msgstr}"'


def _usual_header(entry: Entry) -> str:
    """The lines of a header that has no more than comments and fields; "" for any other."""
    lines = entry.msgstr.split("\n")
    if (
        lines.pop() or len(lines) < 2 or entry.note or entry.references or entry.flags or entry.sticky
        or entry.draft or entry.previous or entry.obsolete or entry.state is not State.APPROVED
        or any(_NOT_PLAIN.search(x) or x.splitlines()[1:] for x in (*lines, *entry.comments))
    ):  # fmt: skip
        return ""
    comments = "".join(f"# {line}\n" if line else "#\n" for line in entry.comments)
    fields = "".join(f'"{line}\\n"\n' for line in lines)
    return f'{comments}msgid ""\nmsgstr ""\n{fields}'.rstrip("\n")


def _ended(lines: str) -> str:
    return lines if lines.endswith("\n") else lines + "\n"


def _header(catalog: Catalog) -> Entry:
    """The header that the file had, with the fields that gettext's tools ask for; no clock there."""
    found = _stored(catalog).found.number(HEADER)
    entry = Entry(HEADER) if found is None else catalog.origin.entries[found]
    if found is None or _pairs(entry.msgstr) != catalog.header:
        text = "".join(f"{name}: {value}\n" for name, value in catalog.header)
        entry = replace(entry, msgstr=text, state=State.APPROVED)
    if found is None or "\n".join(entry.comments) != catalog.comment:
        entry = replace(entry, comments=tuple(catalog.comment.split("\n")))
    text = _completed(entry.msgstr, catalog)
    return entry if text == entry.msgstr else replace(entry, msgstr=text, state=State.APPROVED)


def _completed(text: str, catalog: Catalog) -> str:
    wanted = {
        "Project-Id-Version": catalog.domain,
        "Language": catalog.locale,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": _plural_forms(catalog.locale),
        "X-Generator": "honyaku",
    }
    if not catalog.locale:
        del wanted["Plural-Forms"]
    elif catalog.header:
        del wanted["X-Generator"]
    known = dict(_pairs(text))
    text += "\n" if text and not text.endswith("\n") else ""
    text += "".join(f"{name}: {value}\n" for name, value in wanted.items() if name not in known)
    if catalog.locale:
        text = re.sub(r"(?m)^Language:[ \t]*$", f"Language: {catalog.locale}", text)
    return text.replace("charset=CHARSET", "charset=UTF-8")


def _plural_forms(locale: str) -> str:
    fits = (rule for names, rule in _PLURALS.items() if _names_locale(names, locale))
    return next(fits, "nplurals=2; plural=(n != 1);")


def _names_locale(names: str, locale: str) -> bool:
    return locale in names.split() or locale.split("_")[0] in names.split()


# --- reading --------------------------------------------------------------------------------


def _decoded(data: bytes, place: str) -> tuple[str, str, str]:
    """The text with `\\n` line ends, its charset, and the line ends it had."""
    data = data.removeprefix(codecs.BOM_UTF8)
    charset = _charset(data, place)
    try:
        text = data.decode(charset)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise CatalogError(
            f"not {charset.upper()} at byte {error.start}",
            place=f"{place}:{line}",
            cause="Its header names that charset; another program saved it in another one."
            if _CHARSET.search(data[: error.start].decode("ascii", "replace"))
            else "Its header names no charset, or cannot be read.",
            fix=f"save it as {charset.upper()}, or name its real charset in the header",
        ) from error
    if b"\0" in data:  # quicker than in the text, and every charset here holds ASCII as it is
        line = data[: data.index(b"\0")].count(b"\n") + 1
        raise CatalogError("a NUL character", place=f"{place}:{line}", fix="delete it")
    if b"\r" not in data:
        return text, charset, "\n"
    newline = "\r\n" if 2 * text.count("\r\n") > text.count("\n") else "\n"
    return text.replace("\r\n", "\n").replace("\r", "\n"), charset, newline


def _charset(data: bytes, place: str) -> str:
    """The charset that the header names, UTF-8 when it names none, as Python knows it."""
    header = _HEADER_BYTES.search(data)
    named = _CHARSET.search(header[1].decode("ascii", "replace")) if header else None
    if named is None or named[1] == "CHARSET":
        return "utf-8"
    try:
        info = codecs.lookup(named[1])
        if info.encode(_ASCII)[0] == _ASCII.encode():  # UTF-7, Punycode and IDNA do not
            return info.name
    except (LookupError, TypeError, UnicodeError):
        pass
    assert header is not None
    line = data[: header.start(1) + header[1].find(b"charset=")].count(b"\n") + 1
    raise CatalogError(
        f'unknown charset "{named[1]}"',
        place=f"{place}:{line}",
        cause="Its header names a charset that nothing here can read.",
        fix="save the file as UTF-8 and write charset=UTF-8 there",
    )


def _catalog(origin: Origin, domain: str, place: str, known: Iterable[Entry]) -> Catalog:
    index = Index(origin.text, place, origin.charset)
    entries, at = _Read(index, known), _header_at(index, place)
    count = len(entries)
    header = entries[at]
    pairs = _pairs(header.msgstr)
    _refuse_plurals(index, dict(pairs).get("Plural-Forms", ""), place)
    rest = range(1, count) if not at else [i for i in range(count) if i != at]
    return Catalog(
        domain,
        dict(pairs).get("Language", ""),
        Chosen(rest, entries),
        pairs,
        "\n".join(header.comments),
        replace(origin, entries=entries, loose=index.loose),
    )


def _header_at(index: Index, place: str) -> int:
    """The number of the header, nearly always the first."""
    if HEADER in index.keys:
        return index.keys.index(HEADER)
    raise CatalogError(
        "the header entry is missing",
        place=f"{place}:1",
        cause='A PO file begins with msgid "" and a msgstr that names its charset.',
        fix="restore the header, or delete the file to begin it anew",
    )


def _pairs(header: str) -> tuple[tuple[str, str], ...]:
    lines = (line.partition(":") for line in header.split("\n") if line)
    return tuple((name.strip(), value.strip()) for name, _, value in lines)


def _refuse_plurals(index: Index, forms: str, place: str) -> None:
    wanted = _NPLURALS.search(forms)
    for number, block in index.unusual.items() if wanted else ():
        if block.msgid_plural is None or block.obsolete:
            continue
        count = len(block.msgstrs)
        if wanted and count != int(wanted[1]):
            raise CatalogError(
                f"{count} plural forms instead of {wanted[1]}",
                place=f"{place}:{index.line(number)}",
                cause=f"The header says nplurals={wanted[1]}.",
                fix=f"write msgstr[0] to msgstr[{int(wanted[1]) - 1}]",
            )


# --- entries --------------------------------------------------------------------------------


class _Read(Stored):
    """The entries of a text, made when somebody looks at them."""

    def __init__(self, found: Index, known: Iterable[Entry] = ()) -> None:
        self.found, self.keys = found, found.keys
        self._made: dict[int, Entry] = {}
        self._known = {entry.key: entry for entry in known if _is_plain_draft(entry)}

    def is_obsolete(self, index: int) -> bool:
        """True for what stands behind `#~`."""
        return index in self.found.gone

    @property
    def empty(self) -> frozenset[int]:
        """Those of the article without a text and without a translator's comment."""
        return self.found.empty

    def above(self, index: int) -> Above:
        """An entry's references and note."""
        return Above(*self.found.above(index))

    def lines_above(self, index: int) -> str:
        """The lines above an entry's msgid; "" where they were read line by line."""
        return self.found.lines_above(index)

    def lines(self, run: range) -> tuple[str, str | None]:
        """The lines of entries that follow each other, and the blank lines behind the last, None
        at the end of the file."""
        text = self.found.text
        start, (_, end, stop) = self.found.span(run[0])[0], self.found.span(run[-1])
        return (text[start:], None) if stop == len(text) else (text[start:end], text[end:stop])

    def __len__(self) -> int:
        return len(self.keys)

    @overload
    def __getitem__(self, index: int) -> Entry: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Entry, ...]: ...
    def __getitem__(self, index: int | slice) -> Entry | tuple[Entry, ...]:
        if isinstance(index, slice):
            return tuple(map(self.__getitem__, range(len(self))[index]))
        made = self._made.get(index)
        if made is None:
            key, line = self.keys[index], self.found.line(index)
            given = self._known.pop(key, None) if self._known else None
            if given and self.above(index) == (given.references, given.note):
                made = replace(given, line=line)
            else:
                made = _entry(key, self.found.block(index), line)
            self._made[index] = made
        return made


def _is_plain_draft(entry: Entry) -> bool:
    """True for a draft as a machine has just made it, which is read as it was printed."""
    more = (
        entry.comments or entry.flags or entry.sticky or entry.previous or entry.obsolete
        or entry.msgid_plural is not None or entry.msgstr_plural or entry.previous_plural
    )  # fmt: skip
    if more or not entry.msgstr or entry.state is not State.DRAFT:
        return False
    line = "".join(_provenance(entry))
    return bool(_OURS.fullmatch(line)) and _draft(line) == entry.draft and " hash=" in line


def _entry(key: Key, block: Block, line: int) -> Entry:
    comments, flags, sticky = block.comments, block.flags, block.sticky
    draft = _draft_of(block)
    if draft:
        comments = tuple([line for line in comments if not _OURS.match(line)])
    if "fuzzy" in flags or "fuzzy" in sticky:
        flags = tuple(flag for flag in flags if flag != "fuzzy")
        sticky = tuple(flag for flag in sticky if flag != "fuzzy")
    msgstrs = block.msgstrs
    state = _state(block, draft)
    old = block.previous
    return Entry(
        key,
        msgstrs[0],
        state,
        block.references,
        block.note,
        comments,
        draft if state in (State.DRAFT, State.UNTRANSLATED) else None,
        Key(old.get("msgctxt"), old.get("msgid", "")) if old else None,
        flags,
        block.obsolete,
        block.msgid_plural,
        msgstrs[1:],
        old.get("msgid_plural"),
        sticky,
        line,
    )


def _state(block: Block, draft: Draft | None) -> State:
    if not (any(block.msgstrs) or is_joined(block.comments)):
        return State.UNTRANSLATED
    if "fuzzy" not in block.flags and "fuzzy" not in block.sticky:
        return State.APPROVED
    return State.DRAFT if draft and draft.digest else State.STALE


def _draft_of(block: Block) -> Draft | None:
    """What the first `# l10n: mt=…` comment says."""
    ours = (line for line in block.comments if line.startswith("l10n: mt=") and _OURS.match(line))
    return next(map(_draft, ours), None)


def _draft(line: str) -> Draft:
    """The provenance in `l10n: mt=offline model=cc324af0 logprob=-0.42 hash=1a2b3c4d`."""
    match = _OURS.match(line)
    assert match is not None
    pairs = [tuple(pair.split("=", 1)) for pair in match[2].split()]
    mark = dict(pairs).get("hash", "")
    return Draft(match[1], mark, tuple((k, v) for k, v in pairs if k != "hash"))


def _isolated_all(entry: Entry) -> list[str]:
    """File names as `#:` holds them: those with spaces between U+2068 and U+2069 (gettext 0.22)."""
    return [f"\u2068{name}\u2069" if " " in name else name for name in entry.references]


def _provenance(entry: Entry) -> Iterator[str]:
    draft = entry.draft
    if draft and entry.state in (State.DRAFT, State.UNTRANSLATED):
        pairs = [*draft.detail, *([("hash", draft.digest)] if draft.digest else [])]
        yield " ".join([f"l10n: mt={draft.engine}", *(f"{key}={value}" for key, value in pairs)])
