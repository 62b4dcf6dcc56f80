"""Nanopublications: each statement as a small publication of its own, in TriG: what is claimed, where from, by whom.

Knows no store.  Guidelines: https://nanopub.net/guidelines/working_draft/
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph as ox
from rdflib.namespace import DCTERMS, PROV, RDF

from . import terms as t
from .export_rdf import Quads, to_trig
from .iris import nanopub_iri, relation_from_iri, statement_from_iri

__all__ = ["to_nanopubs"]

_NP = "http://www.nanopub.org/nschema#"
_TYPE = ox.NamedNode(RDF.type)
_DERIVED = ox.NamedNode(PROV.wasDerivedFrom)
_CREATED = ox.NamedNode(DCTERMS.created)
_CREATOR = ox.NamedNode(DCTERMS.creator)
_SUBJECT = ox.NamedNode(DCTERMS.subject)
_WHERE_FROM = frozenset(
    {t.PRIMARY_SOURCE, t.GENERATED_BY, t.SENTENCE, t.START, t.END, t.SUBJECT_MENTION, t.SUBJECT_SPAN, t.OBJECT_MENTION,
     t.OBJECT_SPAN, t.SPEAKER, t.SPEAKER_MENTION, t.CUE, t.RULE, t.CONFIDENCE}
)  # fmt: skip


def to_nanopubs(quads: Quads) -> str:
    """Return a nanopublication for each statement: four graphs, named by the statement's id.

    head:       names the three others.
    assertion:  the statement with its qualifiers; the plain triple too, if it is affirmed and asserted.
    provenance: article, sentence, speaker, rule, confidence, pipeline.
    pubinfo:    the program that made it, and the day of the article as that of creation, where it is known.
    """
    by_graph: dict[str, list[ox.Quad]] = {}
    shared: dict[str, list[ox.Quad]] = {}
    for quad in quads:
        if isinstance(quad.graph_name, ox.DefaultGraph):
            shared.setdefault(str(quad.subject), []).append(quad)
        else:
            by_graph.setdefault(str(quad.graph_name), []).append(quad)
    return to_trig(made for own in by_graph.values() for made in _of_article(own, shared))


def _of_article(quads: list[ox.Quad], shared: dict[str, list[ox.Quad]]) -> Iterator[ox.Quad]:
    nodes: dict[str, list[ox.Quad]] = {}
    for quad in quads:
        nodes.setdefault(str(quad.subject), []).append(quad)
    plain = {
        (str(quad.subject), str(quad.predicate), str(quad.object)): quad
        for quad in quads
        if relation_from_iri(quad.predicate.value) is not None
    }
    for node, own in nodes.items():
        if statement_from_iri(node[1:-1]) is not None:
            yield from _nanopub(node[1:-1], own, plain, nodes, shared)


def _nanopub(
    iri: str,
    own: list[ox.Quad],
    plain: dict[tuple[str, str, str], ox.Quad],
    nodes: dict[str, list[ox.Quad]],
    shared: dict[str, list[ox.Quad]],
) -> Iterator[ox.Quad]:
    of = {quad.predicate: quad.object for quad in own}
    whole, head, assertion, provenance, pubinfo = (
        nanopub_iri(statement_from_iri(iri) or "", part) for part in ("", "head", "assertion", "provenance", "pubinfo")
    )
    node, article, extraction = ox.NamedNode(iri), of[t.PRIMARY_SOURCE], of[t.GENERATED_BY]
    for predicate, thing in (
        (_TYPE, ox.NamedNode(_NP + "Nanopublication")),
        (ox.NamedNode(_NP + "hasAssertion"), assertion),
        (ox.NamedNode(_NP + "hasProvenance"), provenance),
        (ox.NamedNode(_NP + "hasPublicationInfo"), pubinfo),
    ):
        yield ox.Quad(whole, predicate, thing, head)
    for quad in own:
        yield ox.Quad(node, quad.predicate, quad.object, provenance if quad.predicate in _WHERE_FROM else assertion)
    key = (str(of[t.HAS_SUBJECT]), str(of[t.HAS_RELATION]), str(of[t.HAS_OBJECT]))
    is_plain = (
        key in plain and str(of[t.POLARITY]).endswith("#affirmed>") and str(of[t.MODALITY]).endswith("#asserted>")
    )
    if is_plain:
        yield ox.Quad(plain[key].subject, plain[key].predicate, plain[key].object, assertion)
    for name in _described(of, shared):
        yield from (ox.Quad(quad.subject, quad.predicate, quad.object, assertion) for quad in shared.get(name, ()))
    yield ox.Quad(assertion, _DERIVED, article, provenance)
    yield ox.Quad(assertion, t.GENERATED_BY, extraction, provenance)
    for quad in (*nodes.get(str(article), ()), *shared.get(str(extraction), ())):
        yield ox.Quad(quad.subject, quad.predicate, quad.object, provenance)
    yield ox.Quad(whole, _CREATOR, extraction, pubinfo)
    yield ox.Quad(whole, _SUBJECT, node, pubinfo)
    days = (quad.object for quad in nodes.get(str(article), ()) if quad.predicate == t.ISSUED)
    yield from (ox.Quad(whole, _CREATED, day, pubinfo) for day in days)


def _described(of: Mapping[ox.NamedNode, object], shared: dict[str, list[ox.Quad]]) -> Iterable[str]:
    """The actors, position and topic that an assertion names."""
    named = [str(of[term]) for term in (t.HAS_SUBJECT, t.HAS_OBJECT, t.HAS_TOPIC) if term in of]
    parties = [str(q.object) for name in named for q in shared.get(name, ()) if q.predicate == t.PARTY]
    return dict.fromkeys((*named, *parties))
