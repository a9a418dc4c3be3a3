"""What a reviewer does to an entry: states, comments, and the way back."""

import subprocess
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n import po
from l10n.model import JOINED, Catalog, Draft, Entry, Key, State, digest
from l10n.review import edits

KEY = Key(None, "工場は熊本にあります。")
MACHINE = Entry(
    KEY, "The plant is in Kumamoto.", State.DRAFT, draft=Draft("pseudo", digest("The plant is in Kumamoto."))
)  # fmt: skip
APPROVED = Entry(KEY, "The factory is in Kumamoto.", State.APPROVED)
STALE = replace(APPROVED, state=State.STALE, previous=Key(None, "工場は千歳にあります。"))
NEW = Entry(KEY)
JAPANESE = st.text('工場は熊本にあります。、「」ぁーAB1 \n\t"\\', max_size=20)


def written(*entries: Entry) -> bytes:
    return po.write_catalog(Catalog("a", "en", entries))


def read_back(entry: Entry) -> Entry:
    (made,) = po.parse_catalog(written(entry), "a.po").active
    return made


def test_typing_over_a_draft_keeps_it_a_draft_that_no_machine_writes_over():
    typed = edits.set_text(MACHINE, "The factory is in Kumamoto.")
    assert typed.state is State.DRAFT
    assert typed.draft.digest != digest(typed.msgstr)


@pytest.mark.parametrize("entry", [APPROVED, STALE, NEW])
def test_a_typed_text_that_nobody_approved_needs_work(entry):
    assert edits.set_text(entry, "Something else.").state is State.STALE


def test_typing_the_same_text_changes_nothing():
    assert edits.set_text(APPROVED, APPROVED.msgstr) is APPROVED


def test_an_emptied_entry_is_untranslated():
    assert edits.set_text(MACHINE, " \u3000 ") == replace(NEW, comments=())


def test_approval_ends_provenance_previous_source_and_reasons():
    rejected = edits.reject(STALE, "主語が違う")
    assert edits.reason(rejected) == "主語が違う"
    approved = edits.approve(edits.set_text(rejected, "The factory is in Kumamoto."))
    assert approved == APPROVED
    assert edits.approve(MACHINE).draft is None


def test_nothing_cannot_be_approved():
    with pytest.raises(edits.Refused, match="no text"):
        edits.approve(NEW)


def test_a_rejected_draft_goes_and_its_engine_is_not_asked_again():
    from l10n.draft import todo

    rejected = edits.reject(MACHINE, "意味が逆")
    assert (rejected.msgstr, rejected.state) == ("", State.UNTRANSLATED)
    catalog = Catalog("a", "en", (read_back(rejected),))
    assert list(todo(catalog, "pseudo")) == []
    assert [entry.key for entry in todo(catalog, "other")] == [KEY]
    assert edits.reason(read_back(rejected)) == "意味が逆"


def test_a_rejected_text_of_a_person_stays():
    rejected = edits.reject(APPROVED, "古い")
    assert (rejected.msgstr, rejected.state) == (APPROVED.msgstr, State.STALE)


def test_a_folded_sentence_is_translated_in_the_one_before():
    folded = read_back(edits.fold(MACHINE))
    assert folded.joined
    assert folded.state is State.APPROVED
    assert edits.set_text(folded, "").state is State.UNTRANSLATED
    assert not edits.set_text(folded, "Text.").joined


def test_comments_are_the_translators_and_ours_stay():
    entry = edits.comment(edits.fold(NEW), "前の文に入れた。\n\n要確認")
    assert entry.comments == ("前の文に入れた。", "", "要確認", JOINED)
    assert edits.own_comments(entry) == ("前の文に入れた。", "", "要確認")
    for line in ("l10n: mt=deepl hash=1", "l10n: joined", "l10n: rejected: x"):
        with pytest.raises(edits.Refused):
            edits.comment(NEW, line)


