"""Catalogs on disk: the one reader and the one writer of PO files, and the only user of polib.

Reading is strict, because polib is not: it reads `msgstr "Heading` as `Headin`, and the lost
letter reaches the published page. Conventions: DESIGN section 3 and docs/po-conventions.md.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import polib

from l10n.errors import CatalogError
from l10n.model import JOINED, Catalog, Draft, Entry, Key, State, Term, is_joined

_OURS = re.compile(r"l10n: mt=(\S+)((?: [\w-]+=\S+)*)\s*$")
_STRING = r'"(?:[^"\\]|\\(?:[abfnrtv\\"]|[0-7]{1,3}|x[0-9A-Fa-f]+))*"'
_KEYWORD = re.compile(rf"(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?)\s+{_STRING}\s*$")
_CONTINUED = re.compile(rf"{_STRING}\s*$")
_CONFLICT = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?: |$)")
_ITEM = re.compile(rf"(msgctxt|msgid|msgid_plural|msgstr)(?:\[\d+\])?\s+({_STRING})")
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
    text = _decoded(path, place)
    lines = _strict(text, place)
    file = _parsed(path, text, place)
    entries = [_entry(item) for item in file if item.msgid]
    entries = [_numbered(entry, lines) for entry in entries]
    locale = file.metadata.get("Language", "")
    header = tuple(file.metadata.items())
    return Catalog(domain, locale, tuple(entries), header, file.header)


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


def write_catalog(catalog: Catalog) -> bytes:
    """The PO file of a catalog (a POT when it has no locale), as `msgcat --no-wrap` writes it."""
    file = polib.POFile(wrapwidth=0)
    file.metadata = _header(catalog)
    if not catalog.locale:
        file.metadata_is_fuzzy = False
    file.header = catalog.comment
    ordered = sorted(catalog.entries, key=lambda entry: entry.obsolete)
    file.extend(_poentry(entry) for entry in ordered)
    text = str(file)
    return (text if text.endswith("\n") else text + "\n").encode("utf-8")


def _header(catalog: Catalog) -> dict[str, str]:
    """What the file had, with the fields that gettext's tools ask for; no clock among them."""
    known = dict(catalog.header)
    plural = next(
        (rule for names, rule in _PLURALS.items() if _names_locale(names, catalog.locale)),
        "nplurals=2; plural=(n != 1);",
    )
    wanted = {
        "Project-Id-Version": catalog.domain,
        "Language": catalog.locale,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": plural,
        "X-Generator": "honyaku",
    }
    if not catalog.locale:
        del wanted["Plural-Forms"]
    known["Content-Type"] = wanted["Content-Type"]
    return (
        {**wanted, **known} if not known.get("Language") else {**known, **_missing(wanted, known)}
    )


def _missing(wanted: dict[str, str], known: dict[str, str]) -> dict[str, str]:
    return {key: value for key, value in wanted.items() if key not in known}


def _names_locale(names: str, locale: str) -> bool:
    return locale in names.split() or locale.split("_")[0] in names.split()


# --- strict reading -------------------------------------------------------------------------


def _decoded(path: Path, place: str) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise CatalogError("cannot be read", place=place, cause=str(error.strerror)) from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise CatalogError(
            f"not UTF-8 at byte {error.start}",
            place=f"{place}:{line}",
            cause="Another program saved it in another encoding.",
            fix="convert it: msgconv -t UTF-8",
        ) from error


def _strict(text: str, place: str) -> dict[Key, int]:
    """The line of each entry's msgid; CatalogError for what polib would misread."""
    where: dict[Key, int] = {}
    fields: dict[str, str] = {}
    begun = field = ""
    start = 0
    for number, line in enumerate([*re.split(r"\r\n|\r|\n", text), ""], 1):
        body = re.sub(r"^#~ ?(?!\|)", "", line).strip(" \t")
        if (
            begun
            and ("msgstr" in fields)
            and (not body or body.startswith(("#", "msgctxt", "msgid ")))
        ):
            _file_entry(fields, start, where, place)
            fields, begun = {}, ""
        if not body or body.startswith("#"):
            continue
        _refuse_line(body, number, place)
        item = _ITEM.match(body)
        if item:
            if not begun or item[1] in ("msgctxt",):
                start = number
            if item[1] == "msgid":
                start = number
            begun, field = "entry", item[1]
            fields[field] = _unescape(item[2]) if field not in fields else fields[field]
        elif begun:
            fields[field] = fields.get(field, "") + _unescape(body)
        else:
            raise CatalogError(
                "a string without a keyword", place=f"{place}:{number}", fix="delete the line"
            )
    if begun:
        raise CatalogError(
            "msgstr is missing", place=f"{place}:{start}", fix='add a line: msgstr ""'
        )
    if Key(None, "") not in where:
        raise CatalogError(
            "the header entry is missing",
            place=f"{place}:1",
            cause='A PO file begins with msgid "" and a msgstr that names its charset.',
            fix="restore the header, or delete the file to begin it anew",
        )
    return where


