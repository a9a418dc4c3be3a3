"""What all tests share: Hypothesis shows the same examples everywhere, and forgives a busy machine."""

from hypothesis import HealthCheck, settings

settings.register_profile(
    "honyaku",
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("honyaku")
