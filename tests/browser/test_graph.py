"""The graph tab: what stands in it, the panel behind it, filters, search, the state in the address."""

from __future__ import annotations

import pytest

CANVAS_POINT = """id => {
  const box = document.querySelector('#canvas').getBoundingClientRect();
  return [box.left, box.top, box.width, box.height];
}"""


def counts(text: str) -> list[int]:
    return [int(word.replace(",", "")) for word in text.split() if word.replace(",", "").isdigit()]


def test_everything_of_a_small_graph_is_shown_and_counted(sample):
    assert sample.shown() == "Showing 41 of 41 actors and positions, 70 of 70 statements"


def test_a_click_on_an_actor_opens_its_statements_newest_first(sample):
    sample.page.click("#panel .bar-row .link >> text=Turkey")
    published = sample.labels("#panel .card .source")

    assert sample.page.locator("#panel h2").inner_text().split("\n")[-1] == "Turkey"
    assert len(published) == 8
    assert "Nov 2023" in published[0]
    assert "Oct 2020" in published[-1]


def test_the_words_of_both_ends_are_marked_in_the_sentence(sample):
    sample.go("#sel=PAK%7Cstance:AZE")

    assert sample.labels("#panel mark.subject") == ["Tentara Pakistan", "Pakistan"]
    assert sample.labels("#panel mark.object") == ["posisi Azerbaijan", "Azerbaijan's position"]


def test_a_card_says_where_it_comes_from(sample):
    sample.go("#sel=PAK%7Cstance:AZE")
    source = sample.labels("#panel .source")[1]

    assert "happened 1 Oct 2020" in source
    assert "according to Pakistan (the Foreign Ministry in Islamabad)" in source
    assert "Pakistan denies a part in the war, Meridian Wire" in source
    assert "published 2 Oct 2020" in source
    assert "Confidence 93%" in source
    assert sample.page.locator("#panel .source a").get_attribute("href") == "https://example.org/kb-01"


def test_denied_negated_and_planned_statements_are_marked_as_such(sample):
    sample.go("#sel=PAK%7CARM")

    assert {"Denied", "Not so"} == set(sample.labels("#panel .badge"))

    sample.go("#sel=NOR%7CPSE")

    assert sample.labels("#panel .badge") == ["Planned"]


def test_from_the_panel_to_the_other_actor_and_back(sample):
    sample.go("#sel=TUR")
    sample.page.click("#panel .rows .link >> text=Israel")
    assert sample.hash() == {"sel": "TUR|ISR"}
    sample.page.click("#panel .panel-head .link >> text=Israel")
    assert sample.hash() == {"sel": "ISR"}

    sample.page.click("#panel .back")
    sample.page.wait_for_url("**#sel=TUR*")
    assert sample.hash() == {"sel": "TUR|ISR"}
    sample.page.go_back()
    assert sample.hash() == {"sel": "TUR"}


def test_a_click_on_a_node_and_on_a_line_of_the_drawing_opens_it(sample):
    # With one tie on the screen its ends stand left and right of the middle, wherever the layout put them.
    sample.go("#path=NOR%7CPSE")
    left, top, width, height = sample.page.evaluate(CANVAS_POINT)
    sample.page.wait_for_timeout(600)  # the view glides there
    sample.page.mouse.click(left + width / 2, top + height / 2 - 8)

    assert sample.hash().get("sel") == "NOR|PSE|pos"


@pytest.mark.parametrize(
    ("row", "statements"),
    [
        ("f-pos", 32),
        ("f-neg", 49),
        ("f-not", 67),
        ("f-m-intended", 64),
        ("f-g-ASSAULT", 63),
        ("f-Position", 40),
    ],
)
def test_a_switch_hides_its_kind(sample, row, statements):
    sample.page.uncheck(f"#{row}")

    assert statements == counts(sample.shown())[2]
    sample.page.check(f"#{row}")
    assert counts(sample.shown())[2] == 70


