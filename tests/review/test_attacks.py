"""The attack list: what must not come in, must not get out, and must not be lost."""

import http.client
import re
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import polib
import pytest

from l10n.errors import UsageError
from l10n.project import find
from l10n.review.security import LARGEST, Secrets, require_password
from l10n.review.server import Review, address_of
from l10n.review.session import Desk

HOST = "http://127.0.0.1:8765"
PLACE = "en/2025/chips"
PAGES = ("/", f"/review/{PLACE}", f"/preview/target/{PLACE}", f"/api/queue/{PLACE}", "/api/board")
TITLE = "半導体工場の春"


def files(root: Path) -> dict[str, bytes]:
    return {
        str(p): p.read_bytes() for p in root.rglob("*") if p.is_file() and ".l10n" not in p.parts
    }


# --- who may come in ---------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_shown_without_the_cookie(stranger, page):
    assert stranger.get(page).status_code == 401
    assert stranger.get("/login", params={"token": "guess"}).status_code == 401
    assert stranger.get(page).status_code == 401


def test_the_token_becomes_a_cookie_that_no_other_site_can_send(stranger):
    answer = stranger.get(
        "/login", params={"token": stranger.secrets.token}, follow_redirects=False
    )
    cookie = answer.headers["set-cookie"].lower()
    assert "samesite=strict" in cookie
    assert "httponly" in cookie
    assert stranger.secrets.token.lower() not in cookie
    assert answer.headers["location"] == "/"  # out of the address bar, and of the history
    assert answer.headers["referrer-policy"] == "no-referrer"


def test_the_door_leads_nowhere_else(stranger):
    for elsewhere in ("https://evil.example/", "//evil.example", "/\\evil.example", "javascript:1"):
        answer = stranger.get(
            "/login",
            params={"token": stranger.secrets.token, "to": elsewhere},
            follow_redirects=False,
        )
        assert answer.headers["location"] == "/"


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:8765", "127.0.0.1", "127.0.0.1:80", "127.0.0.1.evil.example:8765", "localhost.:8765", "127.0.0.1:8765@evil.example", ""],
)  # fmt: skip
def test_a_forged_host_is_refused(client, host):
    for page in PAGES:
        assert client.get(page, headers={"host": host}).status_code == 421


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "http://127.0.0.1:9999", "https://127.0.0.1:8765", "http://localhost:8765"]
)  # fmt: skip
def test_a_forged_origin_is_refused(client, project, origin):
    before = files(project)
    entry = client.entries()[TITLE]
    data = {"id": entry["id"], "version": entry["version"], "action": "save", "text": "Stolen"}
    assert client.write(f"/api/edit/{PLACE}", data, origin=origin).status_code == 403
    assert files(project) == before


def test_a_write_needs_an_origin_our_secret_and_json(client, project):
    before = files(project)
    body = b'{"action": "save"}'
    good = {"origin": HOST, "x-l10n": client.secrets.csrf, "content-type": "application/json"}
    for change in (
        {"origin": None}, {"x-l10n": None}, {"x-l10n": "guess"}, {"content-type": "text/plain"},
        {"content-type": "application/x-www-form-urlencoded"}, {"sec-fetch-site": "cross-site"},
        {"cookie": "l10n-review-8765=guess"},
    ):  # fmt: skip
        headers = {k: v for k, v in (good | change).items() if v is not None}
        answer = client.post(f"/api/edit/{PLACE}", content=body, headers=headers)
        assert answer.status_code in (401, 403), change
    assert files(project) == before


def test_other_sites_cannot_read_by_a_script_or_a_frame(client):
    headers = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"}
    assert client.get(f"/api/queue/{PLACE}", headers=headers).status_code == 403
    page = client.get(f"/review/{PLACE}")
    assert page.headers["x-frame-options"] == "DENY"
    assert "frame-ancestors 'none'" in page.headers["content-security-policy"]


def test_a_get_never_writes(client, project):
    before = files(project)
    for path in ("live", "edit", "approve", "suggest", "update"):
        assert client.get(f"/api/{path}/{PLACE}").status_code == 405
    for page in PAGES:
        client.get(page)
    assert files(project) == before


def test_another_machine_needs_a_password(project):
    for host in ("0.0.0.0", "192.0.2.7", "review.example", "::"):
        with pytest.raises(UsageError, match="other machines"):
            require_password(host, "")
        with pytest.raises(UsageError, match="other machines"):
            require_password(host, "short")
        require_password(host, "long enough")
    for host in ("127.0.0.1", "localhost", "::1"):
        require_password(host, "")


