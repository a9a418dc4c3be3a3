"""`l10n review`: opens the review page and serves it until it is interrupted."""

from __future__ import annotations

import os
import webbrowser
from importlib.util import find_spec

from l10n.cli.output import opened, tell
from l10n.cli.scope import Scope
from l10n.errors import UsageError
from l10n.flow import refuse_strangers

PASSWORD = "L10N_REVIEW_PASSWORD"


def review(scope: Scope, *, host: str, port: int, show: bool) -> None:
    """Serves the review page of the chosen articles and locales; returns when it is interrupted."""
    require()
    from l10n.review.security import Secrets, is_loopback, require_password
    from l10n.review.server import serve
    from l10n.review.session import Desk

    here, articles = opened(scope), scope.articles or ()
    password = "" if is_loopback(host) else os.environ.get(PASSWORD, "")
    require_password(host, password)
    chosen = tuple(scope.locale or here.config.targets)
    if not chosen:
        raise UsageError(
            "there is no language to review", fix="set `targets` in the config, or give --locale"
        )
    refuse_strangers(here, articles, here.articles(articles), chosen)

    def ready(address: str) -> None:
        said = f"reviewing at {address}", "Ctrl-C ends it; everything is saved as you go"
        tell(scope, {"address": address}, *said)
        if show:
            webbrowser.open(address)

    desk = Desk(here, chosen, tuple(path.resolve() for path in articles))
    serve(desk, Secrets(password=password), host=host, port=port, ready=ready)


def require() -> None:
    """UsageError that says what to install, if the extra is not there."""
    for name in ("starlette", "uvicorn", "jinja2", "nh3"):
        if find_spec(name) is None:
            raise UsageError(
                "the review page needs the extra `review`",
                cause=f"The package {name} is not installed.",
                fix="pip install 'honyaku[review]'",
            )
