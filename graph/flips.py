"""Flips: local search for two sides that leave little frustration.  Gives upper bounds; proves nothing."""

from __future__ import annotations

import heapq
import random
from collections.abc import Sequence

from .signed import Signed

__all__ = ["improve", "search", "sides_of_tree"]

_LEAST_GAIN = 1e-9  # below this a gain is rounding, and following it could go round for ever


def search(signed: Signed, *, restarts: int, seed: int) -> list[int]:
    """Find two sides (+1 or -1 for each node) with few frustrated ties: a tree's sides, improved, kicked, improved.

    signed: connected.   restarts: number of kicks; each turns a random tenth of the nodes and is kept if not worse.
    The same seed gives the same sides.
    """
    chance = random.Random(seed)
    best = improve(signed, sides_of_tree(signed, [0.0] * len(signed.edges)))
    best_cost = signed.cost(best)
    for _ in range(restarts):
        if best_cost == 0:
            break
        tried = improve(signed, [-side if chance.random() < 0.1 else side for side in best])
        cost = signed.cost(tried)
        if cost <= best_cost:
            best, best_cost = tried, cost
    return best


def improve(signed: Signed, sides: Sequence[int]) -> list[int]:
    """Turn nodes over until no chain of turns (Kernighan and Lin 1970) lowers the frustration."""
    best = list(sides)
    while True:
        better, gain = _chain_of_turns(signed, best)
        if gain <= _LEAST_GAIN:
            return best
        best = better


def sides_of_tree(signed: Signed, lengths: Sequence[float]) -> list[int]:
    """The sides that agree with every tie of a shortest spanning tree.

    lengths: one for each edge; short ones go into the tree (all 0: edges as they come, breadth first).
    """
    sides = [0] * len(signed.names)
    for root in range(len(sides)):
        if sides[root]:
            continue
        sides[root] = 1
        queue = [(lengths[e], e, root, v) for v, e in signed.around[root]]
        heapq.heapify(queue)
        while queue:
            _, number, u, v = heapq.heappop(queue)
            if sides[v]:
                continue
            sides[v] = sides[u] * signed.edges[number].sign
            for w, e in signed.around[v]:
                if not sides[w]:
                    heapq.heappush(queue, (lengths[e], e, v, w))
    return sides


def _chain_of_turns(signed: Signed, start: Sequence[int]) -> tuple[list[int], float]:
    """Turn every node once, best first, and keep the best stretch from the beginning, with what it gains."""
    sides = list(start)
    gains = [_gain(signed, sides, node) for node in range(len(sides))]
    queue = [(-gain, node) for node, gain in enumerate(gains)]
    heapq.heapify(queue)
    turned: list[int] = []
    done = [False] * len(sides)
    total = best_total = 0.0
    best_length = 0
    while queue:
        negative_gain, node = heapq.heappop(queue)
        if done[node] or -negative_gain != gains[node]:  # turned already, or an outdated entry
            continue
        done[node] = True
        total += gains[node]
        _turn(signed, sides, node, gains)
        turned.append(node)
        for other, _ in signed.around[node]:
            if not done[other]:
                heapq.heappush(queue, (-gains[other], other))
        if total > best_total + _LEAST_GAIN:
            best_total, best_length = total, len(turned)
    result = list(start)
    for node in turned[:best_length]:
        result[node] = -result[node]
    return result, best_total


def _gain(signed: Signed, sides: Sequence[int], node: int) -> float:
    """How much frustration goes away when the node changes sides."""
    return sum(
        edge.weight if signed.is_frustrated(edge, sides) else -edge.weight
        for edge in (signed.edges[e] for _, e in signed.around[node])
    )


def _turn(signed: Signed, sides: list[int], node: int, gains: list[float]) -> None:
    sides[node] = -sides[node]
    for other, number in signed.around[node]:
        edge = signed.edges[number]
        gains[other] += 2 * edge.weight if signed.is_frustrated(edge, sides) else -2 * edge.weight
    gains[node] = -gains[node]
