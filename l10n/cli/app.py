"""The commands, in the order of the flow. Each reads its options, calls the pipeline, prints.

Annotations are evaluated where they stand: Typer wants them all, and to compile them one by one took 6 ms.
"""

from pathlib import Path
from typing import Annotated, Literal

import typer

from l10n.cli import complete
from l10n.cli.options import (
    Codec,
    DiffFormat,
    Distributed,
    Layouts,
    LedgerFormat,
    Locale,
    MaxChars,
    MaxCost,
    ReportFormat,
    Retry,
    shares,
)
from l10n.cli.scope import Scope


def group(text: str) -> typer.Typer:
    """A command with commands of its own."""
    return typer.Typer(
        help=text,
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )


app = group("Japanese articles → gettext catalogs → drafts → review → localized editions.")


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"honyaku {version('honyaku')}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Options of the tool itself."""


@app.command()
@shares()
def init(
    scope: Scope,
    folder: Annotated[Path, typer.Argument(help="Where to start the project.")] = Path(),
    locale: Annotated[list[str] | None, typer.Option("--locale", "-l", help="Targets.")] = None,
) -> None:
    """Start a project: config, folders, a first locale."""
    from l10n.cli import scaffold

    scaffold.start(scope, folder, locale or ["en"])


@app.command()
@shares()
def demo(
    scope: Scope,
    folder: Annotated[Path, typer.Argument(help="Where to put it.")] = Path("honyaku-demo"),
    show: Annotated[bool, typer.Option("--open/--no-open", help="Open the edition.")] = True,
) -> None:
    """The whole flow on a bundled article, offline."""
    from l10n.cli import run

    run.demo(scope, folder, show=show)


@app.command()
@shares("articles", "since", "dry")
def extract(scope: Scope) -> None:
    """source → templates (locales/<domain>.pot)."""
    from l10n.cli import basic

    basic.extract(scope)


@app.command()
@shares("articles", "locale", "since", "dry")
def update(scope: Scope) -> None:
    """templates → catalogs; nothing a person wrote is lost."""
    from l10n.cli import run

    run.stage("update", scope)


@app.command()
@shares("articles", "locale", "since")
def translate(
    scope: Scope,
    retry: Retry = False,
    estimate: Annotated[
        bool,
        typer.Option("--dry-run", help="Send nothing: print segments, characters, cost and time."),
    ] = False,
    max_chars: MaxChars = None,
    max_cost: MaxCost = None,
    distributed: Distributed = False,
) -> None:
    """untranslated → drafts: TM first, then the engine."""
    from l10n.budget import Limits
    from l10n.cli import run

    limits = Limits(max_chars, max_cost)
    run.translate(scope, retry=retry, limits=limits, estimate=estimate, distributed=distributed)


Checked = Annotated[
    list[Path] | None, typer.Argument(help="Articles, or PO files by path; default: all.")
]


@app.command()
@shares("articles", "locale", "since", articles=Checked, form=ReportFormat)
def check(
    scope: Scope,
    fix: Annotated[
        bool, typer.Option("--fix", help="Apply certain fixes, to drafts nobody has touched.")
    ] = False,
    distributed: Distributed = False,
) -> None:
    """Find what is wrong in the catalogs; exit 1 if anything is."""
    from l10n.cli import checks

    checks.check(scope, fix=fix, distributed=distributed)


@app.command()
@shares()
def waive(
    scope: Scope,
    rule: Annotated[
        str,
        typer.Argument(
            metavar="CHECK", help="The check, as reported.", autocompletion=complete.checks
        ),
    ],
    place: Annotated[
        str, typer.Argument(help="Catalog and line, as reported: locales/en/…/a.po:29.")
    ],
    undo: Annotated[bool, typer.Option("--undo", help="Accept it no more.")] = False,
) -> None:
    """Accept a finding; an edit of its entry takes that back.

    It is kept in locales/<locale>/review.jsonl.
    """
    from l10n.cli import checks

    checks.waive(scope, rule, place, undo=undo)


@app.command()
@shares("articles", "locale", form=LedgerFormat)
def ledger(
    scope: Scope,
    wrong: Annotated[bool, typer.Option("--wrong", help="Only rows with something wrong.")] = False,
) -> None:
    """Every figure, date and name, compared in each locale."""
    from l10n.cli import checks

    checks.ledger(scope, wrong=wrong)


@app.command()
@shares("articles", "locale", "since", "dry")
def build(scope: Scope) -> None:
    """catalogs → editions (dist/<language-tag>/…)."""
    from l10n.cli import run

    run.stage("build", scope)


