"""Store lookups: a few rows out of a store of any size, each found by its place in an index.

Knows the engine and nothing of where it keeps its quads.
"""

from __future__ import annotations

from collections.abc import Collection
from itertools import islice

import pyoxigraph as ox

from ..extractors.model import Statement
from . import terms as t
from .iris import actor_iri, article_iri, kind_iri, position_from_iri, relation_iri, topic_iri
from .records import by_subject
from .store_engine import Engine
from .store_rows import read_places, sorted_statements
from .tallies import Sense, thing_iri

__all__ = ["examples_of", "outlets_of", "positions_of"]

# How a statement of each sense is told.
_SENSES = {
    Sense.PLAIN: ("dg:polarity dg:affirmed ; dg:modality dg:asserted",),
    Sense.DENIED: ("dg:modality dg:denied", "dg:polarity dg:negated"),
    Sense.INTENDED: ("dg:modality dg:intended ; dg:polarity dg:affirmed",),
}


def examples_of(
    engine: Engine, subject: str, relation: str, object_key: str, *, sense: Sense, topic: str | None, limit: int
) -> list[Statement]:
    """A few statements of a subject, relation, object, sense and topic (None: any), sorted as all are."""
    who, does, thing = actor_iri(subject), relation_iri(relation), ox.NamedNode(thing_iri(object_key))
    on = None if topic is None else topic_iri(topic)
    places: dict[tuple[str, str], None] = {}
    # A plain statement has its plain triple, which leads to its article at once.
    first = f"{who} {does} {thing} . " if sense is Sense.PLAIN else ""
    for meant in _SENSES[sense]:
        # Relation and topic are looked at here, as the engine would begin with them, which very many statements share.
        rows = engine.rows(
            f"""SELECT ?g ?s ?does ?topic WHERE {{ GRAPH ?g {{ {first}?s dg:object {thing} ; dg:subject {who} ;
                {meant} ; dg:relation ?does OPTIONAL {{ ?s dg:topic ?topic }} }} }}"""
        )
        fitting = (
            (row["g"].value, row["s"].value) for row in rows if row["does"] == does and on in (None, row["topic"])
        )
        places.update(dict.fromkeys(islice(fitting, limit - len(places))))
    return sorted_statements(read_places(engine, sorted(places)))


def outlets_of(engine: Engine, articles: Collection[str]) -> dict[str, str | None]:
    """The outlets of articles by id, None where an article names none."""
    graphs = {article_iri(article).value: article for article in sorted(articles)}
    found: dict[str, str | None] = dict.fromkeys(sorted(articles))
    for graph, _, quads in engine.nodes((graph, graph) for graph in graphs):
        outlet = by_subject(quads).get(graph, {}).get(t.OUTLET.value)
        if isinstance(outlet, ox.Literal):
            found[graphs[graph]] = outlet.value
    return found


def positions_of(engine: Engine, party: str | None, kind: str | None) -> list[tuple[str, tuple[str, ...]]]:
    """Kind and parties of the positions with a party and of a kind, None: of any; sorted."""
    patterns = ["?thing a dg:Position"] if party is None and kind is None else []
    if party is not None:
        patterns.append(f"?thing dg:party {actor_iri(party)}")
    if kind is not None:
        patterns.append(f"?thing dg:kind {kind_iri(kind)}")
    rows = engine.rows(f"SELECT DISTINCT ?thing WHERE {{ {' . '.join(patterns)} }}")
    found = (position_from_iri(row["thing"].value) for row in rows)
    return sorted(position for position in found if position is not None and kind in (None, position[0]))
