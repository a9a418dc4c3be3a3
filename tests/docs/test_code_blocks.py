"""What README and the documentation tell people to type works as it stands there."""

import re

import pytest
from blocks import ROOT, RUN, blocks, run

PAGES = [
    *sorted(ROOT.glob("*.md")),
    *(page for page in sorted(ROOT.glob("docs/**/*.md")) if page.parent.name != "en"),  # as in ja/
    *sorted(ROOT.glob("examples/*/*.md")),
]
WITH_BLOCKS = [page for page in PAGES if any(block.is_run for block in blocks(page))]


@pytest.mark.parametrize("page", WITH_BLOCKS, ids=lambda page: str(page.relative_to(ROOT)))
def test_the_blocks_of_a_page_run(page, tmp_path):
    run(page, tmp_path)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_no_command_stands_where_it_is_not_run(page):
    """A command in a block of another kind would be promised and never tried."""
    command = re.compile(r"^(\$ )?(l10n|make|pip|git|python3?|uv|pipx) ", re.MULTILINE)
    stray = [
        b for b in blocks(page) if b.language not in RUN and not b.title and command.search(b.text)
    ]
    assert [f"{page.name}:{block.line}" for block in stray] == []


def test_an_ellipsis_of_a_console_block_stands_for_anything():
    from blocks import _is_like

    assert _is_like("wrote a\nwrote b\n2 pages\n", "wrote a\n…\n2 pages\n")
    assert not _is_like("wrote a\n", "wrote b\n")
