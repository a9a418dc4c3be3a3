"""Check `mt_artifact`: Nothing a machine says of itself, and none of its tokens, is left."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html.entities import html5

from l10n.lazy import lazy
from l10n.model import Entry, Finding, Severity, Term

_ARTIFACT = lazy(
    r"⁇|▁|<unk>|\[UNK\]|<pad>|<\|?(?:im_start|im_end|endoftext|s|eos)\|?>|</s>|<0x[0-9A-F]{2}>|@-@|@@ |"
    r"\b(?:here(?:'s| is)|below is|this is) (?:the |your |my |a )?(?:\w+ )?translation|^\W*(?:translation|translated text|output|answer|übersetzung|traduction|traducción|traduzione|tradução|翻译|译文|翻譯|번역|перевод|terjemahan|bản dịch|คำแปล|अनुवाद|الترجمة|ترجمة)\s*[:：]|"
    r"\b(?:como (?:un |um )?modelo de (?:lenguaje|linguagem)|en tant que modèle de langage|als (?:ki-)?sprachmodell|come modello linguistico|как языковая модель|sebagai model bahasa|là một mô hình ngôn ngữ)|作[为為](?:一[个個])?(?:AI|人工智[能慧])?(?:语言|語言)模型|언어 모델로서|"
    r"\b(?:as an ai|as a language model|i(?:'m| am) sorry, (?:but )?i (?:can|am)|i cannot translate|sure[,!] here|certainly[,!] here|let me translate|hope this helps)|"
    r"[(（\[](?:translator'?s? note|note du traducteur|n\.?d\.?t\.?|anm\. d\. übers|译者注|译注|譯註|옮긴이|역주|nota del traductor|note)\s*[:：]|XQ\d+X|"
    r"(?:voici|ecco|aqui está) (?:la traduction|la traduzione|a tradução)|вот перевод|berikut (?:adalah )?terjemahan|đây là bản dịch|hier ist die übersetzung|aquí (?:está|tienes) la traducción|以下是(?:.{0,6})翻[译譯]|다음은 .{0,8}번역|^```",
    re.IGNORECASE,
)
_HINTS = (
    *(
        "⁇",
        "▁",
        "<unk",
        "[unk]",
        "<pad",
        "im_start",
        "im_end",
        "endoftext",
        "<s",
        "|s",
        "<eos",
        "|eos",
        "</s>",
        "<0x",
    ),
    *(
        "@-@",
        "@@ ",
        "xq",
        "```",
        "translat",
        "übersetzung",
        "traduc",
        "traduz",
        "翻译",
        "译文",
        "翻譯",
        "번역",
    ),
    *(
        "перевод",
        "terjemahan",
        "bản dịch",
        "คำแปล",
        "अनुवाद",
        "ترجمة",
        "as an ai",
        "language model",
        "modelo de l",
        "modèle de langage",
        "sprachmodell",
        "modello linguistico",
        "языковая модель",
        "model bahasa",
        "mô hình ngôn ngữ",
        "言模型",
        "언어 모델",
        "sorry",
    ),
    *(
        "i cannot",
        "sure",
        "certainly",
        "hope this",
        "output",
        "answer",
        "note",
        "d.t",
        "ndt",
        "anm. d",
    ),
    *("译者注", "译注", "譯註", "옮긴이", "역주", "nota "),
)
"""One of these stands in every text that the expression finds, in lower case."""
_ENTITY = lazy(r"&(?:amp;)?#\d+;|&(?:#x?[0-9a-f]+|(?P<name>[a-z]{2,8}));", re.IGNORECASE)


class MtArtifact:
    """Nothing a machine says of itself, and none of its tokens, is left."""

    id = "mt_artifact"
    severity: Severity = "error"
    summary = "Nothing a machine says of itself, and none of its tokens, is left."
    example = ("市場は成長した。", "Here is the translation: The market grew.", "en")

    def run(
        self,
        entry: Entry,
        locale: str,  # noqa: ARG002 - part of the protocol
        terms: Sequence[Term],  # noqa: ARG002
    ) -> Iterator[Finding]:
        """See `Check` in plugin.py."""
        lower = entry.msgstr.lower()
        # fifty searches in C cost a tenth of one of the expression
        hint = any(map(lower.__contains__, _HINTS))
        match = _ARTIFACT.search(entry.msgstr) if hint else None
        if match and match[0].lower() not in entry.key.msgid.lower():
            found = match[0].strip()
            span = (match.span(),)
            yield Finding(
                self.id,
                self.severity,
                f"left by a machine: {found}",
                found=found,
                target_spans=span,
            )
        entity = _ENTITY.search(entry.msgstr) if "&" in lower else None
        named = entity["name"] if entity else None
        if named and f"{named};" not in html5:
            entity = None
        if entity and not _ENTITY.search(entry.key.msgid):
            yield Finding(
                self.id, self.severity, f"an entity is left: {entity[0]}", found=entity[0]
            )
