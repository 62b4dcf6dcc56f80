"""Claims: the statement inside a question, with its holes, by the rules that read articles; by the order of its words
where the parse of a question fails them.  Knows no form of question and no RDF.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from .actors import HOLE, Cast, Ref
from .asking import QuestionTable
from .model import ANY_KIND
from .positions import Holding, PositionRef, read_position
from .relations import Candidate, find_candidates
from .rules import Rule
from .triggers import rules_at

__all__ = ["Claim", "hole_spans", "read_claim", "read_thing", "things_in"]

# Slots that are no case words: what stands there is left to the order of the words.
_PLACES = frozenset(
    [
        "subj",
        "obj",
        "iobj",
        "xcomp",
        "ccomp",
        "advcl",
        "acl",
        "attr",
        "mod",
        "poss",
        "prt",
        "that",
        "doer",
        "noun",
        "clause",
    ]
)

End = str | PositionRef | None


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement with holes.

    subject, object: an actor's code, HOLE, a position, or None where the claim has none.   relations: empty for none.
    used: the tokens that it was made of.   negated: it says that something is not so.
    trigger: the token that says the relation, None if none does.
    is_ruled: a rule for articles found it, and not only the order of the words.
    """

    subject: End
    relations: tuple[str, ...]
    object: End
    used: frozenset[int]
    negated: bool = False
    trigger: int | None = None
    is_ruled: bool = False


def hole_spans(forms: Sequence[str], table: QuestionTable) -> list[tuple[int, int]]:
    """Where a question leaves an end open: 'who', 'which countries', 'negara mana'; token positions, half open."""
    found: list[tuple[int, int]] = []
    for i, form in enumerate(forms):
        if form not in table.who:
            continue
        if i + 1 < len(forms) and forms[i + 1] in table.nouns:
            found.append((i, i + 2))
        elif i > 0 and forms[i - 1] in table.nouns:
            found.append((i - 1, i + 1))
        elif form in table.alone:
            found.append((i, i + 1))
    return found[:1]


def read_claim(cast: Cast, *, symmetric: frozenset[str], takes: Callable[[str], frozenset[str]]) -> Claim:
    """Read the one claim of a question; one without relation holds the actors that are named.

    symmetric: names of the relations without order.   takes: what a relation takes as object.
    """
    readings = [*_by_rules(cast, symmetric), *_by_order(cast)]
    if not readings:
        return _of_actors(cast)
    best = max(readings, key=lambda claim: _worth(claim, cast, takes))
    if not best.is_ruled and any("position" in takes(relation) for relation in best.relations):
        best = _of_what_is_theirs(best, cast)
    return replace(best, object=_between(best, cast, takes), negated=_is_negated(cast))


def read_thing(cast: Cast) -> End:
    """What a noun phrase is about: a position, or else the first actor in it; None where it names none."""
    found = next(things_in(cast, range(len(cast.tree.words)), ()), None)
    codes = _in_order(cast)
    if found and found.parties:
        return found
    if len(codes) > 1:
        return PositionRef(ANY_KIND, tuple(sorted(codes)), 0, len(cast.tree.words))
    return (codes[0] if codes else None) or found


def things_in(cast: Cast, tokens: Iterable[int], holders: Collection[str]) -> Iterator[PositionRef]:
    """The positions at some tokens, those first whose parties are named; 'a ceasefire' alone is one of any parties."""
    own = [code for code in holders if code != HOLE]
    places = [token for token in tokens if token not in cast.names]
    for token in places:
        found = read_position(cast, token, Holding(tuple(own), tuple(own)))
        if found and set(found.parties) - {HOLE} and not set(found.parties) <= set(own):
            yield found
    for token in places:
        kind = _kind_at(cast, token)
        if kind:
            yield PositionRef(kind, _owners(cast, token), token, token + 1)


def _owners(cast: Cast, token: int) -> tuple[str, ...]:
    """The actors beside a noun whose own it is: 'the membership of X'."""
    tree, cues = cast.tree, cast.pack.cues
    of_cases = cues.of_cases | cues.mutual_cases | {""}
    beside = [i for child in tree.of_role(token, "mod", "poss", "flat", "nmod") for i in tree.conjuncts(child)]
    own = {m.actor for i in beside if tree.cases[i] in of_cases for m in cast.names.get(i, ())}
    return tuple(sorted(own - {HOLE}))


