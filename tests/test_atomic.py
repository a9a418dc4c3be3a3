"""Writing: whole or not at all, and never over an edit that came in between."""

import errno
import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

from l10n import atomic, po
from l10n.atomic import Overtaken, fingerprint, swap, sweep, write
from l10n.cli.app import app
from l10n.flow import start
from l10n.model import State
from l10n.project import find
from l10n.stages.translate import translate_stage
from l10n.stages.update import update_stage


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.po"
    path.write_bytes(b"old")
    return path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


OLD = fingerprint(b"old")


def test_a_file_that_stands_as_it_was_read_is_replaced(file):
    swap(file, b"new", OLD)
    assert (file.read_bytes(), names(file.parent)) == (b"new", ["a.po"])


def test_a_new_file_appears_only_where_there_is_none(tmp_path):
    swap(tmp_path / "b.po", b"new", "")
    assert (tmp_path / "b.po").read_bytes() == b"new"
    with pytest.raises(Overtaken):
        swap(tmp_path / "b.po", b"newer", "")
    assert (tmp_path / "b.po").read_bytes() == b"new"


@pytest.mark.parametrize("now", [b"theirs", None])
def test_a_file_that_somebody_wrote_or_deleted_is_left_alone(file, now):
    if now is None:
        file.unlink()
    else:
        file.write_bytes(now)
    with pytest.raises(Overtaken):
        swap(file, b"new", OLD)
    assert names(file.parent) == (["a.po"] if now else [])


@pytest.mark.parametrize("saves", [1, 2, 3])
def test_edits_saved_at_the_very_moment_of_the_exchange_win(file, saves, monkeypatch):
    exchange, count = atomic._exchange, 0

    def with_an_editor(one: Path, other: Path) -> bool:
        nonlocal count
        count += 1
        if count <= saves:
            saved = file.with_name("editors.tmp")
            saved.write_bytes(b"theirs %d" % count)
            saved.replace(file)
        return exchange(one, other)

    monkeypatch.setattr(atomic, "_exchange", with_an_editor)
    with pytest.raises(Overtaken):
        swap(file, b"new", OLD)
    assert file.read_bytes() == b"theirs %d" % saves
    earlier = ["a.po.rescued"] if saves > 1 else []  # its writer may not have known the first
    assert names(file.parent) == ["a.po", *earlier]


def test_systems_without_exchange_look_again_before_they_replace(file, monkeypatch):
    monkeypatch.setattr(atomic, "_exchange", lambda one, other: False)
    swap(file, b"new", OLD)
    assert file.read_bytes() == b"new"
    with pytest.raises(Overtaken):
        swap(file, b"newer", OLD)


def leave(file: Path, data: bytes, ours: bytes = b"new", was: bytes = b"old") -> None:
    name = f".l10n-{fingerprint(ours)[:16]}-{fingerprint(was)[:16]}-{file.name}.tmp"
    file.with_name(name).write_bytes(data)


@pytest.mark.parametrize(
    ("on_disk", "left"),
    [
        (b"old", b"new"),  # killed before the exchange
        (b"new", b"old"),  # killed behind it
        (b"theirs", b"new"),
    ],
)
def test_what_a_kill_left_is_swept(file, on_disk, left):
    file.write_bytes(on_disk)
    leave(file, left)
    assert sweep(file.parent) == []
    assert (file.read_bytes(), names(file.parent)) == (on_disk, ["a.po"])


