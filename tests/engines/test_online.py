"""Online engines against a real server on loopback: every fault ends in an outcome of ours."""

import json
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from l10n.engines.online import Google, Libre, Microsoft, MyMemory
from l10n.errors import ConfigError, EngineError, EngineRefused, EngineTransient
from l10n.plugin import EngineSettings, Request

KEY = "K-SECRET-42"
ENGINES = [Google, Libre, MyMemory, Microsoft]
GOOD = {
    "google": ("text/html", '<div class="result-container">Hello XQ1X.</div>'),
    "libre": ("application/json", json.dumps({"translatedText": "Hello XQ1X."})),
    "mymemory": (
        "application/json",
        json.dumps({"responseData": {"translatedText": "Hello XQ1X."}, "matches": []}),
    ),
    "microsoft": ("application/json", json.dumps([{"translations": [{"text": "Hello XQ1X."}]}])),
}


class Handler(BaseHTTPRequestHandler):
    def log_message(self, *args):
        pass

    def do_GET(self):
        self.server.seen.append(self.path)
        self.server.fault(self)

    def do_POST(self):
        self.rfile.read(int(self.headers.get("content-length", 0)))
        self.do_GET()

    def reply(self, status, kind, body, **headers):
        data = body if isinstance(body, bytes) else body.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


@pytest.fixture
def server() -> Iterator[ThreadingHTTPServer]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as httpd:
        httpd.seen, httpd.release = [], threading.Event()
        httpd.daemon_threads, httpd.block_on_close = True, False
        thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield httpd
        httpd.release.set()
        httpd.shutdown()
        thread.join()


def engine_of(cls, server, slept=None, **options):
    address = f"http://127.0.0.1:{server.server_address[1]}/"
    environ = {"LIBRETRANSLATE_API_KEY": KEY, "MICROSOFT_API_KEY": KEY}
    settings = EngineSettings(
        {"base_url": address, "timeout": 0.4, "retries": 2, **options}, Path(), environ
    )
    return cls(settings, sleep=(slept if slept is not None else []).append)


def ask(engine, *texts):
    requests = [Request(text, ("XQ1X",) if "XQ1X" in text else ()) for text in texts]
    return list(engine.translate(requests, source="ja", target="en"))


@pytest.mark.parametrize("cls", ENGINES)
def test_a_good_answer_comes_through(cls, server):
    server.fault = lambda h: h.reply(200, *GOOD[cls.name])
    (answer,) = ask(engine_of(cls, server), "こんにちはXQ1X。")
    assert (answer.text, answer.problem) == ("Hello XQ1X.", "")


def drip(handler):
    handler.send_response(200)
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    while not handler.server.release.wait(0.05):
        try:
            handler.wfile.write(b"x" * 5000)
        except OSError:
            return


def hang(handler):
    handler.server.release.wait(5)


def reset(handler):
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")


def cut(handler):
    handler.send_response(200)
    handler.send_header("Content-Length", "5000")
    handler.end_headers()
    handler.wfile.write(b"half of the sen")


