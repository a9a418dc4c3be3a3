"""Rewrites the golden files (`make goldens`); the diff is reviewed with the change that made it."""

from pathlib import Path

from l10n import plugins, po
from l10n.build import build
from l10n.extract import extract
from l10n.merge import merge
from l10n.model import Catalog
from l10n.segment import segment

HERE = Path(__file__).parent


def articles() -> list[Path]:
    return sorted(HERE.glob("*/source.*"))


def outcome(source: Path) -> dict[str, bytes]:
    """What the tool makes of an article and its English catalog, by file name."""
    fmt = plugins.format_for(source)
    text = source.read_bytes().decode("utf-8")
    document = segment(fmt.parse(source.name, text))
    template = extract(document)
    path = source.parent / "en.po"
    old = po.read_catalog(path, domain="source") if path.exists() else Catalog("source", "en")
    catalog = merge(template, old)
    edition = build(document, catalog, fmt)
    return {
        "template.pot": po.write_catalog(template),
        "en.po": po.write_catalog(catalog),
        f"en{source.suffix}": edition.text.encode("utf-8"),
    }


if __name__ == "__main__":
    for article in articles():
        for name, data in outcome(article).items():
            (article.parent / name).write_bytes(data)
