"""Exchange: every text comes back as it went, other tools read it, approved text stays."""

import contextlib
import io
import subprocess
import sys
from dataclasses import replace
from pathlib import Path, PurePath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n import po
from l10n.errors import UsageError
from l10n.exchange import Applied, Unit, codec, filled
from l10n.flow import Flow, start
from l10n.model import JOINED, Key, State
from l10n.project import find
from l10n.stages.exchange import export_stage, import_stage
from l10n.stages.update import update_stage

FORMATS = {
    "xliff-1.2": "a.xlf",
    "xliff-2.0": "a.xlf",
    "tmx": "a.tmx",
    "csv": "a.csv",
    "xlsx": "a.xlsx",
}
PIECES = st.sampled_from(
    [
        "工場は",
        "`make`",
        "で",
        "**",
        "[資料](https://example.com/)",
        "<br>",
        "&",
        "<",
        '"',
        "\n",
        "`a\x1cb`",
        " ",
        "\u2028",
        "\x1c",
        "\x07",
        "%s",
        "💡",
        "974億ドル",
        "\u3000",
        "]]>",
        "\t",
    ]
)
TEXT = st.lists(PIECES, min_size=1, max_size=6).map("".join)


LINE = st.sampled_from(["訳語は用語集による", "\x0b", "a_x0007_b", " 空白 ", "#"])


@st.composite
def units(draw: st.DrawFn) -> Unit:
    joined = draw(st.booleans())
    target = "" if joined else draw(st.one_of(st.just(""), TEXT))
    state = draw(st.sampled_from([State.APPROVED, State.STALE])) if target else State.UNTRANSLATED
    context = draw(st.one_of(st.none(), st.sampled_from(["場所", "\x07", "a\nb"])))
    comments = tuple(draw(st.lists(LINE, max_size=2))) + ((JOINED,) if joined else ())
    key = Key(context, draw(TEXT))
    state = State.APPROVED if joined else state
    return Unit("2025/chips", key, target, state, comments=comments, joined=joined)


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=40)
@given(items=st.lists(units(), max_size=3, unique_by=lambda unit: unit.key))
def test_every_text_comes_back_as_it_went(name, items):
    path = PurePath(FORMATS[name])
    data = codec(path, name).write(items, "ja", "zh-Hans")
    again, tag = codec(path, "", data).read(data, str(path))
    if name == "tmx":  # a memory has texts alone, and only approved ones
        items = [replace(u, comments=()) for u in items if u.state is State.APPROVED and u.target]
        again = [replace(u, state=State.APPROVED) for u in again]
    assert again == items
    assert tag == ("zh-Hans" if items or name.startswith("xliff-2") else "")
    assert codec(path, name).write(items, "ja", "zh-Hans") == data


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=60)
@given(data=st.data())
def test_a_damaged_file_is_refused_or_read_and_never_a_traceback(name, data):
    path = PurePath(FORMATS[name])
    unit = Unit("a", Key("場所", "`make`で\x07作る。"), "Make it\x07.", State.APPROVED)
    whole = codec(path, name).write([unit], "ja", "en")
    if name == "xlsx":
        whole = bytes(whole[:700])
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(len(whole), start + 60)))
    put = data.draw(st.sampled_from([b"", b"zz", b"<source/>", b"&amp;", b"<!-- x -->", b"\xff"]))
    broken = whole[:start] + put + whole[end:]
    with contextlib.suppress(UsageError):
        codec(path, "", broken).read(broken, str(path))


def test_inline_codes_are_codes_and_not_text():
    unit = Unit("a", Key(None, "`make`で**作る**。"), "Make it with `make`.", State.DRAFT, "段落")
    old = codec(PurePath("a.xlf")).write([unit], "ja", "en").decode()
    assert '<source xml:lang="ja"><ph id="1">`make`</ph>で<ph id="2">**</ph>作る' in old
    assert 'state="needs-review-translation"' in old
    assert '>Make it with <ph id="1">`make`</ph>.</target>' in old
    new = codec(PurePath("a.xlf"), "xliff-2.0").write([unit], "ja", "en").decode()
    assert '<data id="d1">`make`</data>' in new
    assert '<ph id="1" dataRef="d1"/>で<ph id="2" dataRef="d2"/>作る' in new
    assert '<note category="place">段落</note>' in new


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("a.xlf", b"<xliff", "not well-formed XML"),
        ("a.xlf", b"<html/>", "not XLIFF"),
        ("a.tmx", b"<html/>", "not TMX"),
        ("a.csv", b"a,b\n1,2\n", "no column article"),
        ("a.csv", "article,msgid,msgstr\n日本".encode("euc-jp"), "not UTF-8"),
        ("a.doc", b"", "no format that is known"),
    ],
)
def test_what_cannot_be_read_is_refused(name, data, what):
    with pytest.raises(UsageError, match=what):
        codec(PurePath(name), "", data).read(data, name)


