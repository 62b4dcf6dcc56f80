"""Records: the quads of an article back to statements, the inverse of rdf.py.  Knows no store."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import pyoxigraph as ox

from ..extractors.model import (
    Actor,
    Attribution,
    Mention,
    Modality,
    Polarity,
    Position,
    Precision,
    Statement,
    When,
)
from . import terms as t
from .iris import article_from_iri, code_from_iri, position_from_iri, statement_from_iri, topic_from_iri

__all__ = ["ArticleInfo", "Terms", "by_subject", "info_from_terms", "statement_from_terms", "statements_from_quads"]

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Terms = Mapping[str, Term]  # what a node says: predicate IRI to object; only for predicates that have one object


@dataclass(frozen=True, slots=True)
class ArticleInfo:
    """What a store holds of an article besides its statements.

    lang: None if nobody knows.   statements: how many it has.   pipeline, version: what read it.
    digest: changes when anything of it changes.
    """

    id: str
    lang: str | None
    published: date | None
    title: str | None
    source: str | None
    url: str | None
    statements: int
    pipeline: str
    version: str
    digest: str


def statements_from_quads(quads: Iterable[ox.Quad]) -> tuple[Statement, ...]:
    """Read back the statements of one article's quads, in the order of their place in the text, then of their ids."""
    nodes = by_subject(quads)
    found = [
        statement_from_terms(node, of, lambda thing: nodes.get(thing, {}))
        for node, of in nodes.items()
        if of.get(t.TYPE.value) == t.STATEMENT
    ]
    return tuple(sorted(found, key=lambda statement: (statement.start, statement.id)))


def statement_from_terms(node: str, of: Terms, about: Callable[[str], Terms]) -> Statement:
    """Read one statement.

    node: its IRI.   of: what it says.   about: what another node (actor, position, article) says.
    Raises KeyError, TypeError or ValueError if the graph was not written by article_quads.
    """
    article = _iri(of, t.PRIMARY_SOURCE)
    sentence = of[t.SENTENCE.value]
    if not isinstance(sentence, ox.Literal):
        raise TypeError(f"sentence of {node} is no text")
    return Statement(
        doc=_named(article_from_iri(article), article),
        sentence=sentence.value,
        start=int(_text(of, t.START)),
        end=int(_text(of, t.END)),
        lang=sentence.language or "",
        subject=_actor(_iri(of, t.HAS_SUBJECT), about),
        subject_mention=_mention(of, t.SUBJECT_MENTION, t.SUBJECT_SPAN),
        relation=_fragment(of, t.HAS_RELATION),
        object=_object(of, about),
        object_mention=_mention(of, t.OBJECT_MENTION, t.OBJECT_SPAN),
        topic=topic_from_iri(_iri(of, t.HAS_TOPIC)) if t.HAS_TOPIC.value in of else None,
        polarity=Polarity(_fragment(of, t.POLARITY)),
        modality=Modality(_fragment(of, t.MODALITY)),
        attribution=_attribution(of),
        when=_when(of),
        confidence=float(_text(of, t.CONFIDENCE)),
        rule=_text(of, t.RULE),
        published=_maybe_day(about(article), t.ISSUED),
        id=_named(statement_from_iri(node), node),
    )


def info_from_terms(of: Terms, made: Terms, statements: int) -> ArticleInfo:
    """Read what a graph says of its article (`of`), of the extraction that read it (`made`), and its count."""
    return ArticleInfo(
        id=_text(of, t.IDENTIFIER),
        lang=_maybe_text(of, t.LANGUAGE),
        published=_maybe_day(of, t.ISSUED),
        title=_maybe_text(of, t.TITLE),
        source=_maybe_text(of, t.OUTLET),
        url=_maybe_text(of, t.URL),
        statements=statements,
        pipeline=_text(made, t.PIPELINE),
        version=_text(made, t.VERSION),
        digest=_text(of, t.DIGEST),
    )


def by_subject(quads: Iterable[ox.Quad]) -> dict[str, dict[str, Term]]:
    """What each node says, by its IRI."""
    nodes: dict[str, dict[str, Term]] = {}
    for quad in quads:
        if isinstance(quad.subject, ox.NamedNode):  # rdf.py writes no blank nodes
            nodes.setdefault(quad.subject.value, {})[quad.predicate.value] = quad.object
    return nodes


def _object(of: Terms, about: Callable[[str], Terms]) -> Actor | Position:
    node = _iri(of, t.HAS_OBJECT)
    position = position_from_iri(node)
    if position is None:
        return _actor(node, about)
    kind, parties = position
    label = _maybe_text(of, t.OBJECT_LABEL)
    return Position(kind, parties, label if label is not None else _text(about(node), t.LABEL))


def _actor(node: str, about: Callable[[str], Terms]) -> Actor:
    of = about(node)
    return Actor(_named(code_from_iri(node), node), _fragment(of, t.TYPE), _text(of, t.LABEL))


def _mention(of: Terms, text: ox.NamedNode, span: ox.NamedNode) -> Mention:
    start, _, end = _text(of, span).partition("-")
    return Mention(_text(of, text), int(start), int(end))


def _attribution(of: Terms) -> Attribution | None:
    if t.CUE.value not in of:
        return None
    speaker = code_from_iri(_iri(of, t.SPEAKER)) if t.SPEAKER.value in of else None
    return Attribution(speaker, _text(of, t.SPEAKER_MENTION), _text(of, t.CUE))


def _when(of: Terms) -> When | None:
    start, end = _maybe_day(of, t.FIRST_DAY), _maybe_day(of, t.LAST_DAY)
    if start is None or end is None:
        return None
    return When(start, end, Precision(_fragment(of, t.PRECISION)))


def _iri(of: Terms, predicate: ox.NamedNode) -> str:
    term = of[predicate.value]
    if not isinstance(term, ox.NamedNode):
        raise TypeError(f"{predicate} of {term} is no IRI")
    return term.value


def _fragment(of: Terms, predicate: ox.NamedNode) -> str:
    """The name of an ontology term."""
    return _iri(of, predicate).rpartition("#")[2]


def _text(of: Terms, predicate: ox.NamedNode) -> str:
    term = of[predicate.value]
    if not isinstance(term, ox.Literal):
        raise TypeError(f"{predicate} of {term} is no text")
    return term.value


def _maybe_text(of: Terms, predicate: ox.NamedNode) -> str | None:
    return _text(of, predicate) if predicate.value in of else None


def _maybe_day(of: Terms, predicate: ox.NamedNode) -> date | None:
    day = _maybe_text(of, predicate)
    return None if day is None else date.fromisoformat(day)


def _named(name: str | None, node: str) -> str:
    if name is None:
        raise ValueError(f"{node} is not an IRI of the kind that belongs here")
    return name
