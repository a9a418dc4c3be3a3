"""The review page as a small ASGI app: pages, what their script asks for, and edits.

Handlers are plain functions in worker threads; `Desk` makes them take turns. Articles and locales
are looked up by name among those of the project, pictures among its assets: no path that a
request brings is ever opened.
"""

from __future__ import annotations

import hashlib
import json
import mimetypes
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from functools import cache, partial
from importlib.resources import files
from typing import Any
from urllib.parse import parse_qs, quote

from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from l10n.errors import EngineError, L10nError
from l10n.model import Entry, Finding
from l10n.publishers import _theme
from l10n.review import edits, views
from l10n.review.assistants import Assistants
from l10n.review.board import Board
from l10n.review.diff import compare
from l10n.review.edits import Refused
from l10n.review.inspector import severities
from l10n.review.preview import Passage
from l10n.review.queue import Filter, Item, chosen, counts, risk
from l10n.review.security import Gate, Secrets, slowed
from l10n.review.session import Conflict, Desk, Place, Sheet
from l10n.stages.status import remembered

_STATIC = {"review.css": "text/css", "review.js": "text/javascript"}
_LONGEST = 20_000  # characters of a text; a sentence has a few hundred


@cache
def _file(name: str) -> str:
    return files("l10n.review").joinpath("page", name).read_text("utf-8")


@cache
def _mark(name: str) -> str:
    """Part of a static file's address: a new version of honyaku has another one."""
    return hashlib.sha256(_file(name).encode()).hexdigest()[:8]


def _environment() -> Any:
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    made = Environment(loader=FunctionLoader(_file), autoescape=True, undefined=StrictUndefined)
    made.trim_blocks = made.lstrip_blocks = True
    made.globals["static"] = lambda name: f"/static/{name}?{_mark(name)}"
    made.filters["url"] = lambda text: quote(text)
    return made


