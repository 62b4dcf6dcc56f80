"""Attribution: who says a statement, by which word.  Direct and reported speech, sources named with a preposition."""

from __future__ import annotations

from dataclasses import dataclass

from .actors import Cast
from .clauses import subjects
from .model import Attribution

__all__ = ["Speech", "read_speeches", "speech_over"]


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
    return Speech(verb, speakers, mention, tree.forms[verb], whole)


def _sourced(cast: Cast, noun: int) -> Speech:
    speakers = tuple(dict.fromkeys(ref.actor for ref in cast.at(noun) if ref.grade in {"name", "agent", "coref"}))
    return Speech(noun, speakers, _phrase(cast, noun), cast.tree.cases[noun], whole=True)


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
    inside = [s for s in speeches if s.verb in above[1:] and not s.whole]
    if inside:
        return min(inside, key=lambda speech: above.index(speech.verb))
    outside = [
        s
        for s in speeches
        if (s.whole and s.verb != trigger and trigger not in set(tree.subtree(s.verb)))
        or (s.whole and s.verb in above[1:])
    ]
    return outside[0] if outside else None


def to_attribution(speech: Speech | None) -> Attribution | None:
    """The record of a saying; where several speak together, the first stands for them."""
    if speech is None or not (speech.mention or speech.speakers):
        return None
    return Attribution(speech.speakers[0] if speech.speakers else None, speech.mention, speech.cue)
