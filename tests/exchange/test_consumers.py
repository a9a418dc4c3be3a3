"""Real consumers take what we write: translate-toolkit, gettext, OmegaT."""

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path, PurePath

import pytest

from l10n import po
from l10n.exchange import TermUnit, Unit, codec, filled, write_terms
from l10n.model import JOINED, Catalog, Entry, Key, State

UNITS = [
    Unit(
        "a", Key(None, "工場は熊本にある。"), "The factory is in Kumamoto.", State.APPROVED, "段落"
    ),
    Unit("a", Key(None, "`make`で**作る**。"), "**Make** it with `make`.", State.APPROVED),
    Unit("a", Key("場所", "鐘\x07"), "Bell\x07.", State.STALE, previous="鐘"),
    Unit("a", Key(None, "次。"), "Next.", State.DRAFT),
    Unit("a", Key(None, "その次。"), "", State.APPROVED, comments=(JOINED,), joined=True),
    Unit("a", Key(None, "未訳。")),
]
XLF = PurePath("a.xlf")
OMEGAT = Path("/usr/share/omegat/OmegaT.jar")


def test_translate_toolkit_reads_our_xliff_1_2():
    xliff = pytest.importorskip("translate.storage.xliff")
    store = xliff.xlifffile.parsestring(codec(XLF).write(UNITS, "ja", "en"))
    assert [(u.source, u.target, u.isapproved(), u.isfuzzy()) for u in store.units] == [
        ("工場は熊本にある。", "The factory is in Kumamoto.", True, False),
        ("`make`で**作る**。", "**Make** it with `make`.", True, False),
        ("鐘0007", "Bell0007.", False, True),
        ("次。", "Next.", False, True),
        ("その次。", None, True, False),
        ("未訳。", None, False, False),
    ]
    assert "段落" in store.units[0].getnotes()
    assert not store.units[4].istranslatable()


def test_translate_toolkit_reads_our_xliff_2_0():
    xliff = pytest.importorskip("translate.storage.xliff2")
    store = xliff.Xliff2File.parsestring(codec(XLF, "xliff-2.0").write(UNITS, "ja", "en"))
    plain = [u for u in store.units if u.source in ("工場は熊本にある。", "次。", "未訳。")]
    assert [u.target or "" for u in plain] == ["The factory is in Kumamoto.", "Next.", ""]


def test_translate_toolkit_reads_our_tmx():
    tmx = pytest.importorskip("translate.storage.tmx")
    store = tmx.tmxfile.parsestring(codec(PurePath("a.tmx")).write(UNITS, "ja", "en"))
    assert [(u.source, u.target) for u in store.units] == [
        ("工場は熊本にある。", "The factory is in Kumamoto."),
        ("`make`で**作る**。", "**Make** it with `make`."),
    ]


@pytest.mark.skipif(not shutil.which("msgattrib"), reason="needs gettext")
def test_gettext_reads_the_catalogs_that_an_import_writes(tmp_path):
    entries = tuple(Entry(u.key, u.target, u.state, comments=u.comments) for u in UNITS)
    path = tmp_path / "a.po"
    path.write_bytes(po.write_catalog(Catalog("a", "en", entries)))
    run = subprocess.run(
        ["msgfmt", "-c", "-o", "/dev/null", path], capture_output=True, check=False
    )
    assert (run.returncode, b"error" in run.stderr) == (0, False)

    def only(*which):
        done = subprocess.run(
            ["msgattrib", *which, "--no-wrap", path], capture_output=True, check=True
        )
        return done.stdout.decode().count("msgid ") - 1  # the header

    assert (only("--translated", "--no-fuzzy"), only("--only-fuzzy"), only("--untranslated")) == (
        2,
        2,
        2,
    )


PROJECT = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat><project version="1.0">
<source_dir>__DEFAULT__</source_dir><target_dir>__DEFAULT__</target_dir>
<tm_dir>__DEFAULT__</tm_dir><glossary_dir>__DEFAULT__</glossary_dir>
<glossary_file>__DEFAULT__</glossary_file><dictionary_dir>__DEFAULT__</dictionary_dir>
<source_lang>ja</source_lang><target_lang>en</target_lang>
<source_tok>org.omegat.tokenizer.DefaultTokenizer</source_tok>
<target_tok>org.omegat.tokenizer.DefaultTokenizer</target_tok>
<sentence_seg>false</sentence_seg><support_default_translations>true</support_default_translations>
<remove_tags>false</remove_tags></project></omegat>
"""


@pytest.mark.skipif(not OMEGAT.exists() or not shutil.which("java"), reason="needs OmegaT")
def test_omegat_fills_our_xliff_and_catalogs_from_our_tmx(tmp_path):
    folder = tmp_path / "project"
    for name in ("source", "target", "omegat", "tm/auto", "glossary", "dictionary"):
        (folder / name).mkdir(parents=True)
    (folder / "omegat.project").write_text(PROJECT, "utf-8")
    open_units = [filled(unit) for unit in UNITS]
    (folder / "source/a.xlf").write_bytes(codec(XLF).write(open_units, "ja", "en"))
    bare = tuple(Entry(unit.key) for unit in UNITS)
    (folder / "source/b.po").write_bytes(po.write_catalog(Catalog("b", "en", bare)))
    (folder / "tm/auto/a.tmx").write_bytes(codec(PurePath("a.tmx")).write(UNITS, "ja", "en"))
    terms = [TermUnit("工場", "en", "plant", State.APPROVED)]
    (folder / "glossary/a.tbx").write_bytes(write_terms(terms, "ja", PurePath("a.tbx")))
    command = ["java", "-jar", OMEGAT, "--mode=console-translate", f"--config-dir={tmp_path}/conf"]
    done = subprocess.run(
        [*command, folder], capture_output=True, text=True, timeout=250, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Exception" not in done.stdout + done.stderr

    data = (folder / "target/a.xlf").read_bytes()
    back = {unit.key: unit for unit in codec(XLF, "", data).read(data, "a.xlf")[0]}
    assert {key: replace(unit, comments=()) for key, unit in back.items()} == {
        unit.key: Unit("a", unit.key, unit.target, State.STALE)
        if unit is UNITS[0]
        else Unit("a", unit.key, "", State.APPROVED, joined=True)
        if unit.joined
        else Unit("a", unit.key)
        for unit in UNITS
    }
    made = po.read_catalog(folder / "target/b.po")
    assert next(entry.msgstr for entry in made.entries) == "The factory is in Kumamoto."
    run = subprocess.run(
        ["msgfmt", "-c", "-o", "/dev/null", folder / "target/b.po"],
        capture_output=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
