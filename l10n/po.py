"""Catalogs on disk: the one reader and the one writer of PO files, and the only user of polib.

Reading is `poscan`'s, strict, because polib's is not: it reads `msgstr "Heading` as `Headin`,
drops `#~|`, changes `\\a`, and the lost letter reaches the published page. Writing puts back
the bytes of every entry that nobody touched, and prints the others with polib, unwrapped, as
`msgcat --no-wrap` does. Conventions: DESIGN section 3 and docs/po-conventions.md.
"""

from __future__ import annotations

import codecs
import gc
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import overload

import polib

from l10n.atomic import fingerprint
from l10n.errors import CatalogError
from l10n.lazy import lazy
from l10n.model import Catalog, Draft, Entry, Key, Origin, State, Term, is_joined
from l10n.poscan import Block, Lines, glances, msgid_at, scan, span, take_apart

HEADER = Key(None, "")
_OURS = lazy(r"l10n: mt=(\S+)((?: [\w-]+=\S+)*)\s*$")
_OLD_PROVENANCE = lazy(r"^# l10n: mt=\S", re.MULTILINE)
_HEADER_BYTES = lazy(rb'msgid\s+""\s+msgstr\s+((?:"[^\n]*"\s*)+)')
_CHARSET = lazy(r"charset=([\w.:+-]+)")
_NPLURALS = lazy(r"nplurals\s*=\s*(\d+)")
_NOT_PLAIN = lazy(r'["\\\a-\r]')  # what a string in a PO file escapes
_BIG = 1_000_000  # characters; below it, the garbage collector costs nothing
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


def parse_catalog(data: bytes, place: str, *, domain: str = "") -> Catalog:
    """The catalog in the bytes of a PO file; CatalogError, with `place`, as `read_catalog`.

    >>> source = 'msgid ""\\nmsgstr "Language: en\\\\n"\\n\\nmsgid "青"\\nmsgstr "blue"\\n'
    >>> catalog = parse_catalog(source.encode(), "a.po")
    >>> catalog.locale, catalog.entries[0].msgstr
    ('en', 'blue')
    """
    text, charset, newline = _decoded(data, place)
    origin = Origin(fingerprint(data), text, charset, newline)
    if len(text) < _BIG:
        return _catalog(origin, domain, place)
    gc.disable()  # it would look again and again at objects that all stay
    try:
        return _catalog(origin, domain, place)
    finally:
        gc.enable()


def count_states(data: bytes, place: str) -> Counter[State]:
    """How many active entries a PO file has in each state, a third of the work of reading it.

    >>> source = 'msgid ""\\nmsgstr "Language: en\\\\n"\\n\\n#, fuzzy\\nmsgid "青"\\nmsgstr "blue"\\n\\nmsgid "赤"\\nmsgstr ""\\n'
    >>> sorted((state.value, n) for state, n in count_states(source.encode(), "a.po").items())
    [('stale', 1), ('untranslated', 1)]
    """
    text, charset, _ = _decoded(data, place)
    if not _HEADER_BYTES.search(data):
        raise _headless(place)
    counts: Counter[State] = Counter()
    for seen in glances(text, place, charset):
        drafted = seen.fuzzy and any(" hash=" in one and _OURS.match(one) for one in seen.comments)
        has_text = seen.text or is_joined(seen.comments)
        counts[_state_of(has_text, fuzzy=seen.fuzzy, draft=drafted)] += 1
    return counts


def parse_terms(path: Path) -> tuple[Term, ...]:
    """The termbase in a `terms.po`; `#.` lines hold `keep`, `alias: …`, `forbidden: …`."""
    terms = []
    for entry in read_catalog(path).active:
        notes = {
            key.strip(): value.strip()
            for key, _, value in (line.partition(":") for line in entry.note.split("\n"))
        }
        names = {
            key: tuple(filter(None, re.split(r"[,、]\s*", notes.get(key, "")))) for key in notes
        }
        keep = "keep" in notes
        target = entry.msgstr if entry.state is State.APPROVED else ""
        target = target or (entry.key.msgid if keep else "")
        forbidden = names.get("forbidden", ())
        terms.append(Term(entry.key.msgid, target, names.get("alias", ()), keep, forbidden))
    return tuple(terms)


