"""A PostgreSQL of the tests' own: a cluster in a temporary folder, on a free port of the loopback."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_FAST = {  # what is lost when the machine's power is cut is a temporary folder
    "fsync": "off", "full_page_writes": "off",
    "listen_addresses": "127.0.0.1", "unix_socket_directories": "", "shared_buffers": "16MB",
    "max_connections": "100",
}  # fmt: skip


def binaries() -> Path | None:
    """The folder of the newest PostgreSQL that Debian has installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else None


class Cluster:
    """A server that can be stopped, killed and started again."""

    def __init__(self, bin_: Path, folder: Path) -> None:
        self._bin, self._folder = bin_, folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"postgresql://tester@127.0.0.1:{self.port}/postgres"
        # PostgreSQL refuses to be root, which CI is.
        self._user = next((u for u in ("postgres", "nobody") if _is_known(u)), None)
        if os.getuid() == 0:
            shutil.chown(folder, self._user)
        else:
            self._user = None
        self._data = folder / "data"
        self._run("initdb", "-U", "tester", "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
        settings = "".join(f"{name} = '{value}'\n" for name, value in _FAST.items())
        with (self._data / "postgresql.conf").open("a") as config:
            config.write(f"{settings}port = {self.port}\n")

    def start(self) -> None:
        self._run("pg_ctl", "start", "-w", "-s", "-l", str(self._folder / "log"))

    def stop(self, mode: str = "fast") -> None:
        """`immediate` is a crash: no client is told, and the log is replayed at the next start."""
        self._run("pg_ctl", "stop", "-w", "-s", "-m", mode)

    def _run(self, name: str, *args: str) -> None:
        subprocess.run(
            [str(self._bin / name), "-D", str(self._data), *args],
            check=True, user=self._user, cwd=self._folder,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL,
        )  # fmt: skip


def _is_known(user: str) -> bool:
    try:
        pwd.getpwnam(user)
    except KeyError:
        return False
    return True


@contextmanager
def cluster(bin_: Path) -> Iterator[Cluster]:
    folder = Path(tempfile.mkdtemp(prefix="l10n-pg-"))
    try:
        made = Cluster(bin_, folder)
        made.start()
        try:
            yield made
        finally:
            made.stop("immediate")
    finally:
        shutil.rmtree(folder)
