"""What PostgreSQL adds to the TM: the same matches as SQLite, tables with a version, a line that breaks."""

import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.budget import Limits
from l10n.errors import UsageError
from l10n.postgres import MIGRATIONS, Base, migrate
from l10n.shared import SharedBudget, SharedMemory
from l10n.tm import Memory, Recorded, Text

WORDS = ["株価", "工場", "投資額", "半導体", "は", "が", "を", "に", "熊本", "974億ドル", "3社", "AI", "ＡＩ",
         "上がった", "下がった", "建てた", "する", "。", "、", "「", "」", " ", "𠮷野", "ー"]  # fmt: skip
sentences = st.lists(st.sampled_from(WORDS), min_size=0, max_size=12).map("".join)


@pytest.fixture
def base(server, schema):
    with Base(server.url, schema) as made:
        yield made


@settings(max_examples=25)
@given(
    catalogs=st.lists(st.lists(sentences, max_size=12), min_size=1, max_size=3),
    asked=st.lists(sentences, min_size=1, max_size=4),
)
def test_every_match_has_the_score_and_the_place_that_sqlite_gives_it(base, catalogs, asked):
    with Memory(None) as file:
        shared = SharedMemory(base)
        shared.forget()
        for number, msgids in enumerate(catalogs):
            for store in (file, shared):
                texts = [Text(one, f"{number}: {one}", "pseudo" * (number % 2)) for one in msgids]
                store.learn(f"記事/{number}", "en", texts)
                store.learn(f"記事/{number}", "de", texts[:1])
        for msgid in asked:
            assert shared.matches("en", msgid) == file.matches("en", msgid)
            assert shared.exact("en", msgid) == file.exact("en", msgid)


def test_what_no_draft_may_hold_is_kept_in_a_form_that_no_draft_may_hold_either(base):
    memory = SharedMemory(base)
    memory.record("key", Recorded("a\0b\ud800", "", (("model", "\0"),)))
    assert memory.answer("key") == Recorded("a\ufffdb\ufffd", "", (("model", "\0"),))


def test_an_answer_is_there_for_every_machine_the_moment_it_is_recorded(server, schema):
    with (
        SharedMemory(Base(server.url, schema)) as ours,
        SharedMemory(Base(server.url, schema)) as theirs,
    ):
        ours.record("key", Recorded("paid", "", ()))
        assert theirs.answer("key") == Recorded("paid", "", ())


def test_projects_that_share_a_database_know_nothing_of_each_other(server, schema):
    with SharedMemory(Base(server.url, schema)) as ours:
        ours.learn("a", "en", [Text("株価が上がった。", "Shares rose.")])
        with SharedMemory(Base(server.url, f"{schema}_other")) as theirs:
            assert theirs.exact("en", "株価が上がった。") is None


