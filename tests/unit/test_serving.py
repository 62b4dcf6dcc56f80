"""The endpoint: it answers by the SPARQL protocol, reads only, and its page shows what a query finds."""

from __future__ import annotations

import threading
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator

import pytest
from diplograph.graph.serving import SparqlServer
from diplograph.graph.store import Store

ALL = "SELECT ?what WHERE { dg:supports rdfs:label ?what } ORDER BY ?what"
HOSTILE = "SELECT ('<script>alert(1)</script>' AS ?x) WHERE {}"


@pytest.fixture(scope="module")
def address(tmp_path_factory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("serving") / "news.store"
    with Store(folder):
        pass
    with Store(folder, read_only=True) as store, SparqlServer(store, "127.0.0.1", 0, 20.0) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server.address.rstrip("/")
        server.shutdown()


def get(url: str, *, data: bytes | None = None, **headers: str) -> tuple[int, str, str]:
    """Status, media type and text of an answer."""
    request = urllib.request.Request(url, data, {name.replace("_", "-"): value for name, value in headers.items()})
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, answer.headers.get_content_type(), answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.headers.get_content_type(), error.read().decode()


def query(address: str, sparql: str, **headers: str) -> tuple[int, str, str]:
    return get(f"{address}/query?{urllib.parse.urlencode({'query': sparql})}", **headers)


@pytest.mark.parametrize(
    ("accept", "kind", "inside"),
    [
        ("*/*", "application/sparql-results+json", '"bindings"'),
        ("text/csv", "text/csv", "what\r\n"),
        (
            "text/html, application/sparql-results+xml;q=0.9, text/csv;q=0.5",
            "application/sparql-results+xml",
            "<sparql",
        ),
    ],
)
def test_a_select_comes_in_the_form_that_is_asked_for(address, accept, kind, inside):
    status, found, text = query(address, ALL, Accept=accept)

    assert (status, found) == (200, kind)
    assert inside in text
    assert "supports" in text


def test_a_query_may_be_the_body_or_a_field_of_a_form(address):
    body = get(f"{address}/sparql", data=b"ASK { ?s ?p ?o }", Content_Type="application/sparql-query")
    form = urllib.parse.urlencode({"query": "ASK { ?s ?p ?o }"}).encode()
    field = get(f"{address}/sparql", data=form, Content_Type="application/x-www-form-urlencoded")

    assert body == field
    assert '"boolean":true' in body[2].replace(" ", "")


def test_triples_come_as_turtle(address):
    status, kind, text = query(address, "CONSTRUCT { ?s rdfs:label 'x' } WHERE { ?s a owl:Ontology }")

    assert (status, kind) == (200, "text/turtle")
    assert '"x"' in text


def test_without_a_query_the_endpoint_describes_itself(address):
    assert "sd:SPARQL11Query" in get(f"{address}/query")[2]


@pytest.mark.parametrize(
    ("sparql", "status", "told"),
    [
        ("SELECT nothing", 400, "line 1"),
        ("INSERT DATA { <a:a> <b:b> <c:c> }", 400, "updates are refused"),
        ("SELECT * WHERE { SERVICE <http://example.org/> { ?s ?p ?o } }", 400, "SERVICE is refused"),
    ],
)
def test_what_is_no_reading_query_is_refused_in_one_line(address, sparql, status, told):
    code, kind, text = query(address, sparql)

    assert (code, kind) == (status, "text/plain")
    assert told in text
    assert text.count("\n") == 1


def test_an_update_a_foreign_body_and_a_foreign_path_are_refused(address):
    update = urllib.parse.urlencode({"update": "CLEAR ALL"}).encode()

    assert get(f"{address}/query", data=update, Content_Type="application/x-www-form-urlencoded")[0] == 403
    assert get(f"{address}/query", data=b"{}", Content_Type="application/json")[0] == 415
    assert get(f"{address}/query", data=b"\xff", Content_Type="application/sparql-query")[0] == 400
    assert get(f"{address}/etc/passwd")[0] == 404
    assert query(address, ALL, Accept="image/png")[0] == 406


def test_a_name_that_another_site_pointed_here_is_refused(address):
    assert query(address, ALL, Host="evil.example")[0] == 403


def test_a_malformed_host_is_refused(address):
    assert query(address, ALL, Host="[")[0] == 400


def test_the_page_shows_rows_and_escapes_them(address):
    page = get(f"{address}/?{urllib.parse.urlencode({'query': HOSTILE})}")[2]

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script" not in page
    assert "1 row" in page


def test_the_page_runs_a_ready_query_and_says_what_is_wrong_with_another(address):
    ready = get(f"{address}/?name=who-mediates")
    wrong = get(f"{address}/?query=SELECT")

    assert ready[0] == wrong[0] == 200
    assert 'aria-current="page"' in ready[2]
    assert 'role="alert"' in wrong[2]
