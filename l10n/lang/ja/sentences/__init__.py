"""Japanese sentences, without losing a character.

`cut.py` has one rule for each kind of place where a sentence may end: read it first. They ask
`clause.py` (does the clause go on?), `closing.py` (what belongs to the sentence after its mark?) and
`pairs.py` (what is never cut?). `words.py`, `signs.py` and `names.py` are the tables; `rules.py` is what
a project adds of its own.
"""

from __future__ import annotations

from collections.abc import Iterable

from l10n.lang.ja.sentences.cut import Cutter
from l10n.lang.ja.sentences.names import Names
from l10n.lang.ja.sentences.rules import Rules

__all__ = ["Rules", "split_sentences"]


def split_sentences(
    text: str, *, names: Iterable[str] = (), rules: Rules | None = None
) -> list[str]:
    """The sentences of Japanese text; joined they are the text again.

    Whitespace after a sentence belongs to it. Nothing inside brackets, quotations, inline code,
    links, tags or URLs is cut; an unbalanced bracket holds nothing together. `names` are words
    that contain a mark (モーニング娘。 is known); `rules` are a project's own.

    >>> split_sentences("本当か!?「はい。」と言った。次だ。")
    ['本当か!?', '「はい。」と言った。', '次だ。']
    >>> split_sentences("新曲は誰だ？が最高。", names=["新曲は誰だ？"])
    ['新曲は誰だ？が最高。']
    >>> split_sentences("一つ；二つ。三つ。", rules=Rules.compile(break_=["；"], keep=["二つ。"]))
    ['一つ；', '二つ。三つ。']
    """
    ends = Cutter(text, Names.of(tuple(names))).ends()
    if rules:
        ends = rules.apply(text, ends)
    sentences, start = [], 0
    for end in ends:
        if start < end < len(text):
            sentences.append(text[start:end])
            start = end
    return [*sentences, text[start:]] if text else []
