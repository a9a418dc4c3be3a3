"""Catalogs in git: both sides' work is kept, by real merges, rebases and cherry-picks."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n import po
from l10n.changes import changes
from l10n.merge import merge
from l10n.merge3 import CONFLICT, merge3
from l10n.model import Catalog, Draft, Entry, Key, State, digest

FIRST, SECOND, THIRD = "一つ目の文章です。", "投資額は974億ドルです。", "工場は熊本にあります。"
EDITED, ADDED = "投資額は330億ドルです。", "まったく新しい話です。"
OTHER = "別の追加の文もあります。"


def entry(msgid: str, msgstr: str = "", state: State = State.APPROVED, **more: object) -> Entry:
    state = state if msgstr else State.UNTRANSLATED
    return replace(Entry(Key(None, msgid), msgstr, state, ("a.md",), "paragraph"), **more)


def draft(msgid: str, msgstr: str) -> Entry:
    return entry(msgid, msgstr, State.DRAFT, draft=Draft("offline", digest(msgstr)))


def catalog(*entries: Entry) -> Catalog:
    return Catalog("a", "en", entries)


BASE = catalog(entry(FIRST, "First."), draft(SECOND, "Draft."), entry(THIRD))


def said(target: Catalog, msgid: str, msgstr: str) -> Catalog:
    return replace(
        target,
        entries=tuple(
            replace(e, msgstr=msgstr, state=State.APPROVED, draft=None)
            if e.key.msgid == msgid
            else e
            for e in target.entries
        ),
    )


def sourced(target: Catalog, *msgids: str) -> Catalog:
    """The catalog after an update to a source with these sentences."""
    wanted = [entry(m, references=("a.md",)) for m in msgids]
    return merge(replace(catalog(*wanted), locale=""), target)


Change = Callable[[Catalog], Catalog]
CASES: dict[str, tuple[Change, Change, list[tuple[str, str, str]]]] = {
    "both translate different sentences": (
        lambda c: said(c, SECOND, "Two."),
        lambda c: said(c, THIRD, "Three."),
        [
            (FIRST, "First.", "approved"),
            (SECOND, "Two.", "approved"),
            (THIRD, "Three.", "approved"),
        ],
    ),
    "both translate neighbours, on lines that touch": (
        lambda c: said(said(c, FIRST, "One."), SECOND, "Two."),
        lambda c: said(c, THIRD, "Three."),
        [(FIRST, "One.", "approved"), (SECOND, "Two.", "approved"), (THIRD, "Three.", "approved")],
    ),
    "both approve the same text": (
        lambda c: said(c, SECOND, "Two."),
        lambda c: said(c, SECOND, "Two."),
        [(FIRST, "First.", "approved"), (SECOND, "Two.", "approved"), (THIRD, "", "untranslated")],
    ),
    "both add a sentence in the same place": (
        lambda c: sourced(c, FIRST, ADDED, SECOND, THIRD),
        lambda c: sourced(c, FIRST, OTHER, SECOND, THIRD),
        [
            (FIRST, "First.", "approved"),
            (ADDED, "", "untranslated"),
            (OTHER, "", "untranslated"),
            (SECOND, "Draft.", "draft"),
            (THIRD, "", "untranslated"),
        ],
    ),
    "the source moves on here, a person translates there": (
        lambda c: sourced(c, FIRST, EDITED, THIRD),
        lambda c: said(c, SECOND, "It is $97.4 billion."),
        [
            (FIRST, "First.", "approved"),
            (EDITED, "It is $97.4 billion.", "stale"),
            (THIRD, "", "untranslated"),
        ],
    ),
    "a person translates here, the source moves on there": (
        lambda c: said(c, SECOND, "It is $97.4 billion."),
        lambda c: sourced(c, FIRST, EDITED, THIRD),
        [
            (FIRST, "First.", "approved"),
            (EDITED, "It is $97.4 billion.", "stale"),
            (THIRD, "", "untranslated"),
        ],
    ),
    "a machine drafts here, a person translates there": (
        lambda c: replace(c, entries=(*c.entries[:2], draft(THIRD, "Machine."))),
        lambda c: said(c, THIRD, "Three."),
        [(FIRST, "First.", "approved"), (SECOND, "Draft.", "draft"), (THIRD, "Three.", "approved")],
    ),
    "a sentence is removed here and translated there": (
        lambda c: sourced(c, FIRST, THIRD),
        lambda c: said(c, SECOND, "Two."),
        [(FIRST, "First.", "approved"), (THIRD, "", "untranslated")],
    ),
}


def standing(c: Catalog) -> list[tuple[str, str, str]]:
    return [(e.key.msgid, e.msgstr, e.state.value) for e in c.active]


@pytest.mark.parametrize("name", CASES)
def test_both_sides_work_is_kept(name):
    ours, theirs, wanted = CASES[name]
    merged, conflicts = merge3(BASE, ours(BASE), theirs(BASE))
    assert (sorted(standing(merged)), conflicts) == (sorted(wanted), ())


def test_a_removed_sentence_keeps_the_translation_it_got_meanwhile():
    merged, _ = merge3(BASE, sourced(BASE, FIRST, THIRD), said(BASE, SECOND, "Two."))
    assert [(e.key.msgid, e.msgstr) for e in merged.entries if e.obsolete] == [(SECOND, "Two.")]


def test_one_entry_edited_twice_is_a_conflict_that_can_be_read():
    merged, conflicts = merge3(BASE, said(BASE, FIRST, "One."), said(BASE, FIRST, "The first."))
    assert conflicts == (Key(None, FIRST),)
    clash = merged.entries[0]
    assert (clash.msgstr, clash.state) == ("One.", State.STALE)
    assert clash.comments == (f"{CONFLICT}The first.",)
    assert po.parse_catalog(po.write_catalog(merged), "a.po", domain="a").entries == merged.entries


def test_headers_never_conflict():
    dates = [
        (("PO-Revision-Date", f"2026-0{n}-01 10:00+0900"), ("X-Tool", "é" * n)) for n in (1, 2, 3)
    ]
    base, ours, theirs = (replace(BASE, header=header) for header in dates)
    merged, conflicts = merge3(base, ours, theirs)
    assert conflicts == ()
    assert merged.header == (("PO-Revision-Date", "2026-03-01 10:00+0900"), ("X-Tool", "éé"))


SIDES = st.sampled_from([change for case in CASES.values() for change in case[:2]])


@given(SIDES)
def test_one_side_alone_comes_out_as_it_is(change):
    side = change(BASE)
    assert merge3(BASE, side, BASE).catalog.entries == tuple(side.entries)
    assert {e.key: e for e in merge3(BASE, BASE, side).catalog.entries} == {
        e.key: e for e in side.entries
    }
    assert merge3(BASE, side, side).catalog.entries == tuple(side.entries)


@given(SIDES, SIDES)
def test_no_text_of_a_person_is_lost(one, other):
    sides = one(BASE), other(BASE)
    merged, _ = merge3(BASE, *sides)
    everything = po.write_catalog(merged).decode()
    for side in sides:
        for e in side.entries:
            if e.state is State.APPROVED and e.msgstr != "First.":
                assert e.msgstr in everything


# --- real git ---------------------------------------------------------------------------------


def git(repository: Path, *args: str, ok: bool = True) -> str:
    done = subprocess.run(
        ["git", *args], cwd=repository, capture_output=True, text=True, check=False
    )
    assert not ok or done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with the driver installed and the base committed."""
    root = tmp_path_factory.mktemp("git")
    git(root, "init", "-q", "-b", "main")
    for name, value in (("name", "山田"), ("email", "yamada@example.com")):
        git(root, "config", f"user.{name}", value)
    command = [sys.executable, "-m", "l10n", "merge-driver", "install"]
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    commit(root, BASE, "base")
    return root


