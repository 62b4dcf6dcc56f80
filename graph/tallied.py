"""Tallied: questions that very many statements answer, told from what the store has counted.

Only what is shown is read.  Knows no words.  Decision: docs/decisions/008-the-summary.md.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from ..extractors.model import Actor, Form, Position, Question, Schema, Statement
from .answers import Answer, Entry
from .matching import asked_kind, asked_relations
from .question_sparql import question_sparql
from .stances import side_of, stands_for, takes_sides
from .store import Store
from .tallies import Sense, Stance

__all__ = ["FEW", "tallied_answer"]

FEW = 100  # statements that are read in full: then sources are counted too
_ENTRIES = {Sense.PLAIN: 10, Sense.DENIED: 2, Sense.INTENDED: 2}  # that are shown
_EVIDENCE = {Sense.PLAIN: 2, Sense.DENIED: 1, Sense.INTENDED: 1}  # sentences of each; only plain ones are found at once
_STANCES = 400  # counts of one actor that are looked at

_Claim = tuple[tuple[str, ...], str]  # relations, and the object as `Statement.object_key`


@dataclass(slots=True)
class _Group:
    """What will be one entry.   count: statements.   claims: where they are found, the most often said first."""

    subject: str
    sense: Sense
    attitude: str | None
    count: int
    claims: list[_Claim]


def tallied_answer(store: Store, question: Question, schema: Schema) -> Answer | None:
    """Answer from counts; None if they cannot tell, or so few statements answer that all may be read.

    For who does something to a known object, and what one actor's positions are, whoever says so and whenever.
    The best attested entries are in the answer, each with a few of its statements and with the number of all.
    """
    if question.speaker or question.since or question.until:
        return None
    if question.form is Form.WHO and not isinstance(question.subject, Actor):
        groups = _who(store, question, schema)
    elif question.form is Form.WHAT and question.object is None and question.topic is None and not question.relations:
        groups = _what(store, question, schema)
    else:
        return None
    if groups is None or sum(group.count for group in groups) <= FEW:
        return None
    if question.negated:
        groups = [group for group in groups if group.sense is not Sense.PLAIN]
    groups.sort(key=lambda group: (-group.count, group.subject, group.claims[0][1]))
    shown = {
        sense: tuple(islice(_entries(store, question, [g for g in groups if g.sense is sense]), most))
        for sense, most in _ENTRIES.items()
    }
    more = len(groups) - sum(map(len, shown.values()))
    sparql = question_sparql(question, schema)
    return Answer(question, None, shown[Sense.PLAIN], shown[Sense.DENIED], shown[Sense.INTENDED], sparql, more)


def _entries(store: Store, question: Question, groups: Sequence[_Group]) -> Iterator[Entry]:
    for group in groups:
        statements = tuple(islice(_evidence(store, question, group), _EVIDENCE[group.sense]))
        if statements:
            filler = statements[0].subject if question.form is Form.WHO else statements[0].object
            outlets = store.outlets({statement.doc for statement in statements})
            yield Entry.of(filler, statements, outlets, attitude=group.attitude, told=group.count)


def _evidence(store: Store, question: Question, group: _Group) -> Iterator[Statement]:
    for relations, thing in group.claims:
        for relation in relations:
            yield from store.examples(
                group.subject,
                relation,
                thing,
                sense=group.sense,
                topic=question.topic,
                limit=_EVIDENCE[group.sense],
            )


def _who(store: Store, question: Question, schema: Schema) -> list[_Group] | None:
    """Who does what is asked to the object, in every sense."""
    relations, thing = asked_relations(question), question.object
    if not relations or any(schema.relations[name].symmetric for name in relations):
        return None  # of symmetric ones, either end may be the one that is asked for
    if question.topic is None and not _is_told_by_attitudes(relations, schema):
        return None
    if not isinstance(thing, Actor | Position):
        return None
    # Towards an actor only what takes sides answers with a position, and only with one that is in its favour.
    siding = [name for name in relations if takes_sides(name, schema)]
    groups: dict[tuple[str, Sense], _Group] = {}
    actors, positions = _objects(store, thing, question, schema, siding)
    for subject, sense, names, object_key, count in _counts(store, question, schema, actors, positions):
        # To be for a position of one's own is not to back oneself.
        if isinstance(thing, Actor) and ":" in object_key and (subject == thing.id or not set(names) <= set(siding)):
            continue
        group = groups.setdefault((subject, sense), _Group(subject, sense, None, 0, []))
        group.count += count
        group.claims.append((names, object_key))
    return list(groups.values())


def _counts(
    store: Store,
    question: Question,
    schema: Schema,
    actors: Sequence[str],
    positions: Sequence[tuple[str, tuple[str, ...]]],
) -> Iterator[tuple[str, Sense, tuple[str, ...], str, int]]:
    """Subject, sense, relations, object and number of what is said of the objects: on the topic, else by attitude."""
    relations = asked_relations(question)
    if question.topic is not None:
        for tally in store.tallies(actors=actors, positions=positions, topic=question.topic, relations=relations):
            yield tally.subject, tally.sense, (tally.relation,), tally.object, tally.statements
        return
    by_attitude = _by_attitude(schema)
    attitudes = {schema.relations[name].attitude for name in relations}
    for stance in store.stances_on(actors=actors, positions=positions):
        if stance.attitude in attitudes:
            yield stance.subject, stance.sense, by_attitude[stance.attitude], stance.object, stance.statements


def _is_told_by_attitudes(relations: Collection[str], schema: Schema) -> bool:
    """Whether some relations are all that there are of their attitudes, so that counts by attitude tell of them."""
    by_attitude = _by_attitude(schema)
    attitudes = {schema.relations[name].attitude for name in relations}
    return None not in attitudes and set(relations) == {n for a in attitudes if a for n in by_attitude[a]}


def _objects(
    store: Store, thing: Actor | Position, question: Question, schema: Schema, siding: Collection[str]
) -> tuple[list[str], list[tuple[str, tuple[str, ...]]]]:
    """The actors and positions that a statement may have as object to answer."""
    if isinstance(thing, Actor):
        found = store.positions_of(thing.id) if siding else []
        return [thing.id], [
            (kind, parties) for kind, parties in found if stands_for(Position(kind, parties, ""), thing.id, schema)
        ]
    kind = asked_kind(thing, question.relations, schema)
    if not thing.parties:
        return [], store.positions_of(None, kind=kind) if kind is not None else []
    found = store.positions_of(thing.parties[0], kind=kind)
    return [], [(named, parties) for named, parties in found if set(thing.parties) <= set(parties)]


def _what(store: Store, question: Question, schema: Schema) -> list[_Group] | None:
    """What an actor is for, against and calls for, in every sense, the best attested of them."""
    if not isinstance(question.subject, Actor):
        return None
    actor = question.subject.id
    found: list[Stance] = []
    for on_actors in (False, True):
        best = store.stances(actor, limit=_STANCES, on_actors=on_actors)
        for sense in (Sense.DENIED, Sense.INTENDED):
            # Looked for by themselves only if others crowd them out, as each look goes through all of an actor's.
            if len(best) == _STANCES and not any(stance.sense is sense for stance in best):
                best += store.stances(actor, limit=_STANCES, on_actors=on_actors, senses=(sense,))
        found += best
    by_attitude = _by_attitude(schema)
    siding = {schema.relations[name].attitude for name in schema.relations if takes_sides(name, schema)}
    return [
        _Group(actor, stance.sense, stance.attitude, stance.statements, [(by_attitude[stance.attitude], stance.object)])
        for stance in found
        if ":" in stance.object or stance.attitude in siding  # to be called upon is no position
    ]


def _by_attitude(schema: Schema) -> dict[str, tuple[str, ...]]:
    names: dict[str, tuple[str, ...]] = {}
    for name, relation in schema.relations.items():
        if relation.attitude is not None and side_of(name, schema) is not None:
            names[relation.attitude] = (*names.get(relation.attitude, ()), name)
    return names
