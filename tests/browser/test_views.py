"""The other tabs, languages, themes, sizes, keyboard, and what can be taken away."""

from __future__ import annotations

import csv
import io
import struct
from pathlib import Path

import pytest

AA = 4.5  # WCAG 2.1, contrast of text


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def colour(page, name: str) -> str:
    return str(page.evaluate("n => getComputedStyle(document.documentElement).getPropertyValue('--' + n).trim()", name))


def test_a_cell_of_the_matrix_opens_its_sentences(sample):
    sample.page.click("#tab-matrix")
    sample.page.click("[aria-label^='Israel – independence of Palestine: opposes']")

    assert sample.hash()["sel"] == "ISR|independence:PSE"
    assert sample.labels("#panel mark.object") == ["a Palestinian state"]


def test_the_matrix_has_the_same_filters(sample):
    sample.go("#view=matrix&topic=palestine")
    heads = sample.labels(".matrix thead th")

    assert "independence of Palestine" in heads
    assert not [head for head in heads if "Azerbaijan" in head]


def test_a_plan_alone_takes_no_side_in_the_matrix(sample):
    sample.page.click("#tab-matrix")

    assert sample.page.locator("[aria-label^='Hamas – release of prisoners by Hamas: planned only']").count() == 1


def test_the_matrix_can_show_actors_instead_of_positions(sample):
    sample.page.click("#tab-matrix")
    sample.page.click(".switch >> text=Actors")

    assert sample.page.locator("[aria-label^='United States – Israel: backs']").count() == 1
    assert sample.page.locator("[aria-label^='Pakistan – Armenia: denied or negated only']").count() == 1


def test_the_timeline_has_a_mark_for_every_dated_statement_of_the_pair(sample):
    sample.go("#view=timeline&pair=ARM%7CAZE")

    assert 6 == sample.page.locator(".chart .mark").count() == sample.page.locator("#view-timeline .card").count()


def test_a_mark_of_the_timeline_leads_to_its_sentence(sample):
    sample.go("#view=timeline&pair=ARM%7CAZE")
    sample.page.locator(".chart .mark").first.press("Enter")

    assert "Pertempuran" in sample.labels(".card.found blockquote")[0]


def test_the_ends_of_the_timeline_can_be_chosen(sample):
    sample.page.click("#tab-timeline")
    sample.page.select_option("#pair-first", "PRK")
    sample.page.select_option("#pair-second", "RUS")

    assert sample.hash()["pair"] == "PRK|RUS"
    assert sample.page.locator(".chart .mark").count() == 3


def test_the_table_holds_every_tie_of_the_graph(sample):
    ties = 61
    sample.page.click("#tab-table")

    assert ties == sample.page.locator("table.ties tbody tr").count()
    assert [
        text.strip()
        for text in sample.page.locator("table.ties tbody tr").first.locator("th, td").all_inner_texts()[:4]
    ] == ["Armenia", "Azerbaijan", "Hostile", "4"]


def test_the_page_speaks_indonesian_throughout(sample):
    sample.page.click("#language")

    assert sample.page.evaluate("document.documentElement.lang") == "id"
    assert sample.shown() == "Menampilkan 41 dari 41 aktor dan posisi, 70 dari 70 pernyataan"
    assert "Amerika Serikat" in sample.page.locator("#panel").inner_text()
    sample.page.click("#tab-matrix")
    assert "kemerdekaan Wilayah Palestina" in sample.labels(".matrix thead th")


