"""The commands, in the order of the flow. Each reads its options, calls the pipeline, prints."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

app = typer.Typer(
    help="Japanese articles → gettext catalogs → drafts → review → localized editions.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Articles = Annotated[
    list[Path] | None, typer.Argument(help="Articles or folders; default: all of them.")
]
Locales = Annotated[
    list[str] | None, typer.Option("--locale", "-l", help="Only this target; repeatable.")
]
ProjectDir = Annotated[
    Path | None,
    typer.Option("--project", help="Project folder; default: the nearest upward with a config."),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")]
Dry = Annotated[
    bool, typer.Option("--check", help="Write nothing; exit 1 if something would change.")
]
TextOrJson = Literal["text", "json"]
AsFormat = Annotated[TextOrJson, typer.Option("--format", help="Output format.")]
ReportFormat = Annotated[
    Literal["text", "json", "sarif", "junit", "github"],
    typer.Option("--format", help="Report format."),
]
MaxChars = Annotated[
    int | None,
    typer.Option("--max-chars", min=0, help="Stop before more characters are sent to engines."),
]
MaxCost = Annotated[
    float | None,
    typer.Option("--max-cost", min=0, help="Stop before more US dollars are spent on engines."),
]
Retry = Annotated[bool, typer.Option("--retry", help="Ask again for what an engine refused.")]


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
def init(
    folder: Annotated[Path, typer.Argument(help="Where to start the project.")] = Path(),
    locale: Annotated[list[str] | None, typer.Option("--locale", "-l", help="Targets.")] = None,
) -> None:
    """Start a project: config, folders, a first locale."""
    from l10n.cli import scaffold

    for path in scaffold.init(folder, locale or ["en"]):
        typer.echo(f"created {path}")
    typer.echo("next: put a Japanese article in source/, then run `l10n sync`")


@app.command()
def demo(
    folder: Annotated[Path, typer.Argument(help="Where to put it.")] = Path("honyaku-demo"),
    show: Annotated[bool, typer.Option("--open/--no-open", help="Open the edition.")] = True,
) -> None:
    """The whole flow on a bundled article, offline."""
    from l10n.cli import run, scaffold

    scaffold.demo(folder)
    run.sync(folder, [], [], dry=False, retry=False, quiet=False, form="text")
    run.publish_if_installed(folder)
    edition = scaffold.show_demo(folder)
    if show:
        typer.launch(str(edition))


@app.command()
def extract(
    articles: Articles = None,
    project: ProjectDir = None,
    dry: Dry = False,
    quiet: Quiet = False,
    form: AsFormat = "text",
) -> None:
    """source → templates (locales/<domain>.pot)."""
    from l10n.cli import basic

    basic.extract(project, articles, dry=dry, quiet=quiet, form=form)


@app.command()
def update(
    articles: Articles = None,
    locale: Locales = None,
    project: ProjectDir = None,
    dry: Dry = False,
    quiet: Quiet = False,
    form: AsFormat = "text",
) -> None:
    """templates → catalogs; nothing a person wrote is lost."""
    from l10n.cli import run

    run.stage("update", project, articles, locale, dry=dry, quiet=quiet, form=form)


@app.command()
def translate(
    articles: Articles = None,
    locale: Locales = None,
    project: ProjectDir = None,
    retry: Retry = False,
    estimate: Annotated[
        bool,
        typer.Option("--dry-run", help="Send nothing: print segments, characters, cost and time."),
    ] = False,
    max_chars: MaxChars = None,
    max_cost: MaxCost = None,
    quiet: Quiet = False,
    form: AsFormat = "text",
) -> None:
    """untranslated → drafts: TM first, then the engine."""
    from l10n.budget import Limits
    from l10n.cli import run

    limits = Limits(max_chars, max_cost)
    run.translate(
        project,
        articles,
        locale,
        retry=retry,
        limits=limits,
        estimate=estimate,
        quiet=quiet,
        form=form,
    )


@app.command()
def check(
    files: Annotated[
        list[Path] | None, typer.Argument(help="Articles, or PO files by path; default: all.")
    ] = None,
    locale: Locales = None,
    project: ProjectDir = None,
    quiet: Quiet = False,
    form: ReportFormat = "text",
    fix: Annotated[
        bool, typer.Option("--fix", help="Apply certain fixes, to drafts nobody has touched.")
    ] = False,
) -> None:
    """Find what is wrong in the catalogs; exit 1 if anything is."""
    from l10n.cli import run

    run.check(project, files, locale, quiet=quiet, form=form, fix=fix)


@app.command()
def waive(
    rule: Annotated[str, typer.Argument(metavar="CHECK", help="The check, as reported.")],
    place: Annotated[
        str, typer.Argument(help="Catalog and line, as reported: locales/en/…/a.po:29.")
    ],
    undo: Annotated[bool, typer.Option("--undo", help="Accept it no more.")] = False,
    project: ProjectDir = None,
) -> None:
    """Accept a finding; an edit of its entry takes that back.

    It is kept in locales/<locale>/review.jsonl.
    """
    from l10n.cli import run

    run.waive(project, rule, place, undo=undo)


@app.command()
def ledger(
    articles: Articles = None,
    locale: Locales = None,
    project: ProjectDir = None,
    form: Annotated[
        Literal["text", "json", "csv", "html"], typer.Option("--format", help="Output format.")
    ] = "text",
    wrong: Annotated[bool, typer.Option("--wrong", help="Only rows with something wrong.")] = False,
) -> None:
    """Every figure, date and name, compared in each locale."""
    from l10n.cli import run

    run.ledger(project, articles, locale, form=form, wrong=wrong)


@app.command()
def build(
    articles: Articles = None,
    locale: Locales = None,
    project: ProjectDir = None,
    dry: Dry = False,
    quiet: Quiet = False,
    form: AsFormat = "text",
) -> None:
    """catalogs → editions (dist/<language-tag>/…)."""
    from l10n.cli import run

    run.stage("build", project, articles, locale, dry=dry, quiet=quiet, form=form)


@app.command()
def publish(
    layout: Annotated[
        list[str] | None,
        typer.Option("--layout", help="What to make: site, hugo, mkdocs …; default: the config's."),
    ] = None,
    project: ProjectDir = None,
    dry: Dry = False,
    quiet: Quiet = False,
    form: AsFormat = "text",
) -> None:
    """editions → a site, or trees for Hugo, MkDocs … (dist/)."""
    from l10n.cli import run

    run.publish(project, layout, dry=dry, quiet=quiet, form=form)


@app.command()
def sync(
    articles: Articles = None,
    locale: Locales = None,
    project: ProjectDir = None,
    dry: Dry = False,
    retry: Retry = False,
    max_chars: MaxChars = None,
    max_cost: MaxCost = None,
    quiet: Quiet = False,
    form: AsFormat = "text",
) -> None:
    """extract, update, translate, check, build, in order."""
    from l10n.budget import Limits
    from l10n.cli import run

    run.sync(
        project,
        articles,
        locale,
        dry=dry,
        retry=retry,
        quiet=quiet,
        form=form,
        limits=Limits(max_chars, max_cost),
    )


@app.command()
def status(
    articles: Articles = None,
    locale: Locales = None,
    project: ProjectDir = None,
    form: AsFormat = "text",
) -> None:
    """article × locale: approved, draft, stale, left, findings."""
    from l10n.cli import run

    run.status(project, articles, locale, form=form)


@app.command()
def review(
    articles: Articles = None,
    locale: Locales = None,
    project: ProjectDir = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="0: any that is free.")] = 0,
    host: Annotated[
        str,
        typer.Option(
            help="Another address than this machine's own needs a password in L10N_REVIEW_PASSWORD."
        ),
    ] = "127.0.0.1",
    show: Annotated[bool, typer.Option("--open/--no-open", help="Open a browser.")] = True,
) -> None:
    """Review the catalogs in a browser; the PO files are edited in place."""
    from l10n.cli.review import review as run_review

    run_review(articles, locale, project, host=host, port=port, show=show)


@app.command()
def segment(
    file: Annotated[Path, typer.Argument(help="One article.")],
    form: AsFormat = "text",
    mode: Annotated[
        Literal["sentence", "block"] | None,
        typer.Option("--segmentation", help="How to cut; default: as the project says."),
    ] = None,
) -> None:
    """Show the segments of one file."""
    from l10n.cli import basic

    basic.segments(file, mode, form=form)


@app.command()
def normalize(
    articles: Articles = None,
    locale: Locales = None,
    project: ProjectDir = None,
    dry: Dry = False,
    quiet: Quiet = False,
    form: AsFormat = "text",
) -> None:
    """Bring catalogs that were cut otherwise to today's sentences.

    Older rules of segmentation, block segments, catalogs of po4a, mdpo or Sphinx.
    """
    from l10n.cli import run

    run.stage("normalize", project, articles, locale, dry=dry, quiet=quiet, form=form)


@app.command()
def engines(project: ProjectDir = None, form: AsFormat = "text") -> None:
    """Which engines are there, which are ready, what each needs."""
    from l10n.cli import run

    run.engines(project, form=form)


tm = typer.Typer(help="The translation memory (.l10n/tm.sqlite).", no_args_is_help=True)
app.add_typer(tm, name="tm")


@tm.command()
def rebuild(project: ProjectDir = None, quiet: Quiet = False, form: AsFormat = "text") -> None:
    """Make it anew from the catalogs; paid answers are kept."""
    from l10n.cli import run

    run.rebuild_memory(project, quiet=quiet, form=form)


@tm.command()
def find(
    text: Annotated[str, typer.Argument(help="A Japanese sentence.")],
    locale: Annotated[str, typer.Option("--locale", "-l", help="The target.")],
    project: ProjectDir = None,
    form: AsFormat = "text",
) -> None:
    """What it offers for a sentence, best first."""
    from l10n.cli import run

    run.look_up(project, text, locale, form=form)


driver = typer.Typer(help="git's three-way merge for PO and POT files.", no_args_is_help=True)
app.add_typer(driver, name="merge-driver")


@driver.command("install")
def install_driver(
    folder: Annotated[Path, typer.Argument(help="A folder of the clone.")] = Path(),
) -> None:
    """Register it in this clone's git config and in .gitattributes."""
    from l10n.cli import git

    git.install(folder)


