"""The preview: what it shows is what is published, and a keystroke draws what the whole page would."""

import re
from dataclasses import replace

import pytest
from magazine import publish

from l10n.flow import start
from l10n.model import State
from l10n.project import find
from l10n.review.edits import identity
from l10n.review.preview import Preview

_TAGS = re.compile(r' data-l10n-(?:at|key|leaf)="[^"]*"')
_LEAF = re.compile(r'<(\w+)([^>]*?) data-l10n-leaf="(\d+)"[^>]*>(.*?)</\1>', re.DOTALL)
_RUN = re.compile(r'<(\w+)(?=[^>]* data-l10n-at="(\d+)")[^>]*>(.*?)</\1>', re.DOTALL)


def previews(root, locale):
    here = find(root)
    flow = start(here, locales=[locale])
    assets = frozenset(here.assets())
    for article in flow.articles:
        preview = Preview(article, locale, here.config.publish, "ja", assets)
        yield preview, flow.catalogs[article.document.domain, locale]


def plain(html: str) -> str:
    """The page without our marks, addresses, and the spans that hold nothing else."""
    text = re.sub(r'(?:href|src|hreflang|id)="[^"]*"', "", _TAGS.sub("", html))
    return re.sub(r"\s+", " ", re.sub(r"<span>(.*?)</span>", r"\1", text))


def test_the_preview_is_the_page_that_is_published(project):
    publish(project)
    shown = {p.article.document.domain: p.page(c) for p, c in previews(project, "en")}
    published = (project / "dist/site/en/chip-factories/index.html").read_text("utf-8")
    body = re.compile(r'<div class="l10n-body".*?</div>\s*</article>', re.DOTALL)
    made, wanted = (body.search(html)[0] for html in (shown["2025/chips"], published))
    assert plain(made) == plain(wanted)


@pytest.mark.parametrize("locale", ["en", "zh_Hans", "ar"])
def test_a_keystroke_draws_what_the_whole_page_would_show(project, locale):
    seen = 0
    for preview, catalog in previews(project, locale):
        page = preview.page(catalog)
        leaves = {at: inner for _, _, at, inner in _LEAF.findall(page)}
        runs = {at: inner for _, at, inner in _RUN.findall(page)}
        for entry in catalog.active:
            passage = preview.passage(catalog, entry).html
            for _, _, at, inner in _LEAF.findall(passage):
                assert leaves.get(at, inner) == inner, entry.key.msgid
                seen += at in leaves
            for _, at, inner in _RUN.findall(_LEAF.sub("", passage)):
                assert runs.get(at, inner) == inner, entry.key.msgid
    assert seen


def test_every_sentence_of_an_article_leads_to_its_entry(project):
    hidden = ("front matter tags", "front matter title", "page title", "meta")
    for preview, catalog in previews(project, "en"):
        keys = set(re.findall(r'data-l10n-key="(\w+)"', preview.page(catalog)))
        original = set(re.findall(r'data-l10n-key="(\w+)"', preview.page(catalog, source=True)))
        for segment in preview.article.document.segments:
            if not segment.role.startswith(hidden):
                assert identity(segment.key) in keys & original, segment.msgid


def test_what_is_typed_shows_whatever_its_state_and_markup_of_its_own_is_text(project):
    for preview, catalog in previews(project, "en"):
        for entry in catalog.active[:6]:
            typed = replace(entry, msgstr="Typed <b>text & more</b>", state=State.STALE)
            passage = preview.passage(catalog, typed)
            assert "Typed" in passage.html or passage.fallbacks
            assert "<b>" not in passage.html


def test_a_text_that_would_not_be_published_says_why(project):
    preview, catalog = next(
        pair for pair in previews(project, "en") if pair[1].domain == "2025/chips"
    )
    entry = next(e for e in catalog.active if "[^1]" in e.key.msgid)
    (finding,) = preview.passage(catalog, replace(entry, msgstr="Without its note.")).fallbacks
    assert finding.check == "structure"
