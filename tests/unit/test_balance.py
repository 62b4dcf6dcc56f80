"""Balance: known values come out, bounds are honest, and what is not a signed graph is refused.

The Highland tribes are facts from K. E. Read, Cultures of the Central Highlands, New Guinea, Southwestern Journal of
Anthropology 10 (1954) 1-43, as tabulated by Hage and Harary, Structural Models in Anthropology (1983).
"""

from __future__ import annotations

import itertools
import math

import networkx as nx
import pytest
from diplograph.graph.balance import (
    Effort,
    Triangles,
    frustration_index,
    is_balanced,
    node_balance,
    triangle_balance,
    walk_balance,
)

ALLIES = """
    Kotun-Gavev Alika-Ove Gahuk-Ove Masil-Ove Masil-Nagam Masil-Gahuk Ukudz-Ove Ukudz-Alika Ukudz-Gahuk
    Ukudz-Masil Notoh-Nagam Kohik-Notoh Geham-Gahuk Geham-Masil Geham-Ukudz Asaro-Gahuk Asaro-Masil
    Asaro-Ukudz Asaro-Geham Uheto-Masil Uheto-Notoh Uheto-Kohik Seuve-Nagam Seuve-Uheto Nagad-Gavev
    Nagad-Kotun Gama-Gavev Gama-Kotun Gama-Nagad
"""
ENEMIES = """
    Ove-Gavev Ove-Kotun Alika-Gavev Nagam-Gavev Nagam-Kotun Gahuk-Gavev Gahuk-Kotun Notoh-Kotun Notoh-Gahuk
    Kohik-Kotun Geham-Notoh Geham-Kohik Asaro-Gavev Uheto-Gahuk Uheto-Geham Seuve-Ukudz Seuve-Asaro
    Nagad-Nagam Nagad-Notoh Nagad-Kohik Nagad-Geham Nagad-Asaro Nagad-Uheto Gama-Nagam Gama-Gahuk Gama-Geham
    Gama-Asaro Gama-Uheto Gama-Seuve
"""


@pytest.fixture
def tribes() -> nx.Graph:
    network = nx.Graph()
    for pairs, sign in ((ALLIES, 1), (ENEMIES, -1)):
        network.add_edges_from((*pair.split("-"), {"sign": sign}) for pair in pairs.split())
    return network


def signed(*ties: tuple[str, str, float]) -> nx.Graph:
    network = nx.Graph()
    network.add_edges_from((u, v, {"sign": sign}) for u, v, sign in ties)
    return network


def random_signs(nodes: int, edges: int, seed: int, share: float = 0.5) -> nx.Graph:
    """A random graph; `share` of its ties are negative, by a fixed scramble of their numbers."""
    network = nx.gnm_random_graph(nodes, edges, seed=seed)
    for number, (u, v) in enumerate(sorted(network.edges)):
        network.edges[u, v]["sign"] = -1 if (number * 7919 + seed) % 1000 < share * 1000 else 1
    return network


def planted(nodes: int, edges: int, seed: int, noise: float) -> nx.Graph:
    """Two camps (odd and even numbers); about every 1/noise-th tie is against the camps."""
    network = random_signs(nodes, edges, seed, noise)
    for u, v, tie in network.edges(data=True):
        tie["sign"] *= 1 if (u - v) % 2 == 0 else -1
    return network


def test_the_highland_tribes_have_frustration_seven_in_one_way(tribes):
    found = frustration_index(tribes)

    assert (len(tribes), tribes.size()) == (16, 58)
    assert (found.index, found.proved, found.unique) == (7, True, True)
    assert {"Gavev", "Kotun", "Nagad", "Gama"} == {tribe for tribe, side in found.sides.items() if side < 0}
    assert len(found.edges) == 7


def test_the_highland_tribes_have_59_balanced_triangles_of_68(tribes):
    triangles = triangle_balance(tribes)

    assert (triangles.balanced, triangles.total) == (59, 68)
    assert 0 < walk_balance(tribes) < 1


def test_frustrated_ties_are_those_that_the_sides_contradict(tribes):
    found = frustration_index(tribes)
    against = {
        frozenset((u, v)) for u, v, sign in tribes.edges(data="sign") if sign * found.sides[u] * found.sides[v] < 0
    }

    assert against == {frozenset(pair) for pair in found.edges}


def test_two_camps_of_200_states_are_proved():
    network = planted(200, 2000, seed=3, noise=0.1)

    found = frustration_index(network)

    assert found.proved
    assert found.unique
    assert sum(1 for node, side in found.sides.items() if (side == found.sides[0]) == (node % 2 == 0)) == 200


def test_where_the_simplex_method_loses_its_way_the_interior_point_method_proves_it():
    """Three blocs of 110 nodes: in two camps much is frustrated, and the linear program is degenerate."""
    network = nx.gnm_random_graph(110, 900, seed=7)
    for u, v, tie in network.edges(data=True):
        tie["sign"] = 1 if u % 3 == v % 3 else -1

    found = frustration_index(network, check_unique=False)

    assert found.proved
    assert found.index == len(found.edges)


def test_what_is_not_proved_is_an_interval_and_not_a_number():
    network = random_signs(40, 300, seed=5)

    found = frustration_index(network, effort=Effort(iterations=10, nodes=1))

    assert not found.proved
    assert found.lower < found.upper
    assert found.unique is None
    with pytest.raises(nx.NetworkXError, match="only known to lie in"):
        _ = found.index


def test_a_lower_bound_never_exceeds_the_truth_however_little_the_effort():
    network = random_signs(14, 45, seed=8)
    truth = brute_force(network)[0]

    for iterations in (1, 5, 20, 100, 1000):
        found = frustration_index(network, effort=Effort(iterations=iterations, nodes=1))
        assert found.lower <= truth <= found.upper


