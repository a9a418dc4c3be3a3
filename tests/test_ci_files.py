"""The GitHub Action, the GitLab template and the pre-commit hooks: judged by their schemas, and run.

The steps run as the services run them, in a clone of a bare remote, with what is not here (the setup
of Python, the cache, pip, gh, glab) replaced by a note of what it was asked for.
"""

import json
import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML
from typer.testing import CliRunner

from l10n.cli.app import app

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
ARTICLE = "投資額は974億ドルです。\n"
VENDORED = {
    "action.yml": ["vendor.github-actions"],
    "ci/honyaku.gitlab-ci.yml": ["vendor.gitlab-ci", "--data-transform", "gitlab-ci"],
}
pytestmark = pytest.mark.skipif(not (BIN / "pre-commit").exists(), reason="needs the dev group")


def yaml(path: str) -> Any:
    return YAML(typ="safe").load((ROOT / path).read_text("utf-8"))


@pytest.mark.parametrize("path", VENDORED)
def test_a_file_fits_the_schema_of_its_service(path):
    command = [BIN / "check-jsonschema", "--builtin-schema", *VENDORED[path], ROOT / path]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_workflow_of_the_documentation_fits_the_schema_and_the_action(tmp_path):
    page = (ROOT / "docs/ci.md").read_text("utf-8")
    blocks = dict(re.findall(r'```yaml title="(.+?)"\n(.*?)```', page, re.DOTALL))
    workflow = tmp_path / "l10n.yml"
    workflow.write_text(blocks[".github/workflows/l10n.yml"], "utf-8")
    command = [BIN / "check-jsonschema", "--builtin-schema", "vendor.github-workflows", workflow]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    inputs = yaml("action.yml")["inputs"]
    steps = [
        s
        for j in YAML(typ="safe").load(workflow.read_text("utf-8"))["jobs"].values()
        for s in j["steps"]
    ]
    given = {key for step in steps if "honyaku" in step.get("uses", "") for key in step["with"]}
    assert given <= set(inputs)
    assert {f"`{name}`" for name in inputs} <= set(re.findall(r"`[\w-]+`", page))
    hooks = YAML(typ="safe").load(blocks[".pre-commit-config.yaml"])["repos"][0]["hooks"]
    assert {hook["id"] for hook in hooks} == {hook["id"] for hook in yaml(".pre-commit-hooks.yaml")}


