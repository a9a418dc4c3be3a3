"""The offline engine: what it verifies, and the real model on a few sentences."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from l10n.engines import _offline_model, _offline_verify
from l10n.engines.offline import Offline
from l10n.errors import ConfigError, EngineMissing, EngineRefused
from l10n.plugin import EngineSettings, Request


def offline(**options) -> Offline:
    return Offline(EngineSettings(options, Path(), os.environ))


@pytest.mark.parametrize(
    ("source", "answer", "spans", "target", "problem"),
    [
        ("$97.4 billionを提案した。", "It offered $97.4 billion.", ("$97.4 billion",), "en", ""),
        ("$97.4 billionを提案した。", "It offered $97 billion.", ("$97.4 billion",), "en", "lost"),
        ("市場は驚いた。", "市場は驚いた。", (), "en", "copied"),
        ("市場は驚いた。", "The 市場 was surprised.", (), "en", "kanji"),
        ("市場は驚いた。", "市场は很惊讶。", (), "zh_Hans", "kana"),
        ("市場は驚いた。", "Markets fell 30 percent.", (), "en", "figure"),
        ("市場は驚いた。", "", (), "en", "empty"),
        ("市場は驚いた。", "very good very good very good", (), "en", "repeats"),
        ("市場は驚いた。", "Translation: Markets were surprised.", (), "en", "talks"),
        (
            "市場は驚いた。",
            "The market was surprised. " + "And so it went on, they said, for a while. ",
            (),
            "en",
            "longer",
        ),
        ("市場は驚いた。", "XQ3X was surprised.", (), "en", "code"),
        ("XQ1Xを使う。", "Use XQ1X and XQ “.", ("XQ1X",), "en", "code"),
        ("市場は驚いた。", "The market was surprised.", (), "ko", "wrong"),
        ("2025年、市場は驚いた。", "2025년 시장은 놀랐다.", (), "ko", ""),
        ("生成AI", "Generative AI. It is a term.", ("Generative AI",), "en", "sentences"),
        ("内容", "内容", (), "zh_Hans", ""),
        ("発表者", "発表者", (), "zh_Hans", "copied"),
        ("市場は驚いた。", "¿Was ist das?", (), "de", "language"),
        (
            "großes Sprachmodellが増えた。",
            "Große Sprachmodelle nehmen zu.",
            ("großes Sprachmodell",),
            "de",
            "",
        ),
        ("Kyūshūにある。", "Es liegt in Hokkaido.", ("Kyūshū",), "de", "lost"),
        ("地図", "Here is a map.", (), "en", ""),
        ("市場は驚いた。", "Рынок удивился.", (), "ru", ""),
        ("誰も知らなかった。", "Nobody knew what it was.", (), "es", "language"),
        ("市場は驚いた。", "The market was surprised.", (), "hi", "wrong"),
        ("市場は驚いた。", "The рынок was surprised.", (), "en", "script"),
        ("市場は驚いた。", "ตลาดประหลาดใจ", (), "th", ""),
        ("市場は驚いた。", "بازار تعجب کرد।", (), "hi", "wrong"),
    ],
)
def test_degenerate_answers_are_refused(source, answer, spans, target, problem):
    found = _offline_verify.problem(source, answer, spans, target)
    assert problem in found if problem else found == ""


@pytest.mark.parametrize(
    ("answer", "span", "restored"),
    [
        ("The site of XAI.", "xAI", "The site of xAI."),
        ("in the middle of Kyushu", "Kyūshū", "in the middle of Kyūshū"),
        ("avec 100\u00a0000 GPU", "100\u202f000", "avec 100\u202f000 GPU"),
        ("Taxation is old.", "xAI", "Taxation is old."),
        ("XAI and XAI", "xAI", "XAI and XAI"),
    ],
)
def test_a_name_in_another_spelling_is_mended_where_that_is_certain(answer, span, restored):
    assert _offline_verify.restored(answer, (span,)) == restored


def test_the_grammar_ends_where_the_source_ends():
    assert 'end ::= ""' in _offline_verify.grammar("比較表", (), "en")
    assert "end ::= [。！？]" in _offline_verify.grammar("そうだ。", (), "zh_Hans")


def test_the_grammar_holds_each_span_once_in_any_order():
    text = _offline_verify.grammar("二つある。", ("$2", 'a"b'), "en")
    assert 't "$2" t "a\\"b" t | t "a\\"b" t "$2" t' in text
    assert "0-9" not in text


def test_a_missing_part_names_the_pip_command(monkeypatch):
    monkeypatch.setattr(_offline_model, "PARTS", 23)
    with pytest.raises(EngineMissing, match="pip install"):
        _offline_model.parts()


def test_a_wrong_model_file_is_deleted_and_not_loaded(tmp_path, monkeypatch):
    part = tmp_path / "part01.bin"
    part.write_bytes(b"not a model")
    monkeypatch.setattr(_offline_model, "parts", lambda: [part])
    with pytest.raises(EngineMissing, match="SHA-256"):
        _offline_model.bundled(tmp_path / "cache")
    assert list((tmp_path / "cache").glob("*.gguf")) == []


def test_parts_are_joined_in_order_and_verified_once(tmp_path, monkeypatch):
    import hashlib

    for number, data in enumerate((b"one", b"two"), 1):
        (tmp_path / f"part{number}.bin").write_bytes(data)
    monkeypatch.setattr(_offline_model, "SHA256", hashlib.sha256(b"onetwo").hexdigest())
    monkeypatch.setattr(
        _offline_model, "parts", lambda: [tmp_path / "part1.bin", tmp_path / "part2.bin"]
    )
    path = _offline_model.bundled(tmp_path / "cache")
    assert path.read_bytes() == b"onetwo"
    monkeypatch.setattr(_offline_model, "parts", list)  # a second run reads no part
    assert _offline_model.bundled(tmp_path / "cache") == path


def test_unknown_options_and_locales_are_refused():
    with pytest.raises(ConfigError, match="model"):
        offline(modell="x.gguf")
    with pytest.raises(EngineRefused, match="known"):
        offline().check_locales("ja", "cs")


def test_a_model_that_is_not_there_is_named(monkeypatch):
    monkeypatch.setattr("l10n.engines.offline.find_spec", lambda name: object())
    assert "no model at nowhere.gguf" in offline(model="nowhere.gguf").ready()


class Said:
    """A worker that says what it was given, one after the other, and notes what it was asked."""

    def __init__(self, *texts):
        self.texts, self.asked, self.warmths, self.fresh = iter(texts), [], [], []

    def ask(self, prompts, limit, grammar, stop, *, warmth, fresh):
        self.warmths.append(warmth)
        self.fresh.append(fresh)
        return [self.answer("".join(prompt), grammar) for prompt in prompts]

    def answer(self, prompt, grammar):
        self.asked.append((prompt, grammar))
        text = next(self.texts)
        if isinstance(text, Exception):
            raise text
        return {"text": text, "logprob": -0.25, "cut": False}

    def close(self):
        pass


def with_worker(*texts):
    engine = offline()
    engine._workers = [Said(*texts)]
    return engine, engine._workers[0]


def test_a_bad_answer_gets_one_more_try_under_the_grammar_without_examples():
    engine, worker = with_worker("It paid $5.", "It paid $97.4 billion.")
    request = Request(
        "$97.4 billionを払った。", ("$97.4 billion",), examples=(("$3を払った。", "It paid $3."),)
    )
    (answer,) = engine.translate([request], source="ja", target="en")
    assert answer.text == "It paid $97.4 billion."
    (first, free), (second, forced) = worker.asked
    assert "It paid $3." in first
    assert "It paid $3." not in second
    assert free == ""
    assert "$97.4 billion" in forced


def test_what_is_bad_each_time_is_refused_with_the_first_reason():
    engine, worker = with_worker("市場", "", "", "")
    (answer,) = engine.translate([Request("市場は驚いた。")], source="ja", target="en")
    assert (answer.text, answer.problem) == ("", "kanji left over")
    assert worker.warmths == [0.0, 0.0, 0.5, 0.3]


def test_an_answer_that_lost_a_name_is_compared_with_another_one():
    engine, worker = with_worker("The man denied it.", "Klein denied it.")
    (answer,) = engine.translate([Request("クライン氏は否定した。")], source="ja", target="en")
    assert answer.text == "Klein denied it."
    assert worker.warmths == [0.0, 0.5]
    assert [grammar for _, grammar in worker.asked] == ["", ""]


def test_a_country_is_written_for_the_model_and_looked_for_in_its_answer():
    engine, worker = with_worker("Kenya became a republic.", "Cameroon became a republic.")
    request = Request("カメルーンは共和国になった。")
    (answer,) = engine.translate([request], source="ja", target="en")
    assert answer.text == "Cameroon became a republic."
    assert all("Cameroonは共和国になった。" in prompt for prompt, _ in worker.asked)


def test_a_country_need_not_come_back_as_it_was_written():
    engine, worker = with_worker("The Danish king agreed.")
    (answer,) = engine.translate([Request("デンマーク王は認めた。")], source="ja", target="en")
    assert answer.text == "The Danish king agreed."
    assert len(worker.asked) == 1


def test_a_forced_answer_with_a_tail_is_compared_with_a_free_one():
    engine, _ = with_worker(
        "It rose to $5.",
        "It rose to $9, said the man who had been told so by those who know it.",
        "It rose to $9.",
    )
    request = Request("$9に上がった。", ("$9",))
    (answer,) = engine.translate([request], source="ja", target="en")
    assert answer.text == "It rose to $9."


@pytest.mark.parametrize(
    ("source", "answer", "target", "doubts"),
    [
        ("クライン氏は否定した。", "Klein denied it.", "en", []),
        ("クライン氏は否定した。", "He denied it.", "en", ["lost クライン"]),
        ("サラ・オルニーは勝った。", "Sarah won.", "en", []),  # a part of the name is enough
        (
            "クライン氏は否定した。",
            "그는 부인했다.",
            "ko",
            [],
        ),  # katakana is heard in Latin letters only
        ("スポンサーが増えた。", "Backers grew.", "en", []),  # no person
        ("20人が2年間働いた。", "People worked there for two years.", "en", ["lost 20"]),
        ("20人が2年間働いた。", "Zwanzig Menschen arbeiteten zwei Jahre lang.", "de", []),
        ("1つの案がある。", "There is a plan.", "en", []),
        ("専門家は機内の通信は信頼性に欠けると警告した。", "It fails.", "en", ["short"]),
        (
            "市場は驚いた。",
            "The market was surprised, as is said by people who saw it.",
            "en",
            ["long"],
        ),
    ],
)
def test_what_an_answer_may_have_lost(source, answer, target, doubts):
    assert _offline_verify.doubts(source, answer, (), target) == doubts


def test_what_the_grammar_does_to_an_answer():
    request = Request("この投資は$5で、前の年より6%増えたと同社は説明している。", ("$5", "6%"))
    said = "This investment of $5 is 6% more than in the year before, the company explains."
    problem = _offline_verify.forced_problem
    assert problem(request, said, "en") == ""
    assert (
        problem(request, said + " It was told by those who know of it all.", "en")
        == "invented a tail"
    )
    assert (
        problem(request, f"$5 6%{'a' * _offline_verify.longest(request.text)}", "en")
        == "was cut off"
    )


def test_the_last_try_keeps_the_order_of_the_source():
    engine, worker = with_worker("It cost $5.", "It cost $5.", "It cost $5.", "$5, then 6%.")
    request = Request("$5で6%増。", ("$5", "6%"))
    (answer,) = engine.translate([request], source="ja", target="en")
    assert answer.text == "$5, then 6%."
    assert [grammar.count('t "$5"') for _, grammar in worker.asked] == [0, 2, 0, 1]


def test_texts_are_asked_for_together_and_a_bad_answer_alone():
    engine, worker = with_worker("It rained a lot.", "市場", "The market fell.", "It snowed.")
    texts = ("昨日は雨がとても強く降った。", "市場が急に下がった。", "雪が降った。")
    answers = engine.translate([Request(text) for text in texts], source="ja", target="en")
    assert {answer.index: answer.text for answer in answers} == {
        0: "It rained a lot.",
        1: "The market fell.",
        2: "It snowed.",
    }
    # The longest first, two at once since a second worker might take the third. What is asked for
    # again lies in its slot still.
    assert worker.fresh == [True, False, True]


RUNTIME = """
import json, sys, threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

