"""What commands print with `--format json`: one type a command, from which its JSON schema is made.

New fields may come; these stay, with their names and meanings, until the major version changes.
The schemas stand in docs/reference/schemas/ (`make goldens` writes them).
"""

from __future__ import annotations

from typing import Any, Literal, TypedDict

from l10n.candidates import Candidate
from l10n.ledger import Row


class KeyRow(TypedDict):
    """What identifies an entry."""

    msgctxt: str | None
    msgid: str


class Changed(TypedDict):
    """A run that writes files."""

    changed: list[str]
    """Files written, or with `--check` those that would be; paths from the project's folder."""


class Counted(TypedDict):
    """Segments by state."""

    approved: int
    draft: int
    stale: int
    untranslated: int


class EditionRow(Counted):
    """An edition, and how far it is translated."""

    path: str
    """Below the output folder."""
    translation: Literal["", "machine", "partly-reviewed", "reviewed"]
    """What the edition says of itself; "" when no sentence of it is translated."""


class FindingRow(TypedDict):
    """A finding of a check."""

    check: str
    severity: Literal["error", "warning", "info"]
    file: str
    line: int
    """Of the msgid in the catalog; 0 when there is none."""
    msgid: str
    msgctxt: str | None
    locale: str
    message: str
    expected: str
    found: str
    fix: str
    """The whole msgstr put right, where only one way is right."""


class Drafted(TypedDict):
    """What drafting did."""

    drafted: int
    """Drafts written, those of the TM included."""
    from_memory: int
    asked: int
    """Texts that engines were asked for."""
    characters: int
    """Characters that were sent."""
    refused: int
    """Answers that were not fit to be drafts."""
    left: int
    """Entries still untranslated."""
    failures: list[str]
    """Engines that failed, and why."""
    skipped: list[str]
    """Engines of the chain that are not there, and why."""


class Init(TypedDict):
    """A new project."""

    created: list[str]
    """Files and folders."""


class Demo(TypedDict):
    """The demo's project."""

    project: str
    edition: str
    """The page to open."""


class Extract(Changed):
    """Templates."""


class Update(Changed):
    """Catalogs."""


class Normalize(Changed):
    """Catalogs."""


class Translate(Changed, Drafted):
    """Catalogs with drafts."""


class Estimate(TypedDict):
    """What one engine would be sent, as if it were alone."""

    segments: int
    characters: int
    cost: float
    """US dollars."""
    seconds: float


class TranslateDryRun(TypedDict):
    """What `--dry-run` prints."""

    engines: dict[str, Estimate]
    """By name, in the order of the chain."""


class Severities(TypedDict):
    """Findings by severity."""

    error: int
    warning: int
    info: int


class Check(TypedDict):
    """The report of the checks."""

    findings: list[FindingRow]
    summary: Severities


class Waive(KeyRow, Changed):
    """An accepted finding."""

    check: str
    waived: bool
    """False with `--undo`."""


class Ledger(TypedDict):
    """Figures, dates and names."""

    rows: list[Row]


class Build(Changed):
    """Editions."""

    editions: list[EditionRow]


class Compile(Changed):
    """MO files."""


class PageRow(TypedDict):
    """A published page."""

    article: str
    locale: str
    slug: str
    translation: str
    """As in its edition; "" for the original."""
    translated: float
    """Share of segments in the page's language, from 0 to 1."""
    indexed: bool
    """False: the page asks search engines to leave it out."""


class Publish(Changed):
    """Published pages."""

    pages: list[PageRow]
    findings: list[FindingRow]


class Sync(Changed, Drafted):
    """The whole flow."""

    editions: list[EditionRow]
    findings: dict[str, int]
    """By severity; a severity without findings is left out."""
    gate: list[FindingRow]
    """With `--check`: what the `[gate]` of the config does not let pass."""


class Oldest(KeyRow):
    """The entry that has been stale for longest."""

    since: str
    """ISO 8601 date."""


class Standing(Counted):
    """An article in a locale."""

    article: str
    locale: str
    errors: int
    warnings: int
    characters_left: int
    """Of the source, in segments that are neither approved nor drafted."""
    words_left: int
    oldest_stale: Oldest | None


class Status(TypedDict):
    """Article × locale."""

    articles: list[Standing]


class Review(TypedDict):
    """The review page; the command ends when it is interrupted."""

    address: str
    """With the secret that opens it."""


class SegmentRow(TypedDict):
    """A segment of an article."""

    line: int
    text: str
    role: str
    section: str
    """The headings above it."""
    note: str
    """The author's."""
    msgctxt: str | None


class EngineRow(TypedDict):
    """An engine."""

    engine: str
    ready: bool
    needs: str
    """What is missing; "" when it is ready."""


Unusable = TypedDict("Unusable", {"class": str, "reason": str})
"""A class of deep-translator that cannot serve Japanese any more, and why."""


class Engines(TypedDict):
    """Engines, by readiness."""

    engines: list[EngineRow]
    deep_translator: list[Unusable]


class TmRebuild(TypedDict):
    """The TM, made anew."""

    texts: dict[str, int]
    """By locale."""


