"""The drop-in trees: paths, front matter, links, and real sites built from them."""

import datetime
import json
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from urllib.parse import unquote, urljoin

import pytest
from magazine import files, make, publish
from test_site import Page

GENERATORS = ("hugo", "docusaurus", "starlight", "vitepress", "mkdocs", "wordpress", "plain")


@pytest.fixture(scope="session")
def trees(tmp_path_factory) -> Path:
    root = make(tmp_path_factory.mktemp("trees"))
    publish(root, *GENERATORS)
    return root / "dist"


def front(path: Path) -> dict[str, object]:
    from ruamel.yaml import YAML

    text = path.read_text("utf-8")
    assert text.startswith("---\n")
    return YAML(typ="safe", pure=True).load(text.split("---\n")[1])


# --- paths and front matter -------------------------------------------------------------------


def test_files_are_where_each_generator_looks_for_them(trees):
    for path in (
        "hugo/content/2025/chips/index.zh-hans.md",
        "hugo/content/page/index.en.html",
        "docusaurus/docs/2025/chips.md",
        "docusaurus/i18n/ar/docusaurus-plugin-content-docs/current/2025/chips.md",
        "starlight/src/content/docs/zh-hans/2025/chips.md",
        "vitepress/docs/2025/chips.md",
        "vitepress/docs/zh-Hans/2025/chips.md",
        "mkdocs/docs/2025/chips.md",
        "mkdocs/docs/2025/chips.zh-Hans.md",
        "wordpress/zh-Hans/chip-factories.json",
        "en/2025/chips.en.json",
        "en/2025/map.png",
    ):
        assert (trees / path).is_file(), path
    assert not (trees / "hugo/content/2025/guide/index.ko.md").exists()


def test_front_matter_has_what_each_generator_wants(trees):
    hugo = front(trees / "hugo/content/2025/chips/index.en.md")
    assert hugo["translationKey"] == "2025/chips"
    assert hugo["slug"] == "chip-factories"
    assert hugo["title"] == "Spring for chip factories"
    assert hugo["tags"] == ["semiconductors", "Kumamoto"]
    docusaurus = trees / "docusaurus/i18n/ar/docusaurus-plugin-content-docs/current/2025/chips.md"
    assert front(docusaurus)["slug"] == "chip-factories"
    assert front(docusaurus)["mdx"] == {"format": "md"}
    starlight = front(trees / "starlight/src/content/docs/ko/2025/chips.md")
    assert starlight["lastUpdated"] == datetime.date(2025, 2, 11)
    assert starlight["head"] == [{"tag": "meta", "attrs": {"name": "robots", "content": "noindex"}}]
    hardly = "i18n/ko/docusaurus-plugin-content-docs/current/2025/chips.md"
    assert front(trees / "docusaurus" / hardly)["unlisted"] is True
    assert "unlisted" not in front(docusaurus)
    assert front(trees / "mkdocs/docs/2025/chips.ko.md")["robots"] == "noindex"
    vitepress = front(trees / "vitepress/docs/ar/2025/chips.md")
    assert vitepress["dir"] == "rtl"
    listed = [one[1]["hreflang"] for one in vitepress["head"]]
    assert listed == ["ja", "en", "zh-Hans", "ar", "x-default"]


def test_headings_have_the_originals_ids(trees):
    for path in (
        "hugo/content/2025/guide/index.en.md",
        "docusaurus/i18n/en/docusaurus-plugin-content-docs/current/2025/guide.md",
        "vitepress/docs/en/2025/guide.md",
        "mkdocs/docs/2025/guide.en.md",
    ):
        assert "## List of terms {#用語の一覧}" in (trees / path).read_text("utf-8"), path
    starlight = (trees / "starlight/src/content/docs/en/2025/guide.md").read_text("utf-8")
    assert '<a id="用語の一覧"></a>\n\n## List of terms\n' in starlight


def test_links_go_to_the_same_language_where_it_exists(trees):
    def link(path):
        found = re.search(
            r"\[[^\]]*\]\(([^)]*用語の一覧[^)]*)\)", (trees / path).read_text("utf-8")
        )
        assert found, path
        return found[1]

    assert link("mkdocs/docs/2025/chips.en.md") == "guide.en.md#用語の一覧"
    assert link("mkdocs/docs/2025/chips.ar.md") == "guide.md#用語の一覧"
    assert link("vitepress/docs/en/2025/chips.md") == "guide.md#用語の一覧"
    assert link("vitepress/docs/ar/2025/chips.md") == "../../2025/guide.md#用語の一覧"
    assert link("starlight/src/content/docs/en/2025/chips.md") == "/en/2025/guide/#用語の一覧"
    assert link("starlight/src/content/docs/ar/2025/chips.md") == "/ja/2025/guide/#用語の一覧"
    docusaurus = "docusaurus/i18n/ar/docusaurus-plugin-content-docs/current/2025/chips.md"
    assert link(docusaurus) == "/2025/guide.md#用語の一覧"


