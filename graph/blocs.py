"""Blocs: which nodes of a signed network belong together, for any number of blocs, and how firmly.  Knows no store.

Plain functions on any undirected networkx graph whose edges have a sign.  Two camps and the proof that no division is
better are the matter of `frustration.py`.
"""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass

import networkx as nx

from .signed import Signed, SignedEdge, read_signed
from .spectral import spectral_starts

__all__ = ["bloc_stability", "signed_communities", "signed_modularity"]

Blocs = tuple[frozenset[Hashable], ...]

_LEAST_GAIN = 1e-9  # below this a gain is rounding, and following it could go round for ever
_ASTRAY = 0.1  # share of nodes that a restart puts anywhere


def signed_communities(
    G: nx.Graph,  # noqa: N803  (networkx's name)
    sign: str = "sign",
    weight: str | None = None,
    *,
    resolution: float = 1.0,
    at_most: int | None = None,
    restarts: int = 10,
    seed: int = 0,
) -> Blocs:
    """Return blocs with more positive ties inside and more negative ties across than chance would give, largest first.

    They maximise signed modularity [1]_ by moving nodes and then whole blocs (as Louvain, but with the null model of
    both signs), from single nodes, from the spectrum, and from disturbed blocs; the best are kept.
    The same seed gives the same blocs.

    resolution:  above 0; larger gives smaller blocs.   at_most: join blocs until there are no more than this.
    restarts:    number of disturbances.   A node without ties is a bloc of its own.
    Raises NetworkXError for a resolution, at_most or restarts that is not above 0, else as `read_signed`.

    References
    .. [1] S. Gomez, P. Jensen and A. Arenas, Analysis of community structure in networks of correlated data, Physical
       Review E 80 (2009) 016114.

    >>> G = nx.Graph([("a", "b", {"sign": 1}), ("c", "d", {"sign": 1}), ("a", "c", {"sign": -1})])
    >>> sorted(map(sorted, signed_communities(G)))
    [['a', 'b'], ['c', 'd']]
    """
    if not resolution > 0 or restarts < 1 or (at_most is not None and at_most < 1):
        raise nx.NetworkXError("resolution, at_most and restarts must be above 0")
    signed = read_signed(G, sign, weight)
    best = _loners_apart(signed, _best(signed, resolution, restarts, random.Random(seed)))
    return _as_blocs(signed, best if at_most is None else _merged(signed, best, resolution, at_most))


def signed_modularity(
    G: nx.Graph,  # noqa: N803
    blocs: Iterable[Collection[Hashable]],
    sign: str = "sign",
    weight: str | None = None,
    *,
    resolution: float = 1.0,
) -> float:
    """Return how much better the blocs separate friends from foes than chance would: at most 1, 0 for a single bloc.

    blocs: each node in exactly one of them.   A graph without edges has 0.
    Raises NetworkXError if the blocs are no partition of the nodes.   Source: as `signed_communities`.

    >>> G = nx.Graph([("a", "b", {"sign": 1}), ("c", "d", {"sign": 1}), ("a", "c", {"sign": -1})])
    >>> signed_modularity(G, [{"a", "b"}, {"c", "d"}])
    0.5
    """
    signed = read_signed(G, sign, weight)
    parts = [frozenset(bloc) for bloc in blocs]
    if not nx.community.is_partition(G, parts):
        raise nx.NetworkXError("the blocs are no partition of the nodes; put each node in exactly one")
    of = {node: number for number, part in enumerate(parts) for node in part}
    return _modularity(signed, [of[name] for name in signed.names], resolution)


