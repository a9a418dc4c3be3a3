"""Engine `tm`: the translation memory alone. What no approved text answers stays untranslated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from l10n.errors import ConfigError
from l10n.plugin import Answer, Capabilities, EngineSettings, Request


class Tm:
    """An engine that answers nothing: drafting looks into the TM before it asks any engine."""

    name = "tm"
    capabilities = Capabilities(items=1000, characters=1_000_000, pace=1e6, answers=False)

    def __init__(self, settings: EngineSettings) -> None:
        for key in settings.options:
            raise ConfigError(f'unknown key "{key}"', place="[engines.tm]", fix="it has no options")

    def fingerprint(self, target: str) -> str:
        """The engine and the target."""
        return f"tm/1/{target}"

    def ready(self) -> str:
        """Always ready."""
        return ""

    def check_locales(self, source: str, target: str) -> None:
        """Any pair will do."""

    def translate(
        self,
        requests: Sequence[Request],  # noqa: ARG002 - part of the protocol
        *,
        source: str,  # noqa: ARG002
        target: str,  # noqa: ARG002
    ) -> Iterator[Answer]:
        """Nothing."""
        return iter(())

    def close(self) -> None:
        """Nothing to close."""
