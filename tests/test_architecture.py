"""The import contracts of pyproject.toml hold, and `--help` loads nothing heavy."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import l10n

ROOT = Path(__file__).parents[1]


def test_imports_run_one_way():
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_page_quotes_the_contract_as_it_is():
    page = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    quoted = page.partition("<!-- layers -->\n```text\n")[2].partition("\n```")[0]
    assert quoted.splitlines() == contracts[0]["layers"], "run `make goldens`"


def test_the_page_names_every_module():
    page = (
        (ROOT / "docs" / "architecture.md")
        .read_text("utf-8")
        .partition("## A sentence on its way")[0]
    )
    map_, named = page.partition("<!-- layers -->")[0], set()
    for word in re.findall(r"[\w./]+", map_):
        named |= {word.removesuffix(".py").strip("/").split("/")[0]}
    there = {
        path.stem
        for path in Path(l10n.__file__).parent.glob("*")
        if not path.name.startswith("_") and path.suffix in ("", ".py")
    }
    assert there - named == {"demo"}


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
