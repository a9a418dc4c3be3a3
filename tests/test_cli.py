"""The tool as people run it: real processes in a project of their own."""

import json
import shutil
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from l10n.project import find

ARTICLE = """\
---
title: 半導体の話
date: 2025-02-11
---

# 半導体の話

投資額は974億ドルです。工場は熊本にあります。

- 💡 `make`で[公式の資料](https://example.com/)を作れます。
"""
PAGE = (
    '<html lang="ja"><head><title>題</title></head><body><p>最初の文。次の文。</p></body></html>\n'
)
SEED = Path(__file__).parents[2] / "shared" / "seed" / "article.ja.txt"


def l10n(*args: object, cwd: Path, code: int = 0) -> str:
    command = [sys.executable, "-m", "l10n", *map(str, args)]
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr, done.stderr
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout if code in (0, 1) else done.stderr


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("started")
    l10n("init", "--locale", "en", "--locale", "zh_Hans", cwd=folder)
    config = folder / "l10n.toml"
    config.write_text(config.read_text("utf-8").replace('"offline"', '"pseudo"'), "utf-8")
    (folder / "source" / "chips.md").write_text(ARTICLE, "utf-8")
    (folder / "source" / "page.html").write_text(PAGE, "utf-8")
    return folder


@pytest.fixture(scope="module")
def drafted(started: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = shutil.copytree(started, tmp_path_factory.mktemp("drafted"), dirs_exist_ok=True)
    assert "wrote dist/en/chips.md" in l10n("sync", cwd=folder)
    return folder


@pytest.fixture
def project(started: Path, tmp_path: Path) -> Path:
    """A project of its own, with two articles."""
    return shutil.copytree(started, tmp_path, dirs_exist_ok=True)


@pytest.fixture
def synced(drafted: Path, tmp_path: Path) -> Path:
    """The same after `l10n sync`."""
    return shutil.copytree(drafted, tmp_path, dirs_exist_ok=True)


def catalog(project: Path, locale: str = "en", domain: str = "chips") -> Path:
    return project / "locales" / locale / "LC_MESSAGES" / f"{domain}.po"


def snapshot(project: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(project)): path.read_bytes()
        for path in project.rglob("*")
        if path.is_file() and ".l10n" not in path.parts
    }


def approve(project: Path, msgid: str, msgstr: str, locale: str = "en") -> None:
    """What a localizer does: write the text, remove `fuzzy`."""
    import polib

    path = catalog(project, locale)
    file = polib.pofile(str(path), wrapwidth=0)
    entry = file.find(msgid)
    entry.msgstr, entry.flags = msgstr, []
    file.save(str(path))


def test_the_flow_ends_in_marked_editions(synced):
    edition = (synced / "dist/en/chips.md").read_text("utf-8")
    assert "translation: machine\n" in edition
    assert "lang: en\n" in edition
    assert "`make`" in edition
    assert "](https://example.com/)" in edition
    assert "date: 2025-02-11\n" in edition
    page = (synced / "dist/zh-Hans/page.html").read_text("utf-8")
    assert '<html lang="zh-Hans" dir="ltr">' in page
    assert '<meta name="translation" content="machine">' in page


def test_a_second_run_changes_nothing_and_asks_nobody(synced):
    before = snapshot(synced)
    out = l10n("sync", "--format", "json", cwd=synced)
    assert json.loads(out)["changed"] == []
    assert json.loads(out)["asked"] == 0
    assert snapshot(synced) == before


def test_an_edition_without_translations_is_the_source(project):
    (project / "l10n.toml").write_text('targets = ["en"]\n', "utf-8")
    l10n("extract", cwd=project)
    l10n("update", cwd=project)
    l10n("build", cwd=project)
    for name in ("chips.md", "page.html"):
        assert (project / "dist/en" / name).read_bytes() == (project / "source" / name).read_bytes()