def test_the_password_is_the_only_way_in_where_there_is_one(project, monkeypatch):
    from reviewing import Client

    monkeypatch.setattr("l10n.review.security._WAIT", 0)
    here, secrets = find(project), Secrets(password="correct horse")
    review = Review(Desk(here, ("en",)), secrets, "0.0.0.0", 8765)
    client = Client(review.app, base_url="http://192.0.2.7:8765")
    headers = {"origin": "http://192.0.2.7:8765"}
    assert client.get("/login", params={"token": secrets.token}).status_code == 200  # the form
    assert client.get("/").status_code == 401
    wrong = client.post("/login", data={"password": "wrong"}, headers=headers)
    assert wrong.status_code == 401
    assert client.post("/login", data={"password": "correct horse"}).status_code == 403  # no origin
    assert client.get("/").status_code == 401
    client.post("/login", data={"password": "correct horse"}, headers=headers)
    assert client.get("/").status_code == 200
    assert client.get("/", headers={"host": "rebound.example:8765"}).status_code == 421
    review.close()


def test_an_address_on_the_usual_port_has_none(project):
    from reviewing import Client

    secrets = Secrets()
    review = Review(Desk(find(project), ("en",)), secrets, "127.0.0.1", 80)
    client = Client(review.app, base_url="http://127.0.0.1")
    client.get("/login", params={"token": secrets.token})
    assert client.get("/").status_code == 200
    assert client.get("/", headers={"host": "evil.example"}).status_code == 421
    review.close()


def test_the_printed_address_is_the_loopback():
    assert address_of("127.0.0.1", 1234, "abc") == "http://127.0.0.1:1234/login?token=abc"
    assert address_of("::1", 1234, "") == "http://[::1]:1234/login"


# --- what must not be opened -------------------------------------------------------------------

PATHS = (
    "../l10n.toml", "..%2Fl10n.toml", "%2e%2e/l10n.toml", "2025/../../l10n.toml", "/etc/passwd",
    "%2Fetc%2Fpasswd", "....//l10n.toml", "..\\l10n.toml", "2025/map.png%00.md", "2025/chips.md",
    "\\\\server\\share", "C:/windows/win.ini", "~/.ssh/id_rsa",
)  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_no_path_of_a_request_opens_a_file(client, path):
    for address in (f"/asset/{path}", f"/static/{path}", f"/review/en/{path}", f"/preview/target/en/{path}",
                    f"/api/queue/en/{path}", f"/api/queue/{path}/2025/chips"):  # fmt: skip
        answer = client.get(address)
        assert answer.status_code in (404, 405), address
        assert "targets" not in answer.text
        assert "root:" not in answer.text


def test_pictures_are_those_of_the_project_and_run_no_script(client, project):
    (project / "source/2025/evil.svg").write_text(
        "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
    )
    assert client.get("/asset/2025/map.png").headers["content-type"] == "image/png"
    policy = client.get("/asset/2025/evil.svg").headers["content-security-policy"]
    assert "script-src" not in policy
    assert "default-src 'none'" in policy
    assert "sandbox" in policy


# --- what an article or a translation may hold -------------------------------------------------

EVIL = (
    '<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '[x](javascript:alert(1))',
    '<a href="javascript:alert(1)">x</a>', '"><svg/onload=alert(1)>', '</script><script>alert(1)',
    '<iframe srcdoc="<script>1</script>">', '{{ 7*7 }}', '<base href=//evil.example>',
    '[x](https://evil.example/)', '<form action=//evil.example><input></form>', '</textarea><script>alert(1)</script>',
)  # fmt: skip
ACTIVE = re.compile(
    r"<script(?! type=\"(?:application|module)/?(?:ld\+)?(?:json)?\")|<(?:iframe|svg|form|base|object)\b"
    r"(?![^>]*(?:aria-hidden))|\son\w+\s*=|javascript:|evil\.example",
    re.IGNORECASE,
)


@pytest.mark.parametrize("text", EVIL)
def test_a_script_in_a_msgstr_stays_text(client, project, text):
    answer = client.act("場所", "approve", text=text)
    assert answer.status_code == 200
    preview = client.get(f"/preview/target/{PLACE}")
    body = preview.text.split("<body>")[1]
    assert not re.search(
        r"<script|<iframe|<form|<base|\son\w+=|javascript:|href=\"[^#\"]*evil", body
    ), text
    assert "sandbox allow-same-origin" in preview.headers["content-security-policy"]
    assert "allow-scripts" not in preview.headers["content-security-policy"]
    page = client.get(f"/review/{PLACE}").text
    assert page.count("<script") == 2  # our module and our data
    assert text not in page or "<" not in text
    live = client.write(f"/api/live/{PLACE}", {"id": client.entries()["場所"]["id"], "text": text})
    assert not re.search(r"<script|<iframe|<form|\son\w+=|javascript:", live.json()["passage"])


