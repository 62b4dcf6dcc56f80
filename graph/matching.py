"""Matching: does a statement fill the hole of a question, and with what?  Knows no store."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ..extractors.model import ANY_KIND, Actor, Form, Position, Question, Schema, Statement
from .stances import ends, side_of, stands_for, takes_sides

__all__ = ["HOLE", "contrary_relations", "fillers", "is_about", "is_answerable"]

HOLE = "?"

_NEED_RELATION = frozenset({Form.WHETHER, Form.WHEN, Form.HOW_MANY})


def is_answerable(question: Question) -> bool:
    """Whether enough was understood: a relation; or an actor, position or topic, and no word left over.

    'Who invented Turkey?' has an actor, but its verb was not understood: to list all that concerns Turkey would be
    to answer another question.
    """
    ends = [end for end in (question.subject, question.object) if end not in (None, HOLE)]
    if question.form in (Form.WHAT, Form.BETWEEN):
        return isinstance(question.subject, Actor)
    if question.relations:
        return question.form is not Form.WHETHER or bool(ends)
    return question.form not in _NEED_RELATION and not question.not_understood and bool(ends or question.topic)


def fillers(statement: Statement, question: Question, schema: Schema) -> Iterator[Actor | Position]:
    """Yield what the statement puts into the question's hole (the subject if it has none); nothing if it does not fit.

    Says nothing of relation, topic, speaker and time: the store was asked for those.
    """
    for subject, thing in ends(statement, schema):
        if not isinstance(question.subject, Actor) or question.subject.id == subject.id:
            if not _fits(subject, thing, question.object, statement.relation, schema):
                continue
            yield thing if question.object == HOLE and question.subject != HOLE else subject


def is_about(statement: Statement, question: Question) -> bool:
    """Whether a stance is about the object that the question names, or on its topic; about anything if it names none.

    'What is X's position on Palestine?' names an actor and a topic: either will do.
    """
    asked, thing = question.object, statement.object
    if not isinstance(asked, Actor | Position):
        return True
    if question.topic is not None and statement.topic == question.topic:
        return True
    if isinstance(thing, Actor):
        return isinstance(asked, Actor) and thing.id == asked.id
    if isinstance(asked, Actor):
        return asked.id in thing.parties
    return asked.kind in (thing.kind, ANY_KIND) and set(asked.parties) <= set(thing.parties)


def contrary_relations(relations: Collection[str], schema: Schema) -> tuple[str, ...]:
    """The relations that take the other side than these; none if these take no side, or both."""
    sides = {side_of(relation, schema) for relation in relations} - {None}
    if len(sides) != 1:
        return ()
    return tuple(name for name in schema.relations if (side_of(name, schema) or 0) in {-side for side in sides if side})


def _fits(
    subject: Actor | Position,
    thing: Actor | Position,
    asked: Actor | Position | str | None,
    relation: str,
    schema: Schema,
) -> bool:
    if isinstance(asked, Actor):
        if isinstance(thing, Actor):
            return thing.id == asked.id
        # To insist on one's own position is not to back oneself.
        is_other = not isinstance(subject, Actor) or subject.id != asked.id
        return is_other and takes_sides(relation, schema) and stands_for(thing, asked.id, schema)
    if isinstance(asked, Position):
        is_kind = isinstance(thing, Position) and asked.kind in (thing.kind, ANY_KIND)
        return is_kind and isinstance(thing, Position) and set(asked.parties) <= set(thing.parties)
    return True
