"""Desk: a question with all the statements that may answer it, sorted by how they are meant.  Knows no words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from ..extractors.model import Actor, Form, Modality, Polarity, Position, Question, Schema, Statement
from .answers import Answer, Entry, Filler
from .disputes import Change
from .iris import article_from_iri
from .matching import asked_kind, asked_relations, contrary_relations, fillers, is_about, is_denial_of
from .question_sparql import question_sparql
from .sources import Outlets
from .stances import concord_of, side_of, takes_sides
from .store import Store

__all__ = ["Desk"]

_DENIED = "SELECT DISTINCT ?article WHERE { GRAPH ?article { ?statement dg:modality dg:denied } } ORDER BY ?article"


@dataclass(frozen=True, slots=True)
class Desk:
    """All that an answer is made of."""

    question: Question
    schema: Schema
    plain: tuple[Statement, ...]
    denied: tuple[Statement, ...]
    intended: tuple[Statement, ...]
    outlets: Outlets

    @property
    def is_empty(self) -> bool:
        """Whether nothing was found."""
        return not (self.plain or self.denied or self.intended)

    @classmethod
    def gather(cls, store: Store, question: Question, schema: Schema) -> Desk:
        """Find what a store has on a question."""
        found = _candidates(store, question, schema)
        return cls(
            question,
            schema,
            plain=tuple(s for s in found if s.is_plain),
            denied=tuple(s for s in found if s.polarity is Polarity.NEGATED or s.modality is Modality.DENIED),
            intended=tuple(s for s in found if s.polarity is Polarity.AFFIRMED and s.modality is Modality.INTENDED),
            outlets=store.outlets({statement.doc for statement in found}),
        )

    def answer(self, entries: Callable[[Sequence[Statement]], Iterable[Entry]]) -> Answer:
        """Make entries of the plain, the denied and the intended statements, strongest first."""
        plain, denied, intended = (
            tuple(sorted(entries(statements), key=lambda entry: entry.strength))
            for statements in (self.plain, self.denied, self.intended)
        )
        # Whom a thing does not hold for is told by what is denied; what is affirmed answers the contrary question.
        return self.said(() if self.question.negated else plain, denied, intended)

    def said(
        self,
        answers: Iterable[Entry],
        denied: Iterable[Entry] = (),
        intended: Iterable[Entry] = (),
        *,
        verdict: str | None = None,
    ) -> Answer:
        """The answer of some entries."""
        sparql = question_sparql(self.question, self.schema)
        return Answer(self.question, verdict, tuple(answers), tuple(denied), tuple(intended), sparql)

    def entry(
        self,
        filler: Filler,
        statements: Sequence[Statement],
        *,
        attitude: str | None = None,
        label: str | None = None,
        change: Change | None = None,
    ) -> Entry:
        """One answer with its sources counted."""
        return Entry.of(filler, statements, self.outlets, attitude=attitude, label=label, change=change)


def _candidates(store: Store, question: Question, schema: Schema) -> list[Statement]:
    """The statements that match the question, its holes open; for yes or no those that say the contrary too."""
    match question.form:
        case Form.WHAT | Form.CHANGED:
            return _of_stances(store, question, schema)
        case Form.BETWEEN:
            return [*_stances(store, question, schema, topic=question.topic), *_concord(store, question, schema)]
        case Form.TIES:
            return _ties(store, question)
        case Form.DENIES:
            return _denials(store, question, schema)
        case _:
            found = _statements(store, question, schema)
            return [s for s in found if any(True for _ in fillers(s, question, schema))]


def _of_stances(store: Store, question: Question, schema: Schema) -> list[Statement]:
    """The stances of one actor, or of all, on what the question is about."""
    thing, holder = question.object, question.subject
    wheres: list[dict[str, str | None]] = [{}]
    if not isinstance(holder, Actor) and isinstance(thing, Actor | Position):
        # Of everybody: what can be looked up is, and not the whole store read.
        party = thing.id if isinstance(thing, Actor) else next(iter(thing.parties), None)
        wheres = [{"involving": party}] if party else [{"kind": thing.kind}] if isinstance(thing, Position) else [{}]
        wheres += [{"topic": question.topic}] if question.topic else []
    elif not isinstance(thing, Actor | Position):
        wheres = [{"topic": question.topic}]
    found = [s for where in wheres for s in _stances(store, question, schema, **where)]
    return [s for s in {s.id: s for s in found}.values() if is_about(s, question)]


def _stances(store: Store, question: Question, schema: Schema, **where: str | None) -> list[Statement]:
    """What the actors that a question names, or all if it names none, are for and against.

    where: further conditions of `Store.statements`.
    """
    ends = (question.subject, question.object) if question.form is Form.BETWEEN else (question.subject,)
    holders: list[str | None] = [actor.id for actor in ends if isinstance(actor, Actor)]
    siding = tuple(name for name in schema.relations if side_of(name, schema) is not None)
    found = [
        statement
        for holder in holders or [None]
        for statement in _found(store, question, question.relations or siding, subject=holder, **where)
        if side_of(statement.relation, schema) is not None
    ]
    return [s for s in found if isinstance(s.object, Position) or takes_sides(s.relation, schema)]


def _found(store: Store, question: Question, relations: Iterable[str] = (), **where: str | None) -> list[Statement]:
    """What a store has of some relations, on the word and in the time that the question names."""
    return store.statements(
        relations=tuple(relations),
        speaker=question.speaker,
        since=question.since,
        until=question.until,
        **where,
    )


def _concord(store: Store, question: Question, schema: Schema) -> list[Statement]:
    """Where the two actors of a question are said to agree or to be in dispute."""
    if not isinstance(question.subject, Actor) or not isinstance(question.object, Actor):
        return []
    pair = {question.subject.id, question.object.id}
    concord = [name for name in schema.relations if concord_of(name, schema) is not None]
    found = _found(store, question, concord, involving=question.subject.id, topic=question.topic)
    return [s for s in found if isinstance(s.object, Actor) and {s.subject.id, s.object.id} == pair]


def _ties(store: Store, question: Question) -> list[Statement]:
    """All that one of two actors does to the other, or holds of what is the other's."""
    if not isinstance(question.subject, Actor) or not isinstance(question.object, Actor):
        return []
    one, other = question.subject.id, question.object.id
    found = _found(store, question, involving=one, topic=question.topic)
    return [
        s
        for s in found
        if (s.subject.id == one and _concerns(s, other)) or (s.subject.id == other and _concerns(s, one))
    ]