@app.command("compile")
@shares("articles", "locale", "dry")
def compile_(
    scope: Scope,
    drafts: Annotated[
        bool, typer.Option("--include-drafts", help="Stale texts and machine drafts too.")
    ] = False,
) -> None:
    """catalogs → MO files, for programs that use gettext."""
    from l10n.cli import run

    run.compile_catalogs(scope, drafts=drafts)


@app.command()
@shares("articles", "locale", "dry")
def publish(scope: Scope, layout: Layouts = None, distributed: Distributed = False) -> None:
    """editions → a site, or trees for Hugo, MkDocs … (dist/)."""
    from l10n.cli import run

    run.publish(scope, layout, distributed=distributed)


@app.command()
@shares("articles", "locale", "since", "dry")
def sync(
    scope: Scope,
    retry: Retry = False,
    max_chars: MaxChars = None,
    max_cost: MaxCost = None,
    distributed: Distributed = False,
) -> None:
    """extract, update, translate, check, build, in order."""
    from l10n.budget import Limits
    from l10n.cli.sync import sync

    sync(scope, retry=retry, limits=Limits(max_chars, max_cost), distributed=distributed)


@app.command()
@shares()
def worker(
    scope: Scope,
    engine: Annotated[
        list[str] | None,
        typer.Option(
            "--engine", help="Only batches of this engine; repeatable. Default: all ready."
        ),
    ] = None,
    drain: Annotated[bool, typer.Option("--drain", help="Stop when the queue is empty.")] = False,
) -> None:
    """Work for `--distributed` runs: ask engines, run checks.

    Needs a checkout, or only L10N_SCALE__DATABASE.
    """
    from l10n.cli import scale

    scale.worker(scope, engine or (), drain=drain)


@app.command()
@shares("articles", "locale")
def status(scope: Scope) -> None:
    """article × locale: approved, draft, stale, left, findings."""
    from l10n.cli.status import status

    status(scope)


@app.command()
@shares("articles", "locale")
def review(
    scope: Scope,
    port: Annotated[int, typer.Option(min=0, max=65535, help="0: any that is free.")] = 0,
    host: Annotated[
        str,
        typer.Option(
            help="Another address than this machine's own needs a password in L10N_REVIEW_PASSWORD."
        ),
    ] = "127.0.0.1",
    show: Annotated[bool, typer.Option("--open/--no-open", help="Open a browser.")] = True,
) -> None:
    """Review the catalogs in a browser, on 127.0.0.1."""
    from l10n.cli.review import review as run_review

    run_review(scope, host=host, port=port, show=show)


@app.command()
@shares()
def segment(
    scope: Scope,
    file: Annotated[Path, typer.Argument(help="One article.")],
    mode: Annotated[
        Literal["sentence", "block"] | None,
        typer.Option("--segmentation", help="How to cut; default: as the project says."),
    ] = None,
) -> None:
    """Show the segments of one file."""
    from l10n.cli import basic

    basic.segments(scope, file, mode)


@app.command()
@shares("articles", "locale", "dry")
def normalize(scope: Scope) -> None:
    """Bring catalogs that were cut otherwise to today's sentences.

    Older rules of segmentation, block segments, catalogs of po4a, mdpo or Sphinx.
    """
    from l10n.cli import run

    run.stage("normalize", scope)


@app.command()
@shares()
def engines(scope: Scope) -> None:
    """Which engines are there, which are ready, what each needs."""
    from l10n.cli import tools

    tools.engines(scope)


config = group("The config: l10n.toml, or [tool.l10n] in pyproject.toml.")
app.add_typer(config, name="config")


@config.command("show")
@shares()
def config_show(
    scope: Scope,
    key: Annotated[str, typer.Argument(help="One key, or a table; default: all.")] = "",
) -> None:
    """What is in force: each key, its value, and where it was set."""
    from l10n.cli import config

    config.show(scope, key)


@config.command("check")
@shares()
def config_check(scope: Scope) -> None:
    """Whether it is right; every problem with its line and fix."""
    from l10n.cli import config

    config.check(scope)


@config.command("schema")
@shares()
def config_schema(scope: Scope) -> None:
    """Print its JSON schema, for editors."""
    from l10n.cli import config

    config.schema(scope)


tm = group("The translation memory (.l10n/tm.sqlite).")
app.add_typer(tm, name="tm")


@tm.command()
@shares()
def rebuild(scope: Scope) -> None:
    """Make it anew from the catalogs; paid answers are kept."""
    from l10n.cli import tools

    tools.rebuild_memory(scope)


@tm.command("key")
@shares()
def memory_key(scope: Scope) -> None:
    """Print the key to cache it under in CI."""
    from l10n.cli import tools

    tools.memory_key(scope)


