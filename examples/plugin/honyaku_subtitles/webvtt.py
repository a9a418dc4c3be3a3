"""Publisher `webvtt`: subtitles as browsers read them, a track for each language."""

from __future__ import annotations

import json
import re
from typing import Any

from l10n.plugin import Bundle, Facts, Output, Page

_TIME = re.compile(r"(\d\d:\d\d:\d\d),(\d\d\d)")


class WebVtt:
    """`<article>.<tag>.vtt` for each edition, and `tracks.json`, which lists them."""

    name = "webvtt"

    def article(self, bundle: Bundle, facts: Facts) -> Output:
        """The tracks of one article; nothing for an article that is no subtitle file."""
        if bundle.document.format != "srt":
            return Output({})
        pages = facts.pages[bundle.document.domain].values()
        return Output({_path(page): _vtt(bundle.editions[page.locale].text) for page in pages})

    def collection(self, facts: Facts) -> Output:
        """The list of all tracks."""
        tracks = [
            {"src": _path(page), "srclang": page.tag, "kind": "subtitles", **_status(page)}
            for pages in facts.pages.values()
            for page in pages.values()
            if page.name.endswith(".srt")
        ]
        return Output({"tracks.json": (json.dumps(tracks, indent=2) + "\n").encode("utf-8")})


def _path(page: Page) -> str:
    return f"{page.domain}.{page.tag}.vtt"


def _status(page: Page) -> dict[str, Any]:
    return {"translation": page.translation} if page.translation else {}


def _vtt(srt: str) -> bytes:
    """SubRip as WebVTT (W3C, WebVTT, section 4.1): a first line, and full stops in times."""
    body = _TIME.sub(r"\1.\2", srt.removeprefix("\ufeff").replace("\r\n", "\n"))
    return f"WEBVTT\n\n{body}".encode()
