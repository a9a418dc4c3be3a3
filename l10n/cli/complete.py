"""What a shell offers after Tab; never an error: somebody is in the middle of typing."""

from __future__ import annotations

from l10n.errors import L10nError


def locales(incomplete: str) -> list[str]:
    """The targets of the project around, that start with what is there."""
    from l10n.project import find

    try:
        targets = find().config.targets
    except L10nError:
        return []
    return [one for one in targets if one.startswith(incomplete)]


def layouts(incomplete: str) -> list[str]:
    """The publishers that start with what is there."""
    return _plugins(incomplete, "publishers")


def checks(incomplete: str) -> list[str]:
    """The checks that start with what is there."""
    return _plugins(incomplete, "checks", "catalog_checks")


def _plugins(incomplete: str, *families: str) -> list[str]:
    from l10n.plugins import names

    found = (name for family in families for name in names(family))
    return sorted(name for name in found if name.startswith(incomplete))
