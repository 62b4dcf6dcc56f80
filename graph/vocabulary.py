"""Vocabulary: the structural terms of ontology.ttl that code names, as a closed namespace.

Knows no relation and no position kind: those are read by ontology.py.  tests/house keeps this list and the file equal.
"""

from __future__ import annotations

from rdflib.namespace import DefinedNamespace, Namespace
from rdflib.term import URIRef

__all__ = ["DG", "ID", "ONTOLOGY"]

ONTOLOGY = "https://w3id.org/diplograph/ontology"  # the ontology itself, and the graph that holds it in a store
ID = "https://w3id.org/diplograph/id/"  # things: actors, articles, statements, positions, topics


class DG(DefinedNamespace):
    """The terms of ontology.ttl that are neither a relation, nor the inverse of one, nor a position kind."""

    _fail = True
    _NS = Namespace(ONTOLOGY + "#")

    # classes
    Actor: URIRef
    Article: URIRef
    Attitude: URIRef
    Extraction: URIRef
    Group: URIRef
    Modality: URIRef
    Organization: URIRef
    Participant: URIRef
    Polarity: URIRef
    Position: URIRef
    PositionKind: URIRef
    Precision: URIRef
    Relation: URIRef
    State: URIRef
    Statement: URIRef
    Tally: URIRef
    Topic: URIRef

    # individuals of the closed lists
    affirmed: URIRef
    asserted: URIRef
    backing: URIRef
    callingFor: URIRef  # noqa: N815  (the names of the ontology)
    day: URIRef
    denied: URIRef
    intended: URIRef
    month: URIRef
    negated: URIRef
    opposing: URIRef
    year: URIRef

    # properties
    attitude: URIRef
    cameo: URIRef
    confidence: URIRef
    cue: URIRef
    digest: URIRef
    dueTo: URIRef  # noqa: N815
    end: URIRef
    exchanges: URIRef
    favours: URIRef
    firstDay: URIRef  # noqa: N815
    kind: URIRef
    lastDay: URIRef  # noqa: N815
    modality: URIRef
    object: URIRef
    objectLabel: URIRef  # noqa: N815
    objectMention: URIRef  # noqa: N815
    objectSpan: URIRef  # noqa: N815
    outlet: URIRef
    party: URIRef
    pipeline: URIRef
    plover: URIRef
    polarity: URIRef
    precision: URIRef
    relatesTo: URIRef  # noqa: N815
    relation: URIRef
    rule: URIRef
    sentence: URIRef
    sign: URIRef
    speaker: URIRef
    speakerMention: URIRef  # noqa: N815
    start: URIRef
    subject: URIRef
    subjectMention: URIRef  # noqa: N815
    subjectSpan: URIRef  # noqa: N815
    template: URIRef
    topic: URIRef
    url: URIRef
    version: URIRef

    # the scheme that holds the position kinds
    positionKinds: URIRef  # noqa: N815
