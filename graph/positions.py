"""Positions: the matrix of who backs, opposes or calls for what, where it is contradicted and how it changed.

Reads attitudes from the schema and names none.  Decision: docs/decisions/022-the-matrix.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ..extractors.errors import UnknownTerm
from ..extractors.model import Actor, Modality, Polarity, Position, Schema, Statement
from .disputes import Change, Contradiction, find_changes, find_contradictions
from .ontology import load_schema
from .sources import Outlets, independent_sources
from .stances import AGAINST, FOR, side_of, takes_sides, thing_key, thing_record
from .store import Store
from .tallies import Claim, Sense, Stance

__all__ = ["DENIED", "INTENDED", "MIXED", "Cell", "Matrix", "positions", "to_matrix"]

MIXED, DENIED, INTENDED = "mixed", "denied", "intended"
FEW = 1000  # statements that are read in full: then sources are counted, and contradictions and changes looked for
_CELLS = 300  # the best attested, where statements are counted


@dataclass(frozen=True, slots=True)
class Cell:
    """How one actor stands to one position (or to another actor as such).

    attitude:   an attitude of the ontology; or MIXED (for and against), DENIED (only denied or negated) or INTENDED
                (only planned).
    counts:     (attitude, DENIED or INTENDED; independent articles), those that occur.
    sources:    independent articles in all.   statements: the evidence, oldest first.
    In a matrix that is counted, statements stand for independent articles, and the evidence is a part of it.
    """

    actor: Actor
    thing: Actor | Position
    attitude: str
    counts: tuple[tuple[str, int], ...]
    sources: int
    statements: tuple[Statement, ...]

    @property
    def is_disputed(self) -> bool:
        """Whether some statements affirm a stance and others deny it, or stand on both sides."""
        meant = {name for name, _ in self.counts} - {INTENDED}
        return self.attitude == MIXED or (DENIED in meant and len(meant) > 1)

    def to_record(self) -> dict[str, object]:
        """Plain JSON values; statements by id."""
        return {
            "actor": {"id": self.actor.id, "label": self.actor.label},
            "position": thing_record(self.thing),
            "attitude": self.attitude,
            "disputed": self.is_disputed,
            "counts": dict(self.counts),
            "sources": self.sources,
            "statements": [statement.id for statement in self.statements],
        }


@dataclass(frozen=True, slots=True)
class Matrix:
    """The cells in order of actor and position, with what is contradicted and what changed.

    is_counted: so many statements take sides that they were counted and not read: the numbers of the cells are those of
    statements, only some of these are in the cells, and what is contradicted and what changed is not known.
    more: how many cells are left out then; the best attested are there.
    """

    cells: tuple[Cell, ...]
    contradictions: tuple[Contradiction, ...] = ()
    changes: tuple[Change, ...] = ()
    is_counted: bool = False
    more: int = 0

    @property
    def actors(self) -> tuple[Actor, ...]:
        """The rows, the best attested first."""
        weights = Counter[str]()
        for cell in self.cells:
            weights[cell.actor.id] += cell.sources
        actors = {cell.actor.id: cell.actor for cell in self.cells}
        return tuple(actors[key] for key in sorted(actors, key=lambda key: (-weights[key], key)))

    @property
    def things(self) -> tuple[Actor | Position, ...]:
        """The columns, the best attested first."""
        weights = Counter[tuple[str, tuple[str, ...]]]()
        for cell in self.cells:
            weights[thing_key(cell.thing)] += cell.sources
        things = {thing_key(cell.thing): cell.thing for cell in self.cells}
        return tuple(things[key] for key in sorted(things, key=lambda key: (-weights[key], key)))

    def cell(self, actor: Actor, thing: Actor | Position) -> Cell | None:
        """What the actor's stance is, None where nothing is known."""
        wanted = (actor.id, thing_key(thing))
        return next((cell for cell in self.cells if (cell.actor.id, thing_key(cell.thing)) == wanted), None)

    def to_record(self) -> dict[str, object]:
        """Plain JSON values; evidence: the records of all statements, by the ids that the other parts name."""
        statements = {statement.id: statement for cell in self.cells for statement in cell.statements}
        return {
            "rows": [cell.to_record() for cell in self.cells],
            "contradictions": [contradiction.to_record() for contradiction in self.contradictions],
            "changes": [change.to_record() for change in self.changes],
            "evidence": {key: statements[key].to_record() for key in sorted(statements)},
        }


def positions(
    store: Store,
    *,
    topic: str | None = None,
    of: str | None = None,
    on: str | None = None,
    since: date | None = None,
    until: date | None = None,
    speaker: str | None = None,
    schema: Schema | None = None,
    whole: bool = True,
) -> Matrix:
    """Return the matrix of what a store holds.

    of: only of this actor.   on: only on positions of this kind.   since, until: as `Store.statements`.
    speaker: only what this actor says.   Nothing found: a matrix without cells.
    whole: read every statement; else those that are very many are counted (`Matrix.is_counted`).
    Raises UnknownTerm if ontology.ttl has no kind `on`.
    """
    schema = schema or load_schema()
    if on is not None and on not in schema.kinds:
        raise UnknownTerm("position kind", on, schema.kinds)
    if not whole and since is None and until is None and speaker is None:
        counted = _counted(store, schema, topic, of, on)
        if counted is not None:
            return counted
    siding = [name for name in schema.relations if side_of(name, schema) is not None]
    found = store.statements(
        subject=of, relations=siding, kind=on, topic=topic, since=since, until=until, speaker=speaker
    )
    return to_matrix(found, schema, store.outlets({statement.doc for statement in found}))


