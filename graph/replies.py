"""Replies: for each form of question, how the statements on the desk become answers.  Knows no store and no words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from ..extractors.model import Actor, Form, Modality, Position, Statement
from .answers import Answer, Entry, Filler
from .desk import Desk
from .disputes import find_changes
from .matching import HOLE, asked_relations, denier_of, fillers
from .stances import concord_of, side_of, stands_for, takes_sides

__all__ = ["AGREE", "DISAGREE", "REPLIES", "UNKNOWN"]

YES, NO, DISPUTED, UNKNOWN = "yes", "no", "disputed", "unknown"
AGREE, DISAGREE = "agree", "disagree"
FIRST, LAST = "first", "last"
INTENDED = "intended"
_CONTRARY = {YES: NO, NO: YES}


def _who(desk: Desk) -> Answer:
    def entries(statements: Sequence[Statement]) -> Iterator[Entry]:
        groups: dict[object, tuple[Filler, list[Statement]]] = {}
        for statement in statements:
            for filler in fillers(statement, desk.question, desk.schema):
                groups.setdefault(_key(filler), (filler, []))[1].append(statement)
        return (desk.entry(filler, group) for filler, group in groups.values())

    return desk.answer(entries)


def _what(desk: Desk) -> Answer:
    def entries(statements: Sequence[Statement]) -> Iterator[Entry]:
        groups: dict[object, list[Statement]] = {}
        for statement in statements:
            attitude = desk.schema.relations[statement.relation].attitude
            groups.setdefault((attitude, statement.object_key), []).append(statement)
        for group in groups.values():
            attitude = desk.schema.relations[group[0].relation].attitude
            yield desk.entry(group[0].object, group, attitude=attitude)

    return desk.answer(entries)


def _between(desk: Desk) -> Answer:
    one, other = desk.question.subject, desk.question.object
    if not isinstance(one, Actor) or not isinstance(other, Actor):
        return Answer(desk.question, None, ())

    def entries(statements: Sequence[Statement]) -> Iterator[Entry]:
        for entry in _outcomes(desk, statements, (one.id, other.id)):
            if desk.question.only in (None, entry.attitude):
                yield entry

    return desk.answer(entries)


def _outcomes(desk: Desk, statements: Sequence[Statement], pair: tuple[str, str]) -> Iterator[Entry]:
    """On what two actors agree and disagree: each other, and the positions that both hold."""
    yield from _of_each_other(desk, statements, pair)
    groups: dict[str, list[Statement]] = {}
    for statement in statements:
        if isinstance(statement.object, Position):
            groups.setdefault(statement.object_key, []).append(statement)
    for group in groups.values():
        sides = [{side_of(s.relation, desk.schema) for s in group if s.subject.id == code} for code in pair]
        if all(sides):
            is_agreed = sides[0] == sides[1] and len(sides[0]) == 1
            yield desk.entry(group[0].object, group, attitude=AGREE if is_agreed else DISAGREE)


def _of_each_other(desk: Desk, statements: Sequence[Statement], pair: tuple[str, str]) -> Iterator[Entry]:
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


def _whether(desk: Desk) -> Answer:
    asked = frozenset(asked_relations(desk.question))
    yes = [s for s in desk.plain if s.relation in asked]
    contrary = [s for s in desk.plain if s.relation not in asked]
    denied = [s for s in desk.denied if s.relation in asked]
    intended = [s for s in desk.intended if s.relation in asked]
    against = bool(contrary or denied)
    verdict = DISPUTED if yes and against else YES if yes else NO if against else UNKNOWN
    return desk.said(
        [desk.entry(value, group) for value, group in ((YES, yes), (NO, contrary)) if group],
        [desk.entry(NO, denied)] if denied else (),
        [desk.entry(INTENDED, intended)] if intended else (),
        verdict=_CONTRARY.get(verdict, verdict) if desk.question.negated else verdict,
    )


def _when(desk: Desk) -> Answer:
    def entries(statements: Sequence[Statement]) -> Iterator[Entry]:
        groups: dict[str | None, list[Statement]] = {}
        for statement in statements:
            groups.setdefault(statement.when.text if statement.when else None, []).append(statement)
        return (desk.entry(day, group) for day, group in groups.items())

    answer = desk.answer(entries)
    # What is not dated does not answer "when", so it comes last, whatever its strength.
    dated = [entry for entry in answer.answers if entry.filler is not None]
    if desk.question.only in (FIRST, LAST):
        dated.sort(key=lambda entry: str(entry.filler), reverse=desk.question.only == LAST)
    undated = [entry for entry in answer.answers if entry.filler is None]
    return replace(answer, answers=(*dated, *undated))


def _how_many(desk: Desk) -> Answer:
    def entries(statements: Sequence[Statement]) -> Iterator[Entry]:
        counted = _counted(desk, statements)
        if statements:
            yield desk.entry(len(counted) or 1, statements, label=", ".join(counted) or None)

    answer = desk.answer(entries)
    if answer.answers or (desk.question.negated and answer.denied):
        return answer
    return replace(answer, answers=(desk.entry(0, ()),))


def _counted(desk: Desk, statements: Sequence[Statement]) -> list[str]:
    """What fills the hole; without a hole the dates on which it happened, none if none is named (it happened once)."""
    if HOLE not in (desk.question.subject, desk.question.object):
        return sorted({statement.when.text for statement in statements if statement.when})
    found = {_key(filler): filler.label for s in statements for filler in fillers(s, desk.question, desk.schema)}
    return sorted(found.values())


def _changed(desk: Desk) -> Answer:
    """Who changed its position; asked of one actor, which positions it changed."""
    statements = (*desk.plain, *desk.denied)
    asked = desk.question.sort
    changes = [c for c in find_changes(statements, desk.schema) if asked in (c.actor.type, None)]
    entries = [
        desk.entry(
            change.thing if isinstance(desk.question.subject, Actor) else change.actor,
            (change.before, change.after),
            change=change,
        )
        for change in changes
    ]
    return desk.said(sorted(entries, key=lambda entry: entry.strength))


def _denies(desk: Desk) -> Answer:
    """Who denies: by acts of denying that are told as such, and by what is denied."""

    def entries(statements: Sequence[Statement]) -> Iterator[Entry]:
        groups: dict[object, tuple[Filler, list[Statement]]] = {}
        for statement in statements:
            filler = denier_of(statement)
            groups.setdefault(_key(filler), (filler, []))[1].append(statement)
        return (desk.entry(filler, group) for filler, group in groups.values())

    is_denied = {s.id for s in desk.denied if s.modality is Modality.DENIED}
    told = [s for s in (*desk.plain, *desk.intended) if s.id not in is_denied]
    return desk.said(
        sorted(entries(told), key=lambda entry: entry.strength),
        sorted(entries(desk.denied), key=lambda entry: entry.strength),
    )


def _says(desk: Desk) -> Answer:
    """Who says so: actors first, then speakers who are none, then the texts themselves (no filler)."""
    actors = {
        end.id: end for s in (*desk.plain, *desk.denied) for end in (s.subject, s.object) if isinstance(end, Actor)
    }

    def entries(statements: Sequence[Statement]) -> Iterator[Entry]:
        groups: dict[object, tuple[Filler, list[Statement]]] = {}
        for statement in statements:
            filler = _speaker(statement, actors)
            groups.setdefault(_key(filler), (filler, []))[1].append(statement)
        return (desk.entry(filler, group) for filler, group in groups.values())

    answer = desk.answer(entries)
    named = sorted(answer.answers, key=lambda entry: (entry.filler is None, isinstance(entry.filler, str)))
    return replace(answer, answers=tuple(named))


def _ties(desk: Desk) -> Answer:
    """All that is between two actors, one answer a relation and direction."""

    def entries(statements: Sequence[Statement]) -> Iterator[Entry]:
        groups: dict[tuple[str, str, str], list[Statement]] = {}
        for statement in statements:
            groups.setdefault((statement.subject.id, statement.relation, statement.object_key), []).append(statement)
        for group in groups.values():
            first = group[0]
            label = f"{first.subject.label} {desk.schema.relations[first.relation].label('en')} {first.object.label}"
            yield desk.entry(first.object, group, attitude=first.relation, label=label)

    return desk.answer(entries)


def _speaker(statement: Statement, actors: Mapping[str, Actor]) -> Filler:
    said = statement.attribution
    if said is None:
        return None
    if said.speaker is None:
        return said.mention
    return actors.get(said.speaker) or Actor(said.speaker, "Actor", said.speaker)


def _key(filler: Filler) -> object:
    if isinstance(filler, Actor):
        return filler.id
    return (filler.kind, filler.parties) if isinstance(filler, Position) else filler


REPLIES: Mapping[Form, Callable[[Desk], Answer]] = {
    Form.WHO: _who,
    Form.WHAT: _what,
    Form.BETWEEN: _between,
    Form.WHETHER: _whether,
    Form.WHEN: _when,
    Form.HOW_MANY: _how_many,
    Form.CHANGED: _changed,
    Form.DENIES: _denies,
    Form.SAYS: _says,
    Form.TIES: _ties,
}
