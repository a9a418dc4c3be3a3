"""`l10n status` over 200 articles in twelve locales: the first time, again, and after one catalog was saved."""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

import corpus

from l10n.model import Catalog, Entry, Key, State
from l10n.po import write_catalog

LOCALES = ["en", "de", "fr", "es", "it", "pt_BR", "ru", "ko", "zh_Hans", "zh_Hant", "vi", "id"]


def project(root: Path, articles: int, sentences: int) -> None:
    """Articles with catalogs, a third of them done, of which nothing is known yet."""
    chance = random.Random(articles)
    names = ", ".join(f'"{locale}"' for locale in LOCALES)
    (root / "source").mkdir()
    (root / "l10n.toml").write_text(f'targets = [{names}]\nengine = "tm"\n', "utf-8")
    for number in range(articles):
        texts = corpus.sentences(chance, sentences)
        name = f"a{number:04}"
        (root / f"source/{name}.md").write_text("\n\n".join(texts) + "\n", "utf-8")
        for locale in LOCALES:
            entries = [entry(chance, text, f"{name}.md") for text in texts]
            path = root / f"locales/{locale}/LC_MESSAGES/{name}.po"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(write_catalog(Catalog(name, locale, entries)))


def entry(chance: random.Random, msgid: str, article: str) -> Entry:
    done = chance.random() < 0.33
    state = State.APPROVED if done else State.UNTRANSLATED
    msgstr = corpus.english(chance) if done else ""
    return Entry(Key(None, msgid), msgstr, state, (article,), "paragraph")


def status(root: Path) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "l10n", "status", "--project", str(root), "--format", "json"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--articles", type=int, default=200)
    options.add_argument("--sentences", type=int, default=20)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        project(root, chosen.articles, chosen.sentences)
        print(
            f"{chosen.articles} articles × {len(LOCALES)} locales, {chosen.sentences} sentences each"
        )
        print(f"  the first time            {status(root):7.2f} s CPU")
        status(root)  # files as young as the first look are looked at again
        print(f"  again                     {status(root):7.2f} s CPU")
        path = root / "locales/en/LC_MESSAGES/a0000.po"
        path.write_text(
            path.read_text("utf-8").replace('msgstr ""\n\n', 'msgstr "X."\n\n', 2), "utf-8"
        )
        print(f"  after one was saved       {status(root):7.2f} s CPU")
        for path in root.glob("locales/*/LC_MESSAGES/a0001.po"):
            path.write_text(path.read_text("utf-8") + "\n", "utf-8")
        print(f"  after twelve were saved   {status(root):7.2f} s CPU")


if __name__ == "__main__":
    main()
