"""Segments: folded, cut, peeled; nothing is lost on the way."""

from l10n.formats.markdown import Markdown
from l10n.formats.text import Text
from l10n.model import Skeleton
from l10n.segment import segment


def of_text(text: str) -> list[str]:
    document = segment(Text().parse("a.txt", text))
    assert "".join(part.text for part in document.parts) == text
    return [part.msgid for part in document.segments]


def of_markdown(text: str) -> list[str]:
    document = segment(Markdown().parse("a.md", text))
    assert "".join(part.text for part in document.parts) == text
    return [part.msgid for part in document.segments]


def test_bullets_urls_and_numbers_are_skeleton():
    text = "💡 新しい半導体の話です。\n\n✅ 設備は2倍。費用は半分。\n\n2025\n\n※ 注意書き\n"
    assert of_text(text) == ["新しい半導体の話です。", "設備は2倍。", "費用は半分。", "注意書き"]
    assert of_text("続きを読む ⇒技術の広場 出典/画像元: https://example.com/a_b?c=1\n") == [
        "続きを読む ⇒技術の広場 出典/画像元:"
    ]
    assert of_text("https://example.com/\n") == []


def test_soft_breaks_vanish_between_japanese_and_stay_between_words():
    assert of_markdown("途中で\n改行する文。\n") == ["途中で改行する文。"]
    assert of_markdown("Hello\nworld of words\n") == ["Hello world of words"]
    assert of_markdown("OpenAI\nは会社だ。\n") == ["OpenAIは会社だ。"]
    assert of_markdown("> 引用の\n> 途中。\n") == ["引用の途中。"]


def test_rewrapping_a_paragraph_changes_no_msgid():
    one = of_markdown("長い文章を途中で折り返しても、訳者には同じ文が届く。次の文も同じだ。\n")
    two = of_markdown(
        "長い文章を途中で\n折り返しても、訳者には\n同じ文が届く。次の\n文も同じだ。\n"
    )
    assert one == two


def test_a_link_or_strong_around_a_whole_block_is_skeleton():
    assert of_markdown("[記事の題名](https://example.com/)\n") == ["記事の題名"]
    assert of_markdown("**大事な点**\n") == ["大事な点"]
    assert of_markdown("![写真の説明](a.png)\n") == ["写真の説明"]


def test_between_two_sentences_stands_one_joint():
    document = segment(Text().parse("a.txt", "最初の文。次の文。\n"))
    kinds = [p.joint if isinstance(p, Skeleton) else "segment" for p in document.parts]
    assert kinds == ["segment", True, "segment", False]


def test_blocks_stay_whole_on_request():
    document = segment(Text().parse("a.txt", "最初の文。次の文。\n"), mode="block")
    assert [part.msgid for part in document.segments] == ["最初の文。次の文。"]


def test_a_hard_wrapped_text_is_one_paragraph():
    text = (
        "この段落は一行が三十字ほどで折り返してあり、文の途中で行が変わって\n"
        "いますが、訳者に届くのは二つの文であって、行ごとの切れ端ではあり\n"
        "ません。これが二つ目の文です。\n"
    )
    assert len(of_text(text)) == 2
