"""editions → what publishers need: a site, trees for site generators, books."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from l10n import atomic, plugins
from l10n.build import source_edition
from l10n.errors import UsageError
from l10n.flow import Flow
from l10n.model import Coverage, Edition, Finding
from l10n.plugin import Bundle, Facts, Finisher, Output, Page, Publisher
from l10n.project import Project

if TYPE_CHECKING:
    from l10n.publish import Manifest as ManifestType


_FINISH = "*"
"""The name, in a manifest, of what is made of all pages: no article is called so."""


@dataclass(frozen=True, slots=True)
class Published:
    """What `publish` did, for its summary."""

    pages: tuple[Page, ...]
    findings: tuple[Finding, ...]
    rendered: int
    """Articles whose files were made anew; the others had not changed."""


class Record:
    """What the last run published, and of what: `.l10n/published.json`, a cache."""

    def __init__(self, project: Project, layouts: tuple[str, ...]) -> None:
        from l10n.publishers._press import inputs

        self.project, self.layouts = project, layouts
        self.path = project.memory.with_name("published.json")
        config = project.config
        folders = [project.source, project.root / config.locales]
        if config.publish.templates:
            folders.append(project.root / config.publish.templates)
        self.inputs = inputs(project.root, folders, (repr(config), *layouts))

    def read(self) -> Published | None:
        """The last run, if its inputs and its files are still the same; else None."""
        try:
            table = json.loads(self.path.read_bytes())
            same = table["inputs"] == self.inputs and table["files"] == self._files()
            if not same:
                return None
            pages = tuple(self._page(page) for page in table["pages"])
            return Published(pages, tuple(_unpacked(table["findings"])), 0)
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def _page(self, values: dict[str, Any]) -> Page:
        coverage = Coverage(**values.pop("coverage"))
        listed: Any = {name: tuple(values.pop(name)) for name in ("keywords", "old_slugs")}
        return Page(**values, **listed, coverage=coverage)

    def write(self, done: Published) -> None:
        """Remembers a run."""
        from l10n.publish import packed

        files = self._files()
        if files is None or any(finding.check == "output" for finding in done.findings):
            return  # a file that stood in our way may have gone by the next run
        table = {
            "inputs": self.inputs,
            "files": files,
            "pages": [asdict(page) for page in done.pages],
            "findings": packed(done.findings),
        }
        self.path.parent.mkdir(parents=True, exist_ok=True)
        data = json.dumps(table, ensure_ascii=False).encode("utf-8")
        atomic.write(self.path, data, durable=False)

    def _files(self) -> dict[str, str] | None:
        """Digests of the slugs and of each layout's manifest; None when a file of ours is gone."""
        from l10n.publish import MANIFEST, read_manifest

        found = {"slugs": _digest_or_none(self.project.slugs)}
        for layout in self.layouts:
            root = output_of(self.project, layout)
            found[layout] = _digest_or_none(root / MANIFEST)
            if not found[layout]:
                return None
            if not all(
                (root / f).is_file() for f in read_manifest((root / MANIFEST).read_bytes()).files
            ):
                return None
        return found


def _digest_or_none(path: Path) -> str:
    return _digest(path.read_bytes()) if path.is_file() else ""


def _unpacked(rows: Sequence[Sequence[str]]) -> list[Finding]:
    from l10n.publish import unpacked

    return unpacked(tuple(row) for row in rows)


def output_of(project: Project, layout: str) -> Path:
    """A layout's folder: `dist/site`; `plain` is at home where the editions are."""
    return project.output if layout == "plain" else project.output / layout


@dataclass(frozen=True, slots=True)
class Part:
    """What a run that is limited to some articles or locales writes; every file is as a whole run
    would write it, and nothing is taken away."""

    domains: frozenset[str]
    tags: frozenset[str] = frozenset()
    """Language tags; none: all."""

    def has(self, path: str, known: Collection[str]) -> bool:
        """True for a file of a wanted language: its tag stands in the path, between / or dots.

        >>> Part(frozenset(), frozenset({"en"})).has("content/a/index.ko.md", ["en", "ko"])
        False
        """
        steps = {step.lower() for part in path.split("/") for step in (part, *part.split("."))}
        own = {tag for tag in known if tag.lower() in steps}
        return not self.tags or bool(own & self.tags)


