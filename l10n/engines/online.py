"""Online engines through deep-translator, hardened; those of its classes that work for Japanese.

A new translator per call (one GoogleTranslator shared by threads pairs answers wrongly), our
transport in its module, its dozen exception types mapped to our error tree. It asks for one
text at a time and knows no markup, so masks travel as tokens.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

from l10n.engines._service import Pair, Service
from l10n.engines._transport import Transport, blocked, refuse_page
from l10n.errors import AnswerRejected, EngineError, EngineRefused, EngineTransient
from l10n.plugin import Capabilities, EngineSettings, Request

# Classes of deep-translator 1.11.4 that cannot serve Japanese any more: `l10n engines` says why.
DEAD = {
    "DeeplTranslator": "sends the key in the URL, which DeepL ended in 2026; use engine deepl",
    "LibreTranslator": "sends text and key in the URL, one text a call; use engine libre",
    "ChatGptTranslator": "needs openai<0.28; use engine openai",
    "YandexTranslator": "its API v1.5 was switched off",
    "QcriTranslator": "has no Japanese",
    "PapagoTranslator": "its table is reversed: it sends “Japanese” for ja",
    "PonsTranslator": "a dictionary of single words, without Japanese",
    "LingueeTranslator": "a dictionary of words up to 50 characters, without sentences",
    "TencentTranslator": "not in the released package",
}
_LOCK = threading.Lock()


class _DeepTranslator(Service):
    """What the engines through deep-translator have in common."""

    module = ""
    """The deep_translator module, whose `requests` is replaced."""

    def call(self, requests: Sequence[Request], pair: Pair) -> Sequence[object]:
        """One text through deep-translator."""
        from deep_translator import exceptions

        (request,) = requests
        try:
            return [self._answer(request.text, pair)]
        except EngineError:
            raise
        except (exceptions.TooManyRequests, exceptions.RequestError, exceptions.ServerException):
            raise EngineTransient(f"{self.name} did not answer properly") from None
        except exceptions.AuthorizationException:
            raise EngineRefused(
                f"{self.name} refuses the key", fix=f"check {' and '.join(self.key_variables)}"
            ) from None
        except (
            exceptions.BaseError, exceptions.MicrosoftAPIerror, exceptions.BaiduAPIerror, KeyError,
            IndexError, TypeError, AttributeError, StopIteration, ValueError,
        ) as error:  # fmt: skip
            # Its parsers fail in a dozen ways on an answer that is none; the messages of some
            # hold the key, so only the kind is told.
            raise AnswerRejected(f"no translation in the answer ({type(error).__name__})") from None

    def _answer(self, text: str, pair: Pair) -> object:
        module: Any = import_module(f"deep_translator.{self.module}")
        # The module's `requests` becomes a stand-in that leads to this thread's transport, so
        # that calls side by side do not share a deadline or an address.
        with _LOCK:
            module.requests = _PerThread.of(module.requests)
        _PerThread.transport.client = Transport(self.timeout, self.base, self.look)
        answer = self._translator(module, pair).translate(text)
        # deep-translator returns None for 💡 and !?
        return text if answer is None and not any(c.isalpha() for c in text) else answer

    def look(self, response: Any) -> None:
        """Refuses what deep-translator would take for a translation, or choke on."""
        refuse_page(response)

    def _translator(self, module: Any, pair: Pair) -> Any:
        raise NotImplementedError


class _PerThread:
    """Stands in for `requests` in a deep_translator module: each thread's own Transport."""

    transport = threading.local()

    @classmethod
    def of(cls, present: Any) -> Any:
        """The stand-in, made once a module."""
        return present if isinstance(present, cls) else cls()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.transport.client, name)


