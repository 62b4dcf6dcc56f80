"""Ask: a question that was read as a statement with a hole, answered from a store with its evidence.

Knows no words: reading the question is the extractors' work, saying the answer the command line's.
Decisions: docs/decisions/021-what-answers-a-question.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ..extractors.model import Actor, Form, Modality, Polarity, Position, Question, Schema, Statement
from .answers import Answer, Entry, Filler
from .matching import HOLE, asked_kind, contrary_relations, fillers, has_end, is_about, is_answerable
from .ontology import load_schema
from .question_sparql import question_sparql
from .sources import Outlets
from .stances import concord_of, side_of, stands_for, takes_sides
from .store import Store

__all__ = ["ask"]

YES, NO, DISPUTED, UNKNOWN = "yes", "no", "disputed", "unknown"
AGREE, DISAGREE = "agree", "disagree"
INTENDED = "intended"


def ask(store: Store, question: Question, schema: Schema | None = None) -> Answer:
    """Answer a question from what the store holds.

    question: as `Extractor.read_question` returns it.   schema: None for that of ontology.ttl.
    Only affirmed, asserted statements answer; denied, negated and intended ones are given apart, in the same form.
    A question of which too little was understood gets no answers (and the verdict "unknown" if it asks yes or no):
    `question.not_understood` says why.  Where nothing is found on the topic of a question that also names an actor or a
    position as object, it is asked again without the topic, and the answer's question has none.
    """
    schema = schema or load_schema()
    form = _FORMS[question.form]
    verdict = UNKNOWN if question.form is Form.WHETHER else None
    if not is_answerable(question):
        return Answer(question, verdict, ())
    desk = _Desk.gather(store, question, schema)
    if desk.is_empty and question.topic is not None and has_end(question):
        # Words such as 'ties' or 'Kosovo' name a topic, too: where an actor or a position is named, that is enough.
        question = replace(question, topic=None)
        desk = _Desk.gather(store, question, schema)
    return form(desk)


@dataclass(frozen=True, slots=True)
class _Desk:
    """All that an answer is made of: the question and the statements that may answer it, by how they are meant."""

    question: Question
    schema: Schema
    plain: tuple[Statement, ...]
    denied: tuple[Statement, ...]
    intended: tuple[Statement, ...]
    outlets: Outlets

    @property
    def is_empty(self) -> bool:
        return not (self.plain or self.denied or self.intended)

    @classmethod
    def gather(cls, store: Store, question: Question, schema: Schema) -> _Desk:
        found = _candidates(store, question, schema)
        infos = {doc: store.article(doc) for doc in sorted({statement.doc for statement in found})}
        return cls(
            question,
            schema,
            plain=tuple(s for s in found if s.is_plain),
            denied=tuple(s for s in found if s.polarity is Polarity.NEGATED or s.modality is Modality.DENIED),
            intended=tuple(s for s in found if s.polarity is Polarity.AFFIRMED and s.modality is Modality.INTENDED),
            outlets={doc: info.source if info else None for doc, info in infos.items()},
        )

    def answer(
        self,
        entries: Callable[[Sequence[Statement]], Iterable[Entry]],
        *,
        verdict: str | None = None,
    ) -> Answer:
        """Make entries of the plain, the denied and the intended statements."""
        plain, denied, intended = (
            tuple(sorted(entries(statements), key=lambda entry: entry.strength))
            for statements in (self.plain, self.denied, self.intended)
        )
        return Answer(self.question, verdict, plain, denied, intended, question_sparql(self.question, self.schema))

    def entry(self, filler: Filler, statements: Sequence[Statement], **named: str | None) -> Entry:
        return Entry.of(filler, statements, self.outlets, **named)


def _candidates(store: Store, question: Question, schema: Schema) -> list[Statement]:
    """The statements that match the question, its holes open; for yes or no those that say the contrary too."""
    match question.form:
        case Form.WHAT:
            is_named = isinstance(question.object, Actor | Position)
            found = _stances(store, question, schema, topic=None if is_named else question.topic)
            return [
                s
                for s in found
                if isinstance(question.subject, Actor) and s.subject.id == question.subject.id and is_about(s, question)
            ]
        case Form.BETWEEN:
            return [*_stances(store, question, schema, topic=question.topic), *_concord(store, question, schema)]
        case _:
            found = _statements(store, question, schema)
            return [s for s in found if any(True for _ in fillers(s, question, schema))]


def _stances(store: Store, question: Question, schema: Schema, *, topic: str | None) -> list[Statement]:
    """What the actors that a question names are for and against."""
    found = [
        statement
        for actor in (question.subject, question.object)
        if isinstance(actor, Actor)
        for statement in store.statements(
            subject=actor.id,
            relations=question.relations,
            topic=topic,
            speaker=question.speaker,
            since=question.since,
            until=question.until,
        )
        if side_of(statement.relation, schema) is not None
    ]
    return [s for s in found if isinstance(s.object, Position) or takes_sides(s.relation, schema)]


def _concord(store: Store, question: Question, schema: Schema) -> list[Statement]:
    """Where the two actors of a question are said to agree or to be in dispute."""
    if not isinstance(question.subject, Actor) or not isinstance(question.object, Actor):
        return []
    pair = {question.subject.id, question.object.id}
    found = store.statements(
        relations=[name for name in schema.relations if concord_of(name, schema) is not None],
        involving=question.subject.id,
        topic=question.topic,
        speaker=question.speaker,
        since=question.since,
        until=question.until,
    )
    return [s for s in found if isinstance(s.object, Actor) and {s.subject.id, s.object.id} == pair]


def _statements(store: Store, question: Question, schema: Schema) -> list[Statement]:
    """What the store has on the ends of the question, wider than it asks where a filter of the store cannot say it."""
    relations, thing = question.relations, question.object
    if question.form is Form.WHETHER:
        relations = (*relations, *contrary_relations(relations, schema))
    known = [end.id for end in (question.subject, thing) if isinstance(end, Actor)]
    position = thing if isinstance(thing, Position) else None
    return store.statements(
        relations=relations,
        involving=known[0] if known else None,
        kind=asked_kind(position, question.relations, schema) if position else None,
        party=position.parties[0] if position and position.parties else None,
        topic=question.topic,
        speaker=question.speaker,
        since=question.since,
        until=question.until,
    )


def _who(desk: _Desk) -> Answer:
    def entries(statements: Sequence[Statement]) -> Iterator[Entry]:
        groups: dict[object, tuple[Filler, list[Statement]]] = {}
        for statement in statements:
            for filler in fillers(statement, desk.question, desk.schema):
                groups.setdefault(_key(filler), (filler, []))[1].append(statement)
        return (desk.entry(filler, group) for filler, group in groups.values())

    return desk.answer(entries)


def _what(desk: _Desk) -> Answer:
    def entries(statements: Sequence[Statement]) -> Iterator[Entry]:
        groups: dict[object, list[Statement]] = {}
        for statement in statements:
            attitude = desk.schema.relations[statement.relation].attitude
            groups.setdefault((attitude, statement.object_key), []).append(statement)
        for group in groups.values():
            attitude = desk.schema.relations[group[0].relation].attitude
            yield desk.entry(group[0].object, group, attitude=attitude)

    return desk.answer(entries)


def _between(desk: _Desk) -> Answer:
    one, other = desk.question.subject, desk.question.object
    if not isinstance(one, Actor) or not isinstance(other, Actor):
        return Answer(desk.question, None, ())

    def entries(statements: Sequence[Statement]) -> Iterator[Entry]:
        yield from _of_each_other(desk, statements, (one.id, other.id))
        groups: dict[str, list[Statement]] = {}
        for statement in statements:
            if isinstance(statement.object, Position):
                groups.setdefault(statement.object_key, []).append(statement)
        for group in groups.values():
            sides = [
                {side_of(s.relation, desk.schema) for s in group if s.subject.id == actor.id} for actor in (one, other)
            ]
            if all(sides):
                is_agreed = sides[0] == sides[1] and len(sides[0]) == 1
                yield desk.entry(group[0].object, group, attitude=AGREE if is_agreed else DISAGREE)

    return desk.answer(entries)


def _of_each_other(desk: _Desk, statements: Sequence[Statement], pair: tuple[str, str]) -> Iterator[Entry]:
    """How each of the two stands to the other and to what is the other's."""
    groups: dict[tuple[str, str], list[Statement]] = {}
    for statement in statements:
        one, thing = statement.subject.id, statement.object
        other = pair[1] if one == pair[0] else pair[0]
        concerns = thing.id == other if isinstance(thing, Actor) else stands_for(thing, other, desk.schema)
        side = concord_of(statement.relation, desk.schema)
        if side is None and takes_sides(statement.relation, desk.schema):
            side = side_of(statement.relation, desk.schema)
        if concerns and side is not None:
            groups.setdefault((AGREE if side > 0 else DISAGREE, statement.object_key), []).append(statement)
    for (outcome, _), group in groups.items():
        yield desk.entry(group[0].object, group, attitude=outcome)


