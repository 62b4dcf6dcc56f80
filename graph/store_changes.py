"""Store changes: each as one SPARQL update, so that a crash leaves the store as it was or as it shall be.

Knows the engine, its shared graph and its graph an article; nothing of records.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

import pyoxigraph as ox

from . import terms as t
from .rdf import ArticleTriples, trig_text
from .store_engine import Engine, Graph
from .tallies import IS_SUMMARY, Said, Tallies
from .vocabulary import ONTOLOGY

__all__ = [
    "add_article",
    "due_lines",
    "finish_counts",
    "has_dues",
    "is_schema",
    "is_summary",
    "named",
    "outdated",
    "replace_article",
    "replace_schema",
    "said_in",
    "summary_gains",
    "summary_lines",
]

_ONE_EACH = frozenset(map(str, (t.LABEL, t.PREFERRED, t.TYPE)))  # what a shared thing has one of (a language)
_NODES = 2000  # in one query
_INTEGER = f"{ox.Literal(0).datatype}"


def add_article(engine: Engine, made: ArticleTriples, said: Tallies, known: set[str]) -> bool:
    """Add an article that is new; False if a name in it replaces another.

    said: what it adds to the summary.   known: shared triples that the store is known to hold; grows.
    Who writes alone knows the counts as they will be, and needs one step; else what is due to them is in the same step
    as the article, and added in a second one.
    """
    unknown = [triple for triple in made.shared if triple not in known]
    if outdated(engine, unknown):
        return False
    if engine.is_alone:
        counts, exchanges = said.counts()
        old = (_counted(engine, t.COUNT, counts), _counted(engine, t.EXCHANGES, exchanges))
        sums = (_sums(old[0], counts), _sums(old[1], exchanges))
        steps = _steps("DELETE DATA", engine.shared, summary_lines(*old))
        steps += _steps("INSERT DATA", engine.shared, (*unknown, *said.links(old[0]), *summary_lines(*sums)))
        steps += _steps("INSERT DATA", ox.NamedNode(made.graph[1:-1]), made.own)
        engine.update(" ;\n".join(steps))
    else:
        summary, has_dues = summary_gains(engine, said)
        engine.load((trig_text(made.graph, made.own, (*unknown, *summary)),))
        if has_dues:
            engine.update(" ;\n".join(_finish(engine.shared, purge=False)))
    known.update(unknown)
    return True


def _sums(old: Mapping[str, int], gains: Mapping[str, int]) -> dict[str, int]:
    return {node: old.get(node, 0) + n for node, n in gains.items()}


def _counted(engine: Engine, predicate: ox.NamedNode, nodes: Iterable[str]) -> dict[str, int]:
    """What the store has counted at some nodes, of those that it has."""
    quads = (quad for node in nodes for quad in engine.quads(ox.NamedNode(node[1:-1]), predicate, None, engine.shared))
    return {f"{quad.subject}": int(quad.object.value) for quad in quads if isinstance(quad.object, ox.Literal)}


def summary_gains(engine: Engine, said: Tallies) -> tuple[list[str], bool]:
    """What the summary gains, as triples: new counts, and what is due to those that are there; whether any is."""
    counts, exchanges = said.counts()
    old, old_pairs = _there(engine, t.COUNT, counts), _there(engine, t.EXCHANGES, exchanges)
    new = summary_lines(
        {node: n for node, n in counts.items() if node not in old},
        {node: n for node, n in exchanges.items() if node not in old_pairs},
    )
    due = due_lines({node: counts[node] for node in old}, {node: exchanges[node] for node in old_pairs})
    return [*said.links(old), *new, *due], bool(old or old_pairs)


def _there(engine: Engine, predicate: ox.NamedNode, nodes: Iterable[str]) -> set[str]:
    """Those nodes that the store has counted before."""
    if not any(True for _ in engine.quads(None, predicate, None, engine.shared)):
        return set()
    rest, found = iter(nodes), set[str]()
    while some := list(islice(rest, _NODES)):
        rows = engine.rows(f"SELECT ?node WHERE {{ VALUES ?node {{ {' '.join(some)} }} ?node {predicate} ?n }}")
        found.update(f"{row['node']}" for row in rows)
    return found


def replace_article(engine: Engine, replaced: ox.NamedNode | None, made: ArticleTriples | None, said: Tallies) -> None:
    """Put an article's triples in the place of a graph; None: nothing in its place, or nothing to replace.

    said: what it adds to the summary; what the replaced graph adds is taken away here.
    A shared thing that only the replaced graph spoke of goes with it; one that is named anew loses the old name.
    """
    shared = made.shared if made else ()
    gone = outdated(engine, shared)
    if replaced is not None:
        said.add(said_in(engine, replaced), -1)
        gone += _orphans(engine, replaced)
    steps = [f"DROP SILENT GRAPH {replaced}"] if replaced is not None else []
    steps += _steps("DELETE DATA", engine.shared, (f"{quad.triple}" for quad in gone))
    counts, exchanges = said.counts()
    steps += _steps("INSERT DATA", engine.shared, [*shared, *said.links(), *due_lines(counts, exchanges)])
    if made is not None:
        steps += _steps("INSERT DATA", ox.NamedNode(made.graph[1:-1]), made.own)
    engine.update(" ;\n".join((*steps, *_finish(engine.shared, purge=replaced is not None))))


def finish_counts(engine: Engine) -> None:
    """Add what is due to the counts."""
    engine.update(" ;\n".join(_finish(engine.shared, purge=True)))


def has_dues(engine: Engine) -> bool:
    """Whether a load was not finished."""
    return any(True for due in (t.DUE, t.EXCHANGES_DUE) for _ in engine.quads(None, due, None, engine.shared))


def replace_schema(engine: Engine, quads: Iterable[ox.Quad], summary: Iterable[str]) -> None:
    """Put an ontology, and a summary that was counted anew, in the place of those of the shared graph."""
    schema = _in(engine.shared, "?s ?p ?o")
    counts = " ".join(f"{predicate}" for predicate in sorted(IS_SUMMARY, key=str))
    steps = [
        f'DELETE {{ {schema} }} WHERE {{ {schema} FILTER(isBlank(?s) || STRSTARTS(STR(?s), "{ONTOLOGY}")) }}',
        f"DELETE {{ {schema} }} WHERE {{ VALUES ?p {{ {counts} }} {schema} }}",
        *_steps("INSERT DATA", engine.shared, (*(f"{quad.triple}" for quad in quads), *summary)),
    ]
    engine.update(" ;\n".join(steps))


def summary_lines(counts: Mapping[str, int], exchanges: Mapping[str, int]) -> Iterator[str]:
    """Counts as triples; what they count is said by Tallies.links."""
    yield from (f'{node} {t.COUNT} "{n}"^^{_INTEGER}' for node, n in counts.items())
    yield from (f'{node} {t.EXCHANGES} "{n}"^^{_INTEGER}' for node, n in exchanges.items())


def due_lines(counts: Mapping[str, int], exchanges: Mapping[str, int]) -> Iterator[str]:
    """What is to be added to counts, as triples; a node has at most one, so the last must be finished before."""
    yield from (f'{node} {t.DUE} "{n}"^^{_INTEGER}' for node, n in counts.items())
    yield from (f'{node} {t.EXCHANGES_DUE} "{n}"^^{_INTEGER}' for node, n in exchanges.items())


def said_in(engine: Engine, graph: ox.NamedNode | None) -> Iterator[Said]:
    """What is counted of the statements of a graph, None: of all."""
    where = f"{graph}" if graph is not None else "?g"
    rows = engine.rows(
        f"""SELECT ?s ?subject ?relation ?object ?polarity ?modality ?topic WHERE {{ GRAPH {where} {{
            ?s dg:subject ?subject ; dg:relation ?relation ; dg:object ?object ;
               dg:polarity ?polarity ; dg:modality ?modality OPTIONAL {{ ?s dg:topic ?topic }} }} }}"""
    )
    return (_said(row) for row in rows)


def _said(row: ox.QuerySolution) -> Said:
    topic = row["topic"]
    return Said.from_iris(
        row["subject"].value,
        row["relation"].value,
        row["object"].value,
        (row["polarity"].value, row["modality"].value),
        topic.value if topic is not None else None,
    )


def is_schema(quad: ox.Quad) -> bool:
    """Whether a shared quad is the ontology's; the lists in it are the only blank nodes of a store."""
    return isinstance(quad.subject, ox.BlankNode) or (
        isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(ONTOLOGY)
    )


