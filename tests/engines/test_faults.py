"""The fault matrix: every way in which a service breaks, for every service, over loopback.

A fault ends in one of three outcomes of ours: the engine stops after some patience, it stops at
once, or one text is refused and the others go on. Never in a draft, and never with the key told.
"""

import json
import socket

import pytest
import requests

from l10n.errors import EngineError, EngineRefused, EngineTransient, EngineUnreachable
from tests.engines.service import ENGINES, KEY, ask, engine_of, hello, reset, serve

BAD, GOOD = "文はXQ1Xです。", "次はXQ1Xだ。"


@pytest.fixture(scope="module")
def running():
    httpd = serve()
    yield httpd
    httpd.stop()


@pytest.fixture
def server(running):
    reset(running)
    return running


def drip(handler):
    handler.send_response(200)
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    while not handler.server.release.wait(0.02):
        try:
            handler.wfile.write(b" " * 5000)
        except OSError:
            return


def hang(handler):
    handler.server.release.wait(3)


def broken(handler):
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")


def cut(handler):
    handler.send_response(200)
    handler.send_header("Content-Length", "5000")
    handler.end_headers()
    handler.wfile.write(b"half of the sen")


def status(number, kind="text/plain", body="", **headers):
    return lambda handler: handler.reply(number, kind, body, **headers)


CAPTCHA = "<html><title>Sorry…</title>Our systems have detected unusual traffic</html>"
TRANSIENT = {
    "hang": hang,
    "drip": drip,
    "reset": broken,
    "cut": cut,
    "huge": status(200, "text/html", b"x" * 3_000_000),
    "408": status(408),
    "429": status(429, body="slow down", Retry_After="7"),
    "500": status(500, "text/html", "<h1>Error 500 (Server Error)!!1</h1>"),
    "502": status(502, "text/html", "<html>bad gateway</html>"),
    "503": status(503),
    "529": status(529, "application/json", "{}"),
    "captcha": status(200, "text/html", CAPTCHA),
    "portal": status(200, "text/html", "<!DOCTYPE html><html>Log in to the network</html>"),
}
REFUSED = {
    "401": status(401, body=f"bad key {KEY}"),
    "402": status(402, body="pay"),
    "403": status(403, "application/json", json.dumps({"error": KEY})),
    "404": status(404, "text/html", "<html>not here</html>"),
    "456": status(456, body="quota"),
    "quota in 429": status(429, body='{"error": {"code": "insufficient_quota"}}'),
    "redirect": status(302, Location="http://127.0.0.1:1/"),
}
# Of one text among others.
REJECTED = {
    "400": status(400, body=KEY),
    "413": status(413),
    "bad json": status(200, "application/json", '{"translations": [{"te'),
    "error in 200": status(200, "application/json", json.dumps({"error": KEY})),
    "list": status(200, "application/json", "[]"),
    "object": status(200, "application/json", "{}"),
    "null": status(200, "application/json", "null"),
    "nothing": status(200, "application/json", ""),
    "fewer": lambda handler: handler.say([hello(t) for t in handler.asked][:-1] or [None]),
}
NOT_TEXT = {"null item": None, "number": 12, "list item": ["Hello XQ1X."]}
RUBBISH = {
    "empty": "",
    "lost mask": "Hello.",
    "doubled mask": "Hello MASK MASK.",
    "warning": "MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS FOR TODAY MASK",
    "error text": "Error 500 (Server Error)!!1 MASK",
    "page": "<!DOCTYPE html><html>MASK</html>",
    "mojibake": "CafÃ© MASK",
    "replaced": "Caf\ufffd MASK",
    "control": "Hello\x07 MASK",
    "surrogate": "Hello \ud83d MASK",
    "source": BAD.replace("XQ1X", "MASK"),
    "kana": "Hello MASK です",
    "loop": "very good very good very good very good MASK",
    "tail": "Hello MASK. " + "And so on, they said, for a while longer. " * 4,
}


def rubbish(said):
    """A service's answer with one text spoilt: its mask, in the form in which it was sent."""

    def fault(handler):
        texts = []
        for text in handler.asked:
            mask = hello(text).removeprefix("Hello ").removesuffix(".")
            spoilt = said.replace("MASK", mask) if isinstance(said, str) else said
            texts.append(spoilt if handler.server.bad in text else hello(text))
        handler.say(texts)

    return fault


@pytest.mark.parametrize("cls", ENGINES)
def test_a_good_answer_comes_through(cls, server):
    reset(server, cls.name)
    one, other = ask(engine_of(cls, server), BAD, GOOD)
    assert (one.text, other.text) == ("Hello XQ1X.", "Hello XQ1X.")


@pytest.mark.parametrize("cls", ENGINES)
@pytest.mark.parametrize("fault", TRANSIENT)
def test_a_passing_fault_is_retried_and_then_told(cls, fault, server, caplog):
    reset(server, cls.name, TRANSIENT[fault])
    slept = []
    moment = {"timeout": 0.1} if fault in ("hang", "drip") else {}
    with pytest.raises(EngineTransient) as caught:
        ask(engine_of(cls, server, slept, **moment), BAD)
    assert len(slept) == 1
    assert KEY not in f"{caught.value} {caught.value!r} {caplog.text}"
    if fault == "429":
        assert slept == [7.0]


