"""Aligning: a translation made elsewhere becomes a catalog, and what has no partner is named."""

import contextlib
import json
import math
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from l10n import po
from l10n.align import ALIGNED, SURE, Alignment, Pair, Sentence, adopt, align, blocks, search
from l10n.build import build
from l10n.cli.app import app
from l10n.errors import UsageError
from l10n.evidence import Evidence
from l10n.flow import read_terms, splitter, start
from l10n.formats.html import Html
from l10n.formats.markdown import Markdown
from l10n.formats.text import Text
from l10n.lang import tags
from l10n.lang.ja import split_sentences
from l10n.model import JOINED, Catalog, Draft, Entry, Key, State, digest
from l10n.normalize import target_cuts
from l10n.project import find
from l10n.stages.align import align_stage

ROOT = Path(__file__).parents[1]


def read(fmt, text, split=split_sentences):
    return blocks(fmt.parse("a", text), split)


def aligned(source, target, locale="en", fmt=None, terms=()):
    fmt = fmt or Markdown()
    sides = read(fmt, source), read(fmt, target, target_cuts)
    return align(*sides, Evidence(locale, terms), spaced=bool(tags.joiner(locale)))


def told(done):
    """{source sentences: text} of an alignment."""
    return {" | ".join(one.text for one in pair.source): pair.text for pair in done.pairs}


SOURCE = """# 熊本の工場

2024年2月、熊本県で新しい工場が開所しました。投資額は86億ドルです。地元では約1700人が働きます。

- 第1工場は`JASM`が運営します。
- 第2工場は2027年末に動き始めます。

水の使い方が問題になりました。会社は地下水を戻すと約束しました。

詳しくは[資料](https://example.com/report)をご覧ください。
"""
TARGET = """# The plant in Kumamoto

In February 2024, a new plant opened in Kumamoto Prefecture. The investment is $8.6 billion. About 1,700 people work there.

- The first plant is run by `JASM`.
- The second plant starts up at the end of 2027.

How water is used became a problem. The company promised to return the groundwater.

For details, see the [report](https://example.com/report).
"""


def test_a_faithful_translation_pairs_sentence_by_sentence():
    done = aligned(SOURCE, TARGET)
    assert not done.dropped
    assert not done.added
    assert told(done)["投資額は86億ドルです。"] == "The investment is $8.6 billion."
    assert told(done)["第1工場は`JASM`が運営します。"] == "The first plant is run by `JASM`."
    assert len(done.pairs) == 9
    assert min(pair.confidence for pair in done.pairs) >= SURE


def test_a_sentence_that_was_dropped_is_named_with_its_line():
    done = aligned(SOURCE, TARGET.replace(" The investment is $8.6 billion.", ""))
    assert [(one.line, one.text) for one in done.dropped] == [(3, "投資額は86億ドルです。")]
    assert len(done.pairs) == 8


def test_a_note_of_the_translator_translates_nothing():
    note = (
        "\n\nTranslator's note: figures are those of the announcement, and rounded.\n\n- The first"
    )
    done = aligned(SOURCE, TARGET.replace("\n\n- The first", note))
    assert [one.text[:12] for one in done.added] == ["Translator's"]
    assert not done.dropped


def test_a_paragraph_that_was_moved_is_found():
    first, *rest, last = TARGET.split("\n\n")
    done = aligned(SOURCE, "\n\n".join([first, last.strip(), *rest]) + "\n")
    assert told(done)["詳しくは[資料](https://example.com/report)をご覧ください。"].startswith(
        "For det"
    )
    assert not done.dropped


def test_two_sentences_told_in_one_are_joined_and_one_told_in_two_is_one():
    target = TARGET.replace(
        "a problem. The company promised", "a problem, and the company promised"
    ).replace("The first plant is run by `JASM`.", "That is the first plant. It is run by `JASM`.")
    done = aligned(SOURCE, target)
    both = "水の使い方が問題になりました。 | 会社は地下水を戻すと約束しました。"
    assert told(done)[both].startswith("How water is used became a problem, and")
    assert told(done)["第1工場は`JASM`が運営します。"].startswith("That is the first plant. It is")
    keys = [Entry(Key(None, one.text)) for pair in done.pairs for one in pair.source]
    catalog, _ = adopt(Catalog("a", "en", tuple(keys)), done.pairs)
    entries = {entry.key.msgid: entry for entry in catalog.entries}
    assert JOINED in entries["会社は地下水を戻すと約束しました。"].comments
    assert all(entry.answered for entry in entries.values())


FRONT = """---
title: {title}
tags: [{tags}]
description: {description}
---

| {a} | {b} |
|---|---|
| {c} | 12 |

{text}
"""


