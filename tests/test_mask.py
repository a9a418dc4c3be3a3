"""Masks: what comes back untouched, and what is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.errors import AnswerRejected
from l10n.mask import mask, unmask, with_substitutions

PIECES = [
    "日本語の文。",
    "「引用」",
    "`make`",
    "[使う](https://example.com)",
    "**強く**",
    "{name}",
    "%s",
    "<b>太字</b>",
]
PIECES += [
    "https://example.com/a",
    "[^1]",
    "~~消す~~",
    "XQ1X",
    "💡",
    " ",
    "974億ドル",
    "&amp;",
    ":smile:",
]


@pytest.mark.parametrize(
    ("msgid", "answer", "msgstr"),
    [
        ("122日で作った[^1]。", "They built it in 122 days.", "They built it in 122 days[^1]."),
        ("122日で作った。[^1]", "They built it in 122 days.", "They built it in 122 days.[^1]"),
        ("本当か!?[^a][^b]", "Really?!", "Really?![^a][^b]"),
    ],
)
def test_footnote_marks_at_the_end_are_never_sent(msgid, answer, msgstr):
    masked = mask(msgid)
    assert "[^" not in masked.text
    assert masked.spans == ()
    assert unmask(masked, answer) == msgstr


@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
def test_an_unchanged_answer_gives_the_msgid_back(msgid):
    if "XQ1X" in msgid:
        return
    masked = mask(msgid)
    assert unmask(masked, masked.text) == msgid


def test_a_literal_token_in_the_source_is_not_taken_for_ours():
    assert mask("XQ1Xと`code`").tokens == (("XQ2X", "`code`"),)


def test_ruby_is_read_by_its_base():
    assert mask("<ruby>半導体<rt>はんどうたい</rt></ruby>の工場").text == "半導体の工場"


@pytest.mark.parametrize("answer", ["use it", "XQ1X XQ1X", "XQ1X XQ2X XQ3X"])
def test_a_lost_doubled_or_invented_token_is_refused(answer):
    with pytest.raises(AnswerRejected):
        unmask(mask("`a`と`b`を使う"), answer)


def test_links_stay_links_and_tags_stay_nested():
    masked = mask("[公式](https://example.com)を見る")
    assert (
        unmask(masked, "See the [official siteXQ1X.")
        == "See the [official site](https://example.com)."
    )
    with pytest.raises(AnswerRejected, match="link"):
        unmask(masked, "See the official siteXQ1X.")
    with pytest.raises(AnswerRejected, match="tag"):
        unmask(mask("<b>太字</b>だ"), "XQ2XboldXQ1X")


def test_figures_take_their_target_form():
    masked = with_substitutions(mask("`x`に974億ドル"), [(5, 11, "$97.4 billion")])
    assert masked.text == "XQ1Xに$97.4 billion"
    assert masked.spans == ("XQ1X", "$97.4 billion")


def test_a_bracket_of_the_engines_own_is_refused():
    masked = mask("詳しくは[CLDR](https://cldr.unicode.org/)で。")
    with pytest.raises(AnswerRejected, match="link"):
        unmask(masked, "See [CLDRXQ1X].")


@pytest.mark.parametrize(
    "kept",
    [
        "%s", "%1$s", "%-5.2f", "%(name)s", "%@", "{name}", "{0:.2f}", "{user.name}", "{{x}}", "${x}",
        "#{x}", "%{count}", "<%= x %>", "{% raw %}", '{{< figure src="a.png" >}}', "{{% note %}}",
        ":smile:", "$x^2$", "$$a+b$$", "\\(a_1\\)", "$n$", "<kbd>Ctrl</kbd>",
        '<span translate="no">社名</span>', '<b class="x notranslate">社名</b>', "&nbsp;",
    ],
)  # fmt: skip
def test_what_no_engine_may_touch_is_one_mask(kept):
    msgid = f"これは{kept}件です。"
    masked = mask(msgid)
    assert masked.text == "これはXQ1X件です。"
    assert unmask(masked, "It is XQ1X.") == f"It is {kept}."


@pytest.mark.parametrize(
    "text",
    ["50%です。", "100%達成", "12:30:45に", "$5から$10へ", "価格は$5と$6だ。", "a:b:c", "5 % の人"],
)
def test_figures_and_times_are_no_placeholders(text):
    assert mask(text).text == text


@pytest.mark.parametrize(
    ("msgid", "sent", "answer", "msgstr"),
    [
        ("🎉 完成しました", "完成しました", "Done", "🎉 Done"),
        ("完成しました！🎉", "完成しました！", "Done!", "Done!🎉"),
        (":tada: 完成", "完成", "Done", ":tada: Done"),
        ("![図](a.png) 図の説明", "図の説明", "What it shows", "![図](a.png) What it shows"),
        ("🎉", "🎉", "🎉", "🎉"),
    ],
)
def test_emoji_and_pictures_at_the_ends_are_never_sent(msgid, sent, answer, msgstr):
    masked = mask(msgid)
    assert masked.text == sent
    assert unmask(masked, answer) == msgstr


@pytest.mark.parametrize(
    ("msgid", "answer", "good"),
    [
        ("<b>太字</b>と<i>斜体</i>", "XQ3XitalicXQ4X and XQ1XboldXQ2X", True),
        ("<b>太字</b>と<i>斜体</i>", "XQ1XboldXQ3XitalicXQ2XXQ4X", False),
        ("<b>太字</b>", "XQ2XboldXQ1X", False),
        ("**[使う](a.md)**", "XQ1X[useXQ2XXQ3X", True),
        ("**[使う](a.md)**", "[XQ1XuseXQ2XXQ3X", False),
        ("改行<br>だ", "lineXQ1X", True),
    ],
)
def test_pairs_may_move_but_stay_nested(msgid, answer, good):
    if good:
        assert "XQ" not in unmask(mask(msgid), answer)
    else:
        with pytest.raises(AnswerRejected):
            unmask(mask(msgid), answer)


def test_typed_ruby_is_read_by_its_base_and_shortcodes_are_kept():
    assert mask("｜硝子《ガラス》と漢字《かんじ》と《題》").text == "硝子と漢字と《題》"
    assert (
        mask('詳細は[form id="9" title="問合せ"]へ。[1]も[a](b)も').text
        == "詳細はXQ1Xへ。[1]も[aXQ2Xも"
    )
