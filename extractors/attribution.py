"""Attribution: who says a statement, by which word.  Direct and reported speech, sources named with a preposition."""

from __future__ import annotations

from dataclasses import dataclass

from .actors import Cast, Ref
from .clauses import subjects
from .model import Attribution
from .relations import Candidate
from .trees import Tree

__all__ = ["Speech", "attribution_of", "read_speeches", "speech_over"]

_ASIDE = frozenset({"subj", "passubj", "obl", "agent", "advcl", "nmod"})  # beside an act of saying, not what is said
_STATE = "State"


@dataclass(frozen=True, slots=True)
class Speech:
    """One act of saying in a sentence.

    verb: the token of the word that says it.   speakers: actor ids, empty where the one who speaks is no actor.
    whole: it stands outside the clause it reports ("…, said X"), so that all of the sentence is said.
    """

    verb: int
    speakers: tuple[str, ...]
    mention: str
    cue: str
    whole: bool
    noun: int | None = None  # the head of the phrase that names who says it


def read_speeches(cast: Cast) -> list[Speech]:
    """Every act of saying in a sentence, from left to right."""
    tree, cues = cast.tree, cast.pack.cues
    found = []
    for i in range(len(tree.words)):
        if i in cast.names:
            continue
        if tree.is_word(i, cues.says) and (tree.is_verbal(i) or tree.roles[i] == "parataxis"):
            found.append(_said(cast, i))
        elif tree.cases[i] and tree.cases[i] in cues.sources:
            found.append(_sourced(cast, i))
    for i, case in enumerate(tree.cases):
        if case in cues.sources and i in cast.names:
            found.append(_sourced(cast, i))
    return sorted(found, key=lambda speech: speech.verb)


def _said(cast: Cast, verb: int) -> Speech:
    tree = cast.tree
    tokens = [filler.token for filler in subjects(tree, verb, cast.pack)]
    tokens = tokens or [
        c for c in tree.children[verb] if tree.roles[c] in {"obj", "mod", "nmod", "flat"} and c == verb + 1
    ]
    refs = [ref for token in tokens for ref in cast.at(token)]
    # "X said" about a clause of its own, against "…, X said" and ", said X" outside of what is said
    has_clause = any(tree.of_role(verb, "ccomp")) and tree.roles[verb] == "root"
    mention = _phrase(cast, tokens[0]) if tokens else ""
    whole = not has_clause and tree.roles[verb] in {"parataxis", "root", "ccomp", "dep", "advcl"}
    speakers = tuple(dict.fromkeys(ref.actor for ref in refs if ref.grade in {"name", "agent", "coref"}))
    return Speech(verb, speakers, mention, tree.forms[verb], whole, tokens[0] if tokens else None)


def _sourced(cast: Cast, noun: int) -> Speech:
    speakers = tuple(dict.fromkeys(ref.actor for ref in cast.at(noun) if ref.grade in {"name", "agent", "coref"}))
    return Speech(noun, speakers, _phrase(cast, noun), cast.tree.cases[noun], True, noun)


def _phrase(cast: Cast, token: int) -> str:
    """The words of the phrase at a token, without clauses that hang on it."""
    tree = cast.tree
    inside = [token]
    for child in tree.children[token]:
        if tree.roles[child] in {"mod", "flat", "poss", "nmod"}:
            inside += tree.subtree(child)
    inside = [i for i in inside if abs(i - token) <= 8]
    return " ".join(tree.words[i] for i in range(min(inside), max(inside) + 1))


def speech_over(cast: Cast, speeches: list[Speech], trigger: int) -> Speech | None:
    """The innermost saying under which a trigger stands, None if nobody says it."""
    tree = cast.tree
    above = [trigger, *tree.ancestors(trigger)]
    said = [s for s in speeches if not _is_remark(tree, above, s.verb)]
    inside = [s for s in said if s.verb in above[1:] and not s.whole and _is_said(tree, above, s.verb)]
    if inside:
        return min(inside, key=lambda speech: above.index(speech.verb))
    outside = [
        s
        for s in said
        if (s.whole and s.verb != trigger and trigger not in set(tree.subtree(s.verb)))
        or (s.whole and s.verb in above[1:] and _is_said(tree, above, s.verb))
    ]
    return outside[0] if outside else None


def _is_said(tree: Tree, above: list[int], verb: int) -> bool:
    """Whether a path to an act of saying leads through what is said, not through who says it, when and where."""
    below = above[above.index(verb) - 1]
    if tree.roles[below] != "advcl":
        return tree.roles[below] not in _ASIDE
    return not tree.cases[below] and not any(tree.of_role(below, "mark"))  # "told reporters as he met X"


def _is_remark(tree: Tree, above: list[int], verb: int) -> bool:
    """Whether a trigger stands in a remark of the reporter's own: 'X said Y, which is at war with Z, had agreed'."""
    path = above[: above.index(verb)] if verb in above else above
    for i in path:
        if tree.roles[i] == "relcl" and not (verb in above and i == path[-1]):
            start = min(tree.subtree(i), default=i)
            if start and tree.words[start - 1] == ",":
                return True
    return False


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
