"""Files written whole or not at all, and never over what somebody else wrote meanwhile.

A file is made beside its place, synced, and moved there in one step. Where the place must
still hold what was read (a catalog that an editor may save at any moment), the two files are
*exchanged* and what came out is looked at: no moment is left in which an edit could be lost. A
name of a file on its way says what it holds and what it replaces, so that the next run can
finish what a kill interrupted: put back an edit, or sweep the rest. It gets that name once it is
whole: a part of ours would be taken for somebody's edit.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import stat
import sys
from _thread import get_ident  # `threading` takes a millisecond to load
from collections.abc import Iterator
from itertools import chain, count
from pathlib import Path

from l10n import hashes
from l10n.lazy import lazy

_NAME = lazy(r"\.l10n-([0-9a-f]{16})-([0-9a-f]{16})-(.+)\.tmp", re.DOTALL)
_NONE = "0" * 16
_ROOM = 255 - len(f".l10n-{_NONE}-{_NONE}-.tmp")  # bytes of a name, where 255 are the most
_AT_FDCWD, _EXCHANGE = -100, 2  # linux/fcntl.h, linux/fs.h


class Overtaken(Exception):
    """Somebody else wrote the file since it was read; it is as they left it."""


def fingerprint(data: bytes) -> str:
    """The SHA-256 of a file's bytes."""
    return hashes.sha256(data)


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Alone among our own processes while inside; `path` is the lock's file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if sys.platform == "win32":
        from filelock import FileLock  # 60 ms of a start: asyncio is in there

        with FileLock(path):
            yield
    else:
        import fcntl

        with path.open("ab") as file:  # closing it ends the lock
            fcntl.flock(file, fcntl.LOCK_EX)
            yield


def write(path: Path, data: bytes, *, durable: bool = True) -> None:
    """Makes `data` the content of `path` in one step; OSError when the disk refuses.

    Without `durable` a loss of power may take it back: for what can be made again.
    """
    path = path.resolve()
    try:
        temporary = _beside(path, data, _NONE, durable=durable)
    except FileNotFoundError:
        if not path.parent.is_dir():
            raise
        return write(path, data, durable=durable)  # another of our processes swept it
    try:
        temporary.replace(path)
    except FileNotFoundError:  # the same, or it has put the same bytes there
        if fingerprint_of(path) != fingerprint(data):
            write(path, data, durable=durable)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def swap(path: Path, data: bytes, was: str, *, durable: bool = True) -> None:
    """Makes `data` the content of `path` if its content still has the fingerprint `was`.

    `was` is "" for a file that must not exist. Raises Overtaken otherwise. Call it inside
    `locked`: only strangers can come between then, and they are noticed. `durable` as in `write`.
    """
    path = path.resolve()
    if fingerprint_of(path) != was:
        raise Overtaken(path)
    temporary = _beside(path, data, was[:16] or _NONE, durable=durable)
    try:
        _put(temporary, path, was)
    except FileExistsError as error:
        raise Overtaken(path) from error
    finally:
        _clear(temporary)
    if durable:
        _sync_folder(path.parent)


def _put(temporary: Path, path: Path, was: str) -> None:
    if not was:
        os.link(temporary, path)  # unlike a rename, it fails when the file is there
        return
    if fingerprint_of(path) != was:  # it was written while our file was: nobody has to see ours
        raise Overtaken(path)
    if not _exchange(temporary, path):
        if fingerprint_of(path) != was:
            raise Overtaken(path)
        temporary.replace(path)
        return
    while (out := fingerprint_of(temporary)) != was:  # a stranger's edit came out: put it back
        ours = fingerprint_of(path)
        if not _exchange(temporary, path):
            temporary.replace(path)
            raise Overtaken(path)
        if fingerprint_of(temporary) == ours:
            raise Overtaken(path)
        was = out  # they wrote once more in between: the newest stays


def sweep(folder: Path) -> list[Path]:
    """The files that hold an edit which a run, killed in the middle of a `swap`, had in hand.

    That is the catalog itself where it stood as that run left it, else a file beside it with the
    suffix `.rescued`. Everything else that killed runs left in `folder` is deleted. Call it
    inside `locked`.
    """
    found = (_clear(left) for left in sorted(folder.glob(".l10n-*.tmp")))
    return [path for path in found if path]


