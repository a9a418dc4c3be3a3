"""Engine `openai`: any server with OpenAI's chat interface, hosted or on this machine.

OpenAI itself, the compatible doors of Anthropic and Gemini, and Ollama, llama.cpp, vLLM and
LM Studio differ in `base_url` and `model` alone. A call holds numbered segments as JSON, with the
title, the neighbours, the terms and the style; answers are judged one by one, and those that
fail are asked for once more with what was wrong (one repair round).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from typing import Any

from l10n.engines import _answers
from l10n.engines._names import LANGUAGES
from l10n.engines._service import Numbered, Pair, Service
from l10n.engines._transport import Transport, refuse_page
from l10n.engines.deepl import json_of
from l10n.errors import AnswerRejected, LocaleUnsupported, did_you_mean
from l10n.model import digest
from l10n.plugin import Answer, Capabilities, EngineSettings, Request

_HOSTED = "https://api.openai.com/v1"
_RULES = """You are a professional translator of {source} articles into {target}.
You get a JSON object with "title" and "segments". Translate the "text" of every segment; "before" \
and "after" are its neighbours, for context only.
Answer with JSON alone: {{"translations": [{{"id": 1, "text": "…"}}]}}, one item for each segment.
- Codes such as XQ1X stand for markup: keep each exactly once, at the place of what it stands for.
- Keep markup such as ** and [ ] around the same words.
- Keep every figure, date, unit and name; 万, 億 and 兆 become the target's own scale.
- A segment stays one segment; add nothing, leave nothing out, explain nothing.
- Where "terms" are given, use exactly these renderings; never one that is "forbidden"."""


class OpenAI(Service):
    """A chat model behind OpenAI's interface; the key in OPENAI_API_KEY where one is needed."""

    name = "openai"
    version = "1"
    key_variables = ("OPENAI_API_KEY",)
    options = ("model", "style", "temperature", "max_tokens", "items")
    capabilities = Capabilities(
        glossary=True, context=True, items=12, characters=3000, pace=2, price=15
    )

    def __init__(
        self, settings: EngineSettings, *, sleep: Callable[[float], None] | None = None
    ) -> None:
        super().__init__(settings, sleep=sleep)
        option = settings.options.get
        self._model = str(option("model", ""))
        self._style = str(option("style", ""))
        self._temperature = float(option("temperature", 0))
        self._most = int(option("max_tokens", 0))
        self._targets = ("", "")
        if "timeout" not in settings.options:
            self.timeout = 120.0

    def ready(self) -> str:
        """ "" or what to set: a model, and a key for the hosted service."""
        if not self._model:
            return 'set [engines.openai] model = "…"'
        if not self.base and not self.keys[0]:
            return "set the environment variable OPENAI_API_KEY, or [engines.openai] base_url"
        return ""

    def fingerprint(self, target: str) -> str:
        """Service, address, model, and the options that change an answer."""
        own = json.dumps([self.base, self._model, self._style, self._temperature])
        return f"{super().fingerprint(target)}/{digest(own)}"

    def check_locales(self, source: str, target: str) -> None:
        """LocaleUnsupported for a locale whose name the prompt could not say."""
        for locale in (source, target):
            if locale not in LANGUAGES and locale not in self._codes:
                near = did_you_mean(locale, list(LANGUAGES))
                raise LocaleUnsupported(
                    f"engine openai does not know the locale {locale}",
                    fix=f'{near}; or [engines.openai] codes = {{ {locale} = "its English name" }}',
                )

    def pair(self, source: str, target: str) -> Pair:
        """The English names of the two languages."""
        return (
            self._codes.get(source) or LANGUAGES[source],
            self._codes.get(target) or LANGUAGES[target],
        )

    def together(self, one: Request, other: Request) -> bool:
        """One article a call: its title is said once."""
        return one.title.partition(" › ")[0] == other.title.partition(" › ")[0]

    def call(self, requests: Sequence[Request], pair: Pair) -> Sequence[object]:
        """One POST; the texts in order, None for one that is missing."""
        return self._chat(self._messages(requests, pair), len(requests))

    def _settle(self, batch: Numbered, pair: Pair, target: str) -> list[Answer]:
        """Answers judged one by one, and one repair round for those that fail."""
        requests = [request for _, request in batch]
        try:
            texts = self._patiently(requests, pair)
        except AnswerRejected as error:
            return self._cut(batch, pair, target, error.what)
        wrong = [_answers.problem(r, t, target) for r, t in zip(requests, texts, strict=True)]
        failed = [place for place, problem in enumerate(wrong) if problem]
        repaired = self._repair(failed, requests, texts, wrong, pair) if failed else {}
        answers = []
        for place, (index, request) in enumerate(batch):
            text, problem = texts[place], wrong[place]
            if place in repaired:
                text = repaired[place]
                problem = _answers.problem(request, text, target)
            if problem:
                answers += self._cut([(index, request)], pair, target, problem)
            else:
                self._answered = True
                answers.append(Answer(index, str(text).strip(), detail=self._detail()))
        return answers

    def _detail(self) -> tuple[tuple[str, str], ...]:
        return (("model", re.sub(r"\s", "_", self._model)),)

    def _repair(
        self,
        failed: Sequence[int],
        requests: Sequence[Request],
        texts: Sequence[object],
        wrong: Sequence[str],
        pair: Pair,
    ) -> dict[int, object]:
        """New answers for the places that failed, each asked for with its fault."""
        asked = [requests[place] for place in failed]
        self._book(asked)
        faults = {
            number: {"your_answer": texts[place], "fault": wrong[place]}
            for number, place in enumerate(failed, 1)
        }
        messages = self._messages(asked, pair, faults)
        try:
            return dict(zip(failed, self._chat(messages, len(asked)), strict=True))
        except AnswerRejected:
            return {}

    def _messages(
        self, requests: Sequence[Request], pair: Pair, faults: dict[int, Any] | None = None
    ) -> list[dict[str, str]]:
        rules = _RULES.format(source=pair[0], target=pair[1])
        rules += f"\n- Style: {self._style}" if self._style else ""
        if faults:
            rules += '\n- A segment with "fault" was answered badly before: mend exactly that.'
        segments = []
        for number, request in enumerate(requests, 1):
            segment: dict[str, Any] = {"id": number, "text": request.text}
            near = {"before": request.before, "after": request.after}
            segment |= {name: text for name, text in near.items() if text}
            segments.append(segment | (faults or {}).get(number, {}))
        task: dict[str, Any] = {"title": requests[0].title, "segments": segments}
        terms = _terms(requests)
        if terms:
            task["terms"] = terms
        return [
            {"role": "system", "content": rules},
            {"role": "user", "content": json.dumps(task, ensure_ascii=False)},
        ]

    def _chat(self, messages: list[dict[str, str]], count: int) -> list[object]:
        body: dict[str, Any] = {
            "model": self._model,
            "messages": messages,
            "temperature": self._temperature,
        }
        if self._most:
            body["max_tokens"] = self._most
        headers = {"Authorization": f"Bearer {self.keys[0]}"} if self.keys[0] else {}
        address = (self.base or _HOSTED).rstrip("/") + "/chat/completions"
        client = Transport(self.timeout, look=refuse_page)
        data = json_of(client.post(address, json=body, headers=headers))
        return _translations(_content(data), count)


