"""PO files: out and in again is equal; gettext agrees; what polib misreads is refused."""

import codecs
import difflib
import re
import subprocess
from collections import Counter
from dataclasses import replace
from pathlib import Path

import polib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n import po
from l10n.atomic import fingerprint
from l10n.entries import Chosen, worked_on
from l10n.errors import CatalogError
from l10n.model import Catalog, Draft, Entry, Key, Origin, State, digest
from l10n.po import count_states, parse_catalog, parse_terms, read_catalog, write_catalog
from l10n.poscan import Index

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


@given(st.lists(entries(), max_size=4, unique_by=lambda entry: entry.key))
def test_a_catalog_comes_back_as_it_was(tmp_path, items):
    items.sort(key=lambda entry: entry.obsolete)
    data = write_catalog(Catalog("a", "en", tuple(items)))
    path = tmp_path / "a.po"
    path.write_bytes(data)
    again = read_catalog(path, domain="a")
    assert again.entries == tuple(items)
    assert write_catalog(again) == data
    assert count_states(data, "a.po") == Counter(entry.state for entry in again.active)


@given(st.lists(entries(), max_size=4, unique_by=lambda entry: entry.key))
def test_what_was_just_written_need_not_be_read_to_be_the_same(items):
    data = write_catalog(Catalog("a", "en", tuple(items)))
    read, known = parse_catalog(data, "a.po"), parse_catalog(data, "a.po", known=items)
    assert tuple(known.entries) == tuple(read.entries)
    assert [entry.line for entry in known.entries] == [entry.line for entry in read.entries]


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
PLURAL_HEADER = HEADER.replace('n"\n\n', 'n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n')


@pytest.mark.parametrize(
    "change",
    [
        lambda d: d,
        lambda d: codecs.BOM_UTF8 + d,
        lambda d: d.replace(b"\n", b"\r\n"),
        lambda d: d.replace(b"UTF-8", b"EUC-JP").decode().encode("euc-jp"),
        lambda d: d.replace(b'"\n', b'"\r', 1),
    ],
)
def test_a_catalog_knows_the_bytes_it_was_read_from(change):
    data = change((HEADER + 'msgid "青"\nmsgstr "blue"\n').encode())
    assert parse_catalog(data, "a.po").origin.fingerprint == fingerprint(data)


@pytest.mark.parametrize(
    ("body", "what", "line"),
    [
        ('msgid "a\nmsgstr "b"\n', "not closed", 4),
        ('msgid "a"\nmsgstr "b\n', "not closed", 5),
        ('msgid "a"\nmsgstr "b\\"\n', "not closed", 5),
        ('msgid "a"\nmsgstr "b\\q"\n', r"\\q is no escape", 5),
        ('msgid "a"\nmsgstr "\\377"\n', "no escape", 5),
        ('msgid "a"b"\nmsgstr ""\n', 'a raw "', 4),
        ('msgid "a"\nmsgstr "say "x" now"\n', 'a raw "', 5),
        ('<<<<<<< HEAD\nmsgid "a"\nmsgstr ""\n', "conflict marker", 4),
        ('msgid "a"\n<<<<<<< HEAD\nmsgstr "1"\n=======\nmsgstr "2"\n', "conflict marker", 5),
        ('msgid "a"\nmsgstr "1"\n>>>>>>> theirs\n', "conflict marker", 6),
        ('msgid "a"\nmsgstr "1"\n\nmsgid "a"\nmsgstr "2"\n', "appears twice", 7),
        ('msgctxt "c"\nmsgid "a"\nmsgstr ""\n\n' * 2, "appears twice", 9),
        ('msgid "a"\nmsgstr "1"\n\n#~ msgid "a"\n#~ msgstr "2"\n', "appears twice", 7),
        ('msgid "a"\n', "msgstr is missing", 4),
        ('msgid "a"\n\nmsgid "b"\nmsgstr ""\n', "msgstr is missing", 4),
        ('msgid "a"\n\n#. b\nmsgid "b"\nmsgstr ""\n', "msgstr is missing", 4),
        ('msgctxt "a"\nmsgstr "b"\n', "msgid is missing", 5),
        ('msgid "a"\nmsgid_plural "as"\nmsgstr "b"\n', "plural entry with one msgstr", 6),
        ('msgid "a"\nmsgstr[0] "b"\n', "without msgid_plural", 5),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr[1] "c"\n', r"msgstr\[0\] is missing", 4),
        ('msgid "a"\n#~ msgstr "b"\n', "half obsolete", 5),
        ('msgid "a"\nmsgstr "b"\nmsgstr "c"\n', "stands twice", 6),
        ('#| msgid "a\nmsgid "b"\nmsgstr ""\n', "not closed", 4),
        ('# memo\n"lost"\n', "without a keyword", 5),
        ("what is this\n", "not a line of a PO file", 4),
        ("msgid a\nmsgstr b\n", "not a line of a PO file", 4),
        ('msgid "a"\nmsgstr "\0"\n', "NUL", 5),
    ],
)
def test_what_others_misread_is_refused_with_its_line(tmp_path, body, what, line):
    path = tmp_path / "a.po"
    path.write_text(HEADER + body, "utf-8")
    with pytest.raises(CatalogError, match=what) as caught:
        read_catalog(path)
    assert caught.value.place == f"{path}:{line}"
    assert caught.value.fix


