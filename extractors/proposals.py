"""Proposals: whatever a sentence could mean by one of its triggers, for the judge to choose from.

A rule's own slots give candidates (relations.py); here every two mentions within reach of a trigger are a proposal as
well, as is every position that can be read near it: the parse may be wrong, and slots are never complete.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .actors import Cast, Ref
from .context import Context, read_context
from .mentions import Mention, Mentions
from .model import Polarity
from .positions import Holding, PositionRef, read_position
from .relations import Candidate, candidates_of
from .rules import Rule
from .sites import is_site
from .triggers import fits, rules_at

__all__ = ["Proposal", "Sentence", "Trigger", "propose"]

FAR = "far"  # how an end was found that stands in none of the rule's slots
_REACH = 9  # steps from a trigger to an end
_POSITION_REACH = 6
_ORGANISATION = "Organization"
_ACTORS = frozenset({"actor", "organization", "both"})


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word and the rules of one relation that it may trigger.   fitting: whether one of them fits."""

    token: int
    part: str
    rules: tuple[Rule, ...]
    fitting: bool
    context: Context

    @property
    def relation(self) -> str:
        """The relation's name."""
        return self.rules[0].relation


@dataclass(frozen=True, slots=True)
class Proposal:
    """One reading of a trigger.

    candidate: who, relation, what.   by_rule: whether a rule's own slots hold both ends.
    subject, object: where the ends are mentioned; None where only a rule knows, or for a position.
    place: the token at which a position was read, None for one that the rule itself makes.
    """

    trigger: Trigger
    candidate: Candidate
    by_rule: bool
    subject: Mention | None
    object: Mention | None
    place: int | None

    @property
    def polarity(self) -> Polarity:
        """What the text says, turned round where the rule's word itself negates ("cancelled the visit")."""
        polarity = self.trigger.context.polarity
        if not self.candidate.rule.negated:
            return polarity
        return Polarity.AFFIRMED if polarity is Polarity.NEGATED else Polarity.NEGATED

    @property
    def object_key(self) -> tuple[str, tuple[str, ...]]:
        """The kind of a position, or "", and the actors."""
        return _key_of(self.candidate.object)


@dataclass(frozen=True, slots=True)
class Sentence:
    """The proposals of one sentence with what they were made from."""

    mentions: Mentions
    triggers: tuple[Trigger, ...]
    proposals: tuple[Proposal, ...]
    symmetric: frozenset[str]

    def key(self, proposal: Proposal) -> tuple[object, ...]:
        """What a proposal states; the ends of a symmetric relation in one order."""
        subject, (kind, actors) = proposal.candidate.subject.actor, proposal.object_key
        relation, polarity = proposal.trigger.relation, proposal.polarity
        if not kind and relation in self.symmetric:
            return relation, polarity, kind, tuple(sorted((subject, *actors)))
        return relation, polarity, kind, (subject, *actors)


def propose(cast: Cast, symmetric: frozenset[str]) -> Sentence:
    """Everything that the triggers of a sentence could say, in the order of the triggers."""
    mentions = Mentions(cast)
    maker = _Maker(cast, mentions, symmetric, {})
    found = [(trigger, maker.of(trigger, candidates)) for trigger, candidates in _triggers(cast, symmetric)]
    proposals = [proposal for _, some in found for proposal in some]
    return Sentence(mentions, tuple(trigger for trigger, _ in found), tuple(proposals), symmetric)


def _triggers(cast: Cast, symmetric: frozenset[str]) -> Iterator[tuple[Trigger, list[Candidate]]]:
    """Each trigger with what the rules that fit it find."""
    for token in range(len(cast.tree.words)):
        if token in cast.names:
            continue
        groups: dict[str, list[tuple[str, Rule]]] = {}
        for part, rule in rules_at(cast, token):
            groups.setdefault(rule.relation, []).append((part, rule))
        if not groups:
            continue
        context = read_context(cast.tree, token, cast.pack)
        for relation, rules in groups.items():
            fitting = [(part, rule) for part, rule in rules if fits(cast, token, rule)]
            ordered = [rule for _, rule in fitting]
            ordered += [rule for _, rule in rules if rule not in ordered]
            is_symmetric = relation in symmetric
            yield (
                Trigger(token, rules[-1][0], tuple(ordered), bool(fitting), context),
                [
                    candidate
                    for part, rule in fitting
                    for candidate in candidates_of(rule, cast, token, part=part, is_symmetric=is_symmetric)
                ],
            )


