"""Spectral: rough blocs of a signed network from its leading eigenvectors.  Starts for a search, no results."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .signed import Signed

if TYPE_CHECKING:
    import numpy as np

    _Array = np.ndarray[Any, np.dtype[Any]]

__all__ = ["spectral_starts"]

_MOST_NODES = 1000  # eigenvectors of more take longer than the search that they help
_MOST_BLOCS = 8


def spectral_starts(signed: Signed) -> list[list[int]]:
    """Return divisions into 2, 3, … blocs by the modularity matrix of both signs; none for a large network."""
    import numpy as np

    size = len(signed.names)
    if not 3 <= size <= _MOST_NODES or not signed.edges:
        return []
    friendly, hostile = np.zeros((size, size)), np.zeros((size, size))
    for edge in signed.edges:
        matrix = friendly if edge.sign > 0 else hostile
        matrix[edge.u, edge.v] = matrix[edge.v, edge.u] = edge.weight
    surplus = _above_chance(friendly) - _above_chance(hostile)
    values, vectors = np.linalg.eigh(surplus)
    starts = []
    for blocs in range(2, min(_MOST_BLOCS, size - 1) + 1):
        if values[-(blocs - 1)] <= 0:
            break
        points = vectors[:, -(blocs - 1) :] * np.sqrt(values[-(blocs - 1) :])
        starts.append(_nearest_centres(points, blocs))
    return starts


def _above_chance(matrix: _Array) -> _Array:
    ends = matrix.sum(axis=0)
    total = ends.sum()
    return matrix - (ends[:, None] * ends[None, :] / total if total else 0.0)


def _nearest_centres(points: _Array, count: int) -> list[int]:
    """k-means from the points that lie farthest apart: no chance in it."""
    import numpy as np

    chosen = [int(np.argmax((points**2).sum(axis=1)))]
    while len(chosen) < count:
        distance = ((points[:, None, :] - points[chosen][None, :, :]) ** 2).sum(axis=2).min(axis=1)
        chosen.append(int(np.argmax(distance)))
    centres = points[chosen]
    for _ in range(20):
        nearest = ((points[:, None, :] - centres[None, :, :]) ** 2).sum(axis=2).argmin(axis=1)
        centres = np.array(
            [points[nearest == k].mean(axis=0) if (nearest == k).any() else centres[k] for k in range(count)]
        )
    return [int(k) for k in nearest]
