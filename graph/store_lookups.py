"""Store lookups: a few rows out of a store of any size, each found by its place in an index.

Knows the engine and nothing of where it keeps its quads.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import islice

import pyoxigraph as ox

from ..extractors.model import Modality, Polarity, Statement
from . import terms as t
from .iris import (
    actor_iri,
    article_iri,
    class_iri,
    code_from_iri,
    example_iri,
    individual_iri,
    kind_iri,
    position_from_iri,
    position_iri,
    relation_iri,
    said_iri,
    topic_iri,
)
from .store_engine import Engine
from .store_rows import read_places, sorted_statements
from .tallies import Claim, Sense, thing_iri

__all__ = ["actors_of", "examples_of", "outlets_of", "positions_of"]

_AFFIRMED, _ASSERTED = individual_iri(Polarity.AFFIRMED), individual_iri(Modality.ASSERTED)

_Place = tuple[str, str]  # graph and statement


def examples_of(engine: Engine, groups: Iterable[tuple[Iterable[Claim], int]]) -> list[list[Statement]]:
    """So many statements of each group of claims, sorted as all are; those of its first claims come first."""
    found = [list(islice(_places(engine, claims), limit)) for claims, limit in groups]
    places = sorted({place for some in found for place in some})
    read = dict(zip(places, read_places(engine, places), strict=True))
    return [sorted_statements(read[place] for place in dict.fromkeys(some)) for some in found]


def _places(engine: Engine, claims: Iterable[Claim]) -> Iterator[_Place]:
    looked_up = _looked_up if engine.is_alone else _asked
    for claim in claims:
        for relation in claim.relations:
            yield from looked_up(engine, claim, relation, ox.NamedNode(thing_iri(claim.object)))


def _looked_up(engine: Engine, claim: Claim, relation: str, thing: ox.NamedNode) -> Iterator[_Place]:
    """Step by step, as each step is a look and no query that must be read and planned before."""
    who, does = actor_iri(claim.subject), relation_iri(relation)
    wanted = [(t.HAS_SUBJECT, who), (t.HAS_RELATION, does)]
    if claim.topic is not None:
        wanted.append((t.HAS_TOPIC, topic_iri(claim.topic)))
    if claim.sense is Sense.PLAIN:  # a plain triple leads to the article
        wanted += [(t.POLARITY, _AFFIRMED), (t.MODALITY, _ASSERTED)]
        graphs = _named(quad.graph_name for quad in engine.quads(who, does, thing, None))
        found = (quad for graph in graphs for quad in engine.quads(None, t.HAS_OBJECT, thing, graph))
    else:
        nodes = _named(quad.object for quad in engine.quads(*_example(claim, relation, thing), None, engine.shared))
        found = (quad for node in nodes for quad in engine.quads(node, t.TYPE, t.STATEMENT, None))
    for quad in found:
        graph, node = quad.graph_name, quad.subject
        if isinstance(graph, ox.NamedNode) and isinstance(node, ox.NamedNode) and _has(engine, graph, node, wanted):
            yield graph.value, node.value


def _named(terms: Iterable[object]) -> Iterator[ox.NamedNode]:
    return (term for term in terms if isinstance(term, ox.NamedNode))


def _has(
    engine: Engine, graph: ox.NamedNode, node: ox.NamedNode, wanted: Iterable[tuple[ox.NamedNode, ox.NamedNode]]
) -> bool:
    return all(any(True for _ in engine.quads(node, predicate, value, graph)) for predicate, value in wanted)


def _asked(engine: Engine, claim: Claim, relation: str, thing: ox.NamedNode) -> Iterator[_Place]:
    """In one query, where each is a request."""
    who, does = actor_iri(claim.subject), relation_iri(relation)
    # Relation and topic are looked at here, as the engine would begin with them, which very many statements share.
    told = f"?s dg:object {thing} ; dg:subject {who} ; dg:relation ?does OPTIONAL {{ ?s dg:topic ?topic }}"
    if claim.sense is Sense.PLAIN:
        where = f"GRAPH ?g {{ {who} {does} {thing} . ?s dg:polarity dg:affirmed ; dg:modality dg:asserted . {told} }}"
    else:
        node, property_ = _example(claim, relation, thing)
        where = f"{node} {property_} ?s . GRAPH ?g {{ {told} }}"
    on = None if claim.topic is None else topic_iri(claim.topic)
    for row in engine.rows(f"SELECT ?g ?s ?does ?topic WHERE {{ {where} }}"):
        if row["does"] == does and on in (None, row["topic"]):
            yield row["g"].value, row["s"].value


def _example(claim: Claim, relation: str, thing: ox.NamedNode) -> tuple[ox.NamedNode, ox.NamedNode]:
    """What leads to the statements of a sense that have no plain triple."""
    return said_iri(claim.subject, claim.sense), example_iri(relation, thing.value)


def outlets_of(engine: Engine, articles: Collection[str]) -> dict[str, str | None]:
    """The outlets of articles by id, None where an article names none."""
    graphs = {article_iri(article).value: article for article in sorted(articles)}
    found: dict[str, str | None] = dict.fromkeys(sorted(articles))
    for outlet in _outlets(engine, graphs):
        if isinstance(outlet.subject, ox.NamedNode) and isinstance(outlet.object, ox.Literal):
            found[graphs[outlet.subject.value]] = outlet.object.value
    return found


def _outlets(engine: Engine, graphs: Iterable[str]) -> Iterator[ox.Quad]:
    if engine.is_alone:
        for node in map(ox.NamedNode, graphs):
            yield from engine.quads(node, t.OUTLET, None, node)
    else:  # all in one request
        yield from (
            q for *_, of in engine.nodes((graph, graph) for graph in graphs) for q in of if q.predicate == t.OUTLET
        )


def actors_of(engine: Engine, sort: str) -> set[str]:
    """The codes of the actors of a class."""
    quads = engine.quads(None, t.TYPE, class_iri(sort), engine.shared)
    return {
        code for quad in quads if isinstance(quad.subject, ox.NamedNode) and (code := code_from_iri(quad.subject.value))
    }


def positions_of(engine: Engine, party: str | None, kind: str | None) -> list[tuple[str, tuple[str, ...]]]:
    """Kind and parties of the positions with a party and of a kind, None: of any; sorted."""
    if party is not None:
        quads = engine.quads(None, t.PARTY, actor_iri(party), engine.shared)
    elif kind is not None:
        quads = engine.quads(None, t.KIND, kind_iri(kind), engine.shared)
    else:
        quads = engine.quads(None, t.TYPE, t.POSITION, engine.shared)
    start = position_iri(kind, ()).value if kind is not None else ""  # most that an actor is party to are of others
    nodes = (quad.subject.value for quad in quads if isinstance(quad.subject, ox.NamedNode))
    found = (position_from_iri(node) for node in nodes if node.startswith(start))
    return sorted(position for position in found if position is not None and kind in (None, position[0]))