def note(*what):
    with open("calls", "a") as file:
        print(json.dumps(what), file=file)

class Params:
    def __getattr__(self, name):
        self.__dict__[name] = Params()
        return self.__dict__[name]

CommonParams = Params
llama_flash_attn_type = llama_load_mode = Params()

class Server:
    def __init__(self, params):
        threading.Thread(target=threading.Event().wait).start()  # as llama.cpp's: it never ends

        class Slots(BaseHTTPRequestHandler):
            def do_POST(self):
                name = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["filename"]
                allowed = self.headers["Authorization"] == f"Bearer {params.api_keys[0]}"
                note(self.path, allowed)
                if self.path.endswith("save"):
                    open(params.slot_save_path + name, "w").write("state")
                self.send_response(200 if open(params.slot_save_path + name).read() else 400)
                self.end_headers()

            def log_message(self, *args):
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Slots)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.listening_address = f"http://127.0.0.1:{server.server_port}"

    def handle_completions(self, request):
        note(request["prompt"])
        prompts = request["prompt"]
        said = f"{request.get('temperature')} {request['n_predict']}"
        return {"choices": [{"text": f"{said} {i}", "index": i} for i in range(len(prompts))][::-1]}
"""


@pytest.fixture
def runtime(tmp_path):
    """Runs a worker with a runtime of our own; (answers, calls)."""
    (tmp_path / "xllamacpp.py").write_text(RUNTIME)

    def run(*tasks, folder="heads"):
        command = [sys.executable, "-m", "l10n.engines._offline_worker"]
        done = subprocess.run(
            [*command, "m.gguf", "1", "2", str(tmp_path / folder)],
            input="".join(json.dumps(task) + "\n" for task in tasks),
            env={**os.environ, "PYTHONPATH": str(tmp_path)},
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
        calls = (tmp_path / "calls").read_text().splitlines()
        (tmp_path / "calls").unlink()
        answers = [json.loads(line) for line in done.stdout.splitlines()]
        return answers, [json.loads(line) for line in calls]

    return run


TASK = {"id": 7, "head": "", "tails": ["x"], "limit": 9, "stop": [], "temperature": 0.5}
TASK["fresh"] = True
RESTORED = [["/slots/0?action=restore", True], ["/slots/1?action=restore", True]]


def test_a_worker_ends_when_the_tool_has_died(runtime):
    (answer,), _ = runtime(TASK)
    assert answer == {"id": 7, "answers": [{"text": "0.5 9 0", "logprob": 0.0, "cut": False}]}


def test_a_worker_answers_in_the_order_it_was_asked(runtime):
    (answer,), _ = runtime({**TASK, "tails": ["x", "y"]})
    assert [one["text"] for one in answer["answers"]] == ["0.5 9 0", "0.5 9 1"]


def test_the_head_of_prompts_is_read_once_and_kept_for_the_next_run(runtime):
    task = {**TASK, "head": "Examples. "}
    _, calls = runtime(task, {**task, "fresh": False})
    saved = ["/slots/0?action=save", True]
    assert calls == [["Examples. "], saved, *RESTORED, [["Examples. x"]], [["Examples. x"]]]
    _, calls = runtime(task)
    assert calls == [*RESTORED, [["Examples. x"]]]


def test_a_head_that_cannot_be_used_is_read_again(runtime, tmp_path):
    task = {**TASK, "head": "Examples. "}
    runtime(task)
    (head,) = (tmp_path / "heads").iterdir()
    head.write_text("")
    _, calls = runtime(task)
    assert ["Examples. "] in calls
    assert head.read_text() == "state"


def test_a_folder_that_cannot_be_written_costs_nothing_but_time(runtime, tmp_path):
    (tmp_path / "file").write_text("")
    (answer,), calls = runtime({**TASK, "head": "Examples. "}, folder="file/heads")
    assert answer["answers"][0]["text"] == "0.5 9 0"
    assert calls[-1] == [["Examples. x"]]


def test_heads_that_were_not_used_for_long_are_cleared_away(runtime, tmp_path):
    _, calls = runtime(*({**TASK, "head": f"{number} "} for number in range(26)))
    assert len(list((tmp_path / "heads").iterdir())) == 24
    _, calls = runtime({**TASK, "head": "25 "})
    assert calls[0] == RESTORED[0]


@pytest.fixture(scope="module")
def model():
    engine = offline()
    if engine.ready():
        pytest.skip(engine.ready())
    yield engine
    engine.close()


@pytest.mark.model
@pytest.mark.parametrize(
    ("target", "name", "money"),
    [
        ("en", "SoftBank", "$500 billion"),
        ("zh_Hans", "软银", "5000亿美元"),
        ("ko", "소프트뱅크", "5000억 달러"),
    ],
)
def test_the_model_keeps_figures_and_names(model, target, name, money):
    text = f"{name}は今後数年で{money}を投資すると発表した。"
    (answer,) = model.translate([Request(text, (name, money))], source="ja", target=target)
    assert answer.problem == ""
    assert name in answer.text
    assert money in answer.text
    assert dict(answer.detail)["model"] == "cc324af0"


@pytest.mark.model
def test_one_worker_and_two_give_the_same_drafts(model):
    requests = [
        Request("工場は来年動き出す。"),
        Request("社長は計画を否定した。"),
        Request("株価が上がった。"),
    ]
    two = {a.index: a.text for a in model.translate(requests, source="ja", target="en")}
    alone = offline(workers=1)
    one = {a.index: a.text for a in alone.translate(requests, source="ja", target="en")}
    alone.close()
    assert one == two
