"""Verdicts: which proposals of a sentence become statements, how sure each is, and why the others do not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from .charges import alleged
from .features import features_of, nearest
from .impressions import Impressions
from .judge import Judge
from .model import Polarity
from .positions import PositionRef
from .proposals import Proposal, Sentence

__all__ = ["LEAST_UNREAL", "Drop", "Verdict", "verdicts"]

LEAST_UNREAL = 0.5  # a cue above may be meant for another clause; then all else has to speak for the proposal


class Drop(StrEnum):
    """Why a proposal is no statement."""

    UNSURE = "unsure"  # not probable enough
    UNREAL = "unreal"  # a question, a condition, a mere possibility
    REFUSED = "refused"  # a refusal of the same already says it
    ALLEGED = "alleged"  # a charge against its subject says it already
    COVERED = "covered"  # a position of the same actor says it better: "backs X's independence"
    TURNED = "turned"  # the other way round is more probable


@dataclass(frozen=True, slots=True)
class Verdict:
    """A proposal, what the judge makes of it, what that was read from, why it was dropped (None: it is a statement).

    probability: on text like that which the judge learnt from.   confidence: on other text.
    """

    proposal: Proposal
    probability: float
    confidence: float
    features: Mapping[str, float]
    drop: Drop | None


def verdicts(sentence: Sentence, judge: Judge, impressions: Impressions | None) -> list[Verdict]:
    """A verdict for everything that a sentence could state, in the order of the triggers.

    impressions: what the judge hears beside the features of the tree; None if it was trained without.
    """
    proposals = nearest(sentence)
    features = features_of(sentence, proposals)
    if impressions:
        features = [seen | heard for seen, heard in zip(features, impressions.of(sentence, proposals), strict=True)]
    probabilities = judge.probabilities(features)
    refused = _refused(sentence)
    by_ends = {_ends(p): q for p, q in zip(proposals, probabilities, strict=True)}
    least = judge.least[sentence.mentions.cast.pack.lang]
    sure = [p for p, q in zip(proposals, probabilities, strict=True) if p.by_rule and q >= least]
    inside = {token for p in sure for token in _position_of(p) if token != p.trigger.token}
    held = {(_spot(p), party) for p in sure if p.object_key[0] for party in p.object_key[1]}
    said = {_said(p) for p in sure if p.trigger.context.real}
    charged = _charged(sentence, sure)
    found = []
    for proposal, probability, seen in zip(proposals, probabilities, features, strict=True):
        drop = None
        if _is_unreal(proposal, probability, inside, said):
            drop = Drop.UNREAL
        elif proposal.trigger.token in refused and proposal.polarity is Polarity.NEGATED:
            drop = Drop.REFUSED
        elif probability < least:
            drop = Drop.UNSURE
        elif (proposal.trigger.token, proposal.candidate.subject.actor) in charged:
            drop = Drop.ALLEGED
        elif not proposal.by_rule and not proposal.object_key[0]:
            # two sides may do the same to each other, and a rule may say both; nothing else may
            if by_ends.get(_turned(proposal), 0.0) > probability:
                drop = Drop.TURNED
            elif (_spot(proposal), proposal.object_key[1][0]) in held:
                drop = Drop.COVERED
        found.append(Verdict(proposal, probability, judge.confidence(probability), seen, drop))
    return found


def _is_unreal(proposal: Proposal, probability: float, inside: set[int], said: set[tuple[object, ...]]) -> bool:
    """Whether a proposal is only imagined, is part of what somebody wants or refuses, or is said not to be so."""
    context = proposal.trigger.context
    if context.real or proposal.candidate.rule.charge:  # a charge's own slots see to it (charges.py)
        return False
    is_part = proposal.trigger.token in inside
    return context.imagined or probability < LEAST_UNREAL or is_part or _other(proposal) in said


def _charged(sentence: Sentence, sure: Iterable[Proposal]) -> set[tuple[int, str]]:
    """Tokens and actors such that what the token says of the actor is part of a charge against him."""
    return {
        (token, actor)
        for p in sure
        if p.candidate.rule.charge
        for actor in p.object_key[1]
        for token in alleged(sentence.mentions.cast, p.trigger.token)
    }


def _spot(proposal: Proposal) -> tuple[int, str, str]:
    return proposal.trigger.token, proposal.trigger.relation, proposal.candidate.subject.actor


def _said(proposal: Proposal) -> tuple[object, ...]:
    return (proposal.trigger.relation, proposal.candidate.subject.actor, proposal.object_key, proposal.polarity)


def _other(proposal: Proposal) -> tuple[object, ...]:
    """The same with the other polarity: 'called off the visit' says that there was none."""
    turned = Polarity.AFFIRMED if proposal.polarity is Polarity.NEGATED else Polarity.NEGATED
    return (*_said(proposal)[:-1], turned)


def _position_of(proposal: Proposal) -> range:
    """The tokens of the position that a proposal is about, none if it is about an actor."""
    what = proposal.candidate.object
    return range(what.start, what.end) if isinstance(what, PositionRef) else range(0)


def _ends(proposal: Proposal) -> tuple[object, ...]:
    return (proposal.trigger.token, proposal.trigger.relation, proposal.candidate.subject.actor, proposal.object_key)


def _turned(proposal: Proposal) -> tuple[object, ...]:
    """The same with subject and object exchanged."""
    (other,) = proposal.object_key[1]
    trigger, subject = proposal.trigger, proposal.candidate.subject.actor
    return (trigger.token, trigger.relation, other, ("", (subject,)))


def _refused(sentence: Sentence) -> set[int]:
    """Tokens inside positions that a refusal is about: 'refused to recognise X' opposes, and negates nothing."""
    cast = sentence.mentions.cast
    return {
        token
        for proposal in sentence.proposals
        if proposal.by_rule
        and isinstance(proposal.candidate.object, PositionRef)
        and cast.tree.is_word(proposal.trigger.token, cast.pack.cues.refusals)
        for token in range(proposal.candidate.object.start, proposal.candidate.object.end)
    }
