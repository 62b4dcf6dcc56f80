"""Offices: who holds which in an article, so that 'the minister' and a surname later in it stand for their state.

An article introduces them beside their state: 'the Norwegian foreign minister, Espen Barth Eide'.  Abstains when torn.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .actors import Cast

__all__ = ["Office", "held", "introduced", "offices_of"]

_STATE = "State"
_ACTING = "agent"
_NAMING = frozenset({"mod", "flat", "appos"})


@dataclass(frozen=True, slots=True)
class Office:
    """An office that an article has named with its state.   words: what modifies its noun, names left out."""

    noun: str
    words: frozenset[str]
    actor: str


def offices_of(cast: Cast) -> Iterator[Office]:
    """The offices that a sentence names with their states: 'the Norwegian foreign minister'."""
    for token, actor in _holders(cast):
        if _is_office(cast, token):
            yield Office(cast.tree.lemmas[token], _words(cast, token), actor)


def held(cast: Cast, token: int, offices: Iterable[Office]) -> tuple[str, ...]:
    """Whose office a noun without a name means: that of the one state whose like office the article has named."""
    noun, words = cast.tree.lemmas[token], _words(cast, token)
    found = {o.actor for o in offices if o.noun == noun and words <= o.words}
    return tuple(found) if len(found) == 1 else ()


def introduced(cast: Cast) -> Iterator[tuple[str, str]]:
    """(surname, actor) of each person whom a sentence names beside an office and its state."""
    for token, actor in _holders(cast):
        run = _person(cast, token)
        if run:
            yield cast.tree.words[run[-1]], actor


def _person(cast: Cast, token: int) -> list[int]:
    """The tokens of a person's name behind an office and its state; of a phrase that the name heads, from there on."""
    tree = cast.tree
    inside = {token, *(i for c in tree.children[token] if tree.roles[c] != "conj" for i in tree.subtree(c))}
    begin = token if not _is_office(cast, token) else max([token, *(i for i in inside if i in cast.names)]) + 1
    run: list[int] = []
    for i in range(begin, max(inside) + 1):
        is_name = i in inside and tree.tags[i] == "PROPN" and tree.words[i][:1].isupper() and i not in cast.names
        if is_name and not _is_office(cast, i) and not tree.is_word(i, cast.pack.cues.days):
            run.append(i)
        elif run or tree.words[i] != ",":
            break
    heads = [i for i in run if tree.heads[i] not in run]
    return run if all(i == token or (tree.roles[i] in _NAMING and not tree.cases[i]) for i in heads) else []


def _holders(cast: Cast) -> Iterator[tuple[int, str]]:
    """The heads of phrases that act for one state, which they name: offices, and persons with their office."""
    tree = cast.tree
    for token in range(len(tree.words)):
        is_person = tree.tags[token] == "PROPN" and tree.words[token][:1].isupper()
        if token in cast.names or token in tree.plurals or not (is_person or _is_office(cast, token)):
            continue
        refs = [ref for ref in cast.single(token) if ref.grade == _ACTING and ref.end - ref.start > 1]
        if len(refs) == 1 and cast.type_of(refs[0].actor) == _STATE:
            yield token, refs[0].actor


def _is_office(cast: Cast, token: int) -> bool:
    nouns = cast.pack.nouns
    return cast.tree.is_word(token, nouns.agents) and not cast.tree.is_word(token, nouns.outsiders)


def _words(cast: Cast, token: int) -> frozenset[str]:
    """What modifies a noun of office, names left out."""
    tree = cast.tree
    return frozenset(tree.lemmas[c] for c in tree.of_role(token, "mod", "flat") if c not in cast.names)
