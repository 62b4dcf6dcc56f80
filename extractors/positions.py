"""Positions: what an actor can back or oppose, read from a noun phrase or from a clause.

'the sovereignty of Azerbaijan' is a noun phrase, 'to withdraw its troops' a clause; both come out as (kind, parties).
Abstains where the text does not say whose it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from .actors import Cast
from .clauses import objects, subjects
from .fillers import follows
from .rules import KindRule
from .slots import fillers
from .trees import Tree

__all__ = ["Holding", "PositionRef", "read_clause", "read_noun", "read_position", "sides_of"]

_MAX_DEPTH = 4
_CLOSE = 6  # tokens
_WIDEST = 12  # tokens from the head of a position to the end of its mention
_BELOW = frozenset({"nmod", "acl", "xcomp", "ccomp"})
_PARTY_SLOTS = ("poss", "mod", "agent")
_PARTS = frozenset({"mod", "flat", "poss", "conj"})
_DOERS = frozenset({"subj", "passubj", "agent"})


@dataclass(frozen=True, slots=True)
class PositionRef:
    """A position as a sentence refers to it; start, end: token positions of its phrase, half open."""

    kind: str
    parties: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Holding:
    """Who takes a position, as far as the words leave it to be understood whose it is.

    holders: it may be their own where no other party is named ("agreed to a ceasefire").   doers: who takes it.
    apart: it is a matter of others than those who do what a clause says ("X tries to end the war between Y and Z").
    nobody: it may have no parties ("opposes an attack on X", whoever attacks).
    """

    holders: tuple[str, ...] = ()
    doers: tuple[str, ...] = ()
    apart: bool = False
    nobody: bool = False


def read_position(cast: Cast, token: int, holding: Holding, depth: int = 0) -> PositionRef | None:
    """Read the phrase or clause at a token as a position, looking through 'a plan for', 'efforts to'.
    Returns None where it is no position, or nobody's.
    """
    if depth > _MAX_DEPTH:
        return None
    tree = cast.tree
    if tree.is_verbal(token):
        return None if _is_refused(cast, token) else read_clause(cast, token, holding, depth)
    found = read_noun(cast, token, holding, weak=False)
    if found or tree.is_word(token, cast.pack.cues.reversing):
        return found
    owners = _owners(cast, token)
    inner = replace(holding, holders=owners if owners and not holding.apart else holding.holders, nobody=False)
    for child in tree.children[token]:
        is_purpose = tree.roles[child] == "advcl" and child in tree.infinitives  # "a plan to withdraw", misread
        if (
            tree.roles[child] in _BELOW
            or is_purpose
            or (tree.roles[child] == "mod" and tree.tags[child] in {"NOUN", "VERB"})
        ):
            found = read_position(cast, child, inner, depth + 1)
            if found:
                return PositionRef(found.kind, found.parties, min(token, found.start), max(token + 1, found.end))
    return read_noun(cast, token, holding, weak=True)


def _is_refused(cast: Cast, verb: int) -> bool:
    """Whether a clause is what should not be: 'not to attack'."""
    cues = cast.pack.cues
    return any(cast.tree.is_word(child, cues.negators) for child in cast.tree.of_role(verb, "neg", "advmod", "mark"))


def read_noun(cast: Cast, token: int, holding: Holding, *, weak: bool) -> PositionRef | None:
    """Read one noun with its own modifiers as a position.   weak: by the rules of nouns that say little alone."""
    tree = cast.tree
    for rule in cast.pack.kinds_at(tree.forms[token], tree.lemmas[token], verbal=False):
        if rule.weak is not weak:
            continue
        if _has_near(cast.tree, token, rule.near) and not _is_beside(cast.tree, token, rule.apart):
            parties = _parties(cast, token, rule, holding) or _implied(cast, token, rule, holding)
            if (parties or (rule.nobody and holding.nobody)) and not (
                rule.foreign and set(parties) <= {*holding.holders}
            ):
                return _ref(cast.tree, token, rule.kind, parties)
    return None


def _implied(cast: Cast, token: int, rule: KindRule, holding: Holding) -> tuple[str, ...]:
    """Whom the words mean without naming them beside the position: the best known, the article's, the holder."""
    named = cast.codes.intersection(rule.fixed)
    if rule.fixed and (not rule.present or (named if rule.present == "any" else len(named) == len(rule.fixed))):
        return rule.fixed
    found = (cast.sides or _coupled(cast, token)) if rule.sides else ()
    if not found and rule.rest and holding.doers:
        others = [code for code in cast.codes.difference(holding.doers) if _acts(cast, code)]
        found = tuple(others) if len(others) == 1 else ()
    return found or (tuple(holding.holders) if rule.own else ())


