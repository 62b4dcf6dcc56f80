"""What `analyze` tells in a terminal: tables, small charts below them, or JSON.  Knows no store."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from .analysis import Selection, balance, blocs, centrality, mediators
from .charts import text_bar
from .measures import Balance, Blocs, Centrality, Mediator
from .report_texts import ReportTexts
from .tables import Cell, Table
from .timeline import Period, timeline
from .wording import Wording

__all__ = ["CAMPS", "MEASURES", "analysis_charts", "analysis_json", "analysis_tables", "measured"]

CAMPS = ("A", "B")
_MOST_BARS = 20
_WIDTH = 24  # letters of the longest bar
MEASURES: Mapping[str, Callable[[Selection], Any]] = {  # Any: each record with the functions that tell it
    "balance": balance,
    "blocs": blocs,
    "mediators": mediators,
    "centrality": centrality,
    "timeline": timeline,
}


def measured(measure: str, selection: Selection, *, by: str | None = None, window: int = 1) -> Any:
    """Compute a measure; raises KeyError for one that there is not.   by, window: of the timeline."""
    if measure == "timeline":
        return timeline(selection, by=by, window=window)
    return MEASURES[measure](selection)


def analysis_tables(measure: str, found: Any, wording: Wording, texts: ReportTexts) -> list[Table]:
    """Return the tables of what was measured, the main one first.   texts: of the heads."""
    return _TABLES[measure](found, wording, texts)


def analysis_charts(measure: str, found: Any, wording: Wording, texts: ReportTexts) -> str:
    """Return what was measured as bars of block letters, '' for nothing."""
    return _CHARTS[measure](found, wording, texts) if measure in _CHARTS else ""


def analysis_json(found: Any) -> str:
    """Return the record of what was measured as JSON."""
    record = [row.to_record() for row in found] if isinstance(found, tuple) else found.to_record()
    return json.dumps(record, ensure_ascii=False, indent=2)


# --- tables


def _balance(found: Balance, wording: Wording, texts: ReportTexts) -> list[Table]:
    ties = _table(
        ("tie", "and", "sign", "for", "against"),
        [
            (wording.actor(tie.one), wording.actor(tie.other), _sign(tie.sign), tie.positive, tie.negative)
            for tie in found.frustrated
        ],
        texts,
    )
    return [_values(_balance_rows(found, texts), texts), *([ties] if found.frustrated else [])]


def _balance_rows(found: Balance, texts: ReportTexts) -> list[tuple[str, Cell]]:
    triangles, lines = found.triangles, found.frustration
    span = texts.say("interval", lower=f"{lines.lower:g}", upper=f"{lines.upper:g}")
    return [
        ("actors", str(found.actors)),
        ("positive", str(found.positive_ties)),
        ("negative", str(found.negative_ties)),
        ("contested", str(len(found.contested))),
        ("triangles", str(triangles.total)),
        ("balanced", f"{triangles.balanced} ({_percent(triangles.share)})"),
        ("walks", _percent(found.walks)),
        ("frustration", f"{lines.upper:g}" if lines.proved else span),
        ("unique", _truth(lines.unique, texts)),
    ]


def _blocs(found: Blocs, wording: Wording, texts: ReportTexts) -> list[Table]:
    camp = {code: name for name, codes in zip(CAMPS, found.camps, strict=True) for code in codes}
    rows = [
        (number, wording.actor(code, label), code, camp.get(code), round(stability, 2))
        for number, bloc in enumerate(found.blocs, start=1)
        for code, label, stability in bloc.members
    ]
    summary = [
        ("blocs", str(len(found.blocs))),
        ("modularity", f"{found.modularity:.3f}"),
        ("proved", _truth(found.camps_proved, texts)),
        ("unique_two", _truth(found.camps_unique, texts)),
    ]
    return [_table(("bloc", "actor", "code", "camp", "stability"), rows, texts), _values(summary, texts)]


def _mediators(found: Sequence[Mediator], wording: Wording, texts: ReportTexts) -> list[Table]:
    rows = [
        (wording.actor(row.actor, row.label), row.actor, row.brokers, *row.friends, "; ".join(row.matters) or None)
        for row in found
    ]
    return [_table(("actor", "code", "brokers", "friends_a", "friends_b", "matters"), rows, texts)]


def _centrality(found: Sequence[Centrality], wording: Wording, texts: ReportTexts) -> list[Table]:
    rows = [
        (wording.actor(r.actor, r.label), r.actor, r.positive, r.negative, r.sources, r.betweenness, r.balance)
        for r in found
    ]
    return [_table(("actor", "code", "friends", "foes", "sources", "betweenness", "balance"), rows, texts)]


def _timeline(found: Sequence[Period], _: Wording, texts: ReportTexts) -> list[Table]:
    columns = "period positive negative neither not_so actors ties triangles balanced frustration polarization"
    rows = [
        (
            *(p.name, p.positive, p.negative, p.other, p.not_so, p.actors, p.ties, p.triangles, p.balanced),
            _frustration(p),
            p.polarization,
        )
        for p in found
    ]
    return [_table(tuple(columns.split()), rows, texts)]


def _frustration(period: Period) -> Cell:
    """Ties that no two camps satisfy; every tie counts once, so a whole number."""
    lower, upper = (round(value) for value in period.frustration)
    return lower if lower == upper else f"{lower}–{upper}"


# --- charts


def _balance_chart(found: Balance, _: Wording, texts: ReportTexts) -> str:
    kinds = found.triangles
    if not kinds.total:
        return ""
    counts = [
        ("+++", kinds.friends),
        ("+−−", kinds.common_enemies),
        ("++−", kinds.rifts),
        ("−−−", kinds.all_against_all),
    ]
    return _bars(texts.say("col_triangles"), counts)


def _centrality_chart(found: Sequence[Centrality], wording: Wording, texts: ReportTexts) -> str:
    rows = [(wording.actor(row.actor, row.label), row.negative, row.positive) for row in found[:_MOST_BARS]]
    return _two_sided(texts.say("col_foes"), texts.say("col_friends"), rows)


def _mediators_chart(found: Sequence[Mediator], wording: Wording, texts: ReportTexts) -> str:
    rows = [(wording.actor(row.actor, row.label), *row.friends) for row in found[:_MOST_BARS] if sum(row.friends)]
    return _two_sided(texts.say("col_friends_a"), texts.say("col_friends_b"), rows)


def _blocs_chart(found: Blocs, _: Wording, texts: ReportTexts) -> str:
    """How firm each bloc of two actors or more is in the mean."""
    firm = [
        (f"{number} ({len(bloc.members)})", sum(value for _, _, value in bloc.members) / len(bloc.members))
        for number, bloc in enumerate(found.blocs, start=1)
        if len(bloc.members) > 1
    ]
    title = f"{texts.say('col_bloc')} ({texts.say('col_of')}): {texts.say('col_stability')}"
    return _bars(title, [(name, round(value, 2)) for name, value in firm], most=1.0) if firm else ""


def _timeline_chart(found: Sequence[Period], _: Wording, texts: ReportTexts) -> str:
    rows = [(period.name, period.negative, period.positive) for period in found]
    return _two_sided(texts.say("col_negative"), texts.say("col_positive"), rows)


def _bars(title: str, rows: Sequence[tuple[str, float]], most: float = 0.0) -> str:
    wide = max(len(name) for name, _ in rows)
    longest = most or max(value for _, value in rows)
    lines = [f"  {name:<{wide}}  {text_bar(value, longest, _WIDTH)} {value:g}" for name, value in rows]
    return "\n".join([title, *lines])


def _two_sided(left: str, right: str, rows: Sequence[tuple[str, int, int]]) -> str:
    """Bars to the left and to the right of a line; full letters alone, as their eighths grow one way only."""
    most = max((max(one, other) for _, one, other in rows), default=0)
    if not most:
        return ""
    wide = max(len(name) for name, _, _ in rows)
    half = min(_WIDTH, most)

    def letters(value: int) -> str:
        return "█" * (max(1, round(half * value / most)) if value else 0)

    pad = max(half + len(str(most)) + 1, len(left))
    lines = [f"  {'':<{wide}}  {left:>{pad}} │ {right}"]
    for name, one, other in rows:
        bars = (f"{one} {letters(one)}" if one else "", f"{letters(other)} {other}" if other else "")
        lines.append(f"  {name:<{wide}}  {bars[0]:>{pad}} │ {bars[1]}")
    return "\n".join(line.rstrip() for line in lines)


_TABLES: Mapping[str, Callable[[Any, Wording, ReportTexts], list[Table]]] = {
    "balance": _balance,
    "blocs": _blocs,
    "mediators": _mediators,
    "centrality": _centrality,
    "timeline": _timeline,
}
_CHARTS: Mapping[str, Callable[[Any, Wording, ReportTexts], str]] = {
    "balance": _balance_chart,
    "blocs": _blocs_chart,
    "mediators": _mediators_chart,
    "centrality": _centrality_chart,
    "timeline": _timeline_chart,
}


def _table(columns: Sequence[str], rows: Iterable[Sequence[Cell]], texts: ReportTexts) -> Table:
    return Table.of([texts.say(f"col_{column}") for column in columns], rows)


def _values(rows: Iterable[tuple[str, Cell]], texts: ReportTexts) -> Table:
    return _table(("measure", "value"), [(texts.say(f"m_{key}"), value) for key, value in rows], texts)


def _percent(share: float | None) -> str | None:
    return None if share is None else f"{share:.0%}"


def _sign(sign: int) -> str:
    return "+" if sign > 0 else "-"


def _truth(value: bool | None, texts: ReportTexts) -> str:
    return texts.say("unknown" if value is None else "yes" if value else "no")
