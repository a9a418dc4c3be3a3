"""The TM and the ledger of engines on PostgreSQL, for workers on several machines.

The same promises as of the SQLite files (`tests/test_tm.py` holds for both), and the same scores: candidates
are found by the same pairs of neighbouring characters. Where SQLite's index is made in memory, here
each text keeps its pairs in a GIN index, and memory holds only how often a pair comes.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from hashlib import md5
from typing import TYPE_CHECKING, Any
from zlib import crc32

from l10n.budget import Budget, Execute, Limits, T
from l10n.likeness import RARE, pairs, voted
from l10n.postgres import Base, fit
from l10n.tm import Recorded, Row, Store, Text, plain, shape

if TYPE_CHECKING:
    from psycopg import Cursor

_COLUMNS = "msgid, msgstr, origin, domain, shape"
_HALF = 21  # bits of a code point, of which a number of 63 bits holds two and a mark of the locale


class SharedMemory(Store):
    """A store on PostgreSQL; for one thread."""

    def __init__(self, base: Base) -> None:
        self._base = base
        self._counts: dict[str, Counter[int]] = {}

    def close(self) -> None:
        """Closes the connection."""
        self._base.close()

    def answer(self, key: str) -> Recorded | None:
        """The journaled answer, or None when the engine was never asked this."""
        rows = self._base.rows("SELECT text, problem, detail FROM answers WHERE key = %s", [key])
        return next((_recorded(*row) for row in rows), None)

    def answers(self, keys: Collection[str]) -> dict[str, Recorded]:
        """The journaled answers of these keys, as far as there are any."""
        query = "SELECT key, text, problem, detail FROM answers WHERE key = ANY(%s)"
        rows = self._base.rows(query, [[*dict.fromkeys(keys)]]) if keys else []
        return {row[0]: _recorded(*row[1:]) for row in rows}

    def record(self, key: str, answer: Recorded) -> None:
        """Journals an answer."""
        self.record_all({key: answer})

    def record_all(self, answers: Mapping[str, Recorded]) -> None:
        """Journals answers by key, in one transaction; what has one waits in the queue no more."""
        rows = [
            (key, fit(one.text), fit(one.problem), json.dumps(one.detail, ensure_ascii=True))
            for key, one in sorted(answers.items())  # in one order, so that nobody waits in a ring
        ]

        def work(cursor: Cursor[tuple[Any, ...]]) -> None:
            cursor.executemany(
                "INSERT INTO answers VALUES (%s, %s, %s, %s) ON CONFLICT (key) DO UPDATE SET "
                "text = excluded.text, problem = excluded.problem, detail = excluded.detail",
                rows,
            )
            cursor.execute("DELETE FROM requests WHERE key = ANY(%s)", [list(answers)])

        self._base.run(work)

    def knows(self, domain: str, locale: str, mark: str) -> bool:
        """True when what was learned last of a catalog was learned with `mark`."""
        query = "SELECT mark FROM learned WHERE domain = %s AND locale = %s"
        return self._base.rows(query, [domain, locale]) == [(mark,)]

    def learn(self, domain: str, locale: str, texts: Iterable[Text], mark: str = "") -> None:
        """Makes `texts` all that is known of one catalog; `mark` is of the file they stand in."""
        told = {fit(t.msgid): Text(fit(t.msgid), fit(t.msgstr), t.origin) for t in texts}

        def work(cursor: Cursor[tuple[Any, ...]]) -> bool:
            # two coordinators may learn one catalog at a time: the second finds what is new to it
            lock = "SELECT pg_advisory_xact_lock(hashtext(%s), hashtext(%s))"
            cursor.execute(lock, [f"{self._base.schema} {locale}", domain])
            place = (domain, locale)
            query = "SELECT msgid, msgstr, origin FROM texts WHERE domain = %s AND locale = %s"
            known = {row[0]: Text(*row) for row in cursor.execute(query, place)}
            old = [msgid for msgid, text in known.items() if told.get(msgid) != text]
            new = [text for text in told.values() if known.get(text.msgid) != text]
            if old:
                query = "DELETE FROM texts WHERE domain = %s AND locale = %s AND msgid = ANY(%s)"
                cursor.execute(query, [*place, old])
            if new:
                rows = [(locale, *t[:2], domain, t[2], *_indexed(locale, t.msgid)) for t in new]
                query = (
                    "INSERT INTO texts (locale, msgid, msgstr, domain, origin, shape, pairs) "
                    "VALUES (%s, %s, %s, %s, %s, %s, %s)"
                )
                cursor.executemany(query, rows)
            query = (
                "INSERT INTO learned VALUES (%s, %s, %s) "
                "ON CONFLICT (domain, locale) DO UPDATE SET mark = excluded.mark"
            )
            cursor.execute(query, [*place, mark])
            return bool(old or new)

        if self._base.run(work):
            self._counts.pop(locale, None)

    def forget(self) -> None:
        """Forgets all texts, of catalogs that are gone too; paid answers are kept."""
        self._counts.clear()
        self._base.rows("TRUNCATE texts, learned")

    def approved(
        self, locale: str, *, msgids: Collection[str] = (), shapes: Collection[str] = ()
    ) -> list[Row]:
        """The approved texts of these msgids, or of these shapes, by domain and msgid."""
        column, values = ("msgid", msgids) if msgids else ("shape", shapes)
        wanted = [fit(value) for value in values]
        digests = [md5(value.encode(), usedforsecurity=False).hexdigest() for value in wanted]
        return self._rows(
            f"md5({column}) = ANY(%s) AND {column} = ANY(%s) AND origin = ''",
            locale,
            digests,
            wanted,
        )

    def candidates(self, locale: str, form: str) -> list[Row]:
        """Texts that share rare pairs of characters with `form`, as `likeness.Index` finds them."""
        if locale not in self._counts:
            self._counts[locale] = self._counted(locale)
        counts = self._counts[locale]
        known = [pair for pair in map(_numbered(locale), pairs(form)) if pair in counts]
        rarest = sorted(known, key=counts.__getitem__)[:RARE]
        query = (
            "SELECT number, pair FROM texts, unnest(pairs) AS pair "
            "WHERE pairs && %s AND locale = %s AND pair = ANY(%s) ORDER BY domain, msgid"
        )
        places: dict[int, list[int]] = {pair: [] for pair in rarest}
        for number, pair in self._base.rows(query, [rarest, locale, rarest]):
            places[pair].append(number)
        chosen = voted(list(places.values()))
        rows = self._base.rows(
            f"SELECT number, {_COLUMNS} FROM texts WHERE number = ANY(%s)", [chosen]
        )
        found = {row[0]: _row(*row[1:]) for row in rows}
        return [found[number] for number in chosen if number in found]

    def _counted(self, locale: str) -> Counter[int]:
        query = "SELECT pair, count(*) FROM texts, unnest(pairs) AS pair WHERE locale = %s GROUP BY pair"
        return Counter(dict(self._base.rows(query, [locale])))

    def _rows(self, where: str, *values: str | list[str]) -> list[Row]:
        query = f"SELECT {_COLUMNS} FROM texts WHERE locale = %s AND {where} ORDER BY domain, msgid"
        return [_row(*row) for row in self._base.rows(query, [*values])]


def _recorded(text: str, problem: str, detail: str) -> Recorded:
    return Recorded(text, problem, tuple((k, v) for k, v in json.loads(detail)))


def _row(msgid: str, msgstr: str, origin: str, domain: str, shape: str) -> Row:
    return Row(Text(msgid, msgstr, origin), domain, shape)


def _indexed(locale: str, msgid: str) -> tuple[str, list[int]]:
    return fit(shape(msgid)), list(map(_numbered(locale), pairs(fit(plain(msgid)))))


def _numbered(locale: str) -> Callable[[str], int]:
    """What makes a number of a pair of characters: with a mark of the locale in it, because an index of
    numbers is small, and one over all locales would be read twelve times for one."""
    mark = crc32(locale.encode()) % (1 << _HALF)

    def number(pair: str) -> int:
        first = ord(pair[0]) if pair else 0
        second = ord(pair[1]) if len(pair) > 1 else 0
        return (mark << 2 * _HALF) | (first << _HALF) | second

    return number


class SharedBudget(Budget):
    """A ledger on PostgreSQL; several threads may use it."""

    def __init__(
        self, base: Base, limits: Limits | None = None, *, since: int | None = None
    ) -> None:
        self._base = base
        super().__init__(limits, since=since)

    def close(self) -> None:
        """Closes the connection."""
        self._base.close()

    def _run(self, work: Callable[[Execute], T]) -> T:
        def locked(cursor: Cursor[tuple[Any, ...]]) -> T:
            lock = "SELECT pg_advisory_xact_lock(hashtext(%s))"
            cursor.execute(lock, [f"{self._base.schema} ledger"])

            def execute(query: str, *values: Any) -> Sequence[Any] | None:
                cursor.execute(query.replace("?", "%s").encode(), values)
                return cursor.fetchone() if cursor.description else None

            return work(execute)

        return self._base.run(locked)

    def _now(self, execute: Execute) -> float:
        row = execute("SELECT extract(epoch FROM clock_timestamp())")
        assert row is not None
        return float(row[0])
