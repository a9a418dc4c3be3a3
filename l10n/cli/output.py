"""What commands print, and how they end; a run with nothing to do loads no more than this."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NoReturn

from l10n.project import Project, Writer, find
from l10n.tally import Tally

if TYPE_CHECKING:
    from datetime import date

    from l10n.cli.scope import Scope
    from l10n.fresh import Fallback
    from l10n.model import Finding


def echo(text: str, *, err: bool = False) -> None:
    """A line on stdout or stderr, at once."""
    print(text, file=sys.stderr if err else sys.stdout, flush=True)


def opened(scope: Scope) -> Project:
    """The project; what should be changed in its config is noted on stderr."""
    project = find(scope.project)
    for note in () if scope.quiet else project.notes:
        echo(f"note: {note}", err=True)
    return project


def today() -> date:
    """The day that deadlines are judged by (UTC): SOURCE_DATE_EPOCH, else the clock's."""
    import os
    from datetime import UTC, datetime

    seconds = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = datetime.fromtimestamp(int(seconds), UTC) if seconds.isdigit() else datetime.now(UTC)
    return now.date()


def finding_line(finding: Finding) -> str:
    """A finding in one line, its place first."""
    place = f"{finding.file}:{finding.line}" if finding.line else finding.file
    locale = f" [{finding.locale}]" if finding.locale else ""
    return f"{place}:{locale} {finding.severity} {finding.check}: {finding.message}"


def leave(status: int) -> NoReturn:
    """Ends the command with an exit status."""
    raise SystemExit(status)


def print_json(data: object) -> None:
    """`data` on stdout."""
    import json

    echo(json.dumps(data, ensure_ascii=False, indent=2))


def tell(scope: Scope, data: object, *lines: str) -> None:
    """What a command has found, as its `--format` asks: `data` as JSON, or `lines`."""
    if scope.quiet:
        return
    if scope.form == "json":
        print_json(data)
    elif lines:
        echo("\n".join(lines))


def report(scope: Scope, writer: Writer, *lines: str, **more: Any) -> None:
    """The files that a run wrote or would write, and `lines`; or JSON with `more` in it."""
    verb = "would change" if writer.dry else "wrote"
    rescued = (
        f"{path}: holds an edit again that a killed run had in hand" for path in writer.rescued
    )
    files = [f"{verb} {path}" for path in writer.changed]
    nothing = [] if files else ["nothing to write: everything is up to date"]
    data = {"changed": list(writer.changed), **more}
    tell(scope, data, *rescued, *files, *nothing, *lines)


def fallback_lines(fallbacks: Sequence[Finding | Fallback]) -> list[str]:
    """Each sentence that was published in Japanese, and why."""
    return [f"{one.file}:{one.line}: published in Japanese: {one.message}" for one in fallbacks]


def tally_fields(tally: Tally) -> dict[str, Any]:
    """What drafting did, as JSON has it."""
    return {
        "drafted": tally.drafted,
        "from_memory": tally.from_memory,
        "asked": tally.asked,
        "characters": tally.characters,
        "refused": tally.refused,
        "left": tally.left,
        "failures": [str(error) for error in tally.failures],
        "skipped": [str(error) for error in tally.skipped],
    }


def tally_line(tally: Tally) -> str:
    """What drafting did, in one line."""
    drafts, calls = count(tally.drafted, "draft"), count(tally.asked, "engine call")
    line = f"{drafts} ({tally.from_memory} from the TM, {calls})"
    line = f"{line}, {count(tally.refused, 'answer')} refused" if tally.refused else line
    return f"{line}, {tally.left} left untranslated" if tally.left else line


def fail_if(tally: Tally) -> None:
    """Tells which engines failed; ends the command with their exit status if any did.

    One that is not there has failed, too, unless others have left nothing to do.
    """
    missed = tally.skipped if tally.left else []
    failures = [*missed, *tally.failures]
    for error in () if missed else tally.skipped:
        echo(f"note: {error}", err=True)
    for error in failures:
        echo(f"error: {error}", err=True)
    if failures:
        left = f"{count(tally.left, 'sentence')} left" if tally.left else "nothing is left"
        echo(
            f"the result is partial, {left}; what was answered is kept, run again to go on",
            err=True,
        )
        leave(max(error.exit_status for error in failures))


def count(number: int, noun: str) -> str:
    """A number with its noun: `1 draft`, `2 drafts`, `2 entries`."""
    if number == 1:
        return f"1 {noun}"
    return f"{number} {noun[:-1]}ies" if noun.endswith("y") else f"{number} {noun}s"