def publish_stage(
    flow: Flow,
    editions: Sequence[Edition],
    *,
    layouts: Sequence[str] = (),
    part: Part | None = None,
) -> Published:
    """editions → `dist/<layout>/…`; only files that changed are written, strangers' never touched.

    `flow` has all articles and locales of the project, also for a `part`: a page lists its other
    languages.
    """
    from l10n.publishers._needs import require

    require()
    facts, bundles, findings = _facts(flow, editions)
    rendered = 0
    for layout in layouts or flow.project.config.layout:
        press = Press(flow, facts, bundles, plugins.publisher(layout), part)
        findings += press.run()
        rendered = max(rendered, press.rendered)
    pages = tuple(
        page
        for domain, locales in facts.pages.items()
        for page in locales.values()
        if part is None or (domain in part.domains and (not part.tags or page.tag in part.tags))
    )
    return Published(pages, tuple(findings), rendered)


def _facts(
    flow: Flow, editions: Sequence[Edition]
) -> tuple[Facts, dict[str, Bundle], list[Finding]]:
    """What publishers are told, the articles with their editions, and what was made safe."""
    from l10n import publish

    config, settings = flow.project.config, flow.project.config.publish
    by_place = {(edition.path.partition("/")[2], edition.locale): edition for edition in editions}
    pages: dict[str, dict[str, Page]] = {}
    bundles: dict[str, Bundle] = {}
    findings = [f for e in editions for f in e.fallbacks if f.check in ("injection", "structure")]
    for article in flow.articles:
        document = article.document
        original = source_edition(document, config.source_locale)
        meta = publish.read_meta(document)
        found = {config.source_locale: original}
        told = {}
        for locale in (config.source_locale, *flow.locales):
            edition = found.get(locale) or by_place[document.name, locale]
            catalog = flow.catalogs.get((document.domain, locale))
            page = publish.describe(
                document,
                edition,
                settings,
                meta,
                source_locale=config.source_locale,
                catalog=catalog,
            )
            if page.source or page.translation:
                found[locale], told[locale] = edition, page
        bundles[document.domain] = Bundle(document, found)
        pages[document.domain] = told
    slugged, record = publish.with_slugs(pages, settings, _read_slugs(flow.project))
    flow.writer.write(flow.project.slugs, publish.write_slugs(record))
    facts = Facts(
        settings,
        config.source_locale,
        (config.source_locale, *flow.locales),
        slugged,
        frozenset(flow.project.assets()),
        own_templates(flow.project),
        bundles.__getitem__,
        lambda asset: (flow.project.source / asset).read_bytes(),
    )
    return facts, bundles, findings


def _read_slugs(project: Project) -> Mapping[str, Mapping[str, Sequence[str]]]:
    if not project.slugs.is_file():
        return {}
    try:
        table = json.loads(project.slugs.read_text("utf-8"))
        return {
            str(domain): {str(k): [str(one) for one in v] for k, v in locales.items()}
            for domain, locales in table.items()
        }
    except (ValueError, AttributeError, TypeError) as error:
        raise UsageError(
            "not the record of slugs that honyaku writes",
            place=project.display(project.slugs),
            cause=str(error),
            fix="mend it, or take it back from version control",
        ) from error


def own_templates(project: Project) -> dict[str, str]:
    """The project's templates by file name; UsageError when their folder is not there."""
    folder = project.config.publish.templates
    if not folder:
        return {}
    path = project.root / folder
    if not path.is_dir():
        raise UsageError("no such folder", place=folder, fix="[publish] templates names a folder")
    return {one.name: one.read_text("utf-8") for one in sorted(path.iterdir()) if one.is_file()}


