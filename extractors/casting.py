"""Casting: the names of a sentence, token by token, make its cast.  What a phrase stands for is for actors.py."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import pairwise

from .actors import HOLE, Cast, distinct_matches
from .model import Actor
from .names import ArticleNames, NameMatch, NameTable
from .rules import LanguagePack
from .trees import Tree

__all__ = ["read_cast"]

_BLOCKED = "blocked"


def read_cast(
    tree: Tree,
    *,
    table: NameTable | ArticleNames,
    pack: LanguagePack,
    actors: Mapping[str, Actor],
    published: date | None,
    pronoun: Callable[[int], tuple[str, ...]],
    sides: tuple[str, ...] = (),
    holes: Sequence[tuple[int, int]] = (),
) -> Cast:
    """Find the names of a sentence and make its cast.

    holes: token stretches that stand for the unknown actor of a question ("which countries").
    """
    matches = [match for match in table.matches(tree.words, published) if match.sort != _BLOCKED]
    matches += [NameMatch(start, end, HOLE, "name") for start, end in holes]
    names: dict[int, tuple[NameMatch, ...]] = {}
    for match in matches:
        for token in range(match.start, match.end):
            names[token] = (*names.get(token, ()), match)
    _pair_joined(tree, matches, names, pack.cues.joins)
    _pair_inside_words(tree, table, published, names)
    return Cast(tree, pack, actors, names, pronoun, sides)


def _pair_joined(
    tree: Tree, matches: list[NameMatch], names: dict[int, tuple[NameMatch, ...]], joins: frozenset[str]
) -> None:
    """'Israeli-Palestinian' in three tokens, 'Azerbaijan vs Armenia': both names stand at both ends."""
    ordered = sorted(matches, key=lambda match: match.start)
    for left, right in pairwise(ordered):
        if right.start == left.end + 1 and tree.forms[left.end] in joins:
            for token in range(left.start, right.end):
                names[token] = tuple(distinct_matches((*names.get(token, ()), left, right)))


def _pair_inside_words(
    tree: Tree, table: NameTable | ArticleNames, published: date | None, names: dict[int, tuple[NameMatch, ...]]
) -> None:
    """'Armenia-Azerbaijan' in one token: both names stand there."""
    for token, word in enumerate(tree.words):
        if token in names or "-" not in word:
            continue
        parts = [part for part in word.split("-") if part]
        found = [match for part in parts for match in table.matches([part], published) if match.sort != _BLOCKED]
        if len(found) == len(parts) >= 2:
            names[token] = tuple(NameMatch(token, token + 1, match.actor, match.sort) for match in found)
