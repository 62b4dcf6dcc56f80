"""Tallied: questions that very many statements answer, told from what the store has counted.

Only what is shown is read.  Knows no words.  Decision: docs/decisions/008-the-summary.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from ..extractors.model import Actor, Form, Position, Question, Schema
from .answers import Answer, Entry
from .matching import asked_kind, asked_relations
from .question_sparql import question_sparql
from .stances import side_of, stands_for, takes_sides
from .store import Store
from .tallies import Claim, Sense

__all__ = ["FEW", "tallied_answer"]

FEW = 100  # statements that are read in full: then sources are counted too
_ENTRIES = {Sense.PLAIN: 10, Sense.DENIED: 2, Sense.INTENDED: 2}  # that are shown
_EVIDENCE = {Sense.PLAIN: 2, Sense.DENIED: 1, Sense.INTENDED: 1}  # sentences of each
_LOOKED_AT = 3  # times as many of the best attested stances of an actor as are shown: equals are put in order


@dataclass(slots=True)
class _Group:
    """What will be one entry.   count: statements.   claims: what they say, the most often said first."""

    subject: str
    sense: Sense
    attitude: str | None
    count: int
    claims: list[Claim]


@dataclass(frozen=True, slots=True)
class _Counted:
    """Groups, the best attested of them or all.   statements, entries: how many there are in all, by sense."""

    groups: list[_Group]
    statements: Counter[Sense]
    entries: Counter[Sense]


def tallied_answer(store: Store, question: Question, schema: Schema) -> Answer | None:
    """Answer from counts; None if they cannot tell, or so few statements answer that all may be read.

    For who does something to a known object, and what one actor's positions are, whoever says so and whenever.
    The best attested entries are in the answer, each with a few of its statements and with the number of all.
    """
    if question.speaker or question.since or question.until:
        return None
    if question.form is Form.WHO and not isinstance(question.subject, Actor):
        found = _who(store, question, schema)
    elif question.form is Form.WHAT and question.object is None and question.topic is None and not question.relations:
        found = _what(store, question, schema)
    else:
        return None
    if found is None or found.statements.total() <= FEW:
        return None
    senses = [sense for sense in Sense if not (question.negated and sense is Sense.PLAIN)]
    found.groups.sort(key=lambda group: (-group.count, group.subject, group.claims[0].object))
    shown = {sense: [group for group in found.groups if group.sense is sense][: _ENTRIES[sense]] for sense in senses}
    entries = tuple(_entries(store, question, [group for groups in shown.values() for group in groups]))
    plain, denied, intended = (tuple(entry for of, entry in entries if of is sense) for sense in Sense)
    more = sum(found.entries[sense] for sense in senses) - len(plain) - len(denied) - len(intended)
    return Answer(question, None, plain, denied, intended, question_sparql(question, schema), more)


def _entries(store: Store, question: Question, groups: Sequence[_Group]) -> Iterator[tuple[Sense, Entry]]:
    """The entry of each group, the statements of all read together."""
    evidence = store.examples((group.claims, _EVIDENCE[group.sense]) for group in groups)
    outlets = store.outlets({statement.doc for statements in evidence for statement in statements})
    for group, statements in zip(groups, evidence, strict=True):
        if not statements:
            continue  # another process has dropped them meanwhile
        filler = statements[0].subject if question.form is Form.WHO else statements[0].object
        yield group.sense, Entry.of(filler, statements, outlets, attitude=group.attitude, told=group.count)


def _who(store: Store, question: Question, schema: Schema) -> _Counted | None:
    """Who does what is asked to the object, in every sense."""
    relations, thing = asked_relations(question), question.object
    if not relations or any(schema.relations[name].symmetric for name in relations):
        return None  # of symmetric ones, either end may be the one that is asked for
    if not isinstance(thing, Actor | Position):
        return None
    # Towards an actor only what takes sides answers with a position, and only with one that is in its favour.
    siding = [name for name in relations if takes_sides(name, schema)]
    actors, positions = _objects(store, thing, question, schema, siding)
    found = store.tallies(actors=actors, topic=question.topic, relations=relations) if actors else []
    if positions:
        names = siding if isinstance(thing, Actor) else relations
        found += store.tallies(positions=positions, topic=question.topic, relations=names)
    if question.sort is not None:
        of_sort = store.actors_of(question.sort)
        found = [tally for tally in found if tally.subject in of_sort]
    groups: dict[tuple[str, Sense], _Group] = {}
    for tally in sorted(found, key=lambda tally: -tally.statements):
        if isinstance(thing, Actor) and ":" in tally.object and tally.subject == thing.id:
            continue  # to be for a position of one's own is not to back oneself
        group = groups.setdefault((tally.subject, tally.sense), _Group(tally.subject, tally.sense, None, 0, []))
        group.count += tally.statements
        group.claims.append(Claim(tally.subject, (tally.relation,), tally.object, tally.sense, question.topic))
    statements, entries = Counter[Sense](), Counter[Sense]()
    for group in groups.values():
        statements[group.sense] += group.count
        entries[group.sense] += 1
    return _Counted(list(groups.values()), statements, entries)


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


def _what(store: Store, question: Question, schema: Schema) -> _Counted | None:
    """What an actor is for, against and calls for, in every sense, the best attested of them."""
    if not isinstance(question.subject, Actor):
        return None
    actor = question.subject.id
    by_attitude = _by_attitude(schema)
    # To be called upon is no position.
    siding = {schema.relations[name].attitude or "" for name in schema.relations if takes_sides(name, schema)}
    groups, statements, entries = list[_Group](), Counter[Sense](), Counter[Sense]()
    for on_actors, attitudes in ((False, tuple(by_attitude)), (True, tuple(sorted(siding)))):
        for sense, (many, all_) in store.stance_totals(actor, on_actors=on_actors, attitudes=attitudes).items():
            entries[sense] += many
            statements[sense] += all_
        for sense in Sense:
            most = _LOOKED_AT * _ENTRIES[sense]
            for stance in store.stances(actor, on_actors=on_actors, attitudes=attitudes, senses=(sense,), limit=most):
                claim = Claim(actor, by_attitude[stance.attitude], stance.object, sense)
                groups.append(_Group(actor, sense, stance.attitude, stance.statements, [claim]))
    return _Counted(groups, statements, entries)


def _by_attitude(schema: Schema) -> dict[str, tuple[str, ...]]:
    names: dict[str, tuple[str, ...]] = {}
    for name, relation in schema.relations.items():
        if relation.attitude is not None and side_of(name, schema) is not None:
            names[relation.attitude] = (*names.get(relation.attitude, ()), name)
    return names