FREE = """雨の日の古本市は静かだった。それでも店は混んでいた。母は手紙を読み、黙って窓を閉めた。夏はもう終わる。答えはなかった。"""


@pytest.mark.parametrize(
    ("locale", "told_freely", "pairs"),
    [
        (
            "de",
            "Der Büchermarkt im Regen war still, und trotzdem war jeder Laden voll. Meine Mutter las den Brief. "
            "Wortlos schloss sie das Fenster. Der Sommer geht zu Ende.",
            [2, 1, 1],
        ),
        (
            "es",
            "La feria de libros bajo la lluvia estaba en calma y, sin embargo, las tiendas llenas. Mi madre leyó "
            "la carta. Cerró la ventana en silencio. El verano termina ya.",
            [2, 1, 1],
        ),
    ],
)
def test_everyday_words_show_what_was_joined_cut_or_left_out(locale, told_freely, pairs):
    done = aligned(FREE, told_freely, locale)
    assert [len(pair.source) for pair in done.pairs] == pairs
    assert [one.text for one in done.dropped] == ["答えはなかった。"]
    assert done.added == ()


def test_half_of_a_sentence_is_not_approved_for_length_alone():
    source = "彼は毎朝、川まで歩いた。犬が先に走った。"
    target = "Jeden Morgen ging er zum Fluss. Das war sein Glück. Der Hund lief voraus."
    done = aligned(source, target, "de")
    wrong = [pair for pair in done.pairs if "Glück" in pair.text]
    assert all(pair.confidence < SURE for pair in wrong)


def test_front_matter_in_another_order_and_tables_pair_by_what_they_are():
    source = FRONT.format(
        title="工場の春", tags="半導体, 熊本", description="千歳の春を歩く",
        a="設備", b="数", c="露光装置", text="雪はもうない。",
    )  # fmt: skip
    target = FRONT.format(
        title="Spring at the plant", tags="chips, Kumamoto", description="A walk in spring",
        a="Equipment", b="Number", c="Exposure tool", text="The snow has gone.",
    )  # fmt: skip
    head, title, tagged, description, *rest = target.split("\n")
    done = aligned(source, "\n".join([head, description, tagged, title, *rest]))
    assert told(done) == {
        "工場の春": "Spring at the plant", "半導体": "chips", "熊本": "Kumamoto",
        "千歳の春を歩く": "A walk in spring", "設備": "Equipment", "数": "Number",
        "露光装置": "Exposure tool", "雪はもうない。": "The snow has gone.",
    }  # fmt: skip


def test_html_keeps_its_inline_tags():
    source = "<h1>工場</h1>\n<p>価格は<b>974億ドル</b>です。<a href='/m'>地図</a>を見る。</p>\n"
    target = "<h1>The plant</h1>\n<p>The price is <b>$97.4 billion</b>. See the <a href='/m'>map</a>.</p>\n"
    assert told(aligned(source, target, fmt=Html())) == {
        "工場": "The plant",
        "価格は<b>974億ドル</b>です。": "The price is <b>$97.4 billion</b>.",
        "<a href='/m'>地図</a>を見る。": "See the <a href='/m'>map</a>.",
    }


def test_plain_text_pairs_line_by_line():
    source = "■工場の春\n\n　千歳の春を歩いた。雪はもうない。\n・山田氏の話\n"
    target = "■Spring at the plant\n\n　I walked through spring in Chitose. The snow has gone.\n・What Mr. Yamada says\n"
    done = aligned(source, target, fmt=Text())
    assert told(done)["雪はもうない。"] == "The snow has gone."
    assert told(done)["山田氏の話"] == "What Mr. Yamada says"


def test_a_number_that_begins_a_sentence_is_no_list_number():
    done = aligned("開所は2月21日でした。", "21\\. Februar war der Tag der Eröffnung.", "de")
    assert told(done) == {"開所は2月21日でした。": "21. Februar war der Tag der Eröffnung."}


def test_what_was_left_in_japanese_has_no_translation_but_a_name_has():
    done = aligned("OpenAI\n\n工場は動いています。\n", "OpenAI\n\n工場は動いています。\n")
    assert told(done) == {"OpenAI": "OpenAI"}
    assert [one.text for one in done.dropped] == ["工場は動いています。"]


@settings(max_examples=25)
@given(data=st.data())
def test_no_sentence_of_either_text_is_lost(data):
    """Each is in a pair, or named as dropped or added; nothing twice."""
    source = [part for part in SOURCE.split("\n\n") if data.draw(st.booleans())]
    target = [part for part in TARGET.split("\n\n") if data.draw(st.booleans())]
    target = data.draw(st.permutations(target))
    texts = "\n\n".join(source), "\n\n".join(target)
    done = aligned(*texts)
    paired = [one.text for pair in done.pairs for one in pair.source]
    wanted = [s.text for b in read(Markdown(), texts[0]) for s in b.sentences]
    assert sorted([*paired, *(one.text for one in done.dropped)]) == sorted(wanted)
    there = [s.line for b in read(Markdown(), texts[1], target_cuts) for s in b.sentences]
    used = [line for pair in done.pairs for line in pair.lines]
    assert sorted([*used, *(one.line for one in done.added)]) == sorted(there)


