"""What publishing needs besides the base install: the `publish` extra."""

from __future__ import annotations

from importlib.util import find_spec

from l10n.errors import UsageError

_EXTRA = ("jinja2", "nh3", "budoux", "anyascii")


def missing() -> str:
    """The first module of the extra that is not installed; "" when all are."""
    return next((name for name in _EXTRA if find_spec(name) is None), "")


def require() -> None:
    """Raises UsageError when the extra is not installed. Pages must not differ by what is there."""
    name = missing()
    if name:
        raise UsageError(
            f"publishing needs {name}, which is not installed", fix="pip install 'honyaku[publish]'"
        )