def _terms(requests: Sequence[Request]) -> list[dict[str, Any]]:
    """The terms that the segments hold, each once."""
    found = {term.source: term for request in requests for term in request.terms}
    terms = []
    for term in found.values():
        said: dict[str, Any] = {"term": [term.source, *term.aliases], "rendering": term.target}
        if term.forbidden:
            said["forbidden"] = list(term.forbidden)
        terms.append(said)
    return terms


def _content(data: object) -> str:
    """The text of a chat answer; AnswerRejected when there is none, or it was cut off."""
    try:
        choice = data["choices"][0]  # type: ignore[index]
        content, reason = choice["message"]["content"], choice.get("finish_reason")
    except (KeyError, IndexError, TypeError, AttributeError):
        raise AnswerRejected("no choice in the answer") from None
    if reason == "length":
        raise AnswerRejected("the answer was cut off")
    if not isinstance(content, str):
        raise AnswerRejected("no text in the answer")
    return content


def _translations(content: str, count: int) -> list[object]:
    """The texts by their numbers; what a model thinks or wraps around the JSON is left out.

    >>> _translations('Sure: {"translations": [{"id": 2, "text": "b"}]}', 2)
    [None, 'b']
    """
    content = re.sub(r"(?s)<think>.*?</think>", "", content)
    start, end = content.find("{"), content.rfind("}")
    try:
        items = json.loads(content[start : end + 1])["translations"]
        found = {int(item["id"]): item["text"] for item in items}
    except (ValueError, KeyError, TypeError):
        raise AnswerRejected("the answer is not the JSON that was asked for") from None
    if len(found) != len(items) or not set(found) <= set(range(1, count + 1)):
        raise AnswerRejected("segments with numbers that were not asked for")
    return [found.get(number) for number in range(1, count + 1)]
