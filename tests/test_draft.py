"""Drafting: what an engine is asked, in which ways, and what happens when it fails."""

from dataclasses import replace

import pytest

from l10n.budget import FileBudget, Limits
from l10n.draft import Brief, Tally, draft, estimate, ways
from l10n.errors import (
    BudgetSpent,
    EngineInterrupted,
    EngineRefused,
    LocaleUnsupported,
)
from l10n.model import Catalog, Entry, Key, State, Term
from l10n.plugin import Answer, Capabilities
from l10n.tm import Memory, Text


class Fake:
    """An engine that says what a function says."""

    name = "fake"
    capabilities = Capabilities(items=10, pace=2, price=20)

    def __init__(self, say=lambda text: f"Of {text}", **capabilities):
        self.say, self.asked = say, []
        self.capabilities = replace(self.capabilities, **capabilities)

    def fingerprint(self, target):
        return f"fake/{target}"

    def ready(self):
        return ""

    def check_locales(self, source, target):
        if target == "xx":
            raise LocaleUnsupported("no xx")

    def translate(self, requests, *, source, target):
        for index, request in enumerate(requests):
            self.asked.append(request)
            said = self.say(request.text)
            if isinstance(said, BaseException):
                raise said
            yield said if isinstance(said, Answer) else Answer(index, said)

    def close(self):
        pass


def catalog(*msgids, locale="en"):
    return Catalog("a", locale, tuple(Entry(Key(None, m), note="paragraph — 章") for m in msgids))


@pytest.fixture
def memory(tmp_path):
    with Memory(tmp_path / "tm.sqlite") as memory:
        yield memory


def run(engine, memory, *msgids, tally=None, locale="en", terms=(), **options):
    tally = tally if tally is not None else Tally()
    brief = Brief(catalog(*msgids, locale=locale), terms=terms)
    (done,) = draft([brief], engine, memory, tally, progress=lambda *a: None, **options)
    return done.entries


def test_a_lost_mask_is_asked_for_in_pieces_and_no_mask_is_lost(memory):
    def say(text):
        return "Use it." if "XQ" in text else {"を使って": "with", "を作る。": "to make."}[text]

    (entry,) = run(Fake(say), memory, "`a`を使って`b`を作る。")
    assert entry.msgstr == "`a` with `b` to make."
    assert dict(entry.draft.detail)["pieces"] == "2"


def test_a_link_is_cut_at_its_brackets(memory):
    def say(text):
        return "Lost." if "XQ" in text else {"公式": "Official", "を見る。": "see."}[text]

    (entry,) = run(Fake(say), memory, "[公式](https://example.com/a)を見る。")
    assert entry.msgstr == "[Official](https://example.com/a) see."


def test_what_pictures_show_and_titles_are_texts_of_their_own(memory):
    words = {
        "歯車の印": "a [gear]",
        "設定を開く": "Open settings",
        "別の窓": "",
    }
    engine = Fake(lambda text: words.get(text, "Press XQ1X, and [detailsXQ2X."))
    source = '![歯車の印](a.png "設定を開く")を押すと[詳細](b.md "別の窓")が出る。'
    (entry,) = run(engine, memory, source)
    assert entry.msgstr == (
        'Press ![a (gear)](a.png "Open settings"), and [details](b.md "別の窓").'
    )
    assert len(engine.asked) == 4


def test_an_attribute_that_readers_see_is_translated_and_the_others_stay(memory):
    words = {"赤い丸": "red dot"}
    engine = Fake(lambda text: words.get(text, "There is XQ1X."))
    (entry,) = run(engine, memory, '<img class="丸" src="a.png" alt="赤い丸">がある。')
    assert entry.msgstr == 'There is <img class="丸" src="a.png" alt="red dot">.'
    latin = Fake(lambda text: "See XQ1X.")
    (entry,) = run(latin, memory, '<img src="a.png" alt="GitHub">を見る。')
    assert len(latin.asked) == 1


