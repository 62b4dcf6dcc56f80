"""SPARQL from users: read-only, no other host, bounded in time, its mistakes told in one line.

Knows pyoxigraph and nothing of what a store holds.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Mapping

import pyoxigraph as ox
from rdflib.namespace import DCTERMS, OWL, PROV, RDF, RDFS, SKOS, XSD

from ..extractors.errors import QueryError
from .vocabulary import ID, ONTOLOGY

__all__ = ["PREFIXES", "Results", "check_query", "one_line", "read_results", "run_query"]

Results = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples

PREFIXES: Mapping[str, str] = {
    "dg": ONTOLOGY + "#",
    "id": ID,
    "dcterms": str(DCTERMS),
    "owl": str(OWL),
    "prov": str(PROV),
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "skos": str(SKOS),
    "xsd": str(XSD),
}

_GAP = r"(?:\s|\#[^\n\r]*[\n\r])*"  # spaces and comments

# The keyword as a query engine could read it: followed by an endpoint.  It is looked for in the raw text, strings and
# comments included, as no scan of ours cuts every text where the engine's grammar does: the engine takes '1SERVICE<…>',
# and a '<' that begins no IRI.  So a string that looks like a call is refused too.  What the grammar can only read as a
# name ('?service', 'ex:service') is left alone.
_SERVICE = re.compile(rf"(?P<name>[?$:]\w*)?SERVICE{_GAP}(?:SILENT{_GAP})?(?:[<?$]|[\w.-]*:)", re.IGNORECASE)
_UPDATE = re.compile(
    r"(?:\s|\#[^\n\r]*[\n\r]|(?:PREFIX\s+[^\s:]*:|BASE)\s*<[^>]*>)*"
    r"(?:INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY|WITH)\b",
    re.IGNORECASE,
)
_PARSER = re.compile(r"error at (?P<line>\d+):(?P<column>\d+): expected (?P<expected>.*)")
_SENTENCE = re.compile(r"(?:^|, |one of )(?P<text>[A-Z][a-z]+(?: [\w'?]+)+)")
_LONGEST_MESSAGE = 120  # the parser may list half of Unicode


def run_query(
    store: ox.Store, sparql: str, *, timeout: float | None, bindings: Mapping[str, ox.NamedNode | ox.Literal]
) -> Results:
    """Run a SPARQL 1.1 query over the union of all graphs, with PREFIXES preset.

    timeout:  in seconds; None has no limit and hands out solutions as they are found.
    bindings: variable name → the term that it stands for; the query must SELECT the variable.
    Raises QueryError if the query is malformed, is an update, calls another host (SERVICE), or runs out of time.
    A query that ran out of time cannot be stopped: its thread computes on until it is done or the process ends.
    """
    _refuse_calls(sparql)
    if timeout is None:
        return _evaluated(store, sparql, bindings)
    text, are_triples = _within(timeout, lambda: _written(_evaluated(store, sparql, bindings)))
    return read_results(text, are_triples=are_triples)


def check_query(sparql: str) -> type[Results]:
    """Return what kind of results a query has.

    Raises QueryError as run_query for what no time is needed for: a malformed query, an update, a call.
    """
    _refuse_calls(sparql)
    return type(_evaluated(ox.Store(), sparql, {}))


def _refuse_calls(sparql: str) -> None:
    if any(call["name"] is None for call in _SERVICE.finditer(sparql)):
        raise QueryError("query", "SERVICE is refused: a query sees this store only; take the SERVICE part out")


def _evaluated(store: ox.Store, sparql: str, bindings: Mapping[str, ox.NamedNode | ox.Literal]) -> Results:
    try:
        return store.query(
            sparql,
            prefixes=dict(PREFIXES),
            use_default_graph_as_union=True,
            substitutions={ox.Variable(name): term for name, term in bindings.items()},
        )
    except SyntaxError as error:
        if _UPDATE.match(sparql):
            raise QueryError(
                "query", "updates are refused: `build` and `drop` change a store, a query reads it"
            ) from error
        raise _malformed(error) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError("query", one_line(error)) from error


def _written(results: Results) -> tuple[bytes, bool]:
    """All results, as text, and whether they are triples: evaluation goes on while a result is read."""
    if isinstance(results, ox.QueryTriples):
        return results.serialize(format=ox.RdfFormat.N_TRIPLES) or b"", True
    return results.serialize(format=_JSON) or b"", False


def read_results(text: bytes, *, are_triples: bool) -> Results:
    """Results from SPARQL JSON, or from N-Triples."""
    if not are_triples:
        return ox.parse_query_results(text, format=_JSON)
    found = ox.Store()
    found.load(text, format=ox.RdfFormat.N_TRIPLES)
    return found.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")


def _within(seconds: float, work: Callable[[], tuple[bytes, bool]]) -> tuple[bytes, bool]:
    """What `work` returns or raises, or QueryError when the time is over.

    It hands over text, as pyoxigraph's results end the whole process when another thread touches them.
    """
    done: list[tuple[bytes, bool] | BaseException] = []

    def run() -> None:
        try:
            done.append(work())
        except BaseException as error:  # handed to the thread that waits
            done.append(error)

    thread = threading.Thread(target=run, daemon=True, name="diplograph-query")
    thread.start()
    thread.join(seconds)
    if not done:
        raise QueryError("query", f"not finished after {seconds:g} s; ask for less, or allow more time")
    if isinstance(done[0], (OSError, RuntimeError, ValueError)):
        raise QueryError("query", one_line(done[0])) from done[0]
    if isinstance(done[0], BaseException):
        raise done[0]
    return done[0]


def _malformed(error: SyntaxError) -> QueryError:
    """The parser's message in one line: where, and what it would have taken there, as far as that is short."""
    told = _PARSER.fullmatch(" ".join(str(error).split()))
    if told is None:
        return QueryError("query", one_line(error))
    where, expected = f"query, line {told['line']}, column {told['column']}", told["expected"]
    if "Prefix not found" in expected:
        return QueryError(where, f"unknown prefix; declare it, or take one of {', '.join(PREFIXES)}")
    sentence = _SENTENCE.search(expected)  # among the tokens, the parser lists what it found wrong with the whole
    return QueryError(where, sentence["text"] if sentence else f"not SPARQL; expected {_cut(expected)}")


def one_line(error: BaseException | str) -> str:
    """A message of the engine in one short line."""
    return _cut(" ".join(str(error).split()))


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_MESSAGE else text[: _LONGEST_MESSAGE - 1] + "…"


_JSON = ox.QueryResultsFormat.JSON
