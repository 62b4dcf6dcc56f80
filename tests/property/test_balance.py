"""Balance: what must hold for every signed graph."""

from __future__ import annotations

import networkx as nx
from diplograph.graph.balance import frustration_index, is_balanced, triangle_balance, walk_balance
from diplograph.graph.polarization import polarization
from hypothesis import given, settings
from hypothesis import strategies as st


@st.composite
def signed_graphs(draw: st.DrawFn) -> nx.Graph:
    nodes = draw(st.integers(1, 9))
    network = nx.empty_graph(nodes)
    pairs = [(u, v) for u in range(nodes) for v in range(u)]
    for u, v in draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []:
        network.add_edge(u, v, sign=draw(st.sampled_from((1, -1))), weight=draw(st.integers(1, 4)))
    return network


@settings(max_examples=60, deadline=None)
@given(signed_graphs(), st.sets(st.integers(0, 8)))
def test_turning_nodes_over_changes_no_measure(network, turned):
    """Switching equivalence (Zaslavsky 1982): the ties of some nodes change sign, every cycle keeps its own."""
    switched = network.copy()
    for u, v, tie in switched.edges(data=True):
        tie["sign"] *= -1 if (u in turned) != (v in turned) else 1

    before, after = frustration_index(network, weight="weight"), frustration_index(switched, weight="weight")

    assert (before.index, before.unique) == (after.index, after.unique)
    assert triangle_balance(network).balanced == triangle_balance(switched).balanced
    assert abs(walk_balance(network) - walk_balance(switched)) < 1e-9


@settings(max_examples=60, deadline=None)
@given(signed_graphs())
def test_index_zero_balance_and_whole_walks_are_one_thing(network):
    found = frustration_index(network)

    assert (found.index == 0) == is_balanced(network) == (walk_balance(network) > 1 - 1e-9)
    assert found.index <= network.size() / 2


@settings(max_examples=40, deadline=None)
@given(signed_graphs())
def test_without_its_frustrated_ties_a_network_is_balanced(network):
    found = frustration_index(network, weight="weight")

    assert found.upper == sum(network.edges[pair]["weight"] for pair in found.edges)
    network.remove_edges_from(found.edges)
    assert is_balanced(network)


@settings(max_examples=40, deadline=None)
@given(signed_graphs())
def test_polarization_is_a_share_and_none_only_without_ties(network):
    found = polarization(network, weight="weight")

    assert (found is None) == (network.size() == 0)
    assert found is None or 0 <= found <= 1
    assert found in (None, 0) or any(sign < 0 for _, _, sign in network.edges(data="sign"))


@settings(max_examples=20, deadline=None)
@given(signed_graphs(), st.integers(0, 3))
def test_the_same_seed_gives_the_same_division(network, seed):
    assert frustration_index(network, seed=seed) == frustration_index(network, seed=seed)
