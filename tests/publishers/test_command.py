"""`l10n publish` and the demo, as people run them."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from magazine import files


def l10n(*args: object, cwd: Path, code: int = 0) -> str:
    command = [sys.executable, "-m", "l10n", *map(str, args)]
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr, done.stderr
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout if code in (0, 1) else done.stderr


def test_publish_says_what_it_wrote_and_check_what_it_would(magazine):
    out = l10n("publish", "--check", cwd=magazine, code=1)
    assert "would change dist/site/en/chip-factories/index.html" in out
    assert "10 pages published (site)" in l10n("publish", cwd=magazine)
    assert "nothing to write" in l10n("publish", "--check", cwd=magazine)


def test_publish_as_json_lists_pages_and_findings(magazine):
    data = json.loads(l10n("publish", "--format", "json", "--layout", "site", cwd=magazine))
    page = next(p for p in data["pages"] if p["locale"] == "ko")
    assert page["indexed"] is False
    assert data["findings"] == []
    assert "dist/site/index.html" in data["changed"]


@pytest.mark.parametrize("layout", ["site", "hugo", "mkdocs"])
def test_part_of_a_publication_is_as_in_the_whole_and_takes_nothing_away(
    layout, magazine, tmp_path
):
    whole = shutil.copytree(magazine, tmp_path / "whole")
    l10n("publish", "--layout", layout, cwd=whole)
    made = files(whole / "dist" / layout)
    article = next((magazine / "source").rglob("chip*"))
    l10n("publish", article, "-l", "ko", "--layout", layout, cwd=magazine)
    part = files(magazine / "dist" / layout)
    manifest = {name for name in part if name.startswith(".")}
    pages = {name: data for name, data in part.items() if name not in manifest}
    assert pages
    assert all(made[name] == data for name, data in pages.items())
    texts = [name for name in pages if Path(name).suffix in (".md", ".html", ".json")]
    assert texts
    assert all("ko" in name.replace("/", ".").split(".") for name in texts)
    l10n("publish", "--layout", layout, cwd=magazine)
    assert files(magazine / "dist" / layout) == made
    l10n("publish", article, "--layout", layout, cwd=magazine)
    assert files(magazine / "dist" / layout) == made
    assert "no such article" in l10n("publish", "source/nowhere.md", cwd=magazine, code=2)


def test_an_unknown_layout_or_key_is_a_usage_error(magazine):
    assert 'did you mean "hugo"?' in l10n("publish", "--layout", "hugoo", cwd=magazine, code=2)
    config = magazine / "l10n.toml"
    config.write_text(config.read_text("utf-8") + "treshold = 0.5\n", "utf-8")
    assert 'did you mean "threshold"?' in l10n("publish", cwd=magazine, code=2)


def test_the_demo_ends_in_a_page_with_five_live_drafts(tmp_path, monkeypatch, capsys):
    from l10n.cli import run, scaffold
    from l10n.cli.options import Scope
    from l10n.engines.offline import Offline

    monkeypatch.setattr(Offline, "ready", lambda self: "not in a test: it takes a minute")
    run.demo(Scope(), tmp_path / "d", show=False)
    assert "5 drafts" in capsys.readouterr().out
    assert scaffold.edition_of_demo(tmp_path / "d").name == "index.html"
    page = (tmp_path / "d/dist/site/en/figures/index.html").read_text("utf-8")
    # a pseudo-draft that its checks refuse is published in Japanese
    live = page.count('data-l10n-state="draft"') + page.count('data-l10n-state="untranslated"')
    assert live == 5
    assert "Figures are easy to get wrong in translation" in page
    chinese = (tmp_path / "d/dist/site/zh-Hans/figures/index.html").read_text("utf-8")
    assert "译文已审校" in chinese
    before = files(tmp_path / "d")
    l10n("sync", "--project", "d", cwd=tmp_path)
    l10n("publish", "--project", "d", cwd=tmp_path)
    after = files(tmp_path / "d")
    assert {k for k in after if after[k] != before.get(k) and ".l10n/" not in k} == set()


def test_help_and_sync_load_nothing_of_publishing(magazine):
    code = (
        "import sys, l10n.cli\n"
        "sys.argv = ['l10n', *sys.argv[1:]]\n"
        "try:\n    l10n.cli.main()\nexcept SystemExit:\n    pass\n"
        "print(*sorted(sys.modules), file=sys.stderr)\n"
    )
    for command in (["--help"], ["sync", "--check"]):
        done = subprocess.run(
            [sys.executable, "-c", code, *command],
            cwd=magazine,
            capture_output=True,
            text=True,
            check=False,
        )
        loaded = set(done.stderr.split())
        heavy = {"jinja2", "markupsafe", "nh3", "budoux", "anyascii", "l10n.publish"}
        assert loaded & heavy == set()
        assert not any(name.startswith("l10n.publishers") for name in loaded)
