"""Results: what a SPARQL query finds, as a table with short names or in the W3C formats.  Knows no store."""

from __future__ import annotations

import pyoxigraph as ox

from ..extractors.errors import QueryError
from .sparql import PREFIXES, Results
from .tables import Table

__all__ = ["table_of", "write_results"]

TABLE, TURTLE = "table", "turtle"
ROW_FORMATS = {
    "json": ox.QueryResultsFormat.JSON,
    "csv": ox.QueryResultsFormat.CSV,
    "xml": ox.QueryResultsFormat.XML,
}


def write_results(results: Results, form: str | None = None) -> str:
    """Return the results as text, without the last line end.

    form: "table" (default of SELECT and ASK), "json", "csv", "xml", or "turtle" (of CONSTRUCT and DESCRIBE, which have
    no other).   Raises QueryError for a form that the query's results do not have.
    """
    if isinstance(results, ox.QueryTriples):
        if form not in (None, TURTLE):
            raise QueryError("query", f"CONSTRUCT and DESCRIBE give triples; write them as turtle, not {form}")
        triples = sorted(set(results), key=str)
        return _text(ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=dict(PREFIXES)))
    if form == TURTLE:
        raise QueryError("query", f"SELECT and ASK give rows; write them as {TABLE} or {', '.join(ROW_FORMATS)}")
    if form in ROW_FORMATS:
        if isinstance(results, ox.QueryBoolean) and form == "csv":  # SPARQL has no CSV of a truth value
            return _truth(results)
        return _text(results.serialize(format=ROW_FORMATS[form]))
    return _truth(results) if isinstance(results, ox.QueryBoolean) else table_of(results).to_text()


def table_of(solutions: ox.QuerySolutions) -> Table:
    """The rows of a SELECT with short names; unbound is None."""
    names = [variable.value for variable in solutions.variables]
    return Table.of(names, [[_short(term) for term in solution] for solution in solutions])


def _short(term: object) -> str | int | None:
    """A term as people write it: a prefixed name, a text without its type."""
    if isinstance(term, ox.Literal):
        return int(term.value) if term.datatype.value == PREFIXES["xsd"] + "integer" else term.value
    if not isinstance(term, ox.NamedNode):
        return None if term is None else str(term)
    for prefix, namespace in PREFIXES.items():
        if term.value.startswith(namespace):
            return f"{prefix}:{term.value.removeprefix(namespace)}"
    return f"<{term.value}>"


def _truth(answer: ox.QueryBoolean) -> str:
    return "true" if answer else "false"


def _text(serialized: bytes | None) -> str:
    return (serialized or b"").decode().rstrip("\n")
