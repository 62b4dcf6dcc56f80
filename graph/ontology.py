"""Ontology: ontology.ttl to a Schema, read once.  Knows no store; names no relation and no kind."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import pyoxigraph as ox

from ..extractors.model import Kind, Relation, Schema
from .vocabulary import DG, ONTOLOGY

__all__ = ["cameo_codes", "load_schema", "ontology_quads", "ontology_text"]

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_OWL = "http://www.w3.org/2002/07/owl#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"


@cache
def load_schema() -> Schema:
    """Return the relations and position kinds of ontology.ttl, each in the order of their names, and its version.

    >>> len(load_schema().relations), len(load_schema().kinds)
    (30, 22)
    """
    terms = _Terms()
    relations = [_relation(terms, term) for term in terms.of_type(DG.Relation)]
    kinds = [_kind(terms, term) for term in terms.of_type(DG.PositionKind)]
    (ontology,) = terms.of_type(_OWL + "Ontology")
    return Schema(
        relations={relation.name: relation for relation in sorted(relations, key=lambda r: r.name)},
        kinds={kind.name: kind for kind in sorted(kinds, key=lambda k: k.name)},
        version=terms.text(ontology, _OWL + "versionInfo"),
    )


@cache
def cameo_codes(relation: str) -> tuple[str, ...]:
    """The CAMEO event codes that come near a relation, sorted; none for a relation that has none.

    >>> cameo_codes("mediates")[0]
    '045'
    """
    found = _Terms().texts(ox.NamedNode(f"{DG._NS}{relation}"), DG.cameo)
    return tuple(code for _, code in found)


@cache
def ontology_text() -> str:
    """The packaged ontology.ttl."""
    return files(__package__.rpartition(".")[0]).joinpath("ontology.ttl").read_text(encoding="utf-8")


def ontology_quads() -> tuple[ox.Quad, ...]:
    """The ontology as quads of the default graph; lists have IRIs, as Virtuoso takes no blank nodes in an update."""
    names: dict[str, ox.NamedNode] = {}

    def named(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> ox.NamedNode | ox.Literal | ox.Triple:
        if not isinstance(term, ox.BlankNode):
            return term
        return names.setdefault(term.value, ox.NamedNode(f"{ONTOLOGY}#list-{len(names) + 1}"))

    quads = ox.parse(ontology_text(), format=ox.RdfFormat.TURTLE)
    subjects = ((named(quad.subject), quad) for quad in quads)
    return tuple(
        ox.Quad(subject, quad.predicate, named(quad.object))
        for subject, quad in subjects
        if isinstance(subject, ox.NamedNode)
    )


class _Terms:
    """The ontology's triples, asked for by subject and predicate."""

    def __init__(self) -> None:
        self._dataset = ox.Dataset(ox.parse(ontology_text(), format=ox.RdfFormat.TURTLE))

    def of_type(self, cls: str) -> list[ox.NamedNode]:
        quads = self._dataset.quads_for_object(ox.NamedNode(str(cls)))
        return [q.subject for q in quads if q.predicate.value == _RDF + "type" and isinstance(q.subject, ox.NamedNode)]

    def objects(self, subject: ox.NamedNode | ox.BlankNode, predicate: str) -> list[object]:
        quads = self._dataset.quads_for_subject(subject)
        return [quad.object for quad in quads if quad.predicate.value == str(predicate)]

    def node(self, subject: ox.NamedNode, predicate: str) -> ox.NamedNode | None:
        return next((o for o in self.objects(subject, predicate) if isinstance(o, ox.NamedNode)), None)

    def text(self, subject: ox.NamedNode, predicate: str) -> str:
        return next(o.value for o in self.objects(subject, predicate) if isinstance(o, ox.Literal))

    def truth(self, subject: ox.NamedNode, predicate: str) -> bool | None:
        """A truth value, None if none is stated."""
        found = next((o.value for o in self.objects(subject, predicate) if isinstance(o, ox.Literal)), None)
        return None if found is None else found == "true"

    def texts(self, subject: ox.NamedNode, predicate: str) -> tuple[tuple[str, str], ...]:
        """(language, text) pairs, sorted."""
        literals = (o for o in self.objects(subject, predicate) if isinstance(o, ox.Literal))
        return tuple(sorted((o.language or "", o.value) for o in literals))

    def members(self, cls: ox.NamedNode) -> list[ox.NamedNode]:
        """The classes that a class is the disjoint union of, else itself."""
        found: list[ox.NamedNode] = []
        heads = self.objects(cls, _OWL + "disjointUnionOf")
        while heads and isinstance(heads[0], ox.BlankNode):
            found += [o for o in self.objects(heads[0], _RDF + "first") if isinstance(o, ox.NamedNode)]
            heads = self.objects(heads[0], _RDF + "rest")
        return found or [cls]


def _relation(terms: _Terms, term: ox.NamedNode) -> Relation:
    range_ = terms.node(term, _RDFS + "range")
    attitude = terms.node(term, DG.attitude)
    types = [o.value for o in terms.objects(term, _RDF + "type") if isinstance(o, ox.NamedNode)]
    return Relation(
        name=_local(term),
        sign=int(terms.text(term, DG.sign)),
        symmetric=_OWL + "SymmetricProperty" in types,
        takes=frozenset(_local(cls).lower() for cls in (terms.members(range_) if range_ else [])),
        plover=terms.text(term, DG.plover),
        labels=terms.texts(term, _RDFS + "label"),
        attitude=terms.text(attitude, _SKOS + "notation") if attitude else None,
    )


def _kind(terms: _Terms, term: ox.NamedNode) -> Kind:
    return Kind(
        name=terms.text(term, _SKOS + "notation"),
        labels=terms.texts(term, _RDFS + "label"),
        templates=terms.texts(term, DG.template),
        favours=terms.truth(term, DG.favours),
    )


def _local(term: ox.NamedNode) -> str:
    return term.value.rpartition("#")[2]
