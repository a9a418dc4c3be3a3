"""Online engines through deep-translator, hardened: see docs/architecture.md.

A new translator per call (one GoogleTranslator shared by threads pairs answers wrongly), our
transport in its module, its dozen exception types mapped to our error tree, and no error text
taken for a translation.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from typing import Any

from l10n.errors import AnswerRejected, ConfigError, EngineRefused, EngineTransient, did_you_mean
from l10n.plugin import Answer, EngineSettings, Request

_COMMON = {
    "ja": "ja", "en": "en", "de": "de", "fr": "fr", "es": "es", "ko": "ko", "it": "it", "ru": "ru",
    "pt": "pt", "pt_BR": "pt", "ar": "ar", "hi": "hi", "th": "th", "vi": "vi", "id": "id",
    "nl": "nl", "pl": "pl", "sv": "sv", "tr": "tr", "uk": "uk", "cs": "cs",
}  # fmt: skip
_RUBBISH = re.compile(
    r"MYMEMORY WARNING|QUERY LENGTH LIMIT|INVALID (?:SOURCE|TARGET) LANGUAGE|PLEASE SELECT TWO"
    r"|Error \d{3} \(|<!doctype|<html|unusual traffic|captcha|[ÃÂâ][\x80-\xbf]",
    re.IGNORECASE,
)
_OPTIONS = ("base_url", "timeout", "retries")


class _Online:
    """What the online engines have in common."""

    name = ""
    substitutes = False
    emphasis = True
    pivot = ""
    module = ""
    """The deep_translator module, whose `requests` is replaced."""
    codes: Mapping[str, str] = _COMMON
    key_variable = ""
    key_needed = False
    most = 4500
    """Longest text, in characters (bytes where the service counts them)."""

    def __init__(
        self, settings: EngineSettings, *, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        for key in settings.options:
            if key not in _OPTIONS:
                place = f"[engines.{self.name}]"
                raise ConfigError(
                    f'unknown key "{key}"', place=place, fix=did_you_mean(key, _OPTIONS)
                )
        self._base = str(settings.options.get("base_url", ""))
        self._timeout = float(settings.options.get("timeout", 20))
        self._retries = int(settings.options.get("retries", 4))
        self._key = settings.environ.get(self.key_variable, "") if self.key_variable else ""
        self._sleep = sleep

    def fingerprint(self, target: str) -> str:
        """The service and the target; a service does not tell its version."""
        return f"{self.name}/1/{target}"

    def ready(self) -> str:
        """ "" or the variable that must hold the key."""
        if self.key_needed and not self._key:
            return f"set the environment variable {self.key_variable} to your key"
        return ""

    def check_locales(self, source: str, target: str) -> None:
        """EngineRefused for a locale without a code of this service."""
        for locale in (source, target):
            if locale not in self.codes:
                near = did_you_mean(locale, list(self.codes))
                raise EngineRefused(
                    f"engine {self.name} does not know the locale {locale}", fix=near
                )

    def translate(
        self, requests: Sequence[Request], *, source: str, target: str
    ) -> Iterator[Answer]:
        """One call a text; a bad item fails alone, a refusing service ends the run."""
        pair = self.codes[source], self.codes[target]
        for index, request in enumerate(requests):
            try:
                yield Answer(index, self._checked(request, self._patiently(request.text, pair)))
            except AnswerRejected as error:
                yield Answer(index, problem=error.what)

    def close(self) -> None:
        """Nothing stays open between calls."""

    def _patiently(self, text: str, pair: tuple[str, str]) -> object:
        """The service's answer; transient failures are retried with jitter, Retry-After obeyed."""
        from tenacity import Retrying, retry_if_exception_type, stop_after_attempt

        if len(text.encode() if self.most <= 500 else text) > self.most:
            raise AnswerRejected(f"longer than the {self.most} that {self.name} takes")
        retrying = Retrying(
            retry=retry_if_exception_type(EngineTransient),
            stop=stop_after_attempt(self._retries),
            wait=_wait,
            sleep=self._sleep,
            reraise=True,
        )
        return retrying(self._once, text, pair)

    def _once(self, text: str, pair: tuple[str, str]) -> object:
        from deep_translator import exceptions

        from l10n.engines._transport import Transport

        module: Any = import_module(f"deep_translator.{self.module}")
        module.requests = Transport(self._timeout, self._base)
        try:
            return self._translator(module, pair).translate(text)
        except (exceptions.TooManyRequests, exceptions.RequestError, exceptions.ServerException):
            raise EngineTransient(f"{self.name} did not answer properly") from None
        except exceptions.AuthorizationException:
            raise EngineRefused(
                f"{self.name} refuses the key", fix=f"check {self.key_variable}"
            ) from None
        except (
            exceptions.BaseError, exceptions.MicrosoftAPIerror, json.JSONDecodeError, KeyError, IndexError, TypeError,
            AttributeError, StopIteration, ValueError,
        ) as error:  # fmt: skip
            # Its parsers fail in a dozen ways on a page that is no answer; the messages of some
            # hold the key, so only the kind is told.
            raise AnswerRejected(f"no translation in the answer ({type(error).__name__})") from None

    def _translator(self, module: Any, pair: tuple[str, str]) -> Any:
        raise NotImplementedError

    def _checked(self, request: Request, answer: object) -> str:
        if not isinstance(answer, str) or not answer.strip():
            if not any(char.isalpha() for char in request.text):
                return request.text  # deep-translator returns None for 💡 and !?
            raise AnswerRejected("no text in the answer")
        if _RUBBISH.search(answer) and not _RUBBISH.search(request.text):
            raise AnswerRejected("an error text instead of a translation")
        for span in request.spans:
            if answer.count(span) != request.text.count(span):
                raise AnswerRejected("lost or doubled a mask")
        return answer