def _of_what_is_theirs(claim: Claim, cast: Cast) -> Claim:
    """'the membership of X' is a position where the rules saw X alone; an attack on X is none of X's, nor X itself."""
    if not isinstance(claim.object, str) or claim.object == HOLE:
        return claim
    tree = cast.tree
    place = next((i for i in sorted(cast.names, reverse=True) if _named_at(cast, i, claim.object)), None)
    if place is None or claim.trigger is None:
        return claim
    for token in range(claim.trigger + 1, place):
        kind = _kind_at(cast, token)
        if kind and token not in cast.names:
            if tree.cases[place] in cast.pack.cues.towards:
                return replace(claim, object=None)
            return replace(claim, object=PositionRef(kind, (claim.object,), token, place + 1))
    return claim


def _named_at(cast: Cast, token: int, actor: str) -> bool:
    return any(match.actor == actor for match in cast.names[token])


def _kind_at(cast: Cast, token: int) -> str | None:
    """The kind of position that a noun names by itself."""
    beside = range(max(0, token - 2), min(len(cast.tree.words), token + 3))
    for rule in cast.pack.kinds:
        if rule.weak or not cast.tree.is_word(token, rule.noun):
            continue
        if not rule.near or any(cast.tree.is_word(i, rule.near) for i in beside):
            return rule.kind
    return None


def _worth(claim: Claim, cast: Cast, takes: Callable[[str], frozenset[str]]) -> tuple[int, ...]:
    """Prefers readings that fill the hole, then such as use more of the names, then what the first verb says."""
    ends = (claim.subject, claim.object)
    inside = {code for end in ends for code in (end.parties if isinstance(end, PositionRef) else (end,)) if code}
    has_hole = HOLE not in cast.codes or HOLE in ends
    fits = not isinstance(claim.object, str) or claim.object == HOLE or _takes_actor(claim.relations, takes)
    is_named = isinstance(claim.object, PositionRef) and claim.object.kind != ANY_KIND
    trigger = claim.trigger or 0
    return (
        int(has_hole),
        len(inside & cast.codes) + int(fits) + int(claim.is_ruled),
        int(cast.tree.is_verbal(trigger)),
        int(is_named) + sum(end is not None for end in ends),
        -trigger,
    )


def _takes_actor(relations: Iterable[str], takes: Callable[[str], frozenset[str]]) -> bool:
    return any(takes(relation) & {"actor", "organization"} for relation in relations)


def _between(claim: Claim, cast: Cast, takes: Callable[[str], frozenset[str]]) -> End:
    """The object; where a relation takes no actors ('mediates between X and Y'), whatever is theirs."""
    thing = claim.object
    if not isinstance(thing, str) or thing == HOLE or not claim.relations or _takes_actor(claim.relations, takes):
        return thing
    return PositionRef(ANY_KIND, tuple(sorted({c for c in cast.codes if c not in (HOLE, claim.subject)})), 0, 1)


def _is_negated(cast: Cast) -> bool:
    tree, cues = cast.tree, cast.pack.cues
    return any(
        tree.is_word(i, cues.negators) and not (i + 1 < len(tree.words) and tree.is_word(i + 1, cues.pseudo))
        for i in range(len(tree.words))
    )


def _of_actors(cast: Cast) -> Claim:
    """A claim without a relation: the first actor as subject, the second as object."""
    codes = _in_order(cast)
    if len(codes) == 1 and HOLE in cast.codes:
        return Claim(HOLE, (), codes[0], frozenset(cast.names))
    thing = next(things_in(cast, range(len(cast.tree.words)), ()), None)
    if thing:
        subject = next((code for code in codes if code not in thing.parties), HOLE if HOLE in cast.codes else None)
        return Claim(subject, (), thing, frozenset(cast.names) | frozenset(range(thing.start, thing.end)))
    return Claim(codes[0] if codes else None, (), codes[1] if len(codes) > 1 else None, frozenset(cast.names))


