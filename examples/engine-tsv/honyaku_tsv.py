"""Engine `tsv`: answers from tables of old translations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from l10n.errors import ConfigError, LocaleUnsupported
from l10n.model import digest
from l10n.plugin import Answer, Capabilities, EngineSettings, Request


class Tsv:
    """One table a locale: `<folder>/<locale>.tsv`, Japanese and translation with a tab between."""

    name = "tsv"
    capabilities = Capabilities(items=1000, characters=1_000_000, pace=10_000)

    def __init__(self, settings: EngineSettings) -> None:
        for key in settings.options:
            if key != "folder":
                raise ConfigError(f'unknown key "{key}"', place="[engines.tsv]", fix="folder")
        self._folder = settings.project / str(settings.options.get("folder", "old"))

    def fingerprint(self, target: str) -> str:
        """The table itself: when it changes, answers are looked up anew."""
        path = self._path(target)
        return f"tsv/1/{target}/{digest(path.read_text('utf-8')) if path.is_file() else ''}"

    def ready(self) -> str:
        """ "" or that there is no folder."""
        return "" if self._folder.is_dir() else f"make a folder {self._folder.name}/ with en.tsv …"

    def check_locales(self, source: str, target: str) -> None:
        """LocaleUnsupported for a locale without a table."""
        if source != "ja" or not self._path(target).is_file():
            raise LocaleUnsupported(
                f"engine tsv has no table from {source} to {target}",
                fix=f"add {self._path(target).name}",
            )

    def translate(
        self,
        requests: Sequence[Request],
        *,
        source: str,
        target: str,
    ) -> Iterator[Answer]:
        """The old translations; a text that no table knows is left to the next engine."""
        table = self._table(target)
        for index, request in enumerate(requests):
            known = table.get(request.text, "")
            yield Answer(index, known, "" if known else "not in the table")

    def close(self) -> None:
        """Nothing to close."""

    def _path(self, locale: str) -> Path:
        return self._folder / f"{locale}.tsv"

    def _table(self, locale: str) -> dict[str, str]:
        path = self._path(locale)
        if not path.is_file():
            return {}
        lines = path.read_text("utf-8").splitlines()
        return dict(line.split("\t", 1) for line in lines if "\t" in line)
