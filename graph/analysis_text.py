"""What `analyze` tells, as tables: one function a measure, actors named in a language.  Knows no store."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from .analysis import Balance, Blocs, Centrality, Mediator, Selection, balance, blocs, centrality, mediators
from .tables import Cell, Table
from .timeline import Period, timeline
from .wording import Wording

__all__ = ["analysis_json", "analysis_tables"]

CAMPS = ("A", "B")


def analysis_tables(measure: str, selection: Selection, wording: Wording) -> list[Table]:
    """Return the tables of a measure, the main one first; raises KeyError for one that there is not."""
    compute, tell = _MEASURES[measure]
    return tell(compute(selection), wording)


def analysis_json(measure: str, selection: Selection) -> str:
    """Return the record of a measure as JSON; raises KeyError for one that there is not."""
    found = _MEASURES[measure][0](selection)
    record = [row.to_record() for row in found] if isinstance(found, tuple) else found.to_record()
    return json.dumps(record, ensure_ascii=False, indent=2)


def _balance(found: Balance, wording: Wording) -> list[Table]:
    measures = Table.of(("measure", "value"), _balance_rows(found))
    ties = Table.of(
        ("frustrated tie", "and", "sign", "for", "against"),
        [
            (wording.actor(tie.one), wording.actor(tie.other), _sign(tie.sign), tie.positive, tie.negative)
            for tie in found.frustrated
        ],
    )
    return [measures, *([ties] if found.frustrated else [])]


def _balance_rows(found: Balance) -> list[tuple[str, Cell]]:
    triangles, lines = found.triangles, found.frustration
    return [
        ("actors", str(found.actors)),
        ("positive ties", str(found.positive_ties)),
        ("negative ties", str(found.negative_ties)),
        ("contested pairs", str(len(found.contested))),
        ("triangles", str(triangles.total)),
        ("balanced triangles", f"{triangles.balanced} ({_percent(triangles.share)})"),
        ("balance of walks", _percent(found.walks)),
        ("frustration index", f"{lines.upper:g}" if lines.proved else f"between {lines.lower:g} and {lines.upper:g}"),
        ("only one best division", _truth(lines.unique)),
    ]


def _blocs(found: Blocs, wording: Wording) -> list[Table]:
    camp = {code: name for name, codes in zip(CAMPS, found.camps, strict=True) for code in codes}
    rows = [
        (number, wording.actor(code, label), code, camp.get(code), round(stability, 2))
        for number, bloc in enumerate(found.blocs, start=1)
        for code, label, stability in bloc.members
    ]
    summary = Table.of(
        ("measure", "value"),
        [
            ("blocs", str(len(found.blocs))),
            ("signed modularity", f"{found.modularity:.3f}"),
            ("division into two proved best", _truth(found.camps_proved)),
            ("division into two the only best", _truth(found.camps_unique)),
        ],
    )
    return [Table.of(("bloc", "actor", "code", "camp", "stability"), rows), summary]


def _mediators(found: Sequence[Mediator], wording: Wording) -> list[Table]:
    columns = ("actor", "code", "brokers", f"friends in {CAMPS[0]}", f"friends in {CAMPS[1]}", "matters")
    rows = [
        (wording.actor(row.actor, row.label), row.actor, row.brokers, *row.friends, "; ".join(row.matters) or None)
        for row in found
    ]
    return [Table.of(columns, rows)]


def _centrality(found: Sequence[Centrality], wording: Wording) -> list[Table]:
    columns = ("actor", "code", "friends", "foes", "sources", "betweenness", "balance")
    rows = [
        (wording.actor(r.actor, r.label), r.actor, r.positive, r.negative, r.sources, r.betweenness, r.balance)
        for r in found
    ]
    return [Table.of(columns, rows)]


def _timeline(found: Sequence[Period], _: Wording) -> list[Table]:
    columns = ("period", "positive", "negative", "neither", "not so", "actors", "ties", "triangles", "balanced")
    rows = [
        (p.name, p.positive, p.negative, p.other, p.not_so, p.actors, p.ties, p.triangles, p.balanced) for p in found
    ]
    return [Table.of(columns, rows)]


_MEASURES: Mapping[str, tuple[Callable[[Selection], Any], Callable[[Any, Wording], list[Table]]]] = {
    "balance": (balance, _balance),  # Any: each record with the function that tells it
    "blocs": (blocs, _blocs),
    "mediators": (mediators, _mediators),
    "centrality": (centrality, _centrality),
    "timeline": (timeline, _timeline),
}


def _percent(share: float | None) -> str | None:
    return None if share is None else f"{share:.0%}"


def _sign(sign: int) -> str:
    return "+" if sign > 0 else "-"


def _truth(value: bool | None) -> str:
    return "unknown" if value is None else "yes" if value else "no"
