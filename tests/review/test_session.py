"""A review on the files of a project: saved at once, only what was touched, and with a way back."""

import os
from pathlib import Path

import polib
import pytest
from magazine import fill

from l10n.project import find
from l10n.stages.status import standings

OLD = 1_700_000_000 * 10**9
PLACE = "en/2025/chips"
CATALOG = "locales/en/LC_MESSAGES/2025/chips.po"
TITLE, PLACES = "半導体工場の春", "場所"
FIGURE = "投資額は**974億ドル(約14.8兆円)**の見込みです。"


def lines(path: Path) -> list[str]:
    return path.read_text("utf-8").splitlines()


def changed(before: list[str], after: list[str]) -> list[str]:
    import difflib

    return [line for line in difflib.ndiff(before, after) if line[0] in "+-"]


def test_an_edit_changes_the_lines_of_its_entry_alone(client, project):
    path = project / CATALOG
    before = lines(path)
    assert client.act(PLACES, "approve", text="Where").status_code == 200
    assert changed(before, lines(path)) == ['- msgstr "Place"', '+ msgstr "Where"']


def test_undo_gives_the_file_back_byte_for_byte(client, project):
    path = project / CATALOG
    versions = [path.read_bytes()]
    for action, more in (
        ("save", {"text": "One"}),
        ("approve", {"text": "Two"}),
        ("reject", {"reason": "硬い"}),
        ("comment", {"comment": "要確認"}),
        ("fold", {}),
    ):
        assert client.act(PLACES, action, **more).status_code == 200
        versions.append(path.read_bytes())
    for version in versions[-2::-1]:
        assert client.write("/api/undo", {}).status_code == 200
        assert path.read_bytes() == version
    assert client.write("/api/undo", {}).json()["title"] == ""


def test_undo_never_takes_back_what_somebody_else_wrote(client, project):
    client.act(PLACES, "approve", text="Where")
    path = project / CATALOG
    path.write_text(path.read_text("utf-8").replace('"Where"', '"Theirs"'), "utf-8")
    assert client.write("/api/undo", {}).status_code == 409
    assert '"Theirs"' in path.read_text("utf-8")


def test_a_draft_is_approved_and_its_provenance_goes(client, project):
    place = "zh_Hans/2025/chips"
    entry = client.detail(TITLE, place)
    assert (entry["state"], entry["draft"]["engine"]) == ("draft", "offline")
    done = client.act(TITLE, "approve", place).json()
    assert (done["state"], done["draft"]) == ("approved", None)
    text = (project / "locales/zh_Hans/LC_MESSAGES/2025/chips.po").read_text("utf-8")
    assert "mt=" not in text.split(f'"{TITLE}"')[0].rsplit("\n\n", 1)[1]


def test_clean_drafts_are_approved_together_or_not_at_all(client, project):
    place = "zh_Hans/2025/chips"
    rows = [row for row in client.entries(place).values() if row["risk"] == "clean"]
    assert len(rows) >= 3
    wanted = [{"id": row["id"], "version": row["version"]} for row in rows]
    stale = [*wanted[:-1], {**wanted[-1], "version": "0"}]
    before = (project / "locales/zh_Hans/LC_MESSAGES/2025/chips.po").read_bytes()
    assert client.write(f"/api/approve/{place}", {"entries": stale}).status_code == 409
    assert (project / "locales/zh_Hans/LC_MESSAGES/2025/chips.po").read_bytes() == before
    assert client.write(f"/api/approve/{place}", {"entries": wanted}).json()["done"] == len(rows)
    client.write("/api/undo", {})
    assert (project / "locales/zh_Hans/LC_MESSAGES/2025/chips.po").read_bytes() == before


def test_a_wrong_figure_is_found_shown_on_both_sides_and_put_right(client, project):
    wrong = "The investment is expected to reach **$97.4 million (about ¥14.8 trillion)**."
    client.act(FIGURE, "save", text=wrong)
    live = client.write(f"/api/live/{PLACE}", {"id": client.entries()[FIGURE]["id"], "text": wrong})
    (problem,) = [one for one in live.json()["problems"] if one["check"] == "number"]
    fact = live.json()["facts"][0]
    assert (fact["source"], fact["sourceValue"]) == ("974億ドル", "97,400,000,000 USD")
    assert (fact["target"], fact["targetValue"]) == ("$97.4 million", "97,400,000 USD")
    marks = [m for m in live.json()["targetMarks"] if m["kind"] == "finding"]
    assert wrong[marks[0]["start"] : marks[0]["end"]] == "$97.4 million"
    done = client.act(FIGURE, "approve", text=problem["fix"]).json()
    assert "$97.4 billion" in done["msgstr"]
    assert done["problems"] == []


def test_a_waived_finding_is_silent_until_the_text_changes(client, project):
    client.act(PLACES, "approve", text="場所")
    found = client.detail(PLACES)["problems"]
    assert found
    for one in found:
        assert client.act(PLACES, "waive", check=one["check"]).status_code == 200
    assert client.detail(PLACES)["problems"] == []
    assert "waive" in (project / "locales/en/review.jsonl").read_text("utf-8")
    client.write("/api/undo", {})
    assert len(client.detail(PLACES)["problems"]) == 1
    assert client.act(PLACES, "waive", check="no-such-check").status_code == 422