def write_catalog(catalog: Catalog, *, sticky: bool = False) -> bytes:
    """The PO file of a catalog (a POT when it has no locale).

    Entries equal to what was read keep their bytes, the others come out as `msgcat --no-wrap`
    writes them. The file keeps its charset as long as that can hold the text, and its line
    ends; a BOM goes, because gettext's tools refuse it. With `sticky`, flags that came on a
    `#=` line stay on one; without, they join the `#,` line of an entry that is written anew.
    """
    header = _header(catalog)
    text = _text(catalog, header, sticky=sticky)
    try:
        data = text.encode(catalog.origin.charset)
    except UnicodeEncodeError:
        header = replace(header, msgstr=_CHARSET.sub("charset=UTF-8", header.msgstr))
        data = _text(catalog, header, sticky=sticky).encode("utf-8")
    newline = catalog.origin.newline
    return data if newline == "\n" else data.replace(b"\n", newline.encode())


def _text(catalog: Catalog, header: Entry, *, sticky: bool) -> str:
    origin = catalog.origin
    if isinstance(catalog.entries, _Entries) and catalog.entries.follow_header(origin):
        rest = origin.text[origin.spans[0][2] :]
        pieces = [*_pieces(header, origin, sticky=sticky), *([(rest, None)] if rest else [])]
    else:
        ordered = [header, *sorted(catalog.entries, key=lambda entry: entry.obsolete)]
        pieces = [piece for entry in ordered for piece in _pieces(entry, origin, sticky=sticky)]
        if origin.loose:
            named = {entry.key for entry in ordered}
            pieces += [(text, None) for key, text in origin.loose.items() if key not in named]
    *most, (last, gap) = pieces
    out = [_ended(lines) + ("\n" if gap is None else gap) for lines, gap in most]
    return "".join([*out, last if gap is None else _ended(last)])


def _pieces(entry: Entry, origin: Origin, *, sticky: bool) -> Iterator[tuple[str, str | None]]:
    """An entry's lines and the blank lines behind, None at the file's end; as they were if
    nobody touched it."""
    if entry.key in origin.loose:
        yield origin.loose[entry.key], ""
    index = origin.places.get(entry.key)
    if index is not None and _is_untouched(entry, origin, index):
        start, end, stop = origin.spans[index]
        if stop == len(origin.text):
            yield origin.text[start:], None
        else:
            yield origin.text[start:end], origin.text[end:stop]
    else:
        yield f"{_printed(entry, sticky=sticky)}\n", "\n"


def _printed(entry: Entry, *, sticky: bool) -> str:
    """An entry's lines; polib prints what has more than the entries of a template have."""
    key, note = entry.key, entry.note
    if (
        entry.comments or entry.draft or entry.previous or entry.flags or entry.sticky
        or entry.obsolete or entry.msgid_plural is not None or key.msgctxt is not None
        or entry.state in (State.DRAFT, State.STALE) or len(entry.references) != 1
        or _NOT_PLAIN.search(f"{key.msgid}{entry.msgstr}") or "\n\n" in f"\n{note}\n"
    ):  # fmt: skip
        return str(_PoEntry.of(entry, sticky=sticky))
    note = note.replace("\n", "\n#. ")
    place = _isolated(entry.references[0])
    return f'#. {note}\n#: {place}\nmsgid "{key.msgid}"\nmsgstr "{entry.msgstr}"'


def _is_untouched(entry: Entry, origin: Origin, index: int) -> bool:
    """False also for a draft that a person approved: its `# l10n:` line goes now."""
    read, (start, end, _) = origin.entries[index], origin.spans[index]
    if read is not entry and read != entry:
        return False
    return entry.draft is not None or not _OLD_PROVENANCE.search(origin.text, start, end)


def _ended(lines: str) -> str:
    return lines if lines.endswith("\n") else lines + "\n"


def _header(catalog: Catalog) -> Entry:
    """The header that the file had, with the fields that gettext's tools ask for; no clock there."""
    found = catalog.origin.places.get(HEADER)
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
            cause="Its header names that charset; another program saved it in another one.",
            fix=f"save it as {charset.upper()}, or name its real charset in the header",
        ) from error
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise CatalogError("a NUL character", place=f"{place}:{line}", fix="delete it")
    if "\r" not in text:
        return text, charset, "\n"
    newline = "\r\n" if text.count("\r\n") == text.count("\n") > 0 else "\n"
    return text.replace("\r\n", "\n").replace("\r", "\n"), charset, newline


