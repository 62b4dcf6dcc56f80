"""Quads as text: TriG, N-Quads, Turtle and JSON-LD, sorted and each once.  Knows no store."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

import pyoxigraph as ox

from .iris import actor_iri, article_iri, statement_iri, topic_iri
from .sparql import PREFIXES

__all__ = ["Quads", "to_jsonld", "to_nquads", "to_trig", "to_turtle"]

Quads = Iterable[ox.Quad]

# Short names of things, as Turtle must escape the slash in 'id:actor/PAK'.
_IRIS = {"actor": actor_iri, "article": article_iri, "statement": statement_iri, "topic": topic_iri}
_THINGS = {name: iri("x").value.removesuffix("x") for name, iri in _IRIS.items()}
_STRING = "http://www.w3.org/2001/XMLSchema#string"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_KEYWORDS = frozenset({"id", "type", "graph", "context"})  # they would read like JSON-LD's own


def to_trig(quads: Quads) -> str:
    """Return quads as TriG."""
    return _serialized(_sorted(quads), ox.RdfFormat.TRIG)


def to_nquads(quads: Quads) -> str:
    """Return quads as N-Quads, one a line."""
    return _serialized(_sorted(quads), ox.RdfFormat.N_QUADS)


def to_turtle(quads: Quads) -> str:
    """Return the union of all graphs as Turtle: which article says what is then only in the statements' provenance."""
    triples = {ox.Triple(quad.subject, quad.predicate, quad.object) for quad in quads}
    return _serialized(sorted(triples, key=str), ox.RdfFormat.TURTLE)


def to_jsonld(quads: Quads) -> str:
    """Return quads as JSON-LD 1.1 with a context that gives every property a short name."""
    ordered = _sorted(quads)
    names = _Names(ordered)
    graphs: list[object] = []
    for graph, of_graph in groupby(ordered, key=lambda quad: quad.graph_name):
        nodes = [names.node(subject, list(of)) for subject, of in groupby(of_graph, key=lambda quad: quad.subject)]
        if isinstance(graph, ox.DefaultGraph):
            graphs.extend(nodes)
        else:
            graphs.append({"@id": names.reference(graph), "@graph": nodes})
    return json.dumps({"@context": names.context, "@graph": graphs}, ensure_ascii=False, indent=1) + "\n"


def _sorted(quads: Quads) -> list[ox.Quad]:
    """By graph, the default graph first, then by the text of the triple."""
    return sorted(set(quads), key=lambda q: (str(q.graph_name) != "DEFAULT", str(q.graph_name), str(q)))


def _serialized(items: Sequence[ox.Quad] | Sequence[ox.Triple], form: ox.RdfFormat) -> str:
    text = ox.serialize(items, format=form, prefixes={**PREFIXES, **_THINGS})
    assert text is not None  # it is None only where an output was given
    return text.decode("utf-8")


class _Names:
    """Short names for JSON-LD: a prefix for every namespace, a term for every property, typed where it has one type."""

    def __init__(self, quads: Sequence[ox.Quad]) -> None:
        self._terms: dict[str, str] = {}
        self._types: dict[str, str | None] = {}
        kinds: dict[str, set[str]] = {}
        for quad in quads:
            kinds.setdefault(quad.predicate.value, set()).add(_kind(quad.object))
        self.context: dict[str, object] = {"@version": 1.1, **PREFIXES}
        for predicate in sorted(kinds):
            if predicate != _TYPE:
                self._add(predicate, kinds[predicate])

    def _add(self, predicate: str, kinds: set[str]) -> None:
        short = self.compact(predicate)
        term = short.rpartition(":")[2]
        if term in self.context or term in _KEYWORDS or "/" in term:
            term = short
        only = next(iter(kinds)) if len(kinds) == 1 else None
        self._terms[predicate], self._types[predicate] = term, only
        typed = only is not None and only not in {_STRING, "language"}
        if typed or term != short:
            self.context[term] = {"@id": short, **({"@type": self.compact(only or "")} if typed else {})}

    def compact(self, iri: str) -> str:
        """An IRI with its prefix, where there is one."""
        for prefix, namespace in PREFIXES.items():
            if iri.startswith(namespace) and not iri[len(namespace) :].startswith("//"):
                return f"{prefix}:{iri[len(namespace) :]}"
        return iri

    def reference(self, term: ox.NamedNode | ox.BlankNode) -> str:
        return self.compact(term.value) if isinstance(term, ox.NamedNode) else str(term)

    def node(self, subject: ox.NamedNode | ox.BlankNode | ox.Triple, quads: Sequence[ox.Quad]) -> Mapping[str, object]:
        """One subject with all its properties."""
        assert not isinstance(subject, ox.Triple)  # no quoted triples in a store of ours
        record: dict[str, object] = {"@id": self.reference(subject)}
        for predicate, of in groupby(quads, key=lambda quad: quad.predicate.value):
            if predicate == _TYPE:
                key = "@type"
                values: list[object] = [self.compact(q.object.value) for q in of if isinstance(q.object, ox.NamedNode)]
            else:
                key, values = self._terms[predicate], [self._value(predicate, quad.object) for quad in of]
            record[key] = values[0] if len(values) == 1 else values
        return record

    def _value(self, predicate: str, term: object) -> object:
        if isinstance(term, ox.NamedNode | ox.BlankNode):
            reference = self.reference(term)
            return reference if self._types[predicate] == "@id" else {"@id": reference}
        assert isinstance(term, ox.Literal)
        if term.language:
            return {"@value": term.value, "@language": term.language}
        if term.datatype.value == _STRING or term.datatype.value == self._types[predicate]:
            return term.value
        return {"@value": term.value, "@type": self.compact(term.datatype.value)}


def _kind(term: object) -> str:
    """What a value is: '@id', 'language', or the IRI of its datatype."""
    if not isinstance(term, ox.Literal):
        return "@id"
    return "language" if term.language else term.datatype.value
