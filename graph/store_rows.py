"""Store rows: what is read out of a store as records, with every filter an index lookup.

Knows the engine and nothing of where it keeps its quads or how they are written.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pyoxigraph as ox

from ..extractors.model import Statement
from . import terms as t
from .iris import (
    actor_iri,
    article_iri,
    code_from_iri,
    kind_iri,
    relation_from_iri,
    relation_iri,
    topic_iri,
)
from .ontology import ontology_quads
from .records import ArticleInfo, Terms, by_subject, info_from_terms, statement_from_terms
from .store_counts import summary_size
from .store_engine import Engine

__all__ = [
    "Filter",
    "Stats",
    "article_info",
    "article_infos",
    "read_places",
    "select_statements",
    "sorted_statements",
    "stats_of",
]


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
    version: of its schema.   readers: (pipeline with its version and that of this program, articles) sorted by name.
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
    readers: tuple[tuple[str, int], ...]


# Each pattern has one value, so that each is one walk along an index; what several filters ask for is what all of them
# find.  A single query over all of them would do, but the engine plans joins through a position's party as a full scan.
# Relations and topics are shared by very many statements: where there is another filter, they are looked at one by one.
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


def select_statements(engine: Engine, wanted: Filter) -> list[Statement]:
    """The statements that a filter takes, sorted by day of publication, article, place in the text and id."""
    try:
        groups = _lookups(wanted)
        also = _conditions(wanted) if groups else ""
        groups = groups or _wide_lookups(wanted)
    except ValueError:  # a name that the ontology does not have
        return []
    places = (
        _places(engine, _ALL, None)
        if not groups
        else set.intersection(*(_any(engine, group, also) for group in groups))
    )
    return sorted_statements(
        statement for statement in read_places(engine, sorted(places)) if _in_time(statement, wanted)
    )


def sorted_statements(statements: Iterable[Statement]) -> list[Statement]:
    """In order of day of publication, article, place in the text and id."""
    return sorted(statements, key=lambda s: (s.published or date.min, s.doc, s.start, s.id))


def article_infos(engine: Engine) -> tuple[ArticleInfo, ...]:
    """What the store holds of each article, sorted by id."""
    rows = engine.rows("SELECT ?g (COUNT(?s) AS ?n) WHERE { GRAPH ?g { ?s a dg:Statement } } GROUP BY ?g")
    counts = {row["g"].value: int(row["n"].value) for row in rows}
    infos = _infos(engine, [graph.value for graph in engine.graphs()], counts)
    return tuple(sorted(infos, key=lambda info: info.id))


def article_info(engine: Engine, article_id: str) -> ArticleInfo | None:
    """What the store holds of one article, None if it has none of that id."""
    graph = article_iri(article_id)
    statements = sum(1 for _ in engine.quads(None, t.TYPE, t.STATEMENT, graph))
    return next(_infos(engine, [graph.value], {graph.value: statements}), None)


def stats_of(engine: Engine, version: str) -> Stats:
    """Count what the store holds."""
    relations = {relation_from_iri(iri) or iri: n for iri, n in _counts(engine, "?s dg:relation ?what")}
    languages = dict(_counts(engine, "?s dg:sentence ?text BIND(LANG(?text) AS ?what)"))
    days = [
        date.fromisoformat(quad.object.value)
        for quad in engine.quads(None, t.ISSUED, None, None)
        if isinstance(quad.object, ox.Literal)
    ]
    return Stats(
        articles=len(engine.graphs()),
        statements=sum(relations.values()),
        actors=sum(
            isinstance(quad.subject, ox.NamedNode) and code_from_iri(quad.subject.value) is not None
            for quad in engine.quads(None, t.NOTATION, None, engine.shared)
        ),
        positions=_how_many(engine, "?what a dg:Position"),
        topics=_how_many(engine, "?what a dg:Topic"),
        quads=engine.count() - len(ontology_quads()) - 1 - summary_size(engine),  # 1: the ontology's digest
        languages=tuple(sorted(languages.items())),
        relations=tuple(sorted(relations.items())),
        first=min(days, default=None),
        last=max(days, default=None),
        version=version,
        readers=tuple(sorted(_readers(engine))),
    )


def _lookups(wanted: Filter) -> list[list[tuple[str, ox.NamedNode]]]:
    """The lookups that find few statements: any of a group, all groups."""
    groups: list[list[tuple[str, ox.NamedNode]]] = []
    if wanted.subject is not None:
        groups.append([(_BY_SUBJECT, actor_iri(wanted.subject))])
    if wanted.object_actor is not None:
        groups.append([(_BY_OBJECT, actor_iri(wanted.object_actor))])
    if wanted.party is not None:
        of_kind = "" if wanted.kind is None else f"?position dg:kind {kind_iri(wanted.kind)} . "
        groups.append([(of_kind + _BY_PARTY, actor_iri(wanted.party))])
    if wanted.involving is not None:
        groups.append([(pattern, actor_iri(wanted.involving)) for pattern in (_BY_SUBJECT, _BY_OBJECT, _BY_PARTY)])
    if wanted.speaker is not None:
        groups.append([(_BY_SPEAKER, actor_iri(wanted.speaker))])
    if wanted.article is not None:
        groups.append([(_BY_ARTICLE, article_iri(wanted.article))])
    if wanted.kind is not None and wanted.party is None:
        groups.append([(_BY_KIND, kind_iri(wanted.kind))])
    return groups


def _conditions(wanted: Filter) -> str:
    """What is looked at of each statement that such a lookup finds, as very many share it."""
    topic = f"?s dg:topic {topic_iri(wanted.topic)} . " if wanted.topic is not None else ""
    if not wanted.relations:
        return topic
    names = ", ".join(str(relation_iri(name)) for name in wanted.relations)
    return f"{topic}?s dg:relation ?relation FILTER(?relation IN ({names}))"


def _wide_lookups(wanted: Filter) -> list[list[tuple[str, ox.NamedNode]]]:
    """The lookups that find many statements, where there is no other."""
    topic = [] if wanted.topic is None else [[(_BY_TOPIC, topic_iri(wanted.topic))]]
    return [*topic, [(_BY_RELATION, relation_iri(name)) for name in wanted.relations]] if wanted.relations else topic


def _any(engine: Engine, lookups: Iterable[tuple[str, ox.NamedNode]], also: str) -> set[_Place]:
    return set().union(*(_places(engine, pattern, value, also) for pattern, value in lookups))


def _places(engine: Engine, pattern: str, value: ox.NamedNode | None, also: str = "") -> set[_Place]:
    found = pattern.replace("?value", str(value)).removesuffix("}")
    rows = engine.rows(f"SELECT ?g ?s WHERE {{ {found}{' . ' if also else ''}{also} }} }}")
    return {(row["g"].value, row["s"].value) for row in rows}


def read_places(engine: Engine, places: Sequence[_Place]) -> Iterator[Statement]:
    """The statements at some places (graph and node)."""
    found = [(node, by_subject(quads).get(node, {})) for _, node, quads in engine.nodes(places)]
    about = _described(engine, found)
    return (statement_from_terms(node, of, lambda thing: about.get(thing, {})) for node, of in found)


def _described(engine: Engine, found: Iterable[tuple[str, Terms]]) -> Mapping[str, Terms]:
    """What is said of the actors, positions and articles that statements name."""
    things, articles = set[str](), set[str]()
    for _, of in found:
        things.update(_named(of, t.HAS_SUBJECT), _named(of, t.HAS_OBJECT))
        articles.update(_named(of, t.PRIMARY_SOURCE))
    shared = _nodes(engine, things)
    own = engine.nodes((article, article) for article in sorted(articles))  # an article is described in its own graph
    return shared | {node: by_subject(quads).get(node, {}) for _, node, quads in own}


def _nodes(engine: Engine, things: Iterable[str]) -> dict[str, Terms]:
    """What is said of shared things."""
    if isinstance(engine.shared, ox.DefaultGraph):
        quads = {thing: engine.quads(ox.NamedNode(thing), None, None, engine.shared) for thing in things}
        return {thing: by_subject(of).get(thing, {}) for thing, of in quads.items()}
    found = engine.nodes((engine.shared.value, thing) for thing in sorted(things))
    return {node: by_subject(of).get(node, {}) for _, node, of in found}


def _named(of: Terms, predicate: ox.NamedNode) -> list[str]:
    term = of.get(predicate.value)
    return [term.value] if isinstance(term, ox.NamedNode) else []


def _infos(engine: Engine, graphs: Sequence[str], statements: Mapping[str, int]) -> Iterator[ArticleInfo]:
    """What is said of articles, by their graphs; of those that are not there nothing."""
    made = _made_by(engine, graphs)
    extractions = _nodes(engine, set(made.values()))
    for graph, _, quads in engine.nodes((graph, graph) for graph in graphs):
        if quads:
            of = by_subject(quads)[graph]
            yield info_from_terms(of, extractions[made[graph]], statements.get(graph, 0))


def _made_by(engine: Engine, graphs: Sequence[str]) -> dict[str, str]:
    """The extraction of each article."""
    if len(graphs) == 1:
        quads = engine.quads(None, t.USED, ox.NamedNode(graphs[0]), ox.NamedNode(graphs[0]))
    else:
        quads = engine.quads(None, t.USED, None, None)
    return {
        quad.object.value: quad.subject.value
        for quad in quads
        if isinstance(quad.object, ox.NamedNode) and isinstance(quad.subject, ox.NamedNode)
    }


def _in_time(statement: Statement, wanted: Filter) -> bool:
    if wanted.since is None and wanted.until is None:
        return True
    first = statement.when.start if statement.when else statement.published
    last = statement.when.end if statement.when else statement.published
    if first is None or last is None:
        return False
    return (wanted.since is None or last >= wanted.since) and (wanted.until is None or first <= wanted.until)


def _counts(engine: Engine, pattern: str) -> Iterator[tuple[str, int]]:
    """How many statements there are of each ?what in the articles' graphs."""
    rows = engine.rows(f"SELECT ?what (COUNT(?s) AS ?n) WHERE {{ GRAPH ?g {{ {pattern} }} }} GROUP BY ?what")
    return ((row["what"].value, int(row["n"].value)) for row in rows)


def _readers(engine: Engine) -> Iterator[tuple[str, int]]:
    """How many articles each pipeline under each version of this program has read."""
    rows = engine.rows(
        f"""SELECT ?pipeline ?version (COUNT(?article) AS ?n) WHERE {{ GRAPH ?g {{ ?made {t.USED} ?article }}
            ?made {t.PIPELINE} ?pipeline ; {t.VERSION} ?version }} GROUP BY ?pipeline ?version"""
    )
    return ((f"{row['pipeline'].value} ({row['version'].value})", int(row["n"].value)) for row in rows)


def _how_many(engine: Engine, pattern: str) -> int:
    """How many different ?what the shared things hold."""
    rows = engine.rows(f"SELECT (COUNT(DISTINCT ?what) AS ?n) WHERE {{ {pattern} }}")
    return next(int(row["n"].value) for row in rows)