def _charset(data: bytes, place: str) -> str:
    """The charset that the header names, UTF-8 when it names none, as Python knows it."""
    header = _HEADER_BYTES.search(data)
    named = _CHARSET.search(header[1].decode("ascii", "replace")) if header else None
    if named is None or named[1] == "CHARSET":
        return "utf-8"
    try:
        info = codecs.lookup(named[1])
        if info.encode("a\n")[0] == b"a\n":
            return info.name
    except (LookupError, TypeError):
        pass
    assert header is not None
    line = data[: header.start(1) + header[1].find(b"charset=")].count(b"\n") + 1
    raise CatalogError(
        f'unknown charset "{named[1]}"',
        place=f"{place}:{line}",
        cause="Its header names a charset that nothing here can read.",
        fix="save the file as UTF-8 and write charset=UTF-8 there",
    )


def _catalog(origin: Origin, domain: str, place: str) -> Catalog:
    keys: list[Key] = []
    found: list[Lines] = []
    places: dict[Key, int] = {}
    loose: dict[Key | None, str] = {}
    waiting = ""
    for key, lines in scan(origin.text, place, origin.charset):
        if key is None:
            waiting += origin.text[slice(*span(lines)[::2])]
            continue
        if key in places:
            _refuse_twice(key, lines, found[places[key]], origin.text, place)
        places[key] = len(found)
        keys.append(key)
        found.append(lines)
        if waiting:
            loose[key], waiting = waiting, ""
    if waiting.strip():
        loose[None] = waiting
    if HEADER not in places:
        raise _headless(place)
    entries = _Entries(keys, found, origin.text)
    origin = replace(origin, entries=entries, spans=_Spans(found), places=places, loose=loose)
    at = places[HEADER]
    header = entries[at]
    pairs = _pairs(header.msgstr)
    _refuse_plurals(found, dict(pairs).get("Plural-Forms", ""), origin.text, place)
    return Catalog(
        domain,
        dict(pairs).get("Language", ""),
        entries.without(at),
        pairs,
        "\n".join(header.comments),
        origin,
    )


def _headless(place: str) -> CatalogError:
    return CatalogError(
        "the header entry is missing",
        place=f"{place}:1",
        cause='A PO file begins with msgid "" and a msgstr that names its charset.',
        fix="restore the header, or delete the file to begin it anew",
    )


def _pairs(header: str) -> tuple[tuple[str, str], ...]:
    lines = (line.partition(":") for line in header.split("\n") if line)
    return tuple((name.strip(), value.strip()) for name, _, value in lines)


def _line(lines: Lines, text: str) -> int:
    return text.count("\n", 0, msgid_at(lines)) + 1


def _refuse_twice(key: Key, lines: Lines, first: Lines, text: str, place: str) -> None:
    raise CatalogError(
        "the same msgid appears twice",
        place=f"{place}:{_line(lines, text)}",
        cause=f"It stands first at line {_line(first, text)}: {key.msgid[:40]}",
        fix="keep one of the two",
    )


def _refuse_plurals(found: list[Lines], forms: str, text: str, place: str) -> None:
    wanted = _NPLURALS.search(forms)
    for block in found if wanted else ():
        if not isinstance(block, Block) or block.msgid_plural is None or block.obsolete:
            continue
        count = len(block.msgstrs)
        if wanted and count != int(wanted[1]):
            raise CatalogError(
                f"{count} plural forms instead of {wanted[1]}",
                place=f"{place}:{_line(block, text)}",
                cause=f"The header says nplurals={wanted[1]}.",
                fix=f"write msgstr[0] to msgstr[{int(wanted[1]) - 1}]",
            )


# --- entries --------------------------------------------------------------------------------


class _Entries(Sequence[Entry]):
    """Entries that are made when somebody looks at them: of 100,000, an update changes few."""

    def __init__(self, keys: list[Key], found: list[Lines], text: str) -> None:
        self._keys, self._found, self._text = keys, found, text
        self._made: list[Entry | None] = [None] * len(found)
        self._lines: list[int] = []
        self.all: _Entries = self
        """With the header."""
        self._order: Sequence[int] = range(len(found))

    def without(self, index: int) -> _Entries:
        """The same entries but one, the header."""
        fewer = _Entries([], [], self._text)
        count = len(self._found)
        fewer.all = self
        fewer._order = range(1, count) if not index else [i for i in range(count) if i != index]
        return fewer

    def follow_header(self, origin: Origin) -> bool:
        """True when these are all that stands behind the header in that file."""
        first = origin.places.get(HEADER) == 0 and HEADER not in origin.loose
        return first and self.all is origin.entries

    def __len__(self) -> int:
        return len(self._order)

    @overload
    def __getitem__(self, index: int) -> Entry: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Entry, ...]: ...
    def __getitem__(self, index: int | slice) -> Entry | tuple[Entry, ...]:
        if isinstance(index, slice):
            return tuple(self.all._make(i) for i in self._order[index])
        return self.all._make(self._order[index])

    def __iter__(self) -> Iterator[Entry]:
        return map(self.all._make, self._order)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return repr(tuple(self))

    def _make(self, index: int) -> Entry:
        made = self._made[index]
        if made is None:
            made = _entry(self._keys[index], self._found[index], self._line(index))
            self._made[index] = made
        return made

    def _line(self, index: int) -> int:
        if not self._lines:
            line = last = 0
            for lines in self._found:
                at = msgid_at(lines)
                line += self._text.count("\n", last, at)
                last = at
                self._lines.append(line + 1)
        return self._lines[index]


