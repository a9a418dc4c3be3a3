"""Regular expressions that are compiled when they are first used.

The tables of sixteen languages and forty checks took a third of a second to compile on every
start, `l10n --help` included, and most runs need few of them.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast


class _Lazy:
    """Stands for a `re.Pattern`; its methods come from the compiled one, which is kept."""

    def __init__(self, source: str | bytes, flags: int) -> None:
        self.pattern, self._flags = source, flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        value = getattr(re.compile(self.pattern, self._flags), name)
        setattr(self, name, value)  # the next look-up finds it without coming here
        return value


def lazy(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """`re.compile(source, flags)`, put off until one of its methods is called.

    Hand it to no function of `re`: call its own methods. A match's `re` is the compiled one:
    compare `match.re.pattern`. An error in `source` shows at first use.

    >>> lazy("[ぁ-ん]+").findall("ひらがなとカタカナ")
    ['ひらがなと']
    """
    return cast("re.Pattern[AnyStr]", _Lazy(source, int(flags)))