@pytest.mark.parametrize("text", ["a\0b", "a\x1bb", "\ud800", "a\u2028b", "\x7f"])
def test_what_no_catalog_can_hold_is_refused(text):
    with pytest.raises(edits.Refused):
        edits.set_text(NEW, text)
    with pytest.raises(edits.Refused):
        edits.comment(NEW, text)


def test_plural_entries_are_for_a_po_editor():
    plural = replace(NEW, msgid_plural="%d社")
    for action in (edits.fold, lambda e: edits.set_text(e, "x")):
        with pytest.raises(edits.Refused):
            action(plural)


@given(JAPANESE, JAPANESE, st.sampled_from([MACHINE, APPROVED, STALE, NEW]))
def test_what_is_typed_reads_back_from_the_catalog_as_it_was_written(text, note, entry):
    typed = edits.comment(edits.set_text(entry, text), note)
    assert edits.version(read_back(typed)) == edits.version(typed)


def test_msgfmt_accepts_every_state(tmp_path):
    made = [
        edits.set_text(MACHINE, 'a "quoted" \\ text\nof two lines\t.'),
        edits.reject(replace(MACHINE, key=Key(None, "二")), "だめ"),
        edits.fold(replace(MACHINE, key=Key(None, "三"))),
        edits.approve(replace(STALE, key=Key(None, "四\n"), msgstr=edits.fitted("four", "四\n"))),
    ]
    path = tmp_path / "a.po"
    path.write_bytes(written(*made))
    try:
        done = subprocess.run(
            ["msgfmt", "-c", "-o", "/dev/null", path], capture_output=True, check=False
        )
    except FileNotFoundError:
        pytest.skip("needs gettext")
    assert done.returncode == 0, done.stderr


def test_an_edit_changes_its_entry_and_leaves_the_others_alone():
    other = replace(APPROVED, key=Key(None, "別の文。"))
    catalog = Catalog("a", "en", (MACHINE, other))
    edit = edits.Edit(MACHINE, edits.approve(MACHINE))
    made = edits.apply(catalog, [edit])
    assert made.entries[0].state is State.APPROVED
    assert made.entries[1] is other
    assert edits.apply(made, [edit.inverse]).entries == catalog.entries


def test_an_edit_of_what_has_changed_meanwhile_is_refused():
    edit = edits.Edit(MACHINE, edits.approve(MACHINE))
    for now in ((APPROVED,), ()):
        with pytest.raises(edits.Refused):
            edits.apply(Catalog("a", "en", now), [edit])


@given(JAPANESE)
def test_undo_gives_every_entry_back(text):
    for entry in (MACHINE, APPROVED, STALE, NEW):
        edit = edits.Edit(entry, edits.set_text(entry, text))
        catalog = edits.apply(Catalog("a", "en", (entry,)), [edit])
        assert edits.apply(catalog, [edit.inverse]).entries == (entry,)


def test_a_renamed_term_is_renamed_as_a_word():
    texts = {
        "一": "Rapidus and Rapidus.",
        "二": "RapidusX",
        "三": "ラピダスは",
        "四": "เราใช้ทีเอสเอ็มซี",
    }
    entries = [Entry(Key(None, k), v, State.APPROVED) for k, v in texts.items()]
    assert [e.after.msgstr for e in edits.rename(entries, "Rapidus", "Rapidus Corp.")] == [
        "Rapidus Corp. and Rapidus Corp.."
    ]
    assert edits.rename(entries, "ラピダス", "Rapidus")[0].after.msgstr == "Rapidusは"
    assert edits.rename(entries, "ทีเอสเอ็มซี", "TSMC")[0].after.msgstr == "เราใช้TSMC"


def test_what_somebody_else_changed_is_told_by_entry():
    other = replace(APPROVED, key=Key(None, "別の文。"))
    gone, here = Catalog("a", "en", (MACHINE, other)), Catalog("a", "en", (APPROVED,))
    assert edits.changed(gone, here) == {KEY: APPROVED, other.key: None}
