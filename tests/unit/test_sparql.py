"""Queries of users: they read, here and in time; what they cannot do is told in one line."""

from __future__ import annotations

import time

import pyoxigraph as ox
import pytest
from diplograph.extractors.errors import QueryError
from diplograph.graph.sparql import run_query

THING = ox.NamedNode("https://w3id.org/diplograph/id/actor/TUR")
CALLS = ox.NamedNode("https://w3id.org/diplograph/ontology#service")


@pytest.fixture
def quads() -> ox.Store:
    store = ox.Store()
    for i in range(400):
        store.add(ox.Quad(THING, CALLS, ox.Literal(f"the secret service {i}")))
    return store


def ask(store: ox.Store, sparql: str, *, timeout: float | None = 20.0, **bindings: ox.NamedNode | ox.Literal):
    return run_query(store, sparql, timeout=timeout, bindings=bindings)


@pytest.mark.parametrize("timeout", [20.0, None])
def test_every_form_of_query_is_answered(quads, timeout):
    select = ask(quads, "SELECT ?s WHERE { ?s ?p ?o } LIMIT 1", timeout=timeout)
    construct = ask(quads, "CONSTRUCT { ?s ?p 1 } WHERE { ?s ?p ?o }", timeout=timeout)

    assert [row["s"] for row in select] == [THING]
    assert bool(ask(quads, "ASK { ?s dg:service ?o }", timeout=timeout)) is True
    assert [triple.object.value for triple in construct] == ["1"]
    assert len(list(ask(quads, f"DESCRIBE {THING}", timeout=timeout))) == 400


def test_results_can_be_written_in_a_format(quads):
    select = ask(quads, "SELECT ?n WHERE { VALUES ?n { 1 2 } }")

    assert select.serialize(format=ox.QueryResultsFormat.CSV) == b"n\r\n1\r\n2\r\n"


def test_values_are_bound_and_not_pasted(quads):
    hostile = ox.Literal('" } ; DROP ALL ; SELECT * { "')

    assert len(list(ask(quads, "SELECT ?s ?o WHERE { ?s ?p ?o }", s=THING))) == 400
    assert list(ask(quads, "SELECT ?s ?o WHERE { ?s ?p ?o }", o=hostile)) == []


@pytest.mark.parametrize(
    "call",
    [
        "SELECT * WHERE { SERVICE <http://example.org/> { ?s ?p ?o } }",
        "SELECT * WHERE { service silent <http://example.org/> { ?s ?p ?o } }",
        "SELECT * WHERE { SERVICE ?where { ?s ?p ?o } }",
        "SELECT * WHERE { SERVICE ex:sparql { ?s ?p ?o } }",
        "SELECT * WHERE { SERVICE # a comment\n<http://example.org/> { ?s ?p ?o } }",
        "SELECT * WHERE { SERVICE # a comment\r SILENT#b\n<http://example.org/> { ?s ?p ?o } }",
        "SELECT * WHERE { ?s ?p 1SERVICE<http://example.org/>{ ?s ?p ?o } }",  # the engine reads 1 and SERVICE
        "SELECT * WHERE { ?s ?p trueSERVICE<http://example.org/>{ ?s ?p ?o } }",
        "SELECT * WHERE { ?s ?p ?o.SERVICE<http://example.org/>{ ?s ?p ?o } }",
        # what looks like an IRI and a long string is a comparison and a comment
        "SELECT * WHERE { ?s ?p ?o FILTER(?s<?o#>'''\n)SERVICE<http://example.org/>{ ?s ?p ?o }#'''\n}",
    ],
)
def test_a_query_that_calls_another_host_is_refused_before_it_runs(quads, call):
    with pytest.raises(QueryError, match="SERVICE is refused"):
        ask(quads, call)


@pytest.mark.parametrize(
    "name",
    [
        "SELECT ?service WHERE { ?service ?p ?o } LIMIT 1",
        "SELECT ?s WHERE { ?s dg:service ?o } LIMIT 1",
        'SELECT ?s WHERE { ?s ?p ?o FILTER(CONTAINS(?o, "secret service")) } LIMIT 1',
        "SELECT ?s WHERE { ?s <https://w3id.org/diplograph/ontology#service> ?o } LIMIT 1",
        "SELECT ?s WHERE { ?s ?p ?o # of the service\n} LIMIT 1",
    ],
)
def test_the_word_in_a_name_a_text_or_a_comment_is_no_call(quads, name):
    assert len(list(ask(quads, name))) == 1


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { <a:b> <a:c> 1 }",
        "delete where { ?s ?p ?o }",
        "LOAD <http://example.org/data.ttl>",
        "DROP ALL",
        "PREFIX a: <http://example.org/>\n# a note\nCLEAR ALL",
    ],
)
def test_an_update_is_refused_and_changes_nothing(quads, update):
    with pytest.raises(QueryError, match="updates are refused"):
        ask(quads, update)
    assert len(quads) == 400


@pytest.mark.parametrize(
    ("malformed", "message"),
    [
        ("SELECT * WHERE {", "query, line 1, column 17: not SPARQL; expected "),
        (
            "SELECT *\nWHERE { ?s nix:p ?o }",
            "query, line 2, column 17: unknown prefix; declare it, or take one of dg, id",
        ),
        ("", "query, line 1, column 1: not SPARQL; expected "),
        (
            "SELECT ?s WHERE { ?s ?p ?o } GROUP BY ?o",
            "query, line 1, column 41: The SELECT contains a variable that is",
        ),
    ],
)
@pytest.mark.parametrize("timeout", [20.0, None])
def test_a_malformed_query_is_told_in_one_short_line(quads, malformed, message, timeout):
    with pytest.raises(QueryError) as raised:
        ask(quads, malformed, timeout=timeout)

    assert str(raised.value).startswith(message)
    assert "\n" not in str(raised.value)
    assert len(str(raised.value)) < 250


def test_a_query_that_takes_too_long_is_given_up(quads):
    started = time.monotonic()
    few = "SELECT * WHERE { ?a ?b ?c } LIMIT 50"  # times 400 times 400: some seconds

    with pytest.raises(QueryError, match=r"not finished after 0\.2 s"):
        ask(quads, f"SELECT (COUNT(*) AS ?n) WHERE {{ {{ {few} }} ?d ?e ?f . ?g ?h ?i }}", timeout=0.2)
    assert time.monotonic() - started < 10
