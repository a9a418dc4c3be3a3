"""`l10n sync` and `l10n extract` as editors, hooks and CI call them, without Typer.

To load Typer and to make it a parser of thirty commands takes 0.1 s, a fifth of a `sync` after one edit. Everything
but these few plain options is left to it, `--help` and mistakes above all.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from l10n.cli.scope import Scope


def _sync(scope: Scope) -> None:
    from l10n.cli.sync import sync

    sync(scope)


def _extract(scope: Scope) -> None:
    from l10n.cli.basic import extract

    extract(scope)


_COMMANDS: dict[str, Callable[[Scope], None]] = {"sync": _sync, "extract": _extract}


def quick(arguments: Sequence[str]) -> Callable[[], None] | None:
    """The run that a plain command line asks for; None where Typer has to read it.

    >>> quick(["sync", "--quiet"]) is None, quick(["sync", "--help"]) is None, quick([]) is None
    (False, True, True)
    """
    if not arguments or arguments[0] not in _COMMANDS or "_L10N_COMPLETE" in os.environ:
        return None
    project, dry, quiet = "", False, False
    rest = iter(arguments[1:])
    for one in rest:
        if one in ("-q", "--quiet"):
            quiet = True
        elif one == "--check":
            dry = True
        elif one == "--project":
            project = next(rest, "")
            if not project or project.startswith("-"):
                return None
        else:
            return None
    scope = Scope(dry=dry, project=Path(project) if project else None, quiet=quiet)
    return lambda: _COMMANDS[arguments[0]](scope)
