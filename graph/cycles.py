"""Cycles: negative cycles that a trial solution leaves uncut.  The separation step of the frustration index.

A cycle is negative when an odd number of its ties are.  Every pair of sides frustrates at least one tie of each
negative cycle, and a set of ties that meets them all is frustrated by some pair of sides (Harary 1953).
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .signed import Signed

__all__ = ["Cycle", "tight_cycles", "uncut_cycles"]

Cycle = tuple[int, ...]  # edge numbers, sorted

_ZERO = 1e-7  # a length below this is the simplex method's rounding
_SLACK = 1e-6  # a cycle counts as uncut when its length misses 1 by more than this
_HOP = 1e-3  # added to every length, so that of two free ways the one with fewer edges is taken
_WEAR = 0.1  # added to a length with every use
_PASSES = 4  # cycles that are sought for each frustrated edge: a few rows too many cost less than another round
_FAR = 1.5  # a way that is longer with its wear is not followed


def tight_cycles(signed: Signed, lengths: Sequence[float], sides: Sequence[int]) -> list[Cycle]:
    """Negative cycles shorter than 1 on which `sides` frustrate one edge only: for each frustrated edge the shortest.

    Quick, and when `sides` are an optimal division, its proof needs no other cycles (complementary slackness).  Edges
    become longer with use, so that the cycles found share few of them.
    """
    frustrated = [signed.is_frustrated(edge, sides) for edge in signed.edges]
    worn = [length + _HOP for length in lengths]
    found = []
    wanted = [i for i, is_frustrated in enumerate(frustrated) if is_frustrated and lengths[i] < 1 - _SLACK]
    for number in wanted * _PASSES:
        cycle = [number, *_shortest_satisfied_path(signed, worn, frustrated, number)]
        if len(cycle) > 1 and sum(lengths[e] for e in cycle) < 1 - _SLACK:
            found.append(tuple(sorted(cycle)))
            for e in cycle:
                worn[e] += _WEAR
    return found


def uncut_cycles(signed: Signed, lengths: Sequence[float]) -> list[Cycle]:
    """Negative cycles shorter than 1, shortest ones first from each node; empty only if there is none.

    Edges of no length are contracted, then each node's shortest way to its own mirror image is sought in the signed
    double cover (Barahona and Mahjoub 1986; there for cuts).
    """
    forest = _Forest.grow(signed, lengths)
    free = [
        tuple(sorted((*forest.path(edge.u, edge.v), i)))
        for i, edge in enumerate(signed.edges)
        if i not in forest.edges
        and forest.root[edge.u] == forest.root[edge.v]
        and edge.sign * forest.potential[edge.u] * forest.potential[edge.v] < 0
        and lengths[i] < 1 - _SLACK
    ]
    if free:
        return sorted(set(free))
    arcs = _contract(signed, lengths, forest)
    found = set()
    for start in sorted(arcs):
        walk = _way_to_mirror(arcs, start)
        if walk is not None:
            found.add(_simple_negative_cycle(signed, forest, walk))
        # Every walk through this node is now known: what is left to find does not need it.
        for _, other, _, _ in arcs.pop(start):
            if other in arcs:
                arcs[other] = [arc for arc in arcs[other] if arc[1] != start]
    return sorted(found)


@dataclass(frozen=True, slots=True)
class _Forest:
    """A spanning forest.   potential: product of signs from the root.   up: (parent, edge), None at roots."""

    root: list[int]
    potential: list[int]
    depth: list[int]
    up: list[tuple[int, int] | None]
    edges: frozenset[int]

    @classmethod
    def grow(cls, signed: Signed, lengths: Sequence[float]) -> _Forest:
        """Prim's shortest forest over the edges of no length."""
        count = len(signed.names)
        root, potential, depth = [-1] * count, [1] * count, [0] * count
        up: list[tuple[int, int] | None] = [None] * count
        for start in range(count):
            if root[start] >= 0:
                continue
            queue = [(0.0, -1, start, start)]
            while queue:
                _, number, u, v = heapq.heappop(queue)
                if root[v] >= 0:
                    continue
                root[v] = start
                if number >= 0:
                    potential[v] = potential[u] * signed.edges[number].sign
                    depth[v], up[v] = depth[u] + 1, (u, number)
                for w, e in signed.around[v]:
                    if root[w] < 0 and lengths[e] <= _ZERO:
                        heapq.heappush(queue, (lengths[e], e, v, w))
        return cls(root, potential, depth, up, frozenset(step[1] for step in up if step))

    def path(self, u: int, v: int) -> list[int]:
        """The edges from one node of a tree to another, in walking order."""
        from_u: list[int] = []
        from_v: list[int] = []
        while u != v:
            if self.depth[u] >= self.depth[v]:
                u = self._climb(u, from_u)
            else:
                v = self._climb(v, from_v)
        return from_u + from_v[::-1]

    def _climb(self, node: int, path: list[int]) -> int:
        step = self.up[node]
        assert step is not None  # the deeper of two nodes of one tree is never its root
        path.append(step[1])
        return step[0]


