"""The ontology is sane OWL: each term declared once, named and defined in both languages, with its ends stated."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, Namespace, URIRef

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "ontology.ttl").read_text(encoding="utf-8")
DG = Namespace("https://w3id.org/diplograph/ontology#")
ONTOLOGY = URIRef("https://w3id.org/diplograph/ontology")
PROPERTIES = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
LANGUAGES = {"en", "id"}


@pytest.fixture(scope="module")
def g() -> Graph:
    return Graph().parse(data=TEXT, format="turtle")


def own(g: Graph, *types: URIRef) -> list[URIRef]:
    found = {term for kind in types for term in g.subjects(RDF.type, kind)}
    return sorted(term for term in found if isinstance(term, URIRef) and term in DG)


def languages(g: Graph, term: URIRef, predicate: URIRef) -> list[str | None]:
    return sorted(literal.language for literal in g.objects(term, predicate))


def declared(g: Graph) -> list[URIRef]:
    return sorted({term for term in g.subjects() if isinstance(term, URIRef) and term in DG})


def test_it_is_an_ontology_with_a_version(g):
    version = str(g.value(ONTOLOGY, OWL.versionInfo))

    assert (ONTOLOGY, RDF.type, OWL.Ontology) in g
    assert URIRef(f"{ONTOLOGY}/{version}") == g.value(ONTOLOGY, OWL.versionIRI)


def test_every_term_is_named_once_and_defined_once_in_each_language(g):
    wrong = [
        (term, predicate)
        for term in declared(g)
        for predicate in (RDFS.label, SKOS.definition)
        if languages(g, term, predicate) != sorted(LANGUAGES)
    ]

    assert wrong == []


def test_every_property_has_one_domain_and_one_range(g):
    wrong = [
        term
        for term in own(g, *PROPERTIES)
        if len(list(g.objects(term, RDFS.domain))) != 1 or len(list(g.objects(term, RDFS.range))) != 1
    ]

    assert wrong == []


def test_every_term_has_a_type(g):
    assert [term for term in declared(g) if (term, RDF.type, None) not in g] == []


def test_every_own_term_that_is_spoken_of_is_declared(g):
    spoken = {term for triple in g for term in triple if isinstance(term, URIRef) and term in DG}

    assert spoken - set(declared(g)) == set()


def test_each_term_is_the_subject_of_one_block_of_the_file():
    blocks = Counter(re.findall(r"^(dg:[\w-]+)\s", TEXT, re.MULTILINE))

    assert [term for term, count in blocks.items() if count > 1] == []


def test_no_name_differs_from_another_only_in_its_case(g):
    names = Counter(str(term).lower() for term in declared(g))
    # A property and the class of its values: dg:topic and dg:Topic.
    pairs = {str(term).lower() for term in own(g, OWL.Class)}

    assert [name for name, count in names.items() if count > 1 and name not in pairs] == []


def test_nothing_is_both_a_class_and_a_property_and_an_individual(g):
    kinds = [set(own(g, OWL.Class)), set(own(g, *PROPERTIES)), set(own(g, OWL.NamedIndividual, SKOS.Concept))]

    assert Counter(term for kind in kinds for term in kind).most_common(1)[0][1] == 1


def test_an_inverse_turns_domain_and_range_round(g):
    wrong = [
        (term, inverse)
        for term, inverse in g.subject_objects(OWL.inverseOf)
        if g.value(term, RDFS.domain) != g.value(inverse, RDFS.range)
        or g.value(term, RDFS.range) != g.value(inverse, RDFS.domain)
    ]

    assert wrong == []


def test_a_symmetric_relation_has_the_same_at_both_ends_and_no_inverse(g):
    symmetric = own(g, OWL.SymmetricProperty)

    assert [term for term in symmetric if g.value(term, RDFS.domain) != g.value(term, RDFS.range)] == []
    assert [term for term in symmetric if (term, OWL.inverseOf, None) in g] == []


@pytest.mark.parametrize("predicate", ["sign", "plover", "cameo"])
def test_every_relation_says_its_sign_and_its_place_among_the_codes(g, predicate):
    assert [term for term in own(g, DG.Relation) if (term, DG[predicate], None) not in g] == []


def test_only_relations_have_a_sign(g):
    assert set(own(g, DG.Relation)) == set(g.subjects(DG.sign))


def test_every_kind_says_its_name_and_how_a_position_is_called(g):
    kinds = own(g, DG.PositionKind)

    assert [k for k in kinds if str(k).rpartition("kind-")[2] != str(g.value(k, SKOS.notation))] == []
    assert [k for k in kinds if languages(g, k, DG.template) != sorted(LANGUAGES)] == []
    assert [k for k in kinds if languages(g, k, SKOS.prefLabel) != sorted(LANGUAGES)] == []
    assert [t for k in kinds for t in g.objects(k, DG.template) if "{parties}" not in t] == []
