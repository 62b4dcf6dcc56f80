"""Relations: trigger words with their roles filled make candidates (who, relation, what).

A candidate says only what the rule found; whether the text asserts, denies or plans it is for context.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, permutations

from .actors import Cast, Ref
from .fillers import Filler
from .homes import HOME, home, two
from .positions import Holding, PositionRef, read_position, sides_of
from .rules import Rule
from .sites import is_site
from .triggers import fillers_at, fits, rules_at

__all__ = ["Candidate", "candidates_of", "find_candidates"]

_SUBJECT_SLOTS = {"verb": ("subj",), "noun": ("poss", "mod", "doer"), "adj": ("noun", "subj")}
_OBJECT_SLOTS = {"verb": ("obj",), "noun": (), "adj": ()}
_DOER_GRADES = frozenset({"name", "agent", "coref"})
_CLAUSAL = frozenset({"xcomp", "ccomp", "advcl", "acl", "clause", "this", "marked"})
_DEEP = "deep"
_OWNER = "owner"  # as deep, but not whom an act is aimed at
_MOST_PARTIES = 4
_MOST_PAIRS = 6
_LOOSE = frozenset({"inner"})  # case words that hang lower never hold the doer
_SELF = "self"
_THIS = "this"
_WHO = ">subj"
_REACH = 12  # tokens
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_SIDE_BY_SIDE = frozenset({"mod", "pair"})
_CLITIC = "clitic"
_TWO = "two"
_ORGANISATION = "Organization"
_GROUP = "Group"


@dataclass(frozen=True, slots=True)
class Candidate:
    """What one rule found.   trigger: token.   via: the detours by which subject and object were found."""

    rule: Rule
    trigger: int
    subject: Ref
    object: Ref | PositionRef
    via: tuple[str, str]


@dataclass(frozen=True, slots=True)
class _End:
    """One end of a candidate with the detour by which it was found."""

    what: Ref | PositionRef
    via: str


def find_candidates(cast: Cast, symmetric: frozenset[str]) -> Iterator[Candidate]:
    """Every candidate of a sentence, in the order of their triggers.

    symmetric: names of the relations for which the order of the ends does not matter.
    """
    for trigger in range(len(cast.tree.words)):
        if trigger in cast.names:
            continue
        for part, rule in rules_at(cast, trigger):
            if fits(cast, trigger, rule):
                yield from candidates_of(rule, cast, trigger, part=part, is_symmetric=rule.relation in symmetric)


def candidates_of(rule: Rule, cast: Cast, trigger: int, *, part: str, is_symmetric: bool) -> Iterator[Candidate]:
    """What one rule that fits finds at its trigger.   part: the part of speech under which the word triggers it."""
    doers = _actors_in(cast, trigger, rule.subject or _SUBJECT_SLOTS[part], _DOER_GRADES, sites=rule.sites)
    slots = rule.object or _OBJECT_SLOTS[part]
    if is_symmetric and rule.mutual:
        parties = _between(cast, trigger, slots, rule)
        if len(parties) > 1:  # "X tries to end the war between Y and Z" is no war of X
            yield from _pairs(rule, trigger, parties)
            return
    if not doers and part == "verb" and (not rule.subject or "subj" in rule.subject):
        doers = _leading(cast, trigger)
    if not doers and HOME in rule.grades:
        foes = _actors_in(cast, trigger, [slot for slot in slots if slot not in _CLAUSAL], rule.grades)
        doers = _homes(cast, trigger, rule.subject or _SUBJECT_SLOTS[part], foes)
    if rule.body:
        doers = [end for end in doers if _is_body(cast, end)]
    if rule.same:  # a party or militia meets its host where it is at home
        doers = [end for end in doers if isinstance(end.what, Ref) and cast.type_of(end.what.actor) != _GROUP]
    holders = [end.what.actor for end in doers if isinstance(end.what, Ref)]
    done_to = _objects_in(cast, trigger, slots, rule, holders)
    if not done_to and HOME in rule.grades:
        done_to = _homes(cast, trigger, slots, doers)
    if (
        len(holders) > 1
        and not done_to
        and (_is_reciprocal(cast, trigger, slots) or (rule.mutual and not is_symmetric))
    ):
        ends = combinations(doers, 2) if is_symmetric else permutations(doers, 2)
        yield from (_candidate(rule, trigger, one, other) for one, other in ends)
        return
    if is_symmetric and sum(isinstance(end.what, Ref) for end in done_to) > 1:
        doers = [end for end in doers if end.via != "led"]  # "X-brokered talks between Y and Z"
    if rule.mutual and is_symmetric and not any(isinstance(end.what, Ref) for end in done_to):
        yield from _pairs(rule, trigger, doers)
    elif rule.mutual and is_symmetric and not doers:
        sides = [slot for slot in slots if slot in _SIDE_BY_SIDE or _has_sides(cast, trigger, slot)]
        yield from _pairs(rule, trigger, _actors_in(cast, trigger, sides, rule.grades | {"coref"}, sites=rule.sites))
    if rule.answers and not done_to:
        yield from _answers(rule, cast, trigger, doers)
        return
    if not done_to and doers and rule.takes & {"actor", "organization", "both"}:
        done_to = _nearby(cast, trigger, slots, rule, holders)
    if rule.same:
        also = {end.what for slot in rule.same for end in _actors_in(cast, trigger, (slot,), _DOER_GRADES)}
        codes = {ref.actor for ref in also if isinstance(ref, Ref)}
        done_to = [end for end in done_to if isinstance(end.what, Ref) and end.what.actor in codes]
    if is_symmetric and len(doers) * len(done_to) > _MOST_PAIRS:
        return
    for doer in doers:
        for thing in done_to:
            if _go_together(doer, thing, rule):
                yield _candidate(rule, trigger, doer, thing)


def _homes(cast: Cast, trigger: int, slots: Iterable[str], foes: list[_End]) -> list[_End]:
    """The state whose army stands unnamed in a slot, against a group."""
    codes = [end.what.actor for end in foes if isinstance(end.what, Ref)]
    for slot in slots:
        found = [_End(ref, HOME) for f in fillers_at(cast, trigger, slot) for ref in home(cast, f.token, codes)]
        if found:
            return _distinct(found)
    return []


def _answers(rule: Rule, cast: Cast, trigger: int, doers: list[_End]) -> Iterator[Candidate]:
    """Who answers whoever says something against him in the same sentence: 'X accused Y of it, but Y denied this'."""
    for other in range(len(cast.tree.words)):
        if other == trigger or other in cast.names:
            continue
        for part, asked in rules_at(cast, other):
            if asked.relation != rule.answers or asked.answers or not fits(cast, other, asked):
                continue
            for found in candidates_of(asked, cast, other, part=part, is_symmetric=False):
                for doer in doers:
                    if _same(doer.what, found.object):
                        yield _candidate(rule, trigger, doer, _End(found.subject, "near"))


def _same(one: Ref | PositionRef, other: Ref | PositionRef) -> bool:
    return isinstance(one, Ref) and isinstance(other, Ref) and one.actor == other.actor


def _is_reciprocal(cast: Cast, trigger: int, slots: Iterable[str]) -> bool:
    """Whether 'each other' stands in an object slot."""
    tree, words = cast.tree, cast.pack.cues.reciprocals
    return any(
        " ".join(tree.forms[max(0, i) : i + 2]) in words
        for slot in slots
        if slot not in _CLAUSAL
        for f in fillers_at(cast, trigger, slot)
        for i in (f.token - 1, f.token)
    )


def _between(cast: Cast, trigger: int, slots: Iterable[str], rule: Rule) -> list[_End]:
    """The actors that a case word such as "between" sets side by side below a trigger, if the rule takes such."""
    cases = cast.pack.cues.mutual_cases
    if not any(cases & set(slot.split("|")) for slot in slots):
        return []
    found = _actors_in(cast, trigger, ["|".join(sorted(cases))], rule.grades | {"coref"})
    return [end for end in found if end.via not in _LOOSE]


def _has_sides(cast: Cast, trigger: int, slot: str) -> bool:
    """Whether one of a slot's case words sets parties side by side: 'between X and Y', but not 'with X and Y'."""
    cases = cast.pack.cues.mutual_cases & set(slot.split("|"))
    return bool(cases) and bool(fillers_at(cast, trigger, "|".join(sorted(cases))))


