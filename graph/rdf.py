"""RDF: an article with its statements to the quads of its graph, without loss; records.py reads them back.

Knows pyoxigraph's terms and no store.  What the quads mean is written in docs/ontology.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache

import pyoxigraph as ox

from ..extractors.model import Actor, Article, Attribution, Position, Provenance, Statement, When
from . import terms as t
from .iris import (
    actor_iri,
    article_iri,
    class_iri,
    extraction_iri,
    individual_iri,
    kind_iri,
    position_iri,
    relation_iri,
    statement_iri,
    topic_iri,
)
from .ontology import load_schema
from .topics import topic_label

__all__ = ["article_quads"]

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


def article_quads(article: Article, statements: Sequence[Statement], provenance: Provenance) -> tuple[ox.Quad, ...]:
    """All that a store holds of an article, each quad once, in a stable order.

    What the article says is in its own graph; what is the same whichever article says it (the names of actors, what a
    position is, a topic, a pipeline) is in the default graph, so that it stands once and a join does not multiply.
    Raises ValueError for a statement of another article, one whose day of publication is not the article's, a relation
    or kind that ontology.ttl does not declare, or an actor under two names or classes.
    One place says one claim once: of statements with one id the most confident stands, of equals the first.
    """
    graph, extraction = article_iri(article.id), extraction_iri(provenance)
    statements = _once_each(statements)
    labels = _position_labels(statements)
    own = dict.fromkeys(_article_triples(graph, article, statements))  # a dict, as it keeps the order and drops repeats
    own[ox.Triple(extraction, t.USED, graph)] = None
    shared = dict.fromkeys(_extraction_triples(extraction, provenance))
    for statement in statements:
        _check_belongs(statement, article)
        own.update(dict.fromkeys(_statement_triples(statement, graph, extraction, labels)))
        own.update(dict.fromkeys(_plain_triples(statement)))
        shared.update(dict.fromkeys(_shared_triples(statement, labels)))
    _check_one_name(shared)
    return (
        *(ox.Quad(triple.subject, triple.predicate, triple.object, graph) for triple in own),
        *(ox.Quad(triple.subject, triple.predicate, triple.object) for triple in shared),
    )


def _article_triples(graph: ox.NamedNode, article: Article, statements: Sequence[Statement]) -> Iterator[ox.Triple]:
    langs = {article.lang} if article.lang else {statement.lang for statement in statements}
    yield ox.Triple(graph, t.TYPE, t.ARTICLE)
    yield ox.Triple(graph, t.IDENTIFIER, ox.Literal(article.id))
    if len(langs) == 1:
        yield ox.Triple(graph, t.LANGUAGE, ox.Literal(*langs))
    if article.published is not None:
        yield ox.Triple(graph, t.ISSUED, _day(article.published))
    if article.title is not None:
        yield ox.Triple(graph, t.TITLE, ox.Literal(article.title))
    if article.source is not None:
        yield ox.Triple(graph, t.OUTLET, ox.Literal(article.source))
    if article.url is not None:
        yield ox.Triple(graph, t.URL, ox.Literal(article.url, datatype=t.ANY_URI))


def _extraction_triples(extraction: ox.NamedNode, provenance: Provenance) -> Iterator[ox.Triple]:
    yield ox.Triple(extraction, t.TYPE, t.EXTRACTION)
    yield ox.Triple(extraction, t.PIPELINE, ox.Literal(provenance.pipeline))
    yield ox.Triple(extraction, t.VERSION, ox.Literal(provenance.version))


def _statement_triples(
    statement: Statement, graph: ox.NamedNode, extraction: ox.NamedNode, labels: Mapping[str, str]
) -> Iterator[ox.Triple]:
    """The statement node with all its qualifiers."""
    thing = _object_iri(statement)
    subject, object_ = statement.subject_mention, statement.object_mention
    pairs: list[tuple[ox.NamedNode, Term]] = [
        (t.TYPE, t.STATEMENT),
        (t.HAS_SUBJECT, actor_iri(statement.subject.id)),
        (t.HAS_RELATION, relation_iri(statement.relation)),
        (t.HAS_OBJECT, thing),
        (t.POLARITY, individual_iri(statement.polarity)),
        (t.MODALITY, individual_iri(statement.modality)),
        (t.SENTENCE, ox.Literal(statement.sentence, language=statement.lang)),
        (t.START, ox.Literal(statement.start)),
        (t.END, ox.Literal(statement.end)),
        (t.SUBJECT_MENTION, ox.Literal(subject.text)),
        (t.SUBJECT_SPAN, ox.Literal(f"{subject.start}-{subject.end}")),
        (t.OBJECT_MENTION, ox.Literal(object_.text)),
        (t.OBJECT_SPAN, ox.Literal(f"{object_.start}-{object_.end}")),
        (t.CONFIDENCE, ox.Literal(float(statement.confidence))),
        (t.RULE, ox.Literal(statement.rule)),
        (t.GENERATED_BY, extraction),
        (t.PRIMARY_SOURCE, graph),
    ]
    if statement.topic is not None:
        pairs.append((t.HAS_TOPIC, topic_iri(statement.topic)))
    if isinstance(statement.object, Position) and statement.object.label != labels[thing.value]:
        pairs.append((t.OBJECT_LABEL, ox.Literal(statement.object.label)))
    pairs += _attribution_pairs(statement.attribution) + _when_pairs(statement.when)
    node = statement_iri(statement.id)
    return (ox.Triple(node, predicate, term) for predicate, term in pairs)


def _attribution_pairs(attribution: Attribution | None) -> list[tuple[ox.NamedNode, Term]]:
    if attribution is None:
        return []
    said: list[tuple[ox.NamedNode, Term]] = [
        (t.SPEAKER_MENTION, ox.Literal(attribution.mention)),
        (t.CUE, ox.Literal(attribution.cue)),
    ]
    return said if attribution.speaker is None else [*said, (t.SPEAKER, actor_iri(attribution.speaker))]


def _when_pairs(when: When | None) -> list[tuple[ox.NamedNode, Term]]:
    if when is None:
        return []
    return [
        (t.FIRST_DAY, _day(when.start)),
        (t.LAST_DAY, _day(when.end)),
        (t.PRECISION, individual_iri(when.precision)),
    ]


def _shared_triples(statement: Statement, labels: Mapping[str, str]) -> Iterator[ox.Triple]:
    """The nodes that the statement speaks of: actors with code, class and name; the position; the topic."""
    yield from _actor_triples(statement.subject)
    if isinstance(statement.object, Actor):
        yield from _actor_triples(statement.object)
    else:
        yield from _position_triples(statement.object, labels)
    if statement.attribution is not None and statement.attribution.speaker is not None:
        yield _code_triple(statement.attribution.speaker)
    if statement.topic is not None:
        yield from _topic_triples(statement.topic)


def _topic_triples(slug: str) -> Iterator[ox.Triple]:
    yield ox.Triple(topic_iri(slug), t.TYPE, t.TOPIC)
    yield ox.Triple(topic_iri(slug), t.NOTATION, ox.Literal(slug))
    for language in _languages():
        label = topic_label(slug, language)
        if label is not None:
            yield ox.Triple(topic_iri(slug), t.PREFERRED, ox.Literal(label, language=language))


@cache
def _languages() -> tuple[str, ...]:
    """The languages that the ontology has labels in."""
    kinds = load_schema().kinds.values()
    return tuple(sorted({language for kind in kinds for language, _ in kind.labels}))


def _actor_triples(actor: Actor) -> Iterator[ox.Triple]:
    yield _code_triple(actor.id)
    yield ox.Triple(actor_iri(actor.id), t.TYPE, class_iri(actor.type))
    yield ox.Triple(actor_iri(actor.id), t.LABEL, ox.Literal(actor.label, language="en"))


def _code_triple(code: str) -> ox.Triple:
    """All that is known of a speaker or a party, whose class and name another sentence may bring."""
    return ox.Triple(actor_iri(code), t.NOTATION, ox.Literal(code))


def _position_triples(position: Position, labels: Mapping[str, str]) -> Iterator[ox.Triple]:
    node = position_iri(position.kind, position.parties)
    yield ox.Triple(node, t.TYPE, t.POSITION)
    yield ox.Triple(node, t.KIND, kind_iri(position.kind))
    yield ox.Triple(node, t.LABEL, ox.Literal(labels[node.value], language="en"))
    for party in position.parties:
        yield ox.Triple(node, t.PARTY, actor_iri(party))
        yield _code_triple(party)


def _plain_triples(statement: Statement) -> Iterator[ox.Triple]:
    """The bare triple of an affirmed, asserted statement; both ways round where the relation is symmetric."""
    if not statement.is_plain:
        return
    subject, relation, thing = actor_iri(statement.subject.id), relation_iri(statement.relation), _object_iri(statement)
    yield ox.Triple(subject, relation, thing)
    if isinstance(statement.object, Actor) and load_schema().relations[statement.relation].symmetric:
        yield ox.Triple(thing, relation, subject)


def _once_each(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    best: dict[str, Statement] = {}
    for statement in statements:
        if statement.id not in best or statement.confidence > best[statement.id].confidence:
            best[statement.id] = statement
    return tuple(best.values())


def _position_labels(statements: Iterable[Statement]) -> dict[str, str]:
    """One label for each position node of the article: the first in order, whatever the order of the statements.

    A position is one node, but a statement may name it with its topic ('… on Nagorno-Karabakh'); where it does, the
    statement keeps its own label.
    """
    labels: dict[str, str] = {}
    for statement in statements:
        if isinstance(statement.object, Position):
            node = _object_iri(statement).value
            labels[node] = min(labels.get(node, statement.object.label), statement.object.label)
    return labels


def _object_iri(statement: Statement) -> ox.NamedNode:
    if isinstance(statement.object, Actor):
        return actor_iri(statement.object.id)
    return position_iri(statement.object.kind, statement.object.parties)


def _day(day: date) -> ox.Literal:
    return ox.Literal(day.isoformat(), datatype=t.DATE)


def _check_belongs(statement: Statement, article: Article) -> None:
    if statement.doc != article.id:
        raise ValueError(f"statement {statement.id} is of article {statement.doc!r}, not of {article.id!r}")
    if statement.published != article.published:
        raise ValueError(f"statement {statement.id} is of {statement.published}, its article of {article.published}")


def _check_one_name(triples: Iterable[ox.Triple]) -> None:
    """An actor with two names or classes in one article could not be read back."""
    seen: dict[tuple[str, str], Term] = {}
    for triple in triples:
        if triple.predicate in (t.LABEL, t.TYPE) and isinstance(triple.subject, ox.NamedNode):
            first = seen.setdefault((triple.subject.value, triple.predicate.value), triple.object)
            if first != triple.object:
                raise ValueError(f"{triple.subject} is both {first} and {triple.object}")
