"""The command line: one thin function per command, errors rendered in one place."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Runs `l10n`; exit status 0 clean, 1 findings or stale, 2 usage or config, 3 engine.

    A fault of ours is 70 and not Python's 1: a CI job must not take it for findings.
    """
    gc.set_threshold(50_000)  # what a run makes stays: a tenth of its time went into looks at it
    from l10n.cli.quick import quick
    from l10n.errors import L10nError

    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        run = quick(sys.argv[1:])
        if run is None:
            from l10n.cli.app import app

            app(prog_name="l10n")
        else:
            run()
    except L10nError as error:
        print(f"error: {error}", file=sys.stderr)  # noqa: T201 - the one place errors are shown
        sys.exit(error.exit_status)
    except KeyboardInterrupt:
        print("\ninterrupted; answers so far are kept, run again to go on", file=sys.stderr)  # noqa: T201
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()  # `l10n check | head`: the reader has gone; no success, as Typer has it
        sys.exit(1)
    except Exception:  # noqa: BLE001 - shown whole, with the only status that is no other's
        import traceback  # with all that shows source lines: 8 ms of a start

        traceback.print_exc()
        print("a fault of honyaku: please report it with what stands above", file=sys.stderr)  # noqa: T201
        sys.exit(70)
