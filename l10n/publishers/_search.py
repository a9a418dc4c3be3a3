"""The search index of a site, by Pagefind: it works in the browser, with no server behind it."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

from l10n.errors import UsageError

FOLDER = "pagefind/"
_OTHER_FRONTS = ("pagefind-component-ui", "pagefind-modular-ui", "pagefind-highlight")


def index(site: Path) -> dict[str, bytes]:
    """The files of the index of the pages in a folder, to be put below `pagefind/` in it.

    Pages name their language, so each language is searched alone. Raises UsageError without the
    `search` extra, or when Pagefind fails.
    """
    if find_spec("pagefind") is None:
        raise UsageError(
            "the search index needs pagefind, which is not installed",
            fix="pip install 'honyaku[search]', or [publish] search = false",
        )
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pagefind", "--site", str(site), "--output-path", folder]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise UsageError(
                "Pagefind could not index the site",
                cause=(done.stderr or done.stdout).strip()[-600:],
                fix="mend the pages, or [publish] search = false",
            )
        root = Path(folder)
        found = {one.relative_to(root).as_posix(): one for one in root.rglob("*") if one.is_file()}
        wanted = sorted(name for name in found if not name.startswith(_OTHER_FRONTS))
        return {FOLDER + name: _settled(name, found[name].read_bytes()) for name in wanted}


def _settled(name: str, data: bytes) -> bytes:
    """The same bytes in every run: Pagefind lists the languages as they come."""
    if name != "pagefind-entry.json":
        return data
    return json.dumps(json.loads(data), ensure_ascii=False, sort_keys=True).encode("utf-8")
