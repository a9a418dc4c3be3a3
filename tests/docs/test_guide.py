"""The guide is a project of honyaku: Japanese source, catalogs, and an English edition built from them."""

import json

import pytest
from blocks import ROOT, blocks
from typer.testing import CliRunner

from l10n.cli.app import app

DOCS = ROOT / "docs"
PAGES = sorted(page.name for page in DOCS.glob("ja/*.md"))


def l10n(*args):
    return CliRunner().invoke(app, [*args, "--project", str(DOCS)])


def test_catalogs_and_the_english_edition_are_what_the_source_makes():
    done = l10n("sync", "--check")
    assert done.exit_code == 0, done.output


def test_a_person_has_approved_every_sentence():
    done = l10n("status", "--format", "json")
    rows = json.loads(done.stdout)["articles"]
    assert {row["article"] for row in rows} == set(PAGES)
    assert [row for row in rows if row["draft"] or row["stale"] or row["untranslated"]] == []


def test_the_checks_have_nothing_to_say_of_it():
    done = l10n("check")
    assert done.exit_code == 0, done.output


@pytest.mark.parametrize("name", PAGES)
def test_both_languages_have_the_same_code(name):
    source, edition = (
        [
            (block.language, block.title, block.text, block.mark)
            for block in blocks(DOCS / language / name)
        ]
        for language in ("ja", "en")
    )
    assert edition == source
