"""Sources: how many independent articles say something; wire copy counts once.  Knows no store.

Two articles are one source if a sentence of one stands word for word in the other, or if they come from one outlet and
their sentences are nearly the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from ..extractors.model import Statement

__all__ = ["independent_sources", "source_groups"]

_WORDS = re.compile(r"\w+")
_NEAR = 0.8  # share of words that two sentences of one outlet have in common to be one report

Outlets = Mapping[str, str | None]  # article id → name of its outlet, None if unknown


def independent_sources(statements: Iterable[Statement], outlets: Outlets) -> int:
    """Return how many independent articles the statements come from; 0 for none.

    outlets: an article that is missing counts as one of an unknown outlet.
    """
    return len(source_groups(statements, outlets))


def source_groups(statements: Iterable[Statement], outlets: Outlets) -> tuple[tuple[str, ...], ...]:
    """Return the article ids that are one source each, sorted."""
    said: dict[str, set[tuple[str, ...]]] = {}
    for statement in statements:
        said.setdefault(statement.doc, set()).add(tuple(_WORDS.findall(statement.sentence.casefold())))
    leader = {doc: doc for doc in said}

    def find(doc: str) -> str:
        while leader[doc] != doc:
            doc = leader[doc]
        return doc

    def join(docs: Sequence[str]) -> None:
        first = find(docs[0])
        for doc in docs[1:]:
            leader[find(doc)] = first

    for docs in _sharing_a_sentence(said):
        join(docs)
    for one, other in _of_one_outlet(said, outlets):
        if find(one) != find(other) and any(_are_near(a, b) for a in said[one] for b in said[other]):
            join((one, other))
    groups: dict[str, list[str]] = {}
    for doc in sorted(said):
        groups.setdefault(find(doc), []).append(doc)
    return tuple(sorted(tuple(group) for group in groups.values()))


def _sharing_a_sentence(said: Mapping[str, set[tuple[str, ...]]]) -> Iterable[Sequence[str]]:
    docs: dict[tuple[str, ...], list[str]] = {}
    for doc in sorted(said):
        for sentence in said[doc]:
            docs.setdefault(sentence, []).append(doc)
    return docs.values()


def _of_one_outlet(said: Mapping[str, object], outlets: Outlets) -> Iterable[tuple[str, str]]:
    docs: dict[str, list[str]] = {}
    for doc in sorted(said):
        outlet = outlets.get(doc)
        if outlet is not None:
            docs.setdefault(outlet, []).append(doc)
    return (pair for group in docs.values() for pair in combinations(group, 2))


def _are_near(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    a, b = set(one), set(other)
    return len(a & b) >= _NEAR * len(a | b)
