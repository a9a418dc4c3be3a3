"""Terms: every one comes back as it went, other tools' glossaries are read, approved ones stay."""

import contextlib
from pathlib import Path, PurePath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from l10n import po
from l10n.cli.app import app
from l10n.errors import UsageError
from l10n.exchange import TermUnit, holds_terms, read_terms, write_terms
from l10n.model import State

FILES = ["a.tbx", "a.csv", "a.xlsx"]
NAME = st.sampled_from(
    ["工場", "PCIe 5.0", "=1+1", "<br>", "第1工場\x07", "A & B", "_x0007_", "名前"]
)
NAMES = st.lists(NAME, max_size=2, unique=True).map(tuple)


@st.composite
def terms(draw):
    """Terms in two languages, which agree on what belongs to the source."""
    units = []
    for source in draw(st.lists(NAME, min_size=1, max_size=3, unique=True)):
        aliases, note = draw(NAMES), draw(st.sampled_from(["", "社名", "一行目\n二行目"]))
        for tag in ("en", "zh-Hans"):
            target = draw(st.one_of(st.just(""), NAME))
            keep = draw(st.booleans())
            if keep and target == source:
                target = ""  # `keep` says that already
            fuzzy = draw(st.sampled_from([State.APPROVED, State.STALE]))
            state = fuzzy if target else State.UNTRANSLATED
            forbidden = tuple(name for name in draw(NAMES) if name != target)
            if not (target or keep or forbidden):
                target, state = "x", State.APPROVED
            units.append(TermUnit(source, tag, target, state, aliases, forbidden, keep, note))
    return units


@pytest.mark.parametrize("file", FILES)
@settings(max_examples=40)
@given(units=terms())
def test_every_term_comes_back_as_it_went(file, units):
    data = write_terms(units, "ja", PurePath(file))
    assert holds_terms(PurePath(file), "", data)
    again = read_terms(data, "ja", PurePath(file))
    if file == "a.tbx":  # notes of a concept are lines, and aliases are a set
        units = [u for u in units if not set(u.aliases) & {u.source}]
        again = [u for u in again if not set(u.aliases) & {u.source}]
    assert again == units
    assert write_terms(units, "ja", PurePath(file)) == write_terms(again, "ja", PurePath(file))


@pytest.mark.parametrize("file", FILES)
@settings(max_examples=40)
@given(data=st.data())
def test_a_damaged_file_is_refused_or_read_and_never_a_traceback(file, data):
    unit = TermUnit("工場", "en", "plant", State.APPROVED, ("プラント",), ("mill",))
    whole = write_terms([unit], "ja", PurePath(file))
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(len(whole), start + 60)))
    put = data.draw(st.sampled_from([b"", b"zz", b"<term/>", b"&amp;", b"<!-- x -->", b"\xff"]))
    with contextlib.suppress(UsageError):
        read_terms(whole[:start] + put + whole[end:], "ja", PurePath(file))


DCT = """<?xml version="1.0"?>
<tbx type="TBX-Basic" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"
  xmlns:min="http://www.tbxinfo.net/ns/min"><text><body>
<!-- 2019, data categories as elements -->
<conceptEntry id="c1">
 <langSec xml:lang="en-US"><termSec><term>foundry</term></termSec>
  <termSec><term>fab</term><min:administrativeStatus>deprecatedTerm-admn-sts</min:administrativeStatus></termSec>
  <termSec><term>chip plant</term></termSec></langSec>
 <langSec xml:lang="ja"><termSec><term>受託工場</term><min:administrativeStatus>admittedTerm-admn-sts</min:administrativeStatus></termSec>
  <termSec><term>ファウンドリ</term><min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus></termSec></langSec>
</conceptEntry>
<conceptEntry id="c2"><langSec xml:lang="fr"><termSec><term>usine</term></termSec></langSec></conceptEntry>
</body></text></tbx>"""


def test_tbx_of_2019_is_read():
    assert read_terms(DCT.encode(), "ja", PurePath("a.tbx")) == [
        TermUnit(
            "ファウンドリ",
            "en-US",
            "foundry",
            State.APPROVED,
            ("受託工場",),
            ("fab",),
            note="also: chip plant",
        )
    ]


def test_a_table_with_a_column_for_each_language_is_read():
    table = "ja;en;zh-Hans;備考\r\n工場;plant;;x\r\n;lost;;\r\n".encode("utf-8-sig")
    assert read_terms(table, "ja", PurePath("a.csv")) == [
        TermUnit("工場", "en", "plant", State.APPROVED),
        TermUnit("工場", "zh-Hans"),
    ]


