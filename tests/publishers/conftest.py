"""Fixtures of the publishers' tests; the magazine itself is in `magazine.py`."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from magazine import make, publish


@pytest.fixture
def magazine(tmp_path: Path) -> Path:
    return make(tmp_path / "magazine")


@pytest.fixture(scope="session")
def shared_magazine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A magazine that has been published as a site; tests only read it."""
    root = make(tmp_path_factory.mktemp("magazine"))
    publish(root)
    return root
