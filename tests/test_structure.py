"""An edition has the structure of its source, whatever a msgstr holds."""

from dataclasses import replace

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


class Counting(Markdown):
    """Markdown that counts the characters it is asked the outline of."""

    read = 0

    def outline(self, text):
        self.read += len(text)
        return super().outline(text)


def long_edition(paragraphs: int, right: int, extra: str = ""):
    """An edition in which every draft but one of `right` lost its link, and how much was read."""
    blocks = (
        f"第{n}の計画は[資料{n}](https://example.com/{n})にあります。" for n in range(paragraphs)
    )
    fmt = Counting()
    document = segment(fmt.parse("a.md", "\n\n".join([*blocks, extra]) + "\n"))
    catalog = merge(extract(document), Catalog("a", "en"))
    entries = []
    for n, entry in enumerate(catalog.entries):
        link = f" is in [paper {n}](https://example.com/{n})." if n in (right, paragraphs) else "."
        entries.append(replace(entry, msgstr=f"Plan {n}{link}", state=State.APPROVED))
    return build(document, replace(catalog, entries=tuple(entries)), fmt), fmt.read


def test_an_article_of_broken_drafts_is_not_read_again_for_each_of_them():
    made, read = long_edition(16, right=3)
    assert len(made.fallbacks) == 15
    assert "Plan 3 is in [paper 3](https://example.com/3)." in made.text
    _, much = long_edition(128, right=3)
    assert much < 8 * read * 2  # n log n; each alone in the whole was n² log n


def test_what_holds_only_with_a_definition_elsewhere_is_found_too():
    made, _ = long_edition(8, right=3, extra="予算[^1]は増えた。\n\n[^1]: 出典は白書。")
    assert "Plan 3 is in" in made.text
    fallen = [finding.key.msgid for finding in made.fallbacks]
    assert len(fallen) == 8
    assert "予算[^1]は増えた。" in fallen


def test_broken_items_of_one_list_are_found_one_by_one():
    fmt = Markdown()
    document = segment(fmt.parse("a.md", "".join(f"- 項目{n}の`c{n}`\n" for n in range(9))))
    catalog = merge(extract(document), Catalog("a", "en"))
    entries = tuple(
        replace(e, msgstr=f"Item `c{n}`" if n % 3 else "Item", state=State.APPROVED)
        for n, e in enumerate(catalog.entries)
    )
    made = build(document, replace(catalog, entries=entries), fmt)
    assert [f.key.msgid for f in made.fallbacks] == ["項目0の`c0`", "項目3の`c3`", "項目6の`c6`"]