def test_filters_combine(sample):
    sample.page.select_option("#f-topic", "palestine")
    sample.page.uncheck("#f-neg")
    sample.page.uncheck("#f-neu")
    sample.page.uncheck("#f-not")
    sample.page.select_option("#f-by", "USA")

    assert sample.hash() == {"topic": "palestine", "hide": "neg.neu.not", "by": "USA"}
    assert counts(sample.shown())[2] == 3


def test_only_leaves_one_kind_and_again_shows_all(sample):
    only = sample.page.locator("#side .row", has_text="Hostile").locator(".only")
    only.focus()
    only.press("Enter")
    assert [t for t in ("pos", "neg", "neu", "not") if not sample.page.is_checked(f"#f-{t}")] == ["pos", "neu", "not"]

    sample.page.locator("#side .row", has_text="Hostile").locator(".only").press("Enter")
    assert sample.hash() == {}


def test_the_confidence_slider_drops_what_is_less_sure(sample):
    sample.page.locator("#f-conf").fill("0.9")

    assert sample.hash()["conf"] == "0.9"
    assert counts(sample.shown())[2] < 70
    assert not sample.page.evaluate(
        "[...document.querySelectorAll('.card .confidence')].some(c => parseInt(c.textContent.match(/\\d+/)) < 90)"
    )


def test_the_period_can_be_narrowed_and_let_run(sample):
    sample.page.locator("#time-from").fill("30")
    narrowed = sample.hash()
    assert "from" in narrowed
    assert counts(sample.shown())[2] < 70

    sample.page.click(".reset")
    sample.page.click("#play")
    sample.page.wait_for_timeout(800)
    first = sample.hash()
    sample.page.wait_for_timeout(800)
    assert first["from"] < sample.hash()["from"]
    sample.page.click("#play")
    stopped = sample.hash()
    sample.page.wait_for_timeout(900)
    assert stopped == sample.hash()


@pytest.mark.parametrize(
    ("words", "chosen"),
    [("azerb", {"sel": "AZE"}), ("two-state", {"sel": "twoStateSolution:ISR+PSE"}), ("kemerdekaan Palestina", None)],
)
def test_the_search_finds_actors_positions_and_words(sample, words, chosen):
    sample.page.fill("#search", words)
    sample.page.keyboard.press("ArrowDown")
    sample.page.keyboard.press("Enter")

    if chosen is None:  # found in the sentence alone, or as the position's Indonesian name
        assert "independence:PSE" in sample.hash()["sel"]
    else:
        assert chosen == sample.hash()


def test_the_search_can_keep_only_statements_with_the_words(sample):
    sample.page.fill("#search", "gencatan senjata")
    sample.page.click("#found [role=option] >> text=Only statements")

    assert sample.hash() == {"q": "gencatan senjata"}
    assert counts(sample.shown())[2] == 2


def test_the_surroundings_of_one_actor(sample):
    sample.go("#sel=NOR")
    sample.page.click("text=Show surroundings")

    assert sample.hash()["ego"] == "NOR"
    assert counts(sample.shown())[0] == 3


def test_the_shortest_paths_between_two(sample):
    sample.go("#sel=NOR")
    sample.page.select_option("#panel select", "FRA")

    assert sample.hash() == {"path": "NOR|FRA", "sel": "NOR"}
    assert counts(sample.shown())[0] == 5


def test_two_that_no_tie_joins_have_no_path_and_the_page_says_so(sample):
    sample.go("#path=PAK%7CFRA")

    assert sample.page.locator("#empty").is_visible()
    assert "No path" in sample.page.locator("#empty").inner_text()


def test_reset_forgets_all_choices(sample):
    sample.go("#topic=palestine&hide=neg&q=a&conf=0.5&ego=ISR&n=7")
    sample.page.click(".reset")

    assert sample.hash() == {}
    assert counts(sample.shown())[2] == 70


def test_a_view_can_be_shared_by_its_address(sample, open_page, sample_page):
    sample.page.select_option("#f-topic", "palestine")
    sample.page.uncheck("#f-pos")
    sample.page.click("#tab-matrix")
    address = sample.page.evaluate("location.hash")

    again = open_page(sample_page, address)

    assert sample.shown() == again.shown()
    assert again.page.locator("#view-matrix").is_visible()


