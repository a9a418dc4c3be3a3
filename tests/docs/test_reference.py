"""The reference says all there is: every command, option, check, engine, key, exit status and field."""

import ast
import json
import re
from pathlib import Path

import pytest
import reference
from blocks import ROOT, _lay_project
from jsonschema import validate
from typer.testing import CliRunner

from l10n import errors, plugins
from l10n.cli.app import app
from l10n.cli.outputs import OUTPUTS
from l10n.plugin import EngineSettings
from l10n.schema import schema

MADE = reference.pages()
COMMANDS = reference.every_command()


@pytest.mark.parametrize("name", MADE)
def test_a_page_is_what_the_code_makes_of_it(name):
    path = ROOT / "docs" / "reference" / name
    assert path.read_text("utf-8") == MADE[name], "run `make goldens`"


def test_no_page_is_left_of_what_is_gone():
    folder = ROOT / "docs" / "reference"
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert found == set(MADE)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_argument_and_option_is_explained(name):
    command = COMMANDS[name]
    assert command.help
    silent = [p.name for p in command.params if not (p.help or p.name in reference._ARGUMENTS)]
    assert silent == []


def test_every_check_has_an_entry_with_its_example():
    page = (ROOT / "docs" / "checks.md").read_text("utf-8")
    titles = set(re.findall(r"^## (\w+)$", page, re.MULTILINE))
    assert titles == {*plugins.names("checks"), *plugins.names("catalog_checks")}


def test_every_engine_and_each_of_its_options_is_explained():
    named = set(re.findall(r"`([\w.]+)", (ROOT / "docs" / "engines.md").read_text("utf-8")))
    for name, point in plugins.names("engines").items():
        engine = point.load()(EngineSettings({}, Path(), {}))
        options = set(reference.engine_options(engine, point.module))
        assert {name} | options <= named, name


def test_every_layout_is_explained():
    page = (ROOT / "docs" / "layouts.md").read_text("utf-8")
    assert set(plugins.names("publishers")) <= set(
        re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE)
    )


def test_every_key_of_the_config_is_explained():
    def silent(name, one):
        for table in one.get("anyOf", [one]):
            for key, inner in table.get("properties", {}).items():
                yield from silent(f"{name}.{key}", inner)
        if "properties" not in one and "anyOf" not in one and not one.get("description"):
            yield name

    top = schema()["properties"]
    severities_and_tables = ("checks", "engines")  # explained by pages of their own
    found = [
        key
        for name, one in top.items()
        if name not in severities_and_tables
        for key in silent(name, one)
    ]
    assert found == []


def test_every_exit_status_is_explained():
    leaving = {error.exit_status for error in [errors.L10nError, *_below(errors.L10nError)]}
    for path in ROOT.glob("l10n/cli/*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in (
                "leave",
                "sys.exit",
                "typer.Exit",
            ):
                leaving |= {one.value for one in node.args if isinstance(one, ast.Constant)}
    assert leaving <= set(errors.EXIT_STATUS)


def _below(kind):
    for one in kind.__subclasses__():
        yield one
        yield from _below(one)


def test_every_command_has_a_json_output_that_is_described():
    assert set(OUTPUTS) == set(COMMANDS) - {"config schema"}  # it prints a schema of its own


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    folder = tmp_path_factory.mktemp("outputs")
    _lay_project(folder)
    catalog = folder / "locales/en/LC_MESSAGES/hello.po"
    text = catalog.read_text("utf-8")
    catalog.write_text(text.replace("$97.4 billion", "$974 billion", 1), "utf-8")
    return folder


RUNS = [
    ("engines",),
    ("segment", "source/hello.md"),
    ("diff", "HEAD"),
    ("translate", "--dry-run"),
    ("check",),
    ("extract",),
    ("update",),
    ("translate",),
    ("normalize",),
    ("ledger",),
    ("build",),
    ("compile",),
    ("sync", "--check"),
    ("publish",),
    ("status",),
    ("terms extract",),
    ("tm rebuild",),
    ("tm key",),
    ("tm find", "設備の更新", "--locale", "en"),
    ("align", "source/hello.md", "source/hello.md", "--locale", "en"),
    ("export", "a.xlf", "--locale", "en"),
    ("import", "a.xlf"),
    ("merge-driver install",),
    ("init", "new"),
    ("config show",),
    ("config check",),
]


def printed(project, name, *args):
    """What a command prints as JSON, judged by its schema."""
    done = CliRunner().invoke(app, [*name.split(), *args, "--format", "json"])
    assert done.exit_code in (0, 1), done.output
    found = json.loads(done.stdout)
    validate(found, json.loads(MADE[f"schemas/{name.replace(' ', '-')}.json"]))
    return found


@pytest.mark.parametrize("run", RUNS, ids=lambda run: " ".join(run))
def test_what_a_command_prints_is_what_its_schema_says(run, project, monkeypatch):
    monkeypatch.chdir(project)
    if run[0] == "import":
        printed(project, "export", *run[1:], "--locale", "en")
    printed(project, *run)


def test_what_waive_prints_is_what_its_schema_says(project, monkeypatch):
    monkeypatch.chdir(project)
    one, *_ = printed(project, "check")["findings"]
    printed(project, "waive", one["check"], f"{one['file']}:{one['line']}")


def test_what_a_merge_prints_is_what_its_schema_says(project, monkeypatch):
    monkeypatch.chdir(project)
    base = (project / "locales/en/LC_MESSAGES/hello.po").read_text("utf-8")
    for name, title in (("base", "Figures"), ("ours", "Numbers"), ("theirs", "Digits")):
        text = base.replace("Figures are easy", f"{title} are easy")
        (project / name).write_text(text, "utf-8")
    merged = printed(project, "merge-driver run", "base", "ours", "theirs", "hello.po")
    assert len(merged["conflicts"]) == 1


def test_all_commands_are_run_here_but_those_that_open_pages():
    tried = {name for name, *_ in RUNS} | {"waive", "merge-driver run"}
    assert set(OUTPUTS) - tried == {
        "demo",
        "review",
        "pr",
        "worker",
    }  # they have tests of their own


def test_make_help_explains_every_target():
    text = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.search(r"^\.PHONY: (.+)$", text, re.MULTILINE)[1].split())
    explained = set(re.findall(r"^([a-z-]+):[^\n]*##", text, re.MULTILINE))
    assert targets == explained
