"""The config: one definition, from which reading, the schema and `l10n config` come."""

import json
import re
import tomllib
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from l10n.cli.app import app
from l10n.config import Config, Moved, keys, load, variable_of
from l10n.errors import ConfigError
from l10n.project import find
from l10n.schema import describe, schema

ROOT = Path(__file__).parents[1]
VALID = """\
source = "articles"
targets = ["en", "zh_Hans"]
engine = ["pseudo", "tm"]
layout = "hugo"
[segmentation]
mode = "block"
keep = ['第\\d+条。']
[build]
include = "approved"
[catalog]
share = true
[publish]
base_url = "https://example.com/"
threshold = 1
titles = { ja = "題" }
[gate]
min_reviewed = 0.5
max_stale_days = 30
[gate.en]
max_findings = 0
[checks]
number = "warning"
[checks.en]
url = "off"
[engines.pseudo]
[formats.html]
meta = ["author"]
"""


def read(text: str, file: str = "l10n.toml", **environ: str):
    return load(tomllib.loads(text), file, text, environ=environ)


def l10n(folder: Path, *args: str, code: int = 0) -> str:
    done = CliRunner().invoke(app, [*args, "--project", str(folder)], catch_exceptions=False)
    assert done.exit_code == code, done.output
    return done.output


def test_a_whole_config_is_read_and_fits_its_schema():
    loaded = read(VALID)
    assert loaded.problems == []
    config = loaded.config
    assert config.targets == ("en", "zh_Hans")
    assert (config.mode, config.layout, config.share) == ("block", ("hugo",), True)
    assert config.publish.threshold == 1.0
    assert config.levels("en") == {"number": "warning", "url": "off"}
    gate = config.gate_of("en")
    assert (gate.min_reviewed, gate.max_stale_days, gate.max_findings) == (0.5, 30, 0)
    assert config.gate_of("ko").max_findings is None
    assert loaded.origins["segmentation.keep"] == "l10n.toml:7"
    jsonschema.validate(tomllib.loads(VALID), schema())
    jsonschema.validate({"segmentation": "block"}, schema())
    assert read('segmentation = "block"').config.mode == "block"


WRONG = {
    "targts = ['en']": '1: unknown key "targts"\n  fix: did you mean "targets"?',
    "\ntargets = 5": "2: targets must be a list of strings",
    "targets = [5]": "1: targets must be a list of strings",
    "source = 5": "1: source must be a string",
    "[catalog]\nshare = 'yes'": "2: catalog.share must be true or false",
    "[catalog]\nshares = true": '2: unknown key "shares" in [catalog]',
    "catalog = true": "1: catalog must be a table",
    "[build]\ninclude = 'draft'": '2: build.include = "draft" is not known',
    "segmentation = 'blocks'": '1: segmentation.mode = "blocks" is not known',
    "[segmentation]\nbreak = ['(']": "2: segmentation.break is not a regular expression",
    "engine = 'pseudoo'": '1: unknown engine "pseudoo"\n  fix: did you mean "pseudo"?',
    "layout = 'hogo'": '1: unknown layout "hogo"',
    "[engines.deepll]\n": '1: unknown engine "deepll"',
    "[checks]\nnumbr = 'off'": '2: unknown key "numbr" in [checks]',
    "[checks.en]\nnumber = 'of'": '2: number = "of" is no severity',
    "[checks.em]\n": 'unknown locale "em"',
    "[gate]\nmin_review = 1": '2: unknown key "min_review" in [gate]',
    "[gate.en]\nmin_reviewed = 80": "2: gate.en.min_reviewed = 80 cannot be met",
    "[gate]\nmax_findings = 1.5": "gate.max_findings must be a whole number",
    "[publish]\nthreshold = true": "2: publish.threshold must be a number",
    "[publish]\nbase_url = 'a.b'": '2: publish.base_url = "a.b" is no absolute address',
    "[publish]\nslugs = 'titel'": '2: publish.slugs = "titel" is not known',
}


