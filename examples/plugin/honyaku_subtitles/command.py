"""Engine `command`: any program that reads JSON lines and writes JSON lines is a translator."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator, Sequence

from l10n.errors import ConfigError, EngineMissing
from l10n.model import digest
from l10n.plugin import Answer, Capabilities, EngineSettings, Request


class Command:
    """`[engines.command] run = ["program", "argument"]`.

    Each line on its stdin is {"text", "source", "target"}; it answers each with a line
    {"text"} or {"problem"}, in the same order.
    """

    name = "command"
    capabilities = Capabilities(figures=True, items=1000, characters=1_000_000, pace=10)

    def __init__(self, settings: EngineSettings) -> None:
        for key in settings.options:
            if key != "run":
                raise ConfigError(f'unknown key "{key}"', place="[engines.command]", fix="run")
        self._run = [str(word) for word in settings.options.get("run", ())]
        self._folder = settings.project

    def fingerprint(self, target: str) -> str:
        """The command: another one gives other answers."""
        return f"command/1/{target}/{digest(json.dumps(self._run))}"

    def ready(self) -> str:
        """ "" or what to set, or which program is not there."""
        if not self._run:
            return 'set [engines.command] run = ["program", "argument"]'
        return "" if shutil.which(self._run[0]) else f"{self._run[0]} is not on the path"

    def check_locales(self, source: str, target: str) -> None:
        """Any pair will do: the program knows its own."""

    def translate(
        self, requests: Sequence[Request], *, source: str, target: str
    ) -> Iterator[Answer]:
        """The program's answers; EngineMissing when it ends with an error."""
        rows = [{"text": one.text, "source": source, "target": target} for one in requests]
        done = subprocess.run(
            self._run,
            cwd=self._folder,
            input="".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows),
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        if done.returncode:
            raise EngineMissing(
                f"{self._run[0]} ended with status {done.returncode}", cause=done.stderr.strip()
            )
        for index, line in enumerate(done.stdout.splitlines()):
            answer = json.loads(line)
            yield Answer(index, answer.get("text", ""), answer.get("problem", ""))

    def close(self) -> None:
        """Nothing stays open between calls."""
