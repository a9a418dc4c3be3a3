"""The pages name every key of the config, and nothing that is not there."""

import re
from dataclasses import fields
from importlib import import_module
from pathlib import Path

import pytest
import typer.main

from l10n.cli.app import app
from l10n.config import Gate, keys

ROOT = Path(__file__).parents[1]
SETTINGS = "".join(
    (ROOT / "docs" / page).read_text("utf-8")
    for page in ("reference/configuration.md", "layouts.md")
)
PAGES = [
    *(page.name for page in ROOT.glob("*.md")),
    *(page.relative_to(ROOT).as_posix() for page in ROOT.glob("docs/**/*.md")),
]
PLANNED = {"review"}

OPTIONS = {
    "html": "l10n.formats._html_rules",
    "markdown": "l10n.formats.markdown",
    "text": "l10n.formats.text",
}


def test_every_key_of_the_config_is_explained():
    wanted = {name.split(".")[-1] for name in keys()} - {"formats", "engines"}
    wanted |= {one.name for one in fields(Gate)}
    for name in ("html", "markdown", "text"):
        wanted |= {one.name for one in fields(import_module(OPTIONS[name]).Options)}
    named = set(re.findall(r"\w+", " ".join(re.findall("`[^`\n]+`", SETTINGS))))
    assert wanted - named == set()


@pytest.mark.parametrize("page", PAGES)
def test_every_link_of_a_page_leads_somewhere(page):
    path = ROOT / page
    prose = re.sub(r"(?ms)^```.*?^```|`[^`\n]+`", "", path.read_text("utf-8"))
    targets = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", prose)
    assert [one for one in targets if not (path.parent / one).exists()] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_command_of_a_page_exists(page):
    text = (ROOT / page).read_text("utf-8")
    found = set(re.findall(r"(?:`|^ {4}(?:\$ )?)l10n ([a-z][a-z-]*)", text, re.MULTILINE))
    commands = set(typer.main.get_command(app).commands)  # type: ignore[attr-defined]
    assert found - PLANNED <= commands