def test_approved_text_survives_and_an_edit_makes_it_stale(synced):
    approve(synced, "投資額は974億ドルです。", "The investment is $97.4 billion.")
    l10n("sync", cwd=synced)
    po = catalog(synced).read_text("utf-8")
    assert 'msgstr "The investment is $97.4 billion."' in po
    edition = (synced / "dist/en/chips.md").read_text("utf-8")
    assert "translation: partly-reviewed\n" in edition
    assert "The investment is $97.4 billion. ⟦" in edition
    article = synced / "source/chips.md"
    article.write_text(ARTICLE.replace("974億", "975億"), "utf-8")
    l10n("sync", cwd=synced)
    po = catalog(synced).read_text("utf-8")
    assert '#| msgid "投資額は974億ドルです。"' in po
    assert "投資額は975億ドルです。" in (synced / "dist/en/chips.md").read_text("utf-8")
    status = json.loads(l10n("status", "--format", "json", cwd=synced))["articles"]
    assert next(row for row in status if row["article"] == "chips.md")["stale"] == 1


def test_a_wrong_figure_is_an_error_and_a_right_one_is_not(synced):
    approve(synced, "投資額は974億ドルです。", "The investment is $97.4 million.")
    out = l10n("check", "--format", "json", catalog(synced), cwd=synced, code=1)
    found = [f for f in json.loads(out)["findings"] if f["msgid"] == "投資額は974億ドルです。"]
    assert [(f["check"], f["severity"], f["expected"]) for f in found] == [
        ("number", "error", "$97.4 billion")
    ]
    assert f"chips.po:{found[0]['line']}" in l10n("check", "-l", "en", cwd=synced, code=1)
    approve(synced, "投資額は974億ドルです。", "The investment is $97.4 billion.")
    out = l10n("check", "--format", "json", catalog(synced), cwd=synced)
    assert json.loads(out)["findings"] == []


def test_a_wrong_draft_is_not_published(synced):
    path = catalog(synced)
    text = path.read_text("utf-8")
    start = text.index('msgstr "', text.index('msgid "投資額は974億ドルです。"'))
    end = text.index("\n", start)
    path.write_text(text[:start] + 'msgstr "It is $974 billion."' + text[end:], "utf-8")
    out = l10n("build", cwd=synced)
    assert "published in Japanese" in out
    assert "投資額は974億ドルです。" in (synced / "dist/en/chips.md").read_text("utf-8")


def test_judges_accept_every_catalog(synced):
    approve(synced, "工場は熊本にあります。", "The plant is in Kumamoto.")
    (synced / "source/chips.md").write_text(ARTICLE.replace("工場は", "新工場は"), "utf-8")
    l10n("sync", cwd=synced)
    for path in [*synced.rglob("*.po"), *synced.rglob("*.pot")]:
        subprocess.run(["msgfmt", "-c", "-o", "/dev/null", path], check=True, capture_output=True)
        again = subprocess.run(["msgcat", "--no-wrap", path], check=True, capture_output=True)
        assert again.stdout == path.read_bytes()


def test_check_mode_writes_nothing_and_says_what_would_change(project):
    before = snapshot(project)
    for command in ("extract", "update", "build", "sync"):
        assert "would change" in l10n(command, "--check", cwd=project, code=1)
    assert snapshot(project) == before


BAD = {
    "unknown suffix": ("source/a.docx", b"x", "a.docx"),
    "encoding": ("source/a.md", "日本語の文".encode("cp932"), "source/a.md:1:1: not UTF-8 at byte"),
    "front matter": ("source/a.md", b"---\ntitle: a: b\n---\n", "a.md:2"),
    "one domain": ("source/chips.txt", "文。".encode(), "two articles have the domain"),
    "reserved": ("source/terms.md", "文。".encode(), "reserved"),
    "config key": ("l10n.toml", b'targts = ["en"]', 'did you mean "targets"'),
    "locale": ("l10n.toml", b'targets = ["en", "zh_Han"]', "did you mean"),
    "engine": ("l10n.toml", b'targets = ["en"]\nengine = "pseudoo"', 'did you mean "pseudo"'),
    "toml": ("l10n.toml", b"targets = [", "not valid TOML"),
}


