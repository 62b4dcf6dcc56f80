"""IRIs: from stable ids, percent-encoded, and back.  The only file that makes them; rdf.py hands them on.

Knows pyoxigraph's terms and no store.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote, unquote

import pyoxigraph as ox

from ..extractors.model import Provenance
from .ontology import load_schema
from .vocabulary import ID, ONTOLOGY

__all__ = [
    "actor_iri",
    "article_from_iri",
    "article_iri",
    "class_iri",
    "code_from_iri",
    "extraction_iri",
    "individual_iri",
    "kind_from_iri",
    "kind_iri",
    "position_from_iri",
    "position_iri",
    "relation_from_iri",
    "relation_iri",
    "statement_from_iri",
    "statement_iri",
    "topic_from_iri",
    "topic_iri",
]

_KIND = f"{ONTOLOGY}#kind-"
_POSITION = f"{ID}position/"


def actor_iri(code: str) -> ox.NamedNode:
    """The IRI of an actor.

    >>> actor_iri("PAK").value
    'https://w3id.org/diplograph/id/actor/PAK'
    """
    return _thing("actor", code)


def article_iri(article_id: str) -> ox.NamedNode:
    """The IRI of an article, which is also the name of its graph; any text is an id.

    >>> article_iri("2024/05 a+b").value
    'https://w3id.org/diplograph/id/article/2024%2F05%20a%2Bb'
    """
    return _thing("article", article_id)


def statement_iri(statement_id: str) -> ox.NamedNode:
    """The IRI of a statement."""
    return _thing("statement", statement_id)


def topic_iri(slug: str) -> ox.NamedNode:
    """The IRI of a topic."""
    return _thing("topic", slug)


def position_iri(kind: str, parties: Sequence[str]) -> ox.NamedNode:
    """The IRI of the one node that stands for a kind and its parties, in whatever order they are given.

    >>> position_iri("peace", ("AZE", "ARM")).value
    'https://w3id.org/diplograph/id/position/peace/ARM+AZE'
    """
    path = f"position/{_encoded(kind)}"
    return ox.NamedNode(ID + path + ("/" + "+".join(_encoded(p) for p in sorted(set(parties))) if parties else ""))


def relation_iri(name: str) -> ox.NamedNode:
    """The IRI of a relation of ontology.ttl.  Raises ValueError for a name that it does not declare."""
    if name not in load_schema().relations:
        raise ValueError(f"no relation {name!r} in ontology.ttl")
    return ox.NamedNode(f"{ONTOLOGY}#{name}")


def class_iri(name: str) -> ox.NamedNode:
    """The IRI of a class of ontology.ttl: the type of an actor."""
    return ox.NamedNode(f"{ONTOLOGY}#{name}")


def individual_iri(value: str) -> ox.NamedNode:
    """The IRI of a member of a closed list: a polarity, a modality, a precision."""
    return ox.NamedNode(f"{ONTOLOGY}#{value}")


def extraction_iri(provenance: Provenance) -> ox.NamedNode:
    """The IRI of the work of one pipeline under one version of this program."""
    return _thing("extraction", f"{provenance.pipeline}@{provenance.version}")


def kind_iri(name: str) -> ox.NamedNode:
    """The IRI of a position kind of ontology.ttl.  Raises ValueError for a name that it does not declare."""
    if name not in load_schema().kinds:
        raise ValueError(f"no position kind {name!r} in ontology.ttl")
    return ox.NamedNode(_KIND + name)


def code_from_iri(iri: str) -> str | None:
    """The actor's code, None if the IRI is not an actor's."""
    return _name(iri, "actor")


def article_from_iri(iri: str) -> str | None:
    """The article's id, None if the IRI is not an article's."""
    return _name(iri, "article")


def statement_from_iri(iri: str) -> str | None:
    """The statement's id, None if the IRI is not a statement's."""
    return _name(iri, "statement")


def topic_from_iri(iri: str) -> str | None:
    """The topic's slug, None if the IRI is not a topic's."""
    return _name(iri, "topic")


def relation_from_iri(iri: str) -> str | None:
    """The relation's name, None if the IRI is not a relation of ontology.ttl."""
    name = iri.removeprefix(ONTOLOGY + "#")
    return name if name in load_schema().relations else None


def kind_from_iri(iri: str) -> str | None:
    """The kind's name, None if the IRI is not a position kind of ontology.ttl."""
    name = iri.removeprefix(_KIND)
    return name if name in load_schema().kinds else None


def position_from_iri(iri: str) -> tuple[str, tuple[str, ...]] | None:
    """The kind and the parties, None if the IRI is not a position's.

    >>> position_from_iri("https://w3id.org/diplograph/id/position/peace/ARM+AZE")
    ('peace', ('ARM', 'AZE'))
    """
    if not iri.startswith(_POSITION):
        return None
    kind, _, parties = iri.removeprefix(_POSITION).partition("/")
    return unquote(kind), tuple(unquote(party) for party in parties.split("+")) if parties else ()


def _thing(kind: str, name: str) -> ox.NamedNode:
    return ox.NamedNode(f"{ID}{kind}/{_encoded(name)}")


def _name(iri: str, kind: str) -> str | None:
    start = f"{ID}{kind}/"
    return unquote(iri.removeprefix(start)) if iri.startswith(start) else None


def _encoded(text: str) -> str:
    """Percent-encode all but letters, digits and -_~; a dot only where a path could take it for "this folder"."""
    quoted = quote(text, safe="")
    return quoted if quoted.strip(".") else quoted.replace(".", "%2E")