def test_a_capped_graph_says_so_and_can_be_shown_whole(open_page, sample_page):
    opened = open_page(sample_page, "#n=10")
    assert opened.shown().startswith("Showing 10 of 41")

    opened.page.click("text=Show all")
    assert opened.shown().startswith("Showing 41 of 41")


@pytest.fixture
def copied(open_page, tmp_path, statement):
    """A page of three articles, two of which print the same agency report."""
    from diplograph.graph.page import write_page

    line = "{doc} | {day} | en | trade | | | 0.9 | IRN | supports | ISR | | {text}"
    report = "[Iran] backed {Israel} on Monday, an agency reported."
    told = [
        ("c-01", "2024-01-02", report),
        ("c-02", "2024-01-03", report),
        ("c-03", "2024-02-02", "[Tehran] is for {Israel}."),
    ]
    path = tmp_path / "copied.html"
    write_page([statement(line.format(doc=doc, day=day, text=text)) for doc, day, text in told], path)
    return open_page(path)


def test_articles_that_copy_one_another_count_once_where_sources_are_counted(copied):
    copied.go("#sel=IRN%7CISR%7Cpos")
    assert "3 statements from 3 articles, 2 independent" in copied.page.locator("#panel .tally").inner_text()
    assert copied.labels("#panel .part") == ["+3"]

    copied.page.click("#count-sources")
    assert copied.hash()["count"] == "sources"
    assert copied.labels("#panel .part") == ["+2"]
    copied.page.click("#tab-table")
    assert copied.labels("table.ties tbody td.number") == ["3", "2"]


def test_what_several_articles_print_is_one_card_that_names_them(copied):
    copied.go("#sel=IRN%7CISR%7Cpos")
    assert copied.page.locator("#panel .card").count() == 2

    copied.page.click("#panel .card details summary")
    assert "article c-01" in copied.page.locator("#panel .card details").inner_text()


def test_where_nothing_is_copied_there_is_nothing_to_choose(sample):
    assert sample.page.locator("#count-sources").count() == 0


def test_actors_that_come_into_view_with_others_leaving_are_drawn_with_their_names(open_page, sample_page):
    opened = open_page(sample_page, "#n=5", width=390, height=844)
    opened.page.evaluate("location.hash = '#ego=NOR'")
    opened.page.wait_for_timeout(500)
    opened.page.evaluate("location.hash = '#path=NOR%7CTUR'")
    opened.page.wait_for_timeout(500)

    assert opened.seen.errors == []


def test_the_one_who_is_looked_at_stands_in_the_middle_of_its_neighbours(sample):
    sample.go("#ego=TUR")
    sample.page.wait_for_timeout(700)
    left, top, width, height = sample.page.evaluate(CANVAS_POINT)
    sample.page.mouse.click(left + width / 2, top + height / 2 - 8)

    assert sample.hash().get("sel") == "TUR"


def test_where_nothing_fits_the_filters_can_be_forgotten_on_the_spot(sample):
    sample.go("#topic=no-such-topic")
    sample.page.click("#empty button")

    assert sample.hash() == {}
    assert counts(sample.shown())[2] == 70


def test_a_dense_graph_first_shows_no_more_ties_than_a_picture_carries(open_page, tmp_path, statement):
    from diplograph.graph.page import write_page

    line = "d{n} | 2024-01-02 | en | trade | | | 0.9 | A{a:02} | supports | A{b:02} | | [Somebody] and {{somebody}} {n}"
    pairs = [(a, b) for a in range(60) for b in range(a)]
    path = tmp_path / "dense.html"
    write_page([statement(line.format(n=n, a=a, b=b)) for n, (a, b) in enumerate(pairs)], path)
    opened = open_page(path)
    shown = counts(opened.shown())

    assert 24 <= shown[0] < 60
    assert shown[2] <= 420