def bloc_stability(
    G: nx.Graph,  # noqa: N803
    blocs: Iterable[Collection[Hashable]],
    sign: str = "sign",
    weight: str | None = None,
    *,
    resolution: float = 1.0,
    at_most: int | None = None,
    drop: float = 0.1,
    runs: int = 20,
    seed: int = 0,
) -> dict[Hashable, float]:
    """Return for each node how much of its bloc stays with it when ties are missing: 1 is all of it, always.

    In each run a share `drop` of the ties is left out at random and the blocs are sought again; the value is the mean
    overlap (Jaccard) of the node's bloc with its bloc in the run.  A tie that hangs on one report may not be there
    tomorrow: below about 0.7 a membership should not be called one.
    Raises NetworkXError for a drop outside 0..1 or runs below 1, else as `signed_communities`.

    >>> G = nx.complete_graph(12)
    >>> nx.set_edge_attributes(G, {(u, v): 1 if u % 2 == v % 2 else -1 for u, v in G.edges}, "sign")
    >>> min(bloc_stability(G, signed_communities(G)).values())
    1.0
    """
    if not 0 <= drop < 1 or runs < 1:
        raise nx.NetworkXError("drop must be in 0..1, below 1, and runs above 0")
    home = {node: frozenset(bloc) for bloc in blocs for node in bloc}
    chance = random.Random(seed)
    overlap = dict.fromkeys(G, 0.0)
    ties = list(G.edges)
    for _ in range(runs):
        thinned = nx.Graph()
        thinned.add_nodes_from(G)
        thinned.add_edges_from((u, v, G.edges[u, v]) for u, v in ties if chance.random() >= drop)
        again = signed_communities(
            thinned, sign, weight, resolution=resolution, at_most=at_most, restarts=2, seed=chance.randrange(2**32)
        )
        for bloc in again:
            for node in bloc:
                overlap[node] += len(home[node] & bloc) / len(home[node] | bloc) / runs
    return {node: round(value, 6) for node, value in overlap.items()}


@dataclass(slots=True)
class _Level:
    """A network whose nodes may be whole blocs.   near: summed signed weights; strength: [positive, negative] ends."""

    near: list[dict[int, float]]
    strength: tuple[list[float], list[float]]

    @classmethod
    def of(cls, signed: Signed) -> _Level:
        """Each node on its own."""
        count = len(signed.names)
        level = cls([{} for _ in range(count)], ([0.0] * count, [0.0] * count))
        for edge in signed.edges:
            level._tie(edge)
        return level

    @property
    def totals(self) -> tuple[float, float]:
        """All positive and all negative ends; never 0, so that one may divide by them."""
        return sum(self.strength[0]) or 1.0, sum(self.strength[1]) or 1.0

    def _tie(self, edge: SignedEdge) -> None:
        ends = self.strength[0 if edge.sign > 0 else 1]
        for one, other in ((edge.u, edge.v), (edge.v, edge.u)):
            ends[one] += edge.weight
            self.near[one][other] = self.near[one].get(other, 0.0) + edge.sign * edge.weight

    def joined(self, of: Sequence[int]) -> _Level:
        """The network in which each bloc is one node; ties inside blocs are gone, as they decide no more moves."""
        count = max(of, default=-1) + 1
        level = _Level([{} for _ in range(count)], ([0.0] * count, [0.0] * count))
        for node, bloc in enumerate(of):
            for side in (0, 1):
                level.strength[side][bloc] += self.strength[side][node]
            for other, value in self.near[node].items():
                if of[other] != bloc:
                    level.near[bloc][of[other]] = level.near[bloc].get(of[other], 0.0) + value
        return level


def _best(signed: Signed, resolution: float, restarts: int, chance: random.Random) -> list[int]:
    """The best blocs grown from single nodes, from the spectrum, and from those with a tenth of the nodes astray."""
    base = _Level.of(signed)

    def grown(of: list[int]) -> tuple[float, list[int]]:
        of = _grown(base, of, resolution)
        return round(_modularity(signed, of, resolution), 9), of

    starts = [list(range(len(signed.names))), *spectral_starts(signed)]
    value, best = max((grown(start) for start in starts), key=lambda found: found[0])
    for _ in range(restarts if signed.edges else 0):
        blocs = max(best) + 1
        kicked = [chance.randrange(blocs + 1) if chance.random() < _ASTRAY else bloc for bloc in best]
        better, of = grown(_numbered(kicked))
        if better > value:
            value, best = better, of
    return best


def _loners_apart(signed: Signed, of: list[int]) -> list[int]:
    """Nodes without ties each in a bloc of their own; anywhere would do for the modularity."""
    blocs = len(signed.names)
    return _numbered([bloc if signed.around[node] else blocs + node for node, bloc in enumerate(of)])


def _grown(base: _Level, start: list[int], resolution: float) -> list[int]:
    """Move nodes, join blocs, again until nothing moves; then move nodes once more."""
    totals = base.totals
    home = _moved(base, start, totals, resolution)
    while True:
        level = base.joined(home)
        of = _moved(level, list(range(len(level.near))), totals, resolution)
        if len(set(of)) == len(of):
            return home
        home = _moved(base, [of[bloc] for bloc in home], totals, resolution)


