"""What a CI job sees: an exit status that says what happened, and words that say the same."""

import subprocess
import sys
from pathlib import Path

import pytest

CONFIG = 'targets = ["en"]\nengine = {engine}\n'
FAULT = "import sys, l10n.cli.status as s, l10n.cli as c; s.status = None; sys.argv[1:] = ['status']; c.main()"


def project(folder: Path, engine: str = '"pseudo"') -> Path:
    (folder / "l10n.toml").write_text(CONFIG.format(engine=engine), "utf-8")
    (folder / "source").mkdir()
    (folder / "source/a.md").write_text("投資額は974億ドルです。\n", "utf-8")
    return folder


def l10n(folder: Path, *args: str) -> tuple[int, str, str]:
    command = [sys.executable, "-m", "l10n", *args]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("engine", ['"microsoft"', '["microsoft", "tm"]', '["microsoft", "baidu"]'])
def test_an_engine_that_is_not_there_is_never_a_success_while_something_is_left(engine, tmp_path):
    status, _, error = l10n(project(tmp_path, engine), "sync")
    assert status == 3
    assert "error: " in error
    assert "MICROSOFT_API_KEY" in error


def test_nothing_left_is_a_success_whichever_engine_did_it(tmp_path):
    status, out, error = l10n(project(tmp_path, '["microsoft", "pseudo"]'), "sync")
    assert status == 0
    assert "left untranslated" not in out
    assert "error" not in error
    assert "note: " in error


def test_a_fault_of_ours_is_neither_findings_nor_usage(tmp_path):
    command = [sys.executable, "-c", FAULT]
    done = subprocess.run(command, cwd=project(tmp_path), capture_output=True, text=True)
    assert done.returncode == 70
    assert "Traceback" in done.stderr
    assert "a fault of honyaku" in done.stderr


def test_a_wrong_option_is_a_usage_error(tmp_path):
    assert l10n(project(tmp_path), "sync", "--chek")[0] == 2
    assert l10n(tmp_path, "sync", "--since", "nowhere")[0] == 2