def test_a_text_with_an_entity_of_the_files_own_is_refused_and_nothing_is_fetched(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("secret", "utf-8")
    data = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]><tmx version="1.4"><header srclang="ja"/><body><tu><tuv xml:lang="ja"><seg>a</seg></tuv><tuv xml:lang="en"><seg>b&e;</seg></tuv></tu></body></tmx>'
    with pytest.raises(UsageError, match="the entity &e; is the file's own"):
        codec(PurePath("a.tmx")).read(data.encode(), "a.tmx")


def test_a_table_that_a_spreadsheet_saved_as_unicode_text_is_read():
    table = "article\tmsgid\tmsgstr\tstate\r\na\t青\tblue\tApproved\r\n"
    found, _ = codec(PurePath("a.csv")).read(table.encode("utf-16"), "a.csv")
    assert [(one.key.msgid, one.target, one.state) for one in found] == [
        ("青", "blue", State.APPROVED)
    ]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "l10n.toml").write_text('targets = ["en"]\nengine = "pseudo"\n', "utf-8")
    (tmp_path / "source").mkdir()
    (tmp_path / "source/a.md").write_text(
        "投資額は974億ドルです。\n\n工場は熊本にあります。\n\n次の文。\n", "utf-8"
    )
    update_stage(start(find(tmp_path)))
    return tmp_path


def translated(project: Path, file: Path, texts: dict[str, tuple[str, State]]) -> None:
    """What comes back from another tool."""
    units, _ = codec(file, "", file.read_bytes()).read(file.read_bytes(), "")
    back = ((u, *texts.get(u.key.msgid, (u.target, u.state))) for u in units)
    new = [replace(u, target=target, state=state) for u, target, state in back]
    file.write_bytes(codec(file, "", file.read_bytes()).write(new, "ja", "en"))


def l10n(*args: object, cwd: Path, code: int = 0) -> str:
    command = [sys.executable, "-m", "l10n", *map(str, args)]
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


def flow(project: Path) -> Flow:
    return start(find(project))


def test_an_export_counts_what_the_file_holds(project):
    path = project / "locales/en/LC_MESSAGES/a.po"
    said = path.read_text("utf-8").replace('次の文。"\nmsgstr ""', '次の文。"\nmsgstr "Next."')
    path.write_text(said, "utf-8")
    assert "a.csv: 3 entries" in l10n("export", "a.csv", cwd=project)
    assert "a.tmx: 1 entry" in l10n("export", "a.tmx", cwd=project)


@pytest.mark.parametrize("name", ["xliff-1.2", "xliff-2.0", "csv", "xlsx"])
def test_an_import_is_checked_and_never_overwrites_approved_text(project, name):
    file = project / FORMATS[name]
    assert export_stage(flow(project), file, name) == 3
    wrong = "The investment is $974 billion."
    figure, factory, following = "投資額は974億ドルです。", "工場は熊本にあります。", "次の文。"
    back = {
        figure: (wrong, State.APPROVED),
        factory: ("The factory is in Kumamoto.", State.APPROVED),
        following: ("The next one.", State.STALE),
    }
    translated(project, file, back)
    done = import_stage(flow(project), file)
    assert [key.msgid for key in done.doubtful] == [figure]
    path = project / "locales/en/LC_MESSAGES/a.po"
    entries = {e.key.msgid: (e.msgstr, e.state) for e in po.read_catalog(path).entries}
    assert entries == {**back, figure: (wrong, State.STALE)}
    back = {factory: ("The plant is in Kumamoto.", State.APPROVED), figure: ("", State.APPROVED)}
    translated(project, file, back)
    done = import_stage(flow(project), file)
    assert ([key.msgid for key in done.kept], done.changed) == ([factory], [])
    assert "The factory is" in path.read_text("utf-8")
    import_stage(flow(project), file, force=True)
    assert "The plant is" in path.read_text("utf-8")


