"""N-Triples: the terms of an article as text; the same few come again and again.  Knows no statement and no store."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

import pyoxigraph as ox

from . import terms as t
from .iris import actor_iri, individual_iri, position_iri, relation_iri, topic_iri

__all__ = [
    "actor_term",
    "day_term",
    "individual_term",
    "language_tag",
    "number_term",
    "position_term",
    "relation_term",
    "text_term",
    "topic_term",
]

_LANGUAGE_TAG = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_ESCAPED = re.compile(r'["\\\x00-\x1f\x7f]')


@lru_cache(maxsize=4096)
def actor_term(code: str) -> str:
    """The IRI of an actor."""
    return f"{actor_iri(code)}"


@lru_cache(maxsize=4096)
def position_term(kind: str, parties: tuple[str, ...]) -> str:
    """The IRI of a position."""
    return f"{position_iri(kind, parties)}"


@lru_cache(maxsize=256)
def relation_term(name: str) -> str:
    """The IRI of a relation.  Raises ValueError as relation_iri."""
    return f"{relation_iri(name)}"


@lru_cache(maxsize=64)
def individual_term(value: str) -> str:
    """The IRI of a member of a closed list."""
    return f"{individual_iri(value)}"


@lru_cache(maxsize=4096)
def day_term(day: date) -> str:
    """A day."""
    return f'"{day.isoformat()}"^^{t.DATE}'


@lru_cache(maxsize=64)
def language_tag(tag: str) -> str:
    """A language as a tag.  Raises ValueError for what is none."""
    if not _LANGUAGE_TAG.fullmatch(tag):
        raise ValueError(f"{tag!r} is no language tag")
    return tag.lower()


@lru_cache(maxsize=1024)
def number_term(number: float) -> str:
    """A number that need not be whole."""
    return f"{ox.Literal(float(number))}"


@lru_cache(maxsize=1024)
def topic_term(slug: str) -> str:
    """The IRI of a topic."""
    return f"{topic_iri(slug)}"


def text_term(text: str) -> str:
    """A text; Oxigraph escapes what is in it."""
    if _ESCAPED.search(text):
        return f"{ox.Literal(text)}"
    return f'"{text}"'
