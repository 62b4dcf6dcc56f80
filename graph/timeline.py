"""Timeline: how much is said for and against in each stretch of time, and how balanced the network was in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import networkx as nx

from ..extractors.model import Statement
from .analysis import Selection
from .balance import frustration_index, triangle_balance
from .network import sign_between
from .polarization import polarization
from .stances import day_of

__all__ = ["MONTH", "QUARTER", "YEAR", "Period", "timeline"]

MONTH, QUARTER, YEAR = "month", "quarter", "year"
_MONTHS = {MONTH: 1, QUARTER: 3, YEAR: 12}
_MOST_PERIODS = 24


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time.

    name:      '2020', '2020-Q4' or '2020-10'.   start: its first day.   at: how many periods after the first one.
    positive, negative: plain statements that tie two actors so.   other: plain ones that tie none.
    not_so:    denied, negated or only planned ones.
    actors, ties, triangles, balanced: of the network of this period's window.   frustration: (at least, at most) ties.
    polarization: of the two camps in the window, 0 to 1; None where there is no tie.
    statements: ids of those that are positive or negative.
    """

    name: str
    start: date
    at: int
    positive: int
    negative: int
    other: int
    not_so: int
    actors: int
    ties: int
    triangles: int
    balanced: int
    frustration: tuple[float, float]
    polarization: float | None
    statements: tuple[str, ...]

    @property
    def balance(self) -> tuple[float, float] | None:
        """1 - 2 frustration / ties as (at least, at most); None where there is no tie."""
        if not self.ties:
            return None
        least, most = self.frustration
        return (1 - 2 * most / self.ties, 1 - 2 * least / self.ties)

    def to_record(self) -> dict[str, object]:
        """Plain JSON values."""
        return {
            "period": self.name,
            "start": self.start.isoformat(),
            "positive": self.positive,
            "negative": self.negative,
            "other": self.other,
            "not_so": self.not_so,
            "actors": self.actors,
            "ties": self.ties,
            "triangles": self.triangles,
            "balanced_triangles": self.balanced,
            "frustration": list(self.frustration),
            "polarization": self.polarization,
            "statements": list(self.statements),
        }


def timeline(
    selection: Selection, *, by: str | None = None, between: tuple[str, str] | None = None, window: int = 1
) -> tuple[Period, ...]:
    """Count statements in each month, quarter or year in which there are any, oldest first, and measure the network.

    by:       MONTH, QUARTER or YEAR; None for the finest of which the whole time has at most 24.
    between:  only statements that tie these two actors.
    window:   how many periods the network of a row covers: its own and those before it; counts are of its own.
    A statement falls into the period of the day that it names, else that of its publication; what is coarser than the
    periods falls into that of its first day, what has no day is left out.
    Raises ValueError for another `by` or a window below 1.
    """
    if by is not None and by not in _MONTHS:
        raise ValueError(f"no period {by!r}; take one of {', '.join(_MONTHS)}")
    if window < 1:
        raise ValueError(f"a window of {window} periods; it must be 1 or more")
    dated = [(day, s) for s in selection.statements if (day := day_of(s)) and _is_between(s, selection, between)]
    if not dated:
        return ()
    by = by or _finest(min(day for day, _ in dated), max(day for day, _ in dated))
    groups: dict[date, list[Statement]] = {}
    for day, statement in dated:
        groups.setdefault(_start(day, by), []).append(statement)
    covers = {
        start: [s for other in groups if 0 <= _apart(other, start, by) < window for s in groups[other]]
        for start in groups
    }
    return tuple(
        _period(
            *(start, _apart(min(groups), start, by), by),
            selection.only(groups[start]),
            selection.only(covers[start]).network(),
        )
        for start in sorted(groups)
    )


def _apart(first: date, then: date, by: str) -> int:
    """How many periods lie from one to a later one; below 0 if it is earlier."""
    return ((then.year - first.year) * 12 + then.month - first.month) // _MONTHS[by]


def _period(start: date, at: int, by: str, selection: Selection, network: nx.Graph) -> Period:
    plain = [statement for statement in selection.statements if statement.is_plain]
    signs = [next((sign for _, sign in sign_between(s, selection.schema)), 0) for s in plain]
    triangles = triangle_balance(network)
    found = frustration_index(network, check_unique=False)
    return Period(
        name=_name(start, by),
        start=start,
        at=at,
        positive=signs.count(1),
        negative=signs.count(-1),
        other=signs.count(0),
        not_so=len(selection.statements) - len(plain),
        actors=len(network),
        ties=network.number_of_edges(),
        triangles=triangles.total,
        balanced=triangles.balanced,
        frustration=(found.lower, found.upper),
        polarization=polarization(network),
        statements=tuple(statement.id for statement, sign in zip(plain, signs, strict=True) if sign),
    )


def _is_between(statement: Statement, selection: Selection, pair: tuple[str, str] | None) -> bool:
    if pair is None:
        return True
    others = {code for code, _ in sign_between(statement, selection.schema)}
    return any(statement.subject.id == one and other in others for one, other in (pair, pair[::-1]))


def _finest(first: date, last: date) -> str:
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    return next((by for by, length in _MONTHS.items() if months <= length * _MOST_PERIODS), YEAR)


def _start(day: date, by: str) -> date:
    length = _MONTHS[by]
    return date(day.year, (day.month - 1) // length * length + 1, 1)


def _name(start: date, by: str) -> str:
    names: Mapping[str, str] = {
        MONTH: f"{start:%Y-%m}",
        QUARTER: f"{start.year}-Q{(start.month + 2) // 3}",
        YEAR: f"{start.year}",
    }
    return names[by]
