"""docs/formats.md says what is translated: every example of it is run."""

import re
import tomllib
from pathlib import Path

import pytest

from l10n.formats.html import Html
from l10n.formats.markdown import Markdown
from l10n.formats.text import Text
from l10n.segment import segment

PAGE = (Path(__file__).parents[2] / "docs" / "formats.md").read_text("utf-8")
FORMATS = {"markdown": Markdown, "html": Html, "text": Text}
FENCE = re.compile(r"^(?P<fence>`{3,})(?P<info>\w+)\n(?P<body>.*?)^(?P=fence)$", re.M | re.S)
BLOCKS = [(block["info"], block["body"]) for block in FENCE.finditer(PAGE)]
EXAMPLES = [n for n, (info, _) in enumerate(BLOCKS) if info == "segments"]


@pytest.mark.parametrize("number", EXAMPLES)
def test_an_example_gives_what_stands_below_it(number):
    name, article = BLOCKS[number - 1]
    before, options = BLOCKS[number - 2] if number > 1 else ("", "")
    table = tomllib.loads(options)["formats"][name] if before == "toml" else {}
    document = segment(FORMATS[name](table).parse("a", article))
    lines = [
        f"{part.role}: {part.msgid}"
        + (f" [{part.msgctxt}]" if part.msgctxt else "")
        + (f" ({part.note})" if part.note else "")
        for part in document.segments
    ]
    assert lines == BLOCKS[number][1].splitlines()


def test_every_format_has_its_example_and_every_option_its_row():
    assert {BLOCKS[number - 1][0] for number in EXAMPLES} == set(FORMATS)
    for kind in FORMATS.values():
        for option in type(kind().options).__dataclass_fields__:
            assert f"| `{option}` |" in PAGE
