"""Recall and false alarms of the checks, and how many entries a second they judge.

`pairs.jsonl` holds pairs written for this project: `check` names the check that must find the
pair, "" marks one that is right (and often tricky). `--human DIR` adds a false-alarm rate over the
human Japanese catalogs (`ja.po`, `*.ja.po`, `ja/…/*.mo`) below a folder, msgid and msgstr swapped.
`--sentences FILE` adds that rate and the speed on long sentences: JSON lines with `ja` and translations
by language.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path

import polib

from l10n import plugins
from l10n.check import check
from l10n.model import Catalog, Entry, Finding, Key, State, Term

PAIRS = Path(__file__).with_name("checks") / "pairs.jsonl"


def findings(pair: dict) -> tuple[Finding, ...]:
    entry = Entry(Key(None, pair["msgid"]), pair["msgstr"], State.APPROVED)
    terms = [Term(t["source"], t["target"], tuple(t["aliases"])) for t in pair.get("terms", ())]
    return check(Catalog("pairs", pair["locale"], (entry,)), plugins.checks(), terms=terms)


def seeded(verbose: bool) -> None:
    pairs = [json.loads(line) for line in PAIRS.read_text("utf-8").splitlines()]
    total, caught, alarms = Counter(), Counter(), Counter()
    loud = errors = 0
    for pair in pairs:
        found = findings(pair)
        if pair["check"]:
            total[pair["check"]] += 1
            hit = any(f.check == pair["check"] for f in found)
            caught[pair["check"]] += hit
            if verbose and not hit:
                print(
                    "missed",
                    pair["id"],
                    pair["locale"],
                    pair["check"],
                    "|",
                    pair["msgid"],
                    "|",
                    pair["msgstr"],
                    [f.check for f in found],
                )
            continue
        bad = [f for f in found if f.severity != "info"]
        loud += bool(bad)
        errors += any(f.severity == "error" for f in bad)
        alarms.update({f.check for f in bad})
        if verbose and bad:
            print(
                "alarm",
                pair["id"],
                pair["locale"],
                "|",
                pair["msgid"],
                "|",
                pair["msgstr"],
                [(f.check, f.severity, f.message) for f in bad],
            )
    wrong = sum(total.values())
    right = len(pairs) - wrong
    print(f"{'check':<16}{'caught':>10}{'alarms':>8}")
    for name in sorted({*total, *alarms}):
        print(f"{name:<16}{caught[name]:>5}/{total[name]:<4}{alarms[name]:>8}")
    print(
        f"recall {sum(caught.values())}/{wrong} = {sum(caught.values()) / wrong:.1%} by the fitting check"
    )
    print(
        f"right pairs with an error or warning: {loud}/{right} = {loud / right:.1%}; with an error: {errors}"
    )


def speed() -> None:
    by_locale: dict[str, list[Entry]] = defaultdict(list)
    for pair in (json.loads(line) for line in PAIRS.read_text("utf-8").splitlines()):
        by_locale[pair["locale"]].append(
            Entry(Key(None, pair["msgid"]), pair["msgstr"], State.APPROVED)
        )
    pace([Catalog("pairs", locale, tuple(e)) for locale, e in by_locale.items()])


def pace(catalogs: list[Catalog]) -> None:
    """Prints the median and the best of nine rounds, in CPU time."""
    count, paces = sum(len(c.entries) for c in catalogs), []
    for _ in range(10):
        start = time.process_time()
        for catalog in catalogs:
            check(catalog, plugins.checks())
        paces.append(count / (time.process_time() - start))
    paces = sorted(paces[1:])  # the first round compiles
    print(
        f"{paces[4]:,.0f} entries a second on one core (median of 9; best {paces[-1]:,.0f}), "
        f"all {len(plugins.checks())} checks"
    )


def sentences(path: Path) -> None:
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    catalogs = []
    for language in (name for name in rows[0] if name not in ("id", "ja")):
        locale = _LOCALES.get(language, language)
        entries = {r["ja"]: Entry(Key(None, r["ja"]), r[language], State.APPROVED) for r in rows}
        catalogs.append(Catalog(language, locale, tuple(entries.values())))
        found = check(catalogs[-1], plugins.checks())
        flagged = len({f.key for f in found if f.severity != "info"})
        print(f"{language}: {flagged / len(entries):.1%} of {len(entries)} flagged")
    pace(catalogs)


_LOCALES = {"pt": "pt_BR", "zh": "zh_Hant", "ind": "id"}


def human(folder: Path, verbose: bool) -> None:
    files = sorted({*folder.rglob("ja.po"), *folder.rglob("*.ja.po"), *folder.rglob("ja/**/*.mo")})
    flagged, count, by_check = 0, 0, Counter()
    for path in files:
        catalog = polib.mofile(str(path)) if path.suffix == ".mo" else polib.pofile(str(path))
        entries = {}
        for e in catalog:
            if (
                not e.msgstr
                or "fuzzy" in e.flags
                or e.obsolete
                or e.msgid_plural
                or e.msgid == e.msgstr
            ):
                continue
            entries[e.msgstr] = Entry(Key(None, e.msgstr), e.msgid, State.APPROVED)
        found = check(Catalog(path.stem, "en", tuple(entries.values())), plugins.checks())
        bad = [f for f in found if f.severity != "info"]
        flagged += len({f.key for f in bad})
        count += len(entries)
        by_check.update(f.check for f in bad)
        if verbose:
            for f in bad:
                print(
                    f.check,
                    f.severity,
                    f.message,
                    "|",
                    f.key.msgid,
                    "|",
                    entries[f.key.msgid].msgstr,
                )
    if count:
        print(f"{len(files)} human catalogs, {count} entries: {flagged / count:.1%} flagged")
        print(", ".join(f"{name} {n}" for name, n in by_check.most_common()))


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--human", type=Path)
    parser.add_argument("--sentences", type=Path)
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args(sys.argv[1:])
    seeded(options.verbose)
    speed()
    if options.sentences:
        sentences(options.sentences)
    if options.human:
        human(options.human, options.verbose)
