"""A project under review: the publishers' small magazine, and a client that has come in by the door."""

import shutil
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "publishers"))
sys.path.insert(0, str(Path(__file__).parent))

from magazine import make
from reviewing import HOST, Client

from l10n.project import find
from l10n.review.security import Secrets
from l10n.review.server import Review
from l10n.review.session import Desk


@pytest.fixture(scope="session")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("review") / "magazine")


@pytest.fixture
def project(pattern: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(pattern, tmp_path / "magazine"))


@pytest.fixture
def review(project: Path):
    here = find(project)
    made = Review(Desk(here, tuple(here.config.targets)), Secrets(), "127.0.0.1", 8765)
    yield made
    made.close()


@pytest.fixture
def stranger(review: Review) -> Client:
    """Somebody who has not come in by the door."""
    client = Client(review.app, base_url=HOST, raise_server_exceptions=True)
    client.secrets = review.secrets
    return client


@pytest.fixture
def client(stranger: Client) -> Client:
    stranger.get("/login", params={"token": stranger.secrets.token})
    return stranger
