"""Scenes: where an act was and whom it reached, where its own phrase does not say so.

Knows no actor, no relation and no word of any language.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .clauses import objects, subjects, topics
from .fillers import Filler, shared_via
from .trees import Tree

if TYPE_CHECKING:
    from .rules import LanguagePack

__all__ = ["authors", "beside", "receivers", "scenes"]

_CASED = frozenset({"obl", "nmod", "agent", "obj"})
_NOMINAL = frozenset({"NOUN", "PROPN"})
_BESIDE = frozenset({"appos", "flat", "mod", "subj", "passubj", "obj", "root", "conj", "obl", "nmod"})
_MAX_CLIMB = 4
_THE = frozenset({"DET", "PUNCT"})


def receivers(tree: Tree, noun: int, pack: LanguagePack) -> list[Filler]:
    """Whom a noun's act reaches: 'Iran faces sanctions', 'X was hit by a raid', 'ten of X died in the strike'."""
    head, role = tree.heads[noun], tree.roles[noun]
    suffers = tree.is_word(head, pack.cues.suffers)
    if not tree.is_verbal(head) and not suffers:
        is_joined = role == "nmod" and tree.is_word(head, pack.nouns.through)
        return receivers(tree, head, pack) if is_joined else []  # "after years of sanctions"
    if role in {"obj", "obl"} and tree.is_word(head, pack.cues.receives):
        return shared_via(subjects(tree, head, pack), "received")
    by_it = role == "agent" or (role in {"obl", "nmod"} and tree.cases[noun] in pack.cues.causes)
    if not by_it or not (suffers or head in tree.passive):
        return []
    return shared_via(objects(tree, head, pack) if head in tree.passive else topics(tree, head, pack), "received")


def authors(tree: Tree, noun: int, pack: LanguagePack) -> list[Filler]:
    """Who is behind an act: 'the network behind the attack', 'X was behind the attack'."""
    head = tree.heads[noun]
    if tree.roles[noun] not in _CASED or tree.cases[noun] not in pack.cues.authors:
        return []
    return shared_via(subjects(tree, head, pack), "accompanying") if tree.is_verbal(head) else [Filler(head, "noun")]


def scenes(tree: Tree, trigger: int, pack: LanguagePack) -> list[Filler]:
    """The nearest named place on the way up from a trigger: 'the dead in X since the Y-led invasion'."""
    below = trigger
    for above, _ in zip(tree.ancestors(trigger), range(_MAX_CLIMB), strict=False):
        found = [place for c in tree.children[above] if c != below for place in _places(tree, c, pack)]
        if found:
            return [Filler(place, "scene") for place in found]
        below = above
    return []


def _places(tree: Tree, i: int, pack: LanguagePack) -> list[int]:
    """A place named at a phrase, or right below it: 'in X', 'the dead in X'."""
    if _is_place(tree, i, pack):
        return [i]
    if tree.is_verbal(i):
        return []
    return [c for c in tree.children[i] if _is_place(tree, c, pack)]


def _is_place(tree: Tree, i: int, pack: LanguagePack) -> bool:
    is_cased = tree.roles[i] in _CASED and tree.cases[i] in pack.cues.scenes and tree.tags[i] in _NOMINAL
    return is_cased and tree.words[i][:1].isupper() and not tree.is_word(i, pack.cues.times)


def beside(tree: Tree, noun: int) -> list[Filler]:
    """The name right behind a noun, with nothing but an article or comma between, however it hangs."""
    i = noun + 1
    while i < len(tree.words) and tree.tags[i] in _THE:
        i += 1
    while i < len(tree.words) and tree.roles[i] == "mod" and noun < i < tree.heads[i]:
        i = tree.heads[i]
    is_free = i < len(tree.words) and not tree.cases[i] and tree.tags[i] == "PROPN" and tree.roles[i] in _BESIDE
    return [Filler(i, "adjacent")] if is_free else []