@pytest.mark.parametrize("kind", BAD)
def test_bad_input_is_refused_and_nothing_is_written(kind, project):
    name, data, message = BAD[kind]
    (project / name).write_bytes(data)
    before = snapshot(project)
    error = l10n(
        "translate" if kind == "engine" else "sync", "--project", project, cwd=project, code=2
    )
    assert message in error
    assert "fix:" in error
    if kind != "engine":
        assert snapshot(project) == before


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('msgid "工場は', 'msgid "工場"は', 'a raw "'),
        ('msgid "工場は熊本にあります。"', "<<<<<<< HEAD", "conflict marker"),
        ('msgid "工場は熊本にあります。"', 'msgid "半導体の話"', "appears twice"),
        ("charset=UTF-8", "charset=\\qUTF-8", "no escape"),
    ],
)
def test_a_broken_catalog_is_refused_with_its_line(old, new, message, synced):
    path = catalog(synced)
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    before = snapshot(synced)
    error = l10n("sync", cwd=synced, code=2)
    assert message in error
    assert "chips.po:" in error
    assert snapshot(synced) == before


def test_an_engine_that_is_not_there_leaves_a_partial_result(project):
    config = project / "l10n.toml"
    text = config.read_text("utf-8").replace('engine = "pseudo"', 'engine = ["microsoft"]')
    config.write_text(text, "utf-8")
    error = l10n("sync", cwd=project, code=3)
    assert "MICROSOFT_API_KEY" in error


def test_an_engine_that_fails_in_the_middle_leaves_what_it_answered(project):
    sent: list[list[str]] = []

    class Server(BaseHTTPRequestHandler):
        broken = True

        def do_POST(self) -> None:
            texts = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["q"]
            refused = Server.broken and len(sent) == 1
            if not refused:
                sent.append(texts)
            data = json.dumps({"translatedText": ["A sentence."] * len(texts)}).encode()
            self.send_response(403 if refused else 200)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            pass

    sentences = "".join(
        f"これは{'いろはにほへと'[n % 7] * (n // 7 + 1)}の文です。" for n in range(60)
    )
    (project / "source" / "chips.md").write_text(sentences + "\n", "utf-8")
    with ThreadingHTTPServer(("127.0.0.1", 0), Server) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        (project / "l10n.toml").write_text(
            'targets = ["en"]\nengine = "libre"\n[engines.libre]\n'
            f'base_url = "http://127.0.0.1:{server.server_port}"\n',
            "utf-8",
        )
        error = l10n("sync", "source/chips.md", cwd=project, code=3)
        assert "engine libre: the server refuses the key" in error
        assert f"{60 - len(sent[0])} sentences left; what was answered is kept" in error
        assert "mt=libre" in catalog(project).read_text("utf-8")
        assert "A sentence." in (project / "dist/en/chips.md").read_text("utf-8")
        Server.broken = False
        l10n("sync", "source/chips.md", cwd=project)
        server.shutdown()
    asked = [text for texts in sent for text in texts]
    assert len(asked) == len(set(asked)) == 60  # nothing is paid for twice


def test_segment_shows_lines_and_engines_shows_needs(project):
    rows = json.loads(l10n("segment", "source/chips.md", "--format", "json", cwd=project))
    assert {"text": "工場は熊本にあります。", "line": 8}.items() <= rows[3].items()
    rows = json.loads(l10n("engines", "--format", "json", cwd=project))["engines"]
    assert next(row for row in rows if row["engine"] == "pseudo")["ready"] is True


@pytest.mark.skipif(not SEED.exists(), reason="the seed article is not here")
def test_the_seed_article_goes_through_every_stage(project):
    (project / "source" / "seed.txt").write_bytes(SEED.read_bytes())
    l10n("sync", cwd=project)
    assert "[en] translation: machine" in (project / "dist/en/seed.txt").read_text("utf-8")
    assert json.loads(l10n("sync", "--format", "json", cwd=project))["changed"] == []