@pytest.mark.parametrize(
    ("file", "data", "what"),
    [
        ("a.tbx", b"<html/>", "not TBX"),
        ("a.csv", b"a,b\n1,2\n", "not a table of terms"),
        ("a.xlsx", b"PK", "not a workbook"),
        ("a.xlf", b"", "no file for terms"),
    ],
)
def test_what_cannot_be_read_is_refused(file, data, what):
    with pytest.raises(UsageError, match=what):
        read_terms(data, "ja", PurePath(file))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "l10n.toml").write_text('targets = ["en", "ko"]\nengine = "pseudo"\n', "utf-8")
    (tmp_path / "source").mkdir()
    folder = tmp_path / "locales/en/LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "terms.po").write_text(
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        '#. alias: 熊本の工場\n#. 第二工場と区別する\nmsgid "熊本工場"\nmsgstr "Kumamoto plant"\n\n'
        '#. keep\nmsgid "OpenAI"\nmsgstr ""\n\n'
        '#, fuzzy\nmsgid "露光装置"\nmsgstr "exposure tool"\n',
        "utf-8",
    )
    return tmp_path


def l10n(*args: object, cwd: Path, code: int = 0) -> str:
    with contextlib.chdir(cwd):
        done = CliRunner().invoke(app, list(map(str, args)))
    assert done.exit_code == code, done.output
    return done.output


@pytest.mark.parametrize("file", FILES)
def test_the_termbase_goes_out_and_comes_back_unchanged(project, file):
    path = project / "locales/en/LC_MESSAGES/terms.po"
    before = path.read_bytes()
    assert "3 terms" in l10n("export", file, "--terms", cwd=project)
    assert "0 terms changed" in l10n("import", file, cwd=project)
    assert path.read_bytes() == before
    path.unlink()
    assert "3 terms changed" in l10n("import", file, cwd=project)
    made = {term.source: term for term in po.parse_terms(path)}
    assert made["熊本工場"].aliases == ("熊本の工場",)
    assert (made["OpenAI"].keep, made["露光装置"].target) == (True, "")
    assert "第二工場と区別する" in path.read_text("utf-8")


def test_an_approved_term_stays_unless_forced_and_new_ones_reach_the_template(project):
    file = project / "client.csv"
    file.write_text(
        "ja,en-US,fr\n熊本工場,Kumamoto factory,usine\n露光装置,lithography system,\n千歳,Chitose,\n",
        "utf-8",
    )
    said = l10n("import", file, cwd=project, code=1)
    assert "kept; --force overwrites it: 熊本工場" in said
    assert "fr: not a target" in said
    path = project / "locales/en/LC_MESSAGES/terms.po"
    assert [(term.source, term.target) for term in po.parse_terms(path)] == [
        ("熊本工場", "Kumamoto plant"),
        ("OpenAI", "OpenAI"),
        ("露光装置", "lithography system"),
        ("千歳", "Chitose"),
    ]
    assert 'msgid "千歳"\nmsgstr ""' in (project / "locales/terms.pot").read_text("utf-8")
    l10n("import", file, "--force", cwd=project, code=1)
    assert po.parse_terms(path)[0].target == "Kumamoto factory"


def test_what_terms_po_cannot_say_is_named(project):
    file = project / "client.csv"
    file.write_text("term,translation,language\n工場,plant,en\n工場,mill,en\n", "utf-8")
    assert "工場: it stands there twice" in l10n("import", file, cwd=project, code=1)
    unit = TermUnit("工場", "en", "plant", State.APPROVED, ("甲,乙",))
    (project / "a.tbx").write_bytes(write_terms([unit], "ja", PurePath("a.tbx")))
    assert "has a comma" in l10n("import", "a.tbx", cwd=project, code=1)


def test_translate_toolkit_reads_our_terms():
    tbx = pytest.importorskip("translate.storage.tbx")
    units = [
        TermUnit("工場", "en", "plant", State.APPROVED),
        TermUnit("装置", "en", "tool", State.STALE),
    ]
    store = tbx.tbxfile.parsestring(write_terms(units, "ja", PurePath("a.tbx")))
    assert [(unit.source, unit.target) for unit in store.units] == [
        ("工場", "plant"),
        ("装置", "tool"),
    ]
