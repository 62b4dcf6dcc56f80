"""The report page: every figure with its evidence, in every language, and no text of an article as markup."""

from __future__ import annotations

import html as entities
import re
import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from diplograph.extractors.model import Mention
from diplograph.extractors.registry import actor_label
from diplograph.graph import report_page as page_module
from diplograph.graph.analysis import Selection
from diplograph.graph.analysis_text import MEASURES, analysis_charts, analysis_tables, measured
from diplograph.graph.ontology import load_schema
from diplograph.graph.records import ArticleInfo
from diplograph.graph.report_page import render_report
from diplograph.graph.report_texts import references, report_languages, report_texts
from diplograph.graph.wording import Wording

FOLDER = Path(page_module.__file__).parent / "report"
CLAIMS = [
    "TUR supports AZE",
    "PAK supports stance:AZE",
    "TUR alliedWith PAK",
    "ARM fights AZE",
    "IND aids ARM",
    "IND criticizes PAK",
    "RUS alliedWith ARM",
    "RUS meets TUR",
    "RUS mediates ceasefire:ARM+AZE",
    "IND disputesWith RUS",
    "ESP criticizes MAR",
    "ESP meets MAR",
]
HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)>{{ 7 * 7 }}"


@pytest.fixture
def selection(say) -> Selection:
    made = [say(claim, doc=f"a{i:02}", when=f"2020-{i + 1:02}") for i, claim in enumerate(CLAIMS)]
    return Selection(tuple(made), {}, load_schema())


def article(doc: str, **more: str | None) -> ArticleInfo:
    known = ArticleInfo(
        doc, "en", date(2020, 1, 1), f"Title of {doc}", "The Outlet", f"https://example.org/{doc}", 1, "p", "1", "d"
    )
    return replace(known, **more)


def rendered(measure: str, selection: Selection, **options) -> str:
    return render_report(measure, measured(measure, selection), selection, labels=actor_label, **options)


def sections(page: str, lang: str = "en") -> dict[str, str]:
    return dict(re.findall(rf'<section class="part[^"]*" id="(\w+)-{lang}">(.*?)</section>', page, re.S))


@pytest.mark.parametrize("measure", MEASURES)
def test_a_report_is_one_file_that_asks_for_nothing_in_every_language(selection, measure):
    page = rendered(measure, selection)

    assert "default-src 'none'" in page
    assert re.findall(r"<(?:script|img|iframe|link)\b[^>]+(?:src|href)=[\"'](?!data:)", page) == []
    assert " style=" not in page  # the policy would refuse it
    for lang in report_languages():
        assert f'lang="{lang}"' in page
        assert entities.escape(report_texts(lang).say(f"title_{measure}")) in page
        assert "methods" in sections(page, lang)
        for reference in references(measure):
            assert entities.escape(reference, quote=False).replace("'", "&#39;") in page


@pytest.mark.parametrize("measure", MEASURES)
def test_the_same_selection_gives_the_same_bytes(selection, measure):
    assert rendered(measure, selection) == rendered(measure, selection)


def test_two_reports_have_two_nonces(selection):
    nonces = [
        re.findall(r'nonce="(\w+)"', rendered("blocs", some))[0]
        for some in (selection, selection.only(selection.statements[:4]))
    ]

    assert nonces[0] != nonces[1]


@pytest.mark.parametrize(
    ("measure", "section", "sentence"),
    [
        ("balance", "contested", "In a10 it says: ESP criticizes MAR."),
        ("mediators", "mediators", "In a08 it says: RUS mediates ceasefire:ARM+AZE."),
        ("centrality", "centrality", "In a00 it says: TUR supports AZE."),
        ("timeline", "periods", "In a03 it says: ARM fights AZE."),
    ],
)
def test_a_figure_has_its_sentences_below_it(selection, measure, section, sentence):
    told = entities.unescape(re.sub(r"</?mark[^>]*>", "", sections(rendered(measure, selection))[section]))

    assert sentence in told


def test_every_frustrated_tie_has_its_evidence(selection):
    by_id = {statement.id: statement for statement in selection.statements}
    told = entities.unescape(re.sub(r"</?mark[^>]*>", "", sections(rendered("balance", selection))["frustrated"]))
    found = [number for tie in measured("balance", selection).frustrated for number in tie.statements]

    assert found
    assert all(by_id[number].sentence in told for number in found)


def test_ties_against_the_blocs_have_their_evidence(selection):
    found = measured("blocs", selection)
    told = sections(rendered("blocs", selection))["across"]

    assert found.across
    assert len(re.findall(r'<tr class="told">', told)) == len(found.across)
    assert len(re.findall("<details>", told)) == len(found.across)


def test_the_sentence_is_marked_and_its_article_named(selection):
    known = [article(f"a{n:02}") for n in range(len(CLAIMS))]
    told = sections(rendered("centrality", selection, articles=known))["centrality"]

    assert '<mark class="subject">' in told
    assert 'href="https://example.org/a00"' in told
    assert "Title of a00" in told
    assert "The Outlet" in told


def test_text_of_articles_is_never_markup(selection):
    text = f"{HOSTILE} supports {HOSTILE}"
    mark = Mention(HOSTILE, 0, len(HOSTILE))
    bad = [
        replace(s, sentence=text, end=s.start + len(text), subject_mention=mark, id="") for s in selection.statements
    ]
    known = [article(f"a{n:02}", title=HOSTILE, source=HOSTILE, url="javascript:alert(1)") for n in range(len(CLAIMS))]

    for measure in MEASURES:
        page = rendered(measure, replace(selection, statements=tuple(bad), topic=HOSTILE), articles=known)
        assert page.count("<script") == 1
        assert "<img" not in page
        assert "javascript:" not in page


def test_what_was_selected_stands_on_the_page(selection):
    narrowed = replace(
        selection, topic="palestine", since=date(2020, 1, 1), until=date(2020, 12, 31), min_confidence=0.6
    )
    page = rendered("blocs", narrowed)

    assert "1 Jan 2020 to 31 Dec 2020" in page
    assert "confidence at least 60%" in page
    assert "1 Jan 2020 sampai 31 Des 2020" in page


@pytest.mark.parametrize("measure", MEASURES)
def test_nothing_selected_is_a_page_that_says_so(selection, measure):
    page = rendered(measure, selection.only([]))

    assert "No statement under this selection ties two actors." in page
    assert set(sections(page)) == {"methods"}


@pytest.mark.parametrize("measure", MEASURES)
def test_the_terminal_has_charts_and_none_for_nothing(selection, measure):
    wording, texts = Wording.of("en", selection.schema, actor_label), report_texts("en")
    empty = measured(measure, selection.only([]))

    assert analysis_tables(measure, empty, wording, texts)
    assert analysis_charts(measure, empty, wording, texts) == ""
    assert "█" in analysis_charts(measure, measured(measure, selection), wording, texts) or measure == "balance"


def test_a_page_in_indonesian_opens_in_indonesian(selection):
    page = rendered("mediators", selection, lang="id")

    assert '<html lang="id">' in page
    assert "<title>Penengah – diplograph</title>" in page
    assert "gencatan senjata antara Armenia dan Azerbaijan" in sections(page, "id")["mediators"]


def test_every_language_has_every_text_and_every_text_its_places():
    tables = {path.name: tomllib.loads(path.read_text(encoding="utf-8")) for path in FOLDER.glob("texts.*.toml")}
    places = {
        name: {key: sorted(re.findall(r"\{(\w+)\}", text)) for key, text in table.items()}
        for name, table in tables.items()
    }

    assert len(tables) > 1
    assert all(found == places["texts.en.toml"] for found in places.values())
