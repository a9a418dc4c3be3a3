"""Engine `pseudo`: accented stand-in text that shows what is translatable, and what breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import cycle, pairwise

from l10n.errors import ConfigError
from l10n.lazy import lazy
from l10n.plugin import Answer, Capabilities, EngineSettings, Request

_ACCENTED = str.maketrans("aeioucnsyz", "áéîöüçñšýž")
_JAPANESE = r"[\u3005\u3041-\u30fa\u30fc-\u30ff\u3400-\u9fff\uff66-\uff9f]+"  # ・ is a sign
_WORD = r"[A-Za-z0-9][A-Za-z0-9'’.+&/-]*"
_PIECE = lazy(f"(?P<japanese>{_JAPANESE})|(?P<word>{_WORD})|.", re.DOTALL)
_SIGNS = str.maketrans("。、，！？：（）・「」『』", '.,,!?:() ""' + '""')
# long: the check for repetition finds a phrase that comes twice
_FILLER = (
    "lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod tempor incididunt ut "
    "labore et dolore magna aliqua enim ad minim veniam quis nostrud exercitation ullamco laboris "
    "nisi aliquip ex ea commodo consequat duis aute irure in reprehenderit voluptate velit esse "
    "cillum eu fugiat nulla pariatur excepteur sint occaecat cupidatat non proident sunt culpa"
)


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
        return f"pseudo/2/{target}"

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
        """Each text between ⟦ ⟧: Japanese as filler of its width, Latin words accented, names,
        figures and spans kept."""
        for index, request in enumerate(requests):
            yield Answer(index, _pseudo(request))

    def close(self) -> None:
        """Nothing to close."""


def _pseudo(request: Request) -> str:
    filler = cycle(_FILLER.translate(_ACCENTED).split())
    pieces = ["⟦"]
    for piece in _split(request):
        if piece in request.spans:
            pieces.append(piece)
        else:
            pieces += (_stand_in(match, filler) for match in _PIECE.finditer(piece))
    pieces.append("⟧")
    return "".join(f" {b}" if _parted(a, b) else b for a, b in pairwise(["", *pieces]))


def _split(request: Request) -> list[str]:
    """The text cut at its spans, the longest first; they are pieces, too.

    >>> _split(Request("約5億円、5億人", ("5億", "5億円")))
    ['約', '5億円', '、', '5億', '人']
    """
    pieces = [request.text]
    for span in sorted(request.spans, key=len, reverse=True):
        pieces = [part for piece in pieces for part in _cut(piece, span, request.spans)]
    return pieces


def _cut(piece: str, span: str, spans: Sequence[str]) -> Iterator[str]:
    if piece in spans or span not in piece:  # a pattern of its own for each text takes longer
        yield piece
        return
    first, *rest = piece.split(span)
    yield first
    for part in rest:
        yield span
        yield part


def _stand_in(match: re.Match[str], filler: Iterator[str]) -> str:
    """Names, codes and figures stay (OpenAI, GPT-4): the checks look for them, and a draft
    without them would be published in Japanese."""
    piece = match[0]
    if match["japanese"]:
        return _filled(2 * len(piece), filler)
    if match["word"]:
        return piece.translate(_ACCENTED) if piece.islower() else piece
    return piece.translate(_SIGNS)


def _filled(width: int, filler: Iterator[str]) -> str:
    words = next(filler)
    while len(words) < width - 3:
        words += f" {next(filler)}"
    return words


def _parted(left: str, right: str) -> bool:
    """Words stand apart, and from the mark before; Japanese has no space there."""
    ends = left[-1:].isalnum() or left.endswith((".", ",", "!", "?", ":", ")"))
    return ends and (right[:1].isalnum() or right.startswith(("(", "$", "¥", "€")))