@pytest.mark.parametrize("group", [(), ("tm",), ("terms",), ("merge-driver",)])
def test_no_line_of_the_help_is_cut_off(group, tmp_path, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    text = l10n(*group, "--help", cwd=tmp_path)
    assert "Commands:" in text
    assert not [line for line in text.splitlines()[1:] if line.endswith("...")]


def test_the_nearest_config_upward_is_the_project(project):
    assert find(project).root == project.resolve()
    assert "chips.md" in l10n("status", cwd=project / "source")


def test_a_dry_run_prints_what_would_be_sent_and_touches_nothing(project):
    before = snapshot(project)
    rows = json.loads(l10n("translate", "--dry-run", "--format", "json", cwd=project))["engines"]
    assert rows["pseudo"]["segments"] > 5
    assert rows["pseudo"]["characters"] > 50
    assert {"cost", "seconds"} <= rows["pseudo"].keys()
    assert "nothing was sent" in l10n("translate", "--dry-run", cwd=project)
    assert snapshot(project) == before
    assert not (project / ".l10n").exists()


def test_max_chars_is_a_hard_stop_and_the_next_run_goes_on(project):
    error = l10n("translate", "--max-chars", "20", cwd=project, code=3)
    assert "--max-chars 20 is reached" in error
    assert "left; what was answered is kept" in error
    first = json.loads(l10n("translate", "--format", "json", cwd=project))
    assert first["left"] == 0
    assert first["asked"] > 0
    assert json.loads(l10n("translate", "--format", "json", cwd=project))["asked"] == 0


def test_an_engine_of_a_chain_that_is_not_there_is_passed_over(project):
    config = project / "l10n.toml"
    text = config.read_text("utf-8").replace('engine = "pseudo"', 'engine = ["deepl", "pseudo"]')
    config.write_text(text, "utf-8")
    done = json.loads(l10n("translate", "--format", "json", cwd=project))
    assert done["left"] == 0
    assert "DEEPL_API_KEY" in done["skipped"][0]


def test_the_tm_alone_asks_nobody(project):
    config = project / "l10n.toml"
    config.write_text(config.read_text("utf-8").replace('"pseudo"', '"tm"'), "utf-8")
    done = json.loads(l10n("translate", "--format", "json", cwd=project))
    assert done["asked"] == 0
    assert done["left"] > 5


def test_a_wrong_figure_is_repaired_in_a_draft_waived_or_shown_in_the_ledger(synced):
    approve(synced, "投資額は974億ドルです。", "The investment is $97.4 million.")
    report = json.loads(l10n("check", "--format", "json", cwd=synced, code=1))
    found = [f for f in report["findings"] if f["check"] == "number"]
    (wrong,) = [f for f in found if f["msgid"] == "投資額は974億ドルです。" and f["locale"] == "en"]
    ledger = l10n("ledger", "--locale", "en", "--format", "csv", cwd=synced)
    assert "974億ドル" in ledger
    assert "✗" in ledger
    l10n("check", "--fix", cwd=synced, code=1)
    assert "$97.4 million" in catalog(synced).read_text("utf-8")  # a person wrote it
    l10n("waive", "number", f"{wrong['file']}:{wrong['line']}", cwd=synced)
    report = json.loads(l10n("check", "--format", "json", cwd=synced))
    assert wrong not in report["findings"]
    before = snapshot(synced)
    l10n("waive", "number", f"{wrong['file']}:{wrong['line']}", cwd=synced)
    assert snapshot(synced) == before
    error = l10n("waive", "numbers", f"{wrong['file']}:{wrong['line']}", cwd=synced, code=2)
    assert "number" in error
    l10n("waive", "number", "nowhere.po:1", cwd=synced, code=2)