def test_a_sentence_that_changed_meanwhile_is_named(project):
    file = project / "a.xlf"
    l10n("export", file, "-l", "en", cwd=project)
    translated(project, file, {"次の文。": ("The next one.", State.APPROVED)})
    article = project / "source/a.md"
    article.write_text(article.read_text("utf-8").replace("次の文", "続きの文"), "utf-8")
    assert "its source has changed: 次の文。" in l10n("import", file, cwd=project, code=1)


@pytest.mark.parametrize("name", ["xliff-1.2", "xliff-2.0", "csv", "xlsx"])
def test_states_notes_and_folds_go_out_and_come_back(project, name):
    path = project / "locales/en/LC_MESSAGES/a.po"
    text = path.read_text("utf-8")
    head, first, second, third = text.rstrip("\n").split("\n\n")
    first = first.replace('msgstr ""', 'msgstr "The investment is $97.4 billion."')
    second = "# l10n: joined\n" + second
    fuzzy = '#, fuzzy\n#| msgid "その次の文。"\nmsgid "次の'
    third = third.replace('msgid "次の', fuzzy).replace('msgstr ""', 'msgstr "The one after."')
    path.write_text("\n\n".join([head, first, second, third]) + "\n", "utf-8")
    before = path.read_bytes()
    file = project / FORMATS[name]
    export_stage(flow(project), file, name)
    assert import_stage(flow(project), file) == Applied()
    assert path.read_bytes() == before  # nothing to learn, nothing written
    path.write_bytes(text.encode())
    done = import_stage(flow(project), file)
    assert len(done.changed) == 3
    entries = {e.key.msgid: e for e in po.read_catalog(path).entries}
    assert entries["工場は熊本にあります。"].joined
    assert [e.state for e in entries.values()] == [State.APPROVED, State.APPROVED, State.STALE]


def test_a_comment_made_in_another_tool_is_added_and_provenance_is_not(project):
    file = project / "a.xlf"
    export_stage(flow(project), file)
    units, _ = codec(file, "", file.read_bytes()).read(file.read_bytes(), "")
    said = ("固有名詞を確かめた", "l10n: mt=offline hash=00000000")
    new = [replace(u, target="Next.", state=State.STALE, comments=said) for u in units[-1:]]
    file.write_bytes(codec(file).write(new, "ja", "en"))
    import_stage(flow(project), file)
    entry = po.read_catalog(project / "locales/en/LC_MESSAGES/a.po").entries[-1]
    assert (entry.comments, entry.draft, entry.state) == (said[:1], None, State.STALE)


def test_a_stale_text_goes_out_with_the_source_it_belongs_to():
    unit = Unit("a", Key(None, "次。"), "After.", State.STALE, previous="後。")
    old = codec(PurePath("a.xlf")).write([unit], "ja", "en").decode()
    assert '<alt-trans alttranstype="previous-version">' in old
    assert "後。" in codec(PurePath("a.xlf"), "xliff-2.0").write([unit], "ja", "en").decode()


def test_a_cell_is_text_whatever_it_looks_like():
    openpyxl = pytest.importorskip("openpyxl")
    unit = Unit("a", Key(None, "=1+1"), "=HYPERLINK(1)", State.APPROVED)
    data = codec(PurePath("a.xlsx")).write([unit], "ja", "en")
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert not {cell.data_type for cell in sheet[2]} - {"s", "inlineStr"}
    assert data == codec(PurePath("a.xlsx")).write([unit], "ja", "en")


@pytest.mark.parametrize("name", ["xliff-1.2", "xliff-2.0"])
def test_a_filled_target_is_no_translation_until_somebody_changed_it(name):
    path = PurePath("a.xlf")
    approved = Unit("a", Key(None, "`make`で作る。"), "Make it with `make`.", State.APPROVED)
    items = [filled(approved), filled(Unit("a", Key(None, "Go"))), Unit("a", Key(None, "次"))]
    data = codec(path, name).write(items, "ja", "en")
    assert [u.state for u in codec(path, "", data).read(data, "")[0]] == [State.UNTRANSLATED] * 3
    back = data.replace(b">Go</target>", b">Go on</target>")
    unit = codec(path, "", back).read(back, "")[0][1]
    assert (unit.target, unit.state) == ("Go on", State.STALE)