@pytest.fixture
def repository(template: Path, tmp_path: Path) -> Path:
    git(tmp_path, "clone", "-q", str(template), "copy")
    copy = tmp_path / "copy"
    (copy / ".git/config").write_bytes((template / ".git/config").read_bytes())
    return copy


def commit(root: Path, made: Catalog, message: str) -> None:
    (root / "a.po").write_bytes(po.write_catalog(made))
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", message)


def read(root: Path) -> Catalog:
    return po.read_catalog(root / "a.po", domain="a")


ACTIONS = {
    "merge": ("main", ["merge", "-q", "--no-edit", "topic"]),
    "rebase": ("topic", ["rebase", "-q", "main"]),
    "cherry-pick": ("main", ["cherry-pick", "topic"]),
}


SCENARIOS = [
    *((name, action) for name in list(CASES)[:5] for action in ACTIONS),
    *((name, "merge") for name in list(CASES)[5:]),
]


@pytest.mark.parametrize(("name", "action"), SCENARIOS)
def test_git_keeps_both_sides_work(repository, name, action):
    ours, theirs, wanted = CASES[name]
    branch, command = ACTIONS[action]
    base = read(repository)
    git(repository, "switch", "-q", "-c", "topic")
    commit(repository, theirs(base), "theirs")
    git(repository, "switch", "-q", "main")
    commit(repository, ours(base), "ours")
    git(repository, "switch", "-q", branch)
    if name == "both approve the same text" and action != "merge":
        git(repository, *command, ok=False)  # nothing is left to commit
    else:
        git(repository, *command)
    assert sorted(standing(read(repository))) == sorted(wanted)
    subprocess.run(["msgfmt", "-o", "/dev/null", "a.po"], cwd=repository, check=True)


def test_git_reports_a_real_conflict_and_the_file_can_be_read(repository):
    base = read(repository)
    git(repository, "switch", "-q", "-c", "topic")
    commit(repository, said(base, FIRST, "The first."), "theirs")
    git(repository, "switch", "-q", "main")
    commit(repository, said(base, FIRST, "One."), "ours")
    out = git(repository, "merge", "topic", ok=False)
    assert "CONFLICT (translation): a.po" in out
    assert git(repository, "diff", "--name-only", "--diff-filter=U").strip() == "a.po"
    assert read(repository).entries[0].comments == (f"{CONFLICT}The first.",)


