"""Blocs: planted ones are found again, the same seed gives the same, and firm members are told from doubtful ones."""

from __future__ import annotations

import networkx as nx
import pytest
from diplograph.graph.blocs import bloc_stability, signed_communities, signed_modularity


def planted(nodes: int, edges: int, blocs: int, against: int, seed: int = 1) -> nx.Graph:
    """Node i is in bloc i % blocs; every `against`-th tie is against the blocs."""
    network = nx.gnm_random_graph(nodes, edges, seed=seed)
    for number, (u, v) in enumerate(sorted(network.edges)):
        sign = 1 if (u - v) % blocs == 0 else -1
        network.edges[u, v]["sign"] = -sign if number * 7919 % against == 0 else sign
    return network


@pytest.mark.parametrize(
    ("nodes", "edges", "blocs", "against"), [(30, 250, 3, 50), (120, 1500, 2, 10), (120, 2400, 4, 10)]
)
def test_planted_blocs_are_found(nodes, edges, blocs, against):
    found = signed_communities(planted(nodes, edges, blocs, against))

    assert {frozenset(range(k, nodes, blocs)) for k in range(blocs)} == set(found)


def test_blocs_are_those_of_friends_even_without_enemies():
    network = nx.Graph()
    for clique in ("abcd", "efgh"):
        network.add_edges_from((u, v, {"sign": 1}) for u in clique for v in clique if u < v)
    network.add_edge("d", "e", sign=1)

    assert [set("abcd"), set("efgh")] == sorted(map(set, signed_communities(network)), key=min)


def test_enemies_of_one_enemy_are_not_friends():
    """Two states at war with a third are joined by nothing: three blocs of war are three blocs."""
    network = nx.Graph([("a", "b", {"sign": -1}), ("b", "c", {"sign": -1}), ("a", "c", {"sign": -1})])

    assert len(signed_communities(network)) == 3
    assert len(signed_communities(network, at_most=2)) == 2


def test_the_same_seed_gives_the_same_blocs():
    network = planted(60, 250, 3, 4)

    assert signed_communities(network, seed=5) == signed_communities(network, seed=5)
    assert bloc_stability(network, signed_communities(network), runs=3) == bloc_stability(
        network, signed_communities(network), runs=3
    )


def test_blocs_are_a_partition_and_the_largest_comes_first():
    network = planted(50, 120, 3, 5)
    network.add_node("alone")

    found = signed_communities(network)

    assert nx.community.is_partition(network, found)
    assert sorted(map(len, found), reverse=True) == list(map(len, found))
    assert frozenset(["alone"]) in found


def test_no_division_of_the_two_has_a_better_modularity():
    network = planted(20, 60, 2, 6)
    found = signed_communities(network)

    assert signed_modularity(network, found) >= signed_modularity(network, [range(0, 20, 2), range(1, 20, 2)])
    assert signed_modularity(network, [list(network)]) == pytest.approx(0)
    assert signed_modularity(nx.empty_graph(3), [[0, 1], [2]]) == 0


def test_a_heavy_tie_holds_together_what_light_ones_pull_apart():
    network = nx.Graph()
    network.add_edge("a", "b", sign=1, weight=10)
    network.add_edges_from((u, v, {"sign": -1, "weight": 1}) for u in "ab" for v in "cd")
    network.add_edge("c", "d", sign=1, weight=1)
    network.add_edge("b", "c", sign=1, weight=1)

    assert {frozenset("ab"), frozenset("cd")} == set(signed_communities(network, weight="weight"))


def test_membership_that_hangs_on_one_tie_is_less_stable():
    network = planted(30, 250, 2, 1000)
    network.add_edge("new", 0, sign=1)
    found = signed_communities(network)

    stability = bloc_stability(network, found, drop=0.3, runs=20)

    assert min(stability, key=stability.get) == "new"
    assert all(stability[node] > 0.9 for node in range(30))
    assert all(value == 1 for value in bloc_stability(network, found, drop=0, runs=2).values())


@pytest.mark.parametrize("how", [{"resolution": 0}, {"restarts": 0}, {"at_most": 0}], ids=lambda how: next(iter(how)))
def test_what_makes_no_sense_is_refused(how):
    with pytest.raises(nx.NetworkXError, match="above 0"):
        signed_communities(nx.Graph([(1, 2, {"sign": 1})]), **how)


def test_blocs_that_are_no_partition_are_refused():
    with pytest.raises(nx.NetworkXError, match="no partition"):
        signed_modularity(nx.Graph([(1, 2, {"sign": 1})]), [[1]])
    with pytest.raises(nx.NetworkXError, match="drop"):
        bloc_stability(nx.Graph([(1, 2, {"sign": 1})]), [[1, 2]], drop=1)


def test_an_empty_network_has_no_blocs():
    assert signed_communities(nx.Graph()) == ()