def to_matrix(statements: Iterable[Statement], schema: Schema, outlets: Outlets | None = None) -> Matrix:
    """Return the matrix of any statements; those that take no side are left out.

    An actor is a column of its own where it is backed or opposed as such; being called upon is no position.
    outlets: article id to the name of its outlet, for the count of independent sources.
    """
    siding = [
        statement
        for statement in statements
        if side_of(statement.relation, schema) is not None
        and (isinstance(statement.object, Position) or takes_sides(statement.relation, schema))
    ]
    groups: dict[tuple[str, tuple[str, tuple[str, ...]]], list[Statement]] = {}
    for statement in siding:
        groups.setdefault((statement.subject.id, thing_key(statement.object)), []).append(statement)
    cells = [_cell(group, schema, outlets or {}) for group in groups.values()]
    return Matrix(
        _ordered(cells),
        find_contradictions(siding, schema),
        find_changes(siding, schema),
    )


def _counted(store: Store, schema: Schema, topic: str | None, of: str | None, on: str | None) -> Matrix | None:
    """The best attested cells by the counts of the store; None if they hold so few statements that all may be read."""
    by_attitude: dict[str, tuple[str, ...]] = {}
    direct = set[str]()  # attitudes that may be to an actor as such
    for name, relation in schema.relations.items():
        if relation.attitude is not None:
            by_attitude[relation.attitude] = (*by_attitude.get(relation.attitude, ()), name)
            direct |= {relation.attitude} if takes_sides(name, schema) else set()
    cells: dict[tuple[str, str], list[Stance]] = {}
    for stance in _stances(store, topic, of, on):
        if ":" in stance.object or stance.attitude in direct:
            cells.setdefault((stance.subject, stance.object), []).append(stance)
    weights = {key: sum(stance.statements for stance in group) for key, group in cells.items()}
    if sum(weights.values()) <= FEW:
        return None
    shown = sorted(cells, key=lambda key: (-weights[key], key))[:_CELLS]
    claims = [
        [Claim(s.subject, by_attitude[s.attitude], s.object, s.sense, topic) for s in cells[key]] for key in shown
    ]
    evidence = store.examples((group, 1) for groups in claims for group in ([claim] for claim in groups))
    found = iter(evidence)
    made = []
    for key, groups in zip(shown, claims, strict=True):
        statements = [statement for _ in groups for statement in next(found)]
        if statements:  # else another process has dropped them meanwhile
            made.append(_counted_cell(cells[key], statements, by_attitude, schema))
    return Matrix(_ordered(made), is_counted=True, more=len(cells) - len(made))


def _stances(store: Store, topic: str | None, of: str | None, on: str | None) -> Iterable[Stance]:
    if of is None or topic is not None:
        return (stance for stance in store.all_stances(topic=topic, kind=on) if of in (None, stance.subject))
    found = [*store.stances(of), *(store.stances(of, on_actors=True) if on is None else ())]
    return (stance for stance in found if on is None or stance.object.partition(":")[0] == on)


def _counted_cell(
    stances: Iterable[Stance], statements: Sequence[Statement], by_attitude: Mapping[str, Sequence[str]], schema: Schema
) -> Cell:
    counts, plain = Counter[str](), set[str]()
    for stance in stances:
        meaning = {Sense.DENIED: DENIED, Sense.INTENDED: INTENDED}.get(stance.sense, stance.attitude)
        counts[meaning] += stance.statements
        if stance.sense is Sense.PLAIN:
            plain.add(by_attitude[stance.attitude][0])
    return Cell(
        actor=statements[0].subject,
        thing=statements[0].object,
        attitude=_attitude(counts, plain, schema),
        counts=_by_number(counts),
        sources=counts.total(),
        statements=tuple(statements),
    )


def _cell(statements: Sequence[Statement], schema: Schema, outlets: Outlets) -> Cell:
    meant: dict[str, list[Statement]] = {}
    for statement in statements:
        meant.setdefault(_meaning(statement, schema), []).append(statement)
    counts = {name: independent_sources(group, outlets) for name, group in meant.items()}
    return Cell(
        actor=statements[0].subject,
        thing=statements[0].object,
        attitude=_attitude(counts, {s.relation for s in statements if s.is_plain}, schema),
        counts=_by_number(counts),
        sources=independent_sources(statements, outlets),
        statements=tuple(statements),
    )


def _ordered(cells: Iterable[Cell]) -> tuple[Cell, ...]:
    return tuple(sorted(cells, key=lambda cell: (cell.actor.label, cell.actor.id, thing_key(cell.thing))))


def _by_number(counts: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def _meaning(statement: Statement, schema: Schema) -> str:
    """The attitude of a plain statement, else how it is meant."""
    if statement.polarity is Polarity.NEGATED or statement.modality is Modality.DENIED:
        return DENIED
    if statement.modality is Modality.INTENDED:
        return INTENDED
    return schema.relations[statement.relation].attitude or ""


def _attitude(counts: Mapping[str, int], plain: Collection[str], schema: Schema) -> str:
    """One word for a cell: the best attested attitude if all are on one side."""
    sides = {side_of(relation, schema) for relation in plain}
    if {FOR, AGAINST} <= sides:
        return MIXED
    stated = {name: count for name, count in counts.items() if name not in (DENIED, INTENDED)}
    if stated:
        return min(stated, key=lambda name: (-stated[name], name))
    return DENIED if DENIED in counts else INTENDED
