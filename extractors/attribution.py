"""Attribution: who says a statement, by which word.  Direct and reported speech, sources named with a preposition."""

from __future__ import annotations

from .actors import Cast, Ref
from .model import Attribution
from .relations import Candidate
from .speech import Speech, speech_over

__all__ = ["attribution_of"]

_STATE = "State"


def attribution_of(cast: Cast, speeches: list[Speech], candidate: Candidate) -> Attribution | None:
    """Who says a candidate: the one whose saying stands over it, else the subject of a verb that is itself speech."""
    speech = speech_over(cast, speeches, candidate.trigger)
    found = to_attribution(speech)
    if found and found.speaker is None and speech:
        found = Attribution(_unnamed(cast, speech, candidate), found.mention, found.cue)
    is_speech = candidate.rule.says and cast.tree.is_verbal(candidate.trigger)
    if is_speech and (found is None or found.speaker is None):
        ref = candidate.subject
        mention = " ".join(cast.tree.words[ref.start : ref.end])
        return Attribution(ref.actor, mention, cast.tree.forms[candidate.trigger])
    return found


def _unnamed(cast: Cast, speech: Speech, candidate: Candidate) -> str | None:
    """'officials said', 'the army said': of the state that is an end; of two the subject, if any."""
    if speech.noun is None:
        return None
    tree, words = cast.tree, cast.pack.cues.mouthpieces
    beside = [speech.noun, *tree.of_role(speech.noun, "mod", "flat")]
    if not any(tree.is_word(i, words) for i in beside) or any(i in cast.names for i in beside):
        return None
    ends = [candidate.subject.actor]
    ends += [candidate.object.actor] if isinstance(candidate.object, Ref) else candidate.object.parties
    known = [code for code in ends if code not in cast.actors or cast.actors[code].type == _STATE]
    return known[0] if len(known) == 1 or (known and not candidate.rule.mutual) else None


def to_attribution(speech: Speech | None) -> Attribution | None:
    """The record of a saying; where several speak together, the first stands for them."""
    if speech is None or not (speech.mention or speech.speakers):
        return None
    return Attribution(speech.speakers[0] if speech.speakers else None, speech.mention, speech.cue)
