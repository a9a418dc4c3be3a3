"""The translation memory: what the catalogs say, and the journal of every answer an engine gave.

One SQLite file, `.l10n/tm.sqlite`, behind the class `Store`, of which another store implements
eight methods. It can be deleted: texts come from the catalogs (on every run that drafts, and by `l10n tm
rebuild`), and only paid answers that no catalog holds would be asked for again.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, Self

from l10n.database import connect
from l10n.lang import read_target_quantities, write_quantity
from l10n.lang.ja import read_quantities
from l10n.lazy import lazy
from l10n.likeness import Index, likeness
from l10n.model import Quantity

_SCHEMA = """
CREATE TABLE IF NOT EXISTS answers (
    key TEXT PRIMARY KEY, text TEXT NOT NULL, problem TEXT NOT NULL, detail TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS texts (
    locale TEXT NOT NULL, msgid TEXT NOT NULL, msgstr TEXT NOT NULL, domain TEXT NOT NULL,
    origin TEXT NOT NULL, shape TEXT NOT NULL, PRIMARY KEY (locale, msgid, domain)
);
CREATE INDEX IF NOT EXISTS shapes ON texts (locale, shape);
CREATE INDEX IF NOT EXISTS places ON texts (domain, locale);
CREATE TABLE IF NOT EXISTS learned (
    domain TEXT NOT NULL, locale TEXT NOT NULL, mark TEXT NOT NULL, PRIMARY KEY (domain, locale)
);
DROP TABLE IF EXISTS approved;
"""
VERSION = 1
"""Of the file's tables: another one is not read by an older program."""
_AT_ONCE = 500  # keys in one query
_FIGURE = "\ufffc"
_COMMAS = lazy(r"、|(?<![0-9０-９])，")
_VARIANT = 99.0  # per cent; only width, spaces or punctuation differ
_ADAPTED = 98.0  # only the values of figures differ, and were swapped


class Text(NamedTuple):
    """A translation as a catalog has it."""

    msgid: str
    msgstr: str
    origin: str = ""
    """The engine that drafted it; "" when a person approved it."""


class Match(NamedTuple):
    """A translation that may serve."""

    score: float
    """Per cent: 100 for the same text, 99 when only width, spaces or punctuation differ."""
    text: Text
    domain: str
    """The article it is from."""
    adapted: bool = False
    """True when figures were swapped in `text.msgstr`: it stands in no catalog."""


class Recorded(NamedTuple):
    """An engine's answer as journaled: a text, or the problem that left none."""

    text: str
    problem: str
    detail: tuple[tuple[str, str], ...]


class Row(NamedTuple):
    """A translation as a store keeps it."""

    text: Text
    domain: str
    shape: str
    """`shape(text.msgid)`."""


class Told(NamedTuple):
    """What one catalog has to offer, as `Store.learn` is given it."""

    domain: str
    locale: str
    texts: Sequence[Text]
    mark: str = ""


class Store(ABC):
    """A translation memory: what a store keeps is abstract, what is made of it is the same for all.

    Each call is durable when it returns, and may come from several processes. `tests/test_tm.py`
    holds what every store promises. Use as a context manager.
    """

    @abstractmethod
    def answer(self, key: str) -> Recorded | None:
        """The journaled answer, or None when the engine was never asked this."""

    def answers(self, keys: Collection[str]) -> dict[str, Recorded]:
        """The journaled answers of these keys, as far as there are any."""
        found = ((key, self.answer(key)) for key in keys)
        return {key: answer for key, answer in found if answer is not None}

    @abstractmethod
    def record(self, key: str, answer: Recorded) -> None:
        """Journals an answer."""

    def record_all(self, answers: Mapping[str, Recorded]) -> None:
        """Journals answers by key, all of them or none where the store can."""
        for key, answer in answers.items():
            self.record(key, answer)

    @abstractmethod
    def knows(self, domain: str, locale: str, mark: str) -> bool:
        """True when what was learned last of a catalog was learned with `mark`."""

    @abstractmethod
    def learn(self, domain: str, locale: str, texts: Iterable[Text], mark: str = "") -> None:
        """Makes `texts` all that is known of one catalog; `mark` is of the file they stand in."""

    def learn_all(self, told: Iterable[Told]) -> None:
        """`learn` of several catalogs, all of them or none where the store can."""
        for one in told:
            self.learn(*one)

    @abstractmethod
    def forget(self) -> None:
        """Forgets all texts, of catalogs that are gone too; paid answers are kept."""

    @abstractmethod
    def close(self) -> None:
        """Lets go of files and connections."""

    @abstractmethod
    def approved(
        self, locale: str, *, msgids: Collection[str] = (), shapes: Collection[str] = ()
    ) -> Iterable[Row]:
        """The approved texts of these msgids, or of these shapes, by domain and msgid."""

    @abstractmethod
    def candidates(self, locale: str, form: str) -> Iterable[Row]:
        """Texts, drafts among them, whose `plain` msgid may be like `form`: they are compared then."""

    def exact(self, locale: str, msgid: str) -> Match | None:
        """An approved translation of `msgid`, or of one that differs from it by width, spaces or
        commas alone, adapted if only figures differ; or None."""
        return self.exacts(locale, [msgid]).get(msgid)

    def exacts(self, locale: str, msgids: Collection[str]) -> dict[str, Match]:
        """`exact` of those that have one; the store is asked twice, for however many."""
        found: dict[str, Match] = {}
        for row in self.approved(locale, msgids=msgids):
            found.setdefault(row.text.msgid, Match(100.0, row.text, row.domain))
        wanted = {msgid: shape(msgid) for msgid in msgids if msgid not in found}
        alike: dict[str, list[Row]] = {}
        for row in self.approved(locale, shapes=set(wanted.values())):
            alike.setdefault(row.shape, []).append(row)
        for msgid, form in wanted.items():
            if form in alike and (match := _nearest(msgid, form, alike[form], locale)):
                found[msgid] = match
        return found

    def matches(self, locale: str, msgid: str, *, cutoff: float = 60.0) -> list[Match]:
        """What may serve for `msgid`, best first; of equal scores, approved before drafted."""
        form, wanted = plain(msgid), shape(msgid)
        found = [
            (row.shape == wanted and _adapted(row.text, row.domain, msgid, locale))
            or Match(_score(msgid, form, row.text.msgid), row.text, row.domain)
            for row in self.candidates(locale, form)
        ]
        good = [match for match in found if match.score >= cutoff]
        return sorted(good, key=lambda m: (-m.score, m.text.origin != "", m.domain, m.text.msgid))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def answer_key(fingerprint: str, source: str, target: str, text: str) -> str:
    """What an answer is filed under: everything that it depends on."""
    parts = json.dumps([fingerprint, source, target, text], ensure_ascii=True)
    return hashlib.sha256(parts.encode()).hexdigest()


class Memory(Store):
    """A store in an SQLite file; without a file, one that is forgotten."""

    def __init__(self, path: Path | None) -> None:
        self._db = connect(path, "the translation memory", _SCHEMA)
        self._indexes: dict[str, tuple[Index, list[Row]]] = {}

    def close(self) -> None:
        """Closes the file."""
        self._db.close()

    def answer(self, key: str) -> Recorded | None:
        """The journaled answer, or None when the engine was never asked this."""
        row = self._db.execute(
            "SELECT text, problem, detail FROM answers WHERE key = ?", (key,)
        ).fetchone()
        if row is None:
            return None
        return Recorded(row[0], row[1], tuple((k, v) for k, v in json.loads(row[2])))

    def answers(self, keys: Collection[str]) -> dict[str, Recorded]:
        """The journaled answers of these keys, as far as there are any."""
        found: dict[str, Recorded] = {}
        asked = [*dict.fromkeys(keys)]
        for start in range(0, len(asked), _AT_ONCE):
            some = asked[start : start + _AT_ONCE]
            marks = ", ".join("?" * len(some))
            query = f"SELECT key, text, problem, detail FROM answers WHERE key IN ({marks})"
            for key, text, problem, detail in self._db.execute(query, some):
                pairs = tuple((name, value) for name, value in json.loads(detail))
                found[key] = Recorded(text, problem, pairs)
        return found

    def record(self, key: str, answer: Recorded) -> None:
        """Journals an answer."""
        self.record_all({key: answer})

    def record_all(self, answers: Mapping[str, Recorded]) -> None:
        """Journals answers by key, in one transaction: to make one durable takes as long as many."""
        rows = [
            (key, one.text, one.problem, json.dumps(one.detail, ensure_ascii=False))
            for key, one in answers.items()
        ]
        with self._together():
            self._db.executemany("INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?)", rows)

    def knows(self, domain: str, locale: str, mark: str) -> bool:
        """True when what was learned last of a catalog was learned with `mark`."""
        found = self._db.execute(
            "SELECT mark FROM learned WHERE domain = ? AND locale = ?", (domain, locale)
        ).fetchone()
        return found is not None and found[0] == mark

    def learn(self, domain: str, locale: str, texts: Iterable[Text], mark: str = "") -> None:
        """Makes `texts` all that is known of one catalog; `mark` is of the file they stand in."""
        with self._together():
            self._learn(domain, locale, texts, mark)

    def learn_all(self, told: Iterable[Told]) -> None:
        """`learn` of several catalogs, in one transaction."""
        with self._together():
            for one in told:
                self._learn(*one)

    @contextmanager
    def _together(self) -> Iterator[None]:
        """One transaction, taken back when it fails."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def _learn(self, domain: str, locale: str, texts: Iterable[Text], mark: str) -> None:
        place = (domain, locale)
        query = "SELECT msgid, msgstr, origin FROM texts WHERE domain = ? AND locale = ?"
        known = {row[0]: Text(*row) for row in self._db.execute(query, place)}
        told = {text.msgid: text for text in texts}
        gone = [(*place, msgid) for msgid in known if msgid not in told]
        new = [text for text in told.values() if known.get(text.msgid) != text]
        rows = [(locale, t.msgid, t.msgstr, domain, t.origin, shape(t.msgid)) for t in new]
        if gone or rows:
            self._indexes.pop(locale, None)
        self._db.executemany(
            "DELETE FROM texts WHERE domain = ? AND locale = ? AND msgid = ?", gone
        )
        self._db.executemany("INSERT OR REPLACE INTO texts VALUES (?, ?, ?, ?, ?, ?)", rows)
        self._db.execute("INSERT OR REPLACE INTO learned VALUES (?, ?, ?)", (domain, locale, mark))

    def forget(self) -> None:
        """Forgets all texts, of catalogs that are gone too; paid answers are kept."""
        self._indexes.clear()
        self._db.execute("DELETE FROM texts")
        self._db.execute("DELETE FROM learned")

    def approved(
        self, locale: str, *, msgids: Collection[str] = (), shapes: Collection[str] = ()
    ) -> list[Row]:
        """The approved texts of these msgids, or of these shapes, by domain and msgid."""
        column, values = ("msgid", [*msgids]) if msgids else ("shape", [*shapes])
        rows: list[Row] = []
        for start in range(0, len(values), _AT_ONCE):
            some = values[start : start + _AT_ONCE]
            marks = ", ".join("?" * len(some))
            rows += self._rows(f"{column} IN ({marks}) AND origin = ''", locale, *some)
        return rows

    def candidates(self, locale: str, form: str) -> list[Row]:
        """Texts that share rare pairs of characters with `form`; the index of a locale is made in
        memory when it is first asked for."""
        if locale not in self._indexes:
            rows = self._rows("TRUE", locale)
            self._indexes[locale] = Index([plain(row.text.msgid) for row in rows]), rows
        index, rows = self._indexes[locale]
        return [rows[number] for number in index.candidates(form)]

    def _rows(self, where: str, *values: str) -> list[Row]:
        query = (
            "SELECT msgid, msgstr, origin, domain, shape FROM texts "
            f"WHERE locale = ? AND {where} ORDER BY domain, msgid"
        )
        return [Row(Text(*row[:3]), *row[3:]) for row in self._db.execute(query, values)]


def plain(text: str) -> str:
    """`text` without what does not matter to a translator: width, spaces, punctuation, case.

    >>> plain("ＡＩの「未来」は、 明るい。") == plain("AIの未来は明るい")
    True
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(char for char in folded if not _is_idle(char))


def _is_idle(char: str) -> bool:
    kind = unicodedata.category(char)
    return kind[0] == "Z" or (kind[0] == "P" and char not in "%‰&@#")


def _said(text: str) -> str:
    """`text` without what no translation shows: width, spaces, the commas of Japanese.

    `plain` leaves out more: a question mark, and the stop that a heading does not have.
    """
    return "".join(unicodedata.normalize("NFKC", _COMMAS.sub("", text)).split())


@lru_cache(maxsize=4096)  # the same sentences are learned and looked up in each locale
def shape(text: str) -> str:
    """`plain` text with its figures taken out, their units left.

    >>> shape("投資額は974億ドルです。") == shape("投資額は、330億ドルです")
    True
    >>> shape("投資額は974億ドルです。") == shape("投資額は974億円です。")
    False
    """
    pieces, end = [], 0
    for quantity in _figures(text):
        kind = f"{quantity.unit}{quantity.bound}{quantity.approximate}{quantity.vague}"
        pieces += [plain(text[end : quantity.start]), _FIGURE, kind]
        end = quantity.end
    return "".join([*pieces, plain(text[end:])])


def _figures(text: str) -> Sequence[Quantity]:
    return read_quantities(text) if any(char.isnumeric() for char in text) else ()


def _score(msgid: str, form: str, other: str) -> float:
    score = likeness(form, plain(other))
    return min(score, _VARIANT) if msgid != other else 100.0


def _nearest(msgid: str, form: str, rows: Sequence[Row], locale: str) -> Match | None:
    """Of approved texts with the shape of `msgid`: one that says the same, or one to be adapted."""
    said = _said(msgid)
    for row in rows:
        if _said(row.text.msgid) == said:
            return Match(_VARIANT, row.text, row.domain)
    if _FIGURE not in form:
        return None
    found = (_adapted(row.text, row.domain, msgid, locale) for row in rows)
    return next((match for match in found if match), None)


def _adapted(text: Text, domain: str, msgid: str, locale: str) -> Match | None:
    """`text` with the figures of `msgid`, which has the same shape; None if that is unsafe.

    It is safe when each old figure stands exactly once in the msgstr, and when the new msgstr,
    read again, has the new ones and nothing else has changed.
    """
    old, new = (_figures(one) for one in (text.msgid, msgid))
    if len(old) != len(new) or [q.value for q in old] == [q.value for q in new]:
        return None
    there = read_target_quantities(text.msgstr, locale)
    wanted = list(there)
    for before, after in zip(old, new, strict=True):
        places = [i for i, q in enumerate(there) if _amount(q) == _amount(before)]
        if len(places) != 1:
            return None
        wanted[places[0]] = replace(there[places[0]], value=after.value)
    for words in (False, True):  # "about" may stand before the figure's place or in it
        msgstr = _with_figures(text.msgstr, there, wanted, locale, words=words)
        if read_target_quantities(msgstr, locale) == wanted:
            swapped = Text(text.msgid, msgstr, text.origin)
            return Match(_ADAPTED, swapped, domain, adapted=True)
    return None


def _amount(quantity: Quantity) -> tuple[Decimal, str]:
    return quantity.value, quantity.unit


def _with_figures(
    text: str, there: Sequence[Quantity], wanted: Sequence[Quantity], locale: str, *, words: bool
) -> str:
    pieces, end = [], 0
    for before, after in zip(there, wanted, strict=True):
        if before.value != after.value:
            plain_one = replace(after, approximate=False, bound="")
            written = write_quantity(after if words else plain_one, locale)
            pieces += [text[end : before.start], written]
            end = before.end
    return "".join([*pieces, text[end:]])
