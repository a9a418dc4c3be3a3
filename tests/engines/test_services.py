"""What each service is sent: codes, masks, glossary, context; and what is never sent."""

import html
import json
import threading
from pathlib import Path

import pytest

from l10n.budget import Account, FileBudget, Limits
from l10n.draft import Brief, Tally, draft
from l10n.engines import _codes
from l10n.engines.deepl import DeepL
from l10n.engines.libre import Libre
from l10n.engines.online import DEAD, Baidu, Google, Microsoft, MyMemory
from l10n.engines.openai import OpenAI
from l10n.errors import (
    BudgetSpent,
    ConfigError,
    EngineInterrupted,
    EngineRefused,
    LocaleUnsupported,
)
from l10n.model import Catalog, Entry, Key, Term
from l10n.plugin import EngineSettings, Request
from l10n.tm import Memory
from tests.engines.service import ENGINES, KEY, ask, engine_of, hello, reset, serve


@pytest.fixture(scope="module")
def running():
    httpd = serve()
    yield httpd
    httpd.stop()


@pytest.fixture
def server(running):
    reset(running)
    return running


@pytest.mark.parametrize("service", ["google", "deepl", "libre", "mymemory", "microsoft", "baidu"])
@pytest.mark.parametrize("locale", ["ja", "en", "zh_Hans", "zh_Hant", "ko", "de", "pt_BR", "ru"])
def test_the_common_locales_have_a_code_everywhere(service, locale):
    assert _codes.code(service, locale)


@pytest.mark.parametrize(
    ("service", "locale", "code"),
    [
        ("google", "zh_Hant", "zh-TW"),
        ("google", "he", "iw"),
        ("google", "nb", "no"),
        ("deepl", "en", "EN-US"),
        ("deepl", "pt_BR", "PT-BR"),
        ("baidu", "ja", "jp"),
        ("mymemory", "en", "en-GB"),
        ("google", "de_AT", "de"),
    ],
)
def test_a_locale_is_said_in_the_code_of_the_service(service, locale, code):
    assert _codes.code(service, locale) == code


@pytest.mark.parametrize("cls", ENGINES)
def test_an_unknown_locale_names_the_nearest_before_any_call(cls, server):
    with pytest.raises(LocaleUnsupported, match='did you mean "zh_Han'):
        engine_of(cls, server).check_locales("ja", "zh_Han")
    engine_of(cls, server, codes={"zh_Han": "zh"}).check_locales("ja", "zh_Han")
    assert server.seen == []


@pytest.mark.parametrize(
    ("cls", "variable"),
    [
        (Microsoft, "MICROSOFT_API_KEY"),
        (DeepL, "DEEPL_API_KEY"),
        (Baidu, "BAIDU_APPID"),
        (Libre, "base_url"),
        (OpenAI, "model"),
    ],
)
def test_what_is_missing_is_named(cls, variable):
    assert variable in cls(EngineSettings({}, Path(), {})).ready()


@pytest.mark.parametrize("cls", ENGINES)
def test_an_unknown_option_is_an_error(cls):
    with pytest.raises(ConfigError, match='did you mean "timeout"'):
        cls(EngineSettings({"timeuot": 3}, Path(), {}))


def test_dead_classes_of_deep_translator_have_a_reason():
    import deep_translator.engines

    living = {"GoogleTranslator", "MyMemoryTranslator", "MicrosoftTranslator", "BaiduTranslator"}
    known = {cls.__name__ for cls in deep_translator.engines.__engines__.values()}
    known |= {"PonsTranslator", "LingueeTranslator", "TencentTranslator"}
    assert known == living | set(DEAD)


def test_too_long_a_text_is_not_sent(server):
    (answer,) = ask(engine_of(MyMemory, server), "あ" * 200)
    assert "500" in answer.problem
    assert server.seen == []


def test_threads_do_not_mix_up_answers(server):
    reset(server, "google")
    texts = [f"{n}番の文はXQ1X。" for n in range(40)]
    server.fault = lambda h: h.say([f"Sentence {h.asked[0].partition('番')[0]} XQ1X."])
    answers = ask(engine_of(Google, server, connections=8), *texts)
    assert [a.text for a in answers] == [f"Sentence {n} XQ1X." for n in range(40)]