_Arc = tuple[float, int, int, int]  # length, other tree, sign between the roots, edge


def _shortest_satisfied_path(
    signed: Signed, lengths: Sequence[float], frustrated: Sequence[bool], number: int
) -> list[int]:
    """The edges of the shortest way between the ends of an edge over edges that are not frustrated; [] if none."""
    start, end = signed.edges[number].u, signed.edges[number].v
    best, came = {start: 0.0}, dict[int, tuple[int, int]]()
    queue = [(0.0, start)]
    while queue and queue[0][1] != end:
        length, node = heapq.heappop(queue)
        if length > best[node]:
            continue
        for other, e in signed.around[node]:
            longer = length + lengths[e]
            if not frustrated[e] and longer < best.get(other, _FAR):
                best[other], came[other] = longer, (node, e)
                heapq.heappush(queue, (longer, other))
    path, node = [], end
    while node in came:
        node, e = came[node]
        path.append(e)
    return path


def _contract(signed: Signed, lengths: Sequence[float], forest: _Forest) -> dict[int, list[_Arc]]:
    """The shortest edge of each sign between each two trees of the forest."""
    shortest: dict[tuple[int, int, int], tuple[float, int]] = {}
    for i, edge in enumerate(signed.edges):
        a, b = sorted((forest.root[edge.u], forest.root[edge.v]))
        sign = edge.sign * forest.potential[edge.u] * forest.potential[edge.v]
        if a != b and lengths[i] < 1 - _SLACK:
            key = (a, b, sign)
            shortest[key] = min(shortest.get(key, (2.0, -1)), (lengths[i], i))
    arcs: dict[int, list[_Arc]] = {}
    for (a, b, sign), (length, i) in sorted(shortest.items()):
        arcs.setdefault(a, []).append((length, b, sign, i))
        arcs.setdefault(b, []).append((length, a, sign, i))
    return arcs


_Step = tuple[int, int]  # the tree that is left, and the edge by which


def _way_to_mirror(arcs: dict[int, list[_Arc]], start: int) -> list[_Step] | None:
    """The shortest walk from a tree to itself with an odd number of negative arcs, backwards, if shorter than 1."""
    came: dict[tuple[int, int], tuple[tuple[int, int], int]] = {}
    best = {(start, 1): 0.0}
    queue = [(0.0, start, 1)]
    while queue:
        length, node, side = heapq.heappop(queue)
        if length > best[node, side]:
            continue
        if (node, side) == (start, -1):
            return _trace(came, (node, side))
        for step, other, sign, number in arcs[node]:
            reached = (other, side * sign)
            longer = length + step
            if longer < 1 - _SLACK and longer < best.get(reached, 1.0):
                best[reached] = longer
                came[reached] = ((node, side), number)
                heapq.heappush(queue, (longer, *reached))
    return None


def _trace(came: dict[tuple[int, int], tuple[tuple[int, int], int]], end: tuple[int, int]) -> list[_Step]:
    walk = []
    while end in came:
        arrived = end[0]
        end, number = came[end]
        walk.append((arrived, number))
    return walk


def _simple_negative_cycle(signed: Signed, forest: _Forest, walk: Sequence[_Step]) -> Cycle:
    """A simple negative cycle out of a closed negative walk: loops are cut off until a negative one is found."""
    stack: list[_Step] = []  # (node, edge by which it was left)
    place: dict[int, int] = {}
    for node, number in _steps(signed, forest, walk):
        if node in place:
            loop = stack[place[node] :]
            if _sign(signed, loop) < 0:
                return tuple(sorted(edge for _, edge in loop))
            del stack[place[node] :]
            for passed, _ in loop:
                del place[passed]
        place[node] = len(stack)
        stack.append((node, number))
    return tuple(sorted(edge for _, edge in stack))


def _steps(signed: Signed, forest: _Forest, walk: Sequence[_Step]) -> Iterator[_Step]:
    """Each (node, edge by which it is left) of the closed walk, the ways inside contracted trees filled in."""
    leaving = [_end_in(signed, forest, tree, number) for tree, number in walk]
    for i, (_, number) in enumerate(walk):
        yield leaving[i], number
        here = _other_end(signed, number, leaving[i])
        for inner in forest.path(here, leaving[(i + 1) % len(walk)]):
            yield here, inner
            here = _other_end(signed, inner, here)


def _end_in(signed: Signed, forest: _Forest, tree: int, number: int) -> int:
    edge = signed.edges[number]
    return edge.u if forest.root[edge.u] == tree else edge.v


def _other_end(signed: Signed, number: int, node: int) -> int:
    edge = signed.edges[number]
    return edge.v if edge.u == node else edge.u


def _sign(signed: Signed, steps: Sequence[_Step]) -> int:
    return math.prod(signed.edges[number].sign for _, number in steps)
