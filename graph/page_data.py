"""What the page shows: statements → nodes, signed edges and evidence, chosen and counted.  Never writes HTML."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Protocol

from ..extractors.model import Actor, Modality, Polarity, Position, Schema, Statement

__all__ = ["Edge", "Labels", "Node", "PageData", "Source", "Tone", "collect", "name_of"]

Labels = Callable[[str, str], str | None]
"""(actor code, language) → its name there, None where there is none."""

ENGLISH = "en"
STATE = "State"
POSITION = "Position"  # the sort of a node that is no actor; the others are the classes of Actor.type


class Source(Protocol):
    """What the page says of an article; `extractors.model.Article` and the store's own records have it."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str | None: ...
    @property
    def source(self) -> str | None: ...
    @property
    def url(self) -> str | None: ...


class Tone(StrEnum):
    """What an edge says of its two ends; one edge per pair and tone."""

    FRIENDLY = "pos"
    HOSTILE = "neg"
    NEUTRAL = "neu"
    UNTRUE = "not"  # the text negates the relation, or reports it as denied: no sign may be drawn from it


@dataclass(frozen=True, slots=True)
class Node:
    """An actor or a position.

    labels: (language, label).   flag: two letters of a state's flag.   kind, parties: of a position.
    """

    id: str
    sort: str
    labels: tuple[tuple[str, str], ...]
    count: int
    flag: str | None = None
    kind: str | None = None
    parties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Edge:
    """All statements of one tone between two nodes.   a, b: places in PageData.nodes.

    ahead, back: whether any of them is directed from a to b, from b to a.   statements: places in PageData.statements.
    """

    a: int
    b: int
    tone: Tone
    ahead: bool
    back: bool
    statements: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PageData:
    """All that the page carries.   statements: newest first.   total: how many there were before the caps."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    statements: tuple[Statement, ...]
    total: int


def collect(
    statements: Iterable[Statement],
    schema: Schema,
    *,
    labels: Labels,
    languages: Sequence[str],
    most_nodes: int,
    most_statements: int,
) -> PageData:
    """Return nodes, edges and statements for a page; the order of the input does not matter.

    most_nodes:       only the nodes with most statements stay.
    most_statements:  beyond it, each edge keeps its newest ones, none loses all while there is room.
    """
    unique = {statement.id: statement for statement in sorted(statements, key=_place)}
    newest = sorted(unique.values(), key=_newest)
    counts: Counter[str] = Counter()
    for statement in newest:
        counts.update(_ends(statement))
    ranked = sorted(counts, key=lambda end: (-counts[end], end))
    kept = frozenset(ranked[:most_nodes])
    inside = [statement for statement in newest if kept.issuperset(_ends(statement))]
    carried = _thin(inside, schema, most_statements)
    things = _things(carried)
    order = [end for end in ranked if end in things]
    naming = _knowing(things.values(), labels)
    nodes = tuple(_node(end, things[end], counts[end], schema, naming, languages) for end in order)
    edges = _edges(carried, {end: place for place, end in enumerate(order)}, schema)
    return PageData(nodes, edges, tuple(carried), total=len(unique))


def name_of(code: str, actor: Actor | None, labels: Labels, language: str) -> str:
    """Return what `language` calls an actor: the given label, else the CLDR name of a state, else the English label."""
    given = labels(code, language)
    if given:
        return given
    if actor is None:
        return _territory(code, language) or code
    if actor.type == STATE and language != ENGLISH:  # the label of an Actor is English
        return _territory(code, language) or actor.label
    return actor.label


def tone_of(statement: Statement, schema: Schema) -> Tone:
    """Return the tone of a statement; a relation that the schema does not know has no sign."""
    if statement.polarity is Polarity.NEGATED or statement.modality is Modality.DENIED:
        return Tone.UNTRUE
    relation = schema.relations.get(statement.relation)
    sign = relation.sign if relation else 0
    return Tone.FRIENDLY if sign > 0 else Tone.HOSTILE if sign < 0 else Tone.NEUTRAL


def _place(statement: Statement) -> tuple[str, int, str]:
    return (statement.doc, statement.start, statement.id)


def day_of(statement: Statement) -> str | None:
    """The day it is sorted and filtered by: of the event, else of publication."""
    day = statement.when.start if statement.when else statement.published
    return day.isoformat() if day else None


def _newest(statement: Statement) -> tuple[int, str, int, str]:
    day = day_of(statement)
    return (-int(day.replace("-", "")) if day else 0, *_place(statement))


def _ends(statement: Statement) -> tuple[str, str]:
    return (statement.subject.id, statement.object_key)


def _key(statement: Statement, schema: Schema) -> tuple[str, str, Tone]:
    """The edge a statement belongs to; between two actors the order does not matter."""
    one, other = _ends(statement)
    if isinstance(statement.object, Actor) and other < one:
        one, other = other, one
    return (one, other, tone_of(statement, schema))


def _thin(newest: list[Statement], schema: Schema, most: int) -> list[Statement]:
    if len(newest) <= most:
        return newest
    seen: Counter[tuple[str, str, Tone]] = Counter()
    ranks = []
    for place, statement in enumerate(newest):
        key = _key(statement, schema)
        ranks.append((seen[key], place))
        seen[key] += 1
    return [newest[place] for _, place in sorted(sorted(ranks)[:most], key=lambda rank: rank[1])]


def _things(statements: Iterable[Statement]) -> dict[str, Actor | Position]:
    things: dict[str, Actor | Position] = {}
    for statement in statements:
        things.setdefault(statement.subject.id, statement.subject)
        things.setdefault(statement.object_key, statement.object)
    return things


def _knowing(things: Iterable[Actor | Position], labels: Labels) -> Labels:
    """Labels that also know the actors at hand."""
    actors = {thing.id: thing for thing in things if isinstance(thing, Actor)}
    return lambda code, language: name_of(code, actors.get(code), labels, language)


def _node(
    end: str, thing: Actor | Position, count: int, schema: Schema, labels: Labels, languages: Sequence[str]
) -> Node:
    if isinstance(thing, Actor):
        named = tuple((language, labels(end, language) or thing.label) for language in languages)
        return Node(end, thing.type, named, count, flag=_alpha2(end) if thing.type == STATE else None)
    named = tuple((language, _phrase(thing, schema, labels, language)) for language in languages)
    return Node(end, POSITION, named, count, kind=thing.kind, parties=thing.parties)


def _phrase(position: Position, schema: Schema, labels: Labels, language: str) -> str:
    """Name a position in `language`: 'sovereignty of Azerbaijan'."""
    from babel.lists import format_list

    kind = schema.kinds.get(position.kind)
    if kind is None:
        return position.label
    names = [labels(code, language) or code for code in position.parties]
    return kind.phrase(format_list(names, locale=language) if names else "", language)


def _edges(statements: Sequence[Statement], place: Mapping[str, int], schema: Schema) -> tuple[Edge, ...]:
    groups: dict[tuple[str, str, Tone], list[int]] = {}
    for number, statement in enumerate(statements):
        groups.setdefault(_key(statement, schema), []).append(number)
    edges = []
    for (one, other, tone), members in sorted(groups.items()):
        directed = [s for s in (statements[number] for number in members) if not _is_mutual(s, schema)]
        ahead = any(s.subject.id == one for s in directed)
        back = any(s.subject.id == other for s in directed)
        edges.append(Edge(place[one], place[other], tone, ahead, back, tuple(members)))
    return tuple(edges)


def _is_mutual(statement: Statement, schema: Schema) -> bool:
    relation = schema.relations.get(statement.relation)
    return relation is not None and relation.symmetric


@cache
def _alpha2(code: str) -> str | None:
    """The two letters of an ISO 3166-1 alpha-3 code, from CLDR; None where CLDR has none."""
    from babel.core import get_global

    aliases = get_global("territory_aliases").get(code)
    return aliases[0] if aliases and len(aliases) == 1 else None


@cache
def _territory(code: str, language: str) -> str | None:
    from babel import Locale

    letters = _alpha2(code)
    return Locale.parse(language).territories.get(letters) if letters else None