def test_what_fails_in_every_way_is_left_with_the_first_reason(memory):
    (entry,) = run(Fake(lambda text: Answer(0, problem="no text")), memory, "`a`と**b**だ。")
    assert (entry.msgstr, entry.state) == ("", State.UNTRANSLATED)
    assert dict(entry.draft.detail) == {"problem": "no-text"}


def test_emphasis_that_is_lost_is_asked_for_without(memory):
    engine = Fake(lambda text: "lost" if "XQ" in text else "Strong.")
    (entry,) = run(engine, memory, "**強い**。")
    assert entry.msgstr == "Strong."
    assert [r.text for r in engine.asked] == ["XQ1X強いXQ2X。", "強い。"]


def test_names_are_written_in_or_given_as_terms(memory):
    term = Term("マスク氏", "Musk")
    plain = Fake()
    run(plain, memory, "マスク氏が来た。", terms=[term])
    assert plain.asked[0].text == "Muskが来た。"
    glossary = Fake(glossary=True)
    run(glossary, memory, "マスク氏は来ない。", terms=[term])
    assert (glossary.asked[0].text, glossary.asked[0].terms) == ("マスク氏は来ない。", (term,))


def test_a_glossary_engine_that_loses_a_name_gets_it_written_in(memory):
    engine = Fake(
        lambda t: "Musk came." if "Musk" in t else Answer(0, problem="lost"), glossary=True
    )
    (entry,) = run(engine, memory, "マスク氏が来た。", terms=[Term("マスク氏", "Musk")])
    assert entry.msgstr == "Musk came."


def test_figures_are_written_for_engines_that_need_it_alone(memory):
    small, large = Fake(figures=True), Fake()
    run(small, memory, "974億ドルを投じた。")
    run(large, memory, "974億ドルを投じる。")
    assert small.asked[0].text == "$97.4 billionを投じた。"
    assert large.asked[0].text == "974億ドルを投じる。"


@pytest.mark.parametrize(
    ("msgid", "text", "spans"),
    [
        ("1916年に始まり、2年間続いた。", "1916年に始まり、2年間続いた。", ("1916",)),
        ("日曜の午後6時に53歳の人が来た。", "日曜の午後6時に53歳の人が来た。", ()),
        ("2025年2月11日に3万人が来た。", "February 11, 2025に30,000人が来た。", None),
        ("去年、長さ1,149メートルの橋ができた。", "去年、長さ1,149 mの橋ができた。", ("1,149 m",)),
    ],
)
def test_what_a_model_reads_by_itself_is_left_as_it_is(msgid, text, spans, memory):
    engine = Fake(figures=True)
    run(engine, memory, msgid)
    assert engine.asked[0].text == text
    assert spans is None or engine.asked[0].spans == spans


def test_context_is_given_to_engines_that_use_it_alone(memory):
    engine = Fake(context=True)
    run(engine, memory, "一。", "二。", "三。")
    second = engine.asked[1]
    assert (second.title, second.before, second.after) == ("a › 章", "一。", "三。")
    other = Fake()
    run(other, memory, "四。", "五。")
    assert other.asked[1].before == ""


def test_no_answer_is_asked_for_twice(memory):
    run(Fake(), memory, "一。", "二。")
    again = Fake()
    run(again, memory, "一。", "二。", "三。")
    assert [r.text for r in again.asked] == ["三。"]


def test_retry_asks_again_for_what_was_refused_and_nothing_else(memory):
    run(Fake(lambda t: Answer(0, problem="bad") if t == "一。" else "Two."), memory, "一。", "二。")
    again = Fake(lambda t: "One.")
    (one, two) = run(again, memory, "一。", "二。", retry=True)
    assert ([r.text for r in again.asked], one.msgstr, two.msgstr) == (["一。"], "One.", "Two.")