TRANSIENT = {
    "hang": hang,
    "drip": drip,
    "reset": reset,
    "cut": cut,
    "429": lambda h: h.reply(429, "text/plain", "slow down", Retry_After="7"),
    "500": lambda h: h.reply(500, "text/html", "<h1>Error 500 (Server Error)!!1</h1>"),
    "502": lambda h: h.reply(502, "text/html", "<html>bad gateway</html>"),
    "503": lambda h: h.reply(503, "text/plain", ""),
    "huge": lambda h: h.reply(200, "text/html", b"x" * 3_000_000),
}
REFUSED = {
    "401": lambda h: h.reply(401, "text/plain", f"bad key {KEY}"),
    "403": lambda h: h.reply(403, "application/json", json.dumps({"error": KEY})),
    "404": lambda h: h.reply(404, "text/html", "<html>not here</html>"),
    "456": lambda h: h.reply(456, "text/plain", "quota"),
    "redirect": lambda h: h.reply(302, "text/plain", "", Location="http://127.0.0.1:1/"),
}
REJECTED = {
    "captcha": lambda h: h.reply(200, "text/html", "<html>unusual traffic</html>"),
    "bad json": lambda h: h.reply(200, "application/json", "{"),
    "error in 200": lambda h: h.reply(200, "application/json", json.dumps({"error": KEY})),
    "list": lambda h: h.reply(200, "application/json", "[]"),
    "object": lambda h: h.reply(200, "application/json", "{}"),
    "null": lambda h: h.reply(200, "application/json", "null"),
    "empty": lambda h: h.reply(200, "text/html", ""),
    "number": lambda h: h.reply(200, "application/json", json.dumps({"translatedText": 12})),
    "lost mask": lambda h: h.reply(
        200, *((GOOD[h.server.engine][0]), GOOD[h.server.engine][1].replace("XQ1X", ""))
    ),
    "warning": lambda h: h.reply(
        200,
        GOOD[h.server.engine][0],
        GOOD[h.server.engine][1].replace("Hello", "MYMEMORY WARNING: YOU USED ALL"),
    ),
}


@pytest.mark.parametrize("cls", ENGINES)
@pytest.mark.parametrize("fault", TRANSIENT)
def test_a_passing_fault_is_retried_and_then_told(cls, fault, server):
    server.fault, server.engine = TRANSIENT[fault], cls.name
    slept = []
    with pytest.raises(EngineTransient) as caught:
        ask(engine_of(cls, server, slept), "文XQ1X。")
    assert len(slept) == 1
    assert KEY not in str(caught.value)
    if fault == "429":
        assert slept == [7.0]


@pytest.mark.parametrize("cls", ENGINES)
@pytest.mark.parametrize("fault", REFUSED)
def test_a_refusal_is_not_retried(cls, fault, server):
    server.fault, server.engine = REFUSED[fault], cls.name
    with pytest.raises(EngineRefused) as caught:
        ask(engine_of(cls, server), "文XQ1X。")
    assert len(server.seen) == 1
    assert KEY not in str(caught.value)


@pytest.mark.parametrize("cls", ENGINES)
@pytest.mark.parametrize("fault", REJECTED)
def test_rubbish_fails_one_item_and_no_other(cls, fault, server):
    server.engine = cls.name
    faults = iter([REJECTED[fault], lambda h: h.reply(200, *GOOD[cls.name])])
    server.fault = lambda h: next(faults)(h)
    bad, good = ask(engine_of(cls, server), "文XQ1X。", "次XQ1X。")
    assert bad.problem
    assert not bad.text
    assert KEY not in bad.problem
    assert good.text == "Hello XQ1X."


def test_a_fault_that_passes_costs_one_retry(server):
    faults = iter([TRANSIENT["503"], lambda h: h.reply(200, *GOOD["google"])])
    server.fault = lambda h: next(faults)(h)
    (answer,) = ask(engine_of(Google, server), "文XQ1X。")
    assert answer.text == "Hello XQ1X."


def test_too_long_a_text_is_not_sent(server):
    (answer,) = ask(engine_of(MyMemory, server), "あ" * 200)
    assert "500" in answer.problem
    assert server.seen == []


def test_locales_are_checked_before_any_call(server):
    with pytest.raises(EngineRefused, match='did you mean "zh_Han'):
        engine_of(Google, server).check_locales("ja", "zh_Han")


def test_a_missing_key_is_named():
    assert "MICROSOFT_API_KEY" in Microsoft(EngineSettings({}, Path(), {})).ready()


def test_an_unknown_option_is_an_error():
    with pytest.raises(ConfigError, match='did you mean "timeout"'):
        Google(EngineSettings({"timeuot": 3}, Path(), {}))


def test_every_failure_is_of_one_family():
    assert issubclass(EngineTransient, EngineError)
    assert issubclass(EngineRefused, EngineError)
