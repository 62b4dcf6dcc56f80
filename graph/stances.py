"""Stances: which side a statement takes, and of whom.  Reads relations and kinds from the schema, names none.

A relation with an attitude takes a side of its object: against it if the relation's sign is negative, else for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..extractors.model import Actor, Position, Schema, Statement

__all__ = [
    "AGAINST",
    "FOR",
    "concord_of",
    "day_of",
    "ends",
    "is_brokering",
    "side_of",
    "stands_for",
    "takes_sides",
    "thing_key",
    "thing_record",
]

FOR, AGAINST = 1, -1
_AGREEMENT, _REJECTION = "AGREE", "REJECT"  # classes of PLOVER, to which ontology.ttl aligns each relation


def side_of(relation: str, schema: Schema) -> int | None:
    """Return 1 if the relation is for its object, -1 if against it, None if it takes no side."""
    known = schema.relations.get(relation)
    if known is None or known.attitude is None:
        return None
    return AGAINST if known.sign < 0 else FOR


def takes_sides(relation: str, schema: Schema) -> bool:
    """Whether the relation is for or against its object as such, and does not only ask something of it."""
    known = schema.relations.get(relation)
    return known is not None and known.attitude is not None and known.sign != 0


def is_brokering(relation: str, schema: Schema) -> bool:
    """Whether the relation acts on what is between others and takes no side of it."""
    known = schema.relations.get(relation)
    return known is not None and known.attitude is None and known.takes == frozenset({"position"})


def concord_of(relation: str, schema: Schema) -> int | None:
    """Return 1 if the relation is agreement between its ends, -1 if it is dispute; None for all that is neither.

    A dispute is symmetric: who rejects a thing disagrees, but says of what by the object of the relation.
    """
    known = schema.relations.get(relation)
    if known is None or not known.symmetric:
        return None
    return {_AGREEMENT: FOR, _REJECTION: AGAINST}.get(known.plover)


def stands_for(position: Position, actor: str, schema: Schema) -> bool:
    """Whether to be for the position is to be for the actor: 'the sovereignty of A', and not 'sanctions against A'."""
    kind = schema.kinds.get(position.kind)
    return kind is not None and kind.favours is True and actor in position.parties


def ends(statement: Statement, schema: Schema) -> Iterator[tuple[Actor, Actor | Position]]:
    """Yield (subject, object), and the other way round too where the relation is symmetric."""
    yield statement.subject, statement.object
    relation = schema.relations.get(statement.relation)
    if relation is not None and relation.symmetric and isinstance(statement.object, Actor):
        yield statement.object, statement.subject


def thing_key(thing: Actor | Position) -> tuple[str, tuple[str, ...]]:
    """What makes two objects one, whatever they are called: a kind ('' for an actor) and codes."""
    return (thing.kind, thing.parties) if isinstance(thing, Position) else ("", (thing.id,))


def thing_record(thing: Actor | Position) -> dict[str, object]:
    """Plain JSON values: an actor by id, a position by kind and parties."""
    if isinstance(thing, Position):
        return {"kind": thing.kind, "parties": list(thing.parties), "label": thing.label}
    return {"id": thing.id, "type": thing.type, "label": thing.label}


def day_of(statement: Statement) -> date | None:
    """The first day that the text names, else that of publication, None if neither is known."""
    return statement.when.start if statement.when else statement.published
