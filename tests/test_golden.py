"""Golden articles: source, template, catalog and edition, byte for byte."""

import importlib.util
from pathlib import Path

import pytest

SPEC = importlib.util.spec_from_file_location(
    "rewrite", Path(__file__).parent / "golden/rewrite.py"
)
rewrite = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(rewrite)


@pytest.mark.parametrize("source", rewrite.articles(), ids=lambda path: path.parent.name)
def test_the_article_gives_its_golden_files(source):
    for name, data in rewrite.outcome(source).items():
        assert (source.parent / name).read_bytes() == data, name
