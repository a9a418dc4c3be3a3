"""The guide is a project of honyaku: Japanese source, catalogs, and an English edition built from them."""

import subprocess
import sys

import pytest
from blocks import ROOT, blocks

DOCS = ROOT / "docs"
PAGES = sorted(page.name for page in DOCS.glob("ja/*.md"))


def l10n(*args):
    command = [sys.executable, "-m", "l10n", *args, "--project", str(DOCS)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_catalogs_and_the_english_edition_are_what_the_source_makes():
    done = l10n("sync", "--check")
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_person_has_approved_every_sentence():
    done = l10n("status", "--format", "json")
    import json

    rows = json.loads(done.stdout)["articles"]
    assert {row["article"] for row in rows} == set(PAGES)
    assert [row for row in rows if row["draft"] or row["stale"] or row["untranslated"]] == []


def test_the_checks_have_nothing_to_say_of_it():
    done = l10n("check")
    assert done.returncode == 0, done.stdout


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
