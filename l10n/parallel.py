"""Work on all cores, where there is enough of it: results come in order, as from one core."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")
_work: Callable[[Any], Any] | None = None


def spread(
    work: Callable[[_Item], _Result], items: Sequence[_Item], *, pays: bool
) -> Iterator[_Result]:
    """`work` of each item, in order; in as many processes as there are cores if that `pays`.

    The processes are forked: they see all that `work` can reach without a copy of it, and what
    they change there is lost. Items and results are pickled. An exception of `work` is raised here.
    Inside of `work` nothing is spread any further.

    >>> list(spread(len, ["a", "bc"], pays=False))
    [1, 2]
    """
    workers = min(os.cpu_count() or 1, len(items))
    if not pays or workers < 2 or not _may_fork():
        yield from map(work, items)
        return
    import multiprocessing  # 10 ms

    global _work
    _work = work
    size = max(1, min(16, len(items) // (4 * workers)))
    try:
        yield work(items[0])  # what it loads and compiles on the way, no process has to do again
        with multiprocessing.get_context("fork").Pool(workers) as pool:
            yield from pool.imap(_run, items[1:], chunksize=size)
    finally:
        _work = None


def _may_fork() -> bool:
    """Where processes can be forked, and no thread may hold a lock that a fork would copy."""
    return hasattr(os, "fork") and threading.active_count() == 1 and _work is None


def _run(item: Any) -> Any:
    assert _work is not None
    return _work(item)
