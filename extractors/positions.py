"""Positions: what an actor can back or oppose, read from a noun phrase or from a clause.

'the sovereignty of Azerbaijan' is a noun phrase, 'to withdraw its troops' a clause; both come out as (kind, parties).
Abstains where the text does not say whose it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .actors import Cast
from .clauses import objects, subjects
from .rules import KindRule
from .slots import fillers
from .trees import Tree

__all__ = ["PositionRef", "read_clause", "read_noun", "read_position"]

_MAX_DEPTH = 4
_CLOSE = 6  # tokens
_WIDEST = 12  # tokens from the head of a position to the end of its mention
_BELOW = frozenset({"nmod", "acl", "xcomp", "ccomp"})
_PARTY_SLOTS = ("poss", "mod", "agent")


@dataclass(frozen=True, slots=True)
class PositionRef:
    """A position as a sentence refers to it; start, end: token positions of its phrase, half open."""

    kind: str
    parties: tuple[str, ...]
    start: int
    end: int


def read_position(cast: Cast, token: int, holders: Iterable[str], depth: int = 0) -> PositionRef | None:
    """Read the phrase or clause at a token as a position, looking through 'a plan for', 'efforts to'.

    holders: the actors who hold it: where no other party is named it may be their own ("agreed to a ceasefire").
    Returns None where it is no position, or nobody's.
    """
    if depth > _MAX_DEPTH:
        return None
    tree = cast.tree
    if tree.is_verbal(token):
        return None if _is_refused(cast, token) else read_clause(cast, token, holders, depth)
    found = read_noun(cast, token, holders, weak=False)
    if found or tree.is_word(token, cast.pack.cues.reversing):
        return found
    for child in tree.children[token]:
        is_purpose = tree.roles[child] == "advcl" and child in tree.infinitives  # "a plan to withdraw", misread
        if (
            tree.roles[child] in _BELOW
            or is_purpose
            or (tree.roles[child] == "mod" and tree.tags[child] in {"NOUN", "VERB"})
        ):
            found = read_position(cast, child, holders, depth + 1)
            if found:
                return PositionRef(found.kind, found.parties, min(token, found.start), max(token + 1, found.end))
    return read_noun(cast, token, holders, weak=True)


def _is_refused(cast: Cast, verb: int) -> bool:
    """Whether a clause is what should not be: 'not to attack'."""
    cues = cast.pack.cues
    return any(cast.tree.is_word(child, cues.negators) for child in cast.tree.of_role(verb, "neg", "advmod", "mark"))


def read_noun(cast: Cast, token: int, holders: Iterable[str], *, weak: bool) -> PositionRef | None:
    """Read one noun with its own modifiers as a position.   weak: by the rules of nouns that say little alone."""
    tree = cast.tree
    for rule in cast.pack.kinds_at(tree.forms[token], tree.lemmas[token], verbal=False):
        if rule.weak is not weak:
            continue
        if _has_near(cast.tree, token, rule.near) and not _is_beside(cast.tree, token, rule.apart):
            parties = _parties(cast, token, rule, holders) or rule.fixed or (cast.sides if rule.sides else ())
            parties = parties or (tuple(holders) if rule.own else ())
            if parties and not (rule.foreign and set(parties) <= set(holders)):
                return _ref(cast.tree, token, rule.kind, parties)
    return None


def read_clause(cast: Cast, verb: int, holders: Iterable[str], depth: int = 0) -> PositionRef | None:
    """Read a clause ('to recognise Israel', 'halt enrichment') as a position."""
    tree, pack = cast.tree, cast.pack
    done_to = [filler.token for filler in objects(tree, verb, pack)]
    behind = tree.of_role(verb, "obl", "prt")  # "crack down on militants"
    for rule in pack.kinds_at(tree.forms[verb], tree.lemmas[verb], verbal=True):
        if rule.obj and not any(_mentions(tree, token, rule.obj) for token in [*done_to, *behind]):
            continue
        parties = _clause_parties(cast, verb, rule, done_to, holders)
        if parties:
            return _ref(tree, verb, rule.kind, parties)
    if tree.is_word(verb, pack.cues.promotes):
        below = [*(done_to or tree.of_role(verb, "obl")), *tree.of_role(verb, "xcomp", "attr")]
        for token in below:
            found = read_position(cast, token, holders, depth + 1)
            if found:
                return PositionRef(found.kind, found.parties, min(verb, found.start), max(verb + 1, found.end))
    return None


def _clause_parties(
    cast: Cast, verb: int, rule: KindRule, done_to: list[int], holders: Iterable[str]
) -> tuple[str, ...]:
    # "called on all parties in X to …" is about X
    doers = [ref.actor for f in subjects(cast.tree, verb, cast.pack) for ref in cast.at(f.token) or cast.below(f.token)]
    named = [ref.actor for token in done_to for ref in cast.below(token)]
    if verb in cast.tree.passive and not doers:
        doers = named  # "called for the force to be deployed": the force's
    match rule.whose:
        case "subject":
            # "end Iran's enrichment" is Iran's, whoever is asked to
            own = [ref.actor for token in done_to for ref in cast.at(token)]  # "a force in Darfur" is not Sudan's
            found = [code for code in own if rule.obj] or doers or [code for code in named if rule.obj] or list(holders)
        case "doer":
            found = doers or list(holders)  # whoever is named as its target
        case "object":
            found = named
        case "both":
            partners = fillers(cast.tree, verb, "|".join(sorted(cast.pack.cues.partners)), cast.pack)
            found = [*(doers or holders), *named, *(ref.actor for f in partners for ref in cast.at(f.token))]
        case _:
            found = list(rule.fixed)
    return tuple(sorted(set(found)))


def _parties(cast: Cast, token: int, rule: KindRule, holders: Iterable[str]) -> tuple[str, ...]:
    """The actors in the first of the rule's slots that holds any."""
    tree, pack = cast.tree, cast.pack
    for slot in rule.parties or _PARTY_SLOTS:
        # "poss+to": "X's accession to Y" is of both
        held = [f.token for part in slot.split("+") for f in fillers(tree, token, part, pack) if f.via != "verb's"]
        found = [ref.actor for i in held for ref in cast.below(i)]
        if found and rule.sides and any(tree.cases[i] in pack.cues.partners for i in held):
            found += holders  # "ready for talks with X": talks of both; those "between X and Y" are theirs alone
        if found:
            return tuple(sorted(set(found)))
    return ()


def _has_near(tree: Tree, token: int, near: frozenset[str]) -> bool:
    """Whether a noun's phrase holds one of some words: before it, after it, or as its head's other half."""
    if not near:
        return True
    return any(tree.is_word(i, near) for i in tree.subtree(token) if i != token and abs(i - token) <= _CLOSE)


def _is_beside(tree: Tree, token: int, words: frozenset[str]) -> bool:
    """Whether one of some words stands close to a token, whatever the parser hangs it on."""
    beside = range(max(0, token - _CLOSE), min(len(tree.words), token + _CLOSE + 1))
    return bool(words) and any(tree.is_word(i, words) for i in beside)


def _mentions(tree: Tree, token: int, words: frozenset[str]) -> bool:
    return any(tree.is_word(i, words) for i in tree.subtree(token) if abs(i - token) <= 8)


def _ref(tree: Tree, token: int, kind: str, parties: Iterable[str]) -> PositionRef:
    inside = [i for i in tree.subtree(token) if tree.roles[i] not in {"relcl", "punct", "conj", "advcl", "parataxis"}]
    near = [token, *(i for i in inside if abs(i - token) <= _WIDEST)]
    return PositionRef(kind, tuple(sorted(set(parties))), min(near), max(near) + 1)
