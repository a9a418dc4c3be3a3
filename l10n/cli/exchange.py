"""What `export` and `import` do, for catalogs and for the termbase."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from l10n import exchange
from l10n.cli.basic import begin
from l10n.cli.output import count, leave, report, tell
from l10n.cli.scope import Scope
from l10n.errors import UsageError
from l10n.project import read_file
from l10n.stages.exchange import export_stage, import_stage
from l10n.stages.terms import export_terms, import_terms


def export(
    scope: Scope,
    file: Path,
    articles: Sequence[Path] | None,
    codec: str,
    *,
    of_terms: bool,
    fill: bool,
) -> None:
    """Catalogs or terms into a file for another tool."""
    flow = begin(replace(scope, articles=list(articles or ())))
    if of_terms or exchange.holds_terms(file, codec):
        done = export_terms(flow, file, codec)
        data = {"file": str(file), "terms": done, "changed": list(flow.writer.changed)}
        tell(scope, data, f"wrote {file}: {count(done, 'term')}")
        return
    if len(flow.locales) != 1:
        known = ", ".join(flow.locales)
        raise UsageError("one locale at a time", cause=f"locales: {known}", fix="give --locale")
    if fill and file.suffix.lower() not in (".xlf", ".xliff") and not codec.startswith("xliff"):
        raise UsageError("--fill is for XLIFF", fix="leave it out")
    done = export_stage(flow, file, codec, fill=fill)
    data = {"file": str(file), "entries": done, "changed": list(flow.writer.changed)}
    tell(scope, data, f"wrote {file}: {count(done, 'entry')}")


def import_file(scope: Scope, file: Path, codec: str, *, force: bool) -> None:
    """A file of another tool into catalogs; exit 1 when something was not taken as it is."""
    if exchange.holds_terms(file, codec, read_file(file, str(file))):
        _import_terms(scope, file, codec, force=force)
        return
    flow = begin(scope)
    done = import_stage(flow, file, codec, force=force)
    left = {
        "kept": (done.kept, "approved text kept; --force overwrites it"),
        "doubtful": (done.doubtful, "imported as fuzzy: a check finds an error"),
        "unknown": (done.unknown, "not in any catalog: its source has changed"),
    }
    lines = [f"{why}: {key.msgid[:60]}" for keys, why in left.values() for key in keys]
    data = {name: [key._asdict() for key in keys] for name, (keys, _) in left.items()}
    changed = f"{count(len(done.changed), 'entry')} changed"
    report(scope, flow.writer, changed, *lines, entries=len(done.changed), **data)
    if lines:
        leave(1)


def _import_terms(scope: Scope, file: Path, codec: str, *, force: bool) -> None:
    flow = begin(scope)
    done = import_terms(flow, file, codec, force=force)
    lines = [f"approved rendering kept; --force overwrites it: {term}" for term in done.kept]
    lines += [f"not taken: {problem}" for problem in done.unfit]
    changed = f"{count(len(done.changed), 'term')} changed"
    data = {"terms": len(done.changed), "kept": done.kept, "unfit": done.unfit}
    report(scope, flow.writer, changed, *lines, **data)
    if lines:
        leave(1)