def _whether(desk: _Desk) -> Answer:
    asked = frozenset(desk.question.relations)
    yes = [s for s in desk.plain if s.relation in asked]
    contrary = [s for s in desk.plain if s.relation not in asked]
    denied = [s for s in desk.denied if s.relation in asked]
    intended = [s for s in desk.intended if s.relation in asked]
    against = bool(contrary or denied)
    verdict = DISPUTED if yes and against else YES if yes else NO if against else UNKNOWN
    return Answer(
        desk.question,
        verdict,
        tuple(desk.entry(value, group) for value, group in ((YES, yes), (NO, contrary)) if group),
        (desk.entry(NO, denied),) if denied else (),
        (desk.entry(INTENDED, intended),) if intended else (),
        question_sparql(desk.question, desk.schema),
    )


def _when(desk: _Desk) -> Answer:
    def entries(statements: Sequence[Statement]) -> Iterator[Entry]:
        groups: dict[str | None, list[Statement]] = {}
        for statement in statements:
            groups.setdefault(statement.when.text if statement.when else None, []).append(statement)
        return (desk.entry(day, group) for day, group in groups.items())

    answer = desk.answer(entries)
    # What is not dated does not answer "when", so it comes last, whatever its strength.
    dated = sorted(answer.answers, key=lambda entry: entry.filler is None)
    return Answer(answer.question, None, tuple(dated), answer.denied, answer.intended, answer.sparql)