def _owners(cast: Cast, noun: int) -> tuple[str, ...]:
    """Whose a plan or effort is: 'X's efforts in the war on terrorism' are X's war."""
    held = [f.token for part in ("poss", "mod") for f in fillers(cast.tree, noun, part, cast.pack)]
    return tuple(dict.fromkeys(ref.actor for i in held for ref in cast.at(i)))


def _acts(cast: Cast, code: str) -> bool:
    """Whether an actor does anything in a sentence: 'Iraqi waters' are no word of what Iraq does."""
    tree = cast.tree
    tokens = [i for i, matches in cast.names.items() if any(match.actor == code for match in matches)]
    tops = [_top(tree, i) for i in tokens]
    return any(tree.roles[i] in _DOERS or tree.cases[i] in cast.pack.cues.agent_cases for i in tops)


def _top(tree: Tree, token: int) -> int:
    """The head of the phrase that a name is a part of."""
    while tree.roles[token] in _PARTS and tree.heads[token] != token:
        token = tree.heads[token]
    return token


def _coupled(cast: Cast, token: int) -> tuple[str, ...]:
    """The only two set side by side before a token, and not as doers: 'met X and Y leaders to revive peace talks'."""
    tree, pairs = cast.tree, set[tuple[str, ...]]()
    for i in cast.names:
        members = [i, tree.heads[i]] if tree.roles[i] == "conj" else [i]
        codes = {match.actor for k in members for match in cast.names.get(k, ())} & cast.codes
        top = _top(tree, i)
        is_one = top != i and cast.grade(top) == "agent" and (len(members) == 1 or top not in tree.plurals)
        is_body = is_one and not (cast.pack.postposed and len(members) > 1)  # "the X-Y government"
        if len(codes) == 2 and i < token and tree.roles[top] != "subj" and not is_body:
            pairs.add(tuple(sorted(codes)))
    return pairs.pop() if len(pairs) == 1 else ()


def read_clause(cast: Cast, verb: int, holding: Holding, depth: int = 0) -> PositionRef | None:
    """Read a clause ('to recognise Israel', 'halt enrichment') as a position."""
    tree, pack = cast.tree, cast.pack
    done_to = [filler.token for filler in objects(tree, verb, pack)]
    behind = tree.of_role(verb, "obl", "prt")  # "crack down on militants"
    for rule in pack.kinds_at(tree.forms[verb], tree.lemmas[verb], verbal=True):
        if rule.obj and not any(_mentions(tree, token, rule.obj) for token in [*done_to, *behind]):
            continue
        parties = _clause_parties(cast, verb, rule, done_to, holding)
        if parties:
            return _ref(tree, verb, rule.kind, parties)
    if tree.is_word(verb, pack.cues.promotes):
        aims = [child for child in tree.of_role(verb, "advcl") if child in tree.infinitives and child > verb]
        below = [*(done_to or tree.of_role(verb, "obl")), *tree.of_role(verb, "xcomp", "attr"), *aims]
        for token in below:
            found = read_position(cast, token, holding, depth + 1)
            if found:
                return PositionRef(found.kind, found.parties, min(verb, found.start), max(verb + 1, found.end))
    return None


def sides_of(cast: Cast, token: int) -> tuple[str, ...]:
    """The two or more whom 'between' sets side by side below a token; empty where it names fewer."""
    cases = "|".join(sorted(cast.pack.cues.mutual_cases))
    found = {ref.actor for f in fillers(cast.tree, token, cases, cast.pack) for ref in cast.at(f.token)}
    return tuple(sorted(found)) if len(found) > 1 else ()