class MatchRow(TypedDict):
    """A translation that may serve."""

    score: float
    """Per cent."""
    msgid: str
    msgstr: str
    origin: str
    """The engine that drafted it; "" when a person approved it."""
    domain: str
    adapted: bool
    """True when its figures were swapped for those of the text."""


class TmFind(TypedDict):
    """What the TM offers, best first."""

    matches: list[MatchRow]


class MergeDriverInstall(Changed):
    """The driver, registered."""

    driver: str
    """The command that git runs."""


class MergeDriverRun(TypedDict):
    """A merge."""

    conflicts: list[KeyRow]


class Side(KeyRow):
    """An entry before or after."""

    msgstr: str
    state: str


class ChangeRow(TypedDict):
    """A changed entry."""

    file: str
    kind: str
    old: Side | None
    new: Side | None


class Diff(TypedDict):
    """Changes of catalogs."""

    changes: list[ChangeRow]


class PairRow(TypedDict):
    """What stands for what in a translation made elsewhere."""

    msgid: list[str]
    """Several, where they are told in one."""
    line: int
    msgstr: str
    lines: list[int]
    """Where its sentences begin in the translation."""
    confidence: float
    """From 0 to 1."""


class LineRow(TypedDict):
    """A sentence of a file."""

    line: int
    text: str


class Align(Changed):
    """A translation made elsewhere, in a catalog."""

    pairs: list[PairRow]
    approved: list[KeyRow]
    """Entries that were filled."""
    stale: list[KeyRow]
    """Filled as fuzzy: not sure."""
    doubtful: list[KeyRow]
    """Filled as fuzzy: a check finds an error."""
    kept: list[KeyRow]
    """Texts of people that say something else, and were not overwritten."""
    dropped: list[LineRow]
    """Of the article, without a translation."""
    added: list[LineRow]
    """Of the translation, translating nothing."""


class Export(Changed):
    """A file for another tool."""

    file: str
    entries: int


class ExportTerms(Changed):
    """The termbase for another tool."""

    file: str
    terms: int


class Import(Changed):
    """A file of another tool."""

    entries: int
    """Entries that changed."""
    kept: list[KeyRow]
    """Approved entries that were not overwritten."""
    doubtful: list[KeyRow]
    """Entries that came in as fuzzy, because a check finds an error."""
    unknown: list[KeyRow]
    """Entries whose source has changed since the export."""


class ImportTerms(Changed):
    """Terms of another tool."""

    terms: int
    """Terms that changed."""
    kept: list[str]
    """Approved renderings that were not overwritten."""
    unfit: list[str]
    """What was not taken, and why."""


Setting = TypedDict("Setting", {"value": Any, "from": str})
"""A key's value, and where it was set: `default`, a file with its line, a variable."""


class Problem(TypedDict):
    """What is wrong in the config."""

    place: str
    what: str
    cause: str
    fix: str


class ConfigCheck(TypedDict):
    """What is wrong in the config, or should be changed."""

    file: str
    problems: list[Problem]
    notes: list[str]
    """Keys that have moved, and the like."""


class TermsExtract(TypedDict):
    """Candidates for the termbase."""

    candidates: list[Candidate]


class TmKey(TypedDict):
    """What the TM can be cached under."""

    key: str
    """Of what the TM would hold after a run over the files as they are now."""
    prefix: str
    """What a TM that is nearly right may be found by: the newest key that begins so."""
    path: str
    """The file to keep, from the project's folder."""


class Branch(TypedDict):
    """The branch of one locale's translations."""

    locale: str
    branch: str
    base: str
    """The branch to merge it into."""
    state: Literal["none", "new", "updated", "current", "conflict"]
    """`none`: no catalog has changed; `conflict`: a person has to merge, nothing was pushed."""
    commit: str
    files: list[str]
    title: str
    body: str
    """Markdown: what changed, by entry."""
    url: str
    """Of the pull request, with `--open`."""


class Pr(TypedDict):
    """Translation pull requests."""

    branches: list[Branch]


class Worked(TypedDict):
    """What a worker has done."""

    batches: int
    texts: int
    """Answered by engines."""
    catalogs: int
    """Judged by the checks."""


OUTPUTS: dict[str, object] = {
    "init": Init,
    "demo": Demo,
    "extract": Extract,
    "update": Update,
    "normalize": Normalize,
    "translate": Translate | TranslateDryRun,
    "check": Check,
    "waive": Waive,
    "ledger": Ledger,
    "build": Build,
    "compile": Compile,
    "publish": Publish,
    "sync": Sync,
    "worker": Worked,
    "status": Status,
    "review": Review,
    "segment": list[SegmentRow],
    "engines": Engines,
    "tm rebuild": TmRebuild,
    "tm find": TmFind,
    "merge-driver install": MergeDriverInstall,
    "merge-driver run": MergeDriverRun,
    "diff": Diff,
    "align": Align,
    "export": Export | ExportTerms,
    "import": Import | ImportTerms,
    "config show": dict[str, Setting],
    "config check": ConfigCheck,
    "terms extract": TermsExtract,
    "tm key": TmKey,
    "pr": Pr,
}
"""By command."""
