"""A project on disk: its paths, its reads and its atomic writes."""

from __future__ import annotations

import codecs
import os
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import field
from functools import cache
from pathlib import Path

from l10n import atomic
from l10n.config import Config, Loaded, load
from l10n.errors import ConfigError, SourceError, UsageError
from l10n.noun import noun, record

_CONFIGS = ("l10n.toml", "pyproject.toml")
RESERVED = "terms"
# Files in the source folder that articles show; every other file is an article.
_ASSETS = frozenset(
    [
        ".png",
        ".jpg",
        ".jpeg",
        ".gif",
        ".svg",
        ".webp",
        ".avif",
        ".ico",
        ".mp4",
        ".webm",
        ".mp3",
        ".ogg",
        ".vtt",
        ".pdf",
        ".zip",
        ".csv",
        ".css",
    ]
)


@cache
def _below_root(root: Path, folder: str) -> Path:
    return root / folder


@noun
class Project:
    """Where things are. All paths it gives are absolute; `display` shortens them for people."""

    root: Path
    config: Config
    file: str = "l10n.toml"
    """The file that has the config, and `notes` on what to change in it."""
    notes: tuple[str, ...] = ()

    @property
    def source(self) -> Path:
        """The folder of articles."""
        return _below_root(self.root, self.config.source)

    @property
    def output(self) -> Path:
        """The folder of editions."""
        return _below_root(self.root, self.config.output)

    @property
    def memory(self) -> Path:
        """The TM."""
        return self.root / ".l10n" / "tm.sqlite"

    @property
    def state(self) -> Path:
        """What earlier runs found, so that it need not be found again."""
        return self.root / ".l10n" / "state.sqlite"

    @property
    def lock(self) -> Path:
        """Held while one of our processes writes a catalog."""
        return self.root / ".l10n" / "lock"

    def template(self, domain: str) -> Path:
        """`locales/<domain>.pot`."""
        return self.root / self.config.locales / f"{domain}.pot"

    def catalog(self, domain: str, locale: str) -> Path:
        """`locales/<locale>/LC_MESSAGES/<domain>.po`."""
        return self.root / self.config.locales / locale / "LC_MESSAGES" / f"{domain}.po"

    def review(self, locale: str) -> Path:
        """`locales/<locale>/review.jsonl`: what people accepted."""
        return self.root / self.config.locales / locale / "review.jsonl"

    def display(self, path: Path) -> str:
        """`path` as people write it: from the project's folder, with forward slashes."""
        return path.relative_to(self.root).as_posix() if self.root in path.parents else str(path)

    def articles(self, chosen: Sequence[Path] = ()) -> list[Path]:
        """The articles (or those chosen, files or folders), sorted; UsageError for clashes."""
        if not self.source.is_dir():
            raise UsageError(
                "there is no source folder",
                place=self.display(self.source),
                fix="create it and put an article in, or set `source` in the config",
            )
        names = [name for name in _below(self.source) if not _is_asset(name)]
        names = sorted((n for n in names if "/." not in f"/{n}"), key=lambda n: n.split("/"))
        self._refuse_clashes(names)
        source = self.source
        paths = [source / name for name in names]
        return [path for path in paths if not chosen or _is_chosen(path, chosen)]

    def assets(self) -> list[str]:
        """Images and other files that articles may show: paths below the source folder."""
        return sorted(name for name in _below(self.source) if _is_asset(name))

    @property
    def slugs(self) -> Path:
        """The record of the slugs that pages have and had."""
        return self.root / self.config.locales / "slugs.json"

    def name(self, article: Path) -> str:
        """An article's path below the source folder, with forward slashes."""
        path, home = article.as_posix(), f"{self.source.as_posix()}/"
        if path.startswith(home):  # as nearly all are; pathlib takes ten times as long
            return path[len(home) :]
        return article.relative_to(self.source).as_posix()

    def domain(self, article: Path) -> str:
        """An article's name without its suffix."""
        return self.name(article).rsplit(".", 1)[0]

    def _refuse_clashes(self, names: Sequence[str]) -> None:
        seen: dict[str, str] = {}
        for name in names:
            domain = name.rsplit(".", 1)[0]
            if domain == RESERVED:
                raise UsageError(
                    'the domain "terms" is reserved for the termbase',
                    place=self.display(self.source / name),
                    fix="rename the article",
                )
            if domain in seen:
                raise UsageError(
                    f'two articles have the domain "{domain}"',
                    place=self.display(self.source / name),
                    cause=f"{self.display(self.source / seen[domain])} would share its catalogs.",
                    fix="rename one of the two",
                )
            seen[domain] = name


