"""Reports of findings: what CI systems are given is what they can read."""

import json
from xml.etree import ElementTree

import pytest

from l10n.model import Finding, Key
from l10n.reports import render

FILE = "locales/en/LC_MESSAGES/記事 1.po"
FINDINGS = [
    Finding("number", "error", "974億ドル, 100%\nis <missing>", Key(None, "文。"), "en", FILE, 7),
    Finding("encoding", "warning", "a control character: \x01", Key(None, "文。"), "en", FILE, 9),
    Finding("addition", "info", "much longer", Key(None, "文。"), "en", "b.po", 3),
]


def report(form: str) -> str:
    return render(form, FINDINGS, {"error": 1, "warning": 1, "info": 1})


@pytest.mark.parametrize("form", ["text", "json", "sarif", "junit", "github"])
def test_a_report_of_nothing_is_a_report(form):
    assert render(form, [], {"error": 0}) == "" or render(form, [], {"error": 0}).endswith("\n")


def test_people_read_a_block_a_finding_and_the_count():
    text = report("text")
    assert f"{FILE}:7: error number: 974億ドル" in text
    assert text.endswith("1 error, 1 warning, 1 info\n")
    assert render("text", [], {"error": 2, "info": 2}).endswith("2 errors, 2 info\n")


def test_sarif_names_files_as_uris():
    (run,) = json.loads(report("sarif"))["runs"]
    assert [one["level"] for one in run["results"]] == ["error", "warning", "note"]
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"].endswith("/%E8%A8%98%E4%BA%8B%201.po")
    assert place["region"] == {"startLine": 7}


def test_junit_is_xml_whatever_a_text_holds_and_an_info_is_no_failure():
    suites = ElementTree.fromstring(report("junit"))
    assert [(one.get("tests"), one.get("failures")) for one in suites] == [("2", "2"), ("1", "0")]
    failures = [one.get("message") for one in suites.iter("failure")]
    assert failures == ["974億ドル, 100%\nis <missing>", "a control character: �"]


def test_github_annotations_are_one_line_each():
    lines = report("github").splitlines()
    assert (
        lines[0]
        == f"::error file={FILE},line=7,title=l10n number::974億ドル, 100%25%0Ais <missing>"
    )
    assert [line.split(" ")[0] for line in lines] == ["::error", "::warning", "::notice"]
