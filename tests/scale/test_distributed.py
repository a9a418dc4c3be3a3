"""Several machines on one project: nothing is lost, nothing is paid for twice, whoever dies when."""

import gc
import json
import os
import re
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

pytest.importorskip("procrastinate")

from machines import TEXTS, Engine, Line, Process, english, project, worker

from l10n import po
from l10n.budget import Limits
from l10n.errors import BudgetSpent, EngineInterrupted, EngineMissing
from l10n.flow import silent, start
from l10n.model import State
from l10n.pipeline import publish, sync
from l10n.postgres import Base
from l10n.project import Project, find
from l10n.scale.crowd import Crowd
from l10n.scale.worker import Worker
from l10n.stages.check import check_stage


@pytest.fixture
def engine():
    made = Engine()
    yield made
    made.close()


@pytest.fixture
def magazine(tmp_path, server, schema, engine):
    return project(tmp_path / "magazine", server.url, schema, engine.url)


def run(of: Project, **more):
    return sync(of, crowd=Crowd(of, silent, patience=30), **more)


def files(of: Project) -> dict[str, bytes]:
    folders = (of.root / "locales", of.root / "dist")
    found = sorted(path for folder in folders for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(of.root).as_posix(): path.read_bytes() for path in found}


def drafts(of: Project) -> list[str]:
    catalogs = [po.read_catalog(path) for path in sorted((of.root / "locales").rglob("*.po"))]
    return [e.msgstr for c in catalogs for e in c.active if e.state is State.DRAFT]


def waits(server, schema) -> tuple[int, int]:
    """(requests without an answer, answers)."""
    with Base(server.url, schema) as base:
        ((waiting, answered),) = base.rows(
            "SELECT (SELECT count(*) FROM requests), (SELECT count(*) FROM answers)"
        )
    return waiting, answered


def all_is_there_once(of: Project, server, schema, engine: Engine) -> None:
    assert len(drafts(of)) == TEXTS
    assert waits(server, schema) == (0, TEXTS)
    assert set(engine.asked) == {
        text
        for n in range(3)
        for text in (f"見出し{n}", *(f"記事{n}の文{n}{k}です。" for k in range(1, 7)))
    }


# --- without a fault --------------------------------------------------------------------------


@pytest.mark.parametrize("room", [1_000_000, 1])
def test_workers_make_what_one_machine_makes_byte_for_byte(
    room, magazine, tmp_path, engine, server, schema, monkeypatch
):
    """With all articles at once, and with some at a time."""
    monkeypatch.setattr("l10n.portions._ROOM", room)
    alone = project(tmp_path / "alone", "", "alone", engine.url)
    assert sync(alone).tally.asked == TEXTS
    engine.asked.clear()
    told: list[tuple[str, int, int, int]] = []
    with worker(magazine):
        crowd = Crowd(magazine, lambda *args: told.append(args), patience=30)
        done = sync(magazine, crowd=crowd)
    assert (done.tally.asked, done.tally.drafted, done.tally.failures) == (TEXTS, TEXTS, [])
    assert files(magazine) == files(alone)
    told = [one for one in told if one[0] == "drafts"]  # one bar over all workers and locales
    assert told[-1][1:3] == (TEXTS, TEXTS)
    assert set(engine.asked.values()) == {2}  # once a locale
    all_is_there_once(magazine, server, schema, engine)


def test_a_second_run_asks_for_nothing_and_needs_no_worker(magazine, engine):
    with worker(magazine):
        run(magazine)
    engine.asked.clear()
    before = files(magazine)
    assert run(magazine, retry=True).tally.asked == 0
    assert (files(magazine), engine.asked) == (before, {})