def _how_many(desk: _Desk) -> Answer:
    def entries(statements: Sequence[Statement]) -> Iterator[Entry]:
        counted = _counted(desk, statements)
        if statements:
            yield desk.entry(len(counted) or 1, statements, label=", ".join(counted) or None)

    answer = desk.answer(entries)
    none = () if answer.answers else (desk.entry(0, ()),)
    return Answer(answer.question, None, (*answer.answers, *none), answer.denied, answer.intended, answer.sparql)


def _counted(desk: _Desk, statements: Sequence[Statement]) -> list[str]:
    """What fills the hole; without a hole the dates on which it happened, none if none is named (it happened once)."""
    if HOLE not in (desk.question.subject, desk.question.object):
        return sorted({statement.when.text for statement in statements if statement.when})
    found = {_key(filler): filler.label for s in statements for filler in fillers(s, desk.question, desk.schema)}
    return sorted(found.values())


def _key(filler: Filler) -> object:
    if isinstance(filler, Actor):
        return filler.id
    return (filler.kind, filler.parties) if isinstance(filler, Position) else filler


_FORMS: dict[Form, Callable[[_Desk], Answer]] = {
    Form.WHO: _who,
    Form.WHAT: _what,
    Form.BETWEEN: _between,
    Form.WHETHER: _whether,
    Form.WHEN: _when,
    Form.HOW_MANY: _how_many,
}
