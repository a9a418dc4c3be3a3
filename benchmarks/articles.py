"""Articles in any number, from a seed: a project of the size of a publisher's.

    python benchmarks/articles.py FOLDER [--articles 5000] [--locales 12] [--engine pseudo]

An article has front matter, sections, lists, a table, quotations, links, notes, code and some 115
sentences, each said once in the whole corpus: 5,000 of them in twelve languages are 7 million.
"""

from __future__ import annotations

import argparse
import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import corpus

LOCALES = ["en", "zh_Hans", "zh_Hant", "ko", "de", "fr", "es", "it", "pt_BR", "id", "vi", "th"]
SECTIONS = [
    "背景",
    "経緯",
    "現場の声",
    "費用",
    "人材",
    "電力",
    "規制",
    "海外の動き",
    "課題",
    "展望",
]
LABELS = ["場所", "担当", "内容", "時期", "規模"]
CODE = ["make build", "git push origin main", "docker compose up", "npm run test", "cargo bench"]
_DAYS = 28  # a month has as many, whichever it is


class Writing:
    """One author at work: every sentence is new, and the chance is the seed's alone."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self._said: set[str] = set()
        self._notes: list[str] = []

    def article(self, number: int) -> str:
        """The article with that number, as a Markdown file has it."""
        self._notes = []
        pick, chance = self.chance.choice, self.chance
        title = f"{pick(corpus.PLACES)}の{pick(corpus.WHAT)}、{pick(SECTIONS)}を追う({number})"
        parts = [*self._front(title), *self._blocks(2)]
        for name in chance.sample(SECTIONS, chance.randrange(4, 8)):
            parts.append(f"## {pick(corpus.WHAT)}の{name}")
            parts += self._blocks(chance.randrange(4, 8))
        notes = [f"[^{at}]: {text}" for at, text in enumerate(self._notes, 1)]
        return "\n\n".join([*parts, *notes]) + "\n"

    def _front(self, title: str) -> list[str]:
        chance = self.chance
        day = f"20{chance.randrange(19, 27)}-{chance.randrange(1, 13):02}-{chance.randrange(1, _DAYS + 1):02}"
        return [
            f"---\ntitle: {title}\ndescription: {self._sentence()}\ndate: {day}\n---",
            f"# {title}",
        ]

    def _blocks(self, count: int) -> Iterator[str]:
        kinds = [self._paragraph, self._list, self._steps, self._quotation, self._table, self._code]
        for kind in self.chance.choices(kinds, [20, 3, 1, 2, 1, 1], k=count):
            yield kind()

    def _sentence(self) -> str:
        """A sentence that the corpus does not have yet."""
        while (text := corpus.sentence(self.chance)) in self._said:
            pass
        self._said.add(text)
        return text

    def _paragraph(self) -> str:
        return "".join(self._marked() for _ in range(self.chance.randrange(2, 6)))

    def _marked(self) -> str:
        """A sentence, now and then with a link, emphasis, code or a note in it."""
        text, chance = self._sentence(), self.chance
        word = next((one for one in (*corpus.WHAT, *corpus.WHO) if one in text), None)
        lot = chance.random()
        if lot < 0.05 and word:
            link = f"[{word}](https://example.com/news/{chance.randrange(10_000)})"
            return text.replace(word, link, 1)
        if lot < 0.10 and word:
            return text.replace(word, f"**{word}**", 1)
        if lot < 0.12 and word:
            return text.replace(word, f"{word}(`{chance.choice(CODE)}`)", 1)
        if lot < 0.14:
            self._notes.append(self._sentence())
            return f"{text[:-1]}[^{len(self._notes)}]。"
        return text

    def _list(self) -> str:
        rows = self.chance.sample(LABELS, self.chance.randrange(3, 6))
        return "\n".join(f"- **{row}**: {self._sentence()}" for row in rows)

    def _steps(self) -> str:
        return "\n".join(f"{at}. {self._sentence()}" for at in range(1, 4))

    def _quotation(self) -> str:
        return f"> {self._sentence()}\n> {self._sentence()}"

    def _table(self) -> str:
        pick, chance = self.chance.choice, self.chance
        rows = [
            f"| {pick(corpus.PLACES)}の{pick(corpus.WHO)} | {chance.randrange(2, 9800):,}{pick(corpus.UNITS)} |"
            for _ in range(chance.randrange(3, 7))
        ]
        return "\n".join(["| 実施主体 | 規模 |", "|---|---:|", *rows])

    def _code(self) -> str:
        return f"```sh\n{self.chance.choice(CODE)} # {self.chance.choice(corpus.WHAT)}\n```"


def project(
    folder: Path, count: int, locales: list[str], *, engine: str = "pseudo", seed: int = 1
) -> list[Path]:
    """A project of `count` articles, made anew in `folder`; the paths of its articles.

    A larger one has the articles of a smaller one, and more.
    """
    shutil.rmtree(folder, ignore_errors=True)
    source = folder / "source"
    config = f'targets = [{", ".join(map(repr, locales))}]\nengine = "{engine}"\n'
    paths = [source / f"{2019 + at % 8}" / f"news-{at:05}.md" for at in range(count)]
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
    (folder / "l10n.toml").write_text(config.replace("'", '"'), "utf-8")
    writing = Writing(seed)
    for at, path in enumerate(paths):
        path.write_text(writing.article(at), "utf-8")
    return paths


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("folder", type=Path)
    options.add_argument("--articles", type=int, default=5000)
    options.add_argument("--locales", type=int, default=len(LOCALES), help="1 to 12")
    options.add_argument("--engine", default="pseudo")
    chosen = options.parse_args()
    paths = project(chosen.folder, chosen.articles, LOCALES[: chosen.locales], engine=chosen.engine)
    size = sum(path.stat().st_size for path in paths) / 1e6
    print(f"{len(paths):,} articles, {size:.1f} MB, in {chosen.folder}")


if __name__ == "__main__":
    main()
