"""What a branch has touched: the articles and catalogs that differ from where it began.

`--since origin/main` compares the files as they are now (committed or not) with the merge base of
that revision and HEAD: what a pull request shows. What everything depends on, the config and the
termbase, touches everything.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path

from l10n.errors import UsageError
from l10n.git import DEEPEN, attempt, git, is_shallow, line
from l10n.lang.tags import language_tag
from l10n.project import Project

Touched = Mapping[Path, frozenset[str]]
"""The locales in which an article has work, by its path; an article not in it has none."""


def touched(project: Project, revision: str) -> Touched:
    """What has changed since the branch left `revision`.

    An article, its template: in all locales; a catalog, an edition: in its own; the waivers of a
    locale: all articles in it. UsageError outside a git work tree, for an unknown revision, and in a
    shallow clone that does not reach back to the merge base.
    """
    base = merge_base(project.root, revision)
    names = _changed(project.root, base)
    articles = project.articles()
    everywhere = frozenset(project.config.targets)
    if any(_is_common(project, name, base) for name in names):
        return dict.fromkeys(articles, everywhere)
    found = {}
    for article in articles:
        locales = [one for one in everywhere if _own(project, article, one) & names]
        if _shared(project, article) & names:
            locales = list(everywhere)
        if locales:
            found[article] = frozenset(locales)
    return found


def merge_base(folder: Path, revision: str) -> str:
    """The commit from which `revision` and HEAD have gone apart."""
    if line("rev-parse", "--is-inside-work-tree", cwd=folder) != "true":
        raise UsageError(
            "--since needs a git work tree",
            cause="The project is not in one.",
            fix="run it in a clone, or leave --since out",
        )
    commit = line("rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}", cwd=folder)  # fmt: skip
    found = line("merge-base", commit, "HEAD", cwd=folder) if commit else ""
    if found:
        return found
    what = f'"{revision}" and HEAD have no common commit' if commit else f'no revision "{revision}"'
    if is_shallow(folder):
        raise UsageError(what, cause="This clone is shallow.", fix=DEEPEN)
    fix = (
        "name the branch that this one left"
        if commit
        else "fetch it, and name it as `git branch -a` does: origin/main"
    )
    raise UsageError(what, place="--since", fix=fix)


def _changed(folder: Path, base: str) -> frozenset[str]:
    """Paths below `folder` that differ from `base`, with those git does not know yet."""
    known = git("diff", "--name-only", "--no-renames", "--relative", "-z", base, cwd=folder)
    new = git("ls-files", "--others", "--exclude-standard", "-z", cwd=folder)
    return frozenset(filter(None, os.fsdecode(known + new).split("\0")))


def _is_common(project: Project, name: str, base: str) -> bool:
    """True for a file that every article depends on."""
    if name == "pyproject.toml":
        before = attempt("show", f"{base}:./{name}", cwd=project.root).stdout
        path = project.root / name
        return _settings(before) != _settings(path.read_bytes() if path.exists() else b"")
    terms = {project.display(project.catalog("terms", one)) for one in project.config.targets}
    return name == "l10n.toml" or name in terms


def _settings(data: bytes) -> object:
    """`[tool.l10n]` of a pyproject.toml; None without one."""
    try:
        return tomllib.loads(data.decode("utf-8")).get("tool", {}).get("l10n")
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        return data  # not what it is now, which could be read


def _shared(project: Project, article: Path) -> frozenset[str]:
    """The files that an article has for all locales."""
    paths = article, project.template(project.domain(article))
    return frozenset(map(project.display, paths))


def _own(project: Project, article: Path, locale: str) -> frozenset[str]:
    """The files that an article has for one locale, and what it shares with the others there."""
    edition = project.output / language_tag(locale) / project.name(article)
    paths = project.catalog(project.domain(article), locale), edition, project.review(locale)
    return frozenset(map(project.display, paths))