@dataclass(frozen=True, slots=True)
class _Maker:
    """Proposals of one sentence; remembers the positions that it has read."""

    cast: Cast
    mentions: Mentions
    symmetric: frozenset[str]
    positions: dict[tuple[int, str], PositionRef | None]

    def of(self, trigger: Trigger, found: list[Candidate]) -> Iterator[Proposal]:
        by_rule = {(c.subject.actor, *_key_of(c.object)): c for c in found}
        is_charge = all(rule.charge for rule in trigger.rules)
        done: set[tuple[object, ...]] = set()
        for proposal in self._wide(trigger):
            keys = self._keys(trigger, proposal.candidate)
            candidate = next((by_rule[key] for key in keys if key in by_rule), None)
            done.update(keys)
            if candidate:
                yield Proposal(trigger, candidate, True, proposal.subject, proposal.object, proposal.place)
            elif not is_charge:
                yield proposal
        for key, candidate in by_rule.items():
            if key not in done:
                yield Proposal(trigger, candidate, True, None, None, None)

    def _keys(self, trigger: Trigger, candidate: Candidate) -> list[tuple[object, ...]]:
        keys: list[tuple[object, ...]] = [(candidate.subject.actor, *_key_of(candidate.object))]
        if trigger.relation in self.symmetric and isinstance(candidate.object, Ref):
            keys.append((candidate.object.actor, "", (candidate.subject.actor,)))
        return keys

    def _wide(self, trigger: Trigger) -> Iterator[Proposal]:
        takes = frozenset[str]().union(*(rule.takes for rule in trigger.rules))
        near = [m for m in self.mentions.all if self.mentions.way(trigger.token, m.top).length <= _REACH]
        if any(rule.sites for rule in trigger.rules):
            near = [m for m in near if not is_site(self.cast, trigger.token, m.head)]
        places = self._places(trigger) if "position" in takes and near else []
        for subject in near:
            if takes & _ACTORS:
                yield from self._actors(trigger, subject, near, takes)
            yield from self._read(trigger, subject, places)
            yield from self._ruled(trigger, subject, near)

    def _actors(
        self, trigger: Trigger, subject: Mention, near: list[Mention], takes: frozenset[str]
    ) -> Iterator[Proposal]:
        is_symmetric = trigger.relation in self.symmetric
        for thing in near:
            if thing.ref.actor == subject.ref.actor or (is_symmetric and subject.top > thing.top):
                continue
            actor = self.cast.actors.get(thing.ref.actor)
            if takes == {"organization"} and (actor is None or actor.type != _ORGANISATION):
                continue
            yield self._proposal(trigger, subject, thing.ref, thing)

    def _places(self, trigger: Trigger) -> list[int]:
        """The tokens near the trigger that are no names."""
        tokens = (token for token in range(len(self.cast.tree.words)) if token not in self.cast.names)
        return [token for token in tokens if self.mentions.way(trigger.token, token).length <= _POSITION_REACH]

    def _read(self, trigger: Trigger, subject: Mention, places: list[int]) -> Iterator[Proposal]:
        """Positions that can be read at one of some places."""
        kinds = {rule.kind for rule in trigger.rules if rule.kind and not rule.bare}
        own = (subject.ref.actor,)
        for token in places:
            key = (token, subject.ref.actor)
            if key not in self.positions:
                self.positions[key] = read_position(self.cast, token, Holding(own, own))
            position = self.positions[key]
            if position and (not kinds or position.kind in kinds):
                yield self._proposal(trigger, subject, position, place=token)

    def _ruled(self, trigger: Trigger, subject: Mention, near: list[Mention]) -> Iterator[Proposal]:
        """Positions of the kind that a rule itself gives: of a mention, or of nobody."""
        kinds = {rule.kind: rule.bare for rule in trigger.rules if rule.kind}
        for kind, is_bare in kinds.items():
            if is_bare:
                position = PositionRef(kind, (), trigger.token, trigger.token + 1)
                yield self._proposal(trigger, subject, position)
                continue
            for thing in near:
                position = PositionRef(kind, (thing.ref.actor,), thing.ref.start, thing.ref.end)
                yield self._proposal(trigger, subject, position, thing)

    def _proposal(
        self,
        trigger: Trigger,
        subject: Mention,
        what: Ref | PositionRef,
        thing: Mention | None = None,
        place: int | None = None,
    ) -> Proposal:
        candidate = Candidate(trigger.rules[0], trigger.token, subject.ref, what, (FAR, FAR))
        return Proposal(trigger, candidate, False, subject, thing, place)


def _key_of(what: Ref | PositionRef) -> tuple[str, tuple[str, ...]]:
    return ("", (what.actor,)) if isinstance(what, Ref) else (what.kind, what.parties)
