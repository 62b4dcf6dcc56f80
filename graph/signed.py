"""Signed: any signed networkx graph to the plain arrays that the balance functions count on.

Knows nothing of statements or stores; refuses, as networkx does, what has no balance (directed, parallel, unsigned).
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass

import networkx as nx

__all__ = ["Signed", "SignedEdge", "blocks_of", "read_signed"]


@dataclass(frozen=True, slots=True)
class SignedEdge:
    """An edge between two node numbers.   sign: +1 or -1.   weight: above 0."""

    u: int
    v: int
    sign: int
    weight: float


@dataclass(frozen=True, slots=True)
class Signed:
    """A signed graph with its nodes numbered in the order of the networkx graph.

    names: the node of each number.   around: for each node, its (neighbour, edge number) pairs.
    """

    names: tuple[Hashable, ...]
    edges: tuple[SignedEdge, ...]
    around: tuple[tuple[tuple[int, int], ...], ...]

    @classmethod
    def of(cls, names: Sequence[Hashable], edges: Sequence[SignedEdge]) -> Signed:
        """Build the record with its neighbour lists."""
        around: list[list[tuple[int, int]]] = [[] for _ in names]
        for number, edge in enumerate(edges):
            around[edge.u].append((edge.v, number))
            around[edge.v].append((edge.u, number))
        return cls(tuple(names), tuple(edges), tuple(tuple(pairs) for pairs in around))

    @property
    def is_integral(self) -> bool:
        """Whether every weight is a whole number, so that a bound may be rounded up."""
        return all(float(edge.weight).is_integer() for edge in self.edges)

    def is_frustrated(self, edge: SignedEdge, sides: Sequence[int]) -> bool:
        """Whether the edge disagrees with `sides` (a +1 or -1 for each node)."""
        return edge.sign * sides[edge.u] * sides[edge.v] < 0

    def cost(self, sides: Sequence[int]) -> float:
        """The weight of all edges that disagree with `sides`."""
        return sum(edge.weight for edge in self.edges if self.is_frustrated(edge, sides))


def read_signed(G: nx.Graph, sign: str = "sign", weight: str | None = None) -> Signed:  # noqa: N803  (networkx's name)
    """Read signs and weights of an undirected simple graph.

    sign:    edge attribute; a number above 0 is a positive tie, below 0 a negative one.
    weight:  edge attribute with a number above 0; None counts each edge once.
    Raises NetworkXNotImplemented for directed graphs and multigraphs, NetworkXError for an edge without
    a usable sign or weight, or from a node to itself.
    """
    if G.is_directed() or G.is_multigraph():
        kind = "directed graphs" if G.is_directed() else "multigraphs"
        raise nx.NetworkXNotImplemented(f"signed balance is not implemented for {kind}; make it an undirected Graph")
    number = {node: i for i, node in enumerate(G)}
    edges = [
        SignedEdge(number[u], number[v], _sign_of(u, v, attributes, sign), _weight_of(u, v, attributes, weight))
        for u, v, attributes in G.edges(data=True)
    ]
    return Signed.of(tuple(G), edges)


def blocks_of(signed: Signed) -> Iterator[tuple[Signed, tuple[int, ...], tuple[int, ...]]]:
    """Cut a signed graph into its biconnected parts; each with the numbers its nodes and edges have in the whole.

    Every cycle lies in one part, so frustration adds up over them and a part of one edge has none.
    """
    plain = nx.Graph()
    plain.add_nodes_from(range(len(signed.names)))
    plain.add_edges_from((edge.u, edge.v) for edge in signed.edges)
    number = {frozenset((edge.u, edge.v)): i for i, edge in enumerate(signed.edges)}
    for part in nx.biconnected_component_edges(plain):
        edges = sorted(number[frozenset(pair)] for pair in part)
        nodes = sorted({end for i in edges for end in (signed.edges[i].u, signed.edges[i].v)})
        yield _cut_out(signed, nodes, edges), tuple(nodes), tuple(edges)


def _cut_out(signed: Signed, nodes: Sequence[int], edges: Sequence[int]) -> Signed:
    local = {node: i for i, node in enumerate(nodes)}
    cut = (signed.edges[i] for i in edges)
    return Signed.of(
        [signed.names[node] for node in nodes],
        [SignedEdge(local[edge.u], local[edge.v], edge.sign, edge.weight) for edge in cut],
    )


def _sign_of(u: Hashable, v: Hashable, attributes: dict[str, object], sign: str) -> int:
    if u == v:
        raise nx.NetworkXError(f"edge ({u!r}, {v!r}) is a self-loop, which has no place in balance; remove it")
    value = _number(attributes.get(sign))
    if value is None or value == 0:
        raise nx.NetworkXError(
            f"edge ({u!r}, {v!r}) has {sign}={attributes.get(sign)!r}; it needs a number above or below 0"
        )
    return 1 if value > 0 else -1


def _weight_of(u: Hashable, v: Hashable, attributes: dict[str, object], weight: str | None) -> float:
    if weight is None:
        return 1.0
    value = _number(attributes.get(weight, 1))
    if value is None or value <= 0:
        raise nx.NetworkXError(f"edge ({u!r}, {v!r}) has {weight}={attributes[weight]!r}; it needs a number above 0")
    return value


def _number(value: object) -> float | None:
    """The value as a finite number, None for anything else (text, nothing, infinity, a truth value)."""
    if isinstance(value, bool) or not hasattr(value, "__float__"):
        return None
    number = float(value)
    return number if math.isfinite(number) else None
