"""Catalogs in git: the merge driver, and changes between two revisions or files."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path

import typer

from l10n import po
from l10n.changes import Change, changes, standing
from l10n.cli.output import leave, tell
from l10n.cli.paint import is_coloured, paint
from l10n.cli.scope import Scope
from l10n.errors import CatalogError, UsageError
from l10n.git import attempt, git
from l10n.merge3 import merge3
from l10n.model import Catalog, Entry

_ATTRIBUTES = ("*.po merge=l10n", "*.pot merge=l10n")
_MARKS = {"added": "+", "removed": "-", "source": "~", "text": "~", "state": "=", "comment": "#"}


def install(scope: Scope, folder: Path) -> None:
    """Registers the driver in this clone, and its file patterns in `.gitattributes`."""
    root = Path(git("rev-parse", "--show-toplevel", cwd=folder).decode().rstrip("\n"))
    driver = f'"{sys.executable}" -m l10n merge-driver run %O %A %B %P'
    git("config", "merge.l10n.name", "PO and POT files, entry by entry", cwd=root)
    git("config", "merge.l10n.driver", driver, cwd=root)
    path = root / ".gitattributes"
    text = path.read_text("utf-8") if path.exists() else ""
    missing = [line for line in _ATTRIBUTES if line not in text.splitlines()]
    if missing:
        start = text if not text or text.endswith("\n") else text + "\n"
        path.write_text(start + "".join(f"{line}\n" for line in missing), "utf-8")
    told = f"registered for this clone; {path.name} names *.po and *.pot: commit it"
    tell(scope, {"changed": [path.name] if missing else [], "driver": driver}, told)


def run(scope: Scope, base: Path, ours: Path, theirs: Path, name: str) -> None:
    """git's merge driver: the result goes to `ours`; exit 1 when a person must decide.

    A file that cannot be read as a catalog is left to git's own merge by lines.
    """
    try:
        sides = [_side(path, name) for path in (base, ours, theirs)]
    except CatalogError as error:
        typer.echo(f"{error}\n  merged by lines instead", err=True)
        command = ["merge-file", "-L", "ours", "-L", "base", "-L", "theirs"]
        done = attempt(*command, *(str(path) for path in (ours, base, theirs)))
        leave(min(1, done.returncode))
    merged = merge3(*sides)
    ours.write_bytes(po.write_catalog(merged.catalog))
    for key in merged.conflicts:
        typer.echo(f"CONFLICT (translation): {name}: {key.msgid[:60]}", err=True)
    if merged.conflicts:
        typer.echo("  search the file for `l10n: conflict`, choose, remove it and fuzzy", err=True)
    if scope.form == "json":
        tell(scope, {"conflicts": [key._asdict() for key in merged.conflicts]})
    leave(int(bool(merged.conflicts)))


def _side(path: Path, name: str) -> Catalog:
    data = path.read_bytes()
    return po.parse_catalog(data, name) if data else Catalog("", "")


def diff(scope: Scope, old: str, new: str) -> None:
    """The changes between two PO files, or two revisions of all catalogs, by entry."""
    found = [(name, list(changes(before, after))) for name, before, after in _pairs(old, new)]
    write = {"markdown": markdown}.get(scope.form, _text)
    text = "\n".join(line for name, some in found if some for line in write(name, some))
    data = [_row(name, change) for name, some in found for change in some]
    tell(scope, {"changes": data}, text or "no entry changed")


def _row(name: str, change: Change) -> dict[str, object]:
    return {
        "file": name,
        "kind": change.kind,
        "old": _side_of(change.old),
        "new": _side_of(change.new),
    }


def _side_of(entry: Entry | None) -> dict[str, object] | None:
    if entry is None:
        return None
    return {**entry.key._asdict(), "msgstr": entry.msgstr, "state": entry.state.value}


def _pairs(old: str, new: str) -> Iterator[tuple[str, Catalog, Catalog]]:
    if Path(old).is_file() and Path(new).is_file():
        yield new, po.read_catalog(Path(old)), po.read_catalog(Path(new))
        return
    revisions = [old, *([new] if new else [])]
    command = ("diff", "--name-only", "-z", "--relative", *revisions, "--", "*.po")
    names = git(*command, fix="name revisions that git knows, or two files").decode()
    for name in filter(None, names.split("\0")):
        before = at(old, name)
        after = at(new, name) if new else _read(Path(name))
        yield name, before, after


def at(revision: str, name: str, folder: Path | None = None) -> Catalog:
    """A catalog as a revision has it, by its path from `folder`; an empty one if it has none."""
    try:
        data = git("show", f"{revision}:./{name}", cwd=folder)
    except UsageError:
        return Catalog("", "")  # not there yet, or no longer
    return po.parse_catalog(data, f"{revision}:{name}")


def _read(path: Path) -> Catalog:
    return po.read_catalog(path) if path.exists() else Catalog("", "")


def _text(name: str, some: Sequence[Change]) -> Iterator[str]:
    yield f"{paint(name, bold=True)}: {_count(some)}"
    for change in some:
        here = change.new or change.old
        assert here is not None
        yield f"  {_MARKS[change.kind]} {_flat(here.key.msgid)}{paint(_step(change), dim=True)}"
        if change.kind == "source" and change.old:
            yield f"      source was: {_marked(change.old.key.msgid, here.key.msgid)}"
        for line in _texts(change):
            yield f"      {paint(line, fg='red' if line[0] == '-' else 'green')}"


def _marked(old: str, new: str) -> str:
    """`old` on one line, with what `new` has no longer in red."""
    if not is_coloured():
        return _flat(old)
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    pieces = (
        old[i:j] if kind == "equal" else paint(old[i:j], fg="red", underline=True)
        for kind, i, j, _, _ in steps
    )
    return _flat("".join(pieces))


def _texts(change: Change) -> list[str]:
    """The lines of the translation before, with `- `, and after, with `+ `, if it has changed."""
    was, now = _said(change.old), _said(change.new)
    if was == now:
        return []
    return [*(f"- {line}" for line in was), *(f"+ {line}" for line in now)]


def _said(entry: Entry | None) -> list[str]:
    texts = (entry.msgstr, *entry.msgstr_plural) if entry else ()
    return [line for text in texts for line in text.splitlines()]


def _step(change: Change) -> str:
    was, now = standing(change.old), standing(change.new)
    if change.kind == "comment" or was == now:
        return ""
    if not was or not now:
        return f"  [{was or now}]"
    return f"  [{was} → {now}]"


def _count(some: Sequence[Change]) -> str:
    kinds = [change.kind for change in some]
    return ", ".join(f"{kinds.count(k)} {k}" for k in _MARKS if k in kinds)


def markdown(name: str, some: Sequence[Change]) -> Iterator[str]:
    """Lines that show a catalog's changes in a pull request."""
    yield f"### `{name}`: {_count(some)}"
    yield ""
    for change in some:
        here = change.new or change.old
        assert here is not None
        yield f"- **{change.kind}**{_step(change)}"
        yield ""
        fence = "```" if "```" not in here.key.msgid + here.msgstr else "`````"
        yield f"  {fence}diff"
        if change.kind == "source" and change.old:
            yield f"  - {_flat(change.old.key.msgid)}"
            yield f"  + {_flat(here.key.msgid)}"
        else:
            yield f"    {_flat(here.key.msgid)}"
        yield from (f"  {line}" for line in _texts(change))
        yield f"  {fence}"
        yield ""


def _flat(text: str) -> str:
    return " ".join(text.split("\n"))
