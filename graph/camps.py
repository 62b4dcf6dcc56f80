"""Camps: which nodes of a signed network belong together, for the colours of a picture.  Knows only numbers.

Deterministic: no random start, ties broken by position in the input.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Tie", "camps"]


@dataclass(frozen=True, slots=True)
class Tie:
    """A weighted tie between two nodes, named by their place in the input.   weight: below zero if it is hostile."""

    a: int
    b: int
    weight: float


def camps(count: int, ties: Sequence[Tie]) -> list[int]:
    """Return a camp number for each of `count` nodes, the largest camp being 0.

    Inside a camp there are more friendly ties, across camps more hostile ones, than chance would give: signed
    modularity (Gomez, Jensen and Arenas 2009), by moving one node at a time while that helps.  A node without ties has
    a camp of its own.  The bounds and proofs of `analyze` are another matter; this colours a picture, fast.
    """
    score = _Modularity(count, ties)
    of = list(range(count))
    for _ in range(30):
        moved = [_move(node, of, score) for node in range(count)]
        if not any(moved):
            break
    sizes: dict[int, int] = {}
    for camp in of:
        sizes[camp] = sizes.get(camp, 0) + 1
    order = {camp: rank for rank, camp in enumerate(sorted(sizes, key=lambda camp: (-sizes[camp], camp)))}
    return [order[camp] for camp in of]


class _Modularity:
    """Strengths of nodes and camps, friendly (0) and hostile (1), that a move's gain is reckoned from."""

    def __init__(self, count: int, ties: Sequence[Tie]) -> None:
        self.near: list[dict[int, float]] = [{} for _ in range(count)]
        self.strength = [[0.0] * count, [0.0] * count]
        self.total = [0.0, 0.0]
        for tie in ties:
            side = int(tie.weight < 0)
            self.total[side] += abs(tie.weight)
            for one, other in ((tie.a, tie.b), (tie.b, tie.a)):
                self.near[one][other] = self.near[one].get(other, 0.0) + tie.weight
                self.strength[side][one] += abs(tie.weight)
        self.camp = [list(self.strength[0]), list(self.strength[1])]

    def gain(self, node: int, camp: int, weight: float) -> float:
        """What `node` adds to `camp`, to which it is tied by `weight` in sum."""
        expected = [
            self.strength[side][node] * self.camp[side][camp] / (2 * self.total[side]) if self.total[side] else 0.0
            for side in (0, 1)
        ]
        return weight - expected[0] + expected[1]

    def shift(self, node: int, camp: int, direction: int) -> None:
        for side in (0, 1):
            self.camp[side][camp] += direction * self.strength[side][node]


def _move(node: int, of: list[int], score: _Modularity) -> bool:
    """Put `node` into the neighbouring camp where it fits best; tell whether it moved."""
    weights: dict[int, float] = {of[node]: 0.0}
    for other, weight in score.near[node].items():
        weights[of[other]] = weights.get(of[other], 0.0) + weight
    old = of[node]
    score.shift(node, old, -1)
    gains = {camp: score.gain(node, camp, weight) for camp, weight in weights.items()}
    best = max(sorted(gains), key=lambda camp: gains[camp])
    if gains[best] <= gains[old] + 1e-9:
        best = old
    score.shift(node, best, +1)
    of[node] = best
    return best != old
