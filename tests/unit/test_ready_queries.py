"""Ready queries: each finds what its question asks, once, in a store that also holds what it must leave."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest
from diplograph.extractors.errors import QueryError
from diplograph.extractors.model import Article, Provenance
from diplograph.graph.ontology import ontology_quads
from diplograph.graph.ready import ready_queries, ready_query
from diplograph.graph.sparql import PREFIXES
from diplograph.graph.store import Store

from .conftest import fill
from .endpoint import oxigraph_server

QUERIES = {query.name: query for query in ready_queries()}

# Two articles say some things twice; what is denied, negated or planned must not pass for plain.
WORLD = [
    ("PAK supports stance:AZE", {"doc": "a1", "topic": "nagorno-karabakh", "by": "PAK", "when": "2020-10-09"}),
    ("PAK supports stance:AZE", {"doc": "a2", "topic": "nagorno-karabakh", "confidence": 0.8}),
    ("TUR supports AZE", {"doc": "a1"}),
    ("AZE supports stance:AZE", {"doc": "a1"}),
    ("IDN supports AZE", {"doc": "a2", "denied": True}),
    ("USA supports sanctions:AZE", {"doc": "a2", "confidence": 0.4}),
    ("PAK criticizes ISR", {"doc": "a1"}),
    ("IDN opposes militaryAction:ISR", {"doc": "a1"}),
    ("USA opposes ISR", {"doc": "a2", "negated": True}),
    ("TUR urges ceasefire:ARM+AZE", {"doc": "a1"}),
    ("USA urges ceasefire:ARM+AZE", {"doc": "a2", "intended": True}),
    ("USA urges peace:ARM+AZE", {"doc": "a2"}),
    ("RUS mediates peace:ARM+AZE", {"doc": "a1"}),
    ("USA mediates peace:ISR+PSE", {"doc": "a1"}),
    ("IND mediates peace:ARM+AZE", {"doc": "a1", "intended": True}),
    ("IDN supports independence:PSE", {"doc": "a2"}),
    ("TUR opposes militaryAction:ISR", {"doc": "a2"}),
    ("USA supports militaryAction:ISR", {"doc": "a1"}),
    ("TUR supports independence:PSE", {"doc": "a1"}),
    ("USA urges independence:PSE", {"doc": "a1"}),
    ("IND fights PAK", {"doc": "a1", "by": "IND", "when": "2019"}),
    ("IND fights PAK", {"doc": "a2", "by": "PAK", "denied": True}),
    ("ARM opposes peace:ARM+AZE", {"doc": "a1", "when": "2019"}),
    ("ARM urges peace:ARM+AZE", {"doc": "a2", "when": "2021-03", "by": "AZE"}),
    ("ISR meets PSE", {"doc": "a1"}),  # nobody is named who says so, nor who denies it
    ("ISR meets PSE", {"doc": "a2", "negated": True}),
    ("ARM fights AZE", {"doc": "a2", "when": "2020-09"}),
    ("AZE meets ARM", {"doc": "a1", "by": "RUS"}),
    ("AZE memberOf OIC", {"doc": "a1"}),
    ("AZE memberOf OIC", {"doc": "a2"}),
    ("IDN memberOf NATO", {"doc": "a2", "negated": True}),
]

EXPECTED = {
    "busiest-pairs": [
        ("ARM", "AZE", 2),
        ("AZE", "OIC", 2),
        ("AZE", "TUR", 1),
        ("IND", "PAK", 1),
        ("ISR", "PAK", 1),
        ("ISR", "PSE", 1),
    ],
    "stances-of": [
        ("backs", "plain", "independence/PSE", 1),
        ("opposes", "plain", "militaryAction/ISR", 1),
    ],
    "who-says-what-of": [("PAK", "supports", "plain", 2)],
    "changes": [("Armenia", "peace between Armenia and Azerbaijan", "opposes", "2019-01-01", "callsFor", "2021-03-01")],
    "said-of-others": [
        (
            "AZE",
            "Armenia",
            "callsFor",
            "peace between Armenia and Azerbaijan",
            "https://w3id.org/diplograph/id/article/a2",
            "In a2 it says: ARM urges peace:ARM+AZE.",
        )
    ],
    "agreements": [
        ("agree", "independence of Palestine", "backs", "callsFor"),
        ("disagree", "military action of Israel", "opposes", "backs"),
    ],
    "contradictions": [
        (
            "India",
            "fights",
            "Pakistan",
            "IND",
            "PAK",
            "In a1 it says: IND fights PAK.",
            "In a2 it says: IND fights PAK.",
        ),
        (
            "Israel",
            "meets",
            "Palestine",
            None,
            None,
            "In a1 it says: ISR meets PSE.",
            "In a2 it says: ISR meets PSE.",
        ),
    ],
    "members": [("OIC", "Azerbaijan")],
    "positions-of": [("backs", "independence of Palestine", 1), ("opposes", "military action of Israel", 1)],
    "topics": [("nagorno-karabakh", 2, 2, 1)],
    "use-of-force": [("Armenia", "fights", "Azerbaijan", 1), ("India", "fights", "Pakistan", 1)],
    "who-backs": [("Pakistan", "position of Azerbaijan", 2, 0.9), ("Turkey", "Azerbaijan", 1, 0.9)],
    "who-calls-for": [("Turkey", "ceasefire between Armenia and Azerbaijan", 1)],
    "who-mediates": [("Russia", "peace between Armenia and Azerbaijan", 1)],
    "who-opposes": [
        ("Indonesia", "opposes", "military action of Israel", 1),
        ("Pakistan", "criticizes", "Israel", 1),
        ("Turkey", "opposes", "military action of Israel", 1),
    ],
}
# Of the long ones, what must be in and how many there are.
PARTS = {
    "denied": (5, [("India", "fights", "Pakistan", "denied", "Pakistan")]),
    "evidence": (
        2,
        [("position of Azerbaijan", "In a1 it says: PAK supports stance:AZE.", "Pakistan", "a1", "Outlet")],
    ),
    "least-sure": (31, [(0.4, "en/supports/test", "United States", "supports", "sanctions against Azerbaijan")]),
    "matrix": (13, [("Pakistan", "position of Azerbaijan", "backs", 2)]),
    "most-active": (9, [("TUR", "Turkey", 4, 2)]),
    "outlets": (2, [("Outlet", "en", 1), (None, "en", 1)]),
    "pairs": (6, [("ARM", "AZE", 1, 1, 2)]),
    "planned": (2, [("2020-10-10", "India", "mediates", "peace between Armenia and Azerbaijan")]),
    "speakers": (4, [("PAK", "Pakistan", 1, 1), ("RUS", "Russia", 0, 1), ("IND", "India", 1, 0)]),
    "timeline-of-pair": (
        2,
        [("2020-09-01", "month", "Armenia", "fights"), ("2020-10-10", "published", "Azerbaijan", "meets", "Armenia")],
    ),
}


@pytest.fixture(scope="module")
def address():
    with oxigraph_server() as url:
        yield url


@pytest.fixture(params=["folder", "endpoint"])
def world(say, stored, request):
    """The statements in a store of each kind; the endpoint's takes them once, as to put again changes nothing."""
    statements = [say(claim, **how) for claim, how in WORLD]
    if request.param == "folder":
        yield stored(statements, outlets={"a1": "Outlet"})
        return
    with Store(request.getfixturevalue("address")) as store:
        fill(store, statements, outlets={"a1": "Outlet"})
        yield store


