"""Ready queries: the questions in queries/*.rq, each with its question as first comment.  Runs none of them."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ..extractors.errors import QueryError

__all__ = ["ReadyQuery", "ready_queries", "ready_query"]


@dataclass(frozen=True, slots=True)
class ReadyQuery:
    """A query that is shipped.   question: in English.   notes: how to change it, or "".   sparql: the whole file."""

    name: str
    question: str
    notes: str
    sparql: str


@cache
def ready_queries() -> tuple[ReadyQuery, ...]:
    """Return the ready queries, sorted by name.  Raises QueryError for a file that does not begin with a question."""
    folder = files(__package__).joinpath("queries")
    return tuple(
        _read(entry.name.removesuffix(".rq"), entry.read_text(encoding="utf-8"))
        for entry in sorted(folder.iterdir(), key=lambda entry: entry.name)
        if entry.name.endswith(".rq")
    )


def ready_query(name: str) -> ReadyQuery:
    """Return one ready query.  Raises QueryError, with the nearest names, if there is none of that name."""
    known = {query.name: query for query in ready_queries()}
    if name not in known:
        near = difflib.get_close_matches(name, known) or known
        raise QueryError("query", f"no ready query {name!r}; there is {', '.join(near)}")
    return known[name]


def _read(name: str, sparql: str) -> ReadyQuery:
    comments = list(_leading_comments(sparql))
    if not comments or "?" not in comments[0]:
        raise QueryError(f"{name}.rq", "the first line is not a comment that asks a question")
    return ReadyQuery(name, comments[0], " ".join(comments[1:]), sparql)


def _leading_comments(text: str) -> Iterator[str]:
    for line in text.splitlines():
        if not line.startswith("#"):
            return
        yield line.removeprefix("#").strip()
