"""An edition has the structure of its source, whatever a msgstr holds."""

import pytest

from l10n.build import build
from l10n.extract import extract
from l10n.formats.markdown import Markdown
from l10n.merge import merge
from l10n.model import Catalog, State
from l10n.segment import segment

ARTICLE = "# 題\n\n最初の文。次の文。\n\n- 項目\n\n終わりの文。\n"


class Trusting(Markdown):
    """A format that escapes nothing, as a stranger's plugin may be."""

    def write(self, segment, msgstr):
        return msgstr


def edition(**texts: str):
    from dataclasses import replace

    fmt = Trusting()
    document = segment(fmt.parse("a.md", ARTICLE))
    catalog = merge(extract(document), Catalog("a", "en"))
    entries = tuple(
        replace(entry, msgstr=texts.get(entry.key.msgid, "Text."), state=State.APPROVED)
        for entry in catalog.entries
    )
    return build(document, replace(catalog, entries=entries), fmt)


@pytest.mark.parametrize("text", ["# Text.", "- Text.", "Text.\n\nText.", "```", "> Text."])
def test_a_msgstr_that_breaks_the_structure_falls_back_alone(text):
    made = edition(**{"最初の文。": text})
    assert [finding.key.msgid for finding in made.fallbacks] == ["最初の文。"]
    assert made.fallbacks[0].check == "structure"
    assert "最初の文。" in made.text
    assert made.text.count("Text.") == 4
    assert made.translation == "partly-reviewed"


def test_several_breaking_entries_are_all_found():
    made = edition(**{"題": "a\n\nb", "項目": "a\n- b", "次の文。": "Fine."})
    assert {finding.key.msgid for finding in made.fallbacks} == {"題", "項目"}
    assert "Fine." in made.text


def test_a_whole_structure_costs_no_fallback():
    assert edition().fallbacks == ()
