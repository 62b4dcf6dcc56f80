"""Matching: does a statement fill the hole of a question, and with what?  Knows no store."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from ..extractors.model import ANY_KIND, Actor, Form, Modality, Position, Question, Schema, Statement
from .stances import ends, is_brokering, side_of, stands_for, takes_sides

__all__ = [
    "HOLE",
    "asked_kind",
    "asked_relations",
    "contrary_relations",
    "denier_of",
    "fillers",
    "has_end",
    "is_about",
    "is_answerable",
    "is_denial_of",
]

HOLE = "?"

_NEED_RELATION = frozenset({Form.WHETHER, Form.WHEN, Form.HOW_MANY, Form.SAYS})
_FREE = frozenset({Form.CHANGED, Form.DENIES})  # may be asked of everybody and everything


def is_answerable(question: Question) -> bool:
    """Whether enough was understood: a relation; or an actor, position or topic, and no word left over.

    'Who invented Turkey?' has an actor, but its verb was not understood: to list all that concerns Turkey would be
    to answer another question.
    """
    known = [end for end in (question.subject, question.object) if end not in (None, HOLE)]
    if question.form in (Form.BETWEEN, Form.TIES):
        return isinstance(question.subject, Actor) and isinstance(question.object, Actor)
    if question.form is Form.WHAT:
        is_complete = has_end(question) or question.topic is not None or not question.not_understood
        return isinstance(question.subject, Actor) and is_complete
    if question.form in _FREE:
        return bool(has_end(question) or question.topic or question.relations) or not question.not_understood
    if question.not_understood and None in (question.subject, question.object):
        return False  # the word that was not understood may have been the very thing that is asked for
    if question.relations:
        return question.form is not Form.WHETHER or bool(known)
    return question.form not in _NEED_RELATION and not question.not_understood and bool(known or question.topic)


def asked_relations(question: Question) -> tuple[str, ...]:
    """The relations that answer: those of the question's word, and what it covers too; none for any."""
    return (*question.relations, *question.also) if question.relations else ()


def has_end(question: Question) -> bool:
    """Whether the question says of whom or what it asks, apart from a subject."""
    return isinstance(question.object, Actor | Position)


def fillers(statement: Statement, question: Question, schema: Schema) -> Iterator[Actor | Position]:
    """Yield what the statement puts into the question's hole (the subject if it has none); nothing if it does not fit.

    Says nothing of relation, topic, speaker and time: the store was asked for those.
    """
    for subject, thing in ends(statement, schema):
        is_subject = not isinstance(question.subject, Actor) or question.subject.id == subject.id
        if is_subject and _fits(subject, thing, statement.relation, question, schema):
            filler = thing if question.object == HOLE and question.subject != HOLE else subject
            if not isinstance(filler, Actor) or question.sort in (filler.type, None):
                yield filler


def denier_of(statement: Statement) -> Actor:
    """Who denies what a statement says, or tells of having been denied: the speaker, else the one spoken of."""
    speaker = statement.attribution.speaker if statement.attribution else None
    if statement.modality is Modality.DENIED and speaker is not None and speaker != statement.subject.id:
        return Actor(speaker, "Actor", speaker)
    return statement.subject


def is_denial_of(statement: Statement, question: Question, schema: Schema) -> bool:
    """Whether a statement is denied, or itself an act of denying, by whom and of what the question asks."""
    is_act = statement.is_plain and statement.relation in question.also
    if statement.modality is not Modality.DENIED and not is_act:
        return False
    if isinstance(question.subject, Actor) and question.subject.id not in (
        denier_of(statement).id,
        statement.subject.id,
    ):
        return False
    asked = replace(question, subject=HOLE)
    return question.object in (None, HOLE) or any(True for _ in fillers(statement, asked, schema))


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


def asked_kind(asked: Position, relations: Collection[str], schema: Schema) -> str | None:
    """The kind of position that will answer; None if any will.

    Who brokers between two is asked by one word ('mediates between', read as a peace process) and told by many: a
    truce, a deal, talks.  So where all relations are brokering and the parties are named, the parties decide.
    """
    brokers = bool(relations) and all(is_brokering(relation, schema) for relation in relations)
    return None if asked.kind == ANY_KIND or (brokers and asked.parties) else asked.kind


def contrary_relations(relations: Collection[str], schema: Schema) -> tuple[str, ...]:
    """The relations that take the other side than these; none if these take no side, or both."""
    sides = {side_of(relation, schema) for relation in relations} - {None}
    if len(sides) != 1:
        return ()
    return tuple(name for name in schema.relations if (side_of(name, schema) or 0) in {-side for side in sides if side})


def _fits(
    subject: Actor | Position, thing: Actor | Position, relation: str, question: Question, schema: Schema
) -> bool:
    """Whether the thing can stand where the question's object stands."""
    asked = question.object
    if isinstance(asked, Actor):
        if isinstance(thing, Actor):
            return thing.id == asked.id
        # To insist on one's own position is not to back oneself.
        is_other = not isinstance(subject, Actor) or subject.id != asked.id
        return is_other and takes_sides(relation, schema) and stands_for(thing, asked.id, schema)
    if isinstance(asked, Position):
        if not isinstance(thing, Position):
            return False
        kind = asked_kind(asked, question.relations, schema)
        return kind in (thing.kind, None) and set(asked.parties) <= set(thing.parties)
    return True
