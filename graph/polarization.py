"""Polarization: how far two camps divide a signed network.  Knows no store.

A plain function on any undirected networkx graph whose edges have a sign.
"""

from __future__ import annotations

import networkx as nx

from .blocs import signed_modularity
from .frustration import Effort, frustration_index
from .signed import read_signed

__all__ = ["polarization"]


def polarization(
    G: nx.Graph,  # noqa: N803  (networkx's name)
    sign: str = "sign",
    weight: str | None = None,
    *,
    effort: Effort | None = None,
) -> float | None:
    """Return how far the two camps of least frustration divide the network, from 0 to 1; None without an edge.

    0 is one camp without an enemy, or none at all; 1 is two camps of the same weight with every positive tie inside and
    every negative one across.  Balance alone does not tell the two apart: both are balanced.  It is twice the signed
    modularity [1]_ of the camps, and in a network of several parts the mean over them by their ties, as nothing says
    which camp of one part goes with which of another.  For weak and strong polarization see [2]_.

    sign, weight:  edge attributes as in `read_signed`.   effort: as in `frustration_index`; where it does not prove the
    camps, those of the best division found are taken.
    Raises NetworkXNotImplemented or NetworkXError as `read_signed`.

    References
    .. [1] S. Gomez, P. Jensen and A. Arenas, Analysis of community structure in networks of correlated data, Physical
       Review E 80 (2009) 016114.
    .. [2] Z. P. Neal, A sign of the times? Weak and strong polarization in the U.S. Congress, 1973-2016, Social
       Networks 60 (2020) 103-112.

    >>> G = nx.Graph([("a", "b", {"sign": 1}), ("c", "d", {"sign": 1}), ("a", "c", {"sign": -1})])
    >>> polarization(G)
    1.0
    >>> polarization(nx.Graph([("a", "b", {"sign": 1}), ("b", "c", {"sign": 1})]))
    0.0
    """
    total = sum(edge.weight for edge in read_signed(G, sign, weight).edges)
    if not total:
        return None
    sides = frustration_index(G, sign, weight, effort=effort, check_unique=False).sides
    summed = 0.0
    for nodes in nx.connected_components(G):
        part = G.subgraph(nodes)
        if part.size():
            camps = [camp for side in (1, -1) if (camp := [node for node in nodes if sides[node] == side])]
            ties = sum(edge.weight for edge in read_signed(part, sign, weight).edges)
            summed += 2 * ties * max(signed_modularity(part, camps, sign, weight), 0.0)
    return round(min(summed / total, 1.0), 6)
