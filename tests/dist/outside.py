"""The wheel as users have it: installed into an environment of its own, used outside the repository.

    python tests/dist/outside.py            # the whole suite, newest dependencies (make test-wheel)
    python tests/dist/outside.py minimum    # the oldest that pyproject.toml allows (make test-minimum)
    python tests/dist/outside.py tools      # uv tool install, pipx install (make test-tools)

Each ends with 0 when the demo's flow, the suite (a part of it with the oldest dependencies: the tools
that it needs ask for newer ones), the doctests of the package and a typed consumer do what they do in
the repository. Packages come from the registry that pip is set up for.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
EXTRAS = "postgres,publish,review,search,xlsx"
FETCHED = ("specs", "corpus", "schemas", "node")  # by `make test`, into .venv
# Tests that need no file of the repository and no tool that is not a dependency.
PART = ("test_build.py", "test_mask.py")
WHOLE = "from importlib.util import find_spec; print(find_spec('hatchling') is not None)"
CONSUMER = '''\
"""What a program that imports honyaku may rely on: its types."""

from decimal import Decimal

from l10n.lang import read_target_quantities, write_quantity
from l10n.lang.ja import read_quantities, split_sentences
from l10n.model import Quantity
from l10n.plugin import Check, Engine, Format, Publisher

sentences: list[str] = split_sentences("投資額は974億ドルだ。工場は2つある。")
assert "".join(sentences) == "投資額は974億ドルだ。工場は2つある。"
figure: Quantity = read_quantities(sentences[0])[0]
assert figure.value == Decimal("97400000000")
assert write_quantity(figure, "en") == "$97.4 billion"
assert read_target_quantities("$97.4 billion", "en")[0].value == figure.value
PROTOCOLS: tuple[type, ...] = (Check, Engine, Format, Publisher)
'''


_OURS = ("PYTHONPATH", "PYTHONDONTWRITEBYTECODE", "VIRTUAL_ENV")


def run(*command: str | Path, cwd: Path, **environ: str) -> str:
    """stdout of a command; the script ends where one fails."""
    clean = {k: v for k, v in os.environ.items() if k not in _OURS}
    done = subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env=clean | environ,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}")
    return done.stdout


def say(text: str) -> None:
    print(text, flush=True)


def built(folder: Path) -> tuple[Path, Path]:
    """The wheel, built from the sdist, and what was in that: what it lacks, the wheel lacks too."""
    hatchling = [sys.executable, "-m", "hatchling", "build", "-d"]
    run(*hatchling, folder, "-t", "sdist", cwd=ROOT)
    (archive,) = folder.glob("*.tar.gz")
    shutil.unpack_archive(archive, folder, filter="data")
    unpacked = folder / archive.name.removesuffix(".tar.gz")
    run(*hatchling, folder, "-t", "wheel", cwd=unpacked)
    (wheel,) = folder.glob("*.whl")
    return wheel, unpacked


def uv(*words: str | Path, cwd: Path, **environ: str) -> str:
    """uv, with what pip is told about certificates and registries left as it is."""
    return run(sys.executable, "-m", "uv", *words, cwd=cwd, **environ)


def newest(wheel: Path, home: Path) -> Path:
    """A fresh environment as `pip install` makes it; its Python."""
    run(sys.executable, "-m", "venv", home / "venv", cwd=home)
    python = home / "venv" / "bin" / "python"
    pip = [python, "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    run(*pip, f"{wheel}[{EXTRAS}]", cwd=home)
    uv(
        "pip",
        "install",
        "-q",
        "--python",
        python,
        "--group",
        f"{ROOT / 'pyproject.toml'}:dev",
        cwd=home,
    )
    return python


def oldest(wheel: Path, home: Path) -> Path:
    """A fresh environment with the oldest versions that pyproject.toml allows."""
    wanted = home / "minimum.txt"
    extras = [word for extra in EXTRAS.split(",") for word in ("--extra", extra)]
    lowest = ["--resolution", "lowest-direct", "-q", "-o", wanted, *extras]
    uv("pip", "compile", ROOT / "pyproject.toml", *lowest, cwd=home)
    uv("venv", "-q", home / "venv", "--python", sys.executable, cwd=home)
    python = home / "venv" / "bin" / "python"
    install = ["pip", "install", "-q", "--python", python]
    uv(*install, "-r", wanted, *_tools(), cwd=home)
    uv(*install, "--no-deps", wheel, cwd=home)
    return python


def _tools() -> list[str]:
    """What the tests themselves need."""
    return ["pytest>=8", "hypothesis>=6.100", "pytest-timeout>=2.3", "pytest-xdist>=3.6"]


def try_out(python: Path, home: Path, unpacked: Path) -> None:
    """The flow, the suite, doctests, and a typed consumer."""
    l10n = python.with_name("l10n")
    say(run(l10n, "--version", cwd=home).strip())
    run(l10n, "demo", "--no-open", cwd=home)
    run(l10n, "sync", "--check", "--project", "honyaku-demo", cwd=home)
    run(l10n, "publish", "--check", "--project", "honyaku-demo", cwd=home)
    page = home / "honyaku-demo" / "dist" / "site" / "en" / "figures" / "index.html"
    assert "$97.4 billion" in page.read_text("utf-8")
    say("the demo's flow: done")

    suite(python, unpacked)
    consumer = home / "consumer.py"
    consumer.write_text(CONSUMER, "utf-8")
    run(python, consumer, cwd=home)
    mypy = [sys.executable, "-m", "mypy", "--strict", "--python-executable", python]
    say(run(*mypy, consumer, cwd=home).strip())


def suite(python: Path, unpacked: Path) -> None:
    """The suite that the sdist brings, on the installed package: the sdist's own is taken away."""
    shutil.rmtree(unpacked / "l10n")
    (unpacked / ".venv").mkdir()
    for name in FETCHED:
        (unpacked / ".venv" / name).symlink_to(ROOT / ".venv" / name)
    where = run(python, "-c", "import l10n; print(l10n.__path__[0])", cwd=unpacked).strip()
    assert Path(where).is_relative_to(python.parents[1]), where
    pytest = [python, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    whole = run(python, "-c", WHOLE, cwd=unpacked).strip() == "True"
    if not whole:  # old packages warn of what newer ones have changed
        pytest += ["-o", "filterwarnings=default"]
    tests = ["-n", "auto", "--dist", "loadfile", "tests"] if whole else [f"tests/{x}" for x in PART]
    say(run(*pytest, *tests, cwd=unpacked).strip().splitlines()[-1])
    say(run(*pytest, "--pyargs", "l10n", cwd=unpacked).strip().splitlines()[-1])


def tools(wheel: Path, home: Path) -> None:
    """The two ways to install a command beside all else; `l10n` runs from both."""
    places = {
        "UV_TOOL_DIR": str(home / "uv"),
        "UV_TOOL_BIN_DIR": str(home / "uv-bin"),
        "PIPX_HOME": str(home / "pipx"),
        "PIPX_BIN_DIR": str(home / "pipx-bin"),
    }
    uv(
        "tool",
        "install",
        "-q",
        "--python",
        sys.executable,
        f"honyaku[publish] @ {wheel.as_uri()}",
        cwd=home,
        **places,
    )
    say("uv tool: " + run(home / "uv-bin" / "l10n", "--version", cwd=home).strip())
    run(
        sys.executable,
        "-m",
        "pipx",
        "install",
        "-q",
        "--python",
        sys.executable,
        f"{wheel}[publish]",
        cwd=home,
        **places,
    )
    say("pipx: " + run(home / "pipx-bin" / "l10n", "--version", cwd=home).strip())


def main() -> None:
    """Builds, installs, tries out, in a folder that is gone afterwards."""
    kind = (sys.argv[1:] or ["newest"])[0]
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        (home / "built").mkdir()
        wheel, unpacked = built(home / "built")
        if kind == "tools":
            tools(wheel, home)
        else:
            try_out({"newest": newest, "minimum": oldest}[kind](wheel, home), home, unpacked)


if __name__ == "__main__":
    main()
