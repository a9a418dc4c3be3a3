"""The exception tree. Each error says place, what, cause and fix.

L10nError                 something a user can mend; the CLI prints it without a traceback
 ├ UsageError             exit 2: config, names, files that cannot be read whole
 │  ├ ConfigError         the config file
 │  ├ SourceError         an article that cannot be parsed or decoded
 │  └ CatalogError        a PO file that cannot be read whole
 └ EngineError            exit 3: an engine failed or is not there
    ├ EngineMissing       an extra, a model or a key is missing
    ├ EngineTransient     worth another try: timeouts, 429, 5xx
    ├ EngineRefused       not worth another try: authorization, quota
    │  ├ LocaleUnsupported  a pair of locales that the engine does not have
    │  ├ EngineUnreachable  no network, or no such server
    │  └ BudgetSpent      --max-chars or --max-cost is reached
    ├ EngineInterrupted   Ctrl-C while an engine was at work
    └ AnswerRejected      one answer is unusable; the other segments go on
"""

from __future__ import annotations

EXIT_STATUS = {
    0: "clean, or the flow completed",
    1: "`check` found something, `--check` would change something, or a person has to decide",
    2: "usage, config, an article or catalog that cannot be read; nothing was written over it",
    3: "an engine failed, or is not there while something is left; what it answered is kept",
    70: "a fault of honyaku itself, with a traceback; please report it",
    130: "interrupted; what was answered is kept, run again to go on",
}
"""Every exit status of `l10n`, and what it means."""


class L10nError(Exception):
    """A failure with a place, a cause and a fix, for people."""

    exit_status = 2

    def __init__(self, what: str, *, place: str = "", cause: str = "", fix: str = "") -> None:
        super().__init__(what)
        self.what, self.place, self.cause, self.fix = what, place, cause, fix

    def __str__(self) -> str:
        head = f"{self.place}: {self.what}" if self.place else self.what
        lines = [head, *(f"  {line}" for line in self.cause.splitlines())]
        return "\n".join([*lines, f"  fix: {self.fix}"] if self.fix else lines)


class UsageError(L10nError):
    """Wrong use: nothing was written."""


class ConfigError(UsageError):
    """The config file is wrong."""


class SourceError(UsageError):
    """A source article cannot be read."""


class CatalogError(UsageError):
    """A PO file cannot be read whole, so nothing is written over it."""


class EngineError(L10nError):
    """An engine failed; what was drafted before is kept."""

    exit_status = 3


class EngineMissing(EngineError):
    """An engine needs something that is not there: an extra, a model, a key."""


class EngineTransient(EngineError):
    """The engine may answer if asked again."""

    def __init__(self, what: str, *, retry_after: float | None = None, **rest: str) -> None:
        super().__init__(what, **rest)
        self.retry_after = retry_after


class EngineRefused(EngineError):
    """The engine will not answer, however often it is asked."""


class LocaleUnsupported(EngineRefused):
    """The engine has no such pair of locales; others go on."""


class EngineUnreachable(EngineRefused):
    """There is no way to the server: no network, no such host, nobody listening."""


class BudgetSpent(EngineRefused):
    """The hard stop of a run is reached; nothing over it was sent."""


class EngineInterrupted(EngineError):
    """A person stopped the run; what was answered is kept."""

    exit_status = 130


class AnswerRejected(EngineError):
    """One answer is not fit to be a draft."""


def did_you_mean(word: str, known: list[str] | tuple[str, ...]) -> str:
    """A hint such as `did you mean "en"?`, or the list of what is known.

    >>> did_you_mean("ofline", ["offline", "google"])
    'did you mean "offline"?'
    >>> did_you_mean("xyz", ["b", "a"])
    'one of: a, b'
    """
    from difflib import get_close_matches  # 5 ms, and most runs have no such error

    close = get_close_matches(word, known, n=1, cutoff=0.6)
    return f'did you mean "{close[0]}"?' if close else "one of: " + ", ".join(sorted(known))
