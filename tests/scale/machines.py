"""What distributed tests are made of: an engine that counts what is paid, workers, a line to cut."""

import json
import os
import socket
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from l10n.project import Project, find
from l10n.scale.worker import Worker

ROOT = Path(__file__).parents[2]


class Engine:
    """A LibreTranslate server that notes each text it is paid for."""

    def __init__(self) -> None:
        self.asked: Counter[str] = Counter()
        self.keys: set[str] = set()
        self.free = threading.Event()
        self.free.set()
        self.arrived = threading.Semaphore(0)
        self.on_text: Callable[[str], None] = lambda _: None
        engine = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                engine.keys.add(body.get("api_key", ""))
                for text in body["q"]:
                    engine.asked[text] += 1
                    engine.on_text(text)
                engine.arrived.release()
                engine.free.wait(60)
                answer = json.dumps({"translatedText": [english(text) for text in body["q"]]})
                with suppress(OSError):  # whoever asked is dead: that is what the test is about
                    self.send_response(200)
                    self.send_header("Content-Type", "application/json")
                    self.end_headers()
                    self.wfile.write(answer.encode())

            def log_message(self, *args: object) -> None: ...

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self.free.set()
        self._server.shutdown()
        self._server.server_close()


def english(text: str) -> str:
    """A draft that no check objects to: the words do not matter, the figures do."""
    digits = "".join(char for char in text if char.isascii() and char.isdigit())
    return f"Article {digits[0]} says sentence {digits[1:]}." if len(digits) > 1 else "A heading"


def project(folder: Path, database: str, schema: str, engine: str, **more: object) -> Project:
    """A project of three articles, seven texts each."""
    settings = {"heartbeat": 10.0, "batch": 3} | more
    lines = "".join(f"{name} = {value}\n" for name, value in settings.items())
    (folder / "source").mkdir(parents=True)
    (folder / "l10n.toml").write_text(
        f'targets = ["en", "de"]\nengine = "libre"\n[engines.libre]\nbase_url = "{engine}"\n'
        f"retries = 1\n"
        f'[scale]\ndatabase = "{database}"\nschema = "{schema}"\n{lines}',
        "utf-8",
    )
    for number in range(3):
        texts = "".join(f"記事{number}の文{number}{one}です。" for one in range(1, 7))
        (folder / f"source/{number}.md").write_text(f"# 見出し{number}\n\n{texts}\n", "utf-8")
    return find(folder)


TEXTS = 3 * 7 * 2
"""Of that project: three articles, seven texts, two locales."""


@contextmanager
def worker(of: Project) -> Iterator[Worker]:
    """A worker in a thread of this process."""
    made = Worker(of, ["libre", "pseudo"], lambda _: None)
    thread = threading.Thread(target=made.run)
    thread.start()
    try:
        yield made
    finally:
        made.stop()
        thread.join()


class Process:
    """A worker that can be killed, and may be started again whenever it dies."""

    def __init__(self, of: Project, *, revived: bool = False, database: str = "") -> None:
        self._of, self._revived, self._database = of, revived, database
        self._closed = False
        self._start()
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()

    def _start(self) -> None:
        environ = dict(os.environ)
        if self._database:
            environ["L10N_SCALE__DATABASE"] = self._database
        command = [sys.executable, "-m", "l10n", "worker", "--quiet", "--engine", "libre"]
        self._process = subprocess.Popen(command, cwd=self._of.root, env=environ)

    def _watch(self) -> None:
        while True:
            self._process.wait()
            if self._closed or not self._revived:
                return
            self._start()

    def kill(self) -> None:
        self._process.kill()

    def close(self) -> None:
        self._closed = True
        while self._thread.is_alive():
            self._process.kill()
            self._thread.join(0.05)


class Line:
    """A TCP proxy before the database: the cable that a digger finds."""

    def __init__(self, port: int) -> None:
        self._port, self._pairs, self._whole = port, list[socket.socket](), True
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            if not self._whole:
                near.close()
                continue
            far = socket.create_connection(("127.0.0.1", self._port))
            self._pairs += [near, far]
            for one, other in ((near, far), (far, near)):
                threading.Thread(target=_pump, args=(one, other), daemon=True).start()

    def cut(self) -> None:
        self._whole = False
        for end in self._pairs:
            _hang_up(end)
        self._pairs.clear()

    def mend(self) -> None:
        self._whole = True

    def close(self) -> None:
        self.cut()
        _hang_up(self._listener)
        self._listener.close()


def _pump(one: socket.socket, other: socket.socket) -> None:
    with suppress(OSError):
        while data := one.recv(65536):
            other.sendall(data)
    for end in (one, other):
        _hang_up(end)
        end.close()


def _hang_up(end: socket.socket) -> None:
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