def _wait(state: Any) -> float:
    """Full jitter up to 2, 4, 8 … seconds, or what the server asks for (at most a minute)."""
    from tenacity import wait_random_exponential

    error = state.outcome.exception() if state.outcome else None
    asked = getattr(error, "retry_after", None)
    return min(60.0, asked) if asked is not None else wait_random_exponential(max=30)(state)


class Google(_Online):
    """Google's public page; often blocked, for trials only."""

    name = "google"
    module = "google"
    codes = {**_COMMON, "zh_Hans": "zh-CN", "zh_Hant": "zh-TW", "nb": "no", "he": "iw"}

    def _translator(self, module: Any, pair: tuple[str, str]) -> Any:
        return module.GoogleTranslator(source=pair[0], target=pair[1])


class Libre(_Online):
    """A LibreTranslate server; `base_url` says which."""

    name = "libre"
    module = "libre"
    codes = {**{k: v for k, v in _COMMON.items() if k in
        ("ja", "en", "de", "fr", "es", "ko", "it", "ru", "pt", "pt_BR", "ar", "hi", "vi", "id", "pl", "tr")},
        "zh_Hans": "zh"}  # fmt: skip
    key_variable = "LIBRETRANSLATE_API_KEY"

    def ready(self) -> str:
        """ "" or that no server is named: the one deep-translator defaults to is gone."""
        return "" if self._base else 'set [engines.libre] base_url = "http://…/translate"'

    def _translator(self, module: Any, pair: tuple[str, str]) -> Any:
        return module.LibreTranslator(source=pair[0], target=pair[1], api_key=self._key or "none")


class MyMemory(_Online):
    """MyMemory: 500 bytes a text, and a small daily quota."""

    name = "mymemory"
    module = "mymemory"
    most = 500
    codes = {
        "ja": "ja-JP", "en": "en-GB", "de": "de-DE", "fr": "fr-FR", "es": "es-ES", "ko": "ko-KR",
        "it": "it-IT", "ru": "ru-RU", "pt_BR": "pt-BR", "zh_Hans": "zh-CN", "zh_Hant": "zh-TW",
        "ar": "ar-SA", "th": "th-TH", "vi": "vi-VN", "id": "id-ID",
    }  # fmt: skip

    def _translator(self, module: Any, pair: tuple[str, str]) -> Any:
        return module.MyMemoryTranslator(source=pair[0], target=pair[1])


class Microsoft(_Online):
    """Azure Translator; the key in MICROSOFT_API_KEY, the region in MICROSOFT_REGION."""

    name = "microsoft"
    module = "microsoft"
    key_variable = "MICROSOFT_API_KEY"
    key_needed = True
    codes = {**_COMMON, "zh_Hans": "zh-hans", "zh_Hant": "zh-hant"}

    def __init__(
        self, settings: EngineSettings, *, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        super().__init__(settings, sleep=sleep)
        self._region = settings.environ.get("MICROSOFT_REGION", "") or None

    def _translator(self, module: Any, pair: tuple[str, str]) -> Any:
        # The constructor asks the service for its languages, without a timeout: we know them.
        known = {code: code for code in self.codes.values()}

        class Translator(module.MicrosoftTranslator):  # type: ignore[misc]
            def _get_supported_languages(self) -> dict[str, str]:
                return known

        return Translator(api_key=self._key, region=self._region, source=pair[0], target=pair[1])
