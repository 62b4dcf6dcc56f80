"""The matrix as a page: every cell opens its evidence, nothing runs, nothing is asked of the network."""

from __future__ import annotations

import re

import pytest
from diplograph.extractors.registry import actor_label
from diplograph.graph.matrix_page import matrix_page
from diplograph.graph.ontology import load_schema
from diplograph.graph.positions import to_matrix
from diplograph.graph.records import ArticleInfo
from diplograph.graph.wording import Wording

HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(2)> {{ 7 * 7 }} </style>'


def page(*statements, lang="en", articles=None, filters=()):
    wording = Wording.of(lang, load_schema(), actor_label)
    return matrix_page(to_matrix(statements, load_schema()), articles or {}, wording, filters=filters)


def info(url: str, title: str = "Title") -> ArticleInfo:
    made = {"title": title, "source": "Paper", "url": url}
    fields = ArticleInfo.__dataclass_fields__
    known = {name: made.get(name) for name in fields}
    return ArticleInfo(**{**known, "id": "a1", "statements": 1})


def test_every_cell_opens_a_panel_that_holds_its_sentences(say):
    html = page(
        say("TUR supports sovereignty:AZE", doc="a1", sentence="Ankara backs Baku."),
        say("ARM opposes sovereignty:AZE", doc="a2", sentence="Yerevan does not."),
    )
    links, panels = set(re.findall(r'href="#(c\d+)"', html)), set(re.findall(r'<aside id="(c\d+)"', html))

    assert links == panels
    assert len(panels) == 2
    assert "“Ankara backs Baku.”" in html


def test_what_articles_say_never_becomes_markup(say):
    html = page(
        say("TUR supports sovereignty:AZE", doc="a1", sentence=HOSTILE),
        articles={"a1": info("https://example.org/", title=HOSTILE)},
        filters=[HOSTILE],
    )

    assert "<script" not in html
    assert "<img" not in html
    assert "{{ 7 * 7 }}" in html  # text of an article is no template
    assert html.count("</style>") == 1


@pytest.mark.parametrize(
    ("url", "is_linked"), [("https://example.org/a", True), ("javascript:alert(1)", False), ("data:text/html,x", False)]
)
def test_only_addresses_of_the_web_are_linked(say, url, is_linked):
    html = page(say("TUR supports sovereignty:AZE", doc="a1"), articles={"a1": info(url)})

    assert is_linked == (f'href="{url}"' in html)


def test_nothing_runs_and_nothing_is_loaded(say):
    html = page(say("TUR supports sovereignty:AZE"))

    assert "default-src &#39;none&#39;" in html or "default-src 'none'" in html
    assert re.findall(r"\ssrc=|\ssrcset=|@import|url\(|<link", html) == []
    assert re.findall(r"\son\w+=", html) == []


def test_contradictions_and_changes_are_tables_of_their_own(say):
    html = page(
        say("PAK supports militaryAction:AZE", doc="a1", by="IND"),
        say("PAK supports militaryAction:AZE", doc="a2", by="PAK", denied=True),
        say("TUR opposes peace:ARM+AZE", doc="a3", when="2020"),
        say("TUR supports peace:ARM+AZE", doc="a4", when="2021"),
        lang="id",
    )

    assert "Kata: India" in html
    assert "Dibantah oleh: Pakistan" in html
    assert "menentang → mendukung (2021-01-01)" in html


def test_an_empty_matrix_is_a_page_too():
    assert "Nothing in this store answers that." in page()
