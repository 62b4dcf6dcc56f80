"""Engines: what a store asks of whatever keeps its quads; a folder (store_disk.py) or an endpoint (store_remote.py).

Knows no record and nothing of what the quads mean.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

import pyoxigraph as ox

from .sparql import Results

__all__ = ["Engine", "Graph", "Term"]

Graph = ox.NamedNode | ox.DefaultGraph
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


class Engine(Protocol):
    """Keeps quads.   Every method raises StoreError if the quads cannot be read or written.

    shared: the graph of what is the same whichever article says it.   at_once: how many statements to load in a step.
    is_alone: whether nobody else writes meanwhile.
    """

    @property
    def shared(self) -> Graph: ...

    @property
    def is_alone(self) -> bool: ...

    @property
    def at_once(self) -> int: ...

    def rows(self, select: str) -> Iterable[ox.QuerySolution]:
        """Answer a SELECT of our own, PREFIXES preset; whether the default graph is the union of all is left open."""

    def query(
        self, sparql: str, *, timeout: float | None, bindings: Mapping[str, ox.NamedNode | ox.Literal]
    ) -> Results:
        """Answer a query of a user over the union of all graphs, as run_query."""

    def quads(
        self, subject: ox.NamedNode | None, predicate: ox.NamedNode | None, thing: Term | None, graph: Graph | None
    ) -> Iterator[ox.Quad]:
        """The quads that match, None matching anything."""

    def nodes(self, places: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str, list[ox.Quad]]]:
        """For each (graph, node), both IRIs, what the graph says of the node."""

    def graphs(self) -> list[ox.NamedNode]:
        """The named graphs but the shared one."""

    def has_graph(self, graph: ox.NamedNode) -> bool:
        """Whether a graph holds anything."""

    def count(self) -> int:
        """How many quads there are."""

    def update(self, sparql: str) -> None:
        """Run an update as one atomic step."""

    def load(self, text: Iterable[str]) -> None:
        """Add what stands in pieces of one TriG text, none of them empty, as one atomic step; the text is not held."""

    def tidy(self) -> None:
        """After a large load: put what was written in order, so that it is found faster and takes less room."""

    def close(self) -> None:
        """Give free what is held."""