@tm.command()
@shares()
def find(
    scope: Scope,
    text: Annotated[str, typer.Argument(help="A Japanese sentence.")],
    locale: Locale,
) -> None:
    """What it offers for a sentence, best first."""
    from l10n.cli import tools

    tools.look_up(scope, text, locale)


driver = group("git's three-way merge for PO and POT files.")
app.add_typer(driver, name="merge-driver")


@driver.command("install")
@shares()
def install_driver(
    scope: Scope,
    folder: Annotated[Path, typer.Argument(help="A folder of the clone.")] = Path(),
) -> None:
    """Register it in this clone's git config and in .gitattributes."""
    from l10n.cli import git

    git.install(scope, folder)


@driver.command("run")
@shares()
def run_driver(scope: Scope, base: Path, ours: Path, theirs: Path, name: str) -> None:
    """What git calls: merge three versions into the second."""
    from l10n.cli import git

    git.run(scope, base, ours, theirs, name)


@app.command()
@shares(form=DiffFormat)
def diff(
    scope: Scope,
    old: Annotated[str, typer.Argument(help="A PO file, or a git revision.")],
    new: Annotated[
        str, typer.Argument(help="The same, later; default: the files as they are now.")
    ] = "",
) -> None:
    """Show catalog changes by entry, for reviewers."""
    from l10n.cli import git

    git.diff(scope, old, new)


@app.command()
@shares("dry")
def align(
    scope: Scope,
    source: Annotated[Path, typer.Argument(help="One article of the project.")],
    translated: Annotated[Path, typer.Argument(help="A translation of it, in the same format.")],
    locale: Locale,
    force: Annotated[bool, typer.Option("--force", help="Also over texts of people.")] = False,
) -> None:
    """Bring in a translation made elsewhere, sentence by sentence.

    What it is not sure of comes in as fuzzy; exit 1 names that, and what could not be paired.
    """
    from l10n.cli import align as command

    command.align(scope, source, translated, locale, force=force)


@app.command()
@shares("locale")
def pr(
    scope: Scope,
    remote: Annotated[str, typer.Option("--remote", help="Where to push.")] = "origin",
    base: Annotated[
        str, typer.Option("--base", help="The branch to merge into; default: the one checked out.")
    ] = "",
    prefix: Annotated[
        str, typer.Option("--prefix", help="What the branches' names begin with.")
    ] = "l10n/",
    push: Annotated[bool, typer.Option("--push/--no-push", help="Push the branches.")] = True,
    service: Annotated[
        Literal["github", "gitlab"] | None,
        typer.Option("--open", help="Open or update the requests, with gh or glab."),
    ] = None,
) -> None:
    """Propose changed catalogs: a branch, a pull request a locale.

    Run it after `l10n sync`. What reviewers pushed to a branch is kept.
    """
    from l10n.cli.pr import pr
    from l10n.propose import Remote

    pr(scope, Remote(remote, base, prefix, push), service)


@app.command()
@shares("locale")
def export(
    scope: Scope,
    file: Annotated[Path, typer.Argument(help="Where to: .xlf, .tmx, .csv, .xlsx or .tbx.")],
    article: Annotated[list[Path] | None, typer.Option(help="Only these; default: all.")] = None,
    of_terms: Annotated[
        bool, typer.Option("--terms", help="The termbase, as .tbx, .csv or .xlsx.")
    ] = False,
    fill: Annotated[
        bool, typer.Option("--fill", help="XLIFF: repeat the source in every target (OmegaT).")
    ] = False,
    codec: Codec = "",
) -> None:
    """Write catalogs, or the termbase, for other tools.

    Catalogs of one --locale as XLIFF, TMX, CSV, XLSX; terms of all locales as TBX, CSV, XLSX.
    """
    from l10n.cli import exchange

    exchange.export(scope, file, article, codec, of_terms=of_terms, fill=fill)


@app.command("import")
@shares("locale")
def import_file(
    scope: Scope,
    file: Annotated[Path, typer.Argument(help="What came back: .xlf, .tmx, .csv, .xlsx, .tbx.")],
    force: Annotated[bool, typer.Option("--force", help="Also over approved texts.")] = False,
    codec: Codec = "",
) -> None:
    """Read translations or terms back; approved texts stay.

    What a check finds an error in comes in as fuzzy.
    """
    from l10n.cli import exchange

    exchange.import_file(scope, file, codec, force=force)


terms = group("The termbase.")
app.add_typer(terms, name="terms")


@terms.command("extract")
@shares("articles")
def terms_extract(
    scope: Scope,
    least: Annotated[int, typer.Option("--least", min=1, help="Least number of times.")] = 2,
) -> None:
    """Propose terms: names and compounds, with their variants."""
    from l10n.cli import tools

    tools.terms_extract(scope, least=least)
