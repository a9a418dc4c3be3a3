"""Findings as GitHub workflow commands, which annotate a pull request."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from l10n.model import Finding

_LEVELS = {"error": "error", "warning": "warning", "info": "notice"}


def render(findings: Sequence[Finding], summary: Mapping[str, object]) -> str:  # noqa: ARG001
    """One `::error file=…,line=…::` a line."""
    return "".join(f"{_command(finding)}\n" for finding in findings)


def _command(finding: Finding) -> str:
    place = f"file={_property(finding.file)},line={max(1, finding.line)}"
    title = _property(f"l10n {finding.check}")
    return f"::{_LEVELS[finding.severity]} {place},title={title}::{_data(finding.message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
