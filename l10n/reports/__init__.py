"""Findings as text, JSON, SARIF, JUnit XML, GitHub annotations or a GitLab Code Quality report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module

from l10n.model import Finding

FOR_SERVICES = frozenset({"sarif", "junit", "github", "gitlab"})
"""Formats for CI services, which know files by their paths from the top of the repository."""


def render(form: str, findings: Sequence[Finding], summary: Mapping[str, object]) -> str:
    """The report in a format (`text`, `json`, `sarif`, `junit`, `github`, `gitlab`), ending in a newline."""
    text: str = import_module(f"l10n.reports.{form}").render(findings, summary)
    return text
