"""Verdicts: which proposals of a sentence become statements, how sure each is, and why the others do not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from .features import features_of, nearest
from .judge import Judge
from .model import Polarity
from .positions import PositionRef
from .proposals import Proposal, Sentence

__all__ = ["Drop", "Verdict", "verdicts"]

_LEAST_UNREAL = 0.5  # a cue of unreality may belong to another clause; then all else speaks for the proposal


class Drop(StrEnum):
    """Why a proposal is no statement."""

    UNSURE = "unsure"  # not probable enough
    UNREAL = "unreal"  # a question, a condition, a mere possibility
    REFUSED = "refused"  # a refusal of the same already says it
    TURNED = "turned"  # the other way round is more probable


@dataclass(frozen=True, slots=True)
class Verdict:
    """A proposal, its probability, what that was read from, and why it was dropped (None: it is a statement)."""

    proposal: Proposal
    probability: float
    features: Mapping[str, float]
    drop: Drop | None


def verdicts(sentence: Sentence, judge: Judge) -> list[Verdict]:
    """A verdict for everything that a sentence could state, in the order of the triggers."""
    proposals = nearest(sentence)
    features = features_of(sentence, proposals)
    probabilities = judge.probabilities(features)
    refused = _refused(sentence)
    by_ends = {_ends(p): q for p, q in zip(proposals, probabilities, strict=True)}
    least = judge.least[sentence.mentions.cast.pack.lang]
    found = []
    for proposal, probability, seen in zip(proposals, probabilities, features, strict=True):
        turned = by_ends.get(_turned(proposal), 0.0) if not proposal.object_key[0] else 0.0
        drop = None
        if not proposal.trigger.context.real and probability < _LEAST_UNREAL:
            drop = Drop.UNREAL
        elif proposal.trigger.token in refused and proposal.polarity is Polarity.NEGATED:
            drop = Drop.REFUSED
        elif probability < least:
            drop = Drop.UNSURE
        elif turned > probability:
            drop = Drop.TURNED
        found.append(Verdict(proposal, probability, seen, drop))
    return found


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