def rows(store, name: str) -> list[tuple[object, ...]]:
    return [tuple(value(term) for term in row) for row in store.query(QUERIES[name].sparql)]


def value(term: object) -> object:
    if not isinstance(term, ox.Literal):
        return term and term.value
    number = {"integer": int, "decimal": float, "double": float}.get(term.datatype.value.rpartition("#")[2])
    return number(term.value) if number else term.value


def test_there_is_a_table_for_every_query():
    assert set(QUERIES) == {*EXPECTED, *PARTS, "around"}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_query_finds_what_it_asks_and_nothing_else(world, name):
    assert EXPECTED[name] == rows(world, name)


@pytest.mark.parametrize("name", PARTS)
def test_a_long_query_finds_what_it_asks(world, name):
    count, wanted = PARTS[name]
    found = rows(world, name)

    assert [part for part in wanted if part not in {row[: len(part)] for row in found}] == []
    assert count == len(found)


@pytest.mark.parametrize("name", [name for name in QUERIES if name != "around"])
def test_no_row_comes_twice(world, name):
    found = rows(world, name)

    assert len(found) == len(set(found))


def test_around_an_actor_are_its_plain_triples(world):
    triples = {(t.subject.value, t.predicate.value, t.object.value) for t in world.query(QUERIES["around"].sparql)}

    names = {tuple(part.rpartition("#")[2].rpartition("/")[2] for part in triple) for triple in triples}
    assert names == {
        ("TUR", "supports", "AZE"),
        ("TUR", "urges", "ARM+AZE"),
        ("TUR", "supports", "PSE"),
        ("TUR", "opposes", "ISR"),
    }


@pytest.mark.parametrize("query", QUERIES.values(), ids=list(QUERIES))
def test_a_query_asks_its_question_and_is_ordered(query):
    assert re.match(r"[A-Z].*\?", query.question)
    assert re.search(r"ORDER BY [^\n]+(\nLIMIT \d+)?\n\Z", query.sparql)


@pytest.mark.parametrize("query", QUERIES.values(), ids=list(QUERIES))
def test_every_term_of_a_query_is_declared(query):
    declared = {quad.subject.value for quad in ontology_quads() if isinstance(quad.subject, ox.NamedNode)}
    used = {PREFIXES["dg"] + name for name in re.findall(r"\bdg:([\w-]+)", query.sparql)}

    assert used
    assert used <= declared


def test_what_is_dropped_is_found_no_more(say, stored):
    world = stored((say(claim, **how) for claim, how in WORLD), outlets={"a1": "Outlet"})
    before = rows(world, "who-backs")
    world.put(Article("a3", "x"), (), Provenance("test", "1"))
    assert before == rows(world, "who-backs")

    world.drop("a2")

    assert rows(world, "who-backs") == [
        ("Pakistan", "position of Azerbaijan", 1, 0.9),
        ("Turkey", "Azerbaijan", 1, 0.9),
    ]


def test_a_name_that_is_none_is_refused_with_the_nearest():
    with pytest.raises(QueryError, match="no ready query 'who-back'; there is who-backs"):
        ready_query("who-back")
    assert ready_query("who-backs").question.startswith("Who backs")


def lessons() -> list[str]:
    text = (Path(__file__).parents[2] / "docs" / "queries.md").read_text(encoding="utf-8")
    return re.findall(r"```sparql\n(.*?)```", text, re.DOTALL)


@pytest.mark.parametrize("number", range(10))
def test_every_query_of_the_lesson_finds_something(world, number):
    assert len(lessons()) == 10
    assert list(world.query(lessons()[number]))


def test_the_page_lists_every_query_with_its_question():
    text = (Path(__file__).parents[2] / "docs" / "queries.md").read_text(encoding="utf-8")

    assert [q.name for q in ready_queries() if f"| `{q.name}.rq` | {q.question} |" not in text] == []
