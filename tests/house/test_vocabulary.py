"""The vocabulary is the ontology's: what code, shapes, queries and pages name is declared, and the other way round."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path

import pytest
from diplograph.extractors.model import Modality, Polarity, Precision
from diplograph.graph.ontology import load_schema
from diplograph.graph.vocabulary import DG
from rdflib import OWL, RDF, Graph, Namespace, URIRef
from rdflib.collection import Collection

ROOT = Path(__file__).parents[2]
NS = Namespace("https://w3id.org/diplograph/ontology#")
NAMING = sorted(
    [
        *(ROOT / "graph").glob("*.py"),
        *(ROOT / "graph").glob("*.ttl"),
        *(ROOT / "graph" / "queries").glob("*.rq"),
        *(ROOT / "docs").glob("*.md"),
        ROOT / "topics.ttl",
        ROOT / "cli.py",
        ROOT / "README.md",
    ]
)


@pytest.fixture(scope="module")
def g() -> Graph:
    return Graph().parse(ROOT / "ontology.ttl", format="turtle")


def declared(g: Graph) -> set[str]:
    return {str(term).rpartition("#")[2] for term in g.subjects() if isinstance(term, URIRef) and term in NS}


def test_the_closed_namespace_is_what_is_declared_but_relations_inverses_and_kinds(g):
    inverses = {str(term).rpartition("#")[2] for term in g.objects(None, OWL.inverseOf)}
    kinds = {str(term).rpartition("#")[2] for term in g.subjects(RDF.type, NS.PositionKind)}

    assert declared(g) - {*load_schema().relations} - inverses - kinds == set(DG.__annotations__)


def test_the_namespace_is_closed():
    with pytest.raises(AttributeError):
        _ = DG.noSuchTerm


@pytest.mark.parametrize(
    ("values", "cls"), [(Polarity, NS.Polarity), (Modality, NS.Modality), (Precision, NS.Precision)]
)
def test_the_members_of_a_closed_list_are_the_values_in_code(g, values: type[StrEnum], cls):
    listed = {str(term) for term in Collection(g, g.value(cls, OWL.oneOf))}

    assert {str(NS[value]) for value in values} == listed == {str(term) for term in g.subjects(RDF.type, cls)}


@pytest.mark.parametrize("path", NAMING, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_term_that_a_file_names_is_declared(g, path: Path):
    if not path.exists():
        pytest.fail(f"{path} is gone")
    named = set(re.findall(r"\bdg:([A-Za-z][\w-]*)", path.read_text(encoding="utf-8")))

    assert named - declared(g) == set()
