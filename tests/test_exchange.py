"""Exchange: every text comes back as it went, other tools read it, approved text stays."""

import subprocess
import sys
from pathlib import Path, PurePath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n import po
from l10n.errors import UsageError
from l10n.exchange import Unit, codec
from l10n.flow import Flow, start
from l10n.model import Key, State
from l10n.project import find
from l10n.stages.exchange import export_stage, import_stage
from l10n.stages.update import update_stage

FORMATS = {"xliff-1.2": "a.xlf", "xliff-2.0": "a.xlf", "tmx": "a.tmx", "csv": "a.csv"}
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


@st.composite
def units(draw: st.DrawFn) -> Unit:
    target = draw(st.one_of(st.just(""), TEXT))
    state = draw(st.sampled_from([State.APPROVED, State.STALE])) if target else State.UNTRANSLATED
    context = draw(st.one_of(st.none(), st.just("場所")))
    return Unit("2025/chips", Key(context, draw(TEXT)), target, state)


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=50)
@given(items=st.lists(units(), max_size=3, unique_by=lambda unit: unit.key))
def test_every_text_comes_back_as_it_went(name, items):
    path = PurePath(FORMATS[name])
    data = codec(path, name).write(items, "ja", "zh-Hans")
    again, tag = codec(path, "", data).read(data, str(path))
    if name == "tmx":
        items = [u for u in items if u.state is State.APPROVED]
        again = [Unit(u.domain, u.key, u.target, State.APPROVED) for u in again]
    assert again == items
    assert tag == ("zh-Hans" if items or name.startswith("xliff-2") else "")
    assert codec(path, name).write(items, "ja", "zh-Hans") == data


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


def test_other_tools_read_what_we_write():
    tmx = pytest.importorskip("translate.storage.tmx")
    xliff = pytest.importorskip("translate.storage.xliff")
    items = [
        Unit("a", Key(None, "工場は熊本にある。"), "The factory is in Kumamoto.", State.APPROVED),
        Unit("a", Key(None, "未訳。")),
    ]
    store = xliff.xlifffile.parsestring(codec(PurePath("a.xlf")).write(items, "ja", "en"))
    assert [(u.source, u.target, u.isapproved()) for u in store.units] == [
        ("工場は熊本にある。", "The factory is in Kumamoto.", True),
        ("未訳。", None, False),
    ]
    memory = tmx.tmxfile.parsestring(codec(PurePath("a.tmx")).write(items, "ja", "en"))
    assert [(u.source, u.target) for u in memory.units] == [
        ("工場は熊本にある。", "The factory is in Kumamoto.")
    ]


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


def test_no_file_is_fetched_for_an_entity(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("secret", "utf-8")
    data = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]><tmx version="1.4"><header srclang="ja"/><body><tu><tuv xml:lang="ja"><seg>a</seg></tuv><tuv xml:lang="en"><seg>b&e;</seg></tuv></tu></body></tmx>'
    found, _ = codec(PurePath("a.tmx")).read(data.encode(), "a.tmx")
    assert "secret" not in found[0].target


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
    new = [Unit(u.domain, u.key, *texts.get(u.key.msgid, (u.target, u.state))) for u in units]
    file.write_bytes(codec(file, "", file.read_bytes()).write(new, "ja", "en"))


def l10n(*args: object, cwd: Path, code: int = 0) -> str:
    command = [sys.executable, "-m", "l10n", *map(str, args)]
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


def flow(project: Path) -> Flow:
    return start(find(project))


@pytest.mark.parametrize("name", ["xliff-1.2", "xliff-2.0", "csv"])
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
