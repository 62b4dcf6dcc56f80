"""Terms: the vocabulary as pyoxigraph nodes, made once, as rdf.py writes twenty of them a statement.

Knows no relation and no position kind, and makes no IRI of a thing.
"""

from __future__ import annotations

import pyoxigraph as ox
from rdflib.namespace import DCTERMS, OWL, PROV, RDF, RDFS, SKOS, XSD

from .vocabulary import DG

# classes
ARTICLE = ox.NamedNode(DG.Article)
EXTRACTION = ox.NamedNode(DG.Extraction)
POSITION = ox.NamedNode(DG.Position)
STATEMENT = ox.NamedNode(DG.Statement)
TOPIC = ox.NamedNode(DG.Topic)

# of anything
TYPE = ox.NamedNode(RDF.type)
LABEL = ox.NamedNode(RDFS.label)
NOTATION = ox.NamedNode(SKOS.notation)
PREFERRED = ox.NamedNode(SKOS.prefLabel)

SAME_AS = ox.NamedNode(OWL.sameAs)

# of a statement
HAS_SUBJECT = ox.NamedNode(DG.subject)
HAS_RELATION = ox.NamedNode(DG.relation)
HAS_OBJECT = ox.NamedNode(DG.object)
HAS_TOPIC = ox.NamedNode(DG.topic)
POLARITY = ox.NamedNode(DG.polarity)
MODALITY = ox.NamedNode(DG.modality)
SPEAKER = ox.NamedNode(DG.speaker)
SPEAKER_MENTION = ox.NamedNode(DG.speakerMention)
CUE = ox.NamedNode(DG.cue)
FIRST_DAY = ox.NamedNode(DG.firstDay)
LAST_DAY = ox.NamedNode(DG.lastDay)
PRECISION = ox.NamedNode(DG.precision)
CONFIDENCE = ox.NamedNode(DG.confidence)
RULE = ox.NamedNode(DG.rule)
SENTENCE = ox.NamedNode(DG.sentence)
START = ox.NamedNode(DG.start)
END = ox.NamedNode(DG.end)
SUBJECT_MENTION = ox.NamedNode(DG.subjectMention)
SUBJECT_SPAN = ox.NamedNode(DG.subjectSpan)
OBJECT_MENTION = ox.NamedNode(DG.objectMention)
OBJECT_SPAN = ox.NamedNode(DG.objectSpan)
OBJECT_LABEL = ox.NamedNode(DG.objectLabel)
GENERATED_BY = ox.NamedNode(PROV.wasGeneratedBy)
PRIMARY_SOURCE = ox.NamedNode(PROV.hadPrimarySource)

# of a position
KIND = ox.NamedNode(DG.kind)
PARTY = ox.NamedNode(DG.party)

# of an article and of what read it
IDENTIFIER = ox.NamedNode(DCTERMS.identifier)
LANGUAGE = ox.NamedNode(DCTERMS.language)
ISSUED = ox.NamedNode(DCTERMS.issued)
TITLE = ox.NamedNode(DCTERMS.title)
OUTLET = ox.NamedNode(DG.outlet)
URL = ox.NamedNode(DG.url)
DIGEST = ox.NamedNode(DG.digest)
PIPELINE = ox.NamedNode(DG.pipeline)
VERSION = ox.NamedNode(DG.version)
USED = ox.NamedNode(PROV.used)

# of the summary
DUE_TO = ox.NamedNode(DG.dueTo)
EXCHANGES = ox.NamedNode(DG.exchanges)

# of the ontology
VERSION_INFO = ox.NamedNode(OWL.versionInfo)

# datatypes
ANY_URI = ox.NamedNode(XSD.anyURI)
DATE = ox.NamedNode(XSD.date)
