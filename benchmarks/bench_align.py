"""How well `l10n align` pairs an article with a translation that was edited: counts, not times.

Articles are built of the parallel sentences in ../shared/data (news and Wikipedia, human translations): ten
articles of forty sentences, in paragraphs. The translation is then edited as
translators do: sentences dropped, two told in one, one told in two, a paragraph moved, paragraphs merged, a
note of the translator added. A pair counts as right when its sentences are exactly those that belong together.

`benchmarks/align/*.txt` are two whole articles a language, translated freely by hand: a line is
`sentence | sentence ⇒ translation`, either side empty where something was left out or added.
"""

from __future__ import annotations

import json
import os
import random
import sys
from dataclasses import dataclass, field
from pathlib import Path

from l10n import doubt
from l10n.align import SURE, align, blocks
from l10n.evidence import Evidence
from l10n.formats.markdown import Markdown
from l10n.lang import tags
from l10n.lang.ja import split_sentences
from l10n.normalize import target_cuts

SHARED = Path(os.environ.get("L10N_SHARED", Path(__file__).parents[2] / "shared"))
DATA = SHARED / "data/mt/pud-dev.jsonl"
LOCALES = {"en": "en", "de": "de", "fr": "fr", "es": "es", "zh_Hant": "zh", "ko": "ko", "ar": "ar"}
NOTES = {
    "en": "Translator's note: this refers to the situation at the time of writing.",
    "de": "Anmerkung der Übersetzerin: Gemeint ist der Stand zur Zeit der Veröffentlichung.",
    "fr": "Note du traducteur : il s'agit de la situation au moment de la rédaction.",
    "es": "Nota del traductor: se refiere a la situación en el momento de escribir.",
    "zh_Hant": "譯者註：此處指撰文當時的情況。",
    "ko": "옮긴이 주: 글을 쓸 당시의 상황을 가리킨다.",
    "ar": "ملاحظة المترجم: المقصود هو الوضع وقت كتابة هذا النص.",
}


@dataclass
class Text:
    """An article and its translation, with what belongs together."""

    source: list[list[str]] = field(default_factory=list)
    target: list[list[str]] = field(default_factory=list)
    pairs: set[tuple[tuple[str, ...], str]] = field(default_factory=set)
    dropped: set[str] = field(default_factory=set)


def article(rows: list[dict[str, str]], locale: str, rng: random.Random, edited: bool) -> Text:
    """One article of parallel sentences, its translation edited or not."""
    text, space, at = Text(), tags.joiner(locale), 0
    while at < len(rows):
        some = rows[at : at + rng.choice([1, 2, 3, 3, 4, 5])]
        at += len(some)
        source, target = [r["ja"] for r in some], [[r["ja"], r[LOCALES[locale]]] for r in some]
        if edited:
            _edit(text, target, rng, space)
        for *told, words in target:
            if words:
                text.pairs.add((tuple(told), words))
        text.source.append(source)
        text.target.append([words for *_, words in target if words])
    if edited:
        _move(text, rng, locale)
    return text


def _edit(text: Text, target: list[list[str]], rng: random.Random, space: str) -> None:
    """Drops, joins and splits sentences of a paragraph."""
    for place in range(len(target) - 1, -1, -1):
        *told, words = target[place]
        chance = rng.random()
        if chance < 0.05:
            text.dropped.update(told)
            target[place] = [*told, ""]
        elif chance < 0.10 and place and target[place - 1][-1] and words:
            before = target[place - 1]
            joint = "，" if space == "" else ", "
            joined = before[-1].rstrip(".。") + joint + words[:1].lower() + words[1:]
            target[place - 1 : place + 1] = [[*before[:-1], *told, joined]]
        elif chance < 0.15 and ", " in words[20:-20]:
            cut = words.index(", ", 20)
            rest = words[cut + 2 :]
            target[place] = [*told, f"{words[:cut]}. {rest[:1].upper()}{rest[1:]}"]


def _move(text: Text, rng: random.Random, locale: str) -> None:
    """Moves a paragraph, merges two, adds a note."""
    full = [i for i, block in enumerate(text.target) if block]
    if len(full) < 6:
        return
    first = rng.choice(full[1:-3])
    moved = text.target.pop(first)
    text.target.insert(min(len(text.target), first + 2), moved)
    place = rng.randrange(1, len(text.target))
    text.target.insert(place, [NOTES[locale]])


