"""The sections of a report page, one function a measure: what was measured → figures, drawings, tables, evidence."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from .charts import Stretch, course, share_bar, two_sided_bar
from .measures import Centrality, Mediator
from .report_camps import balance_report, blocs_report
from .report_content import Figure, Grid, Scene, Section
from .report_parts import camps_section, heads_of, span_of
from .timeline import Period

__all__ = ["figures_and_sections"]

Told = tuple[list[Figure], list[Section]]
_PERIOD = (
    *("period", "positive", "negative", "neither", "not_so", "actors"),
    *("ties", "triangles", "balanced", "frustration", "polarization"),
)


def figures_and_sections(measure: str, found: Any, scene: Scene) -> Told:
    """Return the key figures and the sections of a measure; `found` is its record."""
    return _TOLD[measure](found, scene)


def _mediators(found: Sequence[Mediator], scene: Scene) -> Told:
    texts = scene.texts
    figures = [
        Figure(texts.say("k_brokers"), str(sum(row.brokers > 0 for row in found)), texts.say("k_brokers_note")),
        Figure(texts.say("k_bridges"), str(sum(row.bridges > 0 for row in found)), texts.say("k_bridges_note")),
    ]
    most = max((max(row.friends) for row in found), default=0)
    rows = []
    for row in found:
        left, right = row.friends
        # Camps are told by letters and sides; their colours are those of the drawing above.
        bar = two_sided_bar((left, "camp-0"), (right, "camp-1"), most)
        # The record names the matters in English; the page in its own language.
        objects = [scene.statements[number].object for number in row.statements]
        matters = "; ".join(dict.fromkeys(scene.wording.thing(thing) for thing in objects))
        cells = (scene.name(row.actor), str(row.brokers), str(left), bar, str(right), matters)
        rows.append(scene.row(cells, [*row.statements, *_friendships(row.actor, scene)], row.actor))
    say = texts.say
    heads = (*heads_of(scene, "actor", "brokers", "friends_a"), "", *heads_of(scene, "friends_b", "matters"))
    grid = Grid(heads, tuple(rows), frozenset({1, 2}))
    section = Section(
        "mediators",
        say("s_mediators"),
        say("s_mediators_help"),
        grid=grid if rows else None,
        empty=say("s_mediators_none"),
    )
    return figures, [section, camps_section(scene)]


def _friendships(code: str, scene: Scene) -> list[str]:
    """The evidence of an actor's friendly ties, where they lead to both camps."""
    friends = [(other, tie) for other, tie in scene.network.adj.get(code, {}).items() if tie["sign"] > 0]
    if len({scene.sides[str(other)] for other, _ in friends}) < 2:
        return []
    return [number for _, tie in friends for number in tie["statements"]]


def _centrality(found: Sequence[Centrality], scene: Scene) -> Told:
    texts, network = scene.texts, scene.network
    signs = [sign for _, _, sign in network.edges(data="sign")]
    friendly = sum(sign > 0 for sign in signs)
    mean = 2 * len(signs) / len(network) if len(network) else 0.0
    figures = [
        Figure(texts.say("k_actors"), str(len(network))),
        Figure(
            texts.say("k_ties"),
            str(len(signs)),
            texts.say("k_ties_note", positive=friendly, negative=len(signs) - friendly),
        ),
        Figure(texts.say("k_density"), texts.number(mean, 1), texts.say("k_density_note")),
    ]
    most = max((row.positive + row.negative for row in found), default=0)
    rows = []
    for row in found:
        bar = share_bar([(row.positive, "tone-pos"), (row.negative, "tone-neg")], most)
        numbers = (texts.number(row.betweenness, 3), texts.number(row.balance, 3))
        cells = (scene.name(row.actor), str(row.positive), str(row.negative), bar, str(row.sources), *numbers)
        ids = [number for tie in network.adj[row.actor].values() for number in tie["statements"]]
        rows.append(scene.row(cells, ids, row.actor))
    heads = (*heads_of(scene, "actor", "friends", "foes"), "", *heads_of(scene, "sources", "betweenness", "balance"))
    grid = Grid(heads, tuple(rows), frozenset({1, 2, 4, 5, 6}))
    section = Section("centrality", texts.say("s_centrality"), texts.say("s_centrality_help"), grid=grid)
    return figures, [section]


def _timeline(found: Sequence[Period], scene: Scene) -> Told:
    texts = scene.texts
    counts = [(period.positive, period.negative, period.other) for period in found]
    sums = [sum(column) for column in zip(*counts, strict=True)] or [0, 0, 0]
    note = texts.say("k_said_note", positive=sums[0], negative=sums[1], other=sums[2])
    figures = [
        Figure(texts.say("k_periods"), str(len(found)), texts.say("k_periods_note")),
        Figure(texts.say("k_said"), str(sum(sums)), note),
    ]
    stretches = [_stretch(period, scene) for period in found]
    drawing = course(
        stretches,
        heading=(texts.say("s_course_bars"), texts.say("s_course_curve")),
        name=texts.say("s_course_name", n=len(found)),
    )
    rows = [
        scene.row(
            (
                period.name,
                *map(str, (period.positive, period.negative, period.other, period.not_so, period.actors, period.ties)),
                *map(str, (period.triangles, period.balanced)),
                span_of(*period.frustration, scene),
                "–" if period.polarization is None else texts.number(period.polarization, 2),
            ),
            period.statements,
        )
        for period in found
    ]
    grid = Grid(heads_of(scene, *_PERIOD), tuple(rows), frozenset(range(1, len(_PERIOD))))
    return figures, [
        Section("course", texts.say("s_course"), texts.say("s_course_help"), drawing),
        Section("periods", texts.say("s_periods"), texts.say("s_periods_help"), grid=grid),
    ]


def _stretch(period: Period, scene: Scene) -> Stretch:
    level = "–" if period.polarization is None else scene.texts.number(period.polarization, 2)
    tip = scene.texts.say("tip_period", period=period.name, up=period.positive, down=period.negative, level=level)
    return Stretch(period.at, period.name, period.positive, period.negative, period.polarization, tip)


_TOLD: Mapping[str, Callable[[Any, Scene], Told]] = {  # Any: each record with the function that tells it
    "balance": balance_report,
    "blocs": blocs_report,
    "mediators": _mediators,
    "centrality": _centrality,
    "timeline": _timeline,
}
