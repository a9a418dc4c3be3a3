"""A loopback server that speaks as seven services do, and breaks as it is told to."""

from __future__ import annotations

import html
import json
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from l10n.engines.deepl import DeepL
from l10n.engines.libre import Libre
from l10n.engines.online import Baidu, Google, Microsoft, MyMemory
from l10n.engines.openai import OpenAI
from l10n.plugin import EngineSettings, Request

KEY = "K-SECRET-42"
ENGINES = (Google, MyMemory, Microsoft, Baidu, Libre, DeepL, OpenAI)
_MASK = re.compile(r"XQ\d+X|<x id=\"\d+\"[^<>]*/>|<x [^<>]*></x>")


def hello(text: str) -> str:
    """A translation of any text: its masks are kept."""
    return f"Hello {' '.join(_MASK.findall(text))}.".replace(" .", ".")


def texts_of(name: str, query: dict, body: object) -> list[str]:
    """The texts in a request, as each service is sent them."""
    if name in ("google", "mymemory", "baidu"):
        return query["q"]
    if name == "microsoft":
        return [item["text"] for item in body]
    if name == "libre":
        return body["q"]
    if name == "deepl":
        return body["text"]
    return [item["text"] for item in json.loads(body["messages"][1]["content"])["segments"]]


def answer_of(name: str, said: list) -> tuple[str, str]:
    """(content type, body) of an answer that says these translations."""
    if name == "google":
        return "text/html", f'<div class="result-container">{html.escape(str(said[0] or ""))}</div>'
    data = {
        "mymemory": {"responseData": {"translatedText": said[0]}, "matches": [], "responseStatus": 200},
        "microsoft": [{"translations": [{"text": said[0]}]}],
        "baidu": {"trans_result": [{"src": "", "dst": said[0]}]},
        "libre": {"translatedText": said},
        "deepl": {"translations": [{"text": one} for one in said]},
        "openai": {"choices": [{"message": {"content": json.dumps(
            {"translations": [{"id": n, "text": one} for n, one in enumerate(said, 1)]})}}]},
    }[name]  # fmt: skip
    return "application/json", json.dumps(data)


class Handler(BaseHTTPRequestHandler):
    """Hands each request to `server.fault` if it holds `server.bad`, else answers well."""

    def log_message(self, *args):
        pass

    def do_GET(self):
        length = int(self.headers.get("content-length") or 0)
        raw = self.rfile.read(length)
        self.query = parse_qs(urlsplit(self.path).query)
        self.body = json.loads(raw) if raw[:1] in (b"{", b"[") else None
        if "glossaries" in self.path:
            self.server.glossaries(self)
            return
        self.asked = texts_of(self.server.engine, self.query, self.body)
        self.server.seen.append(self)
        if self.server.fault and any(self.server.bad in text for text in self.asked):
            self.server.fault(self)
        else:
            self.say([hello(text) for text in self.asked])

    do_POST = do_GET  # noqa: N815 - the name that http.server calls

    def say(self, said, status=200):
        self.reply(status, *answer_of(self.server.engine, said))

    def reply(self, status, kind, body, **headers):
        data = body if isinstance(body, bytes) else body.encode("utf-8", "surrogatepass")
        self.send_response(status)
        self.send_header("Content-Type", kind)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


def serve():
    """A running server; the caller calls `stop`."""
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    httpd.daemon_threads, httpd.block_on_close = True, False
    httpd.release = threading.Event()
    thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()

    def stop():
        httpd.release.set()
        httpd.shutdown()
        thread.join()
        httpd.server_close()

    httpd.stop = stop
    return httpd


def reset(httpd, engine="google", fault=None, bad=""):
    """Makes the server one engine's, with a fault for texts that hold `bad`."""
    httpd.seen, httpd.engine, httpd.fault, httpd.bad = [], engine, fault, bad
    httpd.glossaries = lambda handler: handler.reply(404, "text/plain", "")


def engine_of(cls, httpd, slept=None, ledger=None, **options):
    """An engine that asks the loopback server, with two tries for a call."""
    address = f"http://127.0.0.1:{httpd.server_address[1]}"
    if cls.name in ("google", "mymemory", "microsoft", "baidu"):
        address += "/"
    own = {"base_url": address, "timeout": 20, "retries": 2, "rate": 0}
    if cls is OpenAI:
        own["model"] = "some-model"
    environ = dict.fromkeys((*cls.key_variables, "MICROSOFT_API_KEY"), KEY)
    more = {"ledger": ledger} if ledger else {}
    settings = EngineSettings(own | options, Path(), environ, **more)
    return cls(settings, sleep=(slept if slept is not None else []).append)


def ask(engine, *texts, target="en", **more):
    """The answers to some texts, in order; XQ1X in them stands for `make`."""
    requests = [
        Request(t, ("XQ1X",), (("XQ1X", "`make`"),), **more) if "XQ1X" in t else Request(t, **more)
        for t in texts
    ]
    answers = engine.translate(requests, source="ja", target=target)
    return sorted(answers, key=lambda answer: answer.index)
