"""Pages name nothing that is not there."""

import re
from pathlib import Path

import pytest
import typer.main

import l10n
from l10n.cli.app import app

ROOT = Path(__file__).parents[1]
PAGES = [
    *(page.name for page in ROOT.glob("*.md")),
    *(page.relative_to(ROOT).as_posix() for page in ROOT.glob("docs/**/*.md")),
]
PACKAGE = Path(l10n.__file__).parent  # not beside the pages where a wheel is tested


@pytest.mark.parametrize("page", PAGES)
def test_every_link_of_a_page_leads_somewhere(page):
    path = ROOT / page
    prose = re.sub(r"(?ms)^```.*?^```|`[^`\n]+`", "", path.read_text("utf-8"))
    targets = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", prose)
    there = (re.sub(r"^(?:\.\./)?l10n(?=/)", str(PACKAGE), one) for one in targets)
    assert [one for one in there if not (path.parent / one).exists()] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_command_of_a_page_exists(page):
    text = (ROOT / page).read_text("utf-8")
    found = set(re.findall(r"(?:`|^ {4}(?:\$ )?)l10n ([a-z][a-z-]*)", text, re.MULTILINE))
    commands = set(typer.main.get_command(app).commands)  # type: ignore[attr-defined]
    assert found <= commands