def test_a_term_is_renamed_in_the_termbase_and_wherever_it_stands(client, project):
    terms = project / "locales/en/LC_MESSAGES/terms.po"
    terms.write_text(
        'msgid ""\nmsgstr "Language: en\\n"\n\nmsgid "熊本"\nmsgstr "Kumamoto"\n', "utf-8"
    )
    uses = client.get("/api/term/en", params={"term": "熊本"}).json()
    assert uses["count"] >= 4
    done = client.write("/api/rename/en", {"term": "熊本", "to": "Kumamoto City"}).json()
    text = (project / CATALOG).read_text("utf-8")
    assert text.count("Kumamoto City") == text.count("Kumamoto")
    assert 'msgstr "Kumamoto City"' in terms.read_text("utf-8")
    assert done["done"] > 3
    client.write("/api/undo", {})
    assert "Kumamoto City" not in text.replace("Kumamoto City", "") + terms.read_text("utf-8")
    assert client.write("/api/rename/en", {"term": "無い語", "to": "x"}).status_code == 422


def test_a_source_that_moved_on_is_told_and_brought_up_to_date(client, project):
    source = project / "source/2025/chips.md"
    source.write_text(source.read_text("utf-8").replace("千歳では", "千歳市では"), "utf-8")
    assert client.get(f"/api/pulse/{PLACE}", params={"behind": "1"}).json()["behind"]
    client.write(f"/api/update/{PLACE}", {})
    assert not client.get(f"/api/pulse/{PLACE}", params={"behind": "1"}).json()["behind"]
    entry = client.detail("千歳市ではラピダスが建設中です。")
    assert entry["state"] == "stale"
    assert ["new", "市"] in entry["previous"] or any(
        "市" in text for kind, text in entry["previous"] if kind == "new"
    )


def test_other_languages_and_the_memory_stand_beside_an_entry(client, project):
    entry = client.detail(TITLE)
    around = client.get(f"/api/context/{PLACE}", params={"id": entry["id"]}).json()
    assert {one["locale"]: one["word"] for one in around["others"]} == {
        "zh_Hans": "draft", "ar": "approved", "ko": "approved",
    }  # fmt: skip
    assert around["others"][1]["dir"] == "rtl"
    source = project / "source/2025/guide.md"
    source.write_text(source.read_text("utf-8") + "\n詳しい出典は各社の発表です。\n", "utf-8")
    client.write("/api/update/en/2025/guide", {})
    new = client.detail("詳しい出典は各社の発表です。", "en/2025/guide")
    around = client.get("/api/context/en/2025/guide", params={"id": new["id"]}).json()
    assert around["matches"][0]["msgstr"] == "Source: announcements by the companies."
    assert 60 < around["matches"][0]["score"] < 100


def test_an_engine_gives_another_draft_and_nothing_is_saved(client, project):
    before = (project / CATALOG).read_bytes()
    assert "pseudo" in client.get("/api/engines").json()["engines"]
    entry = client.detail(TITLE)
    answer = client.write(f"/api/suggest/{PLACE}", {"id": entry["id"], "engine": "pseudo"})
    assert answer.json()["text"] not in ("", entry["msgstr"])
    assert (project / CATALOG).read_bytes() == before
    for engine in ("../x", "nobody"):
        assert (
            client.write(f"/api/suggest/{PLACE}", {"id": entry["id"], "engine": engine}).status_code
            == 404
        )


def test_filters_and_search_narrow_the_queue(client):
    shown = client.get(
        f"/api/queue/{PLACE}", params={"q": "^TSMC|Rapidus", "state": "approved"}
    ).json()
    assert len(shown["shown"]) == 1
    assert len(shown["rows"]) > 10
    assert client.get(f"/api/queue/{PLACE}", params={"q": "("}).status_code == 422


def test_the_board_counts_what_the_catalogs_hold(client, project):
    cells = client.get("/api/board").json()
    fill(project, "ko", {"会社": "회사"})
    again = client.get("/api/board").json()
    assert again["ko/2025/chips"][0][0] == cells["ko/2025/chips"][0][0] + 1
    path = project / "locales/ko/LC_MESSAGES/2025/chips.po"
    counts = [len(polib.pofile(str(path)).translated_entries()), 0, 0]
    assert again["ko/2025/chips"][0][:3] == counts
    path.unlink()
    assert client.get("/api/board").json()["ko/2025/chips"][1] == "no catalog yet"


def test_the_board_shows_what_status_has_found_of_an_article_nobody_opened(client, project):
    wrong = "The investment is expected to reach **$97.4 million (about ¥14.8 trillion)**."
    fill(project, "en", {FIGURE: wrong})
    assert client.get("/api/board").json()[PLACE][2] is None
    for path in [*project.glob("source/**/*"), *project.glob("locales/**/*")]:
        os.utime(path, ns=(OLD, OLD))  # one saved a moment ago would be looked at once more
    standings(find(project))
    errors, _ = client.get("/api/board").json()[PLACE][2]
    assert errors == 1


@pytest.mark.parametrize("page", ["/", f"/review/{PLACE}", "/review/ar/note", "/review/de/page"])
def test_every_page_is_there(client, page):
    answer = client.get(page)
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
