"""Findings as SARIF 2.1.0."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from urllib.parse import quote

from l10n.model import Finding
from l10n.reports.gitlab import fingerprint

_LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def render(findings: Sequence[Finding], summary: Mapping[str, object]) -> str:  # noqa: ARG001
    """One run with one result a finding."""
    rules = [{"id": name} for name in sorted({finding.check for finding in findings})]
    run = {
        "tool": {"driver": {"name": "l10n", "version": version("honyaku"), "rules": rules}},
        "results": [_result(finding) for finding in findings],
    }
    data = {
        "version": "2.1.0",
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "runs": [run],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _result(finding: Finding) -> dict[str, object]:
    region = {"startLine": max(1, finding.line)}
    place = {"artifactLocation": {"uri": quote(finding.file)}, "region": region}
    return {
        "ruleId": finding.check,
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message},
        "partialFingerprints": {"l10n/v1": fingerprint(finding)},
        "locations": [{"physicalLocation": place}],
    }
