"""RDF: an article with its statements to the triples of its graph, without loss; records.py reads them back.

Knows how triples are written and no store.  What they mean is written in docs/ontology.md.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import pyoxigraph as ox

from ..extractors.model import Actor, Article, Attribution, Position, Provenance, Statement, When
from . import terms as t
from .iris import article_iri, class_iri, extraction_iri, kind_iri, statement_iri, topic_iri
from .links import wikidata_iri
from .ntriples import (
    actor_term,
    day_term,
    individual_term,
    language_tag,
    number_term,
    position_term,
    relation_term,
    text_term,
    topic_term,
)
from .ontology import load_schema
from .topics import topic_label

__all__ = ["ArticleTriples", "article_quads", "article_triples", "input_digest", "trig_text"]


@dataclass(frozen=True, slots=True)
class ArticleTriples:
    """All that a store holds of an article, each triple once, in a stable order.

    graph: the article's IRI, which names its graph.   own: what the article says, for that graph: each text is a node
    with what is said of it, as Turtle and SPARQL write it, without the dot.
    shared: what is the same whichever article says it (the names of actors, what a position is, a topic, a pipeline),
    which stands once for all articles, so that a join does not multiply; each text is one triple without the dot.
    digest: changes with anything of it.   statements: those that are written, each id once.

    Text, as writing it takes a third of the time that making pyoxigraph's terms does; a node at a time, as naming node
    and graph with each triple would take twice the time to write and to read.
    """

    graph: str
    own: tuple[str, ...]
    shared: tuple[str, ...]
    digest: str
    statements: tuple[Statement, ...]


def article_triples(
    article: Article, statements: Sequence[Statement], provenance: Provenance, *, digest: str | None = None
) -> ArticleTriples:
    """Write down an article with what was read from it.

    digest: None for that of the text and the triples.   Raises ValueError for a statement of another article, one whose
    day of publication is not the article's, a relation or kind that ontology.ttl does not declare, an actor under two
    names or classes, a language that is no language tag.   UnicodeEncodeError: a text holds half a character.
    One place says one claim once: of statements with one id the most confident stands, of equals the first.
    """
    graph, extraction = f"{article_iri(article.id)}", f"{extraction_iri(provenance)}"
    statements = _once_each(statements)
    labels = _position_labels(statements)
    own = [_node(graph, _article_pairs(article, statements)), f"{extraction} {t.USED} {graph}"]
    plain: dict[str, None] = {}  # a dict, as it keeps the order and drops repeats
    shared = dict.fromkeys(_extraction_triples(extraction, provenance))
    names: dict[str, Actor] = {}
    for statement in statements:
        _check_belongs(statement, article)
        _check_one_name(statement, names)
        thing = _object_iri(statement)
        own.append(_statement_node(statement, thing, graph, extraction, labels))
        plain.update(dict.fromkeys(_plain_triples(statement, thing)))
        shared.update(dict.fromkeys(_shared_triples(statement, labels)))
    own += plain
    if digest is None:
        digest = _digest(article, (*own, *shared))
    own.append(f"{graph} {t.DIGEST} {text_term(digest)}")
    return ArticleTriples(graph, tuple(own), tuple(shared), digest, statements)


def article_quads(article: Article, statements: Sequence[Statement], provenance: Provenance) -> tuple[ox.Quad, ...]:
    """The same as quads: what the article says in its own graph, what is shared in the default graph."""
    made = article_triples(article, statements, provenance)
    return tuple(ox.parse(trig_text(made.graph, made.own, made.shared), format=ox.RdfFormat.TRIG))


def trig_text(graph: str, own: Iterable[str], shared: Iterable[str]) -> str:
    """A graph, and triples of the default graph, as TriG; the texts are those of ArticleTriples."""
    return "".join((f"{graph} {{\n", " .\n".join(own), "\n}\n", *(f"{triple} .\n" for triple in shared)))


def input_digest(article: Article) -> str:
    """What changes when the text, or anything that its source tells of it, changes; each article's digest begins so."""
    told = (article.text, article.lang, article.published, article.title, article.source, article.url)
    return hashlib.blake2b("\x1f".join(map(str, told)).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _digest(article: Article, triples: Iterable[str]) -> str:
    """What changes when the article, or anything that is written down of it, changes."""
    written = "\n".join((article.text, *sorted(triples)))
    return input_digest(article) + hashlib.blake2b(written.encode(), digest_size=8).hexdigest()


def _node(node: str, pairs: Iterable[str]) -> str:
    """What is said of a node, as Turtle and SPARQL write it."""
    return f"{node} {_AND.join(pairs)}"


def _article_pairs(article: Article, statements: Sequence[Statement]) -> Iterator[str]:
    langs = {article.lang} if article.lang else {statement.lang for statement in statements}
    yield f"{t.TYPE} {t.ARTICLE}"
    yield f"{t.IDENTIFIER} {text_term(article.id)}"
    if len(langs) == 1:
        yield f"{t.LANGUAGE} {text_term(*langs)}"
    if article.published is not None:
        yield f"{t.ISSUED} {day_term(article.published)}"
    if article.title is not None:
        yield f"{t.TITLE} {text_term(article.title)}"
    if article.source is not None:
        yield f"{t.OUTLET} {text_term(article.source)}"
    if article.url is not None:
        yield f"{t.URL} {text_term(article.url)}^^{t.ANY_URI}"


def _extraction_triples(extraction: str, provenance: Provenance) -> Iterator[str]:
    yield f"{extraction} {t.TYPE} {t.EXTRACTION}"
    yield f"{extraction} {t.PIPELINE} {text_term(provenance.pipeline)}"
    yield f"{extraction} {t.VERSION} {text_term(provenance.version)}"


def _statement_node(statement: Statement, thing: str, graph: str, extraction: str, labels: Mapping[str, str]) -> str:
    """The statement node with all its qualifiers.   thing: the IRI of its object."""
    subject, object_ = statement.subject_mention, statement.object_mention
    pairs = [
        _STATEMENT.format(
            node=statement_iri(statement.id),
            subject=actor_term(statement.subject.id),
            relation=relation_term(statement.relation),
            object=thing,
            polarity=individual_term(statement.polarity.value),
            modality=individual_term(statement.modality.value),
            sentence=f"{text_term(statement.sentence)}@{language_tag(statement.lang)}",
            start=statement.start,
            end=statement.end,
            subject_mention=text_term(subject.text),
            subject_span=f"{subject.start}-{subject.end}",
            object_mention=text_term(object_.text),
            object_span=f"{object_.start}-{object_.end}",
            confidence=number_term(statement.confidence),
            rule=text_term(statement.rule),
            extraction=extraction,
            graph=graph,
        ),
        *_attribution_pairs(statement.attribution),
        *_when_pairs(statement.when),
    ]
    if statement.topic is not None:
        pairs.append(f"{t.HAS_TOPIC} {topic_term(statement.topic)}")
    if isinstance(statement.object, Position) and statement.object.label != labels[thing]:
        pairs.append(f"{t.OBJECT_LABEL} {text_term(statement.object.label)}")
    return _AND.join(pairs)


def _attribution_pairs(attribution: Attribution | None) -> list[str]:
    if attribution is None:
        return []
    said = [f"{t.SPEAKER_MENTION} {text_term(attribution.mention)}", f"{t.CUE} {text_term(attribution.cue)}"]
    return said if attribution.speaker is None else [*said, f"{t.SPEAKER} {actor_term(attribution.speaker)}"]


def _when_pairs(when: When | None) -> list[str]:
    if when is None:
        return []
    return [
        f"{t.FIRST_DAY} {day_term(when.start)}",
        f"{t.LAST_DAY} {day_term(when.end)}",
        f"{t.PRECISION} {individual_term(when.precision.value)}",
    ]


def _shared_triples(statement: Statement, labels: Mapping[str, str]) -> Iterator[str]:
    """The nodes that the statement speaks of: actors with code, class and name; the position; the topic."""
    yield from _actor_triples(statement.subject)
    if isinstance(statement.object, Actor):
        yield from _actor_triples(statement.object)
    else:
        yield from _position_triples(statement.object, labels[_object_iri(statement)])
    if statement.attribution is not None and statement.attribution.speaker is not None:
        yield _code_triple(statement.attribution.speaker)
    if statement.topic is not None:
        yield from _topic_triples(statement.topic)


@lru_cache(maxsize=1024)
def _topic_triples(slug: str) -> tuple[str, ...]:
    node = topic_iri(slug)
    named = ((language, topic_label(slug, language)) for language in _languages())
    return (
        f"{node} {t.TYPE} {t.TOPIC}",
        f"{node} {t.NOTATION} {text_term(slug)}",
        *(f"{node} {t.PREFERRED} {text_term(label)}@{language}" for language, label in named if label is not None),
    )


@cache
def _languages() -> tuple[str, ...]:
    """The languages that the ontology has labels in."""
    kinds = load_schema().kinds.values()
    return tuple(sorted({language for kind in kinds for language, _ in kind.labels}))


@lru_cache(maxsize=4096)
def _actor_triples(actor: Actor) -> tuple[str, ...]:
    node, elsewhere = actor_term(actor.id), wikidata_iri(actor.id)
    return (
        _code_triple(actor.id),
        f"{node} {t.TYPE} {class_iri(actor.type)}",
        f"{node} {t.LABEL} {text_term(actor.label)}@{_LABEL_LANGUAGE}",
        *((f"{node} {t.SAME_AS} <{elsewhere}>",) if elsewhere else ()),
    )


@lru_cache(maxsize=4096)
def _code_triple(code: str) -> str:
    """All that is known of a speaker or a party, whose class and name another sentence may bring."""
    return f"{actor_term(code)} {t.NOTATION} {text_term(code)}"


@lru_cache(maxsize=4096)
def _position_triples(position: Position, label: str) -> tuple[str, ...]:
    node = position_term(position.kind, position.parties)
    return (
        f"{node} {t.TYPE} {t.POSITION}",
        f"{node} {t.KIND} {kind_iri(position.kind)}",
        f"{node} {t.LABEL} {text_term(label)}@{_LABEL_LANGUAGE}",
        *(
            line
            for party in position.parties
            for line in (f"{node} {t.PARTY} {actor_term(party)}", _code_triple(party))
        ),
    )


def _plain_triples(statement: Statement, thing: str) -> tuple[str, ...]:
    """The bare triple of an affirmed, asserted statement; both ways round where the relation is symmetric."""
    if not statement.is_plain:
        return ()
    subject, relation = actor_term(statement.subject.id), relation_term(statement.relation)
    straight = f"{subject} {relation} {thing}"
    if isinstance(statement.object, Actor) and load_schema().relations[statement.relation].symmetric:
        return straight, f"{thing} {relation} {subject}"
    return (straight,)


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
            node = _object_iri(statement)
            labels[node] = min(labels.get(node, statement.object.label), statement.object.label)
    return labels


def _object_iri(statement: Statement) -> str:
    if isinstance(statement.object, Actor):
        return actor_term(statement.object.id)
    return position_term(statement.object.kind, statement.object.parties)


def _check_belongs(statement: Statement, article: Article) -> None:
    if statement.doc != article.id:
        raise ValueError(f"statement {statement.id} is of article {statement.doc!r}, not of {article.id!r}")
    if statement.published != article.published:
        raise ValueError(f"statement {statement.id} is of {statement.published}, its article of {article.published}")


def _check_one_name(statement: Statement, names: dict[str, Actor]) -> None:
    """An actor with two names or classes in one article could not be read back."""
    for actor in (statement.subject, statement.object):
        if isinstance(actor, Actor) and names.setdefault(actor.id, actor) != actor:
            raise ValueError(f"actor {actor.id} is both {names[actor.id]} and {actor}")


_LABEL_LANGUAGE = "en"
_INTEGER = f"{ox.Literal(0).datatype}"
_AND = " ;\n"  # between what is said of one node
# One template, as naming seventeen properties one by one takes four times as long.
_STATEMENT = "{node} " + _AND.join(
    f"{predicate} {value}"
    for predicate, value in (
        (t.TYPE, t.STATEMENT),
        (t.HAS_SUBJECT, "{subject}"),
        (t.HAS_RELATION, "{relation}"),
        (t.HAS_OBJECT, "{object}"),
        (t.POLARITY, "{polarity}"),
        (t.MODALITY, "{modality}"),
        (t.SENTENCE, "{sentence}"),
        (t.START, f'"{{start}}"^^{_INTEGER}'),
        (t.END, f'"{{end}}"^^{_INTEGER}'),
        (t.SUBJECT_MENTION, "{subject_mention}"),
        (t.SUBJECT_SPAN, '"{subject_span}"'),
        (t.OBJECT_MENTION, "{object_mention}"),
        (t.OBJECT_SPAN, '"{object_span}"'),
        (t.CONFIDENCE, "{confidence}"),
        (t.RULE, "{rule}"),
        (t.GENERATED_BY, "{extraction}"),
        (t.PRIMARY_SOURCE, "{graph}"),
    )
)
