"""What all tests share: Hypothesis shows the same examples everywhere, and forgives a busy machine."""

from collections.abc import Iterator
from itertools import count

import pytest
from cluster import Cluster, binaries, cluster
from hypothesis import HealthCheck, settings

settings.register_profile(
    "honyaku",
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("honyaku")

_NUMBERS = count(1)


@pytest.fixture(scope="session")
def server() -> Iterator[Cluster]:
    """A PostgreSQL for the tests of one process that ask for it; Debian's `postgresql` brings it."""
    pytest.importorskip("psycopg")
    found = binaries()
    if found is None:
        pytest.skip("no PostgreSQL is installed")
    with cluster(found) as made:
        yield made


@pytest.fixture
def schema(server: Cluster) -> str:
    """The name of a schema that no other test uses."""
    return f"test_{next(_NUMBERS)}"
