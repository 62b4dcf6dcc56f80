"""Validation: does a store keep the rules of shapes.ttl?  Fast over whole stores, and by pySHACL for proof.

Knows the store through its queries.  Changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from .iris import article_from_iri, relation_from_iri, statement_from_iri
from .ontology import ontology_text
from .shapes import Check, load_checks, shapes_text
from .store import Store
from .vocabulary import DG, ID

__all__ = ["Report", "Violation", "validate"]


@dataclass(frozen=True, slots=True)
class Violation:
    """One broken rule.

    article, statement: ids, None where it is not about one.   sentence: of the statement.   thing: the node, short.
    message: the rule that is broken.
    """

    article: str | None
    statement: str | None
    sentence: str | None
    thing: str
    message: str

    def __str__(self) -> str:
        """One line: where, and the rule."""
        where = f"{self.article}: {self.thing}" if self.article is not None else self.thing
        return f"{where}: {self.message}" + (f" ({self.sentence!r})" if self.sentence else "")


@dataclass(frozen=True, slots=True)
class Report:
    """What validation found.   statements: how many were looked at.   proof: whether pySHACL looked at them too."""

    statements: int
    proof: bool
    violations: tuple[Violation, ...]

    @property
    def conforms(self) -> bool:
        """Whether no rule is broken."""
        return not self.violations


def validate(store: Store, *, proof: bool = False) -> Report:
    """Check every rule of shapes.ttl on a whole store.

    proof: have pySHACL check the same shapes as well; it holds all in memory, so for small stores.
    Returns the violations sorted, each once, whoever found it.
    """
    found = {(this, check.message) for check in load_checks() for this in _breaking(store, check)}
    violations = {_located(store, this, message) for this, message in found}
    violations |= set(_plain_triples_apart(store))
    violations |= {_located(store, row["this"].value, _ELSEWHERE) for row in _rows(store, _STRAYS)}
    if proof:
        violations |= {_located(store, this, message) for this, message in _proven(store)}
    ordered = sorted(violations, key=lambda v: (v.article or "", v.thing, v.message))
    return Report(store.stats().statements, proof, tuple(ordered))


# SHACL sees no graphs, so this rule is no shape.
_ELSEWHERE = "a statement stands in the graph of its article"
_STRAYS = "SELECT DISTINCT ?this WHERE { GRAPH ?g { ?this prov:hadPrimarySource ?article } FILTER(?article != ?g) }"


def _breaking(store: Store, check: Check) -> Iterator[str]:
    if check.of_one_article:  # looked at article by article below
        return
    for row in _rows(store, check.sparql):
        if _is_target(store, row["this"], check.target):
            yield row["this"].value


def _is_target(store: Store, node: ox.NamedNode, target: str) -> bool:
    return any(True for _ in _rows(store, f"SELECT ?this WHERE {{ {target} }} LIMIT 1", this=node))


def _plain_triples_apart(store: Store) -> Iterator[Violation]:
    """Plain triples without a statement in their own article, and statements without their plain triple there."""
    rules = [check for check in load_checks() if check.of_one_article]
    unfounded = next(check.message for check in rules if DG.Actor in check.target)
    missing = next(check.message for check in rules if DG.Statement in check.target)
    for row in _rows(store, _UNFOUNDED):
        subject, relation, thing = (row[name].value for name in "sro")
        short = f"{_short(subject)} {relation_from_iri(relation)} {_short(thing)}"
        yield Violation(article_from_iri(row["g"].value), None, None, short, unfounded)
    for row in _rows(store, _MISSING):
        yield _located(store, row["this"].value, missing)


def _in_graph(variables: str, pattern: str) -> str:
    return f"{{ SELECT ?g {variables} WHERE {{ GRAPH ?g {{ {pattern} }} }} }}"


# Each property is read by itself and joined in memory, as in shapes.py.
_STATED = " ".join(
    (
        _in_graph("?this", "?this dg:polarity dg:affirmed"),
        _in_graph("?this", "?this dg:modality dg:asserted"),
        *(_in_graph(f"?this ?{name[0]}", f"?this dg:{name} ?{name[0]}") for name in ("subject", "relation", "object")),
    )
)
_TURNED = _STATED.replace("?s ", "?x ").replace("?o ", "?s ").replace("?x ", "?o ")
_PLAIN = "{ SELECT ?g ?s ?r ?o WHERE { ?r a dg:Relation . GRAPH ?g { ?s ?r ?o } } }"
_SYMMETRIC = "{ SELECT ?r WHERE { ?r a owl:SymmetricProperty } }"
_MISSING = f"SELECT ?this WHERE {{ {_STATED} MINUS {{ {_PLAIN} }} }}"
_UNFOUNDED = (
    f"SELECT ?g ?s ?r ?o WHERE {{ {_PLAIN} MINUS {{ {{ SELECT ?g ?s ?r ?o WHERE {{ {_STATED} }} }} }} "
    f"MINUS {{ {{ SELECT ?g ?s ?r ?o WHERE {{ {_TURNED} {_SYMMETRIC} }} }} }} }}"
)


def _proven(store: Store) -> Iterator[tuple[str, str]]:
    """What pySHACL finds: node and message."""
    from pyshacl import validate as validate_shacl
    from rdflib import RDF, SH, Graph

    triples = "\n".join(f"{quad.triple} ." for quad in store.quads())
    _, results, _ = validate_shacl(
        Graph().parse(data=triples, format="nt").parse(data=ontology_text(), format="turtle"),
        shacl_graph=Graph().parse(data=shapes_text(), format="turtle"),
    )
    for result in results.subjects(RDF.type, SH.ValidationResult):
        yield str(results.value(result, SH.focusNode)), str(results.value(result, SH.resultMessage))


def _located(store: Store, this: str, message: str) -> Violation:
    """Name the article and the sentence of a node, where it has one."""
    statement = statement_from_iri(this)
    if statement is None:
        return Violation(article_from_iri(this), None, None, _short(this), message)
    graphs = _values(store, "SELECT ?value ?this WHERE { GRAPH ?value { ?this a dg:Statement } }", this)
    sentences = _values(store, "SELECT ?value ?this WHERE { GRAPH ?g { ?this dg:sentence ?value } }", this)
    article = article_from_iri(graphs[0]) if graphs else None
    return Violation(article, statement, sentences[0] if sentences else None, _short(this), message)


def _values(store: Store, sparql: str, this: str) -> list[str]:
    return sorted(row["value"].value for row in _rows(store, sparql, this=ox.NamedNode(this)))


def _rows(store: Store, sparql: str, **bindings: ox.NamedNode) -> Iterable[ox.QuerySolution]:
    results = store.query(sparql, timeout=None, bindings=bindings)
    if not isinstance(results, ox.QuerySolutions):
        raise TypeError(f"not a SELECT: {sparql}")
    return results


def _short(iri: str) -> str:
    return iri.removeprefix(ID)
