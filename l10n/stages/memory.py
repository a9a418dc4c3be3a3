"""catalogs → TM: what the catalogs hold is made known to it, and looked up."""

from __future__ import annotations

import hashlib
from collections.abc import Collection

from l10n import atomic
from l10n.entries import Chosen
from l10n.flow import Flow, read_catalog
from l10n.model import Catalog, State
from l10n.project import Project
from l10n.stages.stores import open_memory
from l10n.stages.update import all_of_locale
from l10n.tm import VERSION, Match, Store, Text, Told


def learn(flow: Flow, memory: Store) -> None:
    """Makes the texts of all catalogs, chosen or not, known to the TM; read are those that changed."""
    if flow.learned:
        return
    learn_chosen(flow, memory)
    for locale in flow.locales:
        own = {domain for domain, to in flow.catalogs if to == locale}
        teach_others(flow.project, locale, memory, own, flow.settled)


def teach_others(
    project: Project,
    locale: str,
    memory: Store,
    own: Collection[str],
    settled: Collection[str],
) -> None:
    """Makes the catalogs of a locale on the disk known to the TM, but for the `own` of a run.

    If it knows one of the `settled`, it knows all of them.
    """
    others = [one for one in map(project.domain, project.articles()) if one not in own]
    first = next((one for one in others if one in settled), None)
    if first is not None and _is_known(project, memory, first, locale):
        others = [one for one in others if one not in settled]
    for domain in others:
        if not _is_known(project, memory, domain, locale):
            memory.learn_all([_told(read_catalog(project, domain, locale))])


def learn_chosen(flow: Flow, memory: Store) -> None:
    """Makes the texts of the chosen catalogs known to the TM, as they are in memory."""
    memory.learn_all(map(_told, flow.catalogs.values()))


def _is_known(project: Project, memory: Store, domain: str, locale: str) -> bool:
    """True when the TM has learned a catalog as it is on the disk."""
    return memory.knows(domain, locale, atomic.fingerprint_of(project.catalog(domain, locale)))


def _told(catalog: Catalog) -> Told:
    return Told(catalog.domain, catalog.locale, _texts(catalog), catalog.origin.fingerprint)


def _texts(catalog: Catalog) -> list[Text]:
    """What a catalog has to offer: approved texts and drafts, not what is stale or has a context,
    nor a text that tells a joined sentence too: elsewhere it would say too much."""
    chosen = Chosen.of(catalog.entries)
    active = [item for item in chosen.items if not chosen.is_obsolete(item)]
    entries = [None if chosen.is_empty(item) else chosen.entry(item) for item in active]
    followers = [*entries[1:], None][: len(entries)]
    return [
        Text(e.key.msgid, e.msgstr, e.draft.engine if e.draft else "")
        for e, follower in zip(entries, followers, strict=True)
        if e
        and e.msgstr
        and e.state in (State.APPROVED, State.DRAFT)
        and not e.key.msgctxt
        and not (follower and follower.joined)
    ]


def rebuild_memory(flow: Flow) -> dict[str, int]:
    """Makes the TM anew from the catalogs; how many texts it has, by locale."""
    with open_memory(flow.project) as memory:
        memory.forget()
        learn(flow, memory)
    return {
        locale: sum(len(_texts(catalog)) for catalog in all_of_locale(flow, locale))
        for locale in flow.locales
    }


def cache_key(project: Project) -> tuple[str, str]:
    """(key, prefix) to keep the TM under between runs on other machines.

    The key is of the bytes of articles, catalogs and config: while they are the same, a run adds
    nothing to the TM. Of other keys with the prefix the newest is the best to start from.
    """
    config, digest = project.config, hashlib.sha256()
    found = [*project.articles()]
    for locale in config.targets:
        found += sorted((project.root / config.locales / locale).rglob("*.po"))
    for path in found:
        digest.update(f"{project.display(path)}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    digest.update(repr((config.targets, config.engine, config.engines, config.mode)).encode())
    prefix = f"l10n-tm-{VERSION}-"
    return prefix + digest.hexdigest()[:20], prefix


def look_up(project: Project, locale: str, text: str) -> list[Match]:
    """What the TM offers for a Japanese text, best first."""
    with open_memory(project) as memory:
        exact = memory.exact(locale, text)
        rest = [match for match in memory.matches(locale, text) if match != exact]
    return [exact, *rest] if exact else rest
