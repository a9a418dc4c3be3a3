"""Update: nothing that a person wrote is changed or lost."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from l10n.merge import merge
from l10n.model import Catalog, Draft, Entry, Key, State, digest

NEW, OLD = "価格は14.9兆円だ。", "価格は14.8兆円だ。"


def entry(msgid: str, msgstr: str = "", state: State = State.APPROVED, **more: object) -> Entry:
    state = state if msgstr else State.UNTRANSLATED
    return replace(Entry(Key(None, msgid), msgstr, state), **more)


def catalog(*entries: Entry, locale: str = "en") -> Catalog:
    return Catalog("a", locale, entries)


def template(*msgids: str) -> Catalog:
    return catalog(*(entry(m, references=("a.md",), note="paragraph") for m in msgids), locale="")


def test_an_edit_makes_one_entry_stale_and_keeps_its_text():
    old = catalog(entry("最初の文。", "First."), entry(OLD, "It costs 14.8.", comments=("見て",)))
    first, second = merge(template("最初の文。", NEW), old).entries
    assert (first.msgstr, first.state) == ("First.", State.APPROVED)
    assert (second.msgstr, second.state) == ("It costs 14.8.", State.STALE)
    assert (second.previous, second.comments) == (Key(None, OLD), ("見て",))


def test_a_second_edit_keeps_the_source_that_the_text_belongs_to():
    once = merge(template(NEW), catalog(entry(OLD, "It costs 14.8.")))
    twice = merge(template("価格は15.0兆円だ。"), once)
    assert twice.entries[0].previous == Key(None, OLD)


def test_removed_entries_turn_obsolete_and_come_back_as_they_were():
    old = catalog(entry("消える文章である。", "Vanishing.", comments=("memo",)))
    gone = merge(template("ABCDEFG"), old)
    assert [e.obsolete for e in gone.entries] == [False, True]
    back = merge(template("消える文章である。"), gone)
    assert [(e.msgstr, e.state, e.obsolete) for e in back.entries] == [
        ("Vanishing.", State.APPROVED, False)
    ]
    assert back.entries[0].comments == ("memo",)


def test_moving_and_inserting_touch_no_other_entry():
    old = catalog(entry("一つ目の文です。", "One."), entry("二つ目の文です。", "Two."))
    moved = merge(template("二つ目の文です。", "まったく新しい話。", "一つ目の文です。"), old)
    assert [(e.msgstr, e.state) for e in moved.entries] == [
        ("Two.", State.APPROVED),
        ("", State.UNTRANSLATED),
        ("One.", State.APPROVED),
    ]


def test_a_pure_draft_of_an_edited_source_is_drafted_anew():
    draft = Draft("offline", digest("It costs 14.8."))
    old = catalog(entry(OLD, "It costs 14.8.", State.DRAFT, draft=draft))
    assert merge(template(NEW), old).entries == template(NEW).entries


def test_a_draft_that_a_person_touched_is_kept_as_stale():
    draft = Draft("offline", digest("It costs 14.8."))
    old = catalog(entry(OLD, "It costs 14.8 in all.", State.DRAFT, draft=draft))
    (kept,) = merge(template(NEW), old).entries
    assert (kept.msgstr, kept.state, kept.draft) == ("It costs 14.8 in all.", State.STALE, None)


SENTENCES = st.sampled_from(
    [
        "株価が上がった。",
        "株価が下がった。",
        "工場は熊本にある。",
        "投資は5000億ドルだ。",
        "GPUが足りない。",
        "「買収はない」と語った。",
        "💡",
        "半導体",
        "a",
        "価格は14.8兆円だ。",
    ]
)


@st.composite
def catalogs(draw: st.DrawFn) -> Catalog:
    entries = []
    for msgid in draw(st.lists(SENTENCES, unique=True, max_size=6)):
        msgstr = draw(st.sampled_from(["", "text", "other text"]))
        state = draw(st.sampled_from([State.APPROVED, State.STALE, State.DRAFT]))
        made = Draft("offline", digest("text")) if state is State.DRAFT and msgstr else None
        obsolete = draw(st.booleans())
        entries.append(entry(msgid, msgstr, state, draft=made, obsolete=obsolete))
    return catalog(*entries)


TEMPLATES = st.lists(SENTENCES, unique=True, max_size=6).map(lambda msgids: template(*msgids))


@given(TEMPLATES, catalogs())
def test_update_twice_is_update_once(new, old):
    once = merge(new, old)
    assert merge(new, once) == once


@given(TEMPLATES, catalogs())
def test_no_text_of_a_person_is_ever_lost(new, old):
    def by_person(c: Catalog) -> list[str]:
        return sorted(
            e.msgstr
            for e in c.entries
            if e.msgstr and not (e.draft and e.draft.digest == digest(e.msgstr))
        )

    assert by_person(merge(new, old)) == by_person(old)


@given(TEMPLATES, catalogs())
def test_approved_text_of_a_living_sentence_never_changes(new, old):
    merged = {e.key: e for e in merge(new, old).active}
    for e in old.entries:
        if e.state is State.APPROVED and e.key in merged:
            assert (merged[e.key].msgstr, merged[e.key].state) == (e.msgstr, e.state)