class Review:
    """The app's handlers; `app` is what a server runs."""

    def __init__(self, desk: Desk, secrets: Secrets, host: str, port: int) -> None:
        self.desk, self.secrets = desk, secrets
        self.board, self.assistants = Board(desk.project), Assistants(desk)
        self.templates = _environment()
        inner = Starlette(routes=self._routes(), lifespan=self._lifespan)
        self.app = Gate(inner, secrets, host, port)

    @asynccontextmanager
    async def _lifespan(self, app: Starlette) -> AsyncIterator[None]:  # noqa: ARG002
        yield
        await run_in_threadpool(self.close)

    def close(self) -> None:
        """Ends everything that runs in the background."""
        self.desk.close()
        self.assistants.close()

    def _routes(self) -> list[Route]:
        place = "{locale}/{domain:path}"
        reads: Mapping[str, Callable[[Request], Response]] = {
            "/": self.dashboard,
            f"/review/{place}": self.editor,
            f"/preview/{{side}}/{place}": self.preview,
            "/preview.css": self.preview_style,
            "/asset/{name:path}": self.asset,
            "/static/{name}": self.static,
            "/api/board": self.cells,
            f"/api/queue/{place}": self.queue,
            f"/api/entry/{place}": self.entry,
            f"/api/context/{place}": self.context,
            f"/api/pulse/{place}": self.pulse,
            "/api/engines": self.engines,
            "/api/term/{locale}": self.term,
        }
        writes: Mapping[str, Callable[[Request, dict[str, Any]], Any]] = {
            f"/api/live/{place}": self.live,
            f"/api/edit/{place}": self.edit,
            f"/api/approve/{place}": self.approve,
            f"/api/suggest/{place}": self.suggest,
            f"/api/update/{place}": self.update,
            "/api/rename/{locale}": self.rename,
            "/api/undo": self.undo,
        }
        return [
            Route("/login", self.login, methods=["GET", "POST"]),
            *(Route(path, self._read(handler)) for path, handler in reads.items()),
            *(Route(path, self._write(w), methods=["POST"]) for path, w in writes.items()),
        ]

    # --- around every handler -----------------------------------------------------------------

    def _read(self, handler: Callable[[Request], Response]) -> Callable[[Request], Any]:
        async def answered(request: Request) -> Response:
            return await run_in_threadpool(self._told, request, lambda: handler(request))

        return answered

    def _write(self, handler: Callable[[Request, dict[str, Any]], Any]) -> Callable[[Request], Any]:
        async def answered(request: Request) -> Response:
            try:
                data = json.loads(await request.body())
            except (ValueError, RecursionError):
                return _problem(400, "not JSON")
            if not isinstance(data, dict):
                return _problem(400, "not a JSON object")
            return await run_in_threadpool(
                self._told, request, lambda: _json(handler(request, data)), data
            )

        return answered

    def _told(
        self, request: Request, work: Callable[[], Response], data: Mapping[str, Any] | None = None
    ) -> Response:
        """The answer, or what went wrong in words; a traceback is for our own mistakes."""
        try:
            with self.desk.inspector.resting():
                return work()
        except Conflict as conflict:
            return self._conflict(request, conflict, data or {})
        except KeyError:
            return self._failed(request, 404, "There is no such article, language or sentence.")
        except (Refused, ValueError) as error:
            return self._failed(request, 422, str(error))
        except EngineError as error:
            return self._failed(request, 502, error.what, error)
        except L10nError as error:
            return self._failed(request, 503, error.what, error)

    def _failed(
        self, request: Request, status: int, what: str, error: L10nError | None = None
    ) -> Response:
        if request.url.path.startswith("/api/"):
            return _problem(status, what, error)
        values = {"what": what, "place": "", "cause": "", "fix": ""}
        if error:
            values |= {"place": error.place, "cause": error.cause, "fix": error.fix}
        return self._page("problem.html", status, **values)

    def _conflict(self, request: Request, conflict: Conflict, data: Mapping[str, Any]) -> Response:
        """409, with what is on disk now and what the reviewer's text would change in it."""
        told: dict[str, Any] = {"error": str(conflict), "conflict": True, "theirs": None}
        if conflict.theirs is not None and "domain" in request.path_params:
            ours = _text(data, "text") if "text" in data else conflict.theirs.msgstr
            told["theirs"] = self._detail(self._place(request), conflict.theirs)
            told["diff"] = compare(conflict.theirs.msgstr, ours)
        return _json(told, 409)

    def _page(self, template: str, status: int = 200, **values: Any) -> HTMLResponse:
        frame = {"csrf": self.secrets.csrf, "project": self.desk.project.root.name}
        html = self.templates.get_template(template).render(**frame, **values)
        return HTMLResponse(html, status)

    def _place(self, request: Request) -> Place:
        return self.desk.place(request.path_params["domain"], request.path_params["locale"])

    # --- the door -----------------------------------------------------------------------------

    async def login(self, request: Request) -> Response:
        """The token of the opened address, or the password, for a cookie."""
        wanted = request.query_params.get("to", "/")
        right = self.secrets.is_token(request.query_params.get("token", ""))
        wrong = ""
        if request.method == "POST":
            form = parse_qs((await request.body()).decode("utf-8", "replace"))
            right = self.secrets.is_password(form.get("password", [""])[0])
            if not right:
                await slowed()
                wrong = "That is not the password."
        if right:
            safe = wanted if wanted.startswith("/review/") else "/"
            response = RedirectResponse(safe, 303)
            response.set_cookie(
                self.app.cookie, self.secrets.session, httponly=True, samesite="strict", path="/"
            )
            return response
        if self.secrets.password:
            return self._page("login.html", 401 if wrong else 200, wrong=wrong)
        return self._page(
            "problem.html", 401, what="This address is not valid any more.", place="",
            cause="Each run of `l10n review` has a new one.", fix="open the one that it printed",
        )  # fmt: skip

    # --- pages --------------------------------------------------------------------------------

    def dashboard(self, request: Request) -> Response:  # noqa: ARG002
        """Article × locale; the counts follow."""
        locales, domains = (
            [views.language(locale) for locale in self.desk.locales],
            self.desk.domains(),
        )
        page = self._page("dashboard.html", domains=domains, locales=locales)
        # counted while the browser lays the table out: half a second, before it can ask
        page.background = BackgroundTask(self.board.cells, domains, self.desk.locales)
        return page

    def cells(self, request: Request) -> Response:  # noqa: ARG002
        """The counts of the board; the checks are loaded once it is there, not while it is made."""
        names = {domain: self.desk.project.name(path) for domain, path in self.desk.names().items()}
        earlier = remembered(self.desk.project)

        def found(place: Place) -> tuple[int, int] | None:
            known = earlier.get((names[place.domain], place.locale))
            return self._severities(place) or ((known.errors, known.warnings) if known else None)

        cells = self.board.cells(names, self.desk.locales, found)
        self.desk.inspector.warm(self.desk.locales)
        return _json(
            {
                f"{place.locale}/{place.domain}": [cell.counts, cell.problem, cell.findings]
                for place, cell in cells.items()
            }
        )

    def _severities(self, place: Place) -> tuple[int, int] | None:
        """(errors, warnings) of an article that was opened, once the checks are through."""
        known = self.desk.opened(place)
        if known is None or self.desk.inspector.pending(known.catalog):
            return None
        return severities(self.desk.findings(known))

    def editor(self, request: Request) -> Response:
        """The page on which an article is reviewed, with its queue in it."""
        place = self._place(request)
        sheet = self.desk.sheet(place)
        self.desk.inspector.look(sheet.catalog)
        names, here = self.desk.domains(), place.domain
        config = self.desk.project.config
        queue = self._queue(sheet, Filter())
        first = sheet.entry(queue["shown"][0]) if queue["shown"] else None
        data = {
            **queue,
            "first": self._detail(place, first) if first else None,
            "place": f"{place.locale}/{quote(place.domain)}",
            "language": views.language(place.locale),
            "source": views.language(config.source_locale),
        }
        return self._page(
            "editor.html",
            domain=here,
            domains=names,
            language=views.language(place.locale),
            source=views.language(config.source_locale),
            locales=[views.language(locale) for locale in self.desk.locales],
            data=_theme.json_for_html(data),
            name=self.desk.names()[here].name,
        )

    def preview(self, request: Request) -> Response:
        """The article as it will be published, or the original, for a frame."""
        place = self._place(request)
        sheet = self.desk.sheet(place)
        findings = [one for group in self.desk.findings(sheet).values() for one in group]
        source = request.path_params["side"] == "source"
        html = self.desk.preview(place).page(sheet.catalog, findings, source=source)
        return HTMLResponse(html)

    def preview_style(self, request: Request) -> Response:  # noqa: ARG002
        """The published style, and how a frame shows which sentence is edited."""
        facts = self.desk.facts()
        style = _theme.text_of("style.css", facts) + _file("preview.css")
        return Response(style, media_type="text/css")

    def asset(self, request: Request) -> Response:
        """A picture of the project."""
        name = request.path_params["name"]
        if name not in self.desk.project.assets():
            raise KeyError(name)
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        if not kind.startswith(("image/", "audio/", "video/")):
            raise KeyError(name)
        return Response((self.desk.project.source / name).read_bytes(), media_type=kind)

    def static(self, request: Request) -> Response:
        """Our style and our script."""
        kind = _STATIC[request.path_params["name"]]  # before any file is looked for
        return Response(_file(request.path_params["name"]), media_type=kind)

    # --- what the script asks for -------------------------------------------------------------

    def queue(self, request: Request) -> Response:
        """The rows of the queue that a filter lets through."""
        asked = request.query_params
        wanted = Filter(
            asked.getlist("state"),
            asked.getlist("risk"),
            asked.getlist("check"),
            asked.get("q", ""),
        )
        return _json(self._queue(self.desk.sheet(self._place(request)), wanted))

    def _queue(self, sheet: Sheet, wanted: Filter) -> dict[str, Any]:
        every = self.desk.queue(sheet)
        return {
            "rows": [views.row(item) for item in every],
            "shown": [edits.identity(item.entry.key) for item in chosen(every, wanted)],
            "counts": counts(every),
            "mark": sheet.catalog.origin.fingerprint,
            "left": self.desk.inspector.pending(sheet.catalog),
        }

    def entry(self, request: Request) -> Response:
        """One entry with all its evidence."""
        place = self._place(request)
        sheet = self.desk.sheet(place)
        return _json(self._detail(place, sheet.entry(request.query_params.get("id", ""))))

    def _detail(self, place: Place, entry: Entry, more: Sequence[Finding] = ()) -> dict[str, Any]:
        sheet = self.desk.sheet(place)
        self.desk.inspector.of_entry(entry, place.locale)
        findings = (*more, *self.desk.inspector.known_of(entry, *place))
        number = next((n for n, e in enumerate(sheet.catalog.active) if e.key == entry.key), 0)
        item = Item(entry, number, risk(entry, findings), findings)
        terms = self.desk.inspector.terms(place.locale)
        undo = self.desk.done[-1].title if self.desk.done else ""
        return views.detail(item, place.locale, terms, findings) | {"undo": undo}

    def context(self, request: Request) -> Response:
        """The TM's matches and the other languages."""
        place = self._place(request)
        entry = self.desk.sheet(place).entry(request.query_params.get("id", ""))
        return _json(
            {
                "matches": self.assistants.matches(entry, place),
                "others": self.assistants.others(entry.key, place),
            }
        )

    def pulse(self, request: Request) -> Response:
        """Whether anything has changed on disk, and how far the checks are."""
        place = self._place(request)
        sheet = self.desk.sheet(place)
        if not self.desk.inspector.is_busy(sheet.catalog):
            self.desk.inspector.look(sheet.catalog)
        left = self.desk.inspector.pending(sheet.catalog)
        mark = sheet.catalog.origin.fingerprint
        made = {"mark": mark, "left": left, "busy": self.desk.inspector.is_busy(sheet.catalog)}
        if "behind" in request.query_params:
            made["behind"] = self.desk.is_behind(place)
        return _json(made)

    def engines(self, request: Request) -> Response:  # noqa: ARG002
        """The engines that can be asked for another draft."""
        return _json({"engines": self.assistants.ready()})

    def term(self, request: Request) -> Response:
        """Where a term is used."""
        locale, term = request.path_params["locale"], request.query_params.get("term", "")
        if locale not in self.desk.locales:
            raise KeyError(locale)
        found = self.desk.occurrences(locale, term)
        return _json(
            {
                "uses": [
                    {"domain": place.domain, "id": edits.identity(entry.key)}
                    | {"source": entry.key.msgid, "target": entry.msgstr}
                    for place, entry in found[:200]
                ],
                "count": len(found),
            }
        )

    # --- what the script does -----------------------------------------------------------------

    def live(self, request: Request, data: dict[str, Any]) -> dict[str, Any]:
        """What an entry would be with a text that is being typed; nothing is saved."""
        place = self._place(request)
        sheet = self.desk.sheet(place)
        entry = edits.set_text(sheet.entry(_text(data, "id")), _text(data, "text"))
        judged = entry if entry.state.value != "stale" else edits.approve(entry)
        findings = self.desk.inspector.of_entry(judged, place.locale)
        terms = self.desk.inspector.terms(place.locale)
        passage = self._passage(sheet, entry)
        made = views.judged(entry, place.locale, terms, (*passage.fallbacks, *findings))
        return made | {"passage": passage.html}

    def _passage(self, sheet: Sheet, entry: Entry) -> Passage:
        domain, locale = sheet.place
        known = partial(self.desk.inspector.known_of, domain=domain, locale=locale)
        return self.desk.preview(sheet.place).passage(sheet.catalog, entry, known)

    def edit(self, request: Request, data: dict[str, Any]) -> dict[str, Any]:
        """One action on one entry, saved at once."""
        place, name, seen = self._place(request), _text(data, "id"), _text(data, "version")
        action = _text(data, "action")
        if action == "waive":
            self.desk.waive(place, name, seen, _known_check(_text(data, "check")))
        else:
            with self.desk.lock:
                before = self.desk.seen(place, name, seen)
                after = _after(before, action, data)
                title = f"{action} “{before.key.msgid[:24]}”"
                self.desk.edit(place, name, seen, after, title)
        sheet = self.desk.sheet(place)
        entry = sheet.entry(name)
        passage = self._passage(sheet, entry)
        made = self._detail(place, entry, passage.fallbacks)
        return made | {"passage": passage.html, "mark": sheet.catalog.origin.fingerprint}

    def approve(self, request: Request, data: dict[str, Any]) -> dict[str, Any]:
        """Approves entries together."""
        place = self._place(request)
        wanted = data.get("entries")
        if not isinstance(wanted, list) or not all(isinstance(one, dict) for one in wanted):
            raise ValueError("entries is a list")
        pairs = [(_text(one, "id"), _text(one, "version")) for one in wanted]
        step = self.desk.approve_all(place, pairs)
        return {"done": len(step.edits) if step else 0, "undo": step.title if step else ""}

    def suggest(self, request: Request, data: dict[str, Any]) -> dict[str, Any]:
        """Another draft, by an engine."""
        place = self._place(request)
        entry = self.desk.sheet(place).entry(_text(data, "id"))
        engine = _text(data, "engine")
        if engine not in self.assistants.ready():
            raise KeyError(engine)
        return {"text": self.assistants.suggestion(place, entry.key, engine)}

    def update(self, request: Request, data: dict[str, Any]) -> dict[str, Any]:  # noqa: ARG002
        """Brings the catalog up to date with its article."""
        self.desk.update(self._place(request))
        return {"done": True}

    def rename(self, request: Request, data: dict[str, Any]) -> dict[str, Any]:
        """Another rendering of a term, everywhere."""
        locale = request.path_params["locale"]
        if locale not in self.desk.locales:
            raise KeyError(locale)
        step = self.desk.rename(locale, _text(data, "term"), _text(data, "to"))
        return {"done": len(step.edits), "undo": step.title}

    def undo(self, request: Request, data: dict[str, Any]) -> dict[str, Any]:  # noqa: ARG002
        """Takes the last action back."""
        step = self.desk.undo()
        left = self.desk.done[-1].title if self.desk.done else ""
        if step is None:
            return {"title": "", "undo": left, "entries": []}
        entries = [
            {"place": f"{place.locale}/{quote(place.domain)}", "id": edits.identity(edit.key)}
            for place, edit in step.edits
        ]
        return {"title": step.title, "undo": left, "entries": entries}