def test_a_script_in_the_source_stays_text(client, project):
    path = project / "source/2025/chips.md"
    path.write_text(
        path.read_text("utf-8")
        + "\n<script>alert(1)</script>\n\n[押す](javascript:alert(1))悪い<img src=x onerror=alert(2)>文。\n",
        "utf-8",
    )
    client.write(f"/api/update/{PLACE}", {})
    for side in ("source", "target"):
        body = client.get(f"/preview/{side}/{PLACE}").text.split("<body>")[1]
        assert not re.search(r"<script|\sonerror=|=\"javascript:", body)
    assert client.get(f"/review/{PLACE}").text.count("<script") == 2


def test_the_pages_run_our_script_and_no_other(client):
    for page in ("/", f"/review/{PLACE}"):
        policy = client.get(page).headers["content-security-policy"]
        assert "script-src 'self'" in policy
        assert "unsafe" not in policy
        html = client.get(page).text
        assert "style=" not in html
        assert re.findall(r"(?:src|href)=\"(https?:)?//", html) == []


# --- what is too much --------------------------------------------------------------------------


def test_a_body_that_is_too_large_is_refused_before_it_is_read(client, project):
    before = files(project)
    entry = client.entries()[TITLE]
    data = {
        "id": entry["id"],
        "version": entry["version"],
        "action": "save",
        "text": "x" * (LARGEST + 1),
    }
    assert client.write(f"/api/edit/{PLACE}", data).status_code == 413
    data["text"] = "x" * 20_001
    assert client.write(f"/api/edit/{PLACE}", data).status_code == 422
    assert files(project) == before


def test_a_body_without_a_length_is_counted(client):
    headers = {"origin": HOST, "x-l10n": client.secrets.csrf, "content-type": "application/json"}

    def endless():
        for _ in range(LARGEST // 1000 + 2):
            yield b" " * 1000

    answer = client.post(f"/api/edit/{PLACE}", content=endless(), headers=headers)
    assert answer.status_code == 413


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"null", b"1", b'{"id": 1}', b'{"id": {}}', b"\xff", b"[" * 100_000, b'{"id":"x","version":"x","action":"drop"}']
)  # fmt: skip
def test_nonsense_is_an_answer_and_no_crash(client, project, body):
    before = files(project)
    headers = {"origin": HOST, "x-l10n": client.secrets.csrf, "content-type": "application/json"}
    for path in ("edit", "live", "approve", "suggest"):
        answer = client.post(f"/api/{path}/{PLACE}", content=body, headers=headers)
        assert 200 <= answer.status_code < 500, path
        if answer.status_code == 200:
            assert answer.json()["done"] == 0
    assert files(project) == before


@pytest.mark.parametrize("text", ["\\ud800", "a\\u0000b", "\\u001b[31m"])
def test_what_no_catalog_can_hold_is_refused_in_words(client, project, text):
    entry = client.detail(TITLE)
    body = f'{{"id": "{entry["id"]}", "version": "{entry["version"]}", "action": "save", "text": "{text}"}}'
    headers = {"origin": HOST, "x-l10n": client.secrets.csrf, "content-type": "application/json"}
    answer = client.post(f"/api/edit/{PLACE}", content=body.encode(), headers=headers)
    assert answer.status_code == 422
    assert "no catalog can hold" in answer.json()["error"]


# --- what must not be lost ---------------------------------------------------------------------


def test_an_edit_by_another_program_is_shown_and_never_overwritten(client, project):
    path = project / "locales/en/LC_MESSAGES/2025/chips.po"
    seen = client.detail(TITLE)
    file = polib.pofile(str(path), wrapwidth=0)
    file.find(TITLE).msgstr = "A spring of chips"
    file.save(str(path))
    before = path.read_bytes()
    data = {"id": seen["id"], "version": seen["version"], "action": "approve", "text": "Mine"}
    answer = client.write(f"/api/edit/{PLACE}", data)
    assert answer.status_code == 409
    assert answer.json()["theirs"]["msgstr"] == "A spring of chips"
    assert answer.json()["diff"] == [["gone", "A spring of chips"], ["new", "Mine"]]
    assert path.read_bytes() == before
    data["version"] = answer.json()["theirs"]["version"]
    assert client.write(f"/api/edit/{PLACE}", data).status_code == 200