def test_a_part_of_our_file_is_never_taken_for_an_edit(file, monkeypatch):
    def killed(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(atomic.os, "fsync", killed)
    with pytest.raises(KeyboardInterrupt):
        swap(file, b"new" * 1000, OLD)
    assert len(names(file.parent)) == 2
    file.write_bytes(b"saved by somebody meanwhile")
    assert sweep(file.parent) == []
    assert names(file.parent) == ["a.po"]


def test_two_processes_never_write_into_one_file(file, monkeypatch):
    sync, shown = os.fsync, []

    def another_comes(handle: int) -> None:
        sync(handle)
        if os.getpid() == here:
            monkeypatch.setattr(atomic.os, "getpid", lambda: here + 1)
            write(file, b"new")
            monkeypatch.setattr(atomic.os, "getpid", lambda: here)
            shown.append(file.read_bytes())

    here = os.getpid()
    monkeypatch.setattr(atomic.os, "fsync", another_comes)
    write(file, b"new")
    assert (shown, file.read_bytes(), names(file.parent)) == ([b"new"], b"new", ["a.po"])


def test_a_file_that_another_process_swept_is_written_again(file, monkeypatch):
    sync, swept = os.fsync, []

    def a_sweep_comes(handle: int) -> None:
        sync(handle)
        if not swept:
            swept.append(sweep(file.parent))

    monkeypatch.setattr(atomic.os, "fsync", a_sweep_comes)
    write(file, b"new")
    assert (file.read_bytes(), names(file.parent)) == (b"new", ["a.po"])


def test_an_edit_that_a_killed_run_had_in_hand_goes_back(file):
    file.write_bytes(b"new")
    leave(file, b"theirs")
    assert sweep(file.parent) == [file]
    assert (file.read_bytes(), names(file.parent)) == (b"theirs", ["a.po"])


def test_an_edit_in_hand_is_kept_beside_a_later_one(file):
    file.write_bytes(b"later")
    leave(file, b"theirs")
    assert sweep(file.parent) == [file.with_name("a.po.rescued")]
    assert file.read_bytes() == b"later"
    assert file.with_name("a.po.rescued").read_bytes() == b"theirs"


def test_a_second_edit_in_hand_leaves_the_first_that_was_kept(file):
    for edit in (b"first", b"second", b"third"):
        file.write_bytes(b"later")
        leave(file, edit)
        sweep(file.parent)
    kept = [file.with_name(name).read_bytes() for name in names(file.parent)]
    assert sorted(kept) == [b"first", b"later", b"second", b"third"]


def test_an_edit_saved_while_another_goes_back_stands_and_both_are_kept(file, monkeypatch):
    exchange = atomic._exchange

    def with_an_editor(one: Path, other: Path) -> bool:
        if file.read_bytes() == b"new":
            file.write_bytes(b"later")
        return exchange(one, other)

    monkeypatch.setattr(atomic, "_exchange", with_an_editor)
    file.write_bytes(b"new")
    leave(file, b"theirs")
    assert sweep(file.parent) == [file.with_name("a.po.rescued")]
    assert file.read_bytes() == b"later"
    assert file.with_name("a.po.rescued").read_bytes() == b"theirs"


def test_an_edit_saved_while_ours_is_written_is_never_out_of_its_place(file, monkeypatch):
    beside = atomic._beside

    def with_an_editor(path: Path, *rest: object, **more: bool) -> Path:
        made = beside(path, *rest, **more)
        file.write_bytes(b"theirs")
        return made

    monkeypatch.setattr(atomic, "_beside", with_an_editor)
    monkeypatch.setattr(atomic, "_exchange", lambda *_: pytest.fail("exchanged"))
    with pytest.raises(Overtaken):
        swap(file, b"new", OLD)
    assert (file.read_bytes(), names(file.parent)) == (b"theirs", ["a.po"])


def test_the_longest_names_are_written_and_their_edits_rescued(tmp_path):
    file = tmp_path / ("長い題" * 27 + ".po")
    swap(file, b"old", "")
    swap(file, b"new", OLD)
    write(file, b"newer")
    assert (file.read_bytes(), names(tmp_path)) == (b"newer", [file.name])
    for now, place in ((b"new", file.name), (b"later", atomic._fitting(file.name) + ".rescued")):
        file.write_bytes(now)
        ours, was = fingerprint(b"new")[:16], fingerprint(b"old")[:16]
        left = file.with_name(f".l10n-{ours}-{was}-{atomic._fitting(file.name)}.tmp")
        left.write_bytes(b"theirs")
        assert sweep(tmp_path) == [tmp_path / place]
        assert (tmp_path / place).read_bytes() == b"theirs"


def test_mode_and_links_stay(file, tmp_path):
    file.chmod(0o640)
    link = tmp_path / "link.po"
    link.symlink_to(file)
    swap(link, b"new", OLD)
    write(link, b"newer")
    assert link.is_symlink()
    assert file.read_bytes() == b"newer"
    assert file.stat().st_mode & 0o777 == 0o640


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root gives files away")
def test_the_owner_stays(file):
    os.chown(file, 12345, 12345)
    swap(file, b"new", OLD)
    assert (file.stat().st_uid, file.stat().st_gid) == (12345, 12345)


def test_a_disk_that_refuses_leaves_the_old_file(file, monkeypatch):
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        swap(file, b"new", OLD)
    assert file.read_bytes() == b"old"
    assert sweep(file.parent) == []
    assert names(file.parent) == ["a.po"]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "l10n.toml").write_text('targets = ["en"]\nengine = "pseudo"\n', "utf-8")
    (tmp_path / "source").mkdir()
    (tmp_path / "source/a.txt").write_text("一つ目の文です。二つ目の文です。\n", "utf-8")
    update_stage(start(find(tmp_path)))
    return tmp_path


def save_like_an_editor(path: Path, msgid: str, msgstr: str) -> None:
    text = path.read_text("utf-8")
    old = f'msgid "{msgid}"\nmsgstr ""'
    assert old in text
    path.write_text(text.replace(old, f'msgid "{msgid}"\nmsgstr "{msgstr}"'), "utf-8")


def test_a_person_who_saves_while_a_run_is_under_way_loses_nothing(project):
    path = project / "locales/en/LC_MESSAGES/a.po"
    (project / "source/a.txt").write_text("一つ目の文です。二つ目の文です。三つ目。\n", "utf-8")
    flow = start(find(project))
    save_like_an_editor(path, "一つ目の文です。", "The first.")
    update_stage(flow)
    save_like_an_editor(path, "二つ目の文です。", "The second.")
    translate_stage(flow)
    entries = {e.key.msgid: e for e in po.read_catalog(path).entries}
    assert entries["一つ目の文です。"].msgstr == "The first."
    assert entries["二つ目の文です。"].msgstr == "The second."
    assert entries["二つ目の文です。"].state is State.APPROVED
    assert entries["三つ目。"].state is State.DRAFT


@pytest.mark.parametrize("command", ["sync", "update", "translate", "build"])
def test_every_command_tells_of_an_edit_that_a_killed_run_had_in_hand(project, command):
    path = project / "locales/en/LC_MESSAGES/a.po"
    edit = path.read_bytes().replace(b'msgstr ""\n\n', b'msgstr "The first."\n\n', 1)
    leave(path, edit, ours=path.read_bytes())
    done = CliRunner().invoke(app, [command, "--project", str(project)])
    assert "holds an edit again that a killed run had in hand" in done.output
    assert b"The first." in path.read_bytes()


def test_a_full_disk_leaves_the_old_file_and_nothing_else(file, monkeypatch):
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(atomic.os, "fsync", full)
    for save in (lambda: write(file, b"new"), lambda: swap(file, b"new", OLD)):
        with pytest.raises(OSError, match="No space"):
            save()
        assert (file.read_bytes(), names(file.parent)) == (b"old", ["a.po"])