def test_an_encoder_sees_what_lengths_cannot():
    """Two paragraphs of equal length, of which the translator left out the first, and added one."""
    pytest.importorskip("numpy")
    topics = ("工場", "plant"), ("地下水", "groundwater"), ("写真", "photographs")

    def encode(texts):
        return [[0.1 + any(word in text for word in topic) for topic in topics] for text in texts]

    source = "工場の話を聞いて歩いた。\n\n地下水の話を聞いて来た。\n"
    target = "I came here to hear about groundwater.\n\nAll the photographs are by the author.\n"
    sides = read(Markdown(), source), read(Markdown(), target, target_cuts)
    done = align(*sides, Evidence("en", (), encode), spaced=True)
    assert told(done) == {"地下水の話を聞いて来た。": "I came here to hear about groundwater."}
    assert [one.text for one in done.dropped] == ["工場の話を聞いて歩いた。"]
    assert [one.text[:8] for one in done.added] == ["All the "]


def test_a_text_without_the_other_is_dropped_or_added_whole():
    assert [one.text for one in aligned("", "Nothing here.\n").added] == ["Nothing here."]
    assert [one.text for one in aligned("何もない。\n", "").dropped] == ["何もない。"]
    assert aligned("", "") == Alignment()


# --- the search -------------------------------------------------------------------------------

SHAPES = {(1, 1): -0.1, (1, 0): -3.0, (0, 1): -3.0, (2, 1): -2.0}


def ways(rows, columns):
    """All ways through a grid, as lists of (i, j, m, n)."""

    def on(i, j):
        if (i, j) == (rows, columns):
            yield []
        for m, n in SHAPES:
            if i + m <= rows and j + n <= columns:
                yield from ([(i, j, m, n), *rest] for rest in on(i + m, j + n))

    return list(on(0, 0))


@settings(max_examples=60)
@given(rows=st.integers(0, 3), columns=st.integers(0, 3), data=st.data())
def test_the_search_finds_the_likeliest_way_and_how_sure_its_steps_are(rows, columns, data):
    weights = st.integers(-40, 40).map(lambda n: n / 10)
    table = {step: data.draw(weights) for way in ways(rows, columns) for step in way}
    totals = {
        tuple(way): sum(SHAPES[m, n] + table[i, j, m, n] for i, j, m, n in way)
        for way in ways(rows, columns)
    }
    found = search(rows, columns, SHAPES, lambda *step: table[step])
    best = tuple(tuple(step[:4]) for step in found)
    assert totals[best] == pytest.approx(max(totals.values()))
    everything = sum(map(math.exp, totals.values()))
    for step in found:
        share = sum(math.exp(total) for way, total in totals.items() if step[:4] in way)
        assert step.confidence == pytest.approx(share / everything)


# --- what a catalog takes over ----------------------------------------------------------------


def pair(text, sure=1.0, *msgids):
    return Pair(tuple(Sentence(msgid, 1, Key(None, msgid)) for msgid in msgids), text, sure)


def adopted(entry, *pairs, force=False):
    catalog, done = adopt(Catalog("a", "en", (entry,)), pairs, force=force)
    return catalog.entries[0], done


def test_sure_texts_are_approved_and_others_fuzzy_with_their_confidence():
    key = Key(None, "次。")
    entry, _ = adopted(Entry(key), pair("Next.", 0.97, "次。"))
    assert (entry.state, entry.comments) == (State.APPROVED, (f"{ALIGNED}0.97",))
    entry, done = adopted(Entry(key, comments=("見よ",)), pair("Next.", 0.5, "次。"))
    assert (entry.state, entry.comments) == (State.STALE, ("見よ", f"{ALIGNED}0.50"))
    assert done.stale == [key]


def test_texts_of_people_stay_unless_forced_and_drafts_of_machines_do_not():
    key = Key(None, "次。")
    for state in (State.APPROVED, State.STALE):
        person = Entry(key, "After.", state)
        entry, done = adopted(person, pair("Next.", 1.0, "次。"))
        assert (entry, done.kept) == (person, [key])
        entry, _ = adopted(person, pair("Next.", 1.0, "次。"), force=True)
        assert entry.msgstr == "Next."
    machine = Entry(key, "Nex", State.DRAFT, draft=Draft("pseudo", digest("Nex")))
    entry, _ = adopted(machine, pair("Next.", 1.0, "次。"))
    assert (entry.msgstr, entry.draft) == ("Next.", None)
    touched = replace(machine, msgstr="Next")
    assert adopted(touched, pair("Next.", 1.0, "次。"))[0] == touched


