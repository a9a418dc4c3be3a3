"""Findings as a GitLab Code Quality report, which annotates a merge request."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from hashlib import sha256

from l10n.model import Finding

_SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}


def render(findings: Sequence[Finding], summary: Mapping[str, object]) -> str:  # noqa: ARG001
    """A list of issues; GitLab tells new ones from old ones by their fingerprint."""
    seen = Counter[str]()
    rows = []
    for finding in findings:
        identity = fingerprint(finding)
        seen[identity] += 1
        rows.append(_issue(finding, f"{identity}{seen[identity] - 1 or ''}"))
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def _issue(finding: Finding, identity: str) -> dict[str, object]:
    return {
        "description": finding.message,
        "check_name": finding.check,
        "fingerprint": identity,
        "severity": _SEVERITIES[finding.severity],
        "location": {"path": finding.file, "lines": {"begin": max(1, finding.line)}},
    }


def fingerprint(finding: Finding) -> str:
    """What stays when lines move: the file, the check, the entry and what is said of it.

    >>> a, b = (Finding("number", "error", "x", file="a.po", line=line) for line in (3, 4))
    >>> fingerprint(a) == fingerprint(b)
    True
    """
    parts = (finding.file, finding.check, *finding.key, finding.message)
    return sha256(json.dumps(parts).encode()).hexdigest()[:32]