@pytest.mark.parametrize(
    ("data", "what", "line"),
    [
        (b'msgid "a"\nmsgstr "b"\n', "header entry is missing", 1),
        (b"", "header entry is missing", 1),
        (HEADER.encode() + 'msgid "日本"'.encode("euc-jp"), "not UTF-8 at byte", 4),
        (HEADER.replace("UTF-8", "UTF-9").encode(), 'unknown charset "UTF-9"', 2),
        (HEADER.replace("UTF-8", "UTF-16").encode(), 'unknown charset "UTF-16"', 2),
        (HEADER.replace("UTF-8", "base64").encode(), 'unknown charset "base64"', 2),
        (HEADER.replace("UTF-8", "UTF-7").encode(), 'unknown charset "UTF-7"', 2),
        (HEADER.replace("UTF-8", "idna").encode(), 'unknown charset "idna"', 2),
        (HEADER.replace("UTF-8", "punycode").encode(), 'unknown charset "punycode"', 2),
        (HEADER.encode("utf-16"), "not UTF-8 at byte 0", 1),
        (HEADER.replace("UTF-8", "EUC-JP").encode() + "# ～ 文".encode(), "not EUC_JP", 4),
        (
            PLURAL_HEADER.encode() + b'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\n',
            "1 plural forms instead of 2",
            5,
        ),
    ],
)
def test_files_that_lie_about_themselves_are_refused(tmp_path, data, what, line):
    path = tmp_path / "a.po"
    path.write_bytes(data)
    with pytest.raises(CatalogError, match=what) as caught:
        read_catalog(path)
    assert caught.value.place == f"{path}:{line}"


def test_a_file_that_is_not_there_is_not_a_syntax_error(tmp_path):
    with pytest.raises(CatalogError, match="cannot be read\n  No such file"):
        read_catalog(tmp_path / "none.po")