def _go_together(doer: _End, thing: _End, rule: Rule) -> bool:
    """Whether two ends may be one statement: two actors, or an actor and a position that the rule lets be its own."""
    assert isinstance(doer.what, Ref)
    actor = doer.what.actor
    if isinstance(thing.what, Ref):
        return thing.what.actor != actor
    if _SELF in rule.object and not rule.bare:
        return thing.what.parties == (actor,)
    if rule.others == "none":
        return actor not in thing.what.parties
    return rule.others is None or thing.what.parties != (actor,)


def _nearby(cast: Cast, trigger: int, slots: Iterable[str], rule: Rule, holders: list[str]) -> list[_End]:
    """The first actor behind a trigger that has one of the rule's case words, before the next verb."""
    cases = {case for slot in slots for case in slot.split("|")}
    tree = cast.tree
    for i in range(trigger + 1, min(len(tree.words), trigger + 1 + _REACH)):
        if tree.is_verbal(i):
            return []
        if tree.cases[i] in cases and tree.tags[i] in _NOMINAL:
            found = [_End(ref, "near") for ref in _refs(cast, Filler(i), rule.grades) if ref.actor not in holders]
            return [end for end in found if _may_be(cast, end, rule)]
    return []


def _leading(cast: Cast, verb: int) -> list[_End]:
    """The last actor without a case word before an active verb of which the parse gives no doer, in the same clause."""
    tree = cast.tree
    if verb in tree.passive or verb in tree.infinitives:
        return []
    for i in range(verb - 1, max(-1, verb - 1 - _REACH), -1):
        if tree.is_verbal(i) or tree.roles[i] == "mark":
            return []
        if i in cast.names and tree.roles[i] in {"subj", "passubj", "appos", "root", "dep", "conj", "flat", "mod"}:
            top = i
            while (
                tree.roles[top] in {"mod", "flat", "appos", "conj"}
                and tree.heads[top] < verb
                and not tree.is_verbal(tree.heads[top])
            ):
                top = tree.heads[top]
            if tree.cases[top] or tree.roles[top] in {"obj", "obl", "nmod"}:
                return []
            return [_End(ref, "near") for ref in cast.at(top) if ref.grade in _DOER_GRADES]
    return []


