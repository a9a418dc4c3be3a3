"""A translator cannot inject: what the article does not have is not published."""

import pytest
from magazine import EN, fill, publish

from l10n.publishers._safe import clean
from l10n.safety import invented, known_host

SENTENCE = "千歳ではラピダスが建設中です。"
ATTACKS = [
    "<script>alert(1)</script>",
    "x <img src=x onerror=alert(1)>",
    "[press](javascript:alert(1))",
    "[press](JaVaScRiPt:alert(1))",
    "[press](java&#115;cript:alert(1))",
    "[press](&#x6A;avascript:alert(1))",
    "[press](java\tscript:alert(1))",
    "[press](data:text/html;base64,PHNjcmlwdD4=)",
    "[press](https://evil.example/)",
    "[press](//evil.example/)",
    "[press](\\\\evil.example)",
    "see https://evil.example/ now",
    "see www.evil.example now",
    "write to me@evil.example",
    "<https://evil.example/>",
    "![pixel](https://evil.example/p.png)",
    "[a]: https://evil.example/ 'x'",
    '<a href="https://evil.example/">x</a>',
    "<svg/onload=alert(1)>",
    "<iframe srcdoc='<script>'></iframe>",
    "<b onmouseover=alert(1)>x</b>",
    "<style>body{display:none}</style>",
    "</p></article><form action=https://evil.example><input>",
    "{{< readfile file=secrets >}}",
    "{{ constructor.constructor('alert(1)')() }}",
    "{% include 'secrets' %}",
    "*fine*{: onclick=alert(1) }",
    "fine {a{ onclick=alert(1) {}",
    "*fine*{ .modal #top }",
    "<math><mi//xlink:href='data:x,<script>alert(4)</script>'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
]


@pytest.fixture(scope="module")
def attacked(tmp_path_factory):
    from magazine import make

    made = {}
    root = make(tmp_path_factory.mktemp("attacked"))
    for number, attack in enumerate(ATTACKS):
        fill(root, "en", {SENTENCE: f"Fine. {attack}"})
        done, _ = publish(root, "site", "hugo")
        site = (root / "dist/site/en/chip-factories/index.html").read_text("utf-8")
        hugo = (root / "dist/hugo/content/2025/chips/index.en.md").read_text("utf-8")
        made[number] = (done.findings, site, hugo)
    return made


@pytest.mark.parametrize("number", range(len(ATTACKS)), ids=ATTACKS)
def test_an_injection_is_a_finding_and_its_sentence_stays_japanese(attacked, number):
    findings, site, hugo = attacked[number]
    caught = [f for f in findings if f.check in ("injection", "structure")]
    neutral = "&lt;" in site or "evil" not in site
    assert caught or neutral
    for text in (site, hugo):
        body = text.split("</head>")[-1]
        assert "evil.example" not in body
        assert "<script" not in body
        assert "javascript:" not in body.lower()
        assert "onclick=" not in body
        assert "onerror=" not in body.replace("&lt;", "") or "&lt;img" in body
        assert "{{<" not in body.replace("{{< relref", "")
    if caught:
        assert SENTENCE in site
        assert "Fine." not in site


def test_attacks_are_findings(attacked):
    unnoticed = [
        ATTACKS[number]
        for number, (findings, _, _) in attacked.items()
        if not any(f.check in ("injection", "structure") for f in findings)
    ]
    assert unnoticed == []


def test_ordinary_translations_pass():
    known = {"www.tsmc.com", "ja.wikipedia.org"}
    for source, words in [
        *EN.items(),
        ("[資料](https://ja.wikipedia.org/wiki/A)", "[notes](https://en.wikipedia.org/wiki/A)"),
        ("値は1 < 2です。", "The value is 1 < 2, or a < b."),
        ("`{{ x }}`を書きます。", "Write `{{ x }}`."),
        ("`{x=1}`と{name}です。", "{name} and `{x=1}`, {other} = {more}."),
        ("## 節 {#part}", "## A part {#part}"),
        ("JavaScriptの話です。", "“JavaScript: The Good Parts” (JavaScript: a language)."),
    ]:
        assert invented(words, source, known) == "", words


def test_a_neighbours_host_is_not_its_language_version():
    assert known_host("www.example.com", {"example.com"})
    assert known_host("en.example.com", {"ja.example.com"})
    assert known_host("docs.example.com", {"*.example.com"})
    assert not known_host("example.com.evil.example", {"example.com"})
    assert not known_host("evil.co.jp", {"good.co.jp"})


def test_the_allow_list_keeps_what_pages_need():
    kept = '<p dir="rtl" lang="ar"><time datetime="2025-02-11">x</time> <bdi>y</bdi></p>'
    assert clean(kept) == kept
    assert clean('<a href="javascript:x" onclick="y">z</a>') == "<a>z</a>"
    assert clean("<ruby>漢<rt>かん</rt></ruby>") == "<ruby>漢<rt>かん</rt></ruby>"
