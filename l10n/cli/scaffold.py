"""New projects: `l10n init` and the bundled `l10n demo`."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from l10n.cli.output import tell
from l10n.cli.scope import Scope
from l10n.errors import UsageError
from l10n.lang.tags import known_locale

_CONFIG = """\
# honyaku: Japanese articles into multilingual editions. All keys: docs/reference/configuration.md, `l10n config show`
source = "source"            # articles: .md, .html, .txt; read only
locales = "locales"          # catalogs: the one home of translations
output = "dist"              # editions
targets = [{targets}]
source_locale = "ja"
segmentation = "sentence"    # or "block": one entry a paragraph
engine = "{engine}"{pad}# a list is a fallback chain; `l10n engines` shows what is ready
layout = "site"              # what `l10n publish` makes: site, hugo, mkdocs … (a list is fine)

[build]
include = "drafts"           # or "approved": drafts stay in Japanese until reviewed

[publish]
# base_url = "https://example.com/magazine"   # without it: no canonical, hreflang, sitemap, feeds
# title = "…"

[checks]                     # severity of a check: error, warning, info, off
# number = "error"
"""

_PSEUDO = (
    "The offline engine is not installed (pip install 'honyaku[offline]', 1.1 GB):\n"
    "five sentences of the demo are pseudo-translated instead.\n"
)


def start(scope: Scope, folder: Path, locales: Sequence[str]) -> None:
    """A new project, and what to do next."""
    created = init(folder, locales)
    next_step = "next: put a Japanese article in source/, then run `l10n sync`"
    tell(scope, {"created": created}, *(f"created {path}" for path in created), next_step)


def init(folder: Path, locales: Sequence[str], engine: str = "offline") -> list[str]:
    """The paths created; UsageError when a project is there already."""
    for locale in locales:
        known_locale(locale)
    config = folder / "l10n.toml"
    if config.exists():
        raise UsageError("a project is here already", place=str(config), fix="edit that file")
    targets = ", ".join(f'"{locale}"' for locale in locales)
    (folder / "source").mkdir(parents=True, exist_ok=True)
    created = [str(folder / "source")]
    for locale in locales:
        path = folder / "locales" / locale / "LC_MESSAGES"
        path.mkdir(parents=True, exist_ok=True)
        created.append(str(path))
    pad = " " * max(1, 29 - len(f'engine = "{engine}"'))
    config.write_text(_CONFIG.format(targets=targets, engine=engine, pad=pad), "utf-8")
    return [str(config), *created]


def demo(folder: Path) -> str:
    """A project with the bundled article, most of it approved; the rest is drafted live.

    Drafts come from `offline` where it is installed; "" then, else a note of what is missing.
    """
    from l10n import plugins
    from l10n.plugin import EngineSettings

    ready = not plugins.engine("offline", EngineSettings({}, folder, {})).ready()
    bundled = files("l10n").joinpath("demo")
    init(folder, ["en", "zh_Hans"], "offline" if ready else "pseudo")
    (folder / "source" / "hello.md").write_bytes(bundled.joinpath("hello.md").read_bytes())
    for locale in ("en", "zh_Hans"):
        catalog = folder / "locales" / locale / "LC_MESSAGES" / "hello.po"
        catalog.write_bytes(bundled.joinpath(f"{locale}.po").read_bytes())
    return "" if ready else _PSEUDO


def edition_of_demo(folder: Path) -> Path:
    """The English page of the published edition.

    Without the publish extra it is the English edition as Markdown.
    """
    page = folder / "dist" / "site" / "en" / "figures" / "index.html"
    if not page.exists():
        page = folder / "dist" / "en" / "hello.md"
    return page
