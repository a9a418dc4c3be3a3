"""Findings as JSON (DESIGN section 3)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from l10n.model import Finding

_FIELDS = ("check", "severity", "file", "line")
_MORE = ("locale", "message", "expected", "found", "fix")


def render(findings: Sequence[Finding], summary: Mapping[str, object]) -> str:
    """`{"findings": […], "summary": {…}}`."""
    data = {"findings": [row(finding) for finding in findings], "summary": dict(summary)}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def row(finding: Finding) -> dict[str, object]:
    """A finding as JSON has it."""
    return (
        {name: getattr(finding, name) for name in _FIELDS}
        | {"msgid": finding.key.msgid, "msgctxt": finding.key.msgctxt}
        | {name: getattr(finding, name) for name in _MORE}
    )
