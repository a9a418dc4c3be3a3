"""Engines, the TM, the termbase."""

from __future__ import annotations

import os
from dataclasses import asdict
from pathlib import Path

from l10n import plugins
from l10n.cli.basic import begin
from l10n.cli.output import opened, tell
from l10n.cli.scope import Scope
from l10n.cli.table import table
from l10n.config import Config
from l10n.errors import ConfigError, EngineError, L10nError
from l10n.plugin import EngineSettings
from l10n.project import Project
from l10n.stages import memory
from l10n.stages.terms import term_candidates


def terms_extract(scope: Scope, *, least: int) -> None:
    """Candidates for the termbase; nothing is written."""
    found = term_candidates(begin(scope), least=least)
    rows = [(str(one.count), one.kind, one.text, " ".join(one.variants)) for one in found]
    shown = table(("count", "kind", "term", "variants"), rows)
    tell(scope, {"candidates": [asdict(one) for one in found]}, shown)


def engines(scope: Scope) -> None:
    """Which engines are ready; engines are constructed, never asked."""
    from l10n.engines.online import DEAD

    project = _here(scope)
    rows = [(name, _missing(project, name)) for name in sorted(plugins.names("engines"))]
    data = [{"engine": n, "ready": not why, "needs": why} for n, why in rows]
    dead = [{"class": name, "reason": why} for name, why in DEAD.items()]
    shown = [(name, "no" if why else "ready", why) for name, why in rows]
    tell(
        scope,
        {"engines": data, "deep_translator": dead},
        table(("engine", "ready", "needs"), shown),
        "\nof deep-translator, not usable for Japanese any more:",
        *(f"  {name}: {why}" for name, why in DEAD.items()),
    )


def _here(scope: Scope) -> Project:
    """The project around; without one, what the defaults make of this folder."""
    try:
        return opened(scope)
    except ConfigError:
        if scope.project:
            raise
        return Project(Path.cwd(), Config())


def _missing(project: Project, name: str) -> str:
    settings = EngineSettings(project.config.engines.get(name, {}), project.root, os.environ)
    try:
        return plugins.engine(name, settings).ready()
    except (EngineError, L10nError) as error:
        return str(error)


def rebuild_memory(scope: Scope) -> None:
    """The TM from the catalogs alone."""
    counts = memory.rebuild_memory(begin(scope))
    lines = [f"{locale}: {count} texts" for locale, count in counts.items()]
    tell(scope, {"texts": counts}, *lines)


def memory_key(scope: Scope) -> None:
    """The keys under which a CI service can keep the TM, and its file."""
    project = opened(scope)
    key, prefix = memory.cache_key(project)
    path = project.display(project.memory)
    tell(scope, {"key": key, "prefix": prefix, "path": path}, key)


def look_up(scope: Scope, text: str, locale: str) -> None:
    """The TM's matches, best first."""
    found = memory.look_up(opened(scope), locale, text)
    data = [
        {"score": m.score, **m.text._asdict(), "domain": m.domain, "adapted": m.adapted}
        for m in found
    ]
    rows = [
        (
            f"{m.score:.0f} %",
            m.text.origin or "approved",
            "figures swapped" if m.adapted else "",
            m.text.msgid,
            m.text.msgstr,
        )
        for m in found
    ]
    shown = table(("score", "by", "", "msgid", "msgstr"), rows) if rows else "nothing alike"
    tell(scope, {"matches": data}, shown)
