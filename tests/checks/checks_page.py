"""docs/checks.md from the checks themselves; run it to rewrite the page (`make goldens`)."""

import os
from pathlib import Path

from l10n import plugins
from l10n.check import check
from l10n.model import Catalog, Entry, Key, State, Term
from l10n.spelling import speller

PAGE = Path(__file__).parents[2] / "docs" / "checks.md"
TERMS = (Term("オープンAI", "OpenAI"),)
HEAD = """# Checks

`l10n check` runs them over every translated entry. Entries without a msgstr are an info (`empty`) of PO files given by path; in a
project `l10n status` counts them. `[checks]` in the config sets the severity of each
(`error`, `warning`, `info`, `off`), `[checks.<locale>]` for one locale. An error in a draft keeps the
draft out of the edition; warnings queue it for a person; infos are shown.

- `l10n check --fix` applies the fixes that are certain, to drafts that nobody has touched; the draft
  says so in its provenance (`repaired=number`). Drafting repairs figures by itself.
- `l10n waive CHECK FILE:LINE` accepts a finding. It is kept in `locales/<locale>/review.jsonl`, keyed by a
  hash of msgctxt, msgid and msgstr: an edit of either side voids it. `--undo` takes it back.
- `l10n ledger` shows every figure, date and name of an article with its rendering in each locale: names
  of the termbase, in Latin letters, and those that ・, a form of address or 社, 州 … mark, or of which only a company has what is told
  (its 株価, its 買収). `–` says that no rule
  tells how a name is written there: 孫正義 in Latin letters, katakana in Chinese
  (`--format text|csv|html|json`, `--wrong` for the doubtful rows).

How well they do is measured in [benchmarks.md](benchmarks.md). This page is written by `make goldens`.
"""


ACROSS = {
    "consistency": """    1. source     東京湾を埋め立てる。
       en         Tokyo Bay is being filled in.
    2. source     東京湾を埋め立てる。
       en         They are reclaiming Tokyo Bay.
    finding       the same source is "Tokyo Bay is being filled in." elsewhere

    1. source     ハーバー氏が説明した。
       en         Harber explained it.
    2. source     ハーバー氏は否定した。
       en         Haber denied it.
    finding       ハーバー is "Harber" elsewhere
""",
    "catalogue": """    header        Language: de
    finding       the header says Language: de; the catalog is en

What `msgfmt -c` refuses is an error of this check too, where gettext is installed.
""",
    "unrelated": """Runs where `[checks]` sets its severity; needs `pip install 'honyaku[qe]'`.

    source        会社は新しい工場を建てると発表した。
    en            Cats sleep for most of the day.
    finding       the translation seems to be about something else
""",
}
ASKED = {"spelling": "info"}
DICTIONARY = Path(__file__).with_name("dictionary")


def finding(rule):
    """What the check says of its own example; spelling with a dictionary of five words."""
    source, target, locale = rule.example
    entry = Entry(Key(None, source), target, State.APPROVED)
    before = os.environ.get("DICPATH", "")
    os.environ["DICPATH"] = str(DICTIONARY)
    speller.cache_clear()
    try:
        return check(Catalog("a", locale, (entry,)), [rule], terms=TERMS, levels=ASKED)[0]
    finally:
        os.environ["DICPATH"] = before
        speller.cache_clear()


def render() -> str:
    parts = [HEAD]
    for rule in plugins.checks():
        source, target, locale = rule.example
        found = finding(rule)
        parts.append(f"## {rule.id}\n\n{rule.summary} Severity: {rule.severity}.\n")
        shown = [("source", source), (locale, target), ("finding", found.message)]
        shown += [("fix", found.fix)] if found.fix else []
        lines = [f"    {name:<9} {ascii_edges(text)}" for name, text in shown]
        parts.append("\n".join(lines) + "\n")
        if rule.id == "spelling":
            parts.append(
                "Runs where `[checks]` sets its severity; needs `pip install 'honyaku[spelling]'` and a\n"
                "dictionary of Hunspell (`apt install hunspell-de-de`, or a folder named in `DICPATH`).\n"
            )
    parts.append("# Across catalogs\n")
    for rule in plugins.catalog_checks():
        parts.append(f"## {rule.id}\n\n{rule.summary} Severity: {rule.severity}.\n")
        parts.append(ACROSS[rule.id])
    return "\n".join(parts)


def ascii_edges(text: str) -> str:
    """Line breaks and characters without width shown by their escapes."""
    return "".join(c if c.isprintable() or c == "\u00a0" else ascii(c)[1:-1] for c in text)


if __name__ == "__main__":
    PAGE.write_text(render(), "utf-8")
