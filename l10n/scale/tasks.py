"""What a batch is about: the texts of an engine, or the catalogs of the checks, out and in as JSON."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import l10n
from l10n import po
from l10n.draft import Asked
from l10n.model import Catalog, Term
from l10n.plugin import Request
from l10n.scale.queue import Item
from l10n.verdicts import Verdicts, as_text, from_text

_SECRET = ("key", "token", "secret", "password")


def without_secrets(options: Mapping[str, Any]) -> dict[str, Any]:
    """The options of an engine that may be told to workers: no key, and no address with a password.

    Keys come from the environment of each machine; what looks like one does not leave it.

    >>> without_secrets({"model": "a", "api_key": "x", "base_url": "https://me:geheim@host/"})
    {'model': 'a'}
    """
    return {
        name: without_secrets(value) if isinstance(value, Mapping) else value
        for name, value in options.items()
        if not (any(word in name.lower() for word in _SECRET) or _has_password(value))
    }


def _has_password(value: object) -> bool:
    return isinstance(value, str) and "://" in value and bool(urlsplit(value).password)


@cache
def code_mark() -> str:
    """What our own code is: two machines whose code differs may judge differently."""
    folder = Path(l10n.__file__).parent
    made = hashlib.sha256()
    for path in sorted(folder.rglob("*.py")):
        made.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return made.hexdigest()[:16]


# --- texts for an engine ----------------------------------------------------------------------


def text_item(asked: Asked) -> Item:
    """A request as it waits in the queue."""
    return Item(
        asked.key, json.dumps(asdict(asked.request), ensure_ascii=False), len(asked.request.text)
    )


def asked_of(item: Item) -> Asked:
    """The request that waits in the queue.

    >>> asked = Asked("key", Request("XQ1Xは明るい。", ("XQ1X",), (("XQ1X", "<b>"),), (Term("熊本", "Kumamoto"),)))
    >>> asked_of(text_item(asked)) == asked
    True
    """
    told = json.loads(item.body)
    request = Request(
        told["text"],
        tuple(told["spans"]),
        tuple((token, meaning) for token, meaning in told["masks"]),
        tuple(map(_term, told["terms"])),
        told["title"],
        told["before"],
        told["after"],
        tuple((source, target) for source, target in told["examples"]),
    )
    return Asked(item.key, request)


def _term(told: Mapping[str, Any]) -> Term:
    lists = {name: tuple(value) for name, value in told.items() if isinstance(value, list)}
    return Term(**{**told, **lists})


# --- catalogs for the checks ------------------------------------------------------------------


def check_task(locale: str, terms: Sequence[Term], levels: Mapping[str, str]) -> dict[str, Any]:
    """What the checks of all catalogs of a locale hang on."""
    return {
        "kind": "check",
        "code": code_mark(),
        "terms": [asdict(term) for term in terms],
        "levels": dict(levels),
        "locale": locale,
    }


def catalog_item(catalog: Catalog, task: Mapping[str, Any]) -> Item:
    """A catalog as it waits in the queue; its key is of all that the verdicts hang on."""
    text = po.write_catalog(catalog).decode("utf-8")
    body = json.dumps([catalog.domain, text], ensure_ascii=False)
    made = hashlib.sha256(json.dumps([task, body]).encode())
    return Item(f"check {made.hexdigest()}", body)


def judge_item(
    item: Item, task: Mapping[str, Any], judge: Callable[[Catalog, Sequence[Term]], Verdicts]
) -> str:
    """The verdicts on a catalog that waited in the queue."""
    domain, text = json.loads(item.body)
    catalog = po.parse_catalog(text.encode("utf-8"), domain, domain=domain)
    catalog = replace(catalog, locale=task["locale"])
    return as_text(judge(catalog, tuple(map(_term, task["terms"]))))


def verdicts_of(text: str) -> Verdicts:
    """The verdicts that a worker wrote."""
    return from_text(text)
