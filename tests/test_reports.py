"""Reports of findings: what CI systems are given is what they can read."""

import json
import re
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree
from typer.testing import CliRunner

from l10n.cli.app import app
from l10n.model import Finding, Key
from l10n.reports import render

FORMS = ["text", "json", "sarif", "junit", "github", "gitlab"]
SCHEMAS = Path(__file__).parents[1] / ".venv" / "schemas"  # fetched by `make test`
FILE = "locales/en/LC_MESSAGES/記事 1.po"
FINDINGS = [
    Finding("number", "error", "974億ドル, 100%\nis <missing>", Key(None, "文。"), "en", FILE, 7),
    Finding("encoding", "warning", "a control character: \x01", Key(None, "文。"), "en", FILE, 9),
    Finding("addition", "info", "much longer", Key(None, "文。"), "en", "b.po", 3),
]


def report(form: str) -> str:
    return render(form, FINDINGS, {"error": 1, "warning": 1, "info": 1})


@pytest.mark.parametrize("form", FORMS)
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


def test_gitlab_knows_a_finding_again_when_its_line_moves():
    rows = json.loads(report("gitlab"))
    assert [row["severity"] for row in rows] == ["major", "minor", "info"]
    assert rows[0]["location"] == {"path": FILE, "lines": {"begin": 7}}
    twice = json.loads(render("gitlab", [FINDINGS[0], FINDINGS[0]], {}))
    assert len({row["fingerprint"] for row in twice}) == 2
    assert twice[0]["fingerprint"] == rows[0]["fingerprint"]


TEXTS = st.text(alphabet="日本語の文。%:,&<>\"'\n\r\t\x00\x1f\ud800\ufffeé👍", max_size=12)
ANY = st.builds(
    Finding,
    st.sampled_from(["number", "gate", "md_link"]),
    st.sampled_from(["error", "warning", "info"]),
    TEXTS,
    st.builds(Key, st.none() | TEXTS, TEXTS),
    st.just("en"),
    st.sampled_from([FILE, "a b/c#d.po", "l10n.toml"]),
    st.integers(0, 9999),
)


@pytest.fixture(scope="module")
def judges():
    if not (SCHEMAS / "sarif-2.1.0.json").exists():
        pytest.skip("the published schemas are not here: tests/fetch_report_schemas.sh")
    sarif = json.loads((SCHEMAS / "sarif-2.1.0.json").read_text("utf-8"))
    return jsonschema.Draft7Validator(sarif), etree.XMLSchema(etree.parse(SCHEMAS / "junit-10.xsd"))


@settings(max_examples=30)
@given(st.lists(ANY, max_size=3))
@example([])
@example(FINDINGS)
def test_every_report_fits_its_published_schema(judges, findings):
    judges[0].validate(json.loads(render("sarif", findings, {})))
    judges[1].assertValid(etree.fromstring(render("junit", findings, {}).encode()))
    lines = render("github", findings, {}).splitlines()
    assert len(lines) == len(findings)
    assert all(
        re.match(r"::(error|warning|notice) file=[^,:]+,line=[1-9]\d*,title=", one) for one in lines
    )
    rows = json.loads(render("gitlab", findings, {}))
    assert len({row["fingerprint"] for row in rows}) == len(rows)


def test_services_are_given_paths_from_the_top_of_the_repository(tmp_path, monkeypatch):
    folder = tmp_path / "docs/ja"
    catalog = folder / "locales/en/LC_MESSAGES/a.po"
    catalog.parent.mkdir(parents=True)
    (folder / "source").mkdir()
    (folder / "source/a.txt").write_text("投資額は974億ドルです。\n", "utf-8")
    (folder / "l10n.toml").write_text('targets = ["en"]\n', "utf-8")
    header = 'msgid ""\nmsgstr "Language: en\\nContent-Type: text/plain; charset=UTF-8\\n"\n\n'
    entry = 'msgid "投資額は974億ドルです。"\nmsgstr "The investment is $974 billion."\n'
    catalog.write_text(header + entry, "utf-8")
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    monkeypatch.chdir(folder)
    for where in (["--project", str(folder)], [str(catalog)], ["locales/en/LC_MESSAGES/a.po"]):
        done = CliRunner().invoke(app, ["check", *where, "--format", "gitlab"])
        assert done.exit_code == 1
        paths = {row["location"]["path"] for row in json.loads(done.stdout)}
        assert paths == {"docs/ja/locales/en/LC_MESSAGES/a.po"}
    done = CliRunner().invoke(app, ["check", "--project", str(folder)])
    assert done.stdout.startswith("locales/en/LC_MESSAGES/a.po:4: error number")