@pytest.mark.parametrize("failure", [EngineRefused("quota"), KeyboardInterrupt()])
def test_what_was_answered_before_a_failure_is_kept_and_not_asked_again(failure, memory):
    tally = Tally()
    engine = Fake(lambda text: failure if text == "二。" else "One.")
    one, two = run(engine, memory, "一。", "二。", tally=tally)
    assert (one.msgstr, two.msgstr, two.draft) == ("One.", "", None)
    wanted = EngineInterrupted if isinstance(failure, KeyboardInterrupt) else EngineRefused
    assert isinstance(tally.failures[0], wanted)
    again = Fake()
    run(again, memory, "一。", "二。")
    assert [r.text for r in again.asked] == ["二。"]


def test_the_budget_is_a_hard_stop_and_what_fits_is_sent(memory, tmp_path):
    tally, engine = Tally(), Fake()
    with FileBudget(tmp_path / "tm.sqlite", Limits(characters=12)) as budget:
        entries = run(
            engine, memory, "あいうえ。", "かきくけ。", "さしすせ。", tally=tally, budget=budget
        )
    assert sum(len(r.text) for r in engine.asked) == 10
    assert [bool(e.msgstr) for e in entries] == [True, True, False]
    assert isinstance(tally.failures[0], BudgetSpent)


def test_an_estimate_sends_nothing_and_counts_what_is_left(memory):
    run(Fake(), memory, "一。")
    engine = Fake()
    found = estimate([Brief(catalog("一。", "二番。", "二番。", "三番だ。"))], engine, memory)
    assert (found.segments, found.characters, found.seconds) == (2, 7, 1.0)
    assert found.cost == pytest.approx(7 * 20 / 1e6)
    assert engine.asked == []


def test_the_chain_is_in_the_provenance(memory):
    first = Fake(lambda text: Answer(0, problem="bad"))
    (refused,) = run(first, memory, "一。")
    second = Fake()
    second.name = "other"
    brief = Brief(Catalog("a", "en", (refused,)))
    (done,) = draft([brief], second, memory, Tally(), progress=lambda *a: None)
    # its fingerprint is the first one's: the journal already knows the refusal
    assert done.entries[0].draft.engine == "fake+other"
    second.fingerprint = lambda target: "other"
    (done,) = draft([brief], second, memory, Tally(), progress=lambda *a: None)
    assert (done.entries[0].draft.engine, done.entries[0].draft.detail) == (
        "other",
        (("after", "fake"),),
    )


def test_an_engine_that_is_asked_again_does_not_come_after_itself(memory):
    (refused,) = run(Fake(lambda text: Answer(0, problem="bad")), memory, "一。")
    brief = Brief(Catalog("a", "en", (refused,)))
    again = draft([brief], Fake(), memory, Tally(), retry=True, progress=lambda *a: None)
    (done,) = again[0].entries
    assert (done.draft.engine, done.draft.detail) == ("fake", ())


def test_the_fullest_way_is_first_and_no_way_is_twice():
    assert len(ways(Capabilities(emphasis=False))) == 2
    assert len(ways(Capabilities(glossary=True))) == 3


def test_an_approved_pair_of_the_same_build_is_an_example(memory):
    memory.learn("b", "en", [Text("新しい工場は熊本にある。", "The new plant is in Kumamoto.")])
    engine = Fake(examples=True)
    run(engine, memory, "新しい工場は札幌にある。", "誰も知らない。")
    shown = {request.text: request.examples for request in engine.asked}
    assert shown["新しい工場は札幌にある。"] == (
        ("新しい工場は熊本にある。", "The new plant is in Kumamoto."),
    )
    assert shown["誰も知らない。"] == ()


def test_a_doubtful_draft_says_so_in_its_provenance(memory):
    def doubt(pairs):
        assert [source for source, _ in pairs] == ["一。", "二。"]
        return ["", "unrelated"]

    one, two = run(Fake(), memory, "一。", "二。", doubt=doubt)
    assert one.draft.detail == ()
    assert two.draft.detail == (("doubt", "unrelated"),)
    assert two.msgstr