@pytest.mark.parametrize("text", WRONG)
def test_what_is_wrong_is_named_with_line_and_fix(text):
    (problem,) = read(text).problems
    assert f"l10n.toml:{WRONG[text]}" in str(problem) or WRONG[text] in str(problem)
    assert str(problem).startswith("l10n.toml:")
    assert problem.fix
    inside = (
        re.sub(r"(?m)^\[", "[tool.l10n.", text) if text.startswith("[") else f"[tool.l10n]\n{text}"
    )
    table = tomllib.loads(inside)["tool"]["l10n"]
    (same,) = load(table, "pyproject.toml", inside, environ={}).problems
    assert (same.what, same.place.rpartition(":")[0]) == (problem.what, "pyproject.toml")


@pytest.mark.parametrize("text", [one for one in WRONG if "regular" not in WRONG[one]])
def test_an_editor_with_the_schema_sees_nearly_all_of_it(text):
    judged_by_us_alone = (  # other plugins than ours may be installed, and Babel knows locales
        "engine =", "layout =", "[engines", "[checks]\nnumbr", "[checks.em]", "[publish]\nbase_url",
    )  # fmt: skip
    if not text.startswith(judged_by_us_alone):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(tomllib.loads(text), schema())


def test_the_environment_sets_any_key_and_says_so():
    environ = {
        "L10N_ENGINE": "pseudo, tm",
        "L10N_PUBLISH__BASE_URL": "https://preview.example/",
        "L10N_PUBLISH__THRESHOLD": "0.5",
        "L10N_CATALOG__SHARE": "TRUE",
        "L10N_CHECKS__ZH_HANS__NUMBER": "off",
        "L10N_GATE__MIN_REVIEWED": "0.25",
        "L10N_ENGINES__OPENAI__MAX_TOKENS": "400",
        "L10N_SHARED": "somebody else's",
    }
    loaded = read('targets = ["zh_Hans"]\n[checks]\nurl = "off"\n', **environ)
    assert loaded.problems == []
    config = loaded.config
    assert (config.engine, config.share) == (("pseudo", "tm"), True)
    assert (config.publish.base_url, config.publish.threshold) == ("https://preview.example/", 0.5)
    assert config.levels("zh_Hans") == {"url": "off", "number": "off"}
    assert config.gate_of("en").min_reviewed == 0.25
    assert config.engines == {"openai": {"max_tokens": 400}}
    assert loaded.origins["engine"] == "L10N_ENGINE"


@pytest.mark.parametrize(
    ("variable", "value", "message"),
    [
        ("L10N_TARGET", "en", 'fix: did you mean "L10N_TARGETS"?'),
        ("L10N_TARGETS", "en,zh_Han", 'unknown locale "zh_Han"'),
        ("L10N_BUILD__INCLUDE", "all", 'build.include = "all" is not known'),
        ("L10N_CATALOG__SHARE", "perhaps", "catalog.share must be true or false"),
    ],
)
def test_a_wrong_variable_is_named(variable, value, message):
    (problem,) = read("", **{variable: value}).problems
    assert problem.place == variable
    assert message in str(problem)


def test_every_key_has_a_variable_and_a_word_about_it():
    assert len({variable_of(name) for name in keys()}) == len(keys())
    for key in keys().values():
        assert describe(key.owner, key.field), key.name


def test_a_key_that_moved_is_read_with_a_note_and_one_that_went_is_an_error():
    moved = {
        "drafts": Moved("0.3", "build.include", "Its values are the same."),
        "wrap": Moved("0.2", advice="catalogs are never wrapped; remove it"),
    }
    text = 'drafts = "approved"\n'
    loaded = load(tomllib.loads(text), "l10n.toml", text, environ={}, moved=moved)
    assert loaded.config.include == "approved"
    assert loaded.notes == [
        'l10n.toml:1: "drafts" is "build.include" since 0.3. Its values are the same.'
    ]
    for text in ("wrap = 80\n", 'drafts = "approved"\n[build]\ninclude = "drafts"\n'):
        (problem,) = load(tomllib.loads(text), "l10n.toml", text, environ={}, moved=moved).problems
        assert problem.place == "l10n.toml:1"
        assert problem.fix


