"""The head of a GGUF file: who the model is, read without a runtime.

The format is that of ggml's specification (docs/gguf.md), versions 2 and 3: magic, version, two
counts, then key–value pairs. Arrays (the vocabulary) are passed over, not kept.
"""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any, BinaryIO

from l10n.errors import EngineMissing

_NUMBERS = {
    0: "B",
    1: "b",
    2: "H",
    3: "h",
    4: "I",
    5: "i",
    6: "f",
    7: "?",
    10: "Q",
    11: "q",
    12: "d",
}
_STRING, _ARRAY = 8, 9
_MOST = 10_000


def metadata(path: Path) -> dict[str, Any]:
    """The scalar metadata: `general.name`, `general.architecture`, `tokenizer.chat_template` …

    EngineMissing when the file is no GGUF, or is cut.
    """
    with path.open("rb") as file:
        try:
            if file.read(4) != b"GGUF":
                raise _broken(path, "it does not begin with GGUF")
            version, _, pairs = _unpack(file, "I"), _unpack(file, "Q"), _unpack(file, "Q")
            if version not in (2, 3) or pairs > _MOST:
                raise _broken(path, f"its version {version} is not known")
            found = {}
            for _ in range(pairs):
                key = _string(file)
                value = _value(file, _unpack(file, "I"))
                if value is not None:
                    found[key] = value
        except (struct.error, KeyError, UnicodeDecodeError, MemoryError, OverflowError):
            raise _broken(path, "its head is cut or damaged") from None
    return found


def _broken(path: Path, why: str) -> EngineMissing:
    return EngineMissing(
        "the model file is not a GGUF model", place=str(path), cause=why, fix="get the file again"
    )


def _unpack(file: BinaryIO, form: str) -> Any:
    return struct.unpack(f"<{form}", file.read(struct.calcsize(f"<{form}")))[0]


def _string(file: BinaryIO) -> str:
    length = _unpack(file, "Q")
    data = file.read(length)
    if len(data) != length:
        raise struct.error
    return data.decode("utf-8")


def _value(file: BinaryIO, kind: int) -> Any:
    """A value; None for an array, which is passed over."""
    if kind == _STRING:
        return _string(file)
    if kind != _ARRAY:
        return _unpack(file, _NUMBERS[kind])
    inner, count = _unpack(file, "I"), _unpack(file, "Q")
    if inner == _STRING:
        for _ in range(count):
            file.seek(_unpack(file, "Q"), 1)
    elif inner == _ARRAY:
        for _ in range(count):
            _value(file, _ARRAY)
    else:
        file.seek(count * struct.calcsize(f"<{_NUMBERS[inner]}"), 1)
    return None
