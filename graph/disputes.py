"""Disputes: who contradicts whom about a stance, and which stances changed.  Knows no store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ..extractors.model import Actor, Modality, Polarity, Position, Schema, Statement
from .stances import AGAINST, FOR, day_of, side_of, thing_key, thing_record

__all__ = ["NOT_SO", "Change", "Contradiction", "find_changes", "find_contradictions"]

NOT_SO = "denied"  # the attitude of who is said not to be for, or not to be against, a thing


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Statements of one actor's stance that cannot both be so.

    side:   1 if they are about being for the object, -1 about being against it.
    says:   the statements that say so.   denies: those that deny it, or affirm the other side.
    Each statement's attribution tells who says it: often one actor says of another what the other denies.
    """

    actor: Actor
    thing: Actor | Position
    side: int
    says: tuple[Statement, ...]
    denies: tuple[Statement, ...]

    @property
    def speakers(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The codes of those who say so and of those who deny it, sorted."""
        return _speakers(self.says), _speakers(self.denies)

    def to_record(self) -> dict[str, object]:
        """Plain JSON values; statements by id."""
        says, denies = self.speakers
        return {
            "actor": {"id": self.actor.id, "label": self.actor.label},
            "position": thing_record(self.thing),
            "side": self.side,
            "says": [statement.id for statement in self.says],
            "said_by": list(says),
            "denies": [statement.id for statement in self.denies],
            "denied_by": list(denies),
        }


@dataclass(frozen=True, slots=True)
class Change:
    """An actor went from one side of a position to the other.

    before, after:   the last statement of the old side and the first of the new one.   since: the day of the latter.
    before_attitude, after_attitude: as the ontology names them.
    """

    actor: Actor
    thing: Actor | Position
    before_attitude: str
    after_attitude: str
    since: date
    before: Statement
    after: Statement

    def to_record(self) -> dict[str, object]:
        """Plain JSON values; statements by id."""
        return {
            "actor": {"id": self.actor.id, "label": self.actor.label},
            "position": thing_record(self.thing),
            "from": self.before_attitude,
            "to": self.after_attitude,
            "since": self.since.isoformat(),
            "before": self.before.id,
            "after": self.after.id,
        }


def find_contradictions(statements: Iterable[Statement], schema: Schema) -> tuple[Contradiction, ...]:
    """Return stances that some statements affirm and others deny, by actor and object.

    A position that was backed and later opposed is a change and no contradiction.
    """
    found = (pair for group in _stances(statements) for pair in _contradictions(group, schema))
    return tuple(sorted(found, key=lambda c: (c.actor.label, c.actor.id, thing_key(c.thing), -c.side)))


def find_changes(statements: Iterable[Statement], schema: Schema) -> tuple[Change, ...]:
    """Return the positions on which an actor went from one side to the other, oldest first.

    By the time that the texts name, else that of publication; statements of unknown time are left out.  Where
    statements of both sides alternate, nothing is known to have changed: that is a contradiction.
    """
    found = [change for group in _stances(statements) for change in _changes(group, schema)]
    return tuple(sorted(found, key=lambda change: (change.since, change.actor.id, thing_key(change.thing))))


def _stances(statements: Iterable[Statement]) -> Iterator[Sequence[Statement]]:
    groups: dict[tuple[str, tuple[str, tuple[str, ...]]], list[Statement]] = {}
    for statement in statements:
        groups.setdefault((statement.subject.id, thing_key(statement.object)), []).append(statement)
    yield from groups.values()


def _contradictions(group: Sequence[Statement], schema: Schema) -> Iterator[Contradiction]:
    # Who praises an actor today and blames it tomorrow contradicts nothing: only a position can be for or against.
    has_changed = any(True for _ in _changes(group, schema))
    is_one_matter = isinstance(group[0].object, Position) and not has_changed
    for side in (FOR, AGAINST):
        says = tuple(s for s in group if s.is_plain and side_of(s.relation, schema) == side)
        denies = tuple(
            s
            for s in group
            if side_of(s.relation, schema) == side and (_is_refuted(s) or (_is_negated(s) and not has_changed))
        )
        if side == FOR and is_one_matter:
            denies += tuple(s for s in group if s.is_plain and side_of(s.relation, schema) == AGAINST)
        if says and denies:
            yield Contradiction(group[0].subject, group[0].object, side, says, denies)


def _changes(group: Sequence[Statement], schema: Schema) -> Iterator[Change]:
    """The change of a stance; towards an actor, of each relation by itself: not recognised, then recognised."""
    if isinstance(group[0].object, Position):
        subgroups = [list(group)]
    else:
        subgroups = [[s for s in group if s.relation == name] for name in sorted({s.relation for s in group})]
    for subgroup in subgroups:
        change = _change(subgroup, schema)
        if change:
            yield change


def _change(group: Sequence[Statement], schema: Schema) -> Change | None:
    dated = [(day, s) for s in group if (s.is_plain or _is_negated(s)) and (day := day_of(s)) is not None]
    sides = {side: [pair for pair in dated if _taken(pair[1], schema) == side] for side in (FOR, AGAINST)}
    for old, new in ((FOR, AGAINST), (AGAINST, FOR)):
        if not sides[old] or not sides[new]:
            continue
        last, first = max(sides[old], key=_by_day), min(sides[new], key=_by_day)
        if last[0] < first[0]:
            before, after = (_word(pair[1], schema) for pair in (last, first))
            return Change(first[1].subject, first[1].object, before, after, first[0], last[1], first[1])
    return None


def _taken(statement: Statement, schema: Schema) -> int | None:
    """The side that a statement takes; not to back a thing is to stand on the other side of it."""
    side = side_of(statement.relation, schema)
    return side if side is None or statement.is_plain else -side


def _word(statement: Statement, schema: Schema) -> str:
    return NOT_SO if _is_negated(statement) else schema.relations[statement.relation].attitude or ""


def _by_day(pair: tuple[date, Statement]) -> tuple[date, str]:
    return (pair[0], pair[1].id)


def _is_refuted(statement: Statement) -> bool:
    """Whether somebody denies what the statement says."""
    return statement.modality is Modality.DENIED


def _is_negated(statement: Statement) -> bool:
    """Whether the text itself says that it is not so."""
    return statement.polarity is Polarity.NEGATED and statement.modality is not Modality.DENIED


def _speakers(statements: Iterable[Statement]) -> tuple[str, ...]:
    codes = {s.attribution.speaker for s in statements if s.attribution}
    return tuple(sorted(code for code in codes if code is not None))