def test_a_catalog_that_two_coordinators_learn_at_once_is_there_once(server, schema):
    texts = [Text(f"文{n}。", f"Sentence {n}.") for n in range(30)]

    def learn() -> None:
        with SharedMemory(Base(server.url, schema)) as memory:
            for round_ in range(5):
                memory.learn("a", "en", texts[round_:])

    threads = [threading.Thread(target=learn) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with Base(server.url, schema) as base:
        (row,) = base.rows("SELECT count(*), count(DISTINCT msgid), min(msgid) FROM texts")
    assert row == (26, 26, "文10。")


# --- the ledger -------------------------------------------------------------------------------


def test_machines_that_spend_at_once_do_not_spend_more_than_the_budget(server, schema):
    with SharedBudget(Base(server.url, schema), Limits(100)) as first:
        admitted = []

        def spend() -> None:
            with SharedBudget(Base(server.url, schema), Limits(100), since=first.start) as own:
                admitted.append(sum(own.admit("pseudo", [7], 10) for _ in range(6)))

        threads = [threading.Thread(target=spend) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sum(admitted) == 14
        assert first.sent() == (98, pytest.approx(98 * 10 / 1e6))
    with SharedBudget(Base(server.url, schema), Limits(100)) as later:
        assert later.sent() == (0, 0)


def test_all_machines_together_keep_the_rate(server, schema):
    with (
        SharedBudget(Base(server.url, schema)) as one,
        SharedBudget(Base(server.url, schema)) as two,
    ):
        turns = [ledger.turn("google", 0.1) for ledger in (one, two, one)]
        assert turns[0] == 0
        assert [round(turn / 10) for turn in turns[1:]] == [1, 2]
        assert two.turn("deepl", 0.1) == 0


# --- versions of the tables -------------------------------------------------------------------

ROWS = {
    1: [
        "INSERT INTO answers VALUES ('key', 'paid', '', '[]')",
        "INSERT INTO learned VALUES ('a', 'en', 'mark')",
    ],
    2: ["INSERT INTO sent (engine, characters, cost) VALUES ('deepl', 7, 0.5)"],
}
"""What a version brought, with something in it."""


@pytest.mark.parametrize("version", range(len(MIGRATIONS) + 1))
def test_tables_of_every_earlier_version_are_brought_up_with_all_that_is_in_them(
    server, schema, version, monkeypatch
):
    monkeypatch.setattr("l10n.postgres.MIGRATIONS", MIGRATIONS[:version])
    with Base(server.url, schema) as old:
        for number in range(1, version + 1):
            for row in ROWS.get(number, ()):
                old.rows(row)
    monkeypatch.undo()
    with Base(server.url, schema) as base:
        assert base.rows("SELECT number FROM version") == [(len(MIGRATIONS),)]
        memory, budget = SharedMemory(base), SharedBudget(base, since=0)
        assert memory.answer("key") == (Recorded("paid", "", ()) if version >= 1 else None)
        assert memory.knows("a", "en", "mark") == (version >= 1)
        assert budget.sent() == ((7, 0.5) if version >= 2 else (0, 0))
        migrate(base)


def test_tables_of_a_newer_version_are_left_alone(server, schema):
    with Base(server.url, schema) as base:
        base.rows("UPDATE version SET number = 999")
    with pytest.raises(UsageError, match="version 999"):
        Base(server.url, schema)


def test_programs_that_start_at_once_make_the_tables_once(server, schema):
    failed = []

    def start() -> None:
        try:
            Base(server.url, schema).close()
        except UsageError as error:
            failed.append(error)

    threads = [threading.Thread(target=start) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    with Base(server.url, schema) as base:
        assert base.rows("SELECT number FROM version") == [(len(MIGRATIONS),)]


# --- the line ---------------------------------------------------------------------------------


def test_a_server_that_is_not_there_is_said_at_once_and_without_the_password():
    with pytest.raises(UsageError) as caught:
        Base("postgresql://mt:geheim@127.0.0.1:1/magazine")
    assert "postgresql://mt@127.0.0.1:1/magazine" in str(caught.value)
    assert "geheim" not in str(caught.value)


def test_a_connection_that_was_cut_is_made_anew(server, schema):
    with Base(server.url, schema) as base, Base(server.url, schema) as other:
        (pid,) = base.rows("SELECT pg_backend_pid()")[0]
        other.rows("SELECT pg_terminate_backend(%s)", [pid])
        SharedMemory(base).record("key", Recorded("paid", "", ()))
        assert base.rows("SELECT count(*) FROM answers") == [(1,)]


def test_a_line_that_breaks_while_a_batch_is_queued_is_no_other_than_any(
    server, schema, monkeypatch
):
    from l10n.scale.queue import Item, Queue

    with Base(server.url, schema) as base, Base(server.url, schema) as other:
        queue, cut = Queue(base, 1.0), []
        configure = queue._task.configure

        def cutting(**options):
            if not cut:
                cut.append(options["connection"].info.backend_pid)
                other.rows("SELECT pg_terminate_backend(%s)", cut)
            return configure(**options)

        monkeypatch.setattr(queue._task, "configure", cutting)
        run = queue.open_run({"kind": "translate"})
        posted = queue.post(run, "libre", [[Item("one", "{}", 3)]], ("ja", "en"))
        assert (cut != [], queue.left(posted)) == (True, (1, 3))


def test_a_server_that_stays_away_is_given_up_at_last(server, schema):
    from psycopg import OperationalError

    now = [0.0]
    with Base(
        server.url, schema, patience=60, clock=lambda: now[0],
        sleep=lambda seconds: now.__setitem__(0, now[0] + seconds),
    ) as base:  # fmt: skip

        def gone(_: object) -> None:
            raise OperationalError("the server closed the connection")

        with pytest.raises(UsageError, match="cannot be used"):
            base.run(gone)
    assert 30 < now[0] <= 60


@pytest.mark.parametrize("schema", ["Magazine", "a-b", "", "x; DROP TABLE answers"])
def test_a_schema_is_a_plain_name(schema):
    with pytest.raises(UsageError, match="no name of a PostgreSQL schema"):
        Base("postgresql://127.0.0.1:1/magazine", schema)