def test_notes_reach_people_on_stderr_and_not_the_results(tmp_path, monkeypatch):
    monkeypatch.setattr("l10n.config.MOVED", {})
    (tmp_path / "source").mkdir()
    (tmp_path / "l10n.toml").write_text('drafts = "approved"\n', "utf-8")
    moved = {"drafts": Moved("0.3", "build.include")}
    monkeypatch.setattr("l10n.config.load.__kwdefaults__", {**load.__kwdefaults__, "moved": moved})
    done = CliRunner().invoke(app, ["status", "--format", "json", "--project", str(tmp_path)])
    assert json.loads(done.stdout) == {"articles": []}
    assert 'note: l10n.toml:1: "drafts" is "build.include" since 0.3.' in done.stderr
    assert "since 0.3" in l10n(tmp_path, "config", "check")


def test_the_committed_schema_is_that_of_the_code():
    assert json.loads((ROOT / "docs/config.schema.json").read_text("utf-8")) == schema()
    jsonschema.Draft7Validator.check_schema(schema())


def test_what_is_shown_is_what_is_in_force(tmp_path, monkeypatch):
    (tmp_path / "l10n.toml").write_text(VALID, "utf-8")
    monkeypatch.setenv("L10N_OUTPUT", "public")
    rows = json.loads(l10n(tmp_path, "config", "show", "--format", "json"))
    assert set(rows) == set(keys())
    assert rows["output"] == {"value": "public", "from": "L10N_OUTPUT"}
    assert rows["catalog.neighbours"] == {"value": False, "from": "default"}
    text = l10n(tmp_path, "config", "show")
    assert load_shown(text) == find(tmp_path).config
    assert (
        l10n(tmp_path, "config", "show", "build") == 'build.include = "approved"  # l10n.toml:9\n'
    )
    with pytest.raises(ConfigError, match="did you mean"):
        l10n(tmp_path, "config", "show", "buld.include")


def load_shown(text: str) -> Config:
    loaded = read(text)
    assert loaded.problems == []
    return loaded.config


@settings(max_examples=50)
@given(st.lists(st.text(alphabet='日本語の文a"\\\n\t', max_size=8), max_size=3), st.floats(0, 1))
def test_any_value_is_shown_as_toml_that_reads_the_same(rules, threshold):
    from l10n.cli.config import _toml

    table = {"titles": {"ja": "".join(rules)}, "hosts": rules, "threshold": threshold}
    assert tomllib.loads(f"value = {_toml(table)}")["value"] == table


def test_a_check_names_every_problem_at_once(tmp_path):
    text = 'targts = ["en"]\nengine = "pseudoo"\n[build]\ninclude = "all"\n'
    (tmp_path / "l10n.toml").write_text(text, "utf-8")
    data = json.loads(l10n(tmp_path, "config", "check", "--format", "json", code=2))
    assert [one["place"] for one in data["problems"]] == [
        "l10n.toml:1", "l10n.toml:2", "l10n.toml:4",
    ]  # fmt: skip
    (tmp_path / "l10n.toml").write_text("[formats.html]\nmetas = []\n[engines.deepl]\nmodle = 1\n")
    out = l10n(tmp_path, "config", "check", code=2)
    assert 'did you mean "meta"' in out
    assert 'did you mean "model"' in out
    (tmp_path / "l10n.toml").write_text(VALID, "utf-8")
    assert l10n(tmp_path, "config", "check") == "l10n.toml: no problems\n"