def _below(folder: str | Path, prefix: str = "") -> Iterator[str]:
    """The paths of all files below a folder, from there, with forward slashes."""
    with os.scandir(folder) as found:
        for entry in found:
            if entry.is_dir(follow_symlinks=False):
                yield from _below(entry.path, f"{prefix}{entry.name}/")
            elif entry.is_file():
                yield prefix + entry.name


def _is_asset(name: str) -> bool:
    return os.path.splitext(name)[1].lower() in _ASSETS  # noqa: PTH122 - of thousands of names


def _is_chosen(path: Path, chosen: Sequence[Path]) -> bool:
    return any(path == one or one in path.parents for one in (p.resolve() for p in chosen))


def nearest(start: Path) -> Project | None:
    """The project of a folder or of one above it, None without any; ConfigError if it is wrong."""
    here = start.resolve()
    found = next(filter(None, map(_config_of, (here, *here.parents))), None)
    return _project(*found) if found else None


def find(start: Path | None = None) -> Project:
    """The project of `start`; without it, of the nearest folder upward from here with a config.

    Raises ConfigError when there is none, or when it is wrong.
    """
    return _project(*find_config(start))


def find_config(start: Path | None = None) -> tuple[Path, Loaded]:
    """The config that `find` finds: its file, and what is in it, right or wrong."""
    here = (start or Path.cwd()).resolve()
    folders = (here,) if start else (here, *here.parents)
    if found := next(filter(None, map(_config_of, folders)), None):
        return found
    raise ConfigError(
        "no project here",
        place=str(start or "."),
        cause="Neither l10n.toml nor a pyproject.toml with [tool.l10n] was found.",
        fix="run `l10n init`, or give the folder with --project",
    )


def from_repository(folder: Path, name: str) -> str:
    """A file that has `name` in `folder`, from the top of the repository around; else `name` itself."""
    path = (folder / name).resolve()
    top = next((one for one in path.parents if (one / ".git").exists()), None)
    return path.relative_to(top).as_posix() if top else name


def _project(path: Path, loaded: Loaded) -> Project:
    if loaded.problems:
        raise loaded.problems[0]
    return Project(path.parent, loaded.config, path.name, tuple(loaded.notes))


def _config_of(folder: Path) -> tuple[Path, Loaded] | None:
    for path in (folder / name for name in _CONFIGS):
        if loaded := _read_config(path):
            return path, loaded
    return None


def _read_config(path: Path) -> Loaded | None:
    """The config in a file, with its problems; None when the file holds none."""
    if not path.is_file():
        return None
    try:
        text = path.read_text("utf-8")
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(
            "not valid TOML", place=path.name, cause=str(error), fix="mend that line"
        ) from error
    table = data if path.name == "l10n.toml" else data.get("tool", {}).get("l10n")
    return None if table is None else load(table, path.name, text)


