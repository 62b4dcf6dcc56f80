"""Report pages of `analyze`: nothing runs, the switches work, every size and both themes hold."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from diplograph.extractors.model import Mention
from diplograph.extractors.registry import actor_label
from diplograph.graph.analysis import Selection
from diplograph.graph.analysis_text import MEASURES, measured
from diplograph.graph.ontology import load_schema
from diplograph.graph.records import ArticleInfo
from diplograph.graph.report_page import render_report

HOSTILE = "</script><script>window.hit=1;alert(1)</script><img src=x onerror='alert(2)'>"


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    import runpy

    sample = runpy.run_path(str(Path(__file__).with_name("sample.py")))
    folder = tmp_path_factory.mktemp("reports")

    def written(measure: str, *, hostile: bool = False) -> Path:
        path = folder / f"{measure}{'-hostile' if hostile else ''}.html"
        if not path.exists():
            path.write_text(page(measure, sample, hostile=hostile), encoding="utf-8")
        return path

    return written


def page(measure: str, sample: dict, *, hostile: bool) -> str:
    statements = list(sample["statements"]())
    if hostile:
        text = f"{HOSTILE} {HOSTILE}"
        mark = Mention(HOSTILE, 0, len(HOSTILE))
        cut = {"sentence": text, "start": 0, "end": len(text), "subject_mention": mark}
        statements = [replace(s, **cut, lang='x" onclick="alert(3)', topic=HOSTILE, id="") for s in statements]
    selection = Selection(tuple(statements), {}, load_schema(), topic=HOSTILE if hostile else None)
    articles = [
        ArticleInfo(s.doc, "en", date(2020, 1, 1), HOSTILE, HOSTILE, f"javascript:alert('{s.doc}')", 1, "p", "1", "d")
        for s in statements
        if hostile
    ]
    found = measured(measure, selection)
    return render_report(measure, found, selection, labels=actor_label, articles=articles)


@pytest.mark.parametrize("measure", MEASURES)
def test_a_report_of_hostile_articles_runs_nothing_and_asks_nobody(open_page, reports, measure):
    opened = open_page(reports(measure, hostile=True))
    opened.page.click("[data-do=open]:visible")
    opened.page.click("[data-do=language]:visible")
    opened.page.wait_for_timeout(100)

    assert (opened.seen.dialogs, opened.seen.requests, opened.seen.errors) == ([], [], [])
    assert opened.page.evaluate("window.hit === undefined")
    assert opened.page.locator("main :is(script, img, iframe, style)").count() == 0


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (820, "dark"), (390, "light")])
def test_nothing_hangs_over_the_edge_and_nothing_is_amiss(open_page, reports, measure, width, scheme):
    opened = open_page(reports(measure), width=width, height=844, color_scheme=scheme)
    opened.page.click("[data-do=open]:visible")

    assert opened.page.evaluate("document.documentElement.scrollWidth") <= width
    assert opened.seen.errors == []


def test_the_language_can_be_changed_and_stands_in_the_address(open_page, reports):
    opened = open_page(reports("balance"))
    opened.page.click("[data-do=language]:visible")

    assert opened.hash() == {"lang": "id"}
    assert opened.page.locator("h1:visible").inner_text() == "Keseimbangan"
    assert opened.page.title().startswith("Keseimbangan")
    again = open_page(reports("balance"), "#lang=id&theme=dark")
    assert again.page.evaluate("document.documentElement.lang") == "id"
    assert again.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(16, 21, 28)"


def test_the_theme_can_be_turned(open_page, reports):
    opened = open_page(reports("blocs"), color_scheme="dark")
    opened.page.click("[data-do=theme]:visible")

    assert opened.hash() == {"theme": "light"}
    assert opened.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(246, 247, 249)"


def test_evidence_opens_by_keyboard_and_all_at_once(open_page, reports):
    opened = open_page(reports("mediators"))
    summary = opened.page.locator("summary:visible").first
    summary.focus()
    summary.press("Enter")
    assert opened.page.locator("blockquote:visible").count() > 0

    opened.page.click("[data-do=open]:visible")
    assert opened.page.locator(".version:visible details:not([open])").count() == 0
    opened.page.click("[data-do=open]:visible")
    assert opened.page.locator(".version:visible details[open]").count() == 0


def test_a_table_can_be_saved(open_page, reports):
    opened = open_page(reports("centrality"))
    with opened.page.expect_download() as download:
        opened.page.click("[data-do=csv]:visible")
    rows = list(csv.reader(io.StringIO(Path(download.value.path()).read_text(encoding="utf-8-sig"))))

    assert rows[0] == ["actor", "friends", "foes", "sources", "betweenness", "balance"]
    assert len(rows) == 1 + opened.page.locator(".version:visible tbody tr:not(.evidence)").count()


def test_a_print_has_the_evidence_and_no_buttons(open_page, reports):
    opened = open_page(reports("balance"))
    opened.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    opened.page.emulate_media(media="print")

    assert opened.page.locator("blockquote:visible").count() > 0
    assert opened.page.locator("button:visible").count() == 0


def test_every_drawing_has_a_name_and_a_table_beside_it(open_page, reports):
    for measure in MEASURES:
        shown = open_page(reports(measure)).page
        assert shown.locator("svg[role=img]:not([aria-label])").count() == 0
        assert shown.locator(".version:visible table").count() > 0