class _Spans(Sequence[tuple[int, int, int]]):
    """Where entries stand, asked of their lines when somebody wants to know."""

    def __init__(self, found: list[Lines]) -> None:
        self._found = found

    def __len__(self) -> int:
        return len(self._found)

    @overload
    def __getitem__(self, index: int) -> tuple[int, int, int]: ...
    @overload
    def __getitem__(self, index: slice) -> list[tuple[int, int, int]]: ...
    def __getitem__(self, index: int | slice) -> tuple[int, int, int] | list[tuple[int, int, int]]:
        if isinstance(index, slice):
            return [span(lines) for lines in self._found[index]]
        return span(self._found[index])


def _entry(key: Key, lines: Lines, line: int) -> Entry:
    block = take_apart(lines)
    comments, flags, sticky = block.comments, block.flags, block.sticky
    draft = None
    if comments:
        ours = [line for line in comments if line.startswith("l10n: mt=") and _OURS.match(line)]
        comments = tuple([line for line in comments if line not in ours])
        draft = _draft(ours[0]) if ours else None
    fuzzy = "fuzzy" in flags or "fuzzy" in sticky
    if fuzzy:
        flags = tuple(flag for flag in flags if flag != "fuzzy")
        sticky = tuple(flag for flag in sticky if flag != "fuzzy")
    msgstrs = block.msgstrs
    state = _state(any(msgstrs) or is_joined(comments), fuzzy=fuzzy, draft=draft)
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


def _state(has_text: bool, *, fuzzy: bool, draft: Draft | None) -> State:
    return _state_of(has_text, fuzzy=fuzzy, draft=bool(draft and draft.digest))


def _state_of(has_text: bool, *, fuzzy: bool, draft: bool) -> State:
    if not has_text:
        return State.UNTRANSLATED
    if not fuzzy:
        return State.APPROVED
    return State.DRAFT if draft else State.STALE


def _draft(line: str) -> Draft:
    """The provenance in `l10n: mt=offline model=cc324af0 logprob=-0.42 hash=1a2b3c4d`."""
    match = _OURS.match(line)
    assert match is not None
    pairs = [tuple(pair.split("=", 1)) for pair in match[2].split()]
    mark = dict(pairs).get("hash", "")
    return Draft(match[1], mark, tuple((k, v) for k, v in pairs if k != "hash"))


def _draft_line(draft: Draft) -> str:
    pairs = [*draft.detail, *([("hash", draft.digest)] if draft.digest else [])]
    return " ".join([f"l10n: mt={draft.engine}", *(f"{key}={value}" for key, value in pairs)])


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
    def of(cls, entry: Entry, *, sticky: bool) -> _PoEntry:
        """The polib object of an entry."""
        fuzzy = ["fuzzy"] if entry.state in (State.DRAFT, State.STALE) else []
        plural = entry.msgid_plural is not None
        texts = (entry.msgstr, *entry.msgstr_plural)
        item = cls(
            msgid=entry.key.msgid,
            msgstr="" if plural else entry.msgstr,
            msgid_plural=entry.msgid_plural or "",
            msgstr_plural=dict(enumerate(texts)) if plural else {},
            msgctxt=entry.key.msgctxt,
            occurrences=[(_isolated(name), "") for name in entry.references],
            comment=entry.note,
            tcomment="\n".join([*entry.comments, *_provenance(entry)]),
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


def _isolated(name: str) -> str:
    """A file name as `#:` holds it: one with spaces between U+2068 and U+2069 (gettext 0.22)."""
    return f"\u2068{name}\u2069" if " " in name else name


def _provenance(entry: Entry) -> Iterator[str]:
    if entry.draft and entry.state in (State.DRAFT, State.UNTRANSLATED):
        yield _draft_line(entry.draft)
