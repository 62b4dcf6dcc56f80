"""Network: statements to one signed tie a pair, and what is read off it: centralities, mediators, the course of time.

Reads signs from the schema and names no relation.  Decision: docs/decisions/023-from-statements-to-ties.md.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import networkx as nx

from ..extractors.model import Actor, Modality, Polarity, Schema, Statement
from .ontology import load_schema
from .sources import Outlets, independent_sources
from .stances import takes_sides
from .store import Store

__all__ = ["SignedTie", "sign_between", "signed_ties", "to_network"]

ASSERTED = frozenset({Modality.ASSERTED})
_UNNAMED = "Actor"  # the class of an actor of which only the code is known


def to_network(
    source: Store | Iterable[Statement],
    *,
    topic: str | None = None,
    since: date | None = None,
    until: date | None = None,
    speaker: str | None = None,
    modalities: Collection[Modality] = ASSERTED,
    min_confidence: float = 0.0,
    schema: Schema | None = None,
    outlets: Outlets | None = None,
) -> nx.Graph:
    """Return the signed network of actors: one tie a pair, its sign by most independent sources.

    source:      a store, or statements (of which only confidence and modality are then looked at; the other filters
                 are the store's).
    modalities:  which statements count; never negated ones.   min_confidence: 0 to 1.
    outlets:     article id to outlet, for the count of sources; a store knows them itself.

    Each node has `label` and `type`.  Each edge has `sign` (1 or -1), `weight` (how many sources more say so than the
    contrary), `positive` and `negative` (sources), `statements` (ids of both, oldest first).  Pairs of which as many
    sources say the one as the other have no tie; they stand in `graph["contested"]`.
    Raises ValueError for other filters beside statements.

    >>> to_network([]).number_of_edges()
    0
    """
    schema = schema or load_schema()
    if isinstance(source, Store):
        found = source.statements(topic=topic, since=since, until=until, speaker=speaker)
        infos = {doc: source.article(doc) for doc in sorted({statement.doc for statement in found})}
        outlets = {doc: info.source if info else None for doc, info in infos.items()}
    elif (topic, since, until, speaker) != (None, None, None, None):
        raise ValueError("topic, since, until and speaker select from a store; select from statements yourself")
    else:
        found = list(source)
    counted = [
        statement
        for statement in found
        if statement.polarity is Polarity.AFFIRMED
        and statement.modality in modalities
        and statement.confidence >= min_confidence
    ]
    return _network(signed_ties(counted, schema), outlets or {})


@dataclass(frozen=True, slots=True)
class SignedTie:
    """All statements that say something of how two actors stand to each other; one and other sorted by code."""

    one: Actor
    other: Actor
    positive: tuple[Statement, ...]
    negative: tuple[Statement, ...]


def signed_ties(statements: Iterable[Statement], schema: Schema) -> tuple[SignedTie, ...]:
    """Return the ties sorted by the codes of their ends; statements without a sign are left out.

    A party of a position that no statement names has its code for a label.
    """
    names: dict[str, Actor] = {}
    said: dict[tuple[str, str], dict[int, list[Statement]]] = {}
    for statement in statements:
        names |= {end.id: end for end in (statement.subject, statement.object) if isinstance(end, Actor)}
        for code, sign in sign_between(statement, schema):
            pair = (min(statement.subject.id, code), max(statement.subject.id, code))
            said.setdefault(pair, {1: [], -1: []})[sign].append(statement)
    one_of = {code: names.get(code) or Actor(code, _UNNAMED, code) for pair in said for code in pair}
    return tuple(
        SignedTie(one_of[one], one_of[other], tuple(sides[1]), tuple(sides[-1]))
        for (one, other), sides in sorted(said.items())
    )


def sign_between(statement: Statement, schema: Schema) -> Iterator[tuple[str, int]]:
    """Yield each actor to which the statement ties its subject, with the sign.

    To back the sovereignty of A is a positive tie to A, to back sanctions against A a negative one; what a kind neither
    favours nor goes against (a ceasefire, an agreement) ties nobody.
    """
    relation, thing = schema.relations.get(statement.relation), statement.object
    if relation is None or relation.sign == 0:
        return
    if isinstance(thing, Actor):
        if thing.id != statement.subject.id:
            yield thing.id, relation.sign
        return
    kind = schema.kinds.get(thing.kind)
    if kind is None or kind.favours is None or not takes_sides(statement.relation, schema):
        return
    for party in thing.parties:
        if party != statement.subject.id:
            yield party, relation.sign if kind.favours else -relation.sign


def _network(ties: Iterable[SignedTie], outlets: Outlets) -> nx.Graph:
    network = nx.Graph(contested=())
    for tie in ties:
        positive, negative = (independent_sources(side, outlets) for side in (tie.positive, tie.negative))
        if positive == negative:
            network.graph["contested"] += ((tie.one.id, tie.other.id),)
            continue
        for actor in (tie.one, tie.other):
            network.add_node(actor.id, label=actor.label, type=actor.type)
        network.add_edge(
            tie.one.id,
            tie.other.id,
            sign=1 if positive > negative else -1,
            weight=abs(positive - negative),
            positive=positive,
            negative=negative,
            statements=tuple(statement.id for statement in sorted((*tie.positive, *tie.negative), key=_by_time)),
        )
    return network


def _by_time(statement: Statement) -> tuple[date, str, int, str]:
    return (statement.published or date.min, statement.doc, statement.start, statement.id)
