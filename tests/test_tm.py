"""The TM: approved before drafted, width and punctuation ignored, figures swapped and said so."""

from collections.abc import Callable, Collection, Iterable

import pytest

from l10n.tm import Memory, Recorded, Row, Store, Text, shape


class Shelf(Store):
    """The least that a store has to do: two dictionaries, and every text is a candidate."""

    def __init__(self) -> None:
        self.answers: dict[str, Recorded] = {}
        self.catalogs: dict[tuple[str, str], tuple[str, list[Row]]] = {}

    def answer(self, key: str) -> Recorded | None:
        return self.answers.get(key)

    def record(self, key: str, answer: Recorded) -> None:
        self.answers[key] = answer

    def knows(self, domain: str, locale: str, mark: str) -> bool:
        return self.catalogs.get((domain, locale), (None, []))[0] == mark

    def learn(self, domain: str, locale: str, texts: Iterable[Text], mark: str = "") -> None:
        rows = {text.msgid: Row(text, domain, shape(text.msgid)) for text in texts}
        self.catalogs[domain, locale] = mark, list(rows.values())

    def forget(self) -> None:
        self.catalogs.clear()

    def close(self) -> None: ...

    def approved(
        self, locale: str, *, msgids: Collection[str] = (), shapes: Collection[str] = ()
    ) -> Iterable[Row]:
        rows = [row for row in self.candidates(locale, "") if not row.text.origin]
        return [row for row in rows if row.text.msgid in msgids or row.shape in shapes]

    def candidates(self, locale: str, form: str) -> Iterable[Row]:
        rows = [r for (_, to), (_, some) in self.catalogs.items() if to == locale for r in some]
        return sorted(rows, key=lambda row: (row.domain, row.text.msgid))


def shared(request: pytest.FixtureRequest) -> Store:
    server, schema = request.getfixturevalue("server"), request.getfixturevalue("schema")
    from l10n.postgres import Base
    from l10n.shared import SharedMemory

    return SharedMemory(Base(server.url, schema))


STORES: dict[str, Callable[[pytest.FixtureRequest], Store]] = {
    "sqlite": lambda request: Memory(request.getfixturevalue("tmp_path") / "tm.sqlite"),
    "sqlite without a file": lambda _: Memory(None),
    "the least": lambda _: Shelf(),
    "postgresql": shared,
}
"""Every test below holds for every store; a new one is one line here."""


@pytest.fixture(params=STORES)
def memory(request: pytest.FixtureRequest):
    with STORES[request.param](request) as made:
        yield made


def test_an_approved_text_is_found_and_a_draft_is_not_taken_for_one(memory):
    memory.learn("a", "en", [Text("株価が上がった。", "Shares rose.")])
    memory.learn("b", "en", [Text("株価が下がった。", "Shares fell.", "offline")])
    hit = memory.exact("en", "株価が上がった。")
    assert (hit.score, hit.text.msgstr, hit.domain, hit.adapted) == (
        100,
        "Shares rose.",
        "a",
        False,
    )
    assert memory.exact("en", "株価が下がった。") is None
    assert memory.exact("ko", "株価が上がった。") is None


def test_of_equal_scores_the_approved_text_comes_first(memory):
    memory.learn("a", "en", [Text("株価が上がった。", "Stock up.", "offline")])
    memory.learn("b", "en", [Text("株価が上がった。", "Shares rose.")])
    found = memory.matches("en", "株価が上がった。")
    assert [(m.score, m.text.msgstr, m.text.origin) for m in found] == [
        (100, "Shares rose.", ""),
        (100, "Stock up.", "offline"),
    ]


@pytest.mark.parametrize(
    "variant",
    [
        "ＡＩの「未来」は明るい。",
        "AI の“未来”は、明るい",
        "AIの未来は明るい！",
        "ＡＩの　未来は明るい。",
    ],
)
def test_width_spaces_and_punctuation_do_not_matter(memory, variant):
    memory.learn("a", "en", [Text("AIの「未来」は明るい。", "The future of AI is bright.")])
    (found,) = memory.matches("en", variant)
    assert found.score == (100 if variant == "AIの「未来」は明るい。" else 99)


@pytest.mark.parametrize("variant", ["投資額は、９７４億ドルだ。", "投資額は 974 億ドルだ。"])
def test_what_differs_by_width_spaces_or_commas_alone_is_drafted_from(memory, variant):
    memory.learn("a", "en", [Text("投資額は974億ドルだ。", "It is $97.4 billion.")])
    hit = memory.exact("en", variant)
    assert (hit.score, hit.text.msgstr, hit.adapted) == (99, "It is $97.4 billion.", False)


@pytest.mark.parametrize("other", ["もう終わった？", "もう終わった", "「もう」終わった。"])
def test_a_question_a_heading_or_a_quotation_is_another_text(memory, other):
    memory.learn("a", "en", [Text("もう終わった。", "It is over.")])
    assert memory.exact("en", other) is None


def test_a_little_change_scores_high_and_an_unrelated_text_is_no_match(memory):
    memory.learn("a", "en", [Text("株価が上がった。", "Shares rose.")])
    (found,) = memory.matches("en", "株価が下がった。")
    assert 80 < found.score < 90
    assert memory.matches("en", "工場は熊本にある。") == []