def test_checks_and_pages_are_the_same_whoever_judged(magazine, tmp_path, engine):
    with worker(magazine) as hand:
        run(magazine)
        for path in (magazine.root / "locales/en/LC_MESSAGES").glob("*.po"):
            path.write_text(
                path.read_text("utf-8").replace("says sentence", "says sentance 99"), "utf-8"
            )
        before = hand.done.catalogs
        crowd = Crowd(magazine, silent, patience=30)
        with_crowd = start(magazine, dry=True)
        with_crowd.crowd = crowd
        away = check_stage(with_crowd)
        assert hand.done.catalogs == before + 3  # the others were judged before
        assert away == check_stage(start(magazine, dry=True))
        assert any(away.values())
        _, pages = publish(magazine, layouts=["plain"], crowd=crowd)
    assert pages.findings == publish(magazine, layouts=["plain"])[1].findings


def test_no_secret_leaves_a_machine(tmp_path, server, schema, engine, monkeypatch):
    monkeypatch.setenv("LIBRETRANSLATE_API_KEY", "geheim-1")
    address = engine.url.replace("http://", "http://me:geheim-2@")
    of = project(tmp_path / "magazine", server.url, schema, address)
    monkeypatch.setenv("L10N_SCALE__BATCH", "50")
    held = []
    engine.on_text = lambda _: held or held.extend(dumped(server, schema))
    with worker(of):  # it takes the address, with its password, from a checkout of its own
        run(of)
    assert "geheim-1" in engine.keys
    assert held
    assert "記事0の文01です。" in "".join(held)
    assert not [row for row in (*held, *dumped(server, schema)) if "geheim" in row]
    jobs = [row for row in held if row.startswith("procrastinate_jobs")]
    assert jobs
    assert all(re.search(r'"args":\{"number":\d+\}', row.replace(" ", "")) for row in jobs)


def dumped(server, schema) -> list[str]:
    with Base(server.url, schema) as base:
        tables = base.rows("SELECT tablename FROM pg_tables WHERE schemaname = %s", [schema])
        return [
            f"{name} {row}"
            for (name,) in tables
            for (row,) in base.rows(f"SELECT to_json(t)::text FROM {name} AS t")
        ]


def test_workers_share_one_budget(magazine, engine):
    limit = 100
    with worker(magazine), worker(magazine):
        tally = run(magazine, limits=Limits(limit)).tally
    sent = sum(len(text) * times for text, times in engine.asked.items())
    assert 50 < sent <= limit
    assert [type(failure) for failure in tally.failures] == [BudgetSpent]
    assert tally.drafted == sum(engine.asked.values())


def test_without_a_worker_a_run_says_so_and_keeps_what_it_queued(magazine, engine):
    tally = sync(magazine, crowd=Crowd(magazine, silent, patience=0.1)).tally
    assert {type(failure) for failure in tally.failures} == {EngineMissing}
    assert "l10n worker" in str(tally.failures[0])
    assert tally.left == TEXTS
    with worker(magazine):
        assert run(magazine).tally.drafted == TEXTS


# --- faults -----------------------------------------------------------------------------------


@pytest.fixture
def brisk(tmp_path, server, schema, engine):
    """A project whose dead workers are missed soon."""
    return project(tmp_path / "magazine", server.url, schema, engine.url, heartbeat=0.7)