def test_every_text_of_the_interface_exists_in_every_language(sample):
    keys = sample.page.evaluate(
        "() => { const t = JSON.parse(document.getElementById('content').textContent).texts;"
        " return Object.values(t).map(table => Object.keys(table).sort().join()) }"
    )

    assert len(set(keys)) == 1


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_stands_out_from_its_ground(open_page, sample_page, theme):
    page = open_page(sample_page, f"#theme={theme}").page
    pairs = [(ink, ground) for ink in ("ink", "quiet") for ground in ("ground", "face", "raised", "soft")]
    pairs += [
        ("ink", "tab"),
        ("ink", "subject"),
        ("ink", "object"),
        ("on-accent", "accent"),
        ("accent", "accent-soft"),
        ("accent", "face"),
    ]
    pairs += [(tone, ground) for tone in ("pos", "neg", "neu", "not") for ground in ("face", "ground", f"{tone}-soft")]
    pairs += [("on-camp", f"camp-{n}") for n in (0, 1, 2, 3, 4, 5, "x")]
    pairs += [(f"camp-{n}", "face") for n in (0, 1, 2, 3, 4, 5, "x")]  # names in the drawings of reports
    pairs += [(tone, "raised") for tone in ("pos", "neg", "neu", "not", "accent")]  # on cards
    weak = {pair: round(contrast(colour(page, pair[0]), colour(page, pair[1])), 2) for pair in pairs}

    assert {pair: ratio for pair, ratio in weak.items() if ratio < AA} == {}


def test_the_theme_follows_the_system_and_can_be_turned(open_page, sample_page):
    opened = open_page(sample_page, color_scheme="dark")
    ground = "getComputedStyle(document.body).backgroundColor"
    assert opened.page.evaluate(ground) == "rgb(16, 21, 28)"

    opened.page.click("#theme")
    assert opened.page.evaluate(ground) == "rgb(246, 247, 249)"


def test_everything_that_can_be_pressed_has_a_name(sample):
    for view in ("graph", "matrix", "timeline", "table"):
        sample.page.click(f"#tab-{view}")
        nameless = sample.page.evaluate(
            "() => [...document.querySelectorAll('button, select, input, summary, [role=button], [role=tab]')]"
            ".filter(e => !(e.textContent.trim() || e.getAttribute('aria-label') || e.closest('label')))"
            ".map(e => e.outerHTML.slice(0, 120))"
        )
        assert nameless == []


def test_the_graph_can_be_walked_by_keyboard(sample):
    sample.page.focus("#canvas")
    sample.page.keyboard.press("ArrowRight")
    first = sample.page.locator("#live").inner_text()
    sample.page.keyboard.press("ArrowLeft")
    assert first
    assert first != sample.page.locator("#live").inner_text()

    sample.page.keyboard.press("Enter")
    assert (
        sample.page.locator("#live").inner_text().split(",")[0]
        == sample.page.locator("#panel h2").inner_text().split("\n")[-1]
    )
    sample.page.keyboard.press("Escape")
    assert sample.hash() == {}


def test_a_control_that_was_used_keeps_the_focus(sample):
    for control in ("#f-neg", "#o-pos", "#theme", "#language", "#f-topic", "#time-from"):
        sample.page.focus(control)
        sample.page.locator(control).press("Space" if control.startswith("#f-n") else "Enter")
        assert f"#{sample.page.evaluate('document.activeElement.id')}" == control


def test_tabs_and_search_can_be_reached_by_keyboard(sample):
    sample.page.focus("#tab-graph")
    sample.page.keyboard.press("ArrowRight")
    assert sample.hash()["view"] == "matrix"
    assert sample.page.evaluate("document.activeElement.id") == "tab-matrix"

    sample.page.keyboard.press("/")
    assert sample.page.evaluate("document.activeElement.id") == "search"


@pytest.mark.parametrize("width", [360, 820])
def test_nothing_hangs_over_the_edge_of_a_small_screen(open_page, sample_page, width):
    opened = open_page(sample_page, width=width, height=780)
    for view in ("matrix", "timeline", "table", "graph"):
        opened.page.click(f"#tab-{view}")
        assert opened.page.evaluate("document.documentElement.scrollWidth") <= width


