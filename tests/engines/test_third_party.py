"""The engine of examples/engine-tsv works as it is installed: through its entry point alone."""

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

EXAMPLE = Path(__file__).parents[2] / "examples" / "engine-tsv"


def install(folder: Path) -> dict[str, str]:
    """What an installer leaves: the module, and the metadata with its entry points."""
    project = tomllib.loads((EXAMPLE / "pyproject.toml").read_text("utf-8"))["project"]
    info = folder / f"honyaku_tsv-{project['version']}.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Name: {project['name']}\nVersion: {project['version']}\n")
    points = project["entry-points"]["l10n.engines"]
    lines = ["[l10n.engines]", *(f"{name} = {where}" for name, where in points.items())]
    (info / "entry_points.txt").write_text("\n".join(lines))
    (folder / "honyaku_tsv.py").write_bytes((EXAMPLE / "honyaku_tsv.py").read_bytes())
    return {**os.environ, "PYTHONPATH": str(folder)}


def l10n(*args: str, cwd: Path, env: dict[str, str]) -> str:
    command = [sys.executable, "-m", "l10n", *args]
    done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_a_strangers_engine_drafts_and_leaves_the_rest_to_the_next(tmp_path):
    env = install(tmp_path / "site")
    project = tmp_path / "project"
    (project / "source").mkdir(parents=True)
    (project / "old").mkdir()
    (project / "source" / "a.txt").write_text("工場が動く。\n誰も知らない。\n", "utf-8")
    (project / "old" / "en.tsv").write_text("工場が動く。\tThe plant runs.\n", "utf-8")
    config = 'targets = ["en"]\nengine = ["tsv", "pseudo"]\n[engines.tsv]\nfolder = "old"\n'
    (project / "l10n.toml").write_text(config, "utf-8")
    rows = json.loads(l10n("engines", "--format", "json", cwd=project, env=env))["engines"]
    assert {"engine": "tsv", "ready": True, "needs": ""} in rows
    l10n("sync", cwd=project, env=env)
    po = (project / "locales/en/LC_MESSAGES/a.po").read_text("utf-8")
    assert "mt=tsv hash=" in po
    assert 'msgstr "The plant runs."' in po
    assert "mt=pseudo after=tsv hash=" in po
