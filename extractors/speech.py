"""Speech: every act of saying in a sentence, who says it, and under which of them a word stands."""

from __future__ import annotations

from dataclasses import dataclass

from .actors import Cast
from .clauses import subjects
from .trees import Tree

__all__ = ["Speech", "read_speeches", "speech_over"]

_ASIDE = frozenset({"subj", "passubj", "obl", "agent", "advcl", "nmod"})  # beside an act of saying, not what is said
_ENDS = frozenset({",", '"', "”", "''"})  # what closes the words that somebody is quoted with


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
    closes = verb > 0 and tree.words[verb - 1] in _ENDS
    is_behind = closes and tree.roles[verb] == "conj" and min(tokens, default=0) > verb
    whole = is_behind or (not has_clause and tree.roles[verb] in {"parataxis", "root", "ccomp", "dep", "advcl"})
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
