"""Text from articles is text: nothing in it runs, nothing of it leaves the page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from diplograph.extractors.model import Actor, Article, Attribution, Mention, Modality, Polarity, Position, Statement
from diplograph.graph.page import write_page

PAYLOADS = [
    "<script>window.hit = 1; alert(1)</script>",
    "</script><script>window.hit = 1; alert(2)</script>",
    "<img src=x onerror='window.hit = 1; alert(3)'>",
    "<a href=\"javascript:alert(4)\" onclick='alert(4)'>href</a>",
    "<svg/onload=alert(5)><iframe srcdoc='<script>parent.hit = 1</script>'></iframe>",
    "{{ 7 * 7 }}{% raw %}${window.hit = 1}`",
    "<!--<script>--><link rel=stylesheet href=https://evil.example/x.css><style>*{background:url(https://evil.example/)}",
    "\"'><base href=https://evil.example/><meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "\u202egnp.exe\u2028\u2029\x00 \U0001f4a9",
    "__proto__|constructor|a.b.c#&=%41",
]


def hostile(payload: str, number: int) -> list[Statement]:
    sentence = f"{payload} supports {payload}."
    first = Statement(
        doc=f"doc {number} {payload}",
        sentence=sentence,
        start=0,
        end=len(sentence),
        lang='en" onfocus="alert(6)" x="',
        subject=Actor(f"S{number}{payload}", "State", payload),
        subject_mention=Mention(payload, 0, len(payload)),
        relation=f"rel {payload}" if number % 2 else "supports",
        object=Actor(f"O{number}{payload}", f"Group{payload}", f"{payload} object"),
        object_mention=Mention(payload, len(payload) + 10, 2 * len(payload) + 10),
        topic=payload,
        polarity=Polarity.AFFIRMED,
        modality=Modality.ASSERTED,
        attribution=Attribution(payload, payload, payload),
        when=None,
        confidence=0.5,
        rule=payload,
        published=date(2024, 1, 1 + number),
    )
    position = Position(f"kind{payload}", (f"P{payload}",), payload)
    return [first, replace(first, object=position, relation="opposes", id="")]


@pytest.fixture
def hostile_page(tmp_path: Path) -> Path:
    statements = [statement for number, text in enumerate(PAYLOADS) for statement in hostile(text, number)]
    articles = [
        Article(s.doc, "-", None, None, s.rule, s.rule, f"javascript:alert('{s.rule}')") for s in statements[::2]
    ]
    path = tmp_path / "hostile.html"
    write_page(statements, path, title=PAYLOADS[1], articles=articles, labels=lambda code, lang: None)
    return path


def test_a_page_of_hostile_articles_runs_nothing_and_asks_nobody(open_page, hostile_page):
    opened = open_page(hostile_page)
    page = opened.page
    for view in ("graph", "matrix", "timeline", "table"):
        page.click(f"#tab-{view}")
        page.wait_for_timeout(60)
    page.click("#tab-graph")
    page.fill("#search", "script")
    page.keyboard.press("Enter")
    page.mouse.move(600, 400)
    for row in page.locator("#panel .link").all()[:6]:
        row.hover()
    page.fill("#search", "")
    page.wait_for_timeout(200)

    assert opened.seen.dialogs == []
    assert opened.seen.requests == []
    assert opened.seen.errors == []
    assert page.evaluate("window.hit === undefined")


def test_every_hostile_node_can_be_opened_and_stays_text(open_page, hostile_page):
    opened = open_page(hostile_page, "#view=table")
    page = opened.page
    rows = page.locator("table.ties tbody tr")
    for number in range(rows.count()):
        rows.nth(number).locator("button").first.click()
        assert page.locator("#panel .card blockquote").count() > 0
        assert page.locator("#panel :is(script, img, iframe, style), base, meta[http-equiv=refresh]").count() == 0

    assert 2 * len(PAYLOADS) == rows.count()
    assert (opened.seen.dialogs, opened.seen.requests, opened.seen.errors) == ([], [], [])


def test_an_address_that_is_no_web_address_is_no_link(open_page, hostile_page):
    opened = open_page(hostile_page, "#view=timeline")

    assert opened.page.locator("a[href^='javascript']").count() == 0
    assert opened.page.locator(".source a").count() == 0


@pytest.mark.parametrize(
    "address", ["#sel=__proto__", "#view=constructor&lang=toString&path=a", "#hide=%E0%A4%A", "#from=x&n=-1&conf=NaN"]
)
def test_a_broken_or_hostile_address_shows_the_whole_graph(open_page, sample_page, address):
    opened = open_page(sample_page, address)

    assert opened.shown().startswith("Showing 41 of 41")
    assert opened.seen.errors == []