def test_a_worker_whose_engine_is_another_asks_it_for_nothing(brisk, engine, monkeypatch):
    monkeypatch.setattr("l10n.engines.libre.Libre.version", "99")  # of the coordinator alone
    hand = Process(brisk)
    try:
        done = run(brisk, locales=["en"])
    finally:
        hand.close()
    assert "another than the coordinator's" in str(done.tally.failures[0])
    assert (engine.asked, done.tally.left) == ({}, TEXTS // 2)


def test_a_worker_that_is_killed_loses_nothing_and_costs_one_batch(brisk, engine, server, schema):
    engine.free.clear()
    first = Process(brisk)
    results: list[object] = []
    coordinator = threading.Thread(target=lambda: results.append(run(brisk)))
    coordinator.start()
    assert engine.arrived.acquire(timeout=60)
    first.kill()
    first.close()
    in_flight = sum(engine.asked.values())
    engine.free.set()
    with worker(brisk):
        coordinator.join()
    (done,) = results
    assert (done.tally.failures, done.tally.drafted) == ([], TEXTS)
    assert in_flight <= 3
    assert sum(engine.asked.values()) <= TEXTS + in_flight
    all_is_there_once(brisk, server, schema, engine)


def test_a_run_whose_coordinator_was_killed_goes_on_from_another_machine(
    magazine, tmp_path, engine, server, schema
):
    elsewhere = tmp_path / "elsewhere"
    shutil.copytree(magazine.root, elsewhere)
    engine.free.clear()
    command = [sys.executable, "-m", "l10n", "sync", "--distributed", "--quiet"]
    with worker(magazine):
        with subprocess.Popen(command, cwd=magazine.root) as coordinator:
            assert engine.arrived.acquire(timeout=60)
            coordinator.kill()
        assert drafts(magazine) == []
        engine.free.set()
        done = run(find(elsewhere))
    assert (done.tally.failures, done.tally.drafted) == ([], TEXTS)
    assert set(engine.asked.values()) == {2}  # once a locale: nothing was asked for twice
    all_is_there_once(find(elsewhere), server, schema, engine)


def test_a_database_that_crashes_and_comes_back_stops_nobody(magazine, engine, server, schema):
    engine.free.clear()
    results: list[object] = []
    with worker(magazine):
        coordinator = threading.Thread(target=lambda: results.append(run(magazine)))
        coordinator.start()
        assert engine.arrived.acquire(timeout=60)
        server.stop("immediate")
        engine.free.set()  # the answer comes while there is nowhere to put it
        server.start()
        coordinator.join()
    (done,) = results
    assert (done.tally.failures, done.tally.drafted) == ([], TEXTS)
    assert set(engine.asked.values()) == {2}
    all_is_there_once(magazine, server, schema, engine)


def test_a_worker_that_is_cut_off_comes_back_with_what_it_paid_for(
    magazine, engine, server, schema
):
    line = Line(server.port)
    engine.free.clear()
    results: list[object] = []
    hand = Process(magazine, database=server.url.replace(str(server.port), str(line.port)))
    coordinator = threading.Thread(target=lambda: results.append(run(magazine)))
    coordinator.start()
    try:
        assert engine.arrived.acquire(timeout=60)
        line.cut()
        engine.free.set()
        line.mend()
        coordinator.join()
    finally:
        hand.close()
        line.close()
    (done,) = results
    assert (done.tally.failures, done.tally.drafted) == ([], TEXTS)
    assert set(engine.asked.values()) == {2}
    all_is_there_once(magazine, server, schema, engine)


def test_a_batch_that_was_given_to_another_worker_is_told_in_a_line(
    magazine, engine, server, schema, caplog
):
    said: list[str] = []
    engine.free.clear()
    hand = Worker(magazine, ["libre"], said.append)
    thread = threading.Thread(target=hand.run)
    results: list[object] = []
    coordinator = threading.Thread(target=lambda: results.append(run(magazine)))
    thread.start()
    coordinator.start()
    try:
        assert engine.arrived.acquire(timeout=60)
        with Base(server.url, schema) as base:
            base.rows("DELETE FROM procrastinate_jobs WHERE status = 'doing'")
        engine.free.set()
        coordinator.join()
    finally:
        hand.stop()
        thread.join()
    gc.collect()
    assert [line for line in said if "another worker's by then" in line]
    assert not caplog.records
    all_is_there_once(magazine, server, schema, engine)


@pytest.mark.parametrize("place", ["magazine", "elsewhere"])
def test_two_coordinators_pay_once_and_leave_the_catalogs_whole(
    place, magazine, tmp_path, engine, server, schema
):
    """In one checkout, and in two."""
    if place != "magazine":
        shutil.copytree(magazine.root, tmp_path / place)
    both = [magazine, find(tmp_path / place)]
    results: list[object] = []
    with worker(magazine):
        coordinators = [
            threading.Thread(target=lambda of=of: results.append(run(of))) for of in both
        ]
        for one in coordinators:
            one.start()
        for one in coordinators:
            one.join()
    assert [done.tally.failures for done in results] == [[], []]
    assert set(engine.asked.values()) == {2}  # once a locale
    assert files(both[0]) == files(both[1])
    all_is_there_once(magazine, server, schema, engine)


def test_a_text_that_kills_workers_fails_alone(brisk, engine, server, schema):
    poison = "記事1の文13です。"
    hands: list[Process] = []
    engine.on_text = lambda text: hands[0].kill() if text == poison else None
    hands.append(Process(brisk, revived=True))
    try:
        done = run(brisk, locales=["en"])
    finally:
        hands[0].close()
    assert (done.tally.failures, done.tally.drafted, done.tally.refused) == ([], TEXTS // 2 - 1, 1)
    (left,) = [
        entry
        for path in (brisk.root / "locales/en").rglob("*.po")
        for entry in po.read_catalog(path).active
        if not entry.msgstr
    ]
    assert left.key.msgid == poison
    assert dict(left.draft.detail) == {"problem": "2-workers-died-over-it"}
    assert engine.asked[poison] == 3  # once with its batch, twice alone


def test_ctrl_c_takes_back_what_nobody_has_begun(magazine, engine, server, schema):
    engine.free.clear()
    crowd = Crowd(magazine, silent, patience=30)
    results: list[object] = []
    with worker(magazine):
        coordinator = threading.Thread(target=lambda: results.append(sync(magazine, crowd=crowd)))
        coordinator.start()
        assert engine.arrived.acquire(timeout=60)
        crowd.stop()
        coordinator.join()
        engine.free.set()
    (done,) = results
    assert {type(failure) for failure in done.tally.failures} == {EngineInterrupted}
    assert sum(engine.asked.values()) <= 3
    waiting, answered = waits(server, schema)
    assert (waiting, answered) == (0, sum(engine.asked.values()))


# --- the command line -------------------------------------------------------------------------


def l10n(folder: Path, *args: str, **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "l10n", *args],
        cwd=folder, capture_output=True, text=True, check=False, env={**os.environ, **environ},
    )  # fmt: skip


def test_a_worker_needs_no_checkout(magazine, tmp_path, engine, server, schema):
    results: list[object] = []
    coordinator = threading.Thread(target=lambda: results.append(run(magazine)))
    coordinator.start()
    try:
        while waits(server, schema)[0] < TEXTS:
            assert coordinator.is_alive()
        done = l10n(
            tmp_path, "worker", "--drain", "--engine", "libre", "--format", "json", "--quiet",
            L10N_SCALE__DATABASE=server.url, L10N_SCALE__SCHEMA=schema,
        )  # fmt: skip
    finally:
        coordinator.join()
    assert done.returncode == 0, done.stderr
    assert results[0].tally.drafted == TEXTS


def test_what_is_not_set_up_is_said(tmp_path):
    (tmp_path / "l10n.toml").write_text('targets = ["en"]\nengine = "pseudo"\n', "utf-8")
    (tmp_path / "source").mkdir()
    for args in (["translate", "--distributed"], ["worker"]):
        done = l10n(tmp_path, *args)
        assert done.returncode == 2
        assert "L10N_SCALE__DATABASE" in done.stderr


def test_config_show_keeps_the_password_to_itself(tmp_path):
    (tmp_path / "l10n.toml").write_text(
        '[scale]\ndatabase = "postgresql://mt:geheim@db/x"\n', "utf-8"
    )
    shown = l10n(tmp_path, "config", "show", "--format", "json").stdout
    assert json.loads(shown)["scale.database"]["value"] == "postgresql://mt@db/x"


def test_english_is_what_the_checks_accept():
    assert english("記事0の文01です。") == "Article 0 says sentence 01."
