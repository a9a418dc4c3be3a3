"""`l10n pr`: the branches of translation pull requests, and the requests themselves through gh or glab."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from l10n.changes import changes
from l10n.cli.git import at, markdown
from l10n.cli.output import leave, opened, tell
from l10n.cli.scope import Scope
from l10n.errors import UsageError
from l10n.flow import refuse_strangers
from l10n.project import Project
from l10n.propose import Proposal, Remote, propose

_MOST = 50_000
"""Characters of a description; services take a little more."""
_SAID = {
    "none": "{locale}: no catalog has changed",
    "new": "{locale}: {branch} made",
    "updated": "{locale}: {branch} updated",
    "current": "{locale}: {branch} holds it already",
    "conflict": "{locale}: {branch} conflicts with {base}; merge {base} into it, and run this again",
}


def pr(scope: Scope, remote: Remote, service: str | None) -> None:
    """Branches and, with a service, their pull requests; exit 1 where a person has to merge."""
    project = opened(scope)
    locales = scope.locale or project.config.targets
    refuse_strangers(project, (), [], scope.locale or ())
    made = propose(project, locales, remote)
    rows = [{**asdict(one), **_words(project, one)} for one in made]
    open_ones = [row for row in rows if row["state"] in ("new", "updated", "current")]
    if service and remote.push:
        for row in open_ones:
            row["url"] = _SERVICES[service](project.root, row)
    lines = [
        _SAID[row["state"]].format(**row) + (f": {row['url']}" if row["url"] else "")
        for row in rows
    ]
    tell(scope, {"branches": rows}, *lines)
    if any(row["state"] == "conflict" for row in rows):
        leave(1)


def _words(project: Project, one: Proposal) -> dict[str, str]:
    """Title and description of a pull request: what changed, entry by entry."""
    title = f"Update the {one.locale} catalogs"
    if one.state in ("none", "conflict"):
        return {"title": title, "body": "", "url": ""}
    parts: list[str] = []
    for name in one.files:
        if name.endswith(".po"):
            before, after = at("HEAD", name, project.root), at(one.commit, name, project.root)
            found = list(changes(before, after))
            parts += ["\n".join(markdown(name, found)) if found else f"### `{name}`\n"]
    return {"title": title, "body": _cut(parts), "url": ""}


def _cut(parts: Sequence[str]) -> str:
    """The parts that a description has room for, and how many are left out."""
    kept: list[str] = []
    for part in parts:
        if sum(map(len, kept)) + len(part) > _MOST:
            return "\n".join([*kept, f"… and {len(parts) - len(kept)} more catalogs."])
        kept.append(part)
    return "\n".join(kept)


def _github(folder: Path, row: dict[str, Any]) -> str:
    """Opens or updates a pull request with gh; its address."""
    head = ("--head", row["branch"])
    found = json.loads(_run(folder, "gh", "pr", "list", *head, "--state", "open", "--json", "url"))
    words = ("--title", row["title"], "--body-file", "-")
    if found:
        _run(folder, "gh", "pr", "edit", found[0]["url"], *words, text=row["body"])
        return str(found[0]["url"])
    made = _run(
        folder, "gh", "pr", "create", *head, "--base", row["base"], *words, text=row["body"]
    )
    return made.strip().splitlines()[-1]


def _gitlab(folder: Path, row: dict[str, Any]) -> str:
    """Opens or updates a merge request with glab; its address."""
    source = ("--source-branch", row["branch"])
    found = json.loads(_run(folder, "glab", "mr", "list", *source, "--output", "json") or "[]")
    words = ("--title", row["title"], "--description", row["body"], "--yes")
    if found:
        _run(folder, "glab", "mr", "update", str(found[0]["iid"]), *words)
        return str(found[0]["web_url"])
    made = _run(folder, "glab", "mr", "create", *source, "--target-branch", row["base"], *words)
    return made.strip().splitlines()[-1]


_SERVICES = {"github": _github, "gitlab": _gitlab}


def _run(folder: Path, *command: str, text: str = "") -> str:
    fix = f"log in with `{command[0]} auth login`, or leave --open out and open them by hand"
    try:
        done = subprocess.run(
            command, cwd=folder, input=text, capture_output=True, text=True, check=False
        )
    except FileNotFoundError as error:
        raise UsageError(f"{command[0]} is not installed", fix=fix) from error
    if done.returncode:
        what = f"{' '.join(command[:3])} failed"
        raise UsageError(what, cause=done.stderr.strip(), fix=fix)
    return done.stdout
