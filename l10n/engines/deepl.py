"""Engine `deepl`: DeepL's own interface, with XML tags, glossary, formality and context."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from l10n.engines import _markup
from l10n.engines._service import Pair, Service
from l10n.engines._transport import Transport, refuse_page
from l10n.errors import AnswerRejected, EngineError
from l10n.model import Term, digest
from l10n.plugin import Capabilities, EngineSettings, Request


class DeepL(Service):
    """DeepL; the key in DEEPL_API_KEY (one that ends in `:fx` is for the free service)."""

    name = "deepl"
    key_variables = ("DEEPL_API_KEY",)
    key_needed = True
    options = ("formality", "glossary", "model")
    # 128 KiB a request; a character of Japanese is 3 bytes, and 12 as a JSON escape is not sent.
    capabilities = Capabilities(
        glossary=True, context=True, markup="xml", items=50, characters=30_000, pace=50, price=25
    )

    def __init__(
        self, settings: EngineSettings, *, sleep: Callable[[float], None] | None = None
    ) -> None:
        super().__init__(settings, sleep=sleep)
        free = self.keys[0].endswith(":fx")
        self._host = self.base or f"https://api{'-free' if free else ''}.deepl.com"
        self._formality = str(settings.options.get("formality", ""))
        self._model = str(settings.options.get("model", ""))
        self._own_glossary = str(settings.options.get("glossary", ""))
        self._glossary = ""

    def fingerprint(self, target: str) -> str:
        """Service, target, and the options that change an answer."""
        options = "/".join((self._formality, self._model, self._own_glossary))
        return f"{super().fingerprint(target)}/{options}"

    def together(self, one: Request, other: Request) -> bool:
        """DeepL's context is one for a whole call."""
        return one.title == other.title

    def prepare(self, requests: Sequence[Request], pair: Pair) -> None:
        """Finds or makes the glossary of this run's terms, under a name that tells its content."""
        terms = {term.source: term for request in requests for term in request.terms}
        self._glossary = self._own_glossary
        if terms and not self._glossary:
            self._glossary = self._glossary_of(list(terms.values()), pair)

    def call(self, requests: Sequence[Request], pair: Pair) -> Sequence[object]:
        """One POST of up to 50 texts."""
        body: dict[str, Any] = {
            "text": [_markup.encode(r.text, r.masks, form="xml") for r in requests],
            "source_lang": pair[0],
            "target_lang": pair[1],
            "tag_handling": "xml",
            "ignore_tags": ["x"],
            "split_sentences": "nonewlines",
            "preserve_formatting": True,
            "context": _context(requests),
        }
        if self._formality:
            body["formality"] = self._formality
        if self._model:
            body["model_type"] = self._model
        if self._glossary:
            body["glossary_id"] = self._glossary
        data = self._post("/v2/translate", body)
        found = data.get("translations") if isinstance(data, dict) else None
        if not isinstance(found, list):
            raise AnswerRejected("no translations in the answer")
        texts = [item.get("text") if isinstance(item, dict) else None for item in found]
        return [
            _markup.decode(text, request.masks) if isinstance(text, str) else text
            for request, text in zip(requests, texts, strict=False)
        ] + texts[len(requests) :]

    def _glossary_of(self, terms: Sequence[Term], pair: Pair) -> str:
        """The id of the glossary; "" when DeepL takes none for this pair, and then the terms are
        looked for in the answers all the same."""
        entries = "\n".join(
            f"{name}\t{term.target}"
            for term in sorted(terms, key=lambda term: term.source)
            for name in (term.source, *term.aliases)
            if term.target
        )
        languages = [code.partition("-")[0].lower() for code in pair]
        name = f"honyaku {'-'.join(languages)} {digest(entries)}"
        body = {
            "name": name,
            "source_lang": languages[0],
            "target_lang": languages[1],
            "entries": entries,
            "entries_format": "tsv",
        }
        try:
            return self._known_glossary(name) or str(
                self._post("/v2/glossaries", body)["glossary_id"]
            )
        except (EngineError, KeyError, TypeError):
            return ""

    def _known_glossary(self, name: str) -> str:
        data = self._send("GET", "/v2/glossaries")
        known = data.get("glossaries", []) if isinstance(data, dict) else []
        return next((str(one["glossary_id"]) for one in known if one.get("name") == name), "")

    def _post(self, path: str, body: object) -> Any:
        return self._send("POST", path, json=body)

    def _send(self, method: str, path: str, **options: Any) -> Any:
        client = Transport(self.timeout, look=refuse_page)
        headers = {"Authorization": f"DeepL-Auth-Key {self.keys[0]}"}
        response = client.request(method, self._host.rstrip("/") + path, headers=headers, **options)
        return json_of(response)


def json_of(response: Any) -> Any:
    """The JSON of an answer; AnswerRejected when it is none."""
    try:
        return response.json()
    except ValueError:
        raise AnswerRejected("the answer is not JSON") from None


def _context(requests: Sequence[Request]) -> str:
    """What DeepL may read and does not translate: the title, and the neighbours of one text."""
    first = requests[0]
    lines = [first.title] if len(requests) > 1 else [first.title, first.before, first.after]
    return "\n".join(filter(None, lines))
