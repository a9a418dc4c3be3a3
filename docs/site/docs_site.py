"""The documentation as a site in English and Japanese: `make docs` → build/docs/site/.

Pages are copied together, one folder a language: the guide (Japanese in docs/ja, English in
docs/en, which honyaku builds from it) to guide/, its index page to the top, the other pages,
which are English, as they stand in docs/. Zensical renders each folder.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
HERE = Path(__file__).parent
LANGUAGES = {"en": "site", "ja": "site/ja"}
# Relative, so that a site in a folder works, too.
SWITCH = {
    "en": {"English": "index.html", "日本語": "ja/index.html"},
    "ja": {"English": "../index.html", "日本語": "index.html"},
}


def main(out: Path) -> None:
    """Builds the site anew, in `out`; the exit status of Zensical where it is not content."""
    shutil.rmtree(out, ignore_errors=True)
    settings = tomllib.loads((HERE / "site.toml").read_text("utf-8"))
    for language, folder in LANGUAGES.items():
        stage = out / language
        collect(language, stage / "pages")
        config = configuration(settings, language)
        (stage / "mkdocs.yml").write_text(json.dumps(config, ensure_ascii=False), "utf-8")
        command = [str(Path(sys.executable).with_name("zensical")), "build", "--strict"]
        done = subprocess.run(command, cwd=stage, check=False)
        if done.returncode:
            sys.exit(done.returncode)
        shutil.move(stage / "site", out / folder)
    for page in (out / "site").rglob("*.html"):
        lead_across(page, out / "site")
    print(f"wrote {out / 'site' / 'index.html'}")  # noqa: T201 - what make shows


def configuration(settings: dict[str, Any], language: str) -> dict[str, Any]:
    """Zensical's configuration of one language (it reads YAML, and so JSON)."""
    own = settings[language]
    titles = own["titles"]
    nav: list[Any] = [{titles["home"]: "index.md"}]
    nav += [{titles[part["section"]]: part["pages"]} for part in settings["nav"]]
    shared: dict[str, Any] = settings["site"]
    return shared | {
        "site_description": own["site_description"],
        "docs_dir": "pages",
        "site_dir": "site",
        "extra": {"alternate": _alternate(language)},
        "theme": shared["theme"] | {"language": language},
        "nav": nav,
    }


def lead_across(page: Path, site: Path) -> None:
    """Lets a page's switch of languages lead to the same page: Zensical has one link for all."""
    name = page.relative_to(site).as_posix().removeprefix("ja/")
    if name == "404.html":
        return  # it is shown at any address: its links are absolute, and lead home
    here, text = page.parent.relative_to(site), page.read_text("utf-8")
    for language, folder in LANGUAGES.items():
        there = Path(folder.removeprefix("site").strip("/")) / name
        link = os.path.relpath(there, here)
        text = re.sub(
            rf'href="[^"]*" hreflang="{language}"', f'href="{link}" hreflang="{language}"', text
        )
    page.write_text(text, "utf-8")


def _alternate(language: str) -> list[dict[str, str]]:
    return [
        {"name": name, "link": link, "lang": code}
        for code, (name, link) in zip(LANGUAGES, SWITCH[language].items(), strict=True)
    ]


def collect(language: str, pages: Path) -> None:
    """The pages of one language, with what they show."""
    shutil.copytree(DOCS / language, pages / "guide", ignore=shutil.ignore_patterns("index.md"))
    shutil.copytree(DOCS / "images", pages / "images")
    shutil.copytree(DOCS / "reference", pages / "reference")
    shutil.copy(HERE / "site.css", pages)
    for page in DOCS.glob("*.md"):
        write(pages / page.name, page)
    write(pages / "index.md", DOCS / language / "index.md")
    write(pages / "contributing.md", ROOT / "CONTRIBUTING.md")
    write(pages / "changelog.md", ROOT / "CHANGELOG.md")


def write(path: Path, page: Path) -> None:
    """A page with its links as they have to be at another place."""
    path.write_text(rewritten(page.read_text("utf-8"), page), "utf-8")


def rewritten(text: str, page: Path) -> str:
    """The text of a page of the repository with its links as they are from the top of the site.

    Of a link to what is no page (examples, code) the words stay.
    """
    link = re.compile(r"(!?)\[([^\]\n]*)\]\((?!https?:|#)([^)\s#]+)(#[^)\s]*)?\)")
    return link.sub(lambda found: _moved(found, page), text)


def _moved(found: re.Match[str], page: Path) -> str:
    image, text, link, fragment = found[1], found[2], found[3], found[4] or ""
    target = (page.parent / link).resolve()
    for base, prefix in ((DOCS / "ja", "guide/"), (DOCS / "en", "guide/"), (DOCS, "")):
        if base in target.parents:
            return f"{image}[{text}]({prefix}{target.relative_to(base).as_posix()}{fragment})"
    if target in (ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md"):
        return f"[{text}]({target.name.lower()}{fragment})"
    return text


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