def git(folder: Path, *args: str) -> str:
    done = subprocess.run(["git", *args], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout.strip()


TOOL = """#!{python}
import json, os, sys
from pathlib import Path

name, args = Path(sys.argv[0]).name, sys.argv[1:]
if name == "python" and args[:3] != ["-m", "pip", "install"]:
    os.execv("{python}", ["{python}", *args])
with open("{log}", "a") as log:
    log.write(json.dumps([name, *args]) + "\\n")
if "list" in args:
    print("[]")
elif "create" in args:
    print("https://git.example/requests/1")
"""


class Machine:
    """A clone in a runner's hands."""

    def __init__(self, pushed: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder, self.clone = folder, folder / "clone"
        self.log = folder / "log"
        tools = folder / "bin"
        tools.mkdir()
        for name in ("python", "gh", "glab"):
            tool = tools / name
            tool.write_text(TOOL.format(python=sys.executable, log=self.log), "utf-8")
            tool.chmod(tool.stat().st_mode | stat.S_IXUSR)
        for name, value in {
            "PATH": os.pathsep.join([str(tools), str(BIN), os.environ["PATH"]]),
            "GIT_CONFIG_GLOBAL": os.devnull,
            **{f"GIT_{who}_NAME": "a" for who in ("AUTHOR", "COMMITTER")},
            **{f"GIT_{who}_EMAIL": "a@example.org" for who in ("AUTHOR", "COMMITTER")},
        }.items():
            monkeypatch.setenv(name, value)
        shutil.copytree(pushed, folder, dirs_exist_ok=True)
        git(self.clone, "remote", "set-url", "origin", str(folder / "remote.git"))
        git(self.clone, "fetch", "-q")

    def l10n(self, *args: str) -> None:
        CliRunner().invoke(
            app, [*args, "--project", str(self.clone / "ja")], catch_exceptions=False
        )

    def commit(self) -> None:
        git(self.clone, "add", "-A")
        git(self.clone, "commit", "-qm", "a change")

    def bash(self, script: str, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
        around = {**os.environ, **env}
        return subprocess.run(
            command, cwd=self.clone, env=around, capture_output=True, text=True, check=False
        )

    @property
    def asked(self) -> list[list[str]]:
        """What the tools were asked for that are not here."""
        if not self.log.exists():
            return []
        return [json.loads(line) for line in self.log.read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def pushed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project in a clone and in its bare remote, everything up to date."""
    folder = tmp_path_factory.mktemp("pushed")
    clone = folder / "clone"
    git(folder, "init", "-q", "--bare", "-b", "main", "remote.git")
    git(folder, "clone", "-q", str(folder / "remote.git"), "clone")
    git(clone, "checkout", "-q", "-b", "main")
    (clone / "ja/source").mkdir(parents=True)
    (clone / "ja/l10n.toml").write_text('targets = ["en"]\nengine = "pseudo"\n', "utf-8")
    (clone / "ja/source/a.txt").write_text(ARTICLE, "utf-8")
    (clone / ".gitignore").write_text(".l10n/\ndist/\n", "utf-8")
    CliRunner().invoke(app, ["sync", "--project", str(clone / "ja")], catch_exceptions=False)
    git(clone, "add", "-A")
    git(clone, "-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-qm", "a")
    git(clone, "push", "-q", "-u", "origin", "main")
    return folder


@pytest.fixture
def machine(pushed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    return Machine(pushed, tmp_path, monkeypatch)


class Run:
    """A run of action.yml, step by step."""

    def __init__(self, machine: Machine, **given: str) -> None:
        action = yaml("action.yml")
        assert set(given) <= set(action["inputs"])
        inputs = {key: str(one.get("default", "")) for key, one in action["inputs"].items()}
        self.known = {f"inputs.{k}": v for k, v in (inputs | given).items()}
        self.known |= {"github.action_path": str(ROOT), "github.token": "t0ken"}
        self.known["inputs.token"] = "t0ken"
        self.machine, self.uses, self.status, self.out = machine, {}, 0, ""
        self.summary = machine.folder / "summary"
        for step in action["runs"]["steps"]:
            condition = step.get("if", "")
            if condition and not self.holds(condition):
                continue
            if "uses" in step:
                self.uses[step["uses"]] = {k: self.filled(v) for k, v in step["with"].items()}
            else:
                assert "${{" not in step["run"]  # inputs reach scripts as variables, never as code
                self.step(step)
        self.result = self.filled(action["outputs"]["status"]["value"])

    def holds(self, condition: str) -> bool:
        name, _, value = condition.partition(" == ")
        return self.known[name] == value.strip("'")

    def filled(self, text: str) -> str:
        return re.sub(r"\$\{\{ ([\w.-]+) \}\}", lambda found: self.known[found[1]], str(text))

    def step(self, step: dict[str, Any]) -> None:
        output = self.machine.folder / "output"
        output.write_text("")
        env = {key: self.filled(value) for key, value in step.get("env", {}).items()}
        env |= {
            "GITHUB_OUTPUT": str(output),
            "GITHUB_STEP_SUMMARY": str(self.summary),
            "GITHUB_ACTION_PATH": str(ROOT),
        }
        done = self.machine.bash(step["run"], env)
        self.out += done.stdout
        self.status = self.status or done.returncode
        assert "Traceback" not in done.stderr, done.stderr
        for line in output.read_text("utf-8").splitlines():
            name, _, value = line.partition("=")
            self.known[f"steps.{step['id']}.outputs.{name}"] = value


def test_the_action_passes_what_is_up_to_date(machine):
    run = Run(machine, project="ja", extras="publish")
    assert (run.status, run.result) == (0, "0"), run.out
    assert machine.asked == [["python", "-m", "pip", "install", "--quiet", f"{ROOT}[publish]"]]
    cache = run.uses["actions/cache@v4"]
    assert cache["path"] == "ja/.l10n/tm.sqlite"
    assert cache["key"].startswith(cache["restore-keys"])
    assert "a.txt" in run.summary.read_text("utf-8")
    assert git(machine.clone, "status", "--porcelain") == ""


def test_the_action_annotates_what_a_pull_request_did_wrong(machine):
    catalog = machine.clone / "ja/locales/en/LC_MESSAGES/a.po"
    header = catalog.read_text("utf-8").split("\n\n")[0]
    entry = f'msgid "{ARTICLE.strip()}"\nmsgstr "The investment is $974 billion."\n'
    catalog.write_text(f"{header}\n\n{entry}", "utf-8")
    machine.l10n("update")
    git(machine.clone, "checkout", "-q", "-b", "work")
    machine.commit()
    run = Run(machine, project="ja", since="origin/main", report="l10n.sarif", cache="false")
    assert (run.status, run.result) == (1, "1")
    assert "actions/cache@v4" not in run.uses
    line = next(line for line in run.out.splitlines() if line.startswith("::error"))
    assert line.startswith("::error file=ja/locales/en/LC_MESSAGES/a.po,line=")
    (found,) = json.loads((machine.clone / "l10n.sarif").read_text("utf-8"))["runs"][0]["results"]
    assert found["ruleId"] == "number"


def test_the_action_fails_where_catalogs_are_behind(machine):
    (machine.clone / "ja/source/b.txt").write_text("工場は熊本にあります。\n", "utf-8")
    machine.commit()
    run = Run(machine, project="ja")
    assert run.result == "1"
    assert "would change ja" not in run.out
    assert "would change locales/en/LC_MESSAGES/b.po" in run.out
    assert git(machine.clone, "status", "--porcelain") == ""
    assert Run(machine, project="ja", mode="sync").result == "0"
    assert (machine.clone / "ja/locales/en/LC_MESSAGES/b.po").exists()


def test_the_action_proposes_a_branch_a_locale(machine):
    (machine.clone / "ja/source/b.txt").write_text("工場は熊本にあります。\n", "utf-8")
    machine.commit()
    git(machine.clone, "push", "-q", "origin", "main")
    assert Run(machine, project="ja", mode="propose").result == "0"
    assert git(machine.clone, "ls-remote", "origin", "l10n/en")
    assert [call[:3] for call in machine.asked if call[0] == "gh"] == [
        ["gh", "pr", "list"],
        ["gh", "pr", "create"],
    ]


def test_a_wrong_mode_is_a_usage_error(machine):
    assert Run(machine, project="ja", mode="chek").result == "2"


def job(machine: Machine, name: str, **more: str) -> subprocess.CompletedProcess[str]:
    """A job of the GitLab template, as a runner puts it together."""
    file = yaml("ci/honyaku.gitlab-ci.yml")
    base = file[file[name]["extends"]]
    env = {**file["variables"], **base["variables"], **file[name].get("variables", {}), **more}
    env = {key: os.path.expandvars(str(value)) for key, value in env.items()}
    return machine.bash("\n".join([*base["before_script"], *file[name]["script"]]), env)


def test_gitlab_reports_on_a_merge_request(machine):
    git(machine.clone, "checkout", "-q", "-b", "work")
    (machine.clone / "ja/source/b.txt").write_text("工場は熊本にあります。\n", "utf-8")
    machine.commit()
    target = {"HONYAKU_PROJECT": "ja", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main"}
    done = job(machine, "l10n:check", **target)
    assert done.returncode == 1, done.stderr
    assert "would change locales/b.pot" in done.stdout
    assert json.loads((machine.clone / "gl-code-quality-report.json").read_text("utf-8")) == []
    assert "no findings" in (machine.clone / "l10n-junit.xml").read_text("utf-8")
    machine.l10n("sync")
    machine.commit()
    assert job(machine, "l10n:check", **target).returncode == 0
    assert machine.asked[0] == ["python", "-m", "pip", "install", "--quiet", "honyaku"]


def test_gitlab_proposes_a_branch_a_locale(machine):
    (machine.clone / "ja/source/b.txt").write_text("工場は熊本にあります。\n", "utf-8")
    machine.commit()
    git(machine.clone, "push", "-q", "origin", "main")
    rewrite = f"url.{machine.folder}/remote.git.insteadOf"
    git(machine.clone, "config", rewrite, "https://oauth2:s3cret@git.example/you/site.git")
    done = job(
        machine, "l10n:propose", HONYAKU_PROJECT="ja", HONYAKU_TOKEN="s3cret",
        CI_COMMIT_BRANCH="main", CI_SERVER_HOST="git.example", CI_PROJECT_PATH="you/site",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert git(machine.clone, "ls-remote", "origin", "l10n/en")
    assert [call[:3] for call in machine.asked if call[0] == "glab"] == [
        ["glab", "mr", "list"],
        ["glab", "mr", "create"],
    ]


def test_pre_commit_lets_no_commit_pass_that_leaves_catalogs_behind(machine):
    hooks = [
        {**hook, "language": "system", "entry": f"{hook['entry']} --project ja"}
        for hook in yaml(".pre-commit-hooks.yaml")
    ]
    config = machine.clone / ".pre-commit-config.yaml"
    with config.open("w", encoding="utf-8") as file:
        YAML().dump({"repos": [{"repo": "local", "hooks": hooks}]}, file)
    machine.commit()
    (machine.clone / "ja/source/b.txt").write_text("工場は熊本にあります。\n", "utf-8")
    git(machine.clone, "add", "-A")
    home = {"PRE_COMMIT_HOME": str(machine.folder / "pre-commit")}
    done = machine.bash("pre-commit run", home)
    assert done.returncode == 1, done.stdout + done.stderr
    assert re.findall(r"(Passed|Failed)", done.stdout) == ["Failed", "Failed", "Passed"]
    assert "would change locales/b.pot" in done.stdout
    for stage in ("extract", "update"):
        machine.l10n(stage)
    git(machine.clone, "add", "-A")
    done = machine.bash("pre-commit run && git commit -qm ok", home)
    assert done.returncode == 0, done.stdout + done.stderr
    manifest = machine.bash(f"pre-commit validate-manifest {ROOT}/.pre-commit-hooks.yaml", home)
    assert manifest.returncode == 0, manifest.stdout
