"""Engine `pseudo`: accented stand-in text that shows what is translatable, and what breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from l10n.errors import ConfigError
from l10n.lazy import lazy
from l10n.plugin import Answer, Capabilities, EngineSettings, Request

_ACCENTED = str.maketrans("aeioucnsyzAEIOUCNSYZ", "áéîöüçñšýžÁÉÎÖÜÇÑŠÝŽ")
_JAPANESE = lazy(r"[\u3005\u3041-\u30ff\u3400-\u9fff\uff66-\uff9f]+")
_SIGNS = str.maketrans("。、！？「」『』（）：・", '.,!?""""()::')
_FILLER = "lórém îpšüm dölör šît ámét "


class Pseudo:
    """The pseudo-translation engine; it needs nothing and costs nothing."""

    name = "pseudo"
    # a stand-in with the figures right shows what a draft will look like
    capabilities = Capabilities(figures=True, items=1000, characters=1_000_000, pace=1e5)

    def __init__(self, settings: EngineSettings) -> None:
        for key in settings.options:
            raise ConfigError(
                f'unknown key "{key}"', place="[engines.pseudo]", fix="it has no options"
            )

    def fingerprint(self, target: str) -> str:
        """The version of the filler, and the target."""
        return f"pseudo/1/{target}"

    def ready(self) -> str:
        """Always ready."""
        return ""

    def check_locales(self, source: str, target: str) -> None:
        """Any pair will do."""

    def translate(
        self,
        requests: Sequence[Request],
        *,
        source: str,  # noqa: ARG002 - part of the protocol
        target: str,  # noqa: ARG002
    ) -> Iterator[Answer]:
        """Each text between ⟦ ⟧: Japanese as filler of its width, Latin accented, spans kept."""
        for index, request in enumerate(requests):
            yield Answer(index, f"⟦{_pseudo(request)}⟧")

    def close(self) -> None:
        """Nothing to close."""


def _pseudo(request: Request) -> str:
    spans = sorted(request.spans, key=len, reverse=True)
    if not spans:
        return _accented(request.text)
    pieces = re.split("(" + "|".join(re.escape(span) for span in spans) + ")", request.text)
    return "".join(p if p in request.spans else _accented(p) for p in pieces)


def _accented(text: str) -> str:
    filled = _JAPANESE.sub(lambda match: _filler(2 * len(match[0])), text.translate(_ACCENTED))
    return filled.translate(_SIGNS)


def _filler(width: int) -> str:
    return (_FILLER * (width // len(_FILLER) + 1))[:width].strip()