@dataclass(slots=True)
class Press:
    """One publisher at work on one output folder."""

    flow: Flow
    facts: Facts
    bundles: Mapping[str, Bundle]
    publisher: Publisher
    part: Part | None = None
    findings: list[Finding] = field(default_factory=list)
    rendered: int = 0

    @property
    def root(self) -> Path:
        """The output folder."""
        return output_of(self.flow.project, self.publisher.name)

    def run(self) -> list[Finding]:
        """Makes what changed, writes it, takes away what is no longer made; its findings."""
        from l10n import publish
        from l10n.publishers import _press

        path = self.root / publish.MANIFEST
        old = publish.read_manifest(path.read_bytes() if path.is_file() else None)
        new = publish.Manifest()
        keys = _press.keys(self.facts, self.bundles, self.publisher.name)
        wanted = keys if self.part is None else self.part.domains & set(keys)
        stale = [name for name in keys if name in wanted]
        stale = [name for name in stale if not self._is_current(old, name, keys[name])]
        self.rendered = len([name for name in stale if name])
        for name, output in _press.outputs(self.publisher, self.facts, self.bundles, stale):
            files = list(self._write(output, old, new))
            some = self.part is not None and self.part.tags  # the rest is for a later run to make
            key = "" if some else keys[name]
            new.articles[name] = publish.Made(
                key, tuple(sorted(files)), publish.packed(output.findings)
            )
        kept = set(keys) if self.part is None else set(old.articles)
        for name in kept - set(new.articles):
            new.articles[name] = old.articles[name]
            new.files |= {file: old.files[file] for file in old.articles[name].files}
        if self.part is None:
            self._finish(old, new)
        for file in sorted(set(old.files) - set(new.files)):
            if self.part is None:
                self._take_away(file, old.files[file])
            else:
                new.files[file] = old.files[file]
        self.flow.writer.write(path, publish.write_manifest(new))
        for name in (one for one in keys if one in new.articles and one in wanted):
            self.findings += publish.unpacked(new.articles[name].findings)
        return self.findings

    def _finish(self, old: ManifestType, new: ManifestType) -> None:
        """What is made of the pages on the disk, again when any of them is another."""
        from l10n import publish

        if not isinstance(self.publisher, Finisher):
            return
        key = _digest(repr(sorted(new.files.items())).encode())
        if self._is_current(old, _FINISH, key):
            new.articles[_FINISH] = old.articles[_FINISH]
            new.files |= {file: old.files[file] for file in old.articles[_FINISH].files}
        elif not self.flow.writer.dry:
            output = self.publisher.finish(self.root, self.facts)
            files = list(self._write(output, old, new))
            new.articles[_FINISH] = publish.Made(key, tuple(sorted(files)), ())

    def _is_current(self, old: ManifestType, name: str, key: str) -> bool:
        made = old.articles.get(name)
        return (
            made is not None
            and made.key == key
            and all(file in old.files and (self.root / file).is_file() for file in made.files)
        )

    def _write(self, output: Output, old: ManifestType, new: ManifestType) -> Iterator[str]:
        """Writes an output's files; the paths that are ours afterwards."""
        for path, data in output.files.items():
            if self._is_left_out(path):
                if path in old.files:
                    new.files[path] = old.files[path]
                    yield path
            elif self._may_write(path, data, old):
                self.flow.writer.write(self.root / path, data, durable=False)
                new.files[path] = _digest(data)
                yield path
        for path, asset in output.copies.items():
            data = self.facts.asset(asset)
            if self._may_write(path, data, old):
                self.flow.writer.write(self.root / path, data, durable=False)
                new.files[path] = _digest(data)
                yield path

    def _is_left_out(self, path: str) -> bool:
        tags = [page.tag for pages in self.facts.pages.values() for page in pages.values()]
        return self.part is not None and not self.part.has(path, set(tags))

    def _may_write(self, path: str, data: bytes, old: ManifestType) -> bool:
        from l10n.publish import safe_path

        file = self.root / path
        home = self.root.resolve()
        if not safe_path(path) or home not in file.resolve().parents:
            self._refuse(path, "it would be written outside the output folder")
            return False
        foreign = path not in old.files and file.exists()
        if foreign and (not file.is_file() or file.read_bytes() != data):
            self._refuse(
                path, "a file that honyaku did not write is in its place; it was left alone"
            )
            return False
        return True

    def _refuse(self, path: str, why: str) -> None:
        place = self.flow.project.display(self.root / path)
        fix = "move that file away, or give the page another slug"
        self.findings.append(Finding("output", "error", why, file=place, fix=fix))

    def _take_away(self, path: str, digest: str) -> None:
        """Removes a file of an earlier run, unless somebody has changed it since."""
        file = self.root / path
        if file.is_file() and _digest(file.read_bytes()) == digest:
            self.flow.writer.remove(file)


def _digest(data: bytes) -> str:
    from l10n.publish import file_digest

    return file_digest(data)
