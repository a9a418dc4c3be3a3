"""MO files: what is approved, as msgfmt compiles it and as gettext loads it."""

import gettext
import io
import subprocess
from dataclasses import replace
from pathlib import Path

import polib
from hypothesis import given
from hypothesis import strategies as st

from l10n.mo import write_mo
from l10n.model import Catalog, Entry, Key, State
from l10n.po import parse_catalog, write_catalog

TEXT = st.text(st.sampled_from('日本語。「」a9 \n"\\\t~💡'), min_size=1, max_size=9)


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    plural = draw(st.booleans())
    key = Key(draw(st.sampled_from([None, "", "文脈"])), draw(TEXT))
    msgstr = draw(st.one_of(st.just(""), TEXT))
    state = draw(st.sampled_from([State.APPROVED, State.STALE])) if msgstr else State.UNTRANSLATED
    made = Entry(key, msgstr, state, obsolete=draw(st.booleans()))
    return replace(made, msgid_plural=draw(TEXT), msgstr_plural=(msgstr,)) if plural else made


def texts(file: polib.MOFile) -> list[tuple[object, ...]]:
    return sorted(
        (e.msgctxt or "", e.msgid, e.msgid_plural, e.msgstr, tuple(e.msgstr_plural.items()))
        for e in file
    )


def msgfmt(data: bytes, path: Path, *options: str) -> polib.MOFile:
    command = ["msgfmt", *options, "-o", str(path), "-"]
    subprocess.run(command, input=data, check=True, capture_output=True)
    return polib.mofile(str(path))


def test_msgfmt_compiles_the_same(tmp_path):
    many = [
        Entry(Key(None, "工場は熊本にある。"), 'It is in "Kumamoto".', State.APPROVED),
        Entry(Key("見出し", "工場"), "Plant", State.APPROVED),
        Entry(Key(None, "工場"), "Factory", State.STALE),
        Entry(Key(None, "消えた。"), "Gone.", State.APPROVED, obsolete=True),
        Entry(Key(None, "未訳。")),
        Entry(
            Key(None, "%d件"),
            "%d item",
            State.APPROVED,
            msgid_plural="%d件の記事",
            msgstr_plural=("%d items",),
        ),
    ]
    data = write_catalog(Catalog("a", "en", many))
    catalog = parse_catalog(data, "a.po", domain="a")
    for drafts, options in ((False, ()), (True, ("--use-fuzzy",))):
        path = tmp_path / "ours.mo"
        path.write_bytes(write_mo(catalog, drafts=drafts))
        ours, theirs = polib.mofile(str(path)), msgfmt(data, tmp_path / "theirs.mo", *options)
        assert texts(ours) == texts(theirs)
        assert ours.metadata == theirs.metadata


@given(st.lists(entries(), max_size=5, unique_by=lambda entry: entry.key))
def test_gettext_loads_every_approved_text(many):
    header = (("Plural-Forms", "nplurals=2; plural=(n != 1);"),)
    loaded = gettext.GNUTranslations(io.BytesIO(write_mo(Catalog("a", "en", many, header))))
    for entry in many:
        msgctxt, msgid = entry.key
        kept = entry.state is State.APPROVED and not entry.obsolete
        if entry.msgid_plural is None:
            found = loaded.gettext(msgid) if msgctxt is None else loaded.pgettext(msgctxt, msgid)
            same = {e.msgstr for e in many if e.key == entry.key and kept}
            assert found == (entry.msgstr if kept else msgid) or found in same
        elif kept and msgctxt is None:
            assert loaded.ngettext(msgid, entry.msgid_plural, 2) == entry.msgstr_plural[0]


def test_the_same_texts_make_the_same_file_whatever_the_order():
    many = [Entry(Key(None, c), c * 2, State.APPROVED) for c in "青赤白"]
    assert write_mo(Catalog("a", "en", many)) == write_mo(Catalog("a", "en", many[::-1]))
