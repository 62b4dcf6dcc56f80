"""Analysis: what `analyze` tells of a signed network, as records: balance, blocs, mediators, centralities.

The records are in measures.py; the counting is done by network.py, balance.py and blocs.py; time is the matter of
timeline.py.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

import networkx as nx

from ..extractors.model import Schema, Statement
from .balance import Frustration, frustration_index, node_balance, triangle_balance, walk_balance
from .blocs import bloc_stability, signed_communities, signed_modularity
from .measures import Balance, Bloc, Blocs, Centrality, Mediator, Tie
from .network import to_network
from .ontology import load_schema
from .sources import Outlets, independent_sources
from .stances import is_brokering
from .store import Store

__all__ = [
    "Balance",
    "Bloc",
    "Blocs",
    "Centrality",
    "Mediator",
    "Selection",
    "Tie",
    "balance",
    "blocs",
    "centrality",
    "mediators",
    "select",
]


@dataclass(frozen=True, slots=True)
class Selection:
    """The statements that are analysed, with what their counting takes.

    outlets: article id to outlet.   topic, since, until, min_confidence: what they were selected by.
    """

    statements: tuple[Statement, ...]
    outlets: Outlets
    schema: Schema
    topic: str | None = None
    since: date | None = None
    until: date | None = None
    min_confidence: float = 0.0

    def network(self) -> nx.Graph:
        """The signed network of the affirmed and asserted ones."""
        return to_network(self.statements, schema=self.schema, outlets=self.outlets)

    def only(self, statements: Iterable[Statement]) -> Selection:
        """The same for some of the statements."""
        return replace(self, statements=tuple(statements))

    def sources(self, statements: Iterable[Statement]) -> int:
        """How many independent articles say these."""
        return independent_sources(statements, self.outlets)


def select(
    store: Store,
    *,
    topic: str | None = None,
    since: date | None = None,
    until: date | None = None,
    min_confidence: float = 0.0,
    schema: Schema | None = None,
) -> Selection:
    """Take from a store what is to be analysed; since and until as `Store.statements`."""
    found = store.statements(topic=topic, since=since, until=until)
    infos = {doc: store.article(doc) for doc in sorted({statement.doc for statement in found})}
    return Selection(
        tuple(statement for statement in found if statement.confidence >= min_confidence),
        {doc: info.source if info else None for doc, info in infos.items()},
        schema or load_schema(),
        topic,
        since,
        until,
        min_confidence,
    )


def balance(selection: Selection) -> Balance:
    """Measure the balance of the network; every tie counts once, however many sources it has."""
    network = selection.network()
    found = frustration_index(network)
    return Balance(
        actors=len(network),
        positive_ties=sum(sign > 0 for _, _, sign in network.edges(data="sign")),
        negative_ties=sum(sign < 0 for _, _, sign in network.edges(data="sign")),
        contested=network.graph["contested"],
        triangles=triangle_balance(network),
        walks=walk_balance(network),
        frustration=found,
        frustrated=tuple(_tie(network, str(u), str(v)) for u, v in found.edges),
    )


def blocs(selection: Selection, *, at_most: int | None = None) -> Blocs:
    """Find the blocs, how firmly each actor belongs to its own, and the two camps.   at_most: blocs, None for any."""
    network = selection.network()
    parts = signed_communities(network, at_most=at_most)
    stability = bloc_stability(network, parts, at_most=at_most)
    camps = frustration_index(network)
    home = {code: number for number, part in enumerate(parts) for code in part}

    def bloc(part: Iterable[object]) -> Bloc:
        members = [(str(code), str(network.nodes[code]["label"]), stability[code]) for code in part]
        return Bloc(tuple(sorted(members, key=lambda member: (-member[2], member[0]))))

    return Blocs(
        blocs=tuple(bloc(part) for part in parts),
        modularity=signed_modularity(network, parts),
        across=tuple(
            _tie(network, str(u), str(v))
            for u, v, sign in network.edges(data="sign")
            if (sign > 0) != (home[u] == home[v])
        ),
        camps=(_camp(camps, 1), _camp(camps, -1)),
        camps_unique=camps.unique,
        camps_proved=camps.proved,
    )


def mediators(selection: Selection) -> tuple[Mediator, ...]:
    """Rank those who broker between others, and those with friends in both camps; the best attested brokers first."""
    network = selection.network()
    sides = frustration_index(network, check_unique=False).sides
    brokered: dict[str, list[Statement]] = {}
    for statement in selection.statements:
        if statement.is_plain and is_brokering(statement.relation, selection.schema):
            brokered.setdefault(statement.subject.id, []).append(statement)
    labels = {s.subject.id: s.subject.label for group in brokered.values() for s in group}
    labels |= {str(code): label for code, label in network.nodes(data="label")}
    rows = []
    for code in sorted({*brokered, *(str(node) for node in network)}):
        friends = [sides[other] for other, tie in network.adj.get(code, {}).items() if tie["sign"] > 0]
        statements = brokered.get(code, [])
        row = Mediator(
            actor=code,
            label=labels[code],
            brokers=selection.sources(statements),
            matters=_matters(statements),
            friends=(friends.count(1), friends.count(-1)),
            statements=tuple(statement.id for statement in statements),
        )
        if row.brokers or row.bridges:
            rows.append(row)
    return tuple(sorted(rows, key=lambda row: (-row.brokers, -row.bridges, -sum(row.friends), row.actor)))


def centrality(selection: Selection) -> tuple[Centrality, ...]:
    """Rank the actors by their ties; betweenness goes over positive ties only."""
    network = selection.network()
    friendly = nx.Graph()
    friendly.add_nodes_from(network)
    friendly.add_edges_from((u, v) for u, v, sign in network.edges(data="sign") if sign > 0)
    between, balanced = nx.betweenness_centrality(friendly), node_balance(network)
    rows = []
    for code in network:
        signs = [tie["sign"] for tie in network.adj[code].values()]
        rows.append(
            Centrality(
                actor=str(code),
                label=str(network.nodes[code]["label"]),
                positive=signs.count(1),
                negative=signs.count(-1),
                sources=sum(tie["positive"] + tie["negative"] for tie in network.adj[code].values()),
                betweenness=round(between[code], 6),
                balance=round(balanced[code], 6),
            )
        )
    return tuple(sorted(rows, key=lambda row: (-(row.positive + row.negative), -row.sources, row.actor)))


def _tie(network: nx.Graph, one: str, other: str) -> Tie:
    tie = network.edges[one, other]
    return Tie(one, other, tie["sign"], tie["positive"], tie["negative"], tie["statements"])


def _camp(found: Frustration, side: int) -> tuple[str, ...]:
    return tuple(sorted(str(code) for code, own in found.sides.items() if own == side))


def _matters(statements: Iterable[Statement]) -> tuple[str, ...]:
    counts: dict[str, int] = {}
    for statement in statements:
        counts[statement.object.label] = counts.get(statement.object.label, 0) + 1
    return tuple(sorted(counts, key=lambda label: (-counts[label], label)))