def _concerns(statement: Statement, actor: str) -> bool:
    thing = statement.object
    return thing.id == actor if isinstance(thing, Actor) else actor in thing.parties


def _denials(store: Store, question: Question, schema: Schema) -> list[Statement]:
    """What is denied, and the acts of denying that are told as such."""
    ends = (question.subject, question.object)
    involved = next((end.id for end in ends if isinstance(end, Actor)), None)
    where = {"involving": involved, "topic": question.topic}
    # Without an actor to look up, the few articles that hold a denial are read, and not the whole store.
    articles = [None] if any(where.values()) or question.relations else _articles_with_denials(store)
    found = [s for article in articles for s in _found(store, question, question.relations, article=article, **where)]
    if isinstance(question.subject, Actor):  # who denies what is said of others
        said = replace(question, speaker=question.subject.id)
        found += _found(store, said, question.relations, topic=question.topic)
    acts = _found(store, question, question.also, **where) if question.also else []
    unique = {s.id: s for s in [*found, *acts]}.values()
    return [s for s in unique if is_denial_of(s, question, schema)]


def _articles_with_denials(store: Store) -> list[str | None]:
    rows = store.query(_DENIED)
    found = [article_from_iri(row["article"].value) for row in rows]  # type: ignore[union-attr]
    return [article for article in found if article is not None]


def _statements(store: Store, question: Question, schema: Schema) -> list[Statement]:
    """What the store has on the ends of the question, wider than it asks where a filter of the store cannot say it."""
    relations, thing = asked_relations(question), question.object
    if question.form is Form.WHETHER:
        relations = (*relations, *contrary_relations(relations, schema))
    known = [end.id for end in (question.subject, thing) if isinstance(end, Actor)]
    position = thing if isinstance(thing, Position) else None
    return _found(
        store,
        question,
        relations,
        involving=known[0] if known else None,
        kind=asked_kind(position, question.relations, schema) if position else None,
        party=position.parties[0] if position and position.parties else None,
        topic=question.topic,
    )
