"""Where nodes stand."""

from __future__ import annotations

import math

import pytest
from diplograph.graph.layout import CORE, Tie, place

BOX = (80.0, 60.0)
SIDES = [0] * 6 + [1] * 6


def apart(spots, a, b):
    return math.dist(spots[a], spots[b])


def covering(spots, box):
    return [
        (i, j)
        for i, one in enumerate(spots)
        for j, other in enumerate(spots[:i])
        if abs(one[0] - other[0]) < box[0] - 2 and abs(one[1] - other[1]) < box[1] - 2
    ]


def two_blocs(size: int) -> list[Tie]:
    """Friends inside each half, foes across."""
    inside = [Tie(a, b, 1.0) for half in (0, size) for a in range(half, half + size) for b in range(half, a)]
    return inside + [Tie(a, size + a, -1.0) for a in range(size)]


def test_friends_stand_closer_than_foes():
    spots = place([Tie(0, 1, 2.0), Tie(1, 2, -2.0)], [BOX] * 3, [0, 0, 1])

    assert apart(spots, 0, 1) < apart(spots, 1, 2)


@pytest.mark.parametrize("count", [2, 9, 40, 100])
def test_no_box_covers_another(count):
    ties = [Tie(n, (n * 3 + 1) % count, 1.0 if n % 3 else -1.0) for n in range(count) if n != (n * 3 + 1) % count]

    assert covering(place(ties, [BOX] * count, [0] * count), BOX) == []


def test_many_stand_in_rings_around_the_first():
    count = CORE + 300
    spots = place([Tie(n, n % CORE, 1.0) for n in range(CORE, count)], [BOX] * count, [0] * count)

    assert len(set(spots)) == count
    assert max(abs(x) for x, _ in spots[:CORE]) < max(abs(x) for x, _ in spots[CORE:])


def test_the_same_ties_give_the_same_places():
    assert place(two_blocs(6), [BOX] * 12, SIDES) == place(two_blocs(6), [BOX] * 12, SIDES)


@pytest.mark.parametrize("count", [0, 1])
def test_nothing_and_one_have_their_places(count):
    assert place([], [BOX] * count, [0] * count) == [(0, 0)] * count
