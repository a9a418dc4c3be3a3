"""The code blocks of a Markdown page, and the scratch project in which they are run.

A page is one story: its blocks run in order, in one empty folder.

| block                        | is                                                             |
|------------------------------|----------------------------------------------------------------|
| ` ```bash `                  | run; it has to succeed                                         |
| ` ```console `               | lines behind `$ ` are run, the others are what they print; `…` |
|                              | stands for anything                                            |
| ` ```python `                | run, its `>>>` as doctests                                     |
| any, with `title="path"`     | written to that file                                           |

A comment in front of a block changes that: `<!-- exit 1 -->` is another exit status,
`<!-- in a project -->` puts one there first (the bundled demo, in a git repository of its own),
`<!-- not run: reason -->` leaves the block out.
"""

from __future__ import annotations

import doctest
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt

import l10n

ROOT = Path(__file__).parents[2]
RUN = ("bash", "console", "python")
_MARK = re.compile(r"<!-- (exit \d+|in a project|not run: .+?) -->")
_DEMO = Path(l10n.__file__).with_name("demo")


@dataclass(frozen=True)
class Block:
    """A fenced or indented code block."""

    line: int
    language: str
    title: str
    text: str
    mark: str
    """`exit 1`, `in a project`, `not run: why`, or ""."""

    @property
    def status(self) -> int:
        """The exit status that the page promises."""
        return int(self.mark.removeprefix("exit ")) if self.mark.startswith("exit ") else 0

    @property
    def is_run(self) -> bool:
        """True when the test does something with it."""
        return not self.mark.startswith("not run") and bool(self.title or self.language in RUN)


def blocks(page: Path) -> list[Block]:
    """All code blocks of a page, also those in lists and admonitions."""
    text = re.sub(
        r"\A---\n.*?\n---\n", lambda m: "\n" * m[0].count("\n"), page.read_text("utf-8"), flags=re.S
    )
    return list(_blocks(text))


def _blocks(text: str) -> Iterator[Block]:
    mark = ""
    for token in MarkdownIt("commonmark").parse(text):
        if token.type == "html_block" and (found := _MARK.fullmatch(token.content.strip())):
            mark = found[1]
        elif token.type in ("fence", "code_block"):
            language, _, more = token.info.partition(" ")
            title = re.search(r'title="([^"]+)"', more)
            line = (token.map or [0])[0] + 1
            yield Block(line, language, title[1] if title else "", token.content, mark)
            mark = ""


def run(page: Path, folder: Path) -> None:
    """Runs the blocks of a page in `folder`; AssertionError names the page and the line."""
    for block in blocks(page):
        if not block.is_run:
            continue
        where = f"{page.relative_to(ROOT)}:{block.line}"
        if block.mark == "in a project" and not (folder / "l10n.toml").exists():
            _lay_project(folder)
        if block.title:
            path = folder / block.title
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.text, "utf-8")
        elif block.language == "bash":
            done = _shell(block.text, folder)
            assert done.returncode == block.status, f"{where}:\n{done.stdout}"
        elif block.language == "console":
            _run_console(block, folder, where)
        else:
            _run_python(block.text, folder, where)


_TERMS = """msgid ""
msgstr ""
"Language: en\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

msgid "予算"
msgstr "budget"
"""


def _lay_project(folder: Path) -> None:
    """The demo's article with its catalogs, committed; what is left to draft is pseudo's work."""
    (folder / "l10n.toml").write_text('targets = ["en", "zh_Hans"]\nengine = "pseudo"\n', "utf-8")
    (folder / "source").mkdir()
    shutil.copy(_DEMO / "hello.md", folder / "source")
    for locale in ("en", "zh_Hans"):
        catalogs = folder / "locales" / locale / "LC_MESSAGES"
        catalogs.mkdir(parents=True)
        shutil.copy(_DEMO / f"{locale}.po", catalogs / "hello.po")
    (folder / "locales/en/LC_MESSAGES/terms.po").write_text(_TERMS, "utf-8")
    who = "-c user.name=Hanako -c user.email=hanako@example.org"
    script = f"git init -q -b main; git add .; git {who} commit -qm start"
    done = _shell(script, folder)
    assert done.returncode == 0, done.stdout


def _shell(script: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """stdout and stderr as one text, as a terminal shows them."""
    unwanted = re.compile(r".*_API_KEY|L10N_.*|PYTHONDONTWRITEBYTECODE")
    environ = {k: v for k, v in os.environ.items() if not unwanted.fullmatch(k)}
    environ |= {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{environ['PATH']}",
        "HOME": str(folder),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "LC_ALL": "C.UTF-8",
        "BROWSER": "true",  # l10n demo opens its page
    }
    return subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=folder,
        env=environ,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=120,
        check=False,
    )


def _run_console(block: Block, folder: Path, where: str) -> None:
    """Each command with what it prints; the last one has the block's exit status."""
    steps = re.split(r"(?m)^\$ ", block.text)[1:]
    for number, step in enumerate(steps, 1):
        command, _, expected = step.partition("\n")
        done = _shell(command, folder)
        status = block.status if number == len(steps) else 0
        assert done.returncode == status, f"{where}: {command}\n{done.stdout}"
        assert _is_like(done.stdout, expected), f"{where}: {command} prints\n{done.stdout}"


def _is_like(printed: str, expected: str) -> bool:
    """True when `printed` is `expected`, `…` standing for anything, spaces at line ends aside."""
    wanted = ".*".join(map(re.escape, re.split(" *… *", _trimmed(expected))))
    return re.fullmatch(wanted, _trimmed(printed), re.DOTALL) is not None


def _trimmed(text: str) -> str:
    return re.sub(r"[ \t]+$", "", text, flags=re.MULTILINE).strip("\n")


def _run_python(text: str, folder: Path, where: str) -> None:
    if ">>>" in text:
        script = "import doctest, sys\nsys.exit(doctest.testfile(sys.argv[1], module_relative=False).failed)"
        file = folder / ".block.txt"
        assert doctest.DocTestParser().get_examples(text), where
    else:
        script, file = "import runpy, sys\nrunpy.run_path(sys.argv[1])", folder / ".block.py"
    file.write_text(text, "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", script, str(file)],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    file.unlink()
    assert done.returncode == 0, f"{where}:\n{done.stdout}{done.stderr}"
