"""The package of examples/plugin works as it is installed: through its entry points alone."""

import json
import os
import subprocess
import sys

import pytest
from blocks import ROOT

EXAMPLE = ROOT / "examples" / "plugin"
SRT = """1
00:00:01,000 --> 00:00:04,000
工場の建設費は
1200億円です。

2
00:00:04,500 --> 00:00:06,000
完成は来年3月です。
"""
TRANSLATE = """\
import json, sys
KNOWN = {
    "完成": "It will be finished in March next year.",
    "建設費": "The plant costs {} to build, and the people who drew it up say that it is worth the money.",
}
for line in sys.stdin:
    text = json.loads(line)["text"]
    found = next((english for word, english in KNOWN.items() if word in text), "")
    figure = "¥120 billion" if "¥120 billion" in text else ""
    print(json.dumps({"text": found.format(figure)} if found else {"problem": "not known"}))
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """The environment of a program that has the package."""
    site = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"]
    command += ["--no-build-isolation", "--disable-pip-version-check", "--target", str(site)]
    subprocess.run([*command, str(EXAMPLE)], check=True, capture_output=True)
    return {**os.environ, "PYTHONPATH": str(site)}


@pytest.fixture
def l10n(installed, tmp_path):
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "plant.srt").write_text(SRT, "utf-8")
    (tmp_path / "translate.py").write_text(TRANSLATE, "utf-8")
    run = json.dumps([sys.executable, "translate.py"])
    config = (
        f'targets = ["en"]\nengine = "command"\nlayout = "webvtt"\n[engines.command]\nrun = {run}\n'
    )
    (tmp_path / "l10n.toml").write_text(config, "utf-8")

    def call(*args, status=0):
        command = [sys.executable, "-m", "l10n", *args]
        done = subprocess.run(
            command, cwd=tmp_path, env=installed, capture_output=True, text=True, check=False
        )
        assert done.returncode == status, done.stdout + done.stderr
        return done.stdout

    return call


def test_all_four_plugins_take_part_in_the_flow(l10n, tmp_path):
    assert "command" in l10n("engines")
    segments = json.loads(l10n("segment", "source/plant.srt", "--format", "json"))
    assert [one["text"] for one in segments] == [
        "工場の建設費は1200億円です。",
        "完成は来年3月です。",
    ]

    l10n("sync")
    edition = (tmp_path / "dist/en/plant.srt").read_text("utf-8")
    assert "00:00:04,500 --> 00:00:06,000\nIt will be finished in March next year.\n" in edition
    assert "The plant costs ¥120 billion to build" in edition

    findings = json.loads(l10n("check", "--format", "json", status=1))["findings"]
    assert "reading_speed" in {one["check"] for one in findings}

    l10n("publish")
    track = (tmp_path / "dist/webvtt/plant.en.vtt").read_text("utf-8")
    assert track.startswith("WEBVTT\n\n1\n00:00:01.000 --> 00:00:04.000\n")
    tracks = json.loads((tmp_path / "dist/webvtt/tracks.json").read_text("utf-8"))
    assert [one["srclang"] for one in tracks] == ["ja", "en"]

    assert json.loads(l10n("sync", "--format", "json"))["changed"] == []
    assert json.loads(l10n("publish", "--format", "json"))["changed"] == []


def test_an_option_that_a_plugin_does_not_know_is_an_error(l10n, tmp_path):
    with (tmp_path / "l10n.toml").open("a", encoding="utf-8") as config:
        config.write("[formats.srt]\nwidth = 42\n")
    l10n("segment", "source/plant.srt", status=2)


def test_a_file_that_is_no_subtitle_file_is_refused_with_its_place(l10n, tmp_path):
    (tmp_path / "source" / "plant.srt").write_text("ただの文です。\n", "utf-8")
    l10n("sync", status=2)


def test_types_are_checked_against_ours():
    command = [sys.executable, "-m", "mypy", "--strict", str(EXAMPLE / "honyaku_subtitles")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