@pytest.mark.parametrize("cls", ENGINES)
@pytest.mark.parametrize("fault", REFUSED)
def test_a_refusal_is_not_retried(cls, fault, server, caplog):
    reset(server, cls.name, REFUSED[fault])
    slept = []
    with pytest.raises(EngineRefused) as caught:
        ask(engine_of(cls, server, slept, connections=1), *[BAD] * 3)
    assert (len(server.seen), slept) == (1, [])
    assert KEY not in f"{caught.value} {caught.value!r} {caplog.text}"


ELSEWHERE = {
    ("google", "list item"): "a page holds text alone",
    ("mymemory", "warning"): "its quota stops the engine: see below",
    ("openai", "fewer"): "its items are numbered: see test_openai.py",
} | {
    ("google", fault): "a page without a translation is a block: see captcha"
    for fault in ("bad json", "error in 200", "list", "object", "null", "nothing")
}


@pytest.mark.parametrize(
    ("cls", "fault"),
    [
        (cls, fault)
        for cls in ENGINES
        for fault in (*REJECTED, *NOT_TEXT, *RUBBISH)
        if (cls.name, fault) not in ELSEWHERE
    ],
)
def test_a_bad_answer_fails_one_text_and_no_other(cls, fault, server, caplog):
    broken = REJECTED[fault] if fault in REJECTED else rubbish((NOT_TEXT | RUBBISH)[fault])
    reset(server, cls.name, broken, bad="文は")
    bad, good = ask(engine_of(cls, server), BAD, GOOD)
    assert bad.problem
    assert not bad.text
    assert KEY not in bad.problem + caplog.text
    assert (good.text, good.problem) == ("Hello XQ1X.", "")


@pytest.mark.parametrize("said", [RUBBISH["warning"], "YOU USED ALL AVAILABLE FREE TRANSLATIONS"])
def test_the_warning_of_mymemory_is_its_quota(said, server):
    reset(server, "mymemory", rubbish(said))
    with pytest.raises(EngineRefused, match="quota"):
        ask(engine_of(ENGINES[1], server), BAD)


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("54003", EngineTransient),
        ("52003", EngineRefused),
        ("54004", EngineRefused),
        ("54001", EngineRefused),
    ],
)
def test_the_errors_of_baidu_come_in_a_success(code, error, server):
    body = json.dumps({"error_code": code, "error_msg": KEY})
    reset(server, "baidu", status(200, "application/json", body))
    with pytest.raises(error) as caught:
        ask(engine_of(ENGINES[3], server), BAD)
    assert KEY not in str(caught.value)


@pytest.mark.parametrize("cls", ENGINES)
def test_a_fault_that_passes_costs_one_retry(cls, server):
    faults = iter([status(503), lambda h: h.say([hello(t) for t in h.asked])])
    reset(server, cls.name, lambda h: next(faults)(h))
    (answer,) = ask(engine_of(cls, server), BAD)
    assert answer.text == "Hello XQ1X."


@pytest.mark.parametrize("cls", ENGINES)
def test_no_network_is_told_at_once(cls, server):
    slept = []
    engine = engine_of(cls, server, slept, base_url="http://127.0.0.1:1/")
    with pytest.raises(EngineRefused, match="no network, or no such server"):
        ask(engine, BAD)
    assert slept == []


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (requests.ConnectTimeout("key K-SECRET-42"), EngineUnreachable),
        (requests.exceptions.SSLError("key K-SECRET-42"), EngineRefused),
        (requests.exceptions.ProxyError("key K-SECRET-42"), EngineTransient),
        (requests.exceptions.InvalidURL("key K-SECRET-42"), EngineRefused),
        (requests.exceptions.ChunkedEncodingError("key K-SECRET-42"), EngineTransient),
    ],
)
def test_errors_of_requests_become_ours_without_their_words(error, kind, server, monkeypatch):
    def fail(*args, **options):
        raise error

    monkeypatch.setattr(requests, "request", fail)
    with pytest.raises(kind) as caught:
        ask(engine_of(ENGINES[5], server), BAD)
    assert KEY not in str(caught.value)


@pytest.mark.parametrize("cls", ENGINES)
def test_an_engine_that_never_answers_is_stopped_and_no_text_is_blamed(cls, server):
    reset(server, cls.name, status(400))
    with pytest.raises(EngineRefused, match="answered none of the first 5"):
        ask(engine_of(cls, server, connections=1), *[f"{n}番の文。" for n in range(40)])
    assert len(server.seen) < 25


def test_a_server_that_asks_for_more_patience_than_there_is_gets_none(server):
    reset(server, "libre", status(429, Retry_After="3600"))
    slept = []
    with pytest.raises(EngineTransient):
        ask(engine_of(ENGINES[4], server, slept, retries=6), BAD)
    assert slept == []


def test_retry_after_may_be_a_date(server):
    reset(server, "libre", status(429, Retry_After="Wed, 21 Oct 2015 07:28:00 GMT"))
    slept = []
    with pytest.raises(EngineTransient):
        ask(engine_of(ENGINES[4], server, slept), BAD)
    assert slept == [0.0]


@pytest.mark.parametrize("cls", [cls for cls in ENGINES if cls.capabilities.items > 1])
def test_a_bad_text_is_bisected_out_of_its_batch(cls, server):
    reset(server, cls.name, status(400), bad="毒")
    texts = [f"{n}番の文。" for n in range(12)]
    texts[7] = "毒の文。"
    answers = ask(engine_of(cls, server), *texts)
    assert [a.index for a in answers if a.problem] == [7]
    assert len(server.seen) <= 10


def test_every_failure_is_of_one_family():
    assert issubclass(EngineTransient, EngineError)
    assert issubclass(EngineRefused, EngineError)
