"""Tallies: what a summary counts of statements, so that counts need not read them.  Knows no store.

Three counts, as three questions are asked of many statements (docs/decisions/008-the-summary.md): who says what of an
object on a topic (by relation), how an actor stands to things (by attitude), how much passes between two actors.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from ..extractors.model import Actor, Modality, Polarity, Statement
from . import terms as t
from .iris import (
    actor_iri,
    code_from_iri,
    local_name,
    matter_iri,
    pair_iri,
    position_from_iri,
    stance_iri,
    tally_iri,
    topic_from_iri,
)
from .ntriples import actor_term, position_term
from .ontology import load_schema

__all__ = ["IS_SUMMARY", "Exchanges", "Said", "Sense", "Stance", "Tallies", "Tally", "said_by", "thing_key"]


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
    """How many statements have this subject, relation, object (as `Statement.object_key`), sense and topic."""

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
class Said:
    """What is counted of a statement.   object: its IRI, as a key of a position cannot be read back in all cases."""

    subject: str
    relation: str
    object: str
    sense: Sense
    topic: str | None

    @classmethod
    def from_iris(cls, subject: str, relation: str, thing: str, meant: tuple[str, str], topic: str | None) -> Said:
        """Read it from the IRIs that a statement's node names; meant: polarity and modality."""
        sense = Sense.of(*map(local_name, meant))
        code, slug = code_from_iri(subject) or subject, topic_from_iri(topic) if topic else None
        return cls(code, local_name(relation), thing, sense, slug)


IS_SUMMARY = frozenset({t.TALLY_OF, t.STANCE_BY, t.STANCE_ON, t.TIE_BY, t.COUNT, t.DUE, t.EXCHANGES, t.EXCHANGES_DUE})


def said_by(statement: Statement) -> Said:
    """What is counted of a statement."""
    thing = statement.object
    term = actor_term(thing.id) if isinstance(thing, Actor) else position_term(thing.kind, thing.parties)
    sense = Sense.of(statement.polarity, statement.modality)
    return Said(statement.subject.id, statement.relation, term[1:-1], sense, statement.topic)


class Tallies:
    """The counts of a set of statements, as nodes with what they count; negative where statements go."""

    def __init__(self) -> None:
        self._said = Counter[Said]()

    def add(self, said: Iterable[Said], times: int = 1) -> None:
        """Count each of these so many times."""
        for one in said:
            self._said[one] += times

    def counts(self) -> tuple[Mapping[str, int], Mapping[str, int]]:
        """What changes: by node of a tally or stance, and by node of a pair; as N-Triples write them."""
        counts, exchanges = Counter[str](), Counter[str]()
        for said, n in self._said.items():
            for node in _counted_at(said):
                counts[node] += n
            pair = _pair(said)
            if pair is not None:
                exchanges[pair] += n
        return {node: n for node, n in counts.items() if n}, {node: n for node, n in exchanges.items() if n}

    def links(self, known: Container[str] = ()) -> Iterator[str]:
        """What the nodes count, as N-Triples without the dot; of those whose count rises, but the known ones."""
        for said, n in self._said.items():
            if n > 0:
                for node, lines in zip(_counted_at(said), _links(said), strict=True):
                    if node not in known:
                        yield from lines


@lru_cache(maxsize=1 << 15)
def _links(said: Said) -> tuple[tuple[str, ...], ...]:
    """What each node of _counted_at counts."""
    tally, *stance = _counted_at(said)
    by = t.TIE_BY if code_from_iri(said.object) else t.STANCE_BY
    return (
        (f"{tally} {t.TALLY_OF} {matter_iri(said.object, said.topic)}",),
        *((f"{node} {by} {actor_iri(said.subject)}", f"{node} {t.STANCE_ON} <{said.object}>") for node in stance),
    )


@lru_cache(maxsize=1 << 15)
def _counted_at(said: Said) -> tuple[str, ...]:
    tally = f"{tally_iri(said.subject, said.relation, said.sense, said.topic, said.object)}"
    relation = load_schema().relations.get(said.relation)
    if relation is None or relation.attitude is None:
        return (tally,)
    return tally, f"{stance_iri(said.subject, relation.attitude, said.sense, said.object)}"


def _pair(said: Said) -> str | None:
    other = code_from_iri(said.object)
    if said.sense is not Sense.PLAIN or other is None or said.subject == other:
        return None
    return f"{pair_iri(said.subject, other)}"


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
