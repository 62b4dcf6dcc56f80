"""Mentions: every place where a sentence names an actor, and the way through the tree from one token to another.

Where slots.py asks what stands in a slot, this asks what stands anywhere.  Knows no relation and no word.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from .actors import Cast, Ref
from .trees import Tree

__all__ = ["Mention", "Mentions", "Way"]

_PLACE = "place"
_PERSON = "person"
_INSIDE = "inside"  # the grade of a name in a phrase that does not act for it: "Iraqi rebels"
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "NUM", "X"})
_PART = frozenset({"mod", "flat", "poss"})
_REFERRING = frozenset({"agent", "people"})
_MOST_CLIMB = 4


@dataclass(frozen=True, slots=True)
class Mention:
    """An actor where a sentence names it.   head: token of the name; top: head of the whole phrase ("troops")."""

    ref: Ref
    head: int
    top: int


@dataclass(frozen=True, slots=True)
class Way:
    """The way from one token to another.

    up: tokens left on the way up; top: the turn; down: tokens to the end.   length: steps.
    """

    up: tuple[int, ...]
    top: int
    down: tuple[int, ...]
    length: int


@dataclass(frozen=True)
class Mentions:
    """The mentions of a sentence and the ways between its tokens."""

    cast: Cast

    @cached_property
    def all(self) -> tuple[Mention, ...]:
        """Every mention, in the order of its token."""
        return tuple(_find(self.cast))

    @cached_property
    def actors(self) -> frozenset[str]:
        """Every actor that is mentioned."""
        return frozenset(mention.ref.actor for mention in self.all)

    @cached_property
    def _ways(self) -> dict[tuple[int, int], Way]:
        return {}

    def way(self, start: int, end: int) -> Way:
        """The way from one token to another."""
        way = self._ways.get((start, end))
        if way is None:
            way = self._ways[start, end] = _way(self.cast.tree, start, end)
        return way


def _find(cast: Cast) -> Iterator[Mention]:
    tree, pronouns = cast.tree, cast.pack.cues.pronouns
    seen: set[tuple[int, str]] = set()
    for i in range(len(tree.words)):
        if i in cast.names:
            for match in cast.names[i]:
                is_led = match.sort == _PERSON and any(cast.groups_of(j) for j in range(match.start, match.end))
                if match.sort != _PLACE and not is_led and (match.start, match.actor) not in seen:
                    seen.add((match.start, match.actor))
                    yield _named(cast, match.start, match.end, match.actor)
        elif tree.forms[i] in pronouns or i in tree.clitics:
            yield from (Mention(Ref(code, "coref", i, i + 1), i, i) for code in cast.pronoun(i))
        else:  # "the ministry", "pasukannya"
            alone = [ref for ref in cast.single(i) if ref.grade in _REFERRING and (ref.start, ref.end) == (i, i + 1)]
            yield from (Mention(ref, i, i) for ref in alone)


def _named(cast: Cast, start: int, end: int, actor: str) -> Mention:
    """A name with the phrase that it stands in: 'the foreign ministry of X'."""
    tree, inside = cast.tree, range(start, end)
    head = next((i for i in inside if tree.heads[i] not in inside or tree.heads[i] == i), start)
    top = head
    for _ in range(_MOST_CLIMB):
        above, role = tree.heads[top], tree.roles[top]
        is_part = role in _PART or (role == "nmod" and tree.cases[top] in cast.pack.cues.of_cases)
        if above == top or not is_part or tree.tags[above] not in _NOMINAL:
            break
        top = above
    meant = next((ref for ref in cast.single(top) if ref.actor == actor), None)
    return Mention(meant or Ref(actor, _INSIDE, start, end), head, top)


def _way(tree: Tree, start: int, end: int) -> Way:
    up, down = [start, *tree.ancestors(start)], [end, *tree.ancestors(end)]
    steps = {token: step for step, token in enumerate(up)}
    turn = next((step for step, token in enumerate(down) if token in steps), len(down) - 1)
    top = down[turn]
    left, reached = tuple(up[: steps.get(top, len(up) - 1)]), tuple(reversed(down[:turn]))
    return Way(left, top, reached, len(left) + len(reached))
