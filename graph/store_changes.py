"""Store changes: each as one SPARQL update, so that a crash leaves the store as it was or as it shall be.

Knows the engine, its shared graph and its graph an article; nothing of records.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

import pyoxigraph as ox

from . import terms as t
from .iris import summary_pattern
from .rdf import ArticleTriples, trig_text
from .store_engine import Engine, Graph
from .tallies import Said, Tallies, count_lines, due_lines
from .vocabulary import ONTOLOGY

__all__ = [
    "add_article",
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
]

_ONE_EACH = frozenset(map(str, (t.LABEL, t.PREFERRED, t.TYPE)))  # what a shared thing has one of (a language)
_NODES = 2000  # in one query
_SUMMARY = re.compile(summary_pattern())


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
        counts = said.counts()
        old = _counted(engine, counts)
        sums = {name: old.get(name, 0) + n for name, n in counts.items()}
        steps = _steps("DELETE DATA", engine.shared, count_lines(old))
        steps += _steps("INSERT DATA", engine.shared, (*unknown, *count_lines(sums), *said.examples()))
        steps += _steps("INSERT DATA", ox.NamedNode(made.graph[1:-1]), made.own)
        engine.update(" ;\n".join(steps))
    else:
        summary, has_dues = summary_gains(engine, said)
        engine.load((trig_text(made.graph, made.own, (*unknown, *summary)),))
        if has_dues:
            engine.update(" ;\n".join(_finish(engine.shared, purge=False)))
    known.update(unknown)
    return True


def _counted(engine: Engine, names: Iterable[str]) -> dict[str, int]:
    """What the store has counted, of some counts those that it has."""
    found: dict[str, int] = {}
    for name in names:
        node, property_ = name.split(" ")
        for quad in engine.quads(ox.NamedNode(node[1:-1]), ox.NamedNode(property_[1:-1]), None, engine.shared):
            if isinstance(quad.object, ox.Literal):
                found[name] = int(quad.object.value)
    return found


def summary_gains(engine: Engine, said: Tallies) -> tuple[list[str], bool]:
    """What the summary gains, as triples: new counts, and what is due to those that are there; whether any is."""
    counts = said.counts()
    old = _there(engine, counts)
    new = count_lines({name: n for name, n in counts.items() if name not in old})
    due = due_lines({name: counts[name] for name in old})
    return [*new, *said.examples(), *due], bool(old)


def _there(engine: Engine, names: Iterable[str]) -> set[str]:
    """Those of some counts that the store has."""
    if not any(True for _ in engine.rows("SELECT ?s WHERE { GRAPH ?g { ?s a dg:Statement } } LIMIT 1")):
        return set()
    rest, found = iter(names), set[str]()
    while some := list(islice(rest, _NODES)):
        values = " ".join(f"({name})" for name in some)
        rows = engine.rows(f"SELECT ?node ?p WHERE {{ VALUES (?node ?p) {{ {values} }} ?node ?p ?n }}")
        found.update(f"{row['node']} {row['p']}" for row in rows)
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
    steps += _steps("DELETE DATA", engine.shared, said.examples(gone=True))
    steps += _steps("INSERT DATA", engine.shared, [*shared, *said.examples(), *due_lines(said.counts())])
    if made is not None:
        steps += _steps("INSERT DATA", ox.NamedNode(made.graph[1:-1]), made.own)
    engine.update(" ;\n".join((*steps, *_finish(engine.shared, purge=replaced is not None))))


def finish_counts(engine: Engine) -> None:
    """Add what is due to the counts."""
    engine.update(" ;\n".join(_finish(engine.shared, purge=True)))


def has_dues(engine: Engine) -> bool:
    """Whether a load was not finished."""
    return any(True for _ in engine.quads(None, t.DUE_TO, None, engine.shared))


def replace_schema(engine: Engine, quads: Iterable[ox.Quad], summary: Iterable[str]) -> None:
    """Put an ontology, and a summary that was counted anew, in the place of those of the shared graph."""
    schema = _in(engine.shared, "?s ?p ?o")
    steps = [
        f'DELETE {{ {schema} }} WHERE {{ {schema} FILTER(isBlank(?s) || STRSTARTS(STR(?s), "{ONTOLOGY}")) }}',
        f'DELETE {{ {schema} }} WHERE {{ {schema} FILTER(REGEX(STR(?s), "{summary_pattern()}")) }}',
        *_steps("INSERT DATA", engine.shared, (*(f"{quad.triple}" for quad in quads), *summary)),
    ]
    engine.update(" ;\n".join(steps))


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
        row["s"].value,
    )


def is_schema(quad: ox.Quad) -> bool:
    """Whether a shared quad is the ontology's; the lists in it are the only blank nodes of a store."""
    return isinstance(quad.subject, ox.BlankNode) or (
        isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(ONTOLOGY)
    )


def is_summary(quad: ox.Quad) -> bool:
    """Whether a shared quad is the summary's."""
    return isinstance(quad.subject, ox.NamedNode) and _SUMMARY.match(quad.subject.value) is not None


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
    old, late, to = "?node ?p ?n", "?due ?p ?d", f"?due {t.DUE_TO} ?node"
    steps = [
        f"DELETE {{ {_in(shared, f'{old} . {late} . {to}')} }} INSERT {{ {_in(shared, '?node ?p ?sum')} }} "
        f"WHERE {{ {_in(shared, f'{to} . {late} FILTER(?p != {t.DUE_TO})')} OPTIONAL {{ {_in(shared, old)} }} "
        "BIND(COALESCE(?n, 0) + ?d AS ?sum) }"
    ]
    if purge:
        none = _in(shared, f'?node ?p 0 FILTER(REGEX(STR(?node), "{summary_pattern()}"))')
        steps.append(f"DELETE {{ {_in(shared, '?node ?p 0')} }} WHERE {{ {none} }}")
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
