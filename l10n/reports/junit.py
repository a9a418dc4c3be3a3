"""Findings as JUnit XML: a suite a file, a failure an error or warning."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.etree import ElementTree

from l10n.lazy import lazy
from l10n.model import Finding

_NO_XML = lazy(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # XML 1.0, section 2.2


def render(findings: Sequence[Finding], summary: Mapping[str, object]) -> str:  # noqa: ARG001
    """The XML document."""
    root = ElementTree.Element("testsuites", name="l10n check")
    for file in dict.fromkeys(finding.file for finding in findings):
        own = [finding for finding in findings if finding.file == file]
        count, failed = str(len(own)), str(sum(one.severity != "info" for one in own))
        suite = ElementTree.SubElement(root, "testsuite", name=file, tests=count, failures=failed)
        for finding in own:
            name = f"{finding.check} line {finding.line}"
            case = ElementTree.SubElement(suite, "testcase", classname=file, name=name)
            message = _NO_XML.sub("�", finding.message)
            if finding.severity == "info":  # the command's exit status is 0 for it, too
                ElementTree.SubElement(case, "system-out").text = message
            else:
                ElementTree.SubElement(case, "failure", message=message, type=finding.severity)
    ElementTree.indent(root)
    text = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'