def _file_entry(fields: dict[str, str], line: int, where: dict[Key, int], place: str) -> None:
    if "msgid" not in fields:
        raise CatalogError("msgid is missing", place=f"{place}:{line}", fix="restore it")
    key = Key(fields.get("msgctxt"), fields["msgid"])
    if key in where:
        raise CatalogError(
            "the same msgid appears twice",
            place=f"{place}:{line}",
            cause=f"It stands first at line {where[key]}: {key.msgid[:40]}",
            fix="keep one of the two",
        )
    where[key] = line


def _refuse_line(body: str, number: int, place: str) -> None:
    if _KEYWORD.match(body) or _CONTINUED.match(body):
        return
    spot = f"{place}:{number}"
    if _CONFLICT.match(body):
        raise CatalogError(
            "a git conflict marker",
            place=spot,
            cause="A merge of this catalog was not finished.",
            fix="keep the entries you want and delete the marker lines",
        )
    if not body.startswith(('"', "msg")):
        raise CatalogError("not a line of a PO file", place=spot, cause=body[:60], fix="delete it")
    raise CatalogError(
        "a string is not well quoted",
        place=spot,
        cause=body[:60],
        fix='close it with a ", and write \\" and \\\\ inside',
    )


def _unescape(literal: str) -> str:
    return str(polib.unescape(literal[1 : literal.rstrip().rindex('"')]))


def _parsed(path: Path, text: str, place: str) -> polib.POFile:
    """What polib makes of the file, given as a path: from text it splits at U+2028."""
    plain = re.sub(r"^#=", "#,", text.replace("\r\n", "\n").replace("\r", "\n"), flags=re.MULTILINE)
    try:
        if plain.encode("utf-8") == path.read_bytes():
            return polib.pofile(str(path), wrapwidth=0, encoding="utf-8")
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / "copy.po"
            copy.write_bytes(plain.encode("utf-8"))
            return polib.pofile(str(copy), wrapwidth=0, encoding="utf-8")
    except (OSError, ValueError, IndexError) as error:
        raise CatalogError("cannot be read as a PO file", place=place, cause=str(error)) from error


# --- entries --------------------------------------------------------------------------------


def _entry(item: polib.POEntry) -> Entry:
    msgstr = item.msgstr or (item.msgstr_plural.get(0, "") if item.msgstr_plural else "")
    lines = item.tcomment.split("\n") if item.tcomment else []
    comments = tuple(line for line in lines if not _OURS.match(line))
    fuzzy = "fuzzy" in item.flags
    draft = next((d for line in lines if (d := _draft(line))), None)
    state = _state(msgstr or JOINED * is_joined(comments), fuzzy=fuzzy, draft=draft)
    previous = Key(item.previous_msgctxt, item.previous_msgid) if item.previous_msgid else None
    return Entry(
        Key(item.msgctxt, item.msgid),
        msgstr,
        state,
        references=tuple(name for name, _ in item.occurrences),
        note=item.comment,
        comments=comments,
        draft=draft if state in (State.DRAFT, State.UNTRANSLATED) else None,
        previous=previous,
        flags=tuple(flag for flag in item.flags if flag != "fuzzy"),
        obsolete=bool(item.obsolete),
    )


def _state(msgstr: str, *, fuzzy: bool, draft: Draft | None) -> State:
    if not msgstr:
        return State.UNTRANSLATED
    if not fuzzy:
        return State.APPROVED
    return State.DRAFT if draft and draft.digest else State.STALE


def _draft(line: str) -> Draft | None:
    """The provenance in `l10n: mt=offline model=cc324af0 logprob=-0.42 hash=1a2b3c4d`."""
    match = _OURS.match(line)
    if not match:
        return None
    pairs = [tuple(pair.split("=", 1)) for pair in match[2].split()]
    mark = dict(pairs).get("hash", "")
    return Draft(match[1], mark, tuple((k, v) for k, v in pairs if k != "hash"))


def _draft_line(draft: Draft) -> str:
    pairs = [*draft.detail, *([("hash", draft.digest)] if draft.digest else [])]
    return " ".join([f"l10n: mt={draft.engine}", *(f"{key}={value}" for key, value in pairs)])


def _numbered(entry: Entry, lines: dict[Key, int]) -> Entry:
    from dataclasses import replace

    return replace(entry, line=lines.get(entry.key, 0))


def _poentry(entry: Entry) -> polib.POEntry:
    comments = [*entry.comments, *_provenance(entry)]
    fuzzy = entry.state in (State.DRAFT, State.STALE)
    return polib.POEntry(
        msgid=entry.key.msgid,
        msgstr=entry.msgstr,
        msgctxt=entry.key.msgctxt,
        occurrences=[(name, "") for name in entry.references],
        comment=entry.note,
        tcomment="\n".join(comments),
        flags=[*(["fuzzy"] if fuzzy else []), *entry.flags],
        previous_msgid=entry.previous.msgid if entry.previous else None,
        previous_msgctxt=entry.previous.msgctxt if entry.previous else None,
        obsolete=int(entry.obsolete),
    )


def _provenance(entry: Entry) -> Iterator[str]:
    if entry.draft and entry.state in (State.DRAFT, State.UNTRANSLATED):
        yield _draft_line(entry.draft)