FOREIGN = """\
# 訳者: 山田
#
msgid ""
msgstr ""
"Project-Id-Version: demo\\n"
"Language: en\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"X-Generator: Poedit 3.4\\n"


# 全角の空白で終わる\u3000
#  字下げ\x20\x20
#詰めて書いた
#. 見出し\x20\x20
#.
#. 章
#: guide.md:12 \u2068my notes.md\u2069:3
#: other.md:9
#, fuzzy, c-format
#= workflow-flag
#| msgctxt "前の文脈"
#| msgid "古い"
#| "文"
msgctxt "文脈"
msgid ""
"長い"
"文"
msgstr "A long "
"sentence\\n"
"on two lines."
domain "messages"

msgid "%d件"
msgid_plural "%d件（複数）"
msgstr[0] "%d item"
msgstr[1] "%d items"

  msgid   "段\u2028落\u0085と\x1c\x1d\x1e"   "続き"
\tmsgstr "\\a bell, \\343\\201\\202 and \\x41\u2029"

msgid "詰めて"
msgstr "tight"
#, fuzzy
msgid "次"
msgstr "next"

# 消えた
#, fuzzy
#~| msgid "もっと古い"
#~ msgctxt "k"
#~ msgid "消えた文"
#~ msgstr ""
#~ "Gone "
#~ "text."

#~ #, no-wrap
#~ msgid "Emacsで消した文"
#~ msgstr "Gone in Emacs."
# 最後のメモ
"""


def parsed(text: str, charset: str = "utf-8") -> Catalog:
    return parse_catalog(text.encode(charset), "a.po", domain="a")


def test_what_poedit_lokalize_weblate_msgmerge_and_omegat_write_is_read():
    items = {entry.key.msgid: entry for entry in parsed(FOREIGN).entries}
    long = items["長い文"]
    assert long.comments == ("全角の空白で終わる　", " 字下げ  ", "詰めて書いた")
    assert long.note == "見出し  \n\n章"
    assert long.references == ("guide.md:12", "my notes.md:3", "other.md:9")
    assert (long.flags, long.sticky, long.state) == (
        ("c-format",),
        ("workflow-flag",),
        State.STALE,
    )
    assert (long.previous, long.key.msgctxt) == (Key("前の文脈", "古い文"), "文脈")
    assert long.msgstr == "A long sentence\non two lines."
    plural = items["%d件"]
    assert (plural.msgid_plural, plural.msgstr, plural.msgstr_plural) == (
        "%d件（複数）",
        "%d item",
        ("%d items",),
    )
    assert items["段\u2028落\u0085と\x1c\x1d\x1e続き"].msgstr == "\a bell, あ and A\u2029"
    assert (items["次"].state, items["次"].line) == (
        State.STALE,
        FOREIGN[: FOREIGN.index('msgid "次"')].count("\n") + 1,
    )
    assert items["消えた文"].previous == Key(None, "もっと古い")
    assert items["消えた文"].msgstr == "Gone text."
    assert items["Emacsで消した文"].flags == ("no-wrap",)


