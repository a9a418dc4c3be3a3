"""Findings as text, JSON, SARIF, JUnit XML or GitHub annotations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module

from l10n.model import Finding


def render(form: str, findings: Sequence[Finding], summary: Mapping[str, object]) -> str:
    """The report in a format (`text`, `json`, `sarif`, `junit`, `github`), ending in a newline."""
    text: str = import_module(f"l10n.reports.{form}").render(findings, summary)
    return text