def test_a_machine_draft_says_so_above_its_text(trees):
    for path in ("hugo/content/2025/chips/index.zh-hans.md", "mkdocs/docs/2025/chips.zh-Hans.md"):
        assert "> 本页由机器翻译，尚未经人工审校。" in (trees / path).read_text("utf-8")
    starlight = front(trees / "starlight/src/content/docs/zh-hans/2025/chips.md")
    assert "本页由机器翻译" in starlight["banner"]["content"]
    assert "本页由机器翻译" not in (trees / "hugo/content/2025/chips/index.en.md").read_text(
        "utf-8"
    )


def test_untranslated_sentences_name_their_language(trees):
    text = (trees / "mkdocs/docs/2025/chips.ar.md").read_text("utf-8")
    assert '- ✅ <span lang="ja" dir="ltr">千歳ではラピダスが建設中です。</span>' in text


def test_no_tag_is_put_where_markdown_has_none(tmp_path):
    root = make(tmp_path)
    guide = root / "source/2025/guide.md"
    odd = '\n[地図](https://example.com "別窓で開く")です。\n\n![港](a.png "撮影は四月")\n\n:::note[囲みの題]\n:::\n'
    guide.write_text(guide.read_text("utf-8") + odd, "utf-8")
    publish(root, "mkdocs")
    text = (root / "dist/mkdocs/docs/2025/guide.en.md").read_text("utf-8")
    assert '![港](a.png "撮影は四月")' in text
    assert ":::note[囲みの題]" in text


def test_emphasis_beside_a_bracket_and_a_kanji_survives_commonmark(trees):
    text = (trees / "mkdocs/docs/2025/chips.md").read_text("utf-8")
    assert "投資額は<strong>974億ドル(約14.8兆円)</strong>の見込みです。" in text
    assert "**$97.4 billion (about ¥14.8 trillion)**." in (
        trees / "mkdocs/docs/2025/chips.en.md"
    ).read_text("utf-8")


def test_braces_are_text_to_vue(tmp_path):
    root = make(tmp_path)
    guide = root / "source/2025/guide.md"
    guide.write_text(guide.read_text("utf-8") + "\n値は{{ x }}と書きます。\n", "utf-8")
    publish(root, "vitepress")
    text = (root / "dist/vitepress/docs/2025/guide.md").read_text("utf-8")
    assert "値は&#123;&#123; x }}と書きます。" in text


def test_a_second_run_changes_nothing_in_any_tree(trees):
    before = files(trees)
    _, changed = publish(trees.parent, *GENERATORS)
    assert changed == []
    assert files(trees) == before


# --- WordPress --------------------------------------------------------------------------------


def test_wordpress_posts_are_drafts_in_a_language(trees):
    post = json.loads((trees / "wordpress/zh-Hans/chip-factories.json").read_text("utf-8"))
    assert post["status"] == "draft"
    assert post["lang"] == "zh-hans"
    assert post["translations"]["en"] == "chip-factories"
    assert post["content"].startswith("<p><em>本页由机器翻译，尚未经人工审校。</em></p>")


def test_a_wordpress_post_shows_images_that_are_delivered_and_links_to_the_original(trees):
    for locale in ("ja", "en", "ar"):
        content = json.loads((trees / f"wordpress/{locale}/chip-factories.json").read_text())[
            "content"
        ]
        (image,) = re.findall(r'<img src="/magazine/([^"]*)"', content)
        assert (trees / "wordpress" / image).is_file()
        assert ('hreflang="ja"' in content) == (locale != "ja")


def test_the_wxr_file_is_well_formed_and_holds_every_post(trees):
    channel = ET.parse(trees / "wordpress/wordpress.xml").getroot().find("channel")
    titles = [item.findtext("title") for item in channel.findall("item")]
    assert "芯片工厂的春天" in titles
    assert len(titles) >= 8


# --- real sites -------------------------------------------------------------------------------


def dead(site: Path, base: str) -> list[tuple[str, str]]:
    """(page, address) of each link within a built site that leads nowhere."""
    made = files(site)
    found = []
    for path, data in made.items():
        if not path.endswith(".html") or path.endswith("404.html"):
            continue
        url = f"{base}/{path}"
        for name, attrs in Page(data).elements:
            address = attrs.get("href") or attrs.get("src") or ""
            target, _, fragment = urljoin(url, address).partition("#")
            outside = not target.startswith(base) or "/expo" in target
            if not address or name == "link" or outside:
                continue
            file = unquote(target.removeprefix(base).lstrip("/"))
            file = f"{file}index.html" if file in ("",) or file.endswith("/") else file
            ids = (
                {a.get("id") or a.get("name") for _, a in Page(made[file]).elements}
                if file in made and file.endswith(".html")
                else set()
            )
            if file not in made or (fragment and unquote(fragment) not in ids):
                found.append((path, address))
    return found