def test_an_edit_of_another_entry_meanwhile_is_kept(client, project):
    path = project / "locales/en/LC_MESSAGES/2025/chips.po"
    seen = client.detail(TITLE)
    file = polib.pofile(str(path), wrapwidth=0)
    file.find("場所").msgstr = "Where"
    file.save(str(path))
    data = {"id": seen["id"], "version": seen["version"], "action": "approve", "text": "Mine"}
    assert client.write(f"/api/edit/{PLACE}", data).status_code == 200
    file = polib.pofile(str(path))
    assert (file.find("場所").msgstr, file.find(TITLE).msgstr) == ("Where", "Mine")


def test_edits_at_the_same_time_do_not_swallow_each_other(client, project):
    entries = list(client.entries().values())
    gate = threading.Barrier(6)

    def write(entry):
        gate.wait()
        data = {
            "id": entry["id"],
            "version": entry["version"],
            "action": "save",
            "text": f"Text {entry['place']}",
        }
        return client.write(f"/api/edit/{PLACE}", data).status_code

    with ThreadPoolExecutor(6) as pool:
        assert set(pool.map(write, entries[:6])) == {200}
    assert {client.entries()[e["source"]]["target"] for e in entries[:6]} == {
        f"Text {e['place']}" for e in entries[:6]
    }


def test_of_two_edits_of_one_entry_the_second_is_a_conflict(client):
    entry = client.entries()[TITLE]
    data = {"id": entry["id"], "version": entry["version"], "action": "save"}
    with ThreadPoolExecutor(4) as pool:
        codes = pool.map(
            lambda n: client.write(f"/api/edit/{PLACE}", data | {"text": f"T{n}"}).status_code,
            range(4),
        )
    assert sorted(codes) == [200, 409, 409, 409]


def test_a_catalog_deleted_while_open_is_an_answer_and_is_not_made_again(client, project):
    path = project / "locales/en/LC_MESSAGES/2025/chips.po"
    seen = client.detail(TITLE)
    path.unlink()
    data = {"id": seen["id"], "version": seen["version"], "action": "approve", "text": "Mine"}
    answer = client.write(f"/api/edit/{PLACE}", data)
    assert answer.status_code == 503
    assert answer.json()["place"] == "locales/en/LC_MESSAGES/2025/chips.po"
    assert answer.json()["fix"]
    assert not path.exists()
    page = client.get(f"/review/{PLACE}")
    assert page.status_code == 503
    assert "there is no catalog" in page.text


@pytest.mark.parametrize(
    "damage", [b'msgid "x', b"<<<<<<< ours\n", b"\xff\xfe", b"", b'msgid "a"\nmsgstr "b"\n']
)
def test_a_catalog_damaged_while_open_is_left_as_it_is(client, project, damage):
    path = project / "locales/en/LC_MESSAGES/2025/chips.po"
    seen = client.detail(TITLE)
    data = {"id": seen["id"], "version": seen["version"], "action": "approve", "text": "Mine"}
    path.write_bytes(damage)
    answer = client.write(f"/api/edit/{PLACE}", data)
    assert answer.status_code == 503
    assert "chips.po" in answer.json()["place"]
    assert path.read_bytes() == damage
    assert client.get("/api/board").json()["en/2025/chips"][1]


def test_a_real_server_keeps_the_same_door(project):
    """What the test client cannot know: raw requests over a socket, to a server of its own."""
    import uvicorn

    here, secrets = find(project), Secrets()
    config = uvicorn.Config(lambda: None, host="127.0.0.1", port=0, log_level="error", ws="none")
    import socket

    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        port = listening.getsockname()[1]
        review = Review(Desk(here, ("en",)), secrets, "127.0.0.1", port)
        config = uvicorn.Config(review.app, log_level="error", ws="none", server_header=False)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            assert _asked(port, "/") == 401
            assert _asked(port, "/", Host="evil.example") == 421
            assert _asked(port, "/../../etc/passwd") in (401, 404)
            status, cookie = _login(port, secrets.token)
            assert status == 303
            assert _asked(port, "/", Cookie=cookie) == 200
            assert _asked(port, "/asset/..%2f..%2fl10n.toml", Cookie=cookie) == 404
            assert _asked(port, "/", Cookie=cookie, Host=f"evil.example:{port}") == 421
        finally:
            server.should_exit = True
            thread.join()


def _asked(port: int, path: str, **headers: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.putrequest("GET", path, skip_host="Host" in headers)
    for name, value in headers.items():
        connection.putheader(name, value)
    connection.endheaders()
    status = connection.getresponse().status
    connection.close()
    return status


def _login(port: int, token: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", f"/login?token={token}")
    answer = connection.getresponse()
    cookie = (answer.getheader("set-cookie") or "").split(";")[0]
    connection.close()
    return answer.status, cookie