def test_templates_are_merged_too_and_their_dates_never_conflict(repository):
    dates = [(("POT-Creation-Date", f"2026-0{n}-01 10:00+0900"),) for n in (1, 2)]
    sides = [replace(catalog(entry(FIRST), entry(m)), locale="") for m in (ADDED, OTHER)]
    for branch, side, date in zip(("main", "topic"), sides, dates, strict=True):
        git(repository, "switch", "-q", "-C", branch, "origin/main")
        made = replace(side, header=date)
        (repository / "a.pot").write_bytes(po.write_catalog(made))
        git(repository, "add", "-A")
        git(repository, "commit", "-q", "-m", branch)
    git(repository, "merge", "-q", "--no-edit", "main")
    merged = po.read_catalog(repository / "a.pot", domain="a")
    assert {e.key.msgid for e in merged.entries} == {FIRST, ADDED, OTHER}
    assert dict(merged.header)["POT-Creation-Date"] == "2026-02-01 10:00+0900"


def test_a_broken_catalog_is_merged_by_lines(repository):
    git(repository, "switch", "-q", "-c", "topic")
    path = repository / "a.po"
    path.write_bytes(path.read_bytes() + b'\nmsgid "x\nmsgstr ""\n')
    git(repository, "commit", "-q", "-am", "theirs")
    git(repository, "switch", "-q", "main")
    text = path.read_text("utf-8").replace("First.", "One.")
    path.write_text(text, "utf-8")
    git(repository, "commit", "-q", "-am", "ours")
    out = git(repository, "merge", "--no-edit", "topic")
    assert "merged by lines" in out
    assert "One." in path.read_text("utf-8")


def l10n(*args: str, cwd: Path) -> str:
    command = [sys.executable, "-m", "l10n", *args]
    return subprocess.run(command, cwd=cwd, check=True, capture_output=True, text=True).stdout


def test_changes_are_shown_by_entry(repository):
    changed = sourced(said(read(repository), FIRST, "One."), FIRST, THIRD, ADDED)
    (repository / "a.po").write_bytes(po.write_catalog(changed))
    out = l10n("diff", "HEAD", cwd=repository)
    assert out.splitlines() == [
        "a.po: 1 added, 1 removed, 1 text",
        f"  ~ {FIRST}",
        "      - First.",
        "      + One.",
        f"  + {ADDED}",
        f"  - {SECOND}  [draft]",
        "      - Draft.",
    ]
    page = l10n("diff", "HEAD", "--format", "markdown", cwd=repository)
    assert page.startswith("### `a.po`: 1 added, 1 removed, 1 text\n\n- **text**\n\n  ```diff\n")


def test_plural_forms_are_shown_too(repository):
    many = entry("%d件", "%d item", msgid_plural="%d件", msgstr_plural=("%d items",))
    (repository / "a.po").write_bytes(po.write_catalog(catalog(many)))
    git(repository, "commit", "-qam", "plural")
    (repository / "a.po").write_bytes(
        po.write_catalog(catalog(replace(many, msgstr_plural=("%d pieces",))))
    )
    lines = l10n("diff", "HEAD", cwd=repository).splitlines()
    assert lines[2:] == [
        "      - %d item",
        "      - %d items",
        "      + %d item",
        "      + %d pieces",
    ]


@pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")
def test_on_a_terminal_what_has_changed_is_in_colour(repository):
    """Not where NO_COLOR is set, nor into a pipe (the test above)."""
    changed = sourced(said(read(repository), SECOND, "It is $97.4 billion."), FIRST, EDITED, THIRD)
    (repository / "a.po").write_bytes(po.write_catalog(changed))
    around = {k: v for k, v in os.environ.items() if k != "NO_COLOR"} | {"TERM": "xterm"}
    for more, coloured in (({}, True), ({"NO_COLOR": "1"}, False)):
        shown = on_a_terminal("diff", "HEAD", cwd=repository, env=around | more)
        assert ("\x1b[" in shown) is coloured
        assert EDITED in shown


def on_a_terminal(*args: str, cwd: Path, env: dict[str, str]) -> str:
    import pty

    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "l10n", *args]
    with subprocess.Popen(command, cwd=cwd, env=env, stdout=theirs):
        os.close(theirs)
        shown = b""
        with contextlib.suppress(OSError):  # Linux's end of a terminal
            while more := os.read(ours, 65536):
                shown += more
    os.close(ours)
    return shown.decode()


def test_an_edited_sentence_is_one_change():
    old = catalog(entry(SECOND, "It is $97.4 billion."))
    (only,) = changes(old, sourced(old, EDITED))
    assert (only.kind, only.old, only.new.key.msgid) == ("source", old.entries[0], EDITED)
