"""Triggers: which rules a word may trigger, and whether what they need stands in the slots around it.

Fills no role: relations.py does.
"""

from __future__ import annotations

from collections.abc import Iterator

from .actors import Cast
from .charges import blamed, speakers
from .fillers import Filler
from .rules import Rule
from .slots import fillers

__all__ = ["fillers_at", "fits", "rules_at"]

_ANY = "*"
_ORGANISATION = "Organization"
_NEAR = 6  # tokens


def rules_at(cast: Cast, trigger: int) -> Iterator[tuple[str, Rule]]:
    """The rules that a token may trigger, with the part of speech under which each does."""
    tree, pack = cast.tree, cast.pack
    tag = tree.tags[trigger]
    keys = {tree.lemmas[trigger], tree.forms[trigger]}
    parts = (
        ("verb", pack.by_verb, tag in {"VERB", "AUX"}),
        ("noun", pack.by_noun, tag in {"NOUN", "PROPN", "X"}),
        ("adj", pack.by_adj, tag in {"ADJ", "ADV", "NOUN", "VERB"}),
    )
    for part, index, is_tagged in parts:
        if not is_tagged and any(other and any(key in table for key in keys) for _, table, other in parts):
            continue  # the tag decides between two readings; without a second one, the tag may be wrong
        if not is_tagged and (part == "verb") == (tree.lemmas[trigger] == tree.forms[trigger]):
            continue
        seen: set[str] = set()
        for key in sorted(keys):
            for rule in index.get(key, ()):
                if rule.id not in seen:
                    seen.add(rule.id)
                    yield part, rule


def fits(cast: Cast, trigger: int, rule: Rule) -> bool:
    """Whether what a rule needs stands around its trigger, and nothing that it lacks."""
    tree = cast.tree
    for slot, words in rule.needs.items():
        held = fillers_at(cast, trigger, slot)
        if not held if _ANY in words else not any(_holds(cast, f.token, words) for f in held):
            return False
    if rule.body and not any(_is_body(cast, f.token) for slot in rule.subject for f in fillers_at(cast, trigger, slot)):
        return False
    for slot, words in rule.lacks.items():
        if _ANY in words and fillers_at(cast, trigger, slot):
            return False
        if any(_holds(cast, f.token, words) for f in fillers_at(cast, trigger, slot)):
            return False
    if not rule.near and not rule.apart:
        return True
    beside = [
        *tree.children[trigger],
        tree.heads[trigger],
        *range(max(0, trigger - 2), min(len(tree.words), trigger + 3)),
    ]
    if any(tree.is_word(i, rule.apart) for i in beside if i != trigger):
        return False
    return not rule.near or any(tree.is_word(i, rule.near) for i in beside if i != trigger)


def _is_body(cast: Cast, token: int) -> bool:
    return any(cast.type_of(ref.actor) == _ORGANISATION for ref in cast.at(token))


def fillers_at(cast: Cast, trigger: int, slot: str) -> list[Filler]:
    """What fills a slot of a trigger; none if nothing does."""
    if slot == "mod":
        # "pasukan AS dan Irak": a name that is coordinated with the noun itself is one more modifier of it
        shared = [Filler(c) for c in cast.tree.of_role(trigger, "conj") if c in cast.names]
        return fillers(cast.tree, trigger, slot, cast.pack) + shared
    if slot == "prt":
        return [Filler(child) for child in cast.tree.of_role(trigger, "prt", "advmod", "case")]
    match slot:
        case "speaker":
            return speakers(cast, trigger)
        case "blamed":
            return blamed(cast, trigger)
        case "deed":
            return blamed(cast, trigger, deed=True)
        case "remiss":
            return blamed(cast, trigger, remiss=True)
    return fillers(cast.tree, trigger, slot, cast.pack)


def _holds(cast: Cast, token: int, words: frozenset[str]) -> bool:
    """Whether a noun or one of its own modifiers is one of some words: 'dollars in aid', 'nuclear activities'."""
    tree = cast.tree
    beside = [c for c in tree.of_role(token, "mod", "flat", "nmod", "advmod", "det") if abs(c - token) <= _NEAR]
    return any(tree.is_word(i, words) for i in (token, *beside, *(c for c in tree.of_role(token, "conj"))))