def _clause_parties(cast: Cast, verb: int, rule: KindRule, done_to: list[int], holding: Holding) -> tuple[str, ...]:
    # "called on all parties in X to …" is about X
    doers = [ref.actor for f in subjects(cast.tree, verb, cast.pack) for ref in cast.at(f.token) or cast.below(f.token)]
    named = [ref.actor for token in done_to for ref in cast.below(token)]
    if verb in cast.tree.passive and not doers:
        doers = named  # "called for the force to be deployed": the force's
    match rule.whose:
        case "subject":
            # "end Iran's enrichment" is Iran's, whoever is asked to
            own = [ref.actor for token in done_to for ref in cast.at(token)]  # "a force in Darfur" is not Sudan's
            found = (
                [code for code in own if rule.obj]
                or doers
                or [code for code in named if rule.obj]
                or list(holding.holders)
            )
        case "doer":
            found = doers or list(holding.holders)  # whoever is named as its target
        case "object":
            # "must recognise its right to exist, said X": X's, not that of who is to do so
            found = [code for code in named if code not in doers] or (list(holding.doers) if named else [])
        case "both":
            found = _both(cast, verb, doers or list(holding.holders), done_to, rule, apart=holding.apart)
            found = found or (list(cast.sides) if rule.sides else [])
        case _:
            found = list(_implied(cast, verb, rule, holding))
    return tuple(sorted(set(found)))


def _both(cast: Cast, verb: int, doers: list[str], done_to: list[int], rule: KindRule, *, apart: bool) -> list[str]:
    """The sides of a clause: those of "between", else its doer, whom its object names and whom it is done with.

    apart: the doer is none of them; there are none if it is done with somebody.
    """
    sides = [side for token in done_to for side in sides_of(cast, token)]
    if sides:
        return sides
    named = [ref.actor for token in done_to for ref in cast.below(token)]
    if not named:  # "to defuse the crisis in X", hung on the verb
        named = [code for token in done_to for code in _parties(cast, token, rule, Holding())] if rule.parties else []
    cases = "|".join(sorted(cast.pack.cues.partners))
    partners = [ref.actor for f in fillers(cast.tree, verb, cases, cast.pack) for ref in cast.at(f.token)]
    if apart:
        return [] if partners else named
    return [*doers, *named, *partners]


def _parties(cast: Cast, token: int, rule: KindRule, holding: Holding) -> tuple[str, ...]:
    """The actors in the first of the rule's slots that holds any."""
    tree, pack = cast.tree, cast.pack
    for slot in rule.parties or _PARTY_SLOTS:
        # "poss+to": "X's accession to Y" is of both
        held = [f.token for part in slot.split("+") for f in fillers(tree, token, part, pack) if f.via != "verb's"]
        found = [ref.actor for i in held for ref in cast.below(i)]
        inside = [c for i in held for c in (i, *tree.of_role(i, "nmod"))]
        if found and rule.sides and any(tree.cases[i] in pack.cues.partners for i in inside):
            found += (
                () if holding.apart else holding.doers
            )  # "ready for talks with X": talks of both; those "between X and Y" are theirs alone
        if found:
            return tuple(sorted(set(found)))
    return ()


def _has_near(tree: Tree, token: int, near: frozenset[str]) -> bool:
    """Whether a noun's phrase holds one of some words: before it, after it, or as its head's other half."""
    if not near:
        return True
    if any(tree.is_word(i, near) for i in tree.subtree(token) if i != token and abs(i - token) <= _CLOSE):
        return True
    # "the war on terrorism", hung elsewhere
    behind = range(token + 1, min(len(tree.words), token + 4))
    return any(tree.is_word(i, near) and tree.cases[i] and follows(tree, i, token) for i in behind)


def _is_beside(tree: Tree, token: int, words: frozenset[str]) -> bool:
    """Whether one of some words stands close to a token, whatever the parser hangs it on."""
    beside = range(max(0, token - _CLOSE), min(len(tree.words), token + _CLOSE + 1))
    return bool(words) and any(tree.is_word(i, words) for i in beside)


def _mentions(tree: Tree, token: int, words: frozenset[str]) -> bool:
    """Whether a phrase holds one of some words, what relative clauses tell of it left out."""
    told = {i for c in tree.of_role(token, "relcl") for i in tree.subtree(c)}
    return any(tree.is_word(i, words) for i in tree.subtree(token) if abs(i - token) <= 8 and i not in told)


def _ref(tree: Tree, token: int, kind: str, parties: Iterable[str]) -> PositionRef:
    inside = [i for i in tree.subtree(token) if tree.roles[i] not in {"relcl", "punct", "conj", "advcl", "parataxis"}]
    near = [token, *(i for i in inside if abs(i - token) <= _WIDEST)]
    return PositionRef(kind, tuple(sorted(set(parties))), min(near), max(near) + 1)
