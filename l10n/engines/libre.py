"""Engine `libre`: a LibreTranslate server, in batches, with masks as HTML."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from l10n.engines import _markup
from l10n.engines._service import Pair, Service
from l10n.engines._transport import Transport, refuse_page
from l10n.engines.deepl import json_of
from l10n.errors import AnswerRejected
from l10n.plugin import Capabilities, Request


class Libre(Service):
    """A LibreTranslate server; `base_url` says which, LIBRETRANSLATE_API_KEY opens it."""

    name = "libre"
    key_variables = ("LIBRETRANSLATE_API_KEY",)
    capabilities = Capabilities(markup="html", items=25, characters=5000, pace=5)
    connections = 2

    def ready(self) -> str:
        """ "" or that no server is named."""
        return "" if self.base else 'set [engines.libre] base_url = "http://localhost:5000"'

    def together(self, one: Request, other: Request) -> bool:
        """HTML or plain text: the server un-escapes HTML, so plain text is sent as such."""
        return bool(one.masks) == bool(other.masks)

    def call(self, requests: Sequence[Request], pair: Pair) -> Sequence[object]:
        """One POST of some texts; the key travels in the body."""
        form = "html" if requests[0].masks else "text"
        texts = [
            _markup.encode(r.text, r.masks, form="html") if form == "html" else r.text
            for r in requests
        ]
        body: dict[str, Any] = {"q": texts, "source": pair[0], "target": pair[1], "format": form}
        if self.keys[0]:
            body["api_key"] = self.keys[0]
        address = self.base.rstrip("/").removesuffix("/translate") + "/translate"
        data = json_of(Transport(self.timeout, look=refuse_page).post(address, json=body))
        found = data.get("translatedText") if isinstance(data, dict) else None
        if not isinstance(found, list):
            raise AnswerRejected("no translations in the answer")
        return [
            _markup.decode(text, request.masks)
            if form == "html" and isinstance(text, str)
            else text
            for request, text in zip(requests, found, strict=False)
        ] + found[len(requests) :]