def by_hand(path: Path) -> list[Text]:
    """The articles of a file, `%%` between them."""
    return [_by_hand(part) for part in path.read_text("utf-8").split("%%\n")]


def _by_hand(lines: str) -> Text:
    text = Text()
    for block in lines.strip("\n").split("\n\n"):
        rows = [line.partition("⇒") for line in block.split("\n")]
        told = [([s.strip() for s in a.split("|") if s.strip()], b.strip()) for a, _, b in rows]
        for source, words in told:
            if source and words:
                text.pairs.add((tuple(map(_bare, source)), _bare(words)))
        sides = [s for source, _ in told for s in source], [words for _, words in told if words]
        if block.startswith("- "):
            sides = ["\n".join(sides[0])], ["\n".join(sides[1])]
        text.source.append(sides[0])
        text.target.append(sides[1])
    return text


def _bare(line: str) -> str:
    return line.lstrip("#- ")


def markdown(blocks_: list[list[str]], space: str) -> str:
    """Paragraphs as Markdown."""
    return "\n\n".join(space.join(block) for block in blocks_ if block) + "\n"


def found(
    text: Text, locale: str, encode: doubt.Encode | None
) -> list[tuple[tuple[str, ...], str, float]]:
    """What `align` makes of it."""
    fmt, space = Markdown(), tags.joiner(locale)
    sides = (
        blocks(fmt.parse("a.md", markdown(text.source, "")), split_sentences),
        blocks(fmt.parse("a.md", markdown(text.target, space)), target_cuts),
    )
    done = align(*sides, Evidence(locale, (), encode), spaced=bool(space))
    return [(tuple(s.text for s in pair.source), pair.text, pair.confidence) for pair in done.pairs]


def measure(
    rows: list[dict[str, str]], locale: str, edited: bool, encode: doubt.Encode | None
) -> str:
    """A row of the table."""
    texts = [
        article(rows[40 * n : 40 * n + 40], locale, random.Random(n), edited)
        for n in range(len(rows) // 40)
    ]
    return _row(texts, locale, "edited" if edited else "as it was", encode)


def _row(texts: list[Text], locale: str, kind: str, encode: doubt.Encode | None) -> str:
    right = wrong = sure_right = sure_wrong = total = 0
    for text in texts:
        total += len(text.pairs)
        for source, words, sure in found(text, locale, encode):
            fits = (source, words) in text.pairs
            right, wrong = right + fits, wrong + (not fits)
            if sure >= SURE:
                sure_right, sure_wrong = sure_right + fits, sure_wrong + (not fits)
            if "-v" in sys.argv and not fits and sure >= SURE:
                print("  ✗", f"{sure:.2f}", source, "→", words)
    found_ = f"{100 * right / total:5.1f} %"
    approved = f"{100 * sure_right / total:5.1f} %"
    wrongly = f"{100 * sure_wrong / max(1, sure_right + sure_wrong):4.1f} %"
    return f"| {locale} | {kind} | {'yes' if encode else 'no'} | {total} | {found_} | {approved} | {wrongly} |"


def main() -> None:
    """The table of docs/benchmarks.md."""
    rows = []
    if DATA.exists():
        rows = [json.loads(line) for line in DATA.read_text("utf-8").splitlines()]
    print("| locale | translation | `qe` | pairs | found | approved | wrong of the approved |")
    print("|---|---|---|---|---|---|---|")
    known = doubt.encoder("en") if "--no-qe" not in sys.argv else None
    encode = known.encode if known else None
    for path in sorted(Path(__file__).with_name("align").glob("*.txt")):
        for encoder in (None, encode) if encode else (None,):
            print(_row(by_hand(path), path.stem, "by hand", encoder), flush=True)
    if not rows:
        print("no more data: ../shared/data/mt is not there")
        return
    for locale in [one for one in LOCALES if one in sys.argv] or LOCALES:
        for edited in (False, True):
            for encoder in (None, encode) if encode else (None,):
                print(measure(rows, locale, edited, encoder), flush=True)


if __name__ == "__main__":
    main()
