"""What changed between two texts, word by word; Japanese has no spaces, so scripts cut its words."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import Literal

from l10n.lazy import lazy

Kind = Literal["same", "gone", "new"]
_WORD = lazy(
    r"[0-9０-９][0-9０-９.,．，]*[万億兆]?|[々〇\u3400-\u9fff]+|[ァ-ヺー]+|[ぁ-ゖ]+|\s+"
    r"|[^\W\d_\u3040-\u30ff\u3400-\u9fff]+|."
)


def words(text: str) -> list[str]:
    """The words of a text; joined, they are the text.

    >>> words("第1工場を開いた。")
    ['第', '1', '工場', 'を', '開', 'いた', '。']
    """
    return [match[0] for match in _WORD.finditer(text)]


def compare(old: str, new: str) -> list[tuple[Kind, str]]:
    """Runs of words that both have, that only `old` has, that only `new` has, in order.

    >>> compare("974億円を投資した。", "974億ドルを投資した。")
    [('same', '974億'), ('gone', '円'), ('new', 'ドル'), ('same', 'を投資した。')]
    """
    one, other = words(old), words(new)
    runs: list[tuple[Kind, str]] = []
    for what, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if what == "equal":
            runs.append(("same", "".join(one[a:b])))
            continue
        if b > a:
            runs.append(("gone", "".join(one[a:b])))
        if d > c:
            runs.append(("new", "".join(other[c:d])))
    return runs
