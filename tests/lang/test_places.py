"""Places in katakana get the target's name, and nothing that is not a place does."""

import pytest

from l10n.lang.ja.places import places
from tests.lang.soak_quantities import LOCALES


def written(text, locale):
    for start, end, name in reversed(places(text, locale)):
        text = text[:start] + name + text[end:]
    return text


@pytest.mark.parametrize(
    ("text", "locale", "result"),
    [
        ("カメルーンが独立した。", "en", "Cameroonが独立した。"),
        ("カメルーンが独立した。", "de", "Kamerunが独立した。"),
        ("南スーダンとスーダン", "fr", "Soudan du SudとSoudan"),
        ("モスクワからローマへ", "es", "MoscúからRomaへ"),
        ("ウクライナの首都", "ko", "우크라이나の首都"),
        ("ドイツ語で話す。", "zh_Hans", "德语で話す。"),
        ("ドイツ人は働く。", "en", "ドイツ人は働く。"),  # Germans, not Germany
        ("イタリア料理とスイス製の時計", "en", "イタリア料理とスイス製の時計"),
        ("ロンドンオリンピック", "en", "ロンドンオリンピック"),  # inside of a word
        ("イギリスの首相", "en", "イギリスの首相"),  # British
        ("タイトルが変わった。", "en", "タイトルが変わった。"),
        ("中国と韓国", "en", "中国と韓国"),  # kanji: 中国 is a part of Japan, too
        ("ジャージーを着たチワワ", "en", "ジャージーを着たチワワ"),
    ],
)
def test_a_place_is_written_in_the_targets_words(text, locale, result):
    assert written(text, locale) == result


@pytest.mark.parametrize("locale", LOCALES)
def test_every_locale_names_the_countries(locale):
    text = "アイスランド、カメルーン、ウルグアイ、フィンランド、バングラデシュ"
    assert len(places(text, locale)) == 5
    assert not any("ァ" <= char <= "ヺ" for char in written(text, locale))
