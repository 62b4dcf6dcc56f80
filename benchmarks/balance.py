"""Signed networks: how long an exact frustration index takes, how tight it is, and how well blocs are found again.

    python benchmarks/balance.py            # prints tables; asserts nothing
    python benchmarks/balance.py --peers    # and the textbook integer program, and leidenalg where it is installed

Networks are planted: random ties, camps by the number of the node, a share of the ties against them.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from collections.abc import Callable, Iterable
from importlib.util import find_spec
from math import comb

import networkx as nx
from diplograph.graph.balance import frustration_index
from diplograph.graph.blocs import bloc_stability, signed_communities, signed_modularity


def planted(nodes: int, edges: int, blocs: int, against: float, seed: int = 7, kind: str = "even") -> nx.Graph:
    """Random ties between blocs of the same size; a share `against` of the ties has the wrong sign.

    kind: how ties fall: 'even'; 'hubs', where a few have most (Barabasi and Albert 1999); 'ring', where neighbours on
    a ring have them (Watts and Strogatz 1998); 'uneven', where the first bloc has four fifths of the nodes.
    """
    chance = random.Random(seed)
    of = [node % blocs for node in range(nodes)]
    if kind == "hubs":
        network = nx.barabasi_albert_graph(nodes, edges // nodes, seed=seed)
    elif kind == "ring":
        network = nx.watts_strogatz_graph(nodes, 2 * edges // nodes, 0.1, seed=seed)
        of = [node * blocs // nodes for node in range(nodes)]
    else:
        network = nx.gnm_random_graph(nodes, edges, seed=seed)
    if kind == "uneven":
        of = [0 if chance.random() < 0.8 else 1 for _ in range(nodes)]
    for u, v, tie in network.edges(data=True):
        sign = 1 if of[u] == of[v] else -1
        tie["sign"] = -sign if chance.random() < against else sign
    return network


def timed(work: Callable[[], object]) -> tuple[object, float]:
    start = time.perf_counter()
    return work(), time.perf_counter() - start


# kind, nodes, ties, blocs, share of ties against them; the last ones have hardly any blocs left, or none.
CASES = [
    ("even", 200, 2000, 2, 0.05),
    ("even", 200, 2000, 2, 0.1),
    ("even", 200, 2000, 2, 0.2),
    ("even", 200, 2000, 2, 0.25),
    ("uneven", 200, 2000, 2, 0.15),
    ("hubs", 200, 2000, 2, 0.15),
    ("ring", 200, 2000, 2, 0.15),
    ("even", 200, 2000, 3, 0.0),
    ("even", 200, 2000, 3, 0.1),
    ("even", 1000, 10000, 2, 0.05),
    ("even", 200, 400, 2, 0.2),
    ("even", 200, 2000, 4, 0.1),
    ("even", 200, 2000, 2, 0.3),
    ("even", 60, 300, 2, 0.5),
    ("even", 100, 500, 2, 0.5),
]


def exact(seeds: range) -> None:
    """Seconds of the processor, which others on the machine do not lengthen as much as those of the clock."""
    print("frustration index: kind, nodes, ties, blocs, against | lower  upper  proved  unique | seconds")
    for kind, nodes, edges, blocs, against in CASES:
        for seed in seeds:
            network = planted(nodes, edges, blocs, against, seed, kind)
            start = time.process_time()
            found = frustration_index(network)
            took = time.process_time() - start
            print(
                f"{kind:6} {nodes:5} {network.size():6} {blocs:2} {against:5.2f} | {found.lower:6g} {found.upper:6g}  "
                f"{found.proved!s:6} {found.unique!s:6} | {took:7.2f}",
                flush=True,
            )


def textbook(seconds: float = 20.0) -> None:
    """The integer program with a variable a node and one an edge, and no cycles, as textbooks have it."""
    import highspy

    print(f"\ntextbook integer program, {seconds:g} s: nodes, ties, share against | bound  best")
    for nodes, edges, against in [(100, 800, 0.1), (200, 2000, 0.1)]:
        network = planted(nodes, edges, 2, against)
        highs = highspy.Highs()
        highs.silent()
        highs.setOptionValue("time_limit", seconds)
        side = [highs.addBinary() for _ in network]
        wrong = []
        for u, v, sign in network.edges(data="sign"):
            edge = highs.addVariable(0, 1)
            wrong.append(edge)
            if sign > 0:
                highs.addConstr(edge >= side[u] - side[v])
                highs.addConstr(edge >= side[v] - side[u])
            else:
                highs.addConstr(edge >= side[u] + side[v] - 1)
                highs.addConstr(edge >= 1 - side[u] - side[v])
        highs.minimize(sum(wrong))
        told = highs.getInfo()
        print(f"{nodes:5} {edges:6} {against:5.2f} | {told.mip_dual_bound:6.1f} {told.objective_function_value:6.1f}")


def blocs(peers: bool) -> None:
    print("\nblocs: nodes, ties, planted, share against | found  Rand index  modularity (planted)  seconds  stability")
    for nodes, edges, count, against in [
        (200, 2000, 3, 0.1),
        (200, 2000, 4, 0.2),
        (100, 300, 3, 0.1),
        (2000, 20000, 4, 0.1),
    ]:
        network = planted(nodes, edges, count, against)
        truth = [set(range(k, nodes, count)) for k in range(count)]
        found, took = timed(lambda n=network: signed_communities(n))
        stable = bloc_stability(network, found, runs=10) if nodes <= 200 else {}
        firm = f"{sum(stable.values()) / len(stable):9.2f}" if stable else "        -"
        print(
            f"{nodes:5} {edges:6} {count:3} {against:5.2f} | {len(found):3} {rand_index(nodes, truth, found):10.2f} "
            f"{signed_modularity(network, found):10.3f} ({signed_modularity(network, truth):.3f}) {took:13.2f} {firm}",
            flush=True,
        )
        if peers and find_spec("leidenalg"):
            other, took = timed(lambda n=network: _leiden(n))
            print(f"{'leidenalg':>25} | {len(other):3} {rand_index(nodes, truth, other):10.2f} {took:34.2f}")


def _leiden(network: nx.Graph) -> list[set[int]]:
    import igraph
    import leidenalg

    layers = [
        igraph.Graph(len(network), [(u, v) for u, v, sign in network.edges(data="sign") if sign * side > 0])
        for side in (1, -1)
    ]
    of, _ = leidenalg.find_partition_multiplex(
        layers, leidenalg.ModularityVertexPartition, layer_weights=[1, -1], seed=0
    )
    return [{node for node, bloc in enumerate(of) if bloc == wanted} for wanted in set(of)]


def rand_index(nodes: int, one: Iterable[Iterable[int]], other: Iterable[Iterable[int]]) -> float:
    """The adjusted Rand index of two partitions (Hubert and Arabie 1985)."""
    first, second = ({node: k for k, part in enumerate(parts) for node in part} for parts in (one, other))
    both = sum(comb(n, 2) for n in Counter((first[i], second[i]) for i in range(nodes)).values())
    rows, columns = (sum(comb(n, 2) for n in Counter(of.values()).values()) for of in (first, second))
    expected = rows * columns / comb(nodes, 2)
    return (both - expected) / ((rows + columns) / 2 - expected)


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--peers", action="store_true", help="run the peers too")
    options.add_argument("--seeds", type=int, default=1, help="networks of each kind")
    given = options.parse_args()
    with_peers = given.peers
    exact(range(7, 7 + given.seeds))
    if with_peers:
        textbook()
    blocs(with_peers)
