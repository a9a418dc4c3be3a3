"""Findings as JUnit XML: a suite a file, a failure an error or warning."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from l10n.lazy import lazy
from l10n.model import Finding

_NO_XML = lazy(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # XML 1.0, section 2.2


def render(findings: Sequence[Finding], summary: Mapping[str, object]) -> str:  # noqa: ARG001
    """The XML document; a run without findings is one test that passed."""
    root = ElementTree.Element("testsuites", name="l10n check")
    if not findings:  # some services take a file without a test for a run that broke
        _case(_suite(root, "l10n check", []), "l10n check", "no findings")
    for file in dict.fromkeys(finding.file for finding in findings):
        own = [finding for finding in findings if finding.file == file]
        suite = _suite(root, file, own)
        for finding in own:
            case = _case(suite, file, f"{finding.check} line {finding.line}")
            message = _plain(finding.message)
            if finding.severity == "info":  # the command's exit status is 0 for it, too
                ElementTree.SubElement(case, "system-out").text = message
            else:
                ElementTree.SubElement(case, "failure", message=message, type=finding.severity)
    ElementTree.indent(root)
    text = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'


def _suite(root: Element, name: str, own: Sequence[Finding]) -> Element:
    failed = sum(finding.severity != "info" for finding in own)
    tests, name = str(max(1, len(own))), _plain(name)
    return ElementTree.SubElement(
        root, "testsuite", name=name, tests=tests, failures=str(failed), errors="0"
    )


def _case(suite: Element, file: str, name: str) -> Element:
    return ElementTree.SubElement(suite, "testcase", classname=_plain(file), name=name)


def _plain(text: str) -> str:
    return _NO_XML.sub("�", text)
