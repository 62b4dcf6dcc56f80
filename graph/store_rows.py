"""Store rows: what is read out of a store as records, with every value bound and every filter an index lookup.

Knows the open pyoxigraph store and nothing of where it lies or how it is written.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import pyoxigraph as ox

from ..extractors.model import Statement
from . import terms as t
from .iris import actor_iri, article_iri, code_from_iri, kind_iri, relation_from_iri, relation_iri, topic_iri
from .records import ArticleInfo, Terms, by_subject, info_from_terms, statement_from_terms
from .sparql import PREFIXES
from .store_changes import is_schema

__all__ = ["Filter", "Stats", "article_info", "article_infos", "select_statements", "stats_of"]

_SHARED = ox.DefaultGraph()


@dataclass(frozen=True, slots=True)
class Filter:
    """Which statements are wanted; None and empty: any.

    object_actor: the object is this actor.   kind, party: the object is a position of this kind, with this party.
    involving: an actor as subject, object or party.   since, until: first and last day; the time the text names
    overlaps them, or, where it names none, the article is of that time.
    """

    subject: str | None = None
    relations: Collection[str] = ()
    object_actor: str | None = None
    kind: str | None = None
    party: str | None = None
    involving: str | None = None
    topic: str | None = None
    speaker: str | None = None
    since: date | None = None
    until: date | None = None
    article: str | None = None


@dataclass(frozen=True, slots=True)
class Stats:
    """How much a store holds.   languages, relations: (name, statements) sorted by name.

    quads: without the ontology's.   first, last: earliest and latest day of publication, None if no article has one.
    version: of its schema.
    """

    articles: int
    statements: int
    actors: int
    positions: int
    topics: int
    quads: int
    languages: tuple[tuple[str, int], ...]
    relations: tuple[tuple[str, int], ...]
    first: date | None
    last: date | None
    version: str


# Each pattern has one value, so that each is one walk along an index; what several filters ask for is what all of them
# find.  A single query over all of them would do, but the engine plans joins through a position's party as a full scan.
_BY_SUBJECT = "GRAPH ?g { ?s dg:subject ?value }"
_BY_RELATION = "GRAPH ?g { ?s dg:relation ?value }"
_BY_OBJECT = "GRAPH ?g { ?s dg:object ?value }"
_BY_KIND = "?position dg:kind ?value . GRAPH ?g { ?s dg:object ?position }"
_BY_PARTY = "?position dg:party ?value . GRAPH ?g { ?s dg:object ?position }"
_BY_TOPIC = "GRAPH ?g { ?s dg:topic ?value }"
_BY_SPEAKER = "GRAPH ?g { ?s dg:speaker ?value }"
_BY_ARTICLE = "GRAPH ?g { ?s prov:hadPrimarySource ?value }"
_ALL = "GRAPH ?g { ?s a dg:Statement }"

_Place = tuple[str, str]  # graph and statement


def select_statements(store: ox.Store, wanted: Filter) -> list[Statement]:
    """The statements that a filter takes, sorted by day of publication, article, place in the text and id."""
    groups = _lookups(wanted)
    if groups is None:
        return []
    places = _places(store, _ALL, None) if not groups else set.intersection(*(_any(store, group) for group in groups))
    found = (statement for statement in _read(store, sorted(places)) if _in_time(statement, wanted))
    return sorted(found, key=lambda s: (s.published or date.min, s.doc, s.start, s.id))


def article_infos(store: ox.Store) -> tuple[ArticleInfo, ...]:
    """What the store holds of each article, sorted by id."""
    rows = store.query("SELECT ?g (COUNT(?s) AS ?n) WHERE { GRAPH ?g { ?s a dg:Statement } } GROUP BY ?g", prefixes=_P)
    counts = {row["g"].value: int(row["n"].value) for row in _solutions(rows)}
    graphs = (graph for graph in store.named_graphs() if isinstance(graph, ox.NamedNode))
    infos = (_info(store, graph, counts.get(graph.value, 0)) for graph in graphs)
    return tuple(sorted(infos, key=lambda info: info.id))


def article_info(store: ox.Store, article_id: str) -> ArticleInfo | None:
    """What the store holds of one article, None if it has none of that id."""
    graph = article_iri(article_id)
    if not store.contains_named_graph(graph):
        return None
    return _info(store, graph, sum(1 for _ in store.quads_for_pattern(None, t.TYPE, t.STATEMENT, graph)))


def stats_of(store: ox.Store, version: str) -> Stats:
    """Count what the store holds."""
    relations = {relation_from_iri(iri) or iri: n for iri, n in _counts(store, "?s dg:relation ?what")}
    languages = dict(_counts(store, "?s dg:sentence ?text BIND(LANG(?text) AS ?what)"))
    days = [
        date.fromisoformat(quad.object.value)
        for quad in store.quads_for_pattern(None, t.ISSUED, None)
        if isinstance(quad.object, ox.Literal)
    ]
    return Stats(
        articles=sum(1 for _ in store.named_graphs()),
        statements=sum(relations.values()),
        actors=sum(
            isinstance(quad.subject, ox.NamedNode) and code_from_iri(quad.subject.value) is not None
            for quad in store.quads_for_pattern(None, t.NOTATION, None, _SHARED)
        ),
        positions=_how_many(store, "?what a dg:Position"),
        topics=_how_many(store, "?what a dg:Topic"),
        quads=len(store) - sum(is_schema(quad) for quad in store.quads_for_pattern(None, None, None, _SHARED)),
        languages=tuple(sorted(languages.items())),
        relations=tuple(sorted(relations.items())),
        first=min(days, default=None),
        last=max(days, default=None),
        version=version,
    )


def _lookups(wanted: Filter) -> list[list[tuple[str, ox.NamedNode]]] | None:
    """The lookups that a filter asks for: any of a group, all groups.  None if a name is unknown: nothing is found."""
    groups: list[list[tuple[str, ox.NamedNode]]] = []
    if wanted.subject is not None:
        groups.append([(_BY_SUBJECT, actor_iri(wanted.subject))])
    if wanted.object_actor is not None:
        groups.append([(_BY_OBJECT, actor_iri(wanted.object_actor))])
    if wanted.party is not None:
        groups.append([(_BY_PARTY, actor_iri(wanted.party))])
    if wanted.involving is not None:
        groups.append([(pattern, actor_iri(wanted.involving)) for pattern in (_BY_SUBJECT, _BY_OBJECT, _BY_PARTY)])
    if wanted.topic is not None:
        groups.append([(_BY_TOPIC, topic_iri(wanted.topic))])
    if wanted.speaker is not None:
        groups.append([(_BY_SPEAKER, actor_iri(wanted.speaker))])
    if wanted.article is not None:
        groups.append([(_BY_ARTICLE, article_iri(wanted.article))])
    try:
        if wanted.kind is not None:
            groups.append([(_BY_KIND, kind_iri(wanted.kind))])
        if wanted.relations:
            groups.append([(_BY_RELATION, relation_iri(name)) for name in wanted.relations])
    except ValueError:
        return None
    return groups


def _any(store: ox.Store, lookups: Iterable[tuple[str, ox.NamedNode]]) -> set[_Place]:
    return set().union(*(_places(store, pattern, value) for pattern, value in lookups))


def _places(store: ox.Store, pattern: str, value: ox.NamedNode | None) -> set[_Place]:
    # No union of graphs here: what a position is stands in the default graph only, statements stand in the others.
    rows = store.query(
        f"SELECT ?g ?s ?value WHERE {{ {pattern} }}",
        prefixes=_P,
        substitutions={_VALUE: value} if value is not None else {},
    )
    return {(row["g"].value, row["s"].value) for row in _solutions(rows)}


def _read(store: ox.Store, places: Iterable[_Place]) -> Iterator[Statement]:
    shared: dict[str, Terms] = {}
    for graph_iri, node in places:
        graph = ox.NamedNode(graph_iri)

        def about(other: str, graph: ox.NamedNode = graph) -> Terms:
            if other not in shared:
                where = graph if other == graph.value else _SHARED  # an article is described in its own graph
                shared[other] = _terms(store, ox.NamedNode(other), where)
            return shared[other]

        yield statement_from_terms(node, _terms(store, ox.NamedNode(node), graph), about)


def _terms(store: ox.Store, node: ox.NamedNode, graph: ox.NamedNode | ox.DefaultGraph) -> Terms:
    return by_subject(store.quads_for_pattern(node, None, None, graph)).get(node.value, {})


def _info(store: ox.Store, graph: ox.NamedNode, statements: int) -> ArticleInfo:
    made = next(quad.subject for quad in store.quads_for_pattern(None, t.USED, graph, graph))
    extraction = _terms(store, made, _SHARED) if isinstance(made, ox.NamedNode) else {}
    return info_from_terms(_terms(store, graph, graph), extraction, statements)


def _in_time(statement: Statement, wanted: Filter) -> bool:
    if wanted.since is None and wanted.until is None:
        return True
    first = statement.when.start if statement.when else statement.published
    last = statement.when.end if statement.when else statement.published
    if first is None or last is None:
        return False
    return (wanted.since is None or last >= wanted.since) and (wanted.until is None or first <= wanted.until)


def _counts(store: ox.Store, pattern: str) -> Iterator[tuple[str, int]]:
    """How many statements there are of each ?what in the articles' graphs."""
    rows = store.query(
        f"SELECT ?what (COUNT(?s) AS ?n) WHERE {{ GRAPH ?g {{ {pattern} }} }} GROUP BY ?what", prefixes=_P
    )
    return ((row["what"].value, int(row["n"].value)) for row in _solutions(rows))


def _how_many(store: ox.Store, pattern: str) -> int:
    """How many different ?what the shared things hold."""
    rows = store.query(f"SELECT (COUNT(DISTINCT ?what) AS ?n) WHERE {{ {pattern} }}", prefixes=_P)
    return next(int(row["n"].value) for row in _solutions(rows))


def _solutions(rows: object) -> ox.QuerySolutions:
    if not isinstance(rows, ox.QuerySolutions):
        raise TypeError(f"not a SELECT: {rows!r}")
    return rows


_P = dict(PREFIXES)
_VALUE = ox.Variable("value")