def _pairs(rule: Rule, trigger: int, ends: list[_End]) -> Iterator[Candidate]:
    """Every two of several parties to one symmetric relation; none of a long list, which says little of any two."""
    if len(ends) > _MOST_PARTIES:
        return
    for one, other in combinations(ends, 2):
        yield _candidate(rule, trigger, one, other)


def _candidate(rule: Rule, trigger: int, subject: _End, thing: _End) -> Candidate:
    assert isinstance(subject.what, Ref)
    return Candidate(rule, trigger, subject.what, thing.what, (subject.via, thing.via))


def _actors_in(
    cast: Cast, trigger: int, slots: Iterable[str], grades: frozenset[str], *, sites: bool = False
) -> list[_End]:
    """The actors of the first slot that holds any.   sites: a capital beside the trigger only says where."""
    for slot in slots:
        found = [
            _End(ref, filler.via)
            for filler in fillers_at(cast, trigger, slot)
            if grades is not _DOER_GRADES or filler.via not in _LOOSE
            if slot != "pair" or len(cast.names.get(filler.token, ())) > 1
            if not (sites and is_site(cast, trigger, filler.token))
            for ref in _refs(cast, filler, grades)
        ]
        if found:
            return _distinct(found)
    return []


def _refs(cast: Cast, filler: Filler, grades: frozenset[str]) -> list[Ref]:
    """The actors at a slot's token of the grades that a rule takes."""
    token = filler.token
    if filler.via == _CLITIC:
        return [Ref(code, "coref", token, token + 1) for code in cast.pronoun(token)]
    if filler.via == _TWO:
        return [Ref(code, "coref", token, token + 1) for code in two(cast)]
    if _OWNER in grades:
        return cast.below(token, targets=False)
    if _DEEP in grades:
        return cast.below(token)
    return [ref for ref in cast.at(token) if ref.grade in grades]


