"""Translation pull requests: a branch a locale, made and pushed without touching the work tree.

After `l10n sync` the changed catalogs of a locale are committed on top of HEAD, in a temporary index,
and pushed. Where the branch is there already, with what reviewers have pushed to it, both are merged
entry by entry (see `merge3.py`): a branch only ever moves forward, and nobody's text is overwritten.
"""

from __future__ import annotations

import os
import shlex
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from l10n.errors import UsageError
from l10n.git import DEEPEN, attempt, git, is_shallow, line
from l10n.project import Project

State = Literal["none", "new", "updated", "current", "conflict"]
_UNATTENDED = {"GIT_TERMINAL_PROMPT": "0"}  # a CI job has nobody to type a password
_IDENTITY = "git config user.name and user.email, for the commits"


@dataclass(frozen=True, slots=True)
class Proposal:
    """The branch of one locale."""

    locale: str
    branch: str
    base: str
    """The branch to merge it into."""
    state: State
    """`none`: no catalog has changed; `current`: the branch holds it already; `conflict`: a person
    has to merge, nothing was pushed."""
    commit: str = ""
    """What the branch is at now; "" with `none`."""
    files: tuple[str, ...] = ()
    """Changed files, from the project's folder."""


@dataclass(frozen=True, slots=True)
class Remote:
    """Where branches are pushed to, and what they are called."""

    name: str = "origin"
    base: str = ""
    """The branch to merge into; "" is the one that is checked out."""
    prefix: str = "l10n/"
    push: bool = True


def propose(project: Project, locales: Sequence[str], remote: Remote) -> list[Proposal]:
    """The branches of some locales, pushed; UsageError where git refuses."""
    root = project.root
    head = line("rev-parse", "--verify", "--quiet", "HEAD", cwd=root)
    if not head:
        raise UsageError("nothing is committed here", fix="commit the project first")
    base = remote.base or line("symbolic-ref", "--short", "--quiet", "HEAD", cwd=root)
    if not base:
        raise UsageError("no branch is checked out", fix="give --base, the branch to merge into")
    return [_propose(project, locale, head, base, remote) for locale in locales]


def _propose(project: Project, locale: str, head: str, base: str, remote: Remote) -> Proposal:
    root, branch = project.root, remote.prefix + locale
    own = _changed(root, f"{project.config.locales}/{locale}")
    if not own:
        return Proposal(locale, branch, base, "none")
    files = (*own, *_changed(root, f":(glob){project.config.locales}/**/*.pot"))
    tree = _tree(root, head, files)
    tip = _tip(root, remote.name, branch)
    merged = tip and not _is_ancestor(root, tip, head)
    state: State = "updated" if tip else "new"
    parents = [head]
    if merged:
        ours = _commit(root, tree, [head], locale)
        if not line("merge-base", tip, ours, cwd=root) and is_shallow(root):
            raise UsageError(
                f"{branch} cannot be merged", cause="This clone is shallow.", fix=DEEPEN
            )
        joined = _merged(root, tip, ours)
        if joined is None:
            return Proposal(locale, branch, base, "conflict", tip, files)
        tree, known = joined, _is_ancestor(root, head, tip)
        parents = [tip] if known else [tip, head]
        if known and tree == line("rev-parse", f"{tip}^{{tree}}", cwd=root):
            return Proposal(locale, branch, base, "current", tip, files)
    commit = _commit(root, tree, parents, locale)
    if remote.push:
        _push(root, remote.name, commit, branch)
    return Proposal(locale, branch, base, state, commit, files)


def _changed(root: Path, spec: str) -> tuple[str, ...]:
    """Files that differ from HEAD, those included that git does not know yet."""
    known = git(
        "diff", "--name-only", "--no-renames", "--relative", "-z", "HEAD", "--", spec, cwd=root
    )
    new = git("ls-files", "--others", "--exclude-standard", "-z", "--", spec, cwd=root)
    return tuple(sorted(filter(None, os.fsdecode(known + new).split("\0"))))


def _tree(root: Path, head: str, files: Sequence[str]) -> str:
    """The tree of HEAD with some files as they are in the work tree."""
    with tempfile.TemporaryDirectory() as folder:
        index = {"GIT_INDEX_FILE": str(Path(folder) / "index")}
        git("read-tree", head, cwd=root, env=index)
        names = os.fsencode("\0".join(files))
        git("update-index", "--add", "--remove", "-z", "--stdin", cwd=root, env=index, stdin=names)
        return git("write-tree", cwd=root, env=index).decode().strip()


def _commit(root: Path, tree: str, parents: Sequence[str], locale: str) -> str:
    links = [word for parent in parents for word in ("-p", parent)]
    message = f"Update the {locale} catalogs\n".encode()
    made = git("commit-tree", tree, *links, "-F", "-", cwd=root, stdin=message, fix=_IDENTITY)
    return made.decode().strip()


def _tip(root: Path, remote: str, branch: str) -> str:
    """The commit of a branch of the remote, fetched; "" when there is no such branch."""
    fix = f"check the remote: git remote -v; --remote names another than {remote}"
    name = f"refs/heads/{branch}"
    found = git("ls-remote", remote, name, cwd=root, env=_UNATTENDED, fix=fix).decode()
    if not found:
        return ""
    git("fetch", "--quiet", "--no-tags", remote, name, cwd=root, env=_UNATTENDED, fix=fix)
    return found.split()[0]


def _is_ancestor(root: Path, old: str, new: str) -> bool:
    return attempt("merge-base", "--is-ancestor", old, new, cwd=root).returncode == 0


def _merged(root: Path, ours: str, theirs: str) -> str | None:
    """The tree of a merge, catalogs entry by entry; None when a person has to decide."""
    with tempfile.TemporaryDirectory() as folder:
        attributes = Path(folder) / "attributes"
        attributes.write_text("*.po merge=l10n\n*.pot merge=l10n\n", "utf-8")
        driver = f"{shlex.quote(sys.executable)} -m l10n merge-driver run %O %A %B %P"
        done = attempt(
            "-c", f"core.attributesFile={attributes}",
            "-c", f"merge.l10n.driver={driver}",
            "merge-tree", "--write-tree", ours, theirs, cwd=root,
        )  # fmt: skip
    if done.returncode > 1:
        cause = done.stderr.decode("utf-8", "replace").strip()
        raise UsageError("git cannot merge", cause=cause, fix="git 2.38 or newer is needed")
    return done.stdout.decode().split("\n")[0] if done.returncode == 0 else None


def _push(root: Path, remote: str, commit: str, branch: str) -> None:
    fix = "fetch and run it again; a push needs write access to the repository"
    target = f"{commit}:refs/heads/{branch}"
    git("push", "--quiet", remote, target, cwd=root, env=_UNATTENDED, fix=fix)