@driver.command("run")
def run_driver(base: Path, ours: Path, theirs: Path, name: str) -> None:
    """What git calls: merge three versions into the second."""
    from l10n.cli import git

    raise typer.Exit(git.run(base, ours, theirs, name))


@app.command()
def diff(
    old: Annotated[str, typer.Argument(help="A PO file, or a git revision.")],
    new: Annotated[
        str, typer.Argument(help="The same, later; default: the files as they are now.")
    ] = "",
    form: Annotated[
        Literal["text", "markdown"], typer.Option("--format", help="Output format.")
    ] = "text",
) -> None:
    """Show catalog changes by entry, for reviewers."""
    from l10n.cli import git

    git.diff(old, new, form=form)


@app.command()
def export(
    file: Annotated[Path, typer.Argument(help="Where to: .xlf, .tmx or .csv.")],
    locale: Annotated[str, typer.Option("--locale", "-l", help="The target.")],
    article: Annotated[list[Path] | None, typer.Option(help="Only these; default: all.")] = None,
    project: ProjectDir = None,
    form: Annotated[str, typer.Option("--format", help="xliff-1.2, xliff-2.0, tmx or csv.")] = "",
) -> None:
    """Write catalogs for other tools: XLIFF, TMX, CSV."""
    from l10n.cli import run

    run.export(file, locale, article, project, form)


@app.command("import")
def import_file(
    file: Annotated[Path, typer.Argument(help="What came back: .xlf, .tmx or .csv.")],
    locale: Locales = None,
    force: Annotated[bool, typer.Option("--force", help="Also over approved texts.")] = False,
    project: ProjectDir = None,
    form: Annotated[str, typer.Option("--format", help="xliff-1.2, xliff-2.0, tmx or csv.")] = "",
) -> None:
    """Read translations back; approved texts stay.

    What a check finds an error in comes in as fuzzy.
    """
    from l10n.cli import run

    run.import_file(file, locale, project, form, force=force)


terms = typer.Typer(help="The termbase.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(terms, name="terms")


@terms.command("extract")
def terms_extract(
    articles: Articles = None,
    project: ProjectDir = None,
    least: Annotated[int, typer.Option("--least", min=1, help="Least number of times.")] = 2,
    form: AsFormat = "text",
) -> None:
    """Propose terms: names and compounds, with their variants."""
    from l10n.cli import run

    run.terms_extract(project, articles, least=least, form=form)
