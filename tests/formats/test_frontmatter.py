"""Front matter: values are replaced where they stand; keys, order, comments and quotes stay."""

import tomllib

import pytest
import ruamel.yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.errors import ConfigError, SourceError
from l10n.formats.markdown import Markdown
from l10n.model import Document, Segment
from l10n.plugin import Stamp

YAML = """\
---
# 記事の情報
title: 'AIの今: 半年の動き'   # 見出しになる
date: 2025-02-11
seo:
  title: "検索の題"
  slug: ai-now
tags: [生成AI, 半導体]
description: >
  長い説明が
  続く。
---
本文。
"""

TOML = """\
+++
# 記事の情報
title = 'AIの今'   # 見出しになる
date = 2025-02-11
tags = [
  "生成AI", # 一つ目
  "半導体",
]
description = \"\"\"
長い説明。\"\"\"

[seo]
title = "検索の題"
slug = "ai-now"

[menu.main]
label = { title = "品書き", weight = 1 }
+++
本文。
"""


def parse(text: str, *keys: str) -> Document:
    return Markdown({"front_matter": list(keys)} if keys else {}).parse("a.md", text)


def front(document: Document) -> dict[str, str]:
    found = [part for part in document.segments if part.role.startswith("front matter")]
    return {part.msgid: part.role.removeprefix("front matter ") for part in found}


def translated(text: str, msgstr: str, *keys: str) -> str:
    return "".join(
        Markdown().write(part, msgstr)
        if isinstance(part, Segment) and part.role.startswith("front matter")
        else part.text
        for part in parse(text, *keys).parts
    )


def test_the_usual_keys_are_translated():
    assert front(parse(YAML)) == {
        "AIの今: 半年の動き": "title",
        "生成AI": "tags",
        "半導体": "tags",
        "長い説明が続く。": "description",
    }
    assert front(parse(TOML)) == {
        "AIの今": "title",
        "生成AI": "tags",
        "半導体": "tags",
        "長い説明。": "description",
    }


def test_keys_are_chosen_by_path():
    assert front(parse(YAML, "seo.title")) == {"検索の題": "seo.title"}
    assert front(parse(TOML, "seo.title", "menu.main.label.title")) == {
        "検索の題": "seo.title",
        "品書き": "menu.main.label.title",
    }


def test_an_unknown_option_is_refused():
    with pytest.raises(ConfigError):
        Markdown({"frontmatter": ["title"]})


def test_only_the_values_change():
    assert translated(YAML, "It's new", "title", "seo.title") == YAML.replace(
        "'AIの今: 半年の動き'", "'It''s new'"
    ).replace('"検索の題"', '"It\'s new"')
    assert translated(TOML, "It's new", "title", "tags") == (
        TOML.replace("'AIの今'", '"It\'s new"')
        .replace('"生成AI"', '"It\'s new"')
        .replace('"半導体"', '"It\'s new"')
    )


NASTY = st.lists(
    st.sampled_from([*"ab: #'\"\\-[]{}&*!|>%@`,?~\n\r\t\x00\x07\x85\u2028\ufeffあ", "---", "+++"]),
    max_size=12,
).map("".join)


@settings(max_examples=50)
@given(NASTY)
def test_any_msgstr_stays_in_its_value(msgstr):
    expected = " ".join(msgstr.replace("\r", "\n").split("\n")).split()
    head = translated(YAML, msgstr).split("\n---\n")[0].removeprefix("---\n")
    read = ruamel.yaml.YAML(typ="safe", pure=True).load(head)
    assert list(read) == ["title", "date", "seo", "tags", "description"]
    assert read["title"].split() == expected
    assert read["tags"][1].split() == expected
    assert read["description"].split() == expected
    table = tomllib.loads(translated(TOML, msgstr).split("\n+++\n")[0].removeprefix("+++\n"))
    assert table["title"].split() == expected
    assert [tag.split() for tag in table["tags"]] == [expected, expected]
    assert table["seo"]["slug"] == "ai-now"


def test_aliases_that_turn_in_a_circle_end():
    text = "---\ntitle: &a [題, *a]\ntags: *a\n---\n"
    assert front(parse(text)) == {"題": "title"}


def test_a_paragraph_of_plus_signs_is_no_front_matter():
    assert front(parse("+++\n")) == {}
    assert [part.text for part in parse("---\n\n本文。\n---\n").segments] == ["本文。"]


def test_the_stamp_goes_into_toml():
    stamp = Stamp("ar", "rtl", "machine")
    text = "+++\ntitle = 'x'\nlang = 'ja'\n\n[seo]\nlang = 'ja'\n+++\nyes\n"
    assert Markdown().stamp(text, stamp) == (
        '+++\ntitle = \'x\'\nlang = "ar"\n\ntranslation = "machine"\ndir = "rtl"\n'
        "[seo]\nlang = 'ja'\n+++\nyes\n"
    )


def test_the_stamp_goes_into_front_matter():
    stamp = Stamp("ar", "rtl", "machine")
    stamped = Markdown().stamp("---\ntitle: x\nlang: ja\n---\nyes\n", stamp)
    assert stamped == "---\ntitle: x\nlang: ar\ntranslation: machine\ndir: rtl\n---\nyes\n"
    assert Markdown().stamp("yes\n", Stamp("en", "ltr", "reviewed")) == (
        "---\nlang: en\ntranslation: reviewed\n---\n\nyes\n"
    )


@pytest.mark.parametrize(
    ("text", "what", "place"),
    [
        ("---\n\ttitle: x\n---\n", "front matter is not valid YAML", "a.md:2:1"),
        ("---\ntitle: x\n", "front matter is not closed", "a.md:1:1"),
        ("---\ntitle: a: b\n---\n", "front matter is not valid YAML", "a.md:2:9"),
        ("---\ntitle: " + "[" * 3000, "front matter is not closed", "a.md:1:1"),
        (f"---\ntitle: {'[' * 500}\n---\n", "front matter is nested too deeply", "a.md:2:1"),
        ("+++\ntitle = 'x'\n", "front matter is not closed", "a.md:1:1"),
        ("+++\na = 1\ntitle = x\n+++\n", "front matter is not valid TOML", "a.md:3:9"),
    ],
)
def test_broken_front_matter_is_refused_with_its_line(text, what, place):
    with pytest.raises(SourceError) as caught:
        Markdown().parse("a.md", text)
    assert (caught.value.what, caught.value.place) == (what, place)


def test_a_line_end_in_a_value_is_no_space_between_japanese_characters():
    text = (
        "---\ntitle: 長い題が\n  続く\ndescription: >-\n  要点を\n  GitHub Actions\n  で示す。\n"
        'summary: "引用も\n  続く"\nlead: |\n  一行目。\n  二行目。\n---\n\n'
    )
    found = [part.msgid for part in Markdown().parse("a.md", text).segments]
    assert found == [
        "長い題が続く",
        "要点を GitHub Actions で示す。",
        "引用も続く",
        "一行目。二行目。",
    ]
