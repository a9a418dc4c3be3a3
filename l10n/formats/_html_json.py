"""JSON-LD in a page: the strings that readers of search results see.

Values are replaced inside the script; keys, order and spacing stay. Strings are found one after
the other, so the script need not be valid JSON as a whole.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator

from l10n.lazy import lazy

_STRING = lazy(r'"(?P<body>(?:[^"\\]++|\\.)*+)(?P<close>"|\\?\Z)(?P<colon>\s*+:)?', re.DOTALL)
_BETWEEN = lazy(r"\s*")
_UNPRINTABLE = lazy(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def strings(
    text: str, start: int, end: int, keys: Collection[str]
) -> Iterator[tuple[int, int, str, str]]:
    r"""(start, end, key, value) of each string that is the value of one of `keys`.

    Offsets are those between the quotes; a value that no catalog can hold is left out.

    >>> list(strings('{"name": "\\u5de5\\u5834", "url": "x"}', 0, 37, ["name"]))
    [(10, 22, 'name', '工場')]
    """
    key, value_at = "", -1
    for match in _STRING.finditer(text, start, end):
        if match["colon"]:
            key = match["body"]
            space = _BETWEEN.match(text, match.end(), end)
            value_at = space.end() if space else match.end()
        elif match.start() == value_at and key in keys and match["close"] == '"':
            a, b = match.span("body")
            value = _value(text[a:b])
            if value:
                yield a, b, key, value


def _value(body: str) -> str:
    try:
        value = str(json.loads(f'"{body}"')).strip()
    except ValueError:  # not a JSON string: nothing to translate
        return ""
    return "" if _UNPRINTABLE.search(value) else value


def write(msgstr: str) -> str:
    r"""A msgstr as it stands between the quotes of a JSON string in a script.

    >>> write('He said "no"</script>')
    'He said \\"no\\"\\u003c/script>'
    """
    return json.dumps(msgstr, ensure_ascii=False)[1:-1].replace("<", r"\u003c")