def _after(entry: Entry, action: str, data: Mapping[str, Any]) -> Entry:
    """The entry after an action of the page."""
    if "text" in data:
        entry = edits.set_text(entry, _text(data, "text"))
    if action == "save":
        return entry
    if action == "approve":
        return edits.approve(entry)
    if action == "reject":
        return edits.reject(entry, _text(data, "reason"))
    if action == "fold":
        return edits.fold(entry)
    if action == "comment":
        return edits.comment(entry, _text(data, "comment"))
    raise ValueError(f"unknown action: {action[:20]}")


def _known_check(name: str) -> str:
    from l10n import plugins

    if name not in plugins.names("checks") and name not in plugins.names("catalog_checks"):
        raise ValueError("unknown check")
    return name


def _text(data: Mapping[str, Any], name: str) -> str:
    value = data.get(name, "")
    if not isinstance(value, str) or len(value) > _LONGEST:
        raise ValueError(f"{name} is no text, or too long")
    return value


def _json(data: Any, status: int = 200) -> JSONResponse:
    return JSONResponse(data, status)


def _problem(status: int, what: str, error: L10nError | None = None) -> JSONResponse:
    told = {"error": what}
    if error:
        told |= {"place": error.place, "cause": error.cause, "fix": error.fix}
    return _json(told, status)


def address_of(host: str, port: int, token: str) -> str:
    """The address that a browser is sent to.

    >>> address_of("127.0.0.1", 8765, "abc")
    'http://127.0.0.1:8765/login?token=abc'
    """
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{port}/login" + (f"?token={token}" if token else "")


def serve(
    desk: Desk, secrets: Secrets, *, host: str, port: int, ready: Callable[[str], None]
) -> None:
    """Serves until it is interrupted; `ready` is told the address to open."""
    import socket

    import uvicorn

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(128)  # a browser that is quicker than we are waits
        port = listening.getsockname()[1]
        review = Review(desk, secrets, host, port)
        config = uvicorn.Config(
            review.app, log_level="warning", access_log=False, server_header=False,
            date_header=False, ws="none", timeout_graceful_shutdown=3,
        )  # fmt: skip
        ready(address_of(host, port, "" if secrets.password else secrets.token))
        with suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listening])
