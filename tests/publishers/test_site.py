"""The self-contained edition: what a reader, a search engine and a browser get."""

import json
import re
import shutil
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import html5lib
import polib
import pytest
from magazine import CONFIG, EN, files, fill, make, publish

from l10n import fresh, portions
from l10n.model import digest
from l10n.pipeline import sync
from l10n.project import find
from l10n.publishers.site import Web

BASE = "https://example.com/magazine"


class Page(HTMLParser):
    """The elements of a page, as (name, attributes)."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text: list[str] = []
        self.feed(data.decode("utf-8"))

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data):
        self.text.append(data)

    def all(self, tag: str, **wanted: str) -> list[dict[str, str]]:
        return [
            attrs
            for name, attrs in self.elements
            if name == tag and all(attrs.get(key) == value for key, value in wanted.items())
        ]

    def one(self, tag: str, **wanted: str) -> dict[str, str]:
        found = self.all(tag, **wanted)
        assert len(found) == 1, (tag, wanted, found)
        return found[0]


@pytest.fixture(scope="session")
def site(shared_magazine: Path) -> dict[str, bytes]:
    return files(shared_magazine / "dist/site")


@pytest.fixture(scope="session")
def pages(site: dict[str, bytes]) -> dict[str, Page]:
    """Every page by its address."""
    return {
        f"{BASE}/{path.removesuffix('index.html')}": Page(data)
        for path, data in site.items()
        if path.endswith(".html") and path != "404.html"
    }


def article(pages: dict[str, Page], tag: str, slug: str = "chip-factories") -> Page:
    return pages[f"{BASE}/{tag}/{slug}/"]


# --- HTML -------------------------------------------------------------------------------------


def test_every_page_is_html5_without_a_parse_error(site):
    parser = html5lib.HTMLParser(strict=True)
    checked = [parser.parse(data) for path, data in site.items() if path.endswith(".html")]
    assert len(checked) > 10


def test_ids_are_unique_and_every_page_has_one_h1(pages):
    for url, page in pages.items():
        ids = [attrs["id"] for _, attrs in page.elements if "id" in attrs]
        assert len(ids) == len(set(ids)), url
        assert len(page.all("h1")) == 1, url


def test_no_page_runs_a_script_or_asks_another_host(pages):
    for url, page in pages.items():
        for attrs in page.all("script"):
            assert attrs == {"type": "application/ld+json"}, url
        for _, attrs in page.elements:
            assert not any(name.startswith("on") for name in attrs)
            assert "://" not in attrs.get("src", "")
        for attrs in page.all("link", rel="stylesheet"):
            assert "://" not in attrs["href"]


def test_each_page_says_its_language_and_direction(pages):
    for tag, direction in (("ja", "ltr"), ("en", "ltr"), ("zh-Hans", "ltr"), ("ar", "rtl")):
        assert article(pages, tag).one("html") == {"lang": tag, "dir": direction}


# --- links ------------------------------------------------------------------------------------


def test_every_link_and_fragment_leads_somewhere(site, pages):
    for url, page in pages.items():
        for name, attrs in page.elements:
            address = attrs.get("href") or attrs.get("src")
            if not address or (name == "link" and attrs.get("rel") != "stylesheet"):
                continue
            target, _, fragment = urljoin(url, address).partition("#")
            if not target.startswith(BASE):
                continue
            path = unquote(target.removeprefix(f"{BASE}/"))
            path = path + "index.html" if path == "" or path.endswith("/") else path
            assert path in site, (url, address)
            if fragment:
                ids = {a["id"] for _, a in Page(site[path]).elements if "id" in a}
                assert unquote(fragment) in ids, (url, address)


def test_the_switcher_lists_existing_editions_only_by_their_own_names(pages):
    page = article(pages, "en", "guide")
    listed = [a for a in page.all("a") if "hreflang" in a and "lang" in a]
    assert [attrs["lang"] for attrs in listed] == ["ja", "en"]
    text = "".join(page.text)
    assert "日本語" in text
    assert "한국어" not in text


def test_links_stay_in_the_language_and_say_when_they_cannot(pages):
    english = article(pages, "en").all(
        "a", href="../guide/#%E7%94%A8%E8%AA%9E%E3%81%AE%E4%B8%80%E8%A6%A7"
    )
    assert english == [{"href": english[0]["href"]}]
    arabic = [a for a in article(pages, "ar").all("a") if "guide" in a.get("href", "")]
    assert arabic[0]["href"].startswith("../../ja/guide/#")
    assert arabic[0]["hreflang"] == "ja"


def test_a_dead_link_is_a_finding_said_once(tmp_path):
    root = make(tmp_path)
    chips = root / "source/2025/guide.md"
    chips.write_text(
        chips.read_text("utf-8") + "\n[無い](no.md)と[節](#無い節)と[他](chips.md#無い)\n", "utf-8"
    )
    done, _ = publish(root)
    messages = [f.message for f in done.findings if f.check == "dead-link"]
    assert sorted(messages) == [
        "a link leads nowhere: no.md",
        "a link leads to #無い, which 2025/chips.md does not have",
        "a link to #無い節 leads nowhere",
    ]
    again, changed = publish(root)
    assert changed == []
    assert [f.message for f in again.findings if f.check == "dead-link"] == messages


def test_images_are_localized_by_their_suffix(site, pages):
    assert article(pages, "en").one("img")["src"] == "../../assets/source/2025/map.en.png"
    assert article(pages, "en").one("img")["alt"] == "A map of Kumamoto"
    assert article(pages, "ar").one("img")["src"] == "../../assets/source/2025/map.png"
    assert "assets/source/2025/map.en.png" in site


# --- the head ---------------------------------------------------------------------------------


def alternates(page: Page) -> dict[str, str]:
    return {a["hreflang"]: a["href"] for a in page.all("link", rel="alternate") if "hreflang" in a}


def test_hreflang_is_absolute_reciprocal_and_only_to_indexed_pages(pages):
    pairs = 0
    for url, page in pages.items():
        listed = alternates(page)
        if not listed:
            continue
        assert "x-default" in listed
        own = page.one("html")["lang"]
        if url != f"{BASE}/":
            assert listed[own] == url
        for tag, other in listed.items():
            assert urlsplit(other).scheme == "https"
            assert alternates(pages[other]) == listed, (url, other)
            assert not pages[other].all("meta", name="robots")
            pairs += tag != "x-default"
    assert pairs > 20


def test_a_page_that_is_hardly_translated_leaves_the_index_to_the_source(pages):
    page = article(pages, "ko")
    assert page.one("meta", name="robots")["content"] == "noindex"
    assert page.one("link", rel="canonical")["href"] == f"{BASE}/ja/chip-factories/"
    assert alternates(page) == {}
    for tag in ("ja", "en", "zh-Hans", "ar"):
        other = article(pages, tag)
        assert "ko" not in alternates(other)
        assert other.one("link", rel="canonical")["href"] == f"{BASE}/{tag}/chip-factories/"


def test_a_language_without_a_translated_sentence_has_no_page(site):
    assert not any(path.startswith("de/") for path in site)


def test_open_graph_and_json_ld_name_the_language_and_the_original(pages):
    page = article(pages, "zh-Hans")
    assert page.one("meta", property="og:locale")["content"] == "zh_CN"
    others = {a["content"] for a in page.all("meta", property="og:locale:alternate")}
    assert others == {"ja_JP", "en_US", "ar_EG"}
    data = json.loads(next(text for text in page.text if text.startswith("{")))
    assert data["inLanguage"] == "zh-Hans"
    assert data["translationOfWork"] == {"@id": f"{BASE}/ja/chip-factories/", "inLanguage": "ja"}
    assert data["datePublished"] == "2025-02-11"


def test_without_a_base_url_pages_work_from_a_folder_and_claim_nothing(tmp_path):
    root = make(tmp_path, CONFIG.replace('base_url = "https://example.com/magazine"', ""))
    publish(root)
    made = files(root / "dist/site")
    page = Page(made["en/chip-factories/index.html"])
    assert page.all("link", rel="canonical") == []
    assert alternates(page) == {}
    assert any(a.get("href") == "../../ja/chip-factories/index.html" for a in page.all("a"))
    assert "sitemap.xml" not in made


# --- honesty ----------------------------------------------------------------------------------


def test_a_machine_draft_carries_a_banner_in_its_language_linking_to_the_original(pages):
    page = article(pages, "zh-Hans")
    assert page.one("meta", name="translation")["content"] == "machine"
    assert "本页由机器翻译，尚未经人工审校。" in "".join(page.text)
    assert any(a.get("href") == "../../ja/chip-factories/" for a in page.all("a"))
    assert page.one("div", **{"class": "l10n-body"})["lang"] == "zh-Hans-x-mtfrom-ja"
    assert page.one("h1")["lang"] == "zh-Hans-x-mtfrom-ja"
    assert page.one("html")["lang"] == "zh-Hans"


def test_on_a_page_that_is_reviewed_in_part_each_draft_says_what_it_is(tmp_path):
    root = make(tmp_path / "m")
    fill(root, "en", {"千歳ではラピダスが建設中です。": "Rapidus builds there."}, draft=True)
    publish(root)
    made = files(root / "dist/site")["en/chip-factories/index.html"].decode("utf-8")
    drafts = re.findall(r'<[^>]*data-l10n-state="draft"[^>]*>', made)
    assert len(drafts) == 1
    assert 'lang="en-x-mtfrom-ja"' in drafts[0]
    assert made.count("x-mtfrom") == 1


def test_a_reviewed_page_has_no_banner_and_a_partial_one_says_what_is_missing(pages):
    guide = article(pages, "en", "guide")
    assert guide.all("aside", role="note") == []
    assert "Reviewed translation" in "".join(guide.text)
    arabic = "".join(article(pages, "ar").text)
    assert "تظهر الأجزاء التي لم تُترجم بعد باللغة اليابانية." in arabic


def test_every_untranslated_sentence_names_its_language_and_direction(site):
    page = site["ar/chip-factories/index.html"].decode("utf-8")
    states = re.findall(r'<(\w+)[^>]* data-l10n-state="untranslated"([^>]*)>([^<]*)', page)
    assert states
    assert all('lang="ja"' in attrs and 'dir="ltr"' in attrs for _, attrs, _ in states)
    assert ("span", ' lang="ja" dir="ltr"', "千歳ではラピダスが建設中です。") in states
    kana = re.sub(
        r"<script.*?</script>|<nav.*?</nav>|id=\"[^\"]*\"|href=\"[^\"]*\"",
        "",
        page,
        flags=re.DOTALL,
    )
    outside = re.sub(r'<(\w+)[^>]*lang="ja"[^>]*>.*?</\1>', "", kana, flags=re.DOTALL)
    assert not re.search(r"[ぁ-ん]", outside)


def test_each_sentence_says_whether_it_was_reviewed(site):
    assert b'data-l10n-state="draft"' in site["zh-Hans/chip-factories/index.html"]
    assert b'data-l10n-state="approved"' in site["en/chip-factories/index.html"]
    assert b"data-l10n-state" not in site["ja/chip-factories/index.html"]


def test_names_in_arabic_text_are_isolated_and_dates_are_machine_readable(site):
    page = site["ar/chip-factories/index.html"].decode("utf-8")
    assert '<bdi lang="und-Latn">OpenAI</bdi>' in page
    assert '<time datetime="2025-02-11">11 فبراير 2025</time>' in page
    assert "<bdi" not in site["en/chip-factories/index.html"].decode("utf-8")


def test_emphasis_beside_brackets_and_cjk_is_kept(site):
    for tag in ("ja", "en", "zh-Hans", "ar"):
        page = site[f"{tag}/chip-factories/index.html"].decode("utf-8")
        assert "<strong>" in page
        assert "**" not in page


def test_ruby_has_parentheses_for_browsers_without_it(site):
    page = site["ja/page/index.html"].decode("utf-8")
    assert "<ruby>見学<rp>(</rp><rt>けんがく</rt><rp>)</rp></ruby>" in page


def test_headings_have_the_same_ids_in_all_languages(pages):
    def ids(tag):
        return [a["id"] for name, a in article(pages, tag).elements if name == "h2" and "id" in a]

    assert ids("en") == ids("ar") == ids("ja") == ["工場はどこに建つのか"]


# --- feeds ------------------------------------------------------------------------------------


def test_each_language_has_a_valid_atom_feed(site):
    atom = "{http://www.w3.org/2005/Atom}"
    for tag in ("ja", "en", "zh-Hans", "ar", "ko"):
        feed = ET.fromstring(site[f"{tag}/feed.xml"])
        assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == tag
        for name in ("id", "title", "updated"):
            assert feed.findtext(atom + name)
        links = {link.get("rel"): link.get("href") for link in feed.findall(f"{atom}link")}
        assert links == {"self": f"{BASE}/{tag}/feed.xml", "alternate": f"{BASE}/{tag}/"}
        for entry in feed.findall(f"{atom}entry"):
            for name in ("id", "title", "updated", "content"):
                assert entry.findtext(atom + name), name
            assert 'href="../' not in (entry.findtext(f"{atom}content") or "")
            assert re.fullmatch(
                r"\d{4}-\d\d-\d\dT00:00:00Z", entry.findtext(f"{atom}updated") or ""
            )


def test_the_sitemap_lists_indexed_pages_only(site, pages):
    listed = re.findall(r"<loc>([^<]*)</loc>", site["sitemap.xml"].decode("utf-8"))
    assert len(listed) == len(set(listed))
    for url in listed:
        assert not pages[unquote(url)].all("meta", name="robots"), url
    assert f"{BASE}/ko/chip-factories/" not in listed


def test_the_sidecar_says_what_the_edition_is(site):
    data = json.loads(site["zh-Hans/chip-factories/article.zh-Hans.json"])
    assert data["language_tag"] == "zh-Hans-t-ja-t0-und"
    assert data["engine"] == "offline"
    assert data["reviewed"] == 0
    assert data["alternates"]["en"] == "chip-factories"
    money = [row for row in data["figures"] if row["source"] == "974億ドル"]
    assert money == [{"source": "974億ドル", "value": "97400000000", "unit": "USD", "found": "yes"}]


# --- builds -----------------------------------------------------------------------------------


def test_two_builds_are_byte_identical_and_a_second_run_changes_nothing(shared_magazine, tmp_path):
    again = make(tmp_path / "other")
    publish(again)
    assert files(again / "dist/site") == files(shared_magazine / "dist/site")
    done, changed = publish(again)
    assert changed == []
    assert done.rendered == 0


def test_an_edit_touches_its_page_its_feed_and_nothing_else(magazine):
    publish(magazine)
    fill(magazine, "en", {"千歳ではラピダスが建設中です。": "Rapidus is at work in Chitose."})
    _, changed = publish(magazine)
    assert set(changed) == {
        "dist/site/en/chip-factories/index.html",
        "dist/site/en/feed.xml",
        "dist/site/.l10n-manifest.json",
    }


def test_an_edit_builds_its_article_and_renders_what_shows_it_alone(magazine, monkeypatch):
    from l10n.stages import stock

    monkeypatch.setattr(fresh, "_TICK", 0)  # the magazine is younger than the disk's clock tells
    publish(magazine)
    built, rendered = [], []
    whole, body = stock.Stock._built, Web.body

    def building(self, flow):
        built.extend((one.document.domain, *flow.locales) for one in flow.articles)
        return whole(self, flow)

    def rendering(self, bundle, locale, *more):
        rendered.append((bundle.document.domain, locale))
        return body(self, bundle, locale, *more)

    monkeypatch.setattr(stock.Stock, "_built", building)
    monkeypatch.setattr(Web, "body", rendering)
    path = magazine / "locales/en/LC_MESSAGES/2025/chips.po"
    catalog = polib.pofile(str(path), wrapwidth=0)
    catalog.find("千歳ではラピダスが建設中です。").msgstr = "Rapidus is at work in Chitose."
    catalog.save()
    publish(magazine)
    targets = ("en", "zh_Hans", "ar", "ko", "de")
    assert built == [("2025/chips", *targets)]  # the feed has the other articles from before
    assert sorted(rendered) == sorted(
        ("2025/chips", to) for to in ("ja", "en", "zh_Hans", "ar", "ko")
    )
    made = files(magazine / "dist/site")
    shutil.rmtree(magazine / ".l10n")
    shutil.rmtree(magazine / "dist/site")
    publish(magazine)
    assert files(magazine / "dist/site") == made


def test_a_publication_made_in_portions_is_the_same_and_builds_each_article_once(
    magazine, shared_magazine, monkeypatch
):
    from l10n import parallel
    from l10n.stages import stock

    built: list[str] = []
    whole = stock.Stock._built

    def building(self, flow):
        built.extend(one.document.domain for one in flow.articles)
        return whole(self, flow)

    monkeypatch.setattr(parallel, "_may_fork", lambda: False)
    monkeypatch.setattr(stock.Stock, "_built", building)
    monkeypatch.setattr(portions, "_ROOM", 1500)
    publish(magazine)
    assert files(magazine / "dist/site") == files(shared_magazine / "dist/site")
    assert len(built) == len(set(built)) == 4


def test_what_catalogs_contradict_each_other_in_decides_where_the_config_makes_it_an_error(
    tmp_path,
):
    root = make(tmp_path, CONFIG + '[checks]\nconsistency = "error"\n')
    source = root / "source"
    for name, text in {"a": "Chip factories", "b": "Fabs for chips"}.items():
        (source / f"{name}.md").write_text("半導体工場の話を二度します。\n", "utf-8")
        catalog = polib.POFile(wrapwidth=0)
        catalog.metadata = {"Language": "en", "Content-Type": "text/plain; charset=UTF-8"}
        draft = f"l10n: mt=offline hash={digest(text)}"
        entry = polib.POEntry(
            msgid="半導体工場の話を二度します。", msgstr=text, flags=["fuzzy"], tcomment=draft
        )
        catalog.append(entry)
        catalog.save(str(root / f"locales/en/LC_MESSAGES/{name}.po"))
    publish(root)
    shown = [(root / f"dist/site/en/{name}/index.html").exists() for name in "ab"]
    assert not all(shown)  # one of them falls back, so that no English page is left


def test_an_article_without_a_date_is_in_no_feed_and_a_language_of_such_has_none(tmp_path):
    root = make(tmp_path)
    for name in ("2025/chips.md", "2025/guide.md"):
        path = root / "source" / name
        path.write_text(re.sub(r"^date: .*\n", "", path.read_text("utf-8"), flags=re.M), "utf-8")
    publish(root)
    made = files(root / "dist/site")
    assert not [name for name in made if name.endswith("feed.xml")]
    assert b"feed.xml" not in made["en/index.html"] + made["404.html"]


def test_a_date_in_the_name_is_the_articles_date(magazine):
    (magazine / "source/2025-03-01-note.txt").write_text("春の知らせです。\n", "utf-8")
    publish(magazine)
    assert "2025-03-01T00:00:00Z" in (magazine / "dist/site/ja/feed.xml").read_text("utf-8")


def test_check_writes_nothing(magazine):
    _, changed = publish(magazine, dry=True)
    assert "dist/site/en/chip-factories/index.html" in changed
    assert not (magazine / "dist").exists()


def test_a_deleted_page_is_made_again(magazine):
    publish(magazine)
    page = magazine / "dist/site/en/guide/index.html"
    before = page.read_bytes()
    page.unlink()
    _, changed = publish(magazine)
    assert changed == ["dist/site/en/guide/index.html"]
    assert page.read_bytes() == before


def test_what_is_no_longer_made_goes_and_what_strangers_put_there_stays(magazine):
    publish(magazine)
    folder = magazine / "dist/site"
    (folder / "CNAME").write_text("example.com\n")
    (folder / "en/guide/photo.jpg").write_bytes(b"theirs")
    (folder / "en/page/index.html").write_text("edited by hand")
    (magazine / "source/2025/guide.md").unlink()
    (magazine / "source/page.html").unlink()
    publish(magazine)
    assert (folder / "CNAME").exists()
    assert (folder / "en/guide/photo.jpg").exists()
    assert (folder / "en/page/index.html").read_text() == "edited by hand"
    assert not (folder / "en/guide/index.html").exists()
    assert not (folder / "ja/guide").exists()


def test_a_strangers_file_in_our_place_is_left_alone_and_reported(magazine):
    theirs = magazine / "dist/site/en/guide/index.html"
    theirs.parent.mkdir(parents=True)
    theirs.write_text("theirs")
    done, _ = publish(magazine)
    assert theirs.read_text() == "theirs"
    assert [f.file for f in done.findings if f.check == "output"] == [
        "dist/site/en/guide/index.html"
    ]


def test_many_pages_are_made_on_all_cores_in_the_same_bytes(magazine, monkeypatch):
    from l10n.publishers import _press

    publish(magazine)
    alone = files(magazine / "dist/site")
    import shutil

    shutil.rmtree(magazine / "dist")
    monkeypatch.setattr(_press, "_PARALLEL_FROM", 1)
    publish(magazine)
    assert files(magazine / "dist/site") == alone


# --- slugs ------------------------------------------------------------------------------------


def test_a_changed_slug_leaves_a_redirect(magazine):
    publish(magazine)
    chips = magazine / "source/2025/chips.md"
    chips.write_text(
        chips.read_text("utf-8").replace("slug: chip-factories", "slug: new-fabs"), "utf-8"
    )
    publish(magazine)
    made = files(magazine / "dist/site")
    page = Page(made["en/chip-factories/index.html"])
    assert page.one("meta", **{"http-equiv": "refresh"})["content"] == "0; url=../new-fabs/"
    assert page.one("link", rel="canonical")["href"] == f"{BASE}/en/new-fabs/"
    assert page.one("meta", name="robots")["content"] == "noindex"
    assert "chip-factories" not in made["sitemap.xml"].decode()
    publish(magazine)
    assert files(magazine / "dist/site") == made


def test_slugs_of_reviewed_titles_are_transliterated(tmp_path):
    root = make(tmp_path, CONFIG + 'slugs = "title"\n')
    publish(root)
    made = files(root / "dist/site")
    assert "en/a-guide-to-terms/index.html" in made  # reviewed
    assert "zh-Hans/chip-factories/index.html" in made  # a draft keeps the source's
    record = json.loads((root / "locales/slugs.json").read_text("utf-8"))
    assert record["2025/guide"]["en"] == ["a-guide-to-terms"]
    # nobody wrote how 用語の手引き is read: no reading of ours is its address
    assert record["2025/guide"]["ja"] == ["guide"]


@pytest.mark.parametrize("slug", ["../../evil", "/etc/passwd", "a/b", "..", "C:\\x", "con"])
def test_a_slug_cannot_leave_the_output_folder(magazine, slug):
    chips = magazine / "source/2025/chips.md"
    text = chips.read_text("utf-8").replace("slug: chip-factories", f"slug: '{slug}'")
    chips.write_text(text, "utf-8")
    publish(magazine)
    outside = [
        p for p in magazine.parent.rglob("index.html") if magazine / "dist/site" not in p.parents
    ]
    assert outside == []
    assert list((magazine / "dist/site/en").glob("*/index.html"))


def test_a_link_out_of_the_output_folder_is_not_followed(magazine, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (magazine / "dist/site").mkdir(parents=True)
    (magazine / "dist/site/en").symlink_to(elsewhere, target_is_directory=True)
    done, _ = publish(magazine)
    assert list(elsewhere.iterdir()) == []
    assert any(finding.check == "output" for finding in done.findings)


# --- templates --------------------------------------------------------------------------------


def test_a_project_can_replace_a_template_and_strings(tmp_path):
    root = make(tmp_path, CONFIG + 'templates = "theme"\n')
    (root / "theme").mkdir()
    (root / "theme/article.html").write_text(
        '<!DOCTYPE html><html lang="{{ tag }}"><title>{{ title }}</title>{{ body }}', "utf-8"
    )
    publish(root)
    page = (root / "dist/site/en/guide/index.html").read_text("utf-8")
    assert page.startswith('<!DOCTYPE html><html lang="en"><title>A guide to terms</title>')


def test_a_broken_template_is_named_with_its_line(tmp_path):
    from l10n.errors import ConfigError

    root = make(tmp_path, CONFIG + 'templates = "theme"\n')
    (root / "theme").mkdir()
    (root / "theme/article.html").write_text("\n{% if %}", "utf-8")
    with pytest.raises(ConfigError, match=r"article\.html:2"):
        publish(root)


def test_titles_are_escaped(magazine):
    fill(magazine, "en", {"用語の手引き": 'Terms & "signs" < ours'})
    publish(magazine)
    page = (magazine / "dist/site/en/guide/index.html").read_text("utf-8")
    assert "<title>Terms &amp; &#34;signs&#34; &lt; ours" in page


def test_the_fixture_covers_what_it_promises():
    assert len(EN) > 15


def test_an_article_without_a_title_is_called_by_its_first_words(tmp_path):
    root = tmp_path / "site"
    (root / "source").mkdir(parents=True)
    (root / "l10n.toml").write_text('targets = ["ar"]\nengine = "pseudo"\n', "utf-8")
    texts = {
        "post": "今日は[港](https://example.org/)まで**歩いた**。風が強い。\n",
        "section": "---\ndate: 2026-01-02\n---\n\n## 港の`朝` {#morning}\n\n市が立つ。\n",
    }
    for name, text in texts.items():
        (root / f"source/{name}.md").write_text(text, "utf-8")
    sync(find(root))
    publish(root)
    title = re.compile(r"<title>(.*?) – ")
    post = (root / "dist/site/ja/post/index.html").read_text("utf-8")
    assert title.search(post)[1] == "今日は港まで歩いた。"
    assert '<h1 class="l10n-hidden">' in post
    section = (root / "dist/site/ar/section/index.html").read_text("utf-8")
    assert '<h2 id="morning"' in section
    assert "{#" not in section