def read_file(path: Path, display: str) -> bytes:
    """The bytes of a file that a person named; UsageError when it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(
            "cannot be read", place=display, cause=str(error.strerror), fix="check the path"
        ) from error


def read_article(path: Path, display: str) -> str:
    """The article's text, exactly; SourceError with line and column when it is not UTF-8."""
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise SourceError("no such file", place=display, fix="check the path") from error
    except OSError as error:
        raise SourceError(
            "cannot be read", place=display, cause=str(error.strerror), fix="check its permissions"
        ) from error
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        guess = _guess(data)
        hint = f"It looks like {guess}." if guess else "Its encoding is not one we know."
        fix = f"convert it: iconv -f {guess} -t UTF-8" if guess else "save it as UTF-8"
        place = display
        if guess != "UTF-16":
            from l10n.formats._lines import place_of

            before = data[: error.start].decode("utf-8")
            line, column = place_of(before, len(before))
            place = f"{display}:{line}:{column}"
        raise SourceError(
            f"not UTF-8 at byte {error.start}", place=place, cause=hint, fix=fix
        ) from error


def _guess(data: bytes) -> str:
    """The Japanese encoding that `data` is most likely in, or ""."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "UTF-16"
    for name in ("ISO-2022-JP", "EUC-JP", "CP932"):
        try:
            data.decode(name)
        except UnicodeDecodeError:
            continue
        return name
    return ""


@record
class Writer:
    """Writes files whole or not at all, only when their bytes change, and keeps the list."""

    project: Project
    dry: bool = False
    """With `dry` nothing is written; `changed` is what would have been."""
    changed: dict[str, None] = field(default_factory=dict)
    """Each path once, in order: a catalog that is updated and drafted is one file."""
    written: dict[str, bytes] = field(default_factory=dict)
    """The SHA-256 of what was written last to each path, small enough for 60,000 catalogs."""
    rescued: list[str] = field(default_factory=list)
    """Files that hold an edit which a killed run had in hand."""

    def write(self, path: Path, data: bytes, *, durable: bool = True) -> bool:
        """Makes `data` the content of `path`; True when a file was written.

        UsageError when the disk refuses.
        """
        if not self._differs(path, data):
            return False
        with self._explained(path):
            atomic.write(path, data, durable=durable)
        self.written[path.as_posix()] = bytes.fromhex(atomic.fingerprint(data))
        return True

    def swap(self, path: Path, data: bytes, was: str, *, durable: bool = True) -> bool:
        """As `write`, if `path` still has the fingerprint `was` ("": is not there).

        Raises Overtaken when somebody else wrote it meanwhile.
        """
        if not self._differs(path, data):
            return False
        with self._explained(path), atomic.locked(self.project.lock):
            atomic.swap(path, data, was, durable=durable)
        self.written[path.as_posix()] = bytes.fromhex(atomic.fingerprint(data))
        return True

    def sweep(self, folders: Iterable[Path]) -> None:
        """Clears away what a killed run left in `folders`; its rescued edits are noted."""
        left = [folder for folder in folders if atomic.has_leftovers(folder)]
        if left and not self.dry:
            with atomic.locked(self.project.lock):
                found = [path for folder in left for path in atomic.sweep(folder)]
            self.rescued += [self.project.display(path) for path in found]

    def note(self, path: Path) -> None:
        """Counts `path` among those that a run would change, whatever else it would write there."""
        self.changed[self.project.display(path)] = None

    def _differs(self, path: Path, data: bytes) -> bool:
        """True when there is something to write; notes the path."""
        if path.is_file() and path.read_bytes() == data:
            return False
        self.changed[self.project.display(path)] = None
        return not self.dry

    @contextmanager
    def _explained(self, path: Path) -> Iterator[None]:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            yield
        except OSError as error:
            raise UsageError(
                "cannot be written",
                place=self.project.display(path),
                cause=f"{error.strerror}; the file is as it was.",
                fix="make the folder writable, or free some space",
            ) from error

    def remove(self, path: Path) -> None:
        """Takes away a file that we wrote earlier, and the folders that it leaves empty."""
        self.changed[self.project.display(path)] = None
        if self.dry:
            return
        path.unlink(missing_ok=True)
        for folder in path.parents:
            if folder == self.project.root or any(folder.iterdir()):
                return
            folder.rmdir()
