"""Layout: where the nodes of a signed network stand on paper.  Knows only numbers; never draws.

Everything here is deterministic: no random start, no clock, ties broken by position in the input.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Points = NDArray[np.float64]

__all__ = ["CORE", "Tie", "place"]

CORE = 96  # nodes that a reader can still tell apart; stress takes the square of their number

_SPACING = 64.0  # drawing units between neighbours before labels make room
_GOLDEN = math.pi * (3.0 - math.sqrt(5.0))  # the angle that fills a disc evenly


@dataclass(frozen=True, slots=True)
class Tie:
    """A weighted tie between two nodes, named by their place in the input.   weight: below zero if it is hostile."""

    a: int
    b: int
    weight: float


def place(
    ties: Sequence[Tie], boxes: Sequence[tuple[float, float]], camps: Sequence[int], *, aspect: float = 1.2
) -> list[tuple[int, int]]:
    """Return a whole-number position for each box: friends close, foes apart, no box over another.

    boxes:   width and height of each node with its label, in drawing units; the most important node first.
    camps:   which group each node belongs to; groups start apart, so that the drawing need not untangle them.
    aspect:  wanted width : height of the whole drawing.
    The first CORE nodes by stress (Gansner, Koren and North 2004): the distance on paper follows the distance over
    ties, where a hostile tie is longer than a friendly one.  All others in rings around them, each on the side of those
    that it has ties with: a picture of hundreds by stress alone is a tangle in which nobody finds anything.
    """
    import numpy as np

    if not boxes:
        return []
    core = min(CORE, len(boxes))
    inner = [tie for tie in ties if tie.a < core and tie.b < core]
    points = _level(_relax(_start(camps[:core]), _distances(core, inner)))
    points *= np.array([math.sqrt(aspect), 1 / math.sqrt(aspect)])
    points *= _SPACING / max(_typical_gap(points), 1e-9)
    points = _separate(points, np.asarray(boxes[:core], dtype=np.float64))
    points -= (points.max(axis=0) + points.min(axis=0)) / 2
    spots = [(float(x), float(y)) for x, y in points]
    _ring(spots, ties, boxes)
    return [(round(x), round(y)) for x, y in spots]


def _start(camps: Sequence[int]) -> Points:
    """A sunflower, camp by camp around the middle."""
    import numpy as np

    count = len(camps)
    order = sorted(range(count), key=lambda node: (camps[node], node))
    points = np.zeros((count, 2), dtype=np.float64)
    groups = max(camps) + 1
    for rank, node in enumerate(order):
        turn, reach = rank * _GOLDEN, math.sqrt(rank + 0.5) / math.sqrt(count)
        middle = 2 * math.pi * camps[node] / groups
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
    for _ in range(300):
        gap = points[:, None, :] - points[None, :, :]
        cover = half[:, None, :] + half[None, :, :] - np.abs(gap)
        hit = (cover[..., 0] > 0.5) & (cover[..., 1] > 0.5)
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


def _ring(spots: list[tuple[float, float]], ties: Sequence[Tie], boxes: Sequence[tuple[float, float]]) -> None:
    """Add a spot for every box that has none yet: ring by ring, on each ring in the order of where its ties lead."""
    near: list[list[int]] = [[] for _ in boxes]
    for tie in ties:
        near[tie.a].append(tie.b)
        near[tie.b].append(tie.a)
    room = [max(sizes) for sizes in zip(*boxes, strict=True)]
    wide, tall = (max(abs(spot[axis]) for spot in spots) + 1.0 for axis in (0, 1))
    corner = max(math.hypot(x / wide, y / tall) for x, y in spots)  # the oval must go round the corners too
    wide, tall = wide * corner + room[0], tall * corner + room[1]
    while len(spots) < len(boxes):
        around = math.pi * (3 * (wide + tall) - math.sqrt((3 * wide + tall) * (wide + 3 * tall)))  # Ramanujan 1914
        slots = max(8, int(around / room[0]))
        members = range(len(spots), min(len(spots) + slots, len(boxes)))
        turns = _turns(sorted((_direction(node, near, spots), node) for node in members), slots)
        spots.extend((wide * math.cos(turns[node]), tall * math.sin(turns[node])) for node in members)
        wide, tall = wide + room[0] * 0.7, tall + room[1] * 0.7


def _direction(node: int, near: Sequence[Sequence[int]], spots: Sequence[tuple[float, float]]) -> float:
    """The angle at which the neighbours that have a spot lie; for a node without any, one that fills evenly."""
    known = [spots[other] for other in near[node] if other < len(spots)]
    x, y = sum(x for x, _ in known), sum(y for _, y in known)
    return math.atan2(y, x) if (x, y) != (0, 0) else (node * _GOLDEN) % (2 * math.pi) - math.pi


def _turns(wanted: Sequence[tuple[float, int]], slots: int) -> dict[int, float]:
    """Angles at least one slot apart, each as near to the wanted one as its forerunners let it be."""
    step = 2 * math.pi / slots
    turns: dict[int, float] = {}
    last = -math.inf
    for place, (angle, node) in enumerate(wanted):
        latest = math.pi - (len(wanted) - place) * step  # so that those behind it still find room
        last = min(max(angle, last + step), latest)
        turns[node] = last
    return turns