def test_deepl_gets_tags_a_context_and_its_glossary_once(server):
    made = []

    def glossaries(handler):
        if handler.command == "GET":
            handler.reply(200, "application/json", json.dumps({"glossaries": []}))
        else:
            made.append(handler.body)
            handler.reply(201, "application/json", json.dumps({"glossary_id": "g1"}))

    reset(server, "deepl", lambda h: h.say(['Click <g id="2">OpenAI</g> &amp; <x id="1"/>']))
    server.glossaries = glossaries
    request = Request(
        "XQ1Xと[オープンAIXQ2X<注>",
        ("XQ1X", "XQ2X"),
        (("XQ1X", "`make`"), ("XQ2X", "](a.md)")),
        (Term("OpenAI", "OpenAI", ("オープンAI",)),),
        "記事の題",
        "前の文。",
        "次の文。",
    )
    engine = engine_of(DeepL, server, formality="prefer_more")
    (answer,) = engine.translate([request], source="ja", target="en")
    assert answer.text == "Click [OpenAIXQ2X & XQ1X"
    (sent,) = server.seen
    assert sent.command == "POST"
    assert KEY in sent.headers["Authorization"]
    assert KEY not in sent.path
    assert sent.body["text"] == ['<x id="1"/>と<g id="2">オープンAI</g>&lt;注&gt;']
    assert (sent.body["source_lang"], sent.body["target_lang"]) == ("JA", "EN-US")
    assert sent.body["context"] == "記事の題\n前の文。\n次の文。"
    assert (sent.body["formality"], sent.body["glossary_id"]) == ("prefer_more", "g1")
    assert made[0]["entries"] == "OpenAI\tOpenAI\nオープンAI\tOpenAI"
    list(engine.translate([request], source="ja", target="en"))
    assert len({one["name"] for one in made}) == 1


def test_a_term_that_is_not_in_the_answer_is_refused(server):
    reset(server, "deepl", lambda h: h.say(["The mask wearer said so."]))
    terms = (Term("マスク氏", "Musk", forbidden=("mask wearer",)),)
    (answer,) = ask(engine_of(DeepL, server), "マスク氏が語った。", terms=terms)
    assert answer.problem == "without the term Musk"


def test_libre_gets_html_only_where_there_are_masks(server):
    reset(server, "libre")
    answers = ask(engine_of(Libre, server), "A & BはXQ1X。", "C & Dだ。")
    assert [a.text for a in answers] == ["Hello XQ1X.", "Hello."]
    masked = next(h.body for h in server.seen if h.body["format"] == "html")
    plain = next(h.body for h in server.seen if h.body["format"] == "text")
    assert masked["q"] == ['A &amp; Bは<x id="1" translate="no"></x>。']
    assert plain["q"] == ["C & Dだ。"]
    assert all(KEY not in h.path and h.body["api_key"] == KEY for h in server.seen)


def test_the_text_of_google_travels_whole(server):
    reset(server, "google", lambda h: h.say(["“Tom & <Jerry>” went."]))
    (answer,) = ask(engine_of(Google, server), "「トムと<ジェリー>」が行った。")
    assert answer.text == html.unescape("“Tom &amp; &lt;Jerry&gt;” went.")


def test_answers_that_are_paid_for_are_kept_when_the_run_is_interrupted(server, monkeypatch):
    from l10n.engines import _service

    reset(server, "libre")
    calls = iter([False, True])
    real = _service.wait

    def wait_and_be_interrupted(pending, **options):
        if next(calls):
            raise KeyboardInterrupt
        return real(pending, **options)

    monkeypatch.setattr(_service, "wait", wait_and_be_interrupted)
    requests = [Request(f"{n}番の文。") for n in range(400)]
    answers = engine_of(Libre, server, connections=1).translate(requests, source="ja", target="en")
    kept = []
    with pytest.raises(KeyboardInterrupt):
        kept.extend(answer.index for answer in answers)
    assert len(kept) == sum(len(handler.asked) for handler in server.seen) < 400


def test_an_interrupt_anywhere_pays_for_nothing_twice(server, tmp_path):
    def interrupted(done, total, characters):
        raise KeyboardInterrupt

    reset(server, "libre")
    entries = tuple(Entry(Key(None, f"{n}番の文。")) for n in range(300))
    brief, tally = Brief(Catalog("a", "en", entries)), Tally()
    with Memory(tmp_path / "tm.sqlite") as memory:
        engine = engine_of(Libre, server, connections=2)
        draft([brief], engine, memory, tally, progress=interrupted)
        assert isinstance(tally.failures[0], EngineInterrupted)
        first = len(server.seen)
        assert tally.asked == sum(len(handler.asked) for handler in server.seen)
        draft([brief], engine, memory, Tally(), progress=lambda *_: None)
    texts = [text for handler in server.seen for text in handler.asked]
    assert 0 < first <= len(server.seen)
    assert len(texts) == len(set(texts)) == 300


def test_two_processes_share_one_budget(tmp_path):
    path = tmp_path / "tm.sqlite"
    with FileBudget(path, Limits(100)) as one, FileBudget(path, Limits(100)) as other:
        assert one.admit("deepl", [30, 30], 0) == 2
        assert other.admit("deepl", [30, 30], 0) == 1
        assert one.admit("deepl", [11], 0) == 0
        assert one.sent() == (90, 0.0)
    with FileBudget(path, Limits(100)) as later:
        assert later.admit("deepl", [100], 0) == 1


