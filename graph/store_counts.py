"""Store counts: the summary of a store, read in a few lookups, whatever the number of statements.

Knows the engine.  How the summary is kept in step is store_changes.py's; why it is as it is: docs/decisions/008.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from . import terms as t
from .iris import (
    actor_iri,
    matter_iri,
    pair_from_iri,
    position_from_iri,
    stance_from_iri,
    stance_pattern,
    tally_from_iri,
    tally_pattern,
)
from .store_changes import said_in
from .store_engine import Engine
from .tallies import Exchanges, Sense, Stance, Tallies, Tally, thing_key

__all__ = ["exchanges", "objects_of", "stances_of", "stances_on", "summary_differences", "tallies_of"]


def tallies_of(engine: Engine, things: Collection[str], topic: str | None, relations: Collection[str]) -> list[Tally]:
    """What is said of things (their IRIs) on a topic, None: on none, in some relations; the most often said first."""
    values = " ".join(str(matter_iri(thing, topic)) for thing in things)
    pattern = f"VALUES ?matter {{ {values} }} ?node {t.TALLY_OF} ?matter"
    if relations:  # told from the name of the node, before its count is looked up
        pattern += f' FILTER(REGEX(STR(?node), "{tally_pattern(relations)}"))'
    found = []
    for iri, n in _counted(engine, pattern, "OPTIONAL {{ ?node {} ?n }}" if relations else ". ?node {} ?n"):
        subject, relation, sense, on, thing = tally_from_iri(iri)
        found.append(Tally(subject, relation, thing_key(thing), Sense(sense), on, n))
    return sorted(
        found, key=lambda tally: (-tally.statements, tally.subject, tally.relation, tally.object, tally.sense)
    )


def stances_of(
    engine: Engine, actor: str, *, on_actors: bool, senses: Collection[Sense], limit: int | None
) -> list[Stance]:
    """How an actor stands to positions, or to other actors as such; the best attested first."""
    by = t.TIE_BY if on_actors else t.STANCE_BY
    pattern = f"?node {by} {actor_iri(actor)}"
    if senses:
        pattern += f' FILTER(REGEX(STR(?node), "{stance_pattern(senses)}"))'
    # OPTIONAL, as the engine then looks up each node's count; as a join it may read through all counts.
    return _stances(_counted(engine, pattern, "OPTIONAL {{ ?node {} ?n }}", limit))


def stances_on(engine: Engine, things: Iterable[str]) -> list[Stance]:
    """How all actors stand to things (their IRIs), the best attested first."""
    values = " ".join(f"<{thing}>" for thing in things)
    return _stances(_counted(engine, f"VALUES ?thing {{ {values} }} ?node {t.STANCE_ON} ?thing", ". ?node {} ?n"))


def exchanges(engine: Engine, limit: int | None) -> list[Exchanges]:
    """How much passes between pairs of actors, most first."""
    if any(True for _ in engine.quads(None, t.EXCHANGES_DUE, None, engine.shared)):
        pattern = f"{{ ?node {t.EXCHANGES} ?n }} UNION {{ ?node {t.EXCHANGES_DUE} ?n }}"
    else:
        pattern = f"?node {t.EXCHANGES} ?n" + _floor(engine, limit)
    rows = engine.rows(f"SELECT ?node ?n WHERE {{ {pattern} }}")
    sums = _summed((row["node"].value, int(row["n"].value)) for row in rows)
    found = (Exchanges(*pair_from_iri(node), n) for node, n in sums)
    return sorted(found, key=lambda pair: (-pair.statements, pair.one, pair.other))[:limit]


def objects_of(engine: Engine, party: str, kinds: Collection[str]) -> list[str]:
    """The positions of some kinds (none: of any) that an actor is party to, as IRIs."""
    rows = engine.rows(f"SELECT DISTINCT ?thing WHERE {{ ?thing dg:party {actor_iri(party)} }}")
    found = sorted(row["thing"].value for row in rows)
    if not kinds:
        return found
    return [iri for iri in found if (position := position_from_iri(iri)) is not None and position[0] in kinds]


def summary_differences(engine: Engine) -> list[tuple[str, int, int]]:
    """Where the summary is not what the statements add up to: node, what it says, what there is.  Counts all anew."""
    anew = Tallies()
    anew.add(said_in(engine, None))
    counts, pairs = anew.counts()
    there = {node.strip("<>"): n for node, n in (*counts.items(), *pairs.items())}
    said = dict(_summed(_all_counts(engine)))
    return sorted(
        (node, said.get(node, 0), there.get(node, 0))
        for node in said.keys() | there.keys()
        if said.get(node, 0) != there.get(node, 0)
    )


def _all_counts(engine: Engine) -> Iterator[tuple[str, int]]:
    for predicate in (t.COUNT, t.DUE, t.EXCHANGES, t.EXCHANGES_DUE):
        rows = engine.rows(f"SELECT ?node ?n WHERE {{ ?node {predicate} ?n }}")
        yield from ((row["node"].value, int(row["n"].value)) for row in rows)


def _floor(engine: Engine, limit: int | None) -> str:
    """A filter for counts that are among the `limit` highest; ordering the numbers alone needs no name of a node."""
    if limit is None:
        return ""
    highest = engine.rows(f"SELECT ?n WHERE {{ ?node {t.EXCHANGES} ?n }} ORDER BY DESC(?n) LIMIT {limit}")
    return f" FILTER(?n >= {min((int(row['n'].value) for row in highest), default=0)})"


def _counted(engine: Engine, pattern: str, count: str, limit: int | None = None) -> list[tuple[str, int]]:
    """The nodes of a pattern with their counts, those of a load that is not finished added; the highest, if limited."""
    predicates = [t.COUNT]
    if any(True for _ in engine.quads(None, t.DUE, None, engine.shared)):
        predicates.append(t.DUE)
    # Ordering the numbers needs no name of a node, which is what takes longest to look up.
    highest = f" ORDER BY DESC(?n) LIMIT {limit}" if limit is not None and len(predicates) == 1 else ""
    rows = (
        row
        for predicate in predicates
        for row in engine.rows(f"SELECT ?node ?n WHERE {{ {pattern} {count.format(predicate)} }}{highest}")
    )
    sums = _summed((row["node"].value, int(row["n"].value)) for row in rows if row["n"] is not None)
    return sums if limit is None else sorted(sums, key=lambda pair: -pair[1])[:limit]


def _summed(rows: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    sums = Counter[str]()
    for node, n in rows:
        sums[node] += n
    return [(node, n) for node, n in sums.items() if n]


def _stances(rows: Iterable[tuple[str, int]]) -> list[Stance]:
    found = []
    for iri, n in rows:
        subject, attitude, sense, thing = stance_from_iri(iri)
        found.append(Stance(subject, attitude, thing_key(thing), Sense(sense), n))
    return sorted(
        found, key=lambda stance: (-stance.statements, stance.subject, stance.object, stance.attitude, stance.sense)
    )
