"""Parts that several report pages have: the two camps, the table of who with whom, heads of tables."""

from __future__ import annotations

from .analysis_text import CAMPS
from .charts import Cross, cross_table
from .report_content import Name, Scene, Section

__all__ = ["TIE_NUMBERS", "camps_section", "cross_section", "heads_of", "span_of"]

_MOST_CROSSED = 48  # actors in a cross table: more would be dots
_LOOSE = -1  # group of an actor in no bloc


def camps_section(scene: Scene) -> Section:
    """The two camps of least frustration, by name."""
    say = scene.texts.say
    lists = []
    for name, side in zip(CAMPS, (1, -1), strict=True):
        codes = sorted((code for code, own in scene.sides.items() if own == side), key=scene.label)
        title = say("group_of", name=say("camp_of", name=name), n=len(codes))
        lists.append((title, tuple(Name(scene.label(code), code, 0 if side > 0 else 1) for code in codes)))
    return Section("camps", say("s_camps"), say("s_camps_help"), lists=tuple(lists))


def cross_section(scene: Scene, odd: set[frozenset[str]]) -> Section:
    """The ties of the busiest actors, group by group; `odd` ones run against the groups."""
    texts, network = scene.texts, scene.network
    busiest = sorted(network, key=lambda code: (-network.degree[code], code))[:_MOST_CROSSED]
    order = sorted(busiest, key=lambda code: (scene.groups.get(code, 10**6), -network.degree[code], code))
    place = {code: number for number, code in enumerate(order)}
    cells = []
    for one, other, tie in network.subgraph(order).edges(data=True):
        tone = "pos" if tie["sign"] > 0 else "neg"
        sign = texts.say("friendly" if tie["sign"] > 0 else "hostile")
        names = {"one": scene.label(one), "other": scene.label(other), "sign": sign}
        told = texts.say("tip_tie", **names, positive=tie["positive"], negative=tie["negative"])
        kind = f"tone-{tone}{' odd' if frozenset((one, other)) in odd else ''}"
        cells.append(Cross(place[one], place[other], kind, told, is_barred=tie["sign"] < 0))
    drawing = cross_table(
        order,
        [scene.label(code) for code in order],
        [scene.groups.get(code, _LOOSE) for code in order],
        cells,
        texts.say("s_cross_name", n=len(order), m=len(cells)),
    )
    more = f" {texts.say('s_cross_more', n=len(order), m=len(network))}" if len(order) < len(network) else ""
    return Section("cross", texts.say("s_cross"), texts.say("s_cross_help") + more, drawing)


TIE_NUMBERS = frozenset({3, 4})  # of the table of ties


def heads_of(scene: Scene, *keys: str) -> tuple[str, ...]:
    return tuple(scene.texts.say(f"col_{key}") for key in keys)


def span_of(lower: float, upper: float, scene: Scene) -> str:
    low, high = scene.texts.number(lower), scene.texts.number(upper)
    return low if low == high else scene.texts.say("interval", lower=low, upper=high)
