"""Homes: whom a phrase without a name stands for in its sentence: 'the army' against a named group, 'the two rivals'.

Knows no relation and no word of any language.
"""

from __future__ import annotations

from collections.abc import Iterable

from .actors import Cast, Ref

__all__ = ["HOME", "home", "two"]

HOME = "home"  # the grade by which a rule asks for it
_STATE = "State"
_GROUP = "Group"
_PLACE = "place"
_PART = frozenset({"mod", "flat", "poss", "nmod"})
_MAX_CLIMB = 3


def home(cast: Cast, token: int, foes: Iterable[str]) -> list[Ref]:
    """The only state that a sentence names, for a phrase that acts for a state and names none; empty if in doubt.

    foes: who is on the other side: groups, or there is no telling whose army it is.
    """
    tree, cues = cast.tree, cast.pack.cues
    others = list(foes)
    if not others or any(cast.type_of(code) != _GROUP for code in others):
        return []
    beside = list(tree.of_role(token, "mod", "flat", "nmod", "poss"))
    if not any(tree.is_word(i, cues.forces) for i in (token, *beside)) or cast.below(token):
        return []
    if any(tree.is_word(i, cues.foreigners) for i in (token, *beside)) or token in tree.clitics:
        return []
    named = {m.actor for i, found in cast.names.items() for m in found if _tells(cast, i, m.sort, others)}
    states = [code for code in named if cast.type_of(code) == _STATE]
    return [Ref(states[0], "coref", token, token + 1)] if len(states) == 1 else []


def _tells(cast: Cast, token: int, sort: str, foes: list[str]) -> bool:
    """Whether a name may be that of the state: no place, and no part of the name of its foe: 'the X group Y'."""
    if sort == _PLACE:
        return False
    tree, top = cast.tree, token
    for _ in range(_MAX_CLIMB):
        if tree.roles[top] not in _PART or tree.cases[top]:
            break
        top = tree.heads[top]
    inside = {m.actor for i in (top, *tree.children[top]) for m in cast.names.get(i, ())}
    return inside.isdisjoint(foes)


def two(cast: Cast) -> tuple[str, ...]:
    """The two actors of one type, groups or states, whom the sentence names without a third: 'the rivals'."""
    named = dict.fromkeys(m.actor for i in sorted(cast.names) for m in cast.names[i] if m.sort != _PLACE)
    for sort in (_GROUP, _STATE):
        found = tuple(code for code in named if cast.type_of(code) == sort)
        if len(found) == 2:
            return found
    return ()