def test_a_repeated_sentence_told_in_two_ways_is_fuzzy():
    entry, done = adopted(
        Entry(Key(None, "開く")), pair("Open", 1.0, "開く"), pair("Open", 1.0, "開く"),
        pair("Unlock", 1.0, "開く"),
    )  # fmt: skip
    assert (entry.msgstr, entry.state, len(done.stale)) == ("Open", State.STALE, 1)


def test_a_sentence_joined_in_one_place_and_told_in_another_is_told():
    entry, _ = adopted(
        Entry(Key(None, "次。")),
        pair("One and two.", 1.0, "一。", "次。"),
        pair("Two.", 1.0, "次。"),
    )
    assert entry.msgstr == "Two."


# --- our own editions -------------------------------------------------------------------------


@pytest.mark.parametrize("locale", ["en", "zh_Hans", "ko", "de"])
def test_our_own_build_gives_back_its_catalog(locale):
    """At least 99 % of what an edition was built of, over the articles of this repository."""
    flow = start(find(ROOT), locales=[locale])
    right = total = wrong = 0
    for article in flow.articles:
        catalog = flow.catalogs[article.document.domain, locale]
        whole = tuple(
            replace(e, state=State.APPROVED if e.state is State.DRAFT else e.state)
            for e in catalog.entries
        )
        edition = build(article.document, replace(catalog, entries=whole), article.format)
        source = "".join(part.text for part in article.document.parts)
        sides = (
            read(article.format, source, splitter(flow.project)),
            read(article.format, edition.text, target_cuts),
        )
        evidence = Evidence(locale, read_terms(flow.project, locale))
        done = align(*sides, evidence, spaced=bool(tags.joiner(locale)))
        empty = Catalog("a", locale, tuple(Entry(e.key) for e in article.template.entries))
        made, _ = adopt(empty, done.pairs)
        texts = {e.key: e.msgstr for e in made.entries if e.state is State.APPROVED}
        built = {p.segment.key: p.words for p in edition.pieces if p.segment and p.translated}
        right += sum(texts.get(key) == text for key, text in built.items())
        total += len(built)
        wrong += sum(
            bool(text) and texts.get(key) not in (None, text) for key, text in built.items()
        )
    assert right >= 0.99 * total, f"{right} of {total}, {wrong} wrong"


# --- the command ------------------------------------------------------------------------------


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "l10n.toml").write_text('targets = ["en"]\nengine = "pseudo"\n', "utf-8")
    (tmp_path / "source").mkdir()
    (tmp_path / "source/a.md").write_text(SOURCE, "utf-8")
    (tmp_path / "old.md").write_text(TARGET, "utf-8")
    return tmp_path


def l10n(*args: object, cwd: Path, code: int = 0) -> str:
    with contextlib.chdir(cwd):
        done = CliRunner().invoke(app, list(map(str, args)))
    assert done.exit_code == code, done.output
    return done.output


def test_the_command_writes_the_catalog_once(project):
    command = ("align", "source/a.md", "old.md", "-l", "en")
    assert "would change" in l10n(*command, "--check", cwd=project, code=1)
    assert "9 approved, 0 fuzzy" in l10n(*command, cwd=project)
    path = project / "locales/en/LC_MESSAGES/a.po"
    before = path.read_bytes()
    assert all(e.state is State.APPROVED for e in po.read_catalog(path).entries)
    assert "nothing to write" in l10n(*command, cwd=project)
    assert path.read_bytes() == before


def test_what_a_check_finds_wrong_comes_in_as_fuzzy_and_everything_left_is_reported(project):
    wrong = TARGET.replace("$8.6 billion", "$86 billion").replace(
        "For details", "A note by the translator, of no use to anybody.\n\nFor details"
    )
    (project / "old.md").write_text(wrong, "utf-8")
    said = json.loads(
        l10n("align", "source/a.md", "old.md", "-l", "en", "--format", "json", cwd=project, code=1)
    )
    assert [key["msgid"] for key in said["doubtful"]] == ["投資額は86億ドルです。"]
    assert [(one["line"], one["text"][:6]) for one in said["added"]] == [(10, "A note")]
    assert len(said["approved"]) == 8
    assert said["pairs"][1]["lines"] == [3]


def test_another_format_is_refused(project):
    (project / "old.txt").write_text("x", "utf-8")
    flow = start(find(project), articles=[project / "source/a.md"], locales=["en"])
    with pytest.raises(UsageError, match="not the format of the article"):
        align_stage(flow, project / "old.txt")
    assert not (project / "locales").exists()
