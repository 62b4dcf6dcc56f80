"""Tallies: what a summary counts of statements, so that counts need not read them.  Knows no store.

Three counts, as three questions are asked of many statements (docs/decisions/008-the-summary.md): who says what of an
object, on a topic or on any; how an actor stands to things; how much passes between two actors.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

import pyoxigraph as ox

from ..extractors.model import Actor, Modality, Polarity, Statement
from . import terms as t
from .iris import (
    code_from_iri,
    due_iri,
    example_iri,
    local_name,
    on_iri,
    pair_iri,
    position_from_iri,
    said_iri,
    stance_iri,
    statement_iri,
    tally_iri,
    topic_from_iri,
)
from .ntriples import actor_term, position_term
from .ontology import load_schema

__all__ = [
    "Claim",
    "Exchanges",
    "Said",
    "Sense",
    "Stance",
    "Tallies",
    "Tally",
    "count_lines",
    "due_lines",
    "said_by",
    "thing_iri",
    "thing_key",
]

_INTEGER = f"{ox.Literal(0).datatype}"


class Sense(StrEnum):
    """How a statement is meant: as so; as not so (negated or denied); as a plan."""

    PLAIN = "plain"
    DENIED = "denied"
    INTENDED = "intended"

    @classmethod
    def of(cls, polarity: str, modality: str) -> Sense:
        """The sense of a polarity and a modality of the model."""
        if polarity == Polarity.NEGATED or modality == Modality.DENIED:
            return cls.DENIED
        return cls.INTENDED if modality == Modality.INTENDED else cls.PLAIN


@dataclass(frozen=True, slots=True)
class Tally:
    """How many statements have this subject, relation, object (as `Statement.object_key`), sense and topic.

    topic: None: whatever it is.
    """

    subject: str
    relation: str
    object: str
    sense: Sense
    topic: str | None
    statements: int


@dataclass(frozen=True, slots=True)
class Stance:
    """How many statements have a subject whose attitude (of the ontology) to an object is this, in this sense."""

    subject: str
    attitude: str
    object: str
    sense: Sense
    statements: int


@dataclass(frozen=True, slots=True)
class Exchanges:
    """How many affirmed, asserted statements there are between two actors; one < other."""

    one: str
    other: str
    statements: int


@dataclass(frozen=True, slots=True)
class Claim:
    """What some statements say.   relations: any of these.   object: as `Statement.object_key`.   topic: None: any."""

    subject: str
    relations: tuple[str, ...]
    object: str
    sense: Sense
    topic: str | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What is counted of a statement.   object: its IRI, as a key of a position cannot be read back in all cases.

    statement: its IRI where it is denied, negated or intended: to the others their plain triples lead.
    """

    subject: str
    relation: str
    object: str
    sense: Sense
    topic: str | None
    statement: str | None

    @classmethod
    def from_iris(
        cls, subject: str, relation: str, thing: str, meant: tuple[str, str], topic: str | None, statement: str
    ) -> Said:
        """Read it from the IRIs that a statement's node names; meant: polarity and modality."""
        sense = Sense.of(*map(local_name, meant))
        code, slug = code_from_iri(subject) or subject, topic_from_iri(topic) if topic else None
        return cls(code, local_name(relation), thing, sense, slug, None if sense is Sense.PLAIN else statement)


def said_by(statement: Statement) -> Said:
    """What is counted of a statement."""
    thing = statement.object
    term = actor_term(thing.id) if isinstance(thing, Actor) else position_term(thing.kind, thing.parties)
    sense = Sense.of(statement.polarity, statement.modality)
    node = None if sense is Sense.PLAIN else statement_iri(statement.id).value
    return Said(statement.subject.id, statement.relation, term[1:-1], sense, statement.topic, node)


class Tallies:
    """What a set of statements adds to a summary; negative where statements go.

    A count is named by the node and the property that hold it, as N-Triples begin.
    """

    def __init__(self) -> None:
        self._said = Counter[Said]()

    def add(self, said: Iterable[Said], times: int = 1) -> None:
        """Count each of these so many times."""
        for one in said:
            self._said[one] += times

    def counts(self) -> Mapping[str, int]:
        """By how much each count changes, of those that do."""
        counts = Counter[str]()
        for said, n in self._said.items():
            for name in _counted_at(said.subject, said.relation, said.object, said.sense, said.topic):
                counts[name] += n
        return {name: n for name, n in counts.items() if n}

    def examples(self, *, gone: bool = False) -> Iterator[str]:
        """The triples that lead to the statements that are not plain, without the dot.   gone: those that go."""
        for said, n in self._said.items():
            if said.statement is not None and (n < 0 if gone else n > 0):
                node, property_ = said_iri(said.subject, said.sense), example_iri(said.relation, said.object)
                yield f"{node} {property_} <{said.statement}>"


def count_lines(counts: Mapping[str, int]) -> Iterator[str]:
    """Counts as triples without the dot."""
    return (f'{name} "{n}"^^{_INTEGER}' for name, n in counts.items())


def due_lines(counts: Mapping[str, int]) -> Iterator[str]:
    """What is to be added to counts, as triples; the last dues must be finished before."""
    nodes: dict[str, str] = {}
    for name, n in counts.items():
        node, property_ = name.split(" ")
        due = nodes.get(node)
        if due is None:
            due = nodes[node] = f"<{due_iri(node[1:-1])}>"
            yield f"{due} {t.DUE_TO} {node}"
        yield f'{due} {property_} "{n}"^^{_INTEGER}'


@lru_cache(maxsize=1 << 15)
def _counted_at(subject: str, relation: str, thing: str, sense: Sense, topic: str | None) -> tuple[str, ...]:
    """The counts that a statement is part of."""
    said = said_iri(subject, sense)
    names = [f"{said} {tally_iri(relation, None, thing)}"]
    if topic is not None:
        names.append(f"{said} {tally_iri(relation, topic, thing)}")
    declared, other = load_schema().relations.get(relation), code_from_iri(thing)
    if declared is not None and declared.attitude is not None:
        stance = stance_iri(subject, declared.attitude, sense, on_actors=other is not None)
        names.append(f"{stance} {on_iri(thing)}")
    if sense is Sense.PLAIN and other is not None and other != subject:
        names.append(f"{pair_iri(subject, other)} {t.EXCHANGES}")
    return tuple(names)


def thing_iri(key: str) -> str:
    """The IRI of the object with this `Statement.object_key`."""
    kind, colon, parties = key.partition(":")
    if not colon:
        return actor_term(key)[1:-1]
    return position_term(kind, tuple(filter(None, parties.split("+"))))[1:-1]


def thing_key(iri: str) -> str:
    """The `Statement.object_key` of the object with this IRI.  Raises ValueError for another IRI."""
    position = position_from_iri(iri)
    if position is not None:
        return f"{position[0]}:{'+'.join(position[1])}"
    code = code_from_iri(iri)
    if code is None:
        raise ValueError(f"{iri} is neither an actor nor a position")
    return code