def test_threads_never_spend_more_than_the_budget(tmp_path):
    path = tmp_path / "tm.sqlite"
    with FileBudget(path, Limits(1000)) as budget:
        sent = []

        def spend():
            while budget.admit("deepl", [7], 0):
                sent.append(7)

        threads = [threading.Thread(target=spend) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert 993 < sum(sent) <= 1000


def test_cost_is_a_hard_stop_too(tmp_path):
    with FileBudget(tmp_path / "tm.sqlite", Limits(cost=0.01)) as budget:
        assert budget.admit("deepl", [300, 300], 25) == 1
        with pytest.raises(BudgetSpent, match=r"--max-cost 0\.01"):
            Account(budget, "deepl").spend(300, 25)


def test_the_rate_is_shared_through_the_file(tmp_path):
    path, clock = tmp_path / "tm.sqlite", [1000.0]
    with (
        FileBudget(path, clock=lambda: clock[0]) as one,
        FileBudget(path, clock=lambda: clock[0]) as other,
    ):
        waits = [budget.turn("google", 4) for budget in (one, other, one, other)]
        assert waits == [0.0, 0.25, 0.5, 0.75]
        clock[0] += 10
        assert other.turn("google", 4) == 0.0
        clock[0] -= 5000  # a clock that was set back
        assert one.turn("google", 4) == 0.0


def test_what_is_sent_again_is_booked_and_stops_at_the_limit(server, tmp_path):
    reset(server, "libre", lambda h: h.reply(400, "text/plain", ""), bad="毒")
    with FileBudget(tmp_path / "tm.sqlite", Limits(20)) as budget:
        engine = engine_of(Libre, server, ledger=Account(budget, "libre"))
        with pytest.raises(EngineRefused, match="--max-chars 20 is reached"):
            ask(engine, *[f"毒の長い文その{n}。" for n in range(20)])
        assert budget.sent()[0] <= 20


def openai_says(*rounds):
    """A fault that answers with these contents in turn."""
    contents = iter(rounds)

    def fault(handler):
        said = {"choices": [{"message": {"content": next(contents)}}]}
        handler.reply(200, "application/json", json.dumps(said))

    return fault


def test_openai_gets_numbered_segments_with_title_neighbours_and_terms(server):
    reset(server, "openai")
    request = Request(
        "オープンAIは好調だ。",
        (),
        (),
        (Term("OpenAI", "OpenAI", ("オープンAI",)),),
        "題",
        "前。",
        "後。",
    )
    engine = engine_of(
        OpenAI, server, style="plain", base_url=engine_of(OpenAI, server).base + "/v1"
    )
    list(engine.translate([request, Request("次だ。", title="題")], source="ja", target="zh_Hans"))
    (first, *_) = server.seen
    assert first.path == "/v1/chat/completions"
    system, user = (message["content"] for message in first.body["messages"])
    assert "Japanese articles into Simplified Chinese" in system
    assert "Style: plain" in system
    assert json.loads(user) == {
        "title": "題",
        "segments": [
            {"id": 1, "text": "オープンAIは好調だ。", "before": "前。", "after": "後。"},
            {"id": 2, "text": "次だ。"},
        ],
        "terms": [{"term": ["OpenAI", "オープンAI"], "rendering": "OpenAI"}],
    }


def test_a_bad_item_gets_one_repair_round_that_says_what_was_wrong(server):
    first = {"translations": [{"id": 1, "text": "Good."}, {"id": 2, "text": "Lost."}]}
    second = {"translations": [{"id": 1, "text": "Kept XQ1X."}]}
    reset(
        server,
        "openai",
        openai_says(json.dumps(first), f"Sure!\n```json\n{json.dumps(second)}\n```"),
    )
    answers = ask(engine_of(OpenAI, server), "良い。", "XQ1Xだ。")
    assert [a.text for a in answers] == ["Good.", "Kept XQ1X."]
    (segment,) = json.loads(server.seen[1].body["messages"][1]["content"])["segments"]
    assert segment["your_answer"] == "Lost."
    assert "XQ1X" in segment["fault"]


def test_an_item_that_fails_the_repair_too_is_refused(server):
    bad = json.dumps({"translations": [{"id": 1, "text": "Lost."}]})
    reset(server, "openai", openai_says(bad, bad))
    (answer,) = ask(engine_of(OpenAI, server), "XQ1Xだ。")
    assert "XQ1X" in answer.problem
    assert len(server.seen) == 2


@pytest.mark.parametrize(
    "content",
    [
        "I cannot help with that.",
        '{"translations": [{"id": 7, "text": "x"}]}',
        '{"translations": 3}',
    ],
)
def test_an_answer_that_is_not_the_json_asked_for_is_refused(content, server):
    reset(server, "openai", openai_says(*[content] * 9))
    (answer,) = ask(engine_of(OpenAI, server), "文だ。")
    assert answer.problem


def test_hello_keeps_masks():
    assert hello("aXQ1Xb") == "Hello XQ1X."
