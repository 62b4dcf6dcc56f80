"""Polarization: two camps are told from one, and from enmity all round."""

from __future__ import annotations

import networkx as nx
import pytest
from diplograph.graph.polarization import polarization


def camps(*sizes: int, across: int = -1) -> nx.Graph:
    """Cliques of friends with one tie of the sign `across` between each two actors of different cliques."""
    of = [camp for camp, size in enumerate(sizes) for _ in range(size)]
    network = nx.complete_graph(len(of))
    for u, v, tie in network.edges(data=True):
        tie["sign"] = 1 if of[u] == of[v] else across
    return network


def test_two_equal_camps_without_exception_are_one_and_friends_alone_nothing():
    assert polarization(camps(6, 6)) == 1
    assert polarization(camps(12)) == 0
    assert polarization(camps(6, 6, across=1)) == 0  # friends all round: one camp


def test_a_small_camp_divides_less_than_a_large_one():
    assert 0 < polarization(camps(10, 2)) < polarization(camps(8, 4)) < polarization(camps(6, 6))


def test_ties_that_do_not_fit_divide_less():
    network = camps(6, 6)
    network.edges[0, 6]["sign"] = network.edges[1, 7]["sign"] = 1

    assert 0.8 < polarization(network) < 1


def test_each_against_each_is_no_division_into_two():
    assert polarization(camps(*[1] * 8)) < 0.3


def test_parts_count_by_their_ties_and_not_by_which_camp_is_called_the_first():
    two = nx.disjoint_union(camps(5, 5), camps(5, 5))

    assert polarization(two) == polarization(camps(5, 5)) == 1
    assert polarization(nx.disjoint_union(camps(5, 5), camps(10))) == pytest.approx(0.5)


def test_no_tie_is_no_polarization_and_an_unsigned_one_is_refused():
    assert polarization(nx.empty_graph(3)) is None
    with pytest.raises(nx.NetworkXError, match="sign"):
        polarization(nx.path_graph(3))