def _clear(left: Path) -> Path | None:
    """Deletes a file on its way, unless it holds a stranger's edit: that goes back."""
    name = _NAME.fullmatch(left.name)
    held = fingerprint_of(left)[:16]
    if not name or not held or held in name.group(1, 2) or name[2] == _NONE:
        left.unlink(missing_ok=True)
        return None
    path = _named(left.parent, name[3])
    now = fingerprint_of(path)[:16]
    if now == name[2]:  # the exchange never happened: a kill while this file was written
        left.unlink()
        return None
    if now == name[1] and _put_back(left, path, now):
        return path
    path = _unused(path)
    left.replace(path)
    return path


def _put_back(left: Path, path: Path, ours: str) -> bool:
    """Puts an edit where the run that had it in hand left its own file; False when somebody has
    saved there meanwhile: then that stands, and the edit is in `left`."""
    if not _exchange(left, path):
        left.replace(path)
        return True
    if fingerprint_of(left)[:16] == ours:
        left.unlink()
        return True
    _exchange(left, path)
    return False


def _unused(path: Path) -> Path:
    """A name for an edit that is kept beside a later one; earlier ones keep theirs."""
    names = (
        f"{_fitting(path.name)}{number}.rescued"
        for number in chain([""], map(".{}".format, count(2)))
    )
    return next(one for one in map(path.with_name, names) if not one.exists())


def _fitting(name: str) -> str:
    """`name`, or what stands for one that leaves no room for ours: 80 kanji are 240 bytes of 255."""
    data = os.fsencode(name)
    return name if len(data) <= _ROOM else f"~{fingerprint(data)[:16]}"


def _named(folder: Path, fitting: str) -> Path:
    """The file that `_fitting` stands for."""
    same = (one for one in folder.iterdir() if _fitting(one.name) == fitting)
    return next(same, folder / fitting) if fitting.startswith("~") else folder / fitting


def has_leftovers(folder: Path) -> bool:
    """True when a killed run left files in `folder`."""
    try:
        with os.scandir(folder) as found:
            return any(one.name.startswith(".l10n-") and one.name[-4:] == ".tmp" for one in found)
    except FileNotFoundError:
        return False


def _beside(path: Path, data: bytes, was: str, *, durable: bool = True) -> Path:
    """A synced file with `data` and the mode and owner of `path`, in its folder."""
    ours = fingerprint(data)[:16]
    temporary = path.with_name(f".l10n-{ours}-{was}-{_fitting(path.name)}.tmp")
    part = path.with_name(f".l10n-{os.getpid()}.{get_ident()}.tmp")  # nobody else writes there
    try:
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            if durable:
                os.fsync(file.fileno())
        _liken(part, path)
        part.replace(temporary)
    except OSError:  # a full disk: leave nothing of ours on it
        part.unlink(missing_ok=True)
        raise
    return temporary


def _liken(part: Path, path: Path) -> None:
    """Gives a new file the mode and, as far as the system allows, the group and owner of `path`."""
    with contextlib.suppress(FileNotFoundError):
        old = path.stat()
        for owner in ((-1, old.st_gid), (old.st_uid, -1)):  # a member may give a file to a group
            with contextlib.suppress(PermissionError):
                os.chown(part, *owner)
        part.chmod(stat.S_IMODE(old.st_mode))


def fingerprint_of(path: Path) -> str:
    """The fingerprint of a file's content; "" where there is none."""
    try:
        return fingerprint(path.read_bytes())
    except FileNotFoundError:
        return ""


def _exchange(one: Path, other: Path) -> bool:
    """Exchanges two files in one step; False where the system cannot (it is Linux's)."""
    import ctypes  # 6 ms, and most runs write no catalog

    try:
        call = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, TypeError, OSError):
        return False
    done = call(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _EXCHANGE)
    if done == 0:
        return True
    code = ctypes.get_errno()
    if code in (errno.EINVAL, errno.ENOSYS, errno.ENOENT):
        return False
    raise OSError(code, os.strerror(code), str(other))


def _sync_folder(folder: Path) -> None:
    """Makes a rename last through a power cut, where the system lets folders be synced."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