def test_on_a_small_screen_the_filters_come_when_called_and_go(open_page, sample_page):
    opened = open_page(sample_page, width=390, height=844)
    assert not opened.page.locator("#f-pos").is_visible()

    opened.page.click(".filters")
    assert opened.page.locator("#f-pos").is_visible()
    opened.page.keyboard.press("Escape")
    assert not opened.page.locator("#f-pos").is_visible()


def test_on_a_phone_the_panel_is_a_sheet_over_the_graph(open_page, sample_page):
    opened = open_page(sample_page, "#sel=TUR", width=390, height=844)
    box = opened.page.locator("#panel").bounding_box()

    assert box["width"] == 390
    assert box["y"] > 844 * 0.45
    opened.page.click("#panel .close")
    assert opened.page.locator("#panel").is_hidden()


def test_the_print_holds_the_view_and_the_sentences_and_no_controls(sample):
    sample.go("#sel=TUR")
    sample.page.emulate_media(media="print")

    assert sample.page.locator("#panel .card").first.is_visible()
    assert sample.page.locator("#canvas").is_visible()
    assert not sample.page.locator("#side").is_visible()
    assert not sample.page.locator("#tools").is_visible()


def test_the_picture_is_a_png_of_the_graph_with_its_legend(sample):
    sample.page.click("#menu summary")
    with sample.page.expect_download() as download:
        sample.page.click("#save_png")
    picture = Path(download.value.path()).read_bytes()
    width, height = struct.unpack(">II", picture[16:24])

    assert download.value.suggested_filename == "Three-disputes.png"
    assert picture.startswith(b"\x89PNG")
    assert width > 600
    assert height > 600


def test_the_csv_holds_the_statements_shown_and_no_formula(open_page, tmp_path, statement):
    from diplograph.graph.page import write_page

    line = "x-01 | 2024-01-02 | en | trade | | | 0.9 | {who} | supports | ISR | | {text}"
    path = tmp_path / "formula.html"
    texts = ("=HYPERLINK('x') [Iran] and {Israel}", '"[Egypt]", said one,\tand {Israel}')
    write_page(
        [statement(line.format(who=who, text=text)) for who, text in zip(("IRN", "EGY"), texts, strict=True)], path
    )
    page = open_page(path, "#hide=").page
    page.click("#menu summary")
    with page.expect_download() as download:
        page.click("#save_csv")
    rows = list(csv.DictReader(io.StringIO(Path(download.value.path()).read_text(encoding="utf-8-sig"))))

    assert {"'=HYPERLINK('x') Iran and Israel", '"Egypt", said one,\tand Israel'} == {row["sentence"] for row in rows}


def test_three_hundred_actors_and_fifteen_hundred_ties_come_up_and_can_be_shown_whole(open_page, tmp_path, statement):
    from diplograph.graph.page import write_page

    line = (
        "d{n} | 2024-01-02 | en | trade | | | 0.9 | A{a:03} | {relation} | A{b:03} | | [Somebody] and {{somebody}} {n}"
    )
    pairs = [(n % 300, (n * 7 + n // 300 * 11 + 1) % 300) for n in range(1500)]
    relations = ("supports", "criticizes", "meets")
    made = [
        statement(line.format(n=n, a=a, b=b, relation=relations[n % 3])) for n, (a, b) in enumerate(pairs) if a != b
    ]
    path = tmp_path / "large.html"
    summary = write_page(made, path)
    opened = open_page(path)

    assert summary.nodes == 300
    assert not opened.shown().startswith("Showing 300 of 300")
    opened.page.click("text=Show all")
    assert opened.shown().startswith("Showing 300 of 300")
    assert opened.seen.errors == []


def test_a_page_without_statements_says_so_in_every_view(open_page, tmp_path):
    from diplograph.graph.page import write_page

    path = tmp_path / "empty.html"
    write_page([], path)
    opened = open_page(path)

    for view in ("graph", "matrix", "timeline", "table"):
        opened.page.click(f"#tab-{view}")
        assert "There are no statements to show." in opened.page.locator(f"#view-{view}").inner_text()
    assert opened.seen.errors == []