def _objects_in(cast: Cast, trigger: int, slots: Iterable[str], rule: Rule, holders: list[str]) -> list[_End]:
    """The actors and positions of the rule's object slots: of each sort, the first slot that holds any."""
    found: list[_End] = []
    slots = tuple(slots)
    if "position" in rule.takes:
        found = _positions_in(cast, trigger, slots, rule, holders)
    if found and "both" not in rule.takes:
        return found
    if rule.takes & {"actor", "organization", "both"}:
        nominal = [slot for slot in slots if slot not in _CLAUSAL]
        named = _actors_in(cast, trigger, nominal, rule.grades | {"coref"}, sites=rule.sites)
        found += [end for end in named if _may_be(cast, end, rule) and end.what.actor not in holders]  # type: ignore[union-attr]
    return found


def _may_be(cast: Cast, end: _End, rule: Rule) -> bool:
    """Whether an actor is of a type that the relation takes."""
    return rule.takes != {"organization"} or _is_body(cast, end)


def _is_body(cast: Cast, end: _End) -> bool:
    return isinstance(end.what, Ref) and cast.type_of(end.what.actor) == _ORGANISATION


def _positions_in(cast: Cast, trigger: int, slots: Iterable[str], rule: Rule, holders: list[str]) -> list[_End]:
    if rule.kind and _SELF in slots:
        if rule.bare:
            return [_End(PositionRef(rule.kind, (), trigger, trigger + 1), "direct")] if holders else []
        if _is_anothers(cast, trigger, holders):
            return []
        return [_End(PositionRef(rule.kind, (own,), trigger, trigger + 1), "direct") for own in dict.fromkeys(holders)]
    for slot in slots:
        if slot.endswith(_WHO) and "both" in rule.takes:
            continue  # who is asked to do a thing is not what is asked for
        for filler in fillers_at(cast, trigger, slot):
            if rule.kind:
                found = [_of_kind(cast, filler.token, rule)]
            elif filler.token in cast.names:
                continue
            else:
                own = () if rule.others else tuple(holders)
                holding = Holding(own, tuple(holders), apart=rule.others == "none", nobody=rule.nobody)
                members = [filler.token] if slot == _THIS else cast.tree.conjuncts(filler.token)
                found = [read_position(cast, member, holding) for member in members]
            kept = {(ref.kind, ref.parties): ref for ref in found if ref}
            if rule.others == "none":  # where one of several doers is a side, they all are
                kept = {key: ref for key, ref in kept.items() if not set(ref.parties) & set(holders)}
            if kept:
                return [_End(ref, filler.via) for ref in kept.values()]
    return []


def _is_anothers(cast: Cast, trigger: int, holders: list[str]) -> bool:
    """Whether what a verb does is done to a thing of somebody else: 'X will freeze the programme of Y'."""
    if not cast.tree.is_verbal(trigger):
        return False
    owners = {ref.actor for filler in fillers_at(cast, trigger, "obj") for ref in cast.single(filler.token)}
    return bool(owners) and owners.isdisjoint(holders)


def _of_kind(cast: Cast, token: int, rule: Rule) -> PositionRef | None:
    """The position that a rule's own kind makes of its slot; None where it must have parties and has none."""
    assert rule.kind is not None
    if rule.bare:
        return None if token in cast.names else PositionRef(rule.kind, (), token, token + 1)
    parties = tuple(sorted(sides_of(cast, token) or {ref.actor for ref in cast.below(token)}))
    return PositionRef(rule.kind, parties, token, token + 1) if parties else None


def _distinct(ends: Iterable[_End]) -> list[_End]:
    found: dict[str, _End] = {}
    for end in ends:
        if isinstance(end.what, Ref):
            found.setdefault(end.what.actor, end)
    return list(found.values())
