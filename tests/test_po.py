"""PO files: out and in again is equal; gettext agrees; what polib misreads is refused."""

import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from l10n.errors import CatalogError
from l10n.model import Catalog, Draft, Entry, Key, State, digest
from l10n.po import parse_terms, read_catalog, write_catalog

TEXT = st.text(
    st.sampled_from(
        "日本語かなカナ。、「」！？9aZ ～ー💡\"\\'%{}<>#~|\t\u2028\u2029\u0085\u00a0\u3000"
    ),
    min_size=1,
)
WORD = st.text(st.sampled_from("abcxyz日本9"), min_size=1, max_size=8)


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    msgstr = draw(st.one_of(st.just(""), TEXT))
    state = (
        draw(st.sampled_from([State.DRAFT, State.STALE, State.APPROVED]))
        if msgstr
        else State.UNTRANSLATED
    )
    draft = None
    if state is State.DRAFT:
        draft = Draft("offline", digest(msgstr), (("model", draw(WORD)), ("logprob", "-0.42")))
    elif state is State.UNTRANSLATED and draw(st.booleans()):
        draft = Draft("offline", "", (("problem", draw(WORD)),))
    obsolete = draw(st.booleans())
    return Entry(
        Key(draw(st.one_of(st.none(), WORD)), draw(TEXT)),
        msgstr,
        state,
        references=() if obsolete else (draw(WORD) + ".md",),
        note="" if obsolete else draw(WORD),
        comments=tuple(draw(st.lists(WORD, max_size=2))),
        draft=draft,
        previous=Key(None, draw(TEXT)) if state is State.STALE and not obsolete else None,
        obsolete=obsolete,
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(entries(), max_size=4, unique_by=lambda entry: entry.key))
def test_a_catalog_comes_back_as_it_was(tmp_path, items):
    items.sort(key=lambda entry: entry.obsolete)
    data = write_catalog(Catalog("a", "en", tuple(items)))
    path = tmp_path / "a.po"
    path.write_bytes(data)
    again = read_catalog(path, domain="a")
    assert again.entries == tuple(items)
    assert write_catalog(again) == data


def test_gettext_agrees_with_every_kind_of_entry(tmp_path):
    draft = Draft("offline", digest("A draft."), (("model", "cc324af0"),))
    items = (
        Entry(
            Key(None, "承認"),
            'Done, "quoted" \\ done.',
            State.APPROVED,
            ("a.md",),
            "heading 1 — 章",
        ),
        Entry(Key("場所", "下書き"), "A draft.", State.DRAFT, ("a.md",), draft=draft),
        Entry(Key(None, "古い"), "Old.", State.STALE, previous=Key(None, "前の文")),
        Entry(Key(None, "未訳"), draft=Draft("offline", "", (("problem", "empty"),))),
        Entry(Key(None, "消えた"), "Gone.", State.APPROVED, comments=("memo",), obsolete=True),
    )
    path = tmp_path / "a.po"
    path.write_bytes(write_catalog(Catalog("a", "ko", items)))
    subprocess.run(["msgfmt", "-c", "-o", "/dev/null", path], check=True, capture_output=True)
    again = subprocess.run(["msgcat", "--no-wrap", path], check=True, capture_output=True)
    assert again.stdout == path.read_bytes()


HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


@pytest.mark.parametrize(
    ("body", "what", "line"),
    [
        ('msgid "a\nmsgstr "b"\n', "not well quoted", 4),
        ('msgid "a"\nmsgstr "b\n', "not well quoted", 5),
        ('msgid "a"\nmsgstr "b\\q"\n', "not well quoted", 5),
        ('msgid "a"b"\nmsgstr ""\n', "not well quoted", 4),
        ('<<<<<<< HEAD\nmsgid "a"\nmsgstr ""\n', "conflict marker", 4),
        ('msgid "a"\nmsgstr "1"\n\nmsgid "a"\nmsgstr "2"\n', "appears twice", 7),
        ('msgid "a"\n', "msgstr is missing", 4),
        ("what is this\n", "not a line of a PO file", 4),
    ],
)
def test_what_polib_would_misread_is_refused_with_its_line(tmp_path, body, what, line):
    path = tmp_path / "a.po"
    path.write_text(HEADER + body, "utf-8")
    with pytest.raises(CatalogError, match=what) as caught:
        read_catalog(path)
    assert caught.value.place == f"{path}:{line}"


def test_a_missing_header_and_bad_bytes_are_refused(tmp_path):
    path = tmp_path / "a.po"
    path.write_text('msgid "a"\nmsgstr "b"\n', "utf-8")
    with pytest.raises(CatalogError, match="header"):
        read_catalog(path)
    path.write_bytes(HEADER.encode() + 'msgid "日本"'.encode("euc-jp"))
    with pytest.raises(CatalogError, match="not UTF-8 at byte"):
        read_catalog(path)


@pytest.mark.parametrize("change", [lambda t: t.replace("\n", "\r\n"), lambda t: "\ufeff" + t])
def test_other_tools_line_ends_and_marks_are_read(tmp_path, change):
    path = tmp_path / "a.po"
    text = HEADER + '# memo\n#, fuzzy\nmsgid ""\n"長い"\n"文"\nmsgstr ""\n"long "\n"text"\n'
    path.write_bytes(change(text).encode())
    (entry,) = read_catalog(path).entries
    assert (entry.key.msgid, entry.msgstr, entry.state, entry.line) == (
        "長い文",
        "long text",
        State.STALE,
        6,
    )


def test_approving_a_draft_is_removing_fuzzy(tmp_path):
    path = tmp_path / "a.po"
    path.write_text(HEADER + '# l10n: mt=offline hash=1a2b3c4d\nmsgid "a"\nmsgstr "b"\n', "utf-8")
    (entry,) = read_catalog(path).entries
    assert (entry.state, entry.draft, entry.comments) == (State.APPROVED, None, ())


def test_terms_are_read_with_their_aliases():
    path = Path(__file__).parents[1] / "locales/zh_Hans/LC_MESSAGES/terms.po"
    terms = {term.source: term for term in parse_terms(path)}
    assert terms["OpenAI"].aliases == ("オープンAI",)
    assert terms["マイクロソフト"].target == "微软"
