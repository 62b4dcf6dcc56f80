"""Balance: how far a signed network is from two camps, by its triangles and by its walks.  Knows no store.

Plain functions on any undirected networkx graph whose edges have a sign.  The exact measure is in `frustration.py`.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import networkx as nx

from .frustration import Effort, Frustration, frustration_index
from .signed import Signed, read_signed

if TYPE_CHECKING:
    import numpy as np

    _Array = np.ndarray[Any, np.dtype[np.float64]]  # numpy leaves the shape open here

__all__ = [
    "Effort",
    "Frustration",
    "Triangles",
    "frustration_index",
    "is_balanced",
    "node_balance",
    "triangle_balance",
    "walk_balance",
]


@dataclass(frozen=True, slots=True)
class Triangles:
    """How many triangles there are with no, one, two and three negative ties."""

    friends: int  # +++  balanced
    rifts: int  # ++-
    common_enemies: int  # +--  balanced
    all_against_all: int  # ---

    @property
    def total(self) -> int:
        """All triangles."""
        return self.friends + self.rifts + self.common_enemies + self.all_against_all

    @property
    def balanced(self) -> int:
        """Those with an even number of negative ties."""
        return self.friends + self.common_enemies

    @property
    def share(self) -> float | None:
        """The balanced share, None where there is no triangle."""
        return self.balanced / self.total if self.total else None


def triangle_balance(G: nx.Graph, sign: str = "sign") -> Triangles:  # noqa: N803  (networkx's name)
    """Count the triangles of a signed graph by their negative ties [1]_.

    sign:  edge attribute, above 0 for a positive tie, below 0 for a negative one.
    Raises NetworkXNotImplemented for directed graphs and multigraphs, NetworkXError for an edge without a sign.

    References
    .. [1] D. Cartwright and F. Harary, Structural balance: a generalization of Heider's theory, Psychological Review 63
       (1956) 277-293.

    >>> G = nx.Graph()
    >>> G.add_edges_from([("a", "b", {"sign": 1}), ("b", "c", {"sign": -1}), ("a", "c", {"sign": -1})])
    >>> triangle_balance(G).share
    1.0
    """
    signed = read_signed(G, sign)
    sign_of = {}
    for edge in signed.edges:
        sign_of[edge.u, edge.v] = sign_of[edge.v, edge.u] = edge.sign
    counts = [0, 0, 0, 0]
    for edge in signed.edges:
        low, high = sorted((edge.u, edge.v))
        for third, _ in signed.around[low]:
            if third > high and (third, high) in sign_of:
                signs = (edge.sign, sign_of[low, third], sign_of[third, high])
                counts[signs.count(-1)] += 1
    return Triangles(*counts)


def is_balanced(G: nx.Graph, sign: str = "sign") -> bool:  # noqa: N803
    """Whether two sides satisfy every tie: no cycle has an odd number of negative ones [1]_.

    Raises NetworkXNotImplemented for directed graphs and multigraphs, NetworkXError for an edge without a sign.

    References
    .. [1] F. Harary, On the notion of balance of a signed graph, Michigan Mathematical Journal 2 (1953) 143-146.

    >>> is_balanced(nx.Graph([("a", "b", {"sign": -1})]))
    True
    """
    signed = read_signed(G, sign)
    sides = [0] * len(signed.names)
    for root in range(len(sides)):
        if sides[root]:
            continue
        sides[root], reached = 1, [root]
        for u in reached:  # grows while it is walked
            for v, number in signed.around[u]:
                wanted = sides[u] * signed.edges[number].sign
                if not sides[v]:
                    sides[v] = wanted
                    reached.append(v)
                elif sides[v] != wanted:
                    return False
    return True


def walk_balance(
    G: nx.Graph,  # noqa: N803
    sign: str = "sign",
    weight: str | None = None,
    *,
    beta: float = 1.0,
) -> float:
    """Return the share of balance in all closed walks, long ones counting less: tr exp(bA) / tr exp(b|A|) [1]_.

    1 is perfect balance; it falls towards 0 with the negative closed walks.   weight: multiplies the signs; None is 1.
    beta:  above 0; larger lets long walks weigh more.   A graph without edges has 1.
    Raises NetworkXError for a beta that is not above 0, else as `triangle_balance`.

    References
    .. [1] E. Estrada and M. Benzi, Walk-based measure of balance in signed networks, Physical Review E 90 (2014)
       042802.

    >>> walk_balance(nx.Graph([("a", "b", {"sign": -1})]))
    1.0
    """
    import numpy as np

    signed = read_signed(G, sign, weight)
    if not signed.edges:
        return 1.0
    with_signs, without = _spectra(signed, beta)
    top = without[0].max()  # taken out of both exponents, which may else overflow
    share = np.exp(with_signs[0] - top).sum() / np.exp(without[0] - top).sum()
    return min(float(share), 1.0)


def node_balance(
    G: nx.Graph,  # noqa: N803
    sign: str = "sign",
    weight: str | None = None,
    *,
    beta: float = 1.0,
) -> dict[Hashable, float]:
    """Return for each node the share of balance in its own closed walks; arguments and source as `walk_balance`.

    A low value marks an actor whose ties put it between the camps.

    >>> G = nx.Graph([("a", "b", {"sign": 1}), ("b", "c", {"sign": 1}), ("a", "c", {"sign": -1})])
    >>> G.add_edge("c", "d", sign=1)
    >>> balance = node_balance(G)
    >>> max(balance, key=balance.get)
    'd'
    """
    import numpy as np

    signed = read_signed(G, sign, weight)
    if not signed.names:
        return {}
    with_signs, without = _spectra(signed, beta)
    top = without[0].max()
    ours = (with_signs[1] ** 2) @ np.exp(with_signs[0] - top)
    most = (without[1] ** 2) @ np.exp(without[0] - top)
    return {name: min(float(a / b), 1.0) if b > 0 else 1.0 for name, a, b in zip(signed.names, ours, most, strict=True)}


def _spectra(signed: Signed, beta: float) -> tuple[tuple[_Array, _Array], tuple[_Array, _Array]]:
    """Eigenvalues and eigenvectors of the signed matrix and of the one without signs, times beta."""
    import numpy as np

    if not beta > 0:
        raise nx.NetworkXError(f"beta is {beta!r}; it must be above 0")
    matrix = np.zeros((len(signed.names), len(signed.names)))
    for edge in signed.edges:
        matrix[edge.u, edge.v] = matrix[edge.v, edge.u] = beta * edge.sign * edge.weight
    signed_values, signed_vectors = np.linalg.eigh(matrix)
    values, vectors = np.linalg.eigh(np.abs(matrix))
    return (signed_values, signed_vectors), (values, vectors)