@pytest.mark.parametrize(
    ("locale", "msgstr", "adapted"),
    [
        ("en", "The investment is $97.4 billion.", "The investment is $33 billion."),
        ("de", "Die Investition beträgt 97,4 Milliarden Dollar.", "33 Milliarden Dollar"),
        ("ko", "투자액은 974억 달러입니다.", "330억 달러"),
        ("zh_Hans", "投资额为974亿美元。", "330亿美元"),
    ],
)
def test_figures_that_differ_are_swapped_and_said_so(memory, locale, msgstr, adapted):
    memory.learn("a", locale, [Text("投資額は974億ドルです。", msgstr)])
    hit = memory.exact(locale, "投資額は330億ドルです。")
    assert adapted in hit.text.msgstr
    assert hit.adapted
    assert hit.score == 98
    assert memory.matches(locale, "投資額は330億ドルです。")[0] == hit


def test_about_stays_about(memory):
    memory.learn("a", "en", [Text("約974億ドルを投じた。", "It spent about $97.4 billion.")])
    assert memory.exact("en", "330億ドルを投じた。") is None
    assert memory.exact("en", "約330億ドルを投じた。").text.msgstr == "It spent about $33 billion."


def test_figures_are_swapped_each_for_its_own(memory):
    memory.learn(
        "a", "en", [Text("売上は20%増の5兆円だった。", "Sales rose 20% to 5 trillion yen.")]
    )
    hit = memory.exact("en", "売上は15%増の6兆円だった。")
    assert hit.text.msgstr == "Sales rose 15% to ¥6 trillion."


@pytest.mark.parametrize(
    ("msgid", "msgstr", "new"),
    [
        ("投資額は974億ドルです。", "The sum is huge.", "投資額は330億ドルです。"),  # not there
        ("5社のうち5社が増益だ。", "All 5 of 5 firms gained.", "5社のうち3社が増益だ。"),  # twice
        ("投資額は974億ドルです。", "It is $97.4 billion.", "投資額は974億円です。"),  # the unit
        ("投資額は974億ドルです。", "It is $97.4 billion.", "投資額は約974億ドル以上です。"),
    ],
)
def test_figures_are_not_swapped_where_that_could_be_wrong(memory, msgid, msgstr, new):
    memory.learn("a", "en", [Text(msgid, msgstr)])
    assert memory.exact("en", new) is None
    assert not any(m.adapted for m in memory.matches("en", new))


def test_what_a_catalog_no_longer_says_is_forgotten_and_answers_are_not(memory):
    memory.learn("a", "en", [Text("古い文。", "Old.")])
    memory.record("key", Recorded("paid", "", ()))
    memory.learn("a", "en", [Text("新しい文。", "New.")])
    assert memory.exact("en", "古い文。") is None
    memory.forget()
    assert memory.exact("en", "新しい文。") is None
    assert memory.answer("key") == Recorded("paid", "", ())


def test_a_catalog_that_was_learned_as_it_stands_need_not_be_read_again(memory):
    memory.learn("a", "en", [Text("株価が上がった。", "Shares rose.")], "1")
    assert memory.knows("a", "en", "1")
    assert not memory.knows("a", "en", "2")
    assert not memory.knows("a", "de", "1")
    memory.forget()
    assert not memory.knows("a", "en", "1")


def test_a_text_that_was_learned_twice_is_there_once_as_it_was_last(memory):
    memory.learn("a", "en", [Text("株価が上がった。", "Stock up.", "offline")])
    memory.learn("a", "en", [Text("株価が上がった。", "Shares rose.")] * 2)
    (found,) = memory.matches("en", "株価が上がった。")
    assert (found.text.msgstr, found.text.origin, found.domain) == ("Shares rose.", "", "a")


def test_of_two_approved_texts_the_first_article_answers_always(memory):
    for domain in ("b", "a", "c"):
        memory.learn(domain, "en", [Text("株価が上がった。", f"Shares rose in {domain}.")])
    assert memory.exact("en", "株価が上がった。").domain == "a"


def test_an_answer_is_there_for_everybody_the_moment_it_is_recorded(tmp_path):
    """What is journaled is paid for: a kill may follow at once, and another process may ask."""
    path = tmp_path / "tm.sqlite"
    with Memory(path) as ours, Memory(path) as theirs:
        ours.record("key", Recorded("paid", "", (("model", "a"),)))
        assert theirs.answer("key") == Recorded("paid", "", (("model", "a"),))
        theirs.learn("a", "en", [Text("株価が上がった。", "Shares rose.")])
        assert ours.exact("en", "株価が上がった。").text.msgstr == "Shares rose."


def test_a_tm_that_was_kept_saves_every_call_in_another_clone(tmp_path, monkeypatch):
    from l10n.pipeline import sync
    from l10n.project import find
    from l10n.stages.memory import cache_key

    folders = [tmp_path / "one" / "p", tmp_path / "two" / "q"]
    for folder in folders:
        (folder / "source").mkdir(parents=True)
        (folder / "l10n.toml").write_text('targets = ["en"]\nengine = "pseudo"\n', "utf-8")
        (folder / "source/a.txt").write_text("最初の文です。次の文です。\n", "utf-8")
    first, second = map(find, folders)
    key, prefix = cache_key(first)
    assert key.startswith(prefix)
    assert cache_key(second) == (key, prefix)
    monkeypatch.chdir(folders[0])
    assert sync(first).tally.asked == 2
    assert cache_key(first)[0] != key  # the TM holds more now: it is worth keeping anew
    assert [path.name for path in first.memory.parent.glob("tm.sqlite*")] == ["tm.sqlite"]
    second.memory.parent.mkdir()
    second.memory.write_bytes(first.memory.read_bytes())
    assert sync(second).tally.asked == 0
    assert cache_key(second) == cache_key(first)