def is_summary(quad: ox.Quad) -> bool:
    """Whether a shared quad is the summary's."""
    return quad.predicate in IS_SUMMARY


def outdated(engine: Engine, shared: Iterable[str]) -> list[ox.Quad]:
    """The names and classes that the store has of shared things and the triples name otherwise in the same language."""
    new = {key: object_ for key, object_ in map(named, shared) if key is not None}
    places = dict.fromkeys((subject, predicate) for subject, predicate, _ in new)
    found = ((named(f"{quad.triple}"), quad) for quad in _said_of(engine, places))
    return [quad for (key, old), quad in found if key in new and old != new[key]]


def _said_of(engine: Engine, places: Iterable[tuple[str, str]]) -> Iterator[ox.Quad]:
    """What the shared graph says by some properties of some things."""
    if engine.is_alone:  # and no request away
        for subject, predicate in places:
            yield from engine.quads(ox.NamedNode(subject[1:-1]), ox.NamedNode(predicate[1:-1]), None, engine.shared)
    elif values := " ".join(f"({subject} {predicate})" for subject, predicate in places):
        for row in engine.rows(f"SELECT ?s ?p ?o WHERE {{ VALUES (?s ?p) {{ {values} }} ?s ?p ?o }}"):
            yield ox.Quad(row["s"], row["p"], row["o"], engine.shared)