def _moved(level: _Level, start: Sequence[int], totals: Sequence[float], resolution: float) -> list[int]:
    """Move single nodes to the bloc of a neighbour, or out of their bloc, while that helps."""
    camps = _Camps(level, start)
    waiting, queued = deque(range(len(start))), [True] * len(start)
    while waiting:
        node = waiting.popleft()
        queued[node] = False
        old = camps.take_out(node)
        ties: dict[int, float] = {}
        for other, value in level.near[node].items():
            bloc = camps.of[other]
            ties[bloc] = ties.get(bloc, 0.0) + value
        own = (level.strength[0][node], level.strength[1][node])
        best, best_gain = old, _gain(ties.get(old, 0.0), own, camps.ends, old, totals, resolution) + _LEAST_GAIN
        for bloc in (*sorted(ties), camps.empty()):
            gain = _gain(ties.get(bloc, 0.0), own, camps.ends, bloc, totals, resolution)
            if gain > best_gain:
                best, best_gain = bloc, gain
        camps.put_in(node, best)
        if best != old:
            again = [other for other in level.near[node] if not queued[other] and camps.of[other] != best]
            waiting.extend(again)
            for other in again:
                queued[other] = True
    return _numbered(camps.of)


class _Camps:
    """Which node is in which bloc while nodes move, with the [positive, negative] ends in each bloc."""

    def __init__(self, level: _Level, start: Sequence[int]) -> None:
        self.of = list(start)
        size = max([len(start), *start], default=0) + 1
        self.ends = ([0.0] * size, [0.0] * size)
        self._level, self._members = level, [0] * size
        self._free = list(range(size - 1, -1, -1))
        for node, bloc in enumerate(start):
            self.put_in(node, bloc)

    def take_out(self, node: int) -> int:
        bloc = self.of[node]
        self._change(node, bloc, -1)
        if not self._members[bloc]:
            self._free.append(bloc)
        return bloc

    def put_in(self, node: int, bloc: int) -> None:
        self.of[node] = bloc
        self._change(node, bloc, 1)

    def empty(self) -> int:
        """A bloc without members."""
        while self._members[self._free[-1]]:
            self._free.pop()
        return self._free[-1]

    def _change(self, node: int, bloc: int, factor: int) -> None:
        self._members[bloc] += factor
        for side in (0, 1):
            self.ends[side][bloc] += factor * self._level.strength[side][node]


def _gain(
    tie: float,
    own: Sequence[float],
    camps: Sequence[Sequence[float]],
    bloc: int,
    totals: Sequence[float],
    resolution: float,
) -> float:
    expected = own[0] * camps[0][bloc] / totals[0] - own[1] * camps[1][bloc] / totals[1]
    return tie - resolution * expected


def _merged(signed: Signed, of: list[int], resolution: float, at_most: int) -> list[int]:
    """Join the two blocs that lose least by it, until there are few enough."""
    base = _Level.of(signed)
    while len(set(of)) > at_most:
        level = base.joined(of)
        gains = {}
        for a in range(len(level.near)):
            own = (level.strength[0][a], level.strength[1][a])
            for b in range(a):
                gains[a, b] = _gain(level.near[a].get(b, 0.0), own, level.strength, b, base.totals, resolution)
        a, b = max(gains, key=lambda pair: (gains[pair], pair))
        of = _numbered([b if bloc == a else bloc for bloc in of])
    return of


def _modularity(signed: Signed, of: Sequence[int], resolution: float) -> float:
    level = _Level.of(signed)
    totals = [sum(ends) for ends in level.strength]
    whole = sum(totals)
    if not whole:
        return 0.0
    inside = 2 * sum(edge.sign * edge.weight for edge in signed.edges if of[edge.u] == of[edge.v])
    camps = level.joined(of)
    expected = 0.0
    for side, factor in ((0, 1), (1, -1)):
        if totals[side]:
            expected += factor * sum(ends * ends for ends in camps.strength[side]) / totals[side]
    return (inside - resolution * expected) / whole


def _numbered(of: Sequence[int]) -> list[int]:
    """The same blocs numbered from 0 in order of their first node."""
    number: dict[int, int] = {}
    return [number.setdefault(bloc, len(number)) for bloc in of]


def _as_blocs(signed: Signed, of: Sequence[int]) -> Blocs:
    blocs: dict[int, list[Hashable]] = {}
    for name, bloc in zip(signed.names, of, strict=True):
        blocs.setdefault(bloc, []).append(name)
    return tuple(frozenset(bloc) for bloc in sorted(blocs.values(), key=len, reverse=True))