@pytest.mark.parametrize("charset", ["utf-8", "euc-jp", "cp932"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("end", ["", "\n\n\n"])
def test_what_nobody_touches_keeps_its_bytes(charset, newline, end):
    text = FOREIGN
    if charset != "utf-8":
        text = re.sub("[\u2028\u2029\u0085\u2068\u2069]", "", text).replace(r"\343\201\202", "b")
        text = text.replace("UTF-8", charset)
    data = (text.rstrip("\n") + end).replace("\n", newline).encode(charset)
    catalog = parse_catalog(data, "a.po", domain="a")
    assert write_catalog(catalog) == data
    assert write_catalog(replace(catalog, entries=tuple(catalog.entries))) == data
    changed = [
        replace(e, msgstr="Next.", state=State.APPROVED) if e.key.msgid == "次" else e
        for e in catalog.entries
    ]
    ours = write_catalog(replace(catalog, entries=changed)).split(newline.encode())
    theirs = data.split(newline.encode())
    lines = [line for line in difflib.ndiff(latin(theirs), latin(ours)) if line[0] in "-+"]
    assert lines == ["- #, fuzzy", '- msgstr "next"', '+ msgstr "Next."']


def latin(lines: list[bytes]) -> list[str]:
    return [line.decode("latin-1") for line in lines]


def test_one_stray_line_end_does_not_change_all_the_others():
    data = FOREIGN.replace("\n", "\r\n").encode()
    mixed = data.replace(b'msgstr "tight"\r\n', b'msgstr "tight"\n')
    assert write_catalog(parse_catalog(mixed, "a.po", domain="a")) == data


def test_a_file_goes_over_to_utf_8_when_its_charset_cannot_hold_a_text():
    text = HEADER.replace("UTF-8", "EUC-JP") + 'msgid "価格"\nmsgstr ""\n\nmsgid "次"\nmsgstr "x"\n'
    catalog = parse_catalog(text.encode("euc-jp"), "a.po", domain="a")
    korean = replace(catalog.entries[0], msgstr="가격", state=State.APPROVED)
    again = write_catalog(replace(catalog, entries=[korean, catalog.entries[1]])).decode("utf-8")
    assert "charset=UTF-8" in again
    assert 'msgid "価格"\nmsgstr "가격"\n\nmsgid "次"\nmsgstr "x"\n' in again


def test_a_byte_order_mark_is_read_and_not_written():
    data = b"\xef\xbb\xbf" + FOREIGN.encode()
    assert write_catalog(parse_catalog(data, "a.po", domain="a")) == FOREIGN.encode()


def test_workflow_flags_stay_on_their_line_only_where_configured():
    catalog = parsed(HEADER + '#, c-format\n#= reviewed\nmsgid "a"\nmsgstr "b"\n')
    touched = replace(catalog, entries=[replace(catalog.entries[0], msgstr="c")])
    assert b"#, c-format, reviewed\nmsgid" in write_catalog(touched)
    assert b"#, c-format\n#= reviewed\nmsgid" in write_catalog(touched, sticky=True)


def test_an_approved_draft_loses_its_provenance_line_and_nothing_else():
    text = '# memo\n# l10n: mt=offline hash=1a2b3c4d\nmsgid ""\n"a"\nmsgstr "b"\n'
    catalog = parsed(HEADER + text)
    assert write_catalog(replace(catalog, entries=tuple(catalog.entries))).endswith(
        b'\n\n# memo\nmsgid "a"\nmsgstr "b"\n'
    )


def test_a_fuzzy_mark_is_one_on_either_line():
    catalog = parsed(HEADER + '#= fuzzy\nmsgid "a"\nmsgstr "b"\n')
    assert catalog.entries[0].state is State.STALE


LINES = st.sampled_from(
    [
        "",
        "#",
        "# メモ　",
        "# l10n: mt=pseudo hash=1a2b3c4d",
        "# l10n: mt=offline problem=empty",
        "#. 段落",
        "#: a.md b.md:3",
        "#, fuzzy, no-wrap",
        "#, fuzzy",
        "#= mt",
        '#| msgid "前"',
        'msgctxt "文脈"',
        'msgid "文"',
        'msgid ""',
        '"続き\\n"',
        'msgid_plural "文々"',
        'msgstr "text \\"q\\" \\\\"',
        'msgstr ""',
        'msgstr[0] "one"',
        'msgstr "oct\\101"',
        '#~ msgid "旧"',
        '#~ msgstr "old"',
        '#~| msgid "前々"',
        'msgstr "bad\\',
        "<<<<<<< ours",
    ]
)


def outcome(text: str, *, usual: bool) -> object:
    try:
        index = Index(text, "a.po", usual=usual)
    except CatalogError as error:
        return str(error)
    return (
        index.loose,
        index.gone,
        index.drafted,
        [
            (key, index.span(i), index.line(i), index.above(i), index.block(i)[:9])
            for i, key in enumerate(index.keys)
        ],
    )


@settings(max_examples=400)
@given(st.lists(LINES, max_size=12))
def test_the_quick_way_and_the_slow_way_read_the_same(lines):
    text = "\n".join(lines) + "\n"
    assert outcome(text, usual=True) == outcome(text, usual=False)


PLAIN = [
    f'#. paragraph — 電力\n#: a.md\nmsgid "{text}"\nmsgstr "{text.upper()}"'
    for text in ("青い", "a b", "", "工業用水", "九州北部", "特許", "港湾", "x")
]
OTHERS = [
    '# l10n: mt=x hash=1\n#, fuzzy\nmsgid "あ"\nmsgstr "a"',
    '# 「い」 is "i"\nmsgid "い"\nmsgstr "i"',
    'msgid ""\n"う"\n"え"\nmsgstr ""\n"u"\n"e"',
    'msgid "行\\n"\nmsgstr "line\\n"',
    '#, fuzzy\n#| msgid "旧"\nmsgid "新"\nmsgstr "new"',
    'msgctxt ""\nmsgid "青い"\nmsgstr ""',
    'msgid "冊"\nmsgid_plural "冊々"\nmsgstr[0] "a"',
    '#~ msgid "前"\n#~ msgstr "old"',
    '#~\n#~ # 旧\n#~ msgid "昔"\n#~ msgstr "older"',
    'domain "x"',
    "# 最後",
]
SLIPS = [
    '"',
    "\\",
    "\n",
    "\n\n",
    "#",
    "#~ ",
    " ",
    'msgid "',
    '"\n"',
    'msgstr "x"\n',
    '"x"\n',
    "<<<<<<< a\n",
]


@settings(max_examples=200)
@given(
    st.lists(st.sampled_from(PLAIN + OTHERS), min_size=1, max_size=12, unique=True),
    st.lists(st.tuples(st.integers(0, 600), st.sampled_from(SLIPS)), max_size=2),
)
def test_plain_entries_taken_together_read_the_same_as_line_by_line(blocks, slips):
    text = '# 題\nmsgid "題"\nmsgstr ""\n\n' + "\n\n".join(blocks) + "\n"
    for at, slip in slips:
        text = text[:at] + slip + text[at:]
    assert outcome(text, usual=True) == outcome(text, usual=False)


ABOVE = st.lists(
    st.sampled_from(
        [
            "# fuzzy は使わない",
            "# l10n: joined",
            "# l10n: mt=pseudo hash=1a2b3c4d",
            "# l10n: mt=offline problem=empty",
            "#. 段落",
            "#, fuzzy",
            "#, fuzzy, no-wrap",
            "#= fuzzy",
            '#| msgid "前"',
        ]
    ),
    max_size=4,
)
BELOW = st.sampled_from(['"text"', '""', '""\n"text"', '""\n""', '"msgstr \\"\\""', '"oct\\101"'])


@given(st.lists(st.tuples(ABOVE, BELOW), max_size=5))
def test_counting_says_what_reading_says(blocks):
    text = HEADER
    for number, (above, below) in enumerate(blocks):
        text += "\n".join([*above, f'msgid "文{number}"', f"msgstr {below}"]) + "\n\n"
    found = Counter(entry.state for entry in parse_catalog(text.encode(), "a.po").active)
    assert count_states(text.encode(), "a.po") == found


@given(st.lists(st.tuples(ABOVE, BELOW), max_size=5))
def test_what_nobody_wrote_anything_in_is_left_out_and_nothing_else(blocks):
    text = HEADER
    for number, (above, below) in enumerate(blocks):
        lines = sorted(set(above), key=lambda line: line.startswith("#|"))  # the order of gettext
        text += "\n".join([*lines, f'msgid "文{number}"', f"msgstr {below}"]) + "\n\n"
    catalog = parse_catalog(text.rstrip("\n").encode() + b"\n", "a.po")
    kept = list(worked_on(catalog.entries))
    left_out = [entry for entry in catalog.active if entry not in kept]
    assert len(left_out) == Chosen.of(catalog.entries).count_empty()
    assert not any(one.msgstr or one.comments or one.draft for one in left_out)
    plain = [above for above, below in blocks if below == '""' and not above]
    assert len(left_out) >= len(plain)


def test_msgcat_reads_and_prints_what_we_do(tmp_path):
    """Every entry rendered anew: msgcat agrees byte for byte, so it reads the same text too."""
    catalog = parsed(FOREIGN.replace("#= workflow-flag\n", "").replace('domain "messages"\n', ""))
    anew = replace(catalog, origin=Origin(), comment="訳者: 山田")
    path = tmp_path / "a.po"
    path.write_bytes(write_catalog(anew))
    again = subprocess.run(["msgcat", "--no-wrap", path], check=True, capture_output=True)
    assert again.stdout.decode().splitlines() == path.read_text("utf-8").splitlines()
    theirs = tmp_path / "b.po"
    theirs.write_text(FOREIGN.replace("#= workflow-flag\n", ""), "utf-8")
    done = subprocess.run(["msgcat", "--no-wrap", theirs], check=True, capture_output=True)
    msgcats = parse_catalog(done.stdout.replace(b'domain "messages"\n', b""), "b.po", domain="a")
    assert msgcats.entries == catalog.entries


def test_polib_reads_what_we_write(tmp_path):
    path = tmp_path / "a.po"
    path.write_bytes(write_catalog(replace(parsed(FOREIGN), origin=Origin())))
    theirs = {(item.msgctxt, item.msgid): item for item in polib.pofile(str(path))}
    ours = read_catalog(path).entries
    for entry in ours:
        if "\a" not in entry.msgstr and entry.key.msgid.isprintable():
            assert theirs[entry.key].msgstr == ("" if entry.msgid_plural else entry.msgstr)
    assert len(theirs) == len(ours)


def test_approving_a_draft_is_removing_fuzzy(tmp_path):
    path = tmp_path / "a.po"
    path.write_text(HEADER + '# l10n: mt=offline hash=1a2b3c4d\nmsgid "a"\nmsgstr "b"\n', "utf-8")
    (entry,) = read_catalog(path).entries
    assert (entry.state, entry.draft, entry.comments) == (State.APPROVED, None, ())


def test_a_term_may_have_its_aliases_on_several_lines(tmp_path):
    path = tmp_path / "terms.po"
    notes = "#. alias: オープンAI\n#. alias: オープンエーアイ, OAI\n#. keep: 社名\n"
    path.write_text(HEADER + notes + 'msgid "OpenAI"\nmsgstr ""\n', "utf-8")
    (term,) = parse_terms(path)
    assert term.aliases == ("オープンAI", "オープンエーアイ", "OAI")
    assert (term.keep, term.target) == (True, "OpenAI")


def test_terms_are_read_with_their_aliases():
    path = Path(__file__).parents[1] / "locales/zh_Hans/LC_MESSAGES/terms.po"
    terms = {term.source: term for term in parse_terms(path)}
    assert terms["OpenAI"].aliases == ("オープンAI",)
    assert terms["マイクロソフト"].target == "微软"


@given(entries())
def test_polib_prints_the_same_where_it_prints_right(entry):
    """It splits at U+2028, prints a raw bell, and leaves `#.` and `#~|` out of what is obsolete."""
    theirs = polib.POEntry(
        msgid=entry.key.msgid, msgstr=entry.msgstr, msgctxt=entry.key.msgctxt, comment=entry.note,
        occurrences=[(name, "") for name in entry.references],
        tcomment="\n".join([*entry.comments, *po._provenance(entry)]),
        flags=["fuzzy"] if entry.state in (State.DRAFT, State.STALE) else [],
        previous_msgid=entry.previous.msgid if entry.previous else None, obsolete=entry.obsolete,
    )  # fmt: skip
    if not re.search("[\u2028\u2029\u0085]", f"{entry.key.msgid}{entry.msgstr}{entry.previous}"):
        assert po._printed(entry, sticky=False) == theirs.__unicode__(0).rstrip("\n")