def brute_force(network: nx.Graph, weight: str | None = None) -> tuple[float, int]:
    """The frustration index by trying all divisions, and how many are optimal up to exchange of all sides."""
    nodes = list(network)
    ties = [(u, v, tie["sign"], tie[weight] if weight else 1) for u, v, tie in network.edges(data=True)]
    costs = []
    for rest in itertools.product((1, -1), repeat=len(nodes) - 1):
        side = dict(zip(nodes, (1, *rest), strict=True))
        costs.append(sum(w for u, v, sign, w in ties if sign * side[u] * side[v] < 0))
    return min(costs), sum(math.isclose(cost, min(costs), abs_tol=1e-9) for cost in costs)


@pytest.mark.parametrize("seed", range(30))
def test_the_index_is_the_least_over_all_divisions(seed):
    network = random_signs(3 + seed % 7, min(3 + seed, (3 + seed % 7) * (2 + seed % 7) // 2), seed, 0.3 + 0.02 * seed)
    for number, (_, _, tie) in enumerate(sorted(network.edges(data=True), key=str)):
        tie["weight"] = 1 + number % 3 if seed % 2 else 0.25 + number % 4 * 0.31
    least, optimal = brute_force(network, "weight")

    found = frustration_index(network, weight="weight")

    assert math.isclose(least, found.index, abs_tol=1e-6)
    assert found.unique == (optimal == 2 ** (nx.number_connected_components(network) - 1))


@pytest.mark.parametrize(
    ("ties", "index", "unique"),
    [
        ((), 0, True),
        ((("a", "b", -1),), 0, True),
        ((("a", "b", 1), ("b", "c", 1), ("a", "c", -1)), 1, False),
        ((("a", "b", 1), ("b", "c", -1), ("a", "c", -1)), 0, True),
        ((("a", "b", -2.5), ("c", "d", 4)), 0, True),  # any number has a sign; parts do not matter to each other
    ],
)
def test_small_networks(ties, index, unique):
    found = frustration_index(signed(*ties))

    assert (index, unique) == (found.index, found.unique)
    assert (index == 0) == is_balanced(signed(*ties))


def test_a_heavy_tie_is_kept_and_a_light_one_given_up():
    network = signed(("a", "b", 1), ("b", "c", 1), ("a", "c", -1))
    for pair, weight in ((("a", "b"), 3), (("b", "c"), 2), (("a", "c"), 5)):
        network.edges[pair]["count"] = weight

    found = frustration_index(network, weight="count")

    assert (found.index, found.edges, found.unique) == (2, (("b", "c"),), True)


@pytest.mark.parametrize(
    ("network", "error", "words"),
    [
        (nx.DiGraph([("a", "b", {"sign": 1})]), nx.NetworkXNotImplemented, "directed"),
        (nx.MultiGraph([("a", "b", {"sign": 1})]), nx.NetworkXNotImplemented, "multigraph"),
        (nx.Graph([("a", "b")]), nx.NetworkXError, "sign=None"),
        (nx.Graph([("a", "b", {"sign": 0})]), nx.NetworkXError, "sign=0"),
        (nx.Graph([("a", "b", {"sign": "+"})]), nx.NetworkXError, "above or below 0"),
        (nx.Graph([("a", "b", {"sign": math.nan})]), nx.NetworkXError, "above or below 0"),
        (nx.Graph([("a", "a", {"sign": 1})]), nx.NetworkXError, "self-loop"),
        (nx.Graph([("a", "b", {"sign": 1, "w": -1})]), nx.NetworkXError, "above 0"),
    ],
)
@pytest.mark.parametrize("measure", [frustration_index, walk_balance, node_balance])
def test_what_is_not_a_signed_graph_is_refused(network, error, words, measure):
    with pytest.raises(error, match=words):
        measure(network, weight="w")


def test_the_sign_may_stand_under_any_name():
    network = nx.Graph([("a", "b", {"mood": 1}), ("b", "c", {"mood": 1}), ("a", "c", {"mood": -1})])

    assert frustration_index(network, "mood").index == 1
    assert Triangles(0, 1, 0, 0) == triangle_balance(network, "mood")


def test_triangles_are_told_apart_by_their_negative_ties():
    network = nx.complete_graph(4)
    for u, v, tie in network.edges(data=True):
        tie["sign"] = -1 if 0 in (u, v) else 1

    assert Triangles(friends=1, rifts=0, common_enemies=3, all_against_all=0) == triangle_balance(network)


def test_no_triangle_has_no_share():
    assert triangle_balance(signed(("a", "b", 1))).share is None


def test_walks_of_a_balanced_network_are_balanced_and_others_less_so():
    assert walk_balance(signed(("a", "b", -1), ("b", "c", 1), ("a", "c", -1))) == pytest.approx(1)
    hostile = signed(("a", "b", -1), ("b", "c", -1), ("a", "c", -1))
    rift = signed(("a", "b", 1), ("b", "c", 1), ("a", "c", -1), ("c", "d", 1))
    assert walk_balance(hostile) < 1
    assert walk_balance(rift) < 1
    assert min(node_balance(rift), key=node_balance(rift).get) != "d"  # the bystander is not the odd one out


def test_strong_ties_do_not_overflow_the_walks():
    network = nx.complete_graph(60)
    nx.set_edge_attributes(network, 1, "sign")
    nx.set_edge_attributes(network, 1000, "weight")

    assert walk_balance(network, weight="weight") == 1


def test_a_walk_parameter_that_is_not_positive_is_refused():
    with pytest.raises(nx.NetworkXError, match="beta"):
        walk_balance(signed(("a", "b", 1)), beta=0)
