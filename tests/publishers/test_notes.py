"""Notes, folded parts and cards, as site generators write them, stand on a page without one."""

import re

import pytest

from l10n.publishers._markup import renderer
from l10n.publishers._safe import clean
from l10n.publishers._strings import strings


def shown(text: str, left_out: list[str] | None = None) -> str:
    env = {"ui": strings("ja"), "left_out": [] if left_out is None else left_out}
    return re.sub(r"\s*\n\s*", "", clean(renderer().render(text, env)))


def note(kind: str, title: str, body: str) -> str:
    kind = f"l10n-note l10n-note-{kind}" if kind else "l10n-note"
    head = f'<p class="l10n-note-title">{title}</p>' if title else ""
    return f'<aside class="{kind}">{head}{body}</aside>'


@pytest.mark.parametrize(
    ("text", "made"),
    [
        (":::note[ご注意]\n開館は十時です。\n:::", note("note", "ご注意", "<p>開館は十時です。</p>")),
        (":::tip\n早朝が空いています。\n:::", note("tip", "ヒント", "<p>早朝が空いています。</p>")),
        ("::: warning 雨の日\n滑ります。\n:::", note("warning", "雨の日", "<p>滑ります。</p>")),
        (":::message alert\n満車です。\n:::", note("warning", "", "<p>満車です。</p>")),
        (":::message\n満車です。\n:::", note("", "", "<p>満車です。</p>")),
        ("::: {.important}\n要予約です。\n:::", note("important", "重要", "<p>要予約です。</p>")),
        ('!!! danger "崖"\n    近づかないでください。', note("caution", "崖", "<p>近づかないでください。</p>")),
        ("> [!NOTE]\n> 無料です。", note("note", "メモ", "<p>無料です。</p>")),
        ("> [!tip] 近道\n> 裏口から入れます。", note("tip", "近道", "<p>裏口から入れます。</p>")),
        ("> [!NOTE]\n>\n> 無料です。", note("note", "メモ", "<p>無料です。</p>")),
        (":::details 行き方\n駅から歩きます。\n:::",
         "<details><summary>行き方</summary><p>駅から歩きます。</p></details>"),
        ('??? note "行き方"\n    駅から歩きます。',
         "<details><summary>行き方</summary><p>駅から歩きます。</p></details>"),
        ("@[card](https://example.org/a)",
         '<p class="l10n-card"><a href="https://example.org/a">https://example.org/a</a></p>'),
        ("湯\n: 温めた水。", "<dl><dt>湯</dt><dd>温めた水。</dd></dl>"),
    ],
)  # fmt: skip
def test_what_generators_add_is_shown(text, made):
    assert shown(text) == made


def test_notes_nest_and_end_with_what_they_stand_in():
    inner = note("tip", "ヒント", "<p>中。</p>")
    text = "::::note[外]\n:::tip\n中。\n:::\n後。\n::::\n外の文。"
    assert shown(text) == note("note", "外", f"{inner}<p>後。</p>") + "<p>外の文。</p>"
    open_in_item = "- 項目\n\n  :::tip\n  中。\n\n続き。"
    assert shown(open_in_item) == f"<ul><li><p>項目</p>{inner}</li></ul><p>続き。</p>"
    assert shown("文。\n\n:::\n\n次の文。") == "<p>文。</p><p>次の文。</p>"


def test_an_ordinary_quotation_stays_one():
    assert shown("> [!] と書いた。") == "<blockquote><p>[!] と書いた。</p></blockquote>"


def test_what_only_a_generator_can_show_is_left_out_and_said():
    left: list[str] = []
    text = '{{< figure src="a.png" >}}\n\n文。\n\n{/* 覚え書き */}\n\n{: .wide}\n'
    assert shown(text, left) == "<p>文。</p>"
    assert left == ['{{< figure src="a.png" >}}']


def test_every_language_has_the_words_for_untitled_notes():
    for locale in ("ja", "en", "zh_Hans", "zh_Hant", "ko", "de", "ar", "hi", "th", "vi", "id"):
        words = [strings(locale)[key] for key in ("note", "tip", "important", "warning", "caution")]
        assert len(set(words)) == len(words)
