"""The templates of pages: ours, and a project's own of the same name in front of them."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from l10n.errors import ConfigError
from l10n.plugin import Facts

if TYPE_CHECKING:
    from jinja2 import Environment

NAMES = (
    "base.html",
    "article.html",
    "index.html",
    "404.html",
    "redirect.html",
    "feed.xml",
    "sitemap.xml",
    "style.css",
)


@cache
def ours(name: str) -> str:
    """The text of one of our templates."""
    return files("l10n.publishers").joinpath("theme", name).read_text("utf-8")


def text_of(name: str, facts: Facts) -> str:
    """A template's text: the project's own where it has one."""
    return facts.templates.get(name) or ours(name)


def render(name: str, facts: Facts, **values: object) -> bytes:
    """A page from a template, UTF-8. ConfigError names the template and line that is wrong."""
    from jinja2 import TemplateError

    environment = _environment(tuple(sorted(facts.templates.items())))
    try:
        made = environment.get_template(name).render(values)
    except TemplateError as error:
        line = getattr(error, "lineno", None)
        file = getattr(error, "name", None) or name
        raise ConfigError(
            "the template cannot be rendered",
            place=f"{file}:{line}" if line else file,
            cause=str(error),
            fix="compare it with ours: l10n/publishers/theme/" + name,
        ) from error
    return made.encode("utf-8")


@cache
def _environment(own: tuple[tuple[str, str], ...]) -> Environment:
    from jinja2 import DictLoader, Environment, StrictUndefined

    sources = {name: ours(name) for name in NAMES} | dict(own)
    environment = Environment(
        loader=DictLoader(sources),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["json"] = lambda value: json_for_html(value)
    return environment


def json_for_html(value: object) -> str:
    """JSON that cannot end the `<script>` that it stands in."""
    made = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return made.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def style_name(facts: Facts) -> str:
    """`assets/style.<digest>.css`: a browser keeps it for ever, a change has another name."""
    digest = hashlib.sha256(text_of("style.css", facts).encode("utf-8")).hexdigest()[:8]
    return f"assets/style.{digest}.css"
