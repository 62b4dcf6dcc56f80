"""IRIs: from stable ids, percent-encoded, and back.  The only file that makes them; rdf.py hands them on.

Knows pyoxigraph's terms and no store.
"""

from __future__ import annotations

import re
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
    "counted_at",
    "due_iri",
    "example_iri",
    "extraction_iri",
    "individual_iri",
    "kind_iri",
    "local_name",
    "nanopub_iri",
    "on_from_iri",
    "on_iri",
    "pair_from_iri",
    "pair_iri",
    "position_from_iri",
    "position_iri",
    "relation_from_iri",
    "relation_iri",
    "said_from_iri",
    "said_iri",
    "stance_from_iri",
    "stance_iri",
    "statement_from_iri",
    "statement_iri",
    "summary_pattern",
    "tally_from_iri",
    "tally_iri",
    "topic_from_iri",
    "topic_iri",
]

_KIND = f"{ONTOLOGY}#kind-"
_POSITION = f"{ID}position/"
_SAFE = re.compile(r"[A-Za-z0-9_~-]+")
_DUE = f"{ID}due/"
_ANY = "-"  # where a tally is of all topics; none is called so


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


def nanopub_iri(statement_id: str, part: str) -> ox.NamedNode:
    """The IRI of the nanopublication of a statement, or of a part of it ("" for the whole)."""
    whole = _thing("nanopub", statement_id).value
    return ox.NamedNode(f"{whole}#{part}" if part else whole)


def said_iri(subject: str, sense: str) -> ox.NamedNode:
    """The IRI of what an actor says in a sense; each of its properties, a tally, says how often what is said."""
    return _node("said", subject, sense)


def tally_iri(relation: str, topic: str | None, thing: str) -> ox.NamedNode:
    """The IRI of the number of statements of a relation to an object, itself an IRI, on a topic, None: whatever it is.

    >>> tally_iri("supports", "trade", position_iri("peace", ("ARM", "AZE")).value).value
    'https://w3id.org/diplograph/id/tally/supports/trade/position/peace/ARM+AZE'
    """
    return _of_thing("tally", thing, relation, topic or _ANY)


def stance_iri(subject: str, attitude: str, sense: str, *, on_actors: bool) -> ox.NamedNode:
    """The IRI of an actor's attitude to positions or to other actors; each of its properties says how often to what."""
    return _node("tie" if on_actors else "attitude", subject, attitude, sense)


def on_iri(thing: str) -> ox.NamedNode:
    """The IRI of the number of statements of an attitude to an object, itself an IRI."""
    return _of_thing("on", thing)


def example_iri(relation: str, thing: str) -> ox.NamedNode:
    """The IRI of the property that leads to the statements of a relation to an object, itself an IRI."""
    return _of_thing("example", thing, relation)


def pair_iri(one: str, other: str) -> ox.NamedNode:
    """The IRI of what counts the statements between two actors, whichever is named first."""
    return _node("pair", *sorted((one, other)))


def due_iri(node: str) -> str:
    """The IRI of what is to be added to the numbers of a node of the summary.

    >>> due_iri("https://w3id.org/diplograph/id/pair/ARM/AZE")
    'https://w3id.org/diplograph/id/due/pair/ARM/AZE'
    """
    return f"{_DUE}{node.removeprefix(ID)}"


def counted_at(node: str) -> str:
    """The IRI of a node of the summary to which something is due, or is, if nothing is due, its own."""
    return ID + node.removeprefix(_DUE) if node.startswith(_DUE) else node


def summary_pattern() -> str:
    """A regular expression for the nodes of the summary, of older schema versions too."""
    return f"^{ID}(said|attitude|tie|pair|due|tally)/"


def said_from_iri(iri: str) -> tuple[str, str]:
    """Subject and sense of what is said, or of what is due to it."""
    subject, sense = _steps(iri)
    return subject, sense


def tally_from_iri(iri: str) -> tuple[str, str | None, str]:
    """Relation, topic and object (an IRI) of a tally."""
    _, relation, topic, thing = iri[len(ID) :].split("/", 3)
    return unquote(relation), None if topic == _ANY else unquote(topic), ID + thing


def stance_from_iri(iri: str) -> tuple[str, str, str]:
    """Subject, attitude and sense of a stance or a tie, or of what is due to it."""
    subject, attitude, sense = _steps(iri)
    return subject, attitude, sense


def on_from_iri(iri: str) -> str:
    """The object, an IRI, of an attitude."""
    return ID + iri.removeprefix(f"{ID}on/")


def pair_from_iri(iri: str) -> tuple[str, str]:
    """The two actors of a pair, sorted, or of what is due to it."""
    one, other = _steps(iri)
    return one, other


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


def local_name(iri: str) -> str:
    """The name of an ontology term."""
    return iri.rpartition("#")[2]


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


def _of_thing(kind: str, thing: str, *steps: str) -> ox.NamedNode:
    """The object stands last, as its own IRI has it, so that it can be read back whatever its parts are."""
    return ox.NamedNode(ID + "/".join((kind, *map(_encoded, steps), thing.removeprefix(ID))))


def _node(kind: str, *steps: str) -> ox.NamedNode:
    return ox.NamedNode(ID + "/".join((kind, *map(_encoded, steps))))


def _steps(iri: str) -> tuple[str, ...]:
    _, *steps = iri.removeprefix(_DUE).removeprefix(ID).split("/")
    return tuple(unquote(step) if "%" in step else step for step in steps)


def _name(iri: str, kind: str) -> str | None:
    start = f"{ID}{kind}/"
    return unquote(iri.removeprefix(start)) if iri.startswith(start) else None


def _encoded(text: str) -> str:
    """Percent-encode all but letters, digits and -_~; a dot only where a path could take it for "this folder"."""
    if _SAFE.fullmatch(text):  # most are: a tenth of the price
        return text
    quoted = quote(text, safe="")
    return quoted if quoted.strip(".") else quoted.replace(".", "%2E")
