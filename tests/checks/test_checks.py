"""Checks: what they find, and, as many, what is right and tricky."""

import pytest

from l10n import plugins
from l10n.check import check
from l10n.model import Catalog, Entry, Key, State

OFFER = "974億ドル(約14.8兆円)の提案を行った。"
CASES = [
    ("number", OFFER, "It offered $97.4 billion (about ¥14.8 trillion).", "en", False),
    ("number", OFFER, "It offered $97.4 million (about ¥14.8 trillion).", "en", True),
    ("number", OFFER, "It offered $974 billion (about ¥14.8 trillion).", "en", True),
    (
        "number",
        OFFER,
        "Das Angebot beträgt 97,4 Milliarden Dollar (14,8 Billionen Yen).",
        "de",
        False,
    ),
    (
        "number",
        OFFER,
        "Das Angebot beträgt 97,4 Millionen Dollar (14,8 Billionen Yen).",
        "de",
        True,
    ),
    ("number", OFFER, "提出了974亿美元（约合14.8万亿日元）的收购提议。", "zh_Hans", False),
    ("number", OFFER, "提出了97.4亿美元（约合14.8万亿日元）的收购提议。", "zh_Hans", True),
    ("number", OFFER, "974억 달러(약 14.8조 엔)를 제안했다.", "ko", False),
    (
        "number",
        OFFER,
        "Una oferta de 97.400 millones de dólares (14,8 billones de yenes).",
        "es",
        False,
    ),
    (
        "number",
        OFFER,
        "Une offre de 97,4 milliards de dollars (14 800 milliards de yens).",
        "fr",
        False,
    ),
    ("number", "97億4000万ドルで買収する。", "It buys it for $9.74 billion.", "en", False),
    ("number", "97億4000万ドルで買収する。", "97억 4천만 달러에 인수한다.", "ko", False),
    ("number", "令和7年2月11日に発表した。", "It was announced on February 11, 2025.", "en", False),
    (
        "number",
        "一方、GPT-4は十分に速い。",
        "GPT-4, on the other hand, is fast enough.",
        "en",
        False,
    ),
    ("number", "三社が参加した。", "Three companies took part.", "en", False),
    ("number", "10万台を売った。", "It sold 10,000 units.", "en", True),
    ("number", "売上は45%増えた。", "Sales rose 45 percent.", "en", False),
    ("currency", "974億円を投じる。", "It invests $97.4 billion.", "en", True),
    (
        "bound",
        "18歳未満は利用できません。",
        "Die Nutzung ist erst ab 18 Jahren möglich.",
        "de",
        False,
    ),
    ("bound", "18歳未満は利用できます。", "Die Nutzung ist ab 18 Jahren möglich.", "de", True),
    ("date", "午後7時に開演します。", "Le concert commence à 7 h du soir.", "fr", False),
    ("date", "午後7時に開演します。", "Le concert commence à 7 h du matin.", "fr", True),
    ("date", "9時半に会おう。", "九点半见吧。", "zh_Hans", False),
    ("date", "平成23年3月11日", "2012年3月11日", "zh_Hant", True),
    ("date", "火曜日は定休日です。", "Closed on Thursdays.", "en", True),
    ("number", "3人に2人が使う。", "One in three people uses it.", "en", True),
    ("number", "半数以上が反対した。", "Más de un tercio se opuso.", "es", True),
    ("number", "後半10分に得点した。", "Marcó en el minuto 55.", "es", False),
    (
        "currency",
        "円は1ドル=149円80銭に上がった。",
        "The yen rose to 149.80 to the dollar.",
        "en",
        False,
    ),
    ("punct_width", "記号「、」を使う。", 'It uses the mark "、".', "en", False),
    ("source_script", "株価が上がった。", "The 株価 rose.", "en", True),
    ("source_script", "株価が上がった。", "Shares rose.", "en", False),
    ("source_script", "株価が上がった。", "股价上涨了。", "zh_Hans", False),
    ("source_script", "株価が上がった。", "股价が上涨了。", "zh_Hans", True),
    ("source_script", "ラピダスの話。", "About Rapidus (ラピダス).", "en", True),
    (
        "source_script",
        '[表](a.md "大きな表")を見る。',
        'See [the table](a.md "大きな表").',
        "en",
        True,
    ),
    (
        "source_script",
        '[表](a.md "大きな表")を見る。',
        'See [the table](a.md "A table").',
        "en",
        False,
    ),
    (
        "markup",
        '<img alt="丸" src="a.png">を押す。',
        'Press <img alt="dot" src="a.png">.',
        "en",
        False,
    ),
    (
        "markup",
        '<img alt="丸" src="a.png">を押す。',
        'Press <img alt="dot" src="b.png">.',
        "en",
        True,
    ),
    (
        "source_script",
        '<b translate="no">商品</b>だ。',
        'It is <b translate="no">商品</b>.',
        "en",
        False,
    ),
    ("source_script", "{{ 値 }}になる。", "It is {{ 値 }}.", "en", False),
    ("script_variant", "{{ 値 }}の話だ。", "{{ 値 }}是問題。", "zh_Hans", True),
    ("script_variant", "{{ 問 }}だ。", "是{{ 問 }}。", "zh_Hans", False),
    ("untranslated", "株価が上がった。", "株価が上がった。", "en", True),
    ("untranslated", "市場", "市場", "en", True),
    ("untranslated", "OpenAI", "OpenAI", "en", False),
    ("empty", "株価が上がった。", "\u200b", "en", True),
    ("url", "https://example.com/a を見る。", "See https://example.com/b.", "en", True),
    ("url", "https://example.com/aを見る。", "See https://example.com/a", "en", False),
    (
        "md_link",
        "[公式](https://example.com)へ。",
        "Go to the [site](https://example.com).",
        "en",
        False,
    ),
    (
        "md_link",
        "[公式](https://example.com)へ。",
        "Go to the [site] (https://example.com).",
        "en",
        True,
    ),
    ("code", "`make`を使う。", "Use `make`.", "en", False),
    ("code", "`make`を使う。", "Use `Make`.", "en", True),
    ("placeholder", "{name}さん、%s件です。", "{name}: %s items", "en", False),
    ("placeholder", "{name}さん、%s件です。", "{nom} : %s", "fr", True),
    ("markup", "<b>太字</b>だ。", "It is <b>bold</b>.", "en", False),
    ("markup", "<b>太字</b>だ。", "It is <b>bold.", "en", True),
    ("markup", "文だ。", "A <script>x</script> text.", "en", True),
    ("markup", "<ruby>漢字<rt>かんじ</rt></ruby>だ。", "It is kanji.", "en", False),
    ("markup", "**強い**文だ。", "A **strong text.", "en", True),
    ("markup", "**強い**文だ。", "A **strong** text.", "en", False),
    ("url", "連絡先は info@example.jp です。", "Write to info@example.com.", "en", True),
    ("url", "連絡先は info@example.jp です。", "Write to info@example.jp.", "en", False),
    ("bound", "今朝の最低気温は8度でした。", "Il faisait 8 degrés ce matin.", "fr", False),
    ("unit", "摂氏35度を超えた。", "It went past 35 degrees Fahrenheit.", "en", True),
    (
        "date",
        "7〜9月期の売上高は3億円だ。",
        "Sales in the third quarter came to ¥300 million.",
        "en",
        False,
    ),
    (
        "date",
        "7〜9月期の売上高は3億円だ。",
        "Sales in the second quarter came to ¥300 million.",
        "en",
        True,
    ),
    ("date", "午後2時に着いた。", "Il est arrivé à 2 heures.", "fr", True),
    ("date", "午後2時に着いた。", "Il est arrivé à 14 heures.", "fr", False),
    ("date", "10時12分に着く。", "It arrives at 10:21.", "en", True),
    ("date", "10時12分に着く。", "It arrives at 10:12.", "en", False),
    ("date", "来週発表する。", "It will be announced next month.", "en", True),
    ("number", "2年6か月待った。", "Wir haben zweieinhalb Jahre gewartet.", "de", False),
    ("number", "1時間半話した。", "They talked for an hour and thirty minutes.", "en", False),
    ("latin_token", "GPUが足りない。", "There are not enough CPUs.", "en", True),
    ("latin_token", "GPUが足りない。", "There are not enough graphics processors.", "en", False),
    ("bound", "18歳以上に聞いた。", "Опросили людей старше 18 лет.", "ru", False),
    ("negation", "申請を認めなかった。", "Denegaron la solicitud.", "es", False),
    ("unit", "出力は120万キロワットだ。", "功率为120万千瓦。", "zh_Hans", False),
    ("unit", "500ミリリットルの水", "500 Milligramm Wasser", "de", True),
    ("number", "34ユーロ80セントだった。", "It was 34.80 euros.", "en", False),
    ("number", "34.80ユーロだった。", "C'était 34 euros et 80 centimes.", "fr", False),
    ("bound", "現職は51%で、新人の48%を上回った。", "Incumbent 51%, challenger 48%.", "en", False),
    ("markup", "*重要*な更新です。", "An *important update.", "en", True),
    ("markup", "5*3を計算する。", "Work out 5*3.", "en", False),
    ("bound", "3時間以上遅れた。", "Рейс задержали более чем на три часа.", "ru", False),
    ("bound", "3人以上で予約する。", "Book for more than three.", "en", True),
    ("bound", "2000メートル以上では寒い。", "Sopra i 2.000 metri fa freddo.", "it", False),
    ("number", "高さは1947メートルだ。", "높이는 1947m다.", "ko", False),
    ("unit", "重さは5キログラムです。", "무게는 5km입니다.", "ko", True),
    ("date", "1日に12時間眠る。", "They sleep 12 hours a day.", "en", False),
    ("date", "5月1日から31日までです。", "5월 1일부터 21일까지입니다.", "ko", True),
    (
        "negation",
        "返事が遅れて申し訳ありません。",
        "Entschuldigen Sie die späte Antwort.",
        "de",
        False,
    ),
    ("negation", "提供は終了しない。", "It will be discontinued.", "en", True),
    ("negation", "予約はキャンセルできません。", "Las reservas se pueden cancelar.", "es", True),
    (
        "negation",
        "予約はキャンセルできません。",
        "Las reservas no se pueden cancelar.",
        "es",
        False,
    ),
    ("negation", "津波の心配はない。", "There is a risk of a tsunami.", "en", True),
    ("bound", "12回まで分割できます。", "In at least 12 instalments.", "en", True),
    ("bound", "12回まで分割できます。", "In up to 12 instalments.", "en", False),
    ("bound", "10%まで下がった。", "It fell to 10%.", "en", False),
    ("number", "2四半期連続の減収だ。", "Sales fell for a second straight quarter.", "en", False),
    ("number", "20代に聞いた。", "On a interrogé des jeunes de 20 à 29 ans.", "fr", False),
    ("wrong_language", "星は遠くにある。", "De ster is ver weg van de aarde.", "de", True),
    ("wrong_language", "星は遠くにある。", "Der Stern ist weit weg von der Erde.", "de", False),
    ("wrong_language", "まだ決まっていない。", "Рішення щодо цього ще не ухвалено.", "ru", True),
    (
        "wrong_language",
        "空腹時に飲まないこと。",
        "این دارو را با معده خالی مصرف نکنید.",
        "ar",
        True,
    ),
]


@pytest.mark.parametrize(("name", "source", "target", "locale", "found"), CASES)
def test_the_check_tells_right_from_wrong(name, source, target, locale, found):
    entry = Entry(Key(None, source), target, State.APPROVED)
    findings = check(Catalog("a", locale, (entry,)), plugins.checks())
    named = [finding for finding in findings if finding.check == name]
    assert bool(named) is found, findings
    if not found:
        assert [finding for finding in findings if finding.severity != "info"] == []


def test_a_level_can_be_changed_or_a_check_turned_off():
    entry = Entry(Key(None, "10万台"), "10,000 units", State.APPROVED)
    catalog = Catalog("a", "en", (entry,))
    (finding,) = check(catalog, plugins.checks(), levels={"number": "warning"})
    assert finding.severity == "warning"
    assert check(catalog, plugins.checks(), levels={"number": "off"}) == ()


def test_stale_entries_are_not_judged_by_their_new_source():
    entry = Entry(Key(None, "10万台"), "10,000 units", State.STALE)
    assert check(Catalog("a", "en", (entry,)), plugins.checks()) == ()