@pytest.mark.skipif(not shutil.which("hugo"), reason="needs Hugo (Debian package hugo)")
def test_a_real_hugo_site_has_live_links_and_hreflang(trees, tmp_path):
    shutil.copytree(trees / "hugo", tmp_path / "site")
    site = tmp_path / "site"
    (site / "hugo.toml").write_text(
        'baseURL = "https://example.org/"\ndisableKinds = ["taxonomy", "term", "RSS", "sitemap"]\n'
        + (site / "languages.toml").read_text("utf-8"),
        "utf-8",
    )
    (site / "config.toml").write_text((site / "hugo.toml").read_text("utf-8"), "utf-8")
    layouts = site / "layouts/_default"
    layouts.mkdir(parents=True)
    (layouts / "single.html").write_text(
        '<!DOCTYPE html><html lang="{{ .Site.LanguageCode }}"><head><title>{{ .Title }}</title>'
        '{{ range .AllTranslations }}<link rel="alternate" hreflang="{{ .Language.Lang }}"'
        ' href="{{ .Permalink }}">{{ end }}</head><body><h1>{{ .Title }}</h1>{{ .Content }}</body></html>'
    )
    (layouts / "list.html").write_text("<!DOCTYPE html><title>list</title>")
    done = subprocess.run(
        ["hugo", "--source", str(site), "--destination", str(site / "public")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    english = site / "public/en/2025/chip-factories/index.html"
    page = Page(english.read_bytes())
    listed = {a["hreflang"]: a["href"] for a in page.all("link", rel="alternate")}
    assert set(listed) == {"ja", "en", "zh-hans", "ar", "ko"}
    assert dead(site / "public", "https://example.org") == []
    assert "<strong>" in english.read_text("utf-8")
    assert 'id="工場はどこに建つのか"' in english.read_text("utf-8")
    html = (site / "public/en/page/index.html").read_text("utf-8")
    assert "The tour starts at nine" in html


def test_a_real_mkdocs_site_has_live_links_in_every_language(trees, tmp_path):
    pytest.importorskip("mkdocs_static_i18n")
    shutil.copytree(trees / "mkdocs", tmp_path / "site")
    site = tmp_path / "site"
    (site / "docs/index.md").write_text("# x\n")
    (site / "theme").mkdir()
    (site / "theme/main.html").write_text(
        '<!DOCTYPE html><html lang="{{ i18n_page_locale }}"><title>x</title>{{ page.content }}'
    )
    languages = "".join(
        f"        - {{locale: {tag}, name: {tag}, default: {str(tag == 'ja').lower()}}}\n"
        for tag in ("ja", "en", "zh-Hans", "ar", "ko")
    )
    (site / "mkdocs.yml").write_text(
        "site_name: x\nsite_url: https://example.org/\n"
        "markdown_extensions: [attr_list, footnotes, tables]\n"
        "theme: {name: null, custom_dir: theme}\n"
        f"plugins:\n  - i18n:\n      docs_structure: suffix\n      languages:\n{languages}"
    )
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "mkdocs", "build", "-q", "--strict"],
        cwd=site,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    for folder in ("", "en/", "zh-Hans/", "ar/"):
        page = Page((site / f"site/{folder}2025/chips/index.html").read_bytes())
        assert any(a.get("id") == "工場はどこに建つのか" for _, a in page.elements), folder
        assert page.all("strong"), folder
    assert dead(site / "site", "https://example.org/") == []


VITEPRESS = Path(__file__).parents[2] / ".venv/node/node_modules"


@pytest.mark.skipif(not VITEPRESS.exists(), reason="needs VitePress (make .venv/.node)")
def test_a_real_vitepress_site_has_live_links_and_hreflang(trees, tmp_path):
    site = tmp_path / "site"
    shutil.copytree(trees / "vitepress", site)
    (site / "node_modules").symlink_to(VITEPRESS)
    (site / "docs/.vitepress").mkdir()
    (site / "docs/.vitepress/config.mjs").write_text(
        "export default { locales: { root: {label: 'ja', lang: 'ja'}, en: {label: 'en', lang: 'en'},"
        " 'zh-Hans': {label: 'zh', lang: 'zh-Hans'}, ko: {label: 'ko', lang: 'ko'},"
        " ar: {label: 'ar', lang: 'ar', dir: 'rtl'} } }"
    )
    done = subprocess.run(  # it refuses a site with dead links
        ["node", "node_modules/vitepress/bin/vitepress.js", "build", "docs"],
        cwd=site,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    built = site / "docs/.vitepress/dist"
    for folder, tag in (("", "ja"), ("en/", "en"), ("ar/", "ar")):
        page = Page((built / f"{folder}2025/chips.html").read_bytes())
        assert page.one("html")["lang"] == tag
        assert page.all("h2", id="工場はどこに建つのか"), tag
        listed = {a["hreflang"] for a in page.all("link", rel="alternate") if "hreflang" in a}
        assert listed == {"ja", "en", "zh-Hans", "ar", "x-default"}
        assert page.one("li", id="fn-1")
        assert page.one("a", href="#fn-1")
    part = Page((built / "ko/2025/chips.html").read_bytes())
    assert part.one("meta", name="robots")["content"] == "noindex"
