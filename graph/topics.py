"""Topics: topics.ttl to names in every language, read once.  Knows no store."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import pyoxigraph as ox

__all__ = ["topic_label"]

_SKOS = "http://www.w3.org/2004/02/skos/core#"


def topic_label(slug: str, lang: str) -> str | None:
    """Return what `lang` calls a topic, None for a topic or a language that topics.ttl does not have.

    >>> topic_label("nagorno-karabakh", "en"), topic_label("no-such-topic", "en")
    ('Nagorno-Karabakh', None)
    """
    return _labels().get((slug, lang))


@cache
def _labels() -> Mapping[tuple[str, str], str]:
    text = files(__package__.rpartition(".")[0]).joinpath("topics.ttl").read_text(encoding="utf-8")
    slugs: dict[object, str] = {}
    labels: list[tuple[object, ox.Literal]] = []
    for triple in ox.parse(text, format=ox.RdfFormat.TURTLE):
        if isinstance(triple.object, ox.Literal) and triple.predicate.value == _SKOS + "notation":
            slugs[triple.subject] = triple.object.value
        elif isinstance(triple.object, ox.Literal) and triple.predicate.value == _SKOS + "prefLabel":
            labels.append((triple.subject, triple.object))
    return {(slugs[topic], label.language or ""): label.value for topic, label in labels if topic in slugs}
