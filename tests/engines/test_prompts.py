"""Prompts: what a model is shown, and how it is recognised by its file."""

import struct
from dataclasses import replace

import pytest

from l10n.engines import _gguf
from l10n.engines._offline_examples import EXAMPLES
from l10n.engines._offline_prompt import PROFILES, Prompt, Shown, profile_of, prompt
from l10n.engines.offline import Offline
from l10n.errors import EngineMissing
from l10n.plugin import EngineSettings


def gguf(pairs, version=3):
    def text(value):
        data = value.encode()
        return struct.pack("<Q", len(data)) + data

    body = b""
    for key, value in pairs:
        body += text(key)
        if isinstance(value, str):
            body += struct.pack("<I", 8) + text(value)
        elif isinstance(value, list):
            body += struct.pack("<IIQ", 9, 8, len(value)) + b"".join(map(text, value))
        else:
            body += struct.pack("<II", 4, value)
    return b"GGUF" + struct.pack("<IQQ", version, 0, len(pairs)) + body


def test_the_head_of_a_model_is_read_without_its_vocabulary(tmp_path):
    path = tmp_path / "m.gguf"
    path.write_bytes(
        gguf([("tokenizer.ggml.tokens", ["a", "猫"]), ("n", 7), ("general.name", "CAT-Translate")])
    )
    assert _gguf.metadata(path) == {"n": 7, "general.name": "CAT-Translate"}


@pytest.mark.parametrize("data", [b"", b"PK\3\4", gguf([("a", "b")])[:-1], gguf([], version=9)])
def test_a_file_that_is_no_model_is_refused(data, tmp_path):
    path = tmp_path / "m.gguf"
    path.write_bytes(data)
    with pytest.raises(EngineMissing, match="not a GGUF model"):
        _gguf.metadata(path)


@pytest.mark.parametrize(
    ("metadata", "name"),
    [
        ({"general.name": "HY MT2 1.8B", "general.basename": "Hy-MT2"}, "hy-mt"),
        ({"general.name": "TranslateGemma 4b It"}, "translategemma"),
        ({"general.name": "CAT-Translate-1.4b"}, "cat-translate"),
        ({"general.name": "Qwen2.5", "tokenizer.chat_template": "…<|im_start|>…"}, "chatml"),
        ({"general.name": "Llama", "tokenizer.chat_template": "{{ messages }}"}, "chat"),
        ({"general.name": "some base model"}, "plain"),
    ],
)
def test_a_model_is_asked_in_the_way_it_was_trained(metadata, name):
    assert profile_of(metadata).name == name


REAL = [  # the first two are the heads of files that the registries have
    (
        {
            "general.architecture": "qwen2",
            "general.type": "model",
            "general.name": "Qwen2.5 Coder 1.5B Instruct GGUF",
            "general.finetune": "Instruct-GGUF",
            "general.basename": "Qwen2.5-Coder",
            "general.size_label": "1.5B",
            "tokenizer.ggml.tokens": ["!", "\u0120", "猫"],
            "tokenizer.chat_template": "{%- if tools %}{{- '<|im_start|>system\\n' }}{%- endif %}",
            "general.file_type": 15,
        },
        "chatml",
    ),
    (
        {
            "general.architecture": "gemma3",
            "general.type": "model",
            "general.name": "Gemma 3 270m",
            "general.basename": "gemma-3",
            "general.license": "gemma",
            "tokenizer.ggml.tokens": ["<pad>", "▁"],
            "general.file_type": 15,
        },
        "plain",
    ),
    (
        {
            "general.architecture": "gemma3",
            "general.name": "Translategemma 4b It",
            "general.finetune": "it",
            "general.basename": "translategemma",
            "tokenizer.chat_template": "{{ bos_token }}<start_of_turn>",
        },
        "translategemma",
    ),
    (
        {
            "general.architecture": "hunyuan-dense",
            "general.name": "HY MT2 1.8B",
            "general.basename": "HY-MT2",
            "tokenizer.chat_template": "<｜hy_begin▁of▁sentence｜>",
        },
        "hy-mt",
    ),
]


@pytest.mark.parametrize(("pairs", "name"), REAL)
def test_the_profile_is_chosen_from_the_file_itself(pairs, name, tmp_path):
    (tmp_path / "model.gguf").write_bytes(gguf(list(pairs.items())))
    settings = EngineSettings({"model": "model.gguf"}, tmp_path, {})
    assert f"/{name}/" in Offline(settings).fingerprint("en")


def shown(text="市場は驚いた。", target="en"):
    return Shown(text, "ja", target, "$2.4 billion", "30,000")


@pytest.mark.parametrize("name", PROFILES)
def test_every_profile_asks_for_the_text_in_the_language(name):
    said = prompt(PROFILES[name], shown())
    text = "".join(said if isinstance(said, Prompt) else (turn["content"] for turn in said))
    assert "市場は驚いた。" in text
    assert "English" in text
    assert ("$2.4 billion" in text) == (name in ("chatml", "plain", "chat"))


def test_only_a_text_with_a_token_is_shown_one():
    assert "XQ1Xの形式" not in prompt(PROFILES["chatml"], shown()).head
    assert "XQ1Xの形式" in prompt(PROFILES["chatml"], shown("XQ1Xを使う。")).head


@pytest.mark.parametrize("name", ["chatml", "plain", "translategemma"])
def test_prompts_of_a_pair_of_locales_begin_alike(name):
    near = (("雨が降った。", "It rained."),)
    one = prompt(PROFILES[name], shown("一。"))
    other = prompt(PROFILES[name], replace(shown("二。"), pairs=near))
    assert one.head == other.head
    assert "English" in one.head
    assert ("It rained." in other.tail) == (name != "translategemma")


@pytest.mark.parametrize("locale", EXAMPLES)
def test_the_examples_are_whole_in_every_language(locale):
    lines = EXAMPLES[locale]
    assert len(lines) == len(EXAMPLES["ja"])
    assert "{money}" in lines[0]
    assert "{count}" in lines[0]
    assert [("XQ1X" in line) for line in lines] == [False] * 8 + [True]
