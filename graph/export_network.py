"""Statements as a network file: GraphML and GEXF, one edge a statement with all that is known of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, indent, tostring

from ..extractors.model import Actor, Position, Schema, Statement

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["to_gexf", "to_graphml", "to_multigraph"]

# What XML 1.0 has no way to write, even escaped.
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def to_multigraph(statements: Iterable[Statement], schema: Schema) -> nx.MultiDiGraph[str]:
    """Return actors and positions as nodes, each statement as an edge from subject to object, keyed by its id.

    sign of an edge: that of its relation where the text affirms and asserts it, else 0, so that a program that only
    looks at signs draws no conclusion from a denial or a plan.   Absent values have no attribute.
    """
    import networkx as nx

    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    ordered = sorted(statements, key=lambda s: (s.published.isoformat() if s.published else "", s.doc, s.start, s.id))
    things = {s.subject.id: s.subject for s in ordered} | {s.object_key: s.object for s in ordered}
    for key in sorted(things):
        network.add_node(_writable(key), **_present(_of_thing(things[key], schema)))
    for s in ordered:
        network.add_edge(
            _writable(s.subject.id), _writable(s.object_key), key=s.id, **_present(_of_statement(s, schema))
        )
    return network


def to_graphml(statements: Iterable[Statement], schema: Schema) -> str:
    """Return the network as GraphML."""
    from networkx.readwrite.graphml import GraphMLWriter

    # Not nx.write_graphml: its output depends on whether lxml is installed.
    return _document(GraphMLWriter(to_multigraph(statements, schema)).xml)


def to_gexf(statements: Iterable[Statement], schema: Schema) -> str:
    """Return the network as GEXF."""
    from networkx.readwrite.gexf import GEXFWriter

    writer = GEXFWriter(to_multigraph(statements, schema), version="1.2draft")
    for meta in writer.xml.iter("meta"):
        meta.attrib.pop("lastmodifieddate", None)  # today: the same store would give another file tomorrow
    return _document(writer.xml)


def _document(root: Element) -> str:
    """An XML tree as text, its letters as they are: networkx writes '&#233;' for each that is not ASCII."""
    indent(root)
    return f"<?xml version='1.0' encoding='utf-8'?>\n{tostring(root, encoding='unicode')}\n"


def _of_thing(thing: Actor | Position, schema: Schema) -> Mapping[str, object]:
    if isinstance(thing, Actor):
        return {"label": thing.label, "type": thing.type}
    kind = schema.kinds.get(thing.kind)
    label = kind.phrase(", ".join(thing.parties)) if kind else thing.label
    return {"label": label, "type": "Position", "kind": thing.kind, "parties": "+".join(thing.parties)}


def _of_statement(statement: Statement, schema: Schema) -> Mapping[str, object]:
    relation, said = schema.relations.get(statement.relation), statement.attribution
    return {
        "id": statement.id,
        "label": relation.label("en") if relation else statement.relation,
        "relation": statement.relation,
        "sign": relation.sign if relation and statement.is_plain else 0,
        "symmetric": relation is not None and relation.symmetric,
        "attitude": relation.attitude if relation else None,
        "plover": relation.plover if relation else None,
        "topic": statement.topic,
        "polarity": statement.polarity.value,
        "modality": statement.modality.value,
        "speaker": said.speaker if said else None,
        "speaker_mention": said.mention if said else None,
        "cue": said.cue if said else None,
        "date": statement.when.text if statement.when else None,
        "confidence": round(statement.confidence, 4),
        "rule": statement.rule,
        "article": statement.doc,
        "published": statement.published.isoformat() if statement.published else None,
        "language": statement.lang,
        "sentence": statement.sentence,
        "first": statement.start,
        "last": statement.end,
        "subject_mention": statement.subject_mention.text,
        "object_mention": statement.object_mention.text,
    }


def _present(values: Mapping[str, object]) -> dict[str, object]:
    return {
        name: _writable(value) if isinstance(value, str) else value
        for name, value in values.items()
        if value is not None
    }


def _writable(text: str) -> str:
    return _UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", text)
