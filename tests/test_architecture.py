"""The import contracts of pyproject.toml hold, and `--help` loads nothing heavy."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_imports_run_one_way():
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_help_loads_no_engine_no_parser_and_no_cldr():
    code = (
        "import sys, l10n.cli\n"
        "sys.argv = ['l10n', '--help']\n"
        "try:\n    l10n.cli.main()\nexcept SystemExit:\n    pass\n"
        "print(*sorted(sys.modules), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stderr.split())
    heavy = {"babel", "polib", "markdown_it", "ruamel.yaml", "requests", "deep_translator"}
    heavy |= {"xllamacpp", "sqlite3", "rapidfuzz", "rich", "pydantic", "l10n.pipeline"}
    assert "typer" in loaded
    assert loaded & heavy == set()
