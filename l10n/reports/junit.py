"""Findings as JUnit XML: a suite a file, a failure an error or warning."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.etree import ElementTree

from l10n.model import Finding


def render(findings: Sequence[Finding], summary: Mapping[str, object]) -> str:  # noqa: ARG001
    """The XML document."""
    root = ElementTree.Element("testsuites", name="l10n check")
    for file in dict.fromkeys(finding.file for finding in findings):
        own = [finding for finding in findings if finding.file == file]
        count = str(len(own))
        suite = ElementTree.SubElement(root, "testsuite", name=file, tests=count, failures=count)
        for finding in own:
            name = f"{finding.check} line {finding.line}"
            case = ElementTree.SubElement(suite, "testcase", classname=file, name=name)
            ElementTree.SubElement(case, "failure", message=finding.message, type=finding.severity)
    ElementTree.indent(root)
    text = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'
