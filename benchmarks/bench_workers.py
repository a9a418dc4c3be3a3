"""Speed-up from one to two to four workers, with an engine that answers after a fixed time.

A LibreTranslate server that sleeps `LATENCY` before each answer stands for a provider; PostgreSQL is a
private cluster. Wall time of a whole `translate` as ratios in one run: the engine waits, the cores do not.

    make bench-scale
"""

import json
import subprocess
import sys
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests/scale"))
from cluster import binaries, cluster

from l10n.flow import silent
from l10n.pipeline import translate
from l10n.portions import plan
from l10n.project import find
from l10n.scale.crowd import Crowd

LATENCY = 1.5
BATCH = 25
BATCHES = 48
LOCALES = ["en", "de"]


class Provider(BaseHTTPRequestHandler):
    """Answers each call after the same time."""

    def do_POST(self) -> None:
        """One batch."""
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        time.sleep(LATENCY)
        answer = json.dumps(
            {"translatedText": [f"Sentence {_figures(text)}." for text in body["q"]]}
        )
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(answer.encode())

    def log_message(self, *args: object) -> None:
        """Silent."""


def _figures(text: str) -> str:
    return "".join(char for char in text if char.isdigit())


def project(folder: Path, database: str, schema: str, url: str) -> Path:
    """Eight articles of as many sentences as make `BATCHES` batches."""
    (folder / "source").mkdir(parents=True)
    (folder / "l10n.toml").write_text(
        f"targets = {json.dumps(LOCALES)}\nengine = 'libre'\n[engines.libre]\n"
        f"base_url = '{url}'\nconnections = 1\n[checks]\nnumber = 'off'\n"
        f"[scale]\ndatabase = '{database}'\nschema = '{schema}'\nbatch = {BATCH}\n",
        "utf-8",
    )
    each = BATCHES * BATCH // len(LOCALES) // 8
    for number in range(8):
        text = "".join(f"記事{number}では文{one:03}を読む。" for one in range(100, 100 + each))
        (folder / f"source/{number}.txt").write_text(text + "\n", "utf-8")
    return folder


def run(folder: Path, workers: int) -> float:
    """Seconds that the coordinator needs with so many workers, which are there when it begins."""
    of = find(folder)
    command = [sys.executable, "-m", "l10n", "worker", "--engine", "libre"]
    hands = [
        subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL)
        for _ in range(workers)
    ]
    for hand in hands:
        hand.stderr.readline()  # it has said what it takes
        threading.Thread(target=hand.stderr.read, daemon=True).start()
    begun = time.perf_counter()
    whole = plan(of)
    whole.crowd = Crowd(of, silent)
    tally = translate(whole)
    taken = time.perf_counter() - begun
    for hand in hands:
        hand.terminate()
    for hand in hands:
        hand.wait()
    assert tally.asked == BATCHES * BATCH, tally
    return taken


def main() -> None:
    """Prints a table."""
    found = binaries()
    if found is None:
        sys.exit("no PostgreSQL is installed: apt-get install postgresql")
    with ThreadingHTTPServer(("127.0.0.1", 0), Provider) as server, cluster(found) as base:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}"
        with tempfile.TemporaryDirectory() as top:
            times = {}
            for workers in (1, 2, 4):
                folder = project(Path(top) / str(workers), base.url, f"bench_{workers}", url)
                times[workers] = run(folder, workers)
        server.shutdown()
    bound = BATCHES * LATENCY
    print(
        f"{BATCHES} batches of {BATCH} texts, {LATENCY} s a batch: the engine alone {bound:.0f} s"
    )
    for workers, seconds in times.items():
        print(f"{workers} workers: {seconds:5.1f} s, {times[1] / seconds:.2f} × one")


if __name__ == "__main__":
    main()
