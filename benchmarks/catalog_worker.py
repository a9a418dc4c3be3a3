"""One job of `bench_catalogs.py` in a process of its own."""

import sys
import time
from pathlib import Path


def main(job: str, *paths: str) -> None:
    start = time.process_time()
    if job == "merge":
        from l10n.merge import merge
        from l10n.po import read_catalog, write_catalog

        old, template = (read_catalog(Path(path), domain="bench") for path in paths[:2])
        Path(paths[2]).write_bytes(write_catalog(merge(template, old)))
    elif job == "copy":
        from l10n.po import read_catalog, write_catalog

        Path(paths[1]).write_bytes(write_catalog(read_catalog(Path(paths[0]))))
    elif job == "polib":
        import polib

        polib.pofile(paths[0], wrapwidth=0).save(paths[1])
    elif job in ("time-read", "time-build"):
        from l10n.po import read_catalog

        start = time.process_time()
        catalog = read_catalog(Path(paths[0]))
        if job == "time-build":
            list(catalog.entries)
        print(time.process_time() - start)
    elif job == "time-polib":
        import polib

        start = time.process_time()
        polib.pofile(paths[0])
        print(time.process_time() - start)


if __name__ == "__main__":
    main(*sys.argv[1:])
