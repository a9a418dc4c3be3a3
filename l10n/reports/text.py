"""Findings for people: place, severity, check and message, then what would be right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from l10n.model import Finding


def render(findings: Sequence[Finding], summary: Mapping[str, object]) -> str:
    """One block a finding, and the count."""
    blocks = ["\n".join(_lines(finding)) for finding in findings]
    counts = ", ".join(_count(name, count) for name, count in summary.items() if count)
    return "\n".join([*blocks, counts or "no findings"]) + "\n"


def _count(name: str, count: object) -> str:
    return f"{count} {name}" if count == 1 or name == "info" else f"{count} {name}s"


def _lines(finding: Finding) -> list[str]:
    place = f"{finding.file}:{finding.line}" if finding.line else finding.file
    lines = [f"{place}: {finding.severity} {finding.check}: {finding.message}"]
    if finding.key.msgid:
        lines.append(f"    source    {finding.key.msgid}")
    for name in ("expected", "found", "fix"):
        value = getattr(finding, name)
        if value:
            lines.append(f"    {name:<9} {value}")
    return lines
