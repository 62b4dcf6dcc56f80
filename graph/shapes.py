"""Shapes: shapes.ttl as SPARQL checks that a whole store can be asked, each naming the nodes that fail it.

Reads the part of SHACL core that shapes.ttl uses, and says so if it uses more.  Knows no store.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files

from rdflib import RDF, SH, Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

__all__ = ["Check", "load_checks", "shapes_text"]

_SHAPE = Namespace("https://w3id.org/diplograph/shapes#")


@dataclass(frozen=True, slots=True)
class Check:
    """A rule for the things that a pattern of ?this takes in.

    message: the rule in words.   sparql: selects ?this, what breaks it, and maybe things that target leaves out.
    of_one_article: the rule holds within each article; `sparql` asks all of them at once.
    Where a rule that is written in SPARQL has a form for whole stores (shape:overStore), that is the one.
    """

    target: str
    message: str
    sparql: str
    of_one_article: bool


def shapes_text() -> str:
    """The packaged shapes.ttl."""
    return files(__package__).joinpath("shapes.ttl").read_text(encoding="utf-8")


def load_checks() -> tuple[Check, ...]:
    """All checks of shapes.ttl, sorted.  Raises ValueError for a constraint that cannot be read as SPARQL."""
    shapes = Graph().parse(data=shapes_text(), format="turtle")
    return tuple(sorted(_checks(shapes), key=lambda check: (check.target, check.message, check.sparql)))


def _checks(shapes: Graph) -> Iterator[Check]:
    for shape in shapes.subjects(RDF.type, SH.NodeShape):
        target = _target(shapes, shape)
        for rule in shapes.objects(shape, SH.property):
            message, path = str(_needed(shapes, rule, SH.message)), _needed(shapes, rule, SH.path).n3()
            for pattern in _patterns(shapes, rule, path, target):
                yield Check(target, message, f"SELECT DISTINCT ?this WHERE {{ {pattern} }}", of_one_article=False)
        for rule in shapes.objects(shape, SH.sparql):
            quick = shapes.value(rule, _SHAPE.overStore)
            select = str(quick or _needed(shapes, rule, SH.select)).replace("$this", "?this")
            alone = (rule, _SHAPE.ofOneArticle, None) in shapes
            yield Check(target, str(_needed(shapes, rule, SH.message)), select, alone)


def _target(shapes: Graph, shape: Node) -> str:
    """What a shape is about, as a pattern: the things of a class, or those that have one of some properties."""
    subjects_of = sorted(term.n3() for term in shapes.objects(shape, SH.targetSubjectsOf))
    if subjects_of:
        return f"?this {'|'.join(subjects_of)} ?any"
    return f"?this a/rdfs:subClassOf* {_needed(shapes, shape, SH.targetClass).n3()}"


def _patterns(shapes: Graph, rule: Node, path: str, target: str) -> Iterator[str]:
    """For each constraint of a property shape, what a node that breaks it matches."""
    for predicate, value in shapes.predicate_objects(rule):
        if predicate in (SH.path, SH.message):
            continue
        read = _CONSTRAINTS.get(URIRef(str(predicate)))
        if read is None:
            raise ValueError(f"shapes.ttl: {predicate} is a constraint that shapes.py does not read")
        yield read(path, _term(shapes, value), target)


def _needed(shapes: Graph, rule: Node, predicate: URIRef) -> Node:
    value = shapes.value(rule, predicate)
    if value is None:
        raise ValueError(f"shapes.ttl: a shape without {predicate}: {sorted(shapes.predicate_objects(rule))}")
    return value


def _term(shapes: Graph, value: Node) -> str:
    """A value as SPARQL; a list as its members with commas."""
    if (value, RDF.first, None) in shapes:
        return ", ".join(member.n3() for member in Collection(shapes, value))
    return value.n3()


# MINUS and GROUP BY, as Oxigraph plans them as one walk along an index each: a tenth of what FILTER NOT EXISTS and a
# join of a property with itself take.  Two properties are read by a walk each and joined in memory, as they stand in
# SELECTs of their own; looking up the one for each of the other takes ten times as long.


def _at_least(path: str, count: str, target: str) -> str:
    if count != _ONE:
        raise ValueError("shapes.ttl: only sh:minCount 1 is read")
    return f"{target} MINUS {{ ?this {path} ?value }}"


def _at_most(path: str, count: str, target: str) -> str:
    if count != _ONE:
        raise ValueError("shapes.ttl: only sh:maxCount 1 is read")
    many = f"SELECT ?this (COUNT(DISTINCT ?value) AS ?n) WHERE {{ ?this {path} ?value }} GROUP BY ?this"
    return f"{{ {many} }} FILTER(?n > 1)"


def _of_class(path: str, cls: str, target: str) -> str:
    return f"?this {path} ?value MINUS {{ ?value a/rdfs:subClassOf* {cls} }}"


def _kind_of_node(path: str, kind: str, target: str) -> str:
    if kind != SH.IRI.n3():
        raise ValueError("shapes.ttl: only sh:nodeKind sh:IRI is read")
    return f"?this {path} ?value FILTER(!isIRI(?value))"


def _shared_with(path: str, other: str, target: str) -> str:
    return f"{_apart(path, '?value')} {_apart(other, '?value')}"


def _value(condition: str) -> Callable[[str, str, str], str]:
    """A constraint on each value: `condition` of ?value, with `{}` for what the shape says."""
    return lambda path, given, target: f"?this {path} ?value FILTER(!({condition.format(given)}))"


def _pair(path: str, other: str, target: str) -> str:
    return f"{_apart(path, '?value')} {_apart(other, '?other')} FILTER(!(?value <= ?other))"


def _apart(path: str, value: str) -> str:
    return f"{{ SELECT ?this {value} WHERE {{ ?this {path} {value} }} }}"


_ONE = '"1"^^<http://www.w3.org/2001/XMLSchema#integer>'

# constraint → (path, what the shape says, target) → the pattern of a node that breaks it
_CONSTRAINTS: Mapping[URIRef, Callable[[str, str, str], str]] = {
    SH.minCount: _at_least,
    SH.maxCount: _at_most,
    SH["class"]: _of_class,
    SH.nodeKind: _kind_of_node,
    SH.datatype: _value("isLiteral(?value) && DATATYPE(?value) = {}"),
    SH["in"]: _value("?value IN ({})"),
    SH.pattern: _value("REGEX(STR(?value), {})"),
    SH.minInclusive: _value("?value >= {}"),
    SH.maxInclusive: _value("?value <= {}"),
    SH.lessThanOrEquals: _pair,
    SH.disjoint: _shared_with,
}
