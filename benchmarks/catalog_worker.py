"""One job of `bench_catalogs.py` in a process of its own."""

import gc
import sys
import time
from collections.abc import Callable
from pathlib import Path


def main(job: str, *paths: str) -> None:
    if job == "merge":
        from l10n.merge import merge
        from l10n.po import read_catalog, write_catalog

        old, template = (read_catalog(Path(path), domain="bench") for path in paths[:2])
        merged = merge(template, old)
        del template, old
        Path(paths[2]).write_bytes(write_catalog(merged))
    elif job == "copy":
        from l10n.po import read_catalog, write_catalog

        Path(paths[1]).write_bytes(write_catalog(read_catalog(Path(paths[0]))))
    elif job == "polib":
        import polib

        polib.pofile(paths[0], wrapwidth=0).save(paths[1])
    elif job == "read":
        from l10n.po import read_catalog

        read_catalog(Path(paths[0]))
    elif job == "polib-read":
        import polib

        polib.pofile(paths[0])
    elif job == "reading":
        import json

        print(json.dumps(reading(Path(paths[0]), int(paths[1]))))
    elif job == "compiling":
        import json

        print(json.dumps(compiling(Path(paths[0]))))


def reading(path: Path, rounds: int) -> list[float]:
    """CPU seconds to read a file: ours, ours with an object for every entry, polib's; in turns."""
    import statistics

    import polib

    from l10n.po import read_catalog

    ways: list[Callable[[], object]] = [
        lambda: read_catalog(path),
        lambda: list(read_catalog(path).entries),
        lambda: polib.pofile(str(path)),
    ]
    ways[0]()  # compiles regular expressions, once a process
    taken = [[timed(way) for way in ways] for _ in range(rounds)]
    return [statistics.median(some) for some in zip(*taken, strict=True)]


def compiling(path: Path) -> list[float]:
    """CPU seconds from a loaded catalog to MO bytes: ours, polib's."""
    import polib

    from l10n.mo import write_mo
    from l10n.po import read_catalog

    catalog = read_catalog(path)
    list(catalog.entries)
    theirs = polib.pofile(str(path))
    return [timed(lambda: write_mo(catalog)), timed(theirs.to_binary)]


def timed(work: Callable[[], object]) -> float:
    gc.collect()
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    main(*sys.argv[1:])
