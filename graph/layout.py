"""Layout: where the nodes of a signed network stand on paper.  Knows only numbers; never draws.

Everything here is deterministic: no random start, no clock, ties broken by position in the input.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from .camps import Tie, camps

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Points = NDArray[np.float64]

__all__ = ["place"]

_SPACING = 118.0  # drawing units between neighbours before labels make room
_MOST_STRESS = 400  # nodes; stress takes the square of their number, in time and space
_GOLDEN = math.pi * (3.0 - math.sqrt(5.0))  # the angle that fills a disc evenly


def place(ties: Sequence[Tie], boxes: Sequence[tuple[float, float]], *, aspect: float = 1.2) -> list[tuple[int, int]]:
    """Return a whole-number position for each box: friends close, foes apart, no box over another.

    boxes:   width and height of each node with its label, in drawing units.
    aspect:  wanted width : height of the whole drawing.
    Up to a few hundred nodes by stress (Gansner, Koren and North 2004): the distance on paper follows the distance over
    ties, where a hostile tie is longer than a friendly one.  Beyond, by forces (Fruchterman and Reingold 1991).
    """
    import numpy as np

    count = len(boxes)
    if count == 0:
        return []
    points = _start(count, ties)
    points = _relax(points, _distances(count, ties)) if count <= _MOST_STRESS else _settle(points, ties)
    points = _level(points)
    points *= np.array([math.sqrt(aspect), 1 / math.sqrt(aspect)])
    points *= _SPACING / max(_typical_gap(points), 1e-9)
    points = _separate(points, np.asarray(boxes, dtype=np.float64))
    points -= (points.max(axis=0) + points.min(axis=0)) / 2
    return [(round(float(x)), round(float(y))) for x, y in points]


def _start(count: int, ties: Sequence[Tie]) -> Points:
    """A sunflower: camp by camp around the middle, so that the forces need not untangle them."""
    import numpy as np

    of = camps(count, ties)
    order = sorted(range(count), key=lambda node: (of[node], node))
    points = np.zeros((count, 2), dtype=np.float64)
    groups = max(of) + 1
    for rank, node in enumerate(order):
        turn, reach = rank * _GOLDEN, math.sqrt(rank + 0.5) / math.sqrt(count)
        middle = 2 * math.pi * of[node] / groups
        points[node] = (reach * math.cos(turn) + math.cos(middle), reach * math.sin(turn) + math.sin(middle))
    return points * math.sqrt(count)


def _distances(count: int, ties: Sequence[Tie]) -> Points:
    """How far apart each two nodes should stand: the shortest way over ties; parts without a way, a little farther."""
    import numpy as np

    near: list[list[tuple[int, float]]] = [[] for _ in range(count)]
    for tie in ties:
        near[tie.a].append((tie.b, _length(tie.weight)))
        near[tie.b].append((tie.a, _length(tie.weight)))
    distances = np.full((count, count), np.inf)
    for start in range(count):
        for node, distance in _reach(start, near).items():
            distances[start, node] = distance
    finite = distances[np.isfinite(distances)]
    distances[~np.isfinite(distances)] = max(2.5, float(np.percentile(finite, 90)))
    return distances


def _length(weight: float) -> float:
    return 1.0 / (1 + 0.15 * math.log1p(weight)) if weight > 0 else 1.6


def _reach(start: int, near: Sequence[Sequence[tuple[int, float]]]) -> dict[int, float]:
    """The shortest distances from one node (Dijkstra)."""
    found: dict[int, float] = {}
    queue = [(0.0, start)]
    while queue:
        distance, node = heapq.heappop(queue)
        if node in found:
            continue
        found[node] = distance
        for other, length in near[node]:
            if other not in found:
                heapq.heappush(queue, (distance + length, other))
    return found


def _relax(points: Points, wanted: Points) -> Points:
    """Move every node to where the others want it in the mean, the near ones weighing most, again and again."""
    import numpy as np

    weights = 1.0 / np.maximum(wanted, 0.1) ** 2
    np.fill_diagonal(weights, 0.0)
    total = np.maximum(weights.sum(axis=1), 1e-9)[:, None]
    for _ in range(300):
        gap = points[:, None, :] - points[None, :, :]
        length = np.maximum(np.hypot(gap[..., 0], gap[..., 1]), 1e-6)
        step = gap * (wanted / length)[..., None] - gap
        points = points + 0.9 * (step * weights[..., None]).sum(axis=1) / total
    return points


def _level(points: Points) -> Points:
    """Draw the rim in and the crowded middle out, keeping every direction: the paper fills evenly."""
    import numpy as np

    if len(points) < 8:
        return points
    centred = points - np.median(points, axis=0)
    reach = np.maximum(np.hypot(centred[:, 0], centred[:, 1]), 1e-9)
    even = np.sqrt((np.argsort(np.argsort(reach, kind="stable"), kind="stable") + 0.5) / len(points)) * reach.max()
    levelled: Points = centred * ((0.5 * reach + 0.5 * even) / reach)[:, None]
    return levelled


def _settle(points: Points, ties: Sequence[Tie]) -> Points:
    """Let the forces act, with steps that shrink, until the drawing stands."""
    import numpy as np

    count = len(points)
    rounds = 400 if count <= 150 else 200 if count <= 500 else 60
    ends = np.array([(tie.a, tie.b) for tie in ties], dtype=np.int64).reshape(-1, 2)
    pull = np.array([_pull(tie.weight) for tie in ties], dtype=np.float64)
    pull = pull / _crowding(ends, count) if len(ties) else pull
    for turn in range(rounds):
        move = _repulsion(points) - points * 0.055
        if len(ties):
            along = points[ends[:, 1]] - points[ends[:, 0]]
            force = along * (pull * np.hypot(along[:, 0], along[:, 1]))[:, None]
            np.add.at(move, ends[:, 0], force)
            np.add.at(move, ends[:, 1], -force)
        length = np.maximum(np.hypot(move[:, 0], move[:, 1]), 1e-9)
        reach = math.sqrt(count) * 0.12 * (1 - turn / rounds) + 0.01
        points = points + move * (np.minimum(length, reach) / length)[:, None]
    return points


def _pull(weight: float) -> float:
    """The force of a tie: the logarithm keeps a much-reported pair from swallowing the rest."""
    return (1.0 if weight > 0 else 0.22) * (0.5 + math.log1p(abs(weight)) / 2)


def _crowding(ends: NDArray[np.int64], count: int) -> Points:
    """The square root of the lesser degree at each tie: hubs must not pull everything onto one heap."""
    import numpy as np

    degree = np.bincount(ends.ravel(), minlength=count)
    crowding: Points = np.sqrt(np.minimum(degree[ends[:, 0]], degree[ends[:, 1]])).astype(np.float64)
    return crowding


def _repulsion(points: Points) -> Points:
    """Every node pushes every other with the inverse of the distance."""
    import numpy as np

    x = points[:, 0].astype(np.float32)
    y = points[:, 1].astype(np.float32)
    dx, dy = x[:, None] - x[None, :], y[:, None] - y[None, :]
    inverse = 1.0 / (dx * dx + dy * dy + np.float32(0.01))
    return np.stack([(dx * inverse).sum(axis=1), (dy * inverse).sum(axis=1)], axis=1).astype(np.float64)


def _typical_gap(points: Points) -> float:
    """The median distance from a node to its nearest neighbour."""
    import numpy as np

    if len(points) < 2:
        return 1.0
    x, y = points[:, 0], points[:, 1]
    square = (x[:, None] - x[None, :]) ** 2 + (y[:, None] - y[None, :]) ** 2
    np.fill_diagonal(square, np.inf)
    return float(np.median(np.sqrt(square.min(axis=1))))


def _separate(points: Points, boxes: Points) -> Points:
    """Push boxes that cover each other apart, along the axis where that takes the shorter way."""
    import numpy as np

    half = boxes / 2
    for _ in range(80):
        gap = points[:, None, :] - points[None, :, :]
        cover = half[:, None, :] + half[None, :, :] - np.abs(gap)
        hit = (cover > 0.5).all(axis=2)
        np.fill_diagonal(hit, val=False)
        if not hit.any():
            break
        # Two nodes on one spot part by their order.
        side = np.where(gap == 0, np.sign(np.arange(len(points))[:, None] - np.arange(len(points)))[..., None], gap)
        sideways = cover[..., 0] <= cover[..., 1]
        for axis, chosen in ((0, sideways), (1, ~sideways)):
            push = np.where(hit & chosen, cover[..., axis] * np.sign(side[..., axis]), 0.0)
            points[:, axis] += np.clip(push.sum(axis=1) * 0.35, -40, 40)
    return points