def named(triple: str) -> tuple[tuple[str, str, str] | None, str]:
    """What a shared triple names, and the name: thing, property and language; None where there may be several."""
    subject, predicate, name = triple.split(" ", 2)
    if predicate not in _ONE_EACH:
        return None, name
    return (subject, predicate, name.rpartition('"')[2] if name.startswith('"') else ""), name


def _steps(what: str, graph: Graph, triples: Iterable[str]) -> list[str]:
    # Terms are written by Oxigraph or by rdf.py, which escape what is in them.
    text = " .\n".join(triples)
    return [f"{what} {{ {_in(graph, text)} }}"] if text else []


def _in(graph: Graph, pattern: str) -> str:
    return pattern if isinstance(graph, ox.DefaultGraph) else f"GRAPH {graph} {{ {pattern} }}"


def _finish(shared: Graph, *, purge: bool) -> list[str]:
    """Add what is due, and take away what counts nothing any more."""
    steps = []
    for count, due in ((t.COUNT, t.DUE), (t.EXCHANGES, t.EXCHANGES_DUE)):
        old, late = f"?node {count} ?n", f"?node {due} ?d"
        steps.append(
            f"DELETE {{ {_in(shared, f'{old} . {late}')} }} INSERT {{ {_in(shared, f'?node {count} ?sum')} }} "
            f"WHERE {{ {_in(shared, late)} OPTIONAL {{ {_in(shared, old)} }} BIND(COALESCE(?n, 0) + ?d AS ?sum) }}"
        )
        if purge:
            none = _in(shared, f"?node {count} 0 . ?node ?p ?o")
            steps.append(f"DELETE {{ {_in(shared, '?node ?p ?o')} }} WHERE {{ {none} }}")
    return steps


def _orphans(engine: Engine, graph: ox.NamedNode) -> list[ox.Quad]:
    """What the shared graph says of things that only this graph speaks of."""
    things = {quad.object for quad in engine.quads(None, None, None, graph)}
    things |= {quad.subject for quad in engine.quads(None, t.USED, graph, graph)}
    alone = {thing for thing in things if isinstance(thing, ox.NamedNode) and _only_in(engine, thing, graph)}
    parties = {quad.object for thing in alone for quad in engine.quads(thing, t.PARTY, None, engine.shared)}
    alone |= {party for party in parties if isinstance(party, ox.NamedNode) and _only_in(engine, party, graph)}
    # An actor that is party to a position that stays, stays.
    alone = {
        thing
        for thing in alone
        if all(quad.subject in alone for quad in engine.quads(None, t.PARTY, thing, engine.shared))
    }
    described = (quad for thing in alone for quad in engine.quads(thing, None, None, engine.shared))
    return [quad for quad in described if not is_schema(quad)]


def _only_in(engine: Engine, thing: ox.NamedNode, graph: ox.NamedNode) -> bool:
    # Two graphs are enough to know that it is not this one alone; the shared graph describes and does not speak.
    rows = engine.rows(
        f"""SELECT DISTINCT ?g WHERE {{
            GRAPH ?g {{ {{ ?s ?p {thing} }} UNION {{ {thing} {t.USED} ?article }} }}
        }} LIMIT 3"""
    )
    return all(row["g"] in (graph, engine.shared) for row in rows)
