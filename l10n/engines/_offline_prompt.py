"""Prompts of the offline engine: one profile for each family of models.

`chatml` is the bundled Qwen model's, and any ChatML model's: a chat with our example pairs. Models
that were trained to translate get the words they were trained with, and no examples.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from l10n.engines._names import LANGUAGES
from l10n.engines._offline_examples import examples_of
from l10n.lazy import lazy

VERSION = "7"
_TOKEN = lazy(r"XQ\d+X")
_SYSTEM = (
    "You are a professional translator. Translate {source} news into {target}. Keep names, figures "
    "and codes such as XQ1X exactly as they stand. Answer with the translation only."
)
# The words of the model cards.
_HY_MT = (
    "Translate the following text into {target}. Note that you should only output the translated "
    "result without any additional explanation:\n\n{text}"
)
_GEMMA = (
    "You are a professional {source} ({source_tag}) to {target} ({target_tag}) translator. Your "
    "goal is to accurately convey the meaning and nuances of the original {source} text while "
    "adhering to {target} grammar, vocabulary, and cultural sensitivities.\nProduce only the "
    "{target} translation, without any additional explanations or commentary. Please translate "
    "the following {source} text into {target}:\n\n\n{text}"
)
_CAT = "Translate the following {source} text into {target}.\n\n{text}"


@dataclass(frozen=True, slots=True)
class Shown:
    """A text to translate, and what the prompt shows beside it."""

    text: str
    source: str
    target: str
    money: str
    """A sum and a count in the target's form, for the example of figures."""
    count: str
    pairs: tuple[tuple[str, str], ...] = ()
    """Approved pairs that are like the text."""


class Prompt(NamedTuple):
    """A prompt as text."""

    head: str
    """What all prompts of a pair of locales begin with, which the model reads once."""
    tail: str


class Profile(NamedTuple):
    """How a model is asked."""

    name: str
    chat: bool = False
    """True when the model's own chat template is applied by the runtime."""
    stop: tuple[str, ...] = ("\n",)


CHATML = Profile("chatml", stop=("<|im_end|>", "\n"))
PLAIN = Profile("plain")
HY_MT = Profile("hy-mt", chat=True)
GEMMA = Profile("translategemma", stop=("<end_of_turn>", "\n"))
CAT = Profile("cat-translate", chat=True)
CHAT = Profile("chat", chat=True)
PROFILES = {p.name: p for p in (CHATML, PLAIN, HY_MT, GEMMA, CAT, CHAT)}


def profile_of(metadata: Mapping[str, Any]) -> Profile:
    """The profile of a model by the metadata of its GGUF file.

    By name where a model was trained to translate, else by its chat template: ChatML has
    example turns, other templates are applied by the runtime, none is a plain text model.

    >>> profile_of({"general.name": "Hy-MT2 1.8B"}).name
    'hy-mt'
    >>> profile_of({"general.name": "x", "tokenizer.chat_template": "<|im_start|>"}).name
    'chatml'
    """
    keys = ("general.name", "general.basename", "general.finetune", "general.architecture")
    name = " ".join(str(metadata.get(key, "")) for key in keys).lower().replace("_", "-")
    if "hy-mt" in name or "hunyuan-mt" in name:
        return HY_MT
    if "translategemma" in name or "translate-gemma" in name:
        return GEMMA
    if "cat-translate" in name:
        return CAT
    template = str(metadata.get("tokenizer.chat_template", ""))
    if "<|im_start|>" in template:
        return CHATML
    return CHAT if template else PLAIN


def needs_token(text: str) -> bool:
    """True when the prompt of `text` shows a token: such texts share another cached beginning."""
    return bool(_TOKEN.search(text))


def prompt(profile: Profile, shown: Shown) -> Prompt | list[dict[str, str]]:
    """The prompt, or the messages of a chat."""
    names = {
        "source": LANGUAGES.get(shown.source, shown.source),
        "target": LANGUAGES.get(shown.target, shown.target),
    }
    if profile in (HY_MT, CAT):
        form = _HY_MT if profile is HY_MT else _CAT
        return [{"role": "user", "content": form.format(text=shown.text, **names)}]
    if profile is GEMMA:
        tags = {"source_tag": shown.source, "target_tag": shown.target.replace("_", "-")}
        text = _GEMMA.format(text=shown.text, **names, **tags)
        head = f"<start_of_turn>user\n{text.removesuffix(shown.text)}"
        return Prompt(head, f"{shown.text}<end_of_turn>\n<start_of_turn>model\n")
    if profile is CHAT:
        pairs = [*_examples(shown), *shown.pairs]
        return _messages(_SYSTEM.format(**names), pairs, shown.text)
    if profile is PLAIN:
        head, near = (_lines(pairs, **names) for pairs in (_examples(shown), shown.pairs))
        return Prompt(head, f"{near}{names['source']}: {shown.text}\n{names['target']}:")
    system = f"<|im_start|>system\n{_SYSTEM.format(**names)}<|im_end|>\n"
    head, near = (_turns(pairs) for pairs in (_examples(shown), shown.pairs))
    return Prompt(system + head, near + _turn(shown.text))


def _examples(shown: Shown) -> list[tuple[str, str]]:
    """Our pairs; the one with a mask token for a text that has one."""
    ours, theirs = examples_of(shown.source), examples_of(shown.target)
    most = len(ours) if needs_token(shown.text) else len(ours) - 1
    figures = {"money": shown.money, "count": shown.count}
    return [
        (one.format(**figures), other.format(**figures))
        for one, other in list(zip(ours, theirs, strict=False))[:most]
    ]


def _lines(pairs: Sequence[tuple[str, str]], source: str, target: str) -> str:
    return "".join(f"{source}: {ours}\n{target}: {theirs}\n\n" for ours, theirs in pairs)


def _turns(pairs: Sequence[tuple[str, str]]) -> str:
    return "".join(f"{_turn(ours)}{theirs}<|im_end|>\n" for ours, theirs in pairs)


def _messages(system: str, pairs: list[tuple[str, str]], text: str) -> list[dict[str, str]]:
    turns = [{"role": "system", "content": system}]
    for ours, theirs in pairs:
        turns.append({"role": "user", "content": ours})
        turns.append({"role": "assistant", "content": theirs})
    return [*turns, {"role": "user", "content": text}]


def _turn(text: str) -> str:
    return f"<|im_start|>user\n{text}<|im_end|>\n<|im_start|>assistant\n"