def _by_rules(cast: Cast, symmetric: frozenset[str]) -> Iterator[Claim]:
    """What the rules for articles find, those with the hole first."""
    found = list(find_candidates(cast, symmetric))
    asked = [c for c in found if HOLE in (c.subject.actor, getattr(c.object, "actor", None))] or found
    for best in asked:
        relations = tuple(dict.fromkeys(c.rule.relation for c in asked if _is_same(c, best)))
        thing: End = best.object.actor if isinstance(best.object, Ref) else best.object
        used = frozenset({c.trigger for c in found}) | _tokens(best.subject) | _tokens(best.object)
        yield Claim(best.subject.actor, relations, thing, used, trigger=best.trigger, is_ruled=True)


def _is_same(one: Candidate, other: Candidate) -> bool:
    """Whether two candidates say of the same ends what the same word says."""
    ends = (one.subject.actor, _end_key(one)), (other.subject.actor, _end_key(other))
    return one.trigger == other.trigger and ends[0] == ends[1] and one.rule.weight >= other.rule.weight


def _end_key(candidate: Candidate) -> object:
    thing = candidate.object
    return thing.actor if isinstance(thing, Ref) else (thing.kind, thing.parties)


def _tokens(end: Ref | PositionRef) -> frozenset[int]:
    return frozenset(range(end.start, end.end))


def _by_order(cast: Cast) -> Iterator[Claim]:
    """Each trigger with what stands before it as subject and what stands after it as object."""
    for trigger in range(len(cast.tree.words)):
        if trigger in cast.names:
            continue
        rules = _best([(part, rule) for part, rule in rules_at(cast, trigger) if _may_apply(cast, rule)])
        if rules:
            yield _ordered(cast, trigger, rules)


def _ordered(cast: Cast, trigger: int, rules: Sequence[tuple[str, Rule]]) -> Claim:
    tree = cast.tree
    before = list(dict.fromkeys(m.actor for i in sorted(cast.names) if i < trigger for m in cast.names[i]))
    after = list(dict.fromkeys(m.actor for i in sorted(cast.names) if i > trigger for m in cast.names[i]))
    takes = frozenset().union(*(rule.takes for _, rule in rules))
    position = None
    if "position" in takes:
        position = next(things_in(cast, range(trigger + 1, len(tree.words)), before), None)
    thing: End = position or (after[0] if after else None)
    subject = _doer(cast, trigger, before, after)
    if trigger in tree.passive and isinstance(thing, str | None):
        subject, thing = (thing or HOLE if HOLE in cast.codes else thing), subject
    if subject == thing:
        thing = after[1] if len(after) > 1 else None
    if thing is None and HOLE in before and subject != HOLE:
        thing = HOLE  # "Which countries did X visit?"
    relations = tuple(dict.fromkeys(rule.relation for _, rule in rules))
    used = frozenset({trigger, *cast.names}) | (_tokens(position) if position else frozenset())
    return Claim(subject, relations, thing, used, trigger=trigger)


def _doer(cast: Cast, trigger: int, before: Sequence[str], after: Sequence[str]) -> str | None:
    """Who does it: the last actor before the word, but the hole where the only other one is what it is done to."""
    if not before:
        return HOLE if HOLE in after else None
    return before[-1]


def _may_apply(cast: Cast, rule: Rule) -> bool:
    """Whether the words that a rule needs stand in the question, wherever."""
    tree = cast.tree
    everywhere = range(len(tree.words))
    for slot, words in rule.needs.items():
        if "*" not in words and not any(tree.is_word(i, words) for i in everywhere):
            return False
        if "*" in words and slot not in _PLACES and not set(slot.split("|")) & {*tree.cases, *tree.forms}:
            return False
    if any(tree.is_word(i, rule.apart) for i in everywhere):
        return False
    return (not rule.near or any(tree.is_word(i, rule.near) for i in everywhere)) and not rule.kind and not rule.charge


def _best(rules: Sequence[tuple[str, Rule]]) -> list[tuple[str, Rule]]:
    top = max((rule.weight for _, rule in rules), default=0.0)
    return [(part, rule) for part, rule in rules if rule.weight == top]


def _in_order(cast: Cast) -> list[str]:
    found = [match.actor for i in sorted(cast.names) for match in cast.names[i] if match.actor != HOLE]
    return list(dict.fromkeys(found))
