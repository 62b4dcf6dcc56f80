"""The page of the endpoint: a query, what it finds, the ready queries.

No script; the template escapes all that comes from articles or the query.  Knows no store and no server.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from importlib.resources import files

import pyoxigraph as ox

from ..extractors.errors import QueryError
from .ready import ready_queries, ready_query
from .results import table_of, write_results
from .sparql import PREFIXES, Results

__all__ = ["query_page"]

MOST_ROWS = 500  # that a reader scrolls through; the links below give all
FIRST = "SELECT DISTINCT ?who ?what WHERE {\n  ?who dg:supports ?what .\n}\nORDER BY ?who ?what"


def query_page(run: Callable[[str], Results], *, sparql: str = "", name: str = "", path: str) -> str:
    """Return the page as HTML.

    run: answers a query, or raises QueryError, which the page shows.   sparql: the query.   name: a ready one instead.
    path: of the endpoint, for links to the results in other forms.
    """
    from jinja2 import Environment, StrictUndefined

    error, text, ready = "", "", None
    columns: Sequence[str] = ()
    rows: Sequence[Sequence[object]] = ()
    try:
        ready = ready_query(name) if name else None
        sparql = ready.sparql if ready else sparql
        if sparql.strip():
            columns, rows, text = _found(run(sparql))
    except QueryError as raised:
        error = str(raised)
    assets = files(__package__) / "page"
    style = "\n".join((assets / sheet).read_text(encoding="utf-8") for sheet in ("theme.css", "query.css"))
    template = (assets / "query.html.j2").read_text(encoding="utf-8")
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(template).render(
        style=style,
        nonce=hashlib.sha256(repr((sparql, text, rows)).encode("utf-8", "replace")).hexdigest()[:32],
        sparql=sparql or FIRST,
        is_asked=bool(sparql.strip()),
        path=path,
        error=error,
        columns=columns,
        rows=rows[:MOST_ROWS],
        count=len(rows),
        text=text,
        ready=ready,
        queries=ready_queries(),
        prefixes=PREFIXES,
    )


def _found(results: Results) -> tuple[Sequence[str], Sequence[Sequence[object]], str]:
    """Columns and rows of a SELECT; the text of anything else."""
    if not isinstance(results, ox.QuerySolutions):
        return (), (), write_results(results)
    table = table_of(results)
    return table.columns, table.rows, ""
