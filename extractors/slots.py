"""Slots: what stands in a slot of a trigger, by the names that the packs' tables use.

A slot is a role ("subj", "obj"), a case word ("with|against"), or one slot inside another ("obj>poss").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .clauses import noun_doers, objects, obliques, subjects, topics
from .fillers import Filler, leaders, marked, shared_via, through
from .scenes import authors, beside, receivers, scenes
from .trees import Tree

if TYPE_CHECKING:
    from .rules import LanguagePack

__all__ = ["fillers"]

_ROLES = frozenset(
    {"subj", "obj", "iobj", "attr", "xcomp", "ccomp", "acl", "advcl", "mod"}
)  # those that may stand in one slot with case words


def fillers(tree: Tree, trigger: int, slot: str, pack: LanguagePack) -> list[Filler]:
    """What stands in one slot of a trigger, verb or noun.

    slot: "subj", "obj", "iobj", "doer" (of a noun), "poss", "mod", "attr", "that" (what a clause says),
    "speaker", "ruled", "clause" (of a modal word: who says it, about whom, and what is to be done),
    "this" (the trigger's own clause), "marked" ("for X to do so": what X is to do),
    or a case word such as "with"; "with|against" and "obj|on" name several; "obj>poss" the possessor of the object.
    """
    if ">" in slot:
        outer, _, inner = slot.partition(">")
        return [
            Filler(f.token, "nested")
            for above in fillers(tree, trigger, outer, pack)
            for f in fillers(tree, above.token, inner, pack)
        ]
    if "|" in slot and not _ROLES.isdisjoint(slot.split("|")):
        parts = slot.split("|")
        cases = "|".join(part for part in parts if part not in _ROLES)
        found = [f for part in parts if part in _ROLES for f in fillers(tree, trigger, part, pack)]
        return found + (fillers(tree, trigger, cases, pack) if cases else [])
    match slot:
        case "subj":
            return subjects(tree, trigger if tree.is_verbal(trigger) else through(tree, trigger, pack), pack)
        case "obj":
            return objects(tree, trigger, pack)
        case "doer":
            return noun_doers(tree, trigger, pack)
        case "noun":  # what an adjective or participle modifies
            top = through(tree, trigger, pack)
            return [Filler(tree.heads[top])] if tree.roles[top] in {"mod", "acl", "relcl", "appos"} else []
        case "pair":  # two names in one modifier: "Iraqi-US forces"
            return [Filler(child) for child in tree.of_role(trigger, "mod", "flat", "poss")]
        case "that":  # the doer of what a clause says
            clauses = [c for c in tree.of_role(trigger, "ccomp", "xcomp", "advcl", "acl") if tree.is_verbal(c)]
            head = tree.heads[trigger]
            if not clauses and tree.roles[trigger] == "obj" and tree.is_word(head, pack.cues.answers):
                clauses = [c for c in tree.of_role(head, "ccomp") if c > trigger]  # "rejected claims that …", misread
            return [Filler(f.token, "that") for clause in clauses for f in subjects(tree, clause, pack)]
        case "marked":  # "a deadline for X to do so": what X is to do
            return [Filler(tree.heads[f.token]) for f in marked(tree, trigger, pack.cues.purposes)]
        case "this":  # the trigger's own clause: "to end the conflict in X"
            return [Filler(trigger)] if tree.is_verbal(trigger) else []
        case "poss":
            return [Filler(child) for child in tree.of_role(trigger, "poss")]
        case "mod":
            shared = (
                [trigger] if tree.roles[trigger] == "conj" and tree.words[tree.heads[trigger]][:1].isupper() else []
            )
            found = [
                Filler(tree.heads[i]) for i in shared if tree.tags[tree.heads[i]] == "PROPN"
            ]  # "US and Iraqi troops"
            return found + [Filler(c) for c in tree.of_role(trigger, "mod", "flat") if not _leads(tree, c, pack)]
        case "speaker":  # who says the clause of a modal word: "X must go, said Y"
            return _sayers(tree, trigger, pack)
        case "ruled":  # whom a modal word is about
            return topics(tree, tree.heads[trigger], pack) if tree.is_verbal(tree.heads[trigger]) else []
        case "clause":  # what a modal word says to do
            return [Filler(tree.heads[trigger])] if tree.is_verbal(tree.heads[trigger]) else []
        case "user":  # "with X's help, Y won": who does what it serves
            head = tree.heads[trigger]
            is_means = tree.roles[trigger] == "obl" and tree.is_verbal(head)
            return shared_via(subjects(tree, head, pack), "accompanying") if is_means else []
        case "receiver":  # "Iran faces sanctions", "X was hit by a raid": whom the noun's act reaches
            return receivers(tree, trigger, pack)
        case "led":  # the X of "the X-led war"
            return [Filler(c, "led") for c in leaders(tree, trigger, pack)]
        case "scene":  # where it was, said elsewhere in its clause
            return scenes(tree, trigger, pack)
        case "author":  # "the network behind the attack"
            return authors(tree, trigger, pack)
        case "beside":  # "the old rivals X and Y": the name set right beside
            return beside(tree, trigger)
        case "two":  # "between the two rivals": see homes.py
            return [Filler(trigger, "two")]
        case "answerer":  # "X denied the charge": who answers it
            head = tree.heads[trigger]
            is_answered = tree.roles[trigger] in {"obj", "passubj", "obl"} and tree.is_word(head, pack.cues.answers)
            return shared_via(subjects(tree, head, pack), "light") if is_answered else []
        case "attr":  # also "X's ally is Y", seen from the ally
            own = [Filler(child) for child in tree.of_role(trigger, slot)]
            is_told = not own and tree.roles[trigger] == "subj" and not tree.is_verbal(trigger)
            return [Filler(c) for c in tree.of_role(tree.heads[trigger], slot)] if is_told else own
        case "iobj" | "xcomp" | "ccomp" | "appos":
            return [Filler(child) for child in tree.of_role(trigger, slot)]
        case "acl" | "advcl" | "relcl":  # what stands before says why or when; what stands behind says to do what
            return [Filler(child) for child in tree.of_role(trigger, slot) if child > trigger]
    return obliques(tree, trigger, frozenset(slot.split("|")), pack)


def _sayers(tree: Tree, i: int, pack: LanguagePack) -> list[Filler]:
    """Who says the clause around a token, by a verb above it or beside its sentence's root."""
    for above in (i, *tree.ancestors(i)):
        if above != i and tree.is_verbal(above) and tree.is_word(above, pack.cues.says):
            return shared_via(subjects(tree, above, pack), "said")
        for child in tree.of_role(above, "parataxis", "ccomp"):
            if child > i and tree.is_word(child, pack.cues.says):
                return shared_via(subjects(tree, child, pack), "said")
    return []


def _leads(tree: Tree, i: int, pack: LanguagePack) -> bool:
    """Whether a name belongs to a participle ('US-backed') and not to the noun that both stand before."""
    last = i + 2
    words = pack.cues.led | pack.cues.sponsored
    return last < len(tree.words) and tree.forms[i + 1] in pack.cues.joins and tree.is_word(last, words)