class Google(_DeepTranslator):
    """Google's public page; often blocked, for trials only."""

    name = "google"
    module = "google"
    capabilities = Capabilities(characters=900, pace=3)  # the text travels in a URL of 8 KiB
    rate = 5
    connections = 2

    def look(self, response: Any) -> None:
        """A page without the place of the translation is a captcha, a consent form, an error."""
        text = response.text
        if "result-container" not in text and 'class="t0"' not in text:
            raise blocked(text)

    def _translator(self, module: Any, pair: Pair) -> Any:
        return module.GoogleTranslator(source=pair[0], target=pair[1])


class MyMemory(_DeepTranslator):
    """MyMemory: 500 bytes a text, and a small daily quota."""

    name = "mymemory"
    module = "mymemory"
    capabilities = Capabilities(characters=500, pace=2)
    rate = 2
    connections = 1

    def length(self, text: str) -> int:
        """MyMemory counts bytes: 166 kanji."""
        return len(text.encode())

    def look(self, response: Any) -> None:
        """Its quota and its errors come as HTTP 200 with a status inside."""
        refuse_page(response)
        status = _field(response, "responseStatus")
        if str(status) == "429" or "YOU USED ALL AVAILABLE" in response.text.upper():
            raise EngineRefused(
                "the free quota of mymemory is used up", fix="wait a day, or use another engine"
            )
        if str(status or "200") != "200":
            raise AnswerRejected(f"mymemory refuses the text (status {str(status)[:3]})")

    def _translator(self, module: Any, pair: Pair) -> Any:
        return module.MyMemoryTranslator(source=pair[0], target=pair[1])


class Microsoft(_DeepTranslator):
    """Azure Translator; the key in MICROSOFT_API_KEY, the region in MICROSOFT_REGION."""

    name = "microsoft"
    module = "microsoft"
    key_variables = ("MICROSOFT_API_KEY",)
    key_needed = True
    capabilities = Capabilities(characters=10_000, pace=10, price=10)

    def __init__(
        self, settings: EngineSettings, *, sleep: Callable[[float], None] | None = None
    ) -> None:
        super().__init__(settings, sleep=sleep)
        self._region = settings.environ.get("MICROSOFT_REGION", "") or None

    def _translator(self, module: Any, pair: Pair) -> Any:
        # The constructor asks the service for its languages, without a timeout: we know them.
        known = {code: code for code in pair}

        class Translator(module.MicrosoftTranslator):  # type: ignore[misc]
            def _get_supported_languages(self) -> dict[str, str]:
                return known

        return Translator(api_key=self.keys[0], region=self._region, source=pair[0], target=pair[1])


class Baidu(_DeepTranslator):
    """Baidu's general translation; BAIDU_APPID and BAIDU_APPKEY."""

    name = "baidu"
    module = "baidu"
    key_variables = ("BAIDU_APPID", "BAIDU_APPKEY")
    key_needed = True
    capabilities = Capabilities(characters=1800, pace=1, price=7)  # 6,000 bytes
    rate = 1
    connections = 1

    def look(self, response: Any) -> None:
        """Its errors come as HTTP 200 with a code inside."""
        refuse_page(response)
        code = str(_field(response, "error_code") or "")
        if code in ("52001", "52002", "54003", "54005"):
            raise EngineTransient(f"baidu is busy (error {code})")
        if code in ("52003", "54001", "58000", "58002", "90107"):
            raise EngineRefused(
                f"baidu refuses the key (error {code})", fix="check BAIDU_APPID and BAIDU_APPKEY"
            )
        if code == "54004":
            raise EngineRefused("the quota of baidu is used up", fix="use another engine")
        if code:
            raise AnswerRejected(f"baidu refuses the text (error {code[:8]})")

    def _translator(self, module: Any, pair: Pair) -> Any:
        appid, appkey = self.keys
        return module.BaiduTranslator(source=pair[0], target=pair[1], appid=appid, appkey=appkey)


def _field(response: Any, name: str) -> object:
    """A field of a JSON object; None for anything else."""
    try:
        data = response.json()
    except ValueError:
        return None
    return data.get(name) if isinstance(data, dict) else None
