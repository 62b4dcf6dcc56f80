"""Store counts: the summary of a store, read in a few lookups, whatever the number of statements.

Knows the engine.  How the summary is kept in step is store_changes.py's; why it is as it is: docs/decisions/008.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain, islice, product

import pyoxigraph as ox

from . import terms as t
from .iris import (
    actor_iri,
    code_from_iri,
    counted_at,
    due_iri,
    kind_iri,
    on_from_iri,
    on_iri,
    pair_from_iri,
    position_from_iri,
    said_from_iri,
    stance_from_iri,
    stance_iri,
    summary_pattern,
    tally_iri,
)
from .store_changes import has_dues, said_in
from .store_engine import Engine
from .tallies import Exchanges, Sense, Stance, Tallies, Tally, thing_key
from .vocabulary import ID

__all__ = [
    "exchanges",
    "objects_of",
    "stance_totals",
    "stances_among",
    "stances_of",
    "stances_on",
    "summary_differences",
    "summary_size",
    "tallies_of",
]

_NAMES = 50  # in one query, which endpoints take as an address

_Count = tuple[str, str, int]  # node, property and number


def tallies_of(engine: Engine, things: Iterable[str], topic: str | None, relations: Iterable[str]) -> list[Tally]:
    """What is said of things (their IRIs) in some relations on a topic, None: on any; the most often said first."""
    begins = {relation: tally_iri(relation, topic, ID).value for relation in relations}
    asked = {
        begin + thing.removeprefix(ID): (relation, key)
        for thing, key in ((thing, thing_key(thing)) for thing in things)
        for relation, begin in begins.items()
    }
    found = []
    for node, property_, n in _counted(engine, asked):
        subject, sense = said_from_iri(node)
        relation, thing = asked[property_]
        found.append(Tally(subject, relation, thing, Sense(sense), topic, n))
    return sorted(
        found, key=lambda tally: (-tally.statements, tally.subject, tally.relation, tally.object, tally.sense)
    )


def stances_of(
    engine: Engine,
    actor: str,
    attitudes: Iterable[str],
    *,
    on_actors: bool,
    senses: Iterable[Sense],
    limit: int | None,
) -> list[Stance]:
    """How an actor stands to positions, or to other actors as such; the best attested first."""
    nodes = _stance_nodes(actor, attitudes, senses, on_actors=on_actors)
    if has_dues(engine):
        rows = _summed(_rows(engine, "?node", [*nodes, *map(due_iri, nodes)]))
    else:
        # Ordering the numbers needs no name of a node, which is what takes longest to look up.
        order = "" if limit is None else f" ORDER BY DESC(?n) LIMIT {limit}"
        rows = list(_rows(engine, "?node", nodes, order))
    found = (
        Stance(subject, attitude, thing_key(on_from_iri(property_)), Sense(sense), n)
        for node, property_, n in rows
        for subject, attitude, sense in (stance_from_iri(node),)
    )
    return _sorted(found)[:limit]


def stances_among(engine: Engine, topic: str | None, relations: Mapping[str, str], kind: str | None) -> list[Stance]:
    """How all actors stand to all positions (of a kind) and, where no kind is asked for, to all actors.

    relations: those that express an attitude, with it.   topic: None: on any.
    """
    found = (quad.subject.value for quad in _things(engine, kind) if isinstance(quad.subject, ox.NamedNode))
    names = [name for name in found if position_from_iri(name) or code_from_iri(name)]  # topics have notations, too
    if topic is None:
        return stances_on(engine, names)
    sums = Counter[tuple[str, str, str, Sense]]()
    for tally in tallies_of(engine, names, topic, relations):
        sums[tally.subject, relations[tally.relation], tally.object, tally.sense] += tally.statements
    return _sorted(Stance(*stance, n) for stance, n in sums.items())


def _things(engine: Engine, kind: str | None) -> Iterator[ox.Quad]:
    if kind is not None:
        return engine.quads(None, t.KIND, kind_iri(kind), engine.shared)
    positions = engine.quads(None, t.TYPE, t.POSITION, engine.shared)
    return chain(positions, engine.quads(None, t.NOTATION, None, engine.shared))


def stance_totals(
    engine: Engine, actor: str, attitudes: Iterable[str], *, on_actors: bool
) -> dict[Sense, tuple[int, int]]:
    """In how many stances an actor stands to positions, or to other actors, and in how many statements, by sense."""
    attitudes = tuple(attitudes)
    if has_dues(engine):
        stances = stances_of(engine, actor, attitudes, on_actors=on_actors, senses=Sense, limit=None)
        return {
            sense: (len(of), sum(stance.statements for stance in of))
            for sense in Sense
            if (of := [stance for stance in stances if stance.sense is sense])
        }
    nodes = " ".join(f"<{node}>" for node in _stance_nodes(actor, attitudes, Sense, on_actors=on_actors))
    found = dict.fromkeys(Sense, (0, 0))
    for row in engine.rows(
        f"SELECT ?node (COUNT(*) AS ?many) (SUM(?n) AS ?all) WHERE {{ VALUES ?node {{ {nodes} }} ?node ?p ?n }} "
        "GROUP BY ?node"
    ):
        sense = Sense(stance_from_iri(row["node"].value)[2])
        many, statements = found[sense]
        found[sense] = many + int(row["many"].value), statements + int(row["all"].value)
    return found


def stances_on(engine: Engine, things: Iterable[str]) -> list[Stance]:
    """How all actors stand to things (their IRIs), the best attested first."""
    asked = {on_iri(thing).value: thing_key(thing) for thing in things}
    found = (
        Stance(subject, attitude, asked[property_], Sense(sense), n)
        for node, property_, n in _counted(engine, asked)
        for subject, attitude, sense in (stance_from_iri(node),)
    )
    return _sorted(found)


def exchanges(engine: Engine, limit: int | None) -> list[Exchanges]:
    """How much passes between pairs of actors, most first."""
    floor = "" if has_dues(engine) else _floor(engine, limit)
    rows = engine.rows(f"SELECT ?node ?n WHERE {{ ?node {t.EXCHANGES} ?n{floor} }}")
    sums = _summed((row["node"].value, "", int(row["n"].value)) for row in rows)
    found = (Exchanges(*pair_from_iri(node), n) for node, _, n in sums)
    return sorted(found, key=lambda pair: (-pair.statements, pair.one, pair.other))[:limit]


def objects_of(engine: Engine, party: str, kinds: Collection[str]) -> list[str]:
    """The positions of some kinds (none: of any) that an actor is party to, as IRIs."""
    parties = engine.quads(None, t.PARTY, actor_iri(party), engine.shared)
    found = sorted(quad.subject.value for quad in parties if isinstance(quad.subject, ox.NamedNode))
    if not kinds:
        return found
    return [iri for iri in found if (position := position_from_iri(iri)) is not None and position[0] in kinds]


def summary_differences(engine: Engine) -> list[tuple[str, int, int]]:
    """Where the summary is not what the statements add up to: name, what it says, what there is.  Counts all anew."""
    anew = Tallies()
    anew.add(said_in(engine, None))
    there = Counter(anew.counts()) + Counter(anew.examples())
    said = Counter[str]()
    for row in engine.rows(
        f'SELECT ?node ?p ?n WHERE {{ ?node ?p ?n FILTER(REGEX(STR(?node), "{summary_pattern()}")) }}'
    ):
        if isinstance(row["n"], ox.Literal):
            said[f"{ox.NamedNode(counted_at(row['node'].value))} {row['p']}"] += int(row["n"].value)
        elif row["p"] != t.DUE_TO:
            said[f"{row['node']} {row['p']} {row['n']}"] += 1
    return sorted((name, said[name], there[name]) for name in said.keys() | there.keys() if said[name] != there[name])


def summary_size(engine: Engine) -> int:
    """How many quads the summary has."""
    pattern = f'?node ?p ?n FILTER(REGEX(STR(?node), "{summary_pattern()}"))'
    at = pattern if isinstance(engine.shared, ox.DefaultGraph) else f"GRAPH {engine.shared} {{ {pattern} }}"
    return next(int(row["all"].value) for row in engine.rows(f"SELECT (COUNT(*) AS ?all) WHERE {{ {at} }}"))


def _stance_nodes(actor: str, attitudes: Iterable[str], senses: Iterable[Sense], *, on_actors: bool) -> list[str]:
    return [
        stance_iri(actor, attitude, sense, on_actors=on_actors).value for attitude, sense in product(attitudes, senses)
    ]


def _floor(engine: Engine, limit: int | None) -> str:
    """A filter for counts that are among the `limit` highest; ordering the numbers alone needs no name of a node."""
    if limit is None:
        return ""
    highest = engine.rows(f"SELECT ?n WHERE {{ ?node {t.EXCHANGES} ?n }} ORDER BY DESC(?n) LIMIT {limit}")
    return f" FILTER(?n >= {min((int(row['n'].value) for row in highest), default=0)})"


def _counted(engine: Engine, properties: Iterable[str]) -> list[_Count]:
    """The counts of some properties, what is due to them added."""
    if not engine.is_alone:
        return _summed(_rows(engine, "?p", properties))
    # Where a look is no request, many looks take less time than queries, which must be read and planned.
    quads = (q for name in properties for q in engine.quads(None, ox.NamedNode(name), None, engine.shared))
    return _summed(
        (q.subject.value, q.predicate.value, int(q.object.value))
        for q in quads
        if isinstance(q.subject, ox.NamedNode) and isinstance(q.object, ox.Literal)
    )


def _rows(engine: Engine, variable: str, names: Iterable[str], order: str = "") -> Iterator[_Count]:
    """Counts by the names (IRIs) of their nodes or properties, as the variable says; what is due by itself."""
    rest = iter(names)
    while some := list(islice(rest, _NAMES)):
        values = " ".join(f"<{name}>" for name in some)
        for row in engine.rows(f"SELECT ?node ?p ?n WHERE {{ VALUES {variable} {{ {values} }} ?node ?p ?n }}{order}"):
            if isinstance(row["n"], ox.Literal):
                yield row["node"].value, row["p"].value, int(row["n"].value)


def _summed(rows: Iterable[_Count]) -> list[_Count]:
    """What is due added to what it is due to."""
    sums = Counter[tuple[str, str]]()
    for node, property_, n in rows:
        sums[counted_at(node), property_] += n
    return [(node, property_, n) for (node, property_), n in sums.items() if n]


def _sorted(stances: Iterable[Stance]) -> list[Stance]:
    return sorted(
        stances, key=lambda stance: (-stance.statements, stance.subject, stance.object, stance.attitude, stance.sense)
    )
