"""The who-backs-what matrix as text: positions down, attitudes across, actors with counts.  Knows no store."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from .positions import DENIED, INTENDED, Cell, Matrix
from .records import ArticleInfo
from .reports import evidence_text
from .stances import thing_key
from .tables import Table
from .wording import Wording

__all__ = [
    "change_rows",
    "contradiction_rows",
    "evidence_of_matrix",
    "matrix_rows",
    "matrix_table",
    "matrix_text",
]

DISPUTED = "!"


def matrix_text(matrix: Matrix, wording: Wording) -> str:
    """Return the matrix, and below it what is contradicted and what changed, where anything is."""
    if not matrix.cells:
        return wording.say("nothing")
    blocks = [matrix_table(matrix, wording).to_text()]
    if any(cell.is_disputed for cell in matrix.cells):
        blocks.append(wording.say("mark_disputed", mark=DISPUTED))
    if matrix.is_counted:
        blocks.append(wording.say("matrix_counted", count=matrix.more))
    if matrix.contradictions:
        blocks.append("\n".join([wording.say("contradictions"), *_contradictions(matrix, wording)]))
    if matrix.changes:
        blocks.append("\n".join([wording.say("changes"), *_changes(matrix, wording)]))
    return "\n\n".join(blocks)


def matrix_table(matrix: Matrix, wording: Wording) -> Table:
    """One position and attitude a row, with the actors that hold it and the number of their sources."""
    attitudes = _attitudes(matrix, wording)
    cells: dict[object, list[Cell]] = {}
    for cell in matrix.cells:
        cells.setdefault(thing_key(cell.thing), []).append(cell)
    return Table.of(
        tuple(wording.say(key) for key in ("position", "attitude", "actors")),
        [
            (wording.thing(thing), wording.say(f"attitude_{name}"), holders)
            for thing in matrix.things
            for name in attitudes
            if (holders := _holders(cells[thing_key(thing)], name, wording))
        ],
    )


def matrix_rows(matrix: Matrix) -> Table:
    """One actor and position a row, in codes, for other programs."""
    return Table.of(
        ("actor", "position", "attitude", "sources", "disputed", "statements"),
        [
            (
                cell.actor.id,
                cell.statements[0].object_key,
                cell.attitude,
                cell.sources,
                "yes" if cell.is_disputed else "no",
                " ".join(statement.id for statement in cell.statements),
            )
            for cell in matrix.cells
        ],
    )


def contradiction_rows(matrix: Matrix) -> Table:
    """One contradiction a row, in codes: who is said to stand where, who says so, who denies it."""
    return Table.of(
        ("actor", "position", "side", "said_by", "said_in", "denied_by", "denied_in"),
        [
            (
                found.actor.id,
                found.says[0].object_key,
                found.side,
                " ".join(found.speakers[0]),
                " ".join(statement.id for statement in found.says),
                " ".join(found.speakers[1]),
                " ".join(statement.id for statement in found.denies),
            )
            for found in matrix.contradictions
        ],
    )


def change_rows(matrix: Matrix) -> Table:
    """One change of a stance a row, in codes."""
    return Table.of(
        ("actor", "position", "from", "to", "since", "before_in", "after_in"),
        [
            (
                change.actor.id,
                change.after.object_key,
                change.before_attitude,
                change.after_attitude,
                change.since.isoformat(),
                change.before.id,
                change.after.id,
            )
            for change in matrix.changes
        ],
    )


def evidence_of_matrix(matrix: Matrix, articles: Mapping[str, ArticleInfo], wording: Wording) -> str:
    """Return every statement of the matrix with its sentence, position by position."""
    blocks = []
    for thing in matrix.things:
        for cell in matrix.cells:
            if thing_key(cell.thing) == thing_key(thing):
                blocks += [f"{wording.claim(s)}\n{evidence_text(s, articles, wording)}" for s in cell.statements]
    return "\n\n".join(blocks)


def _attitudes(matrix: Matrix, wording: Wording) -> list[str]:
    """The attitudes that occur, as the ontology orders its relations, then what is denied and what is planned."""
    found = {name for cell in matrix.cells for name, _ in cell.counts}
    known = dict.fromkeys(r.attitude for r in wording.schema.relations.values() if r.attitude)
    return [name for name in (*sorted(known), DENIED, INTENDED) if name in found]


def _holders(cells: list[Cell], attitude: str, wording: Wording) -> str | None:
    held = [(dict(cell.counts).get(attitude, 0), cell) for cell in cells]
    named = [
        (-count, wording.actor(cell.actor.id, cell.actor.label), DISPUTED if cell.is_disputed else "")
        for count, cell in held
        if count
    ]
    return ", ".join(f"{name}{mark} {-count}" for count, name, mark in sorted(named)) or None


def _contradictions(matrix: Matrix, wording: Wording) -> Iterator[str]:
    for found in matrix.contradictions:
        says, denies = (wording.names(speakers) or wording.say("unnamed") for speakers in found.speakers)
        key = "contradiction_for" if found.side > 0 else "contradiction_against"
        yield "  " + wording.say(
            key, actor=wording.actor(found.actor.id), thing=wording.thing(found.thing), says=says, denies=denies
        )


def _changes(matrix: Matrix, wording: Wording) -> Iterator[str]:
    for change in matrix.changes:
        yield "  " + wording.change(change)
