"""Store changes: each as one atomic call to Oxigraph, so that a crash leaves the store as it was or as it shall be.

Knows the open pyoxigraph store, its default graph of shared things and its graph an article; nothing of records.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pyoxigraph as ox

from . import terms as t
from .vocabulary import ONTOLOGY

__all__ = ["is_schema", "replace_graph", "replace_schema"]

_SHARED = ox.DefaultGraph()
_ONE_EACH = (t.LABEL, t.PREFERRED, t.TYPE)  # what a shared thing has one of (a language)
# Two graphs are enough to know that it is not this one alone; the default graph is no graph to GRAPH.
_SPEAKING_OF = f"""
SELECT DISTINCT ?g ?thing WHERE {{ GRAPH ?g {{ {{ ?s ?p ?thing }} UNION {{ ?thing {t.USED} ?article }} }} }} LIMIT 2
"""
_DELETE_SCHEMA = f'DELETE {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o FILTER(isBlank(?s) || STRSTARTS(STR(?s), "{ONTOLOGY}")) }}'


def replace_graph(store: ox.Store, replaced: ox.NamedNode | None, quads: Sequence[ox.Quad]) -> None:
    """Put quads (of an article and of shared things) in the place of a graph; None: of nothing.

    A shared thing that only the replaced graph spoke of goes with it; one that is named anew loses the old name.
    Raises OSError if it cannot be written; then nothing is.
    """
    gone = _outdated(store, quads)
    if replaced is None and not gone:
        store.extend(quads)
        return
    if replaced is not None:
        gone += _orphans(store, replaced)
    steps = [f"DROP SILENT GRAPH {replaced}"] if replaced is not None else []
    steps += [f"DELETE DATA {{ {_triples(gone)} }}"]
    steps += [f"INSERT DATA {{ {_triples(q for q in quads if q.graph_name == _SHARED)} }}"]
    for graph in dict.fromkeys(q.graph_name for q in quads if q.graph_name != _SHARED):
        steps += [f"INSERT DATA {{ GRAPH {graph} {{ {_triples(q for q in quads if q.graph_name == graph)} }} }}"]
    store.update(" ;\n".join(steps))


def replace_schema(store: ox.Store, quads: Iterable[ox.Quad]) -> None:
    """Put the ontology in the place of the one in the default graph.  Raises OSError if it cannot be written."""
    store.update(f"{_DELETE_SCHEMA} ;\nINSERT DATA {{ {_triples(quads)} }}")


def is_schema(quad: ox.Quad) -> bool:
    """Whether a quad of the default graph is the ontology's; the lists in it are the only blank nodes of a store."""
    return isinstance(quad.subject, ox.BlankNode) or (
        isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(ONTOLOGY)
    )


def _triples(quads: Iterable[ox.Quad]) -> str:
    # Terms are written by Oxigraph, which escapes what is in them.
    return " ".join(f"{quad.triple} ." for quad in quads)


def _outdated(store: ox.Store, quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """The names and classes that the store has of shared things and the quads name otherwise in the same language."""
    named = [quad for quad in quads if quad.graph_name == _SHARED and quad.predicate in _ONE_EACH]
    return [
        old
        for new in named
        for old in store.quads_for_pattern(new.subject, new.predicate, None, _SHARED)
        if old.object != new.object and _language(old.object) == _language(new.object)
    ]


def _language(term: object) -> str | None:
    return term.language if isinstance(term, ox.Literal) else None


def _orphans(store: ox.Store, graph: ox.NamedNode) -> list[ox.Quad]:
    """What the default graph says of things that only this graph speaks of."""
    things = {quad.object for quad in store.quads_for_pattern(None, None, None, graph)}
    things |= {quad.subject for quad in store.quads_for_pattern(None, t.USED, graph, graph)}
    alone = {thing for thing in things if isinstance(thing, ox.NamedNode) and _only_in(store, thing, graph)}
    parties = {quad.object for thing in alone for quad in store.quads_for_pattern(thing, t.PARTY, None, _SHARED)}
    alone |= {party for party in parties if isinstance(party, ox.NamedNode) and _only_in(store, party, graph)}
    # An actor that is party to a position that stays, stays.
    alone = {
        thing
        for thing in alone
        if all(quad.subject in alone for quad in store.quads_for_pattern(None, t.PARTY, thing, _SHARED))
    }
    described = (quad for thing in alone for quad in store.quads_for_pattern(thing, None, None, _SHARED))
    return [quad for quad in described if not is_schema(quad)]


def _only_in(store: ox.Store, thing: ox.NamedNode, graph: ox.NamedNode) -> bool:
    rows = store.query(_SPEAKING_OF, substitutions={ox.Variable("thing"): thing})
    return not isinstance(rows, ox.QuerySolutions) or all(row["g"] == graph for row in rows)
